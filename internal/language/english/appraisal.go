package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// appraised notes a quality that people should have found too small: "discipline in the network group has slipped", "the diligence shown was not what
// we expect", "their grasp of TLS is shaky".
func (s *sentence) appraised() {
	if !s.holds.people || s.holds.classes&quality == 0 && s.holds.senses&virtue == 0 {
		return
	}
	s.graded()
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.infinitive || v.gerund || v.reduced || v.modal != nil || v.agent >= 0 {
			continue
		}
		at := s.virtue(v)
		if at < 0 || !s.falls(v) {
			continue
		}
		s.note(language.Judgement, s.nouns[at].head, max(v.last, s.nouns[at].head), questionWork, nil)
	}
}

// graded notes a quality with its mark in a list: "Attitude of the night team – poor", "Skill level: insufficient".
func (s *sentence) graded() {
	if len(s.verbs) > 0 || len(s.nouns) == 0 {
		return
	}
	h := s.nouns[0].head
	if t := &s.tokens[h]; !t.means(virtue) && !t.is(quality|conduct) && (h == 0 || !s.isOneOf(h, "level", "levels") || !s.tokens[h-1].is(quality|conduct)) {
		return
	}
	for k := s.nouns[0].last + 1; k+1 < len(s.tokens); k++ {
		if t := s.tokens[k].tag; t == tagStop || t == tagColon {
			for k++; k < len(s.tokens) && s.tokens[k].tag == tagAdv; k++ {
			}
			if k < len(s.tokens) && s.low(k) && s.ends(k+1) {
				s.note(language.Judgement, k, k, questionWork, nil)
			}
			return
		}
	}
}

// virtue returns the noun phrase that names a quality of people's as the subject of v, -1 for none: "the level of care shown by the crew".
func (s *sentence) virtue(v *verbGroup) int {
	for k := v.first - 1; k >= 0 && k >= v.first-14; k-- {
		t := &s.tokens[k]
		if t.tag == tagComma || t.tag == tagStop || t.tag == tagColon || t.tag == tagSub {
			return -1
		}
		n := s.nounAt[k]
		if n < 0 || s.nouns[n].head != k {
			continue
		}
		np := &s.nouns[n]
		if !t.means(virtue) && (!t.is(quality) || t.is(component|actVerb)) || s.technicalNoun(np) {
			continue
		}
		if np.prep > 0 && np.ownerLast < 0 && !s.measured(np.prep-1) {
			continue // "the work of care"
		}
		if np.owner == staff || np.owner == someone || s.ofPeople(np.last+1, v.first) {
			return int(n)
		}
		return -1
	}
	return -1
}

// measured reports whether token i measures what follows: "the level of care", "the standard of workmanship".
func (s *sentence) measured(i int) bool {
	return s.isOneOf(i, "level", "levels", "standard", "quality", "degree", "amount", "state", "sense", "kind", "sort", "lack")
}

// ofPeople reports whether the words from i to j say whose a quality is: "on the night shift", "shown by the integrator", "we expect of a team".
func (s *sentence) ofPeople(i, j int) bool {
	shown := s.isOneOf(i, "shown", "displayed", "exhibited", "demonstrated", "exercised", "applied")
	for k := i; k < j; k++ {
		n := s.phraseAt(k)
		if n < 0 {
			continue
		}
		np := &s.nouns[n]
		if (np.kind == staff || np.kind == someone || np.kind == either && !s.tokens[np.head].is(component)) && np.prep >= i && s.isOneOf(np.prep, "in", "of", "on", "at", "by", "from", "among", "amongst", "within", "across", "between") {
			return true
		}
		if np.kind == we && s.isOneOf(np.last+1, "expect", "expected", "ask", "demand", "pay", "require") {
			return true
		}
	}
	return shown
}

// falls reports whether v and its complement call something too little or too low: "has slipped", "is thin", "was not what we expect".
func (s *sentence) falls(v *verbGroup) bool {
	switch s.baseOf(v.main) {
	case "slip", "slide", "erode", "deteriorate", "wane", "evaporate", "suffer", "decline", "lapse", "decay", "crumble", "sag", "worsen", "drop", "vanish", "disappear":
		return !v.negated && !v.passive && (v.past || v.perfect || v.progressive || v.main == v.first)
	case "question", "doubt":
		return v.passive || v.infinitive
	case "have":
		return s.isOneOf(v.last+1, "slipped") || s.is(v.last+1, "to") && s.is(v.last+2, "be") && s.isOneOf(v.last+3, "questioned", "doubted")
	case "fall":
		return s.isOneOf(v.last+1, "short", "below", "away", "off") || s.is(v.last+2, "short")
	case "leave":
		return s.is(v.last+1, "much") || s.is(v.last+2, "lot") || s.is(v.last+1, "something")
	case "be", "seem", "look", "appear", "remain", "prove":
	default:
		return false
	}
	for k := v.last + 1; k < len(s.tokens) && k < v.last+6 && !s.breaks(k); k++ {
		if v.negated {
			if s.is(k, "what") && s.is(k+1, "it") || s.is(k, "what") && k+2 < len(s.tokens) && (s.nounAt[k+1] >= 0 && s.nouns[s.nounAt[k+1]].kind.blamable()) {
				return true
			}
			if s.is(k, "good") && s.is(k+1, "enough") || s.is(k, "up") && s.is(k+1, "to") || s.isOneOf(k, "sufficient", "adequate", "acceptable", "there", "great", "impressive", "appropriate", "professional", "satisfactory", "convincing", "helpful", "constructive") {
				return true
			}
			continue
		}
		if s.is(k, "no") || s.is(k, "than") {
			return false
		}
		if s.low(k) {
			return true
		}
	}
	return false
}

// low reports whether token k calls a quality too little.
func (s *sentence) low(k int) bool {
	return s.tokens[k].is(weak) || s.isOneOf(k, "thin", "low", "poor", "shaky", "patchy", "lacking", "missing", "absent", "shallow", "dismissive", "insufficient", "inadequate", "below", "slipping", "sliding", "minimal", "nonexistent", "non-existent", "zero", "rudimentary", "superficial", "sketchy", "lax", "casual", "nowhere", "tenuous",
		"hazy", "flimsy", "limited", "scant", "questionable", "doubtful", "wanting", "rusty", "vague", "feeble", "nil", "slack", "lukewarm", "tepid", "negligible", "wobbly", "erratic",
		"worthless", "unsatisfactory", "unconvincing", "inconsistent", "unprofessional")
}
