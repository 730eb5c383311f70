package interview

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

const (
	mapWidth   = 17 // cells of the map and the gap after it
	mapFrom    = 64 // the narrowest screen that has room for the map
	textWidth  = 100
	sideWidth  = 26
	formHeight = 3 // rows of the field that is typed in, at most
)

// View is part of tea.Model.
func (m *screen) View() string {
	head, foot := m.header(), m.footer()
	body := m.height - len(head) - len(foot)
	if body < 4 { // the answer is what counts
		head, foot = nil, nil
		body = m.height
	}
	rows := append(head, m.body(body)...)
	for len(rows) < m.height-len(foot) {
		rows = append(rows, "")
	}
	rows = append(rows[:m.height-len(foot)], foot...)
	for i, row := range rows {
		rows[i] = ansi.Truncate(row, m.width, "")
	}
	return strings.Join(rows, "\n")
}

// header names the incident and says that nothing is lost.
func (m *screen) header() []string {
	title := oneLine(m.s.Text(Title))
	if title == "" {
		title = "New postmortem"
	}
	state := "draft saved " + m.savedAt.Format("15:04:05")
	if m.savedAt.IsZero() {
		state = "draft " + m.draft.ID
	}
	right := m.st.dim.Render(state)
	if m.saveErr != nil {
		state = "NOT SAVED: " + oneLine(clean(bare(rootCause(m.saveErr)).Error()))
		right = m.st.alarm.Render(state)
	}
	if severity := oneLine(m.s.Text(Severity)); severity != "" && m.width >= mapFrom {
		severity = ansi.Truncate(severity, 12, "…")
		state, right = severity+"   "+state, severity+"   "+right
	}
	room := m.width - ansi.StringWidth(state) - 3
	if room < 8 {
		if m.saveErr != nil {
			return []string{right}
		}
		right, room = "", m.width-2
	}
	title = ansi.Truncate(title, room, "…")
	gap := max(1, m.width-1-ansi.StringWidth(title)-ansi.StringWidth(right)-1)
	rows := []string{" " + m.st.strong.Render(title) + strings.Repeat(" ", gap) + right}
	if m.height >= 12 {
		rows = append(rows, m.rule())
	}
	return rows
}

func rootCause(err error) error {
	e := &DraftError{}
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}

func (m *screen) rule() string {
	return " " + m.st.dim.Render(strings.Repeat("─", max(0, m.width-2)))
}

// footer has the metrics and the keys.
func (m *screen) footer() []string {
	var rows []string
	if m.height >= 14 {
		rows = append(rows, " "+m.metrics(m.width-2))
	}
	if m.height >= 18 {
		rows = append(rows, m.rule())
	}
	return append(rows, " "+m.st.dim.Render(helpLine(m.width-1, m.bindings()...)))
}

// bindings are the keys that matter most where the interview stands.
func (m *screen) bindings() []key.Binding {
	k := m.keys
	switch m.mode {
	case going:
		return []key.Binding{k.pick, k.close}
	case helping:
		return []key.Binding{k.close, k.leave}
	case confirming:
		return []key.Binding{k.keep, k.toggle, k.asPasted, k.all, k.names, k.mark, k.leave}
	}
	q, ok := m.s.Current()
	switch {
	case !ok && m.looking():
		return []key.Binding{k.first, k.back, k.goTo, k.leave}
	case !ok:
		list := []key.Binding{k.write}
		if len(m.review.Findings) > 0 {
			list = append(list, k.findings)
		}
		list = append(list, k.scroll, k.back, k.goTo)
		if m.o.Read != nil {
			list = append(list, k.markdown)
		}
		return append(list, k.leave)
	case q.Kind.Long():
		list := []key.Binding{k.next, k.back}
		if m.fix() != nil || m.offerAt(q) != nil {
			list = append(list, k.rewrite)
		}
		if q.Kind == Todos && len(m.factors()) > 0 {
			list = append(list, k.factor)
		}
		if q.Kind == Events {
			list = append(list, k.mark)
		}
		return append(list, k.goTo, k.editor, k.help, k.leave, k.newline)
	case q.Kind == Choice && len(m.s.Severities()) > 0:
		return []key.Binding{k.choose, k.nextLine, k.backLine, k.goTo, k.help, k.leave}
	}
	if m.offerAt(q) != nil {
		return []key.Binding{k.nextLine, k.backLine, k.rewrite, k.goTo, k.help, k.leave}
	}
	return []key.Binding{k.nextLine, k.backLine, k.goTo, k.help, k.leave}
}

