package english

import (
	"strings"
	"unicode"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// judgement notes words about people's competence, care, motive or character.
func (s *sentence) judgement() {
	for n := range s.verbs {
		// "the manager only cares about his numbers"
		if v := &s.verbs[n]; (s.baseOf(v.main) == "care" || s.baseOf(v.main) == "think") && (v.kind.blamable() || v.kind == either) && !s.you(v.subject) && !v.negated && v.first > 0 && (s.is(v.first-1, "only") || s.is(v.last+1, "only")) {
			s.note(language.Judgement, v.first-1, v.last, s.actorQuestion(v.subject), nil)
		}
	}
	s.appraised()
	if s.holds.classes&(careless|carelessly|weak|trait|insult) == 0 {
		return
	}
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.entry == nil || t.entry.class&(careless|carelessly|weak|trait|insult) == 0 {
			continue
		}
		if s.denied(i, i) && !s.lacking(i) || s.mixedCase(i) || s.modeName(i) {
			continue
		}
		switch {
		case t.is(insult) && (t.tag == tagNoun || t.tag == tagName):
			if np := s.nounAt[i]; np >= 0 && s.nouns[np].head == i && !s.technicalNoun(&s.nouns[np]) {
				s.note(language.Judgement, i, i, questionWork, nil)
			}
		case t.is(trait):
			if np := s.nounAt[i]; np >= 0 && (s.technicalNoun(&s.nouns[np]) || s.nouns[np].head > i && !s.tokens[s.nouns[np].head].is(humanAct|conduct|slip|trait|role|team) && !s.isOneOf(s.nouns[np].head, "problem", "issue", "culture")) {
				continue // "negligence clauses"
			}
			s.note(language.Judgement, i, i, questionWork, nil)
		case t.is(carelessly):
			if s.subjectIsThing(i) || s.onDemand(i) || i+1 < len(s.tokens) && s.tokens[i+1].tag == tagAdj {
				continue // "unreasonably slow" measures
			}
			s.note(language.Judgement, i, i, questionWork, s.dropEdit(i, i))
		case s.is(i, "confused") && (s.isOneOf(i+1, "by", "about", "because", "as", "why", "how", "when") || s.ours(i)): // how it was
		case t.is(careless|weak) && t.tag != tagVerb: // "the clutch disengaged"
			if s.aboutPeople(i, t.is(careless)) || t.is(character) && !s.aboutThing(i) && s.aboutWork(i) {
				s.note(language.Judgement, i, i, questionWork, s.adjectiveEdit(i))
			}
		}
	}
}

// subjectIsThing reports whether the adverb at i belongs to a verb that a thing does.
func (s *sentence) subjectIsThing(i int) bool {
	for n := range s.verbs {
		v := &s.verbs[n]
		if i >= v.first-2 && i <= v.end {
			if v.subject >= 0 && s.tokens[s.nouns[v.subject].head].is(humanAct) {
				continue
			}
			return v.kind == notPeople && v.subject >= 0 && !v.passive
		}
	}
	return false
}

// onDemand reports whether the adverb at i tells how software does something, or how the reader may: "the images are pulled lazily", "if you blindly copy
// it".
func (s *sentence) onDemand(i int) bool {
	for n := range s.verbs {
		v := &s.verbs[n]
		if i < v.first-1 || i > v.end && i > v.last+1 {
			continue
		}
		return s.you(v.subject) && !v.past && (!v.perfect || v.progressive) || s.is(i, "lazily") && v.kind == notPeople
	}
	return s.is(i, "lazily") && i == s.head // "Lazily fill the cache"
}

// mixedCase reports whether token i has a capital inside, as the names of products do.
func (s *sentence) mixedCase(i int) bool {
	t := &s.tokens[i]
	if t.flags&(capital|technical) == 0 || t.flags&allCaps != 0 || t.start >= t.end {
		return false
	}
	return strings.ContainsFunc(s.text[t.start+1:t.end], unicode.IsUpper)
}

