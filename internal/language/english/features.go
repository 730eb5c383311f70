package english

import (
	"math/bits"
	"strings"
)

// feature is something a sentence has that may speak for or against blame: a word, words side by side, who does what to whom. It is known by
// its hash alone.
type feature struct {
	id          uint32
	first, last int // the tokens it stands on
}

// What a feature tells. The number goes into its hash.
const (
	featWord uint32 = iota + 1 // as it is written
	featSymbol
	featPeopled // a symbol, and whether people are in the sentence
	featPair
	featTriple
	featClass
	featSense
	featEnding
	featLabel
	featDeed  // who, and which verb
	featShape // who, and the verb's tense and mood
	featShapedDeed
	featThingShape // of which thing, and tense and mood
	featThingDeed
	featAgent
	featObject // a verb and its object
	featActed  // who, which verb, which object
	featTowards
)

// Symbols stand for words of which it doesn't matter which they are.
const (
	symBegin uint32 = iota + 1
	symEnd
	symPerson
	symEither // who may be a person
	symCustomer
	symThing // a name, code, an address
	symNumber
)

// symbol is a word as features see it.
type symbol struct {
	id    uint32
	token int
}

// mixed is a hash of several numbers in the making.
type mixed uint32

// start begins the hash of a feature.
func start(what uint32) mixed { return mixed(2166136261).with(what) }

func (h mixed) with(x uint32) mixed {
	return mixed(bits.RotateLeft32((uint32(h)^x)*0x9e3779b1, 13))
}

func (h mixed) sum() uint32 { return uint32(h ^ h>>15) }

// hashOf is the hash of a word, whatever its letter case.
func hashOf(word string) uint32 {
	h := keyOf(word).hash
	return uint32(h>>32) ^ uint32(h)
}

// featuresOf adds what the sentence has to a list. Its words must have been tagged, its nouns and verbs found.
func (s *sentence) featuresOf(out []feature) []feature {
	return s.contextFeatures(s.wordFeatures(out))
}

// wordFeatures adds what single words tell.
func (s *sentence) wordFeatures(out []feature) []feature {
	peopled := s.symbolise()
	if s.label != noLabel {
		out = append(out, feature{id: start(featLabel).with(uint32(s.label)).sum()})
	}
	for k := range s.symbols {
		at := s.symbols[k].token
		s.singleAt(k, peopled).each(func(id uint32) { out = append(out, feature{id, at, at}) })
	}
	return out
}

// single is all that a word's own features are made of.
type single struct {
	symbol, peopled uint32
	word            uint32 // the hash of a word that has an entry
	entry           *entry
	ending          string // of one that has none
}

// singleAt is the word of a symbol.
func (s *sentence) singleAt(k int, peopled uint32) single {
	one := single{symbol: s.symbols[k].id, peopled: peopled}
	if k == 0 || k == len(s.symbols)-1 {
		return one
	}
	t := &s.tokens[s.symbols[k].token]
	switch w := s.text[t.start:t.end]; {
	case t.flags&(opaque|technical|number|clock) != 0:
	case t.entry != nil:
		one.word, one.entry = hashOf(w), t.entry
	case t.mark == 0 && t.tag != tagName && len(w) > 5:
		one.ending = w[len(w)-4:]
	}
	return one
}

// each calls a function with each feature.
func (one single) each(add func(id uint32)) {
	add(start(featSymbol).with(one.symbol).sum())
	add(start(featPeopled).with(one.peopled).with(one.symbol).sum())
	if one.ending != "" {
		add(start(featEnding).with(hashOf(one.ending)).sum())
	}
	if one.entry == nil {
		return
	}
	add(start(featWord).with(one.word).sum())
	for c := uint64(one.entry.class &^ (closed | role | team | personal)); c != 0; c &= c - 1 {
		add(start(featClass).with(uint32(bits.TrailingZeros64(c))).with(one.peopled).sum())
	}
	for c := uint64(one.entry.senses); c != 0; c &= c - 1 {
		add(start(featSense).with(uint32(bits.TrailingZeros64(c))).with(one.peopled).sum())
	}
}

// contextFeatures adds what words side by side tell, and who does what; wordFeatures must have been called.
func (s *sentence) contextFeatures(out []feature) []feature {
	y := s.symbols
	for k := range y {
		if k+1 < len(y) {
			out = append(out, feature{start(featPair).with(y[k].id).with(y[k+1].id).sum(), y[k].token, y[k+1].token})
		}
		if k+2 < len(y) {
			out = append(out, feature{start(featTriple).with(y[k].id).with(y[k+1].id).with(y[k+2].id).sum(), y[k].token, y[k+2].token})
		}
	}
	for n := range s.verbs {
		out = s.deedFeatures(&s.verbs[n], out)
	}
	return out
}

