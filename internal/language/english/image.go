package english

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
)

// image is the lexicon as it was read from the lists, in a form that loads in less than half the time. It opens with the sum of those lists.
// TestImage holds it to them and, with UPDATE=1, writes it.
//
//go:embed lexicon.image
var image string

// loadLexicon returns the lexicon of the lists: out of its image, or read anew where they have changed since that was made.
func loadLexicon(from string) *lexicon {
	sum, data, _ := strings.Cut(from, "\n")
	if sum != sumOfLists() {
		return readLexicon()
	}
	c := codec{lexicon: &lexicon{words: newWords()}, data: data}
	c.run()
	c.lexicon.name()
	return c.lexicon
}

// imageOf is the image of a lexicon.
func imageOf(l *lexicon) string {
	c := codec{lexicon: l, writing: true}
	c.run()
	return sumOfLists() + "\n" + string(c.out)
}

// sumOfLists changes with the lists in lexicon/, with those in the code, with what the code takes them for and with what is learnt of their words.
func sumOfLists() string {
	sum := crc32.NewIEEE()
	dir, err := files.ReadDir("lexicon")
	if err != nil {
		panic("english: no word lists") // embedded: only a build can lack them
	}
	for _, f := range dir {
		sum.Write(readList(f.Name()))
	}
	fmt.Fprint(sum, wordFiles, senseFiles, phraseFiles, auxiliaries, plainCues, peopleCues, peopleVerbs, peopleClasses, peopleWords, taggedByName)
	sum.Write([]byte(weightsImage))
	return fmt.Sprintf("%08x", sum.Sum32())
}

// codec writes a lexicon to an image or reads it from one. One description of the fields serves both, so that they can't part.
type codec struct {
	lexicon *lexicon
	writing bool
	out     []byte // written so far
	data    string // to be read, from at on
	at      int

	// What others refer to by its number; all of it is written first.
	kinds    []traits
	elements []*element
	phrases  []*phrase
	anchored []anchored // the phrases that were read, as they are filed under words

	// Those numbers, for writing.
	numberOf struct {
		words    map[string]int
		kinds    map[traits]int
		elements map[*element]int
		phrases  map[*phrase]int
	}

	// Room for what is read, so that it lies side by side.
	files        room[file]
	wordLists    room[uint16]
	elementLists room[*element]
	phraseLists  room[*phrase]
	filed        room[anchored]
	needs        room[need]
	places       room[uint8]
}

// run writes or reads all of the lexicon but for what name finds.
func (c *codec) run() {
	if c.writing {
		c.collect()
	}
	c.words()
	c.listed()
	c.numbered()
	things(c, &c.elements, (*codec).element)
	things(c, &c.phrases, (*codec).phrase)
	c.anchored = make([]anchored, len(c.phrases))
	for i, p := range c.phrases {
		c.anchored[i] = p.anchored()
	}
	all := c.lexicon.words.all()
	for i := range all {
		c.file(&all[i])
	}
	c.phraseList(&c.lexicon.anyVerb)
	c.uint16(&c.lexicon.phraseCount)
	c.flags(&c.lexicon.unanchored)
}

// collect numbers what others refer to.
func (c *codec) collect() {
	to := &c.numberOf
	to.words, to.kinds, to.elements, to.phrases = map[string]int{}, map[traits]int{}, map[*element]int{}, map[*phrase]int{}
	lists := [][]*phrase{c.lexicon.anyVerb}
	all := c.lexicon.words.all()
	for i := range all {
		e := &all[i]
		to.words[e.word] = i + 1
		enter(to.kinds, &c.kinds, e.traits)
		for _, a := range e.anchored { // side by side, as they are tried
			enter(to.phrases, &c.phrases, a.phrase)
		}
		lists = append(lists, e.starts, e.harmless, e.about, e.heads)
	}
	for _, p := range slices.Concat(lists...) {
		enter(to.phrases, &c.phrases, p)
	}
	for _, p := range c.phrases {
		for _, el := range p.elements {
			enter(to.elements, &c.elements, el)
		}
	}
}

