package learn

import (
	"bytes"
	"cmp"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// There is no index of all postmortems that would have to be kept in step with them. Each has its vocabulary, and the text of those that may have what is
// looked for is gone through: ten thousand vocabularies take hundredths of a second, as many texts some tenths.

// Results are what a search found.
type Results struct {
	Hits  []Hit // the best first, as many as were asked for
	Total int   // how many there are in all
	// Some is set when no postmortem has all that was asked for: the hits have some of it.
	Some bool
}

// Hit is a postmortem that was found.
type Hit struct {
	Postmortem *Postmortem
	Score      float64 // BM25, to be compared within one search only
	Title      []Mark  // what was found in the title
	Snippets   []Snippet
}

// Snippet is a passage that shows why a postmortem was found.
type Snippet struct {
	Line    int    // in the document, 1-based
	Section string // its heading, "" before the first one
	Text    string // the passage, or the part of it that tells most
	Marks   []Mark // what was found in Text
}

// Mark is a part of a text, in bytes.
type Mark struct{ Start, End int }

// The constants of BM25, as they are commonly chosen.
const (
	saturation  = 1.2
	lengthShare = 0.75
)

// How much more a word says in some places than in others.
const (
	titleWeight   = 4.0
	headingWeight = 1.5
)

func sectionWeight(name string) float64 {
	switch name {
	case document.Summary:
		return 2
	case document.ContributingFactors, document.LessonsLearned:
		return 1.5
	}
	return 1
}

// The size of what is shown of a hit.
const (
	mostSnippets  = 2
	snippetLength = 240 // in characters
)

// Search finds postmortems by their words, the best match first, at most limit of them. Query.Filter is not applied: see Collection.Select.
func Search(postmortems []*Postmortem, q Query, limit int) Results {
	if q.Empty() {
		return Results{}
	}
	s := searcher{query: q, exact: map[string][]int{}}
	for i, t := range q.terms {
		s.begins[t.text[0]] = true
		if t.prefix {
			s.prefixes = append(s.prefixes, i)
		} else {
			s.exact[t.text] = append(s.exact[t.text], i)
		}
	}
	for _, t := range q.terms {
		s.hashes = append(s.hashes, hashOf(t.bytes))
	}
	all, some := s.candidates(postmortems)
	weights := s.weights(len(postmortems))
	r := Results{Hits: s.score(postmortems, all, weights, true)}
	if len(r.Hits) == 0 {
		r.Hits = s.score(postmortems, some, weights, false)
		r.Some = len(r.Hits) > 0
	}
	slices.SortStableFunc(r.Hits, func(a, b Hit) int { return cmp.Or(cmp.Compare(b.Score, a.Score), before(a.Postmortem, b.Postmortem)) })
	r.Total = len(r.Hits)
	r.Hits = r.Hits[:min(max(limit, 0), len(r.Hits))]
	for i := range r.Hits {
		s.show(&r.Hits[i], weights)
	}
	return r
}

// searcher looks for the terms of one query.
type searcher struct {
	query    Query
	exact    map[string][]int // indexes of Query.terms
	prefixes []int
	begins   [256]bool // the first bytes of the terms: most words are none of them
	hashes   []uint32  // of the terms
	having   []int     // how many postmortems may have each unit
}

// candidates are the postmortems that may have all, and those that may have some of what is looked for.
func (s *searcher) candidates(postmortems []*Postmortem) (all, some []*Postmortem) {
	s.having = make([]int, len(s.query.wanted))
	for _, p := range postmortems {
		n := 0
		for i, u := range s.query.wanted {
			may := true
			for _, t := range u {
				may = may && (s.query.terms[t].prefix || p.vocabulary.has(s.hashes[t]))
			}
			if may {
				s.having[i]++
				n++
			}
		}
		if n > 0 {
			some = append(some, p)
		}
		if n == len(s.query.wanted) {
			all = append(all, p)
		}
	}
	return all, some
}

// weights tell how much each unit says: the rarer, the more.
func (s *searcher) weights(of int) []float64 {
	weights := make([]float64, len(s.having))
	for u, n := range s.having {
		weights[u] = math.Log(1 + (float64(of-n)+0.5)/(float64(n)+0.5))
	}
	return weights
}

// score looks into the candidates, and gives those that have all or, unless complete, some of what is looked for.
func (s *searcher) score(postmortems, candidates []*Postmortem, weights []float64, complete bool) []Hit {
	length := 0.0
	for _, p := range postmortems {
		length += float64(p.Words)
	}
	length = max(1, length/float64(len(postmortems)))
	var hits []Hit
	for i, counts := range s.count(candidates) {
		if counts == nil || complete && slices.Contains(counts, 0) {
			continue
		}
		h := Hit{Postmortem: candidates[i]}
		for u, n := range counts {
			h.Score += weights[u] * n * (saturation + 1) / (n + saturation*(1-lengthShare+lengthShare*float64(candidates[i].Words)/length))
		}
		hits = append(hits, h)
	}
	return hits
}

// occurrence is a term of the query in a text.
type occurrence struct {
	term     int // of Query.terms
	position int // in the terms of the text
	at       Mark
}

// scan is the room that going through a text needs, to be used again.
type scan struct {
	terms tokenizer
	found []occurrence
}

// find collects where the terms of the query are in a text.
func (s *searcher) find(text string, room *scan) {
	room.found = room.found[:0]
	position := 0
	room.terms.reset(text)
	for t, ok := room.terms.next(); ok; t, ok = room.terms.next() {
		if s.begins[t.text[0]] {
			for _, i := range s.exact[string(t.text)] {
				room.found = append(room.found, occurrence{i, position, Mark{t.start, t.end}})
			}
			for _, i := range s.prefixes {
				if bytes.HasPrefix(t.text, s.query.terms[i].bytes) {
					room.found = append(room.found, occurrence{i, position, Mark{t.start, t.end}})
				}
			}
		}
		position++
	}
}

// occurrences calls found with each place of a unit in what find collected.
func (room *scan) occurrences(u unit, found func(Mark)) {
	for i, o := range room.found {
		if o.term != u[0] {
			continue
		}
		at, k := o.at, 1
		for j := i + 1; k < len(u) && j < len(room.found) && room.found[j].position <= o.position+k; j++ {
			if room.found[j].position == o.position+k && room.found[j].term == u[k] {
				at.End = room.found[j].at.End
				k++
			}
		}
		if k == len(u) {
			found(at)
		}
	}
}

// count tells for each postmortem how often it has each unit, by weight; nil where it has none, or something unwanted.
func (s *searcher) count(postmortems []*Postmortem) [][]float64 {
	counts := make([][]float64, len(postmortems))
	workers := min(runtime.GOMAXPROCS(0), len(postmortems))
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			var room scan
			for i := w; i < len(postmortems); i += workers {
				counts[i] = s.countOne(postmortems[i], &room)
			}
		})
	}
	group.Wait()
	return counts
}

