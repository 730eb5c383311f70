package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// humanError notes an analysis that ends at a human's slip.
func (s *sentence) humanError() {
	if s.holds.classes&(wrong|manual|slip|trait) == 0 && s.holds.senses&slipped == 0 && s.label != causeLabel {
		return
	}
	if s.label == causeLabel && s.isOneOf(s.head, "people", "human", "humans", "staff", "personnel", "operator", "user") && s.ends(s.head+1) { // "Category: people"
		s.note(language.HumanError, s.head, s.head, questionSlip, nil)
	}
	for i := range s.tokens {
		t := &s.tokens[i]
		switch {
		case t.is(wrong) && i == s.head && s.label == causeLabel:
			// "Cause: wrong button pressed"
			if n := s.nounAt[i]; n >= 0 && s.tokens[min(s.nouns[n].last+1, len(s.tokens)-1)].is(actVerb) && s.hasForm(s.nouns[n].last+1, doneForm) {
				s.note(language.HumanError, i, s.nouns[n].last+1, questionSlip, nil)
			}
		case t.is(wrong) && s.in(i+1, strokes) && (s.causeBefore(s.startOf(i)) || s.isOneOf(i-1, "one", "single") && s.causeBefore(i-1)) && s.ends(i+2):
			s.note(language.HumanError, i, i+1, questionSlip, nil) // "because of one wrong keystroke"
		case (t.is(manual) || t.is(role) && s.label == causeLabel) && i+1 < len(s.tokens):
			n := i + 1
			for n+1 < len(s.tokens) && s.tokens[n].mark == '-' {
				n++
			}
			if !s.tokens[n].is(slip) && !s.isOneOf(n, "error", "errors", "fault", "faults") && (!s.is(n, "failure") || s.label != causeLabel) {
				continue
			}
			if n+1 < len(s.tokens) && s.tokens[n+1].tag == tagNum {
				continue // "user error 4017"
			}
			if s.is(i, "user") && (s.is(n, "errors") || s.is(i-2, "with") || s.is(n+1, "(")) || s.is(n, "fault") && !s.is(i, "human") {
				continue
			}
			// "human error messages", "operator error codes"
			if n+1 < len(s.tokens) && s.tokens[n+1].tag == tagNoun && s.tokens[n+1].mark == 0 && s.tokens[n+1].start-s.tokens[n].end == 1 && !s.hasForm(n+1, doneForm|pastForm) && (!s.is(n+1, "accounts") || !s.is(n+2, "for")) {
				continue
			}
			if s.tokens[n].entry.pluralNoun() && !s.causeBefore(s.startOf(i)) && !s.causesAfter(n) && s.label != causeLabel {
				continue // errors in general: "operator errors are rejected by the panel"
			}
			if !s.isOneOf(i, "human", "manual") && !t.is(role|eitherRole) && s.isOneOf(n+1, "occurred", "happened") && s.label != causeLabel {
				continue // "a dosing error occurred": the trade's name for the event
			}
			if s.handled(s.startOf(i)) {
				continue // "more robust to handle human error"
			}
			if s.denied(i, n) || s.is(i-1, "any") || s.is(i, "user") && (s.is(i-1, "as") || s.is(i-2, "as")) {
				continue
			}
			s.note(language.HumanError, i, n, questionSlip, s.causeEdit(i, n))
		case t.means(slipped) && i+1 < len(s.tokens):
			s.botched(i)
		case t.is(slip) && t.tag == tagNoun || t.means(heedless):
			np := s.nounAt[i]
			if np < 0 || s.nouns[np].head != i || s.nouns[np].owner != notPeople || s.denied(s.nouns[np].first, i) {
				continue
			}
			if s.technicalNoun(&s.nouns[np]) && !s.in(i, plainSlips) || s.isOneOf(i-1, "common", "frequent", "typical", "widespread", "usual") {
				continue // "a common mistake": of anybody's, any time
			}
			if s.causeBefore(s.nouns[np].first) || s.causesAfter(i) && !s.inThing(i+1) || s.label == causeLabel && s.nouns[np].first <= s.head {
				s.note(language.HumanError, s.nouns[np].first, i, questionSlip, nil)
			}
		}
	}
}

// inThing reports whether "in" and what people write stand at token i: "a typo in the template made every letter begin the same way" tells what the file did.
func (s *sentence) inThing(i int) bool {
	n := s.phraseAt(i + 1)
	return n >= 0 && s.is(i, "in") && s.tokens[s.nouns[n].head].is(component|product)
}

// botched notes what was done wrong by hand, told as the cause: "Cause: mistyped hostname", "a misheard instruction explains the wrong route".
func (s *sentence) botched(i int) {
	n := s.nounAt[i]
	if n < 0 {
		n = s.nounAt[i+1]
	}
	if n < 0 || s.nouns[n].head <= i || s.nouns[n].first < i-2 || s.nouns[n].owner != notPeople {
		return
	}
	np := &s.nouns[n]
	first := min(i, np.first)
	if s.denied(first, np.head) || !s.causeBefore(first) && !s.causesAfter(np.head) && (s.label != causeLabel || first > s.head) {
		return
	}
	s.note(language.HumanError, first, np.head, questionSlip, nil)
}

