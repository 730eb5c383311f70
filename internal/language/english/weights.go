package english

import (
	_ "embed"
	"math"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// weights tell how much each feature speaks for blame, and for each kind of it: a sentence's score is the sum over its features, divided by the root of
// their number. They were learnt from labelled sentences; testdata/taught/README.md tells which, and teach_test.go how.
//
// The image is read where it lies: nothing is done when the program starts.
type weights struct {
	scale  [heads]float32 // what one step of a weight is worth
	bias   [heads]float32
	known  string        // a bit for each beginning of an id, set where there is a feature; most that a sentence has were never kept
	places string        // for each beginning of an id where its features start, two bytes each
	ids    string        // of the features in order, four bytes each
	steps  [heads]string // their weights for each head, a byte each
}

// The first head tells blame from everything else, the others each kind from everything else.
const (
	kinds = int(language.Naming)
	heads = 1 + kinds
)

// placeBits is how much of an id tells where it is looked for: with so many places, three or four features share one. knownBits is how much of it
// tells that it is there to be looked for: with so many, one in five that isn't there is looked for in vain.
const (
	placeBits = 14
	knownBits = 18

	placesSize = 2 * (1<<placeBits + 1) // bytes
	knownSize  = 1 << knownBits / 8
)

// enough is the score from which a sentence that no rule remarks upon is taken for blame. docs/accuracy.md has what it finds and what it gets wrong;
// 0.5 would find one blameful sentence in fifty less, and be wrong a fifth less often.
const enough = 0.3

// worthAsking is the score of blame from which it is asked which kind it is.
const worthAsking = -0.5

// promising is what single words must speak for blame, for the root of their number, if more is to be asked of a sentence. In three sentences of five of
// real write-ups they don't; of those that are found in the end, one in two hundred is lost.
const promising = 1.2

//go:embed weights.image
var weightsImage string

// learnt are the weights of the program.
func learnt() *weights { return readWeights(weightsImage) }

// readWeights returns the weights of an image, nil when it is not of this form: a program that is to write it in another must get that far.
func readWeights(image string) *weights {
	const before = 8*heads + 4
	if len(image) < before {
		return nil
	}
	count := int(number32(image, before-4))
	if len(image) != before+knownSize+placesSize+(4+heads)*count {
		return nil
	}
	w, at := &weights{}, 0
	take := func(n int) string { at += n; return image[at-n : at] }
	for h := range heads {
		w.scale[h] = math.Float32frombits(number32(take(4), 0))
		w.bias[h] = math.Float32frombits(number32(take(4), 0))
	}
	take(4)
	w.known, w.places = take(knownSize), take(placesSize)
	w.ids = take(4 * count)
	for h := range heads {
		w.steps[h] = take(count)
	}
	return w
}

// number32 is the number in four bytes of a text.
func number32(text string, at int) uint32 {
	b := text[at : at+4]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

// of returns the place of a feature's weights, -1 when it has none.
func (w *weights) of(id uint32) int {
	if bit := id >> (32 - knownBits); w.known[bit/8]>>(bit%8)&1 == 0 {
		return -1
	}
	ends := number32(w.places, 2*int(id>>(32-placeBits)))
	for n := int(ends & 0xffff); n < int(ends>>16); n++ {
		if number32(w.ids, 4*n) == id {
			return n
		}
	}
	return -1
}

// kept leaves those features that have weights, and puts the place of their weights where their hash was.
func (w *weights) kept(fs []feature) []feature {
	left := fs[:0]
	for _, f := range fs {
		if n := w.of(f.id); n >= 0 {
			f.id = uint32(n)
			left = append(left, f)
		}
	}
	return left
}

// sum is what kept features are worth to a head together.
func (w *weights) sum(head int, kept []feature) float32 {
	steps, sum := w.steps[head], int32(0)
	for i := range kept {
		sum += int32(int8(steps[kept[i].id]))
	}
	return float32(sum) * w.scale[head]
}

// rootOf is the root of how many there are.
func rootOf(count int) float32 { return float32(math.Sqrt(float64(max(1, count)))) }

// score is what a head says of a sentence that had count features, of which these are kept.
func (w *weights) score(head int, kept []feature, count int) float32 {
	return w.sum(head, kept)/rootOf(count) + w.bias[head]
}

// kind is the kind of blame that a sentence is taken for, and how surely.
func (w *weights) kind(kept []feature, count int) (kind language.Kind, sure float32) {
	blame := w.score(0, kept, count)
	if blame < worthAsking {
		return 0, blame
	}
	best := float32(math.Inf(-1))
	for h := 1; h < heads; h++ {
		if x := w.score(h, kept, count); x > best {
			kind, best = language.Kind(h-1), x
		}
	}
	return kind, blame + best
}

// learned finds blame that no rule has found. A sentence with a blank in it is being rewritten.
func (s *sentence) learned() {
	text := s.text[s.tokens[0].start:s.tokens[len(s.tokens)-1].end]
	if s.weights == nil || strings.Contains(text, "[what ") || strings.Contains(text, "[which ") {
		return
	}
	words := s.wordFeatures(s.features[:0])
	count := len(words)
	words = s.weights.kept(words)
	if s.features = words; s.weights.sum(0, words) < promising*rootOf(len(s.symbols)) {
		return
	}
	all := s.contextFeatures(words)
	count += len(all) - len(words)
	s.features = all[:len(words)+len(s.weights.kept(all[len(words):]))]
	kind, sure := s.weights.kind(s.features, count)
	if sure < enough || kind == language.PersonFault && s.allExcused() {
		return
	}
	first, last := s.telltale(kind)
	s.found = append(s.found, finding{kind: kind, first: first, last: last, question: questions[kind], likely: true})
}

// allExcused reports whether whatever somebody is said to have done or left undone has its reason in the sentence.
func (s *sentence) allExcused() bool {
	some := false
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.kind != staff && v.kind != someone && v.kind != either && v.kind != stranger || v.subject < 0 || s.nouns[v.subject].prep >= 0 || s.placedBy(v) {
			continue
		}
		if !s.excused(v, v.last+1) {
			return false
		}
		some = true
	}
	return some
}

// questions are what is asked of a sentence of which only the kind of blame is known.
var questions = [...]string{
	language.PersonFault:    questionThen,
	language.HumanError:     questionConditions,
	language.Judgement:      questionWork,
	language.Counterfactual: questionThen,
	language.Hindsight:      questionForesight,
	language.Punitive:       questionWithout,
	language.Emotive:        questionNumbers,
}

// worth is what a kept feature is worth to a head.
func (w *weights) worth(head int, f feature) float32 {
	return float32(int8(w.steps[head][f.id])) * w.scale[head]
}

// telltale returns the words that speak most for a kind of blame, whole noun phrases and verb groups.
func (s *sentence) telltale(kind language.Kind) (first, last int) {
	worth := make([]float32, len(s.tokens))
	for _, f := range s.features {
		x := s.weights.worth(0, f) + s.weights.worth(int(kind)+1, f)
		x /= float32(f.last - f.first + 1)
		for k := f.first; k <= f.last; k++ {
			worth[k] += x
		}
	}
	// The stretch with the greatest sum; what says little is no part of it.
	total := float32(0)
	for _, x := range worth {
		total += max(x, 0)
	}
	little := total / float32(2*len(worth))
	var most, sum float32
	first = min(s.head, len(worth)-1)
	last = first
	from := first
	for k := s.head; k < len(worth); k++ {
		if sum <= 0 || s.breaks(k) && s.tokens[k].tag != tagComma {
			sum, from = 0, k
		}
		if sum += worth[k] - little; sum > most {
			most, first, last = sum, from, k
		}
	}
	return s.whole(first, last)
}

// whole widens the words from first to last to whole noun phrases and verb groups, without marks at their ends.
func (s *sentence) whole(first, last int) (int, int) {
	for first < last && s.tokens[first].mark != 0 {
		first++
	}
	for last > first && s.tokens[last].mark != 0 {
		last--
	}
	from, to := first, last
	for n := range s.nouns {
		if np := &s.nouns[n]; np.first <= last && np.last >= first {
			from, to = min(from, np.first), max(to, np.last)
		}
	}
	for n := range s.verbs {
		if v := &s.verbs[n]; v.first <= last && v.last >= first {
			from, to = min(from, v.first), max(to, v.last)
		}
	}
	return from, to
}
