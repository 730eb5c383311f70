package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// wrongObject notes slips told by their object or manner: "deleted the wrong bucket", "accidentally merged".
func (s *sentence) wrongObject(v *verbGroup) bool {
	at, ok := s.slipper(v)
	if !ok {
		return false
	}
	if v.gerund && v.subject >= 0 && s.in(s.nouns[v.subject].first-1, preventing) {
		return false // "to prevent them accidentally linking against it"
	}
	if s.ease(v.first) {
		return false // "the list makes it easy to select the wrong patient"
	}
	hit, till := s.slipAt(v)
	if hit < 0 || s.tokens[hit].is(oops) && s.luckily(v) {
		return false
	}
	oopsed := s.tokens[hit].is(oops)
	if s.excused(v, v.last+1) && !oopsed && (v.passive || v.kind != unsaid) {
		return false
	}
	first, last := min(s.opening(v, at), hit), max(v.last, hit, till)
	if v.passive {
		last = max(last, s.nouns[v.agent].last)
	}
	var better edit
	if oopsed || s.tokens[hit].is(wrong|unfit) {
		better = s.wrongEdit(v, hit)
	}
	s.note(language.PersonFault, first, last, s.lookQuestion(hit), better)
	return true
}

// ease reports whether the infinitive at token i tells what something makes easy or hard to do.
func (s *sentence) ease(i int) bool {
	if !s.is(i, "to") {
		i--
	}
	return i >= 2 && s.is(i, "to") && s.is(i-2, "it") && (s.tokens[i-1].tag == tagAdj || s.isOneOf(i-1, "easy", "easier", "hard", "harder", "possible", "simple", "tempting"))
}

// slipper returns the noun phrase of who did v, -1 where it is left out, if those are people of whom a slip may be told.
func (s *sentence) slipper(v *verbGroup) (at int, ok bool) {
	k, at := v.kind, v.subject
	if v.passive {
		if v.agent < 0 {
			return -1, false
		}
		k, at = s.nouns[v.agent].kind, v.agent
	}
	if k == outsiders && !v.progressive && (v.past || v.perfect || s.timed()) && at >= 0 && s.is(s.nouns[at].head, "people") {
		k = someone
	}
	if !k.blamable() || v.negated || at >= 0 && s.is(s.nouns[at].head, "you") {
		return at, false
	}
	return at, k != we || v.past || v.perfect || v.gerund || v.inherited
}

// slipAt returns the token that tells v as a slip, and the last one of what it opens; -1 for none.
func (s *sentence) slipAt(v *verbGroup) (hit, till int) {
	if v.passive && v.subject >= 0 && !v.inherited && s.tokens[v.main].is(actVerb|ship) {
		for i := s.nouns[v.subject].head - 1; i >= s.nouns[v.subject].first; i-- {
			if s.tokens[i].is(wrong | unfit) {
				return i, -1 // "the wrong file was uploaded by the clerk"
			}
		}
	}
	for i := max(v.first-2, 0); i < v.end; i++ {
		switch {
		case s.tokens[i].is(oops) && (i <= v.last || s.adverbial(i)):
			return i, -1
		case i > v.last:
			if till = s.mark(v, i); till >= 0 && (s.is(i, "wrong") || !s.undoes(v)) {
				return i, till
			}
		}
	}
	if i := s.byMistake(v); i >= 0 {
		return i, i + 1
	}
	if (v.kind == staff || v.kind == someone) && s.tokens[v.main].is(ship) && s.misfit(v.end) {
		return v.end, -1
	}
	return -1, -1
}

// byMistake returns the token of "by mistake" or its like at the end of the clause of v, -1 for none.
func (s *sentence) byMistake(v *verbGroup) int {
	for k := v.last + 1; k+1 < len(s.tokens) && !s.breaks(k) && s.tokens[k].tag != tagCoord || k+2 < len(s.tokens) && s.tokens[k].tag == tagCoord && s.phraseAt(k+1) >= 0; k++ {
		if (s.is(k, "by") && s.isOneOf(k+1, "mistake", "accident", "error") || s.is(k, "in") && s.is(k+1, "error")) && s.ends(k+2) {
			return k
		}
	}
	return -1
}

// undoes reports whether v takes a thing back or out of the way: "rolled back the faulty configuration", "unplugged the faulty card".
func (s *sentence) undoes(v *verbGroup) bool {
	switch s.baseOf(v.main) {
	case "revert", "undo", "unplug", "remove", "disconnect", "isolate", "disable", "drain", "delete", "kill", "stop", "restart", "evict", "quarantine", "replace", "revoke", "retract", "withdraw":
		return true
	case "roll", "back":
		return s.isOneOf(v.last+1, "back", "out")
	}
	return false
}

