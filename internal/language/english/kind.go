package english

import "strings"

// kind is who a noun phrase stands for.
type kind uint8

const (
	notPeople kind = iota
	staff          // a person, role or team, ours or a vendor's
	we             // we, our team
	someone        // someone, whoever
	no1            // nobody, no engineer
	outsiders      // customers, users
	either         // a job or a program: "the operator"
	stranger       // a capitalised word nobody knows: Kafka or Oluwaseun
	unsaid         // the elided subject of a timeline entry
)

// blamable reports whether k is people whose omission or slip is blame.
func (k kind) blamable() bool { return k == staff || k == we || k == someone || k == unsaid }

// kindOf tells people from everything else by the head of a noun phrase and what stands around it.
func (s *sentence) kindOf(np *nounPhrase) kind {
	if np.head < 0 {
		return notPeople
	}
	if k, ok := s.vocab.kind(s, np.first, np.head); ok {
		return k
	}
	t := &s.tokens[np.head]
	switch {
	case s.namedTeam(np), s.headOf(np), np.first < np.head && s.departmental(np):
		return staff
	case t.flags&handle != 0:
		if botName(s.text[t.start:t.end]) {
			return notPeople
		}
		return staff
	case t.flags&(opaque|number) != 0 || t.flags&technical != 0 && !t.is(department) || t.mark != 0: // but SecOps
		return notPeople
	case t.flags&allCaps != 0 && t.means(initials) && np.first < np.head && s.tokens[np.first].is(determiner|possessive):
		return staff // "the RM"
	case t.entry == nil:
		return s.unknownKind(np)
	case t.is(pronoun), t.tag == tagPron && s.is(np.head, "her"):
		return s.pronounKind(np)
	case t.tag == tagName && t.is(givenName):
		return s.givenKind(np)
	}
	k := s.nounKind(np)
	if first := s.tokens[np.first].entry; k == staff && first != nil && first.word == "no" {
		return no1
	}
	return k
}

// namedTeam reports whether np is a team and its name: Team Falcon.
func (s *sentence) namedTeam(np *nounPhrase) bool {
	t, first := &s.tokens[np.head], &s.tokens[np.first]
	return np.first < np.head && first.is(team) && (first.flags&capital != 0 || s.is(np.first, "team") && np.head == np.first+1) && t.flags&capital != 0 && t.flags&technical == 0
}

// headOf reports whether np is the head of people: "the head of sales".
func (s *sentence) headOf(np *nounPhrase) bool {
	return s.is(np.head, "head") && s.is(np.head+1, "of") && np.head+2 < len(s.tokens) && s.tokens[np.head+2].is(department|team|humanAct)
}

// unknownKind is kindOf a word that no list has: a name, by what stands around it.
func (s *sentence) unknownKind(np *nounPhrase) kind {
	t := &s.tokens[np.head]
	if s.compoundName(t) || s.afterParticle(np) || s.foreignName(np) {
		return staff
	}
	if s.tradesWord(np) {
		return either
	}
	if t.tag != tagName {
		if s.opensAsName(np) {
			return s.byDeed(np)
		}
		return notPeople
	}

	if t.flags&allCaps != 0 && np.head > np.first && s.tokens[np.first].tag == tagDet && s.onDuty(np.head-1) {
		return staff // "the on-duty GM"
	}
	for k := np.first; k < np.head; k++ { // Raj Chatterjee, Dr. Osei
		w := &s.tokens[k]
		switch {
		case k == np.head-2 && s.initial(k) && s.tokens[k+1].mark == '.':
			return staff
		case w.is(givenName|title) && !w.is(product) && w.flags&capital != 0, w.is(role):
			return staff
		case w.is(component | product | determiner | adjective):
			return notPeople
		}
	}
	switch {
	case np.head > np.first && s.tokens[np.first].tag != tagName:
		return notPeople
	case s.titled(np):
		return staff
	}
	return s.byDeed(np)
}

