package learn

import (
	"bytes"
	"cmp"
	"context"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// Results are what a search found.
type Results struct {
	Hits  []Hit // the best first, as many as were asked for
	Total int   // how many there are in all
	All   int   // how many were searched
	// Some is set when no postmortem has all that was asked for: the hits have some of it.
	Some bool
	// Unread tells of the files that could not be read, as Collection.Unread does.
	Unread []error
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

// The size of what is shown of a hit.
const (
	mostSnippets  = 2
	snippetLength = 240 // in characters
)

// Search finds postmortems by their words, the best match first, at most limit of them. It goes through the text of all files, each time: there is no
// index that would have to be kept in step with them, and only what is shown is parsed. Query.Filter is not applied: see Collection.Select. The error is that of a
// context that ended.
func (r Reader) Search(ctx context.Context, files []string, q Query, limit int) (Results, error) {
	out := Results{All: len(files)}
	if q.Empty() {
		return out, nil
	}
	s := newSearcher(q, r.Parser)
	read := make([]counted, len(files))
	err := r.parallel(ctx, len(files), func() func(int) {
		var room scan
		return func(i int) { read[i] = s.file(files[i], &room) }
	})
	if err != nil {
		return out, err
	}
	for i := range read {
		if read[i].err != nil {
			out.Unread = append(out.Unread, read[i].err)
		}
	}
	weights := s.weights(read)
	best := s.score(read, weights, true)
	if len(best) == 0 {
		best = s.score(read, weights, false)
		out.Some = len(best) > 0
	}
	slices.SortFunc(best, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(files[b.file], files[a.file]))
	})
	out.Total = len(best)
	best = best[:min(max(limit, 0), len(best))]
	hits, errs := make([]Hit, len(best)), make([]error, len(best))
	r.Progress = nil
	err = r.parallel(ctx, len(best), func() func(int) {
		return func(i int) {
			var source []byte
			file := files[best[i].file]
			if source, errs[i] = document.ReadFile(file); errs[i] == nil {
				hits[i] = Hit{Postmortem: New(r.Parser.Parse(filepath.ToSlash(file), source), r.Grade), Score: best[i].score}
				s.show(&hits[i], weights)
			}
		}
	})
	for i, err := range errs {
		if err != nil { // it is gone since
			out.Unread = append(out.Unread, err)
			out.Total--
			continue
		}
		out.Hits = append(out.Hits, hits[i])
	}
	return out, err
}

// searcher looks for the terms of one query.
type searcher struct {
	query    Query
	parser   document.Parser
	exact    map[string][]int // indexes of Query.terms
	prefixes []int
	begins   [256]bool // the first bytes of the terms: most words are none of them
}

func newSearcher(q Query, parser document.Parser) *searcher {
	s := &searcher{query: q, parser: parser, exact: map[string][]int{}}
	for i, t := range q.terms {
		s.begins[t.text[0]] = true
		if t.prefix {
			s.prefixes = append(s.prefixes, i)
		} else {
			s.exact[t.text] = append(s.exact[t.text], i)
		}
	}
	return s
}

// counted is what a search finds in a file.
type counted struct {
	counts []float64 // how often it has each unit that is wanted, by weight; nil where it has none, or something unwanted
	length int       // of the text, in bytes
	err    error
}

func (s *searcher) file(file string, room *scan) counted {
	source, err := document.ReadFile(file)
	if err != nil {
		return counted{err: err}
	}
	return s.count(file, string(source), room)
}

func (s *searcher) count(path, source string, room *scan) counted {
	var out counted
	unwanted := false
	eachText(path, source, func(text, heading string, r rank) {
		out.length += len(text)
		if !s.mayHave(text, room) {
			return
		}
		s.find(text, room)
		if len(room.found) == 0 {
			return
		}
		weight := titleWeight
		switch r {
		case inHeading:
			weight = headingWeight
		case inText:
			weight = s.sectionWeight(heading, room)
		}
		for _, u := range s.query.unwanted {
			room.occurrences(u, func(Mark) { unwanted = true })
		}
		for i, u := range s.query.wanted {
			room.occurrences(u, func(Mark) {
				if out.counts == nil {
					out.counts = make([]float64, len(s.query.wanted))
				}
				out.counts[i] += weight
			})
		}
	})
	if unwanted {
		out.counts = nil
	}
	return out
}

// sectionWeight is the weight of the section that a heading begins.
func (s *searcher) sectionWeight(heading string, room *scan) float64 {
	weight, ok := room.weights[heading]
	if !ok {
		if room.weights == nil {
			room.weights = map[string]float64{}
		}
		weight = sectionWeight(s.parser.CanonicalName(heading))
		room.weights[strings.Clone(heading)] = weight
	}
	return weight
}

// weights tell how much each unit says: the fewer documents have it, the more.
func (s *searcher) weights(read []counted) []float64 {
	weights := make([]float64, len(s.query.wanted))
	for u := range weights {
		n := 0
		for i := range read {
			if read[i].counts != nil && read[i].counts[u] > 0 {
				n++
			}
		}
		weights[u] = math.Log(1 + (float64(len(read)-n)+0.5)/(float64(n)+0.5))
	}
	return weights
}

// scored is a file that was found.
type scored struct {
	file  int
	score float64
}

// score gives those that have all or, unless complete, some of what is looked for.
func (s *searcher) score(read []counted, weights []float64, complete bool) []scored {
	length := 0.0
	for i := range read {
		length += float64(read[i].length)
	}
	length = max(1, length/float64(max(1, len(read))))
	var found []scored
	for i := range read {
		counts := read[i].counts
		if counts == nil || complete && slices.Contains(counts, 0) {
			continue
		}
		one := scored{file: i}
		for u, n := range counts {
			one.score += weights[u] * n * (saturation + 1) / (n + saturation*(1-lengthShare+lengthShare*float64(read[i].length)/length))
		}
		found = append(found, one)
	}
	return found
}

// occurrence is a term of the query in a text.
type occurrence struct {
	term     int // of Query.terms
	position int // in the terms of the text
	at       Mark
}

// scan is the room that going through a text needs, to be used again.
type scan struct {
	terms   tokenizer
	found   []occurrence
	lower   []byte             // the text in lower case
	weights map[string]float64 // of sections, by their headings
}

// mayHave reports whether a text may have a term of the query. Cutting it into terms takes longer than looking for their bytes; beyond ASCII, one character has
// several.
func (s *searcher) mayHave(text string, room *scan) bool {
	room.lower = room.lower[:0]
	for i := range len(text) {
		c := text[i]
		if c >= utf8.RuneSelf {
			return true
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		room.lower = append(room.lower, c)
	}
	return slices.ContainsFunc(s.query.terms, func(t queryTerm) bool { return bytes.Contains(room.lower, t.bytes) })
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
