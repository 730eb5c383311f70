package document

import (
	"iter"
	"math/bits"
	"strings"
)

// hintedPattern gives a name to what a pattern matches, behind what is cheaper to look for.
type hintedPattern struct {
	name    string
	hints   hintSet // one of them is in every text that matches
	pattern *pattern
}

// matches reports whether the pattern matches a text of these pairs.
func (p *hintedPattern) matches(text string, pairs pairSet) bool {
	return p.hints.in(text, pairs) && p.found(text)
}

func (p *hintedPattern) found(text string) bool {
	if p.pattern.bare {
		text = withoutQualifiers(text)
	}
	return p.pattern.compiled().MatchString(text)
}

// hintSet are parts of texts, one of which is looked for.
type hintSet struct {
	all   pairSet // the pairs that each of them has
	parts []hint
}

// hint is a part of a text, with its pairs: a text without them needs no search.
type hint struct {
	text  string
	pairs pairSet
}

func hints(parts ...string) hintSet {
	set := hintSet{all: allPairs, parts: make([]hint, len(parts))}
	for i, part := range parts {
		set.parts[i] = hint{part, pairsOf(part)}
		set.all &= set.parts[i].pairs
	}
	return set
}

// in reports whether one of the hints is in a text of these pairs.
func (h *hintSet) in(text string, pairs pairSet) bool {
	return h.all&^pairs == 0 && h.find(text, pairs)
}

func (h *hintSet) find(text string, pairs pairSet) bool {
	for i := range h.parts {
		if p := &h.parts[i]; p.pairs&^pairs == 0 && strings.Contains(text, p.text) {
			return true
		}
	}
	return false
}

// pairSet tells which bytes stand next to each other in a text: a hash of each pair is in the set.
type pairSet uint64

// allPairs are those of a text that is not worth going through for one question.
const allPairs = ^pairSet(0)

func pairsOf(s string) pairSet {
	set := pairSet(0)
	for i := 1; i < len(s); i++ {
		set |= 1 << ((37*s[i-1] + s[i]) % 64)
	}
	return set
}

// patternIndex is patterns by how their hints begin: going through a text once tells which of many to ask.
type patternIndex struct {
	patterns []hintedPattern
	opening  [1 << openingBits]patternSet
}

// patternSet is a set of patterns by their place.
type patternSet [2]uint64

// openingBits is how long the hash of an opening is, which is three bytes.
const openingBits = 10

func opening(three uint32) uint32 { return three << 8 * 0x9e3779b1 >> (32 - openingBits) }

func indexOf(patterns []hintedPattern) *patternIndex {
	x := &patternIndex{patterns: patterns}
	for i := range patterns {
		for _, h := range patterns[i].hints.parts {
			x.opening[opening(uint32(h.text[0])<<16|uint32(h.text[1])<<8|uint32(h.text[2]))][i/64] |= 1 << (i % 64)
		}
	}
	return x
}

// matching yields the patterns that match a text, in their order.
func (x *patternIndex) matching(text string) iter.Seq[*hintedPattern] {
	return func(yield func(*hintedPattern) bool) {
		var may patternSet
		three := uint32(0)
		for i := range len(text) {
			three = three<<8 | uint32(text[i])
			set := &x.opening[opening(three)]
			may[0] |= set[0]
			may[1] |= set[1]
		}
		for i, some := range may {
			for ; some != 0; some &= some - 1 {
				if p := &x.patterns[64*i+bits.TrailingZeros64(some)]; p.matches(text, allPairs) && !yield(p) {
					return
				}
			}
		}
	}
}
