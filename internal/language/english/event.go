package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// hypothetical reports whether v tells of something that did not happen or may happen.
func (s *sentence) hypothetical(v *verbGroup) bool {
	if v.modal != nil || v.infinitive && !s.doneBy(v.matrix) || s.unknown(v) {
		return true
	}
	if m := s.governs(v); m != nil && v.inherited && m.infinitive && v.first == v.main && s.hasForm(v.main, baseForm) && !s.hasForm(v.main, pastForm) && s.hypothetical(m) {
		return true // "is going to shout or try to"
	}
	i := v.first
	if v.subject >= 0 {
		np := &s.nouns[v.subject]
		switch {
		case !v.inherited && s.is(np.first-1, "had"):
			return true // "had I not started early"
		case s.is(np.head, "me"), s.is(np.head, "us") && np.prep < 0, s.asks() && s.isOneOf(np.head, "i", "we"):
			return true // "that made me panic", "did not wake us", "did we miss something?"
		case !v.inherited:
			i = np.first
		case np.first < i && s.isOneOf(np.first-1, "if", "unless"):
			return true // "if you name a value but omit its unit"
		}
	}
	return s.disbelieved(i) || v.gerund && s.ruledOut(v.first) || s.unsettled(v, i)
}

// unknown reports whether it is left open who did v: "it is not known who left the gate open".
func (s *sentence) unknown(v *verbGroup) bool {
	k := v.first - 1
	return v.relative && s.is(k, "who") && (s.isOneOf(k-1, "unclear", "unknown") || s.isOneOf(k-1, "known", "clear") && s.isOneOf(k-2, "not", "never"))
}

// doneBy reports whether an infinitive that hangs on the verb group at m tells what was done: "chose to skip it".
func (s *sentence) doneBy(m int) bool {
	if m < 0 || s.verbs[m].modal != nil || s.verbs[m].negated {
		return false
	}
	intends := s.verbs[m].progressive && s.baseOf(s.verbs[m].main) == "go" // "is going to"
	return !intends && s.tokens[s.verbs[m].main].means(implicative)
}

// ruledOut reports whether what stands before a gerund at i says that it was not done: "to keep engineers from forgetting".
func (s *sentence) ruledOut(i int) bool {
	k := i - 1
	for k > 0 && s.tokens[k].tag == tagAdv {
		k--
	}
	return s.isOneOf(k, "from", "against", "without", "like") || s.is(k, "as") && s.is(k-1, "such") || s.is(k, "of") && s.isOneOf(k-1, "risk", "instead") || s.isOneOf(k, "than", "then") && s.is(k-1, "rather")
}

// unsettled reports whether a word before the clause of v, which begins at i, leaves open whether it holds: "if", "until".
func (s *sentence) unsettled(v *verbGroup, i int) bool {
	if !v.inherited && s.is(i-1, "had") && i-1 <= s.head {
		return true // "Had I not called"
	}
	for k := i - 1; k >= 0 && k >= i-3 && !s.breaks(k); k-- {
		e := s.tokens[k].entry
		if e == nil {
			continue
		}
		switch e.word {
		case "that":
			if s.tokens[k].tag == tagSub && k > 0 && s.tokens[k-1].tag == tagVerb {
				return false // "I should confess that I merged it"
			}
		case "if", "unless", "whether", "whenever", "lest", "should", "case", "suppose", "until", "would", "could":
			return true
		case "when", "once", "where", "so":
			if !v.past && !v.perfect && !v.did {
				return true
			}
		case "before", "after": // "before they make a mistake"
			if !v.past && !v.perfect && !v.did && !v.gerund {
				return true
			}
		}
	}
	return false
}

