package interview

import "sort"

type textLine struct {
	text string
	rows []int // offset of each row's first byte
	fits int   // the width that rows are for
}

// vertical moves the cursor by rows as they are seen.
func (e *editor) vertical(by int) {
	e.typing = false
	for ; by != 0; by -= sign(by) {
		row := e.rowOf(e.line, e.col)
		if e.goal < 0 {
			e.goal = width(e.lines[e.line].text[e.rows(e.line)[row]:e.col])
		}
		line, to := e.line, row+sign(by)
		if to < 0 {
			if line--; line < 0 {
				return
			}
			to = len(e.rows(line)) - 1
		} else if to == len(e.rows(line)) {
			if line++; line == len(e.lines) {
				return
			}
			to = 0
		}
		e.line, e.col = line, e.column(line, to, e.goal)
	}
}

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}

// rows is where the rows of a line begin.
func (e *editor) rows(line int) []int {
	l := &e.lines[line]
	if l.rows == nil || l.fits != e.width {
		l.rows, l.fits = wrap(l.text, e.width), e.width
	}
	return l.rows
}

// rowOf is the row of its line that an offset is in.
func (e *editor) rowOf(line, col int) int {
	return sort.SearchInts(e.rows(line), col+1) - 1
}

// column is the offset in a line that is nearest to a column of cells in one of its rows.
func (e *editor) column(line, row, goal int) int {
	start, end := e.row(line, row)
	text := e.lines[line].text
	last := row == len(e.rows(line))-1
	for at, cells := start, 0; at < end; {
		c, w := cluster(text[at:])
		if cells+w > goal || !last && at+len(c) == end {
			return at
		}
		at += len(c)
		cells += w
	}
	return end
}

// row is the span of a row in its line.
func (e *editor) row(line, row int) (start, end int) {
	rows := e.rows(line)
	if row+1 < len(rows) {
		return rows[row], rows[row+1]
	}
	return rows[row], len(e.lines[line].text)
}

// height is the number of rows of the whole text, counted up to limit.
func (e *editor) height(limit int) int {
	n := 0
	for i := range e.lines {
		if n += len(e.rows(i)); n >= limit {
			return limit
		}
	}
	return n
}

// scroll brings the cursor into the height rows that are seen.
func (e *editor) scroll(height int) {
	if e.readOnly {
		e.top = max(0, min(e.top, e.height(1<<30)-height))
		return
	}
	at := e.rowOf(e.line, e.col)
	for i := range e.lines[:e.line] {
		at += len(e.rows(i))
	}
	e.top = max(min(e.top, at, e.height(1<<30)-height), at-height+1, 0)
}

// seen is one row as it is drawn.
type seen struct {
	text   string
	line   int // of the text
	first  bool
	start  int // offset in the whole text
	cursor int // offset in text, -1: not here
}

// view lists the rows that are seen, height at most.
func (e *editor) view(height int) []seen {
	e.scroll(height)
	var list []seen
	row, offset := 0, 0
	for i := range e.lines {
		rows := e.rows(i)
		if row+len(rows) > e.top {
			for j := range rows {
				if row+j < e.top {
					continue
				}
				if len(list) == height {
					return list
				}
				start, end := e.row(i, j)
				s := seen{text: e.lines[i].text[start:end], line: i, first: j == 0, start: offset + start, cursor: -1}
				if !e.readOnly && i == e.line && e.rowOf(i, e.col) == j {
					s.cursor = e.col - start
				}
				list = append(list, s)
			}
		}
		row += len(rows)
		offset += len(e.lines[i].text) + 1
	}
	return list
}
