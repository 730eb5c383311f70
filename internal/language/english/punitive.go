package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// punitive notes answers aimed at people: discipline, reminders, retraining.
func (s *sentence) punitive() {
	s.vocative()
	s.nextTime()
	for n := range s.verbs {
		v := &s.verbs[n]
		s.admonition(v)
		s.debarred(v)
		s.restricted(v)
		s.tied(v)
		e := s.tokens[v.main].entry
		if e == nil || e.class&(punish|instruct) == 0 || v.negated && !v.imperative {
			continue
		}
		if s.is(v.first-1, "not") || s.is(v.first-1, "without") || s.is(v.first-1, "longer") || s.is(v.main-1, "longer") || s.you(v.subject) && v.passive {
			continue
		}
		if v.passive {
			k := v.kind
			if v.reduced {
				k = notPeople
				if n := s.endingAt(v.first - 1); n >= 0 {
					k = s.nouns[n].kind
				}
			}
			if k == staff || k == someone || s.trainees(v.subject, e) {
				first := v.first
				if v.subject >= 0 && v.first-s.nouns[v.subject].last <= 2 && s.nouns[v.subject].last < v.first {
					first = s.nouns[v.subject].first
				}
				s.note(language.Punitive, first, v.last, s.punitiveQuestion(v), nil)
			}
			continue
		}
		// Active: "remind engineers to …"; a thing reminding people is a tool.
		if v.kind == notPeople && v.subject >= 0 || v.infinitive && v.subject < 0 && s.forTool(v) {
			continue
		}
		object := -1
		for k := v.last + 1; k < len(s.tokens) && k <= v.last+4; k++ {
			if s.nounAt[k] >= 0 {
				object = int(s.nounAt[k])
				break
			}
			if s.tokens[k].tag != tagAdv && s.tokens[k].tag != tagPrep && s.tokens[k].tag != tagTo {
				break
			}
		}
		if object < 0 {
			continue
		}
		if s.is(s.nouns[object].head, "you") {
			continue // the reader
		}
		switch k := s.nouns[object].kind; {
		case k == staff || k == someone || s.trainees(object, e) || ((k == either || s.tokens[s.nouns[object].head].is(eitherRole)) && !s.tokens[s.nouns[object].head].is(component)) && e.class&instruct != 0, k == we && e.class&punish == 0 && v.kind == we:
		default:
			continue
		}
		s.note(language.Punitive, v.main, s.nouns[object].last, s.punitiveQuestion(v), s.remindEdit(v, object))
	}
}

// forTool reports whether the infinitive v tells what a thing named before it is for: "an alert in the chart, to remind staff".
func (s *sentence) forTool(v *verbGroup) bool {
	for k := s.head; k < v.first; k++ {
		if n := s.nounAt[k]; n >= 0 && s.nouns[n].head == k && s.nouns[n].kind == notPeople && s.tokens[k].is(alarm|component) {
			return true
		}
	}
	return false
}

// trainees reports whether a noun phrase that could be programs is people for the sake of what is done to them: "drivers to be retrained", "discipline the
// operator".
func (s *sentence) trainees(n int, e *entry) bool {
	if n < 0 || !s.tokens[s.nouns[n].head].is(eitherRole) {
		return false
	}
	switch e.lemma {
	case "reprimand", "discipline", "rebuke", "admonish", "scold", "punish", "censure":
		return true
	}
	return e.is(instruct) && s.tokens[s.nouns[n].head].entry.pluralNoun()
}

// admonition notes what people are told to be or to bear: "engineers must be more careful", "was banned from production".
func (s *sentence) admonition(v *verbGroup) {
	if !s.holds.admonishing && s.holds.classes&careless == 0 {
		return
	}
	i := v.main
	e := s.tokens[i].entry
	if e == nil || v.negated && !v.imperative {
		return
	}
	switch v.kind {
	case staff, we, someone, unsaid:
	case either:
	default:
		if v.subject >= 0 || !v.imperative && !v.infinitive {
			return
		}
	}
	if v.subject < 0 && v.infinitive && v.kind == notPeople && s.head != v.first {
		return
	}
	heads := e.heads
	if v.passive {
		heads = s.lex.be.heads
		i--
	}
	if v.infinitive && v.matrix >= 0 {
		// Demanded, not merely begun or tried: "need to be more careful", "were told to double-check".
		if e := s.tokens[s.verbs[v.matrix].main].entry; e == nil || e.class&(auxiliary|instruct) == 0 && e.lemma != "need" && e.lemma != "ask" && e.lemma != "tell" && e.lemma != "expect" && e.lemma != "require" && e.lemma != "urge" && e.lemma != "learn" && e.lemma != "want" {
			return
		}
	}
	if v.infinitive && v.matrix < 0 && (!s.demanded(v) || s.purpose(v)) || v.modal != nil && optional(v.modal.word) {
		return
	}
	told := v.modal != nil || v.imperative || v.infinitive
	for _, p := range heads {
		if p.frame != frameAdmonition || p.denied || p.others && v.kind == we {
			continue
		}
		if e.lemma == "lose" && !told && v.subject >= 0 && s.tokens[s.nouns[v.subject].head].entry.pluralNoun() {
			continue // what happened to all of them: "the engineers lost their access"
		}
		// What was borne is told in the past; what is demanded is not.
		if v.passive || told || e.lemma == "lose" && !s.denied(v.first, v.last) || e.lemma == "receive" || v.progressive || e.lemma == "need" {
			if end, ok := s.match(p, i+1); ok {
				if s.toReader(v.first, min(end, len(s.tokens))-1) {
					return
				}
				s.note(language.Punitive, v.first, min(end, len(s.tokens))-1, s.punitiveQuestion(v), nil)
				return
			}
		}
	}
	if v.imperative && v.negated && v.last+1 < len(s.tokens) && s.is(v.main, "be") && s.tokens[v.last+1].is(careless) {
		s.note(language.Punitive, v.first, v.last+1, questionWithout, nil)
	}
}

