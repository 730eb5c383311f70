package interview

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// editor is a text with a cursor, wrapped to a width. It draws only the rows that are seen and wraps only the lines that changed, so
// that a pasted log of thousands of lines is edited like a sentence.
type editor struct {
	lines    []textLine // one at least
	line     int        // of the cursor
	col      int        // of the cursor, in bytes of its line
	goal     int        // the column of cells that up and down keep to; -1: where the cursor is
	width    int        // in cells
	top      int        // the first row that is seen
	single   bool       // one line only
	joined   string     // the text, when fresh
	fresh    bool
	past     []snapshot // to be undone
	undone   []snapshot // to be done again
	typing   bool       // the last change typed a character: the next one belongs to it
	readOnly bool
	blank    document.Span // what stands for words that are still to be said: typing in front of it takes its place
}

type textLine struct {
	text string
	rows []int // offset of each row's first byte
	fits int   // the width that rows are for
}

// snapshot is a text as it was.
type snapshot struct {
	text string
	at   int
}

const (
	tabWidth = 4
	maxPast  = 200     // texts
	pastSize = 8 << 20 // bytes of them; the last one is always kept
)

func newEditor(text string, single bool) *editor {
	e := &editor{single: single, goal: -1, width: 80}
	e.set(text)
	e.moveTo(len(text))
	return e
}

// set replaces the text and puts the cursor at its beginning. Lines that were there before keep their rows.
func (e *editor) set(text string) {
	wrapped := make(map[string]textLine, len(e.lines))
	for _, l := range e.lines {
		wrapped[l.text] = l
	}
	parts := strings.Split(text, "\n")
	e.lines = make([]textLine, len(parts))
	for i, part := range parts {
		e.lines[i] = textLine{text: part}
		if l, ok := wrapped[part]; ok {
			e.lines[i] = l
		}
	}
	e.line, e.col, e.top, e.goal = 0, 0, 0, -1
	e.joined, e.fresh = text, true
}

// text is what the editor holds.
func (e *editor) text() string {
	if !e.fresh {
		size := len(e.lines)
		for _, l := range e.lines {
			size += len(l.text)
		}
		var b strings.Builder
		b.Grow(size)
		for i, l := range e.lines {
			if i > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(l.text)
		}
		e.joined, e.fresh = b.String(), true
	}
	return e.joined
}

// offset is where the cursor is in the text.
func (e *editor) offset() int {
	n := e.col
	for _, l := range e.lines[:e.line] {
		n += len(l.text) + 1
	}
	return n
}

// moveTo puts the cursor at an offset of the text.
func (e *editor) moveTo(offset int) {
	e.line, e.goal = 0, -1
	for e.line < len(e.lines)-1 && offset > len(e.lines[e.line].text) {
		offset -= len(e.lines[e.line].text) + 1
		e.line++
	}
	e.col = min(max(offset, 0), len(e.lines[e.line].text))
}

// remember keeps the text as it is, to be undone to. Characters typed in a row are undone in one go, word by word.
func (e *editor) remember(typing bool) {
	if !typing || !e.typing {
		e.past = append(e.past, snapshot{e.text(), e.offset()})
		e.past = slices.Delete(e.past, 0, e.tooMuch())
	}
	e.typing, e.undone = typing, nil
	e.fresh, e.goal = false, -1
}

// tooMuch is how many of the oldest texts are not kept any longer.
func (e *editor) tooMuch() int {
	size := 0
	for i, s := range slices.Backward(e.past) {
		if size += len(s.text); i < len(e.past)-1 && size > pastSize || len(e.past)-i > maxPast {
			return i + 1
		}
	}
	return 0
}

func (e *editor) undo() { e.swap(&e.past, &e.undone) }
func (e *editor) redo() { e.swap(&e.undone, &e.past) }

// swap goes to the last text of one list and keeps the present one in the other.
func (e *editor) swap(from, to *[]snapshot) {
	n := len(*from) - 1
	if n < 0 {
		return
	}
	*to = append(*to, snapshot{e.text(), e.offset()})
	last := (*from)[n]
	*from = (*from)[:n]
	e.set(last.text)
	e.moveTo(last.at)
	e.typing = false
}

// arrive puts lines that somebody else wrote behind the text, in front of the empty lines at its end. Nobody undoes what another wrote.
func (e *editor) arrive(lines string) {
	behind := func(text string) string {
		head := strings.TrimRight(text, "\n")
		if head == "" {
			return strings.TrimPrefix(lines, "\n") + text
		}
		return head + lines + text[len(head):]
	}
	at, top, before := e.offset(), e.top, e.text()
	if at > len(strings.TrimRight(before, "\n")) {
		at += len(behind(before)) - len(before) // on the empty line at the end
	}
	for _, list := range [][]snapshot{e.past, e.undone} {
		for i := range list {
			list[i].text = behind(list[i].text)
		}
	}
	e.set(behind(before))
	e.top = top
	e.moveTo(at)
}

// insert puts text at the cursor.
func (e *editor) insert(text string) {
	text = clean(text)
	if e.single {
		text = strings.ReplaceAll(text, "\n", " ")
	}
	if text == "" {
		return
	}
	if blank := e.blank; blank.Len() > 0 && e.offset() == blank.Start && isBlank(e.text(), blank) {
		e.remove(blank.Start, blank.End)
	}
	e.blank = document.Span{}
	e.remember(utf8.RuneCountInString(text) == 1 && !unicode.IsSpace([]rune(text)[0]))
	parts := strings.Split(text, "\n")
	l := e.lines[e.line].text
	head, tail := l[:e.col], l[e.col:]
	e.col = len(parts[len(parts)-1])
	if len(parts) == 1 {
		e.col += len(head)
	}
	parts[0] = head + parts[0]
	parts[len(parts)-1] += tail
	lines := make([]textLine, len(parts))
	for i, p := range parts {
		lines[i].text = p
	}
	e.lines = slices.Replace(e.lines, e.line, e.line+1, lines...)
	e.line += len(parts) - 1
}

