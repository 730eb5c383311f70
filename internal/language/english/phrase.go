package english

import (
	"slices"
	"strings"
)

// frame is what a phrase must stand in to count, and what it then means.
type frame uint8

const (
	frameFault      frame = iota // said of people: person-fault
	frameJudging                 // said of people: judgement
	frameDuty                    // said of people: counterfactual
	frameForesight               // said of people: hindsight
	frameAdmonition              // said of people, or to them: punitive
	framePlainFault              // anywhere
	frameHumanError
	frameCause // where a cause is named: human-error
	framePlainJudging
	frameCounterfactual
	frameHindsight
	framePunitive
	frameEmotive
	frameHarmless // a technical or neutral phrase: its words mean nothing to the rules
	frameAbout    // the sentence talks about blame itself
)

// element is one step of a phrase: it matches what any of its fields names.
type element struct {
	known    bool // matches nothing but its words and those of its classes
	class    class
	numbers  []uint16 // of the words
	words    []*entry
	rarity   int // of the words; see rarity
	form     form
	be       bool // a form of "be", the clitic too
	people   bool
	theirs   bool // a noun phrase that people own: "Raj's change"
	thing    bool
	end      bool
	adj      bool
	gap      bool
	optional bool
}

// phrase is one line of a phrase file.
type phrase struct {
	elements []*element // after the first word, which the index has matched already
	firsts   []uint16   // the numbers of the first words, none where any verb will do
	needs    []need     // what the sentence must hold, the rarest first, but for what the phrase is filed under
	worded   []uint8    // the elements that stand right behind another, both of them told by their words
	number   uint16     // its place among what a sentence holds; 0 where that can't be told from words
	frame    frame
	denied   bool // begins with "not"
	firm     bool // begins with "!": of people, only people do it; elsewhere, a denial before it changes nothing
	act      bool // begins with <act>: of any verb
	others   bool // begins with "^": plain when people say it of themselves
	text     string
}

// contractions cuts contractions as the tokenizer does.
var contractions = strings.NewReplacer("n't", " not", " 'd", " 'd", "'d", " 'd", "'s", " 's")

// addPhrase reads one line of a phrase file and files it under its first word.
func (l *lexicon) addPhrase(line string, f frame, people bool, verbForms func(string) []*entry) {
	if len(l.phrases) == 0 {
		l.phrases = make([]phrase, 512) // side by side: they are read in this order
	}
	p := &l.phrases[0]
	l.phrases = l.phrases[1:]
	p.frame, p.text = f, line
	words := line
	if strings.Contains(line, "'") && !strings.Contains(line, "<people's>") { // contractions are two tokens in a text, so they are in a phrase
		words = contractions.Replace(line)
	}
	l.fields = l.fields[:0]
	for words != "" {
		field, rest, _ := strings.Cut(words, " ")
		if words = rest; field != "" {
			l.fields = append(l.fields, field)
		}
	}
	fields := l.fields
	for fields[0] == "not" && people || fields[0] == "!" || fields[0] == "^" {
		p.others = p.others || fields[0] == "^"
		p.denied = p.denied || fields[0] == "not"
		p.firm = p.firm || fields[0] == "!"
		fields = fields[1:]
	}
	n := len(fields) - 1
	if len(l.steps) < n {
		l.steps = make([]*element, 4096)
	}
	p.elements, l.steps = l.steps[:n:n], l.steps[n:]
	for i, s := range fields[1:] {
		p.elements[i] = l.element(s, verbForms)
	}
	var firsts []*entry
	switch {
	case people && fields[0] == "<act>":
		p.act = true
		l.anyVerb = append(l.anyVerb, p)
	case people:
		for alt := range strings.SplitSeq(l.spell(fields[0]), "|") {
			firsts = append(firsts, l.formsOf(alt, verbForms)...)
		}
		for _, e := range firsts {
			l.filings.heads = append(l.filings.heads, filing[*phrase]{l.fileOf(e), p})
		}
	default:
		firsts = l.element(fields[0], verbForms).words
		list := &l.filings.starts
		switch f {
		case frameHarmless:
			list = &l.filings.harmless
		case frameAbout:
			list = &l.filings.about
		}
		for _, e := range firsts {
			*list = append(*list, filing[*phrase]{l.fileOf(e), p})
		}
	}
	p.firsts = l.numbersOf(firsts)
	if anchors := anchor(firsts, p.elements); len(anchors) > 0 {
		l.phraseCount++
		p.number = l.phraseCount
		staffed := l.addNeeds(p, firsts, anchors)
		a := anchored{phrase: p, asks: [2]sketch{anyWords, anyWords}, people: staffed || p.headed() && f != frameAdmonition}
		for i, n := range p.needs[:min(len(a.asks), len(p.needs))] {
			a.asks[i] = n.sketch()
		}
		for _, e := range anchors {
			e.aspects |= anchoring
			l.filings.anchored = append(l.filings.anchored, filing[anchored]{l.fileOf(e), a})
		}
	} else if people {
		l.unanchored = true
	}
}

