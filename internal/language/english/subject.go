package english

import (
	"github.com/blameless-postmortem/postmortem/internal/language"
)

// settled is where a walk to the left stands once it found what it looked for.
const settled = -2

// attach finds the subject, the by-agent and the matrix verb of v: it walks left from the verb until something settles who acts.
func (s *sentence) attach(v *verbGroup) {
	if v.passive || v.reduced {
		s.findAgent(v)
	}
	last := len(s.verbs) - 1
	if v.infinitive {
		s.attachInfinitive(v, last)
		return
	}
	i := v.first - 1
	for i >= 0 && (s.tokens[i].tag == tagAdv || s.tokens[i].tag == tagNone || s.tokens[i].tag == tagNeg && !s.is(i, "no")) {
		i--
	}
	crossed := false
	for steps := 0; (i >= s.head || i >= 0 && steps == 0) && steps < 2*longestSentence; steps++ { // the bound is a guard: every step goes left
		switch t := &s.tokens[i]; t.tag {
		case tagClose:
			i = s.pastBracket(v, i)
		case tagComma, tagStop:
			before := i
			i = s.pastStop(v, i, last, crossed)
			crossed = crossed || i < before && i != settled
		case tagColon:
			s.signed(v, i)
			return
		case tagCoord:
			s.inherit(v, last)
			return
		case tagRel:
			s.attachRelative(v, i)
			return
		case tagSub, tagTo:
			if v.gerund && last >= 0 && t.tag == tagSub && !s.is(i, "as") { // "while editing"; but "showed the pods as failing"
				v.share(&s.verbs[last])
			}
			return
		case tagPrep:
			if v.gerund {
				s.attachAdjunct(v, last)
				return
			}
			i--
		case tagVerb, tagPart, tagAux, tagModal, tagGerund:
			i = s.pastVerb(v, i, last)
		case tagClitic, tagDate, tagOpen:
			i--
		default:
			if s.nounAt[i] < 0 {
				i--
			} else {
				i = s.pastNoun(v, int(s.nounAt[i]), last, steps == 0)
			}
		}
		if i == settled {
			return
		}
	}
	s.elide(v)
}

// give makes the noun phrase at n the subject of v.
func (s *sentence) give(v *verbGroup, n int) { v.subject, v.kind = n, s.nouns[n].kind }

// share gives v the subject of another verb group.
func (v *verbGroup) share(m *verbGroup) { v.subject, v.kind, v.inherited = m.subject, m.kind, true }

// findAgent finds by whom something was done.
func (s *sentence) findAgent(v *verbGroup) {
	for k := v.last + 1; k < len(s.tokens) && k < v.last+10; k++ {
		switch s.tokens[k].tag {
		case tagComma, tagStop, tagVerb, tagSub:
			return
		}
		if !s.is(k, "by") || k+1 >= len(s.tokens) {
			continue
		}
		if s.isOneOf(k+1, "hand", "mail", "e-mail", "email", "phone", "mistake", "accident", "design", "default", "chance", "law", "word") && s.ends(k+2) || s.is(k+1, "hand") {
			return // a manner
		}
		v.agent = s.phraseAt(k + 1)
		if n := v.agent; n >= 0 && s.nouns[n].kind == notPeople && s.tokens[s.nouns[n].last].is(determiner) {
			v.agent = s.phraseAt(s.nouns[n].last + 1) // "by all three reviewers"
		}
		return
	}
}

// attachInfinitive finds who is to do v: the object or the subject of the verb before it, if one is near.
func (s *sentence) attachInfinitive(v *verbGroup, last int) {
	if last >= 0 && v.first-s.verbs[last].last <= 3 && !s.breakBetween(s.verbs[last].last+1, v.first) {
		m := &s.verbs[last]
		if n := s.nounBetween(m.last+1, v.first); n >= 0 { // "asked Raj to delete"
			s.give(v, n)
			return
		}
		v.matrix, v.subject, v.kind = last, m.subject, m.kind
		return
	}
	// "Staff to be reminded": a notice. "The engineer's failure to check": the rules look there themselves.
	if n := s.endingAt(v.first - 1); last < 0 && n >= 0 && s.nouns[n].first <= s.head && s.nouns[n].prep < 0 {
		s.give(v, n)
	}
}

