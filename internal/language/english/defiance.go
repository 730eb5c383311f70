package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// defies notes an act of people's told after what spoke against it: "although the manager had asked him to wait, the fitter closed the valve", "told to
// leave the array alone, he pulled two disks", "our release manager, despite three failing checks, shipped the build".
func (s *sentence) defies(v *verbGroup) bool {
	e := s.tokens[v.main].entry
	switch {
	case v.kind != staff && v.kind != someone && (v.kind != either && v.kind != stranger || !e.is(ship|humanVerb)), v.passive, v.negated, v.infinitive, v.gerund, v.relative, v.modal != nil, v.subject < 0,
		!v.past && !v.perfect && !s.timed(), s.tokens[v.main].tag == tagAux,
		e != nil && !e.is(actVerb|ship|humanVerb|spoil) && !s.tokens[v.main].means(destroy) && !s.goesOn(v), e.is(remedy|inform|dontCare) && !e.is(actVerb|ship) && !s.goesOn(v), e.is(perceive):
		return false
	}
	at := s.nouns[v.subject].first
	if v.inherited {
		return false
	}
	i := s.against(s.head, v.first, at)
	if i < 0 || s.excused(v, v.last+1) || s.prescribed(v.first) {
		return false
	}
	s.note(language.PersonFault, max(at, v.first-3), v.last, s.actorQuestion(v.subject), nil)
	return true
}

// goesOn reports whether v tells that people went on: "launched", "kept raising", "logged in".
func (s *sentence) goesOn(v *verbGroup) bool {
	switch s.baseOf(v.main) {
	case "keep", "continue", "go", "proceed", "carry", "launch", "begin", "start", "enter", "log", "leave", "double", "raise", "lower", "try", "retry", "take", "put", "cut", "move", "drive", "report", "declare", "claim", "announce", "deliver", "hand", "publish":
		return true
	}
	return false
}

// against returns the token between i and j, none of it of the subject at token subject, that opens what spoke against an act; -1 for none.
func (s *sentence) against(i, j, subject int) int {
	for k := i; k < j; k++ {
		inside := k > subject // between the subject and its verb
		opens := k == i || s.breaks(k-1) || s.tokens[k-1].tag == tagCoord
		if !opens {
			continue
		}
		end := k + 1
		for end < j && !s.breaks(end) && (inside || end < subject) {
			end++
		}
		switch s.word(k) {
		case "despite", "notwithstanding", "against":
			if s.misgiving(k+1, min(end, k+10)) {
				return k
			}
		case "in":
			if s.isOneOf(k+1, "spite", "defiance", "breach") && s.misgiving(k+3, min(end, k+10)) {
				return k
			}
		case "when":
			if k == s.head && s.isOneOf(k+1, "asked", "told", "warned", "ordered", "instructed") && s.forbidden(k+1, end, false) {
				return k // "when asked to stop"
			}
		case "even":
			if s.is(k+1, "after") && s.misgiving(k+2, min(end, k+9)) || s.forbidden(k+1, end, true) {
				return k
			}
		case "although", "though":
			if s.forbidden(k+1, end, true) {
				return k
			}
		case "who":
			if inside && s.forbidden(k, end, false) {
				return k
			}
		case "having", "after", "told", "asked", "warned", "instructed", "ordered", "advised":
			if k == s.head && s.forbidden(k, end, false) {
				return k
			}
		case "with":
			if s.tokens[k].tag == tagPrep && s.inForce(k+1, end) {
				return k
			}
		case "ignoring", "disregarding", "dismissing", "overriding", "defying":
			if s.misgiving(k+1, min(end, k+8)) || s.isOneOf(k+2, "request", "requests", "plea", "pleas", "appeal", "wish", "wishes") {
				return k
			}
		}
	}
	return -1
}

// forbidden reports whether the words from i to j tell that somebody was told not to: warned, asked to wait. In a clause of contrast to be told to do
// something is enough.
func (s *sentence) forbidden(i, j int, contrast bool) bool {
	for k := i; k < j; k++ {
		base := s.baseOf(k)
		switch base {
		case "warn", "caution", "forbid", "prohibit", "beg", "implore":
			return s.hasForm(k, pastForm|doneForm|sForm)
		case "say", "state", "read", "require":
			if contrast && k > i && s.noticeBefore(k) {
				return true
			}
			continue
		case "tell", "ask", "instruct", "order", "advise", "urge", "remind":
		default:
			continue
		}
		for g := k + 1; g < j && g < k+8; g++ {
			switch {
			case s.is(g, "not"), s.is(g, "never"), s.is(g, "against"), s.is(g, "off"):
				return true
			case s.is(g, "to") && g+1 < j:
				if contrast && s.addressed(k, g) {
					return true
				}
				switch s.baseOf(g + 1) {
				case "leave", "wait", "hold", "stop", "stay", "keep", "pause", "stand", "refrain", "avoid", "abstain", "delay", "postpone":
					return true
				}
				if s.is(g+1, "not") {
					return true
				}
			}
		}
	}
	return false
}

// addressed reports whether it is people of the next clause who are told something between tokens i and j: him, her, them, the crew.
func (s *sentence) addressed(i, j int) bool {
	n := s.nounBetween(i+1, j)
	return n >= 0 && (s.nouns[n].kind == staff || s.nouns[n].kind == someone)
}

// noticeBefore reports whether a sign or a rule is what the verb at i is said of: "the label says".
func (s *sentence) noticeBefore(i int) bool {
	for k := i - 1; k >= 0 && k >= i-6 && !s.breaks(k); k-- {
		if s.tokens[k].is(norm) || s.isOneOf(k, "sign", "label", "notice", "banner", "poster", "prompt", "dialog", "doc", "docs", "guide", "wiki", "contract", "ticket", "sticker", "warning") {
			return true
		}
	}
	return false
}

// inForce reports whether the words from i to j tell of a ban that stood: "the freeze in force", "the embargo still on".
func (s *sentence) inForce(i, j int) bool {
	for k := i; k < j; k++ {
		if s.isOneOf(k, "freeze", "embargo", "ban", "moratorium", "lockdown", "hold") {
			for g := k + 1; g < j; g++ {
				if s.isOneOf(g, "force", "effect", "place", "on", "active", "still") {
					return true
				}
			}
		}
	}
	return false
}
