package japanese

import (
	"fmt"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// frame is what a phrase means.
type frame uint8

const (
	frameFault frame = iota
	frameFaultOfPeople
	frameHumanError
	frameJudgement
	frameJudgementOfPeople
	frameCounterfactual
	frameHindsight
	framePunitive
	frameEmotive
	frameHarmless
	frameAboutBlame
)

var phraseFiles = [...]struct {
	name  string
	frame frame
}{
	{"phrases-harmless", frameHarmless}, {"phrases-about-blame", frameAboutBlame}, {"phrases-fault", frameFault}, {"phrases-fault-people", frameFaultOfPeople},
	{"phrases-human-error", frameHumanError}, {"phrases-judging", frameJudgement}, {"phrases-judging-people", frameJudgementOfPeople},
	{"phrases-counterfactual", frameCounterfactual}, {"phrases-hindsight", frameHindsight}, {"phrases-punitive", framePunitive}, {"phrases-emotive", frameEmotive},
}

var frameKind = map[frame]language.Kind{
	frameFault: language.PersonFault, frameFaultOfPeople: language.PersonFault, frameHumanError: language.HumanError, frameJudgement: language.Judgement,
	frameJudgementOfPeople: language.Judgement, frameCounterfactual: language.Counterfactual, frameHindsight: language.Hindsight, framePunitive: language.Punitive, frameEmotive: language.Emotive,
}

// phrase is one line of a file of phrases. lexicon/README.md tells how they are written.
type phrase struct {
	line     string
	frame    frame
	firm     bool // the mark !
	elements []element
	asks     []sketch // what must stand in a sentence for the phrase to do
}

// sketch is words and classes of which a sentence must hold one, or that must be denied.
type sketch struct {
	some   uint64 // one bit for each word, which some others share
	class  class
	denied bool
}

// sketch returns what the element can't do without; ok is false where that can't be told from the words.
func (e *element) sketch(l *lexicon) (a sketch, ok bool) {
	if e.optional || e.gap > 0 || e.start || e.end || e.agent {
		return a, false
	}
	for _, words := range e.alternatives {
		a.some |= l.openedBy(words[0].lemma).bit
	}
	a.class, a.denied = e.class, e.not
	return a, true
}

// mayStand reports whether a phrase may stand in the sentence, as far as its words tell.
func (s *sentence) mayStand(p *phrase) bool {
	for i := range p.asks {
		if a := &p.asks[i]; a.some&s.some == 0 && a.class&s.classes == 0 && (!a.denied || !s.denies) {
			return false
		}
	}
	return true
}

// element is one step of a phrase.
type element struct {
	alternatives [][]token // words, as the text is cut too
	class        class
	agent        bool // <person>
	not          bool // <not>: a verb or an adjective that is denied
	optional     bool
	gap          int // tokens that may be skipped here
	within       bool
	start, end   bool
}

// gaps that phrases may have, in tokens.
const (
	nearGap = 8
	farGap  = 24
)

func (l *lexicon) readPhrases() {
	for _, f := range phraseFiles {
		for _, line := range lines(f.name) {
			p := &phrase{line: line, frame: f.frame}
			rest, firm := strings.CutPrefix(line, "!")
			p.firm = firm
			for word := range strings.FieldsSeq(rest) {
				e := l.element(word)
				p.elements = append(p.elements, e)
				if a, ok := e.sketch(l); ok {
					p.asks = append(p.asks, a)
				}
			}
			l.index(p)
			if f.frame.use() == toNote {
				l.noted = append(l.noted, p)
			}
		}
	}
}

func (l *lexicon) element(word string) element {
	switch word {
	case "..":
		return element{gap: nearGap, within: true}
	case "...":
		return element{gap: farGap}
	case "^":
		return element{start: true}
	case "$":
		return element{end: true}
	}
	var e element
	if inner, ok := strings.CutPrefix(word, "("); ok {
		e.optional = true
		word = strings.TrimSuffix(inner, ")")
	}
	for alternative := range strings.SplitSeq(word, "|") {
		if name, ok := strings.CutPrefix(alternative, "<"); ok {
			name = strings.TrimSuffix(name, ">")
			if name == "person" {
				e.agent = true
				continue
			}
			if name == "not" {
				e.not = true
				continue
			}
			c, known := l.classes[name]
			if !known {
				panic(fmt.Sprintf("a phrase names the class %q, which is no file", name))
			}
			e.class |= c
			continue
		}
		e.alternatives = append(e.alternatives, l.tokenize(l.fold(alternative), 0, nil))
	}
	return e
}

// use is when phrases are looked for.
type use uint8

const (
	toHide  use = iota // before anything else
	toSkip             // to leave a sentence alone
	toNote             // to remark upon
	lastUse = toNote
)

func (f frame) use() use {
	switch f {
	case frameHarmless:
		return toHide
	case frameAboutBlame:
		return toSkip
	}
	return toNote
}

// opened is what the phrases make of a lemma.
type opened struct {
	bit  uint64                 // that of the lemma in sketches
	uses [lastUse + 1][]*phrase // the phrases that may begin with it
}

// openedBy is that of a lemma, made when missing.
func (l *lexicon) openedBy(lemma string) *opened {
	o := l.opened[lemma]
	if o == nil {
		o = &opened{bit: 1 << (len(l.opened) % 64)}
		l.opened[lemma] = o
	}
	return o
}

// index finds the phrases that may begin with a class.
type index struct {
	byClass []*phrase // those that begin with a class, or with any denial
	opens   class     // all the classes that they begin with
}

// index files a phrase under the words that it can begin with: those of its first element, and of the next as long as it is optional.
func (l *lexicon) index(p *phrase) {
	in := &l.phrases[p.frame.use()]
	filed := map[string]bool{}
	classed := false
	for _, e := range p.elements {
		if e.start {
			continue
		}
		for _, a := range e.alternatives {
			if lemma := a[0].lemma; !filed[lemma] {
				filed[lemma] = true
				o := l.openedBy(lemma)
				o.uses[p.frame.use()] = append(o.uses[p.frame.use()], p)
			}
		}
		if e.agent {
			e.class |= person | honorific | side | either
		}
		if e.class != 0 && !classed {
			classed = true
			in.byClass = append(in.byClass, p)
		}
		in.opens |= e.class
		if !e.optional {
			break
		}
	}
}

// shape is the forms that a phrase asks for: a text may have others beside them, but for a denial.
const shape = past | passive | while | causative | condition | without | while | potential | wish | negative | regret | volition | obliged

// match tells where a phrase that begins at token i ends, exclusive.
func (s *sentence) match(p *phrase, i int) (end int, ok bool) {
	budget := 400
	return s.matchFrom(p.elements, i, &budget)
}

func (s *sentence) matchFrom(elements []element, i int, budget *int) (int, bool) {
	if *budget--; *budget < 0 {
		return 0, false
	}
	if len(elements) == 0 {
		return i, true
	}
	e, rest := &elements[0], elements[1:]
	switch {
	case e.start:
		if i > 0 && !s.startsAt(i) {
			return 0, false
		}
		return s.matchFrom(rest, i, budget)
	case e.end:
		k := i
		for k < len(s.tokens) && (s.tokens[k].kind == markToken || s.tokens[k].lemma == "だ" && !s.tokens[k].has(negative) || s.is(k, "か", "ね", "よ", "の", "こと", "と", "思う", "もの")) {
			k++
		}
		if k < len(s.tokens) {
			return 0, false
		}
		return i, true
	case e.gap > 0:
		for k := i; k <= i+e.gap && k < len(s.tokens); k++ {
			if end, ok := s.matchFrom(rest, k, budget); ok {
				return end, true
			}
			if e.within && s.is(k, "、", ",") {
				break
			}
		}
		return 0, false
	}
	if i < len(s.tokens) && !s.tokens[i].opaque {
		t := &s.tokens[i]
		if e.agent && s.whose(i) || t.class&e.class != 0 || e.not && t.has(negative) && !t.has(obliged) {
			if end, ok := s.matchFrom(rest, i+1, budget); ok {
				return end, true
			}
		}
		for _, a := range e.alternatives {
			if k, ok := s.matchWords(a, i); ok {
				if end, ok := s.matchFrom(rest, k, budget); ok {
					return end, true
				}
			}
		}
	}
	if e.optional {
		return s.matchFrom(rest, i, budget)
	}
	return 0, false
}

// startsAt reports whether nothing but a label or a mark stands before token i.
func (s *sentence) startsAt(i int) bool {
	for k := range i {
		if s.tokens[k].kind != markToken {
			return false
		}
	}
	return true
}

// doing are the verbs that stand for one another behind a noun.
var doing = []string{"する", "行う", "おこなう", "いたす", "致す", "できる"}

// matchWords compares the words of a phrase with those from token i on. A noun with する is the same as one with をする, も行う and so on.
func (s *sentence) matchWords(words []token, i int) (int, bool) {
	for n := range words {
		w := &words[n]
		if w.lemma == "する" && n > 0 && words[n-1].kind == nounToken {
			k := i
			if s.is(k, "を", "は", "も", "が", "すら", "さえ", "など") {
				k++
			}
			if s.is(k, "実施") {
				k++
			}
			if s.is(k, doing...) && fitsForm(w.form, s.at(k).form) {
				i = k + 1
				continue
			}
			if w.form&shape == 0 && k == i && s.at(i).kind == markToken && s.form != language.Heading {
				continue // it ends in the noun, as lists do
			}
			return 0, false
		}
		t := s.at(i)
		if i >= len(s.tokens) || t.opaque || t.lemma != w.lemma || !fitsForm(w.form, t.form) {
			return 0, false
		}
		i++
	}
	return i, true
}

func fitsForm(want, have form) bool {
	want &= shape
	return have&want == want && have&negative == want&negative
}

// serves reports whether what reads like an admonition informs people outside: 利用者に注意喚起する.
func (s *sentence) serves(first, last int) bool {
	for k := max(0, first-10); k <= min(last+8, len(s.tokens)-1); k++ {
		if s.tokens[k].class&customer != 0 && (s.is(k+1, "に", "へ", "向け", "向ける", "への", "に対し", "に対して", "に対する", "向けに") || s.at(k+1).class&honorific != 0) {
			return true
		}
	}
	return false
}

// whose reports whether the noun at i may be a person where a phrase expects one.
func (s *sentence) whose(i int) bool {
	who := s.who(i)
	return who == people || who == unknown && s.tokens[i].class&either != 0
}
