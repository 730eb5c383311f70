package english

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

const questionSteps = "What made the written steps hard to follow at that moment?"

// unfollowed notes rules told as broken, with or without an agent: compliance is people's.
func (s *sentence) unfollowed(v *verbGroup) {
	if !v.passive || v.subject < 0 || v.agent >= 0 && (s.nouns[v.agent].kind == notPeople || s.nouns[v.agent].kind == either) {
		return
	}
	if k := s.breach(v); k >= 0 && v.agent < 0 && s.acts(v.main) && !v.negated && !s.excused(v, k) {
		s.note(language.PersonFault, v.first, k, questionSteps, nil) // "parked under the line, against the site rules"
		return
	}
	m := &s.tokens[v.main]
	byPeople := v.agent >= 0 && (s.nouns[v.agent].kind == staff || s.nouns[v.agent].kind == someone)
	switch {
	case byPeople && !v.negated && m.means(flout) && !m.is(spoil): // "the handover was skipped by Bogdan"
		if !s.excused(v, v.last+1) && !s.prescribed(v.first) {
			s.note(language.PersonFault, v.first, s.nouns[v.agent].last, questionConditions, nil)
		}
	case (v.negated && m.means(obey) || !v.negated && m.means(flout)) && s.ruled(&s.nouns[v.subject]) && !s.excused(v, v.last+1):
		s.note(language.PersonFault, s.nouns[v.subject].first, v.last, questionSteps, nil)
	}
}

// breach returns the token that closes "against the rules", "contrary to procedure" behind v, -1 for none.
func (s *sentence) breach(v *verbGroup) int {
	for k := v.last + 1; k+1 < len(s.tokens) && k < v.last+14; k++ {
		at := -1
		switch s.known(k) {
		case "against":
			at = k + 1
		case "contrary":
			if s.is(k+1, "to") {
				at = k + 2
			}
		case "breach", "violation", "defiance":
			if s.is(k+1, "of") {
				at = k + 2
			}
		}
		if at < 0 {
			continue
		}
		if n := s.phraseAt(at); n >= 0 && s.tokens[s.nouns[n].head].is(norm) {
			return s.nouns[n].head
		}
	}
	return -1
}

// ruled reports whether a noun phrase names a written rule, by a number too: "the checklist", "procedure OPS-12", "Method of procedure MOP-7", "the
// agreed sequence".
func (s *sentence) ruled(np *nounPhrase) bool {
	if s.tokens[np.head].is(norm) {
		return true
	}
	numbered := s.tokens[np.head].flags&technical != 0 || strings.ContainsAny(s.words(np.head, np.head), "0123456789")
	for k := np.first; k < np.head; k++ {
		if numbered && s.tokens[k].is(norm) || s.means(np.head, course) && (s.means(k, sanctioned) || s.is(k, "escalation")) {
			return true
		}
	}
	if of := s.phraseAt(np.last + 2); of >= 0 && s.is(np.last+1, "of") && s.isOneOf(np.head, "method", "part", "section", "letter", "requirements") {
		return s.ruled(&s.nouns[of])
	}
	return false
}
