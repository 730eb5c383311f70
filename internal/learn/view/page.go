package view

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/learn"
	"github.com/blameless-postmortem/postmortem/internal/lint/output"
)

// Options are how to show something.
type Options struct {
	Width int // of the terminal in columns; 0: there is none, and lines are as long as they are
	Color bool
	// ASCII leaves out what some terminals and fonts lack: bars and marks are plain characters.
	ASCII bool
	Now   time.Time
	// Words are the language of what is said; nil: English.
	Words *language.Catalogue
}

// phrases are what this package says.
func (o Options) phrases() language.Phrases { return o.Words.For("view") }

const (
	boldStyle  = "1"
	faintStyle = "2"
	foundStyle = "1;4" // what a search found
	narrowest  = 30
)

// page is what is written to.
type page struct {
	*bufio.Writer
	Options
	language.Phrases
}

func newPage(w io.Writer, o Options) *page {
	if o.Width > 0 {
		o.Width = max(o.Width, narrowest)
	}
	return &page{bufio.NewWriter(w), o, o.phrases()}
}

func (p *page) line(text string) { fmt.Fprintln(p, strings.TrimRight(text, " ")) }

func (p *page) style(code, text string) string {
	if !p.Color || text == "" || code == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// wrapped writes a text behind an indentation, in lines that fit.
func (p *page) wrapped(indent, text, style string) {
	lines := []string{text}
	if p.Width > 0 {
		lines = output.Lines(text, max(p.Width-ansi.StringWidth(indent), 10))
	}
	for _, line := range lines {
		p.line(indent + p.style(style, line))
	}
}

// longest is how much of a text is shown where all of it isn't needed, in columns.
const longest = 400

// short is a text from a document that is fit for the terminal and not endless.
func short(s string) string { return ansi.Truncate(clean(s), longest, " …") }

// column is one column of a table.
type column struct {
	head  string
	cells []string
	right bool // numbers
	style string
	flex  bool // it may be cut where room is short
	least int  // a flexible column's width at least
	drop  int  // the order in which columns are left out where room is short; 0: never
}

func (c *column) width() int {
	w := ansi.StringWidth(c.head)
	for _, cell := range c.cells {
		w = max(w, ansi.StringWidth(cell))
	}
	return w
}

func (c *column) empty() bool {
	return !slices.ContainsFunc(c.cells, func(s string) bool { return s != "" })
}

const gap = 2

// table writes columns side by side. On a terminal they fit its width: columns are left out, then flexible ones are cut. It returns the heads of those left out.
func (p *page) table(columns []column) (left []string) {
	columns = slices.DeleteFunc(columns, func(c column) bool { return c.empty() })
	widths := make([]int, 0, len(columns))
	fit := func() int {
		widths = widths[:0]
		total, short := 0, 0
		for i := range columns {
			w := columns[i].width()
			widths = append(widths, w)
			total += w + gap
			if columns[i].flex {
				short += max(0, w-columns[i].least)
			}
		}
		return total - gap - short
	}
	for p.Width > 0 && fit() > p.Width {
		next := -1
		for i, c := range columns {
			if c.drop > 0 && (next < 0 || c.drop < columns[next].drop) {
				next = i
			}
		}
		if next < 0 {
			break
		}
		left = append(left, columns[next].head)
		columns = slices.Delete(columns, next, next+1)
	}
	fit()
	p.shrink(columns, widths)
	row := func(cell func(*column) string, style string) {
		var b strings.Builder
		for i := range columns {
			c := &columns[i]
			text := cell(c)
			if ansi.StringWidth(text) > widths[i] {
				text = ansi.Truncate(text, widths[i], "…")
			}
			pad := strings.Repeat(" ", max(0, widths[i]-ansi.StringWidth(text)))
			text = p.style(cellStyle(style, c), text)
			if c.right {
				text, pad = pad+text, ""
			}
			b.WriteString(text)
			if i < len(columns)-1 {
				b.WriteString(pad + strings.Repeat(" ", gap))
			}
		}
		p.line(b.String())
	}
	if len(columns) == 0 {
		return left
	}
	row(func(c *column) string { return c.head }, faintStyle)
	for r := range columns[0].cells {
		row(func(c *column) string { return c.cells[r] }, "")
	}
	return left
}

func cellStyle(row string, c *column) string {
	if row != "" {
		return row
	}
	return c.style
}

// shrink takes from the widest flexible column until all fit.
func (p *page) shrink(columns []column, widths []int) {
	if p.Width == 0 {
		return
	}
	total := gap * (len(widths) - 1)
	for _, w := range widths {
		total += w
	}
	for ; total > p.Width; total-- {
		widest := -1
		for i, c := range columns {
			if c.flex && widths[i] > c.least && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		widths[widest]--
	}
}

// clean makes a text from a document fit for a line of a terminal.
func clean(s string) string { return output.Printable(s) }

func cleanAll(list []string) string { return clean(strings.Join(list, ", ")) }

// dayText is a day, "no date" where there is none.
func dayText(say language.Phrases, t time.Time) string {
	if t.IsZero() {
		return say.Say("no date")
	}
	return t.Format(time.DateOnly)
}

// marked writes a text with what was found in it. Without colour it is between two signs: *so*.
func (p *page) marked(text string, marks []learn.Mark) string {
	var b strings.Builder
	at := 0
	for _, m := range marks {
		b.WriteString(clean(text[at:m.Start]))
		if found := clean(text[m.Start:m.End]); p.Color {
			b.WriteString(p.style(foundStyle, found))
		} else {
			b.WriteString("*" + found + "*")
		}
		at = m.End
	}
	b.WriteString(clean(text[at:]))
	return b.String()
}
