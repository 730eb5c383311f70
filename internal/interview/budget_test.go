package interview

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

func TestTheErrorBudgetIsTold(t *testing.T) {
	for typed, want := range map[string]string{
		"99.9% over 30d, unavailable 35m":   "the budget is 43 min in 30d; this spent 35 min, 81 % of it",
		"99.99% over 4w, unavailable 1h20m": "the budget is 4 min 2 s in 4w; this spent 1 h 20 min, 1984 % of it",
		"99% over 90d, unavailable 30s":     "the budget is 21 h 36 min in 90d; this spent 30 s, under 1 % of it",
		"99.9% over 30d":                    "the budget is 43 min in 30d; for how long was it unavailable?",
		"99.9":                              "over which window: over 30d?",
		"lots":                              "",
	} {
		s := NewSession(testScale, noon)
		s.GoTo(SLO)
		s.SetText(SLO, typed)
		q, _ := s.Current()
		if got := reading(s, q); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
}

func TestTheTimeUnavailableIsOffered(t *testing.T) {
	u := newUI(t, Options{})
	u.m.s.SetText(Started, "2026-11-20 09:58 +00:00")
	u.m.s.SetText(Mitigated, "10:41")
	u.goTo(SLO).typed("99.9% over 30d").shows("unavailable 43m (tab)").key(tea.KeyCtrlR).answer(SLO, "99.9% over 30d, unavailable 43m").shows("100 % of it")
}
