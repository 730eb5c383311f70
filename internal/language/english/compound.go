package english

import "bytes"

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
