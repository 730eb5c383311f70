package interview

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

func TestReadDue(t *testing.T) {
	for text, want := range map[string]string{ // it is Friday, 20 November 2026
		"tomorrow": "2026-11-21", "2 weeks": "2026-12-04", "+14d": "2026-12-04", "1 month": "2026-12-20", "Friday": "2026-11-27", "next mon": "2026-11-23",
		"end of month": "2026-11-30", "end of quarter": "2026-12-31", "end of the year": "2026-12-31", "next week": "2026-11-27",
		"today": "2026-11-20", "in 2 weeks": "2026-12-04", "in two weeks": "2026-12-04", "a week": "2026-11-27", "within 10 days": "2026-11-30", "by Friday": "2026-11-27",
		"on tues": "2026-11-24", "this Friday": "2026-11-27", "eow": "2026-11-20", "end of this week": "2026-11-20", "EOM": "2026-11-30", "end of next month": "2026-12-31",
		"next month": "2026-12-20", "eoq": "2026-12-31", "Q1": "2027-03-31", "end of Q4": "2026-12-31", "EOY": "2026-12-31", "2 mos": "2027-01-20",
		"12/15": "2026-12-15", "1/15": "2027-01-15", "31/12": "2026-12-31", "15.12.": "2026-12-15", "15.1": "2027-01-15", "Dec 15": "2026-12-15", "15 Dec": "2026-12-15", "December 15th": "2026-12-15",
		"the 15th of January": "2027-01-15", "Fri, Dec 4": "2026-12-04", "12月15日": "2026-12-15", "Nov 20": "2026-11-20", "Dec 15, 2027": "2027-12-15", "2026-12-15": "2026-12-15",
		"soon": "", "": "", "monkey": "", "2": "", "when it works": "", "Dec 32": "", "13/13": "", "end of the world": "", "next Smarch": "", "Q7": "", "0/0": "",
	} {
		if got, ok := readDue(text, noon()); got != want || ok != (want != "") {
			t.Errorf("%q: got %q", text, got)
		}
	}
	// A month has no 31st for everybody.
	if got, _ := readDue("next month", time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)); got != "2026-02-28" {
		t.Errorf("a month after 31 January is %s", got)
	}
	// On a Sunday the week that ends is the next one.
	if got, _ := readDue("eow", time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)); got != "2026-11-27" {
		t.Errorf("the end of the week, on a Sunday, is %s", got)
	}
}

// Owners and due dates are understood as people say them, and written out when the answer is left: "Friday" is another day next week.
func TestActionsInPeoplesWords(t *testing.T) {
	for typed, want := range map[string]string{
		"Alert on it (due friday)":                         "Alert on it (due 2026-11-27)",
		"Alert on it (detect, due in 2 weeks, P1)":         "Alert on it (detect, due 2026-12-04, P1)",
		"Alert on it (detect, by end of month)":            "Alert on it (detect, due 2026-11-30)",
		"Alert on it (detect, due Dec 15)":                 "Alert on it (detect, due 2026-12-15)",
		"Alert on it (detect, due Dec 15, 2027)":           "Alert on it (detect, due Dec 15, 2027)",
		"Alert on it (detect, tomorrow)":                   "Alert on it (detect, due 2026-11-21)",
		"Alert on it, due next friday":                     "Alert on it, due 2026-11-27",
		"Alert on it (ana)":                                "Alert on it (@ana)",
		"Alert on it (P1, Ana)":                            "Alert on it (P1, @ana)",
		"Alert on it (@Ana, P1)":                           "Alert on it (@ana, P1)",
		"Alert on it (owner: ana, P1)":                     "Alert on it (@ana, P1)",
		"Alert on it (owner is ana)":                       "Alert on it (owner is ana)",
		"Alert on it (assigned to kim example, P2)":        "Alert on it (owner Kim Example, P2)",
		"Alert on it (kim)":                                "Alert on it (owner Kim Example)",
		"Alert on it (Example)":                            "Alert on it (owner Kim Example)",
		"Alert on it (Ben Okafor)":                         "Alert on it (owner Ben Okafor)",
		"Alert on it (Bo Li, P1)":                          "Alert on it (Bo Li, P1)", // nobody knows them, and it is understood
		"Alert on it (detect, owner: zoe, due 2026-12-01)": "Alert on it (detect, owner: zoe, due 2026-12-01)",
		"Read the paper (Smith 2019)":                      "Read the paper (Smith 2019)",
		"Run the drill (Friday)":                           "Run the drill (Friday)",
		"Roll out in steps (eu, us)":                       "Roll out in steps (eu, us)",
		"Ask (sam)":                                        "Ask (sam)", // there are two
	} {
		s := NewSession(testScale, noon)
		s.SetText(Authors, "@ana, Ben Okafor")
		s.people = []string{"Kim Example", "Sam One", "Sam Two"}
		s.GoTo(ActionItems)
		s.SetText(ActionItems, typed)
		before, ps := s.Answers()
		for _, p := range ps {
			if p.Key == ActionItems {
				t.Errorf("%q: %v", typed, p)
			}
		}
		s.Next()
		if got := s.Text(ActionItems); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
		if after, _ := s.Answers(); after.Actions[0] != before.Actions[0] {
			t.Errorf("%q: read as %+v, and written out as %+v", typed, before.Actions[0], after.Actions[0])
		}
	}
}

