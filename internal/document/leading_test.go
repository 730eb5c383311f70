package document_test

import (
	"slices"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

func TestWordEnds(t *testing.T) {
	for text, want := range map[string][]int{
		"": nil, "10:42": {5}, "10:42 UTC probe": {5, 9}, " a\tb": {2, 4}, "10:42\u202fAM x": {5, 10}, "日本 語": {6, 10},
	} {
		if got := document.WordEnds(text, 2); !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}

func TestBehindTime(t *testing.T) {
	for text, want := range map[string]string{
		" probe": "probe", " – probe": "probe", "] probe": "probe", ": -5% traffic": "-5% traffic", " - 5 nodes": "5 nodes", " -5 nodes": "-5 nodes", "": "", " | a | b": "a | b",
	} {
		if got := document.BehindTime(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
