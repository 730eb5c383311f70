package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// harms reports whether v tells of harm done: "broke", "caused the outage", "took the site down".
func (s *sentence) harms(v *verbGroup) bool {
	e := s.tokens[v.main].entry
	if e == nil || v.negated || v.modal != nil && !v.perfect {
		return false
	}
	switch {
	case e.class&cause != 0:
		return s.harmIn(v.last+1, min(v.end+1, v.last+9))
	case e.lemma == "expose" && s.finds(v.last+1):
		return false // "exposed a latent bug"
	case e.lemma == "overload":
		return false // what many did at once
	case e.class&spoil != 0:
		return !s.is(v.last+1, "into") && !s.is(v.last+1, "up") && (e.lemma == "wipe" || !s.is(v.last+1, "out")) && !s.separates(v)
	}
	if e.lemma == "set" && (s.is(v.last, "off") || s.is(v.last+1, "off")) || e.lemma == "sink" {
		return true
	}
	switch {
	case s.in(v.main, bringingDown):
		for k := v.last + 1; k < len(s.tokens) && k <= max(v.end, v.last+6); k++ {
			if s.breaks(k) || s.is(k, "and") && s.verbIn(k+1, k+2) {
				break // "took a photograph and shut everything down"
			}
			if s.is(k, "down") || s.is(k, "offline") || s.is(k, "over") && e.lemma != "take" && e.lemma != "bring" && e.lemma != "leave" || s.is(k, "out") && e.lemma != "send" && e.lemma != "put" && e.lemma != "set" || s.is(k, "unreachable") || s.is(k, "unusable") {
				return e.lemma != "set"
			}
		}
	case e.lemma == "make":
		return s.worsened(v.last + 1)
	case s.in(v.main, hampering):
		return v.past || v.perfect
	case s.in(v.main, drawingOut):
		return true
	}
	return false
}

// separates reports whether v tells that something was made into more than one: "broke the billing out of the portal", "broke the work up into six".
func (s *sentence) separates(v *verbGroup) bool {
	if s.baseOf(v.main) != "break" {
		return false
	}
	for k := v.last + 1; k+1 < len(s.tokens) && k < v.last+8 && !s.breaks(k); k++ {
		if s.is(k, "into") || s.is(k, "out") && s.isOneOf(k+1, "of", "into", "as") || s.is(k, "up") {
			return true
		}
	}
	return false
}

// worsened reports whether the words from token i on tell what was made worse: "it worse", "recovery much longer".
func (s *sentence) worsened(i int) bool {
	for k := i; k < len(s.tokens) && k < i+6 && !s.breaks(k); k++ {
		if s.isOneOf(k, "worse", "longer", "harder", "impossible") {
			return true
		}
	}
	return false
}

// person reports whether a noun phrase is one person or a named few, not an organisation: its acts are theirs.
func (s *sentence) person(at int) bool {
	if at < 0 || s.nouns[at].kind != staff && s.nouns[at].kind != someone {
		return false
	}
	h := &s.tokens[s.nouns[at].head]
	return !h.is(department|outsider) && (!h.is(team) || h.is(role))
}

// ownedByPerson reports whether a noun phrase is somebody's work: "Raj's change", "the config pushed by Elena".
func (s *sentence) ownedByPerson(at int) bool {
	np := &s.nouns[at]
	if np.ownerLast >= 0 && (np.owner == staff || np.owner == someone || np.owner == stranger && s.tokens[np.head].is(humanAct)) && !s.tokens[np.head].is(role|eitherRole|team) {
		o := np.ownerLast
		if s.tokens[o].tag == tagClitic {
			return !s.tokens[o-1].is(team|department|outsider) && (!s.tokens[np.head].is(component) || s.handmade(np.head)) || s.tokens[np.head].is(humanAct)
		}
		return s.is(o, "his") || s.is(o, "her") || s.is(o, "my")
	}
	for n := range s.verbs {
		if r := &s.verbs[n]; r.reduced && r.first == np.last+1 && r.agent >= 0 {
			return s.person(r.agent)
		}
	}
	return false
}

// handmade reports whether the noun at i is a thing its owner wrote: a script, a query.
func (s *sentence) handmade(i int) bool {
	return s.in(i, handmade)
}

