package interview

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"
)

func TestCompletions(t *testing.T) {
	names := []string{"@kmori", "@adiallo", "Kaz Mori", "Payments"}
	for word, want := range map[string][]string{
		"@k": {"@kmori", "Kaz Mori"}, "@kmori": nil, "@": names, "mor": {"Kaz Mori"}, "pay": {"Payments"}, "x": nil,
	} {
		if diff := cmp.Diff(want, completions(word, names)); diff != "" {
			t.Errorf("%q: -want +got\n%s", word, diff)
		}
	}
}

func advised(t *testing.T) *ui {
	u := newUI(t, Options{
		Grade:  func(title string) string { return map[string]string{"Remind everybody": "weaker"}[title] },
		Owners: func() []string { return []string{"@kmori", "@kay", "Kim Example"} },
		Earlier: func(words string) []Earlier {
			return []Earlier{{"Region without an upstream", "postmortems/2026-10-14-x.md", []string{"Refuse it", "Alert on it"}}}
		},
	})
	u.m.s.SetText(Title, "Checkout down")
	u.m.s.SetText(Conditions, "The check accepts a region without an upstream\nAll regions change at once\nThe dashboard averages over regions")
	u.send(ownersMsg{u.m.o.Owners()})
	return u
}

func TestActionsAreHelpedAlong(t *testing.T) {
	u := advised(t).goTo(ActionItems)
	u.shows("like this: Region without an upstream", "(postmortems/2026-10-14-x.md); its actions: Refuse it · Alert")
	u.typed("Remind everybody").shows("weaker: it counts on people's memory", "which factor does it answer? ctrl+t")
	u.key(tea.KeyCtrlT).answer(ActionItems, "Remind everybody (for F1)").shows("for F1: The check accepts a region", "no action yet for F2, F3")
	u.key(tea.KeyCtrlT, tea.KeyCtrlT).answer(ActionItems, "Remind everybody (for F3)")
	u.key(tea.KeyCtrlT).answer(ActionItems, "Remind everybody")
	u.typed(" (@k").shows("@kmori (tab), or @kay, Kim Example").key(tea.KeyCtrlR).answer(ActionItems, "Remind everybody (@kmori")
	u.typed(", due 2 weeks").shows("→ @kmori, Fri 2026-12-04").typed(")")
	u.key(tea.KeyCtrlT).answer(ActionItems, "Remind everybody (@kmori, due 2 weeks, for F1)").key(tea.KeyCtrlP, tea.KeyCtrlN)
	u.answer(ActionItems, "Remind everybody (@kmori, due 2026-12-04, for F1)")
}

func TestAuthorsAreCompleted(t *testing.T) {
	u := advised(t).goTo(Authors).typed("@kmori, kim").shows("Kim Example (tab)").key(tea.KeyTab).answer(Authors, "@kmori, Kim Example")
	u.typed(", zoe").key(tea.KeyCtrlR).answer(Authors, "@kmori, Kim Example, zoe")
}

// What is said of an older text does not come back.
func TestEarlierIncidentsOfAnOlderTextAreDropped(t *testing.T) {
	u := newUI(t, Options{}).typed("Checkout")
	u.send(earlierMsg{u.m.changes - 1, []Earlier{{Title: "Old news"}}})
	if u.m.earlier != nil {
		t.Error("an old answer is shown")
	}
	u.send(earlierMsg{u.m.changes, []Earlier{{Title: "Good news", Path: "x.md"}}}).shows("like this: Good news (x.md)")
	u.goTo(Detection)
	if u.m.earlier != nil {
		t.Error("it is shown at another question")
	}
}
