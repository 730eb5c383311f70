package english

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// tagWords gives every token of the sentence a tag, left to right: closed classes by list, the rest by list, ending
// and what stands before and after. It decides just enough for noun phrases and verb groups to be found.
func (s *sentence) tagWords() {
	for i := range s.tokens {
		s.tokens[i].tag = s.tagOf(i)
	}
}

func (s *sentence) tagOf(i int) tag {
	t := &s.tokens[i]
	if t.mark != 0 {
		switch t.mark {
		case ',':
			return tagComma
		case ':':
			return tagColon
		case '(', '[':
			return tagOpen
		case ')', ']':
			return tagClose
		case '/', '&', '+':
			return tagCoord
		case '.':
			if i > 0 && s.tokens[i-1].end == t.start && (s.tokens[i-1].is(title) || s.initial(i-1)) {
				return tagAdj // Mr.
			}
			return tagStop
		case '"', '“', '”', '\'', '‘', '’', '*', '_', '#', '`':
			if t.flags&opaque != 0 {
				return tagNoun
			}
			return tagNone
		}
		if t.flags&opaque != 0 {
			return tagNoun
		}
		if t.mark == '-' && s.option(i) {
			return tagNone
		}
		return tagStop
	}
	if t.flags&opaque != 0 {
		return tagNoun
	}
	if t.flags&handle != 0 {
		return tagName
	}
	if t.flags&(number|clock) != 0 {
		return tagNum
	}
	e := t.entry
	prev, p := s.before(i)
	if i == s.head && prev == tagNum {
		prev, p = tagNone, nil // the time of an entry: "21:15 restarted the …"
	}
	next := s.after(i)
	if prev == tagNum && s.numbered(i-2) {
		prev, p = tagNoun, &s.tokens[i-2] // "Hall 3 restarted"
	}
	if (e == nil || e.forms == 0 && (e.class == 0 || e.class&(noun|adjective) != 0)) && s.bareVerb(i, prev, next) {
		return tagVerb
	}
	if e == nil {
		return s.guess(i, prev, p, next)
	}
	if e.aspects&grammatical == 0 {
		return s.tagOpenClass(i, prev, p, next)
	}
	if e.word == "'s" || e.word == "'" {
		if s.isClitic(i) {
			return tagAux
		}
		return tagClitic
	}
	switch {
	case e.class&calendar != 0 && (e.class&(auxiliary|role) == 0 || i > 0 && s.tokens[i-1].flags&(number|clock) != 0) && (t.flags&capital != 0 || e.class&(givenName|verb|modal) == 0) && (e.class&modal == 0 || i <= 0 || prev == tagPrep):
		return tagDate
	case e.class&(relative|subordinator) != 0 && prev == tagDet && s.isOneOf(i-1, "a", "an", "the") && s.isOneOf(i, "where", "who", "what", "when", "why", "how", "if"):
		return tagNoun // "a where clause"
	case e.class&auxiliary != 0:
		return tagAux
	case e.class&modal != 0 && (t.flags&capital == 0 || i <= 0 || e.class&givenName == 0):
		return tagModal
	case e.word == "longer" && i > 0 && s.is(i-1, "no"):
		return tagAdv
	case e.word == "no" && next != nil && next.entry != nil && next.entry.word == "longer":
		return tagAdv
	case e.class&negator != 0:
		return tagNeg
	case e.word == "'d":
		return tagModal
	case e.word == "to":
		if next != nil && (next.entry != nil && next.entry.forms&baseForm != 0 && !next.is(determiner|possessive) || next.is(adverb|negator)) {
			return tagTo
		}
		if next != nil && next.entry == nil && next.mark == 0 && next.flags == 0 && i+2 < len(s.tokens) && s.tokens[i+2].is(determiner|possessive) {
			return tagTo // "to caption the clip"
		}
		return tagPrep
	case e.word == "that" || e.word == "those" || e.word == "this" || e.word == "these":
		if e.word == "that" && (prev == tagNoun || prev == tagName) && next != nil && (next.is(auxiliary | modal | personal | verb | negator)) {
			return tagRel
		}
		if next != nil && (next.is(auxiliary|modal) || next.entry.hasOnly(pastForm) || next.mark != 0) {
			return tagPron
		}
		if e.word == "that" && (prev == tagVerb || prev == tagAdj || prev == tagPart) && next != nil && next.is(determiner|possessive|pronoun|role|team|noun|givenName) {
			return tagSub
		}
		if e.word == "that" && next != nil && (next.is(determiner|possessive|personal) || next.flags&capital != 0 || prev == tagNoun && next.is(role|team|department|outsider) && s.in(i-1, tellingNouns)) {
			return tagSub
		}
		return tagDet
	case e.word == "her":
		if next == nil || next.mark != 0 || next.is(preposition|coordinator|auxiliary|modal|determiner|subordinator|relative|negator) {
			return tagPron
		}
		return tagPoss
	case e.class&relative != 0:
		return tagRel
	case e.class&determiner != 0:
		// "all failed", "some forgot": a pronoun before a verb.
		if next == nil || next.mark != 0 || next.is(auxiliary|modal) || next.is(preposition) && e.word != "no" {
			if e.word != "the" && e.word != "a" && e.word != "an" {
				return tagPron
			}
		}
		return tagDet
	case e.class&possessive != 0:
		return tagPoss
	case e.word == "it" && t.flags&allCaps != 0 && prev != tagNone:
		return tagNoun // Corporate IT
	case e.word == "one" && next != nil && next.is(role|team|outsider|glance) && !next.is(verb) && prev != tagNeg:
		return tagDet // "by one person"
	case e.class&pronoun != 0:
		return tagPron
	case e.word == "since" && (s.is(i+1, "then") || prev == tagAux && s.isOneOf(i-1, "have", "has", "had", "'ve")), e.word == "then" && s.is(i-1, "since"):
		return tagAdv // "has since (then) moved"
	case e.word == "as" && s.describedAs(i+1):
		return tagPrep
	case e.word == "before" || e.word == "after" || e.word == "since" || e.word == "until" || e.word == "as" || e.word == "like":
		return tagSub
	case e.word == "provided" && (prev == tagNoun || prev == tagName || prev == tagPron):
		return s.tagParticiple(i, prev, p, next, true)
	case e.class&subordinator != 0:
		return tagSub
	case e.class&coordinator != 0:
		return tagCoord
	case e.class&preposition != 0:
		return tagPrep
	}
	return s.tagOpenClass(i, prev, p, next)
}