// work notes a person's work told as what did the harm: "Raj's change took the site down".
func (s *sentence) work() {
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.subject < 0 || v.inherited || v.passive || v.infinitive || v.gerund || v.relative || !s.harms(v) && (v.negated || v.modal != nil || !v.past && !s.timed() || !s.tokens[v.main].means(destroy) && (!s.in(v.main, exposing) || s.finds(v.last+1))) || s.hypothetical(v) {
			continue
		}
		if np := &s.nouns[v.subject]; s.ownedByPerson(v.subject) && (!s.tokens[np.head].is(slip|trait) || s.is(np.head, "typo")) {
			s.note(language.PersonFault, np.first, v.last, questionConditions, nil)
		}
	}
}

// owned notes a deed told as a noun of somebody's that did the harm: "her deleting the table set off the cascade", "the
// omission of the filter by Ravi is what exposed the invoices".
func (s *sentence) owned() {
	for n := range s.nouns {
		np := &s.nouns[n]
		if np.owner != staff && np.owner != someone || np.prep >= 0 || s.tokens[np.head].is(role|eitherRole|team) {
			continue
		}
		deed := s.hasForm(np.head, ingForm) && s.phraseAt(np.last+1) >= 0
		if !deed && !s.tokens[np.head].is(humanAct|slip|conduct) && !s.omits(np.head) {
			continue
		}
		for k := np.last + 1; deed && k+1 < len(s.tokens) && k < np.last+10 && !s.breaks(k); k++ {
			if s.is(k, "set") && s.is(k+1, "off") && s.tokens[k].tag == tagNoun { // a noun as often as a verb
				s.note(language.PersonFault, np.first, k+1, questionConditions, nil)
				break
			}
		}
		if !deed && s.tokens[np.head].is(humanAct|conduct) && s.whichHarmed(np.last+1) {
			s.note(language.PersonFault, np.first, np.last, questionConditions, nil)
			continue
		}
		for k := range s.verbs {
			v := &s.verbs[k]
			if v.first <= np.last || v.infinitive || v.gerund || v.reduced || v.relative {
				continue
			}
			if s.baseOf(v.main) == "be" && !v.negated && v.modal == nil && k+1 < len(s.verbs) && s.is(v.last+1, "what") && v.subject == n {
				if w := &s.verbs[k+1]; w.past && (s.baseOf(w.main) != "lead" || !s.ofUs(w.last+1, w.last+1)) && (s.harms(w) || s.tokens[w.main].is(cause|spoil) || s.tokens[w.main].means(destroy)) {
					s.note(language.PersonFault, np.first, v.last, questionConditions, nil)
				}
			} else if deed && !v.passive && s.harms(v) && !s.hypothetical(v) && v.subject > n && v.subject <= n+3 {
				s.note(language.PersonFault, np.first, v.last, questionConditions, nil)
			}
			break
		}
	}
}

// whichHarmed reports whether the words from token i on go on to what came of an act: "to fly on, which resulted in a collision".
func (s *sentence) whichHarmed(i int) bool {
	for k := i; k+2 < len(s.tokens) && k < i+24; k++ {
		if s.tokens[k].mark == ',' && s.is(k+1, "which") && s.tokens[k+2].is(cause) {
			return s.harmIn(k+3, k+15)
		}
	}
	return false
}

// omits reports whether the noun at i is something left out or left undone.
func (s *sentence) omits(i int) bool {
	return s.in(i, omissions)
}

// cleft notes people and their work picked out as the cause: "it was Ana who dropped the table", "what broke it was Raj's
// change".
func (s *sentence) cleft() {
	for n := range s.verbs {
		v := &s.verbs[n]
		if s.baseOf(v.main) != "be" || v.negated || v.modal != nil {
			continue
		}
		at := s.phraseAt(v.last + 1)
		if at < 0 {
			continue
		}
		k := s.nouns[at].last + 1
		by, _ := s.ascribed(k)
		switch {
		case v.subject >= 0 && s.is(s.nouns[v.subject].head, "it") && (s.ownedByPerson(at) || by) && (s.tokens[s.nouns[at].head].is(humanAct|conduct|slip) || s.handmade(s.nouns[at].head)) && s.thatHarms(k):
			s.note(language.PersonFault, s.nouns[at].first, s.nouns[at].last, questionConditions, nil)
		case v.subject >= 0 && s.is(s.nouns[v.subject].head, "it") && s.nouns[at].kind.blamable() && (s.is(k, "who") || s.is(k, "that")):
			if n+1 < len(s.verbs) {
				w := &s.verbs[n+1]
				if w.first > k && !w.negated && w.past && s.ordered(n+1) {
					s.note(language.PersonFault, s.nouns[at].first, w.last, questionConditions, nil)
					continue
				}
				if e := s.tokens[w.main].entry; w.first > k && !w.negated && w.past && e != nil && e.class&(actVerb|spoil) != 0 && e.class&(remedy|diligence) == 0 && !s.mends(w) || s.harms(w) {
					s.note(language.PersonFault, s.nouns[at].first, w.last, questionConditions, nil)
				}
			}
		case n > 0 && s.harms(&s.verbs[n-1]) && s.whatBefore(s.verbs[n-1].first) && (s.ownedByPerson(at) || s.person(at) || by && s.tokens[s.nouns[at].head].is(humanAct)):
			s.note(language.PersonFault, v.first, s.nouns[at].last, questionConditions, nil)
		}
	}
}