func (s *searcher) countOne(p *Postmortem, room *scan) []float64 {
	var counts []float64
	unwanted := false
	first := true
	p.eachText(func(text, section string, heading bool) {
		weight := sectionWeight(section)
		switch {
		case first:
			weight = titleWeight
		case heading:
			weight = headingWeight
		}
		first = false
		s.find(text, room)
		if len(room.found) == 0 {
			return
		}
		for _, u := range s.query.unwanted {
			room.occurrences(u, func(Mark) { unwanted = true })
		}
		for i, u := range s.query.wanted {
			room.occurrences(u, func(Mark) {
				if counts == nil {
					counts = make([]float64, len(s.query.wanted))
				}
				counts[i] += weight
			})
		}
	})
	if unwanted {
		return nil
	}
	return counts
}

// show adds to a hit the passages that tell most of why it was found.
func (s *searcher) show(h *Hit, weights []float64) {
	type candidate struct {
		Snippet
		score float64
		units []bool
	}
	var room scan
	marks := func(text string) (marks []Mark, score float64, units []bool) {
		s.find(text, &room)
		if len(room.found) == 0 {
			return nil, 0, nil
		}
		units = make([]bool, len(weights))
		for i, u := range s.query.wanted {
			room.occurrences(u, func(m Mark) {
				marks = append(marks, m)
				units[i] = true
			})
		}
		for i, has := range units {
			if has {
				score += weights[i]
			}
		}
		return joined(marks), score, units
	}
	h.Title, _, _ = marks(h.Postmortem.Title)
	var all []candidate
	for _, section := range h.Postmortem.Sections {
		for _, passage := range section.Passages {
			if m, score, units := marks(passage.Text); len(m) > 0 {
				all = append(all, candidate{Snippet{passage.Line, section.Heading, passage.Text, m}, score * math.Sqrt(sectionWeight(section.Name)), units})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	shown := make([]bool, len(weights))
	for _, c := range all {
		news := len(h.Snippets) == 0
		for i, has := range c.units {
			news = news || has && !shown[i]
			shown[i] = shown[i] || has
		}
		if news {
			h.Snippets = append(h.Snippets, excerpt(c.Snippet))
		}
		if len(h.Snippets) == mostSnippets || !slices.Contains(shown, false) {
			break
		}
	}
	slices.SortFunc(h.Snippets, func(a, b Snippet) int { return a.Line - b.Line })
}

// joined sorts marks and joins those that touch or overlap.
func joined(marks []Mark) []Mark {
	slices.SortFunc(marks, func(a, b Mark) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	var out []Mark
	for _, m := range marks {
		if last := len(out) - 1; last >= 0 && m.Start <= out[last].End {
			out[last].End = max(out[last].End, m.End)
			continue
		}
		out = append(out, m)
	}
	return out
}

// excerpt cuts a long passage to the part around what was found first.
func excerpt(s Snippet) Snippet {
	if utf8.RuneCountInString(s.Text) <= snippetLength {
		return s
	}
	back := func(at, n int) int {
		for ; n > 0 && at > 0; n-- {
			_, size := utf8.DecodeLastRuneInString(s.Text[:at])
			at -= size
		}
		return at
	}
	start := back(s.Marks[0].Start, snippetLength/4)
	end := start
	for range snippetLength {
		_, size := utf8.DecodeRuneInString(s.Text[end:])
		end += size
	}
	if space := strings.IndexByte(s.Text[start:s.Marks[0].Start], ' '); start > 0 && space >= 0 {
		start += space + 1
	}
	out := Snippet{Line: s.Line, Section: s.Section}
	before, after := "", ""
	if start > 0 {
		before = "… "
	}
	if end < len(s.Text) {
		after = " …"
	}
	out.Text = before + s.Text[start:end] + after
	for _, m := range s.Marks {
		if m.Start >= start && m.End <= end {
			out.Marks = append(out.Marks, Mark{m.Start - start + len(before), m.End - start + len(before)})
		}
	}
	return out
}