// metrics tells the course of the incident in a line.
func (m *screen) metrics(room int) string {
	a, _ := m.s.Answers()
	started := a.Started
	moments := []struct {
		key Key
		at  time.Time
	}{{Started, a.Started}, {Detected, a.Detected}, {Mitigated, a.Mitigated}, {Resolved, a.Resolved}}
	whole := func(k Key) string { return string(k) }
	short := func(k Key) string {
		if k == Started && !started.IsZero() {
			return ""
		}
		return string(k)[:3]
	}
	spelled := func(d time.Duration) string { return " (" + length(d) + ")" }
	narrow := func(d time.Duration) string { return " +" + tight(d) }
	for _, form := range []struct { // from the most room to the least
		label func(Key) string
		since func(time.Duration) string
		brief bool // no clock times but the first
		dot   string
	}{{whole, spelled, false, " · "}, {whole, narrow, false, " · "}, {whole, narrow, true, " · "}, {short, narrow, true, " "}} {
		var parts []string
		for _, moment := range moments {
			k, at := moment.key, moment.at
			part := form.label(k) + " "
			switch {
			case at.IsZero() && strings.TrimSpace(m.s.Text(k)) != "":
				part += "?"
			case at.IsZero():
				part += "—"
			case form.brief && k != Started && !started.IsZero():
			case !started.IsZero() && dateOf(at.UTC()) != dateOf(started.UTC()):
				part += at.UTC().Format("2 Jan 15:04")
			default:
				part += at.UTC().Format("15:04")
			}
			part = strings.TrimSpace(part)
			if k != Started && !at.IsZero() && !started.IsZero() && !at.Before(started) {
				part += form.since(at.Sub(started))
			}
			parts = append(parts, part)
		}
		line := strings.Join(parts, form.dot)
		if gap := room - ansi.StringWidth(line) - 3; gap > 0 {
			return line + strings.Repeat(" ", gap) + "UTC"
		}
	}
	if started.IsZero() {
		return ""
	}
	return "started " + started.UTC().Format("15:04 UTC")
}

// body is the map and the question, or what lies over them.
func (m *screen) body(height int) []string {
	switch m.mode {
	case helping:
		return m.helpPage(height)
	case going:
		return m.list(height)
	case confirming:
		return m.confirmPage(height)
	}
	withMap := m.width >= mapFrom && height >= len(Groups())
	if !withMap {
		return m.question(m.width-2, height, " ", true)
	}
	left := m.groups()
	right := m.question(min(m.width-mapWidth-1, textWidth), height, "", false)
	rows := make([]string, height)
	for i := range rows {
		if i < len(left) {
			rows[i] = left[i]
		}
		if i < len(right) && right[i] != "" {
			rows[i] += strings.Repeat(" ", max(0, mapWidth-ansi.StringWidth(rows[i]))) + right[i]
		}
	}
	return rows
}

// groups is the map: where the interview stands and what is still thin.
func (m *screen) groups() []string {
	grades := m.s.Progress()
	q, _ := m.s.Current()
	var rows []string
	for _, group := range Groups() {
		mark := map[Progress]string{Done: "✓", Thin: "·", Wrong: "!", Empty: " "}[grades[group]]
		row := "  " + mark + " " + group
		switch {
		case group == q.Group:
			row = m.st.accent.Render("  ▸ " + group)
		case grades[group] == Wrong:
			row = m.st.alarm.Render(row)
		case grades[group] == Empty:
			row = m.st.dim.Render(row)
		}
		rows = append(rows, row)
	}
	return rows
}

// folded is the map in a line.
func (m *screen) folded() string {
	q, _ := m.s.Current()
	groups := Groups()
	for i, group := range groups {
		if group == q.Group {
			return fmt.Sprintf("%d/%d %s", i+1, len(groups), group)
		}
	}
	return ""
}