// enter puts a thing at the end of a list, unless it has its number there already.
func enter[T comparable](numbers map[T]int, list *[]T, thing T) {
	if _, known := numbers[thing]; !known {
		numbers[thing] = len(*list)
		*list = append(*list, thing)
	}
}

// words are the words themselves and what they are.
func (c *codec) words() {
	w := &c.lexicon.words
	count := w.count
	c.length(&count)
	for i := 1; i <= count; i++ {
		word := w.entries[i].word
		if c.text(&word); !c.writing {
			w.add(keyOf(word), word)
		}
	}
	kinds := len(c.kinds)
	if c.length(&kinds); !c.writing {
		c.kinds = make([]traits, kinds)
	}
	for i := range c.kinds {
		c.traits(&c.kinds[i])
	}
	all := w.all()
	for i := range all {
		e := &all[i]
		kind := c.numberOf.kinds[e.traits]
		c.length(&kind)
		e.traits = c.kinds[kind]
		c.word(&e.lemma)
		speaks := uint16(e.speaks)
		c.uint16(&speaks)
		e.speaks = int16(speaks)
	}
}

func (c *codec) traits(t *traits) {
	c.uint64((*uint64)(&t.class))
	c.uint64((*uint64)(&t.senses))
	c.uint8((*uint8)(&t.forms))
	c.uint8((*uint8)(&t.cue))
	c.uint8((*uint8)(&t.aspects))
	c.uint8(&t.often)
}

// listed are the words that rules ask for, and what lists they stand in.
func (c *codec) listed() {
	l := c.lexicon
	n := len(l.listed)
	if c.length(&n); !c.writing {
		l.listed = make([]lists, n)
	}
	words := make([]*entry, n)
	all := l.words.all()
	for i := range all {
		words[all[i].lists] = &all[i]
	}
	for i := 1; i < n; i++ {
		c.entry(&words[i])
		words[i].lists = uint16(i)
		c.uint64(&l.listed[i][0])
		c.uint64(&l.listed[i][1])
	}
}

// numbered are the words that phrases are made of.
func (c *codec) numbered() {
	l := c.lexicon
	n := len(l.numbered)
	if c.length(&n); !c.writing {
		l.numbered = make([]*entry, n)
	}
	for i := 1; i < n; i++ {
		c.entry(&l.numbered[i])
		l.numbered[i].number = uint16(i)
	}
}

// entry is a word of the lexicon.
func (c *codec) entry(e **entry) {
	n := 0
	if c.writing {
		n = c.numberOf.words[(*e).word]
	}
	c.length(&n)
	*e = &c.lexicon.words.entries[n]
}

// word is the same, or none.
func (c *codec) word(w *string) {
	n := 0
	if c.writing {
		n = c.numberOf.words[*w]
	}
	c.length(&n)
	*w = c.lexicon.words.entries[n].word
}

func (c *codec) element(el *element) {
	c.uint64((*uint64)(&el.class))
	c.wordList(&el.numbers)
	c.uint8((*uint8)(&el.form))
	c.flags(&el.known, &el.be, &el.people, &el.theirs, &el.thing, &el.end, &el.adj, &el.gap, &el.optional)
}

func (c *codec) phrase(p *phrase) {
	references(c, &p.elements, &c.elementLists, c.elements, func(el *element) int { return c.numberOf.elements[el] })
	c.wordList(&p.firsts)
	for i := range sized(c, &p.needs, &c.needs) {
		c.need(p, &p.needs[i])
	}
	for i := range sized(c, &p.worded, &c.places) {
		c.uint8(&p.worded[i])
	}
	c.uint16(&p.number)
	c.uint8((*uint8)(&p.frame))
	c.flags(&p.denied, &p.firm, &p.act, &p.others)
	c.text(&p.text)
}