// anchored is a phrase under one of its words, with what rules it out most often.
type anchored struct {
	phrase *phrase
	asks   [2]sketch // its rarest needs
	people bool      // it stands in no sentence that speaks of nobody
}

// sketch is words, by one bit for each which some others share.
type sketch [2]uint64

// anyWords is the sketch that every other one meets.
var anyWords = sketch{^uint64(0), ^uint64(0)}

func (s *sketch) add(number uint16) { s[number/64%2] |= 1 << (number % 64) }

// meets reports whether two sketches may have a word in common.
func (s *sketch) meets(other *sketch) bool { return s[0]&other[0]|s[1]&other[1] != 0 }

// sketch is the need as far as words alone tell it.
func (n need) sketch() (s sketch) {
	if n.class != 0 {
		return anyWords
	}
	for _, number := range n.numbers {
		s.add(number)
	}
	return s
}

// headed reports whether a phrase is looked for by the verb that heads it.
func (p *phrase) headed() bool { return p.frame <= frameAdmonition }

// need is words and classes of which a sentence must hold one.
type need struct {
	numbers []uint16
	class   class
}

// addNeeds gathers what can be told of a sentence by its words before it is parsed, and whether people must be spoken of.
func (l *lexicon) addNeeds(p *phrase, firsts, anchors []*entry) (staffed bool) {
	costs := make([]int, 0, 16)
	most := len(p.elements) + 1
	if len(l.needs) < most {
		l.needs = make([]need, 2048)
	}
	p.needs, l.needs = l.needs[:0:most], l.needs[most:]
	add := func(words []*entry, cost int, n need) {
		if n.class != 0 {
			cost += 200
		}
		if len(words) > 0 && &words[0] == &anchors[0] {
			return
		}
		i, _ := slices.BinarySearch(costs, cost)
		costs, p.needs = slices.Insert(costs, i, cost), slices.Insert(p.needs, i, n)
	}
	if len(firsts) > 0 {
		add(firsts, rarity(firsts), need{numbers: p.firsts})
	}
	for i := range p.elements {
		el := p.elements[i]
		if el.known {
			add(el.words, el.rarity, need{el.numbers, el.class})
		}
		staffed = staffed || el.staffed()
		if i > 0 && el.wordsOnly() && p.elements[i-1].wordsOnly() {
			p.worded = append(p.worded, uint8(i))
		}
	}
	return staffed
}

// numbersOf returns the numbers of words, which get them when they have none.
func (l *lexicon) numbersOf(words []*entry) []uint16 {
	if len(words) == 0 {
		return nil
	}
	if len(l.room) < len(words) {
		l.room = make([]uint16, 4096)
	}
	all := l.room[:len(words):len(words)]
	l.room = l.room[len(words):]
	for i, e := range words {
		if e.number == 0 {
			l.numbered++
			e.number = l.numbered
		}
		all[i] = e.number
	}
	return all
}

// element reads one step of a phrase, once: the same ones stand in many. See lexicon/README.md.
func (l *lexicon) element(s string, verbForms func(string) []*entry) *element {
	el, ok := l.elements[s]
	if !ok {
		el = l.readElement(s, verbForms)
		l.elements[s] = el
	}
	return el
}

