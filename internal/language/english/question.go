package english

import "strings"

const (
	questionConditions = "What had to be true of the system for one action to have this effect?"
	questionSlip       = "What made this slip easy to make and hard to notice?"
	questionThen       = "What did people see at the time, and what did it look like to them?"
	questionForesight  = "What could be seen before the outcome was known, and where?"
	questionWithout    = "What change would work without relying on anyone's attention?"
	questionNumbers    = "What happened, in numbers a reader can check?"
	questionWork       = "What did the work look like from where people sat: which information, tools and time?"
	questionSee        = "What did people have in front of them at that moment?"
)

// words returns the sentence's text from token i to token j.
func (s *sentence) words(i, j int) string {
	if i < 0 || j >= len(s.tokens) || j < i {
		return ""
	}
	return s.text[s.tokens[i].start:s.tokens[j].end]
}

// actor returns a noun phrase as the object of a question: "she" becomes "her".
func (s *sentence) actor(at int) string {
	if at < 0 || at >= len(s.nouns) {
		return ""
	}
	np := &s.nouns[at]
	w := s.words(np.first, np.last)
	switch strings.ToLower(w) {
	case "he":
		return "him"
	case "she":
		return "her"
	case "they":
		return "them"
	case "we", "us":
		return "us"
	case "i":
		return "me"
	case "on-call", "oncall":
		return "the on-call engineer"
	case "someone", "somebody", "whoever", "who", "nobody", "no one", "anyone", "anybody", "everyone", "everybody":
		return "people"
	}
	if len(w) > 60 || strings.ContainsAny(w, "\n[]") {
		return "people"
	}
	if s.tokens[np.first].entry != nil && s.tokens[np.first].tag != tagName {
		if first := s.tokens[np.first]; first.flags&allCaps == 0 || first.end-first.start == 1 {
			w = strings.ToLower(w[:1]) + w[1:]
		}
	}
	switch {
	case strings.HasPrefix(w, "no "):
		return "people"
	case strings.HasPrefix(w, "that ") && np.first > 0 && s.nounAt[np.first-1] >= 0: // "a certificate that ops forgot"
		w = w[len("that "):]
	case strings.HasPrefix(w, "a "):
		w = "the" + w[1:]
	case strings.HasPrefix(w, "an "):
		w = "the" + w[2:]
	case s.tokens[np.first].is(role) && !s.tokens[np.head].entry.pluralNoun():
		w = "the " + w
	}
	return w
}

// act returns the words of an act, from token i to the end of its clause, when they are short enough to quote.
func (s *sentence) act(i, end int) string {
	if i >= len(s.tokens) || end > len(s.tokens) || i >= end {
		return ""
	}
	for end > i && (s.breaks(end-1) || s.tokens[end-1].tag == tagNone) {
		end--
	}
	w := s.words(i, end-1)
	if len(w) > 90 || w == "" || strings.ContainsAny(w, "\n[]") {
		return ""
	}
	return w
}

func orPeople(w string) string {
	if w == "" {
		return "people"
	}
	return w
}

// actorQuestion asks what somebody had to work with.
func (s *sentence) actorQuestion(at int) string {
	return "What information, tools and time did " + subjective(orPeople(s.actor(at))) + " have at that moment?"
}

// thenQuestion asks what somebody saw.
func (s *sentence) thenQuestion(at int) string {
	return "What did " + subjective(orPeople(s.actor(at))) + " see at the time that made another course look right?"
}

// thenQuestionVerb asks the same about an act that was expected.
func (s *sentence) thenQuestionVerb(v *verbGroup, at int) string {
	if v.passive && at < 0 {
		return "What step, in the way the work is done, would show this before it hurts?"
	}
	if at < 0 {
		return questionThen
	}
	return s.thenQuestion(at)
}

// subjective turns an object pronoun back.
func subjective(w string) string {
	switch w {
	case "him":
		return "he"
	case "her":
		return "she"
	case "them":
		return "they"
	case "us":
		return "we"
	case "me":
		return "I"
	}
	return w
}

