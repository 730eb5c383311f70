package interview

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// wrapText breaks text into at most limit rows; the last one says when there is more.
func wrapText(text string, width, limit int) []string {
	var rows []string
	for line := range strings.SplitSeq(text, "\n") {
		starts := wrap(line, width)
		for i, start := range starts {
			end := len(line)
			if i+1 < len(starts) {
				end = starts[i+1]
			}
			rows = append(rows, strings.TrimRight(line[start:end], " "))
		}
	}
	if limit > 0 && len(rows) > limit {
		rows = rows[:limit]
		rows[limit-1] = ansi.Truncate(rows[limit-1], max(1, width-1), "") + "…"
	}
	return rows
}

const tabWidth = 4

// What no row begins with, and what none ends with, where wide characters stand together.
const (
	closing = "、。，．・：；？！ー）」』】〕〉》々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
	opening = "（「『【〔〈《"
)

// wrap breaks a line into rows of at most width cells, between words where that is possible. A blank at the end of a row may stand out.
func wrap(text string, width int) []int {
	width = max(width, 2)
	rows := []int{0}
	start, cells := 0, 0
	chance := -1    // where the row may break
	wide := false   // the last character was
	opened := false // it was an opening bracket
	for at := 0; at < len(text); {
		c, w := cluster(text[at:])
		if c == " " || c == "\t" {
			at += len(c)
			cells += w
			chance, wide = at, false
			continue
		}
		if at > start && (w == 2 || wide) && !strings.Contains(closing, c) && !opened {
			chance = at // wide characters are words of their own
		}
		wide, opened = w == 2, w == 2 && strings.Contains(opening, c)
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
	if r, n := utf8.DecodeRuneInString(s); standsAlone(r) {
		if next, _ := utf8.DecodeRuneInString(s[n:]); n == len(s) || next < utf8.RuneSelf || standsAlone(next) {
			return s[:n], 2
		}
	}
	return ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
}

// standsAlone reports whether a character is one of the many of Chinese and Japanese that take two cells and begin and end where others of them do:
// a long answer is measured at every keystroke.
func standsAlone(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 0x3041 && r <= 0x3096 || r >= 0x30a1 && r <= 0x30fa || r == '、' || r == '。'
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
