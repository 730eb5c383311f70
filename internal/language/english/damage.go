package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// damages notes an act of one person's told by what it did to something of value: "Ana dropped the production database",
// "a developer committed the keys to a public repository".
func (s *sentence) damages(v *verbGroup) bool {
	e := s.tokens[v.main].entry
	if e == nil || v.negated || v.gerund || v.infinitive || !v.past && !v.perfect && s.form != language.Event || e.class&(ship|actVerb) == 0 && e.senses&destroy == 0 {
		return false
	}
	at := v.subject
	if v.passive {
		at = v.agent
	}
	background := v.perfect && v.past // what had been done before it began is told as its cause
	if at < 0 || !s.person(at) && (!background || s.nouns[at].kind != staff) {
		return false
	}
	object := v.subject
	if !v.passive {
		if object = s.phraseAt(v.last + 1); object < 0 {
			object = s.phraseAt(v.last + 2) // a particle between: "shut down the …"
		}
	}
	if object < 0 {
		return false
	}
	if s.forThemselves(v) && s.unguards(v, object) {
		s.note(language.PersonFault, v.first, max(v.last, s.nouns[object].last), questionConditions, nil)
		return true
	}
	if s.meant(v) {
		return false
	}
	switch {
	case background && (s.nouns[at].kind == someone && s.tampers(v) || s.unguards(v, object)), s.nouns[at].kind == someone && s.isOneOf(v.main, "unplugged", "disconnected"):
	case e.senses&destroy != 0 && s.valued(object):
	case (e.lemma == "overwrite" || e.lemma == "replace") && s.poorer(s.nouns[object].last+1):
	case s.secret(object) && s.in(v.main, publishing):
	case e.class&(ship|actVerb) != 0 && s.secret(object) && s.inPublic(s.nouns[object].last+1):
	default:
		return false
	}
	first, last := v.first, max(v.last, s.nouns[object].last)
	if v.passive {
		first, last = s.nouns[object].first, max(v.last, s.nouns[at].last)
	} else if !v.inherited && s.nouns[at].last < v.first && v.first-s.nouns[at].last <= 2 {
		first = s.nouns[at].first
	}
	if first > last {
		first = v.first
	}
	s.note(language.PersonFault, first, last, questionConditions, nil)
	return true
}

// forThemselves reports whether the purpose of v is its doer's own: "so that he could finish his paperwork".
func (s *sentence) forThemselves(v *verbGroup) bool {
	for k := v.last + 1; k+3 < len(s.tokens) && k < v.last+10; k++ {
		if s.is(k, "so") {
			if s.is(k+1, "that") {
				k++
			}
			return s.isOneOf(k+1, "he", "she", "they") && s.is(k+2, "could")
		}
	}
	return false
}

// poorer reports whether the words from token i on tell of something worth less put in its place: "with an empty file".
func (s *sentence) poorer(i int) bool {
	n := s.phraseAt(i + 1)
	if !s.is(i, "with") || n < 0 {
		return false
	}
	for k := s.nouns[n].first; k < s.nouns[n].head; k++ {
		if s.tokens[k].is(wrong|unfit) || s.in(k, useless) {
			return true
		}
	}
	return false
}

// tampers reports whether v is an act that somebody unnamed is only told of to be blamed: "had unplugged", "had deleted".
func (s *sentence) tampers(v *verbGroup) bool {
	if s.in(v.main, tampering) {
		return true
	}
	return s.tokens[v.main].means(destroy)
}

// unguards reports whether v takes a safeguard away: "had switched off the alarm", "had disabled authentication".
func (s *sentence) unguards(v *verbGroup, object int) bool {
	switch s.baseOf(v.main) {
	case "switch", "turn":
		if !s.is(v.last+1, "off") && !s.is(s.nouns[object].last+1, "off") {
			return false
		}
	default:
		if !s.in(v.main, unguarding) {
			return false
		}
	}
	for k := s.nouns[object].first; k <= s.nouns[object].last; k++ {
		if s.tokens[k].means(safeguard) {
			return true
		}
	}
	return false
}

// valued reports whether a noun phrase is something whose loss hurts: live, the production one, all of it.
func (s *sentence) valued(n int) bool {
	np := &s.nouns[n]
	found := false
	last := np.last
	if s.is(last+1, "of") && s.phraseAt(last+2) >= 0 {
		last = s.nouns[s.phraseAt(last+2)].last
	}
	for k := np.first; k <= last; k++ {
		if s.tokens[k].means(spare) {
			return false
		}
		found = found || s.tokens[k].means(valuable)
	}
	return found || s.reliedOn(last+1)
}

// reliedOn reports whether the words from token i on tell that something still needed what stands before them: "that the reports depended on".
func (s *sentence) reliedOn(i int) bool {
	for k := i; k < len(s.tokens) && k < i+8 && !s.breaks(k) && s.tokens[k].tag != tagCoord && s.tokens[k].tag != tagSub; k++ {
		if s.tokens[k].is(denial) {
			return false
		}
		if s.in(k, relying) && s.isOneOf(k+1, "on", "upon") || s.is(k, "still") && s.in(k+1, inUse) {
			return true
		}
	}
	return false
}

// secret reports whether a noun phrase is something to be kept to few.
func (s *sentence) secret(n int) bool {
	for k := s.nouns[n].first; k <= s.nouns[n].last; k++ {
		if s.in(k, secrets) && !s.is(k-1, "public") {
			return true
		}
	}
	return false
}

// inPublic reports whether the words from token i on tell of a place where everybody can read.
func (s *sentence) inPublic(i int) bool {
	for k := i; k < len(s.tokens) && k < i+8; k++ {
		switch {
		case s.in(k, publicPlaces):
			return true
		}
	}
	return false
}
