package document_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// actions compares the action items of a document, positions aside.
func actions(t *testing.T, d *document.Document, want ...document.ActionItem) {
	t.Helper()
	for i := range want {
		if want[i].Factor != "" && want[i].Factors == nil {
			want[i].Factors = []string{want[i].Factor}
		}
	}
	opts := []cmp.Option{
		cmpopts.IgnoreFields(document.ActionItem{}, "Span", "TitleAt"), cmpopts.IgnoreFields(document.IssueLink{}, "Span"),
		cmpopts.IgnoreUnexported(document.ActionItem{}), cmpopts.EquateEmpty(),
	}
	if diff := cmp.Diff(want, d.Actions, opts...); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

const issues = "https://github.com/o/r/issues/"

func TestActionInAList(t *testing.T) {
	full := document.ActionItem{Title: "Alert on queue depth above 10k", Type: "detect", Priority: "P1", Owner: "@kmori", Due: "2026-12-15", Factor: "F2"}
	with := func(change func(*document.ActionItem)) document.ActionItem {
		a := full
		change(&a)
		return a
	}
	titled := func(title string, change ...func(*document.ActionItem)) document.ActionItem {
		a := document.ActionItem{Title: title}
		for _, c := range change {
			c(&a)
		}
		return a
	}
	owner := func(s string) func(*document.ActionItem) { return func(a *document.ActionItem) { a.Owner = s } }
	due := func(s string) func(*document.ActionItem) { return func(a *document.ActionItem) { a.Due = s } }
	prio := func(s string) func(*document.ActionItem) { return func(a *document.ActionItem) { a.Priority = s } }
	done := func(a *document.ActionItem) { a.Done = true }
	status := func(s string, change ...func(*document.ActionItem)) func(*document.ActionItem) {
		return func(a *document.ActionItem) {
			a.Status = s
			for _, c := range change {
				c(a)
			}
		}
	}
	dropped := func(a *document.ActionItem) { a.Dropped = true }
	factors := func(ids ...string) func(*document.ActionItem) {
		return func(a *document.ActionItem) { a.Factor, a.Factors = ids[0], ids }
	}
	doneWhen := func(s string) func(*document.ActionItem) { return func(a *document.ActionItem) { a.DoneWhen = s } }
	issue := func(l document.IssueLink) func(*document.ActionItem) {
		return func(a *document.ActionItem) { a.Issue = &l }
	}
	github := document.IssueLink{Text: "#123", URL: issues + "123", Owner: "o", Repo: "r", Number: 123}
	tests := []struct {
		item string
		want document.ActionItem
	}{
		{"[ ] Alert on queue depth above 10k (detect, P1, @kmori, due 2026-12-15, for F2)", full},
		{"[ ] Alert on queue depth above 10k (detect, P1, @kmori, due 2026-12-15, for F2) [#123](" + issues + "123)", with(issue(github))},
		{"[x] **Alert** on queue depth above 10k (p1; for f2; detection; due Dec 15, 2026; owner: @kmori).", with(done)},
		{"[P1] Alert on queue depth above 10k (detect, @kmori, due 15 December 2026, F2)", full},
		{"P1: Alert on queue depth above 10k (detect) (@kmori, by 2026-12-15) (F2)", full},
		{"Alert on queue depth above 10k, detect, P1", titled("Alert on queue depth above 10k, detect", prio("P1"))},
		{"Drain nodes first @kmori", titled("Drain nodes first", owner("@kmori"))},
		{"@kmori: drain nodes first", titled("drain nodes first", owner("@kmori"))},
		{"Drain nodes first - @org/team", titled("Drain nodes first", owner("@org/team"))},
		{"Drain nodes first. Owner: Jane Doe, due: 2026-12-15", titled("Drain nodes first", owner("Jane Doe"), due("2026-12-15"))},
		{"Drain nodes first (owner Jane Doe, due end of Q1)", titled("Drain nodes first", owner("Jane Doe"), due("end of Q1"))},
		{"Drain nodes first (@a, @b)", titled("Drain nodes first", owner("@a, @b"))},
		{"Drain nodes first (P1, owner TBD)", titled("Drain nodes first", prio("P1"))},
		{"Ask @bob (@kmori)", titled("Ask @bob", owner("@kmori"))},
		{"Drain nodes first (EU only)", titled("Drain nodes first (EU only)")},
		{"Drain nodes first (due to load)", titled("Drain nodes first (due to load)")},
		{"Drain nodes first (by hand) (P2)", titled("Drain nodes first (by hand)", prio("P2"))},
		{"Talk to the database owner today", titled("Talk to the database owner today")},
		{"Drain nodes first (P3, done when f(x) < 2, twice in a row)", titled("Drain nodes first", prio("P3"), doneWhen("f(x) < 2, twice in a row"))},
		{"~~Drain nodes first~~ done", titled("Drain nodes first", done)},
		{"~~Drain nodes~~ first", titled("Drain nodes first")},
		{"~~Drain nodes first (P3)~~", titled("Drain nodes first", prio("P3"), done)},
		{"~~Drain nodes first~~ " + issues + "123", titled("Drain nodes first", done, issue(document.IssueLink{Text: issues + "123", URL: issues + "123", Owner: "o", Repo: "r", Number: 123}))},
		{"~~Drain~~ nodes", titled("Drain nodes")},
		{"✅ Drain nodes first", titled("Drain nodes first", done)},
		{"Drain nodes first (DONE)", titled("Drain nodes first", status("DONE", done))},
		{"DONE: Drain nodes first", titled("Drain nodes first", status("DONE", done))},
		{"Drain nodes first [done]", titled("Drain nodes first", status("done", done))},
		{"[ ] Drain nodes first (P1, in progress)", titled("Drain nodes first", prio("P1"), status("in progress"))},
		{"[x] Drain nodes first (Won’t do)", titled("Drain nodes first", status("Won’t do", dropped))},
		{"~~Drain nodes first~~ (not planned)", titled("Drain nodes first", status("not planned", dropped))},
		{"[ ] Drain nodes first (@k, moved to o/r#7)", titled("Drain nodes first", owner("@k"), status("moved to o/r#7", dropped))},
		{"Drain nodes first (status: with the vendor)", titled("Drain nodes first", status("with the vendor"))},
		{"Drain nodes first (state of the pool)", titled("Drain nodes first (state of the pool)")},
		{"Drain nodes first (@k, for F1, F3)", titled("Drain nodes first", owner("@k"), factors("F1", "F3"))},
		{"Drain nodes first #123", titled("Drain nodes first", issue(document.IssueLink{Text: "#123", Number: 123}))},
		{"Drain nodes first (o/r#123)", titled("Drain nodes first", issue(document.IssueLink{Text: "o/r#123", Owner: "o", Repo: "r", Number: 123}))},
		{"Drain nodes first [OPS-12](https://x.atlassian.net/browse/OPS-12)", titled("Drain nodes first", issue(document.IssueLink{Text: "OPS-12", URL: "https://x.atlassian.net/browse/OPS-12"}))},
		{"OPS-12: Drain nodes first", titled("Drain nodes first", issue(document.IssueLink{Text: "OPS-12"}))},
		{"[#123](" + issues + "123) Drain nodes first", titled("Drain nodes first", issue(github))},
		{"[Drain nodes first](" + issues + "123)", titled("Drain nodes first", issue(document.IssueLink{Text: "Drain nodes first", URL: issues + "123", Owner: "o", Repo: "r", Number: 123}))},
		{"Drain nodes as [docs](https://d.io/x) say", titled("Drain nodes as docs say")},
		{"Move to UTF-8", titled("Move to UTF-8")},
		{"See <https://gitlab.com/g/p/-/issues/7>", titled("See", issue(document.IssueLink{Text: "https://gitlab.com/g/p/-/issues/7", URL: "https://gitlab.com/g/p/-/issues/7"}))},
		{"Fish &amp; \\*chips\\* (P2)", titled("Fish & *chips*", prio("P2"))},
	}
	for _, tt := range tests {
		t.Run(tt.item, func(t *testing.T) { actions(t, parse("## Action items\n\n- "+tt.item+"\n"), tt.want) })
	}
}

func TestActionGroups(t *testing.T) {
	d := parse(`## Follow-ups

Some words before.

- Prevent:
  - [ ] Refuse bad configuration
    - a remark, no item
  - Roll out slowly
- **Detection**
  1. Alert
- Page someone
  - Owner: @kmori
  - **Due:** 2026-12-15
  - Status: done
  - Ticket: OPS-12
- 1. Numbered in a bullet

### Mitigation

* Faster rollback
> - quoted

## Appendix

- [ ] elsewhere
`)
	actions(t, d,
		document.ActionItem{Title: "Refuse bad configuration", Type: "prevent"},
		document.ActionItem{Title: "Roll out slowly", Type: "prevent"},
		document.ActionItem{Title: "Alert", Type: "detect"},
		document.ActionItem{Title: "Page someone", Owner: "@kmori", Due: "2026-12-15", Status: "done", Done: true, Issue: &document.IssueLink{Text: "OPS-12"}},
		document.ActionItem{Title: "Numbered in a bullet"},
		document.ActionItem{Title: "Faster rollback", Type: "mitigate"},
	)
	equal(t, "  - [ ] Refuse bad configuration\n    - a remark, no item", at(d, d.Actions[0].Span))
	equal(t, "Refuse bad configuration", at(d, d.Actions[0].TitleAt))
	for _, b := range d.Prose {
		if b.Action >= 0 && !strings.Contains(b.Text, d.Actions[b.Action].Title) {
			t.Errorf("%q is taken for the title of %q", b.Text, d.Actions[b.Action].Title)
		}
	}
}

func TestActionTable(t *testing.T) {
	d := parse(`## Action items

| # | Done when | Due date | **Action item** | Ticket | Assignee | Prio. | Category | Root cause | Status |
|---|-----------|---|:--:|---|---|---|---|---|---|
| 1 | it fires | 15 Dec 2026 | Alert on ` + "`a\\|b`" + ` \| c | [#123](` + issues + `123) | Jane Doe | p1 | Detection | f2 | In progress |
| 2 | - | soon | ~~Drain~~ | TBD | n/a | | | | |
| 3 | | | Roll back | 77 | @a, @b | P2 - high | | | Done ✅ |
| 4 | | | Short row
| 5 | | | | | @nobody | | | | |
`)
	actions(t, d,
		document.ActionItem{Title: "Alert on a|b | c", Type: "detect", Priority: "P1", Owner: "Jane Doe", Due: "2026-12-15", Factor: "F2", DoneWhen: "it fires", Status: "In progress",
			Issue: &document.IssueLink{Text: "#123", URL: issues + "123", Owner: "o", Repo: "r", Number: 123}},
		document.ActionItem{Title: "Drain", Due: "soon", Done: true},
		document.ActionItem{Title: "Roll back", Owner: "@a, @b", Priority: "P2", Status: "Done ✅", Done: true, Issue: &document.IssueLink{Text: "77", Number: 77}},
		document.ActionItem{Title: "Short row"},
	)
	actions(t, parse("## Action items\n\n| Was ist zu tun | Owner |\n|-|-|\n| Alarm | @k |\n"), document.ActionItem{Title: "Alarm", Owner: "@k"})
}

func TestReadAction(t *testing.T) {
	a := document.ReadAction("  Alert on\nqueue depth (detect, P1, @kmori) ")
	equal(t, "Alert on queue depth|detect|P1|@kmori", strings.Join([]string{a.Title, a.Type, a.Priority, a.Owner}, "|"))
	for _, line := range []string{"# heading", "> quoted", "```", "---", "<!-- x -->", "[a]: b"} {
		equal(t, line, document.ReadAction(line).Title)
	}
	equal(t, "ticked", document.ReadAction("[x] ticked").Title)
}

func TestFactors(t *testing.T) {
	d := parse("## Root causes\n\nBecause:\n\n- **F1** No guardrail\n  - detail\n- F2: old proxy\n- no id\n\n### F3 – Retry storm\n\n- not a factor\n\n[F4] in a paragraph\n\n## Impact\n\n- F9 no\n")
	var got []string
	for _, f := range d.Factors {
		got = append(got, f.ID+"|"+f.Text+"|"+at(d, f.Span))
	}
	equal(t, []string{
		"F1|No guardrail|**F1** No guardrail", "F2|old proxy|F2: old proxy", "|no id|no id", "F3|Retry storm|F3 – Retry storm", "F4|in a paragraph|[F4] in a paragraph",
	}, got)
}
