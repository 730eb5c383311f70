package english

import (
	"slices"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// counterfactual notes stories of what people did not do.
func (s *sentence) counterfactual() {
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.modal != nil && v.perfect {
			s.unreal(v)
			s.spared(v)
		}
		s.needed(v)
		s.allotted(v)
		s.merely(v)
		s.unmet(n)
		if v.passive && v.perfect && v.past && v.modal == nil && v.agent < 0 && v.subject >= 0 && s.is(s.nouns[v.subject].first-1, "if") && !v.negated {
			if s.omitted(v.main, s.nouns[v.subject].head) {
				s.note(language.Counterfactual, s.nouns[v.subject].first-1, v.last, questionThen, nil) // "if it had been reviewed"
			}
		}
	}
	s.conditional()
	s.smallAct()
	s.substitute()
	s.askedBack()
	s.askedWhy()
}

// askedWhy reads the question why people were not asked or told, or their work not done: "why wasn't the plumber told?"
func (s *sentence) askedWhy() {
	if !s.asks() {
		return
	}
	for n := range s.verbs {
		v := &s.verbs[n]
		if !v.passive || !v.negated && v.kind != no1 || v.modal != nil {
			continue
		}
		i := v.first // of the question
		if v.subject >= 0 && !v.inherited {
			i = s.nouns[v.subject].first
		}
		for ; i > s.head && i > v.first-12 && !s.breaks(i-1); i-- {
			if s.is(i-1, "why") || s.is(i-1, "come") && s.is(i-2, "how") {
				people := v.kind != notPeople && s.in(v.main, consulting) || s.isOneOf(v.main, "called", "heeded", "notified", "alerted") && v.kind.blamable()
				if e := s.tokens[v.main].entry; people || v.kind == notPeople && !s.subjectIsComponent(v) && (s.humanWork(v, e) || s.is(v.main, "taken") && s.is(v.last+1, "seriously")) {
					first := i - 1
					if s.is(first, "come") {
						first--
					}
					s.note(language.Counterfactual, first, v.last, s.thenQuestionVerb(v, -1), nil)
				}
				return
			}
		}
	}
}

// askedBack reads the question that knows the answer: "shouldn't the reviewer have asked?"
func (s *sentence) askedBack() {
	if s.holds.classes&modal == 0 {
		return
	}
	for i := s.head; i < len(s.tokens); i++ {
		if s.tokens[i].tag != tagModal || !s.is(i, "should") && !s.is(i, "could") && !s.is(i, "would") && !s.is(i, "ought") {
			continue
		}
		k := i + 1
		if s.is(k, "not") {
			k++
		}
		n := s.phraseAt(k)
		if n < 0 || !s.nouns[n].kind.blamable() && s.nouns[n].kind != no1 && (s.nouns[n].kind != either || s.tokens[s.nouns[n].head].is(component)) {
			continue
		}
		m := s.nouns[n].last + 1
		if s.is(m, "not") {
			m++
		}
		if !s.is(m, "have") {
			continue
		}
		for m++; m < len(s.tokens) && s.tokens[m].tag == tagAdv; m++ {
		}
		if s.hasForm(m, doneForm) {
			s.note(language.Counterfactual, i, m, s.thenQuestion(n), nil)
		}
	}
}

// substitute reads what people did as standing in for what was right: "instead of asking, the engineer restarted it".
func (s *sentence) substitute() {
	if s.lacks(s.lex.asked.instead) && s.lacks(s.lex.asked.rather) {
		return
	}
	for i := range s.tokens {
		for _, p := range [...][2]string{{"instead", "of"}, {"rather", "than"}} {
			if s.is(i, p[0]) && s.is(i+1, p[1]) {
				s.substituted(i)
			}
		}
	}
}