func (l *lexicon) readElement(s string, verbForms func(string) []*entry) *element {
	if len(l.parts) == 0 {
		l.parts = make([]element, 1024)
	}
	el := &l.parts[0]
	l.parts = l.parts[1:]
	if strings.HasPrefix(s, "(") {
		el.optional = true
		s = s[1 : len(s)-1]
	}
	s = l.spell(s)
	if n := strings.Count(s, "|"); n > 0 {
		if len(l.alternatives) <= n {
			l.alternatives = make([]*entry, 4096+n)
		}
		el.words, l.alternatives = l.alternatives[:0:n+1], l.alternatives[n+1:]
	}
	for alt := range strings.SplitSeq(s, "|") {
		switch {
		case alt == "...":
			el.gap = true
		case alt == "<people>":
			el.people = true
		case alt == "<people's>":
			el.theirs = true
		case alt == "<thing>":
			el.thing = true
		case alt == "<end>":
			el.end = true
		case alt == "<adj>":
			el.adj = true
		case alt == "<ing>":
			el.form |= ingForm
		case alt == "<done>":
			el.form |= doneForm
		case alt == "<verb>":
			el.form |= baseForm
		case alt == "<his>":
			el.class |= possessive
		case strings.HasPrefix(alt, "<"):
			c := classNamed(strings.Trim(alt, "<>"))
			if c == 0 {
				panic("english: unknown class in phrase: " + s) // embedded: the tests read every phrase
			}
			el.class |= c
		case strings.HasPrefix(alt, "~"):
			el.words = append(el.words, l.formsOf(alt[1:], verbForms)...)
			el.be = el.be || alt == "~be"
		default:
			el.words = append(el.words, l.at(alt))
		}
	}
	el.known = (len(el.words) > 0 || el.class != 0) && el.form == 0 && !el.be && !el.people && !el.theirs && !el.thing && !el.end && !el.adj && !el.gap && !el.optional
	el.numbers, el.rarity = l.numbersOf(el.words), rarity(el.words)
	return el
}

// spell puts the words of a set for its name: "<scant>" is "little|no|…".
func (l *lexicon) spell(s string) string {
	if !strings.Contains(s, "<") {
		return s
	}
	alts := strings.Split(s, "|")
	for i, alt := range alts {
		if words, ok := l.sets[alt]; ok {
			alts[i] = words
		}
	}
	return strings.Join(alts, "|")
}

// formsOf returns the forms of a verb that heads a phrase.
func (l *lexicon) formsOf(base string, verbForms func(string) []*entry) []*entry {
	var all []*entry
	for _, aux := range auxiliaries {
		if aux.lemma == base {
			all = append(all, l.at(aux.word))
		}
	}
	if all != nil {
		return all
	}
	all = verbForms(base)
	for _, e := range all {
		e.class |= verb
	}
	return all
}

func classNamed(name string) class {
	for _, f := range wordFiles {
		if f.name == name {
			return f.class &^ (noun | verb | adjective | adverb | pronoun)
		}
	}
	return 0
}

// staffed reports whether nothing but a noun phrase for people, or one that they own, matches.
func (el *element) staffed() bool {
	return (el.people || el.theirs) && len(el.words) == 0 && el.class == 0 && el.form == 0 && !el.be && !el.thing && !el.end && !el.adj && !el.gap && !el.optional
}

// wordsOnly reports whether nothing but words matches, and the clitic of "be".
func (el *element) wordsOnly() bool {
	return el.known || el.be && el.form == 0 && !el.people && !el.theirs && !el.thing && !el.end && !el.adj && !el.gap && !el.optional
}

// mayBe reports whether a word may match of the element.
func (el *element) mayBe(e *entry) bool {
	return e != nil && (e.class&el.class != 0 || slices.Contains(el.words, e) || el.be && (e.word == "'s" || e.lemma == "have"))
}

// mayOpen reports whether a phrase other than people's may begin with a word: all of its words are there.
func (s *sentence) mayOpen(e *entry) bool {
	return e != nil && e.number != 0 && s.holds.opens.has(e.number)
}