// pronounKind is kindOf a pronoun.
func (s *sentence) pronounKind(np *nounPhrase) kind {
	t := &s.tokens[np.head]
	switch e := t.entry; e.word {
	case "it":
		if t.flags&allCaps != 0 {
			return staff // the department
		}
		return notPeople
	case "one":
		if s.is(np.first, "no") {
			return no1
		}
		if np.last == np.first && np.last+1 < len(s.tokens) && s.tokens[np.last+1].tag == tagModal {
			return someone // "one should have asked"
		}
		return plainPronoun(e)
	case "we", "us":
		return we
	case "they", "them":
		return s.they(np.first)
	case "nobody", "no-one", "noone":
		return no1
	case "those":
		if s.in(np.last+1, concerned) || s.is(np.last+1, "on") && s.humanTail(np.last+1) {
			return staff // "those on the bridge"
		}
		return plainPronoun(e)
	case "none":
		return notPeople
	case "her":
		return staff
	default:
		return plainPronoun(e)
	}
}

// plainPronoun is the kind of a pronoun by its class alone.
func plainPronoun(e *entry) kind {
	switch {
	case e.is(indefinite):
		return someone
	case e.is(personal):
		return staff
	}
	return notPeople
}

// givenKind is kindOf a phrase that ends with a given name: products and places have them too.
func (s *sentence) givenKind(np *nounPhrase) kind {
	t := &s.tokens[np.head]
	if np.head > np.first {
		if before := &s.tokens[np.head-1]; before.is(component|product) || before.tag == tagNoun && !before.is(role|team|title|department|eitherRole|humanModifier) {
			return notPeople
		}
	}
	switch {
	case t.is(product|component) && !s.titled(np):
		return notPeople
	case s.tokens[np.first].tag == tagDet && !s.tokens[np.head-1].is(role|eitherRole):
		return notPeople
	case t.flags&allCaps != 0 && t.end-t.start <= 5 && np.first == np.head && !s.titled(np):
		return stranger // an abbreviation as often
	}
	return staff
}

// nounKind is kindOf a noun that a list has, or of a name that is no person's.
func (s *sentence) nounKind(np *nounPhrase) kind {
	t := &s.tokens[np.head]
	e := t.entry
	switch {
	case e.is(role):
		// "the engineer node", "Docker Captain": the modifier of another noun is not the head, and is never asked.
		named := e.is(component) || t.flags&capital != 0 || !s.isOneOf(np.first, "the", "a", "an", "our") // "Chef", but "the chef"
		if e.is(component|product) && named && !s.modified(np, humanModifier|role|team|department) {
			return either
		}
		return staff
	case e.is(eitherRole):
		return s.jobKind(np)
	case e.is(team):
		if s.modified(np, component) && e.is(component) {
			return notPeople
		}
		return staff
	case e.is(outsider):
		if (e.word == "people" || e.word == "ppl") && (np.ownerLast >= 0 && s.tokens[np.ownerLast].tag == tagClitic && np.owner != outsiders || s.isOneOf(np.last+1, "in", "on", "at", "from") && s.humanTail(np.last+1) || s.modified(np, humanModifier|team|department|component) || s.is(np.first, "our") || s.isOneOf(np.last+1, "upstream", "downstream", "upstairs", "downstairs", "concerned", "involved", "responsible")) {
			return staff
		}
		return outsiders
	case e.is(department):
		if k := s.departmentKind(np); k != notPeople || !s.titledFunction(np) && !s.tiered(np) {
			return k
		}
		return either
	case e.is(product) || t.tag == tagName && e.is(component):
		return notPeople
	case t.tag == tagName:
		return stranger
	}
	return s.standInKind(np)
}

