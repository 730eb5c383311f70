package interview

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
)

// keyHelping scrolls the help; any other key closes it.
func (m *screen) keyHelping(k tea.KeyMsg) {
	switch press(k).String() {
	case "up", "k":
		m.helpTop--
	case "down", "j":
		m.helpTop++
	case "pgup":
		m.helpTop -= m.page
	case "pgdown", " ":
		m.helpTop += m.page
	default:
		m.mode = asking
	}
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