// remove deletes from one offset of the text to another.
func (e *editor) remove(from, to int) {
	if from >= to {
		return
	}
	e.replace(document.Span{Start: from, End: to}, "")
}

// isBlank reports whether a span of a text is a placeholder still.
func isBlank(text string, s document.Span) bool {
	return s.End <= len(text) && text[s.Start] == '[' && text[s.End-1] == ']' && !strings.ContainsAny(text[s.Start+1:s.End-1], "[]\n")
}

// replace puts text in the place of a span of the text.
func (e *editor) replace(span document.Span, text string) {
	before := e.text()
	if span.Start < 0 || span.End > len(before) || span.Start > span.End {
		return
	}
	e.remember(false)
	top := e.top
	e.set(before[:span.Start] + text + before[span.End:])
	e.top = top
	e.moveTo(span.Start + len(text))
}

// backspace deletes the character before the cursor.
func (e *editor) backspace() {
	l := e.lines[e.line].text
	if e.col == 0 {
		if e.line == 0 {
			return
		}
		e.remember(false)
		e.line--
		e.col = len(e.lines[e.line].text)
		e.lines[e.line] = textLine{text: e.lines[e.line].text + l}
		e.lines = slices.Delete(e.lines, e.line+1, e.line+2)
		return
	}
	e.remember(false)
	start := e.col - len(lastCluster(l[:e.col]))
	e.lines[e.line] = textLine{text: l[:start] + l[e.col:]}
	e.col = start
}

// deleteNext deletes the character at the cursor.
func (e *editor) deleteNext() {
	line, col := e.line, e.col
	e.right()
	if e.line != line || e.col != col {
		e.backspace()
	}
}

func (e *editor) left() {
	e.goal, e.typing = -1, false
	if e.col > 0 {
		e.col -= len(lastCluster(e.lines[e.line].text[:e.col]))
	} else if e.line > 0 {
		e.line--
		e.col = len(e.lines[e.line].text)
	}
}

func (e *editor) right() {
	e.goal, e.typing = -1, false
	l := e.lines[e.line].text
	if e.col < len(l) {
		c, _ := cluster(l[e.col:])
		e.col += len(c)
	} else if e.line < len(e.lines)-1 {
		e.line++
		e.col = 0
	}
}

// wordLeft is the offset of the word that begins before the cursor.
func (e *editor) wordLeft() int {
	head := e.text()[:e.offset()]
	head = strings.TrimRightFunc(head, unicode.IsSpace)
	return strings.LastIndexFunc(head, unicode.IsSpace) + 1
}

// wordRight is the offset of the end of the word after the cursor.
func (e *editor) wordRight() int {
	at := e.offset()
	tail := e.text()[at:]
	word := strings.TrimLeftFunc(tail, unicode.IsSpace)
	at += len(tail) - len(word)
	if i := strings.IndexFunc(word, unicode.IsSpace); i >= 0 {
		return at + i
	}
	return at + len(word)
}

func (e *editor) home() { e.col, e.goal, e.typing = 0, -1, false }
func (e *editor) end()  { e.col, e.goal, e.typing = len(e.lines[e.line].text), -1, false }

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

// wrap breaks a line into rows of at most width cells, between words where that is possible. A blank at the end of a row may stand out.
func wrap(text string, width int) []int {
	width = max(width, 2)
	rows := []int{0}
	start, cells := 0, 0
	chance := -1  // where the row may break
	wide := false // the last character was
	for at := 0; at < len(text); {
		c, w := cluster(text[at:])
		if c == " " || c == "\t" {
			at += len(c)
			cells += w
			chance, wide = at, false
			continue
		}
		if at > start && (w == 2 || wide) {
			chance = at // wide characters are words of their own
		}
		wide = w == 2
		if cells+w > width && at > start {
			if chance <= start {
				chance = at
			}
			rows = append(rows, chance)
			start, chance = chance, -1
			cells = 0
			for i := start; i < at; {
				k, kw := cluster(text[i:])
				i += len(k)
				cells += kw
			}
		}
		at += len(c)
		cells += w
	}
	return rows
}

// cluster is the first character as a reader sees it, and its width in cells.
func cluster(s string) (string, int) {
	if s == "" {
		return "", 0
	}
	if c := s[0]; c < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		if c == '\t' {
			return s[:1], tabWidth
		}
		return s[:1], 1
	}
	return ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
}

// lastCluster is the last character as a reader sees it. Clusters are found from the front; looking back a little way is enough to
// find the end of one.
func lastCluster(s string) string {
	from := max(0, len(s)-256)
	for from > 0 && s[from] != ' ' {
		from--
		if len(s)-from > 1024 {
			break
		}
	}
	for from < len(s) && !utf8.RuneStart(s[from]) {
		from++
	}
	last := ""
	for rest := s[from:]; rest != ""; {
		last, _ = cluster(rest)
		rest = rest[len(last):]
	}
	return last
}

// width is the number of cells that text takes.
func width(text string) int {
	n := 0
	for text != "" {
		c, w := cluster(text)
		n += w
		text = text[len(c):]
	}
	return n
}
