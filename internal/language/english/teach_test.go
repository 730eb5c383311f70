package english

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// kindNames are the labels of sentences, as the rules are named.
var kindNames = []string{"person-fault", "human-error", "judgement", "counterfactual", "hindsight", "punitive", "emotive"}

// TestTeach makes weights.image out of the sentences in testdata/taught and of those in the files that UPDATE_WEIGHTS lists, where that is set.
func TestTeach(t *testing.T) {
	more := os.Getenv("UPDATE_WEIGHTS")
	if more == "" {
		t.Skip("makes new weights: see testdata/taught/README.md")
	}
	c := &school{numberOf: map[uint32]int32{}}
	e := New()
	teach := func(paths []string, cost float64) {
		for _, path := range paths {
			for _, l := range readLessons(t, path) {
				l.cost *= cost
				c.add(l, e.featuresIn(l.text))
			}
		}
	}
	teach(taughtFiles(t), 1)
	if more != "1" {
		teach(strings.Split(more, ","), fromLife)
	}
	image := writeWeights(c.teach())
	t.Logf("%d sentences, %d features in all, %d kept, %d kB", len(c.examples), len(c.ids), int(number32(image, 8*heads)), len(image)>>10)
	if err := os.WriteFile("weights.image", []byte(image), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestTaughtFiles holds the sentences to their form, each to one opinion, and none to be one of those that tell how well it was taught.
func TestTaughtFiles(t *testing.T) {
	said, kept := map[string]string{}, labelledSentences(t)
	for _, path := range taughtFiles(t) {
		for _, l := range readLessons(t, path) {
			if strings.HasSuffix(path, ".tsv") && kept[folded(l.text)] {
				t.Errorf("%s: %q is in the labelled sets too", path, l.text)
			}
			labels := strings.Join(l.labels, ",")
			if before, ok := said[l.text]; ok && (before == "") != (labels == "") {
				t.Errorf("%s: %q is told to blame and not to", path, l.text)
			}
			said[l.text] = labels
		}
	}
}

// labelledSentences are those that measure the program, folded.
func labelledSentences(t *testing.T) map[string]bool {
	t.Helper()
	paths, err := filepath.Glob("../../lint/rules/testdata/labelled/a?.jsonl")
	if err != nil || len(paths) == 0 {
		t.Fatal("no labelled sets", err)
	}
	out := map[string]bool{}
	for _, path := range paths {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for d := json.NewDecoder(bytes.NewReader(source)); d.More(); {
			var row struct{ Text string }
			if err := d.Decode(&row); err != nil {
				t.Fatal(path, err)
			}
			out[folded(row.Text)] = true
		}
	}
	return out
}

// folded is a sentence without what two hands may write differently: letter case and marks.
func folded(text string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " "))
}

// taughtFiles are the files of this repository that the weights are learnt from.
func taughtFiles(t *testing.T) []string {
	t.Helper()
	sentences, err := filepath.Glob("testdata/taught/*.tsv")
	pins, errPins := filepath.Glob("testdata/constructions*.txt")
	if err := cmp.Or(err, errPins); err != nil || len(sentences) == 0 || len(pins) == 0 {
		t.Fatal("nothing to learn from", err)
	}
	return append(sentences, pins...)
}

// lesson is a sentence and what it is an example of.
type lesson struct {
	text   string
	labels []string // kindNames, or blameOfSomeKind; none is harmless
	cost   float64  // of being wrong about it
}

const (
	blameOfSomeKind = "blame"
	pinned          = 3.0 // what a sentence counts that the rules are held to
	fromLife        = 3.0 // what a sentence counts that nobody invented
)

// readLessons reads a file of labelled sentences: testdata/taught/README.md tells its form, constructions_test.go that of the others.
func readLessons(t *testing.T, path string) (out []lesson) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	between, or, cost := "\t", ",", 1.0
	if strings.HasSuffix(path, ".txt") {
		between, or, cost = ": ", "|", pinned
	}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue // the title of a document
		}
		labels, text, ok := strings.Cut(line, between)
		if !ok || text == "" {
			t.Fatalf("%s:%d: nothing between the labels and the sentence", path, n)
		}
		l := lesson{text: text, cost: cost}
		for label := range strings.SplitSeq(labels, or) {
			if label == "fault" {
				label = "person-fault"
			}
			switch {
			case slices.Contains(kindNames, label), label == blameOfSomeKind:
				l.labels = append(l.labels, label)
			case label != "-":
				t.Fatalf("%s:%d: unknown label %q", path, n, label)
			}
		}
		out = append(out, l)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// school is the sentences that the weights are learnt from.
type school struct {
	examples []example
	ids      []uint32         // of features, by number
	numberOf map[uint32]int32 // of features
	often    []int            // in how many examples a feature is
}

// example is a labelled sentence, ready to learn from.
type example struct {
	features map[int32]float32
	is       [heads]bool
	kinded   bool    // it is told which kind of blame it is, if any
	cost     float64 // of being wrong about it
}

// featuresIn are the features of a text's sentences.
func (e *English) featuresIn(text string) (fs []feature) {
	e.sentences(language.Block{Text: text}, nil, func(s *sentence) {
		s.hideHarmless()
		s.findHead()
		s.tagWords()
		s.findNouns()
		s.findVerbs()
		s.sign()
		fs = s.featuresOf(fs)
	})
	return fs
}

