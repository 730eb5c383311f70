package interview

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// changed keeps what the editor holds. The disk has it before the screen shows it.
func (m *screen) changed() tea.Cmd {
	q, ok := m.s.Current()
	before := m.s.Text(q.Key)
	if !ok || !m.s.SetText(q.Key, m.edit.text()) {
		return nil
	}
	if c, ok := difference(q.Key, before, m.s.Text(q.Key)); ok {
		m.notes = moved(m.notes, c)
	}
	m.changes++
	m.held = ""
	m.message = m.s.takeNews()
	m.save()
	changes := m.changes
	cmds := []tea.Cmd{m.tick()}
	if m.o.Check != nil || m.o.Earlier != nil {
		cmds = append(cmds, m.later(checkAfter, func(time.Time) tea.Msg { return pauseMsg{changes} }))
	}
	return tea.Batch(cmds...)
}

func (m *screen) save() {
	if m.saveErr = m.draft.Save(); m.saveErr == nil {
		m.savedAt = m.s.now()
	}
}

// tick comes back once in a while as long as something is to be brought to the disk.
func (m *screen) tick() tea.Cmd {
	if m.ticking {
		return nil
	}
	m.ticking = true
	return m.later(syncEvery, func(time.Time) tea.Msg { return tickMsg{} })
}

func (m *screen) sync() tea.Cmd {
	flush := m.draft.flush()
	if flush == nil {
		return nil
	}
	return func() tea.Msg { return syncedMsg{flush()} }
}

// listen looks for notes that others wrote in the meantime.
func (m *screen) listen() tea.Cmd {
	return m.later(syncEvery, func(time.Time) tea.Msg { return listenMsg{} })
}

// gather takes notes over that arrived.
func (m *screen) gather() tea.Cmd {
	if m.mode == confirming || m.away {
		return m.listen() // when that is settled: what an editor leaves takes the place of the whole answer
	}
	before := m.s.Text(Timeline)
	n, err := m.draft.Gather()
	if err != nil {
		m.saveErr = err
	}
	if n == 0 {
		return m.listen()
	}
	m.savedAt = m.s.now()
	if e := m.edits[Timeline]; e != nil {
		head := strings.TrimRight(before, "\n")
		after := m.s.Text(Timeline)
		e.arrive("\n" + strings.TrimPrefix(after[len(head):len(after)-len(before)+len(head)], "\n"))
	}
	q, ok := m.s.Current()
	if !ok {
		return tea.Batch(m.move(func() {}), m.listen()) // the document has changed
	}
	if q.Key == Timeline {
		m.changes++
	}
	m.message = m.s.words.sayf("%s came into the timeline", m.s.words.count(n, "note"))
	return m.listen()
}
