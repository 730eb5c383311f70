package english

import (
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

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
	if first := &s.tokens[np.first]; np.first < np.head && first.is(team) && first.flags&capital != 0 && t.flags&capital != 0 && t.flags&technical == 0 {
		return staff // Team Falcon
	}
	if s.is(np.head, "head") && s.is(np.head+1, "of") && np.head+2 < len(s.tokens) && s.tokens[np.head+2].is(department|team|humanAct) {
		return staff // the head of sales
	}
	if np.first < np.head && s.departmental(np) {
		return staff
	}
	if t.flags&handle != 0 {
		if botName(s.text[t.start:t.end]) {
			return notPeople
		}
		return staff
	}
	if t.flags&(opaque|number|technical) != 0 || t.mark != 0 {
		return notPeople
	}
	if t.flags&allCaps != 0 && t.means(initials) && np.first < np.head && s.tokens[np.first].is(determiner|possessive) {
		return staff // "the RM"
	}
	e := t.entry
	if e == nil {
		if s.compoundName(t) {
			return staff
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
			if s.tokens[k].is(givenName|title) && !s.tokens[k].is(product) && s.tokens[k].flags&capital != 0 {
				return staff
			}
			if s.tokens[k].is(role) {
				return staff
			}
			if s.tokens[k].is(component | product | determiner | adjective) {
				return notPeople
			}
		}
		if np.head > np.first && s.tokens[np.first].tag != tagName {
			return notPeople
		}
		if s.titled(np) {
			return staff
		}
		return s.byDeed(np)
	}
	if e.class&pronoun != 0 {
		switch {
		case e.word == "it" && t.flags&allCaps != 0:
			return staff // the department
		case e.word == "one" && s.is(np.first, "no"):
			return no1
		case e.word == "one" && np.last == np.first && np.last+1 < len(s.tokens) && s.tokens[np.last+1].tag == tagModal:
			return someone // "one should have asked"
		case e.word == "we" || e.word == "us":
			return we
		case e.word == "they" || e.word == "them":
			return s.they(np.first)
		case e.word == "nobody" || e.word == "none" || e.word == "no-one" || e.word == "noone":
			if e.word == "none" {
				return notPeople
			}
			return no1
		case e.class&indefinite != 0:
			return someone
		case e.class&personal != 0:
			return staff
		}
		return notPeople
	}
	if t.tag == tagName && e.class&givenName != 0 {
		if np.head > np.first && (s.tokens[np.head-1].is(component|product) || s.tokens[np.head-1].tag == tagNoun && !s.tokens[np.head-1].is(role|team|title|department|eitherRole|humanModifier)) {
			return notPeople
		}
		if e.class&(product|component) != 0 && !s.titled(np) {
			return notPeople
		}
		if s.tokens[np.first].tag == tagDet && !s.tokens[np.head-1].is(role|eitherRole) {
			return notPeople
		}
		if t.flags&allCaps != 0 && t.end-t.start <= 5 && np.first == np.head && !s.titled(np) {
			return stranger // an abbreviation as often
		}
		return staff
	}
	modifier := func(c class) bool {
		for k := np.first; k < np.head; k++ {
			if s.tokens[k].is(c) {
				return true
			}
		}
		return false
	}
	coded := func() bool {
		for k := np.first; k < np.head; k++ {
			if s.tokens[k].flags&opaque != 0 && s.tokens[k].mark == 0 || s.tokens[k].flags&technical != 0 || s.tokens[k].entry == nil && s.tokens[k].tag == tagName {
				return true
			}
		}
		return false
	}
	k := notPeople
	switch {
	case e.class&role != 0:
		k = staff
		// "the engineer node", "Docker Captain": the modifier of another noun is not the head, and is never asked.
		if e.class&(component|product) != 0 && !modifier(humanModifier|role|team|department) {
			k = either
		}
	case e.class&eitherRole != 0:
		switch {
		case modifier(humanModifier | role | department), s.tradesman(np), (e.word == "owner" || e.word == "owners") && modifier(humanAct):
			k = staff
		case modifier(component|product|actVerb) || coded():
			k = notPeople
		case s.humanTail(np.last+1) || s.gendered() || e.class&component == 0 && s.humanDeed(np.last+1):
			k = staff
		case e.class&component != 0:
			k = notPeople
		case e.plural && np.prep > 0 && s.is(np.prep, "of") && s.quantity(np.prep-1):
			k = staff // "one of the translators"
		case np.first == np.head && np.first == s.head && s.timed() && s.holds.classes&(role|team) != 0:
			k = staff // "06:42 Dispatcher loads the crew list"
		case e.plural && np.first == np.head:
			k = staff // "operators have four hours": programs are rarely spoken of so
		default:
			k = either
		}
	case e.class&team != 0:
		k = staff
		if modifier(component) && e.class&component != 0 {
			k = notPeople
		}
	case e.class&outsider != 0:
		k = outsiders
		if e.word == "people" && (s.isOneOf(np.last+1, "in", "on", "at", "from") && s.humanTail(np.last+1) || modifier(humanModifier|team|department) || s.tokens[np.first].entry != nil && s.tokens[np.first].entry.word == "our") {
			k = staff
		}
	case e.class&department != 0 && np.owner == staff:
		k = staff // "the vendor's support"
	case e.class&department != 0 && np.first == np.head && !e.plural && e.word != "operations" && (s.is(np.last+1, "are") || s.is(np.last+1, "were") || s.is(np.last+1, "have")):
		k = staff // "Infrastructure are": many people
	case e.class&department != 0:
		bare := np.first == np.head || np.head == np.first+1 && e.class&component == 0 && !s.qualifies(np.first) || s.tokens[np.first].is(humanModifier|department|team|product) && np.head == np.first+1
		named := t.flags&capital != 0
		if bare && (named || e.class&noun != 0 && e.class&component == 0) {
			k = staff
			if next := s.after(np.last); np.head == s.head && e.class&(component|verb) != 0 && (e.class&component != 0 || next == nil || next.tag != tagVerb || !next.is(actVerb|ship|humanVerb) || !next.entry.hasOnly(pastForm)) {
				k = either // but "Design merged the change"
			}
		}
	case e.class&product != 0 || t.tag == tagName && e.class&component != 0:
		k = notPeople
	case t.tag == tagName:
		k = stranger
	case (e.word == "on-call" || e.word == "oncall") && np.first < np.head && !s.tokens[np.head-1].is(determiner|possessive):
		k = staff // "primary on-call", "DB on-call"
	case e.word == "responsible" && np.head == np.last && np.first == np.head-1 && t.tag == tagAdj:
		k = staff // "the responsible", as many write
	case (e.word == "rotation" || e.word == "rota" || e.word == "roster") && modifier(humanModifier) && !modifier(component):
		k = either
	case e.class&humanModifier != 0 && np.first != np.head && s.tokens[np.first].is(determiner) && (e.word == "on-call" || e.word == "oncall" || e.word == "lead" || e.word == "senior" || e.word == "junior" || e.word == "primary" || e.word == "secondary"):
		// "the on-call" alone; "the primary" is a database more often.
		if e.word == "on-call" || e.word == "oncall" || e.word == "lead" {
			k = staff
		}
	case (e.word == "on-call" || e.word == "oncall") && np.first == np.head:
		k = staff
	}
	if k == staff && s.tokens[np.first].entry != nil {
		switch s.tokens[np.first].entry.word {
		case "our":
			if e.class&team != 0 || e.plural {
				return staff
			}
		case "no":
			return no1
		}
	}
	return k
}