// faultQuestion fits the question to what is said to have gone wrong.
func (s *sentence) faultQuestion(v *verbGroup, at int) string {
	who := orPeople(s.actor(at))
	switch s.baseOf(v.main) {
	case "forget", "fail", "neglect", "omit":
		if s.is(v.last+1, "to") {
			if s.sees(v.last + 2) {
				return "What was there for " + who + " to see at that moment, and where?"
			}
			act := s.act(v.last+2, s.clauseEnd(v.last+2))
			if s.doneTo(v, v.last+2) {
				act = s.words(v.last+2, v.last+2) + " it"
			}
			if act != "" {
				return "What told " + who + " that it was time to " + act + "?"
			}
		}
	case "miss", "overlook", "ignore", "disregard":
		if act := s.act(v.last+1, v.end); act != "" {
			return "What else was in front of " + who + " when " + act + " came up?"
		}
		return "What else was in front of " + who + " at that moment?"
	}
	return "What made this look right to " + who + " at the time?"
}

// doneTo reports whether what the verb at token i would have been done to stands before the clause of v: "the certificate that Kim forgot to renew".
func (s *sentence) doneTo(v *verbGroup, i int) bool {
	if v.subject < 0 {
		return false
	}
	first := s.nouns[v.subject].first
	if !s.is(first, "that") {
		first--
	}
	if first < 1 || !s.isOneOf(first, "that", "which") || s.nounAt[first-1] < 0 {
		return false
	}
	next := s.after(i)
	if next == nil || s.breaks(i+1) || next.tag == tagVerb || next.tag == tagAux || next.tag == tagModal {
		return true
	}
	n := s.phraseAt(i + 1)
	return s.hasForm(i+1, pastForm) && (n < 0 || s.nouns[n].head == i+1) // but "to renew expired certificates"
}

// clauseHead returns where the main clause of token i starts: behind ", and" or at the head of the sentence.
func (s *sentence) clauseHead(i int) int {
	for ; i > s.head+1; i-- {
		if s.tokens[i-1].tag == tagCoord && s.tokens[i-2].tag == tagComma {
			return i
		}
	}
	return s.head
}

// clauseEnd returns the first token after i that ends the clause.
func (s *sentence) clauseEnd(i int) int {
	for ; i < len(s.tokens); i++ {
		if s.breaks(i) || s.tokens[i].tag == tagRel || s.tokens[i].tag == tagSub && !s.is(i, "before") && !s.is(i, "after") && !s.is(i, "that") {
			return i
		}
		if s.tokens[i].tag == tagCoord && i+1 < len(s.tokens) && (s.tokens[i+1].tag == tagVerb || s.tokens[i+1].tag == tagPron || s.tokens[i+1].tag == tagAux || s.tokens[i+1].tag == tagModal) {
			return i
		}
	}
	return i
}

func (s *sentence) omissionQuestion(v *verbGroup) string {
	who := orPeople(s.actor(v.subject))
	if s.sees(v.main) {
		return "What was there for " + who + " to see at that moment, and where?"
	}
	if base := s.baseOf(v.main); base != "" && !v.passive && (v.did || v.perfect || v.past) {
		rest := s.act(v.last+1, s.clauseEnd(v.last+1))
		if rest != "" {
			return "What told " + who + " that it was time to " + base + " " + rest + "?"
		}
	}
	return "What did " + subjective(who) + " see at the time?"
}

func (s *sentence) lookQuestion(hit int) string {
	if n := s.nounAt[hit]; n >= 0 && s.tokens[hit].is(wrong) {
		np := &s.nouns[n]
		if np.head > hit && !s.breakBetween(hit+1, np.head) {
			return "What made the " + s.words(hit+1, np.head) + " look like the right one at the time?"
		}
	}
	return "What would have shown the difference before it took effect?"
}

func (s *sentence) punitiveQuestion(v *verbGroup) string {
	for k := v.last + 1; k < len(s.tokens) && k < v.last+6; k++ {
		if s.tokens[k].tag == tagTo {
			if act := s.act(k+1, s.clauseEnd(k+1)); act != "" && s.tokens[k+1].entry != nil && s.tokens[k+1].is(actVerb|diligence) && !s.tokens[k+1].is(humanVerb) {
				return "What could " + act + ", or make it unnecessary, without anyone having to remember?"
			}
		}
	}
	return questionWithout
}

// baseOf returns the base form of the verb at token i, or "" when it is not known.
func (s *sentence) baseOf(i int) string {
	if e := s.tokens[i].entry; e != nil && e.forms != 0 {
		return e.lemma
	}
	return ""
}

// sees reports whether the verb at token i is one of perceiving.
func (s *sentence) sees(i int) bool {
	return i < len(s.tokens) && s.tokens[i].is(perceive)
}
