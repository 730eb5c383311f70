package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// omission notes what people did not do: "the on-call engineer did not acknowledge the page".
func (s *sentence) omission(v *verbGroup) bool {
	if !v.negated || v.passive && v.agent < 0 || v.imperative || v.infinitive || v.progressive && !s.watching(v) || !s.answerable(v) {
		return false
	}
	e := s.tokens[v.main].entry
	if e.is(perceive) && v.subject >= 0 && s.is(s.nouns[v.subject].head, "i") {
		return false // what the author had yet to see, as of "we"
	}
	if v.did && v.inherited && e.is(auxiliary) && s.is(v.last+1, "not") && s.ends(v.last+2) { // "had the data to stop it and did not"
		s.note(language.PersonFault, v.first, v.last, s.omissionQuestion(v), nil)
		return true
	}
	if !s.leftUndone(v) && !s.unduly(v) || s.cleared(v) || s.assured(v) {
		return false
	}
	first := v.first
	if v.subject >= 0 {
		first = s.opening(v, v.subject)
	}
	s.note(language.PersonFault, first, v.last, s.omissionQuestion(v), s.omissionEdit(v))
	return true
}

// assured reports whether it is to be seen to that v was not done: "check someone hasn't opened it yet".
func (s *sentence) assured(v *verbGroup) bool {
	if v.subject < 0 {
		return false
	}
	k := s.nouns[v.subject].first - 1
	if s.is(k, "that") {
		k--
	}
	return k >= s.head && (s.is(k, "sure") || s.isOneOf(k, "check", "ensure", "verify"))
}

// answerable reports whether those who did not do v are people who might have.
func (s *sentence) answerable(v *verbGroup) bool {
	switch v.kind {
	case staff:
		return v.subject < 0 || !s.is(s.nouns[v.subject].head, "you")
	case someone, unsaid:
		return true
	case we:
		return s.unduly(v)
	case stranger:
		return v.did && s.personal(v) && s.tokens[v.main].is(humanVerb)
	case either:
		e := s.tokens[v.main].entry
		return e.is(diligence) && (e.is(humanVerb) || s.is(v.main, "checked"))
	}
	return false
}

// unduly reports whether a denied v tells of work that was not done as it should be: "we did not properly communicate it", "we did not test it properly".
func (s *sentence) unduly(v *verbGroup) bool {
	if !v.did && !v.past {
		return false
	}
	n := s.phraseAt(v.last + 1)
	return s.means(v.main-1, duly) || n >= 0 && s.means(s.nouns[n].last+1, duly)
}

// leftUndone reports whether a denied v tells of something left undone: neither of a state, nor of what does not happen in general.
func (s *sentence) leftUndone(v *verbGroup) bool {
	e := s.tokens[v.main].entry
	if e == nil && v.main == v.last && s.tokens[v.main].tag == tagAux {
		return false
	}
	owed, told := s.owed(v), (v.did || v.past) && !v.progressive && !v.gerund // what was left undone, whatever it was
	switch {
	case e.is(dontCare|auxiliary|modal) && !e.is(diligence) && !owed, e != nil && !told && !e.is(diligence|humanVerb|actVerb):
		return false // "They were supposed to, and didn't": the duty is noted where it stands.
	case e != nil && (e.lemma == "offer" || e.lemma == "give") && !owed:
		return false // what was not offered was nobody's duty
	case e != nil && e.lemma == "speak" && v.last+1 < len(s.tokens) && s.tokens[v.last+1].tag == tagName:
		return false // "did not speak English"
	case v.perfect && (!v.past && v.subject >= 0 && s.is(s.nouns[v.subject].head, "i") || s.firstTime(v)):
		return false
	case v.gerund:
		return e.is(diligence | actVerb)
	case v.past, v.did, v.perfect:
		return true
	}
	return v.kind != unsaid && e.is(diligence) && s.form != language.Action && !v.relative // a habit: "they do not read the alerts"
}

// cleared reports whether the words around v clear those who did not do it: a reason, what they said themselves, that nobody asked for it.
func (s *sentence) cleared(v *verbGroup) bool {
	return s.isOneOf(v.last+1, "any", "evidence", "further") || s.isOneOf(v.last+2, "any", "evidence", "further") ||
		s.excused(v, v.last+1) || s.is(v.first-1, "why") || s.reported(v) || s.disowned(v) || s.asked(v.last+1)
}

