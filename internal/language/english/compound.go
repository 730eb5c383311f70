package english

import "strings"

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
	case end.plural:
		return l.persons
	}
	return l.person
}