// pastBracket goes on before what ends with the bracket at i, "(EU)". A sentence that opens with it has no other subject
// than who may stand in it: "[Karim] deploys …".
func (s *sentence) pastBracket(v *verbGroup, i int) int {
	for i >= 0 && s.tokens[i].tag != tagOpen {
		i--
	}
	if i > s.head {
		return i - 1
	}
	if n := s.signature(i); i >= s.head-1 && n >= 0 {
		s.give(v, n)
	}
	return settled
}

// pastStop goes on before the insertion that ends with the comma or dash at i, "Priya, who was on call, missed"; any other
// divides v from its subject. Crossed tells that one insertion lies behind already.
func (s *sentence) pastStop(v *verbGroup, i, last int, crossed bool) int {
	t := &s.tokens[i]
	dash := t.mark == '–' || t.mark == '—'
	if t.mark == '|' && i > s.head { // the row's cell before: "| night shift | missed the page |"
		if n := s.endingAt(i - 1); n >= 0 && s.nouns[n].kind != notPeople {
			s.give(v, n)
			return settled
		}
	}
	if t.tag == tagStop && !dash && t.mark != '-' {
		s.elide(v)
		return settled
	}
	if before := s.insertion(i); before >= 0 && !crossed {
		return before
	}
	if i <= s.head || dash {
		s.elide(v)
	} else {
		s.inherit(v, last)
	}
	return settled
}

// signed gives v the subject before the colon at i: "Raj: deleted the bucket".
func (s *sentence) signed(v *verbGroup, i int) {
	if n := s.endingAt(i - 1); n >= 0 && s.nouns[n].kind != notPeople && s.nouns[n].first <= s.head {
		s.give(v, n)
		return
	}
	s.elide(v)
}

// attachRelative finds whom the relative pronoun at i stands for.
func (s *sentence) attachRelative(v *verbGroup, i int) {
	v.relative = true
	n := s.endingAt(i - 1)
	if !s.isOneOf(i, "who", "whom") {
		if n >= 0 && !s.isOneOf(i, "what", "how", "why") {
			s.give(v, n)
			if v.kind == either {
				v.kind = notPeople
			}
		}
		return
	}
	v.kind = staff
	if n < 0 && i >= 1 && s.tokens[i-1].tag == tagComma {
		n = s.endingAt(i - 2)
	}
	if n >= 0 {
		v.subject = n
		if k := s.nouns[n].kind; k == outsiders || k == we {
			v.kind = k
		}
	}
}

// attachAdjunct gives a gerund behind a preposition the subject of the clause around it: "by not following the runbook, the
// responder".
func (s *sentence) attachAdjunct(v *verbGroup, last int) {
	if last >= 0 {
		v.share(&s.verbs[last])
	} else if n := s.mainSubjectAfter(v); n >= 0 {
		s.give(v, n)
		v.inherited = true
	}
}

// pastVerb goes on before the word at i of another verb where the clause of v began before it; else the two may share a subject.
func (s *sentence) pastVerb(v *verbGroup, i, last int) int {
	t := &s.tokens[i]
	if t.tag == tagGerund && i > 0 && s.tokens[i-1].tag == tagPrep { // "minutes of reading would …"
		return i - 2
	}
	if last < 0 {
		return settled
	}
	r := &s.verbs[last]
	if r.subject >= 0 && s.is(s.nouns[r.subject].first-1, "whose") { // "the maintainer whose account was compromised had reused"
		return s.nouns[r.subject].first - 2
	}
	if t.tag == tagPart && r.reduced && i > 0 && s.nounAt[i-1] >= 0 { // "the engineers involved were"
		return i - 1
	}
	if !v.gerund && i > r.first && s.complement(last) {
		return r.first - 1 // "the decision to upgrade led to …"
	}
	switch {
	case v.reduced:
		v.subject, v.kind, v.inherited = -1, notPeople, true
	case v.gerund:
		v.share(r)
	default:
		// "The engineer who was on call forgot": the clause between told of the same people.
		doing := s.working(r) && !r.inherited && s.nouns[r.subject].prep < 0 && !s.breakBetween(r.last, v.first) // "an electrician working for the landlord cut"
		if doing || r.relative || s.whoever(r) {
			v.share(r)
		}
	}
	return settled
}

