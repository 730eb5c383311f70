package english

// words finds the entry of a word. Nearly every word of a text is looked up once, which is why this is not a map: the hash is made while the
// word is read, and letter case needs no copy.
type words struct {
	slots   []slot // open addressing, a power of two
	entries [][]entry
	count   int
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
	e.word, e.bit = word, uint8(w.count)
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

// bits is a set of words by their bit, which several words share.
type bits [4]uint64

func (b *bits) add(e *entry) { b[e.bit/64] |= 1 << (e.bit % 64) }

func (b *bits) has(e *entry) bool { return b[e.bit/64]&(1<<(e.bit%64)) != 0 }

func (b *bits) union(o *bits) {
	b[0], b[1], b[2], b[3] = b[0]|o[0], b[1]|o[1], b[2]|o[2], b[3]|o[3]
}

func (b *bits) meets(o *bits) bool {
	return b[0]&o[0]|b[1]&o[1]|b[2]&o[2]|b[3]&o[3] != 0
}

// contents is what a sentence holds, for a quick look at what can't stand in it.
type contents struct {
	words bits
	opens bits // the words with which a phrase may begin: another word that it needs is there
}

func contentsOf(tokens []token) contents {
	c := contents{words: bits{1}} // what meets noNeed
	for i := range tokens {
		if e := tokens[i].entry; e != nil {
			c.words.add(e)
			if e.needed {
				c.opens.union(&e.opens)
			}
		}
	}
	return c
}

// lacks reports whether a word can't stand in the sentence.
func (s *sentence) lacks(word string) bool {
	e := s.lex.words.get(word)
	return e != nil && !s.holds.words.has(e)
}

// need is what a sentence has to hold for a phrase to stand in it: one of the words.
type need bits

// noNeed is that of a phrase which may stand wherever its first word does.
var noNeed = need{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}

func (n *need) metBy(c *contents) bool { return (*bits)(n).meets(&c.words) }

// needOf chooses the element that the fewest sentences have, of those that only words match: no words of a closed class if possible. It returns the
// words of that element.
func needOf(elements []element) (need, []*entry) {
	best, least := -1, 0
	for i := range elements {
		if !elements[i].onlyWords() {
			continue
		}
		cost := len(elements[i].words)
		for _, e := range elements[i].words {
			if e.common() {
				cost += 100
			}
		}
		if best < 0 || cost < least {
			best, least = i, cost
		}
	}
	if best < 0 {
		return noNeed, nil
	}
	var n need
	for _, e := range elements[best].words {
		(*bits)(&n).add(e)
	}
	return n, elements[best].words
}
