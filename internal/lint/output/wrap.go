package output

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// wrap breaks a text into lines of at most so many columns: at blanks, and between wide letters, which are written without blanks.
func wrap(text string, columns int) string {
	fits := width(text) <= columns
	switch {
	case fits && isPlain(text):
		return strings.TrimRight(text, " ")
	case fits || !strings.ContainsFunc(text, IsWide):
		return ansi.Wordwrap(text, columns, "")
	}
	var out, line strings.Builder
	used := 0
	flush := func() {
		if out.Len() > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(strings.TrimRight(line.String(), " "))
		line.Reset()
		used = 0
	}
	for _, piece := range Pieces(text) {
		n := width(piece)
		if used > 0 && used+width(strings.TrimRight(piece, " ")) > columns {
			flush()
		}
		line.WriteString(piece)
		used += n
	}
	flush()
	return out.String()
}

// Lines breaks a text at its blanks, between wide letters, and words that are longer than a line where it ends. It keeps the blanks that the text begins with. (The library's own functions break dates at their
// hyphens, and double a wide character at the end of a line.)
func Lines(text string, columns int) []string {
	var lines []string
	indent := text[:len(text)-len(strings.TrimLeft(text, " "))]
	text = text[len(indent):]
	indent = indent[:min(len(indent), columns/2)]
	line, used, fresh := indent, len(indent), true
	end := func() {
		lines = append(lines, strings.TrimRight(line, " "))
		line, used, fresh = "", 0, true
	}
	for word := range strings.SplitSeq(text, " ") {
		for i, piece := range Pieces(word) {
			w, blank := ansi.StringWidth(piece), 0
			if i == 0 && !fresh {
				blank = 1
			}
			if !fresh && used+blank+w > columns && w <= columns {
				end()
				blank = 0
			}
			line, used = line+strings.Repeat(" ", blank), used+blank
			for used+w > columns {
				first := ansi.Truncate(piece, columns-used, "")
				n := ansi.StringWidth(first)
				if n > 0 {
					line += first
					piece, w = ansi.TruncateLeft(piece, n, ""), w-n
				} else if used == 0 {
					break // one character is wider than the line
				}
				end()
			}
			line, used, fresh = line+piece, used+w, false
		}
	}
	return append(lines, line)
}

// width is how many columns of a terminal a text takes.
func width(text string) int {
	if isPlain(text) {
		return len(text)
	}
	return ansi.StringWidth(text)
}

// What must not begin and what must not end a line in Japanese (JIS X 4051, the common part of it).
const (
	notFirst = "、。，．・：；？！）］｝」』】〉》〕”’ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々ゝ,.:;?!)]}"
	notLast  = "（［｛「『【〈《〔“‘([{"
)

// Pieces cuts a text where lines may be broken: behind blanks, and between wide letters as Japanese has it.
func Pieces(text string) []string {
	var list []string
	start, at := 0, 0
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if at += size; at == len(text) {
			break
		}
		next, _ := utf8.DecodeRuneInString(text[at:])
		mayBreak := r == ' ' && next != ' ' || next != ' ' && (IsWide(r) || IsWide(next))
		if mayBreak && !strings.ContainsRune(notFirst, next) && !strings.ContainsRune(notLast, r) {
			list = append(list, text[start:at])
			start = at
		}
	}
	return append(list, text[start:])
}

// IsWide reports whether a rune belongs to a script that is written without blanks.
func IsWide(r rune) bool {
	return r >= 0x2e80 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff || r >= 0xff01 && r <= 0xff60 || r >= 0x20000 && r <= 0x3ffff
}
