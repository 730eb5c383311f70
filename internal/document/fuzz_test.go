package document_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// seeds are documents that use everything.
var seeds = []string{
	prose, sectioned, dated + "- 10:42 UTC a\n\n### Nov 21\n\n| Time | What |\n|-|-|\n| 10:42 | x |\n",
	"---\na: &a [*a]\n---\n## Action items\n\n- [ ] a (P1, @k, due 2026-12-15, for F2, done when x, y) [#1](https://github.com/o/r/issues/1)\n  - Owner: @k\n\n| Action | Issue |\n|-|-|\n| a | TBD |\n| b",
	"> - > 1. * a\n\n<!--\n\n</script>\n~~~\n", "[a]: b\n[a] [a](<b 'c\n\n**Impact**\n===\n", "\xef\xbb\xbf---\r\nx: y\r\n...\r\n", "+++\n+++\n", strings.Repeat("> ", 200) + "x\n\n\n\n\n\n\n\n\n\n\n\n\n- y",
	googleStyle, outlined, "# T\n\n**Severity:** SEV2 · **Owner:** @k<br>**Date:** 2026-11-20\n**Duration:** 22:50–00:30 CET\n\n|Severity|Date|\n|-|-|\n|1|2026-11-20|\n\n## Authors\n- a\n",
	"# T\n\nDate: 2026-11-20\nStart – 10:42 UTC\n\n| | |\n|-|-|\n|Status|a\\|b|\n|Severity||\n", "+++\na = [\"x\", 'y' # z\n]\nb = 2026-11-20\nc = \"\"\"\n+++\n- **Impact**: `a` [b](c)\n- **Timeline**\n  - 10:42\n",
	strings.Repeat("*a_ [b](<c ", 100) + "\n" + strings.Repeat("[a]: b\n", 400),
}

