package learn

import (
	"cmp"
	"math/bits"
	"slices"
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
	byName := [3]map[string]int{{}, {}, {}}
	has := make([][]int, len(postmortems)) // the features of each
	add := func(i, kind int, key, name string) {
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
			add(i, 1, foldKey(s), s)
		}
		for _, s := range p.Tags {
			add(i, 2, foldKey(s), s)
		}
		words.reset(p.Title)
		for t, ok := words.next(); ok; t, ok = words.next() {
			if t.tells(usual) {
				add(i, 0, string(t.text), string(t.text))
			}
		}
	}
	out := make([][]Alike, len(postmortems))
	type tally struct{ score, shared int }
	tallies := make([]tally, len(postmortems))
	var seen, best []int
	for i := range postmortems {
		seen, best = seen[:0], best[:0]
		for _, f := range has[i] {
			weight := features[f].weight(len(postmortems))
			for _, k := range features[f].near(i) {
				if k == i {
					continue
				}
				if tallies[k].shared == 0 {
					seen = append(seen, k)
				}
				tallies[k].score += weight
				tallies[k].shared++
			}
		}
		order := func(a, b int) int { return cmp.Or(tallies[b].score-tallies[a].score, max(a-i, i-a)-max(b-i, i-b), a-b) }
		for _, k := range seen {
			if tallies[k].shared < 2 || tallies[k].score == 0 || len(best) == mostNeighbours && order(k, best[len(best)-1]) > 0 {
				continue
			}
			at, _ := slices.BinarySearchFunc(best, k, order)
			best = slices.Insert(best, at, k)
			best = best[:min(len(best), mostNeighbours)]
		}
		for _, k := range best {
			a := Alike{Postmortem: postmortems[k], Score: float64(tallies[k].score)}
			for _, f := range has[i] {
				if slices.Contains(has[k], f) {
					into := []*[]string{&a.Words, &a.Services, &a.Factors}[features[f].kind]
					*into = append(*into, features[f].name)
				}
			}
			told := likeness{subject: Subject{Text: postmortems[i].Title}}
			a.Words = told.readable(slices.DeleteFunc(a.Words, func(word string) bool { return names(a.Services, word) || names(a.Factors, word) }))
			out[i] = append(out[i], a)
		}
		for _, k := range seen {
			tallies[k] = tally{}
		}
	}
	return out
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
	return []int{1, serviceWeight, factorWeight}[c.kind] * (bits.Len(uint(of/len(c.at))) - 1)
}
