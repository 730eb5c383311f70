package interview

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// answer draws an answer of several lines, with how each line is read beside it.
func (m *screen) answer(q Question, width, height int) []string {
	height = max(height, 1)
	room := width - 3
	beside := m.beside(q, width)
	if beside {
		room -= sideWidth
	}
	m.edit.width, m.page = max(room, 2), height
	rows := make([]string, 0, height)
	for _, s := range m.edit.view(height) {
		row := m.st.dim.Render("┃ ") + m.drawRow(s, room+1)
		if beside && s.first {
			if side := m.side(q, s.line); side != "" {
				gap := room + 3 - ansi.StringWidth(row)
				row += strings.Repeat(" ", max(0, gap)) + m.st.dim.Render(ansi.Truncate(side, sideWidth-1, "…"))
			}
		}
		rows = append(rows, row)
	}
	for len(rows) < height {
		rows = append(rows, m.st.dim.Render("┃"))
	}
	return rows
}

// drawRow draws a row of text in at most room cells: the cursor, and phrases that a note is about.
func (m *screen) drawRow(s seen, room int) string {
	var b, run strings.Builder
	var notes []document.Span // in this row
	q, _ := m.s.Current()
	for _, list := range [][]Note{m.notes, m.s.remarks(q.Key)} {
		for _, n := range list {
			if n.Span.Start < s.start+len(s.text) && s.start < n.Span.End {
				notes = append(notes, n.Span)
			}
		}
	}
	marked := false
	flush := func() {
		if marked {
			b.WriteString(m.st.phrase.Render(run.String()))
		} else {
			b.WriteString(run.String())
		}
		run.Reset()
	}
	limit := room
	if s.cursor >= len(s.text) {
		limit-- // the cursor stands behind the text
	}
	cells := 0
	for at := 0; at < len(s.text); {
		c, w := cluster(s.text[at:])
		if cells+w > limit {
			break
		}
		in := slices.ContainsFunc(notes, func(n document.Span) bool { return n.Start <= s.start+at && s.start+at < n.End })
		if in != marked {
			flush()
			marked = in
		}
		shown := c
		if c == "\t" {
			shown = strings.Repeat(" ", tabWidth)
		} else if strings.ContainsFunc(c, isControl) {
			shown = "�"
		}
		if at == s.cursor {
			flush()
			b.WriteString(m.st.cursor.Render(shown))
		} else {
			run.WriteString(shown)
		}
		at += len(c)
		cells += w
	}
	flush()
	if s.cursor >= len(s.text) && cells < room {
		b.WriteString(m.st.cursor.Render(" "))
	}
	return b.String()
}
