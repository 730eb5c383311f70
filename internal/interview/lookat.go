package interview

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

// Review is what the linter finds in the document.
type Review struct {
	Summary  string // in a line
	Findings []Finding
}

// Finding is one thing that the linter would say.
type Finding struct {
	Rule     string // its id: what alike findings share
	Section  string // canonical name of the section it is in; "" for the metadata and the whole
	Field    string // the key of the metadata that it is in, or ""
	Excerpt  string // the words it is about, as they stand in the document; "" for the whole section
	Line     string // the line of the document that it begins in
	Severity string
	Message  string
}

// about is the question whose answer a finding is in.
func (s *Session) about(f Finding) (Question, bool) {
	for _, q := range s.questions {
		switch {
		case f.Field != "":
			if string(q.Key) == f.Field {
				return q, true
			}
		case f.Section != "":
			if q.Section == f.Section {
				return q, true
			}
		case f.Excerpt != "" && !q.Kind.Long() && strings.Contains(s.texts[q.Key], f.Excerpt): // the heading is the title
			return q, true
		}
	}
	return Question{}, false
}

// offsetOf is where in an answer a finding is: at its words, or else at the line most like that of the document.
func offsetOf(f Finding, text string) int {
	if i := strings.Index(text, f.Excerpt); i >= 0 {
		return i
	}
	best, offset, at := 0.0, 0, 0
	pairs := letterPairs(f.Line)
	for line := range strings.Lines(text) {
		mine := letterPairs(line)
		if n := max(len(pairs), len(mine)); n > 0 {
			if share := float64(common(pairs, mine)) / float64(n); share > best {
				best, offset = share, at
			}
		}
		at += len(line)
	}
	return offset
}

// standing tells in a few words what a reader may want to know before the document is written: answers that are not understood and errors.
func (m *screen) standing() string {
	var parts []string
	if n := len(m.problems); n > 0 {
		parts = append(parts, m.s.words.notUnderstood(n))
	}
	errors := 0
	for _, f := range m.review.Findings {
		if f.Severity == "error" {
			errors++
		}
	}
	if errors > 0 {
		parts = append(parts, m.s.words.count(errors, "error"))
	}
	return m.s.words.list(parts)
}

func (w words) notUnderstood(n int) string {
	if n == 1 {
		return w.say("1 answer that is not understood")
	}
	return w.sayf("%d answers that are not understood", n)
}

// lookAt lists what the preview found, alike places together.
func (m *screen) lookAt() []matter { return m.s.lookAt(m.problems, m.review.Findings) }

// keyLooking goes through the list, and from it to the answer.
func (m *screen) keyLooking(k tea.KeyMsg) tea.Cmd {
	var list []place
	for _, a := range m.lookAt() {
		list = append(list, a.places...)
	}
	switch press(k).String() {
	case "up", "k":
		m.picked--
	case "down", "j":
		m.picked++
	case "home":
		m.picked = 0
	case "end":
		m.picked = len(list) - 1
	default:
		if key.Matches(press(k), m.keys.first) && m.picked < len(list) && list[m.picked].key != "" {
			at := list[m.picked]
			picked := m.picked
			cmd := m.move(func() { m.s.GoTo(at.key) })
			m.edit.moveTo(at.offset)
			m.listed, m.picked = true, picked
			return cmd
		}
		if key.Matches(press(k), m.keys.findings) || key.Matches(press(k), m.keys.close) {
			m.findings = false
		}
	}
	m.picked = max(0, min(m.picked, len(list)-1))
	return nil
}

// toList goes back to the list that led to an answer.
func (m *screen) toList() tea.Cmd {
	picked := m.picked
	cmd := m.move(func() { m.s.GoTo("") })
	m.findings, m.picked = true, picked
	return cmd
}

// lookPage lists what is to be looked at, the picked one in sight.
func (m *screen) lookPage(width, height int) []string {
	list := m.lookAt()
	head := m.lookHead(width, len(list) == 0)
	if height > 4 {
		head = append(head, "")
	}
	l := m.lookList(list, width)
	room := max(1, height-len(head))
	if len(l.rows) <= room {
		return append(head, l.rows...)
	}
	room = max(1, room-1) // the last row counts them
	top := max(0, l.to-room)
	if l.said >= 0 && l.said < top && l.from > top {
		head = append(head, l.rows[l.said])
		top, room = max(top+1, l.saidEnd), room-1
	}
	head = append(head, l.rows[top:min(len(l.rows), top+room)]...)
	return append(head, "  "+m.s.words.sayf("… %d in all", l.places))
}

// lookHead tells how much there is to look at.
func (m *screen) lookHead(width int, none bool) []string {
	var parts []string
	if n := len(m.problems); n > 0 {
		parts = append(parts, m.s.words.notUnderstood(n))
	}
	if n := len(m.review.Findings); n > 0 {
		parts = append(parts, m.s.words.count(n, "finding"))
	}
	title := m.s.words.list(parts) + m.s.words.say("; none stops the writing")
	if none {
		title = m.s.words.say("Nothing is left to look at.")
		if m.shown == nil {
			title = m.s.words.say("Looking again…")
		}
	}
	var head []string
	for _, row := range wrapText(title, width, 2) {
		head = append(head, m.st.strong.Render(row))
	}
	return head
}

// lookRows is the whole list in rows, of which some or all are shown.
type lookRows struct {
	rows          []string
	places        int
	from, to      int // the rows of the picked place
	said, saidEnd int // those that tell what is said of it and of others, -1 for none
}

// lookList draws the list: what is said of several places stands once over them.
func (m *screen) lookList(list []matter, width int) lookRows {
	l := lookRows{said: -1}
	for _, a := range list {
		mark := a.places[0].mark + " "
		under := strings.Repeat(" ", ansi.StringWidth(mark))
		if len(a.places) > 1 {
			if m.picked >= l.places && m.picked < l.places+len(a.places) {
				l.said = len(l.rows)
			}
			l.add("  "+m.st.dim.Render(mark), "  "+under, wrapText(clean(fmt.Sprintf("%d × %s", len(a.places), a.said)), max(2, width-2-len(under)), 3))
			if l.said >= 0 && l.saidEnd == 0 {
				l.saidEnd = len(l.rows)
			}
		}
		for _, p := range a.places {
			lead, style, picked := "  ", m.st.dim, l.places == m.picked
			if picked {
				lead, style, l.from = m.st.accent.Render("▸ "), m.st.accent, len(l.rows)
			}
			text, first, indent, most := p.line(), style.Render(mark), under, 3
			if len(a.places) > 1 {
				text, first, indent, most = a.different(p), style.Render("- "), "  ", 2
			}
			l.add(lead+first, "  "+indent, wrapText(clean(text), max(2, width-2-len(indent)), most))
			if picked {
				l.to = len(l.rows)
			}
			l.places++
		}
	}
	return l
}

// add appends a text that is wrapped; its first row begins with first, the others with next.
func (l *lookRows) add(first, next string, text []string) {
	for i, row := range text {
		if i == 0 {
			l.rows = append(l.rows, first+row)
		} else {
			l.rows = append(l.rows, next+row)
		}
	}
}

// thin names the groups that tell a reader less than they need.
func (s *Session) thin() []string {
	grades := s.Progress()
	var list []string
	for _, group := range Groups() {
		if g, ok := grades[group]; ok && g != Done {
			list = append(list, s.words.say(group))
		}
	}
	return list
}
