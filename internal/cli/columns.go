package cli

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/lint/output"
)

// fitColumns are rows in columns where a terminal of so many has room for them, and where there is none (0); else each is in lines of its own, which tell makes
// of it: the first as it is, the others below it.
func fitColumns(rows [][]string, width int, tell func(row []string) []string) string {
	table := columns(rows)
	fits := true
	for line := range strings.SplitSeq(table, "\n") {
		fits = fits && output.Width(line) <= width
	}
	if width <= 1 || fits {
		return table
	}
	const indent = "  "
	var out strings.Builder
	for _, row := range rows {
		for i, text := range tell(row) {
			before, room := "", width
			if i > 0 {
				before, room = indent, width-len(indent)
			}
			if text == "" {
				continue
			}
			for _, line := range output.WholeWords(text, room) {
				out.WriteString(before + line + "\n")
			}
		}
	}
	return out.String()
}

// actionLines are the lines of an action item: what is to be done, what else is known of it, and where it stands, in one piece. The cells are in the order of
// columns: the title is at an index, the place comes last, and "-" stands for nothing.
func actionLines(title int) func([]string) []string {
	return func(row []string) []string {
		var known []string
		for i, cell := range row[:len(row)-1] {
			if cell = strings.TrimSpace(cell); i != title && cell != "-" {
				known = append(known, cell)
			}
		}
		return []string{row[title], strings.Join(known, " · "), row[len(row)-1]}
	}
}

// columns are rows with their cells side by side, two blanks apart. Wide letters take two columns.
func columns(rows [][]string) string {
	const gap = 2
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], output.Width(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			b.WriteString(cell)
			if i < len(row)-1 {
				b.WriteString(strings.Repeat(" ", widths[i]-output.Width(cell)+gap))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}
