package interview

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// lookThrough looks at all answers, so that the map tells of what stands in those of an earlier day.
func (m *screen) lookThrough() tea.Cmd {
	if m.o.Check == nil {
		return nil
	}
	var cmds []tea.Cmd
	check := m.o.Check
	for _, q := range m.s.Questions() {
		if text := m.s.Text(q.Key); text != "" {
			cmds = append(cmds, func() tea.Msg { return foundMsg{q.Key, len(checkAnswer(check, q, text))} })
		}
	}
	return tea.Batch(cmds...)
}

// check looks at an answer as it stands, and for incidents like this one, away from the screen.
func (m *screen) check(q Question, changes int) tea.Cmd {
	var cmds []tea.Cmd
	if text := m.s.Text(q.Key); m.o.Check != nil && text != "" {
		check := m.o.Check
		cmds = append(cmds, func() tea.Msg { return notesMsg{changes, checkAnswer(check, q, text)} })
	}
	if m.o.Earlier != nil && remembers(q.Key) {
		words := strings.Join([]string{m.s.Text(Title), m.s.Text(Services), m.s.Text(Factors), m.s.Text(Conditions)}, "\n")
		find := m.o.Earlier
		cmds = append(cmds, func() tea.Msg { return earlierMsg{changes, find(words)} })
	}
	return tea.Batch(cmds...)
}

// remembers reports whether incidents of the past are worth knowing at a question.
func remembers(key Key) bool {
	return key == Title || key == Services || key == Factors || key == Conditions || key == ActionItems
}
