package interview

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		want  string
	}{
		{"", 10, ""},
		{"one two three", 8, "one two |three"},
		{"one two three", 7, "one two |three"},
		{"unbreakable", 4, "unbr|eaka|ble"},
		{"a unbreakable", 4, "a |unbr|eaka|ble"},
		{"日本語日本語", 5, "日本|語日|本語"},
		{"abc日本語", 6, "abc日|本語"},
		{"e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301|e\u0301"},
		{"👩‍👩‍👧👩‍👩‍👧", 2, "👩‍👩‍👧|👩‍👩‍👧"},
		{"a\tb", 3, "a\t|b"},
		{"日本語。日本", 6, "日本|語。日|本"},     // no row begins with a full stop
		{"日本（語）日本語", 6, "日本|（語）|日本語"}, // or ends with an opening bracket
		{"。。。。", 4, "。。|。。"},
		{"x", 0, "x"},
	} {
		rows := wrap(test.text, test.width)
		var parts []string
		for i, start := range rows {
			end := len(test.text)
			if i+1 < len(rows) {
				end = rows[i+1]
			}
			parts = append(parts, test.text[start:end])
		}
		if got := strings.Join(parts, "|"); got != test.want {
			t.Errorf("%q in %d: got %q, want %q", test.text, test.width, got, test.want)
		}
	}
}

// Where characters are told apart at a glance, they are the same ones.
func TestClusters(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	parts := []string{"a", " ", "\n", "日", "語", "か", "カ", "、", "。", "\u3099", "\u0301", "\ufe0f", "\u200d", "👩", "🇯", "🇵", "ー", "한", "ᄒ", "ᅡ", "é", "\U000e0100", "々", "\xe6"}
	for range 20000 {
		var b strings.Builder
		for range 1 + random.IntN(4) {
			b.WriteString(parts[random.IntN(len(parts))])
		}
		text := b.String()
		got, w := cluster(text)
		if want, wantW := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth); (text[0] >= utf8.RuneSelf || len(want) > 1) && (got != want || w != wantW) {
			t.Fatalf("%q: got %q in %d cells, want %q in %d", text, got, w, want, wantW)
		}
	}
}