// ordered reports whether the verb group at n has somebody act on something: "told the carrier to drop the circuit".
func (s *sentence) ordered(n int) bool {
	if !s.in(s.verbs[n].main, commanding) {
		return false
	}
	for k := n + 1; k < len(s.verbs) && k <= n+2; k++ {
		if s.verbs[k].first >= s.verbs[n].last+8 {
			break
		}
		if s.in(s.verbs[k].main, daring) {
			return true
		}
		if s.tokens[s.verbs[k].main].means(destroy) {
			return true
		}
	}
	return false
}

// thatHarms reports whether a relative clause after token i tells of harm: "… that started this".
func (s *sentence) thatHarms(i int) bool {
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.first > i && (s.is(v.first-1, "that") || s.is(v.first-1, "which")) {
			e := s.tokens[v.main].entry
			return s.harms(v) || e.is(cause) || s.in(v.main, endangering) || s.in(v.main, exposing) || s.baseOf(v.main) == "double" || s.tokens[v.main].means(destroy) || e != nil && (e.lemma == "start" || e.lemma == "begin")
		}
	}
	return false
}

// whatBefore reports whether "what" or "the thing that" opens the clause of the verb at i.
func (s *sentence) whatBefore(i int) bool {
	return s.is(i-1, "what") || s.is(i-1, "that") && (s.is(i-2, "thing") || s.is(i-2, "change"))
}

// consequence notes an act of somebody's told as the cause, unless it was asked for: "the lead overrode the interlock, causing the jam".
func (s *sentence) consequence(v *verbGroup) bool {
	if s.baseOf(v.main) == "lead" && s.is(v.main+1, "up") {
		return false // "leading up to the outage"
	}
	first, last := s.caused(v)
	if first > last || s.prescribed(v.first) {
		return false
	}
	s.note(language.PersonFault, first, last, questionConditions, nil)
	return true
}

// caused is where the words stand that tell what v led to; first is greater than last where none do.
func (s *sentence) caused(v *verbGroup) (first, last int) {
	k, at := v.kind, v.subject
	if v.passive && v.agent >= 0 {
		k, at = s.nouns[v.agent].kind, v.agent
	}
	if !k.blamable() || v.passive && v.agent < 0 || v.infinitive {
		return 0, -1
	}
	e := s.tokens[v.main].entry
	if v.gerund && v.inherited && s.habitual(v) {
		return 0, -1
	}
	if m := s.governs(v); v.gerund && v.inherited && m != nil && s.hangsOnDenial(m) {
		return 0, -1
	}
	if e != nil && !v.negated && (e.class&cause != 0 && k != we || e.class&spoil != 0 && (e.class&(actVerb|remedy) == 0 || s.is(v.last+1, "out")) && (v.past || v.perfect || v.gerund) && (v.passive || s.objectAt(v.last+1))) {
		if s.harms(v) {
			first, last := v.first, v.last
			if v.passive {
				last = s.nouns[at].last
			} else if at >= 0 && !v.inherited {
				first = s.nouns[at].first
			}
			return min(first, v.first), last
		}
		return 0, -1
	}
	if (k == staff || k == someone) && !v.negated && (v.past || v.perfect) && !v.passive && s.fells(v) {
		first := v.first
		if at >= 0 && !v.inherited {
			first = s.nouns[at].first
		}
		return min(first, v.first), v.last
	}
	if k == we || k == unsaid {
		return 0, -1
	}
	if v.negated || v.gerund || !v.past && !v.perfect || s.hangsOnDenial(v) { // "did not have any clue that they had switched hubs, leading to the outage"
		return 0, -1
	}
	for k := v.last + 1; k+1 < len(s.tokens) && k < v.last+25; k++ {
		if s.tokens[k].mark == ';' || s.tokens[k].tag == tagSub {
			return 0, -1
		}
		if s.tokens[k].tag != tagComma && s.tokens[k].mark != '–' && s.tokens[k].mark != '—' {
			continue
		}
		g := k + 1
		for g < len(s.tokens) && (s.tokens[g].tag == tagAdv || s.is(g, "thereby") || s.is(g, "thus")) {
			g++
		}
		if g < len(s.tokens) && s.hasForm(g, ingForm) && (s.tokens[g].is(cause) && s.harmIn(g+1, g+8) || s.tokens[g].is(spoil)) {
			return g, min(g+2, len(s.tokens)-1)
		}
		if s.is(g, "and") {
			g++
		}
		if (s.is(g, "that") || s.is(g, "which") || s.is(g, "this")) && (s.is(g+1, "is") || s.is(g+1, "was")) && (s.is(g+2, "what") && s.verbIn(g+3, g+4) || s.isOneOf(g+2, "why", "how") && s.harmIn(g+3, g+12)) { // but "which is what the vendor had asked for"
			return g, g + 2
		}
		if w := s.verbFrom(g + 1); w != nil && s.isOneOf(g, "that", "which", "this") && e.is(humanVerb|actVerb) && w.past && s.fells(w) {
			return v.first, w.last // "…, and that took the rack down"
		}
		if s.is(g, "which") && g+1 < len(s.tokens) && (s.tokens[g+1].is(cause) && s.harmIn(g+2, g+9) || s.tokens[g+1].is(spoil) && s.harmedThing(g+2)) && v.end >= k-1 && e != nil && e.class&(humanVerb|actVerb) != 0 {
			return g, g + 1
		}
		if s.is(g, "as") && s.is(g+1, "a") && s.is(g+2, "result") && s.harmIn(g+3, g+15) {
			return g, g + 2
		}
	}
	return 0, -1
}