// substituted reads "instead of" or "rather than" at token i: what was left out must be the work of attention, and what
// was done must be told of people, without a reason.
func (s *sentence) substituted(i int) {
	g := i + 2
	for g < len(s.tokens) && (s.tokens[g].tag == tagAdv || s.is(g, "to")) {
		g++
	}
	if g+2 < len(s.tokens) && s.is(g, "using") && s.properly(g+1) {
		// "instead of using the proper tool"
	} else if g < len(s.tokens) && !s.tokens[g].is(diligence|inform) && s.hasForm(g, ingForm|baseForm) {
		if !s.fruitless() {
			return
		}
	} else if g >= len(s.tokens) || !s.tokens[g].is(diligence|inform) || s.tokens[g].is(ship) || !s.hasForm(g, ingForm|baseForm) {
		return
	}
	choice := s.in(g, choosable) // as often one of two good ways
	if s.baseOf(g) == "follow" {
		choice = !s.properly(g+1) && (s.phraseHead(g+1) < 0 || !s.tokens[s.phraseHead(g+1)].is(norm))
	}
	for n := range s.verbs {
		v := &s.verbs[n]
		people := v.kind == staff || v.kind == someone || v.kind == either && s.tokens[g].is(humanVerb)
		finite := (v.past || v.perfect) && v.modal == nil && !v.passive && !v.infinitive && !v.gerund
		if !people || !finite || v.inherited && v.first > i || choice && !v.progressive {
			continue
		}
		if !s.excused(v, v.last+1) {
			s.note(language.Counterfactual, i, g, s.thenQuestion(v.subject), nil)
		}
		return
	}
}

// merely reads an act made to look small, as what would have been enough: "the operator only needed to press stop", "she just had to ask".
func (s *sentence) merely(v *verbGroup) {
	if !v.infinitive || v.matrix < 0 || v.negated || v.passive {
		return
	}
	m := &s.verbs[v.matrix]
	people := m.kind == staff || m.kind == someone || m.kind == either && m.subject >= 0 && !s.tokens[s.nouns[m.subject].head].is(component)
	unreal := m.perfect && m.modal != nil && m.modal.word == "would" // "would only have needed to"
	if base := s.baseOf(m.main); base != "need" && base != "have" || !unreal && (!m.past || m.perfect || m.modal != nil) || m.negated || !people {
		return
	}
	small := false
	for k := max(m.first-1, 0); k < v.first+1; k++ {
		small = small || s.isOneOf(k, "only", "just", "merely", "simply")
	}
	if !small || s.recovers(v.last+1) {
		return
	}
	switch e := s.tokens[v.main].entry; {
	case unreal, e.is(diligence | humanVerb | glance | inform), s.in(v.main, smallActs):
		s.note(language.Counterfactual, m.first, v.last, s.thenQuestion(m.subject), nil)
	}
}

// recovers reports whether the words from token i on tell of what the act brought back: "to restore the queue", "once the fix was in".
func (s *sentence) recovers(i int) bool {
	for k := i; k < len(s.tokens); k++ {
		if s.tokens[k].tag == tagTo && k+1 < len(s.tokens) && (s.tokens[k+1].is(remedy) || s.isOneOf(k+1, "get", "bring", "finish", "complete")) || s.isOneOf(k, "thanks", "once", "because") || s.is(k, "back") && s.isOneOf(k-1, "came", "was", "were") {
			return true
		}
	}
	return false
}

// unmet reads a duty and, behind it, that it was not done: "the admin should test it before, but he did not".
func (s *sentence) unmet(n int) {
	v := &s.verbs[n]
	if v.modal == nil || v.perfect || v.passive || v.negated || v.kind != staff && v.kind != someone {
		return
	}
	switch v.modal.word {
	case "should", "must", "shall", "ought":
	default:
		return
	}
	for k := n + 1; k < len(s.verbs); k++ {
		w := &s.verbs[k]
		done := s.baseOf(w.main) == "do" || s.tokens[w.main].tag == tagAux && w.last+1 < len(s.tokens) && s.ends(w.last+2)
		undone := w.passive && w.subject >= 0 && s.isOneOf(s.nouns[w.subject].head, "this", "that", "it") // "this was not done"
		theirs := w.kind == staff || w.kind == someone || w.inherited && w.kind == v.kind
		if !w.negated || w.modal != nil || !done || !theirs && !undone {
			continue
		}
		if undone {
			s.note(language.Counterfactual, v.first, v.last, s.thenQuestion(v.subject), nil)
			return
		}
		for i := v.last + 1; i < w.first; i++ {
			if s.isOneOf(i, "but", "yet", "and") && !s.excused(w, w.last+1) {
				s.note(language.Counterfactual, v.first, v.last, s.thenQuestion(v.subject), nil)
				return
			}
		}
	}
}

