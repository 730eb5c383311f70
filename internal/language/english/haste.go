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
	for k := v.last + 1; k < v.end+3 && k+1 < len(s.tokens); k++ {
		if t := s.tokens[k].tag; t == tagSub && !s.is(k, "as") || t == tagTo || (t == tagVerb || t == tagAux) && !s.tokens[v.main].is(inform|humanVerb) {
			return false
		}
		g := k + 1
		if s.is(k, "w") && s.tokens[k+1].mark == '/' && s.is(k+2, "o") {
			g = k + 3 // w/o
		} else if !s.is(k, "without") {
			continue
		}
		for g < len(s.tokens) && (s.tokens[g].tag == tagAdv || s.is(g, "first") || s.is(g, "even")) {
			g++
		}
		if s.is(g, "to") && s.hasForm(g+1, baseForm) && s.tokens[g+1].is(diligence) && !s.excused(v, g+1) {
			s.note(language.PersonFault, k, g+1, s.actorQuestion(v.subject), nil) // "without to inform", as many write
			return true
		}
		if n := s.phraseAt(g); n >= 0 && !s.hasForm(g, ingForm) {
			if (who == staff || who == someone) && s.unasked(n) && !s.excused(v, g+1) {
				s.note(language.PersonFault, k, s.nouns[n].last, s.actorQuestion(v.subject), nil)
				return true
			}
			return false
		}
		if g >= len(s.tokens) || !s.hasForm(g, ingForm) || !v.past && !v.perfect && s.form == language.Paragraph && v.kind == we {
			return false
		}
		// Any act they left out is held against people, unless they were mending things: "fixed it without restarting".
		mends := s.tokens[v.main].is(remedy) && !s.tokens[v.main].is(ship)
		precaution := (s.is(g, "taking") || s.is(g, "making")) && v.kind != we && (s.precaution(g+1) || s.precaution(g+2))
		careful := precaution || s.tokens[g].is(diligence) && !mends || (v.kind == staff || v.kind == someone) && (v.past || v.perfect || s.timed()) && !mends && (!s.tokens[g].is(dontCare|inform|spoil|cause|auxiliary) || s.is(g+1, "notice") || s.is(g+1, "warning"))
		careful = careful || s.is(g, "finding") && s.is(g+1, "out") && !mends
		single := s.is(g+1, "a") && s.is(g+2, "single") || s.is(g+1, "any") && v.kind != we || s.is(k+1, "even") || s.is(k+1, "first")
		if !careful && !single || s.excused(v, g+1) {
			return false
		}
		first := k
		if v.subject >= 0 && !v.inherited && v.first-s.nouns[v.subject].last <= 2 && s.nouns[v.subject].last < v.first && k-v.first < 6 {
			first = s.nouns[v.subject].first
		}
		s.note(language.PersonFault, first, g, s.actorQuestion(v.subject), nil)
		return true
	}
	return false
}

// precaution reports whether token i names something done to be safe: a backup, care.
func (s *sentence) precaution(i int) bool {
	return s.is(i, "backup") || s.is(i, "snapshot") || s.is(i, "copy") || s.is(i, "care") || s.is(i, "precautions") || s.is(i, "sure") || s.is(i, "note")
}

// unasked reports whether a noun phrase after "without" is the care or the leave that was missing: "without approval".
func (s *sentence) unasked(n int) bool {
	h := &s.tokens[s.nouns[n].head]
	if s.is(s.nouns[n].head, "clause") || s.is(s.nouns[n].head, "filter") {
		return true // "without a WHERE clause"
	}
	if s.technicalNoun(&s.nouns[n]) {
		return false
	}
	switch {
	case h.is(quality | alarm), h.is(humanAct) && !h.is(component), h.means(safeguard), s.is(s.nouns[n].head, "flag") && s.is(s.nouns[n].head-1, "feature"):
		return true
	case h.entry == nil:
		w := s.words(s.nouns[n].head, s.nouns[n].head)
		return strings.HasSuffix(w, "test") || strings.HasSuffix(w, "check") // playtest
	}
	switch h.entry.word {
	case "notice", "permission", "authorisation", "authorization", "consent", "testing", "supervision", "sign-off", "announcement", "authority", "consultation":
		return true
	}
	return false
}
