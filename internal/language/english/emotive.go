package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// emotive notes words that dramatise.
func (s *sentence) emotive() {
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.mark == '!' && i > 1 && s.tokens[i-1].mark == '!' && s.tokens[i-2].mark == 0 && t.flags&opaque == 0 && s.tokens[i-2].flags&allCaps == 0 {
			s.note(language.Emotive, i-1, i, questionNumbers, nil)
			continue
		}
		if !t.is(emotive) || s.denied(i, i) {
			continue
		}
		s.note(language.Emotive, i, i, questionNumbers, s.adjectiveEdit(i))
	}
}
