package site

import (
	"fmt"
	"strings"
	"time"
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

// duration is a duration as people say it: "8 min", "2 h 17 min", "3 d 4 h".
func duration(d time.Duration) string {
	d = d.Round(time.Second)
	days, hours, minutes, seconds := d/(24*time.Hour), d/time.Hour%24, d/time.Minute%60, d/time.Second%60
	switch {
	case days > 0 && hours > 0:
		return fmt.Sprintf("%d d %d h", days, hours)
	case days > 0:
		return fmt.Sprintf("%d d", days)
	case hours > 0 && minutes > 0:
		return fmt.Sprintf("%d h %d min", hours, minutes)
	case hours > 0:
		return fmt.Sprintf("%d h", hours)
	case minutes > 0:
		return fmt.Sprintf("%d min", minutes)
	}
	return fmt.Sprintf("%d s", seconds)
}

// language is the language of a text as HTML names it, "" where nothing tells it: Japanese has characters of its own.
func language(s string) string {
	kana, letters := 0, 0
	for i, r := range s {
		if i > 4096 {
			break
		}
		if unicode.IsLetter(r) {
			letters++
		}
		if unicode.In(r, unicode.Hiragana, unicode.Katakana) {
			kana++
		}
	}
	if kana*5 > letters {
		return "ja"
	}
	return ""
}

// fold makes words that differ in case and blanks alone the same.
func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
