package japanese

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// gate tells the texts that something may be said of from those that nothing can: most. It looks for the spellings without which no rule speaks, in
// one pass and without cutting the text into words. A rule that asks for a new word by name has to add it to the cues.
type gate struct {
	spellings map[[2]rune][]spelling // by their first two runes, the second 0 where there is but one
	single    runeSet                // the spellings of one rune
	pairs     [256]uint64            // and the beginnings of the others, some besides
	needs     [][]need               // by the number of the word that they are filed under
	always    []string               // phrases without a word to look for, which keep the gate open
}

// cue is what a spelling tells of the text that it stands in.
type cue uint8

const (
	telling  cue = 1 << iota // something may be said
	personal                 // people may be spoken of
	ofPeople                 // something may be said where they are
	undone                   // something is left undone: 確認せず
	careful                  // work that people do with care
)

// spelling is one that is looked for.
type spelling struct {
	text  string
	alone bool // a kanji, a word only where no other follows
	cues  cue
	words []uint16 // the numbers of the words and classes that it may be
}

// need is what must be there for a phrase to match: of each set of words one.
type need struct {
	words  [][]uint16
	people bool
}

// cueClasses are the classes whose words the rules ask for.
var cueClasses = [...]struct {
	class class
	cues  cue
}{
	{faultVerb | slip | gap | trait | deficit | careless | emotive, telling},
	{honorific | familyName, telling}, // a name
	{person | either | honorific, personal},
	{failingVerb | destroyingVerb | wrong | cause, ofPeople},
	{diligence, careful},
}

// cueWords are the words that the rules ask for by name.
var cueWords = [...]struct {
	cues  cue
	words []string
}{
	{telling, []string{"なぜ", "どうして", "何故", "べき"}},
	{telling, []string{"誤って", "あやまって", "間違って", "まちがって", "勝手に", "無断で", "独断で", "うっかり", "無断", "独断", "独自"}},
	{telling, []string{"忘れ", "不足", "漏れ", "ミス", "間違い", "誤り"}},
	{ofPeople, []string{"招く", "引き起こす", "もたらす", "遅らせる", "悪化させる", "長引かせる", "拡大", "悪化", "混乱", "長期化", "せい", "のせい"}},
	{ofPeople, []string{"による", "によって", "により", "によるもの"}},
}

// tellingForms are the forms that a text is read for.
const tellingForms = condition | wish | obliged

// cues of an ending's form, beside those of what it is told as the reason of: …したため.
func (p piece) cues() (c cue) {
	if p.form&tellingForms != 0 {
		c |= telling
	}
	if p.form&negative != 0 || p.form&(regret|easy) != 0 {
		c |= ofPeople
	}
	if p.form&without != 0 {
		c |= undone
	}
	return c
}

