package english

import (
	"strings"
	"unicode"
)

// Fits is 0.5 for every text that may be English, which reads what no other language is at home in, and less than language.Doubtful for a text long enough
// to tell that has hardly any of the words that no English text goes without.
func (*English) Fits(text string) float64 {
	words, ours := 0, 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if words++; onlyEnglish(word) {
			ours++
		}
		if ours > enoughOurs {
			break // most texts: in their first lines
		}
	}
	if words >= enoughWords && ours*leastShare < words {
		return 0.1
	}
	return 0.5
}

// Of 870 incident documents in English the least has one such word in 25, of 45 in thirteen other languages the most has one in 200.
const (
	enoughWords = 50 // fewer say nothing
	leastShare  = 70 // one word in so many must be English
	enoughOurs  = 20 // as many settle it
)

// onlyEnglish reports whether a word is one of those that stand in any English text and in hardly any other.
func onlyEnglish(word string) bool {
	if len(word) > len("because") {
		return false
	}
	switch strings.ToLower(word) {
	case "after", "and", "are", "because", "been", "before", "by", "from", "has", "have", "into", "it", "our", "that", "the", "their", "there", "this", "to", "were", "when", "which", "with":
		return true
	}
	return false
}
