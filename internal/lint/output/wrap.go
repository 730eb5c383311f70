package output

import (
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Lines breaks a text at its blanks, between wide letters, and words that are longer than a line where it ends. It keeps the blanks that the text begins with. (The library's own functions break dates at their
// hyphens, and double a wide character at the end of a line.)
func Lines(text string, columns int) []string { return lines(text, columns, false) }

// WholeWords is Lines for what may be copied: a word that is longer than a line, a path or a command, stays in one piece.
func WholeWords(text string, columns int) []string { return lines(text, columns, true) }

func lines(text string, columns int, whole bool) []string {
	if isPlain(text) && columns > 0 && !strings.HasPrefix(text, " ") {
		if all, ok := plainLines(text, columns, whole); ok {
			return all
		}
	}
	var lines []string
	indent := text[:len(text)-len(strings.TrimLeft(text, " "))]
	text = text[len(indent):]
	indent = indent[:min(len(indent), columns/2)]
	var line strings.Builder
	line.WriteString(indent)
	used, fresh := len(indent), true
	end := func() {
		lines = append(lines, strings.TrimRight(line.String(), " "))
		line.Reset()
		used, fresh = 0, true
	}
	for word := range strings.SplitSeq(text, " ") {
		blank := 1 // before the first piece
		if fresh {
			blank = 0
		}
		for piece := range pieces(word) {
			w := Width(piece)
			if !fresh && used+blank+w > columns && (whole || w <= columns) {
				end()
				blank = 0
			}
			line.WriteString("  "[:blank])
			used += blank
			for !whole && used+w > columns {
				first, rest, n := cut(piece, columns-used)
				if n > 0 {
					line.WriteString(first)
					piece, w = rest, w-n
				} else if used == 0 {
					break // one character is wider than the line
				}
				end()
			}
			line.WriteString(piece)
			used, fresh, blank = used+w, false, 0
		}
	}
	return append(lines, strings.TrimRight(line.String(), " "))
}

// plainLines is lines for a text of letters of one column each; ok is false for one with blanks that don't part words, or with a word to cut.
func plainLines(text string, columns int, whole bool) (all []string, ok bool) {
	if len(text) <= columns {
		return []string{strings.TrimRight(text, " ")}, true
	}
	if strings.Contains(text, "  ") || strings.HasSuffix(text, " ") {
		return nil, false
	}
	for len(text) > columns {
		end := strings.LastIndexByte(text[:columns+1], ' ')
		if end < 0 && !whole {
			return nil, false
		}
		if end < 0 {
			end = strings.IndexByte(text, ' ')
		}
		if end < 0 {
			break // the last word is longer than the line
		}
		all, text = append(all, text[:end]), text[end+1:]
	}
	return append(all, text), true
}

// Width is how many columns of a terminal a text takes. A half-width letter with a mark of sound is one to a reader and two to a terminal: ﾊﾞ.
func Width(text string) int {
	if isPlain(text) {
		return len(text)
	}
	return ansi.StringWidth(text) + soundMarks(text)
}

// soundMarks counts the half-width marks of sound that are parts of what stands before them.
func soundMarks(text string) int {
	const voiced, halfVoiced = "ﾞ", "ﾟ"
	n := strings.Count(text, voiced) + strings.Count(text, halfVoiced)
	if strings.HasPrefix(text, voiced) || strings.HasPrefix(text, halfVoiced) {
		n--
	}
	return n
}

// cut parts a text behind what has room in so many columns, and tells how many of them that takes. No character is parted.
func cut(text string, columns int) (first, rest string, used int) {
	at := 0
	for at < len(text) {
		size, w := 1, 1
		if text[at] >= utf8.RuneSelf || text[at] < ' ' || at+1 < len(text) && text[at+1] >= utf8.RuneSelf {
			cluster, n := ansi.FirstGraphemeCluster(text[at:], ansi.GraphemeWidth)
			size, w = len(cluster), n+soundMarks(cluster)
		}
		if used+w > columns {
			break
		}
		at, used = at+size, used+w
	}
	return text[:at], text[at:], used
}

// head is the beginning of a text as far as there is room, with … where something is left out.
func head(text string, columns int) string {
	if Width(text) <= columns {
		return text
	}
	first, rest, _ := cut(text, columns-1)
	if columns < 1 {
		return ""
	}
	if whole := strings.LastIndexByte(first, ' '); whole > 0 && isPlain(first[whole:]) && !strings.HasPrefix(rest, " ") {
		first = first[:whole+1] // no part of a word
	}
	return first + "…"
}

// tail is the end of a text as far as there is room, with … where something is left out.
func tail(text string, columns int) string {
	n := Width(text)
	if n <= columns {
		return text
	}
	if columns < 2 {
		return ""
	}
	first, rest, used := cut(text, n-columns+1)
	if n-used > columns-1 {
		_, rest, _ = cut(text, n-columns+2)
	}
	if next := strings.IndexByte(rest, ' '); next >= 0 && next < len(rest)-1 && isPlain(rest[:next]) && !strings.HasSuffix(first, " ") {
		rest = rest[next:] // no part of a word
	}
	return "…" + rest
}

// What must not begin and what must not end a line in Japanese (JIS X 4051, the common part of it).
const (
	notFirst = "、。，．・：；？！）］｝」』】〉》〕”’ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々ゝ,.:;?!)]}"
	notLast  = "（［｛「『【〈《〔“‘([{"
)

// pieces cuts a text where lines may be broken: behind blanks, and between wide letters as Japanese has it. A word in katakana stays whole.
func pieces(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start, at := 0, 0
		for at < len(text) {
			if text[at] < utf8.RuneSelf && text[at] != ' ' && at+1 < len(text) && text[at+1] < utf8.RuneSelf {
				at++ // inside a word
				continue
			}
			r, size := utf8.DecodeRuneInString(text[at:])
			if at += size; at == len(text) {
				break
			}
			next, _ := utf8.DecodeRuneInString(text[at:])
			mayBreak := r == ' ' && next != ' ' || next != ' ' && (unspaced(r) || unspaced(next)) && (!isKatakana(r) || !isKatakana(next))
			if mayBreak && !strings.ContainsRune(notFirst, next) && !strings.ContainsRune(notLast, r) {
				if !yield(text[start:at]) {
					return
				}
				start = at
			}
		}
		yield(text[start:])
	}
}

// unspaced reports whether a rune belongs to a script that is written without blanks.
func unspaced(r rune) bool {
	return r >= 0x2e80 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff || r >= 0xff01 && r <= 0xff60 || r >= 0x20000 && r <= 0x3ffff
}

func isKatakana(r rune) bool { return r >= 0x30a1 && r <= 0x30fe }
