package english

// excused reports whether a reason that is no fault of theirs follows in the same sentence, or opens it: what could not be
// seen, known or done, and what made it so.
func (s *sentence) excused(v *verbGroup, from int) bool {
	for k := max(from-1, v.last+1); k < len(s.tokens); k++ {
		t := &s.tokens[k]
		if t.tag == tagOpen && t.mark == '[' || s.onlyOne(k) || s.wasFalse(k) {
			return true // a blank for the author to fill
		}
		if t.mark == ';' || t.tag == tagColon && k > v.last || s.opensReason(k) {
			return s.clears(v, k)
		}
	}
	return s.isOneOf(s.opens(), "because", "since", "due", "owing") && s.reasonBefore(v.first)
}

// onlyOne reports whether the words at token k say that there was no other: "which was the only one".
func (s *sentence) onlyOne(k int) bool {
	return s.is(k, "which") && s.isOneOf(k+1, "was", "is") && s.is(k+2, "the") && s.is(k+3, "only")
}

// wasFalse reports whether the words at token k say that what was put aside had been wrong before: "which had fired falsely eleven times".
func (s *sentence) wasFalse(k int) bool {
	if !s.is(k, "which") || !s.isOneOf(k+1, "had", "has") {
		return false
	}
	for i := k + 2; i < len(s.tokens) && i < k+8; i++ {
		if s.isOneOf(i, "false", "falsely") {
			return true
		}
	}
	return false
}

// opensReason reports whether token k is a word that a reason stands behind: "because", "since the alert …", "owing to".
func (s *sentence) opensReason(k int) bool {
	e := s.tokens[k].entry
	if e == nil {
		return false
	}
	switch e.word {
	case "because":
		return true
	case "since":
		after := k > 0 && s.tokens[k-1].tag == tagComma && k+1 < len(s.tokens) && s.tokens[k+1].tag != tagDate && s.tokens[k+1].tag != tagNum && !s.is(k+1, "then")
		return s.tokens[k].tag == tagSub && (after || s.verbIn(k+1, k+6))
	case "as":
		if s.tokens[k].tag != tagSub || s.isOneOf(k-1, "as", "soon", "well") || s.is(k+1, "well") || s.is(k+1, "a") && s.isOneOf(k+2, "result", "consequence") || s.isOneOf(k+1, "consequence", "result") {
			return false
		}
		return s.verbIn(k+1, k+9)
	case "due", "given", "owing":
		return s.tokens[k-1].tag != tagAux // but "before the foreman had given the signal"
	}
	return false
}

// clears reports whether the reason behind token k speaks of a thing, not of the character of the people who did v.
func (s *sentence) clears(v *verbGroup, k int) bool {
	for n := k + 1; n < len(s.tokens); n++ {
		if s.tokens[n].tag == tagOpen && s.tokens[n].mark == '[' {
			return true
		}
		if s.tokens[n].is(careless|trait|carelessly|insult) || s.means(n, pretext) {
			return false
		}
	}
	for n := range s.verbs {
		if w := &s.verbs[n]; w.first > k && !s.breakBetween(k, w.first) && s.placedBy(w) {
			return true // "because he was on a plane"
		}
	}
	author := v.subject >= 0 && s.isOneOf(s.nouns[v.subject].head, "i", "we") // authors give reasons, not excuses
	for n := range s.nouns {
		np := &s.nouns[n]
		if np.first <= k {
			continue
		}
		switch np.kind {
		case notPeople, either, stranger, outsiders:
			return true
		}
		return author && np.kind != we && !s.is(np.head, "i") || s.couldNot(k)
	}
	return false
}

// couldNot reports whether the words from token i on tell of what people were not able to do or did not have.
func (s *sentence) couldNot(i int) bool {
	for ; i+1 < len(s.tokens); i++ {
		if s.isOneOf(i, "could", "can") && s.is(i+1, "not") || s.isOneOf(i, "has", "have", "had") && s.is(i+1, "no") && i+2 < len(s.tokens) && !s.tokens[i+2].is(quality|trait|careless) && !s.isOneOf(i+2, "interest", "regard", "respect", "idea", "clue", "intention", "patience") || s.isOneOf(i, "unable", "without") || s.tokens[i].is(inform) {
			return true
		}
	}
	return false
}

// hasReason reports whether a reason that is a thing's follows token i.
func (s *sentence) hasReason(i int) bool {
	for k := i + 1; k+1 < len(s.tokens); k++ {
		if s.is(k, "because") || s.is(k, "since") || s.is(k, "as") && s.verbIn(k+1, k+6) {
			n := s.nounBetween(k+1, min(k+4, len(s.tokens)))
			return n >= 0 && !s.nouns[n].kind.blamable()
		}
	}
	return false
}

// reasonBefore reports whether the sentence opens with a reason that is a thing's: "because the blocks had passed the tests, it did not occur to anyone",
// "due to a broken route, nobody was reached".
func (s *sentence) reasonBefore(i int) bool {
	first := s.opens()
	if s.isOneOf(first, "due", "owing") && s.is(first+1, "to") {
		n := s.phraseAt(first + 2)
		return n >= 0 && s.nouns[n].last < i && s.nouns[n].kind == notPeople && s.nouns[n].owner == notPeople && !s.tokens[s.nouns[n].head].is(trait|slip)
	}
	if !s.isOneOf(first, "because", "since", "as") || s.tokens[first].tag != tagSub {
		return false
	}
	n := s.nounBetween(first+1, i)
	return n >= 0 && !s.nouns[n].kind.blamable() && s.verbIn(first+1, i)
}

// opens returns the first token of the sentence, an adverb that ties it to the one before aside: "however, since the check was off, …".
func (s *sentence) opens() int {
	if i := s.head; i+2 < len(s.tokens) && s.tokens[i].tag == tagAdv && s.tokens[i+1].tag == tagComma {
		return i + 2
	}
	return s.head
}

// verbIn reports whether a finite verb stands from token i up to j.
func (s *sentence) verbIn(i, j int) bool {
	for ; i < j && i < len(s.tokens); i++ {
		switch s.tokens[i].tag {
		case tagVerb, tagAux, tagModal:
			return true
		}
	}
	return false
}

// disowned reports whether v denies that somebody was the author of an act, which clears them: "the admin did not perform
// the suspension". Work of attention that was not performed is an omission all the same.
func (s *sentence) disowned(v *verbGroup) bool {
	n := s.phraseAt(v.last + 1)
	return n >= 0 && s.tokens[v.main].means(execute) && s.is(s.nouns[n].first, "the") && !s.tokens[s.nouns[n].head].is(humanAct|glance|norm|alarm|conduct)
}

// reported reports whether v is what somebody is told to have said of themselves: "she confirmed that she did not log in".
func (s *sentence) reported(v *verbGroup) bool {
	for n := range s.verbs {
		if m := &s.verbs[n]; m.last < v.first && v.first-m.last < 8 {
			if s.tokens[m.main].means(saying) {
				return !m.negated
			}
			if s.isOneOf(m.main, "realised", "realising", "realized", "realizing", "noticed", "noticing", "found", "discovered") {
				return s.tokens[v.main].is(perceive) // what they became aware of
			}
		}
	}
	return false
}

// firstTime reports whether v tells that something was new to people: "I had never seen this alert before".
func (s *sentence) firstTime(v *verbGroup) bool {
	for k := v.last + 1; k < len(s.tokens) && k < v.last+7 && !s.breaks(k); k++ {
		if s.is(k, "before") && s.ends(k+1) {
			return true
		}
	}
	return false
}
