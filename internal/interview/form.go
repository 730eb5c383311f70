package interview

import (
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// form draws the one-line questions of a group together, with the current one open.
func (m *screen) form(current Question, width, height int) []string {
	label := 0
	var fields []Question
	at := 0
	for _, q := range m.s.Questions() {
		if q.Group != current.Group {
			continue
		}
		if q.Key == current.Key {
			at = len(fields)
		}
		fields = append(fields, q)
		label = max(label, ansi.StringWidth(q.Label))
	}
	room := width - label - 4
	if room < 12 { // no room for labels
		m.edit.width, m.page = max(width-3, 2), 1
		return m.answer(current, width, max(height, 1))
	}
	m.edit.width, m.page = room, 1
	a, _ := m.s.Answers()
	told := map[Key]time.Time{Started: a.Started, Detected: a.Detected, Mitigated: a.Mitigated, Resolved: a.Resolved}
	var rows []string
	opened, openedEnd := 0, 0
	for i, q := range fields {
		name := q.Label + strings.Repeat(" ", label-ansi.StringWidth(q.Label))
		if i != at {
			value := oneLine(m.s.Text(q.Key))
			if at, err := m.s.Moment(q.Key); q.Kind == Moment && err == nil && !at.IsZero() && !sameClock(at, m.s.local(at)) {
				if shown := m.s.clock(at); room >= ansi.StringWidth(value)+4+len(shown) {
					value += "  → " + shown
				}
			}
			value = ansi.Truncate(value, room, "…")
			if at := told[q.Key]; value == "" && !at.IsZero() {
				value = m.st.dim.Render(ansi.Truncate(m.s.clock(at)+m.s.words.say(", from the timeline"), room, "…"))
			}
			if value == "" {
				value = m.st.dim.Render("—")
			}
			mark := "  "
			if len(m.s.Problems(q.Key)) > 0 && m.s.Text(q.Key) != "" {
				mark = m.st.alarm.Render("! ")
			}
			rows = append(rows, mark+m.st.dim.Render(name)+"  "+value)
			continue
		}
		opened = len(rows)
		for j, s := range m.edit.view(min(formHeight, m.edit.height(formHeight))) {
			lead := m.st.accent.Render("▸ "+name) + "  "
			if j > 0 {
				lead = strings.Repeat(" ", label+4)
			}
			rows = append(rows, lead+m.drawRow(s, room))
		}
		openedEnd = len(rows)
	}
	if text := m.hint(current); text != "" {
		var hint []string
		for _, row := range wrapText(text, room, 2) {
			hint = append(hint, strings.Repeat(" ", label+4)+m.st.dim.Render(row))
		}
		rows = slices.Insert(rows, openedEnd, hint...)
	}
	if len(rows) > height { // keep what is open in sight
		from := max(0, min(opened-height/2, len(rows)-height))
		rows = rows[from : from+max(height, 1)]
	}
	return rows
}

// sameClock reports whether two times of one moment show the same hour.
func sameClock(a, b time.Time) bool {
	_, here := a.Zone()
	_, there := b.Zone()
	return here == there
}

// clock is the time of day of a moment as the document shows it.
func (s *Session) clock(at time.Time) string {
	at = s.local(at)
	return at.Format("15:04 ") + document.ZoneName(at)
}

// hint stands under the field that is open: what there is to choose from, how a time is read.
func (m *screen) hint(q Question) string {
	switch {
	case q.Kind == Choice && len(m.s.Severities()) > 0:
		if severity, err := readSeverity(m.s.Text(q.Key), m.s.Severities()); err == nil && severity != "" && severity != m.s.Text(q.Key) {
			return "→ " + severity
		}
		return m.s.words.sayf("one of %s", m.s.words.list(m.s.Severities()))
	case q.Kind == Moment && len(m.s.Problems(q.Key)) == 0:
		return m.s.words.arrow(reading(m.s, q))
	}
	return ""
}

// choose sets the severity after or before the one that stands there.
func (m *screen) choose(forward bool) {
	scale := m.s.Severities()
	present, _ := readSeverity(m.edit.text(), scale)
	i := slices.Index(scale, present)
	switch {
	case forward:
		i = min(i+1, len(scale)-1)
	case i < 0:
		i = len(scale) - 1
	default:
		i = max(i-1, 0)
	}
	m.edit.replace(document.Span{Start: 0, End: len(m.edit.text())}, scale[i])
}