// question is the question, the answer and what is to be said about it, in width cells.
func (m *screen) question(width, height int, margin string, folded bool) []string {
	var above, below []string
	q, ok := m.s.Current()
	if folded && height >= 6 {
		above = append(above, m.st.accent.Render(m.folded()))
	}
	if !ok {
		return indent(margin, append(above, m.preview(width, height-len(above))...))
	}
	for _, row := range wrapText(q.Prompt, width, max(1, min(3, height-6))) {
		above = append(above, m.st.strong.Render(row))
	}
	if height >= 12 {
		above = append(above, "")
	}
	room := height - len(above)
	most := max(0, room/2, room-4)
	if q.Kind.Long() { // a short answer leaves them its room
		most = max(0, room-max(2, min(m.edit.height(room), room/2)))
	}
	if below = m.remarks(q, width); len(below) > most {
		below = below[:most]
	}
	if len(below) > 0 && room-len(below) > 8 {
		below = append([]string{""}, below...)
	}
	least := 4
	if !q.Kind.Long() {
		least = 1
		for _, other := range m.s.Questions() {
			if other.Group == q.Group {
				least++
			}
		}
	}
	if why := m.why(q, width); room-len(below)-len(why)-1 >= least {
		below = append(append(below, ""), why...)
	}
	var answer []string
	if q.Kind.Long() {
		answer = m.answer(q, width, room-len(below))
	} else {
		answer = m.form(q, width, room-len(below))
	}
	return indent(margin, append(append(above, answer...), below...))
}

func indent(margin string, rows []string) []string {
	for i := range rows {
		rows[i] = margin + rows[i]
	}
	return rows
}

// why tells why the question is asked, and its other side as long as nothing is written.
func (m *screen) why(q Question, width int) []string {
	text := "why we ask: " + q.Why
	if q.Also != "" && m.s.Text(q.Key) == "" {
		text = q.Also + "\n" + text
	}
	rows := wrapText(text, width, 5)
	for i := range rows {
		rows[i] = m.st.dim.Render(rows[i])
	}
	return rows
}

// remarks tells how the answer is read, what is wrong with it, and what the linter would say.
func (m *screen) remarks(q Question, width int) []string {
	var rows []string
	say := func(style lipgloss.Style, text string, limit int) {
		for _, row := range wrapText(clean(text), width, limit) {
			rows = append(rows, style.Render(row))
		}
	}
	if m.message != "" {
		say(m.st.alarm, m.message, 3)
	}
	if m.s.Text(q.Key) == "" {
		say(m.st.dim, "for example: "+q.Example, 3)
		m.recall(say)
		return rows
	}
	offered := m.offerAt(q)
	if o := offered; o != nil {
		text := o.edit.Text + " (" + m.keys.rewrite.Help().Key + ")"
		if len(o.also) > 0 {
			text += ", or " + strings.Join(o.also, ", ")
		}
		say(m.st.accent, text, 1)
	}
	if problems := m.s.Problems(q.Key); len(problems) > 0 && offered == nil { // what is offered may settle it
		p := problems[0]
		text := "! " + describeProblem(m.s, p)
		if n := len(problems) - 1; n > 0 {
			text += fmt.Sprintf(" (and %d more)", n)
		}
		say(m.st.alarm, text, 2)
		if q.Kind == Events && m.o.ReadNotes != nil {
			say(m.st.dim, m.keys.readNotes.Help().Key+" reads it as notes or a copied chat", 1)
		} else if p.Remedy != "" {
			say(m.st.dim, p.Remedy, 2)
		}
	} else if text := reading(m.s, q); text != "" && m.hint(q) == "" {
		say(m.st.dim, text, 1)
	}
	if side := m.side(q, m.edit.line); strings.HasPrefix(side, "→") && !m.beside(q, width) {
		say(m.st.dim, fmt.Sprintf("line %d %s", m.edit.line+1, side), 1)
	}
	if n := m.note(); n != nil {
		label := n.Label
		if text := m.s.Text(q.Key); n.Span.Start >= 0 && n.Span.End <= len(text) && n.Span.Start < n.Span.End {
			label = "“" + ansi.Truncate(oneLine(text[n.Span.Start:n.Span.End]), 40, "…") + "”: " + label
		}
		say(m.st.accent, label, 2)
		if n.Ask != "" {
			say(m.st.dim, "ask  "+n.Ask, 2)
		}
		if n.Fix != nil {
			say(m.st.dim, "try  "+n.Fix.Text+" ("+m.keys.rewrite.Help().Key+")", 3)
		}
	}
	if q.Kind == Voices {
		rows = append(rows, m.sideBySide(voices(m.s.Text(q.Key)), width)...)
	}
	if q.Kind == Todos {
		for _, text := range m.advice() {
			say(m.st.dim, text, 2)
		}
	}
	m.recall(say)
	return rows
}