// deedFeatures adds what is told by a verb, its subject and its object.
func (s *sentence) deedFeatures(v *verbGroup, out []feature) []feature {
	who, lemma, shape := uint32(v.kind), hashOf(s.lemma(v.main)), v.shape()
	add := func(first, last int, h mixed) { out = append(out, feature{h.sum(), first, last}) }
	add(v.first, v.last, start(featDeed).with(who).with(lemma))
	add(v.first, v.last, start(featShape).with(who).with(shape))
	add(v.first, v.last, start(featShapedDeed).with(who).with(shape).with(lemma))
	if v.subject >= 0 {
		if np := &s.nouns[v.subject]; np.kind == notPeople && np.head >= 0 {
			thing := hashOf(s.word(np.head))
			add(np.head, np.head, start(featThingShape).with(thing).with(shape))
			add(v.main, v.main, start(featThingDeed).with(thing).with(lemma))
		}
	}
	if v.agent >= 0 {
		add(v.main, v.main, start(featAgent).with(uint32(s.nouns[v.agent].kind)).with(lemma))
	}
	for j := v.last + 1; j < len(s.tokens) && j < v.last+7 && s.tokens[j].mark == 0; j++ {
		n := s.nounAt[j]
		if n < 0 {
			continue
		}
		if np := &s.nouns[n]; np.head >= 0 {
			object := hashOf(s.word(np.head))
			add(v.main, np.head, start(featObject).with(lemma).with(object))
			add(v.main, np.head, start(featActed).with(who).with(lemma).with(object))
			add(v.main, np.head, start(featTowards).with(who).with(lemma).with(uint32(np.kind)))
		}
		break
	}
	return out
}

// shape is the tense, mood and voice of a verb group, hashed.
func (v *verbGroup) shape() uint32 {
	h := uint32(0)
	for n, is := range []bool{v.perfect, v.passive, v.negated, v.infinitive, v.gerund, v.past, v.imperative, v.relative} {
		if is {
			h |= 1 << n
		}
	}
	if v.modal != nil {
		h ^= hashOf(v.modal.word)
	}
	return h
}

// lemma is the base form of the verb at token i, or the word where it is not known.
func (s *sentence) lemma(i int) string {
	if b := s.baseOf(i); b != "" {
		return b
	}
	return s.word(i)
}

// symbolise fills the sentence's symbols and reports with 1 that people are in it, 0 that none are.
func (s *sentence) symbolise() (peopled uint32) {
	s.symbols = append(s.symbols[:0], symbol{symBegin, 0})
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.mark != 0 && t.flags&opaque == 0 && !strings.ContainsRune(",:?!|–—-();", t.mark) {
			continue
		}
		id := s.symbolOf(i)
		if n := s.nounAt[i]; n >= 0 {
			np := &s.nouns[n]
			if np.kind != notPeople && np.kind != outsiders || np.owner != notPeople && np.owner != outsiders {
				peopled = 1
			}
			if np.kind == staff && i != np.head && t.tag == tagName {
				continue // a first name
			}
			if i == np.head {
				id = np.symbol(id, t.tag)
			}
		}
		if last := s.symbols[len(s.symbols)-1].id; id == last && id <= symNumber {
			continue
		}
		s.symbols = append(s.symbols, symbol{id, i})
	}
	s.symbols = append(s.symbols, symbol{symEnd, len(s.tokens) - 1})
	return peopled
}

// symbolOf is the symbol of a token by itself.
func (s *sentence) symbolOf(i int) uint32 {
	t := &s.tokens[i]
	switch {
	case t.mark != 0 && t.flags&opaque == 0:
		return start(uint32(t.mark)).sum()
	case t.flags&handle != 0:
		return symPerson
	case t.flags&(opaque|technical) != 0:
		return symThing
	case t.flags&(number|clock) != 0 || t.tag == tagDate:
		return symNumber
	case t.entry == nil:
		return hashOf(s.text[t.start:t.end])
	case t.entry.forms != 0 && t.tag != tagNoun && t.tag != tagAdj, t.tag == tagNoun && t.entry.lemma != "":
		return hashOf(t.entry.lemma)
	}
	return hashOf(t.entry.word)
}

// symbol is that of the head of a noun phrase.
func (np *nounPhrase) symbol(id uint32, as tag) uint32 {
	switch np.kind {
	case staff:
		return symPerson
	case stranger, either:
		return symEither
	case outsiders:
		return symCustomer
	case notPeople:
		if as == tagName {
			return symThing
		}
	}
	return id
}