// describedAs reports whether the word at token i, behind "as", is all that stands there, and no subject of what follows: "closed it as benign should have".
func (s *sentence) describedAs(i int) bool {
	if i+1 >= len(s.tokens) || s.tokens[i].flags&capital != 0 || s.tokens[i].mark != 0 || !s.tokens[i+1].is(modal|auxiliary) {
		return false
	}
	e := s.tokens[i].entry
	return e == nil || (e.class&adjective != 0 || e.forms&doneForm != 0) && e.class&(noun|pronoun) == 0
}

// option reports whether the dash at token i begins an option of a command: "rm -rf", "push --force".
func (s *sentence) option(i int) bool {
	if i == 0 || i+1 >= len(s.tokens) || s.tokens[i+1].start != s.tokens[i].end {
		return false
	}
	next, double := &s.tokens[i+1], s.tokens[i-1].mark == '-' && s.tokens[i-1].end == s.tokens[i].start
	if next.mark == '-' {
		return i+2 < len(s.tokens) && s.tokens[i+2].mark == 0 && s.tokens[i+2].start == next.end && s.tokens[i-1].end < s.tokens[i].start
	}
	return next.mark == 0 && next.flags&capital == 0 && (double || next.entry == nil && s.tokens[i-1].end < s.tokens[i].start)
}

// initial reports whether token i is the first letter of a name whose other part follows: "R. Delgado".
func (s *sentence) initial(i int) bool {
	t := &s.tokens[i]
	return t.end-t.start == 1 && t.flags&capital != 0 && t.tag != tagDet && i+2 < len(s.tokens) && s.tokens[i+2].flags&capital != 0 && s.tokens[i+2].flags&(allCaps|technical) == 0
}

// taggedByName is the words of no closed class that tagOf asks for.
var taggedByName = [...]string{"'s", "'", "'d", "longer", "to", "that", "those", "this", "these", "her", "before", "after", "since", "until", "as", "like"}

// tagOpenClass tags a word of the lists that is not one of grammar.
func (s *sentence) tagOpenClass(i int, prev tag, p, next *token) tag {
	t := &s.tokens[i]
	e := t.entry
	switch {
	case e.class&givenName != 0 && t.flags&capital != 0 && s.looksLikeName(i, next):
		return tagName
	case e.forms != 0:
		return s.tagVerbForm(i, prev, p, next)
	case e.class&adverb != 0:
		return tagAdv
	case e.class&(noun|trait) != 0:
		return tagNoun
	case e.class&adjective != 0:
		return tagAdj
	}
	return s.guess(i, prev, p, next)
}

