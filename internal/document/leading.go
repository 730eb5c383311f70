package document

import "strings"

// WordEnds is where the first n words of a text end, in bytes: a time that a line begins with is the most of them that ReadTime reads. Blanks, tabs
// and the blanks that don't break stand between words.
func WordEnds(text string, n int) []int {
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

// BehindTime takes what separates a time from the words behind it off them. A number below zero keeps its sign.
func BehindTime(text string) string {
	rest := strings.TrimLeft(text, " \t-–—:|,;])")
	if n := len(text) - len(rest); n > 1 && text[n-1] == '-' && text[n-2] == ' ' && rest != "" && rest[0] >= '0' && rest[0] <= '9' {
		return text[n-1:]
	}
	return rest
}
