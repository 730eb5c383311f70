package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// circumstance notes an act of people told with what makes it look bad: against a warning, too early, with something left
// undone.
func (s *sentence) circumstance(v *verbGroup) bool {
	k, at := v.kind, v.subject
	if v.passive && v.agent >= 0 {
		k, at = s.nouns[v.agent].kind, v.agent
	}
	if k == either && s.tokens[v.main].is(ship|humanVerb) {
		k = staff
	}
	if k != staff && k != someone && k != unsaid || v.passive && v.agent < 0 || v.negated || v.infinitive && v.matrix < 0 {
		return false
	}
	e := s.tokens[v.main].entry
	ships := e.is(ship) || v.last+1 < len(s.tokens) && s.tokens[v.last+1].is(ship) && s.tokens[v.last+1].tag == tagGerund // "kept merging"
	ships = ships || s.baseOf(v.main) == "give" && (s.is(v.last+1, "approval") || s.in(v.last+2, givingTheNod))
	if !v.past && !v.perfect && !v.infinitive && !s.timed() || e.is(remedy|perceive|inform) && !ships || s.tokens[v.main].tag == tagAux {
		return false
	}
	if !e.is(humanVerb) && !s.acts(v.main) && !s.goesOn(v) && !ships {
		return false
	}
	if s.behindBacks(v) && !s.excused(v, v.last+1) {
		s.note(language.PersonFault, v.first, v.last, s.actorQuestion(at), nil)
		return true
	}
	for i := v.last + 1; i < len(s.tokens) && i < v.last+26; i++ {
		t := &s.tokens[i]
		if t.mark == ';' || t.tag == tagColon || t.tag == tagRel {
			return false
		}
		last := -1
		switch s.known(i) {
		case "even":
			if s.is(i+1, "though") && e.is(actVerb|ship) {
				last = i + 1
			}
		case "though", "although":
			if !s.misgiving(i+1, i+12) && !s.forbidden(i+1, min(i+12, len(s.tokens)), true) || s.cameOut(i+1) {
				return false
			}
			last = i
		case "despite", "notwithstanding", "regardless", "spite", "defiance":
			if s.isOneOf(i, "regardless", "spite", "defiance") && !s.is(i+1, "of") {
				continue
			}
			if !s.misgiving(i+1, i+8) {
				return false
			}
			last = i
		case "too":
			if s.mistimed(i+1) && !s.clauseOfThing(v.last+1, i) {
				last = i + 1
			}
		case "early":
			if s.in(i-1, spellsOfTime) && e.is(actVerb|ship) && s.ends(i+1) {
				last = i
			}
		case "with":
			if s.undoneWith(i) {
				last = i
			}
		case "while":
			if ships && s.inTrouble(i+1) {
				last = i
			}
		case "before":
			switch {
			case s.acts(v.main) && !e.is(remedy) && s.awaited(i):
				last = i
			case (e.is(ship|actVerb) || s.tokens[v.main].means(destroy)) && s.hasForm(i+1, ingForm) && s.in(i+1, checkingFirst):
				last = i + 1
			case (e.is(ship) || e.is(actVerb) && !e.is(remedy) || s.presses(v)) && s.unready(i):
				last = i
			}
		}
		if last < 0 {
			continue
		}
		if s.excused(v, last+1) || s.prescribed(v.first) {
			return false
		}
		s.note(language.PersonFault, s.opening(v, at), last, s.actorQuestion(at), nil)
		return true
	}
	return false
}

// clauseOfThing reports whether a clause with a thing for its subject begins between tokens i and j: "when they called, it was too late".
func (s *sentence) clauseOfThing(i, j int) bool {
	for n := range s.verbs {
		if w := &s.verbs[n]; w.first >= i && w.last < j && w.subject >= 0 && !w.inherited && s.nouns[w.subject].first >= i && w.kind == notPeople {
			return true
		}
	}
	return false
}

