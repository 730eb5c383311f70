package english

import "slices"

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

// anchored is a phrase under one of its words, with what rules it out most often.
type anchored struct {
	phrase *phrase
	asks   [2]sketch // its rarest needs
	people bool      // it stands in no sentence that speaks of nobody
}

// anchored is the phrase as it is filed under a word.
func (p *phrase) anchored() anchored {
	a := anchored{phrase: p, asks: [2]sketch{anyWords, anyWords}, people: p.headed() && p.frame != frameAdmonition || slices.ContainsFunc(p.elements, (*element).staffed)}
	for i, n := range p.needs[:min(len(a.asks), len(p.needs))] {
		a.asks[i] = n.sketch()
	}
	return a
}

// besides are the elements that stand right behind another, both of them told by their words.
func besides(elements []*element) (all []uint8) {
	for i := 1; i < len(elements); i++ {
		if elements[i].wordsOnly() && elements[i-1].wordsOnly() {
			all = append(all, uint8(i))
		}
	}
	return all
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

// staffed reports whether nothing but a noun phrase for people, or one that they own, matches.
func (el *element) staffed() bool {
	return (el.people || el.theirs) && len(el.numbers) == 0 && el.class == 0 && el.form == 0 && !el.be && !el.thing && !el.end && !el.adj && !el.gap && !el.optional
}

// wordsOnly reports whether nothing but words matches, and the clitic of "be".
func (el *element) wordsOnly() bool {
	return el.known || el.be && el.form == 0 && !el.people && !el.theirs && !el.thing && !el.end && !el.adj && !el.gap && !el.optional
}

// mayBe reports whether a word may match of the element.
func (el *element) mayBe(e *entry) bool {
	return e != nil && (e.class&el.class != 0 || slices.Contains(el.numbers, e.number) || el.be && (e.word == "'s" || e.lemma == "have"))
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
		if slices.Contains(el.numbers, t.entry.number) || t.entry.class&el.class != 0 {
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