// fruitless reports whether what the sentence tells was done is nothing, or the same thing over again: "argued about it", "reset it six times".
func (s *sentence) fruitless() bool {
	for n := range s.verbs {
		v := &s.verbs[n]
		if (v.kind == staff || v.kind == someone) && !v.gerund && !v.infinitive && s.in(v.main, fruitless) {
			return true
		}
		if v.kind.blamable() && v.past && s.baseOf(v.main) == "go" && (s.isOneOf(v.last+1, "home", "off", "away", "back") || s.is(v.last+1, "to") && s.isOneOf(v.last+2, "bed", "lunch", "sleep")) {
			return true
		}
		for k := v.last + 1; (v.kind == staff || v.kind == someone) && k < v.end; k++ {
			if s.isOneOf(k, "times", "again", "repeatedly") && !s.is(k-1, "at") {
				return true
			}
		}
	}
	return false
}

// properly reports whether the noun phrase at token i is what should have been taken: "an appropriate library".
func (s *sentence) properly(i int) bool {
	n := s.phraseAt(i)
	for k := i; n >= 0 && k < s.nouns[n].head; k++ {
		if s.in(k, proper) {
			return true
		}
	}
	return false
}

// needed reads a duty told as past: "the team needed to tell us before they deployed".
func (s *sentence) needed(v *verbGroup) {
	if !v.infinitive || v.matrix < 0 || v.negated {
		return
	}
	tells := s.tokens[v.main].is(inform) || s.in(v.main, raising)
	m := &s.verbs[v.matrix]
	if s.baseOf(m.main) != "need" || !m.past || m.modal != nil || m.negated || m.kind != staff && m.kind != someone {
		return
	}
	for k := v.last + 1; k < len(s.tokens) && k < v.last+14; k++ {
		if s.tokens[k].tag == tagModal {
			return // "before they could go on"
		}
		sooner := s.in(k, earlierOn)
		than := s.is(k+1, "than") && s.nounBetween(k+2, k+4) >= 0 && (s.is(k+3, "did") || s.is(k+3, "had") || s.is(k+3, "was") || s.is(k+3, "were"))
		if !tells {
			if sooner && than {
				s.note(language.Counterfactual, m.first, v.last, s.thenQuestion(m.subject), nil)
				return
			}
			continue
		}
		if s.is(k, "not") && s.breaks(k-1) || s.is(k, "before") && s.tokens[min(k+2, len(s.tokens)-1)].tag != tagModal || s.is(k, "beforehand") || sooner {
			s.note(language.Counterfactual, m.first, v.last, s.thenQuestion(m.subject), nil)
			return
		}
	}
}

// allotted reads whose task it had been, told when it was not done: "the crew was to have checked it", "it was the lead's job to stop it".
func (s *sentence) allotted(v *verbGroup) {
	if !v.infinitive || v.negated {
		return
	}
	for n := range s.verbs {
		m := &s.verbs[n]
		if m.last >= v.first || s.baseOf(m.main) != "be" || !m.past || m.perfect || m.modal != nil {
			continue
		}
		switch at := s.endingAt(v.first - 1); {
		case v.perfect && (v.first == m.last+1 || v.first == m.last+2 && s.tokens[m.last+1].tag == tagNeg):
			if m.kind.blamable() && !v.passive || v.passive && m.subject >= 0 && !s.subjectIsComponent(m) && m.kind == notPeople {
				s.note(language.Counterfactual, m.first, v.last, s.thenQuestionVerb(v, m.subject), nil)
				return
			}
		case !v.perfect && at >= 0 && m.subject >= 0 && s.is(s.nouns[m.subject].head, "it") && s.nouns[at].first == m.last+1 && (s.nouns[at].owner == staff || s.nouns[at].owner == someone) && s.isOneOf(s.nouns[at].head, "job", "duty", "responsibility", "place", "task", "turn"):
			s.note(language.Counterfactual, m.first, v.last, questionThen, nil)
			return
		}
	}
}