// sideBySide shows views next to each other, as many as there is room for.
func (m *screen) sideBySide(list []voice, width int) []string {
	const narrowest, gap = 18, 2
	n := min(len(list), (width+gap)/(narrowest+gap))
	if n < 2 {
		return nil
	}
	column := (width - (n-1)*gap) / n
	var columns [][]string
	tallest := 0
	for _, v := range list[:n] {
		rows := append([]string{m.st.strong.Render(ansi.Truncate(clean(v.who), column, "…"))}, wrapText(clean(v.text), column, 6)...)
		columns = append(columns, rows)
		tallest = max(tallest, len(rows))
	}
	rows := make([]string, tallest)
	for i := range rows {
		for c, view := range columns {
			cell := ""
			if i < len(view) {
				cell = view[i]
			}
			rows[i] += cell
			if c < n-1 {
				rows[i] += strings.Repeat(" ", max(0, column+gap-ansi.StringWidth(cell)))
			}
		}
	}
	if n < len(list) {
		rows = append(rows, m.st.dim.Render(fmt.Sprintf("and %d more", len(list)-n)))
	}
	return rows
}

// advice is what may make the action item at the cursor worth more: how far it reaches, and the factor that it answers.
func (m *screen) advice() []string {
	var list []string
	todos, factors := m.s.understand().todos, m.factors()
	if m.edit.line < len(todos) && !todos[m.edit.line].blank {
		t := todos[m.edit.line]
		if m.o.Grade != nil {
			switch grade := m.o.Grade(t.Title); grade {
			case "weaker":
				list = append(list, "weaker: it counts on people's memory. What would make the wrong step impossible?")
			case "intermediate":
				list = append(list, "intermediate: it catches or contains. Is there a change that makes it unnecessary?")
			case "stronger":
				list = append(list, "stronger: it holds whether or not anybody thinks of it")
			}
		}
		for _, f := range factors {
			if f.ID == t.Factor {
				list = append(list, "for "+f.ID+": "+f.Text)
			}
		}
		if t.Factor == "" && len(factors) > 0 {
			list = append(list, "which factor does it answer? "+m.keys.factor.Help().Key+" goes through them")
		}
	}
	var open []string
	for _, f := range factors {
		if !slices.ContainsFunc(todos, func(t todo) bool { return t.Factor == f.ID }) {
			open = append(open, f.ID)
		}
	}
	if len(open) > 0 && len(open) < len(factors) {
		list = append(list, "no action yet for "+strings.Join(open, ", "))
	}
	return list
}

// recall tells of incidents like this one.
func (m *screen) recall(say func(lipgloss.Style, string, int)) {
	for _, e := range m.earlier[:min(len(m.earlier), 3)] {
		text := "like this: " + e.Title + " (" + e.Path + ")"
		if len(e.Actions) > 0 {
			text += "; its actions: " + strings.Join(e.Actions, " · ")
		}
		say(m.st.dim, text, 2)
	}
}

// note is the note at the cursor, or else the first; nil when there is none.
func (m *screen) note() *Note {
	if len(m.notes) == 0 {
		return nil
	}
	at := m.edit.offset()
	for i, n := range m.notes {
		if n.Span.Start <= at && at <= n.Span.End {
			return &m.notes[i]
		}
	}
	return &m.notes[0]
}

// fix is the rewrite that is offered, or nil.
func (m *screen) fix() *document.Edit {
	if n := m.note(); n != nil {
		return n.Fix
	}
	return nil
}

