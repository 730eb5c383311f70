package interview

import (
	"slices"
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
	Section  string // canonical name of the section it is in; "" for the metadata and the whole
	Field    string // the key of the metadata that it is in, or ""
	Excerpt  string // the words it is about, as they stand in the document; "" for the whole section
	Line     string // the line of the document that it begins in
	Severity string
	Message  string
}

// place is somewhere in the answers that is worth another look.
type place struct {
	key    Key    // "" when no question is about it
	offset int    // in the answer
	mark   string // what kind it is: "!", "warning"
	text   string
}

// lookAt lists the problems and then the findings, with where each stands.
func (m *screen) lookAt() []place {
	var list []place
	for _, p := range m.problems {
		at := place{key: p.Key, mark: "!", text: describeProblem(m.s, p)}
		lines := strings.SplitAfter(m.s.Text(p.Key), "\n")
		for i := 0; i < p.Line && i < len(lines); i++ {
			at.offset += len(lines[i])
		}
		if n := len(m.s.Text(p.Key)); p.Line > 0 && at.offset > 0 && at.offset < n {
			at.offset-- // the end of the line
		}
		list = append(list, at)
	}
	for _, f := range m.review.Findings {
		at := place{mark: f.Severity, text: strings.TrimPrefix(describeFinding(m.s, f), f.Severity+": ")}
		if q, ok := m.s.about(f); ok {
			at.key, at.offset = q.Key, offsetOf(f, m.s.Text(q.Key))
		}
		list = append(list, at)
	}
	return list
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

// describeFinding tells a finding in a line.
func describeFinding(s *Session, f Finding) string {
	text := f.Message
	if q, ok := s.about(f); ok {
		text = q.Label + ": " + text
	}
	if f.Excerpt != "" {
		text += " " + s.words.sayf("“%s”", ansi.Truncate(oneLine(f.Excerpt), 40, "…"))
	}
	return f.Severity + ": " + text
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
	return strings.Join(parts, ", ")
}

func (w words) notUnderstood(n int) string {
	if n == 1 {
		return w.say("1 answer that is not understood")
	}
	return w.sayf("%d answers that are not understood", n)
}

// keyLooking goes through the list, and from it to the answer.
func (m *screen) keyLooking(k tea.KeyMsg) tea.Cmd {
	list := m.lookAt()
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
	var parts []string
	if n := len(m.problems); n > 0 {
		parts = append(parts, m.s.words.notUnderstood(n))
	}
	if n := len(m.review.Findings); n > 0 {
		parts = append(parts, m.s.words.count(n, "finding"))
	}
	title := strings.Join(parts, ", ") + m.s.words.say("; none stops the writing")
	if len(list) == 0 {
		title = m.s.words.say("Nothing is left to look at.")
		if m.shown == nil {
			title = m.s.words.say("Looking again…")
		}
	}
	head := []string{m.st.strong.Render(ansi.Truncate(title, width, "…"))}
	if height > 4 {
		head = append(head, "")
	}
	var rows []string
	to := 0 // where the picked one ends
	for i, at := range list {
		mark := at.mark + " "
		lead, style := "  ", m.st.dim
		if i == m.picked {
			lead, style = m.st.accent.Render("▸ "), m.st.accent
		}
		for j, row := range wrapText(clean(at.text), max(2, width-2-ansi.StringWidth(mark)), 3) {
			if j == 0 {
				rows = append(rows, lead+style.Render(mark)+row)
			} else {
				rows = append(rows, strings.Repeat(" ", 2+ansi.StringWidth(mark))+row)
			}
		}
		if i == m.picked {
			to = len(rows)
		}
	}
	room := max(1, height-len(head))
	if len(rows) <= room {
		return append(head, rows...)
	}
	room = max(1, room-1) // the last row counts them
	top := max(0, to-room)
	rows = append(slices.Clone(rows[top:min(len(rows), top+room)]), "  "+m.s.words.sayf("… %d in all", len(list)))
	return append(head, rows...)
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