// wellFormed fails when spans leave the document or do not nest.
func wellFormed(t *testing.T, d *document.Document) {
	t.Helper()
	inside := func(what string, s document.Span) {
		if s.Start < 0 || s.End < s.Start || s.End > len(d.Source) {
			t.Fatalf("%s: span %v leaves the document of %d bytes", what, s, len(d.Source))
		}
	}
	inside("metadata", d.Meta.Span)
	for _, f := range d.Meta.Fields {
		inside("field "+f.Key, f.Span)
	}
	for i, s := range d.Sections {
		inside("section", s.Span)
		if !s.Span.Contains(s.Title) || !s.Span.Contains(s.Body) {
			t.Fatalf("section %q: title %v and body %v are not in %v", s.Heading, s.Title, s.Body, s.Span)
		}
		if s.Parent >= i || s.Parent >= 0 && (d.Sections[s.Parent].Level >= s.Level || !d.Sections[s.Parent].Span.Contains(s.Span)) {
			t.Fatalf("section %d %q is not inside its parent %d", i, s.Heading, s.Parent)
		}
		if i > 0 && s.Parent < i-1 && d.Sections[i-1].Span.End > s.Span.Start && d.Sections[i-1].Level >= s.Level {
			t.Fatalf("section %d begins before the one before ends", i)
		}
	}
	for i, e := range d.Timeline.Events {
		inside("event", e.Span)
		if !e.Span.Contains(e.Time) || i > 0 && e.Span.Start < d.Timeline.Events[i-1].Span.Start {
			t.Fatalf("event %d: time %v in %v", i, e.Time, e.Span)
		}
		if e.At.IsZero() == (e.Why == document.Known) {
			t.Fatalf("event %d: at %v because %q", i, e.At, e.Why)
		}
	}
	for _, s := range d.Timeline.Untimed {
		inside("untimed", s)
	}
	for i, a := range d.Actions {
		inside("action", a.Span)
		if !a.Span.Contains(a.TitleAt) {
			t.Fatalf("action %d: title %v in %v", i, a.TitleAt, a.Span)
		}
		if a.Issue != nil {
			inside("issue", a.Issue.Span)
		}
	}
	for _, f := range d.Factors {
		inside("factor", f.Span)
	}
	for _, c := range d.Comments {
		inside("comment", c.Span)
	}
	for _, p := range d.Problems {
		inside("problem", p.Span)
	}
	for i, b := range d.Prose {
		inside("block", b.Span)
		if b.Section >= len(d.Sections) || b.Event >= len(d.Timeline.Events) || b.Action >= len(d.Actions) {
			t.Fatalf("block %d belongs to section %d, event %d, action %d", i, b.Section, b.Event, b.Action)
		}
		for _, s := range append(b.Code, b.Links...) {
			if s.Start < 0 || s.End < s.Start || s.End > len(b.Text) {
				t.Fatalf("block %d: %v leaves its text", i, s)
			}
			inside("part of a block", b.Source(s))
		}
		inside("block's text", b.Source(document.Span{Start: 0, End: len(b.Text)}))
	}
	if utf8.Valid(d.Source) {
		for _, s := range d.Sections {
			d.Position(s.Span.Start)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	for _, s := range []string{
		"件名：決済の遅延\n■概要\n決済が遅延\n■経緯（日本時間）\n・１１／２０　１０：４２　障害発生\n・翌日 25:30 復旧\n■対策\n・監視を足す（担当：田中、期限：12/15まで）【完了】\n",
		"!!! success \"Resolved\"\n\n    **Timeline (UTC):**\n\n    - 10:42 a\n      - b\n    > c\n\n    **Follow-ups:**\n\n    1. Add d\n        e\n??? note\n    f<br>10:43 g\n\n    ```\n    !!! h\n",
		"（１）影響\n【原因】上限\n６　再発防止策\n　① 手順を直す　担当：田中　期限：来週金曜\n", "## Keep\n## Problem\n## Try\n- a（情報課、令和8年12月末）\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		d := document.Parse("2026-11-20-x.md", source)
		wellFormed(t, d)
		if utf8.Valid(source) && len(source) < 4096 {
			checkMapping(t, d)
		}
	})
}

// FuzzMetadata is FuzzParse for what stands under a title, where metadata is looked for.
func FuzzMetadata(f *testing.F) {
	for _, s := range []string{"**Date:** 2026-11-20\n**Start**: 10:42 UTC – x", "- **Impact**: a\n- **Timeline**\n  - 10:42", "|Status|Date|\n|-|-|\n|a|b|", "| | |\n|-|-|\n|Start|10:42–12:15 UTC|", "## Owner: @k\n## Date\nEnd: 1", "Severity — 1\nIC: @a, @b and C", "**a** **Date** b · **Status:** c\n\n**Impact**"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := document.Parse("2026-11-20-x.md", []byte("# T\n\n"+text))
		wellFormed(t, d)
		for _, at := range []time.Time{d.Meta.Detected, d.Meta.Mitigated, d.Meta.Resolved} {
			if !at.IsZero() && at.Before(d.Meta.Started) {
				t.Fatalf("%q: %v is before the start, %v", text, at, d.Meta.Started)
			}
		}
		for _, f := range d.Meta.Fields {
			if f.Key == "" || strings.ContainsAny(f.Key+f.Value, "\n\r") {
				t.Fatalf("%q: field %+v", text, f)
			}
		}
	})
}

func FuzzLinkIssue(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s), 0)
	}
	f.Fuzz(func(t *testing.T, source []byte, i int) {
		d := document.Parse("", append([]byte("## Action items\n\n- "), source...))
		edits, err := d.LinkIssue(i, "#1", "https://github.com/o/r/issues/1")
		if err != nil {
			return
		}
		got, err := document.Apply(d.Source, edits...)
		if err != nil {
			t.Fatal(err)
		}
		after := document.Parse("", got)
		if len(after.Actions) != len(d.Actions) || after.Actions[i].Issue == nil || after.Actions[i].Issue.URL != "https://github.com/o/r/issues/1" {
			t.Fatalf("%q\n%q", d.Source, got)
		}
		grown := 0
		for _, e := range edits {
			grown += len(e.Text) - e.Span.Len()
		}
		if len(got) != len(d.Source)+grown {
			t.Fatalf("%q\n%q: more than the edit changed", d.Source, got)
		}
	})
}