// answer draws an answer of several lines, with how each line is read beside it.
func (m *screen) answer(q Question, width, height int) []string {
	height = max(height, 1)
	room := width - 3
	beside := m.beside(q, width)
	if beside {
		room -= sideWidth
	}
	m.edit.width, m.page = max(room, 2), height
	rows := make([]string, 0, height)
	for _, s := range m.edit.view(height) {
		row := m.st.dim.Render("┃ ") + m.drawRow(s, room+1)
		if beside && s.first {
			if side := m.side(q, s.line); side != "" {
				gap := room + 3 - ansi.StringWidth(row)
				row += strings.Repeat(" ", max(0, gap)) + m.st.dim.Render(ansi.Truncate(side, sideWidth-1, "…"))
			}
		}
		rows = append(rows, row)
	}
	for len(rows) < height {
		rows = append(rows, m.st.dim.Render("┃"))
	}
	return rows
}

// beside reports whether there is room for how the lines are read next to them.
func (m *screen) beside(q Question, width int) bool {
	return q.Kind == Events && width >= 54 || q.Kind == Todos && width >= 80
}

// side tells how a line of an answer is read; "" when lines are not read one by one.
func (m *screen) side(q Question, line int) string {
	u := m.s.understand()
	switch {
	case q.Kind == Events && line < len(u.entries):
		e, started := u.entries[line], u.answers.Started
		switch {
		case e.blank:
			return ""
		case e.problem != "":
			return "? " + e.problem
		case e.goes:
			return "↳"
		}
		at := e.At.UTC().Format("15:04 UTC")
		if started.IsZero() || dateOf(e.At.UTC()) != dateOf(started.UTC()) {
			at = e.At.UTC().Format("2 Jan 15:04 UTC")
		}
		text := strings.TrimSpace("→ " + at + " " + e.Milestone)
		if since := " +" + tight(e.At.Sub(started)); !started.IsZero() && e.At.After(started) && ansi.StringWidth(text+since) < sideWidth {
			text += since
		}
		return text
	case q.Kind == Todos && line < len(u.todos):
		switch t := u.todos[line]; {
		case t.blank:
			return ""
		case t.err != nil:
			return "? " + t.err.Error()
		default:
			return "→ " + describeTodo(t)
		}
	}
	return ""
}

// describeTodo tells what an action item lacks, or else what it has.
func describeTodo(t todo) string {
	var lacks, has []string
	for _, field := range []struct{ name, value string }{{"owner", t.Owner}, {"due date", t.Due}} {
		if field.value == "" {
			lacks = append(lacks, "no "+field.name)
		}
	}
	if len(lacks) > 0 {
		return strings.Join(lacks, ", ")
	}
	for _, value := range []string{t.Owner, t.Due, t.Priority, t.Type, t.Factor} {
		if value != "" {
			has = append(has, value)
		}
	}
	return strings.Join(has, " ")
}

// drawRow draws a row of text in at most room cells: the cursor, and phrases that a note is about.
func (m *screen) drawRow(s seen, room int) string {
	var b, run strings.Builder
	var notes []document.Span // in this row
	for _, n := range m.notes {
		if n.Span.Start < s.start+len(s.text) && s.start < n.Span.End {
			notes = append(notes, n.Span)
		}
	}
	marked := false
	flush := func() {
		if marked {
			b.WriteString(m.st.phrase.Render(run.String()))
		} else {
			b.WriteString(run.String())
		}
		run.Reset()
	}
	limit := room
	if s.cursor >= len(s.text) {
		limit-- // the cursor stands behind the text
	}
	cells := 0
	for at := 0; at < len(s.text); {
		c, w := cluster(s.text[at:])
		if cells+w > limit {
			break
		}
		in := slices.ContainsFunc(notes, func(n document.Span) bool { return n.Start <= s.start+at && s.start+at < n.End })
		if in != marked {
			flush()
			marked = in
		}
		shown := c
		if c == "\t" {
			shown = strings.Repeat(" ", tabWidth)
		} else if strings.ContainsFunc(c, isControl) {
			shown = "�"
		}
		if at == s.cursor {
			flush()
			b.WriteString(m.st.cursor.Render(shown))
		} else {
			run.WriteString(shown)
		}
		at += len(c)
		cells += w
	}
	flush()
	if s.cursor >= len(s.text) && cells < room {
		b.WriteString(m.st.cursor.Render(" "))
	}
	return b.String()
}

