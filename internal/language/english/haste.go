package english

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// blindly notes an act told by the care it lacked: "merged it without reading the plan".
func (s *sentence) blindly(v *verbGroup) bool {
	who := v.kind
	if v.passive && v.agent >= 0 {
		who = s.nouns[v.agent].kind
	}
	if !who.blamable() || v.passive && v.agent < 0 || v.infinitive || v.subject >= 0 && s.is(s.nouns[v.subject].head, "you") {
		return false
	}
	k, g := s.without(v)
	if k < 0 {
		return false
	}
	first, last := k, -1
	if s.is(g, "to") && s.hasForm(g+1, baseForm) && s.tokens[g+1].is(diligence) {
		last = g + 1 // "without to inform", as many write
	} else if n := s.phraseAt(g); n >= 0 && !s.leftOut(g) {
		if (who == staff || who == someone) && s.unasked(n) {
			last = s.nouns[n].last
		}
	} else if s.leftOut(g) && (v.past || v.perfect || s.form != language.Paragraph || v.kind != we) && s.heedless(v, k, g) {
		last = g
		if k-v.first < 6 && v.subject >= 0 {
			first = min(first, s.opening(v, v.subject))
		}
	}
	if last < 0 || s.excused(v, g+1) {
		return false
	}
	s.note(language.PersonFault, first, last, s.actorQuestion(v.subject), nil)
	return true
}

// without returns the "without" that belongs to v, and the token of what was left out; -1 for none.
func (s *sentence) without(v *verbGroup) (k, g int) {
	for k := v.last + 1; k < v.end+3 && k+1 < len(s.tokens); k++ {
		if t := s.tokens[k].tag; t == tagSub && !s.is(k, "as") || t == tagTo || (t == tagVerb || t == tagAux) && !s.tokens[v.main].is(inform|humanVerb) {
			return -1, -1
		}
		g := k + 1
		if s.is(k, "w") && s.tokens[k+1].mark == '/' && s.is(k+2, "o") {
			g = k + 3 // w/o
		} else if !s.is(k, "without") {
			continue
		}
		for g < len(s.tokens) && (s.tokens[g].tag == tagAdv || s.isOneOf(g, "first", "even") || s.is(g, "having") && s.hasForm(g+1, doneForm)) {
			g++ // "without having confirmed"
		}
		return k, g
	}
	return -1, -1
}

// leftOut reports whether token g, behind "without", is the verb of what was left out: "checking", "having checked".
func (s *sentence) leftOut(g int) bool {
	return s.hasForm(g, ingForm) || s.is(g-1, "having") && s.hasForm(g, doneForm)
}

// heedless reports whether the act that the gerund at g names, behind the "without" at k, is held against those who did v: a duty of care; any act at all
// of others, unless they were mending things, "fixed it without restarting".
func (s *sentence) heedless(v *verbGroup, k, g int) bool {
	if s.is(g+1, "a") && s.is(g+2, "single") || s.is(g+1, "any") && v.kind != we || s.isOneOf(k+1, "even", "first") {
		return true
	}
	if s.isOneOf(g, "taking", "making") && v.kind != we && (s.means(g+1, precaution) || s.means(g+2, precaution) || s.is(g+1, "sure")) {
		return true
	}
	if e := s.tokens[v.main].entry; e.is(remedy) && !e.is(ship) {
		return false
	}
	if s.tokens[g].is(diligence) || s.is(g, "finding") && s.is(g+1, "out") {
		return true
	}
	told := (v.kind == staff || v.kind == someone) && (v.past || v.perfect || s.timed())
	return told && (!s.tokens[g].is(dontCare|inform|spoil|cause|auxiliary) || s.isOneOf(g+1, "notice", "warning"))
}

// unasked reports whether a noun phrase after "without" is the care or the leave that was missing: "without approval".
func (s *sentence) unasked(n int) bool {
	i := s.nouns[n].head
	h := &s.tokens[i]
	switch {
	case h.means(safeguard): // "without a WHERE clause"
		return true
	case s.technicalNoun(&s.nouns[n]):
		return false
	case s.isOneOf(s.nouns[n].first, "major", "big", "extensive", "heavy", "large"):
		return false // "without major refactoring"
	case h.is(quality | alarm), h.is(humanAct) && !h.is(component), h.means(permission), s.is(i, "flag") && s.is(i-1, "feature"):
		return true
	case h.entry == nil:
		w := s.words(i, i)
		return strings.HasSuffix(w, "test") || strings.HasSuffix(w, "check") // playtest
	}
	return false
}

// unannounced notes an act told with what it lacked in as few words: "deletes the lock table by hand, no ticket", "merged it, no review".
func (s *sentence) unannounced(v *verbGroup) bool {
	e := s.tokens[v.main].entry
	told := (v.past || v.perfect || s.timed()) && v.modal == nil && !v.negated && !v.infinitive && !v.gerund && !v.passive
	if v.kind != staff && v.kind != someone && v.kind != unsaid || !told || !e.is(actVerb|ship) && !s.tokens[v.main].means(destroy) {
		return false
	}
	for k := v.last + 2; k+1 < len(s.tokens) && k < v.last+12; k++ {
		if !s.is(k, "no") || s.tokens[k-1].tag != tagComma {
			continue
		}
		n := s.phraseAt(k)
		if n < 0 || !s.ends(s.nouns[n].last+1) || !s.means(s.nouns[n].head, permission) && !s.isOneOf(s.nouns[n].head, "ticket", "review", "approval", "sign-off", "backup", "snapshot", "announcement", "notice", "warning", "heads-up", "dry-run", "handover") {
			return false
		}
		s.note(language.PersonFault, v.first, s.nouns[n].last, s.actorQuestion(v.subject), nil)
		return true
	}
	return false
}