// jobKind is kindOf a word that is a job or a program, "the operator", by what stands before it and what it does.
func (s *sentence) jobKind(np *nounPhrase) kind {
	e := s.tokens[np.head].entry
	alone := np.first == np.head
	own := *np // "our support agents", but not "a contractor's badge reader"
	own.first = max(np.first, np.ownerLast+1)
	switch {
	case s.modified(&own, humanModifier|role|department), s.tradesman(np), s.isOneOf(np.head, "owner", "owners") && np.head > np.first && (s.modified(np, humanAct) || s.in(np.head-1, answeredFor)):
		return staff
	case e.plural() && !e.is(component) && s.is(np.first, "the") && np.head == np.first+1 && s.holds.classes&(component|product) == 0 && s.holds.flags&(technical|opaque) == 0:
		return staff // "the planners"
	case s.modified(np, component|product|actVerb), s.coded(np):
		if e.plural() && !e.is(component) {
			return either // "the backup operators"
		}
		return notPeople
	case s.humanTail(np.last + 1), s.gendered(), !e.is(component) && s.humanDeed(np.last+1):
		return staff
	case e.plural() && s.is(np.first, "both") && np.head == np.first+1:
		return either // "both drivers"
	case e.is(component):
		return notPeople
	case e.senses&oldTrade != 0 && s.holds.classes&(component|product) == 0 && s.holds.flags&(technical|opaque) == 0:
		return staff
	case e.plural() && np.prep > 0 && s.is(np.prep, "of") && (s.quantity(np.prep-1) || s.isOneOf(np.prep-1, "neither", "none", "both")):
		return staff // "one of the translators"
	case alone && np.first == s.head && s.timed() && s.holds.classes&(role|team) != 0:
		return staff // "06:42 Dispatcher loads the crew list"
	case e.plural() && (alone || own.first == np.head && np.first < np.head || np.head == np.first+1 && s.is(np.first, "its")):
		return staff // "operators have four hours", "its operators": programs are rarely spoken of so
	}
	return either
}

// departmentKind is kindOf a word that is a department where it stands bare: "Infrastructure are on it", "Design merged the change".
func (s *sentence) departmentKind(np *nounPhrase) kind {
	t, first := &s.tokens[np.head], &s.tokens[np.first]
	e, alone := t.entry, np.first == np.head
	if np.owner == staff {
		return staff // "the vendor's support"
	}
	if alone && !e.plural() && e.word != "operations" && s.isOneOf(np.last+1, "are", "were", "have") {
		return staff // "Infrastructure are": many people
	}
	if next := s.after(np.last); s.is(np.first, "that") && np.head == np.first+1 && next != nil && next.tag == tagVerb && next.is(humanVerb) {
		return staff // "a certificate that ops forgot"
	}
	bare := alone || np.head == np.first+1 && (!e.is(component) && !s.qualifies(np.first) || first.is(humanModifier|department|team|product))
	if !bare || t.flags&capital == 0 && (!e.is(noun) || e.is(component)) {
		return notPeople
	}
	if np.head != s.head || !e.is(component|verb) {
		return staff
	}
	if next := s.after(np.last); e.is(component) || next == nil || next.tag != tagVerb || !next.is(actVerb|ship|humanVerb) || !next.entry.hasOnly(pastForm) {
		return either // but "Design merged the change"
	}
	return staff
}

// qualifies reports whether the word at i, before the name of a department, makes that a noun for its work: "limited support", "no testing".
func (s *sentence) qualifies(i int) bool {
	t := &s.tokens[i]
	return t.is(component|determiner|adjective|possessive|negator) || t.tag == tagAdj || s.hasForm(i, doneForm)
}

