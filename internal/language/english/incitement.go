package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// incites notes people told as having brought others to a breach: "a manager told the team to skip load testing".
func (s *sentence) incites(v *verbGroup) bool {
	if v.kind != staff && v.kind != someone || v.passive || v.negated || !v.past && !v.perfect || v.modal != nil {
		return false
	}
	switch s.baseOf(v.main) {
	case "tell", "order", "instruct", "ask", "urge", "encourage", "push", "pressure", "persuade", "force", "allow":
	default:
		return false
	}
	for n := range s.verbs {
		w := &s.verbs[n]
		if w.first <= v.last || w.first > v.last+7 || !w.infinitive || w.negated {
			continue
		}
		switch s.baseOf(w.main) {
		case "skip", "bypass", "ignore", "override", "disregard", "circumvent", "waive", "falsify", "conceal", "hide", "rush", "omit":
		default:
			return false
		}
		for k := w.last + 1; k < len(s.tokens) && k < w.last+6 && !s.breaks(k); k++ {
			t := &s.tokens[k]
			if (t.is(norm|glance|alarm) || t.means(safeguard) || s.isOneOf(k, "testing", "validation", "training", "figures", "numbers", "release", "launch")) && !s.excused(w, k) {
				s.note(language.PersonFault, v.first, w.last, questionConditions, nil)
				return true
			}
		}
		return false
	}
	return false
}

// ownEnds reports whether the purpose of v is something of its doer's: "to finish her shift".
func (s *sentence) ownEnds(v *verbGroup) bool {
	for k := v.last + 1; k+2 < len(s.tokens) && k < v.last+9 && !s.breaks(k); k++ {
		if s.tokens[k].tag == tagTo {
			return s.isOneOf(k+2, "his", "her") && s.tokens[k+2].tag == tagPoss
		}
	}
	return false
}

// emerges notes what one person did told as what came to light: "it turned out that Greg had been running the job by hand".
func (s *sentence) emerges(v *verbGroup) bool {
	e := s.tokens[v.main].entry
	if !v.perfect || !v.past || v.passive || v.modal != nil || v.inherited || !s.person(v.subject) || !e.is(actVerb) && !s.tokens[v.main].means(destroy) && !s.in(v.main, tampering) && !s.in(v.main, unguarding) || e.is(remedy) && !e.is(ship) || s.meant(v) && !s.ownEnds(v) {
		return false
	}
	if n := s.nounBetween(v.last+1, min(v.last+4, len(s.tokens))); n >= 0 && s.isOneOf(s.nouns[n].head, "fix", "hotfix", "patch", "workaround", "backup", "snapshot", "copy", "ticket") {
		return false
	}
	i := s.nouns[v.subject].first - 1
	if s.is(i, "that") || i > 0 && s.tokens[i].tag == tagComma { // "as it turned out, the fitter"
		i--
	}
	found := s.isOneOf(i, "found", "discovered", "established", "revealed") && (s.isOneOf(i-1, "was", "later") || s.is(i-1, "be"))
	if found || s.is(i, "out") && s.isOneOf(i-1, "turned", "turns") || s.isOneOf(i, "emerged", "transpired", "emerges", "transpires", "appears", "seems") || s.is(i, "light") && s.is(i-1, "to") {
		s.note(language.PersonFault, s.nouns[v.subject].first, v.last, questionConditions, nil)
		return true
	}
	return false
}
