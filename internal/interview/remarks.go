package interview

import (
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// why tells why the question is asked, and its other side as long as nothing is written.
func (m *screen) why(q Question, width int) []string {
	text := m.s.words.say("why we ask:") + " " + q.Why
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
		say(m.st.dim, m.s.words.say("for example:")+" "+q.Example, 3)
		m.recall(say)
		return rows
	}
	offered := m.offerAt(q)
	if o := offered; o != nil {
		text := strings.TrimLeft(o.edit.Text, ", ") + " (" + m.keys.rewrite.Help().Key + ")"
		if len(o.also) > 0 {
			text += m.s.words.say(", or") + " " + m.s.words.list(o.also)
		}
		say(m.st.accent, text, 1)
	}
	if p, nth := m.problem(q); p != nil && offered == nil { // what is offered may settle it
		say(m.st.alarm, "! "+nth+describeProblem(m.s, *p), 2)
		if q.Kind == Events && m.o.ReadNotes != nil {
			say(m.st.dim, m.s.words.sayf("%s reads it as notes or a copied chat", m.keys.readNotes.Help().Key), 1)
		} else if p.Remedy != "" && m.hint(q) == "" {
			say(m.st.dim, m.s.remedy(*p), 2)
		}
	} else if text := reading(m.s, q); text != "" && m.hint(q) == "" {
		rows := 1 // the answer needs the room
		if !q.Kind.Long() {
			rows = 2
		}
		say(m.st.dim, text, rows)
	}
	if text := m.s.ahead(m.edit.line); q.Kind == Events && text != "" {
		say(m.st.accent, text, 2)
	}
	if side := m.side(q, m.edit.line); strings.HasPrefix(side, "→") && !m.beside(q, width) {
		say(m.st.dim, m.s.words.sayf("line %d %s", m.edit.line+1, side), 1)
	}
	if n, nth := m.noteShown(); n != nil {
		label := nth + n.Label
		if text := m.s.Text(q.Key); n.Span.Start >= 0 && n.Span.End <= len(text) && n.Span.Start < n.Span.End {
			label = nth + m.s.words.sayf("“%s”: %s", ansi.Truncate(oneLine(text[n.Span.Start:n.Span.End]), 40, "…"), n.Label)
		}
		say(m.st.accent, label, 2)
		help := []func(){
			func() {
				if n.Ask != "" {
					say(m.st.dim, m.s.words.say("ask")+"  "+n.Ask, 2)
				}
			},
			func() {
				if n.try() != "" {
					say(m.st.dim, m.s.words.say("try")+"  "+n.try()+" ("+m.keys.rewrite.Help().Key+")", 3)
				}
			},
		}
		if m.height < 18 { // what comes last may be cut off
			slices.Reverse(help)
		}
		for _, tell := range help {
			tell()
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
		rows = append(rows, m.st.dim.Render(m.s.words.sayf("and %d more", len(list)-n)))
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
			if text := m.s.words.say(nudge(m.o.Grade(t.Title))); text != "" {
				list = append(list, text)
			}
		}
		for _, f := range factors {
			if t.answers(f.ID) {
				list = append(list, m.s.words.sayf("for %s: %s", f.ID, f.Text))
			}
		}
		if t.Factor == "" && !t.gone && len(factors) > 0 {
			list = append(list, m.s.words.sayf("which factor does it answer? %s goes through them", m.keys.factor.Help().Key))
		}
	}
	var open []string
	for _, f := range factors {
		if !slices.ContainsFunc(todos, func(t todo) bool { return t.answers(f.ID) }) {
			open = append(open, f.ID)
		}
	}
	if len(open) > 0 && len(open) < len(factors) {
		list = append(list, m.s.words.sayf("no action yet for %s", m.s.words.list(open)))
	}
	return list
}

// recall tells of incidents like this one.
func (m *screen) recall(say func(lipgloss.Style, string, int)) {
	for _, e := range m.earlier[:min(len(m.earlier), 3)] {
		say(m.st.dim, m.s.words.describe(e), 3)
	}
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
		case e.problem != nil:
			return "? " + m.s.words.told(e.problem)
		case e.goes:
			return "↳"
		}
		at := m.s.clock(e.At)
		if on := m.s.local(e.At); started.IsZero() || dateOf(on) != dateOf(m.s.local(started)) {
			at = m.s.words.date(on, "2 Jan 15:04") + " " + document.ZoneName(on)
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
			return "? " + m.s.words.told(t.err)
		default:
			return "→ " + m.s.words.describeTodo(t)
		}
	}
	return ""
}

// describeTodo tells what an action item lacks, and what it has.
func (w words) describeTodo(t todo) string {
	var lacks, has []string
	due := t.Due
	if at, err := time.Parse(time.DateOnly, due); err == nil {
		due = w.date(at, "Mon 2006-01-02")
	}
	for _, field := range []struct{ lack, value string }{{"no owner", t.Owner}, {"no due date", due}, {"", t.Priority}, {"", t.Type}, {"", t.Factor}} {
		switch {
		case field.value != "":
			has = append(has, field.value)
		case field.lack != "":
			lacks = append(lacks, w.say(field.lack))
		}
	}
	return w.list(append(lacks, has...))
}

// nudge tells how far an action item of a grade reaches, and asks for what would reach further.
func nudge(grade string) string {
	switch grade {
	case "weaker":
		return "weaker: it counts on people's memory. What would make the wrong step impossible?"
	case "intermediate":
		return "intermediate: it catches or contains. Is there a change that makes it unnecessary?"
	case "stronger":
		return "stronger: it holds whether or not anybody thinks of it."
	}
	return ""
}

// describe tells of an incident of the past in a line.
func (w words) describe(e Earlier) string {
	text := w.sayf("like this: %s (%s)", e.Title, e.Path)
	if len(e.Actions) > 0 {
		text += w.sayf("; its actions: %s", strings.Join(e.Actions, " · "))
	}
	return text
}