// form draws the one-line questions of a group together, with the current one open.
func (m *screen) form(current Question, width, height int) []string {
	label := 0
	var fields []Question
	at := 0
	for _, q := range m.s.Questions() {
		if q.Group != current.Group {
			continue
		}
		if q.Key == current.Key {
			at = len(fields)
		}
		fields = append(fields, q)
		label = max(label, len(q.Label))
	}
	room := width - label - 4
	if room < 12 { // no room for labels
		m.edit.width, m.page = max(width-3, 2), 1
		return m.answer(current, width, max(height, 1))
	}
	m.edit.width, m.page = room, 1
	var rows []string
	opened, openedEnd := 0, 0
	for i, q := range fields {
		name := q.Label + strings.Repeat(" ", label-len(q.Label))
		if i != at {
			value := oneLine(m.s.Text(q.Key))
			if at, err := m.s.Moment(q.Key); q.Kind == Moment && err == nil && !at.IsZero() && !inUTC(at) {
				if utc := at.UTC().Format("→ 15:04 UTC"); room >= ansi.StringWidth(value)+2+len(utc) {
					value += "  " + utc
				}
			}
			value = ansi.Truncate(value, room, "…")
			if value == "" {
				value = m.st.dim.Render("—")
			}
			mark := "  "
			if len(m.s.Problems(q.Key)) > 0 && m.s.Text(q.Key) != "" {
				mark = m.st.alarm.Render("! ")
			}
			rows = append(rows, mark+m.st.dim.Render(name)+"  "+value)
			continue
		}
		opened = len(rows)
		for j, s := range m.edit.view(min(formHeight, m.edit.height(formHeight))) {
			lead := m.st.accent.Render("▸ "+name) + "  "
			if j > 0 {
				lead = strings.Repeat(" ", label+4)
			}
			rows = append(rows, lead+m.drawRow(s, room))
		}
		openedEnd = len(rows)
	}
	if text := m.hint(current); text != "" {
		var hint []string
		for _, row := range wrapText(text, room, 2) {
			hint = append(hint, strings.Repeat(" ", label+4)+m.st.dim.Render(row))
		}
		rows = slices.Insert(rows, openedEnd, hint...)
	}
	if len(rows) > height { // keep what is open in sight
		from := max(0, min(opened-height/2, len(rows)-height))
		rows = rows[from : from+max(height, 1)]
	}
	return rows
}

func inUTC(at time.Time) bool {
	_, offset := at.Zone()
	return offset == 0
}

// hint stands under the field that is open: what there is to choose from, how a time is read.
func (m *screen) hint(q Question) string {
	switch {
	case q.Kind == Choice && len(m.s.Severities()) > 0:
		return "one of " + strings.Join(m.s.Severities(), ", ")
	case q.Kind == Moment && len(m.s.Problems(q.Key)) == 0:
		return strings.Replace(reading(m.s, q), "read as", "→", 1)
	}
	return ""
}

// list is where to go.
func (m *screen) list(height int) []string {
	rows := []string{" " + m.st.strong.Render("Go to: ") + m.filter + m.st.cursor.Render(" ")}
	places := m.places()
	room := max(1, height-2)
	from := max(0, min(m.picked-room/2, len(places)-room))
	if height > 3 {
		rows = append(rows, "")
	}
	for i := from; i < len(places) && i < from+room; i++ {
		q := places[i]
		mark := " "
		if q.Key != "" && strings.TrimSpace(m.s.Text(q.Key)) != "" {
			mark = "✓"
		}
		name := q.Group
		if !strings.EqualFold(q.Label, q.Group) {
			name += ": " + q.Label
		}
		if i == m.picked {
			rows = append(rows, m.st.accent.Render(" ▸ "+mark+" "+name))
		} else {
			rows = append(rows, "   "+mark+" "+name)
		}
	}
	if len(places) == 0 {
		rows = append(rows, "   nothing of that name")
	}
	return rows
}

