package lsp

import (
	"sort"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// encoding is what a position's character counts.
type encoding string

// The encodings that a client may ask for; UTF-16 is what it gets when it doesn't.
const (
	utf8Units  encoding = "utf-8"
	utf16Units encoding = "utf-16"
	utf32Units encoding = "utf-32"
)

// units is how many code units a character counts.
func (e encoding) units(r rune, bytes int) int {
	switch {
	case e == utf8Units:
		return bytes
	case e == utf16Units && r > 0xFFFF:
		return 2
	}
	return 1
}

// text is a document's source with the editor's positions in it. The protocol ends lines at CR LF, LF and CR.
type text struct {
	source   []byte
	starts   []int // where each line begins
	encoding encoding
}

func newText(source []byte, e encoding) *text {
	t := &text{source: source, starts: []int{0}, encoding: e}
	for i, b := range source {
		if b == '\n' || b == '\r' && (i+1 == len(source) || source[i+1] != '\n') {
			t.starts = append(t.starts, i+1)
		}
	}
	return t
}

// line is the content of a line, from 0, without its end.
func (t *text) line(n int) document.Span {
	end := len(t.source)
	if n+1 < len(t.starts) {
		end = t.starts[n+1]
	}
	for end > t.starts[n] && (t.source[end-1] == '\n' || t.source[end-1] == '\r') {
		end--
	}
	return document.Span{Start: t.starts[n], End: end}
}

// lineOf is the line of a position, which may be nonsense.
func (t *text) lineOf(p position) int { return min(max(p.Line, 0), len(t.starts)-1) }

// offset is the byte that a position stands before. Positions behind the end of a line or of the text mean that end.
func (t *text) offset(p position) int {
	if p.Line < 0 {
		return 0
	}
	if p.Line >= len(t.starts) {
		return len(t.source)
	}
	line := t.line(p.Line)
	at := line.Start
	for left := p.Character; left > 0 && at < line.End; {
		r, size := utf8.DecodeRune(t.source[at:line.End])
		left -= t.encoding.units(r, size)
		if left < 0 {
			break // the middle of a character is taken for its beginning
		}
		at += size
	}
	return at
}

// position is the reverse of offset.
func (t *text) position(offset int) position {
	offset = min(max(offset, 0), len(t.source))
	n := sort.Search(len(t.starts), func(i int) bool { return t.starts[i] > offset }) - 1
	line := t.line(n)
	p := position{Line: n}
	for at := line.Start; at < min(offset, line.End); {
		r, size := utf8.DecodeRune(t.source[at:line.End])
		p.Character += t.encoding.units(r, size)
		at += size
	}
	return p
}

func (t *text) textRange(s document.Span) textRange {
	return textRange{Start: t.position(s.Start), End: t.position(s.End)}
}

// apply makes the changes of one notification, one after the other.
func (t *text) apply(changes []change) *text {
	for _, c := range changes {
		if c.Range == nil {
			t = newText([]byte(c.Text), t.encoding)
			continue
		}
		start := t.offset(c.Range.Start)
		end := max(t.offset(c.Range.End), start)
		next := make([]byte, 0, start+len(c.Text)+len(t.source)-end)
		next = append(next, t.source[:start]...)
		next = append(next, c.Text...)
		next = append(next, t.source[end:]...)
		t = newText(next, t.encoding)
	}
	return t
}
