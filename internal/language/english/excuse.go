package english

// excused reports whether a reason that is no fault of theirs follows in the same sentence: what could not be seen, known
// or done, and what made it so.
func (s *sentence) excused(v *verbGroup, from int) bool {
	for k := max(from-1, v.last+1); k < len(s.tokens); k++ {
		t := &s.tokens[k]
		if t.tag == tagOpen && t.mark == '[' {
			return true // a blank for the author to fill
		}
		reason := t.tag == tagColon && k > v.last || t.mark == ';'
		if e := t.entry; e != nil {
			switch e.word {
			case "because", "since", "as":
				reason = e.word == "because" || t.tag == tagSub && k+1 < len(s.tokens) && s.verbIn(k+1, k+9)
				if e.word == "as" && s.is(k+1, "a") && s.is(k+2, "result") || e.word == "as" && (s.is(k-1, "as") || s.is(k-1, "soon") || s.is(k+1, "well") || s.is(k-1, "well")) || e.word == "since" && !s.verbIn(k+1, k+6) {
					reason = false
				}
			case "which":
				reason = false
				if (s.is(k+1, "was") || s.is(k+1, "is")) && s.is(k+2, "the") && s.is(k+3, "only") {
					return true // there was no other
				}
			case "due", "given", "owing":
				reason = s.tokens[k-1].tag != tagAux // but "before the foreman had given the signal"
			}
		}
		if !reason {
			continue
		}
		first := v.subject >= 0 && (s.is(s.nouns[v.subject].head, "i") || s.is(s.nouns[v.subject].head, "we")) // authors give reasons, not excuses
		// The reason must speak of a thing, not of the same people's character.
		for n := k + 1; n < len(s.tokens); n++ {
			if s.tokens[n].tag == tagOpen && s.tokens[n].mark == '[' {
				return true
			}
			if s.tokens[n].is(careless | trait | carelessly | insult) {
				return false
			}
			if e := s.tokens[n].entry; e != nil && (e.word == "lazy" || e.word == "assumed" || e.word == "busy" || e.word == "rush") {
				return false
			}
		}
		for n := range s.nouns {
			if s.nouns[n].first > k {
				return first && s.nouns[n].kind != we && !s.is(s.nouns[n].head, "i") || s.nouns[n].kind == notPeople || s.nouns[n].kind == either || s.nouns[n].kind == stranger || s.couldNot(k) || s.nouns[n].kind == outsiders
			}
		}
		return false
	}
	return false
}

func (s *sentence) couldNot(i int) bool {
	for ; i+1 < len(s.tokens); i++ {
		if (s.is(i, "could") || s.is(i, "can")) && s.is(i+1, "not") || s.is(i, "unable") || s.is(i, "without") || s.tokens[i].is(inform) {
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

// prescribed reports whether the words from token i on tell that the act was meant or asked for: "as the procedure allows",
// "as planned", "on purpose".
func (s *sentence) prescribed(i int) bool {
	for k := i; k+1 < len(s.tokens) && k < i+25; k++ {
		switch {
		case s.is(k, "on") && s.is(k+1, "purpose"), s.is(k, "deliberately"), s.is(k, "intentionally") && !s.is(k+1, "ignored"):
			return s.baseOf(i) == "leave"
		case s.is(k, "as") || s.is(k, "per"):
			for g := k + 1; g < len(s.tokens) && g < k+5 && !s.breaks(g); g++ {
				if s.tokens[g].is(norm) || s.is(g, "planned") || s.is(g, "instructed") || s.is(g, "agreed") || s.isOneOf(g, "trained", "taught", "usual", "normal", "asked", "told", "designed", "directed", "briefed", "rehearsed", "prescribed", "ordered") || s.is(g, "requested") || s.is(g, "documented") || s.is(g, "advised") || s.is(g, "directed") {
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
		if !s.is(k, "as") && !s.is(k, "like") {
			continue
		}
		if n := s.phraseAt(k + 1); n < 0 || s.nouns[n].kind.blamable() {
			continue
		}
		for g := k + 2; g < len(s.tokens) && g < k+6 && !s.breaks(g); g++ {
			switch s.baseOf(g) {
			case "ask", "say", "require", "demand", "prescribe", "state", "advise", "tell", "specify", "recommend", "allow", "want":
				return true
			}
		}
	}
	return false
}

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
	switch s.baseOf(v.main) {
	case "perform", "initiate", "execute", "trigger":
	default:
		return false
	}
	n := s.phraseAt(v.last + 1)
	return n >= 0 && s.is(s.nouns[n].first, "the") && !s.tokens[s.nouns[n].head].is(humanAct|glance|norm|alarm|conduct)
}

// reported reports whether v is what somebody is told to have said of themselves: "she confirmed that she did not log in".
func (s *sentence) reported(v *verbGroup) bool {
	for n := range s.verbs {
		if m := &s.verbs[n]; m.last < v.first && v.first-m.last < 8 {
			switch s.baseOf(m.main) {
			case "realise", "realize", "notice", "find", "discover", "remember":
				return s.tokens[v.main].is(perceive) // what they became aware of
			case "confirm", "inform", "say", "state", "deny", "claim", "report", "tell", "explain", "answer", "reply", "insist", "verify":
				return !m.negated
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
