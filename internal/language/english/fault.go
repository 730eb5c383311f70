package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// fault notes people made the cause: what they are said to have done wrong, left undone or brought about.
func (s *sentence) fault() {
	for n := range s.verbs {
		v := &s.verbs[n]
		people := s.concernsPeople(v)
		if !people && !v.passive || s.hypothetical(v) || v.gerund && s.is(v.main, "misleading") || s.ofWhomever(v) { // "sent misleading mails": what they turned out to be
			continue
		}
		event := !s.general(v)
		if people && (event && (s.misdone(v) || s.swapped(v) || s.wrongObject(v)) || s.predicates(v) || s.blindly(v)) {
			continue
		}
		if !event {
			continue
		}
		if people && (s.omission(v) || s.nobody(v) || s.barely(v) || s.circumstance(v) || s.defies(v) || s.incites(v) || s.emerges(v) || s.consequence(v) || s.damages(v) || s.aftermath(v) || s.misled(v) || s.unannounced(v) || s.undoneBy(v) || s.lapsedBy(v) || s.defective(v)) {
			continue
		}
		s.unfollowed(v)
	}
	s.inverted()
	s.failures()
	s.work()
	s.owned()
	s.dragged()
	s.misjudged()
	s.noWord()
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
		if e == nil || np.kind != notPeople || s.is(np.ownerLast, "your") && !s.tellsPast() {
			continue // the reader's, at any time
		}
		owned := np.owner == staff || np.owner == we || np.owner == someone || np.owner == either && e.is(slip|trait)
		by, after := s.ascribed(np.last + 1)
		switch {
		case owned && np.owner != we && (e.class&(humanAct|conduct) != 0 || s.isOneOf(np.head, "use", "application", "input", "inputs") || s.is(np.last+1, "to")) && s.amiss(np) && !s.denied(np.first, np.last):
			s.note(language.PersonFault, np.first, np.head, questionConditions, nil)
		case owned && e.is(trait) && !e.is(slip) && !s.denied(np.first, np.last):
			if s.asCause(np.first) {
				s.note(language.PersonFault, np.first, np.head, questionConditions, nil)
			}
			s.note(language.Judgement, np.first, np.head, questionWork, nil)
		case !owned && !by && e.senses&(failing|dearth) == 0, s.denied(np.first, np.last):
		case e.senses&failing != 0:
			s.failing(n, after, owned || by)
		case e.senses&dearth != 0:
			s.dearth(np)
		default:
			s.ascribedSlip(np, owned, by, after)
		}
	}
}

// failing notes what was not done told as a noun, with "to" at token after: "the vendor's refusal to answer".
func (s *sentence) failing(n, after int, ascribed bool) {
	np := &s.nouns[n]
	if np.owner == notPeople && s.anyFlag(np.first, np.head, technical) {
		return // "the FileReader failure to read"
	}
	if !s.is(after, "to") && (!s.is(np.head, "insistence") || !s.is(after, "on")) || np.owner == we && s.is(np.head, "inability") {
		return
	}
	g := after + 1
	for g < len(s.tokens) && s.tokens[g].tag == tagAdv {
		g++
	}
	if !ascribed {
		// "failure to follow the checklist" is of whomever, but "failure to follow the steps may lead to a crash"
		careful := g < len(s.tokens) && s.tokens[g].is(humanVerb) && s.tokens[g].is(diligence)
		if !careful || s.technicalNoun(np) || np.owner != notPeople || np.ownerLast >= 0 || s.mayBe(n) {
			return
		}
	}
	s.note(language.PersonFault, np.first, min(g, len(s.tokens)-1), questionSee, nil)
}

// dearth notes too little of what people are expected to have or to do: "the team's lack of experience", "a lack of communication from the lead".
func (s *sentence) dearth(np *nounPhrase) {
	of := s.phraseAt(np.last + 2)
	if of < 0 || !s.isOneOf(np.last+1, "of", "in") {
		return
	}
	what := &s.tokens[s.nouns[of].head]
	theirs := np.owner == staff || np.owner == someone
	if what.means(ability) && (theirs || np.owner == either) && s.is(np.last+1, "of") {
		s.note(language.Judgement, np.first, s.nouns[of].last, questionWork, nil)
		return
	}
	if !what.is(quality|conduct|humanAct|trait|glance) && !s.is(s.nouns[of].head, "follow-up") || s.technicalNoun(&s.nouns[of]) {
		return
	}
	if by, _ := s.ascribed(s.nouns[of].last + 1); by || theirs {
		s.note(language.PersonFault, np.first, s.nouns[of].last, questionSee, nil)
	}
}

// ascribedSlip notes a slip laid at people's door: "the team's mistake", "insufficient care by the crew", "an incorrect entry by the clerk".
func (s *sentence) ascribedSlip(np *nounPhrase, owned, by bool, after int) {
	h := &s.tokens[np.head]
	mistake := h.is(slip|trait) && (!s.is(np.head, "typo") || s.label == causeLabel && np.first <= s.head || s.causesAfter(np.head))
	fault := s.is(np.head, "fault") && !s.is(np.last+1, "tolerance")
	switch {
	case np.first > 1 && s.is(np.first-1, "from") && s.baseOf(np.first-2) == "learn": // "others can learn from our mistakes"
	case by && h.is(trait) && !h.is(slip) && !s.technicalNoun(np) && !s.asCause(np.first):
		s.note(language.Judgement, np.first, np.head, questionWork, nil) // "a certain arrogance in the group"
	case s.scanty(np):
		s.note(language.Judgement, np.first, np.head, questionSee, nil)
	case by && s.is(np.last+1, "by") && s.amiss(np):
		s.note(language.PersonFault, np.first, after-1, questionConditions, nil)
	case owned && (h.entry.pluralNoun() || np.ownerLast >= 0 && s.is(np.ownerLast, "your")) && s.label != causeLabel && !s.tellsPast():
		// "some will dismiss people for their mistakes"
	case owned && (mistake || fault), by && mistake && !s.technicalNoun(np):
		s.note(language.PersonFault, np.first, np.head, questionSlip, nil)
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

// scanty reports whether a noun phrase tells of too little care: "insufficient attention".
func (s *sentence) scanty(np *nounPhrase) bool {
	if !s.tokens[np.head].is(quality | conduct | humanAct | glance) {
		return false
	}
	for k := np.first; k < np.head; k++ {
		if s.means(k, scant) {
			return true
		}
	}
	return false
}

// amiss reports whether an adjective in a noun phrase lays the act at the door of whose it is: "the pilot's improper decision", "incorrect entry".
func (s *sentence) amiss(np *nounPhrase) bool {
	for k := max(np.first, np.ownerLast+1); k < np.head; k++ {
		if s.tokens[k].is(wrong) || s.means(k, amiss) {
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
		if s.is(i+2, "part") && s.isOneOf(i+1, "my", "our", "his", "her", "their") {
			return true, i + 3
		}
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
