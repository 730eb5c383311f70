package learn

import (
	"cmp"
	"math/bits"
	"runtime"
	"slices"
	"sync"
)

// The measures of Neighbours.
const (
	mostNeighbours = 5
	window         = 60 // postmortems before and after one that have something in common with it and are looked at, for each thing that it has
)

// Neighbours finds for each postmortem those of about its time that share the most with it: services, factors of the front matter and words of the title, rare
// ones above all. Two things at least are shared. It costs little for ten thousand of them, and one that changes touches few others: only so many are looked
// at before and after each, and how rare something is counts in powers of two. They are in the order of postmortems, which are sorted by day.
func Neighbours(postmortems []*Postmortem) [][]Alike {
	var features []*common
	byName := [featureKinds]map[string]int{{}, {}, {}}
	has := make([][]int, len(postmortems)) // the features of each
	add := func(i int, kind featureKind, key, name string) {
		f, ok := byName[kind][key]
		if !ok {
			f = len(features)
			byName[kind][key] = f
			features = append(features, &common{feature: feature{name: name, kind: kind}})
		}
		if at := features[f].at; len(at) == 0 || at[len(at)-1] != i {
			features[f].at = append(features[f].at, i)
			has[i] = append(has[i], f)
		}
	}
	usual := commonWords()
	var words tokenizer
	for i, p := range postmortems {
		for _, s := range p.Services {
			add(i, aService, foldKey(s), s)
		}
		for _, s := range p.Tags {
			add(i, aFactor, foldKey(s), s)
		}
		words.reset(p.Title)
		for t, ok := words.next(); ok; t, ok = words.next() {
			if t.tells(usual) {
				add(i, aWord, string(t.text), string(t.text))
			}
		}
	}
	out := make([][]Alike, len(postmortems))
	var workers sync.WaitGroup
	part := len(postmortems)/runtime.GOMAXPROCS(0) + 1
	for from := 0; from < len(postmortems); from += part {
		workers.Go(func() {
			n := newNeighbourhood(postmortems, features, has)
			for i := from; i < min(from+part, len(postmortems)); i++ {
				out[i] = n.of(i)
			}
		})
	}
	workers.Wait()
	return out
}

// neighbourhood finds the neighbours of one postmortem after the other.
type neighbourhood struct {
	postmortems []*Postmortem
	features    []*common
	has         [][]int // the features of each
	tallies     []tally
	seen, best  []int
}

// tally is what a postmortem has in common with another.
type tally struct{ score, shared int }

func newNeighbourhood(postmortems []*Postmortem, features []*common, has [][]int) *neighbourhood {
	return &neighbourhood{postmortems: postmortems, features: features, has: has, tallies: make([]tally, len(postmortems))}
}

func (n *neighbourhood) of(i int) []Alike {
	n.seen, n.best = n.seen[:0], n.best[:0]
	for _, f := range n.has[i] {
		weight := n.features[f].weight(len(n.postmortems))
		for _, k := range n.features[f].near(i) {
			if k == i {
				continue
			}
			if n.tallies[k].shared == 0 {
				n.seen = append(n.seen, k)
			}
			n.tallies[k].score += weight
			n.tallies[k].shared++
		}
	}
	order := func(a, b int) int {
		return cmp.Or(n.tallies[b].score-n.tallies[a].score, max(a-i, i-a)-max(b-i, i-b), a-b)
	}
	for _, k := range n.seen {
		if n.tallies[k].shared < 2 || n.tallies[k].score == 0 || len(n.best) == mostNeighbours && order(k, n.best[len(n.best)-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(n.best, k, order)
		n.best = slices.Insert(n.best, at, k)
		n.best = n.best[:min(len(n.best), mostNeighbours)]
	}
	var found []Alike
	for _, k := range n.best {
		a := Alike{Postmortem: n.postmortems[k], Score: float64(n.tallies[k].score)}
		for _, f := range n.has[i] {
			if slices.Contains(n.has[k], f) {
				into := [featureKinds]*[]string{aWord: &a.Words, aService: &a.Services, aFactor: &a.Factors}[n.features[f].kind]
				*into = append(*into, n.features[f].name)
			}
		}
		told := likeness{subject: Subject{Text: n.postmortems[i].Title}}
		a.Words = told.readable(slices.DeleteFunc(a.Words, func(word string) bool { return names(a.Services, word) || names(a.Factors, word) }))
		found = append(found, a)
	}
	for _, k := range n.seen {
		n.tallies[k] = tally{}
	}
	return found
}

// common is something that postmortems have, and which have it.
type common struct {
	feature
	at []int
}

// near are those that have it around one that does, and that one.
func (c *common) near(i int) []int {
	k, _ := slices.BinarySearch(c.at, i)
	return c.at[max(0, k-window):min(len(c.at), k+1+window)]
}

// weight tells how much it says: nothing when half of all have it.
func (c *common) weight(of int) int {
	return [featureKinds]int{aWord: 1, aService: serviceWeight, aFactor: factorWeight}[c.kind] * (bits.Len(uint(of/len(c.at))) - 1)
}