// cameOut reports whether the clause from token i on tells what was found only later: "though node 5 turned out to hold the lock".
func (s *sentence) cameOut(i int) bool {
	for ; i+1 < len(s.tokens) && !s.breaks(i); i++ {
		if s.is(i, "turned") && s.is(i+1, "out") {
			return true
		}
	}
	return false
}

// behindBacks reports whether an adverb beside v tells that nobody was to notice or was asked.
func (s *sentence) behindBacks(v *verbGroup) bool {
	for k := max(v.first-1, 0); k <= v.last; k++ {
		if s.tokens[k].means(furtive) {
			return true
		}
	}
	return false
}

// misgiving reports whether the tokens from i to j speak of a rule, a warning or a doubt.
func (s *sentence) misgiving(i, j int) bool {
	for ; i < j && i < len(s.tokens); i++ {
		if s.breaks(i) {
			return false
		}
		if s.tokens[i].is(alarm|norm) || s.tokens[i].means(misgiving) {
			return true
		}
	}
	return false
}

// mistimed reports whether token i, after "too", tells of the time or the manner of an act.
func (s *sentence) mistimed(i int) bool {
	if i >= len(s.tokens) {
		return false
	}
	if s.in(i, untimely) {
		return true
	}
	return s.is(i, "long") && !s.is(i+1, "for")
}

// undoneWith reports whether "with" at i tells of something left as it should not be: "with the flag still on", "with the interlock off".
func (s *sentence) undoneWith(i int) bool {
	for k := i + 1; k < len(s.tokens) && k < i+7 && !s.breaks(k); k++ {
		if k > i+1 && s.tokens[k-1].means(safeguard) && s.in(k, switchedOff) && !s.is(k+1, "by") {
			return true
		}
		if k > i+1 && s.in(k-1, openings) && s.isOneOf(k, "open", "unlocked", "ajar", "unlatched", "unbolted") {
			return true // "with the doors open"
		}
		if s.is(k, "still") || s.isOneOf(k, "half-done", "unfinished", "undone") || s.is(k, "half") && s.isOneOf(k+1, "done", "finished", "complete") {
			return k > i+1
		}
	}
	return false
}

// inTrouble reports whether the clause that begins at token i tells of something that was failing.
func (s *sentence) inTrouble(i int) bool {
	for k := i; k < len(s.tokens) && k < i+9 && !s.breaks(k); k++ {
		if s.in(k, troubled) {
			return true
		}
	}
	return false
}

// presses reports whether v is a command given: hit enter, click "apply".
func (s *sentence) presses(v *verbGroup) bool {
	return s.in(v.main, pressing)
}

// awaited reports whether "before" at i opens a clause that tells of people's work that had not been done yet: "before the totals had been sent".
func (s *sentence) awaited(i int) bool {
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.first <= i+1 {
			continue
		}
		if v.first > i+8 || v.subject < 0 || s.nouns[v.subject].first != i+1 || s.tokens[s.nouns[v.subject].head].is(alarm|harm) || v.kind == outsiders {
			return false
		}
		e := s.tokens[v.main].entry
		return v.perfect && v.past && !v.negated && v.modal == nil && e.is(diligence|humanVerb|inform|ship|actVerb) && !e.is(perceive|spoil|remedy) && !s.isOneOf(v.main, "declared", "paged", "alerted")
	}
	return false
}

// unready reports whether "before" at i opens a clause that tells of work not done yet: "before the review was finished".
func (s *sentence) unready(i int) bool {
	if n := s.phraseAt(i + 1); n >= 0 && s.in(s.nouns[n].head, clearances) && s.ends(s.nouns[n].last+1) {
		return true
	}
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.first <= i+1 || v.first > i+8 {
			continue
		}
		for k := v.first; k < len(s.tokens) && k <= v.last+2; k++ {
			if s.in(k, readiness) {
				return true
			}
		}
		return false
	}
	return false
}
