package english

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

const actionForm = language.Action

// sentence is one sentence under analysis.
type sentence struct {
	lex      *lexicon
	text     string // of the block
	form     language.Form
	vocab    *vocabulary
	tokens   []token
	holds    *contents
	head     int // the first token after times, list marks and a label
	label    labelKind
	nouns    []nounPhrase
	nounAt   []int16 // token → its noun phrase, or -1
	verbs    []verbGroup
	people   bool      // people were spoken of before this sentence
	previous []token   // of the sentence before this one
	rest     []token   // of the block, behind this one
	symbols  []symbol  // for features
	features []feature // for weights
	weights  *weights
	found    []finding
}

// nounPhrase is a base noun phrase: "the on-call engineer", without what follows it.
type nounPhrase struct {
	first, last int // tokens
	head        int
	prep        int // the preposition before it, or -1
	kind        kind
	owner       kind // of its possessor: "the engineer's failure"
	ownerLast   int
}

// verbGroup is a main verb with its auxiliaries, subject and reach.
type verbGroup struct {
	first, main, last int // tokens; last is main or its particle
	modal             *entry
	perfect, passive  bool
	progressive       bool
	negated           bool
	infinitive        bool
	gerund            bool
	reduced           bool // a bare participle: "pushed by Marcus"
	imperative        bool
	past              bool
	did               bool
	subject           int // noun phrase, or -1
	kind              kind
	agent             int // noun phrase after "by", or -1
	matrix            int // the verb group an infinitive hangs on, or -1
	inherited         bool
	relative          bool
	end               int // the first token past its object
}

// labelKind is what a label at the beginning of a sentence announces: "Root cause: …".
type labelKind uint8

const (
	noLabel labelKind = iota
	causeLabel
	actionLabel
	otherLabel
)

// findHead skips clock times, list marks and dashes at the beginning, then a label.
func (s *sentence) findHead() {
	i := 0
	skip := func() {
		for i < len(s.tokens) {
			t := &s.tokens[i]
			if t.flags&(clock|number) != 0 && i+1 < len(s.tokens) || t.is(calendar) && i+1 < len(s.tokens) && s.tokens[i+1].flags&(number|clock) != 0 {
				i++
				continue
			}
			if t.mark != 0 && t.mark != '"' && t.mark != '“' && t.mark != '(' && t.mark != '\'' {
				i++
				continue
			}
			if i > 0 && s.tokens[i-1].flags&(clock|number) != 0 && t.entry != nil && t.entry.class&calendar != 0 {
				i++
				continue
			}
			return
		}
	}
	if len(s.tokens) > 1 && (s.tokens[0].mark != 0 || s.tokens[0].flags&clock != 0 || s.form == language.Event) {
		skip()
	}
	s.head = i
	// A label is up to five words before a colon or a dash.
	for j := i; j < len(s.tokens) && j < i+6; j++ {
		m := s.tokens[j].mark
		if m == 0 || m == '*' || m == '/' || m == '-' && s.tokens[j].start == s.tokens[j-min(j, 1)].end {
			continue
		}
		if (m == ':' || m == '|' || m == '–' || m == '—' || m == '-') && j > i && j+1 < len(s.tokens) {
			kind := otherLabel
			for k := i; k < j; k++ {
				e := s.tokens[k].entry
				if e == nil {
					continue
				}
				switch e.word {
				case "caused":
					if s.is(k+1, "by") {
						kind = causeLabel
					}
				case "responsible": // but "Responsible: the data team" says whose it is
					if s.is(k+1, "for") {
						kind = causeLabel
					}
				case "cause", "causes", "factor", "factors", "trigger", "why", "reason", "verdict", "diagnosis", "finding", "culprit", "origin", "source", "classification", "category", "conclusion", "fault", "blame", "perpetrator":
					kind = causeLabel
				case "action", "actions", "todo", "remediation", "follow-up", "lesson", "prevention", "corrective", "measure", "measures", "consequence", "preventive":
					if kind == otherLabel {
						kind = actionLabel
					}
				}
			}
			if m == '|' && kind != causeLabel {
				return
			}
			if kind == otherLabel && m != ':' {
				return
			}
			s.label = kind
			if kind != otherLabel {
				s.head = j + 1
				for s.head < len(s.tokens)-1 && s.tokens[s.head].mark != 0 && s.tokens[s.head].mark != '"' {
					s.head++
				}
			}
		}
		return
	}
}

// isStamp reports whether a token that the sentence begins with is a time or a day, and no part of the name behind it: "13:22 Raj", "2026-11-20 Raj".
func (s *sentence) isStamp(i int) bool {
	t := &s.tokens[i]
	if t.flags&clock != 0 || t.flags&number == 0 || i+1 == len(s.tokens) {
		return t.flags&clock != 0
	}
	next := &s.tokens[i+1]
	return next.tag == tagName || next.flags&clock != 0
}

