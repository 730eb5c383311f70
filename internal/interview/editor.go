package interview

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	within   bool       // a change of several steps, which are undone in one go
	typing   bool       // the last change typed a character: the next one belongs to it
	readOnly bool
	blank    document.Span // what stands for words that are still to be said: typing in front of it takes its place
}

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
	for line := e.lines[e.line].text; e.col > 0 && e.col < len(line) && !utf8.RuneStart(line[e.col]); {
		e.col-- // an offset into what was another text
	}
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