// standInKind is kindOf the words that stand for people by their duty alone: "primary on-call", "the lead", "the responsible".
func (s *sentence) standInKind(np *nounPhrase) kind {
	e := s.tokens[np.head].entry
	oncall, alone := e.word == "on-call" || e.word == "oncall", np.first == np.head
	switch {
	case s.factional(np), s.tiered(np), s.titledFunction(np), !e.is(component|product) && s.tradesWord(np):
		return either
	case oncall: // "DB on-call", "the on-call"
		return staff
	case e.word == "lead" && e.is(humanModifier) && !alone && s.tokens[np.first].is(determiner): // "the primary" is a database more often
		return staff
	case e.word == "responsible" && np.head == np.last && np.first == np.head-1 && s.tokens[np.head].tag == tagAdj: // as many write
		return staff
	case (e.word == "rotation" || e.word == "rota" || e.word == "roster") && s.modified(np, humanModifier) && !s.modified(np, component):
		return either
	}
	return notPeople
}

// factional reports whether np is a part of those who work there: "the Android side", but not "the client side".
func (s *sentence) factional(np *nounPhrase) bool {
	return np.head > np.first && s.in(np.head, factions) && !s.in(np.head-1, sides) && !s.tokens[np.head-1].is(determiner)
}

// tiered reports whether np is a level of support, "Tier 2", "level 3 support".
func (s *sentence) tiered(np *nounPhrase) bool {
	return s.in(np.first, tiers) && np.first+1 < len(s.tokens) && s.tokens[np.first+1].flags&number != 0 && (np.last == np.first+1 || np.last == np.first+2 && s.is(np.last, "support"))
}

// titledFunction reports whether np is written like the name of a department, without an article and in capitals or at the beginning of the sentence: Network
// Engineering, "Transmission planning overlooked it".
func (s *sentence) titledFunction(np *nounPhrase) bool {
	if np.head == np.first || !s.in(np.head, functions) {
		return false
	}
	for k := np.first; k <= np.head; k++ {
		if t := &s.tokens[k]; t.flags&capital == 0 && (np.first != s.head || k == np.first || t.is(determiner)) || t.flags&(technical|opaque) != 0 || t.is(product) {
			return false
		}
	}
	return true
}

// tradesWord reports whether an unknown word for a doer stands behind what people's jobs deal with: "vision mixer", "tower climber".
func (s *sentence) tradesWord(np *nounPhrase) bool {
	return s.endsAsDoer(np.head) && np.head > np.first && (s.tokens[np.head-1].means(trade) || np.head-1 == np.ownerLast && np.owner == staff)
}

// endsAsDoer reports whether an unknown word has an ending of words for who does something: "packagers", "hostmaster". Programs have it as often.
func (s *sentence) endsAsDoer(i int) bool {
	t := &s.tokens[i]
	if t.flags&^capital != 0 || t.end-t.start < 6 {
		return false
	}
	w := strings.TrimSuffix(strings.ToLower(s.text[t.start:t.end]), "s")
	for _, end := range [...]string{"er", "or", "ist", "ian", "man", "men", "woman", "ee"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// modified reports whether a word of one of the classes stands before the head of np.
func (s *sentence) modified(np *nounPhrase, c class) bool {
	for k := np.first; k < np.head; k++ {
		if s.tokens[k].is(c) {
			return true
		}
	}
	return false
}

// coded reports whether code or an unknown name stands before the head of np.
func (s *sentence) coded(np *nounPhrase) bool {
	for k := np.first; k < np.head; k++ {
		if t := &s.tokens[k]; t.flags&opaque != 0 && t.mark == 0 || t.flags&technical != 0 || t.entry == nil && t.tag == tagName {
			return true
		}
	}
	return false
}

// tradesman reports whether what stands right before a job word is what people deal with: "claims handler", "air traffic controller".
func (s *sentence) tradesman(np *nounPhrase) bool {
	k := np.head - 1
	return k >= np.first && (s.tokens[k].means(trade) || s.isOneOf(np.head, "operator", "operators") && s.in(k, operated) && s.tokens[k].flags&capital == 0 || s.isOneOf(np.head, "manager", "managers") && s.tokens[k].means(managed) && (k == np.first || !s.tokens[k-1].is(component|product)) || k > np.first && s.is(k, "traffic") && s.tokens[k-1].means(trade))
}
