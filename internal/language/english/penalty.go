package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// penalties notes what people lose, or are to hear, as the answer to what they did.
func (s *sentence) penalties(v *verbGroup) {
	switch {
	case s.costsThem(v), s.forfeits(v), s.handedBack(v), s.struckOff(v), s.keptFrom(v):
		s.note(language.Punitive, v.first, v.last, questionWithout, nil)
	case s.insisted(v):
		s.note(language.Punitive, v.first, v.last, s.punitiveQuestion(v), nil)
	}
}

// costsThem reports whether v tells what something costs people of what they hold at work: "will cost the developer his merge rights".
func (s *sentence) costsThem(v *verbGroup) bool {
	if s.baseOf(v.main) != "cost" || v.passive || v.negated || v.perfect && v.modal != nil {
		return false
	}
	n := s.phraseAt(v.last + 1)
	if !s.folk(n) || s.tokens[s.nouns[n].head].is(team) {
		return false
	}
	m := s.phraseAt(s.nouns[n].last + 1)
	return m >= 0 && s.nouns[m].ownerLast >= 0 && (s.means(s.nouns[m].head, standing) || s.in(s.nouns[m].head, livelihoods))
}

// struckOff reports whether v is the participle of a notice that tells what was done to people: "Contractor blacklisted.", "Driver suspended until the
// hearing".
func (s *sentence) struckOff(v *verbGroup) bool {
	if !s.folk(v.subject) || s.tokens[s.nouns[v.subject].head].is(pronoun) || v.passive || v.perfect || v.negated || v.main != v.first || !s.hasForm(v.main, doneForm) || s.nouns[v.subject].last != v.first-1 || s.tokens[s.nouns[v.subject].first].is(determiner) && !s.is(s.nouns[v.subject].first, "both") {
		return false
	}
	return (s.tokens[v.main].is(punish) || s.isOneOf(v.main, "barred", "banned", "cautioned", "reprimanded", "struck")) && (s.ends(v.last+1) || s.isOneOf(v.last+1, "until", "pending", "from", "for", "without", "off"))
}

// keptFrom reports whether v tells what somebody may not do from now on, by themselves or at all: "the intern is not to touch it until further notice",
// "from Monday the juniors deploy only with a senior next to them".
func (s *sentence) keptFrom(v *verbGroup) bool {
	if v.subject < 0 || s.nouns[v.subject].kind != staff || s.tokens[s.nouns[v.subject].head].is(team) || v.past || v.perfect || v.gerund || v.reduced || v.relative {
		return false
	}
	barred := v.negated && v.modal != nil && !v.passive && s.isOneOf(v.first, "must", "may", "will", "shall", "can") || v.infinitive && s.is(v.first-1, "not") && v.first > 1 && s.isOneOf(v.first-2, "is", "are")
	for k := v.last + 1; k < len(s.tokens) && k < v.last+12 && !s.breaks(k); k++ {
		switch {
		case barred && s.is(k, "until") && s.isOneOf(k+1, "he", "she", "they") && s.isOneOf(k+2, "has", "have"):
			return s.isOneOf(k+3, "passed", "completed", "shown", "proved", "proven", "demonstrated", "learned", "learnt", "earned", "apologised", "apologized", "understood")
		case barred && !s.tokens[s.nouns[v.subject].head].is(pronoun) && (s.is(k, "until") && s.is(k+1, "further") || s.isOneOf(k, "anymore", "unsupervised", "unaccompanied") || s.is(k, "alone") && s.ends(k+1)):
			return true
		case s.is(k, "only") && s.is(k+1, "with") && !barred && !v.infinitive:
			n := s.phraseAt(k + 2)
			return n >= 0 && s.nouns[n].kind == staff && (s.isOneOf(s.head, "from", "until") || s.isOneOf(v.first-1, "now", "henceforth"))
		}
	}
	return false
}

