package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// calibre notes people measured by what others of their trade are like, and found wanting.
func (s *sentence) calibre() {
	if !s.holds.people {
		return
	}
	for n := range s.verbs {
		v := &s.verbs[n]
		if s.heldUp(v) {
			s.note(language.Judgement, s.nouns[v.subject].first, v.last, questionWork, nil)
		} else if s.ratherWould(v) {
			s.note(language.Judgement, v.first, v.last, s.actorQuestion(v.subject), nil)
		}
	}
	s.forSuch()
	s.ideaOf()
}

// ideaOf notes what people are said to take for something: "the crew's idea of a handover is a wave across the yard".
func (s *sentence) ideaOf() {
	for n := range s.nouns {
		np := &s.nouns[n]
		if np.owner != staff && np.owner != someone || s.isOneOf(np.first, "my", "your", "our") || !s.isOneOf(np.head, "idea", "notion", "understanding") || !s.is(np.last+1, "of") {
			continue
		}
		of := s.phraseAt(np.last + 2)
		if of < 0 {
			continue
		}
		for k := range s.verbs {
			if v := &s.verbs[k]; v.first > s.nouns[of].last && v.first <= s.nouns[of].last+5 && s.baseOf(v.main) == "be" && !v.negated && v.modal == nil && !v.passive && v.last+1 < len(s.tokens) && (s.isOneOf(v.last+1, "a", "an", "one", "to", "no", "two", "half") || s.tokens[v.last+1].tag == tagGerund) {
				s.note(language.Judgement, np.first, v.last, questionWork, nil)
				return
			}
		}
	}
}

// heldUp reports whether v tells what people who know their trade do: "a grown-up team tests its restores", "no serious bank runs that".
// What even they cannot do clears people.
func (s *sentence) heldUp(v *verbGroup) bool {
	if v.subject < 0 || v.past || v.perfect && v.modal == nil || v.passive || v.infinitive || v.gerund || v.reduced || v.relative || v.modal != nil && !s.isOneOf(v.first, "would", "will", "'d") {
		return false
	}
	np := &s.nouns[v.subject]
	if v.modal != nil && (s.evenThey(v.first) || s.same(v)) || !s.tokens[np.head].is(role|eitherRole|team|department) || s.isOneOf(np.head, "person", "people", "human", "humans") || np.ownerLast >= 0 {
		return false
	}
	none := s.isOneOf(np.first, "no", "any")
	if !none && !s.isOneOf(np.first, "a", "an", "every") && !s.tokens[np.head].entry.pluralNoun() || s.is(np.first, "the") {
		return false
	}
	for k := np.first; k < np.head; k++ {
		if s.in(k, worthy) {
			return none || s.isOneOf(np.first, "a", "an", "every") || v.negated || s.tokens[v.main].is(diligence)
		}
		if s.in(k, skilled) && (none || s.isOneOf(np.first, "a", "an") && (v.negated || v.modal != nil)) && s.baseOf(v.main) != "be" {
			return true
		}
	}
	return false
}

// evenThey reports whether the modal at token i is denied of what even those who know their trade cannot do, or would not have seen.
func (s *sentence) evenThey(i int) bool {
	if !s.isOneOf(i, "can", "could", "would") || i+1 >= len(s.tokens) || s.tokens[i+1].tag != tagNeg {
		return false
	}
	v := s.verbOver(i, i)
	return !s.is(i, "would") || v >= 0 && (s.tokens[s.verbs[v].main].is(perceive) || s.isOneOf(s.verbs[v].main, "found", "known", "caught", "guessed", "find", "know", "catch", "guess", "seen", "see", "noticed", "spotted"))
}

// folk reports whether a noun phrase is people, or would be but for programs that are called the same.
func (s *sentence) folk(n int) bool {
	if n < 0 {
		return false
	}
	k := s.nouns[n].kind
	return k == staff || k == someone || k == either && !s.tokens[s.nouns[n].head].is(component)
}

