package english

import (
	"math/bits"
	"slices"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// words finds the entry of a word. Nearly every word of a text is looked up once, which is why this is not a map: the hash is made while the
// word is read, eight letters at a time, and letter case needs no copy.
type words struct {
	slots   *[slotCount]slot // open addressing
	entries *[entryCount]entry
	count   int
	empty   file // of words that have none
}

// slot is one place of the table, of number 0 where it is free. It is small so that all of them stay in the processor's cache.
type slot struct {
	hash   uint16
	number uint16 // of the entry, from 1 on
}

const (
	slotCount  = 1 << 15
	entryCount = slotCount * 3 / 4
)

func newWords() words { return words{slots: new([slotCount]slot), entries: new([entryCount]entry)} }

// key is what a word is looked up by, in lower case.
type key struct {
	first uint64 // its first eight bytes
	hash  uint64 // of all of them
}

// add makes k that of a word which goes on with up to eight more bytes, in lower case.
func (k *key) add(eight uint64) {
	if k.hash == 0 {
		k.first = eight
	}
	k.hash = (bits.RotateLeft64(k.hash, 23) ^ eight) * 0x9e3779b97f4a7c15
}

// keyOf is the key of a word of ASCII, or of one in lower case.
func keyOf(word string) (k key) {
	for i := 0; i < len(word); i += 8 {
		eight := eightBytes(word, i)
		k.add(eight | asciiLetters(eight)>>2)
	}
	return k
}

// eightBytes is the bytes of a text from i on, the first one lowest, zeros behind its end.
func eightBytes(text string, i int) (eight uint64) {
	if i+8 <= len(text) {
		return eightOf(text[i : i+8])
	}
	for n := len(text) - 1; n >= i; n-- {
		eight = eight<<8 | uint64(text[n])
	}
	return eight
}

// eightOf is the first eight bytes of a text.
func eightOf(b string) uint64 {
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// Of eight bytes, the high bit of each, and what tells small letters from capitals.
const (
	highBits  = 0x8080808080808080
	smallBits = 0x2020202020202020
)

// asciiLetters has the high bit of each of eight bytes that is an ASCII letter.
func asciiLetters(eight uint64) uint64 {
	const each = 0x0101010101010101
	small := (eight | smallBits) &^ highBits
	fromA := small + (0x80-'a')*each // a high bit tells that the byte is at least a
	pastZ := small + (0x7f-'z')*each // and that it is more than z
	return fromA &^ pastZ &^ eight & highBits
}

// get returns the entry of a word in lower case, nil when there is none.
func (w *words) get(word string) *entry { return w.find(keyOf(word), word) }

// at returns the entry of a word in lower case, made when missing.
func (w *words) at(word string) *entry {
	k := keyOf(word)
	if e := w.find(k, word); e != nil {
		return e
	}
	return w.add(k, word)
}

// add makes the entry of a word that has none yet.
func (w *words) add(k key, word string) *entry {
	w.count++
	e := &w.entries[w.count] // with more words than that the tests fail, which read them all
	e.word, e.first, e.file = word, k.first, &w.empty
	i, hash := k.place()
	for w.slots[i%slotCount].number != 0 {
		i++
	}
	w.slots[i%slotCount] = slot{hash, uint16(w.count)}
	return e
}

// fileOf returns the file of a word, made when missing.
func (w *words) fileOf(e *entry) *file {
	if e.file == &w.empty {
		e.file = &file{}
	}
	return e.file
}

// place is where the table is looked at first for a key, and the part of its hash that is kept there.
func (k key) place() (slot uint, hash uint16) { return uint(k.hash >> 32), uint16(k.hash >> 48) }

// all are the entries in the order in which they were added.
func (w *words) all() []entry { return w.entries[1 : w.count+1] }

// find returns the entry of a word by the key of its lower case, nil when there is none. ASCII letters of the word may be capitals.
func (w *words) find(k key, word string) *entry {
	for i, hash := k.place(); ; i++ {
		s := w.slots[i%slotCount]
		if s.number == 0 {
			return nil
		}
		if s.hash != hash {
			continue
		}
		if e := &w.entries[s.number]; e.first == k.first && len(e.word) == len(word) && (len(word) <= 8 || foldEqual(e.word[8:], word[8:])) {
			return e
		}
	}
}

// numbers is a set of words or phrases by number.
type numbers []uint64

func (n numbers) add(number uint16) { n[number/64] |= 1 << (number % 64) }

func (n numbers) has(number uint16) bool { return n[number/64]&(1<<(number%64)) != 0 }

// hasOne reports whether one of a few numbers is in the set.
func (n numbers) hasOne(few []uint16) bool {
	var found uint64
	for _, number := range few {
		found |= n[number/64] >> (number % 64)
	}
	return found&1 != 0
}

// contents is what a sentence holds, for a quick look at what can't stand in it.
type contents struct {
	words   numbers // those that stand in phrases
	phrases numbers // the phrases whose words are all there
	opens   numbers // the words with which they begin
	sketch  sketch  // of words
	classes class   // of all words
	senses  sense
	flags   flag // of all tokens
	cue     cue  // the plainest
	speaks  int  // what the words speak for blame, each by itself
	people  bool // people may be spoken of
	names   bool // among them one whom no list has
	named   bool // a name of the lists
	titled  bool // a title
	taught  bool // people whom the document taught
	loud    bool // two exclamation marks, or a little word in capitals
	slips   bool // a word in mis- that no list has

	// One of the phrases is of a kind that is left alone, or would be worth a remark: of whomever or of people.
	harmless, about, telling, accusing bool

	predicated, admonishing bool // one is said of people, or to them, by their verb

	anchors []*entry // the words where phrases are looked for
}

// room makes sure that there is room for all words and phrases of the lexicon, and empties it.
func (c *contents) room(l *lexicon) {
	w, p := len(l.numbered)/64+1, int(l.phraseCount)/64+1
	all := c.words[:cap(c.words)]
	if all == nil {
		all = make(numbers, 2*w+p)
	}
	clear(all)
	*c = contents{words: all[:w], opens: all[w : 2*w], phrases: all[2*w:], predicated: l.unanchored, admonishing: l.unanchored, anchors: c.anchors[:0]}
}

// read makes c what the sentence holds.
func (c *contents) read(s *sentence) {
	c.room(s.lex)
	var classes class
	var senses sense
	var flags flag
	var most cue
	var words sketch
	var aspects aspect
	speaks := 0
	tokens := s.tokens
	for i := range tokens {
		t := &tokens[i]
		e := t.entry
		flags |= t.flags
		if t.flags&(capital|handle) != 0 {
			c.capital(t, s.lex)
		}
		if e == nil {
			switch t.mark {
			case 0:
				c.slips = c.slips || misdeed(s.text[t.start:t.end])
			case '!':
				c.loud = c.loud || i > 0 && tokens[i-1].mark == '!'
			}
			continue
		}
		classes |= e.class
		senses |= e.senses
		most = max(most, e.cue)
		aspects |= e.aspects
		if t.flags&(opaque|technical|number|clock) == 0 {
			speaks += int(e.speaks)
		}
		if e.number != 0 {
			c.words.add(e.number)
			words.add(e.number)
			if e.aspects&anchoring != 0 {
				c.anchors = append(c.anchors, e)
			}
		}
	}
	c.classes, c.senses, c.flags, c.cue, c.sketch, c.speaks = classes, senses, flags, most, words, speaks
	c.people = c.people || s.form == language.Event || aspects&human != 0 || c.words.has(s.lex.asked.no) && c.words.has(s.lex.asked.one)
	c.taught = s.vocab != nil && slices.ContainsFunc(tokens, func(t token) bool { return s.vocab.trigger(s.text, &t) })
	anybody := c.people || c.taught
	for _, e := range c.anchors {
		for k := range e.anchored {
			if a := &e.anchored[k]; a.asks[0].meets(&c.sketch) && a.asks[1].meets(&c.sketch) && (!a.people || anybody) {
				c.try(s, a)
			}
		}
	}
}

// capital adds what a word with a capital letter, or a handle, may be.
func (c *contents) capital(t *token, l *lexicon) {
	e := t.entry
	switch {
	case t.flags&handle != 0, (e == nil || e.class == 0) && t.flags&(opaque|technical) == 0:
		c.people, c.names = true, true
	case e == nil:
	case e.class&(givenName|title) != 0:
		c.people, c.named, c.titled = true, c.named || e.class&givenName != 0, c.titled || e.class&title != 0
	case e.number == l.asked.it && t.flags&allCaps != 0:
		c.people = true // the department
	}
	c.loud = c.loud || e != nil && t.flags&allCaps != 0 && t.end-t.start > 2 && e.class&(adverb|pronoun|determiner|relative|emotive|careless) != 0
}

// try adds a phrase if it may stand in the sentence.
func (c *contents) try(s *sentence, a *anchored) {
	p := a.phrase
	for i := range p.needs {
		if n := &p.needs[i]; n.class&c.classes == 0 && !c.words.hasOne(n.numbers) {
			return
		}
	}
	for _, i := range p.worded {
		if !s.mayFollow(p.elements[i-1], p.elements[i]) {
			return
		}
	}
	c.phrases.add(p.number)
	switch p.frame {
	case frameHarmless:
		c.harmless = true
	case frameAbout:
		c.about = true
	default:
		c.accusing = c.accusing || a.people && (!p.denied || c.classes&negator != 0)
		c.telling = c.telling || !a.people
	}
	if p.headed() { // looked for by its verb
		c.predicated, c.admonishing = c.predicated || p.frame != frameAdmonition, c.admonishing || p.frame == frameAdmonition
		return
	}
	for _, n := range p.firsts {
		c.opens.add(n)
	}
}

// mayFollow reports whether two elements may stand side by side somewhere in the sentence, as far as their words tell.
func (s *sentence) mayFollow(first, second *element) bool {
	far := 3 // two adverbs between them
	if first.be {
		far++ // "has been"
	}
	for i := range s.tokens {
		if !first.mayBe(s.tokens[i].entry) {
			continue
		}
		for k := i + 1; k <= i+far && k < len(s.tokens); k++ {
			if second.mayBe(s.tokens[k].entry) {
				return true
			}
		}
	}
	return false
}

// lacks reports whether the sentence does not have a word, by its number.
func (s *sentence) lacks(number uint16) bool { return !s.holds.words.has(number) }
