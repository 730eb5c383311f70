package document

import (
	"slices"
	"strings"
	"time"
)

// WordEnds is where the first n words of a text end, in bytes: a time that a line begins with is the most of them that ReadTime reads. Blanks, tabs
// and the blanks that don't break stand between words. In Japanese nothing does, and a time ends where its grammar does: "19:06に発報".
func WordEnds(text string, n int) []int {
	ends := blankEnds(text, n)
	if !holdsJapanese(text) {
		return ends
	}
	if _, end := readStamp(text); end > 0 {
		end = len(strings.TrimRight(text[:end], " 　、：:"))
		if i, found := slices.BinarySearch(ends, end); !found {
			ends = slices.Insert(ends, i, end)
		}
	}
	return ends
}

// blankEnds is WordEnds where blanks stand between words.
func blankEnds(text string, n int) []int {
	var ends []int
	inWord := false
	for i, c := range text {
		space := c == ' ' || c == '\t' || c == '\u00a0' || c == '\u202f'
		if inWord && space {
			if ends = append(ends, i); len(ends) == n {
				return ends
			}
		}
		inWord = !space
	}
	if inWord {
		ends = append(ends, len(text))
	}
	return ends
}

// BehindTime takes what separates a time from the words behind it off them: punctuation, and a particle that stands right at the time. A number below
// zero keeps its sign.
func BehindTime(text string) string {
	if behind, ok := strings.CutPrefix(text, "に"); ok {
		text = strings.TrimPrefix(behind, "、")
	}
	rest := strings.TrimLeft(text, " \t　-–—:：、|,;])")
	if n := len(text) - len(rest); n > 1 && text[n-1] == '-' && text[n-2] == ' ' && rest != "" && rest[0] >= '0' && rest[0] <= '9' {
		return text[n-1:]
	}
	return rest
}

var spanEnd = lazy(`(?i)\d *(?:[a-z]{1,5} *)?(-|–|—|−|→|->|~|〜|～|\b(?:to|until|till|til)\b) *(\d{1,2}[:.h]\d\d(?::\d\d)?(?: *[a-z]{1,5})?)$`)

// EndOfSpan is the end of a span of time as it goes in front of the words of an event, which has one time: "(to 10:50) "; "" when the text is one
// time. The text was read as at: what looks like an end may be its offset.
func EndOfSpan(text string, at time.Time) string {
	m := spanEnd.compiled().FindStringSubmatch(text)
	if m == nil || m[1] == "-" && at.Format("-07:00") == "-"+m[2] {
		return ""
	}
	return "(to " + m[2] + ") "
}