// numbered reports whether the number after token i is its name: "Hall 3", "line 2".
func (s *sentence) numbered(i int) bool {
	return i >= s.head && (s.tokens[i].tag == tagNoun || s.tokens[i].tag == tagName)
}

// bareVerb reports whether a word that no list has for a verb stands where only one can: "did not escort the visitor", "to caption the clip".
func (s *sentence) bareVerb(i int, prev tag, next *token) bool {
	switch prev {
	case tagTo, tagModal, tagAux, tagNeg, tagAdv:
	default:
		return false
	}
	t := &s.tokens[i]
	if t.mark != 0 || t.flags&^capital != 0 || next == nil || next.is(auxiliary) || lyEnding(s.text[t.start:t.end]) {
		return false
	}
	opens := next.is(determiner | possessive | personal)
	if prev == tagTo {
		return opens
	}
	k := s.skipBack(i)
	if k < 0 || s.tokens[k].tag != tagModal && (s.tokens[k].tag != tagAux || s.tokens[k].entry == nil || s.tokens[k].entry.lemma != "do") {
		return false
	}
	return opens || k < i-1 && s.tokens[i-1].tag == tagNeg && t.entry == nil && (next.is(preposition|possessive|noun) || next.mark != 0)
}

// guess tags a word by its ending.
func (s *sentence) guess(i int, prev tag, p *token, next *token) tag {
	t := &s.tokens[i]
	w := s.text[t.start:t.end]
	if t.flags&technical != 0 {
		return tagNoun
	}
	if t.flags&capital != 0 && (i > s.head || next != nil && (next.mark == ',' || next.entry != nil && (next.entry.forms == pastForm || next.entry.word == "'s")) && w[len(w)-1] != 's' && !lyEnding(w)) {
		return tagName
	}
	lower := func(suffix string) bool { return len(w) > len(suffix)+2 && foldEqual(w[len(w)-len(suffix):], suffix) }
	switch {
	case lower("ly"):
		return tagAdv
	case lower("ed") && !lower("eed"):
		return s.tagParticiple(i, prev, p, next, true)
	case lower("ing"):
		return s.tagGerundForm(i, prev, p, next)
	case lower("ous"), lower("ful"), lower("less"), lower("able"), lower("ible"), lower("ish"), lower("ical"), lower("ive"):
		return tagAdj
	}
	return tagNoun
}

func lyEnding(w string) bool { return len(w) > 4 && foldEqual(w[len(w)-2:], "ly") }

