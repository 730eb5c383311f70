package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// idled notes time that people let pass before they did what was theirs to do: "let forty minutes go by before she opened a ticket", "took until 11:40 to
// pick up the phone".
func (s *sentence) idled(v *verbGroup) bool {
	if v.kind != staff && v.kind != someone && v.kind != either || !s.toldOf(v) {
		return false
	}
	last := -1
	switch s.baseOf(v.main) {
	case "answer", "reply", "respond", "react", "pick", "call", "ring", "phone", "return", "report", "tell", "inform", "notify", "warn", "acknowledge", "escalate":
		last = s.onlyAt(v.last + 1)
	case "let":
		last = s.letGoBy(v.last + 1)
	case "take":
		last = s.tookUntil(v.last + 1)
	}
	if last < 0 || s.excused(v, last+1) || s.prescribed(v.first) || s.bidden(v) {
		return false
	}
	s.note(language.PersonFault, s.opening(v, v.subject), last, "What was happening during that time?", nil)
	return true
}

// letGoBy returns the last token of a span of time at token i that people let go by, with what they should have done in it; -1 for none.
func (s *sentence) letGoBy(i int) int {
	for k := i; k+1 < len(s.tokens) && k < i+7 && !s.breaks(k); k++ {
		if !s.in(k, spellsOfTime) || !s.in(k+1, passing) {
			continue
		}
		end := k + 2
		for s.isOneOf(end, "by", "past", "away", "on") {
			end++
		}
		switch {
		case s.is(end, "without"):
			return end
		case s.is(end, "before"):
			return s.reacts(end + 1)
		case end >= len(s.tokens) || end == len(s.tokens)-1 && s.tokens[end].mark != 0:
			return end - 1
		}
		return -1
	}
	return -1
}

// onlyAt returns the last token of what had to come before people answered, behind their verb before token i: "only at the ninth call"; -1 for none.
func (s *sentence) onlyAt(i int) int {
	for k := i; k+2 < len(s.tokens) && k < i+5 && !s.breaks(k); k++ {
		if s.is(k, "only") && s.is(k+1, "the") && s.isOneOf(k+2, "next", "following") {
			return k + 2
		}
		if !s.is(k, "only") || !s.isOneOf(k+1, "at", "after", "on") {
			continue
		}
		if n := s.phraseAt(k + 2); n >= 0 && (s.tokens[s.nouns[n].head].is(alarm|glance) || s.in(s.nouns[n].head, spellsOfTime) || s.isOneOf(s.nouns[n].head, "attempt", "try", "reminder")) {
			return s.nouns[n].last
		}
		return -1
	}
	return -1
}

// tookUntil returns the verb of attention that people took until a time to do, behind "took" before token i; -1 for none.
func (s *sentence) tookUntil(i int) int {
	if !s.isOneOf(i, "until", "till") {
		return -1
	}
	for n := range s.verbs {
		if x := &s.verbs[n]; x.infinitive && x.first > i && x.first < i+8 && !x.negated && s.attentive(x.main) {
			return x.last
		}
	}
	return -1
}

// reacts returns the verb of attention of the clause or the gerund at token i: "she opened a ticket", "answering"; -1 for none.
func (s *sentence) reacts(i int) int {
	for n := range s.verbs {
		w := &s.verbs[n]
		switch {
		case w.first < i:
		case w.first > i+7 || s.breakBetween(i, w.first) || w.modal != nil || w.passive || w.negated:
			return -1
		case s.attentive(w.main) && (w.gerund && w.first == i || w.subject >= 0 && (w.kind != notPeople || s.is(s.nouns[w.subject].head, "it"))):
			return w.last
		default:
			return -1
		}
	}
	return -1
}

// attentive reports whether the verb at token i is one of attention, or of turning to others or to the trouble.
func (s *sentence) attentive(i int) bool {
	e := s.tokens[i].entry
	return e.is(diligence|humanVerb|inform) && !e.is(ship|dontCare) || s.in(i, reacting)
}

// wentBy notes time told to have passed before anybody turned to the trouble: "two hours went by before anyone looked at the queue".
func (s *sentence) wentBy() {
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.subject < 0 || v.inherited || v.negated || v.modal != nil || v.passive || !v.past && !v.perfect {
			continue
		}
		span := s.in(s.nouns[v.subject].head, spellsOfTime) && s.in(v.main, passing)
		if !span && (!s.is(s.nouns[v.subject].head, "it") || !s.isOneOf(v.main, "took", "was")) {
			continue
		}
		for k := v.last + 1; k+1 < len(s.tokens) && k < v.last+7 && !s.breaks(k); k++ {
			span = span || s.in(k, spellsOfTime)
			if !s.is(k, "before") {
				continue
			}
			if m := s.phraseAt(k + 1); m >= 0 && span && (s.nouns[m].kind == someone || s.nouns[m].kind == staff && s.isOneOf(s.nouns[m].first+1, "single", "one")) {
				if last := s.reacts(k + 1); last >= 0 && !s.tokens[last].is(perceive) && !s.hasReason(last) {
					s.note(language.PersonFault, k, last, questionSee, nil)
				}
			}
			break
		}
	}
}
