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
		title = m.s.words.say("New postmortem")
	}
	state := m.s.words.sayf("draft saved %s", m.savedAt.Format("15:04:05"))
	if m.savedAt.IsZero() {
		state = m.s.words.sayf("draft %s", m.draft.ID)
	}
	right := m.st.dim.Render(state)
	if m.saveErr != nil {
		state = m.s.words.say("NOT SAVED:") + " " + oneLine(clean(bare(rootCause(m.saveErr)).Error()))
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
	if m.listed {
		return append([]key.Binding{k.toList}, m.bindingsAt(q, ok)...)
	}
	return m.bindingsAt(q, ok)
}

func (m *screen) bindingsAt(q Question, ok bool) []key.Binding {
	k := m.keys
	switch {
	case !ok && m.findings:
		return []key.Binding{k.first, k.close, k.goTo, k.leave}
	case !ok:
		list := []key.Binding{k.write}
		if len(m.problems)+len(m.review.Findings) > 0 {
			list = append(list, k.findings)
		}
		list = append(list, k.scroll, k.back, k.goTo)
		if m.o.Read != nil {
			list = append(list, k.markdown)
		}
		return append(list, k.leave)
	case q.Kind.Long():
		var list []key.Binding
		if n := m.note(); n != nil && n.try() != "" || m.offerAt(q) != nil {
			list = append(list, k.rewrite)
		}
		if len(m.stops(q)) > 1 {
			list = append(list, k.nextNote)
		}
		if m.width >= mapFrom { // else there is room for what is only here
			list = append([]key.Binding{k.next, k.back}, list...)
		} else {
			list = append(list, k.next, k.back)
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
	whole := func(k Key) string { return m.s.words.say(string(k)) }
	short := func(k Key) string {
		if k == Started && !started.IsZero() {
			return ""
		}
		return m.s.words.say(map[Key]string{Started: "sta", Detected: "det", Mitigated: "mit", Resolved: "res"}[k])
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
	return m.s.words.say("started") + " " + started.UTC().Format("15:04 UTC")
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
	found := m.withFindings()
	var rows []string
	for _, group := range Groups() {
		mark := map[Progress]string{Done: "✓", Thin: "·", Wrong: "!", Empty: " "}[grades[group]]
		if found[group] && grades[group] != Wrong && grades[group] != Empty {
			mark = "~"
		}
		name := m.s.words.say(group)
		row := "  " + mark + " " + name
		switch {
		case group == q.Group:
			row = m.st.accent.Render("  ▸ " + name)
		case grades[group] == Wrong:
			row = m.st.alarm.Render(row)
		case grades[group] == Empty:
			row = m.st.dim.Render(row)
		}
		rows = append(rows, row)
	}
	return rows
}

// withFindings are the groups in which something is said about a phrase.
func (m *screen) withFindings() map[string]bool {
	groups := map[string]bool{}
	for _, q := range m.s.Questions() {
		if m.found[q.Key] > 0 && m.s.Text(q.Key) != "" {
			groups[q.Group] = true
		}
	}
	return groups
}

// folded is the map in a line.
func (m *screen) folded() string {
	q, _ := m.s.Current()
	groups := Groups()
	for i, group := range groups {
		if group == q.Group {
			return fmt.Sprintf("%d/%d %s", i+1, len(groups), m.s.words.say(group))
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

// drawRow draws a row of text in at most room cells: the cursor, and phrases that a note is about.
func (m *screen) drawRow(s seen, room int) string {
	var b, run strings.Builder
	var notes []document.Span // in this row
	q, _ := m.s.Current()
	for _, list := range [][]Note{m.notes, m.s.remarks(q.Key)} {
		for _, n := range list {
			if n.Span.Start < s.start+len(s.text) && s.start < n.Span.End {
				notes = append(notes, n.Span)
			}
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
		label = max(label, ansi.StringWidth(q.Label))
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
		name := q.Label + strings.Repeat(" ", label-ansi.StringWidth(q.Label))
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
		return m.s.words.sayf("one of %s", strings.Join(m.s.Severities(), ", "))
	case q.Kind == Moment && len(m.s.Problems(q.Key)) == 0:
		return m.s.words.arrow(reading(m.s, q))
	}
	return ""
}

// list is where to go.
func (m *screen) list(height int) []string {
	rows := []string{" " + m.st.strong.Render(m.s.words.say("Go to:")+" ") + m.filter + m.st.cursor.Render(" ")}
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
		name := m.s.words.place(q, ": ")
		if i == m.picked {
			rows = append(rows, m.st.accent.Render(" ▸ "+mark+" "+name))
		} else {
			rows = append(rows, "   "+mark+" "+name)
		}
	}
	if len(places) == 0 {
		rows = append(rows, "   "+m.s.words.say("nothing of that name"))
	}
	return rows
}

// helpPage lists the keys, as much of it as there is room for.
func (m *screen) helpPage(height int) []string {
	rows := m.help(height)
	title := m.s.words.say("Keys")
	if len(rows) > height-1 {
		title += " " + m.s.words.say("(↑↓ scroll, any other key closes)")
	} else {
		title += " " + m.s.words.say("(any key closes this)")
	}
	m.page = max(height-2, 1)
	m.helpTop = max(0, min(m.helpTop, len(rows)-height+1))
	rows = rows[m.helpTop:]
	return append([]string{" " + m.st.strong.Render(title)}, rows[:min(len(rows), max(height-1, 0))]...)
}

func (m *screen) help(height int) []string {
	k := m.keys
	mark, factor := k.mark, k.factor
	mark.SetHelp(mark.Help().Key, m.s.words.say("milestone (timeline)"))
	factor.SetHelp(factor.Help().Key, m.s.words.say("factor (actions)"))
	list := []key.Binding{k.next, k.back, k.goTo, k.editor, k.rewrite, k.nextNote, mark, k.milestones, k.readNotes, factor, k.undo, k.leave}
	list = append(list, k.moving...)
	var rows []string
	if height > len(list)+4 {
		rows = append(rows, "")
	}
	var cells []string
	for _, b := range list {
		cells = append(cells, fmt.Sprintf("%-14s %s", b.Help().Key, b.Help().Desc))
	}
	columns, between := 1, max(m.width/2-2, 40)
	if len(cells) > height-3 && m.width >= 80 {
		columns = 2
	}
	n := (len(cells) + columns - 1) / columns
	for i := range n {
		var row strings.Builder
		row.WriteByte(' ')
		for c := range columns {
			if j := i + c*n; j < len(cells) {
				row.WriteString(cells[j] + strings.Repeat(" ", max(2, between-ansi.StringWidth(cells[j]))))
			}
		}
		rows = append(rows, strings.TrimRight(row.String(), " "))
	}
	say := func(style lipgloss.Style, text string) {
		rows = append(rows, "")
		for _, row := range wrapText(text, m.width-2, 0) {
			rows = append(rows, " "+style.Render(row))
		}
	}
	say(lipgloss.NewStyle(), m.s.words.sayf("Leaving is safe: every keystroke is in draft %s.", m.draft.ID))
	if q, ok := m.s.Current(); ok {
		about := m.s.words.sayf("On the map: ✓ told, ~ told and something is said about a phrase, · thin, ! not understood. Why we ask for the %s: %s.", q.Label, q.Why)
		if q.After != "" {
			about += " " + m.s.words.sayf("After %s.", q.After)
		}
		say(m.st.dim, about)
	}
	return rows
}

// preview is the document as it will be, or what keeps it from being made.
func (m *screen) preview(width, height int) []string {
	var rows []string
	if m.findings {
		return m.lookPage(width, height)
	}
	said := m.message
	if said == "" {
		said = m.s.words.describeGaps(m.problems)
	}
	if said != "" {
		for _, row := range wrapText(said, width, 3) {
			rows = append(rows, m.st.alarm.Render(row))
		}
	}
	top := m.s.words.sayf("%d of %d answered.", m.s.Answered(), len(m.s.Questions()))
	if m.review.Summary != "" {
		top += " " + oneLine(clean(m.review.Summary))
	}
	if thin := m.s.thin(); len(thin) > 0 && height > 10 {
		top += "\n" + m.s.words.sayf("Still thin: %s.", strings.Join(thin, ", "))
	}
	for _, row := range wrapText(top, width, 3) {
		rows = append(rows, m.st.strong.Render(row))
	}
	if height > 8 {
		rows = append(rows, "")
	}
	if m.shown == nil {
		if m.o.Render != nil {
			rows = append(rows, m.s.words.say("Rendering…"))
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

// describeGaps names the answers that could not be understood; "" when there are none.
func (w words) describeGaps(problems Problems) string {
	if len(problems) == 0 {
		return ""
	}
	var keys []string
	for _, p := range problems {
		keys = append(keys, strings.ReplaceAll(string(p.Key), "_", " "))
	}
	return w.sayf("! To be looked at: %s", strings.Join(distinct(keys), ", "))
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
