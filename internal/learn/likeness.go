package learn

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Alike is a postmortem that is like another, and why.
type Alike struct {
	Postmortem *Postmortem
	Score      float64 // the share of what was told that it shares, by weight: 0 to 1
	// What is shared, the rarest first.
	Services, Factors, Words []string
}

// Subject is what others are compared with.
type Subject struct {
	Text              string // what is told of it
	Services, Factors []string
}

// Subject is what a postmortem tells of itself in few words.
func (p *Postmortem) Subject() Subject {
	return Subject{
		Text:     strings.Join(slices.Concat([]string{p.Title}, p.Factors, []string{p.Summary}), "\n"),
		Services: p.Services, Factors: p.Tags,
	}
}

// Told is what a text tells of an incident: the services and factors that postmortems have are known by their names.
func Told(text string, postmortems []*Postmortem) Subject {
	s := Subject{Text: text}
	words := map[string]bool{}
	for word := range strings.FieldsSeq(text) {
		words[foldKey(word)] = true
	}
	named := func(into *[]string, names []string) {
		for _, name := range names {
			if words[foldKey(name)] && !slices.ContainsFunc(*into, func(other string) bool { return foldKey(other) == foldKey(name) }) {
				*into = append(*into, name)
			}
		}
	}
	for _, p := range postmortems {
		named(&s.Services, p.Services)
		named(&s.Factors, p.Tags)
	}
	return s
}

// words are all of a subject that is compared by its words: whoever knows no services may still name them.
func (s Subject) words() string {
	return strings.Join(slices.Concat([]string{s.Text}, s.Services, s.Factors), "\n")
}

// LeastRelated is the share from which on a postmortem is worth being shown to somebody who asks.
const LeastRelated = 0.12

// A service or a factor that is shared says more than a word.
const (
	serviceWeight = 3
	factorWeight  = 2
)

// Like finds the postmortems that share the most with a subject, rare things above all: at least the share least of what it tells by weight (0 to 1), at most limit of them, the most like it
// first. One word alone is not enough.
func Like(postmortems []*Postmortem, subject Subject, least float64, limit int) []Alike {
	l := newLikeness(postmortems, subject)
	var all []Alike
	shared := map[*Postmortem][]int{}
	for i, p := range postmortems {
		s := l.shared[i]
		score := 0.0
		for _, f := range s {
			score += l.features[f].weight(len(postmortems))
		}
		if len(s) == 0 || l.all == 0 || len(s) == 1 && l.features[s[0]].kind == aWord || score < least*l.all {
			continue
		}
		all = append(all, Alike{Postmortem: p, Score: score / l.all})
		shared[p] = s
	}
	slices.SortStableFunc(all, func(a, b Alike) int { return cmp.Or(cmp.Compare(b.Score, a.Score), before(a.Postmortem, b.Postmortem)) })
	all = all[:min(max(limit, 0), len(all))]
	for i := range all {
		l.explain(&all[i], shared[all[i].Postmortem])
	}
	return all
}

// mostShared bounds the words that are given as a reason.
const mostShared = 50

// explain says what is shared, by the indexes of the features.
func (l *likeness) explain(a *Alike, shared []int) {
	slices.SortStableFunc(shared, func(x, y int) int { return l.features[x].seen - l.features[y].seen })
	for _, f := range shared {
		switch name := l.features[f].name; {
		case l.features[f].kind == aService:
			a.Services = append(a.Services, name)
		case l.features[f].kind == aFactor:
			a.Factors = append(a.Factors, name)
		case len(a.Words) < mostShared:
			a.Words = append(a.Words, name)
		}
	}
	a.Words = l.readable(slices.DeleteFunc(a.Words, func(word string) bool { return names(a.Services, word) || names(a.Factors, word) }))
}

// names reports whether a word is part of one of some names: of those that are shown, it says nothing more.
func names(all []string, word string) bool {
	t := tokenizer{text: strings.Join(all, "\n")}
	for one, ok := t.next(); ok; one, ok = t.next() {
		if string(one.text) == word {
			return true
		}
	}
	return false
}

// feature is something that a subject has and others may share.
type feature struct {
	name string
	kind featureKind
	seen int // how many postmortems have it
}

// featureKind is what a feature is.
type featureKind int

