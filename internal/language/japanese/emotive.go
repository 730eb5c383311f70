package japanese

import "github.com/blameless-postmortem/postmortem/internal/language"

// emotive finds words that dramatise.
func (s *sentence) emotive() {
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.opaque || t.class&emotive == 0 || t.kind != nounToken {
			continue
		}
		if next := s.at(i + 1); next.kind == nounToken && next.start == t.end && next.class&result == 0 {
			continue
		}
		if next := s.at(i + 1); next.kind == verbToken && next.has(negative) {
			continue
		}
		switch t.lemma {
		case "涙", "恥", "恐怖", "怒り", "悲鳴", "悪魔", "カオス", "ゴミ", "バカ", "馬鹿", "糞", "最低", "破滅的", "壊滅":
			if !s.is(i+1, "だ", "な", "の", "と", "に", "みたい", "を", "で") || t.lemma == "最低" && !s.is(i+1, "だ", "な") || t.lemma == "ゴミ" && !s.is(i+1, "だ", "みたい") {
				continue
			}
		}
		s.note(language.Emotive, i, i, nil)
	}
}

// naming finds people's names.
func (s *sentence) naming() {
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.opaque {
			continue
		}
		switch {
		case t.class&honorific != 0 && i > 0 && s.tokens[i-1].kind == nounToken && s.tokens[i-1].class&(customer|person) == 0 && s.tokens[i-1].end == t.start,
			t.class&honorific != 0 && i > 0 && s.tokens[i-1].class&familyName != 0:
			s.note(language.Naming, i-1, i, nil)
		case t.class&familyName != 0 && s.who(i) == people && s.at(i+1).class&honorific == 0:
			s.note(language.Naming, i, i, nil)
		case t.class&person != 0 && len(t.lemma) > 1 && t.lemma[0] == '@':
			s.note(language.Naming, i, i, nil)
		}
	}
}