// need is what one of the phrase's elements needs, or with none of them its first word.
func (c *codec) need(p *phrase, n *need) {
	i := 0
	if c.writing {
		i = 1 + slices.IndexFunc(p.elements, func(el *element) bool { return n.class == el.class && slices.Equal(n.numbers, el.numbers) })
	}
	c.length(&i)
	if n.numbers = p.firsts; i > 0 {
		n.numbers, n.class = p.elements[i-1].numbers, p.elements[i-1].class
	}
}

// file is what only some words have.
func (c *codec) file(e *entry) {
	filed := e.file != &c.lexicon.words.empty
	if c.flags(&filed); !filed {
		return
	}
	if !c.writing {
		e.file = &c.files.take(1)[0]
	}
	c.word(&e.past)
	references(c, &e.anchored, &c.filed, c.anchored, func(a anchored) int { return c.numberOf.phrases[a.phrase] })
	c.phraseList(&e.starts)
	c.phraseList(&e.harmless)
	c.phraseList(&e.about)
	c.phraseList(&e.heads)
}

func (c *codec) phraseList(all *[]*phrase) {
	references(c, all, &c.phraseLists, c.phrases, func(p *phrase) int { return c.numberOf.phrases[p] })
}

// wordList is words by their numbers.
func (c *codec) wordList(all *[]uint16) {
	for i := range sized(c, all, &c.wordLists) {
		c.uint16(&(*all)[i])
	}
}

func (c *codec) uint64(v *uint64) {
	if c.writing {
		c.out = binary.LittleEndian.AppendUint64(c.out, *v)
		return
	}
	*v = eightOf(c.data[c.at:])
	c.at += 8
}

func (c *codec) uint16(v *uint16) {
	if c.writing {
		c.out = binary.LittleEndian.AppendUint16(c.out, *v)
		return
	}
	*v = uint16(c.data[c.at]) | uint16(c.data[c.at+1])<<8
	c.at += 2
}

func (c *codec) uint8(v *uint8) {
	if c.writing {
		c.out = append(c.out, *v)
		return
	}
	*v = c.data[c.at]
	c.at++
}

// length is a number of things, of which there are never more than two bytes tell.
func (c *codec) length(n *int) {
	v := uint16(*n)
	c.uint16(&v)
	*n = int(v)
}

// text is a string. What is read shares the image's bytes.
func (c *codec) text(s *string) {
	n := len(*s)
	if c.length(&n); c.writing {
		c.out = append(c.out, *s...)
		return
	}
	*s = c.data[c.at : c.at+n]
	c.at += n
}

// flags are up to sixteen yeses and noes.
func (c *codec) flags(all ...*bool) {
	var bits uint16
	for i, f := range all {
		if *f {
			bits |= 1 << i
		}
	}
	c.uint16(&bits)
	for i, f := range all {
		*f = bits&(1<<i) != 0
	}
}

// things are all of a kind, each with its fields.
func things[T any](c *codec, all *[]*T, fields func(*codec, *T)) {
	var read room[T]
	for i := range sized(c, all, &room[*T]{}) {
		if !c.writing {
			(*all)[i] = &read.take(1)[0]
		}
		fields(c, (*all)[i])
	}
}

// references are some of all things, by their numbers.
func references[T any](c *codec, some *[]T, r *room[T], all []T, numberOf func(T) int) {
	for i := range sized(c, some, r) {
		n := 0
		if c.writing {
			n = numberOf((*some)[i])
		}
		c.length(&n)
		(*some)[i] = all[n]
	}
}

// sized is a list as far as its length, nil where it is empty; what it holds is to follow.
func sized[T any](c *codec, all *[]T, r *room[T]) []T {
	n := len(*all)
	if c.length(&n); n > 0 && !c.writing {
		*all = r.take(n)
	}
	return *all
}

// room makes lists that lie side by side.
type room[T any] struct{ free []T }

func (r *room[T]) take(n int) []T {
	if len(r.free) < n {
		r.free = make([]T, max(n, 1024))
	}
	taken := r.free[:n:n]
	r.free = r.free[n:]
	return taken
}