// handled reports whether what begins at token i is something that a system is to bear: "robust against human error", "to absorb user errors".
func (s *sentence) handled(i int) bool {
	if i == 0 {
		return false
	}
	switch s.baseOf(i - 1) {
	case "handle", "withstand", "survive", "absorb", "catch", "detect":
		return true
	}
	return s.isOneOf(i-1, "to", "against") && s.isOneOf(i-2, "robust", "resilient", "resistant", "immune", "prone", "open", "susceptible", "vulnerable", "safeguard", "safeguards", "guard", "protection") || s.is(i-1, "for") && s.isOneOf(i-2, "room", "scope", "potential", "opportunity", "opportunities")
}

// startOf returns the first token of the noun phrase that token i stands in.
func (s *sentence) startOf(i int) int {
	if n := s.nounAt[i]; n >= 0 {
		return s.nouns[n].first
	}
	return i
}

// technicalNoun reports whether a component stands in the noun phrase: "clock slip", "licence lapse".
func (s *sentence) technicalNoun(np *nounPhrase) bool {
	for k := np.first; k < np.head; k++ {
		if s.tokens[k].is(component|product) || s.tokens[k].flags&(opaque|technical) != 0 {
			return true
		}
	}
	return false
}

// causeBefore reports whether the words before token i make what follows the cause: "caused by", "due to", "was".
func (s *sentence) causeBefore(i int) bool {
	k := i - 1
	for k > 0 && s.tokens[k].tag == tagAdv {
		k--
	}
	if k < 1 {
		return false
	}
	switch {
	case s.is(k, "by"), s.is(k, "in") && s.is(k-1, "resulted"):
		return s.tokens[k-1].is(cause) || s.tokens[k-1].tag == tagAdv && k > 1 && s.tokens[k-2].is(cause)
	case s.is(k, "to") && s.laying(k) >= 0, s.is(k, "on") && s.isOneOf(k-1, "blamed", "pinned"):
		return true
	case s.is(k, "to"):
		return s.is(k-1, "due") || s.is(k-1, "attributed") || s.is(k-1, "attributable") || s.is(k-1, "down") || s.is(k-1, "traced") || s.is(k-2, "traced") || s.is(k-1, "thanks") || s.is(k-1, "owing")
	case s.is(k, "to") && (s.is(k-1, "points") || s.is(k-1, "point") || s.is(k-1, "pointed")):
		return true
	case s.is(k, "through"):
		return s.hasForm(k-1, doneForm)
	case s.is(k, "in"):
		return s.is(k-1, "lies") || s.is(k-1, "lay")
	case s.is(k, "of"):
		return s.is(k-1, "because") || s.is(k-1, "result") || s.is(k-1, "consequence") || s.is(k-1, "case")
	case s.is(k, "from"):
		return s.is(k-1, "stemmed") || s.is(k-1, "resulted") || s.is(k-1, "arose") || s.is(k-1, "came")
	case s.tokens[k].tag == tagAux:
		if s.whatDid(s.head) {
			return true // "what doubled it was"
		}
		for n := k - 1; n >= 0 && n >= k-6; n-- {
			if s.is(n, "cause") || s.is(n, "reason") || s.is(n, "trigger") || s.is(n, "root") || s.is(n, "culprit") || s.is(n, "origin") || s.is(n, "explanation") {
				return true
			}
		}
	case s.tokens[k].tag == tagColon:
		return s.label == causeLabel
	}
	return false
}

// causesAfter reports whether the noun at i is the subject of a verb that brings something about.
func (s *sentence) causesAfter(i int) bool {
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.subject < 0 || s.nouns[v.subject].head != i || v.inherited || v.passive || v.gerund || v.reduced {
			continue
		}
		e := s.tokens[v.main].entry
		if v.modal == nil && !v.negated && s.isOneOf(v.last+1, "behind") && !s.is(v.last+2, "us") {
			return true // "lies behind every one of them"
		}
		if v.modal == nil && !v.negated && s.baseOf(v.main) == "be" && (s.namesCause(v.last+1) || s.whatDid(v.last+1)) {
			return true
		}
		if v.modal == nil && !v.negated && e != nil && (e.class&(cause|spoil) != 0 || s.in(v.main, effecting) || s.in(i, plainSlips) && v.past && s.phraseAt(v.last+1) >= 0 && !s.in(v.main, effectless)) {
			return true
		}
	}
	return false
}

// whatDid reports whether "what" and what it did stand at token i, of something that happened: "what doubled the payment".
func (s *sentence) whatDid(i int) bool {
	if !s.is(i, "what") || i+1 >= len(s.tokens) {
		return false
	}
	for n := range s.verbs {
		if v := &s.verbs[n]; v.first == i+1 {
			return v.modal == nil && !v.passive && !v.negated && s.hasForm(v.main, pastForm) && !s.isOneOf(v.main, "happened", "followed", "remained", "mattered", "was", "came", "helped")
		}
	}
	return false
}

// namesCause reports whether the words from token i on call what stands before them the cause: "responsible", "the likely explanation".
func (s *sentence) namesCause(i int) bool {
	for k := i; k < len(s.tokens) && k < i+4 && !s.breaks(k); k++ {
		if s.isOneOf(k, "responsible", "cause", "explanation", "reason", "culprit") {
			return true
		}
	}
	return s.is(i, "to") && s.is(i+1, "blame")
}