// working reports whether v is a gerund right behind the people who do it: "the engineer doing the move".
func (s *sentence) working(v *verbGroup) bool {
	return v.gerund && v.subject >= 0 && v.kind.blamable() && s.nouns[v.subject].last == v.first-1
}

// whoever reports whether the subject of v is that word.
func (s *sentence) whoever(v *verbGroup) bool {
	return v.subject >= 0 && s.is(s.nouns[v.subject].head, "whoever")
}

// pastNoun makes the noun phrase at n the subject of v, or goes on before it where it belongs to another one or to a clause between.
// Next tells that it stands next to v.
func (s *sentence) pastNoun(v *verbGroup, n, last int, next bool) int {
	np := &s.nouns[n]
	if v.gerund && last >= 0 && s.spending(last) { // "lost an hour chasing it"
		v.share(&s.verbs[last])
		return settled
	}
	if m := s.nounAt[max(np.first-1, 0)]; np.prep < 0 && np.first == np.head && m >= 0 && int(m) < n && s.nouns[m].kind.blamable() && !s.is(s.nouns[m].head, "they") && s.isOneOf(np.head, "both", "all", "each") {
		s.give(v, int(m)) // "Ana and Tom both"
		return settled
	}
	if before := s.nounAt[max(np.prep-1, 0)]; np.prep > 0 && before >= 0 {
		k := s.nouns[before].kind
		if k == no1 || (k == staff || k == someone) && s.isOneOf(np.prep, "in", "at", "from", "on", "for", "with") {
			return np.prep - 1 // "nobody of the night shift", "the fitter in Hall 3", "a contractor at the vendor"
		}
	}
	if np.prep > 0 && s.is(np.prep, "of") && (np.kind.blamable() && s.quantity(np.prep-1) || (np.kind.blamable() || np.kind == either) && s.is(np.prep-1, "neither")) {
		s.give(v, n) // "two of our developers"
		return settled
	}
	if np.prep >= 0 && (!v.gerund || v.negated || !next) {
		if np.prep == 0 {
			// "At the desk forgot …": no subject before the preposition.
			s.elide(v)
			return settled
		}
		return np.prep - 1
	}
	if last >= 0 && !v.gerund {
		r := &s.verbs[last]
		if s.complement(last) && np.first > r.last && !s.breakBetween(r.last, np.first) && !s.clauseBetween(r.last+1, np.first) {
			return r.first - 1
		}
		if behind := np.first == r.last+1 || np.first == r.last+2 && s.is(np.first-1, "that"); behind && !v.reduced && !r.infinitive && (r.relative && r.kind != notPeople || s.working(r) || s.whoever(r)) {
			v.share(r) // "The engineer who made the change forgot", "Whoever wrote this forgot": the object of the clause between
			return settled
		}
	}
	s.give(v, n) // of "Kafka and the engineer" the nearest is enough
	if last >= 0 && s.is(np.head, "it") && s.ofItself(last, np.first) {
		v.kind = staff
	}
	return settled
}

// ofItself reports whether "it" at token i stands for the team that the verb group at last tells to have said or shown something of itself: "the agency has
// proved that it cannot".
func (s *sentence) ofItself(last, i int) bool {
	r := &s.verbs[last]
	if r.kind != staff || r.subject < 0 || r.passive || r.last >= i || !s.tokens[s.nouns[r.subject].head].is(team|department) || s.breakBetween(r.last+1, i) {
		return false
	}
	switch s.baseOf(r.main) {
	case "show", "prove", "demonstrate", "admit", "claim", "insist", "concede", "acknowledge", "boast", "promise":
		return s.is(i-1, "that") || i == r.last+1
	}
	return false
}