// hangsOnDenial reports whether v stands in a clause with "that" behind a denied verb.
func (s *sentence) hangsOnDenial(v *verbGroup) bool {
	if v.subject < 0 || !s.is(s.nouns[v.subject].first-1, "that") {
		return false
	}
	for n := range s.verbs {
		if m := &s.verbs[n]; m.last < v.first && m.negated && !s.breakBetween(m.last, v.first) {
			return true
		}
	}
	return false
}

// harmedThing reports whether the noun phrase at token i is something that nobody wants spoilt.
func (s *sentence) harmedThing(i int) bool {
	n := s.phraseAt(i)
	if n < 0 {
		return false
	}
	for k := s.nouns[n].first; k <= s.nouns[n].last; k++ {
		if s.tokens[k].means(spare) || s.in(k, notWorthKeeping) {
			return false
		}
	}
	return s.is(s.nouns[n].first, "the") || s.tokens[s.nouns[n].first].is(possessive) || s.nouns[n].first == s.nouns[n].last
}

// verbFrom returns the verb group that begins at token i, or nil.
func (s *sentence) verbFrom(i int) *verbGroup {
	for n := range s.verbs {
		if s.verbs[n].first == i {
			return &s.verbs[n]
		}
	}
	return nil
}

// habitual reports whether the finite verb that v hangs on tells of a standing state: "teams have one replica, causing …".
func (s *sentence) habitual(v *verbGroup) bool {
	for n := len(s.verbs) - 1; n >= 0; n-- {
		if m := &s.verbs[n]; m.first < v.first && !m.gerund && !m.infinitive && !m.reduced {
			return !m.past && !m.perfect && !m.did && m.modal == nil && (s.tokens[m.main].is(dontCare) || s.tokens[m.main].tag == tagAux) && !s.timed()
		}
	}
	return false
}

// fells reports whether v takes down something that serves people, and not for maintenance: "took down checkout".
func (s *sentence) fells(v *verbGroup) bool {
	switch s.baseOf(v.main) {
	case "take", "bring", "knock":
	default:
		return false
	}
	if !s.harms(v) || s.meant(v) {
		return false
	}
	for k := v.last + 1; k < len(s.tokens) && k < v.last+12; k++ {
		if k < v.last+4 && s.in(k, oneOfMany) {
			return false // one of several, which the rest stands in for
		}
		if s.is(k, "maintenance") || s.is(k, "upgrade") || s.is(k, "for") && !s.harmFor(k) {
			return false
		}
	}
	return true
}

// harmFor reports whether "for" at i tells how long or for whom the harm lasted.
func (s *sentence) harmFor(i int) bool {
	return i+1 < len(s.tokens) && (s.tokens[i+1].flags&number != 0 || s.tokens[i+1].is(outsider|indefinite) || s.is(i+1, "all") || s.is(i+1, "an") || s.is(i+1, "almost") || s.is(i+1, "nearly") || s.is(i+1, "over") || s.is(i+1, "half"))
}

