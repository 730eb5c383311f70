package interview

import (
	"errors"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// header names the incident and says that nothing is lost.
func (m *screen) header() []string {
	title := oneLine(m.s.Text(Title))
	if title == "" {
		title = m.s.words.say("New postmortem")
	}
	state := m.s.words.sayf("draft saved %s", m.savedAt.Format("15:04:05"))
	if m.savedAt.IsZero() {
		state = m.s.words.sayf("draft %s", m.draft.ID)
	}
	right := m.st.dim.Render(state)
	if m.saveErr != nil {
		state = m.s.words.say("NOT SAVED:") + " " + oneLine(clean(bare(rootCause(m.saveErr)).Error()))
		right = m.st.alarm.Render(state)
	}
	if severity := oneLine(m.s.Text(Severity)); severity != "" && m.width >= mapFrom {
		severity = ansi.Truncate(severity, 12, "…")
		state, right = severity+"   "+state, severity+"   "+right
	}
	room := m.width - ansi.StringWidth(state) - 3
	if room < 8 {
		if m.saveErr != nil {
			return []string{right}
		}
		right, room = "", m.width-2
	}
	title = ansi.Truncate(title, room, "…")
	gap := max(1, m.width-1-ansi.StringWidth(title)-ansi.StringWidth(right)-1)
	rows := []string{" " + m.st.strong.Render(title) + strings.Repeat(" ", gap) + right}
	if m.height >= 12 {
		rows = append(rows, m.rule())
	}
	return rows
}

func rootCause(err error) error {
	e := &DraftError{}
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}

func (m *screen) rule() string {
	return " " + m.st.dim.Render(strings.Repeat("─", max(0, m.width-2)))
}
