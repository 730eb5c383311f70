package english

import "strings"

// compound returns what an unknown word reads as when it is hyphenated and its last part is one that only people are called by: "plat-eng"
// and "payments-oncall" go like "engineer". It returns nil for others.
func (l *lexicon) compound(word string) *entry {
	i := strings.LastIndexByte(word, '-')
	if i < 1 {
		return nil
	}
	end := l.words.get(word[i+1:])
	if end == nil || end.word == "call" {
		const suffix = "-on-call"
		if n := len(word) - len(suffix); n > 0 && strings.EqualFold(word[n:], suffix) {
			return l.person
		}
	}
	switch {
	case end == nil || end.senses&ending == 0:
		return nil
	case end.plural:
		return l.persons
	}
	return l.person
}