// general reports whether v tells of no event, but of the reader, "you just pushed", of the authors' way of doing things, "we
// omit the header here", or of what may be done: "you can start from a preset and override it".
func (s *sentence) general(v *verbGroup) bool {
	if v.subject >= 0 && s.is(s.nouns[v.subject].head, "you") {
		return true
	}
	if v.subject >= 0 && !v.past && !v.perfect && !v.did && !s.timed() && s.isOneOf(s.nouns[v.subject].head, "everyone", "everybody", "anyone", "anybody") {
		return true // "everyone makes mistakes"
	}
	if v.past || v.perfect || v.did || s.timed() || v.first == v.main && !v.inherited && s.hasForm(v.main, pastForm) { // "we let it slide"
		return v.passive && v.reduced && v.agent >= 0 && s.nouns[v.agent].ownerLast >= 0 && s.is(s.nouns[v.agent].ownerLast, "your")
	}
	if v.first == v.main && !v.gerund && !v.infinitive && s.is(v.main, "be") {
		return true // "in no event shall the contributors be liable"
	}
	if v.passive {
		return true // "is skipped by the reviewer" tells how it goes
	}
	m := v
	if v.infinitive && v.matrix >= 0 {
		m = &s.verbs[v.matrix] // "we seemed to lose track"
	}
	if v.inherited {
		if m = s.governs(v); m == nil {
			return false
		}
		if !v.gerund && (m.infinitive || m.modal != nil && !m.perfect || m.imperative) {
			return s.hasForm(v.main, baseForm) && (m.modal != nil || m.imperative || s.hypothetical(m))
		}
		if m.modal != nil && !m.perfect {
			return true // "by omitting the history, you can save time"
		}
	}
	return v.kind == we && !m.past && !m.perfect && !m.did || v.subject >= 0 && s.is(s.nouns[v.subject].head, "i") && !m.past && !m.perfect && !m.did
}

// ofWhomever reports whether v tells of a person only to say what holds for whoever does so: "the review is not about
// the operator who made the mistake".
func (s *sentence) ofWhomever(v *verbGroup) bool {
	if !v.relative || s.timed() || s.label == causeLabel {
		return false
	}
	holds := false
	for n := range s.verbs {
		w := &s.verbs[n]
		if w == v || w.relative || w.gerund || w.infinitive || w.reduced {
			continue
		}
		if w.past || w.perfect || w.did || w.modal != nil || w.imperative || s.causeNoun(w.first) || s.isOneOf(w.first-1, "it", "there", "this", "that") {
			return false
		}
		holds = true
	}
	return holds
}

// governs returns the verb group that v is joined to: what stands before it, for a gerund that opens the sentence the first
// finite one after it; nil for none.
func (s *sentence) governs(v *verbGroup) *verbGroup {
	var m *verbGroup
	for n := range s.verbs {
		w := &s.verbs[n]
		if w.first >= v.first {
			if w.first > v.last && m == nil && v.gerund && !w.gerund && !w.reduced && !w.infinitive {
				return w
			}
			continue
		}
		if w.gerund || w.reduced || v.gerund && w.infinitive {
			continue
		}
		m = w
	}
	return m
}

// asks reports whether the sentence is a question.
func (s *sentence) asks() bool {
	for i := len(s.tokens) - 1; i >= 0 && s.tokens[i].mark != 0; i-- {
		if s.tokens[i].mark == '?' {
			return true
		}
	}
	return false
}

// disbelieved reports whether the clause that begins at i hangs on a denied verb of thinking or saying, or on a fear: "we do not think
// that …", "this doesn't mean …", "I feared …".
func (s *sentence) disbelieved(i int) bool {
	for n := len(s.verbs) - 1; n >= 0; n-- {
		v := &s.verbs[n]
		if v.first >= i || i-v.last > 4 {
			continue
		}
		if s.isOneOf(v.main, "feared", "fear", "worried", "worry", "wondered", "wonder") && v.kind != notPeople {
			return true // "I feared I had deleted it"
		}
		if v.negated && s.tokens[v.main].means(opinion) {
			return true
		}
	}
	return false
}

// timed reports whether the sentence is an entry of a timeline, in which the present tense tells the past.
func (s *sentence) timed() bool {
	if s.form == language.Event {
		return true
	}
	for i := range s.head {
		if s.tokens[i].flags&clock != 0 {
			return true
		}
	}
	return false
}

// yet reports whether v tells what is still to come: "have not tried it yet", "not yet tested".
func (s *sentence) yet(v *verbGroup) bool {
	for k := v.first; k < len(s.tokens) && (k < v.end || !s.breaks(k)); k++ {
		if s.is(k, "yet") {
			return true
		}
	}
	return false
}
