package lsp

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

func TestPositions(t *testing.T) {
	source := "a\r\nbé日🙂c\rd\n\ne\u0301x"
	for _, test := range []struct {
		encoding encoding
		offset   int
		want     position
	}{
		{utf16Units, 0, position{0, 0}},
		{utf16Units, 1, position{0, 1}},
		{utf16Units, 3, position{1, 0}},
		{utf16Units, strings.Index(source, "c"), position{1, 5}},
		{utf8Units, strings.Index(source, "c"), position{1, 10}},
		{utf32Units, strings.Index(source, "c"), position{1, 4}},
		{utf16Units, strings.Index(source, "d"), position{2, 0}},
		{utf16Units, strings.Index(source, "\n\ne") + 1, position{3, 0}},
		{utf16Units, len(source), position{4, 3}},
	} {
		text := newText([]byte(source), test.encoding)
		if got := text.position(test.offset); got != test.want {
			t.Errorf("%s: byte %d is at %v, want %v", test.encoding, test.offset, got, test.want)
		}
		if got := text.offset(test.want); got != test.offset {
			t.Errorf("%s: %v is byte %d, want %d", test.encoding, test.want, got, test.offset)
		}
	}
	text := newText([]byte(source), utf16Units)
	for p, want := range map[position]int{
		{0, 99}:  1,                           // behind the end of a line
		{1, 4}:   strings.Index(source, "🙂"),  // inside a pair
		{99, 0}:  len(source),                 // behind the text
		{-1, 5}:  0,                           // nonsense
		{1, -1}:  strings.Index(source, "bé"), // nonsense
		{4, 100}: len(source),
	} {
		if got := text.offset(p); got != want {
			t.Errorf("%v is byte %d, want %d", p, got, want)
		}
	}
}

// FuzzText holds positions and edits to a plain reading of the protocol: lines split at their ends, each an array of code units.
func FuzzText(f *testing.F) {
	f.Add("a\r\nb🙂\rc\n", "x\n日", 0, 1, 1, 3)
	f.Add("", "\r\n", 5, 5, 1, 1)
	f.Add("one\ntwo", "", 0, 3, 1, 0)
	f.Fuzz(func(t *testing.T, source, replacement string, line1, char1, line2, char2 int) {
		if !utf8.ValidString(source) || !utf8.ValidString(replacement) {
			t.Skip("an editor's text comes as JSON, which is UTF-8")
		}
		text := newText([]byte(source), utf16Units)
		for offset := range source {
			p := text.position(offset)
			if inEnd := offset > 0 && source[offset-1] == '\r' && source[offset] == '\n'; !inEnd && text.offset(p) != offset {
				t.Fatalf("byte %d is at %v, which is byte %d", offset, p, text.offset(p))
			}
		}
		r := textRange{position{line1, char1}, position{line2, char2}}
		got := string(text.apply([]change{{Range: &r, Text: replacement}}).source)
		start, end := plainOffset(source, r.Start), plainOffset(source, r.End)
		if want := source[:start] + replacement + source[max(start, end):]; got != want {
			t.Fatalf("%q, want %q", got, want)
		}
	})
}

// plainOffset finds a position the slow way.
func plainOffset(source string, p position) int {
	if p.Line < 0 {
		return 0
	}
	at := 0
	for n := 0; ; n++ {
		end := strings.IndexAny(source[at:], "\r\n")
		if end < 0 {
			end = len(source) - at
		}
		if n == p.Line {
			units := utf16.Encode([]rune(source[at : at+end]))
			keep := min(max(p.Character, 0), len(units))
			if keep > 0 && keep < len(units) && utf16.IsSurrogate(rune(units[keep])) && units[keep] >= 0xDC00 {
				keep--
			}
			return at + len(string(utf16.Decode(units[:keep])))
		}
		if at+end == len(source) {
			return len(source)
		}
		at += end + 1
		if source[at-1] == '\r' && at < len(source) && source[at] == '\n' {
			at++
		}
	}
}
