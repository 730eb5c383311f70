package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// aftermath notes an act of somebody's told with the trouble that it led to, unless that was planned: "re-ran the import, leading to every invoice being sent
// twice", "unplugged the switch, cutting off the second floor".
func (s *sentence) aftermath(v *verbGroup) bool {
	who, e := v.kind, s.tokens[v.main].entry
	if v.passive && v.agent >= 0 {
		who = s.nouns[v.agent].kind
	}
	told := (v.past || v.perfect || s.timed()) && v.modal == nil && !v.negated && !v.infinitive && !v.gerund
	if who != staff && who != someone || v.passive && v.agent < 0 || !told || !s.acts(v.main) && !e.is(humanVerb|ship) && !s.goesOn(v) || e.is(inform|perceive) && !e.is(actVerb|ship) {
		return false
	}
	first, last := s.upshot(v)
	if first < 0 || s.prescribed(v.first) || s.laidDown(v) || s.hangsOnDenial(v) {
		return false
	}
	s.note(language.PersonFault, first, last, questionConditions, nil)
	return true
}

// laidDown reports whether what was done by v is called planned or agreed: "ran the planned failover".
func (s *sentence) laidDown(v *verbGroup) bool {
	n := s.phraseAt(v.last + 1)
	for k := v.last + 1; n >= 0 && k < s.nouns[n].head; k++ {
		if s.means(k, sanctioned) {
			return true
		}
	}
	return false
}

// upshot is where the words stand, behind a comma, that tell what v led to, if that is trouble; first is -1 for none.
func (s *sentence) upshot(v *verbGroup) (first, last int) {
	for k := v.last + 1; k+2 < len(s.tokens) && k < v.last+25; k++ {
		switch t := &s.tokens[k]; {
		case t.mark == ';' || t.tag == tagColon || t.tag == tagSub && !s.is(k, "so"):
			return -1, -1
		case t.tag != tagComma && t.mark != '–' && t.mark != '—':
			continue
		}
		g := k + 1
		for g+1 < len(s.tokens) && (s.tokens[g].tag == tagAdv || s.is(g, "and")) {
			g++
		}
		if s.isOneOf(g, "which", "that", "this") {
			g++
		}
		if g+1 < len(s.tokens) && s.ledToTrouble(g) {
			return g, min(g+2, len(s.tokens)-1)
		}
	}
	return -1, -1
}

// ledToTrouble reports whether the verb at token i tells that something bad came of what stands before it.
func (s *sentence) ledToTrouble(i int) bool {
	if !s.hasForm(i, ingForm|pastForm) {
		return false
	}
	end := i + 1
	for end < len(s.tokens) && !s.breaks(end) && end < i+12 {
		end++
	}
	if s.tokens[i].is(cause) || s.is(i, "leaving") {
		return s.trouble(i+1, end)
	}
	switch s.baseOf(i) {
	case "cut", "lock", "shut", "knock", "throw", "kick":
		for k := i + 1; k < end; k++ {
			if s.isOneOf(k, "off", "out") {
				return true
			}
		}
	}
	return false
}

// trouble reports whether the words from i to j tell of harm, or of a state that nobody wants.
func (s *sentence) trouble(i, j int) bool {
	for k := i; k < j; k++ {
		if s.tokens[k].is(denial) || s.isOneOf(k, "no", "not", "without") {
			return false
		}
		if s.means(k, setback) || s.isOneOf(k, "twice", "wrong", "late", "empty") || unachieved(s.words(k, k)) {
			return true
		}
	}
	return s.harmTold(i, j)
}

// unachieved reports whether a word is the participle of what was not done: "undelivered", "unpaid".
func unachieved(w string) bool {
	return len(w) > 6 && foldEqual(w[:2], "un") && (foldEqual(w[len(w)-2:], "ed") || foldEqual(w[len(w)-2:], "id")) && !foldEqual(w, "united")
}

// misjudged notes people's act that is called wrong or ill-timed: "Kim's reading of the dashboard was wrong", "their announcement was premature".
func (s *sentence) misjudged() {
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.subject < 0 || v.inherited || v.negated || v.modal != nil || !v.past && !v.perfect || s.baseOf(v.main) != "be" || s.hypothetical(v) {
			continue
		}
		np := &s.nouns[v.subject]
		h := &s.tokens[np.head]
		if np.owner != staff && np.owner != someone || !h.is(humanAct|conduct|glance) || h.is(component|product|norm) || s.isOneOf(np.head, "documentation", "code", "configuration") {
			continue
		}
		for k := v.last + 1; k < len(s.tokens) && k < v.last+4 && !s.breaks(k); k++ {
			if s.tokens[k].is(wrong) && !s.tokens[k].is(preposition) || s.means(k, amiss) || s.is(k-1, "too") && s.isOneOf(k, "late", "early", "slow", "hasty") {
				s.note(language.PersonFault, np.first, k, questionConditions, nil)
				break
			}
		}
	}
}
