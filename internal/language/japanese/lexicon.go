package japanese

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// class is a set of the classes that a word belongs to, one for each file of words.
type class uint64

const (
	person class = 1 << iota
	familyName
	honorific
	side
	either
	act
	diligence
	slip
	gap
	technical
	trait
	deficit
	careless
	emotive
	wrong
	valuable
	result
	cause
	discipline
	thorough
	customer
	denial
	hypothetical
	timely
	functional
	faultVerb
	failingVerb
	destroyingVerb
	guardingVerb
	plainVerb
	adjective
)

// wordFiles are the files of words, with the class of what is in them.
var wordFiles = [...]struct {
	name  string
	class class
}{
	{"people", person}, {"names", person | familyName}, {"honorifics", honorific}, {"sides", side}, {"either", either}, {"acts", act}, {"diligence", diligence},
	{"slips", slip}, {"gaps", gap}, {"technical", technical}, {"traits", trait}, {"deficits", deficit}, {"careless", careless}, {"emotive", emotive},
	{"wrong", wrong}, {"valuable", valuable}, {"results", result}, {"causes", cause}, {"discipline", discipline}, {"thorough", thorough}, {"customers", customer},
	{"denials", denial}, {"hypothetical", hypothetical}, {"time", timely}, {"nouns", 0}, {"functional", functional},
	{"verbs-fault", faultVerb}, {"verbs-failing", failingVerb}, {"verbs-destroying", destroyingVerb}, {"verbs-guarding", guardingVerb}, {"verbs", plainVerb},
	{"adjectives", adjective},
}

const verbClasses = faultVerb | failingVerb | destroyingVerb | guardingVerb | plainVerb

// word is what the lists say of one spelling.
type word struct {
	lemma string
	class class
	verb  bool
	stem  stemForm // of a verb
	noun  string   // the noun that is spelled as the verb without its ending: 見落とし
	named class    // its class
}

// lexicon is all the lists, read once.
type lexicon struct {
	words    map[string]word
	begun    byPair[listed]   // the same words by the runes that they begin with, the longest first
	suru     map[string]class // what a noun with する is as a verb
	classes  map[string]class // by the name of the file
	variants variants
	opened   map[string]*opened // by the lemmas that phrases ask for
	phrases  [lastUse + 1]index
	noted    []*phrase // those that are remarked upon
	gate     *gate
	scratch  sync.Pool // of *scratch
	folding  folding   // for the lists themselves
}

func lines(name string) []string {
	data, err := lexiconFiles.ReadFile("lexicon/" + name + ".txt")
	if err != nil {
		panic(fmt.Sprintf("the embedded list %s is missing: %v", name, err))
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

func readLexicon() *lexicon {
	l := &lexicon{
		words: make(map[string]word, 8192), suru: map[string]class{}, classes: map[string]class{}, variants: variants{by: map[rune][]variant{}},
		opened: map[string]*opened{},
	}
	for _, line := range lines("variants") {
		if from, to, ok := strings.Cut(line, " "); ok {
			l.variants.add(from, to)
		}
	}
	for _, f := range wordFiles {
		l.classes[f.name] = f.class
		for _, line := range lines(f.name) {
			l.add(line, f.class)
		}
	}
	for _, c := range copulas {
		l.put(c.text, word{lemma: "だ", class: plainVerb, verb: true, stem: stemForm{form: c.form, final: true}})
	}
	for text, w := range l.words {
		list := l.begun.list(firstTwo(text))
		i, _ := slices.BinarySearchFunc(*list, len(text), func(have listed, n int) int { return n - len(have.text) })
		*list = slices.Insert(*list, i, listed{text, &w})
	}
	l.readPhrases()
	l.gate = newGate(l)
	l.scratch.New = func() any { return new(scratch) }
	return l
}

// copulas are the forms of だ, all of them whole.
var copulas = []piece{
	{"だ", 0}, {"である", 0}, {"です", 0}, {"であり", gerund}, {"だった", past}, {"であった", past}, {"でした", past | polite}, {"だったら", condition}, {"であれば", condition}, {"ならば", condition},
	{"ではない", negative}, {"ではなく", negative | gerund}, {"ではなかった", negative | past}, {"ではありません", negative | polite}, {"ではありませんでした", negative | past | polite}, {"でない", negative}, {"でなく", negative | gerund},
	{"じゃない", negative}, {"じゃなく", negative | gerund}, {"じゃなかった", negative | past}, {"だろう", volition}, {"でしょう", volition | polite}, {"であろう", volition}, {"とは限らない", negative}, {"とは限りません", negative}, {"ではないか", 0}, {"ではなさそう", negative},
	{"のだ", 0}, {"のであれば", condition}, {"のだったら", condition}, {"のである", 0}, {"のです", 0}, {"のだった", past}, {"んだった", past}, {"のでした", past | polite}, {"のだろう", volition}, {"のでしょう", volition | polite}, {"のであろう", volition}, {"のではない", negative}, {"のではなく", negative | gerund}, {"のではありません", negative | polite},
	{"んだ", 0}, {"んです", 0}, {"のではないか", 0},
}

func (l *lexicon) add(line string, c class) {
	switch {
	case c&verbClasses != 0:
		lemma, forms := stems(line)
		lemma = l.fold(lemma)
		if noun, ok := strings.CutSuffix(lemma, "する"); ok && noun != "" {
			l.suru[noun] |= c
			l.put(noun, word{lemma: noun})
			return
		}
		for _, f := range forms {
			l.put(l.fold(f.text), word{lemma: lemma, class: c, verb: true, stem: f})
		}
	case c == adjective:
		stem := l.fold(strings.TrimSuffix(line, "い"))
		l.put(stem, word{lemma: l.fold(line), class: c})
	default:
		folded := l.fold(line)
		l.put(folded, word{lemma: folded, class: c})
	}
}

func (l *lexicon) fold(s string) string { return l.folding.fold(s, nil, &l.variants).text }

// put adds a spelling; the classes of what is listed more than once add up.
func (l *lexicon) put(spelling string, w word) {
	if spelling == "" {
		return
	}
	if old, ok := l.words[spelling]; ok {
		switch {
		case old.verb && w.verb && old.lemma != w.lemma:
			return // the first list wins
		case old.verb && !w.verb:
			old.noun, old.named = w.lemma, old.named|w.class
			w = old
		case !old.verb && w.verb:
			w.noun, w.named = old.lemma, old.class
		default:
			w.class |= old.class
		}
	}
	l.words[spelling] = w
}

// listed is a word by its spelling.
type listed struct {
	text string
	word *word
}

// find returns the longest word that text begins with, nil for none.
func (l *lexicon) find(text string) (w *word, length int) {
	if text == "" {
		return nil, 0
	}
	first, second := firstTwo(text)
	for {
		for _, w := range l.begun.find(first, second) {
			if strings.HasPrefix(text, w.text) {
				return w.word, len(w.text)
			}
		}
		if second == 0 {
			return nil, 0
		}
		second = 0
	}
}