// findNouns cuts the sentence into base noun phrases.
func (s *sentence) findNouns() {
	s.nounAt = s.nounAt[:0]
	for range s.tokens {
		s.nounAt = append(s.nounAt, -1)
	}
	for i := 0; i < len(s.tokens); {
		switch s.tokens[i].tag {
		case tagDet, tagPoss, tagPron, tagNoun, tagName, tagAdj, tagNum, tagNeg:
		default:
			i++
			continue
		}
		if s.tokens[i].tag == tagAdj && (s.is(i, "sure") || s.is(i, "certain")) && i > 0 && s.tokens[i-1].tag == tagVerb { // "make sure Andrei …"
			i++
			continue
		}
		no := s.tokens[i].entry == s.lex.no
		if s.tokens[i].tag == tagNeg && !no || i < s.head && s.isStamp(i) {
			i++
			continue
		}
		np := nounPhrase{first: i, head: -1, prep: -1, ownerLast: -1}
		j := i
		if no && s.is(i+1, "one") {
			np.head = i + 1
			j = i + 2
		} else if s.tokens[i].tag == tagPron && !s.somebodys(i) {
			np.head = i
			j = i + 1
		} else {
			if s.tokens[i].tag == tagPron {
				np.owner, np.ownerLast, j = someone, i+1, i+2
			}
			for ; j < len(s.tokens); j++ {
				t := &s.tokens[j]
				if j > i && (t.tag == tagDet && !s.counts(i, j) || t.tag == tagPoss || t.tag == tagPron || t.tag == tagNeg) {
					break
				}
				if t.tag == tagName && np.head >= 0 && s.tokens[np.head].tag == tagNoun && t.is(givenName) && !s.tokens[np.head].is(role|team|title|eitherRole|humanModifier) && s.tokens[np.head].flags&capital == 0 {
					break // "the migration | Raj"
				}
				if np.head >= 0 && t.flags&capital != 0 && t.is(role|title) && s.tokens[np.head].tag == tagNoun && s.tokens[np.head].flags&capital == 0 && s.named(j) {
					break // "at the handover | Nurse Adeyemi"
				}
				switch t.tag {
				case tagDet, tagPoss, tagNeg, tagAdj:
					continue
				case tagNoun, tagName:
					np.head = j
					continue
				case tagNum:
					if np.head < 0 || t.flags&clock == 0 {
						if np.head < 0 {
							continue
						}
						if j+1 < len(s.tokens) && s.tokens[j+1].tag == tagNoun && !s.tokens[j+1].is(role|eitherRole|team|department) { // "line 2 personnel"
							break
						}
						continue
					}
				case tagAdv:
					if j+1 < len(s.tokens) && np.head < 0 && (s.tokens[j+1].tag == tagAdj || s.tokens[j+1].tag == tagNoun) {
						continue
					}
				case tagCoord:
					// "tired and careless engineer": adjectives joined before the head.
					if np.head < 0 && j > i && s.tokens[j-1].tag == tagAdj && j+1 < len(s.tokens) && s.tokens[j+1].tag == tagAdj {
						continue
					}
				case tagComma:
					if np.head < 0 && j > i && s.tokens[j-1].tag == tagAdj && j+1 < len(s.tokens) && s.tokens[j+1].tag == tagAdj {
						continue
					}
				case tagClitic:
					if np.head >= 0 {
						sub := nounPhrase{first: np.first, last: np.head, head: np.head, prep: -1}
						np.owner = s.kindOf(&sub)
						np.ownerLast = j
						np.head = -1
						continue
					}
				}
				break
			}
		}
		for j > i && (s.tokens[j-1].tag == tagComma || s.tokens[j-1].tag == tagCoord || s.tokens[j-1].tag == tagAdv) {
			j--
		}
		if np.head < 0 { // a bare adjective or determiner
			if j == i {
				j = i + 1
			}
			np.head = j - 1
		}
		np.last = j - 1
		if i > 0 && (s.tokens[i-1].tag == tagPrep && !s.comesOut(i-1, j) || s.tokens[i-1].tag == tagSub && s.prepositional(i-1, j)) {
			np.prep = i - 1
		}
		if s.tokens[i].tag == tagPoss {
			np.owner = s.possessorKind(i)
			np.ownerLast = i
		}
		np.kind = s.kindOf(&np)
		for k := i; k < j; k++ {
			s.nounAt[k] = int16(len(s.nouns))
		}
		s.nouns = append(s.nouns, np)
		s.appose()
		i = j
	}
}

