package language_test

import (
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

func TestNumbers(t *testing.T) {
	for n, want := range map[int]string{0: "0 items", 1: "1 item", 2: "2 items"} {
		if got := language.Plural(n, "item"); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
	for share, want := range map[float64]string{0: "0 %", 0.004: "under 1 %", 0.005: "1 %", 0.5: "50 %", 2.25: "225 %"} {
		if got := language.Percent(share, "under 1 %"); got != want {
			t.Errorf("%v: got %q, want %q", share, got, want)
		}
	}
}