// complement reports whether a verb group is the infinitive of a noun: "the decision to upgrade".
func (s *sentence) complement(last int) bool {
	v := &s.verbs[last]
	return v.infinitive && v.matrix < 0 && v.first > s.head && s.nounAt[v.first-1] >= 0
}

// quantity reports whether token i counts what follows: "two of", "some of", "most of".
func (s *sentence) quantity(i int) bool {
	t := &s.tokens[i]
	return s.in(i, shares) || t.tag == tagNum || t.tag == tagPron && !t.is(personal) && !s.is(i, "none") || s.is(i, "two") || s.is(i, "three") || s.is(i, "one")
}

// spending reports whether a verb group tells what time or effort went into: "spent the night", "wasted an hour".
func (s *sentence) spending(last int) bool {
	switch s.baseOf(s.verbs[last].main) {
	case "spend", "waste", "lose", "take":
		return true
	}
	return false
}

// elide handles a verb with no subject in front of it: a fragment or an imperative.
func (s *sentence) elide(v *verbGroup) {
	e := s.tokens[v.main].entry
	if v.gerund && v.first <= s.head {
		// "Ignoring the alerts, the engineer went on."
		if n := s.mainSubjectAfter(v); n >= 0 {
			v.subject, v.kind, v.inherited = n, s.nouns[n].kind, true
		}
		return
	}
	if v.first <= s.head && v.negated && s.is(v.first, "do") {
		v.imperative = true
	}
	if v.first <= s.head && v.main == v.first && e != nil && e.forms&baseForm != 0 && !v.gerund && !v.reduced {
		v.imperative = true
	}
	if v.first <= s.head && (s.form == language.Event || v.past && (s.tokens[v.main].means(lapse) && !s.tellsWhich(v) || s.isOneOf(v.main, "missed", "omitted") && s.is(v.last+1, "to"))) && !v.imperative && !v.reduced && !v.gerund {
		v.kind = unsaid
	}
}

// tellsWhich reports whether v is no verb of its own but tells which things: "Mistyped names are rejected".
func (s *sentence) tellsWhich(v *verbGroup) bool {
	if v.last+1 >= len(s.tokens) {
		return false
	}
	n := s.nounAt[v.last+1]
	if n < 0 || s.nouns[n].last+1 >= len(s.tokens) {
		return false
	}
	first, tag := s.tokens[s.nouns[n].first].tag, s.tokens[s.nouns[n].last+1].tag
	return first != tagDet && first != tagPoss && (tag == tagAux || tag == tagVerb || tag == tagModal)
}

// inherit takes the subject of the verb group before, as "and" and "," do.
func (s *sentence) inherit(v *verbGroup, last int) {
	if last >= 0 && s.disagrees(v, &s.verbs[last]) {
		return
	}
	if last >= 0 && !v.gerund && !v.reduced && s.aside(&s.verbs[last]) && !s.breakBetween(s.verbs[last].last+1, v.first) {
		v.share(&s.verbs[last]) // ", which was bought in May and has failed since"
		return
	}
	for ; last >= 0; last-- {
		p := &s.verbs[last]
		worse := p.relative && s.worsens(p) && s.worsens(v) && last == len(s.verbs)-1 // "which compounded the problem and prolonged it"
		if p.infinitive || p.reduced || (p.gerund || p.relative) && !v.gerund && !worse {
			continue
		}
		if p.kind == notPeople && last > 0 && (s.tokens[v.main].is(humanVerb|diligence) || !p.relative && s.isOneOf(v.last+1, "it", "them")) && s.peopleBefore(last) >= 0 {
			p = &s.verbs[s.peopleBefore(last)] // "assumed that it was fine and never asked", "thought that it was idle and stopped it"
		}
		if v.reduced && v.agent < 0 && p.perfect && !p.passive {
			v.reduced, v.passive, v.perfect = false, false, true // "had copied it and forgotten"
		}
		if v.negated && p.passive && !v.did && s.hasForm(v.main, doneForm) && !s.hasVerb(v.first, v.main) {
			v.passive, v.past, v.modal = true, p.past, p.modal // "was coded but not tested"
		}
		v.subject, v.kind, v.inherited = p.subject, p.kind, true
		return
	}
	s.elide(v)
}