func (c *school) add(l lesson, fs []feature) {
	x := example{cost: l.cost, kinded: !slices.Contains(l.labels, blameOfSomeKind), features: make(map[int32]float32, len(fs))}
	x.is[0] = len(l.labels) > 0
	for k, name := range kindNames {
		x.is[k+1] = slices.Contains(l.labels, name)
	}
	scale := float32(1 / math.Sqrt(float64(max(1, len(fs)))))
	for _, f := range fs {
		n, ok := c.numberOf[f.id]
		if !ok {
			n = int32(len(c.ids))
			c.numberOf[f.id], c.ids, c.often = n, append(c.ids, f.id), append(c.often, 0)
		}
		if x.features[n] == 0 {
			c.often[n]++
		}
		x.features[n] += scale
	}
	c.examples = append(c.examples, x)
}

// How the weights are learnt: features of fewer sentences than fewest are left out, and all but most of them in the end. Passes is how often all
// sentences are gone through.
const (
	fewest = 2
	most   = 60_000
	passes = 60
)

// teach learns the weights of all heads.
func (c *school) teach() (rows map[uint32][heads]float64, bias [heads]float64) {
	var all [heads][]float64
	for h := range heads {
		all[h] = c.separate(h)
	}
	last := len(c.ids)
	weight := func(n int32) (w float64) {
		for h := range heads {
			w = max(w, math.Abs(all[h][n]))
		}
		return w
	}
	var kept []int32
	for n := range int32(last) {
		if weight(n) > 0 {
			kept = append(kept, n)
		}
	}
	slices.SortFunc(kept, func(a, b int32) int {
		return cmp.Or(cmp.Compare(weight(b), weight(a)), cmp.Compare(c.ids[a], c.ids[b]))
	})
	rows = map[uint32][heads]float64{}
	for _, n := range kept[:min(most, len(kept))] {
		var row [heads]float64
		for h := range heads {
			row[h] = all[h][n]
		}
		rows[c.ids[n]] = row
	}
	for h := range heads {
		bias[h] = all[h][last]
	}
	return rows, bias
}

// separate finds the weights, and behind them the bias, that tell the sentences of a head from the others: a linear support vector machine with
// squared loss, by dual coordinate descent (Hsieh, Chang, Lin, Keerthi, Sundararajan: A dual coordinate descent method for large-scale linear SVM,
// ICML 2008, algorithm 1).
func (c *school) separate(head int) []float64 {
	w := make([]float64, len(c.ids)+1)
	bias := len(c.ids)
	type item struct {
		at    []int32
		value []float32
		y     float64
		soft  float64
		norm  float64
		alpha float64
	}
	var items []item
	for i := range c.examples {
		x := &c.examples[i]
		if head > 0 && !x.kinded {
			continue
		}
		it := item{y: -1, soft: 0.5 / x.cost}
		it.norm = 1 + it.soft
		if x.is[head] {
			it.y = 1
		}
		for n := range x.features {
			if c.often[n] >= fewest {
				it.at = append(it.at, n)
			}
		}
		slices.Sort(it.at)
		for _, n := range it.at {
			v := x.features[n]
			it.value, it.norm = append(it.value, v), it.norm+float64(v)*float64(v)
		}
		items = append(items, it)
	}
	r := rand.New(rand.NewPCG(1, uint64(head)))
	for range passes {
		r.Shuffle(len(items), func(a, b int) { items[a], items[b] = items[b], items[a] })
		for k := range items {
			it := &items[k]
			sum := w[bias]
			for j, n := range it.at {
				sum += w[n] * float64(it.value[j])
			}
			alpha := max(0, it.alpha-(it.y*sum-1+it.soft*it.alpha)/it.norm)
			if step := (alpha - it.alpha) * it.y; step != 0 {
				for j, n := range it.at {
					w[n] += step * float64(it.value[j])
				}
				w[bias] += step
			}
			it.alpha = alpha
		}
	}
	return w
}

// writeWeights is the image of weights: rows has for each feature what it is worth to each head.
func writeWeights(rows map[uint32][heads]float64, bias [heads]float64) string {
	ids := make([]uint32, 0, len(rows))
	var greatest [heads]float64
	for id, row := range rows {
		ids = append(ids, id)
		for h := range row {
			greatest[h] = max(greatest[h], math.Abs(row[h]))
		}
	}
	slices.Sort(ids)
	var out []byte
	for h := range heads {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(float32(greatest[h]/127)))
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(float32(bias[h])))
	}
	out = binary.LittleEndian.AppendUint32(out, uint32(len(ids)))
	known := make([]byte, knownSize)
	for _, id := range ids {
		bit := id >> (32 - knownBits)
		known[bit/8] |= 1 << (bit % 8)
	}
	out = append(out, known...)
	for place, n := uint32(0), 0; place <= 1<<placeBits; place++ {
		for n < len(ids) && ids[n]>>(32-placeBits) < place {
			n++
		}
		out = binary.LittleEndian.AppendUint16(out, uint16(n))
	}
	for _, id := range ids {
		out = binary.LittleEndian.AppendUint32(out, id)
	}
	for h := range heads {
		for _, id := range ids {
			step := 0.0
			if greatest[h] > 0 {
				step = math.Round(rows[id][h] / greatest[h] * 127)
			}
			out = append(out, byte(int8(step)))
		}
	}
	return string(out)
}