// modeName reports whether the word at i is a name: it stands alone in brackets, one way among others, "strict or (lax) parsing", or the sentence is
// about what bears it.
func (s *sentence) modeName(i int) bool {
	return i > 0 && i+1 < len(s.tokens) && s.tokens[i-1].mark == '(' && s.tokens[i+1].mark == ')' || i == s.head && s.opensName(i)
}

// opensName reports whether the word at i, the sentence's first, begins a name: "Crazy Egg was removed", "Ruthless, our load generator, went off".
func (s *sentence) opensName(i int) bool {
	if i+3 >= len(s.tokens) || s.tokens[i].flags&capital == 0 || s.tokens[i].flags&allCaps != 0 {
		return false
	}
	next := &s.tokens[i+1]
	if next.flags&capital != 0 && next.flags&allCaps == 0 && !next.is(givenName|role|eitherRole|team|department|outsider|personal) {
		last := &s.tokens[i+2]
		return last.flags&capital == 0 && (last.is(auxiliary|modal) || last.tag == tagVerb)
	}
	n := s.phraseAt(i + 2)
	if next.tag != tagComma || n < 0 || s.nouns[n].kind != notPeople || s.tokens[s.nouns[n].head].is(humanAct|conduct|quality) {
		return false
	}
	for k := s.nouns[n].last + 1; k+1 < len(s.tokens) && k < i+12; k++ {
		switch s.tokens[k].tag {
		case tagComma:
			return s.tokens[k+1].tag == tagVerb || s.tokens[k+1].tag == tagAux || s.tokens[k+1].tag == tagModal
		case tagVerb, tagAux, tagModal, tagStop:
			return false
		}
	}
	return false
}

// aboutThing reports whether the adjective at i is said of a component, as its attribute or of its subject.
func (s *sentence) aboutThing(i int) bool {
	thing := func(np *nounPhrase) bool {
		h := &s.tokens[np.head]
		of := s.phraseAt(np.last + 2) // "predictions from the classifier"
		made := of >= 0 && s.is(np.last+1, "from") && s.nouns[of].kind == notPeople && !s.tokens[s.nouns[of].head].is(humanAct|conduct)
		return h.is(component|product) && !h.is(humanAct|conduct) || h.flags&(opaque|technical) != 0 || np.kind == outsiders || made && !h.is(conduct|humanAct)
	}
	if n := s.nounAt[i]; n >= 0 && s.nouns[n].head > i {
		return thing(&s.nouns[n])
	}
	for n := range s.verbs {
		if v := &s.verbs[n]; i > v.last && i <= v.last+4 && i < v.end+1 {
			return v.negated || v.modal != nil || v.subject >= 0 && thing(&s.nouns[v.subject])
		}
	}
	return false
}

// aboutWork reports whether the adjective at i is said of what somebody does, "an absent-minded click", "it was reckless
// to", or of nothing that is named. What no list calls work is a thing: "a vain identifier", "greedy allocation".
func (s *sentence) aboutWork(i int) bool {
	work := func(n int) bool {
		return s.tokens[n].is(humanAct|conduct|glance|slip|norm|diligence|actVerb|ship|humanVerb) || s.tokens[n].is(pronoun)
	}
	if n := s.nounAt[i]; n >= 0 && s.nouns[n].head > i {
		return work(s.nouns[n].head) || s.nouns[n].kind != notPeople
	}
	for n := range s.verbs {
		if v := &s.verbs[n]; i > v.last && s.complements(v, i) {
			if v.subject >= 0 && s.isOneOf(s.nouns[v.subject].head, "it", "they") && v.kind == notPeople && !s.isOneOf(i+1, "to", "of", "that", "for", "not") {
				return false // "it is still immature"
			}
			return v.subject < 0 || v.kind != notPeople || work(s.nouns[v.subject].head)
		}
	}
	return true
}

// thingDoes reports whether the object that begins at token i is that of a verb with a thing for its subject.
func (s *sentence) thingDoes(i int) bool {
	for n := range s.verbs {
		if v := &s.verbs[n]; v.last == i-1 && !v.passive && v.subject >= 0 {
			return (v.kind == notPeople || v.kind == either) && !s.tokens[s.nouns[v.subject].head].is(humanAct|conduct)
		}
	}
	return false
}