// qualifies reports whether the word at i, before the name of a department, makes that a noun for its work: "limited support", "no testing".
func (s *sentence) qualifies(i int) bool {
	t := &s.tokens[i]
	return t.is(component|determiner|adjective|possessive|negator) || t.tag == tagAdj || s.hasForm(i, doneForm)
}

// tradesman reports whether what stands right before a job word is what people deal with: "claims handler", "air traffic controller".
func (s *sentence) tradesman(np *nounPhrase) bool {
	k := np.head - 1
	return k >= np.first && (s.tokens[k].means(trade) || s.isOneOf(np.head, "manager", "managers") && s.isOneOf(k, "service", "change", "problem", "product", "quality", "support", "vendor") && (k == np.first || !s.tokens[k-1].is(component|product)) || k > np.first && s.is(k, "traffic") && s.tokens[k-1].means(trade))
}

// compoundName reports whether an unknown word is a given name of two parts, the first or second of them known: Wei-Ling.
func (s *sentence) compoundName(t *token) bool {
	w := s.text[t.start:t.end]
	first, second, ok := strings.Cut(w, "-")
	if !ok || t.flags&capital == 0 || t.flags&(allCaps|technical|opaque) != 0 || first == "" || second == "" || strings.Contains(second, "-") {
		return false
	}
	for _, part := range [...]string{first, second} {
		if e := s.lex.words.get(strings.ToLower(part)); e.is(givenName) && e.class&(product|component|verb|noun|adjective|preposition) == 0 {
			return true
		}
	}
	return false
}