// ratherWould reports whether v tells what people like better than to do their work: "would rather polish slides than walk the line".
func (s *sentence) ratherWould(v *verbGroup) bool {
	if !s.folk(v.subject) || v.modal == nil || v.negated || v.perfect || !s.isOneOf(v.main-1, "rather", "sooner") || !s.is(v.first, "would") && !s.is(v.first, "'d") {
		return false
	}
	for k := v.last + 1; k < len(s.tokens) && k < v.last+14; k++ {
		if s.is(k, "than") {
			return s.tokens[k+1].is(diligence|humanVerb) || s.in(k+1, facingUp) || s.in(v.main, showing) || s.shownSo(v)
		}
	}
	return false
}

// shownSo reports whether v is what people are told to have shown: "have shown that they would".
func (s *sentence) shownSo(v *verbGroup) bool {
	for n := range s.verbs {
		if m := &s.verbs[n]; m.last < v.first && s.isOneOf(m.main, "shown", "proved", "proven", "demonstrated", "showed") {
			return true
		}
	}
	return false
}

// forSuch notes work found poor for the sort of people who did it: "for a principal engineer, this is weak".
func (s *sentence) forSuch() {
	i := s.head
	if s.is(i, "coming") && s.is(i+1, "from") {
		i++
	}
	if !s.isOneOf(i, "for", "from") || !s.isOneOf(i+1, "a", "an", "somebody", "someone", "people") {
		return
	}
	n := s.phraseAt(i + 1)
	if !s.folk(n) {
		return
	}
	for k := range s.verbs {
		v := &s.verbs[k]
		if v.first <= s.nouns[n].last || v.subject < 0 || s.baseOf(v.main) != "be" || v.modal != nil || s.nouns[v.subject].first <= s.nouns[n].last {
			continue
		}
		h := s.nouns[v.subject].head
		if (s.isOneOf(h, "this", "that", "it") || s.tokens[h].is(humanAct|conduct|quality)) && v.last+1 < len(s.tokens) {
			if s.falls(v) || s.worded(v.last+1, insult|careless|emotive) || s.isOneOf(v.last+1, "weak", "mediocre", "amateurish", "unworthy", "beneath") {
				s.note(language.Judgement, v.first, v.last+1, questionWork, nil)
				return
			}
		}
	}
}

// worded reports whether a word of a class stands close behind token i, an article or an adverb aside.
func (s *sentence) worded(i int, c class) bool {
	for k := i; k < len(s.tokens) && k < i+3; k++ {
		if s.tokens[k].is(c) {
			return true
		}
	}
	return false
}

// verdict notes a quality with what it falls short by, and no verb: "low calibre of the drivers", "insufficient alertness at the console".
func (s *sentence) verdict() {
	if len(s.verbs) > 0 || len(s.nouns) == 0 {
		return
	}
	np := &s.nouns[0]
	h := np.head
	if np.first != s.head || h == np.first || np.ownerLast >= 0 || s.technicalNoun(np) {
		return
	}
	if s.isOneOf(h, "level", "levels", "degree", "amount", "standard", "standards") && s.is(h+1, "of") && len(s.nouns) > 1 {
		h = s.nouns[1].head
	}
	ofThem := s.ofPeople(h+1, len(s.tokens))
	switch {
	case s.in(h, bearing):
	case s.isOneOf(h, "understanding", "knowledge", "communication", "coordination", "supervision", "guidance", "planning"): // what an organisation lacks
		return
	case s.tokens[h].is(quality|conduct) && ofThem, s.tokens[h].means(virtue) && ofThem, s.isOneOf(h, "calibre", "caliber", "interest", "morale") && ofThem:
	default:
		return
	}
	for k := np.first; k < np.head; k++ {
		if s.low(k) || s.tokens[k].means(scant) || s.isOneOf(k, "no", "little") {
			s.note(language.Judgement, k, h, questionWork, nil)
			return
		}
	}
}
