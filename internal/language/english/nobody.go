package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// toNobody notes the work of attention told by an object that says there was none of it: "told not a soul", "read none of the warnings", "checked neither the
// plan nor the log".
func (s *sentence) toNobody(v *verbGroup) bool {
	e := s.tokens[v.main].entry
	if v.kind != staff && v.kind != someone && v.kind != either || !s.toldOf(v) {
		return false
	}
	if last := s.noPrecaution(v); last >= 0 && v.kind != either && !s.excused(v, last+1) && !s.prescribed(v.first) {
		s.note(language.PersonFault, s.opening(v, v.subject), last, questionSee, nil)
		return true
	}
	if e.is(perceive|ship) || !e.is(diligence) && !s.in(v.main, turningTo) {
		return false
	}
	i := v.last + 1
	if s.is(i, "so") && s.is(i+1, "to") {
		i++ // "said so to nobody"
	}
	if s.isOneOf(i, "to", "with", "of", "for", "about", "at") {
		i++
	}
	last := s.nothingAt(i, v)
	if n := s.phraseAt(i); last < 0 && n >= 0 && s.in(v.main, turningTo) {
		switch after := s.nouns[n].last + 1; {
		case s.is(after, "to"): // "showed the papers to nobody"
			last = s.nothingAt(after+1, v)
		case s.nouns[n].kind == staff || s.nouns[n].kind == outsiders:
			last = s.nothingAt(after, v) // "showed the crew none of the alarms"
		}
	}
	if last < 0 || last+2 < len(s.tokens) && s.tokens[last+1].tag == tagTo && s.tokens[last+2].tag == tagVerb || s.excused(v, last+1) || s.prescribed(v.first) {
		return false // "asked nobody to work at night"
	}
	s.note(language.PersonFault, s.opening(v, v.subject), last, questionSee, nil)
	return true
}

// noPrecaution returns the last token of what v says people did not take, make or leave to be safe: "kept no log", "asked no questions"; -1 for none.
func (s *sentence) noPrecaution(v *verbGroup) int {
	n := s.phraseAt(v.last + 1)
	if n < 0 || !s.is(s.nouns[n].first, "no") || !s.in(v.main, providing) {
		return -1
	}
	if h := s.nouns[n].head; s.tokens[h].means(precaution) && !s.isOneOf(h, "reason", "reading") || s.tokens[h].is(glance) && s.in(v.main, addressing) || s.in(h, keptOrMade) || s.isOneOf(h, "question", "questions", "test", "tests") {
		return s.nouns[n].last
	}
	return -1
}

// nothingAt returns the last token of what stands at token i for nobody or none of a thing, as the object of v; -1 for anything else.
func (s *sentence) nothingAt(i int, v *verbGroup) int {
	if i+1 >= len(s.tokens) {
		return -1
	}
	switch s.known(i) {
	case "nobody", "no-one", "noone":
		return s.unless(i, "else")
	case "no":
		if s.is(i+1, "one") {
			return s.unless(i+1, "else")
		}
	case "not":
		if n := s.phraseAt(i + 1); n >= 0 && s.isOneOf(i+1, "a", "one", "single") {
			return s.unless(s.nouns[n].last, "but")
		}
	case "none":
		if n := s.phraseAt(i + 2); n >= 0 && s.is(i+1, "of") {
			return s.nouns[n].last
		}
	case "neither":
		for k := i + 2; k+1 < len(s.tokens) && k < i+8 && !s.breaks(k); k++ {
			if s.is(k, "nor") {
				return k + 1
			}
		}
	case "nothing":
		if s.in(v.main, lookingInto) && s.tokens[i+1].tag != tagAdj && (!s.is(i+1, "in") || !s.ends(i+2)) {
			return s.unless(i, "else", "more", "further", "new", "other", "that", "which", "wrong", "amiss")
		}
	}
	return -1
}

// unless returns token i, or -1 where one of the words stands behind it.
func (s *sentence) unless(i int, words ...string) int {
	if s.isOneOf(i+1, words...) || s.tokens[min(i+1, len(s.tokens)-1)].tag == tagComma && s.isOneOf(i+2, words...) {
		return -1
	}
	return i
}