// named reports whether the title or role at token i stands before a name.
func (s *sentence) named(i int) bool {
	if i++; i < len(s.tokens) && s.tokens[i].mark == '.' {
		i++
	}
	return i < len(s.tokens) && s.tokens[i].tag == tagName
}

// comesOut reports whether "out" at token i belongs to the verb before it and a clause follows whose subject ends before token j: "it turned out | the
// porter had".
func (s *sentence) comesOut(i, j int) bool {
	if !s.is(i, "out") || i == 0 || j >= len(s.tokens) {
		return false
	}
	switch s.baseOf(i - 1) {
	case "turn", "find", "point", "figure", "work":
		return s.tokens[j].tag == tagAux || s.tokens[j].tag == tagModal || s.tokens[j].tag == tagVerb
	}
	return false
}

// appose makes a name a thing's where the noun phrase found last says so: "Norma, the label-printing service, forgot".
func (s *sentence) appose() {
	n := len(s.nouns) - 2
	if n < 0 {
		return
	}
	name, thing := &s.nouns[n], &s.nouns[n+1]
	if thing.first == name.last+2 && s.tokens[name.last+1].tag == tagComma && name.first == name.last && s.tokens[name.head].tag == tagName &&
		thing.kind == notPeople && s.isOneOf(thing.first, "the", "our", "a", "an") && s.tokens[thing.head].is(component|product) && s.ends(thing.last+1) {
		name.kind = notPeople
	}
}

// somebodys reports whether an indefinite pronoun at i owns what follows: "somebody's typo".
func (s *sentence) somebodys(i int) bool {
	if i+2 >= len(s.tokens) || !s.tokens[i].is(indefinite) || s.tokens[i+1].tag != tagClitic {
		return false
	}
	t := s.tokens[i+2].tag
	return t == tagNoun || t == tagAdj
}

// counts reports whether the determiner at j counts what the one at i points to: "the two approvers", "all three reviewers".
func (s *sentence) counts(i, j int) bool {
	return j == i+1 && (s.tokens[i].tag == tagDet || s.tokens[i].tag == tagPoss) && s.isOneOf(j, "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "several", "many", "few", "other")
}

// prepositional reports whether "before", "after", "since", "until", "as" or "like" at i governs just the noun phrase
// that ends at j, and not a clause.
func (s *sentence) prepositional(i, j int) bool {
	switch s.tokens[i].entry.word {
	case "before", "after", "since", "until", "as", "like":
	default:
		return false
	}
	if j >= len(s.tokens) {
		return true
	}
	switch s.tokens[j].tag {
	case tagVerb, tagAux, tagModal, tagRel, tagAdv, tagPrep, tagTo, tagNeg:
		return false
	}
	return true
}

// phraseAt returns the noun phrase that begins at token i (or holds it as its first word after a determiner), or -1.
func (s *sentence) phraseAt(i int) int {
	if i >= len(s.nounAt) {
		return -1
	}
	if n := s.nounAt[i]; n >= 0 && s.nouns[n].first == i {
		return int(n)
	}
	return -1
}

func (s *sentence) breakBetween(i, j int) bool {
	for ; i < j; i++ {
		if s.breaks(i) {
			return true
		}
	}
	return false
}

// breaks reports whether token i ends a clause.
func (s *sentence) breaks(i int) bool {
	switch s.tokens[i].tag {
	case tagComma, tagStop, tagColon, tagOpen, tagClose:
		return true
	}
	return false
}

// word is token i in lower case; "" when it is no word of the author's.
func (s *sentence) word(i int) string {
	t := &s.tokens[i]
	switch {
	case t.entry != nil:
		return t.entry.word
	case t.flags&opaque != 0:
		return ""
	}
	return strings.ToLower(s.text[t.start:t.end])
}

// known is token i in lower case; "" when no list has the word.
func (s *sentence) known(i int) string {
	if e := s.tokens[i].entry; e != nil {
		return e.word
	}
	return ""
}

// is reports whether token i is the word w.
func (s *sentence) is(i int, w string) bool {
	if i < 0 || i >= len(s.tokens) {
		return false
	}
	t := &s.tokens[i]
	if t.entry != nil {
		return t.entry.word == w
	}
	return t.flags&opaque == 0 && foldEqual(s.text[t.start:t.end], w)
}

// means reports whether token i is a word that has one of the senses.
func (s *sentence) means(i int, m sense) bool {
	return i >= 0 && i < len(s.tokens) && s.tokens[i].means(m)
}

// opening returns the first token of what is said of the people at noun phrase at by v: they themselves, where they stand right before it.
func (s *sentence) opening(v *verbGroup, at int) int {
	if at >= 0 && !v.inherited && !v.passive && s.nouns[at].last < v.first && v.first-s.nouns[at].last <= 2 {
		return s.nouns[at].first
	}
	return v.first
}
