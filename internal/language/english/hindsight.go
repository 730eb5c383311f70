package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// hindsight notes the right choice made to look plain by what is known now. Most of it is phrases; here are the adverbs.
func (s *sentence) hindsight() {
	for i := range s.tokens {
		t := &s.tokens[i]
		if !t.is(clearly) && !t.is(foolish) || s.denied(i, i) {
			continue
		}
		if t.is(foolish) {
			// "a bad idea", "foolish to": about a choice.
			if n := s.nounAt[i]; n >= 0 && s.nouns[n].head > i {
				if !s.is(s.nouns[n].head, "idea") && !s.is(s.nouns[n].head, "ideas") && !s.is(s.nouns[n].head, "plan") && !s.is(s.nouns[n].head, "move") && !s.is(s.nouns[n].head, "gamble") {
					continue
				}
				s.note(language.Hindsight, i, s.nouns[n].head, questionForesight, nil)
			} else if s.is(i+1, "to") || s.is(i+1, "of") {
				s.note(language.Hindsight, i, i, questionForesight, nil)
			}
			continue
		}
		if s.hasForm(i+1, doneForm) && i > 0 && s.tokens[i+1].tag != tagPart {
			if k := s.skipBack(i); k >= 0 && s.tokens[k].tag == tagCoord {
				continue // "solely and obviously made to mislead": a description
			}
		}
		// Only where something past is told.
		for n := range s.verbs {
			v := &s.verbs[n]
			if v.passive && i >= v.first && i < v.main {
				break // "obviously crafted": a description
			}
			if (v.past || v.perfect || v.did) && (i == s.head || i >= v.first-4 && i <= v.end) && (v.modal == nil || v.perfect) {
				s.note(language.Hindsight, i, i, questionForesight, s.dropEdit(i, i))
				break
			}
		}
	}
}

// tellsPast reports whether the sentence tells of what happened.
func (s *sentence) tellsPast() bool {
	for n := range s.verbs {
		if v := &s.verbs[n]; v.modal == nil && (v.past || v.perfect || v.did) {
			return true
		}
	}
	return false
}
