package cli

import (
	"strings"
	"testing"
)

// However the text arrives, what a runner would obey is broken, and the rest stays as it is.
func TestInert(t *testing.T) {
	for text, want := range map[string]string{
		"::error::x\n\t ::a":       ": :error::x\n\t : :a",
		"\u3000::error::x":         "\u3000: :error::x",
		"a\r::b":                   "a\r: :b",
		"see ##[group]x":           "see ## [group]x",
		"##vso[task.complete]":     "## vso[task.complete]",
		"## Summary\n### a [b](c)": "## Summary\n### a [b](c)",
		"a::b: c ::d [x] #[y]":     "a::b: c ::d [x] #[y]",
		": : a\n:":                 ": : a\n:",
	} {
		var whole, bytewise strings.Builder
		if n, err := (&inert{w: &whole}).Write([]byte(text)); n != len(text) || err != nil {
			t.Errorf("%q: %d, %v", text, n, err)
		}
		w := &inert{w: &bytewise}
		for i := range len(text) {
			if _, err := w.Write([]byte{text[i]}); err != nil {
				t.Fatal(err)
			}
		}
		if whole.String() != want || bytewise.String() != want {
			t.Errorf("%q became %q and %q, want %q", text, whole.String(), bytewise.String(), want)
		}
	}
}
