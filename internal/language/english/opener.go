package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// misled notes an act of people's told with the frame of mind, the false belief or the missing care that it was done in: "thinking it was staging, Amira dropped
// the schema", "tired of the noise, the on-call disabled the alert", "without a look at the plan, she typed yes".
func (s *sentence) misled(v *verbGroup) bool {
	e := s.tokens[v.main].entry
	told := (v.past || v.perfect || s.timed()) && v.modal == nil && !v.negated && !v.infinitive && !v.gerund && !v.passive && !v.relative
	if v.kind != staff && v.kind != someone || !told || v.subject < 0 || v.inherited || !s.acts(v.main) && !e.is(humanVerb|ship) || e.is(remedy|inform) && !e.is(actVerb|ship) {
		return false
	}
	first := s.opener(v)
	if first < 0 {
		first = s.beliefAfter(v)
	}
	if first < 0 || s.excused(v, v.last+1) || s.prescribed(v.first) {
		return false
	}
	s.note(language.PersonFault, min(first, v.first), max(first, v.last), s.actorQuestion(v.subject), nil)
	return true
}

// opener returns the token that opens what stands before the subject of v, up to a comma, and speaks against the act; -1 for none.
func (s *sentence) opener(v *verbGroup) int {
	end := s.nouns[v.subject].first - 1
	if end <= s.head || s.tokens[end].tag != tagComma {
		return -1
	}
	for k := s.head; k < end; k++ {
		opens := k == s.head || s.breaks(k-1) || s.tokens[k-1].tag == tagCoord
		switch {
		case !opens:
		case s.is(k, "without") && s.careless(v, k), s.believes(k) && s.grave(v), s.moody(k, end) && !s.mends(v):
			return k
		}
	}
	return -1
}

// careless reports whether "without" at k opens what v should have been done with: a look, asking.
func (s *sentence) careless(v *verbGroup, k int) bool {
	g := k + 1
	for g < len(s.tokens) && (s.tokens[g].tag == tagAdv || s.isOneOf(g, "so", "much", "even", "as", "first")) {
		g++
	}
	if s.leftOut(g) {
		return s.heedless(v, k, g)
	}
	n := s.phraseAt(g)
	return n >= 0 && s.unasked(n) || n >= 0 && s.tokens[s.nouns[n].head].is(glance) && !s.technicalNoun(&s.nouns[n])
}

// believes reports whether token k opens what somebody wrongly took to be so: "thinking it was staging".
func (s *sentence) believes(k int) bool {
	if s.is(k, "under") {
		return s.is(k+2, "impression")
	}
	return s.isOneOf(k, "thinking", "believing", "assuming", "convinced", "mistaking", "supposing", "figuring", "reckoning") && !s.is(k+2, "to")
}

// beliefAfter returns the token that opens such a belief behind v and a comma, -1 for none.
func (s *sentence) beliefAfter(v *verbGroup) int {
	for k := v.last + 2; s.grave(v) && k < len(s.tokens) && k < v.last+12; k++ {
		if s.tokens[k-1].tag == tagComma {
			if s.believes(k) {
				return k
			}
			return -1
		}
	}
	return -1
}

// grave reports whether v is an act that a false belief makes a slip: something deleted, or brought into use.
func (s *sentence) grave(v *verbGroup) bool {
	return s.tokens[v.main].means(destroy) || s.tokens[v.main].is(ship|spoil)
}

// moody reports whether the words from k to end tell of haste, weariness or too much trust: "tired of the noise", "in a hurry to get home".
func (s *sentence) moody(k, end int) bool {
	switch {
	case s.is(k, "in") && s.isOneOf(k+1, "a", "his", "her", "their"):
		return s.isOneOf(k+2, "hurry", "rush", "panic", "haste")
	case s.isOneOf(k, "tired", "weary", "sure", "certain") && k+1 < end:
		return s.isOneOf(k+1, "of", "that")
	case s.isOneOf(k, "not", "never"):
		return s.isOneOf(k+1, "satisfied", "content", "happy", "willing", "bothering", "interested")
	}
	return s.isOneOf(k, "bored", "annoyed", "irritated", "impatient", "eager", "keen", "unwilling", "reluctant", "confident", "overconfident", "dissatisfied", "panicking", "flustered")
}
