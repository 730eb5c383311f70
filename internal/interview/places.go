package interview

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// keyGoing picks from the list of questions.
func (m *screen) keyGoing(k tea.KeyMsg) tea.Cmd {
	list := m.places()
	switch {
	case key.Matches(press(k), m.keys.close):
		m.mode = asking
	case key.Matches(press(k), m.keys.pick):
		if m.picked < len(list) {
			return m.move(func() { m.s.GoTo(list[m.picked].Key) })
		}
	case k.Type == tea.KeyUp, k.Type == tea.KeyCtrlP:
		m.picked = max(m.picked-1, 0)
	case k.Type == tea.KeyDown, k.Type == tea.KeyCtrlN:
		m.picked = max(0, min(m.picked+1, len(list)-1))
	case k.Type == tea.KeyBackspace:
		_, size := utf8.DecodeLastRuneInString(m.filter)
		m.filter, m.picked = m.filter[:len(m.filter)-size], 0
	case k.Type == tea.KeyRunes || k.Type == tea.KeySpace:
		m.filter, m.picked = strings.ReplaceAll(clean(m.filter+string(k.Runes)), "\n", " "), 0
	}
	return nil
}

// places lists where the list of questions leads, as far as they match what was typed.
func (m *screen) places() []Question {
	all := append(slices.Clone(m.s.Questions()), Question{Group: Preview, Label: m.s.words.say("preview")})
	want := strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(m.filter, ":", " ")), " "))
	all = slices.DeleteFunc(all, func(q Question) bool {
		return !strings.Contains(strings.ToLower(q.Group+" "+m.s.words.place(q, " ")), want)
	})
	slices.SortStableFunc(all, func(a, b Question) int { // what begins with it comes first
		return rank(a.Group, want) - rank(b.Group, want)
	})
	return all
}

func rank(group, want string) int {
	if strings.HasPrefix(strings.ToLower(group), want) {
		return 0
	}
	return 1
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
	_, problems := m.s.Answers()
	wrong := m.s.wrong(problems)
	for i := from; i < len(places) && i < from+room; i++ {
		q := places[i]
		mark := " "
		if q.Key != "" && strings.TrimSpace(m.s.Text(q.Key)) != "" {
			mark = "✓"
			if wrong[q.Key] {
				mark = "!"
			}
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
