package english

import (
	_ "embed"
	"math"

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

// speaks is what a word by itself speaks for blame where people are, in steps of the first head.
func (w *weights) speaks(e *entry) int16 {
	symbol := hashOf(e.word)
	if e.forms != 0 && e.lemma != "" {
		symbol = hashOf(e.lemma)
	}
	sum := int16(0)
	single{symbol: symbol, peopled: 1, word: hashOf(e.word), entry: e}.each(func(id uint32) {
		if n := w.of(id); n >= 0 {
			sum += int16(int8(w.steps[0][n]))
		}
	})
	return sum
}

// worthOf is what so many steps of the first head are worth.
func (w *weights) worthOf(steps int) float32 { return float32(steps) * w.scale[0] }

// rootOf is the root of how many there are.
func rootOf(count int) float32 { return float32(math.Sqrt(float64(max(1, count)))) }

// score is what a head says of a sentence that had count features, of which these are kept.
func (w *weights) score(head int, kept []feature, count int) float32 {
	return w.sum(head, kept)/rootOf(count) + w.bias[head]
}

// worthAsking is the score of blame from which it is asked which kind it is.
const worthAsking = -0.5

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

// worth is what a kept feature is worth to a head.
func (w *weights) worth(head int, f feature) float32 {
	return float32(int8(w.steps[head][f.id])) * w.scale[head]
}