// aside reports whether v belongs to a relative clause behind a comma.
func (s *sentence) aside(v *verbGroup) bool {
	if !v.relative || v.infinitive || v.gerund {
		return false
	}
	for k := v.first - 1; k > 0 && k >= v.first-3; k-- {
		if s.tokens[k].tag == tagRel {
			return s.tokens[k-1].tag == tagComma
		}
	}
	return false
}

// disagrees reports whether v, joined to p, is in a form that p rules out, so that it is a noun taken for a verb: "completed weight and balance forms".
func (s *sentence) disagrees(v, p *verbGroup) bool {
	told := p.past && !p.did && p.modal == nil && !p.infinitive && !p.gerund && !p.reduced && !p.passive
	return told && v.first == v.main && (v.main+1 == len(s.tokens) || !s.tokens[v.main+1].is(determiner|possessive|pronoun)) && s.hasForm(v.main, baseForm) && !s.hasForm(v.main, pastForm|doneForm|ingForm|sForm)
}

// worsens reports whether v tells that something made a harm worse.
func (s *sentence) worsens(v *verbGroup) bool {
	switch s.baseOf(v.main) {
	case "prolong", "worsen", "aggravate", "exacerbate", "compound", "cause", "trigger", "delay", "extend", "amplify", "complicate", "impact", "affect", "take", "bring", "knock", "block", "prevent", "stop", "halt", "break":
		return true
	}
	return false
}

// peopleBefore returns the nearest finite verb before the one at last whose subject is people, or -1.
func (s *sentence) peopleBefore(last int) int {
	for last--; last >= 0; last-- {
		if p := &s.verbs[last]; !p.infinitive && !p.reduced && !p.gerund && p.kind.blamable() {
			return last
		}
	}
	return -1
}

// insertion returns the last token before an insertion that ends with the comma or dash at i, or -1.
func (s *sentence) insertion(i int) int {
	for k := i - 1; k > 0 && k > i-40; k-- {
		t := s.tokens[k].tag
		if t == tagComma || t == tagStop && s.tokens[k].mark != ';' {
			if k+1 >= i {
				return -1
			}
			opens := s.tokens[k+1].tag
			if s.nounAt[k-1] < 0 {
				continue
			}
			if opens == tagRel || opens == tagDet && !s.hasVerb(k+1, i) || opens == tagPrep || opens == tagPart || opens == tagGerund || opens == tagAdv || opens == tagSub || opens == tagPoss && !s.hasVerb(k+1, i) || opens == tagNoun && !s.hasVerb(k+1, i) || opens == tagName && !s.hasVerb(k+1, i) || opens == tagAdj {
				return k - 1
			}
			return -1
		}
	}
	return -1
}

func (s *sentence) hasVerb(i, j int) bool {
	for ; i < j; i++ {
		switch s.tokens[i].tag {
		case tagVerb, tagAux, tagModal:
			return true
		}
	}
	return false
}

// mainSubjectAfter finds the subject of the clause after an opening gerund phrase: "By not asking, Raj …".
func (s *sentence) mainSubjectAfter(v *verbGroup) int {
	for k := v.last + 1; k < len(s.tokens); k++ {
		if s.tokens[k].tag == tagComma && k+1 < len(s.tokens) {
			if n := s.phraseAt(k + 1); n >= 0 {
				return n
			}
		}
	}
	return -1
}

// endingAt returns the noun phrase whose last token is i, prepositional phrases after it skipped ("the engineer on
// duty"), or -1.
func (s *sentence) endingAt(i int) int {
	for i >= 0 {
		n := s.nounAt[i]
		if n < 0 {
			return -1
		}
		np := &s.nouns[n]
		if np.prep > 0 && np.kind == notPeople && s.nounAt[np.prep-1] >= 0 {
			i = np.prep - 1
			continue
		}
		return int(n)
	}
	return -1
}

func (s *sentence) nounBetween(i, j int) int {
	for ; i < j; i++ {
		if n := s.nounAt[i]; n >= 0 {
			return int(n)
		}
	}
	return -1
}