const (
	aWord featureKind = iota
	aService
	aFactor
	featureKinds int = iota
)

func (f feature) weight(of int) float64 {
	return [featureKinds]float64{aWord: 1, aService: serviceWeight, aFactor: factorWeight}[f.kind] * math.Log(1+float64(of)/float64(1+f.seen))
}

// likeness compares postmortems with a subject.
type likeness struct {
	subject  Subject
	features []feature
	index    [featureKinds]map[string]int // by kind and folded name
	shared   [][]int                      // of each postmortem
	all      float64                      // the weight of all features
}

func newLikeness(postmortems []*Postmortem, subject Subject) *likeness {
	l := &likeness{subject: subject, index: [featureKinds]map[string]int{{}, {}, {}}, shared: make([][]int, len(postmortems))}
	common := commonWords()
	words := tokenizer{text: subject.words()}
	for t, ok := words.next(); ok; t, ok = words.next() {
		if t.tells(common) {
			l.want(aWord, string(t.text), string(t.text))
		}
	}
	for _, s := range subject.Services {
		l.want(aService, foldKey(s), s)
	}
	for _, f := range subject.Factors {
		l.want(aFactor, foldKey(f), f)
	}
	last := make([]int, len(l.features)) // the postmortem that was the last to have each feature, plus 1
	for i, p := range postmortems {
		share := func(f int, ok bool) {
			if ok && last[f] != i+1 {
				last[f] = i + 1
				l.shared[i] = append(l.shared[i], f)
				l.features[f].seen++
			}
		}
		has := func(kind featureKind, key string) {
			f, ok := l.index[kind][key]
			share(f, ok)
		}
		for _, text := range slices.Concat([]string{p.Title, p.Summary}, p.Factors, p.Services, p.Tags) {
			words.reset(text)
			for t, ok := words.next(); ok; t, ok = words.next() {
				f, ok := l.index[aWord][string(t.text)]
				share(f, ok)
			}
		}
		for _, s := range p.Services {
			has(aService, foldKey(s))
		}
		for _, t := range p.Tags {
			has(aFactor, foldKey(t))
		}
	}
	for _, f := range l.features {
		l.all += f.weight(len(postmortems))
	}
	return l
}

func (l *likeness) want(kind featureKind, key, name string) {
	if _, ok := l.index[kind][key]; !ok {
		l.index[kind][key] = len(l.features)
		l.features = append(l.features, feature{name: name, kind: kind})
	}
}

// tells reports whether a term may tell one incident from another. What is in hiragana alone is an ending, an auxiliary or a particle.
func (t term) tells(common map[string]bool) bool {
	first, size := utf8.DecodeRune(t.text)
	if unspaced(first) {
		second, _ := utf8.DecodeRune(t.text[size:])
		return len(t.text) > size && (!isHiragana(first) || !isHiragana(second))
	}
	return len(t.text) > 2 && !common[string(t.text)]
}

// commonWords are the words that incidents share whatever they were.
var commonWords = sync.OnceValue(func() map[string]bool {
	common := map[string]bool{}
	for _, word := range []string{
		"the", "and", "for", "was", "were", "with", "that", "this", "from", "not", "could", "are", "but", "had", "has", "have", "all", "its", "into", "when", "where",
		"which", "while", "after", "before", "because", "than", "then", "there", "they", "their", "who", "what", "how", "can", "did", "been", "only", "some", "our", "about", "other", "more", "over", "until",
		"incident", "outage", "unavailable", "down", "error", "failed", "failure", "user", "customer", "service", "minute", "hour", "time", "start", "started", "request",
		"will", "would", "may", "might", "must", "should", "does", "done", "being", "any", "each", "both", "such", "same", "own", "most", "many", "much", "also", "again", "still", "very", "too", "just",
		"out", "off", "via", "per", "between", "during", "since", "under", "above", "without", "within", "through", "against", "here", "why", "you", "your", "them", "these", "those", "one", "two", "another",
		"every", "first", "last", "next", "once", "got", "made", "now", "yet",
		"障害", "発生", "影響", "原因", "対応", "確認", "時間", "開始", "復旧", "失敗", "停止", "利用", "顧客", "一部",
	} {
		common[word] = true
	}
	return common
})