// luckily reports whether what v tells is said to have helped: "the rack we accidentally over-provisioned helped".
func (s *sentence) luckily(v *verbGroup) bool {
	for n := range s.verbs {
		if w := &s.verbs[n]; w.first > v.last && w.first < v.last+6 {
			return !w.negated && s.isOneOf(w.main, "helped", "saved", "spared")
		}
	}
	return false
}

// misfit reports whether a relative clause at token i tells of something that is not fit for its use: "a tokenizer that doesn't match the checkpoint".
func (s *sentence) misfit(i int) bool {
	if !s.isOneOf(i, "that", "which") {
		return false
	}
	for n := range s.verbs {
		if v := &s.verbs[n]; v.first > i && v.first <= i+2 {
			return v.negated && v.modal == nil && s.tokens[v.main].means(serve)
		}
	}
	return false
}

// theWrong reports whether the adjective at i is that of one thing: "the wrong amount".
func (s *sentence) theWrong(i int) bool {
	n := s.nounAt[i]
	return n >= 0 && s.is(i-1, "the") && !s.tokens[s.nouns[n].head].entry.pluralNoun()
}

// swapped notes one thing taken for another: "pressed stop instead of reset".
func (s *sentence) swapped(v *verbGroup) bool {
	if v.kind != staff && v.kind != someone || v.passive || v.negated || !v.past && !v.perfect && !s.timed() {
		return false
	}
	e := s.tokens[v.main].entry
	for k := v.last + 2; k+2 < len(s.tokens) && k < v.last+14 && !s.breaks(k); k++ {
		instead := s.is(k, "instead") && s.is(k+1, "of")
		if !instead && (!s.is(k, "rather") || !s.is(k+1, "than")) || s.hasForm(k+2, ingForm) {
			continue
		}
		n, last, question := s.phraseAt(k+2), k+2, "What made the two look alike at the time?"
		switch {
		case s.isOneOf(k+2, "before", "after"): // "after the upgrade instead of before it"
			question = "What made the order hard to see at the time?"
		case (s.is(k+3, "'s") || s.is(k+4, "'s")) && s.isOneOf(k+2, "today", "tomorrow", "this", "last", "next") && s.acts(v.main) && !e.is(remedy): // "yesterday's list instead of today's"
		case n < 0, s.tokens[k+2].tag == tagDate, s.tokens[min(s.nouns[n].last+1, len(s.tokens)-1)].tag == tagDate: // another day is a plan
			continue
		case instead && (e.is(actVerb) && !e.is(remedy) || e.is(perceive) || s.baseOf(v.main) == "read"), s.alike(s.nounAt[k-1], n):
			last = s.nouns[n].last
		default:
			continue
		}
		if !s.excused(v, k) {
			s.note(language.PersonFault, v.first, last, question, nil)
			return true
		}
	}
	return false
}

// alike reports whether two noun phrases name two of a kind: "feeder B", "feeder A".
func (s *sentence) alike(a int16, b int) bool {
	if a < 0 {
		return false
	}
	if s.isOneOf(s.nouns[b].last+1, "one", "ones") || s.isOneOf(s.nouns[b].head, "one", "ones") && s.nouns[b].first < s.nouns[b].head {
		return true // "the active controller", "the standby one"
	}
	for i := s.nouns[a].first; i <= s.nouns[a].last; i++ {
		for k := s.nouns[b].first; k <= s.nouns[b].last; k++ {
			if w := s.words(i, i); len(w) > 2 && !s.tokens[i].is(determiner|adjective) && foldEqual(w, s.words(k, k)) {
				return true
			}
		}
	}
	return false
}

// misdone notes the verbs in mis-, which tell a slip of whoever does them: "misread", "mis-sized".
func (s *sentence) misdone(v *verbGroup) bool {
	k := v.kind
	if v.passive && v.agent >= 0 {
		k = s.nouns[v.agent].kind
	}
	if !k.blamable() && k != either || v.passive && v.agent < 0 || v.negated {
		return false
	}
	w := s.words(v.main, v.main)
	if base := s.baseOf(v.main); base != "" {
		w = base
	}
	if !misdeed(w) || s.excused(v, v.last+1) {
		return false
	}
	s.note(language.PersonFault, v.main, v.main, s.faultQuestion(v, v.subject), nil)
	return true
}

// misdeed reports whether a verb in mis- tells a slip: not missed, mistrusted or misted; programs misbehave.
func misdeed(w string) bool {
	return len(w) >= 7 && foldEqual(w[:3], "mis") && w[3]|0x20 != 's' && w[3]|0x20 != 't' && (len(w) < 9 || !foldEqual(w[:9], "misbehave"))
}

// adverbial reports whether the slip adverb at i belongs to the verb before it.
func (s *sentence) adverbial(i int) bool {
	return i+1 >= len(s.tokens) || s.tokens[i+1].tag != tagAdj && !s.hasForm(i+1, doneForm)
}
