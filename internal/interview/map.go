package interview

import "fmt"

// groups is the map: where the interview stands and what is still thin.
func (m *screen) groups() []string {
	grades := m.s.Progress()
	q, _ := m.s.Current()
	found := m.withFindings()
	var rows []string
	for _, group := range Groups() {
		mark := map[Progress]string{Done: "✓", Thin: "·", Wrong: "!", Empty: " "}[grades[group]]
		if found[group] && grades[group] != Wrong && grades[group] != Empty {
			mark = "~"
		}
		name := m.s.words.say(group)
		row := "  " + mark + " " + name
		switch {
		case group == q.Group:
			row = m.st.accent.Render("  ▸ " + name)
		case grades[group] == Wrong:
			row = m.st.alarm.Render(row)
		case grades[group] == Empty:
			row = m.st.dim.Render(row)
		}
		rows = append(rows, row)
	}
	return rows
}

// withFindings are the groups in which something is said about a phrase.
func (m *screen) withFindings() map[string]bool {
	groups := map[string]bool{}
	for _, q := range m.s.Questions() {
		if m.found[q.Key] > 0 && m.s.Text(q.Key) != "" {
			groups[q.Group] = true
		}
	}
	return groups
}

// folded is the map in a line.
func (m *screen) folded() string {
	q, _ := m.s.Current()
	groups := Groups()
	for i, group := range groups {
		if group == q.Group {
			return fmt.Sprintf("%d/%d %s", i+1, len(groups), m.s.words.say(group))
		}
	}
	return ""
}
