package cli

import (
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// writeColumns writes what columns makes.
func writeColumns(out io.Writer, rows [][]string) error {
	_, err := io.WriteString(out, columns(rows))
	return err
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
			widths[i] = max(widths[i], ansi.StringWidth(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			b.WriteString(cell)
			if i < len(row)-1 {
				b.WriteString(strings.Repeat(" ", widths[i]-ansi.StringWidth(cell)+gap))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}