func (s *sentence) tagVerbForm(i int, prev tag, p, next *token) tag {
	t := &s.tokens[i]
	e := t.entry
	nounToo := e.class&noun != 0
	adjToo := e.class&adjective != 0
	if e.class&norm != 0 && i == s.head && next != nil && next.flags&number != 0 && i+2 < len(s.tokens) && s.tokens[i+2].is(auxiliary|preposition) {
		return tagNoun // "Step 3 was"
	}
	if t.flags&capital != 0 && i > s.head && t.flags&allCaps == 0 && e.class&(product) != 0 {
		return tagNoun
	}
	if e.word == "back" && (prev == tagNoun || prev == tagName || prev == tagVerb) && (s.isOneOf(i+1, "in", "at", "on", "then", "when", "to", "from") || next == nil || next.mark != 0) {
		return tagAdv // "by the clerks back in May"
	}
	if prev == tagNoun && s.in(i, concerned) && next != nil && (next.is(auxiliary|modal) || next.entry != nil && next.entry.hasOnly(pastForm|doneForm)) {
		return tagPart // "the engineers involved deleted"
	}
	switch {
	case e.forms&(pastForm|doneForm) != 0 && e.forms&(baseForm|sForm) == 0:
		if adjToo && prev == tagNoun && p.is(role|team) && (next == nil || !next.is(noun|component)) {
			return tagVerb // "the shift lead left early"
		}
		if adjToo && (prev != tagPron && prev != tagRel) && (next == nil || !next.is(determiner|possessive|pronoun|negator)) && (prev != tagNoun || next == nil || !next.is(preposition)) {
			return tagAdj
		}
		if e.forms&doneForm == 0 { // took, forgot
			return tagVerb
		}
		return s.tagParticiple(i, prev, p, next, e.forms&pastForm != 0)
	case e.forms == ingForm:
		return s.tagGerundForm(i, prev, p, next)
	}
	// The base and -s forms, which are nouns as often as verbs; put, set and cut are pasts too.
	if e.forms&doneForm != 0 && (s.auxBefore(i)) {
		return tagPart
	}
	switch prev {
	case tagTo, tagModal:
		return tagVerb
	case tagDet, tagPoss, tagClitic, tagAdj, tagPrep, tagNum:
		if prev == tagDet && p != nil && e.forms&(pastForm) != 0 && p.entry != nil && p.entry.class&pronoun != 0 {
			return tagVerb
		}
		return s.nounOr(e)
	}
	if next != nil && next.entry != nil && next.entry.word == "of" && !s.takesOf(i) {
		return tagNoun // "cause of the delay not found"
	}
	if e.forms&baseForm != 0 {
		if k := s.skipBack(i); k >= 0 && (s.tokens[k].tag == tagModal || s.tokens[k].tag == tagTo || s.tokens[k].tag == tagAux && s.tokens[k].entry != nil && s.tokens[k].entry.lemma == "do") {
			return tagVerb
		}
		if s.askingDo(i) && (!e.is(role|team|eitherRole) || next == nil || next.entry == nil || next.entry.forms&baseForm == 0) {
			return tagVerb
		}
	}
	opens := next != nil && (next.is(determiner|possessive|pronoun) || next.flags&(number|opaque) != 0 || next.entry != nil && next.entry.word == "to")
	loose := opens || next == nil || next.is(preposition|adverb|negator|adjective|subordinator|oops|wrong|carelessly|humanModifier) || next.flags&capital != 0
	if next != nil && next.is(auxiliary|modal) {
		return s.nounOr(e)
	}
	peopleBefore := p != nil && (p.is(role|team|personal|indefinite|givenName|department|eitherRole|outsider) || p.entry != nil && (p.entry.word == "on-call" || p.entry.word == "oncall") || p.flags&handle != 0 || p.tag == tagName)
	switch {
	case e.forms&sForm != 0:
		if (prev == tagPron || prev == tagRel || prev == tagAdv && !nounToo) && p != nil {
			return tagVerb
		}
		if peopleBefore && (!p.entry.pluralNoun() || p.entry.lemma == p.entry.word) && (loose || !nounToo) { // "management wants": one and many
			return tagVerb
		}
		if (prev == tagNoun || prev == tagName) && opens && (!nounToo || next.entry == nil || next.entry.word != "to") {
			return tagVerb
		}
		if (prev == tagStop && p.mark == '|' || prev == tagColon && s.form == language.Event) && !nounToo && loose {
			return tagVerb // the next cell: "| night shift | fails to …"
		}
		if prev == tagNoun && loose && s.onlyVerb(i) {
			return tagVerb // "since the instruction asks for it"
		}
		if prev == tagColon && opens && i > 1 && s.timed() && (s.tokens[i-2].tag == tagName || s.tokens[i-2].is(role|team|department)) {
			return tagVerb // "14:02 – Priya: restarts the pod"
		}
		if prev == tagComma && !nounToo && (loose || s.form == language.Event) {
			return tagVerb
		}
		if prev == tagCoord && opens && !nounToo {
			return tagVerb
		}
	case e.forms&baseForm != 0:
		if prev == tagPron && p != nil && p.entry != nil && (p.is(personal|indefinite) || p.entry.word == "these" || p.entry.word == "those") {
			return tagVerb
		}
		if peopleBefore && p.entry.pluralNoun() && (loose || !nounToo) {
			return tagVerb
		}
		if (peopleBefore || prev == tagPron) && e.forms&pastForm != 0 && (opens || !nounToo || s.isOneOf(i+1, "out", "off", "up", "down", "over", "aside")) { // put, set, let
			return tagVerb
		}
		if prev == tagNoun && (opens && e.forms&pastForm != 0 || opens && p != nil && p.entry.pluralNoun()) {
			return tagVerb
		}
		if (i == s.head || prev == tagColon || prev == tagStop) && (opens || loose && !nounToo || next != nil && !nounToo && e.class&(punish|instruct|actVerb|diligence) != 0 || next != nil && next.is(role|team|department|training) && e.class&(punish|instruct) != 0) {
			return tagVerb
		}
		if (prev == tagCoord || prev == tagAdv || prev == tagComma || prev == tagNeg || prev == tagRel) && (opens || !nounToo) {
			return tagVerb
		}
		if s.form == actionForm && i == s.head {
			return tagVerb
		}
	}
	if !nounToo && !adjToo && prev != tagNoun && prev != tagName && prev != tagVerb && prev != tagGerund && prev != tagPart && e.forms&baseForm != 0 && i > s.head && prev != tagSub {
		return tagVerb
	}
	return s.nounOr(e)
}