// actionSeeds are action sections in the ways that teams write them.
var actionSeeds = []string{
	"- [ ] a (detect, P1, @k, due 2026-12-15, for F2, F3, done when x, y) [#1](https://github.com/o/r/issues/1)\n  - Owner: @k\n  - [x] b (won't do)\n",
	"- Prevent:\n  1. ✅ a\n  - [done] b – in progress\n- DONE: c\n- HIGH d, owner: Jane Doe, ETA: end of Q1\n",
	"| # | Action Item | Who | Target Date | Status | Tracking Ticket |\n|-|:-:|-|-|-|-|\n| 1 | a \\| b | A | Dec 5 | Done | OPS-1 **TODO** |\n| 2 | ~~c~~\n",
	"### 1. Add a\n\n**Owner:** Jane\n**Due:** 2026-12-15\n\n### Immediate actions (completed)\n\nFix the thing. Tracked in OPS-12.\n\n**Action 2:** b (SRE team)\n",
	"1. **a**\n   which has:\n\n- b\n- c\n\nTasks (done):\n\n- @bob to fix d (moved to o/r#7)\r\n\t- Status: open\r\n", "!|0\n-|-\n0|:", "### 1. #7\n\nOwner: x\n", "We will add a. To prevent b, we're also going to limit c, e.g. d (@k, P1). We have already set e.\n\n### 2) Limit f\n\nx\n", "**Add a.** b\n\nAll due to these causes:\n\n- a\n",
	"[a]: b\n- [a]\n- ~~*a* [b][a]~~ (P1) `c`\n- 日本（P1）\n",
}

func FuzzActionSection(f *testing.F) {
	for _, s := range actionSeeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		d := document.Parse("", append([]byte("## Action items\n\n"), source...))
		wellFormed(t, d)
		for i, a := range d.Actions {
			if a.Title == "" && a.Issue == nil || a.Done && a.Dropped || (a.Factor == "") != (len(a.Factors) == 0) && len(a.Factors) > 0 {
				t.Fatalf("%q: item %d is %+v", source, i, a)
			}
		}
	})
}

func FuzzActionEdits(f *testing.F) {
	for i, s := range actionSeeds {
		f.Add([]byte(s), uint8(i), uint8(i), "Jane *Doe*")
		f.Add([]byte(s), uint8(0), uint8(8+i%3), "#7")
	}
	f.Fuzz(func(t *testing.T, source []byte, i, op uint8, value string) {
		d := document.Parse("", append([]byte("## Action items\n\n"), source...))
		if len(d.Actions) == 0 {
			return
		}
		item := int(i) % len(d.Actions)
		var edits []document.Edit
		var err error
		switch op %= 11; op {
		case 8, 9:
			edits, err = d.SetDone(item, op == 8)
		case 10:
			edits, err = d.ReplaceLink(item, value, "https://github.com/o/r/issues/7")
		default:
			edits, err = d.SetField(item, document.ActionField(op), value)
		}
		if err != nil {
			return
		}
		got, err := document.Apply(d.Source, edits...)
		if err != nil {
			t.Fatal(err)
		}
		after := document.Parse("", got)
		if len(after.Actions) != len(d.Actions) {
			t.Fatalf("%q\n%q: %d items, were %d", d.Source, got, len(after.Actions), len(d.Actions))
		}
		for k, a := range after.Actions {
			if k != item {
				sameItem(t, d, after, k)
			} else if op == 8 && !a.Done || op == 9 && a.Done || op == 10 && a.Issue == nil {
				t.Fatalf("%q\n%q: item %d is %+v", d.Source, got, k, a)
			}
		}
	})
}

// sameItem fails when an edit of another item changed this one.
func sameItem(t *testing.T, before, after *document.Document, k int) {
	t.Helper()
	a, b := before.Actions[k], after.Actions[k]
	opts := []cmp.Option{cmpopts.IgnoreUnexported(document.ActionItem{}), cmpopts.IgnoreFields(document.ActionItem{}, "Span", "TitleAt"), cmpopts.IgnoreFields(document.IssueLink{}, "Span")}
	if diff := cmp.Diff(a, b, opts...); diff != "" {
		t.Fatalf("%q\n%q: item %d (-was +is)\n%s", before.Source, after.Source, k, diff)
	}
}

func FuzzReadTime(f *testing.F) {
	for _, s := range []string{"10:42", "2026-11-20T10:42:00Z", "20 Nov 2026 10:42 pm PST", "1042 UTC", "T+1h", "24:00", "Fri, Nov 20th 10:42–10:55 (11:42 CET)",
		"10h42 Europe/Berlin", "20261120T104207Z", "2026年11月20日 10時42分", "20/Nov/2026:10:42:07 +0000", "T+5m (10:47 UTC)", "noon Pacific Time", "10.42 IST (UTC+5:30)"} {
		f.Add(s, int64(1795168680))
	}
	f.Fuzz(func(t *testing.T, text string, day int64) {
		at, err := document.ReadTime(text, time.Unix(day%(1<<36), 0).UTC())
		if (err == nil) == at.IsZero() {
			t.Fatalf("%q: %v, %v", text, at, err)
		}
		if err == nil {
			if again, err := document.ReadTime(at.Format(time.RFC3339Nano), time.Time{}); at.Year() > 0 && at.Year() < 9999 && (err != nil || !again.Equal(at)) {
				t.Fatalf("%q is %v, then %v (%v)", text, at, again, err)
			}
		}
	})
}

