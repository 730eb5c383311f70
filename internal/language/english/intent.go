package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// What tells that an act was meant, asked for, or of no consequence: it is then nobody's fault, whatever the verb.

// intended reports whether a finding of fault tells of an act that others had asked for or approved, that was rehearsed, or whose object nobody misses. What
// is told as an accident stays one.
func (s *sentence) intended(f *finding) bool {
	if f.kind != language.PersonFault {
		return false
	}
	wrongly := false
	for k := f.first; k <= f.last; k++ {
		if s.tokens[k].is(oops|carelessly|careless) || s.tokens[k].is(denial) && !s.is(k, "without") {
			return false
		}
		wrongly = wrongly || s.tokens[k].is(wrong|unfit)
	}
	defied := false // a guard or a warning was put aside, which nobody does to learn from it
	for k := f.first; k <= f.last; k++ {
		defied = defied || s.in(k, daring) || s.in(k, unguarding)
	}
	for k := f.last + 1; k+1 < len(s.tokens) && s.tokens[k].mark != ';'; k++ {
		switch {
		case s.tokens[k].tag == tagCoord && s.tokens[k+1].tag == tagVerb:
			return false // the next act
		case s.bid(k), s.rehearsed(k), s.is(k, "on") && s.is(k+1, "purpose") && s.isOneOf(k+2, "to", "so", "for", "because", "during", "in"), k > f.last+1 && !defied && s.tried(k):
			return true
		case s.isOneOf(k, "which", "that") && s.ofNoUse(k+1):
			return true
		}
	}
	return s.doneToNothing(f) || !wrongly && s.prescribed(f.last+1)
}

// tried reports whether the words from token i on tell that something was done to learn from it: "to confirm that the alert fires".
func (s *sentence) tried(i int) bool {
	return s.tokens[i].tag == tagTo && s.in(i+1, trying)
}

// doneToNothing reports whether the object of what a finding tells is something made to be lost: "misrouted a dummy parcel".
func (s *sentence) doneToNothing(f *finding) bool {
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.main < f.first || v.main > f.last || v.passive || !v.kind.blamable() {
			continue
		}
		object := s.phraseAt(v.last + 1)
		if object < 0 && s.isOneOf(v.last+1, "away", "off", "out", "down", "up") {
			object = s.phraseAt(v.last + 2)
		}
		for k := v.last + 1; object >= 0 && k <= s.nouns[object].last; k++ {
			if s.in(k, expendable) {
				return true
			}
		}
	}
	return false
}

// bid reports whether the words from token i on say at whose wish something was done: "at our request", "on the doctor's orders", "with permission".
func (s *sentence) bid(i int) bool {
	if !s.isOneOf(i, "at", "on", "upon", "by", "under", "with", "per") {
		return false
	}
	n := s.phraseAt(i + 1)
	if n < 0 || !s.in(s.nouns[n].head, biddings) || s.is(s.nouns[n].first, "no") {
		return false
	}
	np := &s.nouns[n]
	if of := s.phraseAt(np.last + 2); of >= 0 && s.nouns[of].kind == no1 {
		return false // "at the request of nobody"
	}
	if s.isOneOf(i, "on", "upon") && s.isOneOf(np.head, "request", "requests", "recommendation", "suggestion") {
		return np.first == np.head && s.ends(np.last+1) // "on request", but "act on the recommendation"
	}
	return np.owner != notPeople || np.ownerLast >= 0 || np.first == np.head || s.isOneOf(np.last+1, "of", "from", "by")
}

// rehearsed reports whether the words from token i on say that something belonged to an exercise: "as part of the failover drill".
func (s *sentence) rehearsed(i int) bool {
	if !s.is(i, "as") || !s.is(i+1, "part") || !s.is(i+2, "of") {
		return false
	}
	n := s.phraseAt(i + 3)
	return n >= 0 && s.in(s.nouns[n].head, rehearsals)
}

// ofNoUse reports whether the clause from token i on says that a thing is no longer wanted or means nothing: "is no longer supported", "is on the list of
// flaky ones".
func (s *sentence) ofNoUse(i int) bool {
	if i >= len(s.tokens) || s.baseOf(i) != "be" && !s.isOneOf(i, "has", "have", "had") {
		return false
	}
	for k := i + 1; k < len(s.tokens) && k < i+9 && !s.breaks(k); k++ {
		switch {
		case s.in(k, unwanted), s.is(k, "no") && s.is(k+1, "longer"):
			return true
		case s.tokens[k].is(denial), s.tokens[k].tag == tagNeg:
			return false
		}
	}
	return false
}

// meant reports whether what follows v tells that the act was intended: a purpose, a plan, an order, a reason.
func (s *sentence) meant(v *verbGroup) bool {
	for k := v.last + 1; k < len(s.tokens) && k < v.last+25; k++ {
		switch {
		case s.tokens[k].tag == tagTo && k+1 < len(s.tokens) && s.tokens[k+1].tag == tagVerb:
			return true
		case s.in(k, meantSo), s.is(k, "as") && s.isOneOf(k+1, "asked", "told", "ordered", "usual"), s.is(k, "during") && s.is(k+1, "the") && s.is(k+2, "planned"):
			return true
		}
	}
	return s.excused(v, v.last+1)
}

// prescribed reports whether the words from token i on tell that the act was meant or asked for: "as the procedure allows",
// "as planned", "on purpose", "for the planned maintenance".
func (s *sentence) prescribed(i int) bool {
	for k := i; k+1 < len(s.tokens) && k < i+25; k++ {
		switch {
		case s.is(k, "on") && s.is(k+1, "purpose"), s.isOneOf(k, "deliberately", "intentionally"):
			return s.baseOf(i) == "leave"
		case s.is(k, "for") && (s.isOneOf(k+1, "planned", "scheduled", "maintenance") || s.isOneOf(k+2, "planned", "scheduled", "maintenance")):
			return true
		case s.is(k, "as") && s.isOneOf(k+1, "they", "he", "she") && s.is(k+2, "should") && !s.is(k+3, "have"):
			return true // "asleep, as they should be"
		case s.isOneOf(k, "as", "per"):
			for g := k + 1; g < len(s.tokens) && g < k+5 && !s.breaks(g); g++ {
				if s.tokens[g].is(norm) || s.means(g, sanctioned) {
					return true
				}
			}
		}
	}
	return false
}

// asked reports whether the words from token i on tell that something written asks for what is told: "as the guide asks".
func (s *sentence) asked(i int) bool {
	for k := i; k+2 < len(s.tokens) && k < i+20; k++ {
		if !s.isOneOf(k, "as", "like") {
			continue
		}
		if n := s.phraseAt(k + 1); n < 0 || s.nouns[n].kind.blamable() {
			continue
		}
		for g := k + 2; g < len(s.tokens) && g < k+6 && !s.breaks(g); g++ {
			if s.means(g, prescribe) {
				return true
			}
		}
	}
	return false
}

// bidden reports whether v was done as others wanted it: "as planned", "as the guide asks".
func (s *sentence) bidden(v *verbGroup) bool {
	if s.asked(v.last + 1) {
		return true
	}
	for k := v.last + 1; k+1 < len(s.tokens) && k < v.last+12; k++ {
		if s.is(k, "as") && s.isOneOf(k+1, "planned", "agreed", "instructed", "requested", "intended", "scheduled", "asked", "ordered") && s.ends(k+2) {
			return true
		}
	}
	return false
}
