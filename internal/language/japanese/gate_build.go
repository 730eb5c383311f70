package japanese

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// newGate makes the gate for the words and phrases of a lexicon.
func newGate(l *lexicon) *gate {
	b := gateBuilder{l: l, forms: map[string][]string{}, words: map[string]uint16{}, classes: map[class]uint16{}, spellings: map[spelled]*spelling{}}
	for _, f := range cueWords {
		for _, lemma := range f.words {
			b.forms[lemma] = []string{lemma}
		}
	}
	b.eachWord(func(lemma string) {
		if b.forms[lemma] == nil {
			b.forms[lemma] = []string{lemma}
		}
	})
	for text, w := range l.words {
		if forms, wanted := b.forms[w.lemma]; wanted {
			b.forms[w.lemma] = appendForms(forms, text, w)
		}
		if w.noun != "" && b.forms[w.noun] != nil {
			b.forms[w.noun] = append(b.forms[w.noun], text)
		}
		b.cue(text, w)
	}
	for _, f := range cueWords {
		for _, lemma := range f.words {
			for _, text := range b.forms[lemma] {
				b.at(text).cues |= f.cues
			}
		}
	}
	for _, pieces := range adjectiveEndings {
		for _, p := range pieces {
			if p.form&past != 0 {
				b.at("な" + p.text).cues |= lacking // 責任感がなかった
			}
		}
	}
	b.at("@").cues |= telling // a handle
	for _, table := range [...]map[rune][]piece{endings, adjectiveEndings, byFirst(copulas)} {
		for _, pieces := range table {
			for _, p := range pieces {
				if c := p.cues(); c != 0 {
					b.at(p.text).cues |= c
				}
				if p.form&past != 0 {
					_, last := utf8.DecodeLastRuneInString(p.text)
					b.at(p.text[len(p.text)-last:] + "ため").cues |= ofPeople
					b.at(p.text[len(p.text)-last:] + "から").cues |= ofPeople
				}
			}
		}
	}
	g := &gate{}
	b.phrases(g)
	for _, s := range b.spellings {
		g.add(s)
	}
	return g
}

// appendForms adds what a text holds where it has a listed word: its spelling, and of a short adjective, よ of よい, that with each ending.
func appendForms(forms []string, text string, w word) []string {
	if w.class&adjective == 0 || len(text) > len("よ") {
		return append(forms, text)
	}
	for _, pieces := range adjectiveEndings {
		for _, p := range pieces {
			forms = append(forms, text+p.text)
		}
	}
	return forms
}

// gateBuilder files the spellings and the phrases.
type gateBuilder struct {
	l         *lexicon
	forms     map[string][]string // of the words that are asked for by their lemma, their spellings
	words     map[string]uint16   // the numbers of words by lemma
	classes   map[class]uint16    // and of classes
	classed   []classed
	spellings map[spelled]*spelling
}

// classed is a listed word with its classes.
type classed struct {
	text  string
	class class
}

// spelled is a spelling and whether it counts only where it stands alone.
type spelled struct {
	text  string
	alone bool
}

// at is a spelling wherever it stands.
func (b *gateBuilder) at(text string) *spelling { return b.spelling(spelled{text, false}) }

// word is a spelling where it is a listed word with its class: one kanji is none in the midst of others.
func (b *gateBuilder) word(text string) *spelling {
	r, size := utf8.DecodeRuneInString(text)
	return b.spelling(spelled{text, size == len(text) && isKanji(r) || isWord(r)})
}

func (b *gateBuilder) spelling(key spelled) *spelling {
	s := b.spellings[key]
	if s == nil {
		s = &spelling{text: key.text, alone: key.alone}
		b.spellings[key] = s
	}
	return s
}

// eachWord calls do with every word of the phrases.
func (b *gateBuilder) eachWord(do func(lemma string)) {
	for _, p := range b.l.noted {
		for _, e := range p.elements {
			for _, a := range e.alternatives {
				for i := range a {
					do(a[i].lemma)
				}
			}
		}
	}
}

// cue gives the spelling of a listed word the cues of its classes.
func (b *gateBuilder) cue(text string, w word) {
	if w.stem.form&potential != 0 && slices.Contains(doing, w.lemma) {
		b.at(text).cues |= able
	}
	all := w.class | w.named
	if all != 0 {
		b.classed = append(b.classed, classed{text, all})
	}
	all |= b.l.suru[w.lemma]
	if w.noun != "" {
		all |= b.l.suru[w.noun]
	}
	var c cue
	for _, f := range cueClasses {
		if all&f.class != 0 {
			c |= f.cues
		}
	}
	if c == 0 {
		return
	}
	at := b.word(text)
	at.cues |= c
	if w.class&familyName != 0 {
		at.longer = b.longer(text)
	}
}

// longer is how the listed words go on that begin with a name and tell nothing, the longest first.
func (b *gateBuilder) longer(name string) (rests []string) {
	for _, w := range b.l.begun.find(firstTwo(name)) {
		if rest, ok := strings.CutPrefix(w.text, name); ok && rest != "" && !w.word.verb && w.word.class&^(timely|cause) == 0 {
			rests = append(rests, rest)
		}
	}
	return rests
}

// formsOf are the spellings of a word.
func (b *gateBuilder) formsOf(lemma string) []string {
	if forms := b.forms[lemma]; forms != nil {
		return forms
	}
	return []string{lemma} // kana that stand together
}