// Whoever owns one action item is known in the others.
func TestOwnersOfOtherActionsAreKnown(t *testing.T) {
	s := NewSession(testScale, noon)
	s.SetText(ActionItems, "One (P1, @zoe)\nTwo (zoe, P2)\nThree (zoe)\nFour (yan, P2)")
	a, ps := s.Answers()
	for i, want := range []string{"@zoe", "@zoe", "@zoe", ""} {
		if got := a.Actions[i].Owner; got != want {
			t.Errorf("action %d: owner %q, want %q", i, got, want)
		}
	}
	if len(ps) != 2 || !strings.Contains(ps[1].Message, `"yan"`) { // the other one is the title
		t.Errorf("problems %v", ps)
	}
}

func TestADueDateIsShownAsItIsRead(t *testing.T) {
	u := newUI(t, Options{}).goTo(ActionItems).typed("Alert on it (detect, @ana, due in 2 weeks)").shows("line 1 → @ana, Fri 2026-12-04, detect")
	u.size(120, 40).shows("→ @ana, Fri 2026-12-04")
	u.size(80, 24).key(tea.KeyCtrlN, tea.KeyCtrlP).answer(ActionItems, "Alert on it (detect, @ana, due 2026-12-04)")
	u.key(tea.KeyCtrlU).typed("Alert on it (detect, due whenever)").shows(`"whenever" is not a date`)
}

func TestPeopleAreCompleted(t *testing.T) {
	u := newUI(t, Options{})
	u.m.s.SetText(Authors, "@ana, Ben Okafor")
	u.m.s.SetText(Timeline, "10:42 @chidi restarts the proxy (see hello@example.com)")
	u.send(ownersMsg{[]string{"Kim Example", "@annika"}})
	u.goTo(ActionItems).typed("Alert on it (@").shows("@ana (tab), or Ben Okafor, @chidi")
	u.typed("an").shows("@ana (tab), or @annika").key(tea.KeyTab).answer(ActionItems, "Alert on it (@ana")
	u.typed(", P1)\nPage earlier (P1, be").shows("Ben Okafor (tab)").key(tea.KeyTab).answer(ActionItems, "Alert on it (@ana, P1)\nPage earlier (P1, Ben Okafor")
	u.typed(")\nThird (owner: ki").shows("Kim Example (tab)").key(tea.KeyTab).typed(", chi").key(tea.KeyTab)
	u.typed(")").answer(ActionItems, "Alert on it (@ana, P1)\nPage earlier (P1, Ben Okafor)\nThird (owner: Kim Example, @chidi)")
	u.typed("\nCall ben").answer(ActionItems, u.m.s.Text(ActionItems))
	if u.m.offerAt(Question{Kind: Todos, Key: ActionItems}) != nil {
		t.Error("a word of the title is completed")
	}
}