// helpPage lists the keys.
func (m *screen) helpPage(height int) []string {
	k := m.keys
	list := []key.Binding{k.next, k.back, k.goTo, k.editor, k.rewrite, k.mark, k.milestones, k.readNotes, k.factor, k.undo, k.leave}
	list = append(list, k.moving...)
	rows := []string{" " + m.st.strong.Render("Keys") + m.st.dim.Render(" (any key closes this)")}
	if height > len(list)+4 {
		rows = append(rows, "")
	}
	var cells []string
	for _, b := range list {
		cells = append(cells, fmt.Sprintf("%-14s %s", b.Help().Key, b.Help().Desc))
	}
	columns := 1
	if len(cells) > height-3 && m.width >= 60 {
		columns = 2
	}
	n := (len(cells) + columns - 1) / columns
	for i := range n {
		var row strings.Builder
		row.WriteString(" ")
		for c := range columns {
			if j := i + c*n; j < len(cells) {
				row.WriteString(cells[j] + strings.Repeat(" ", max(2, m.width/2-2-ansi.StringWidth(cells[j]))))
			}
		}
		rows = append(rows, strings.TrimRight(row.String(), " "))
	}
	rows = append(rows, "", " Leaving is safe: every keystroke is in draft "+m.draft.ID+".")
	if q, ok := m.s.Current(); ok {
		about := "On the map: ✓ told, · thin, ! to be looked at. Why we ask for the " + q.Label + ": " + q.Why + "."
		if q.After != "" {
			about += " After " + q.After + "."
		}
		for _, row := range wrapText(about, m.width-2, 5) {
			rows = append(rows, " "+m.st.dim.Render(row))
		}
	}
	if len(rows) > height {
		rows = rows[:height]
	}
	return rows
}

// preview is the document as it will be, or what keeps it from being made.
func (m *screen) preview(width, height int) []string {
	var rows []string
	if m.looking() {
		return m.lookPage(width, height)
	}
	top := fmt.Sprintf("%d of %d answered.", m.s.Answered(), len(m.s.Questions()))
	if m.review.Summary != "" {
		top += " " + oneLine(clean(m.review.Summary))
	}
	if thin := m.s.thin(); len(thin) > 0 && height > 10 {
		top += "\nStill thin: " + strings.Join(thin, ", ") + "."
	}
	for _, row := range wrapText(top, width, 3) {
		rows = append(rows, m.st.strong.Render(row))
	}
	if height > 8 {
		rows = append(rows, "")
	}
	if m.shown == nil {
		if m.o.Render != nil {
			rows = append(rows, "Rendering…")
		}
		return rows
	}
	room := max(1, height-len(rows))
	m.shown.width, m.page = max(width-3, 2), room
	if m.o.Read != nil && !m.markdown && m.source != nil {
		return append(rows, m.readable(max(width-2, 2), room)...)
	}
	for _, s := range m.shown.view(room) {
		text := m.drawRow(seen{text: s.text, start: -1, cursor: -1}, width)
		if strings.HasPrefix(m.shown.lines[s.line].text, "#") {
			text = m.st.strong.Render(text)
		}
		rows = append(rows, m.st.dim.Render("┃ ")+text)
	}
	return rows
}

// readable is the document as a reader will see it.
func (m *screen) readable(width, room int) []string {
	if m.read == nil || m.readFor != width {
		m.read, m.readFor = m.o.Read(m.source, width), width
	}
	m.shown.top = max(0, min(m.shown.top, len(m.read)-room))
	var rows []string
	for _, line := range m.read[m.shown.top:min(len(m.read), m.shown.top+room)] {
		rows = append(rows, m.st.dim.Render("┃ ")+line)
	}
	return rows
}

// wrapText breaks text into at most limit rows; the last one says when there is more.
func wrapText(text string, width, limit int) []string {
	var rows []string
	for line := range strings.SplitSeq(text, "\n") {
		starts := wrap(line, width)
		for i, start := range starts {
			end := len(line)
			if i+1 < len(starts) {
				end = starts[i+1]
			}
			rows = append(rows, strings.TrimRight(line[start:end], " "))
		}
	}
	if limit > 0 && len(rows) > limit {
		rows = rows[:limit]
		rows[limit-1] = ansi.Truncate(rows[limit-1], max(1, width-1), "") + "…"
	}
	return rows
}
