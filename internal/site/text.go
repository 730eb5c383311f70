package site

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxTitle bounds what is shown of a text in a line of its own, in code points.
const maxTitle = 300

// line is a text of a document fit for one line: without what acts on the text around it, and cut where it is longer than anybody reads.
func line(s string) string { return cut(s, maxTitle) }

func cut(s string, length int) string {
	s = s[:min(len(s), 4*length+utf8.UTFMax)] // no more bytes than that can be shown
	n := 0
	var b strings.Builder
	for _, r := range s {
		if n++; n > length {
			b.WriteString("…")
			break
		}
		switch {
		case r == '\n', r == '\t', r == '\r':
			r = ' '
		case r < ' ', r >= 0x7f && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff, r == utf8.RuneError:
			r = unicode.ReplacementChar
		}
		b.WriteRune(r)
	}
	return strings.TrimSpace(b.String())
}

// fold makes words that differ in case and blanks alone the same.
func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