// mayHold reports whether a phrase may stand in the sentence.
func (s *sentence) mayHold(p *phrase) bool { return p.number == 0 || s.holds.phrases.has(p.number) }

// match tries the phrase's elements from token i on, and returns the token after the last one matched.
func (s *sentence) match(p *phrase, i int) (end int, ok bool) {
	if !s.mayHold(p) {
		return 0, false
	}
	return s.matchFrom(p.elements, i)
}

func (s *sentence) matchFrom(els []*element, i int) (int, bool) {
	for n, el := range els {
		if el.gap {
			for skip := range 7 {
				if end, ok := s.matchFrom(els[n+1:], i+skip); ok {
					return end, true
				}
				if i+skip >= len(s.tokens) || s.breaks(i+skip) || s.tokens[i+skip].tag == tagSub && s.isOneOf(i+skip, "when", "whenever", "because", "if", "unless", "while", "whereas", "although", "though") {
					return 0, false
				}
			}
			return 0, false
		}
		next, ok := s.step(el, i)
		for skip := i; !ok && skip < len(s.tokens) && skip < i+2 && s.tokens[skip].tag == tagAdv; skip++ {
			next, ok = s.step(el, skip+1)
		}
		if ok && el.optional && el.adj { // unless the next element is to match it
			if end, ok := s.matchFrom(els[n+1:], next); ok {
				return end, true
			}
			continue
		}
		if ok {
			i = next
			continue
		}
		if !el.optional {
			return 0, false
		}
	}
	return i, true
}

// describes reports whether token i is an adjective, or another word that stands before the head of a noun phrase for the same.
func (s *sentence) describes(i int) bool {
	t := &s.tokens[i]
	if t.tag == tagAdj || t.is(adjective) {
		return true
	}
	if i >= len(s.nounAt) || s.nounAt[i] < 0 || t.tag == tagDet || t.tag == tagPoss {
		return false
	}
	return s.nouns[s.nounAt[i]].head > i
}

// step matches one element at token i.
func (s *sentence) step(el *element, i int) (next int, ok bool) {
	if el.end && (i >= len(s.tokens) || s.breaks(i) || s.tokens[i].tag == tagCoord || s.tokens[i].tag == tagSub) {
		return i, true
	}
	if i >= len(s.tokens) {
		return 0, false
	}
	t := &s.tokens[i]
	if t.entry != nil {
		if slices.Contains(el.words, t.entry) || t.entry.class&el.class != 0 {
			return i + 1, true
		}
	}
	if el.form != 0 && s.hasForm(i, el.form) || el.adj && s.describes(i) || el.be && s.isClitic(i) {
		return i + 1, true
	}
	if el.be && (s.is(i, "had") || s.is(i, "has") || s.is(i, "have")) && s.is(i+1, "been") {
		return i + 2, true
	}
	if el.people || el.thing || el.theirs {
		if n := s.phraseAt(i + 2); el.people && n >= 0 && s.is(i+1, "of") && s.quantity(i) && s.nouns[n].kind == staff {
			i += 2 // "one of our contractors"
		}
		if n := s.phraseAt(i); n >= 0 {
			switch np := &s.nouns[n]; np.kind {
			case staff, we, someone:
				ok = el.people
			case either:
				ok = el.people && !s.tokens[np.head].is(component) || el.thing
			default:
				ok = el.thing || el.theirs && (np.owner == staff || np.owner == someone)
			}
			if ok {
				return s.nouns[n].last + 1, true
			}
			if k := s.kindBeforeVerb(&s.nouns[n]); el.people && (k == staff || k == someone) {
				return s.nouns[n].last, true
			}
		}
	}
	return 0, false
}

// kindBeforeVerb is the kind of a noun phrase without its last word, where that is a verb taken for the head: "make the clerk repeat".
func (s *sentence) kindBeforeVerb(np *nounPhrase) kind {
	if np.head == np.first || np.last != np.head || !s.hasForm(np.head, baseForm) {
		return notPeople
	}
	before := *np
	before.head, before.last = np.head-1, np.last-1
	return s.kindOf(&before)
}
