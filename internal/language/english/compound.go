package english

import "strings"

// byEnding returns what an unknown word reads as when its ending names people by what they do: "a cardiologist", "the craftsman". It returns nil for others.
func (l *lexicon) byEnding(word string) *entry {
	one, many := word, false
	switch n := len(word); {
	case n < 7:
		return nil
	case strings.HasSuffix(word, "men"), strings.HasSuffix(word, "people"):
		many = true
	case word[n-1] == 's':
		one, many = word[:n-1], true
	}
	switch one[len(one)-2:] {
	case "st", "an", "on", "th", "ht", "er", "en", "le":
	default:
		return nil // most words
	}
	for _, end := range [...]string{"ologist", "nomist", "physicist", "chemist", "ician", "woman", "sman", "chman", "tman", "rman", "gman", "eman", "yman", "person", "smith", "wright", "monger", "grapher", "women", "smen", "chmen", "tmen", "rmen", "gmen", "emen", "ymen", "people"} {
		if strings.HasSuffix(one, end) {
			if many {
				return l.persons
			}
			return l.person
		}
	}
	return nil
}

// onCall ends a word for people though its last part alone is a common one.
const onCall = "-on-call"

// compound returns what an unknown word reads as when it is hyphenated and its last part is one that only people are called by: "plat-eng"
// and "payments-oncall" go like "engineer". It returns nil for others.
func (l *lexicon) compound(word string) *entry {
	i := strings.LastIndexByte(word, '-')
	if i < 1 {
		return nil
	}
	if n := len(word) - len(onCall); n > 0 && strings.EqualFold(word[n:], onCall) {
		return l.person
	}
	end := l.words.get(word[i+1:])
	switch {
	case end == nil || end.senses&ending == 0:
		return nil
	case end.plural():
		return l.persons
	}
	return l.person
}