// forfeits reports whether v tells what people are to do without until they have made up for something: "lose their access until they have …".
func (s *sentence) forfeits(v *verbGroup) bool {
	if v.kind != staff && v.kind != someone || v.subject < 0 || v.negated || v.passive || v.past || v.perfect || v.modal != nil && optional(v.modal.word) {
		return false
	}
	n := s.phraseAt(v.last + 1)
	if n < 0 || !s.means(s.nouns[n].head, standing) {
		return false
	}
	switch s.baseOf(v.main) {
	case "forfeit":
		return true
	case "lose", "surrender":
	default:
		return false
	}
	i := s.nouns[n].last + 1
	return s.isOneOf(i, "until", "pending") || s.is(i, "for") && !s.is(i+1, "good")
}

// handedBack reports whether v tells that the authors had somebody's access back: "we have taken back the intern's password", "I have asked for her
// login back".
func (s *sentence) handedBack(v *verbGroup) bool {
	if v.kind != we && (v.subject < 0 || !s.is(s.nouns[v.subject].head, "i")) && !v.imperative || v.negated || v.passive || v.modal != nil {
		return false
	}
	i, back := v.last+1, s.isOneOf(v.last, "back")
	if s.is(i, "for") {
		i++
	}
	if s.is(i, "back") {
		i, back = i+1, true
	}
	n := s.phraseAt(i)
	if n < 0 || s.nouns[n].owner != staff || s.isOneOf(s.nouns[n].first, "my", "our", "your") || !back && !s.is(s.nouns[n].last+1, "back") {
		return false
	}
	switch s.baseOf(v.main) {
	case "ask", "take", "demand", "want", "call", "claim", "have":
		return s.means(s.nouns[n].head, standing) || s.isOneOf(s.nouns[n].head, "password", "card", "laptop", "phone", "token")
	}
	return false
}

// insisted reports whether v orders that people be told something with emphasis, or yet again: "tell the crew, once more, to …", "ask the reviewers,
// politely but firmly, to read it this time".
func (s *sentence) insisted(v *verbGroup) bool {
	told := v.subject >= 0 && s.isOneOf(s.nouns[v.subject].head, "i", "we")
	if !v.imperative && !told || v.negated || v.passive || !s.in(v.main, tellings) {
		return false
	}
	n := s.phraseAt(v.last + 1)
	if s.is(v.last+1, "to") {
		n = s.phraseAt(v.last + 2) // "explain to the cleaners"
	}
	if !s.folk(n) {
		return false
	}
	for k := s.nouns[n].last + 1; k < len(s.tokens) && s.tokens[k].tag != tagColon; k++ {
		if s.isOneOf(k, "if", "when", "unless", "whether", "after") {
			return false // what to do then
		}
		if v.imperative && s.emphatic(k) || told && s.is(k, "time") && s.isOneOf(k-1, "tenth", "hundredth", "thousandth", "umpteenth", "nth", "last") {
			return true
		}
	}
	return false
}

// emphatic reports whether the words at token k say that something is to be told for good, or has been told before.
func (s *sentence) emphatic(k int) bool {
	switch {
	case s.isOneOf(k, "firmly", "sternly", "bluntly", "emphatically", "seriously", "conscientiously", "attentively", "diligently", "responsibly", "respectfully"):
		return true
	case s.is(k, "once"):
		return s.isOneOf(k+1, "more", "again") || s.is(k+1, "and") && s.is(k+3, "all")
	case s.is(k, "yet"):
		return s.is(k+1, "again")
	case s.is(k, "time"):
		return s.is(k-1, "this") && (s.ends(k+1) || s.is(k+1, "properly")) || s.is(k-1, "last") && s.isOneOf(k-2, "one", "the", "a")
	}
	return false
}

// offenders notes what is in store for whoever does something again: "anyone who skips the smoke test answers to the director", "the next person to merge
// without asking gets the weekend shift".
func (s *sentence) offenders() {
	if !s.holds.people {
		return
	}
	for i := s.head; i < len(s.tokens); i++ {
		from := s.offender(i)
		if from < 0 || i > s.head && !s.breaks(i-1) && !s.isOneOf(i-1, "that", "the", "now", "on") {
			continue
		}
		offence := false
		for k := from; k < len(s.tokens) && k < from+16; k++ {
			offence = offence || s.in(k, offending) || s.tokens[k].means(flout)
			if k > from && s.reckoning(k, offence) {
				s.note(language.Punitive, i, k, questionWithout, nil)
				return
			}
		}
		return
	}
}