// owed reports whether v and its object are something people do to be safe, or to tell others: "take a snapshot", "leave a note", "apply the patch".
func (s *sentence) owed(v *verbGroup) bool {
	n := s.phraseAt(v.last + 1)
	switch s.baseOf(v.main) {
	case "take", "make", "keep", "give", "leave":
		return n >= 0 && s.tokens[s.nouns[n].head].means(precaution)
	case "apply":
		return n >= 0 && s.is(s.nouns[n].first, "the") && s.nouns[n].kind == notPeople
	}
	return false
}

// watching reports whether v is the steady work of attention: "was not watching the wallboard".
func (s *sentence) watching(v *verbGroup) bool {
	e := s.tokens[v.main].entry
	return e.is(diligence) && (v.past || v.kind == staff && e.is(humanVerb))
}

// nobody notes "nobody checked" where it has no reason.
func (s *sentence) nobody(v *verbGroup) bool {
	if v.kind != no1 && !s.notOne(v) && !s.neither(v) || v.passive || v.negated && !s.neither(v) || s.isOneOf(v.main, "involved", "concerned", "affected") {
		return false
	}
	e := s.tokens[v.main].entry
	due := s.owed(v) || (s.acts(v.main) || e.is(remedy)) && !e.is(spoil) && (s.is(v.last+1, "the") || s.is(v.last+2, "the") && s.nounAt[v.last+1] < 0) // "nobody weighed the load"
	if (e == nil || e.class&(diligence|humanVerb|actVerb) == 0 || e.is(dontCare)) && !due || !v.past && !v.perfect && !s.timed() {
		return false
	}
	if v.perfect && s.is(v.main-1, "ever") && !e.is(diligence) {
		return false // what was new to everyone
	}
	switch s.baseOf(v.main) {
	case "report", "log":
		if !s.is(v.last+1, "the") {
			return false
		}
	case "notice", "see":
		if s.is(v.last+1, "any") {
			return false // there was nothing to notice
		}
	case "ask":
		if v.perfect && (s.isOneOf(v.last+1, "for", "to") || s.ends(v.last+1)) {
			return false // what nobody wanted
		}
	case "act":
		if s.isOneOf(v.last+1, "alone", "in") {
			return false // "nobody acted in bad faith"
		}
	}
	if s.in(v.main, unowed) {
		return false // nobody had to
	}
	first := v.first
	if v.subject >= 0 && !v.inherited {
		first = s.nouns[v.subject].first
	}
	if s.excused(v, v.last+1) || s.is(first-1, "so") || s.is(first-1, "hence") || s.is(first-1, "therefore") {
		return false // the reason stands after it or before
	}
	s.note(language.PersonFault, first, v.last, questionSee, nil)
	return true
}

// neither reports whether the subject of v is a bare "neither" that stands for people told of before: "both saw the mail, and neither answered".
func (s *sentence) neither(v *verbGroup) bool {
	if !s.is(v.first-1, "neither") && (!s.is(v.first, "neither") || !v.negated) {
		return false
	}
	for n := range s.nouns {
		if np := &s.nouns[n]; np.last < v.first && (np.kind == staff || np.kind == someone) {
			return true
		}
	}
	return false
}

// notOne reports whether the subject of v is "not a single engineer", "not one of the team", "none of the reviewers".
func (s *sentence) notOne(v *verbGroup) bool {
	if v.subject < 0 || v.inherited {
		return false
	}
	np := &s.nouns[v.subject]
	people := np.kind == staff
	attends := s.tokens[v.main].is(humanVerb) && s.tokens[v.main].is(diligence)
	if (people || np.kind == either && attends) && s.is(np.first-1, "of") && (s.is(np.first-2, "neither") || s.is(np.first-2, "one") && s.is(np.first-3, "not")) {
		return true
	}
	if people && s.is(np.first-1, "nor") {
		for k := np.first - 2; k >= 0 && k >= np.first-9; k-- {
			if s.is(k, "neither") {
				return true
			}
		}
	}
	if k := np.first; people && (s.is(k-1, "not") || s.is(k-1, "one") && s.is(k-2, "not")) {
		return s.is(k, "a") || s.is(k, "one") || s.is(k-1, "one")
	}
	if !s.is(np.last, "none") && !s.is(np.last, "neither") && !s.is(np.last, "one") || !s.isOneOf(np.last+1, "of", "in", "on", "at", "from", "among", "amongst") {
		return s.is(np.head, "one") && s.is(np.first-1, "not") && s.outOf(np.first-1)
	}
	n := s.phraseAt(np.last + 2)
	if n < 0 {
		return false
	}
	k := s.nouns[n].kind
	who := k.blamable() || (k == outsiders || k == either) && attends
	return who && (!s.is(np.last, "one") || s.is(np.first-1, "not"))
}

