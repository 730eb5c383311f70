package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// contrasts notes an act of people's told beside what they had been asked to do, or what was written: "erased the tape she had been asked to label",
// "typed 5 mg where the chart read 0.5 mg", "played Saturday's reel on Friday".
func (s *sentence) contrasts(v *verbGroup) bool {
	if v.kind != staff && v.kind != someone && (v.kind != either || !s.tokens[v.main].is(humanVerb|actVerb)) || !s.toldOf(v) {
		return false
	}
	last := s.bidOtherwise(v)
	if byHand := s.tokens[v.main].is(humanVerb) || s.isOneOf(v.main, "keyed", "dialled", "dialed", "poured", "booked"); last < 0 && (v.kind != either || byHand) {
		last = s.writtenOtherwise(v)
	}
	if last < 0 {
		last = s.misdated(v)
	}
	if last < 0 || s.prescribed(v.first) || s.excused(v, last+1) && (last+1 == len(s.tokens) || s.tokens[last+1].mark != ';') { // "; dead air from nine" is no reason
		return false
	}
	s.note(language.PersonFault, s.opening(v, v.subject), last, s.actorQuestion(v.subject), nil)
	return true
}

// toldOf reports whether v tells of an act that took place, with those who did it as its subject.
func (s *sentence) toldOf(v *verbGroup) bool {
	return (v.past || v.perfect || s.timed()) && v.modal == nil && !v.negated && !v.passive && !v.infinitive && !v.gerund && s.tokens[v.main].tag != tagAux
}

// bidOtherwise returns the last token of a clause on the object of v that tells what they had been asked to do with it, where that and v don't go together:
// "shredded the folder he was asked to archive"; -1 for none.
func (s *sentence) bidOtherwise(v *verbGroup) int {
	n := s.phraseAt(v.last + 1)
	if n < 0 {
		n = s.phraseAt(v.last + 2) // a particle between
	}
	if n < 0 || s.nouns[n].kind.blamable() {
		return -1
	}
	for k := range s.verbs {
		x := &s.verbs[k]
		if !x.infinitive || x.matrix < 0 || x.first <= s.nouns[n].last+2 {
			continue
		}
		w := &s.verbs[x.matrix]
		if w.first <= s.nouns[n].last || w.first > s.nouns[n].last+4 || !w.passive || w.negated || !s.in(w.main, bidding) || s.breakBetween(v.last, w.first) {
			continue
		}
		switch {
		case x.negated && s.acts(v.main), s.discards(v.main) && !s.discards(x.main) && !s.in(x.main, clearingAway),
			s.in(v.main, turningOn) && s.in(x.main, turningOff), s.in(v.main, turningOff) && (s.in(x.main, turningOn) || s.isOneOf(x.main, "keep", "watch", "monitor", "guard", "test")):
			return x.last
		case s.baseOf(x.main) == "leave" && s.acts(v.main):
			return x.last
		}
	}
	return -1
}

// discards reports whether the verb at token i does away with a thing.
func (s *sentence) discards(i int) bool { return s.tokens[i].means(destroy) || s.in(i, throwingOut) }

// writtenOtherwise returns the last token of a clause behind v that tells what was written where people put something else: "where the form asked for
// pounds"; -1 for none.
func (s *sentence) writtenOtherwise(v *verbGroup) int {
	if !s.acts(v.main) && !s.in(v.main, turningOff) && !s.in(v.main, settingDown) || s.in(v.main, tallying) {
		return -1
	}
	for k := v.last + 2; k+3 < len(s.tokens) && k < v.last+16; k++ {
		if !s.isOneOf(k, "where", "when", "while", "whereas", "although", "though") {
			continue
		}
		n := s.phraseAt(k + 1)
		if n < 0 || s.nouns[n].last+1 >= len(s.tokens) || !s.tokens[s.nouns[n].head].is(norm) && !s.in(s.nouns[n].head, papers) {
			return -1
		}
		w := s.verbFrom(s.nouns[n].last + 1)
		if w == nil || w.negated || !s.in(w.main, stating) && (s.baseOf(w.main) != "have" || w.main != w.last) {
			return -1
		}
		value := w.last + 1
		if s.is(value, "for") {
			value++
		}
		if s.otherValue(v.last+1, k, value) {
			return value
		}
		return -1
	}
	return -1
}

// otherValue reports whether the words from i to j hold a value that is of a kind with the one at token value: two amounts, two units, "Gate 12" and
// "Gate 21".
func (s *sentence) otherValue(i, j, value int) bool {
	if value >= len(s.tokens) || s.tokens[value].tag == tagTo {
		return false
	}
	for k := i; k < j; k++ {
		if s.amount(k) && s.amount(value) || s.in(k, counterparts) && s.in(value, counterparts) {
			return !foldEqual(s.words(k, k), s.words(value, value))
		}
		if n := s.phraseAt(value); n >= 0 && s.nounAt[k] >= 0 && s.alike(s.nounAt[k], n) {
			return true
		}
	}
	return false
}

// amount reports whether token i is a number, in figures or words.
func (s *sentence) amount(i int) bool {
	return i < len(s.tokens) && (s.tokens[i].flags&number != 0 || s.tokens[i].tag == tagNum || s.isOneOf(i, "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred"))
}

