package interview

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

func TestThePreviewLeadsToWhatItSpeaksOf(t *testing.T) {
	u := filled(t).goTo("")
	u.typed("f").shows("1 answer that is not understood, 2 findings; none stops").key(tea.KeyEnter)
	if q, _ := u.m.s.Current(); q.Key != ActionItems || u.m.edit.line != 2 {
		t.Errorf("it leads to %s, line %d", q.Key, u.m.edit.line)
	}
	u.key(tea.KeyCtrlU, tea.KeyBackspace).shows("esc back to the list")
	_, cmd := u.m.Update(tea.KeyMsg{Type: tea.KeyEsc})
	u.run(cmd)
	u.shows("2 findings; none stops", "error detection: It tells what").key(tea.KeyEnter)
	if q, _ := u.m.s.Current(); q.Key != Detection || !strings.HasPrefix(u.m.edit.text()[u.m.edit.offset():], "should have checked") {
		t.Errorf("it leads to %s at %d", q.Key, u.m.edit.offset())
	}
	u.goTo("").typed("f").key(tea.KeyEsc).shows("# Payments API").typed("f").typed("f").shows("# Payments API")
	if u.m.done {
		t.Error("it is written")
	}
}

// A finding leads to its words, in whatever form they stand in the document.
func TestAFindingLeadsToItsWords(t *testing.T) {
	for name, test := range map[string]struct {
		finding Finding
		key     Key
		at      string
	}{
		"metadata":       {Finding{Field: "services", Excerpt: "payments-api"}, Services, "payments-api"},
		"a whole field":  {Finding{Field: "started", Excerpt: "started: 2026"}, Started, "2026-11-20 0958 UTC"},
		"the heading":    {Finding{Excerpt: "502s for EU"}, Title, "502s for EU customers"},
		"an event":       {Finding{Section: document.TimelineSection, Excerpt: "- 10:06 UTC [detected] probe", Line: "- 10:06 UTC [detected] probe alerts which was red"}, Timeline, "1006Z probe"},
		"an action item": {Finding{Section: document.ActionItems, Excerpt: "- [ ] Roll", Line: "- [ ] Roll out region by region (mitigate, P2)"}, ActionItems, "Roll out"},
		"a section":      {Finding{Section: document.Impact}, Impact, ""},
	} {
		t.Run(name, func(t *testing.T) {
			u := filled(t)
			u.m.s.SetText(Started, "2026-11-20 0958 UTC")
			u.m.o.Lint = func([]byte) Review { return Review{"1.", []Finding{test.finding}} }
			u.goTo("").typed("f").key(tea.KeyDown, tea.KeyEnter)
			q, _ := u.m.s.Current()
			if rest := u.m.edit.text()[u.m.edit.offset():]; q.Key != test.key || !strings.HasPrefix(rest, test.at) {
				t.Errorf("it leads to %s, before %q", q.Key, rest)
			}
		})
	}
}

// However many there are and however small the screen is, the picked one is seen.
func TestThePickedFindingIsSeen(t *testing.T) {
	u := filled(t)
	u.m.s.SetText(ActionItems, "")
	u.m.o.Lint = func([]byte) Review {
		r := Review{Summary: "40 findings."}
		for i := range 40 {
			r.Findings = append(r.Findings, Finding{Section: document.Detection, Severity: "warning", Message: fmt.Sprintf("number %d of a list whose every entry takes two rows at least.", i)})
		}
		return r
	}
	u.goTo("").typed("f")
	for _, size := range [][2]int{{80, 24}, {40, 15}, {120, 40}} {
		u.size(size[0], size[1]).key(tea.KeyHome)
		for i := range 40 {
			u.shows(fmt.Sprintf("number %d of", i)).key(tea.KeyDown)
		}
	}
}

// What is said of many places is said once, and above them wherever the list is scrolled to.
func TestAlikeFindingsStandTogether(t *testing.T) {
	u := filled(t)
	u.m.s.SetText(ActionItems, "")
	u.m.o.Lint = func([]byte) Review {
		r := Review{Summary: "14 findings."}
		for i := range 12 {
			r.Findings = append(r.Findings, Finding{
				Rule: "action/no-due-date", Section: document.ActionItems, Severity: "warning", Excerpt: fmt.Sprintf("number %d 期限", i),
				Message: fmt.Sprintf("\"number %d\" has no due date, so it is done when nothing else is.", i),
			})
		}
		other := Finding{Rule: "blame/judgement", Section: document.Detection, Severity: "error", Message: "It judges."}
		r.Findings = append(r.Findings, other, Finding{Rule: "structure/empty-section", Section: document.Impact, Severity: "warning", Message: `The section "Impact" is empty.`})
		r.Findings = append(r.Findings, Finding{Rule: "structure/empty-section", Section: document.Response, Severity: "warning", Message: `The section "Response" is empty.`})
		return r
	}
	u.goTo("").typed("f").shows(`warning 12 × "number …" has no due date, so it is done`, "▸ - action items: “number 0 期限”", "action items: “number 11 期限”")
	for range 11 {
		u.key(tea.KeyDown)
	}
	u.size(40, 15).shows("12 × ", "▸ - action items: “number 11", "… 15 in all").size(80, 24)
	u.key(tea.KeyDown).shows("▸ error detection: It judges.").key(tea.KeyEnd).shows(`warning 2 × The section "…" is empty.`, "  - impact", "▸ - response").key(tea.KeyEnter)
	if q, _ := u.m.s.Current(); q.Key != Response {
		t.Errorf("it leads to %s", q.Key)
	}
}

func TestCommonWords(t *testing.T) {
	for _, test := range []struct{ a, b, want string }{
		{"the same", "the same", "the same"},
		{"No action item is for F2, so it stays.", "No action item is for F4, so it stays.", "No action item is for …, so it stays."},
		{"forty of them are left", "forty-one of them are left", "forty… of them are left"},
		{"期限「金曜」は日付として読めません", "期限「来週」は日付として読めません", "期限「…」は日付として読めません"},
		{"it judges", "it names somebody", ""},
		{"", "x", ""},
	} {
		if got := commonWords(test.a, test.b); got != test.want {
			t.Errorf("%q and %q: got %q, want %q", test.a, test.b, got, test.want)
		}
	}
}