// takesOf reports whether the verb at token i goes with "of": "we think of it as".
func (s *sentence) takesOf(i int) bool {
	return s.in(i, ofVerbs)
}

// onlyVerb reports whether token i is the only word of its clause, which a conjunction opens, that can be its verb.
func (s *sentence) onlyVerb(i int) bool {
	k := i - 1
	for ; k >= s.head && s.tokens[k].tag != tagSub; k-- {
		switch s.tokens[k].tag {
		case tagVerb, tagAux, tagModal, tagPart, tagGerund, tagComma, tagStop, tagColon, tagRel, tagTo:
			return false
		}
	}
	if k < s.head || s.isOneOf(k, "than", "like", "before", "after", "until") || s.is(k, "as") && (k == 0 || s.tokens[k-1].tag != tagComma) {
		return false
	}
	for k = i + 1; k < len(s.tokens) && s.tokens[k].mark == 0; k++ {
		if t := &s.tokens[k]; t.is(auxiliary|modal) || t.entry.hasOnly(pastForm|sForm) || t.entry == nil && s.hasForm(k, pastForm) {
			return false
		}
	}
	return true
}

func (s *sentence) nounOr(e *entry) tag {
	if e.class&(noun) == 0 && e.class&adjective != 0 {
		return tagAdj
	}
	return tagNoun
}

// tagParticiple decides between a finite past, a participle and an adjective.
func (s *sentence) tagParticiple(i int, prev tag, p, next *token, past bool) tag {
	if s.auxBefore(i) {
		return tagPart
	}
	switch prev {
	case tagDet, tagPoss, tagClitic, tagNum, tagPrep:
		if prev == tagDet && p != nil && p.entry != nil {
			switch p.entry.word {
			case "this", "that", "these", "those", "all", "both", "some", "none", "most", "each", "many":
				if next == nil || next.is(determiner|possessive|pronoun|preposition|adverb) {
					return tagVerb
				}
			}
		}
		return tagAdj
	case tagAdj:
		return tagAdj
	case tagSub:
		if s.is(i-1, "as") && past && (next == nil || next.mark != 0 || next.is(preposition|coordinator)) {
			return tagAdj // "marked it as passed"
		}
	}
	if next != nil && next.entry != nil && next.entry.word == "by" && prev != tagPron && prev != tagRel {
		return tagPart
	}
	if !past || prev == tagNoun && next != nil && next.is(auxiliary|modal) {
		return tagPart
	}
	if (prev == tagNone || i == s.head) && next != nil && next.is(noun|component|role) && next.tag == tagNone {
		// "Failed requests …" begins a noun phrase, "Deleted the …" a fragment.
		return tagAdj
	}
	return tagVerb
}

func (s *sentence) tagGerundForm(i int, prev tag, p, next *token) tag {
	if s.auxBefore(i) {
		return tagGerund
	}
	e := s.tokens[i].entry
	nounToo := e.is(noun | training)
	opens := next != nil && next.is(determiner|possessive|pronoun)
	switch prev {
	case tagDet, tagPoss, tagAdj, tagClitic:
		if prev == tagDet && opens && p.entry != nil && p.entry.word != "the" && p.entry.word != "a" {
			return tagGerund
		}
		if next != nil && (next.is(noun|component|role|team) || next.entry == nil && next.mark == 0) {
			return tagAdj
		}
		return tagNoun
	case tagNoun:
		if nounToo && !opens {
			return tagNoun
		}
		return tagGerund
	}
	if nounToo && !opens && prev != tagPrep && prev != tagSub || prev == tagPrep && e.is(department) && next != nil && (next.is(auxiliary|modal) || next.entry.hasOnly(pastForm)) {
		return tagNoun // "Ines from billing restarted"
	}
	if nounToo && next != nil && next.is(noun|role|team) {
		return tagNoun
	}
	return tagGerund
}