// wouldBeside reports whether another clause than that of v tells what would have been.
func (s *sentence) wouldBeside(v *verbGroup) bool {
	return slices.ContainsFunc(s.verbs, func(w verbGroup) bool {
		return w.first != v.first && w.modal != nil && w.perfect && s.isOneOf(w.first, "would", "could", "might", "'d")
	})
}

// conditional reads "if X had …" and "had X …" where X is people, and the rest tells what would have been.
func (s *sentence) conditional() {
	for n := range s.verbs {
		v := &s.verbs[n]
		if !v.perfect || v.passive || v.modal == nil && !v.past || v.modal != nil && (v.modal.word != "would" || !s.wouldBeside(v)) { // "if he would have asked", as many say
			continue
		}
		k := v.kind
		if k == either && s.tokens[v.main].is(humanVerb|diligence) || k == stranger && s.personal(v) {
			k = staff
		}
		if k != staff && k != we && k != someone {
			continue
		}
		i := v.first
		if v.subject >= 0 && !v.inherited {
			i = s.nouns[v.subject].first
		}
		ifAt := -1
		for b := i - 1; b >= 0 && b >= i-4; b-- {
			if s.is(b, "if") {
				ifAt = b
			}
		}
		if ifAt < 0 || s.startsBetween(ifAt, v.first) || v.negated && s.spares(ifAt) || s.is(ifAt-1, "as") || s.is(ifAt-1, "even") || s.indirect(ifAt-1) || s.allTheSame(ifAt) {
			continue
		}
		e := s.tokens[v.main].entry
		if e != nil && (e.lemma == "have" || e.lemma == "be" || e.lemma == "know" && v.kind == we) {
			continue
		}
		s.note(language.Counterfactual, ifAt, v.last, s.thenQuestion(v.subject), nil)
	}
	// Inversion.
	if s.lacks(s.lex.asked.had) {
		return
	}
	for i := range s.tokens {
		opens := i == s.head || i > 0 && (s.breaks(i-1) || s.tokens[i-1].tag == tagCoord)
		if !s.is(i, "had") || !opens && !s.unrealBefore(i) || s.spares(i) || s.allTheSame(i) {
			continue
		}
		n := s.phraseAt(i + 1)
		if n < 0 {
			continue
		}
		k := s.nouns[n].kind
		if k == either {
			k = staff // told of what would have been, it is a person
		}
		m := s.nouns[n].last + 1
		if k == notPeople && s.tokens[s.nouns[n].head].is(eitherRole) && s.hasForm(m, doneForm) && s.tokens[m].is(humanVerb) {
			k = staff // "had the producer asked legal"
		}
		if h := s.nouns[n].head; k == notPeople && h > s.nouns[n].first && s.hasForm(h, doneForm) { // "had Ana run": the verb is taken for the head
			np := s.nouns[n]
			np.head, np.last = h-1, h-1
			if s.kindOf(&np) == staff {
				s.note(language.Counterfactual, i, h, questionThen, nil)
				continue
			}
		}
		if k == notPeople && s.undone(n) {
			s.note(language.Counterfactual, i, m, questionThen, nil)
			continue
		}
		if k != staff && k != we && k != someone {
			continue
		}
		for m < len(s.tokens) && (s.tokens[m].tag == tagAdv || s.tokens[m].tag == tagNeg || s.tokens[m].tag == tagPrep || s.nounAt[m] >= 0 && s.nouns[s.nounAt[m]].prep >= 0) {
			m++
		}
		if s.is(m, "been") && s.in(m+1, betterBeen) && m+2 < len(s.tokens) && (s.tokens[m+2].tag == tagAdj || s.tokens[m+2].is(careless|better|diligence) || s.hasForm(m+2, doneForm)) { // "had we been more disciplined"
			s.note(language.Counterfactual, i, m+2, s.thenQuestion(n), nil)
		}
		if s.is(m, "been") && s.in(m+1, present) { // "had the harbour master been asked"
			s.note(language.Counterfactual, i, m+1, s.thenQuestion(n), nil)
		}
		if m < len(s.tokens) && s.hasForm(m, doneForm) && !s.is(m, "had") && !s.is(m, "been") {
			s.note(language.Counterfactual, i, m, s.thenQuestion(n), nil)
		}
	}
}

