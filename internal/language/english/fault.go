package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// fault notes people made the cause: what they are said to have done wrong, left undone or brought about.
func (s *sentence) fault() {
	for n := range s.verbs {
		v := &s.verbs[n]
		people := s.concernsPeople(v)
		if !people && !v.passive || s.hypothetical(v) {
			continue
		}
		event := !s.general(v)
		if people && (event && (s.misdone(v) || s.swapped(v) || s.wrongObject(v)) || s.predicates(v) || s.blindly(v)) {
			continue
		}
		if !event {
			continue
		}
		if people && (s.omission(v) || s.nobody(v) || s.barely(v) || s.circumstance(v) || s.defies(v) || s.incites(v) || s.emerges(v) || s.consequence(v) || s.damages(v)) {
			continue
		}
		s.unfollowed(v)
	}
	s.inverted()
	s.failures()
	s.work()
	s.owned()
	s.cleft()
	s.byPeople()
	s.doings()
}

// concernsPeople reports whether v may be what people do or are, as its subject, its agent or one that stands farther off.
func (s *sentence) concernsPeople(v *verbGroup) bool {
	return v.kind != notPeople || v.passive && v.agent >= 0 || s.farSubject(v) >= 0 || s.notOne(v)
}

// failures notes "the engineer's failure to …", "failure to follow the checklist", "the team's mistake", "an oversight by
// the vendor", "a lack of communication from the lead".
func (s *sentence) failures() {
	for n := range s.nouns {
		np := &s.nouns[n]
		e := s.tokens[np.head].entry
		if e == nil || np.kind != notPeople {
			continue
		}
		owned := np.owner == staff || np.owner == we || np.owner == someone || np.owner == either && e.is(slip|trait)
		if owned && e.class&trait != 0 && e.class&slip == 0 {
			if s.asCause(np.first) {
				s.note(language.PersonFault, np.first, np.head, questionConditions, nil)
			}
			s.note(language.Judgement, np.first, np.head, questionWork, nil)
			continue
		}
		by, after := s.ascribed(np.last + 1)
		if !owned && !by && !missing(e.word) || s.denied(np.first, np.last) {
			continue
		}
		switch e.word {
		case "failure", "failures", "refusal", "reluctance", "unwillingness", "neglect", "inability", "omission", "hesitation", "insistence":
			if !s.is(after, "to") && (e.word != "insistence" || !s.is(after, "on")) {
				continue
			}
			g := after + 1
			for g < len(s.tokens) && s.tokens[g].tag == tagAdv {
				g++
			}
			careful := g < len(s.tokens) && s.tokens[g].is(humanVerb) && s.tokens[g].is(diligence)
			rule := careful && after == np.last+1 && np.owner == notPeople && np.ownerLast < 0 // "failure to follow the checklist": of whomever
			if rule && !owned && !by && s.mayBe(n) {
				continue // "failure to follow the steps may lead to a crash"
			}
			if !owned && !by && !rule || np.owner == we && e.word == "inability" {
				continue
			}
			s.note(language.PersonFault, np.first, min(g, len(s.tokens)-1), questionSee, nil)
		case "lack", "absence", "want", "shortage", "breakdown":
			of := s.phraseAt(np.last + 2)
			if of >= 0 && s.is(np.last+1, "of") && (np.owner == staff || np.owner == someone || np.owner == either) && s.isOneOf(s.nouns[of].head, "experience", "knowledge", "expertise", "skill", "skills", "know-how", "competence") {
				s.note(language.Judgement, np.first, s.nouns[of].last, questionWork, nil)
				continue
			}
			if !s.is(np.last+1, "of") && !s.is(np.last+1, "in") || of < 0 || !s.tokens[s.nouns[of].head].is(quality|conduct|humanAct|trait) || s.technicalNoun(&s.nouns[of]) {
				continue
			}
			if by, _ := s.ascribed(s.nouns[of].last + 1); by || np.owner == staff || np.owner == someone {
				s.note(language.PersonFault, np.first, s.nouns[of].last, questionSee, nil)
			}
		default:
			if s.scant(np) && (owned || by) {
				s.note(language.Judgement, np.first, np.head, questionSee, nil)
				continue
			}
			if by && s.is(np.last+1, "by") && s.misjudged(np) {
				s.note(language.PersonFault, np.first, after-1, questionConditions, nil)
				continue
			}
			if e.class&(slip|trait) == 0 && e.word != "fault" && e.word != "error" && e.word != "errors" || e.word == "fault" && s.is(np.last+1, "tolerance") || s.is(np.head, "typo") {
				continue
			}
			if np.first > 1 && s.is(np.first-1, "from") && s.baseOf(np.first-2) == "learn" {
				continue // "others can learn from our mistakes"
			}
			mistake := e.class&(slip|trait) != 0
			if owned && (mistake || e.word == "fault") || by && mistake && !s.technicalNoun(np) {
				s.note(language.PersonFault, np.first, np.head, questionSlip, nil)
			}
		}
	}
}

