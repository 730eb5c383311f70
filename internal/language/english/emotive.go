package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// emotive notes words that dramatise.
func (s *sentence) emotive() {
	if !s.holds.loud && s.holds.classes&emotive == 0 {
		return
	}
	s.shouting()
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.mark == '!' && i > 1 && s.tokens[i-1].mark == '!' && s.tokens[i-2].mark == 0 && t.flags&opaque == 0 && s.tokens[i-2].flags&allCaps == 0 {
			s.note(language.Emotive, i-1, i, questionNumbers, nil)
			continue
		}
		if !t.is(emotive) || s.denied(i, i) || s.modeName(i) || s.possible(i) || s.is(i, "garbage") && !s.saidToBe(i) || s.isOneOf(i, "flipping", "steaming", "rotting") && t.tag == tagGerund && s.phraseAt(i+1) >= 0 { // "flipping the switch"
			continue
		}
		if t.means(calamity) && s.bereaved() {
			continue // "a tragic accident": people were hurt
		}
		s.note(language.Emotive, i, i, questionNumbers, s.adjectiveEdit(i))
	}
}

// bereaved reports whether the sentence or the one before it tells of people who were hurt.
func (s *sentence) bereaved() bool {
	if s.holds.senses&bereavement != 0 {
		return true
	}
	for i := range s.previous {
		if s.previous[i].means(bereavement) {
			return true
		}
	}
	return false
}

// possible reports whether the word at i is said of what may be or what a thing may do at any time: "a potentially disastrous fault", "this can have
// disastrous consequences".
func (s *sentence) possible(i int) bool {
	if s.isOneOf(i-1, "potentially", "possibly", "otherwise", "potential") {
		return true
	}
	if s.isOneOf(i-1, "a", "any") && s.isOneOf(i-2, "from", "against", "of", "for", "during", "after") && s.tokens[i].tag == tagNoun && !s.tellsPast() {
		return true // "to recover from a disaster"
	}
	for n := range s.verbs {
		if v := &s.verbs[n]; v.first <= i && (i <= v.last+3 || i < v.end) && v.modal != nil && (v.modal.word == "can" || v.modal.word == "may") && !v.perfect && v.kind == notPeople {
			return true
		}
	}
	return false
}

// saidToBe reports whether the word at i is what something is called: "the data was garbage". Elsewhere it is what memory is full of.
func (s *sentence) saidToBe(i int) bool {
	for n := range s.verbs {
		if v := &s.verbs[n]; s.baseOf(v.main) == "be" && i > v.last && s.complements(v, i) {
			return true
		}
	}
	return false
}

// shouting notes ordinary words in capitals amid others: twice, or once where the sentence exclaims.
func (s *sentence) shouting() {
	hit, loud, quiet := -1, 0, 0
	for i := range s.tokens {
		t := &s.tokens[i]
		switch {
		case t.mark == '!' && i == len(s.tokens)-1 && t.flags&opaque == 0:
			loud++
		case t.mark != 0 || t.flags&(opaque|technical|number) != 0:
		case t.flags&allCaps == 0:
			quiet++
		case t.end-t.start > 2 && t.is(adverb|pronoun|determiner|relative|emotive|careless) && !t.is(negator|role|team|component|noun) && !s.abbreviated(i):
			loud++
			hit = i
		}
	}
	if hit >= 0 && loud > 1 && quiet > 2 {
		s.note(language.Emotive, hit, hit, questionNumbers, nil)
	}
}

// abbreviated reports whether ITS at token i stands where no possessive can, being a name: "the other ITS team".
func (s *sentence) abbreviated(i int) bool {
	if i == 0 || !s.is(i, "its") {
		return false
	}
	switch s.tokens[i-1].tag {
	case tagDet, tagAdj, tagNum, tagPron:
		return true
	}
	return false
}
