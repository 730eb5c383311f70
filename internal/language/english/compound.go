package english

import (
	"bytes"
	"strings"
)

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
	for _, end := range [...]string{"ologist", "nomist", "physicist", "chemist", "ician", "woman", "sman", "person", "smith", "wright", "monger", "grapher", "women", "smen", "people"} {
		if strings.HasSuffix(one, end) {
			if many {
				return l.persons
			}
			return l.person
		}
	}
	return nil
}

// compound returns what an unknown word in lower case reads as when it is hyphenated and its last part is one that only people are called by: "plat-eng"
// and "payments-oncall" go like "engineer". It returns nil for others.
func (l *lexicon) compound(word []byte) *entry {
	i := bytes.LastIndexByte(word, '-')
	if i < 1 {
		return nil
	}
	if bytes.HasSuffix(word, []byte("-on-call")) {
		return l.person
	}
	end := l.words.find(hash(word[i+1:]), string(word[i+1:]))
	switch {
	case end == nil || end.senses&ending == 0:
		return nil
	case end.plural:
		return l.persons
	}
	return l.person
}
