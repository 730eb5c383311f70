package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// words finds the entry of a word. Nearly every word of a text is looked up once, which is why this is not a map: the hash is made while the
// word is read, and letter case needs no copy.
type words struct {
	slots   []slot // open addressing, a power of two
	entries [][]entry
	count   int
	empty   file // of words that have none
}

// slot is one place of the table; number is that of the entry plus 1, 0 where the place is free.
type slot struct{ hash, number uint32 }

const (
	slotCount  = 1 << 15
	slabLength = 1 << 9
	hashSeed   = uint32(2166136261)
)

func newWords() words { return words{slots: make([]slot, slotCount)} }

// hashByte adds one byte to a hash (FNV-1a).
func hashByte(h uint32, b byte) uint32 { return (h ^ uint32(b)) * 16777619 }

func hash[T string | []byte](word T) uint32 {
	h := hashSeed
	for i := range len(word) {
		h = hashByte(h, word[i])
	}
	return h
}

// get returns the entry of a word in lower case, nil when there is none.
func (w *words) get(word string) *entry { return w.find(hash(word), word) }

// at returns the entry of a word in lower case, made when missing.
func (w *words) at(word string) *entry {
	h := hash(word)
	if e := w.find(h, word); e != nil {
		return e
	}
	if 2*w.count >= len(w.slots) {
		w.grow()
	}
	if w.count%slabLength == 0 {
		w.entries = append(w.entries, make([]entry, slabLength))
	}
	w.count++
	w.place(slot{h, uint32(w.count)})
	e := w.entry(uint32(w.count))
	e.word, e.file = word, &w.empty
	return e
}

func (w *words) grow() {
	old := w.slots
	w.slots = make([]slot, 2*len(old))
	for _, s := range old {
		if s.number != 0 {
			w.place(s)
		}
	}
}

func (w *words) place(s slot) {
	mask := uint32(len(w.slots) - 1)
	i := s.hash & mask
	for w.slots[i].number != 0 {
		i = (i + 1) & mask
	}
	w.slots[i] = s
}

func (w *words) entry(number uint32) *entry {
	return &w.entries[(number-1)/slabLength][(number-1)%slabLength]
}

// find returns the entry of a word by the hash of its lower case, nil when there is none. ASCII letters of the word may be capitals.
func (w *words) find(h uint32, word string) *entry {
	mask := uint32(len(w.slots) - 1)
	for i := h & mask; w.slots[i].number != 0; i = (i + 1) & mask {
		if w.slots[i].hash == h {
			if e := w.entry(w.slots[i].number); e.word == word || foldEqual(e.word, word) {
				return e
			}
		}
	}
	return nil
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
	classes class   // of all words
	senses  sense
	people  bool // people may be spoken of
	names   bool // among them one whom no list has
	telling bool // one of the phrases would be worth a remark
}

// read makes c what the sentence holds.
func (c *contents) read(s *sentence) {
	if c.words == nil {
		c.words, c.opens, c.phrases = make(numbers, s.lex.numbered/64+1), make(numbers, s.lex.numbered/64+1), make(numbers, s.lex.phraseCount/64+1)
	}
	clear(c.words)
	clear(c.opens)
	clear(c.phrases)
	c.classes, c.senses, c.people, c.names, c.telling = 0, 0, s.form == language.Event, false, false
	for i := range s.tokens {
		t := &s.tokens[i]
		e := t.entry
		if t.flags&handle != 0 || t.flags&capital != 0 && (e == nil || e.class == 0) {
			c.people, c.names = true, true
		}
		if e == nil {
			continue
		}
		c.classes |= e.class
		c.senses |= e.senses
		c.people = c.people || e.person
		if e.number != 0 {
			c.words.add(e.number)
		}
	}
	for i := range s.tokens {
		if e := s.tokens[i].entry; e != nil {
			for _, p := range e.anchors {
				c.try(s, p)
			}
		}
	}
}

// try adds a phrase if it may stand in the sentence.
func (c *contents) try(s *sentence, p *phrase) {
	for i := range p.needs {
		if n := &p.needs[i]; n.class&c.classes == 0 && !c.words.hasOne(n.numbers) {
			return
		}
	}
	if p.staffed && !c.people && s.vocab == nil { // a document may teach any word to be people
		return
	}
	for _, i := range p.worded {
		if !s.mayFollow(&p.elements[i-1], &p.elements[i]) {
			return
		}
	}
	c.phrases.add(p.number)
	switch p.frame {
	case frameHarmless, frameAbout:
	case frameFault, frameJudging, frameDuty, frameForesight:
		c.telling = c.telling || c.people && (!p.denied || c.classes&negator != 0)
		return // they are looked for by their verb
	case frameAdmonition: // orders need no people
		c.telling = true
		return
	default:
		c.telling = true
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

// lacks reports whether a word of some phrase does not stand in the sentence.
func (s *sentence) lacks(word string) bool {
	e := s.lex.words.get(word)
	return e != nil && e.number != 0 && !s.holds.words.has(e.number)
}

// rarity grows with how many sentences have one of the words.
func rarity(words []*entry) (cost int) {
	for _, e := range words {
		cost++
		if e.common() {
			cost += 100
		}
	}
	return cost
}

// anchor chooses among the first words of a phrase and its elements that only words match those that the fewest sentences have: no words of a closed
// class if possible.
func anchor(firsts []*entry, elements []element) []*entry {
	best := firsts
	for i := range elements {
		if el := &elements[i]; el.known && el.class == 0 && (len(best) == 0 || rarity(el.words) < rarity(best)) {
			best = el.words
		}
	}
	return best
}