// offender returns the token behind what stands for whoever does a thing: "anyone who", "whoever", "the next one to", "drivers found"; -1 for none.
func (s *sentence) offender(i int) int {
	switch {
	case s.isOneOf(i, "whoever", "whosoever"):
		return i + 1
	case s.isOneOf(i, "anyone", "anybody", "those", "people", "everyone", "everybody") && (s.isOneOf(i+1, "who", "caught", "found") || i+1 < len(s.tokens) && s.hasForm(i+1, ingForm) && s.isOneOf(i, "anyone", "anybody")):
		return i + 1
	case s.is(i, "next") && (s.isOneOf(i+1, "one", "person", "time") || i+1 < len(s.tokens) && s.tokens[i+1].is(role|eitherRole)) && s.isOneOf(i+2, "to", "who", "caught", "found"):
		return i + 2
	case i < len(s.tokens) && s.tokens[i].is(role|eitherRole) && s.tokens[i].entry.pluralNoun() && s.isOneOf(i+1, "caught", "found") && !s.isOneOf(i+2, "that", "a", "the", "it"):
		return i + 1
	}
	return -1
}

// reckoning reports whether token k is a verb for what follows for people: what is only done to atone for something, or, where an offence was told, what
// may be.
func (s *sentence) reckoning(k int, offence bool) bool {
	if s.tokens[k].mark != 0 {
		return false
	}
	be := s.isOneOf(k-1, "be", "is", "are", "get", "gets")
	switch {
	case s.hasForm(k, doneForm) && be:
		return offence && s.in(k, penalised) && !s.goods(k+1)
	case !s.hasForm(k, sForm) && !s.toDo(k):
		return false
	case s.isOneOf(k, "answers", "answer", "explains", "explain", "justifies", "justify"):
		n := s.nounBetween(k+1, min(k+9, len(s.tokens)))
		return n >= 0 && s.toRank(k+1)
	case s.in(k, atoning):
		return true
	case s.isOneOf(k, "gets", "get", "has", "have", "does", "do", "works", "work"):
		n := s.phraseAt(k + 1)
		return n >= 0 && offence && s.in(s.nouns[n].head, chores)
	}
	return offence && (s.in(k, atoned) || s.isOneOf(k, "loses", "lose") && s.standingAt(k+1))
}

// toDo reports whether the base form at token k is what somebody will or has to do.
func (s *sentence) toDo(k int) bool {
	if !s.hasForm(k, baseForm) || k < 2 {
		return false
	}
	return s.isOneOf(k-1, "will", "must", "shall", "can", "may") || s.is(k-1, "to") && s.isOneOf(k-2, "gets", "get", "has", "have")
}

// toRank reports whether somebody in charge is spoken to in the words from token i on: "to the director", "before the board", "to me".
func (s *sentence) toRank(i int) bool {
	for k := i; k+1 < len(s.tokens) && k < i+8 && !s.breaks(k); k++ {
		if s.isOneOf(k, "to", "before", "with") {
			if n := s.phraseAt(k + 1); n >= 0 && (s.nouns[n].kind == staff || s.nouns[n].kind == we || s.in(s.nouns[n].head, superiors)) {
				return true
			}
		}
	}
	return false
}

// standingAt reports whether what people hold at work stands at token i.
func (s *sentence) standingAt(i int) bool {
	n := s.phraseAt(i)
	return n >= 0 && s.means(s.nouns[n].head, standing)
}

// goods reports whether a thing to be had stands at token i, not where to or what for: "sent a link", but "shown the door".
func (s *sentence) goods(i int) bool {
	n := s.phraseAt(i)
	return n >= 0 && !s.isOneOf(s.nouns[n].head, "door", "bill", "home") && s.nouns[n].first == i
}