// outOf reports whether the clause before token i names the people that none of are told: "out of nine reviewers, not one".
func (s *sentence) outOf(i int) bool {
	for k := i - 1; k > 0 && k >= i-9; k-- {
		if n := s.nounAt[k]; n >= 0 && s.is(k-1, "of") || n >= 0 && s.tokens[max(s.nouns[n].first-1, 0)].tag == tagPrep {
			return s.nouns[n].kind.blamable()
		}
	}
	return false
}

// inverted notes an omission told the other way round: "at no point did the lead open the log", "only after the third call
// did the vendor answer".
func (s *sentence) inverted() {
	if s.lacks(s.lex.asked.did) {
		return
	}
	for i := s.head + 1; i < len(s.tokens); i++ {
		if !s.is(i, "did") {
			continue
		}
		n := s.phraseAt(i + 1)
		if n < 0 || !s.fronted(i) {
			continue
		}
		np := s.nouns[n]
		k, m := np.kind, np.head+1
		if k == notPeople && np.head > np.first { // "did the support lead answer": the verb is taken for the head
			np.head--
			np.last = np.head
			k, m = s.kindOf(&np), np.head+1
		}
		if k != staff && k != someone {
			continue
		}
		for m < len(s.tokens)-1 && (s.tokens[m].tag == tagAdv || s.tokens[m].tag == tagNeg) {
			m++
		}
		if of := s.phraseAt(m + 1); of >= 0 && s.isOneOf(m, "from", "of", "in", "on", "at") {
			m = s.nouns[of].last + 1 // "did anybody from the storage team respond"
			if s.tokens[m-1].is(diligence|humanVerb) && s.nouns[of].last > s.nouns[of].first {
				m--
			}
		}
		if m >= len(s.tokens) || !s.tokens[m].is(diligence|humanVerb|actVerb) || s.tokens[m].is(dontCare|perceive) && !s.tokens[m].is(diligence) || s.hasReason(m) {
			continue
		}
		s.note(language.PersonFault, i, m, s.actorQuestion(n), nil)
		return
	}
}

// fronted reports whether the clause before the auxiliary at i opens with a denial or with what had to come first.
func (s *sentence) fronted(i int) bool {
	for k := i - 1; k >= 0 && k >= i-14; k-- {
		if s.tokens[k].tag == tagStop || s.tokens[k].tag == tagColon || s.tokens[k].tag == tagComma {
			return false
		}
		switch {
		case s.is(k, "nor"), s.is(k, "nowhere"), s.is(k, "no") && s.isOneOf(k+1, "point", "time", "stage", "moment"):
			return true
		case s.is(k, "never"), s.is(k, "not") && s.isOneOf(k+1, "once", "until", "even"):
			return k == s.head || s.breaks(k-1) || s.tokens[k-1].tag == tagCoord
		case s.is(k, "only") && s.isOneOf(k+1, "after", "when", "once", "then", "at"):
			return k <= s.head+1
		}
	}
	return false
}

// barely notes the work of attention told as too little: "the reviewer only glanced at it", "QA merely tested the tutorial".
func (s *sentence) barely(v *verbGroup) bool {
	if v.kind != staff && v.kind != someone && (v.kind != either || v.subject < 0 || !s.tokens[s.nouns[v.subject].head].is(department)) {
		return false
	}
	if v.passive || v.negated || v.infinitive || v.gerund || v.modal != nil {
		return false
	}
	if !s.tokens[v.main].is(diligence) && !s.tokens[v.main].is(glance) || !v.past && !v.perfect && !s.isOneOf(v.main-1, "rarely", "seldom") {
		return false
	}
	for k := max(v.first-1, 0); k <= v.main+1; k++ {
		if !s.means(k, scarcely) || s.tokens[k].tag != tagAdv && !s.is(k, "only") || s.excused(v, v.last+1) {
			continue
		}
		s.note(language.PersonFault, min(k, v.main), max(k, v.main), s.actorQuestion(v.subject), nil)
		return true
	}
	return false
}
