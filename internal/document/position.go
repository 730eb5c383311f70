package document

import (
	"bytes"
	"slices"
	"sort"
	"unicode/utf8"
)

// Position is a place in the source as people count it.
type Position struct {
	Line   int // 1-based
	Column int // 1-based, in Unicode code points
}

// lineStarts returns the offset of the first byte of each line.
func lineStarts(source []byte) []int {
	starts := make([]int, 1, bytes.Count(source, []byte("\n"))+1)
	for at := 0; ; {
		i := bytes.IndexByte(source[at:], '\n')
		if i < 0 {
			return starts
		}
		at += i + 1
		starts = append(starts, at)
	}
}

// Position converts a byte offset of the source. Offsets outside it are clamped.
func (d *Document) Position(offset int) Position {
	offset = min(max(offset, 0), len(d.Source))
	line := sort.Search(len(d.lines), func(i int) bool { return d.lines[i] > offset })
	return Position{Line: line, Column: d.runes(d.lines[line-1], offset) + 1}
}

// runes counts the code points from the start of a line to an offset in it, by the marks where the line is long: otherwise a document of
// one line would cost its length for every position in it.
func (d *Document) runes(start, end int) int {
	if end-start <= 2*markEvery {
		return utf8.RuneCount(d.Source[start:end])
	}
	upTo := func(at int) int { return d.marks[at/markEvery] + runeStarts(d.Source[at/markEvery*markEvery:at]) }
	return upTo(end) - upTo(start)
}

const markEvery = 4096

// runeMarks holds the number of code points before each multiple of markEvery, nil where no line is long enough to need it.
func runeMarks(source []byte, lines []int) []int {
	long, start := false, 0
	for _, next := range lines {
		long = long || next-start > 2*markEvery
		start = next
	}
	if !long && len(source)-start <= 2*markEvery {
		return nil
	}
	marks := make([]int, 1, len(source)/markEvery+1)
	for at := markEvery; at <= len(source); at += markEvery {
		marks = append(marks, marks[len(marks)-1]+runeStarts(source[at-markEvery:at]))
	}
	return marks
}

func runeStarts(s []byte) int {
	n := 0
	for _, b := range s {
		if b&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

// Line returns the span of the 1-based line that offset stands in, without its line ending.
func (d *Document) Line(offset int) Span {
	offset = min(max(offset, 0), len(d.Source))
	line := sort.Search(len(d.lines), func(i int) bool { return d.lines[i] > offset })
	return d.lineSpan(line)
}

// lineSpan is the span of a 1-based line, without its line ending.
func (d *Document) lineSpan(line int) Span {
	end := len(d.Source)
	if line < len(d.lines) {
		end = d.lines[line] - 1
	}
	start := d.lines[line-1]
	if end > start && d.Source[end-1] == '\r' {
		end--
	}
	return Span{start, end}
}

// LineCount is the number of lines of the source; the empty document has one.
func (d *Document) LineCount() int { return len(d.lines) }

// LineStart is the offset of the first byte of a 1-based line, clamped to the document.
func (d *Document) LineStart(line int) int {
	return d.lines[min(max(line, 1), len(d.lines))-1]
}

// segment says where a block's text from the byte at on stands in the source.
type segment struct {
	at     int
	source Span
	same   bool // byte for byte; otherwise the text is what a reader sees in place of source: "&" for "&amp;"
}

// Source returns the smallest span of the source that holds the given bytes of b.Text; escapes and entities belong to it as a whole.
func (b *Block) Source(text Span) Span {
	if len(b.offsets) == 0 {
		return b.Span
	}
	start := b.sourceAt(text.Start).Start
	if text.End <= text.Start {
		return Span{start, start}
	}
	return Span{start, b.sourceAt(text.End - 1).End}
}

// sourceAt is where the byte at of b.Text stands; behind the last byte it is the place behind the block's.
func (b *Block) sourceAt(at int) Span {
	i, found := slices.BinarySearchFunc(b.offsets, at, func(s segment, at int) int { return s.at - at })
	if !found {
		i = max(i-1, 0)
	}
	s := b.offsets[i]
	switch start := s.source.Start + at - s.at; {
	case at >= len(b.Text):
		return Span{s.source.End, s.source.End}
	case s.same:
		return Span{start, start + 1}
	}
	return s.source
}