// before returns the tag and token before i, adverbs skipped.
func (s *sentence) before(i int) (tag, *token) {
	for i--; i >= 0; i-- {
		if s.tokens[i].tag == tagAdv || s.tokens[i].tag == tagNone {
			if i > 0 && s.tokens[i-1].tag != tagAdv && s.tokens[i].tag == tagAdv && s.tokens[i].entry != nil && s.tokens[i].entry.class&(preposition) != 0 {
				return tagPrep, &s.tokens[i]
			}
			continue
		}
		return s.tokens[i].tag, &s.tokens[i]
	}
	return tagNone, nil
}

func (s *sentence) after(i int) *token {
	if i+1 < len(s.tokens) {
		return &s.tokens[i+1]
	}
	return nil
}

// skipBack returns the nearest token before i that is no adverb and no negation, or -1.
func (s *sentence) skipBack(i int) int {
	for i--; i >= 0; i-- {
		if t := s.tokens[i].tag; t != tagAdv && t != tagNeg {
			return i
		}
	}
	return -1
}

// auxBefore reports whether token i follows a form of be or have, adverbs and negations aside.
func (s *sentence) auxBefore(i int) bool {
	k := s.skipBack(i)
	return k >= 0 && s.tokens[k].tag == tagAux && (s.tokens[k].entry == nil || s.tokens[k].entry.lemma != "do")
}

// askingDo reports whether token i is the verb of a question: "why didn't anyone test".
func (s *sentence) askingDo(i int) bool {
	for k := i - 1; k >= 0 && k >= i-5; k-- {
		switch s.tokens[k].tag {
		case tagAux, tagModal:
			return s.tokens[k].tag == tagModal || s.tokens[k].entry != nil && s.tokens[k].entry.lemma == "do" && k+1 < i
		case tagVerb, tagComma, tagStop, tagColon, tagPart:
			return false
		}
	}
	return false
}

// isClitic reports whether the 's at i is "is" or "has", not a possessive.
func (s *sentence) isClitic(i int) bool {
	if i >= len(s.tokens) {
		return false
	}
	t := &s.tokens[i]
	if t.entry == nil || t.entry.word != "'s" {
		return false
	}
	if i > 0 && s.tokens[i-1].is(pronoun|relative) && !s.tokens[i-1].is(indefinite) {
		return true
	}
	n := s.after(i)
	if n == nil || n.mark != 0 {
		return false
	}
	return n.is(determiner|negator) || n.entry.hasOnly(doneForm|ingForm) && !n.is(noun) && i > 0 && s.tokens[i-1].is(pronoun) || n.entry != nil && n.entry.word == "been"
}

// looksLikeName tells a given name from the same word used otherwise: "Mark the host", "Grant access".
func (s *sentence) looksLikeName(i int, next *token) bool {
	t := &s.tokens[i]
	if !t.is(verb | noun | adjective | modal | calendar | component | preposition) {
		return true
	}
	if i == s.head {
		return next != nil && (next.entry.hasOnly(pastForm|sForm) || next.entry != nil && next.entry.word == "'s" || next.mark == ':' || next.is(auxiliary))
	}
	return t.flags&allCaps == 0
}

// hasOnly reports whether e is a verb form among forms and nothing else.
func (e *entry) hasOnly(forms form) bool {
	return e != nil && e.forms&forms != 0 && e.forms&baseForm == 0
}

func (e *entry) pluralNoun() bool {
	if e == nil {
		return false
	}
	return e.plural() || e.class&personal != 0 && (e.word == "they" || e.word == "we" || e.word == "people") || e.class&noun != 0 && strings.HasSuffix(e.word, "people")
}

// hasForm reports whether token i is a verb in one of the forms, known or by its ending.
func (s *sentence) hasForm(i int, f form) bool {
	if i >= len(s.tokens) {
		return false
	}
	t := &s.tokens[i]
	if t.entry != nil && t.entry.forms != 0 {
		return t.entry.forms&f != 0
	}
	if t.mark != 0 || t.flags&(opaque|technical|number|handle) != 0 {
		return false
	}
	w := s.text[t.start:t.end]
	if t.tag == tagVerb && f&baseForm != 0 && (!foldEqual(w[max(len(w)-2, 0):], "ed") || len(w) < 5) {
		return true
	}
	if t.entry.is(adjective | noun | adverb) {
		return false
	}
	if f&(doneForm|pastForm) != 0 && len(w) > 4 && foldEqual(w[len(w)-2:], "ed") && !foldEqual(w[len(w)-3:], "eed") {
		return true
	}
	return f&ingForm != 0 && len(w) > 5 && foldEqual(w[len(w)-3:], "ing")
}