// mayBe reports whether the noun phrase at n is what a verb with a modal is said of: what would follow, not what did.
func (s *sentence) mayBe(n int) bool {
	for k := range s.verbs {
		v := &s.verbs[k]
		if v.modal != nil && !v.perfect && !v.inherited && v.first > s.nouns[n].last && v.first < s.nouns[n].last+12 {
			return !s.breakBetween(s.nouns[n].last+1, v.first)
		}
	}
	return false
}

// missing reports whether a noun says what was not done or not there, of whomever.
func missing(word string) bool {
	switch word {
	case "failure", "failures", "refusal", "reluctance", "unwillingness", "neglect", "inability", "omission", "hesitation", "insistence",
		"lack", "absence", "want", "shortage", "breakdown":
		return true
	}
	return false
}

// scant reports whether a noun phrase tells of too little care: "insufficient attention".
func (s *sentence) scant(np *nounPhrase) bool {
	if !s.tokens[np.head].is(quality|conduct) && !s.is(np.head, "confirmation") && !s.is(np.head, "checking") && !s.is(np.head, "verification") && !s.is(np.head, "testing") {
		return false
	}
	for k := np.first; k < np.head; k++ {
		if s.is(k, "insufficient") || s.is(k, "inadequate") || s.is(k, "deficient") || s.is(k, "little") || s.is(k, "missing") || s.is(k, "lacking") {
			return true
		}
	}
	return false
}

// misjudged reports whether an adjective in a noun phrase calls an act wrong: "incorrect entry".
func (s *sentence) misjudged(np *nounPhrase) bool {
	for k := np.first; k < np.head; k++ {
		if s.tokens[k].is(wrong) {
			return true
		}
	}
	return false
}

// ascribed reports whether the words from token i on lay what stands before them at people's door, "by the vendor", "on the
// part of the team", and returns the token after them.
func (s *sentence) ascribed(i int) (by bool, after int) {
	if i >= len(s.tokens) {
		return false, i
	}
	word := "amongst"
	if e := s.tokens[i].entry; e != nil {
		word = e.word
	} else if !s.is(i, word) { // the one that no list has
		return false, i
	}
	at := i + 1
	switch word {
	case "by", "of", "from", "among", "amongst", "within", "in":
	case "on":
		if !s.is(i+1, "the") || !s.is(i+2, "part") || !s.is(i+3, "of") {
			return false, i
		}
		at = i + 4
	default:
		return false, i
	}
	m := s.phraseAt(at)
	if m >= 0 && s.quantity(s.nouns[m].last) && s.is(s.nouns[m].last+1, "of") {
		m = s.phraseAt(s.nouns[m].last + 2) // "by one of our developers"
	}
	if m < 0 || !s.nouns[m].kind.blamable() {
		return false, i
	}
	return true, s.nouns[m].last + 1
}
