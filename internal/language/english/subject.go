package english

import (
	"slices"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// attach finds the subject, the by-agent and the matrix verb of v.
func (s *sentence) attach(v *verbGroup) {
	last := len(s.verbs) - 1
	if v.passive || v.reduced {
		for k := v.last + 1; k < len(s.tokens) && k < v.last+10; k++ {
			if s.tokens[k].tag == tagComma || s.tokens[k].tag == tagStop || s.tokens[k].tag == tagVerb || s.tokens[k].tag == tagSub {
				break
			}
			if s.is(k, "by") && k+1 < len(s.tokens) {
				if s.isOneOf(k+1, "hand", "mail", "e-mail", "email", "phone", "mistake", "accident", "design", "default", "chance", "law", "word") && s.ends(k+2) || s.is(k+1, "hand") {
					break // a manner
				}
				v.agent = s.phraseAt(k + 1)
				if n := v.agent; n >= 0 && s.nouns[n].kind == notPeople && s.tokens[s.nouns[n].last].is(determiner) {
					v.agent = s.phraseAt(s.nouns[n].last + 1) // "by all three reviewers"
				}
				break
			}
		}
	}
	if v.infinitive {
		if last >= 0 && v.first-s.verbs[last].last <= 3 && !s.breakBetween(s.verbs[last].last+1, v.first) {
			m := &s.verbs[last]
			v.matrix = last
			v.subject, v.kind = m.subject, m.kind
			if n := s.nounBetween(m.last+1, v.first); n >= 0 { // "asked Raj to delete"
				v.subject, v.kind = n, s.nouns[n].kind
				v.matrix = -1
			} else if m.passive {
				v.subject, v.kind = m.subject, m.kind
			}
			return
		}
		// "Staff to be reminded": a notice. "The engineer's failure to check": the rules look there themselves.
		if n := s.endingAt(v.first - 1); last < 0 && n >= 0 && s.nouns[n].first <= s.head && s.nouns[n].prep < 0 {
			v.subject, v.kind = n, s.nouns[n].kind
		}
		return
	}
	i := v.first - 1
	for i >= 0 && (s.tokens[i].tag == tagAdv || s.tokens[i].tag == tagNone || s.tokens[i].tag == tagNeg && !s.is(i, "no")) {
		i--
	}
	crossed := false
	for steps := 0; (i >= s.head || i >= 0 && steps == 0) && steps < 2*longestSentence; steps++ { // the bound is a guard: every step goes left
		if i < 0 {
			break
		}
		t := &s.tokens[i]
		switch t.tag {
		case tagClose: // "(EU)"
			k := i
			for k >= 0 && s.tokens[k].tag != tagOpen {
				k--
			}
			if k <= s.head {
				if n := s.signature(k); k >= s.head-1 && n >= 0 { // "[Karim] deploys …"
					v.subject, v.kind = n, s.nouns[n].kind
				}
				return
			}
			i = k - 1
			continue
		case tagComma, tagStop:
			if t.mark == '|' && i > s.head { // the row's cell before: "| night shift | missed the page |"
				if n := s.endingAt(i - 1); n >= 0 && s.nouns[n].kind != notPeople {
					v.subject, v.kind = n, s.nouns[n].kind
					return
				}
			}
			if t.tag == tagStop && t.mark != '–' && t.mark != '—' && t.mark != '-' {
				s.elide(v)
				return
			}
			// The end of an insertion: "Priya, who was on call, missed".
			if k := s.insertion(i); k >= 0 && !crossed {
				i = k
				crossed = true
				continue
			}
			if i <= s.head || t.mark == '–' || t.mark == '—' {
				s.elide(v)
				return
			}
			s.inherit(v, last)
			return
		case tagColon:
			// "Raj: deleted the bucket"
			if n := s.endingAt(i - 1); n >= 0 && s.nouns[n].kind != notPeople && s.nouns[n].first <= s.head {
				v.subject, v.kind = n, s.nouns[n].kind
				return
			}
			s.elide(v)
			return
		case tagCoord:
			s.inherit(v, last)
			return
		case tagRel:
			v.relative = true
			if s.is(i, "who") || s.is(i, "whom") {
				v.kind = staff
				if n := s.endingAt(i - 1); n >= 0 {
					v.subject = n
					if s.nouns[n].kind == outsiders || s.nouns[n].kind == we {
						v.kind = s.nouns[n].kind
					}
				} else if i >= 1 && (s.tokens[i-1].tag == tagComma) {
					if n := s.endingAt(i - 2); n >= 0 {
						v.subject = n
						if s.nouns[n].kind == outsiders || s.nouns[n].kind == we {
							v.kind = s.nouns[n].kind
						}
					}
				}
				return
			}
			if n := s.endingAt(i - 1); n >= 0 && !s.is(i, "what") && !s.is(i, "how") && !s.is(i, "why") {
				v.subject, v.kind = n, s.nouns[n].kind
				if v.kind == either {
					v.kind = notPeople
				}
			}
			return
		case tagSub, tagTo:
			if s.is(i, "as") {
				return // "showed the pods as failing"
			}
			if v.gerund && last >= 0 && t.tag == tagSub { // "while editing"
				v.subject, v.kind, v.inherited = s.verbs[last].subject, s.verbs[last].kind, true
			}
			return
		case tagPrep:
			if v.gerund {
				// "by not following the runbook, the responder": the subject of the clause around it.
				if last >= 0 {
					v.subject, v.kind, v.inherited = s.verbs[last].subject, s.verbs[last].kind, true
				} else if n := s.mainSubjectAfter(v); n >= 0 {
					v.subject, v.kind, v.inherited = n, s.nouns[n].kind, true
				}
				return
			}
			i--
			continue
		case tagVerb, tagPart, tagAux, tagModal, tagGerund:
			if t.tag == tagGerund && i > 0 && s.tokens[i-1].tag == tagPrep { // "minutes of reading would …"
				i -= 2
				continue
			}
			if t.tag == tagPart && last >= 0 && s.verbs[last].reduced && i > 0 && s.nounAt[i-1] >= 0 { // "the engineers involved were"
				i--
				continue
			}
			if !v.gerund && last >= 0 && i > s.verbs[last].first && s.complement(last) {
				i = s.verbs[last].first - 1 // "the decision to upgrade led to …"
				continue
			}
			if !v.gerund && !v.reduced && last >= 0 {
				// "The engineer who was on call forgot": the clause between told of the same people.
				r := &s.verbs[last]
				doing := r.gerund && !r.inherited && r.subject >= 0 && r.kind.blamable() && s.nouns[r.subject].last == r.first-1 && s.nouns[r.subject].prep < 0 && !s.breakBetween(r.last, v.first) // "an electrician working for the landlord cut"
				if doing || r.relative || r.subject >= 0 && (s.is(s.nouns[r.subject].head, "whoever")) {
					v.subject, v.kind, v.inherited = r.subject, r.kind, true
				}
				return
			}
			if (v.gerund || v.reduced) && last >= 0 {
				v.subject, v.kind, v.inherited = s.verbs[last].subject, s.verbs[last].kind, true
				if v.reduced {
					v.subject, v.kind = -1, notPeople
				}
			}
			return
		case tagClitic:
			i--
			continue
		case tagDate, tagOpen:
			i--
			continue
		}
		n := s.nounAt[i]
		if n < 0 {
			i--
			continue
		}
		if v.gerund && last >= 0 && s.spending(last) { // "lost an hour chasing it"
			v.subject, v.kind, v.inherited = s.verbs[last].subject, s.verbs[last].kind, true
			return
		}
		np := &s.nouns[n]
		if m := s.nounAt[max(np.first-1, 0)]; np.prep < 0 && np.first == np.head && m >= 0 && m < n && s.nouns[m].kind.blamable() && !s.is(s.nouns[m].head, "they") && (s.is(np.head, "both") || s.is(np.head, "all") || s.is(np.head, "each")) {
			v.subject, v.kind = int(m), s.nouns[m].kind // "Ana and Tom both"
			return
		}
		if m := s.nounAt[max(np.prep-1, 0)]; np.prep > 0 && m >= 0 && s.nouns[m].kind == no1 {
			i = np.prep - 1 // "nobody of the night shift"
			continue
		}
		if m := s.nounAt[max(np.prep-1, 0)]; np.prep > 0 && m >= 0 && s.isOneOf(np.prep, "in", "at", "from", "on", "for", "with") && (s.nouns[m].kind == staff || s.nouns[m].kind == someone) {
			i = np.prep - 1 // "the fitter in Hall 3", "a contractor at the vendor"
			continue
		}
		if np.prep > 0 && s.is(np.prep, "of") && (np.kind.blamable() && s.quantity(np.prep-1) || (np.kind.blamable() || np.kind == either) && s.is(np.prep-1, "neither")) {
			v.subject, v.kind = int(n), np.kind // "two of our developers"
			return
		}
		if np.prep >= 0 && (!v.gerund || v.negated || steps != 0) {
			i = np.prep - 1
			if i < s.head && i < 0 {
				// "At the desk forgot …": no subject before the preposition.
				s.elide(v)
				return
			}
			continue
		}
		if !v.gerund && last >= 0 && s.complement(last) && np.first > s.verbs[last].last && !s.breakBetween(s.verbs[last].last, np.first) {
			i = s.verbs[last].first - 1
			continue
		}
		if last >= 0 && !v.gerund && !v.reduced && (np.first == s.verbs[last].last+1 || np.first == s.verbs[last].last+2 && s.is(np.first-1, "that")) && !s.verbs[last].infinitive {
			// "The engineer who made the change forgot", "Whoever wrote this forgot": the object of the clause between.
			r := &s.verbs[last]
			working := r.gerund && r.kind.blamable() && r.subject >= 0 && s.nouns[r.subject].last == r.first-1 // "the engineer doing the move"
			if r.relative && r.kind != notPeople || working || r.subject >= 0 && s.is(s.nouns[r.subject].head, "whoever") {
				v.subject, v.kind, v.inherited = r.subject, r.kind, true
				return
			}
		}
		v.subject, v.kind = int(n), np.kind
		// A conjunct: "Kafka and the engineer failed"; the nearest is enough.
		return
	}
	s.elide(v)
}

// complement reports whether a verb group is the infinitive of a noun: "the decision to upgrade".
func (s *sentence) complement(last int) bool {
	v := &s.verbs[last]
	return v.infinitive && v.matrix < 0 && v.first > s.head && s.nounAt[v.first-1] >= 0
}

// quantity reports whether token i counts what follows: "two of", "some of", "most of".
func (s *sentence) quantity(i int) bool {
	t := &s.tokens[i]
	return t.tag == tagNum || t.tag == tagPron && !t.is(personal) && !s.is(i, "none") || s.is(i, "two") || s.is(i, "three") || s.is(i, "one")
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
	if v.first <= s.head && (s.form == language.Event || v.past && s.oversight(v.main)) && !v.imperative && !v.reduced && !v.gerund {
		v.kind = unsaid
	}
}

// oversight reports whether the verb at token i tells of a slip that only people make, so that a fragment may open with
// it: "forgot to bump the version".
func (s *sentence) oversight(i int) bool {
	base := s.baseOf(i)
	return base != "" && slices.Contains(oversights[:], base)
}

// inherit takes the subject of the verb group before, as "and" and "," do.
func (s *sentence) inherit(v *verbGroup, last int) {
	if last >= 0 && s.disagrees(v, &s.verbs[last]) {
		return
	}
	for ; last >= 0; last-- {
		p := &s.verbs[last]
		worse := p.relative && s.worsens(p) && s.worsens(v) && last == len(s.verbs)-1 // "which compounded the problem and prolonged it"
		if p.infinitive || p.reduced || (p.gerund || p.relative) && !v.gerund && !worse {
			continue
		}
		if p.kind == notPeople && last > 0 && s.tokens[v.main].is(humanVerb|diligence) && s.peopleBefore(last) >= 0 {
			p = &s.verbs[s.peopleBefore(last)] // "assumed that it was fine and never asked"
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

// disagrees reports whether v, joined to p, is in a form that p rules out, so that it is a noun taken for a verb: "completed weight and balance forms".
func (s *sentence) disagrees(v, p *verbGroup) bool {
	told := p.past && !p.did && p.modal == nil && !p.infinitive && !p.gerund && !p.reduced && !p.passive
	return told && v.first == v.main && (v.main+1 == len(s.tokens) || !s.tokens[v.main+1].is(determiner|possessive|pronoun)) && s.hasForm(v.main, baseForm) && !s.hasForm(v.main, pastForm|doneForm|ingForm|sForm)
}

// worsens reports whether v tells that something made a harm worse.
func (s *sentence) worsens(v *verbGroup) bool {
	switch s.baseOf(v.main) {
	case "prolong", "worsen", "aggravate", "exacerbate", "compound", "cause", "trigger", "delay", "extend", "amplify", "complicate":
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
