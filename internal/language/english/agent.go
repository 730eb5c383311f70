package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// undoneBy notes what people left undone, told of the thing: "checklist not completed by the scrub nurse", "the restore was never tried by the vendor".
func (s *sentence) undoneBy(v *verbGroup) bool {
	if !v.passive || v.agent < 0 || !v.negated || v.modal != nil || v.infinitive || !v.past && !v.perfect || v.perfect && !v.past {
		return false
	}
	np := &s.nouns[v.agent]
	e := s.tokens[v.main].entry
	if np.kind != staff && np.kind != someone || s.isOneOf(np.first, "you", "another", "any", "a", "an", "other", "anyone", "anybody", "someone", "somebody") || e.is(perceive|spoil|dontCare) && !e.is(diligence) || s.excused(v, np.last+1) {
		return false
	}
	if !e.is(diligence|humanVerb|actVerb|ship) && !s.in(v.main, carriedOut) {
		return false
	}
	s.note(language.PersonFault, v.first, np.last, questionSee, nil)
	return true
}

// lapsedBy notes a fragment that opens with what people did not take in: "Missed by everyone on the call: the sign of the offset".
func (s *sentence) lapsedBy(v *verbGroup) bool {
	if !v.reduced || v.agent < 0 || v.first > s.head || v.negated {
		return false
	}
	np := &s.nouns[v.agent]
	if np.kind != staff && np.kind != someone || !s.in(v.main, letPass) {
		return false
	}
	s.note(language.PersonFault, v.first, np.last, questionSee, nil)
	return true
}

// noWord notes a fragment that tells of people's act that was not there: "No handover by the outgoing shift", "No reply from Procurement for nine days".
func (s *sentence) noWord() {
	if !s.is(s.head, "no") || s.head+1 >= len(s.tokens) {
		return
	}
	head := s.head + 1 // a verb for the tagger: "reply"
	if n := s.phraseAt(s.head); n >= 0 && s.nouns[n].head > s.head {
		head = s.nouns[n].head
	}
	for k := range s.verbs {
		if v := &s.verbs[k]; v.main != head && !v.reduced && !v.gerund && !v.infinitive {
			return
		}
	}
	if !s.tokens[head].is(glance) && !s.in(head, answers) {
		return
	}
	for k := head + 1; k+1 < len(s.tokens) && k < head+7 && !s.breaks(k); k++ {
		if !s.isOneOf(k, "by", "from") {
			continue
		}
		if m := s.phraseAt(k + 1); m >= 0 && (s.nouns[m].kind == staff || s.nouns[m].kind == someone) && !s.reasoned() {
			s.note(language.PersonFault, s.head, s.nouns[m].last, questionSee, nil)
			return
		}
	}
}

// defective notes what people handed over told by what it does not do: "shipped a tokenizer that doesn't match the model", "wrote a retry loop with no limit".
func (s *sentence) defective(v *verbGroup) bool {
	if v.kind != staff && v.kind != someone || v.passive || v.negated || v.infinitive || v.gerund || v.modal != nil || !v.past && !v.perfect && !s.timed() {
		return false
	}
	if !s.in(v.main, handingOver) {
		return false
	}
	n := s.phraseAt(v.last + 1)
	if n >= 0 && s.nouns[n].kind.blamable() {
		n = s.phraseAt(s.nouns[n].last + 1) // "sold us a system"
	}
	if n < 0 || s.nouns[n].kind != notPeople || !s.isOneOf(s.nouns[n].first, "a", "an") && !s.tokens[s.nouns[n].head].entry.pluralNoun() {
		return false
	}
	i := s.nouns[n].last + 1
	last := -1
	switch {
	case s.is(i, "with") && s.is(i+1, "no") && s.in(s.phraseHead(i+1), provisions),
		s.is(i, "without") && s.in(s.phraseHead(i+1), carefulness):
		last = i + 1
	case s.isOneOf(i, "that", "which"):
		for k := range s.verbs {
			w := &s.verbs[k]
			if w.first <= i || w.first > i+3 {
				continue
			}
			switch {
			case !w.negated && !s.isOneOf(w.first+1, "never") && !s.is(w.first-1, "never"), s.baseOf(w.main) == "need", s.baseOf(w.main) == "require", s.baseOf(w.main) == "depend":
			default:
				last = w.last
			}
			break
		}
	}
	if last < 0 || s.excused(v, last+1) {
		return false
	}
	s.note(language.PersonFault, v.first, last, s.actorQuestion(v.subject), nil)
	return true
}

// phraseHead returns the head of the noun phrase at token i, or -1.
func (s *sentence) phraseHead(i int) int {
	if n := s.phraseAt(i); n >= 0 {
		return s.nouns[n].head
	}
	return -1
}

// dragged notes what people were slow at, did not do or would have, told as a noun of theirs that did the harm: "Legal's delay cost us the deadline", "the
// supervisor's absence left the crew without a decision".
func (s *sentence) dragged() {
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.subject < 0 || v.inherited || v.passive || v.infinitive || v.gerund || v.relative || v.negated || v.modal != nil || !v.past && !v.perfect && !s.timed() {
			continue
		}
		np := &s.nouns[v.subject]
		slow := s.means(np.head, sluggish)
		for k := max(np.first, np.ownerLast+1); k < np.head && s.in(np.head, awaited); k++ {
			slow = slow || s.in(k, belated)
		}
		if by, _ := s.ascribed(np.last + 1); np.owner != staff && np.owner != someone && !by || !slow {
			continue
		}
		costs := s.harms(v) || s.namesCause(v.last+1) || s.isOneOf(v.last+2, "factor") || s.isOneOf(v.last+3, "factor")
		if costs || s.in(v.main, costing) {
			s.note(language.PersonFault, np.first, v.last, questionConditions, nil)
		}
	}
}
