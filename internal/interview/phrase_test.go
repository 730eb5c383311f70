package interview

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// phrases finds each "should have" and offers another word for it, and tells the sentence that it is in.
func phrases(_ Key, text string) []Note {
	var notes []Note
	for at := 0; ; {
		i := strings.Index(text[at:], "should have")
		if i < 0 {
			return notes
		}
		at += i
		from := strings.LastIndexAny(text[:at], ".\n") + 1
		to := at + strings.IndexAny(text[at:]+".", ".\n")
		span := document.Span{Start: at, End: at + len("should have")}
		notes = append(notes, Note{Span: span, Label: "counterfactual", Ask: strings.TrimSpace(text[from:to]), Fix: &document.Edit{Span: span, Text: "did not"}})
		at = span.End
	}
}

func TestGoingThroughFindings(t *testing.T) {
	u := newUI(t, Options{Check: phrases}).goTo(Impact)
	u.typed("They should have looked. We should have known.\n\nYou should have asked.")
	u.send(pauseMsg{u.m.changes}).shows("3 of 3  “should have”", "ask  You should have asked")
	u.key(tea.KeyCtrlF).shows("1 of 3  ", "They should have looked", "ctrl+f next finding").key(tea.KeyCtrlF).shows("2 of 3", "ask  We should have known")
	u.key(tea.KeyCtrlR).answer(Impact, "They should have looked. We did not known.\n\nYou should have asked.")
	u.send(pauseMsg{u.m.changes}).key(tea.KeyCtrlHome).shows("1 of 2").key(tea.KeyCtrlF).shows("1 of 2", "ask  They").key(tea.KeyCtrlF).shows("2 of 2", "ask  You").key(tea.KeyCtrlF).shows("1 of 2")
	u.key(tea.KeyCtrlEnd, tea.KeyHome).shows("ask  You") // the cursor's line is told
}

func TestGoingThroughProblems(t *testing.T) {
	u := newUI(t, Options{}).goTo(ActionItems).typed("One (P1, prevnt)\nTwo (P1)\nThree (P1, detct)\nFour (P1, due whenever)")
	u.shows("3 of 3  action items, line 4").key(tea.KeyUp).shows("2 of 3  action items, line 3").key(tea.KeyCtrlF).shows("3 of 3")
	u.key(tea.KeyCtrlF).shows("1 of 3  action items, line 1", `"prevnt"`).key(tea.KeyCtrlF).shows("2 of 3")
	if u.m.edit.line != 2 {
		t.Errorf("the cursor is in line %d", u.m.edit.line+1)
	}
}

// Two notes that begin at the same place are both reached.
func TestNotesOnTheSamePhrase(t *testing.T) {
	u := newUI(t, Options{}).goTo(Impact).typed("They should have looked")
	span := document.Span{Start: 5, End: 16}
	u.send(notesMsg{u.m.changes, []Note{{Span: span, Label: "one"}, {Span: span, Label: "two"}}}).key(tea.KeyCtrlHome)
	u.key(tea.KeyCtrlF).shows("1 of 2", ": one").key(tea.KeyCtrlF).shows("2 of 2", ": two").key(tea.KeyCtrlF).shows("1 of 2")
}

// Lines that stand for themselves are looked at by themselves, and found where they are.
func TestLinesWithoutFullStops(t *testing.T) {
	for key, text := range map[Key]string{
		WentWell: "日本語 helped\nThe pager should have rung\n\nThe end should have come", Conditions: "Nobody knew\nthey should have known",
		Timeline: "10:42 probe alerts\n10:43 kmori should have known", ActionItems: "Find out\nwhat they should have seen (P1)",
	} {
		q := Question{}
		for _, each := range Questions() {
			if each.Key == key {
				q = each
			}
		}
		for _, n := range checkAnswer(phrases, q, text) {
			if got := text[n.Span.Start:n.Span.End]; got != "should have" || n.Fix.Span != n.Span {
				t.Errorf("%s: the note is about %q, its fix at %v", key, got, n.Fix.Span)
			}
			if strings.Contains(n.Ask, "helped") || strings.Contains(n.Ask, "Nobody") || strings.Contains(n.Ask, "probe") || strings.Contains(n.Ask, "Find out") {
				t.Errorf("%s: lines are joined: %q", key, n.Ask)
			}
		}
	}
	whole := func(key Key, text string) []Note { return []Note{{Label: text}} }
	if got := checkAnswer(whole, Question{Key: Impact, Kind: Text}, "a\nb")[0].Label; got != "a\nb" {
		t.Errorf("a text is looked at as %q", got)
	}
	if got := checkAnswer(whole, Question{Key: WentWell, Kind: Points}, "- a\n- b")[0].Label; got != "- a\n- b" {
		t.Errorf("a list is looked at as %q", got)
	}
}

func TestAnImpossibleTimeIsTold(t *testing.T) {
	u := newUI(t, Options{})
	u.m.s.SetText(Started, "2026-11-20 09:58Z")
	u.goTo(Timeline).typed("09:58 it begins\n25:70 rolled back\nwhich took 16 minutes").shows("? 25:70 is no time", "timeline, line 2: 25:70 is no time")
	u.goTo(Timeline).key(tea.KeyCtrlU).typed("2026-13-41 10:00 x").shows("2026-13-41 10:00 is no time")
}

func TestAMistypedMilestone(t *testing.T) {
	for line, want := range map[string]string{
		"10:42 x [detcted]": "detected", "10:42 [Resolvd] x": "resolved", "x [mitgated] [y]": "mitigated", "[ack] x": "acknowledged", "[startet]": "started",
		"x [detected]": "", "x [payments]": "", "see [detcted](https://example.com)": "", `x \[detcted]`: "", "x [eu]": "", "x []": "", "[rest] x": "",
	} {
		if got := mistypedTag(line).meant; got != want {
			t.Errorf("%q: got %q, want %q", line, got, want)
		}
	}
	u := newUI(t, Options{})
	u.m.s.SetText(Started, "2026-11-20 09:58Z")
	u.goTo(Timeline).typed("09:58 it begins\n  10:06 probe alerts [detcted]").shows("“[detcted]”: no milestone", "ask  [detected]?", "try  [detected] (tab)")
	u.key(tea.KeyCtrlR).answer(Timeline, "09:58 it begins\n  10:06 probe alerts [detected]").shows("→ 10:06 UTC detected")
}

func TestAMilestoneAgainstTheBasics(t *testing.T) {
	u := newUI(t, Options{})
	u.m.s.SetText(Started, "2026-11-20 09:58Z")
	u.m.s.SetText(Detected, "2026-11-20 10:06Z")
	u.goTo(Timeline).typed("09:58 it begins [started]\n10:08 probe alerts [detected]\n10:41 rolled back [mitigated]")
	u.shows("“[detected]”: at 10:08 UTC here, at 10:06 UTC in the basics", "try  2026-11-20 10:08 +00:00 in the basics (tab)")
	u.key(tea.KeyCtrlR).answer(Detected, "2026-11-20 10:08 +00:00").shows("10:06Z", "detected in the basics is 2026-11-20 10:08 +00:00")
	if len(u.m.s.remarks(Timeline)) > 0 {
		t.Error("it is told still")
	}
	if strings.Contains(u.m.s.Text(Timeline), "basics") {
		t.Error("the timeline changed")
	}
}