// spares reports whether the condition from token i on is one whose lack would have made things worse: "had she not called, it
// would have been worse".
func (s *sentence) spares(i int) bool {
	for k := i; k < len(s.tokens) && !s.breaks(k); k++ {
		if s.tokens[k].tag == tagNeg {
			return s.harmAverted()
		}
	}
	return false
}

// harmAverted reports whether the sentence tells of harm that would have come about: "the fire would have spread".
func (s *sentence) harmAverted() bool {
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.modal == nil || v.negated || !s.isOneOf(v.first, "would", "could", "might", "'d") || s.is(v.last+1, "no") {
			continue
		}
		if v.perfect && s.costs(v) || s.in(v.main, becoming) && s.in(v.last+1, badStates) || v.perfect && s.in(v.main, goingWrong) {
			return true
		}
		for k := v.last; k < len(s.tokens) && k < v.last+6; k++ {
			if s.isOneOf(k, "worse", "longer", "twice", "dark", "died", "dead", "wrong") || s.is(k, "more") && s.harmIn(k, k+3) {
				return true
			}
		}
	}
	return false
}

// startsBetween reports whether a verb group other than a relative clause's starts between tokens i and j.
func (s *sentence) startsBetween(i, j int) bool {
	return slices.ContainsFunc(s.verbs, func(v verbGroup) bool { return v.first > i && v.first < j && !v.relative })
}

// allTheSame reports whether what would have been had the condition at token i held is no other than what was: "if she had looked, it would have
// looked the same".
func (s *sentence) allTheSame(i int) bool {
	clauses := 0
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.first > i && !v.relative {
			clauses++
		}
		if v.modal == nil || !v.perfect || v.first > i && clauses < 2 { // the first is the condition's own
			continue
		}
		if v.negated && s.in(v.main, mattering) {
			return true
		}
		e := s.tokens[v.main].entry
		for k := v.first + 1; k < len(s.tokens) && k < v.last+6 && (k <= v.last || !s.breaks(k)); k++ {
			switch {
			case s.is(k, "same") && (k+1 >= len(s.tokens) || !s.tokens[k+1].is(calendar) && !s.in(k+1, spellsOfTime)), s.isOneOf(k, "likewise", "anyway", "regardless"), s.is(k, "nothing") && (e.is(perceive|remedy) || s.isOneOf(v.main, "changed", "shown", "looked")), s.is(k, "difference") && (v.negated || s.is(k-1, "no")):
				return true
			case s.isOneOf(k, "still", "also", "equally") && k < v.main && (e.is(spoil) || s.in(v.main, goingWrong) || s.isOneOf(v.main, "failed", "happened", "stayed", "occurred", "gone")):
				return true
			}
		}
	}
	return false
}

// evenBefore reports whether "even" stands before token i, behind at most one other word.
func (s *sentence) evenBefore(i int) bool { return s.is(i-1, "even") || s.is(i-2, "even") }