// opensAsName reports whether an unknown capitalised word opens the sentence as the subject of what follows, as names do.
func (s *sentence) opensAsName(np *nounPhrase) bool {
	t := &s.tokens[np.head]
	if np.first != np.head || np.first != s.head || t.tag != tagNoun || t.flags&capital == 0 || t.flags&allCaps != 0 || s.text[t.end-1] == 's' {
		return false
	}
	for k := np.head + 1; k < len(s.tokens) && k < np.head+4; k++ {
		switch s.tokens[k].tag {
		case tagVerb, tagModal, tagAux:
			return true
		case tagAdv:
		default:
			return false
		}
	}
	return false
}

// byDeed tells who an unknown name is by what it does: staff where only a person can, else a stranger.
func (s *sentence) byDeed(np *nounPhrase) kind {
	i := np.last + 1
	if !s.humanDeed(i) {
		return stranger
	}
	for ; i < len(s.tokens) && i < np.last+5; i++ {
		switch s.baseOf(i) {
		case "enter", "acknowledge", "hear", "sleep", "say", "press": // products do: "Vitess entered the wrong state"
			return stranger
		}
	}
	return staff
}

// isOneOf reports whether token i is one of the words.
func (s *sentence) isOneOf(i int, words ...string) bool {
	for _, w := range words {
		if s.is(i, w) {
			return true
		}
	}
	return false
}

// onDuty reports whether token i is a modifier that only stands before people: on-duty, junior.
func (s *sentence) onDuty(i int) bool {
	for _, w := range [...]string{"on-duty", "on-call", "oncall", "duty", "junior", "senior", "incoming", "outgoing", "night", "inexperienced", "qualified", "trainee", "acting"} {
		if s.is(i, w) {
			return true
		}
	}
	return false
}

// departmental reports whether a noun phrase of two words or more names a department: Customer Success, "the call centre".
func (s *sentence) departmental(np *nounPhrase) bool {
	before := np.head - 1
	switch s.word(np.head) {
	case "care", "success", "service", "relations", "experience":
		return s.tokens[before].is(outsider) && !s.tokens[np.first].is(determiner)
	case "planning":
		return before == np.first && s.tokens[before].flags&capital != 0 && (s.is(before, "production") || s.is(before, "capacity") || s.is(before, "network") || s.is(before, "material"))
	case "ops", "operations":
		return before == np.first && (s.is(before, "network") || s.is(before, "cloud") || s.is(before, "platform") || s.is(before, "site") || s.is(before, "security") || s.is(before, "live") || s.is(before, "store") || s.is(before, "flight") || s.is(before, "field"))
	case "desk":
		return s.tokens[before].tag == tagNoun || s.tokens[before].tag == tagName || s.tokens[before].means(trade) || s.is(before, "front")
	case "shift":
		return s.isOneOf(before, "early", "late", "day", "night", "morning", "evening", "afternoon", "weekend", "first", "second", "third", "next", "previous", "outgoing", "incoming", "graveyard", "swing", "middle")
	case "hands":
		return s.isOneOf(before, "remote", "smart", "dc", "datacentre", "datacenter", "site", "colo")
	case "group", "office", "org", "organisation", "organization", "guild", "chapter", "unit", "folks", "guys", "function":
		if np.owner == staff && np.ownerLast >= 0 && s.tokens[np.ownerLast].tag == tagClitic {
			return true // the CISO's office
		}
		if s.is(np.head, "office") && (s.tokens[before].tag == tagName || s.tokens[before].means(trade) || s.isOneOf(before, "back", "front", "head", "main", "local", "national", "district")) {
			return true
		}
		return s.tokens[before].is(department|humanModifier|team) && !s.is(before, "security") || s.isOneOf(before, "network", "storage", "data", "database", "db", "tooling", "search", "billing", "payments", "app", "apps", "cloud", "web", "mobile", "systems", "server", "windows", "linux", "unix", "core", "identity", "voice", "messaging", "it")
	case "board":
		return s.isOneOf(before, "advisory", "review", "approval", "executive", "supervisory", "steering", "management", "governance", "safety")
	case "line":
		verbs := np.last+1 < len(s.tokens) && (s.tokens[np.last+1].tag == tagVerb || s.tokens[np.last+1].tag == tagAux || s.tokens[np.last+1].tag == tagModal)
		return verbs && s.isOneOf(before, "first", "second", "third", "1st", "2nd", "3rd")
	case "centre", "center", "room", "tower":
		return s.is(before, "operation") || s.is(before, "operations") || s.is(before, "call") || s.is(before, "contact") || s.is(before, "command") || s.is(before, "control") || s.is(np.head, "room") && s.isOneOf(before, "ops", "mail", "press", "engine", "dispatch", "signal")
	}
	return false
}