// optional reports whether a modal leaves the choice: "you can read more here".
func optional(modal string) bool {
	return modal == "can" || modal == "could" || modal == "may" || modal == "might"
}

// purpose reports whether an infinitive opens the sentence and tells what the main clause is for: "To double-check that it
// worked, look at the log".
func (s *sentence) purpose(v *verbGroup) bool {
	if v.first != s.head {
		return false
	}
	for k := v.last + 1; k+1 < len(s.tokens); k++ {
		if s.tokens[k].tag == tagComma || s.tokens[k].mark == ',' {
			return s.verbIn(k+1, len(s.tokens)) || s.hasForm(k+1, baseForm)
		}
	}
	return false
}

// vocative notes an order called out to people: "Stop changing things by hand, people!"
func (s *sentence) vocative() {
	n := s.called()
	if n < 0 || len(s.verbs) == 0 || !s.verbs[0].imperative {
		return
	}
	if s.is(n, "people") || s.is(n, "folks") || s.is(n, "everyone") || s.is(n, "guys") || s.is(n, "team") || s.is(n, "everybody") || s.is(n, "all") {
		s.note(language.Punitive, s.verbs[0].first, s.verbs[0].last, questionWithout, nil)
	}
}

// called returns the last word of the sentence where a comma stands before it, or -1.
func (s *sentence) called() int {
	n := len(s.tokens) - 1
	for n > 0 && s.tokens[n].mark != 0 {
		n--
	}
	if n < 3 || s.tokens[n-1].mark != ',' {
		return -1
	}
	return n
}

// demanded reports whether an infinitive with a subject of its own is what that subject is told to do: "staff to be more
// careful", "ask engineers to double-check".
func (s *sentence) demanded(v *verbGroup) bool {
	for n := range s.verbs {
		m := &s.verbs[n]
		if m.first >= v.first {
			break
		}
		if !s.tokens[m.main].is(instruct) {
			switch s.baseOf(m.main) {
			case "ask", "tell", "expect", "require", "urge", "want", "order", "warn", "beg", "advise", "train", "teach", "get", "need":
			default:
				return false
			}
		}
	}
	return true
}

// debarred notes people who lost their standing: "he no longer has merge rights", "the contractor is no longer trusted".
func (s *sentence) debarred(v *verbGroup) {
	if v.kind != staff && v.kind != someone || v.modal != nil && !s.is(v.first, "will") || v.negated {
		return
	}
	if v.subject >= 0 && s.tokens[s.nouns[v.subject].head].entry.pluralNoun() {
		return // what holds for all developers is a control
	}
	longer := false
	for k := max(v.first-1, 1); k <= v.main+1 && k < len(s.tokens); k++ {
		longer = longer || s.is(k, "longer") && s.is(k-1, "no")
	}
	for k := v.first; longer && k < len(s.tokens) && k <= v.last+5; k++ {
		for _, w := range [...]string{"access", "permission", "permissions", "rights", "privileges", "authority", "allowed", "permitted", "trusted", "welcome"} {
			if s.is(k, w) {
				s.note(language.Punitive, v.first, k, questionWithout, nil)
				return
			}
		}
	}
}

// restricted notes somebody's access taken away: "restrict Lars's access".
func (s *sentence) restricted(v *verbGroup) {
	extends := s.baseOf(v.main) == "extend" || s.baseOf(v.main) == "renew"
	n := s.phraseAt(v.last + 1)
	if v.passive && (v.modal == nil || extends) && v.kind == notPeople {
		n = v.subject // "the contractor's pass was withdrawn"
	}
	if v.passive && n != v.subject || v.negated != extends || n < 0 || s.nouns[n].owner != staff || !v.passive && v.kind == notPeople && v.subject >= 0 {
		return
	}
	if v.passive && (v.past && v.perfect || v.agent >= 0 || !s.ends(v.last+1) && !s.is(v.last+1, "away") && !s.is(v.last+1, "until") && !s.is(v.last+1, "pending") && !s.is(v.last+1, "for")) {
		return // what had been taken away, or by what, is part of the story
	}
	switch s.baseOf(v.main) {
	case "restrict", "revoke", "remove", "suspend", "limit", "withdraw", "cut", "disable", "reduce", "rescind", "confiscate", "terminate", "downgrade", "forfeit", "cancel":
	case "take":
		if !s.isOneOf(v.last+1, "away", "from") && !s.isOneOf(s.nouns[n].last+1, "away", "off", "from") {
			return
		}
	case "extend", "renew":
	default:
		return
	}
	if s.means(s.nouns[n].head, standing) {
		s.note(language.Punitive, min(v.main, s.nouns[n].first), max(v.main, s.nouns[n].last), questionWithout, nil)
	}
}

// nextTime notes what people are told for the next time: "Next time, ask first."
func (s *sentence) nextTime() {
	i := s.head
	if !s.is(i, "next") || !s.is(i+1, "time") {
		return
	}
	i += 2
	for i < len(s.tokens) && (s.tokens[i].mark == ',' || s.tokens[i].tag == tagAdv || s.is(i, "please")) {
		i++
	}
	if i < len(s.tokens) && s.hasForm(i, baseForm) && s.nounAt[i] < 0 && s.tokens[i].is(diligence|humanVerb) {
		s.note(language.Punitive, s.head, i, questionWithout, nil)
	}
}
