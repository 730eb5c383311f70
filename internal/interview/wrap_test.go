package interview

import (
	"strings"
	"testing"
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
