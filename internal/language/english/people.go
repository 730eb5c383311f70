package english

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

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
	if np.first != np.head || np.first != s.head || t.tag != tagNoun || t.flags&capital == 0 || t.flags&allCaps != 0 || s.text[t.end-1] == 's' && !s.accented(t) {
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

// foreignName reports whether np is a name of two parts or more of which one is accented, "Bjørn Halvorsen". A name alone may be that of a place.
func (s *sentence) foreignName(np *nounPhrase) bool {
	found := false
	for k := np.first; k <= np.head && np.first < np.head; k++ {
		t := &s.tokens[k]
		if t.flags&capital == 0 || t.flags&(allCaps|technical|opaque) != 0 || t.is(determiner|component|product) {
			return false
		}
		found = found || s.accented(t)
	}
	return found
}

// accented reports whether an unknown capitalised word has a Latin letter beyond ASCII, as names of people have and programs hardly ever do: Kovács.
func (s *sentence) accented(t *token) bool {
	if t.flags&capital == 0 || t.flags&(allCaps|technical|opaque) != 0 {
		return false
	}
	for _, r := range s.text[t.start:t.end] {
		if r >= utf8.RuneSelf && unicode.Is(unicode.Latin, r) {
			return true
		}
	}
	return false
}

// afterParticle reports whether a capitalised word follows the particle of a family name: "van der Berg", "De Vries".
func (s *sentence) afterParticle(np *nounPhrase) bool {
	k := np.head - 1
	return s.tokens[np.head].flags&(capital|allCaps) == capital && k >= np.first && s.tokens[k].flags&allCaps == 0 && s.in(k, particles) && (k == np.first || s.in(k-1, particles) || s.tokens[k-1].tag == tagName || s.tokens[k-1].is(givenName))
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
		return before == np.first && s.tokens[before].flags&capital != 0 && s.in(before, planned)
	case "ops", "operations":
		return before == np.first && s.in(before, opsTeams)
	case "resources":
		return s.is(before, "human")
	case "desk":
		return s.tokens[before].tag == tagNoun || s.tokens[before].tag == tagName || s.tokens[before].means(trade) || s.is(before, "front")
	case "shift":
		return s.in(before, shifts)
	case "hands":
		return s.in(before, farHands)
	case "office":
		return s.tokens[before].tag == tagClitic || s.staffed(np) || s.in(before, officers) || s.tokens[before].tag == tagName || s.tokens[before].means(trade)
	case "group", "org", "organisation", "organization", "chapter", "unit", "function":
		return s.staffed(np)
	case "board":
		return s.in(before, boards)
	case "line":
		verbs := np.last+1 < len(s.tokens) && (s.tokens[np.last+1].tag == tagVerb || s.tokens[np.last+1].tag == tagAux || s.tokens[np.last+1].tag == tagModal)
		return verbs && s.isOneOf(before, "first", "second", "third", "1st", "2nd", "3rd")
	case "pair", "duo":
		return s.tokens[before].is(humanModifier) || s.isOneOf(before, "on-call", "oncall")
	case "room":
		return s.in(before, rooms) || s.isOneOf(before, "ops", "mail", "press", "engine", "dispatch", "signal")
	case "centre", "center", "tower":
		return s.in(before, rooms)
	}
	return false
}

// staffed reports whether what stands before the head of np makes a group of people of it: "the CISO's office", "the storage group".
func (s *sentence) staffed(np *nounPhrase) bool {
	if (np.owner == staff || np.owner == either) && np.ownerLast >= 0 && s.tokens[np.ownerLast].tag == tagClitic {
		return true
	}
	before := np.head - 1
	return s.tokens[before].is(department|humanModifier|team) && !s.is(before, "security") || s.in(before, groupsOfPeople)
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
		switch s.known(i) {
		case "his", "her", "he", "she":
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
