package interview

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	tea "github.com/charmbracelet/bubbletea"
)

const (
	accepts  = "The configuration check accepts a region without an upstream"
	atOnce   = "The rollout reaches all regions at once"
	averages = "The error-rate dashboard averages over regions"
	linked   = "Refuse it (prevent, P1, for F1)\nRoll out in steps (for F2, F3)\nRead the F2 paper (learn)"
)

// An action keeps to the factor that it was linked to, whatever becomes of the list of factors.
func TestActionsFollowTheirFactors(t *testing.T) {
	for name, test := range map[string]struct{ before, after, want string }{
		"one above":          {accepts + "\n" + atOnce + "\n" + averages, "The pager was silent\n" + accepts + "\n" + atOnce + "\n" + averages, "Refuse it (prevent, P1, for F2)\nRoll out in steps (for F3, F4)\nRead the F2 paper (learn)"},
		"an empty line":      {accepts + "\n" + atOnce + "\n" + averages, accepts + "\n\n" + atOnce + "\n" + averages, linked},
		"moved":              {accepts + "\n" + atOnce + "\n" + averages, averages + "\n" + accepts + "\n" + atOnce, "Refuse it (prevent, P1, for F2)\nRoll out in steps (for F3, F1)\nRead the F2 paper (learn)"},
		"reworded":           {accepts + "\n" + atOnce + "\n" + averages, "The check of the proxy configuration accepts regions without any upstream\n" + atOnce + "\n" + averages + ", which hid one at zero", linked},
		"one more, reworded": {accepts + "\n" + atOnce + "\n" + averages, "The pager was silent\nThe configuration check accepts an empty region\n" + atOnce + "\n" + averages, "Refuse it (prevent, P1, for F2)\nRoll out in steps (for F3, F4)\nRead the F2 paper (learn)"},
		"removed":            {accepts + "\n" + atOnce + "\n" + averages, accepts + "\n" + averages, "Refuse it (prevent, P1, for F1)\nRoll out in steps (for F?, F2)\nRead the F2 paper (learn)"},
		"replaced":           {accepts + "\n" + atOnce + "\n" + averages, "Nobody had tried a rollback\n" + atOnce + "\n" + averages, "Refuse it (prevent, P1, for F?)\nRoll out in steps (for F2, F3)\nRead the F2 paper (learn)"},
		"ids of their own":   {"F1 " + accepts + "\nF2 " + atOnce + "\nF3 " + averages, "F9 " + accepts + "\nF2 " + atOnce + "\nF3 " + averages, "Refuse it (prevent, P1, for F9)\nRoll out in steps (for F2, F3)\nRead the F2 paper (learn)"},
		"none before":        {"", accepts, linked},
		"日本語":                {"設定の検査が空の地域を通す\n全地域に一度に展開される\nc", "監視が平均だけを見る\n設定の検査が空の地域を通した\n全地域に一度に展開される\nc", "Refuse it (prevent, P1, for F2)\nRoll out in steps (for F3, F4)\nRead the F2 paper (learn)"},
	} {
		t.Run(name, func(t *testing.T) {
			s := NewSession(testScale, noon)
			s.GoTo(Conditions)
			s.SetText(Conditions, test.before)
			s.GoTo(ActionItems)
			s.SetText(ActionItems, linked)
			s.GoTo(Conditions)
			s.SetText(Conditions, test.after)
			s.Next()
			if diff := cmp.Diff(test.want, s.Text(ActionItems)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// Neither a crash while the factors are edited nor an editor of the user's own makes an action point elsewhere.
func TestActionsFollowTheirFactorsThroughACrash(t *testing.T) {
	u := newUI(t, Options{})
	u.goTo(Conditions).typed(accepts + "\n" + atOnce)
	u.goTo(ActionItems).typed("Refuse it (for F1)\nRoll out in steps (for F2)")
	u.goTo(Conditions).key(tea.KeyCtrlHome).typed("The pager was silent\n")
	u.m.draft.size = compactAbove * 5 // the journal is rewritten on the way
	u.typed("x").key(tea.KeyBackspace)
	d := u.reopened()
	s := d.Session()
	if q, _ := s.Current(); q.Key != Conditions {
		t.Fatalf("it goes on at %s", q.Key)
	}
	s.Next()
	if got, want := s.Text(ActionItems), "Refuse it (for F2)\nRoll out in steps (for F3)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	s.GoTo(Lessons)
	s.SetText(Conditions, atOnce+"\n"+accepts) // what the user's editor left arrives when another question is open
	if got, want := s.Text(ActionItems), "Refuse it (for F2)\nRoll out in steps (for F1)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A factor that is gone is told, and linking anew is one key.
func TestAFactorThatIsGone(t *testing.T) {
	u := newUI(t, Options{})
	u.goTo(Conditions).typed(accepts + "\n" + atOnce)
	u.goTo(ActionItems).typed("Refuse it (prevent, for F1)\nRoll out in steps (for F2)")
	u.goTo(Conditions).key(tea.KeyCtrlHome, tea.KeyCtrlK, tea.KeyDelete)
	u.key(tea.KeyCtrlN).shows("an action item names a factor that is gone")
	u.goTo(ActionItems).answer(ActionItems, "Refuse it (prevent, for F?)\nRoll out in steps (for F1)")
	u.key(tea.KeyUp).shows("the factor that it named is gone", "ctrl+t")
	a, ps := u.m.s.Answers()
	if len(ps) == 0 || a.Actions[0].Title != "Refuse it" || a.Actions[0].Factor != "" || a.Actions[0].Type != "prevent" {
		t.Errorf("answers %+v, problems %v", a.Actions, ps)
	}
	u.key(tea.KeyCtrlT).answer(ActionItems, "Refuse it (prevent, for F1)\nRoll out in steps (for F1)")
	if strings.Contains(u.view(), "is gone") {
		t.Errorf("it is told still:\n%s", u.view())
	}
}

func TestAnActionNamesSeveralFactors(t *testing.T) {
	s := NewSession(testScale, noon)
	s.SetText(ActionItems, "Roll out in steps (P1, for F1, F3)")
	if a, ps := s.Answers(); len(ps) > 1 || a.Actions[0].Factor != "F1, F3" {
		t.Errorf("factor %q (%v)", a.Actions[0].Factor, ps)
	}
}

func TestWithFactor(t *testing.T) {
	for _, test := range []struct{ line, id, want string }{
		{"Refuse it", "F1", "Refuse it (for F1)"},
		{"Refuse it (prevent, P1)", "F2", "Refuse it (prevent, P1, for F2)"},
		{"Refuse it (prevent, for F1, P1)  ", "F2", "Refuse it (prevent, P1, for F2)"},
		{"Refuse it (for F1, P1)", "F3", "Refuse it (P1, for F3)"},
		{"Refuse it (prevent, for F1)", "", "Refuse it (prevent)"},
		{"Refuse it (for F1)", "", "Refuse it"},
		{"Refuse it (for F1)", "F2", "Refuse it (for F2)"},
		{"Refuse it (prevent, P1, @ana, due 2026-12-10", "F2", "Refuse it (prevent, P1, @ana, due 2026-12-10, for F2)"},
		{"Refuse it (prevent, P1, ", "F2", "Refuse it (prevent, P1, for F2)"},
		{"Refuse it (", "F1", "Refuse it (for F1)"},
		{"Read the paper (Smith 2019)", "F1", "Read the paper (Smith 2019) (for F1)"},
		{"Read the paper (Smith 2019)", "", "Read the paper (Smith 2019)"},
	} {
		if got := withFactor(test.line, test.id); got != test.want {
			t.Errorf("%q for %q: got %q, want %q", test.line, test.id, got, test.want)
		}
	}
}