// titled reports whether what follows a name makes it a person: "from the network team", "who …".
func (s *sentence) titled(np *nounPhrase) bool { return s.humanTail(np.last + 1) }

// humanDeed reports whether the verb at token i is one that no program is ever the subject of: "asked", "decided".
func (s *sentence) humanDeed(i int) bool {
	for i < len(s.tokens) && (s.tokens[i].tag == tagAdv || s.is(i, "had") || s.is(i, "has")) {
		i++
	}
	if i >= len(s.tokens) || !s.hasForm(i, pastForm|doneForm) {
		return false
	}
	switch s.baseOf(i) {
	case "think", "believe", "say", "ask", "acknowledge", "type", "hope", "walk", "tell", "explain", "admit", "panic", "mistype", "misread", "telephone", "phone", "hear", "feel", "speak", "guess", "sleep", "sit", "enter", "press", "click", "dial", "supply":
		return true
	}
	return false
}

// gendered reports whether the sentence speaks of a him or a her.
func (s *sentence) gendered() bool {
	for i := range s.tokens {
		if s.is(i, "his") || s.is(i, "her") || s.is(i, "he") || s.is(i, "she") {
			return true
		}
	}
	return false
}

// humanTail reports whether token i begins a phrase that only follows people: "on duty", "who", "from the … team".
func (s *sentence) humanTail(i int) bool {
	if i < len(s.tokens) && s.tokens[i].tag == tagComma {
		i++
		if i < len(s.tokens) && s.tokens[i].tag == tagDet {
			for k := i; k < len(s.tokens) && k < i+5 && !s.breaks(k); k++ {
				if s.tokens[k].is(role) || s.tokens[k].is(eitherRole) && !s.tokens[k].is(component) {
					return true
				}
			}
		}
	}
	if s.is(i, "who") || s.is(i, "whom") || s.is(i, "whose") {
		return true
	}
	for k := i + 1; k < len(s.tokens) && k < i+6 && s.tokens[i].is(preposition); k++ {
		if s.tokens[k].mark != 0 || s.tokens[k].is(verb) && !s.tokens[k].is(noun|humanModifier|team|department) {
			return false
		}
		if s.tokens[k].is(humanModifier|team|role) || s.is(k, "duty") || s.is(k, "shift") || s.is(k, "call") && s.is(i, "on") || s.is(k, "charge") {
			return true
		}
	}
	return false
}

