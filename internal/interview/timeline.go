package interview

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// keyTimeline handles the keys that only the timeline has, and reports whether it was one.
func (m *screen) keyTimeline(k tea.KeyMsg) bool {
	e := m.edit
	text := strings.ReplaceAll(string(k.Runes), "\r", "\n")
	switch {
	case key.Matches(press(k), m.keys.milestones):
		m.setMilestone(document.MilestoneNames()[tea.KeyF2-k.Type])
	case key.Matches(press(k), m.keys.mark):
		m.setMilestone(m.s.nextMilestone(m.s.understand().entries, e.line))
	case key.Matches(press(k), m.keys.readNotes):
		m.readPaste(document.Span{Start: 0, End: len(e.text())})
	case k.Paste && strings.Contains(strings.TrimSpace(text), "\n"):
		start := 0
		e.asOne(func() {
			if e.col > 0 && e.col == len(e.lines[e.line].text) {
				e.insert("\n")
			}
			start = e.offset()
			e.insert(string(k.Runes))
		})
		m.readPaste(document.Span{Start: start, End: e.offset()})
	case key.Matches(press(k), m.keys.newline) && e.col == len(e.lines[e.line].text) && e.col > 0:
		e.asOne(func() {
			before := e.text()
			m.s.news = m.s.evenings()
			m.arrange()
			if e.text() != before {
				e.moveTo(len(e.text()))
			}
			if e.lines[e.line].text != "" {
				e.insert("\n")
			}
		})
	default:
		return false
	}
	return true
}

// setMilestone marks the event at the cursor; once more takes the mark off.
func (m *screen) setMilestone(milestone string) {
	e := m.edit
	before := e.text()
	entries := m.s.understand().entries
	if head := headOf(entries, e.line); head < len(entries) && entries[head].Milestone == milestone {
		milestone = ""
	}
	a, _ := m.s.Answers()
	after := m.s.reader.mark(before, a.Started, e.line, milestone)
	if after == before {
		return
	}
	line := e.line
	e.replace(document.Span{Start: 0, End: len(before)}, after)
	e.line = min(line, len(e.lines)-1)
	e.end()
}

// arrange brings the timeline into the order of time.
func (m *screen) arrange() {
	day, _ := m.s.Answers()
	before := m.edit.text()
	after := m.s.reader.arrange(before, day.Started)
	if after == before {
		return
	}
	m.edit.replace(document.Span{Start: 0, End: len(before)}, after)
}