// smallAct reads a small human act as the subject of what would have been: "a quick look would have shown it",
// "two minutes of reading would have …", "checking the log would have …".
func (s *sentence) smallAct() {
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.modal == nil || !v.perfect && !s.is(v.main, "have") || v.negated && v.subject < 0 {
			continue
		}
		switch v.modal.word {
		case "would", "could", "might":
		default:
			continue
		}
		if v.negated && v.subject >= 0 && s.evenBefore(s.nouns[v.subject].first) {
			continue // "even the best review would not have found it"
		}
		if at := v.subject; at >= 0 && !v.inherited && !s.harmIn(v.last, v.last+1) && v.perfect && s.tokens[s.nouns[at].head].is(glance|humanAct|conduct) && !s.technicalNoun(&s.nouns[at]) {
			if by, _ := s.ascribed(s.nouns[at].last + 1); by && !s.is(s.nouns[at].first-1, "without") && (s.judgedActor(at) || s.tokens[s.nouns[at].first].tag == tagDet && !s.is(s.nouns[at].first, "the")) {
				s.note(language.Counterfactual, s.nouns[at].first, v.last, questionThen, nil)
				continue
			}
		}
		if at := s.actOf(v); at >= 0 && s.wouldHelp(v) {
			np := &s.nouns[at]
			if s.tokens[np.head].is(glance) && !s.isOneOf(np.head, "tests", "checks") && (!s.technicalNoun(np) || s.tokens[np.head-1].is(product)) && (s.judgedActor(at) || s.tokens[np.first].tag == tagDet && !s.is(np.first, "the") || s.tokens[np.first].tag == tagNum) {
				if !s.tokens[np.head].is(component) || s.judgedActor(at) {
					s.note(language.Counterfactual, np.first, v.last, questionThen, nil)
					continue
				}
			}
		}
		// A gerund clause as subject.
		for g := max(s.head, v.first-17); g < v.first; g++ {
			if s.tokens[g].tag == tagGerund && (g == s.head || s.breaks(g-1)) && s.tokens[g].is(diligence|actVerb|humanVerb|glance) && !s.breakBetween(g, v.first) && !s.hasVerb(g+1, v.first) && (s.nounBetween(g, v.first) >= 0 && !s.costs(v) || s.wouldHelp(v)) && !s.clauseBetween(g, v.first) && v.first-g < 18 && v.perfect && !s.asksMore(v) {
				s.note(language.Counterfactual, g, v.last, questionThen, nil)
			}
		}
	}
}

// asksMore reports whether v tells what another course would have needed, or that it would have been of no use: "would have required a second node",
// "would not have shown it".
func (s *sentence) asksMore(v *verbGroup) bool {
	if s.in(v.main, demanding) || s.baseOf(v.main) == "call" && s.is(v.last+1, "for") || s.baseOf(v.main) == "mean" && s.hasForm(v.last+1, ingForm) {
		return !s.isOneOf(v.last+1, "only", "just", "nothing", "little", "no")
	}
	return v.negated && s.in(v.main, mattering) || s.baseOf(v.main) == "change" && s.is(v.last+1, "nothing")
}

// costs reports whether v tells of harm: "would have dropped the column", "would have flooded the pit".
func (s *sentence) costs(v *verbGroup) bool {
	return s.tokens[v.main].is(spoil) || s.tokens[v.main].means(destroy) || s.in(v.main, endangering) || s.harmIn(v.last+1, v.last+4) || s.isOneOf(v.last+1, "it", "things") && s.is(v.last+2, "worse")
}

// actOf returns the noun phrase that v is said of, a clause of time between them aside, "a call before the chain was cut would have settled it"; -1 for
// none.
func (s *sentence) actOf(v *verbGroup) int {
	if v.subject >= 0 && !v.inherited {
		return v.subject
	}
	n := s.phraseAt(s.head)
	if n < 0 || s.breakBetween(s.nouns[n].last+1, v.first) {
		return -1
	}
	for k := s.nouns[n].last + 1; k < v.first; k++ {
		if s.tokens[k].tag == tagSub && s.isOneOf(k, "before", "after", "while", "when") {
			return n
		}
	}
	return -1
}