// weight is how telling a word is: the length of its shortest spelling, 0 for one kana and for する, which is said in other words, and a lot where the text is
// read for that word alone.
func (b *gateBuilder) weight(lemma string) int {
	if lemma == "する" {
		return 0
	}
	shortest, tells := len(lemma), true
	for _, text := range b.formsOf(lemma) {
		s := b.spellings[spelled{text, false}]
		tells = tells && s != nil && s.cues&telling != 0
		shortest = min(shortest, len(text))
		if r, size := utf8.DecodeRuneInString(text); size == len(text) && !isKanji(r) {
			shortest = 0
		}
	}
	if tells {
		return cueWeight
	}
	return shortest
}

// cueWeight is that of what a text is read for by itself.
const cueWeight = 1 << 10

// option is what an alternative asks for, the word by which it is found best, and how telling that is.
func (b *gateBuilder) option(words []token) (o option, best uint16, weight int) {
	literal := ""
	add := func(lemma string) {
		w := b.weight(lemma)
		if w == 0 || w == cueWeight {
			weight = max(weight, w)
			return
		}
		n := b.number(lemma)
		o.words = append(o.words, n)
		if w > weight {
			best, weight = n, w
		}
	}
	for i := range words {
		t := &words[i]
		switch {
		case t.form&tellingForms != 0:
			weight = cueWeight
		case t.form&negative != 0 && t.kind == verbToken:
			o.cues |= denied
		}
		if t.form&potential != 0 && t.lemma == "する" {
			o.cues |= able
		}
		if b.literal(t) {
			if literal += t.lemma; i+1 < len(words) && b.literal(&words[i+1]) {
				continue
			}
			add(literal)
		} else {
			add(t.lemma)
		}
		literal = ""
	}
	return o, best, weight
}

// literal reports whether a word stands in a text just as it does in a phrase, with no blank beside it.
func (b *gateBuilder) literal(t *token) bool {
	r, _ := utf8.DecodeRuneInString(t.lemma)
	return t.kind != verbToken && t.kind != adjectiveToken && isWide(r) && !slices.ContainsFunc(b.forms[t.lemma], func(text string) bool { return text != t.lemma })
}

// number is that of a word.
func (b *gateBuilder) number(lemma string) uint16 {
	n, ok := b.words[lemma]
	if !ok {
		n = b.next()
		b.words[lemma] = n
		for _, text := range b.formsOf(lemma) {
			if s := b.at(text); !slices.Contains(s.words, n) {
				s.words = append(s.words, n)
			}
		}
	}
	return n
}

// ofClass is the number of a class, or of some.
func (b *gateBuilder) ofClass(c class) uint16 {
	n, ok := b.classes[c]
	if !ok {
		n = b.next()
		b.classes[c] = n
		for _, w := range b.classed {
			if w.class&c != 0 {
				s := b.word(w.text)
				s.words = append(s.words, n)
			}
		}
	}
	return n
}

// next is the next number.
func (b *gateBuilder) next() uint16 { return uint16(len(b.words) + len(b.classes)) }

// options are what an element of a phrase asks for, none where it can do without, and the words by which it is found, with how telling they are.
func (b *gateBuilder) options(e *element) (options []option, anchors []uint16, weight int) {
	if e.optional || e.gap > 0 || e.not || e.agent || e.class&(person|technical) != 0 || len(e.alternatives) == 0 && e.class == 0 { // documents teach people and systems
		return nil, nil, 0
	}
	weight = cueWeight
	if e.class != 0 {
		n := b.ofClass(e.class)
		options, anchors, weight = append(options, option{words: []uint16{n}}), append(anchors, n), 1
	}
	for _, a := range e.alternatives {
		o, best, w := b.option(a)
		if w == cueWeight {
			continue // the text is read for it
		}
		if w == 0 && o.cues == 0 {
			return nil, nil, 0
		}
		weight = min(weight, w)
		options, anchors = append(options, o), append(anchors, best)
	}
	return options, anchors, weight
}

// phrases files what the phrases need under their most telling element.
func (b *gateBuilder) phrases(g *gate) {
	for _, p := range b.l.noted {
		n := need{}
		if !p.firm && (p.frame == frameFaultOfPeople || p.frame == frameJudgementOfPeople) {
			n.people = personal
		}
		var anchors []uint16
		most := 0
		for i := range p.elements {
			e := &p.elements[i]
			if e.agent && !e.optional && e.alternatives == nil && e.class == 0 && n.people == 0 {
				n.people = personal | ambiguous
			}
			options, words, weight := b.options(e)
			if options != nil {
				n.elements = append(n.elements, options)
			}
			if weight > most {
				most, anchors = weight, words
			}
		}
		if most == 0 {
			g.always = append(g.always, p.line)
			continue
		}
		slices.Sort(anchors)
		for _, w := range slices.Compact(anchors) {
			if int(w) >= len(g.needs) {
				g.needs = append(g.needs, make([][]need, int(w)+1-len(g.needs))...)
			}
			g.needs[w] = append(g.needs[w], n)
		}
	}
	g.needs = append(g.needs, make([][]need, int(b.next())-len(g.needs))...)
}

// add files a spelling under its first two runes.
func (g *gate) add(s *spelling) {
	first, second := firstTwo(s.text)
	if second != 0 {
		g.pairs.add(first, second)
	} else {
		g.single.add(first)
	}
	if second != 0 {
		s.rest = s.text[utf8.RuneLen(first)+utf8.RuneLen(second):]
	}
	list := g.spellings.list(first, second)
	*list = append(*list, *s)
}
