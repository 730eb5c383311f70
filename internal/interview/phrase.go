package interview

import (
	"slices"
	"sort"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// checkAnswer looks at an answer. Where each line stands for itself it is read by itself: lines end without a full stop there and make no
// sentence together.
func checkAnswer(check Check, q Question, text string) []Note {
	apart := q.Kind >= Points && !slices.ContainsFunc(strings.Split(text, "\n"), markupPattern().MatchString)
	if !apart {
		return check(q.Key, text)
	}
	// An empty line behind each line makes paragraphs; ends tells how far each line moved.
	var ends []int
	for i := range len(text) {
		if text[i] == '\n' {
			ends = append(ends, i+len(ends)+2)
		}
	}
	back := func(at int) int { return at - sort.SearchInts(ends, at+1) }
	notes := check(q.Key, strings.ReplaceAll(text, "\n", "\n\n"))
	for i, n := range notes {
		notes[i].Span = document.Span{Start: back(n.Span.Start), End: back(n.Span.End)}
		if n.Fix != nil {
			notes[i].Fix = &document.Edit{Span: document.Span{Start: back(n.Fix.Span.Start), End: back(n.Fix.Span.End)}, Text: n.Fix.Text}
		}
	}
	return notes
}

// moved keeps the notes that a change leaves true, where they are now.
func moved(notes []Note, c change) []Note {
	var kept []Note
	shift := func(s document.Span) (document.Span, bool) {
		if s.Start >= c.At+c.Del && (s.Start > c.At || c.Del > 0) {
			by := len(c.Ins) - c.Del
			return document.Span{Start: s.Start + by, End: s.End + by}, true
		}
		return s, s.End <= c.At
	}
	for _, n := range notes {
		var ok bool
		if n.Span, ok = shift(n.Span); !ok {
			continue
		}
		if n.Fix != nil {
			fix := *n.Fix
			if fix.Span, ok = shift(fix.Span); !ok {
				continue
			}
			n.Fix = &fix
		}
		kept = append(kept, n)
	}
	return kept
}

// try is what a note offers to do, in words; "" when that is nothing.
func (n Note) try() string {
	switch {
	case n.Fix != nil:
		return n.Fix.Text
	case n.moment != "":
		return n.at + " in the basics"
	}
	return ""
}

// stop is a place in an answer that something is said about.
type stop struct {
	offset  int
	note    *Note
	problem *Problem
}

// stops are all places in the answer that something is said about, in their order.
func (m *screen) stops(q Question) []stop {
	var list []stop
	text := m.edit.text()
	at, line := 0, 1
	for _, p := range m.s.Problems(q.Key) { // in the order of their lines
		for ; line < p.Line; line++ {
			at += strings.IndexByte(text[at:], '\n') + 1
		}
		list = append(list, stop{offset: at, problem: &p})
	}
	for _, notes := range [][]Note{m.notes, m.s.remarks(q.Key)} {
		for i := range notes {
			list = append(list, stop{offset: notes[i].Span.Start, note: &notes[i]})
		}
	}
	slices.SortStableFunc(list, func(a, b stop) int { return a.offset - b.offset })
	return list
}

// step goes to the next place that something is said about, and from the last to the first.
func (m *screen) step() {
	q, _ := m.s.Current()
	list := m.stops(q)
	if len(list) == 0 {
		return
	}
	at := m.edit.offset()
	next := slices.IndexFunc(list, func(s stop) bool { return s.offset > at })
	if m.stepped < len(list) && list[m.stepped].offset == at {
		next = (m.stepped + 1) % len(list) // another one may begin where this does
	}
	m.stepped = max(next, 0)
	m.edit.moveTo(list[m.stepped].offset)
}

// told is the stop of a kind that is told: the one gone to, the one at the cursor, one in its line, the next one, the first one. It is -1 where there is
// none; nth says which of how many it is.
func (m *screen) told(list []stop, of func(stop) bool) (at int, nth string) {
	cursor := m.edit.offset()
	line := document.Span{Start: cursor - m.edit.col, End: cursor - m.edit.col + len(m.edit.lines[m.edit.line].text)}
	best, rank, total := -1, 5, 0
	number := 0
	for i, s := range list {
		if !of(s) {
			continue
		}
		total++
		r := 4
		switch {
		case i == m.stepped && s.offset == cursor:
			r = 0
		case s.note != nil && s.note.Span.Start <= cursor && cursor <= s.note.Span.End:
			r = 1
		case s.offset >= line.Start && s.offset <= line.End:
			r = 2
		case s.offset > cursor:
			r = 3
		}
		if r < rank {
			best, rank, number = i, r, total
		}
	}
	if total > 1 {
		nth = m.s.words.sayf("%d of %d", number, total) + "  "
	}
	return best, nth
}

// noteShown is the note that is told, nil when there is none.
func (m *screen) noteShown() (*Note, string) {
	q, ok := m.s.Current()
	if !ok {
		return nil, ""
	}
	list := m.stops(q)
	if at, nth := m.told(list, func(s stop) bool { return s.note != nil }); at >= 0 {
		return list[at].note, nth
	}
	return nil, ""
}

// note is noteShown without its number.
func (m *screen) note() *Note {
	n, _ := m.noteShown()
	return n
}

// problem is the problem that is told, nil when there is none.
func (m *screen) problem(q Question) (*Problem, string) {
	list := m.stops(q)
	if at, nth := m.told(list, func(s stop) bool { return s.problem != nil }); at >= 0 {
		return list[at].problem, nth
	}
	return nil, ""
}

// fix is the rewrite that is offered, or nil.
func (m *screen) fix() *document.Edit {
	if n := m.note(); n != nil {
		return n.Fix
	}
	return nil
}

// placeholderPattern finds what a rewrite leaves to its author: "[what they saw at the time]".
var placeholderPattern = lazy(`\[[^\]\n]+\]`)

// rewrite puts what is offered in its place: the rest of a name at the cursor, or the words of a note.
func (m *screen) rewrite() tea.Cmd {
	n := m.note()
	fix := m.fix()
	q, _ := m.s.Current()
	completed := m.offerAt(q)
	if completed != nil {
		fix = &completed.edit
	}
	if fix == nil {
		if n != nil && n.moment != "" {
			return m.setMoment(*n)
		}
		if n != nil {
			m.message = m.s.words.say("there are no words to take for this; the question below may lead to some")
		}
		return nil
	}
	text := clean(fix.Text)
	m.edit.replace(fix.Span, text)
	if blank := placeholderPattern().FindStringIndex(text); blank != nil {
		m.edit.moveTo(fix.Span.Start + blank[0]) // what is left to say
		m.edit.blank = document.Span{Start: fix.Span.Start + blank[0], End: fix.Span.Start + blank[1]}
	}
	cmd := m.changed()
	if completed == nil {
		m.message = m.s.words.sayf("%s goes back to your words", m.keys.undo.Help().Key)
	}
	return cmd
}

// setMoment takes over a moment of the incident from the timeline.
func (m *screen) setMoment(n Note) tea.Cmd {
	before := m.s.Text(n.moment)
	m.s.SetText(n.moment, n.at)
	m.save()
	m.changes++
	m.message = m.s.words.sayf("%s in the basics is %s; it was %s", m.s.words.say(string(n.moment)), n.at, before)
	return m.tick()
}
