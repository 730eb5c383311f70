package japanese

// byPair finds lists of what begins with the same two runes. Every place of a text is asked for, which is why it is not a map.
type byPair[T any] struct {
	slots []pairSlot // open addressing, a power of two
	lists [][]T
}

// pairSlot is one place of the table; list is that of the list plus 1, 0 where the place is free.
type pairSlot struct {
	first, second rune
	list          int32
}

// find returns the list of a pair, nil where there is none.
func (p *byPair[T]) find(first, second rune) []T {
	mask := uint32(len(p.slots) - 1)
	for i := pairHash(first, second) & mask; ; i = (i + 1) & mask {
		switch s := &p.slots[i]; {
		case s.list == 0:
			return nil
		case s.first == first && s.second == second:
			return p.lists[s.list-1]
		}
	}
}

// list returns the place for the list of a pair, which lasts until the next.
func (p *byPair[T]) list(first, second rune) *[]T {
	if 2*len(p.lists) >= len(p.slots) {
		old := p.slots
		p.slots = make([]pairSlot, max(1<<10, 2*len(old)))
		for _, s := range old {
			if s.list != 0 {
				*p.slot(s.first, s.second) = s
			}
		}
	}
	s := p.slot(first, second)
	if s.list == 0 {
		p.lists = append(p.lists, nil)
		*s = pairSlot{first, second, int32(len(p.lists))}
	}
	return &p.lists[s.list-1]
}

// slot returns the place of a pair, or a free one for it.
func (p *byPair[T]) slot(first, second rune) *pairSlot {
	mask := uint32(len(p.slots) - 1)
	for i := pairHash(first, second) & mask; ; i = (i + 1) & mask {
		if s := &p.slots[i]; s.list == 0 || s.first == first && s.second == second {
			return s
		}
	}
}

// firstTwo returns the runes that a folded text begins with, the second 0 where there is but one.
func firstTwo(text string) (first, second rune) {
	first, size := runeAt(text, 0)
	if size < len(text) {
		second, _ = runeAt(text, size)
	}
	return first, second
}

// pairSet is a set of pairs of runes that is fast to ask and may have others in it besides.
type pairSet [1024]uint64

func pairHash(a, b rune) uint32 { return (uint32(a)*0x9e37 ^ uint32(b)) & (64*1024 - 1) }

func (s *pairSet) add(a, b rune) {
	h := pairHash(a, b)
	s[h>>6] |= 1 << (h & 63)
}

func (s *pairSet) mayHave(a, b rune) bool {
	h := pairHash(a, b)
	return s[h>>6]&(1<<(h&63)) != 0
}

// runeSet is a set of runes that is fast to ask and may have others in it besides.
type runeSet [16]uint64

func (s *runeSet) add(r rune) { s[r>>6&15] |= 1 << (r & 63) }

func (s *runeSet) mayHave(r rune) bool { return s[r>>6&15]&(1<<(r&63)) != 0 }
