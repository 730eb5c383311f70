package document_test

import (
	"slices"
	"testing"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

func TestWordEnds(t *testing.T) {
	for text, want := range map[string][]int{
		"": nil, "10:42": {5}, "10:42 UTC probe": {5, 9}, " a\tb": {2, 4}, "10:42\u202fAM x": {5, 10}, "日本 語": {6, 10}, "19:06に発報 した": {5, 14, 21}, "３時間待った": {18}, "+10分、切り戻し": {6, 21},
	} {
		if got := document.WordEnds(text, 2); !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}

func TestBehindTime(t *testing.T) {
	for text, want := range map[string]string{
		" probe": "probe", " – probe": "probe", "] probe": "probe", ": -5% traffic": "-5% traffic", " - 5 nodes": "5 nodes", " -5 nodes": "-5 nodes", "": "", " | a | b": "a | b", "に発報": "発報", "に、発報": "発報", " に発報": "に発報", "：発報": "発報", "　発報": "発報",
	} {
		if got := document.BehindTime(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestReadCount(t *testing.T) {
	type count struct {
		after     time.Duration
		fromStart bool
	}
	for text, want := range map[string]count{
		"T+15m": {15 * time.Minute, true}, "T-5m": {-5 * time.Minute, true}, "T+30分": {30 * time.Minute, true}, "+1時間半": {90 * time.Minute, true}, "+2時間15分後": {135 * time.Minute, true},
		"10 minutes later": {10 * time.Minute, false}, "10分後": {10 * time.Minute, false}, "約１０分後": {10 * time.Minute, false},
	} {
		after, fromStart, ok := document.ReadCount(text)
		if got := (count{after, fromStart}); !ok || got != want {
			t.Errorf("%q: got %v, %t", text, got, ok)
		}
	}
	for _, text := range []string{"", "10:42", "10分", "T+30分 復旧", "3時間", "2026-11-20"} {
		if after, _, ok := document.ReadCount(text); ok {
			t.Errorf("%q: got %v", text, after)
		}
	}
}
