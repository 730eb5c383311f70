package interview

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
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
