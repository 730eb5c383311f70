package english

import (
	"math"
	"testing"
)

// TestWeightsReadBack: what is written is read, to a step of the greatest weight of its head.
func TestWeightsReadBack(t *testing.T) {
	rows := map[uint32][heads]float64{}
	for n := range uint32(5000) {
		var row [heads]float64
		for h := range heads {
			row[h] = math.Sin(float64(n)) * float64(h+1)
		}
		rows[n*0x9e3779b1] = row
	}
	bias := [heads]float64{-1, 0.5}
	image := writeWeights(rows, bias)
	w := readWeights(image)
	if w == nil {
		t.Fatal("an image that was written isn't read")
	}
	for id, row := range rows {
		fs := w.kept([]feature{{id: id}, {id: id + 1}})
		if len(fs) != 1 {
			t.Fatalf("of a feature with weights and one without %d are kept", len(fs))
		}
		for h := range heads {
			if got, want := float64(w.worth(h, fs[0])), row[h]; math.Abs(got-want) > float64(h+1)/127 {
				t.Fatalf("head %d: %v is read as %v", h, want, got)
			}
			if got, want := float64(w.score(h, fs, 4)), row[h]/2+bias[h]; math.Abs(got-want) > float64(h+1)/127 {
				t.Fatalf("head %d: the score is %v, want %v", h, got, want)
			}
		}
	}
	for _, cut := range []int{0, 1, 8, len(image) / 2, len(image) - 1} {
		if readWeights(image[:cut]) != nil {
			t.Errorf("%d bytes of an image of %d are read", cut, len(image))
		}
	}
}

// TestWeightsAreThere: weights of another form are not read, and then nothing is likely.
func TestWeightsAreThere(t *testing.T) {
	if learnt() == nil {
		t.Error("weights.image is of another form: testdata/taught/README.md tells how to make it anew")
	}
}

// TestFeaturesAreThoseTaught: the hashes of features are what the weights are found by.
func TestFeaturesAreThoseTaught(t *testing.T) {
	sum := uint32(0)
	for _, f := range New().featuresIn("Raj, the on-call engineer, had obviously forgotten to drain node 7. Root cause: his carelessness.") {
		sum = sum*31 + f.id
	}
	if sum != 1937781428 {
		t.Errorf("features come to %d: weights.image was made for others, and testdata/taught/README.md tells how to make it anew", sum)
	}
}
