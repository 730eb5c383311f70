package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// doings notes an act of people told as a clause in -ing that is the cause of harm: "overwritten by somebody in Finance re-running the job", "thanks to
// a colleague deleting the volume", "it began with a developer pasting the token".
func (s *sentence) doings() {
	for n := range s.verbs {
		v := &s.verbs[n]
		if !v.gerund || v.passive || v.inherited && v.negated {
			continue
		}
		at := s.doer(v)
		if at < 0 {
			continue
		}
		first := s.nouns[at].first
		if k := first - 2; k >= 0 && s.is(first-1, "of") && s.quantity(k) { // "one of the fitters"
			first = k
		}
		if !s.asCause(first) || s.denied(first, v.last) || s.excused(v, v.last+1) {
			continue
		}
		e := s.tokens[v.main].entry
		if e.is(remedy|perceive) && !e.is(ship|actVerb) || e.is(inform) && !e.is(actVerb) {
			continue
		}
		if s.harmTold(s.head, first-1) || s.harmIn(v.last+1, len(s.tokens)) || v.negated || s.slips(v) {
			s.note(language.PersonFault, first, v.last, questionConditions, nil)
		}
	}
}

// doneHarm reports whether the gerund at token i is a slip, or the sentence tells of harm.
func (s *sentence) doneHarm(i int) bool {
	for n := range s.verbs {
		if v := &s.verbs[n]; v.main == i && s.slips(v) {
			return true
		}
	}
	return s.harmTold(s.head, i) || s.harmTold(i+1, len(s.tokens))
}

// doer returns the people who do what the gerund v tells, a place or a team of theirs aside, "somebody in Finance", or -1.
func (s *sentence) doer(v *verbGroup) int {
	i := v.first - 1
	for i > 0 && s.tokens[i].tag == tagAdv {
		i--
	}
	if i < 1 {
		return -1
	}
	n := int(s.nounAt[i])
	if n < 0 {
		return -1
	}
	if p := s.nouns[n].prep; p > 0 && s.isOneOf(p, "in", "on", "at", "from") {
		if m := s.nounAt[p-1]; m >= 0 && (s.nouns[m].kind == staff || s.nouns[m].kind == someone) {
			return int(m)
		}
	}
	if np := &s.nouns[n]; (np.kind != staff && np.kind != someone) || s.tokens[np.head].is(personal) {
		return -1
	}
	return n
}

// asCause reports whether the words before token i make what begins there the cause.
func (s *sentence) asCause(i int) bool {
	k := i - 1
	switch {
	case k < 1:
	case s.is(k, "by"):
		t := &s.tokens[k-1]
		done := s.hasForm(k-1, doneForm) && (t.is(cause|spoil|actVerb|ship) || t.means(destroy)) && !t.is(perceive|inform)
		return done || s.isOneOf(k-1, "on", "about", "down", "offline", "out")
	case s.is(k, "to"):
		return s.isOneOf(k-1, "thanks", "due", "down", "owing") || s.laying(k) >= 0
	case s.is(k, "of"):
		return s.isOneOf(k-1, "because", "courtesy", "result", "consequence", "account")
	case s.is(k, "with"), s.is(k, "from"):
		return s.isOneOf(k-1, "started", "starts", "began", "begins", "came", "comes", "stemmed", "stems", "resulted", "arose", "originated")
	case s.tokens[k].tag == tagAux && s.tokens[k].entry != nil && s.tokens[k].entry.lemma == "be":
		if s.causeNoun(k) {
			return true
		}
		for n := range s.verbs { // "what did for us was"
			if v := &s.verbs[n]; v.first == k || s.verbs[n].last >= k {
				break
			} else if s.whatBefore(v.first) {
				return s.harms(v) || s.isOneOf(v.last+1, "for", "off") || s.tokens[v.main].is(cause|spoil)
			}
		}
	}
	return false
}

// harmTold reports whether the words from i to j tell of something lost, stopped or spoilt.
func (s *sentence) harmTold(i, j int) bool {
	if s.harmIn(i, j) || s.suffers(i, j) || s.loss(i, j) {
		return true
	}
	for k := i; k < j && k < len(s.tokens); k++ {
		if s.tokens[k].means(destroy) && s.tokens[k].tag != tagNoun || s.tokens[k].is(cause) && s.harmIn(k, j) {
			return true
		}
		switch s.baseOf(k) {
		case "stop", "expose", "die", "fall", "expire", "lock", "freeze", "end":
			return s.tokens[k].tag != tagNoun
		}
		if s.isOneOf(k, "down", "dark", "offline", "unreachable", "unavailable", "void", "blank") {
			return true
		}
	}
	return false
}

// slips reports whether what v tells is a slip or harm by itself.
func (s *sentence) slips(v *verbGroup) bool {
	if s.tokens[v.main].is(spoil) || s.tokens[v.main].means(destroy|lapse) || misdeed(s.words(v.main, v.main)) {
		return true
	}
	for k := v.last + 1; k < v.end; k++ {
		if s.tokens[k].is(wrong|unfit|oops) && !s.is(k-1, "nothing") {
			return true
		}
	}
	switch s.baseOf(v.main) {
	case "leave", "let", "ignore", "skip", "bypass", "fail", "disregard", "miss", "override", "refuse", "neglect":
		return true
	}
	return false
}
