package english

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// passedOver are sentences that the quick look once took for harmless.
var passedOver = []string{
	"Root cause: make sure that the team realise the risk.", "The proxy outage no-one deployed.", "The team's change lost the orders.",
}

// TestNeedsAreNecessary is that no phrase and no sentence is passed over that would have led to a remark: without the quick look at what a sentence
// holds, the remarks are the same. The sentences are made of the phrases themselves, cut, mixed and with other words between them.
func TestNeedsAreNecessary(t *testing.T) {
	quick, slow := New(), New()
	quick.weights, slow.weights = nil, nil // the rules alone: a quick look is no part of the others
	var lists [][]*phrase
	entries := slow.lex().words.all()
	for n := range entries {
		e := &entries[n]
		e.cue = plainCue
		f := slow.lex().words.fileOf(e)
		e.aspects, f.anchored = e.aspects|anchoring, nil
		for _, p := range slices.Concat(e.starts, e.harmless, e.about, e.heads) {
			f.anchored = append(f.anchored, anchored{phrase: p, asks: [2]sketch{anyWords, anyWords}})
		}
		lists = append(lists, e.starts, e.harmless, e.about, e.heads)
	}
	for _, p := range slow.lex().anyVerb {
		p.number = 0
	}
	slow.lex().unanchored = true
	lists = append(lists, slow.lex().anyVerb)
	var phrases []*phrase
	for _, list := range lists {
		for _, p := range list {
			p.needs, p.worded = nil, nil
			phrases = append(phrases, p)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	subjects := []string{"The engineer", "Raj", "We", "The proxy", "Nobody", "It", "They", "The team's change", "The cause", "Root cause:", "The outage", "Wambui", "It was the vendor that", "The operator", "@kmori", "Never once did the lead", ""}
	pick := func(words []uint16) string {
		if len(words) == 0 {
			return []string{"the team", "the node", "testing", "deployed", "had", "not", "outage"}[r.IntN(7)]
		}
		return quick.lex().numbered[words[r.IntN(len(words))]].word
	}
	remarks := 0
	var listed []string
	for n := range entries {
		listed = append(listed, entries[n].word)
	}
	glue := append(plainCues[:], append(peopleCues[:], append(peopleWords[:], "the", "a", "was", "is", "of", "to", "did", "not", "and", "that", "have", "been", "by", "what", "we", "they", "Kafka", "Oluwaseun", "GM", "IT", "Mark", "on-call", ",", ":", "–", "'s", "!!")...)...)
	for n := range 6_000 {
		words := []string{subjects[r.IntN(len(subjects))]}
		for n%2 == 0 && len(words) < 12 { // any words at all
			if words = append(words, glue[r.IntN(len(glue))]); r.IntN(2) == 0 {
				words = append(words, listed[r.IntN(len(listed))])
			}
		}
		for range (n % 2) * (1 + r.IntN(2)) {
			p := phrases[r.IntN(len(phrases))]
			words = append(words, strings.NewReplacer("~", "", "!", "", "(", "", ")", "", "<", "", ">", "").Replace(strings.Split(strings.Fields(p.text)[0], "|")[0]))
			for i := range p.elements {
				if r.IntN(8) == 0 {
					words = append(words, pick(nil))
				}
				if r.IntN(12) > 0 {
					words = append(words, pick(p.elements[i].numbers))
				}
			}
		}
		block := language.Block{Text: strings.Join(words, " ") + ".", Form: language.Form(r.IntN(6))}
		if n < len(passedOver) {
			block.Text = passedOver[n]
		}
		got, want := quick.Read(block, nil), slow.Read(block, nil)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%q (%d): %v, without the quick look %v", block.Text, block.Form, got, want)
		}
		remarks += len(want)
	}
	if remarks < 500 {
		t.Errorf("only %d remarks: the sentences do not try the phrases", remarks)
	}
}

// TestWordsAreFound is that every word of the lists is found in a text, whatever its length and case and wherever it stands.
func TestWordsAreFound(t *testing.T) {
	l := readLexicon()
	all := l.words.all()
	for n := range all {
		e := &all[n]
		if l.words.get(e.word) != e {
			t.Errorf("%q is not found", e.word)
		}
		if asciiLetters(eightBytes(e.word, 0))&0x80 == 0 || strings.Contains(e.word, "'") {
			continue // cut otherwise
		}
		for _, text := range []string{e.word, e.word + " of it", strings.ToUpper(e.word[:1]) + e.word[1:] + ", then", strings.ToUpper(e.word), "é " + e.word} {
			tokens := l.tokenize(language.Block{Text: text}, nil)
			if !slices.ContainsFunc(tokens, func(t token) bool { return t.entry == e && strings.EqualFold(text[t.start:t.end], e.word) }) && e != l.cannot {
				t.Errorf("%q is not found in %q", e.word, text)
			}
		}
	}
}