// complements reports whether the adjective at i is a complement of v, alone or in a row: "was slow, confused and sloppy".
func (s *sentence) complements(v *verbGroup, i int) bool {
	if i <= v.last+4 && i <= v.end {
		return true
	}
	for k := v.last + 1; k < i; k++ {
		switch s.tokens[k].tag {
		case tagAdj, tagAdv, tagComma, tagCoord:
		default:
			if !s.tokens[k].is(adjective) && !s.hasForm(k, doneForm) {
				return false
			}
		}
	}
	return true
}

// byThem reports whether "by" and people stand at token i.
func (s *sentence) byThem(i int) bool {
	n := s.phraseAt(i + 1)
	return s.is(i, "by") && n >= 0 && s.nouns[n].kind.blamable()
}

// aboutPeople reports whether the adjective at i judges people or their work. Adjectives that are only ever said of
// people (sure) count unless they stand before a component.
func (s *sentence) aboutPeople(i int, sure bool) bool {
	if n := s.nounAt[i]; n >= 0 && s.nouns[n].head > i {
		np := &s.nouns[n]
		h := &s.tokens[np.head]
		if by, _ := s.ascribed(np.last + 1); by && sure && h.is(humanAct|conduct) {
			return true // "a lazy handover by the day team"
		}
		if s.tokens[i].is(emotive) && h.is(component) {
			return false // "this stupid script" judges nobody
		}
		if sure && np.ownerLast >= 0 && np.ownerLast < i && (np.owner == staff || np.owner == someone) {
			return true // "Petr's sloppy regex"
		}
		if np.kind != notPeople && np.kind != stranger && np.kind != either {
			return !s.tokens[i].is(wrong) // "the wrong team"
		}
		if h.is(conduct) && s.thingDoes(np.first) {
			return false // "the parser made a poor choice"
		}
		if sure && (s.tokens[i].is(character) && s.isOneOf(np.head, "thing", "way", "manner", "fashion", "stunt", "gesture") || !h.is(component|product) && s.byThem(np.last+1)) {
			return true // "in a dilettantish way", "haphazard labelling by the lab assistants"
		}
		if h.is(conduct) || sure && !s.isOneOf(i, "lazy", "naive", "naïve", "unreliable") && h.is(humanAct|norm|slip) {
			return true
		}
		return sure && !h.is(component|product) && h.flags&(opaque|technical) == 0 && h.entry != nil && h.entry.class&(role|eitherRole|team) != 0
	}
	if n := s.phraseAt(i + 2); sure && s.is(i+1, "of") && n >= 0 && s.nouns[n].kind.blamable() {
		return true // "it was careless of the team to"
	}
	// Predicative: "the review was sloppy", "they were careless".
	for n := range s.verbs {
		v := &s.verbs[n]
		if i <= v.last || !s.complements(v, i) {
			continue
		}
		e := s.tokens[v.main].entry
		if e != nil && e.lemma != "be" && e.lemma != "seem" && e.lemma != "become" && e.lemma != "get" && e.lemma != "look" && e.lemma != "grow" && e.lemma != "remain" && e.lemma != "appear" {
			continue
		}
		if v.negated || v.modal != nil {
			return false
		}
		if v.kind == outsiders && s.tokens[i].is(character) {
			return true
		}
		if v.kind == staff || v.kind == we || v.kind == someone || v.kind == no1 || v.kind == either {
			return sure || v.kind == staff && !s.is(i, "wrong") && !s.is(i, "flawed") && !s.is(i, "bad") && !s.is(i, "worrying")
		}
		if g := s.head; s.tokens[g].tag == tagGerund && s.tokens[i].is(character) && !s.tokens[g].is(component) {
			return true // "reusing the password was negligent"
		}
		if v.subject < 0 {
			return false
		}
		h := &s.tokens[s.nouns[v.subject].head]
		return sure && h.is(humanAct|conduct) && !h.is(component) || h.is(conduct) || s.is(s.nouns[v.subject].head, "skills")
	}
	return false
}