// newGate makes the gate for the words and phrases of a lexicon.
func newGate(l *lexicon) *gate {
	b := gateBuilder{l: l, forms: map[string][]string{}, words: map[string]uint16{}, classes: map[class]uint16{}, spellings: map[spelled]*spelling{}}
	for _, f := range cueWords {
		for _, lemma := range f.words {
			b.forms[lemma] = nil
		}
	}
	b.eachWord(func(lemma string) { b.forms[lemma] = nil })
	for text, w := range l.words {
		for _, lemma := range [...]string{w.lemma, w.noun} {
			if forms, wanted := b.forms[lemma]; wanted {
				b.forms[lemma] = append(forms, text)
			}
		}
	}
	for text, w := range l.words {
		all := w.class | w.named | l.suru[w.lemma] | l.suru[w.noun]
		for _, f := range cueClasses {
			if all&f.class != 0 {
				b.word(text).cues |= f.cues
			}
		}
	}
	for _, f := range cueWords {
		for _, lemma := range f.words {
			for _, text := range append(b.forms[lemma], lemma) {
				b.at(text).cues |= f.cues
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
	g := &gate{spellings: make(map[[2]rune][]spelling, len(b.spellings))}
	b.phrases(g)
	for _, s := range b.spellings {
		g.add(s)
	}
	return g
}

type gateBuilder struct {
	l         *lexicon
	forms     map[string][]string // of the words that are asked for by their lemma, their spellings
	words     map[string]uint16   // the numbers of words by lemma
	classes   map[class]uint16    // and of classes
	spellings map[spelled]*spelling
}

type spelled struct {
	text  string
	alone bool
}

// at is a spelling wherever it stands.
func (b *gateBuilder) at(text string) *spelling { return b.spelling(spelled{text, false}) }

// word is a spelling where it is a listed word with its class: one kanji is none in the midst of others.
func (b *gateBuilder) word(text string) *spelling {
	r, size := utf8.DecodeRuneInString(text)
	return b.spelling(spelled{text, size == len(text) && isKanji(r)})
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

// weight is how telling a word is: the length of its shortest spelling, 0 for one kana and for する, which is said in other words, and a lot where the text is
// read for that word alone.
func (b *gateBuilder) weight(lemma string) int {
	if lemma == "する" {
		return 0
	}
	shortest, tells := len(lemma), true
	for _, text := range append(b.forms[lemma], lemma) {
		tells = tells && b.at(text).cues&telling != 0
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

// mostTelling is the word by which the words of an alternative are found, or the kana that stand together in it.
func (b *gateBuilder) mostTelling(words []token) (lemma string, weight int) {
	literal := ""
	for i := range words {
		t := &words[i]
		if t.form&tellingForms != 0 {
			return t.lemma, cueWeight
		}
		candidate := t.lemma
		if literal += candidate; !b.literal(t) {
			literal = ""
		}
		if literal != "" {
			candidate = literal
		}
		if w := b.weight(candidate); w > weight {
			lemma, weight = candidate, w
		}
	}
	return lemma, weight
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
		for _, text := range append(b.forms[lemma], lemma) {
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
		for text, w := range b.l.words {
			if (w.class|w.named)&c != 0 {
				s := b.word(text)
				s.words = append(s.words, n)
			}
		}
	}
	return n
}

// next is the next number.
func (b *gateBuilder) next() uint16 { return uint16(len(b.words) + len(b.classes)) }

// wordsOf are the words of which an element needs one, none where it can do without, and how telling they are.
func (b *gateBuilder) wordsOf(e *element) (words []uint16, weight int) {
	if e.optional || e.gap > 0 || e.not || e.agent || e.class&(person|technical) != 0 || len(e.alternatives) == 0 && e.class == 0 { // documents teach people and systems
		return nil, 0
	}
	weight = cueWeight
	if e.class != 0 {
		weight = 1
	}
	var best []string
	for _, a := range e.alternatives {
		lemma, w := b.mostTelling(a)
		if w == 0 {
			return nil, 0
		}
		if weight = min(weight, w); w < cueWeight {
			best = append(best, lemma)
		}
	}
	for _, lemma := range best {
		words = append(words, b.number(lemma))
	}
	if e.class != 0 {
		words = append(words, b.ofClass(e.class))
	}
	return words, weight
}

// phrases files what the phrases need under their most telling element.
func (b *gateBuilder) phrases(g *gate) {
	for _, p := range b.l.noted {
		n := need{people: !p.firm && (p.frame == frameFaultOfPeople || p.frame == frameJudgementOfPeople)}
		var anchor []uint16
		most := 0
		for i := range p.elements {
			e := &p.elements[i]
			n.people = n.people || e.agent && !e.optional && e.alternatives == nil && e.class == 0
			words, weight := b.wordsOf(e)
			if weight == 0 {
				continue
			}
			n.words = append(n.words, words)
			if weight > most {
				most, anchor = weight, words
			}
		}
		if most == 0 {
			g.always = append(g.always, p.line)
			continue
		}
		for _, w := range anchor {
			for int(w) >= len(g.needs) {
				g.needs = append(g.needs, nil)
			}
			g.needs[w] = append(g.needs[w], n)
		}
	}
	g.needs = append(g.needs, make([][]need, int(b.next())-len(g.needs))...)
}

func (g *gate) add(s *spelling) {
	first, size := utf8.DecodeRuneInString(s.text)
	second := rune(0)
	if size < len(s.text) {
		second, _ = utf8.DecodeRuneInString(s.text[size:])
		h := pairHash(first, second)
		g.pairs[h>>6] |= 1 << (h & 63)
	} else {
		g.single.add(first)
	}
	key := [2]rune{first, second}
	g.spellings[key] = append(g.spellings[key], *s)
}

func pairHash(a, b rune) uint32 { return (uint32(a)*31 ^ uint32(b)) & (1<<14 - 1) }

// held is what a text holds, for the gate.
type held struct {
	cues  cue
	words []uint64 // a set of numbers
}

// open reports whether something may be said of a folded text. People are the names that count as people in it.
func (g *gate) open(text string, people []string, h *held) bool {
	if g.always != nil {
		return true
	}
	if h.words == nil {
		h.words = make([]uint64, len(g.needs)/64+1)
	}
	clear(h.words)
	h.cues = 0
	before, at := rune(0), 0
	for i, r := range text {
		if n := pairHash(before, r); g.pairs[n>>6]&(1<<(n&63)) != 0 {
			g.look(h, text[at:], [2]rune{before, r})
		}
		if g.single.mayHave(r) {
			g.look(h, text[i:], [2]rune{r})
		}
		if h.cues&telling != 0 {
			return true
		}
		before, at = r, i
	}
	if slices.ContainsFunc(people, func(name string) bool { return strings.Contains(text, name) }) {
		h.cues |= personal
	}
	if c := h.cues; c&personal != 0 && c&ofPeople != 0 || c&undone != 0 && c&careful != 0 {
		return true
	}
	for w, needs := range g.needs {
		if h.has(uint16(w)) && slices.ContainsFunc(needs, h.meets) {
			return true
		}
	}
	return false
}

// look adds what the spellings of a key tell, as far as text begins with them.
func (g *gate) look(h *held, text string, key [2]rune) {
	for _, s := range g.spellings[key] {
		if !strings.HasPrefix(text, s.text) {
			continue
		}
		if s.alone {
			if next, _ := utf8.DecodeRuneInString(text[len(s.text):]); isKanji(next) {
				continue
			}
		}
		h.cues |= s.cues
		for _, w := range s.words {
			h.words[w/64] |= 1 << (w % 64)
		}
	}
}

func (h *held) has(w uint16) bool { return h.words[w/64]&(1<<(w%64)) != 0 }

func (h *held) meets(n need) bool {
	return (!n.people || h.cues&personal != 0) && !slices.ContainsFunc(n.words, func(set []uint16) bool { return !slices.ContainsFunc(set, h.has) })
}