// objectAt reports whether a noun phrase begins at token i, a particle before it aside.
func (s *sentence) objectAt(i int) bool {
	if s.is(i, "up") || s.is(i, "out") || s.is(i, "down") {
		i++
	}
	return s.phraseAt(i) >= 0
}

func (s *sentence) harmIn(i, j int) bool {
	for ; i < j && i < len(s.tokens); i++ {
		if s.tokens[i].is(harm|spoil) || s.is(i, "fail") || s.is(i, "failed") {
			return true
		}
	}
	return false
}

// byPeople notes people named as the cause: "caused by Marcus …", "because of the contractor's change".
func (s *sentence) byPeople() {
	for n := range s.nouns {
		np := &s.nouns[n]
		k := np.first - 1
		if k < 1 {
			continue
		}
		if np.kind == notPeople && s.tokens[np.head].is(humanAct|slip) {
			if made := s.phraseAt(np.last + 1); made >= 0 && s.nouns[made].kind == staff && s.hasForm(s.nouns[made].last+1, pastForm) {
				np.owner, np.ownerLast = staff, np.last // "a change Omar made"
			}
		}
		person := np.kind == staff && !s.tokens[np.head].is(personal) || np.kind == someone || np.kind == we && !s.is(np.head, "us")
		owned := (np.owner == staff || np.owner == someone) && (s.tokens[np.head].is(humanAct|slip|trait) || s.isOneOf(np.head, "error", "errors", "haste") || s.hasForm(np.head, ingForm) && s.phraseAt(np.last+1) >= 0)
		if np.kind == either && s.in(k-1, attributed) {
			person = true
		}
		if !person && !owned {
			continue
		}
		first := k - 1
		switch {
		case s.is(k, "by") && s.tokens[k-1].is(cause) && s.hasForm(k-1, doneForm):
			if s.tokens[k-1].entry.lemma == "lead" || s.is(k-1, "introduced") && s.changed(k-1) {
				continue
			}
		case s.is(k, "by") && s.in(k-1, aggravated):
		case s.is(k, "by") && s.brought(k-1):
		case s.is(k, "to") && s.is(k-1, "due") && s.deserved(k-2):
			continue // "praise is due to the night crew"
		case s.is(k, "to") && (s.is(k-1, "due") || s.is(k-1, "attributable") || s.is(k-1, "down") && (s.beBefore(k-1) || s.laying(k-1) >= 0)):
		case s.is(k, "to") && s.laying(k) >= 0:
			first = s.laying(k)
		case s.is(k, "to") && s.is(k-1, "thanks") && (s.grateful(k-1) || s.harmAverted()):
			continue
		case s.is(k, "to") && s.is(k-1, "thanks") && (s.harmIn(np.last+1, np.last+20) || s.harmIn(s.head, k-1) || s.lost(np.last+1) || s.loss(np.last+1, min(np.last+20, len(s.tokens))) || s.is(k-2, "no")):
		case s.is(k, "of") && (s.is(k-1, "because") || s.is(k-1, "account") && s.hasForm(np.last+1, ingForm)):
		case s.is(k, "of") && s.is(k-1, "result") && (owned || s.hasForm(np.last+1, ingForm)):
		case s.is(k, "with") && s.isOneOf(k-1, "lies", "lay", "rests") && s.entrusted(s.head):
			continue // "responsibility for the table lies with the data team"
		case s.is(k, "with") && (s.is(k-1, "lies") || s.is(k-1, "lay") || s.is(k-1, "rests")), s.is(k, "on") && (s.is(k-1, "pinned") || s.is(k-1, "blamed")), s.is(k, "at") && s.is(k-1, "feet"):
		case s.tokens[k].tag == tagAux && k > 0 && s.tokens[k-1].is(slip) && s.is(np.last+1, "'s") && s.ends(np.last+2):
			first = k - 1 // "The mistake was Andrea's."
		case s.tokens[k].tag == tagAux && s.causeNoun(k) && (s.ends(np.last+1) || s.whoNear(np.last+1) || s.hasForm(np.last+1, ingForm)) && s.tokens[k].entry != nil && s.tokens[k].entry.lemma == "be":
			first = np.first // "The root cause was Bob."
		default:
			continue
		}
		if np.kind == someone && s.is(np.last+1, "else") || owned && s.is(np.ownerLast, "your") && !s.tellsPast() {
			continue // whoever it was, or the reader: "introduced by your change"
		}
		if (s.is(k-1, "due") || s.is(k-1, "because")) && s.hasForm(np.last+1, ingForm) && !s.doneHarm(np.last+1) {
			continue // "due to the team moving offices"
		}
		if s.denied(first, np.last) || !owned && np.kind == we && s.is(k-1, "due") && s.is(np.last+1, "not") {
			continue
		}
		last := np.last
		if s.hasForm(last+1, ingForm) {
			last++
		}
		s.note(language.PersonFault, first, last, questionConditions, nil)
	}
	s.becauseOf()
	if s.label == causeLabel && s.head < len(s.tokens) {
		// "Trigger: the intern", "Root cause: Sam's config change"
		if n := s.nounAt[s.head]; n >= 0 && !s.hasVerb(s.head, len(s.tokens)) && (s.lastWord(s.head) == s.nouns[n].last || s.nouns[n].kind == staff && s.placed(s.nouns[n].last+1)) && s.head > 0 && s.tokens[s.head-1].tag != tagNone {
			if np := &s.nouns[n]; (np.kind == staff || np.kind == someone) && !s.counted(np) ||
				(np.owner == staff || np.owner == someone || np.owner == stranger) && (s.tokens[np.head].is(humanAct|slip|conduct) || s.handmade(np.head)) {
				s.note(language.PersonFault, np.first, np.last, questionConditions, nil)
			}
		}
		// "Root cause: Raj pushed …"
		for n := range s.verbs {
			v := &s.verbs[n]
			if v.first < s.head {
				continue // "Caused by: …"
			}
			if v.subject >= 0 && s.nouns[v.subject].first <= s.head+1 && (v.kind == staff || v.kind == someone || v.kind == either && s.tokens[s.nouns[v.subject].head].is(department)) && !v.passive && !s.placedBy(v) && (v.past || v.perfect || v.gerund) && v.modal == nil && !s.excused(v, v.last+1) && !v.negated && (!v.gerund || !s.counted(&s.nouns[v.subject])) && (s.tokens[max(s.head-1, 0)].tag == tagColon || s.tokens[max(s.head-1, 0)].mark == '|') {
				s.note(language.PersonFault, s.nouns[v.subject].first, v.last, questionConditions, nil)
			}
			break
		}
	}
}

