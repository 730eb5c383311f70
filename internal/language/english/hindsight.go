package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// hindsight notes the right choice made to look plain by what is known now. Most of it is phrases; here are the adverbs.
func (s *sentence) hindsight() {
	s.lookingBack()
	if s.holds.classes&(clearly|foolish) == 0 && !s.is(s.head, "clearly") {
		return
	}
	for i := range s.tokens {
		t := &s.tokens[i]
		if !t.is(clearly) && !t.is(foolish) && (i != s.head || !s.is(i, "clearly") || s.tokens[min(i+1, len(s.tokens)-1)].mark != ',') || s.denied(i, i) {
			continue
		}
		if t.is(foolish) {
			if s.holdsNow(i, i) {
				continue // "polling is a bad idea here"
			}
			// "a bad idea", "foolish to": about a choice.
			if n := s.nounAt[i]; n >= 0 && s.nouns[n].head > i {
				if !s.is(s.nouns[n].head, "idea") && !s.is(s.nouns[n].head, "ideas") && !s.is(s.nouns[n].head, "plan") && !s.is(s.nouns[n].head, "move") && !s.is(s.nouns[n].head, "gamble") {
					continue
				}
				s.note(language.Hindsight, i, s.nouns[n].head, questionForesight, nil)
			} else if s.is(i+1, "to") || s.is(i+1, "of") {
				s.note(language.Hindsight, i, i, questionForesight, nil)
			}
			continue
		}
		if s.modeName(i) {
			continue // "(obviously)": an aside
		}
		if s.isOneOf(i, "naturally", "plainly") && i > 0 && (s.ends(i+1) || s.endsVerb(i-1)) || s.is(i, "plainly") && s.isOneOf(i+1, "what", "how", "why") {
			continue // "is shipped naturally": how it is done
		}
		if s.hasForm(i+1, doneForm) && i > 0 && s.tokens[i+1].tag != tagPart {
			if k := s.skipBack(i); k >= 0 && s.tokens[k].tag == tagCoord {
				continue // "solely and obviously made to mislead": a description
			}
		}
		if s.isOneOf(i, "inevitably", "naturally") && !s.harmTold(s.clauseHead(i), len(s.tokens)) {
			continue // "has inevitably been the most of our work": how it went
		}
		// Only where something past is told.
		for n := range s.verbs {
			v := &s.verbs[n]
			if v.passive && i >= v.first && i < v.main || s.is(i, "naturally") && i > s.head && v.first > i && v.kind == notPeople {
				break // "obviously crafted": a description
			}
			foretold := i == s.head && v.modal != nil && v.modal.word == "would" && v.kind == notPeople // "obviously the cache would not survive"
			if foretold || (v.past || v.perfect || v.did) && (i == s.head || i >= v.first-4 && i <= v.end) && (v.modal == nil || v.perfect) {
				s.note(language.Hindsight, i, i, questionForesight, s.dropEdit(i, i))
				break
			}
		}
	}
}

// endsVerb reports whether a passive ends at token i.
func (s *sentence) endsVerb(i int) bool {
	v := s.verbOver(i, i)
	return v >= 0 && s.verbs[v].passive && s.verbs[v].last == i
}

// pastAt reports whether the clause around token first tells of what happened: that of the last verb before it, or of the next.
func (s *sentence) pastAt(first int) bool {
	at := -1
	for n := range s.verbs {
		if s.verbs[n].first > first && at >= 0 {
			break
		}
		if v := &s.verbs[n]; v.first > first && (v.gerund || v.infinitive || v.reduced) {
			continue // "of course cutting over by hand went wrong"
		}
		at = n
	}
	if at < 0 {
		return false
	}
	v := &s.verbs[at]
	return v.modal == nil && (v.past || v.perfect || v.did)
}

// lookingBack reads an opening that looks back, "in retrospect", as hindsight where the sentence goes on to value a choice.
func (s *sentence) lookingBack() {
	if s.holds.senses&backward == 0 && s.lacks(s.lex.asked.today) && s.lacks(s.lex.asked.now) {
		return
	}
	for i := range s.tokens {
		last := i
		if !s.tokens[i].means(backward) && !s.is(i, "today") && !s.is(i, "now") {
			continue
		}
		switch {
		case s.is(i, "now") && s.isOneOf(i-1, "we", "i") && s.isOneOf(i+1, "know", "realise", "realize"):
		case (s.is(i, "today") || s.is(i, "now")) && (s.is(i-2, "we") || s.is(i-2, "i")) && (s.is(i-1, "know") || s.is(i-1, "knew")):
		case (s.is(i, "today") || s.is(i, "now")) && s.is(i-1, "from") && (s.is(i-2, "seen") || s.is(i-2, "viewed") || s.is(i-2, "judged") || s.is(i-2, "looked")):
		case s.is(i, "hindsight"), s.is(i, "retrospect"), s.is(i, "retrospectively"):
		case s.is(i, "looking") && s.is(i+1, "back"):
			last = i + 1
		case s.is(i, "knowing") && s.is(i+1, "what") && (s.is(i+2, "we") || s.is(i+2, "i")):
			last = i + 2
		default:
			continue
		}
		if s.denied(i, last) {
			return
		}
		for k := range s.tokens {
			t := &s.tokens[k]
			if k >= i && k <= last || t.flags&opaque != 0 {
				continue
			}
			if t.is(weak|foolish|clearly|wrong|careless) || t.is(slip) && t.tag == tagNoun || s.is(k, "should") || s.is(k, "obvious") || s.is(k, "plain") || s.is(k, "clear") && s.is(k+1, "that") || s.is(k, "regret") || s.is(k, "wiser") || s.in(k, unwise) ||
				s.is(k, "right") && (s.is(k+1, "call") || s.is(k+1, "choice") || s.is(k+1, "decision") || s.is(k+1, "thing") || s.is(k+1, "move")) || s.is(k, "too") && s.mistimed(k+1) {
				if !s.denied(k, k) || s.lacking(k) {
					s.note(language.Hindsight, min(i, k), min(last, len(s.tokens)-1), questionForesight, nil)
					return
				}
			}
		}
		return
	}
}

// lacking reports whether the only denial before token i is of something left out, "without a fallback", not of the verdict.
func (s *sentence) lacking(i int) bool {
	without, verb := false, false
	for k := i - 1; k >= 0 && k >= i-9; k-- {
		verb = verb || s.tokens[k].tag == tagAux || s.tokens[k].tag == tagVerb
		if s.is(k, "without") {
			without = verb
		} else if s.tokens[k].is(denial) {
			return false
		}
	}
	return without
}