// undone reports whether "had" and the noun phrase n go on to tell of work that people left undone: "had the deploy been
// paused by the engineer", "had the plan been reviewed".
func (s *sentence) undone(n int) bool {
	for k := s.nouns[n].last + 1; k < len(s.tokens) && k < s.nouns[n].last+5; k++ {
		if s.is(k, "been") {
			for g := k + 1; g < len(s.tokens) && g < k+4; g++ {
				if !s.hasForm(g, doneForm) || s.tokens[g].tag == tagAdv {
					continue
				}
				if s.is(g+1, "by") {
					at := s.phraseAt(g + 2)
					return at >= 0 && s.nouns[at].kind.blamable()
				}
				return s.omitted(g, s.nouns[n].head)
			}
			return false
		}
	}
	return false
}

// omitted reports whether the participle at i tells of what people leave undone on the thing at head: "read", "taken seriously", "records … kept".
func (s *sentence) omitted(i, head int) bool {
	e, h := s.tokens[i].entry, &s.tokens[head]
	switch base := s.baseOf(i); {
	case base == "take":
		return s.isOneOf(i+1, "seriously", "into") || h.is(quality|conduct)
	case base == "keep", base == "make", base == "give":
		return s.in(head, keptOrMade)
	case s.in(i, performing):
		return (h.is(glance|humanAct|norm|conduct|quality) || s.in(head, surveys)) && (!h.is(component) || s.isOneOf(head, "check", "test", "procedure"))
	case base == "follow":
		return h.is(norm)
	case s.in(i, readings):
		return !h.is(component) || h.is(alarm)
	}
	return e.is(diligence) && e.is(humanVerb) && !h.is(alarm)
}

// spared reads what more care would have spared: "with a little more care the crew would have caught it".
func (s *sentence) spared(v *verbGroup) {
	if v.modal == nil || !v.perfect || !s.is(v.first, "would") && !s.is(v.first, "could") && !s.is(v.first, "might") {
		return
	}
	for k := s.head; k < v.first && k < s.head+10; k++ {
		if !s.tokens[k].is(better) && !s.is(k, "bit") || s.is(k-1, "without") || v.negated && s.evenBefore(k) {
			continue
		}
		if n := s.nounAt[k]; n >= 0 && s.nouns[n].prep >= 0 && s.isOneOf(s.nouns[n].prep, "without", "for", "to", "but") {
			continue // "without her quick call", "but for", "thanks to"
		}
		for g := k + 1; g < v.first && g < k+5 && !s.breaks(g); g++ {
			by := false
			if s.tokens[g].is(humanAct | glance) {
				by, _ = s.ascribed(g + 1) // "a little more testing by the team", "a more careful review"
				by = by || s.is(k, "more") && g > k+1 && s.wouldHelp(v) && (!s.tokens[g].is(component) || s.is(g, "review"))
			}
			if (by || s.tokens[g].is(quality|conduct)) && !s.technicalNoun(&s.nouns[max(s.nounAt[g], 0)]) {
				s.note(language.Counterfactual, k, v.last, questionThen, nil)
				return
			}
		}
	}
}

func (s *sentence) clauseBetween(i, j int) bool {
	for ; i < j; i++ {
		if s.tokens[i].tag == tagRel || s.tokens[i].tag == tagSub && !s.hasForm(i+1, ingForm) || s.tokens[i].tag == tagTo { // but "before implementing"
			return true
		}
	}
	return false
}

// wouldHelp reports whether v tells of harm averted or found out.
func (s *sentence) wouldHelp(v *verbGroup) bool {
	e := s.tokens[v.main].entry
	if e == nil {
		return false
	}
	if e.lemma == "make" && s.in(v.end-1, difference) || s.in(v.main, averting) {
		return true
	}
	return e.class&remedy != 0 || e.lemma == "be" && v.last+1 < len(s.tokens) && (s.is(v.last+1, "enough") || s.is(v.last+1, "sufficient"))
}

// unrealBefore reports whether a verb group before token i tells of what would have been.
func (s *sentence) unrealBefore(i int) bool {
	for n := range s.verbs {
		if v := &s.verbs[n]; v.last < i && v.modal != nil && v.perfect {
			return true
		}
	}
	return false
}