// counted reports whether a noun phrase begins with how many there were, which tells of staffing: "two approvers on leave".
func (s *sentence) counted(np *nounPhrase) bool {
	return s.tokens[np.first].tag == tagNum || s.isOneOf(np.first, "two", "three", "four", "five", "few", "several")
}

// placedBy reports whether v only tells where or in what state somebody was: "was in their nineteenth hour awake", "were on a train".
func (s *sentence) placedBy(v *verbGroup) bool {
	return s.baseOf(v.main) == "be" && v.last+1 < len(s.tokens) && s.tokens[v.last+1].tag == tagPrep
}

// changed reports whether the participle at i is told of a change, which is no harm in itself: "the flag was introduced by the data team".
func (s *sentence) changed(i int) bool {
	v := s.verbOver(i, i)
	if v < 0 || s.verbs[v].subject < 0 {
		return false
	}
	h := &s.tokens[s.nouns[s.verbs[v].subject].head]
	return h.is(humanAct|component) && !h.is(harm|slip) && !h.means(defect)
}

// tellsPast reports whether a finite verb of the sentence tells the past.
func (s *sentence) tellsPast() bool {
	for n := range s.verbs {
		if v := &s.verbs[n]; (v.past || v.perfect || v.did) && !v.reduced && !v.gerund && v.modal == nil {
			return true
		}
	}
	return false
}

// grateful reports whether the "thanks" at token i is meant: "many thanks to Ana, who found it", "thanks to the vendor for".
func (s *sentence) grateful(i int) bool {
	if i > s.head {
		switch t := &s.tokens[i-1]; {
		case t.tag == tagAdj, t.tag == tagPoss, t.tag == tagOpen, t.is(possessive | adjective | determiner), s.is(i-1, "with"), s.is(i-1, "many"), s.is(i-1, "special"):
			return true
		}
	}
	n := s.phraseAt(i + 2)
	if n < 0 {
		return false
	}
	next := s.nouns[n].last + 1
	for next+1 < len(s.tokens) && (s.is(next, "and") || s.tokens[next].tag == tagComma) { // "Thanks to Ana, Kim and Lou for"
		if s.is(next+1, "and") {
			next++
		}
		n := s.phraseAt(next + 1)
		if n < 0 {
			break
		}
		next = s.nouns[n].last + 1
	}
	if i == s.head && s.isOneOf(next-1, "everyone", "everybody", "all") && s.is(next, "who") {
		return true
	}
	if next < len(s.tokens) && s.tokens[next].tag == tagOpen { // "Thanks to Ana (support) for", "Thanks to Ana (#12)."
		for next < len(s.tokens) && s.tokens[next].tag != tagClose {
			next++
		}
		next++
	}
	return s.is(next, "for") || i == s.head && (next >= len(s.tokens) || s.tokens[next].mark == '.')
}