// FuzzTimeline is one entry, whatever is written in it, in every form that a timeline has.
func FuzzTimeline(f *testing.F) {
	for _, s := range []string{
		"１０：４２　a", "翌日の午後3時半頃 a", "約1時間半後 a", "同日 25:30 a", "令和8年11月20日（金）10時42分から10時55分まで a",
		"10:42 a", "T+5m (10:47 UTC) b", "10 minutes later c", "Day 2, 10:42", "Nov 20th 10:42–10:55 PST [detected]", "10.42 Errors", "2026年11月20日 10時42分 x", "First detected 2026-11-20 10:42",
		"a (10:42 UTC)", "**10:42**", "Timeline\n10:00 a\n10:05 b\n10:10 c", "- **Key events**\n  - 2026-11-20 10:42 a", "10:42 Europe/Berlin (UTC+1) / 09:42 UTC d", "Time (UTC) | JST",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, entry string) {
		for _, form := range []string{
			"## Timeline\n\n- %\n- 10:50 z\n", "# Outage of 2026-11-20\n## Timeline (UTC)\n| % | What |\n|-|-|\n| % | x |\n", "## Timeline\n### %\n%\n", "%\n\nTimeline:\n\n%\n",
			"## Timeline\n```\n10:00 a\n%\n10:10 b\n```\n", "- Key events\n  - %\n- Context\n  - 2026-11-20 10:00 a\n  - %\n  - 2026-11-20 10:05 UTC b\n",
		} {
			d := parse(strings.ReplaceAll(form, "%", entry))
			wellFormed(t, d)
			for _, e := range d.Timeline.Events {
				if e.Written == "" || e.Time.Len() == 0 {
					t.Fatalf("%q: an event without a time: %+v", d.Source, e)
				}
			}
		}
	})
}

func FuzzReadDate(f *testing.F) {
	for _, s := range []string{"2026-12-15", "Dec 15, 2026", "15th of December 2026", "12/15/26", "31.12.2026", "令和8年１２月１５日", "2026年12月15日（火）まで"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		iso, err := document.ReadDate(text)
		if err != nil {
			return
		}
		if _, err := time.Parse(time.DateOnly, iso); err != nil {
			t.Fatalf("%q: %q is no date", text, iso)
		}
		if again, err := document.ReadDate(iso); err != nil || again != iso {
			t.Fatalf("%q is %q, then %q (%v)", text, iso, again, err)
		}
	})
}

func FuzzReadAction(f *testing.F) {
	for _, s := range []string{"a (detect, P1, @k, due 2026-12-15, for F2, done when x, y)", "[x] ~~a~~ #1", "OPS-1: a, owner: B, by Dec 5", "(((", "P1 P1 P1", "✅ a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		a := document.ReadAction(line)
		if a.Title == "" && a.Issue == nil && strings.TrimSpace(line) != "" {
			t.Fatalf("%q is an item without a title: %+v", line, a)
		}
		if a.Priority != "" && (len(a.Priority) != 2 || a.Priority[0] != 'P') {
			t.Fatalf("%q: priority %q", line, a.Priority)
		}
	})
}

// corpus is the documents that measurements are made on: those of POSTMORTEM_CORPUS, or made-up ones.
func corpus(tb testing.TB) [][]byte {
	var out [][]byte
	if dir := os.Getenv("POSTMORTEM_CORPUS"); dir != "" {
		files, _ := filepath.Glob(filepath.Join(dir, "*.md"))
		for _, f := range files {
			source, err := document.ReadFile(f)
			if err != nil {
				tb.Fatal(err)
			}
			out = append(out, source)
		}
		return out
	}
	for i := range 20 {
		out = append(out, []byte(strings.Repeat(prose[len("---\ntitle: x\n---\n"):], i%4+1)+dated+strings.Repeat("- 10:42 UTC The error rate of checkout rose to 3 %.\n", 20)+"## Action items\n\n"+strings.Repeat("- [ ] Alert on queue depth (detect, P1, @k, due 2026-12-15)\n", 5)))
	}
	return out
}