// they tells whether "they" stands for people: the nearest plural or group before it decides, people when there is none.
func (s *sentence) they(i int) kind {
	for n := len(s.nouns) - 1; n >= 0; n-- {
		np := &s.nouns[n]
		if np.first >= i {
			continue
		}
		switch np.kind {
		case staff, someone, either, no1:
			return staff
		case outsiders:
			return outsiders
		}
	}
	for n := range s.nouns {
		e := s.tokens[s.nouns[n].head].entry
		if s.nouns[n].first < i && (e.pluralNoun() && e.class&component != 0 || s.tokens[s.nouns[n].head].flags&opaque != 0) {
			return notPeople
		}
	}
	if !s.people && (s.hasPluralThing(s.tokens[:i]) || s.hasPluralThing(s.previous)) {
		return notPeople
	}
	return staff
}

// hasPluralThing reports whether several things are named among the tokens.
func (s *sentence) hasPluralThing(tokens []token) bool {
	for k := range tokens {
		t := &tokens[k]
		if t.mark != 0 || t.flags&opaque != 0 || t.tag != tagNoun && t.tag != tagNone {
			continue
		}
		if t.entry != nil && t.entry.class != 0 {
			if t.entry.pluralNoun() && !t.is(role|team|personal) {
				return true
			}
			continue
		}
		if w := s.text[t.start:t.end]; len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' {
			return true
		}
	}
	return false
}

func (s *sentence) possessorKind(i int) kind {
	switch e := s.tokens[i].entry; e.word {
	case "my", "his", "her":
		return staff
	case "our":
		return we
	case "their":
		for _, np := range slices.Backward(s.nouns) {
			if k := np.kind; k != notPeople {
				return k
			}
		}
		return staff
	case "your":
		return staff
	}
	return notPeople
}

func botName(w string) bool {
	w = strings.ToLower(strings.Trim(w, "@"))
	return strings.HasSuffix(w, "bot") || strings.HasSuffix(w, "[bot]") || strings.Contains(w, "-bot") || strings.Contains(w, "/") || strings.HasSuffix(w, "-ci") || w == "channel" || w == "here" || w == "latest" || w == "next" || w == "types"
}

// vocabulary is a document's own words, ready for comparison.
type vocabulary struct {
	first  [256]bool // the first bytes of all entries, lower case
	people []string
	things []string
}

// fill makes v that of one block and returns it, nil when the block has no words of its own.
func (v *vocabulary) fill(from *language.Vocabulary) *vocabulary {
	if from == nil || len(from.People) == 0 && len(from.Systems) == 0 {
		return nil
	}
	*v = vocabulary{people: from.People, things: from.Systems}
	for _, list := range [][]string{from.People, from.Systems} {
		for _, w := range list {
			if w != "" {
				v.first[lowerByte(w[0])] = true
			}
		}
	}
	return v
}

func lowerByte(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// kind tells what the vocabulary says of the noun phrase from token first to its head: an entry counts
// when it ends at the head or, beginning with the phrase, covers it.
func (v *vocabulary) kind(s *sentence, first, head int) (kind, bool) {
	if v == nil {
		return notPeople, false
	}
	for k := first; k <= head; k++ {
		if !v.first[lowerByte(s.text[s.tokens[k].start])] {
			continue
		}
		for _, w := range v.things {
			if v.covers(s, k, head, w) {
				return notPeople, true
			}
		}
		for _, w := range v.people {
			if v.covers(s, k, head, w) {
				return staff, true
			}
		}
	}
	return notPeople, false
}

// covers reports whether the text from token k on is w up to the end of the token at head, or of a longer stretch.
func (v *vocabulary) covers(s *sentence, k, head int, w string) bool {
	start := s.tokens[k].start
	if w == "" || len(s.text)-start < len(w) || !strings.EqualFold(s.text[start:start+len(w)], w) {
		return false
	}
	end := start + len(w)
	for n := k; n < len(s.tokens) && s.tokens[n].start < end; n++ {
		if s.tokens[n].end == end && n >= head {
			return true
		}
	}
	return false
}

// trigger reports whether a token may begin a person the vocabulary knows.
func (v *vocabulary) trigger(text string, t *token) bool {
	if v == nil || !v.first[lowerByte(text[t.start])] {
		return false
	}
	for _, w := range v.people {
		if len(text)-t.start >= len(w) && strings.EqualFold(text[t.start:t.start+len(w)], w) {
			return true
		}
	}
	return false
}