// entrusted reports whether responsibility at token i is that for a thing or a task, which is somebody's to look after: "responsibility for the table".
func (s *sentence) entrusted(i int) bool {
	if !s.isOneOf(i, "responsibility", "ownership") || !s.is(i+1, "for") && !s.is(i+1, "of") {
		return false
	}
	thing := false
	for k := i + 2; k < len(s.tokens) && k < i+8 && !s.isOneOf(k, "lies", "lay", "rests"); k++ {
		if s.tokens[k].is(harm | slip) {
			return false
		}
		thing = thing || s.tokens[k].is(component|product|norm|humanAct)
	}
	return thing
}

// placed reports whether token i tells where somebody stands or that it is not the first time: "at the switchboard", ", again".
func (s *sentence) placed(i int) bool {
	return s.isOneOf(i, "at", "from", "on", "with", "without", "in", "who") || s.is(i+1, "again")
}

// becauseOf notes an act of people's given as the reason of harm: "the root cause is that Raj pushed …", "it went down because
// an engineer ran …", "caused when the vendor swapped …".
func (s *sentence) becauseOf() {
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.subject < 0 || v.inherited || v.passive || v.negated || v.modal != nil || !v.past && !v.perfect || v.kind != staff && v.kind != someone || s.excused(v, v.last+1) || s.laidDown(v) {
			continue
		}
		if e := s.tokens[v.main].entry; s.tokens[v.main].tag == tagAux || e.is(remedy|dontCare|inform) && !e.is(actVerb|ship) || e.is(perceive) {
			continue
		}
		i := s.nouns[v.subject].first
		if i > 2 && s.is(i-1, "of") && s.quantity(i-2) { // "one of the fitters"
			i -= 2
		}
		if s.tokens[s.nouns[v.subject].head].is(personal) && !s.causeNoun(i-2) {
			continue
		}
		if n > 0 && s.verbs[n-1].negated && s.verbs[n-1].subject >= 0 && (s.verbs[n-1].kind == we || s.is(s.nouns[s.verbs[n-1].subject].head, "i")) {
			continue // "we did not see the fault, because the testers had": their reason, not the cause
		}
		switch {
		case (s.is(i-1, "that") || s.is(i-1, "because")) && s.tokens[max(i-2, 0)].tag == tagAux && s.causeNoun(i-2):
		case (s.is(i-1, "because") || s.is(i-1, "bc") || s.is(i-1, "cos") || s.is(i-1, "cuz")) && (s.harmIn(s.head, i-1) || s.person(v.subject) && !v.progressive && s.suffers(s.head, i-1) || s.acts(v.main) && s.takes(v) && s.loss(s.head, i-1) || s.tokens[v.main].is(spoil) || s.tokens[v.main].means(destroy) || s.in(v.main, silencing) && s.guarded(v.last+1)):
		case s.is(i-1, "when") && s.person(v.subject) && (s.is(i-2, "started") || s.is(i-2, "began") || s.is(i-2, "happened") || s.is(i-2, "occurred")) && s.harmIn(max(i-7, 0), i-2) && s.tokens[v.main].is(actVerb|ship|spoil):
		case s.is(i-1, "when") && i > 2 && s.tokens[i-2].is(cause) && s.hasForm(i-2, doneForm):
		default:
			continue
		}
		s.note(language.PersonFault, i, v.last, questionConditions, nil)
	}
}

// takes reports whether a thing is named as the object of v.
func (s *sentence) takes(v *verbGroup) bool {
	n := s.phraseAt(v.last + 1)
	return n >= 0 && (s.tokens[s.nouns[n].head].tag == tagNoun || s.tokens[s.nouns[n].head].tag == tagName)
}

// loss reports whether the words from i to j tell of something lost, late or left waiting.
func (s *sentence) loss(i, j int) bool {
	for k := i; k < j; k++ {
		if s.tokens[k].is(denial) || s.is(k, "no") || s.is(k, "nothing") {
			return false
		}
		if s.tokens[k].tag == tagNoun || s.tokens[k].tag == tagAdj && !s.isOneOf(k, "late", "down", "void") {
			continue
		}
		if s.in(k, goingWrong) {
			return true
		}
		switch s.baseOf(k) {
		case "stand":
			return s.isOneOf(k+1, "still", "idle")
		case "go":
			return s.isOneOf(k+1, "down", "missing", "out", "dark")
		}
		if s.isOneOf(k, "late", "down", "offline", "void") {
			return true
		}
	}
	return false
}

