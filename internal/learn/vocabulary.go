package learn

import (
	"encoding/binary"
	"hash/fnv"
	"slices"
	"sort"
)

// vocabulary tells which terms a postmortem has: their hashes of four bytes, sorted, none twice. A search looks here first, and goes through the text of
// those only that may have what it looks for. As a string it costs nothing to read from the cache.
type vocabulary string

const hashSize = 4

func hashOf(term []byte) uint32 {
	h := fnv.New32a()
	_, _ = h.Write(term)
	return h.Sum32()
}

// has reports whether a term is there; once in some million times it says so though it isn't.
func (v vocabulary) has(hash uint32) bool {
	n := len(v) / hashSize
	at := func(i int) uint32 { return binary.BigEndian.Uint32([]byte(v[i*hashSize : (i+1)*hashSize])) }
	i := sort.Search(n, func(i int) bool { return at(i) >= hash })
	return i < n && at(i) == hash
}

// learnTerms counts the terms of a postmortem and collects its vocabulary.
func (p *Postmortem) learnTerms() {
	var t tokenizer
	var hashes []uint32
	p.eachText(func(text, _ string, _ bool) {
		t.reset(text)
		for term, ok := t.next(); ok; term, ok = t.next() {
			hashes = append(hashes, hashOf(term.text))
		}
	})
	p.Words = len(hashes)
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	all := make([]byte, 0, hashSize*len(hashes))
	for _, h := range hashes {
		all = binary.BigEndian.AppendUint32(all, h)
	}
	p.vocabulary = vocabulary(all)
}

// eachText calls found with everything that a search looks into: the title, the services and tags, and the text; with the name of the section that
// it counts for, and whether it is a heading.
func (p *Postmortem) eachText(found func(text, section string, heading bool)) {
	found(p.Title, "", true)
	for _, list := range [][]string{p.Services, p.Tags} {
		for _, word := range list {
			found(word, "", false)
		}
	}
	for _, s := range p.Sections {
		if s.Level > 1 || s.Heading != p.Title {
			found(s.Heading, s.Name, true)
		}
		for _, passage := range s.Passages {
			found(passage.Text, s.Name, false)
		}
	}
}
