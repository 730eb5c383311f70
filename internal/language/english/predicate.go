package english

import (
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// predicates looks for what is said of people: "forgot to …", "dropped the ball".
func (s *sentence) predicates(v *verbGroup) bool {
	subject, at := v.kind, v.subject
	if v.passive {
		if v.agent < 0 {
			if v.reduced {
				return false
			}
		} else {
			subject, at = s.nouns[v.agent].kind, v.agent
		}
	}
	from := v.main + 1
	for from < len(s.tokens) && s.tokens[from].tag == tagNeg && !s.is(from, "no") {
		from++ // "was not competent"
	}
	e := s.tokens[v.main].entry
	bare := v.passive && e != nil && e.lemma != "be" // only a verb that says it all: "was botched by the vendor"
	if e != nil && (!bare || v.agent >= 0) && s.predicate(v, e.heads, from, bare, subject, at) {
		return true
	}
	if v.passive && !v.reduced || v.progressive { // "was supposed to": the participle belongs to the phrase
		be := s.lex.be.heads
		if s.predicate(v, be, v.main, false, v.kind, v.subject) || s.tokens[v.main-1].tag == tagAdv && s.predicate(v, be, v.main-1, false, v.kind, v.subject) {
			return true
		}
	}
	told := v.past || v.perfect || v.gerund || v.inherited || s.timed()
	return told && s.predicate(v, s.lex.anyVerb, from, false, subject, at)
}

// predicate looks for one of the phrases that v heads, their second words at token from on, and notes the first that fits
// the subject. Bare phrases are those of a single word.
func (s *sentence) predicate(v *verbGroup, heads []*phrase, from int, bare bool, subject kind, at int) bool {
	if !s.holds.predicated {
		return false
	}
	far := s.farSubject(v)
	if subject == notPeople && far < 0 || s.befell(v) {
		return false // fits no phrase
	}
	denied := v.negated != (subject == no1 || s.notOne(v))
	for _, p := range heads {
		if p.frame == frameJudging && (s.is(v.main-1, "being") || s.is(v.last+1, "too") && s.excused(v, v.last+1)) {
			continue // "nobody is being disciplined": of what is done to them; "was too tired, because the shift had been doubled"
		}
		if p.denied != denied || !s.mayHold(p) || p.frame > frameForesight || bare && len(p.elements) > 0 && !p.takesThing() || !s.tellsOf(p, v, subject, at) {
			continue
		}
		who := at
		if !s.fits(p, v, subject) {
			if far < 0 || !p.firm || len(p.elements) == 0 || p.takesThing() {
				continue
			}
			who = -1
		}
		end := v.main + 1
		if !bare {
			var ok bool
			if end, ok = s.match(p, from); !ok || p.act && v.gerund && s.verbIn(v.last+1, end) {
				continue // "since monitoring data was gone regardless"
			}
		}
		if p.frame == frameFault && (s.deniedAbout(v) || s.is(v.last+1, "no") && s.baseOf(v.main) == "make" && !strings.Contains(p.text, " no ")) {
			continue
		}
		if p.frame == frameFault && (s.excused(v, end) && (!s.strong(p) || s.in(v.main, believing)) || s.is(end, "until") && s.baseOf(v.main) == "leave" || s.heldBack(v) || s.prescribed(v.first) || s.bidden(v)) { // "left it off until": meant
			continue
		}
		s.notePredicate(p, v, who, min(end, len(s.tokens))-1)
		return true
	}
	return false
}

// befell reports whether v tells what came of something that happened to its people: "we experienced an outage, causing downtime".
func (s *sentence) befell(v *verbGroup) bool {
	if !v.gerund || !v.inherited {
		return false
	}
	for n := len(s.verbs) - 1; n >= 0; n-- {
		if m := &s.verbs[n]; m.last < v.first && !m.gerund {
			object := s.phraseAt(m.last + 1)
			met := s.isOneOf(m.main, "had", "saw", "have", "see") && object >= 0 && s.tokens[s.nouns[object].head].is(harm)
			return m.subject == v.subject && (met || s.in(m.main, befalling))
		}
	}
	return false
}

// deniedAbout reports whether the sentence says that v is not what it is about: "the problem was not that an engineer made a mistake".
func (s *sentence) deniedAbout(v *verbGroup) bool {
	if v.subject < 0 {
		return false
	}
	that := s.nouns[v.subject].first - 1
	return s.is(that, "that") && s.isOneOf(that-1, "not", "n't") && that >= 2 && s.baseOf(that-2) == "be"
}

// heldBack reports whether v tells what was kept back until something was ready: "withheld the details until the fix was out".
func (s *sentence) heldBack(v *verbGroup) bool {
	if s.baseOf(v.main) != "withhold" && !s.in(v.main, holdingBack) && !s.is(v.last, "off") && !s.is(v.last+1, "off") {
		return false
	}
	for k := v.last + 1; k < len(s.tokens) && k < v.last+9; k++ {
		if s.is(k, "until") {
			if s.baseOf(v.main) != "withhold" {
				return s.readyAfter(k + 1)
			}
			n := s.nounBetween(k+1, min(k+4, len(s.tokens)))
			return n >= 0 && !s.nouns[n].kind.blamable()
		}
	}
	return false
}

// readyAfter reports whether the words from token i on tell that something was done or in order: "the figures had been confirmed".
func (s *sentence) readyAfter(i int) bool {
	for k := i; k < len(s.tokens) && k < i+8 && !s.breaks(k); k++ {
		if s.in(k, readiness) && s.tokens[k-1].tag == tagAux {
			return true
		}
	}
	return false
}

// tellsOf reports whether what p says would be told of something that happened, in the form that v has and of its subject.
func (s *sentence) tellsOf(p *phrase, v *verbGroup, subject kind, at int) bool {
	told := v.past || v.perfect || v.did || s.timed()
	if at >= 0 && s.isOneOf(s.nouns[at].first-1, "let", "lets", "letting") && s.baseOf(v.main) == "know" {
		return false // "they let us know the risks"
	}
	switch p.frame {
	case frameFault:
		if s.general(v) || s.findsSomething(v) || s.separates(v) {
			return false
		}
	case frameJudging:
		if at >= 0 && s.is(s.nouns[at].head, "i") && !v.past && !v.perfect && (!v.negated || !v.passive && s.baseOf(v.main) != "be") {
			return false // "I don't know how": an author thinking aloud
		}
		if at >= 0 && s.is(s.nouns[at].head, "i") && (p.others || v.negated && s.isToKnow(v.main)) {
			return false // "I didn't know how", "I had not understood that", "I had no idea": what the author had yet to learn
		}
		if !told && at >= 0 && (s.nouns[at].kind == we || s.is(s.nouns[at].head, "you")) {
			return false // what does not matter: "we don't care about the order"
		}
	case frameDuty:
		if !told {
			return false // a duty still to come
		}
	}
	if v.relative && !told && at >= 0 && s.isOneOf(s.nouns[at].head, "those", "anyone", "anybody") {
		return false // "those who do not learn from the past": of whomever
	}
	if (p.frame == frameFault || p.frame == frameJudging) && v.negated && v.perfect && !v.past && s.yet(v) {
		return false // "we have not tried that yet": work to come
	}
	if e := s.tokens[v.main].entry; p.act && (e.is(remedy) && !e.is(ship) || e.is(auxiliary) || v.passive && v.agent < 0) {
		return false // mending things despite something is no offence
	}
	return !p.others || subject != we
}

// isToKnow reports whether the verb at i is one of knowing, in whatever form.
func (s *sentence) isToKnow(i int) bool {
	switch s.baseOf(i) {
	case "know", "understand", "realise", "realize":
		return true
	}
	return false
}

// findsSomething reports whether v is a glance of which the sentence goes on to tell what it brought: "she skims the new issues and notices the reports".
func (s *sentence) findsSomething(v *verbGroup) bool {
	if base := s.baseOf(v.main); base != "skim" && base != "glance" {
		return false
	}
	for k := v.last + 1; k+1 < len(s.tokens); k++ {
		if !s.is(k, "and") {
			continue
		}
		switch s.baseOf(k + 1) { // which need not be read as a verb: "skims the tickets and notices three"
		case "notice", "see", "spot", "catch", "detect", "find", "flag", "discover":
			return true
		}
	}
	return false
}

// farSubject returns an earlier verb group whose subject of people v may share although another stands between: "they knew
// that the disk was failing and did nothing".
func (s *sentence) farSubject(v *verbGroup) int {
	if !v.inherited || v.kind != notPeople || v.passive || v.gerund {
		return -1
	}
	n := len(s.verbs)
	for n > 0 && s.verbs[n-1].first >= v.first {
		n--
	}
	if n > 0 && s.verbs[n-1].relative && !s.breakBetween(s.verbs[n-1].last, v.first) {
		return -1 // "had a fault which stopped the feed and took the site down"
	}
	return s.peopleBefore(n)
}

// takesThing reports whether a phrase is a verb and its object, whatever that is: in the passive the object stands before.
func (p *phrase) takesThing() bool { return len(p.elements) == 1 && p.elements[0].thing }

// strong reports whether a phrase blames even when a reason follows: what was forgotten is, what was missed or the wrong one is not.
func (s *sentence) strong(p *phrase) bool {
	if !p.firm || len(p.elements) == 1 {
		return false
	}
	return !slices.ContainsFunc(p.elements, func(el *element) bool {
		return len(el.numbers) == 1 && s.lex.numbered[el.numbers[0]].is(wrong)
	})
}

// fits reports whether the subject is one the phrase counts for.
func (s *sentence) fits(p *phrase, v *verbGroup, k kind) bool {
	switch k {
	case staff, we, someone:
		return true
	case no1:
		return p.denied && v.subject >= 0 && !s.tokens[v.main].is(perceive)
	case unsaid:
		return p.firm
	case either: // "the decorator does nothing" tells what a program is for
		return p.firm && (p.frame != frameFault || s.baseOf(v.main) == "be" || v.past || v.perfect || v.did || v.gerund || v.infinitive || v.modal != nil || s.timed())
	case stranger:
		return p.firm && (v.past || v.perfect)
	case outsiders:
		return p.firm && p.frame == frameFault && (v.past || v.perfect) && !s.attacks(v)
	}
	return false
}

// attacks reports whether the subject of v is somebody who set out to do harm: what attackers did is told, not blamed.
func (s *sentence) attacks(v *verbGroup) bool {
	return v.subject >= 0 && s.isOneOf(s.nouns[v.subject].head, "attacker", "attackers", "adversary", "intruder", "intruders", "spammer", "spammers", "fraudster", "fraudsters")
}

func (s *sentence) notePredicate(p *phrase, v *verbGroup, at, last int) {
	for last > v.last && s.breaks(last) {
		last--
	}
	first := s.opening(v, at)
	if v.passive && at >= 0 && at == v.agent {
		last = max(last, s.nouns[at].last)
	}
	if first > last {
		first = last
	}
	switch p.frame {
	case frameFault:
		s.note(language.PersonFault, first, last, s.faultQuestion(v, at), s.faultEdit(v))
	case frameJudging:
		s.note(language.Judgement, first, last, s.actorQuestion(at), nil)
	case frameDuty:
		s.note(language.Counterfactual, first, last, s.thenQuestion(at), nil)
	case frameForesight:
		s.note(language.Hindsight, first, last, questionForesight, nil)
	}
}