// guarded reports whether the noun phrase at token i is an alarm or something else that protects.
func (s *sentence) guarded(i int) bool {
	n := s.phraseAt(i)
	return n >= 0 && (s.tokens[s.nouns[n].head].is(alarm) || s.tokens[s.nouns[n].head].means(safeguard))
}

// suffers reports whether the words from i to j tell of something in a bad state: "went stale", "was published twice".
func (s *sentence) suffers(i, j int) bool {
	for k := i; k < j; k++ {
		if s.in(k, becoming) {
			for g := k + 1; g < j && g < k+5; g++ {
				if s.in(g, badStates) {
					return true
				}
			}
		}
	}
	return false
}

// lost reports whether the clause after a comma at token i tells of something lost: ", we lost a day".
func (s *sentence) lost(i int) bool {
	for k := i; k < len(s.tokens) && k < i+6; k++ {
		if s.tokens[k].is(denial) || s.isOneOf(k, "nothing", "nobody") || s.is(k+1, "only") || s.is(k+1, "just") {
			return false
		}
		if s.is(k, "lost") || s.is(k, "lose") || s.is(k, "missed") {
			return true
		}
	}
	return false
}

// deserved reports whether what is said before token i to be due is praise.
func (s *sentence) deserved(i int) bool {
	for k := i; k >= 0 && k >= i-8; k-- {
		if s.in(k, praise) {
			return true
		}
	}
	return false
}

// whoNear reports whether a relative clause about people begins at token i, a place aside: "… at the agency who".
func (s *sentence) whoNear(i int) bool {
	for k := i; k < len(s.tokens) && k < i+5 && !s.breaks(k); k++ {
		if s.is(k, "who") || s.is(k, "whose") {
			return true
		}
	}
	return false
}

// causeNoun reports whether the noun phrase before the verb at i is what names a cause: "the root cause was", "the problem is".
func (s *sentence) causeNoun(i int) bool {
	for k := i - 1; k >= 0 && k >= i-7 && !s.breaks(k); k-- {
		switch {
		case s.tokens[k].tag == tagVerb || s.tokens[k].tag == tagRel:
			return false
		case s.in(k, causeNames), s.is(k, "source") && s.is(k+1, "of"):
			return !s.denied(k, k)
		}
	}
	return false
}

// brought reports whether the participle at i, before "by", tells who made the harm that is its subject: "the bug was
// introduced by", "the misconfiguration pushed by".
func (s *sentence) brought(i int) bool {
	if !s.in(i, bringingIn) {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-8 && !s.breaks(k); k-- {
		if n := s.nounAt[k]; n >= 0 && s.nouns[n].prep < 0 {
			return s.tokens[s.nouns[n].head].is(harm | slip)
		}
	}
	return false
}

// laying returns the verb that lays something to or on what follows token i: "traced back to", "put down to"; -1 for none.
func (s *sentence) laying(i int) int {
	for k := i - 1; k >= 0 && k >= i-9 && !s.breaks(k); k-- {
		if s.tokens[k].tag == tagNoun {
			continue // "stack traces to"
		}
		if s.in(k, layingTo) || s.baseOf(k) == "put" && s.is(i-1, "down") {
			return k
		}
	}
	return -1
}

// ends reports whether the clause ends at token i.
func (s *sentence) ends(i int) bool {
	return i >= len(s.tokens) || s.breaks(i) || s.tokens[i].mark != 0
}

func (s *sentence) beBefore(i int) bool {
	k := s.skipBack(i)
	return k >= 0 && s.tokens[k].tag == tagAux
}

// mends reports whether what v tells is of use, by its object or a particle: "pushed the fix", "turned the limiter back on".
func (s *sentence) mends(v *verbGroup) bool {
	for k := v.last + 1; k < len(s.tokens) && k < v.last+7 && !s.breaks(k); k++ {
		if s.isOneOf(k, "fix", "hotfix", "patch", "workaround", "rollback", "backup", "snapshot", "spare", "replacement", "ticket", "back", "again") {
			return true
		}
	}
	return false
}

// finds reports whether the noun phrase at token i is a defect that was there before.
func (s *sentence) finds(i int) bool {
	n := s.phraseAt(i)
	return n >= 0 && (s.tokens[s.nouns[n].head].means(defect) || s.isOneOf(s.nouns[n].head, "race", "gap", "weakness", "limit", "limitation"))
}