// misdated returns the last token of the day or month on which v was done with what belonged to another: "served Tuesday's menu on Monday"; -1 for none.
func (s *sentence) misdated(v *verbGroup) int {
	owner := v.last + 1
	if s.isOneOf(owner, "out", "up", "the") {
		owner++
	}
	if !s.in(v.main, handlingDays) || owner+4 >= len(s.tokens) || !s.tokens[owner].is(calendar) || !s.is(owner+1, "'s") {
		return -1
	}
	for k := owner + 3; k+1 < len(s.tokens) && k < owner+7 && !s.breaks(k); k++ {
		if s.isOneOf(k, "on", "in") && s.tokens[k+1].is(calendar) && !foldEqual(s.words(owner, owner), s.words(k+1, k+1)) {
			return k + 1
		}
	}
	return -1
}

// crossed notes two things of a pair taken for each other: "swapped latitude and longitude", "confused bytes with bits".
func (s *sentence) crossed(v *verbGroup) bool {
	if v.kind != staff && v.kind != someone && (v.kind != either || !s.tokens[v.main].is(humanVerb)) || !s.toldOf(v) || !s.in(v.main, exchanging) && !s.in(v.main, settingDown) || s.meant(v) || s.prescribed(v.first) {
		return false
	}
	for k := v.last + 1; k+2 < len(s.tokens) && k < v.last+8 && !s.breaks(k); k++ {
		g := k + 2
		if s.tokens[g].tag == tagDet {
			g++
		}
		if s.in(v.main, exchanging) && s.in(k, counterparts) && s.isOneOf(k+1, "and", "with", "for") && s.in(g, counterparts) || s.notUnit(k) {
			s.note(language.PersonFault, s.opening(v, v.subject), g, "What made the two look alike at the time?", nil)
			return true
		}
	}
	return false
}

// notUnit reports whether token i is a unit and what follows denies that it was another: "in pounds, not kilos".
func (s *sentence) notUnit(i int) bool {
	if !s.in(i, counterparts) || !s.is(i-1, "in") || i+3 >= len(s.tokens) || s.tokens[i+1].tag != tagComma || !s.is(i+2, "not") {
		return false
	}
	return (s.in(i+3, counterparts) || s.is(i+3, "in") && s.in(i+4, counterparts)) && !s.is(i+5, "as") && !s.like(i+4)
}

// meantOther notes what people did beside what they meant to: "meant to type 10 and typed 100", "said left when she meant right".
func (s *sentence) meantOther(v *verbGroup) bool {
	if v.kind != staff && v.kind != someone || !s.toldOf(v) {
		return false
	}
	last := -1
	if s.in(v.main, aiming) {
		last = s.missed(v)
	} else if s.tokens[v.main].is(humanVerb|actVerb|ship) || s.acts(v.main) {
		last = s.thoughMeant(v)
	}
	if last < 0 || s.excused(v, last+1) {
		return false
	}
	s.note(language.PersonFault, s.opening(v, v.subject), last, "What made the two look alike at the time?", nil)
	return true
}

// missed returns the last token of what was done in place of what v tells was aimed at: "wanted to stop one node and stopped forty"; -1 for none.
func (s *sentence) missed(v *verbGroup) int {
	for n := range s.verbs {
		x := &s.verbs[n]
		if !x.infinitive || x.negated || x.first != v.last+1 {
			continue
		}
		for k := n + 1; k < len(s.verbs); k++ {
			w := &s.verbs[k]
			if w.past && !w.negated && w.kind == v.kind && s.baseOf(w.main) == s.baseOf(x.main) && w.first < x.last+12 && s.otherValue(x.last+1, w.first, w.last+1) {
				return w.last + 1
			}
		}
	}
	return -1
}

// thoughMeant returns the last token of a clause behind v that tells what was meant: "when she meant right"; -1 for none.
func (s *sentence) thoughMeant(v *verbGroup) int {
	for k := v.last + 2; k+1 < len(s.tokens) && k < v.last+10; k++ {
		if !s.is(k, "meant") || s.is(k+1, "to") || s.is(k+1, "that") {
			continue
		}
		i := k - 1
		if s.is(i, "had") {
			i--
		}
		if s.isOneOf(i, "he", "she", "they") {
			i--
		}
		if i > v.last && s.isOneOf(i, "when", "where", "and", "but", "though", "although") && s.tokens[k+1].mark == 0 {
			return k
		}
	}
	return -1
}

// forItself takes "it" for the team of the main clause where a clause on its object tells what was left undone: "Procurement signed a contract it had not
// read".
func (s *sentence) forItself() {
	for n := range s.verbs {
		v := &s.verbs[n]
		if !v.negated || !v.perfect || !v.past || v.kind != notPeople || v.subject < 0 || v.inherited || !s.is(s.nouns[v.subject].head, "it") || n == 0 {
			continue
		}
		it, u := s.nouns[v.subject].first, &s.verbs[n-1]
		if !s.tokens[v.main].is(diligence|ship|actVerb) || s.baseOf(v.main) == "write" || u.kind != staff || u.subject < 0 || u.passive || !s.tokens[s.nouns[u.subject].head].is(team|department|role) || s.breakBetween(u.last, it) {
			continue
		}
		if s.nounAt[it-1] >= 0 && s.nouns[s.nounAt[it-1]].first > u.last || s.isOneOf(it-1, "that", "which") {
			v.kind = staff
		}
	}
}
