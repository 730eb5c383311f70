package document_test

import (
	"strings"
	"testing"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// events writes a timeline down, one entry a line: instant or reason, milestone, text.
func events(d *document.Document) []string {
	var out []string
	for _, e := range d.Timeline.Events {
		when := e.At.UTC().Format("01-02 15:04:05")
		if e.At.IsZero() {
			when = e.Why.Error()
		}
		line := when + " | " + e.Text
		if e.Milestone != "" {
			line += " [" + e.Milestone + "]"
		}
		out = append(out, line)
	}
	return out
}

const dated = "---\nstarted: 2026-11-20T09:58:00Z\n---\n## Timeline\n\n"

// TestTimes is every way to write a time, as the only entry of a timeline on 20 November 2026, UTC.
func TestTimes(t *testing.T) {
	tests := []struct{ entry, want, written string }{
		{"- 10:42 Errors", "11-20 10:42:00 | Errors", "10:42"},
		{"- 10:42 UTC Errors", "11-20 10:42:00 | Errors", "10:42 UTC"},
		{"- 10:42 utc: Errors", "11-20 10:42:00 | Errors", "10:42 utc"},
		{"- 2026-11-20 10:42 +01:00 Errors", "11-20 09:42:00 | Errors", "2026-11-20 10:42 +01:00"},
		{"- 2026-11-20 10:42 -05:00 Errors", "11-20 15:42:00 | Errors", "2026-11-20 10:42 -05:00"},
		{"- 10:42:07Z Errors", "11-20 10:42:07 | Errors", "10:42:07Z"},
		{"- 2026-11-20T10:42:07Z Errors", "11-20 10:42:07 | Errors", "2026-11-20T10:42:07Z"},
		{"- 2026-11-20T10:42:07.123-08:00 Errors", "11-20 18:42:07 | Errors", "2026-11-20T10:42:07.123-08:00"},
		{"- 2026-11-20T10:42-08:00 Errors", "11-20 18:42:00 | Errors", "2026-11-20T10:42-08:00"},
		{"- 2026-11-20T10:42:07+0530: Errors", "11-20 05:12:07 | Errors", "2026-11-20T10:42:07+0530"},
		{"- 2026/11/20 10:42 Errors", "11-20 10:42:00 | Errors", "2026/11/20 10:42"},
		{"- 10:42 am Errors", "11-20 10:42:00 | Errors", "10:42 am"},
		{"- 3:05PM Errors", "11-20 15:05:00 | Errors", "3:05PM"},
		{"- 3 p.m. Errors", "11-20 15:00:00 | Errors", "3 p.m."},
		{"- 12:05 AM PST – Errors", "11-20 08:05:00 | Errors", "12:05 AM PST"},
		{"- 12:05 pm – Errors", "11-20 12:05:00 | Errors", "12:05 pm"},
		{"- 10:42–10:55 Errors", "11-20 10:42:00 | Errors", "10:42–10:55"},
		{"- 10:42-10:55 Errors", "11-20 10:42:00 | Errors", "10:42-10:55"},
		{"- 10:00-2:00 Errors", "11-20 10:00:00 | Errors", "10:00-2:00"},
		{"- 10:00-10:30 Errors", "11-20 10:00:00 | Errors", "10:00-10:30"},
		{"- 10:42 to 10:55 UTC: Errors", "11-20 10:42:00 | Errors", "10:42 to 10:55 UTC"},
		{"- ~10:42 Errors", "11-20 10:42:00 | Errors", "10:42"},
		{"- At around 10:42, Errors", "11-20 10:42:00 | Errors", "At around 10:42"},
		{"- **10:42 UTC** - Errors", "11-20 10:42:00 | Errors", "10:42 UTC"},
		{"- `10:42` Errors", "11-20 10:42:00 | Errors", "10:42"},
		{"- [10:42] Errors", "11-20 10:42:00 | Errors", "10:42"},
		{"- 10:42 (UTC) Errors", "11-20 10:42:00 | Errors", "10:42 (UTC)"},
		{"- 10:42 UTC+2 Errors", "11-20 08:42:00 | Errors", "10:42 UTC+2"},
		{"- 10:42 UTC (11:42 CET) Errors", "11-20 10:42:00 | Errors", "10:42 UTC (11:42 CET)"},
		{"- 19:42 JST Errors", "11-20 10:42:00 | Errors", "19:42 JST"},
		{"- 02:42 PT Errors", "11-20 10:42:00 | Errors", "02:42 PT"},
		{"- 1042 UTC Errors", "11-20 10:42:00 | Errors", "1042 UTC"},
		{"- 20 November 2026, 10:42: Errors", "11-20 10:42:00 | Errors", "20 November 2026, 10:42"},
		{"- Fri, Nov 20th 10:42 Errors", "11-20 10:42:00 | Errors", "Fri, Nov 20th 10:42"},
		{"- 11/21/2026 10:42 Errors", "11-21 10:42:00 | Errors", "11/21/2026 10:42"},
		{"- 10:42 on 21 Nov 2026: Errors", "11-21 10:42:00 | Errors", "10:42 on 21 Nov 2026"},
		{"- 10:42 UTC - Saturday Nov 21st: Errors", "11-21 10:42:00 | Errors", "10:42 UTC - Saturday Nov 21st"},
		{"- T+15m Errors", "11-20 10:13:00 | Errors", "T+15m"},
		{"- T-1h30m Errors", "11-20 08:28:00 | Errors", "T-1h30m"},
		{"- +5 min: Errors", "11-20 10:03:00 | Errors", "+5 min"},
		{"- T+01:15 Errors", "11-20 11:13:00 | Errors", "T+01:15"},
		{"- 24:00 Errors", "11-21 00:00:00 | Errors", "24:00"},
		{"10:42 Errors", "11-20 10:42:00 | Errors", "10:42"},
		{"### 10:42 Errors\n\nmore", "11-20 10:42:00 | Errors", "10:42"},
		{"### 10:42\n\nErrors\n\nmore", "11-20 10:42:00 | Errors", "10:42"},
		{"1. 10:42 Errors", "11-20 10:42:00 | Errors", "10:42"},
		{"- [ ] 10:42 Errors", "11-20 10:42:00 | Errors", "10:42"},
		{"- Alert fired: 2026-11-20 10:42 UTC", "11-20 10:42:00 | Alert fired [detected]", "2026-11-20 10:42 UTC"},
		{"- 10:42 +2 nodes added", "11-20 10:42:00 | +2 nodes added", "10:42"},
		{"- 10:42 west region down", "11-20 10:42:00 | west region down", "10:42"},
		{"- 10:42 May was informed", "11-20 10:42:00 | May was informed", "10:42"},
		{"- 10.42 Errors", "11-20 10:42:00 | Errors", "10.42"},
		{"- 10.42 - errors", "11-20 10:42:00 | errors", "10.42"},
		{"- 9.42 am: Errors", "11-20 09:42:00 | Errors", "9.42 am"},
		{"- 9:42p: Errors", "11-20 21:42:00 | Errors", "9:42p"},
		{"### 10:42a\n\nErrors", "11-20 10:42:00 | Errors", "10:42a"},
		{"- 10:42 PST/PDT Errors", "11-20 18:42:00 | Errors", "10:42 PST/PDT"},
		{"- 2026-07-20 10:42 CET/CEST Errors", "07-20 08:42:00 | Errors", "2026-07-20 10:42 CET/CEST"},
		{"- 2026-07-20 10:42 BST / GMT Errors", "07-20 09:42:00 | Errors", "2026-07-20 10:42 BST / GMT"},
		{"- 21-11:2026 10:42 - Errors", "11-21 10:42:00 | Errors", "21-11:2026 10:42"},
		{"- 21/11-2026 10:42 Errors", "11-21 10:42:00 | Errors", "21/11-2026 10:42"},
		{"- 2026-11-20 10:42:07 +0000 UTC Errors", "11-20 10:42:07 | Errors", "2026-11-20 10:42:07 +0000 UTC"},
		{"- 10h42 Errors", "11-20 10:42:00 | Errors", "10h42"},
		{"- 10:42h Errors", "11-20 10:42:00 | Errors", "10:42h"},
		{"- 10:42 Uhr: Errors", "11-20 10:42:00 | Errors", "10:42 Uhr"},
		{"- 1042Z Errors", "11-20 10:42:00 | Errors", "1042Z"},
		{"- 1042 hrs Errors", "11-20 10:42:00 | Errors", "1042 hrs"},
		{"- 2026-11-21 1042: Errors", "11-21 10:42:00 | Errors", "2026-11-21 1042"},
		{"- 20261121T104207Z Errors", "11-21 10:42:07 | Errors", "20261121T104207Z"},
		{"- 10:42:xx Errors", "11-20 10:42:00 | Errors", "10:42:xx"},
		{"- 12:00+ Errors", "11-20 12:00:00 | Errors", "12:00+"},
		{"- noon: Errors", "11-20 12:00:00 | Errors", "noon"},
		{"- 2026年11月21日 10時42分 Errors", "11-21 10:42:00 | Errors", "2026年11月21日 10時42分"},
		{"- 19:42 JST 頃 Errors", "11-20 10:42:00 | 頃 Errors", "19:42 JST"},
		{"- 10:42頃 Errors", "11-20 10:42:00 | Errors", "10:42頃"},
		{"- By 11:00, Errors", "11-20 11:00:00 | Errors", "By 11:00"},
		{"- Shortly after 11:00 Errors", "11-20 11:00:00 | Errors", "Shortly after 11:00"},
		{"- 10:42 → 10:55 Errors", "11-20 10:42:00 | Errors", "10:42 → 10:55"},
		{"- 10:42〜10:55 Errors", "11-20 10:42:00 | Errors", "10:42〜10:55"},
		{"- Between 10:42 and 10:55 Errors", "11-20 10:42:00 | Errors", "Between 10:42 and 10:55"},
		{"- 10:42–10:55 PST: Errors", "11-20 18:42:00 | Errors", "10:42–10:55 PST"},
		{"- 9:42 to 10:55 PM Errors", "11-20 21:42:00 | Errors", "9:42 to 10:55 PM"},
		{"- 22:00-02:00 Errors", "11-20 22:00:00 | Errors", "22:00-02:00"},
		{"- 11:42 Europe/Berlin Errors", "11-20 10:42:00 | Errors", "11:42 Europe/Berlin"},
		{"- 05:42 America/New_York Errors", "11-20 10:42:00 | Errors", "05:42 America/New_York"},
		{"- 2:42 AM Pacific Time: Errors", "11-20 10:42:00 | Errors", "2:42 AM Pacific Time"},
		{"- 11:42 Central European Time (CET): Errors", "11-20 10:42:00 | Errors", "11:42 Central European Time (CET)"},
		{"- 16:12 IST (UTC+5:30) Errors", "11-20 10:42:00 | Errors", "16:12 IST (UTC+5:30)"},
		{"- 10:42 UTC / 11:42 CET / 02:42 PST Errors", "11-20 10:42:00 | Errors", "10:42 UTC / 11:42 CET / 02:42 PST"},
		{"- Mon 14 Dec 10:42 Errors", "12-14 10:42:00 | Errors", "Mon 14 Dec 10:42"},
		{"- 03:30 AM PST Saturday Nov 21st: Errors", "11-21 11:30:00 | Errors", "03:30 AM PST Saturday Nov 21st"},
		{"- [11-21 10:42] Errors", "11-21 10:42:00 | Errors", "11-21 10:42"},
		{"- 21.11.2026 10:42 Errors", "11-21 10:42:00 | Errors", "21.11.2026 10:42"},
		{"- 20/Nov/2026:10:42:07 +0000 Errors", "11-20 10:42:07 | Errors", "20/Nov/2026:10:42:07 +0000"},
		{"- Nov 20 10:42:07 host app[12]: Errors", "11-20 10:42:07 | host app[12]: Errors", "Nov 20 10:42:07"},
		{"- 11-21 ~10:42 Errors", "11-21 10:42:00 | Errors", "11-21 ~10:42"},
		{"- November 21, 2026: 10:42am UTC Errors", "11-21 10:42:00 | Errors", "November 21, 2026: 10:42am UTC"},
		{"- T+12m: Errors", "11-20 10:10:00 | Errors", "T+12m"},
		{"- T-5: Errors", "11-20 09:53:00 | Errors", "T-5"},
		{"- T0: Errors", "11-20 09:58:00 | Errors", "T0"},
		{"- T+00:15:30 Errors", "11-20 10:13:30 | Errors", "T+00:15:30"},
		{"- T+5m (10:47 UTC) Errors", "11-20 10:47:00 | Errors", "T+5m (10:47 UTC)"},
		{"- 10:47 UTC (T+5m) Errors", "11-20 10:47:00 | Errors", "10:47 UTC (T+5m)"},
		{"- Day 2, 10:42: Errors", "11-21 10:42:00 | Errors", "Day 2, 10:42"},
		{"- The next day, 10:42: Errors", "11-21 10:42:00 | Errors", "The next day, 10:42"},
		{"- 🔴 10:42 Errors", "11-20 10:42:00 | Errors", "10:42"},
		{"- Alice [10:42 AM] Errors", "11-20 10:42:00 | Alice Errors", "10:42 AM"},
		{"- Errors (10:42 UTC)", "11-20 10:42:00 | Errors", "10:42 UTC"},
		{"- Errors 2026-11-21 10:42", "11-21 10:42:00 | Errors", "2026-11-21 10:42"},
		{"- 10:42\n  - Errors\n  - more", "11-20 10:42:00 | Errors", "10:42"},
		{"**10:42**\n\nErrors", "11-20 10:42:00 | Errors", "10:42"},
		{"- 10:42 5 pods down", "11-20 10:42:00 | 5 pods down", "10:42"},
		{"- 10:42 - 3 pods left", "11-20 10:42:00 | 3 pods left", "10:42"},
		{"- 10:42 Pacific region down", "11-20 10:42:00 | Pacific region down", "10:42"},
		{"- 10:42 (UTC was off)", "11-20 10:42:00 | (UTC was off)", "10:42"},
		{"- 10:42 IST Errors", "its time zone is one of several with that name | Errors", "10:42 IST"},
		{"- 2026-11-20 Errors", "it has a date but no time of day | Errors", "2026-11-20"},
		{"- 22026-11-20 10:42 Errors", "there is no such day | Errors", "22026-11-20 10:42"},
		{"- 31 Feb 2026 10:42 Errors", "there is no such day | Errors", "31 Feb 2026 10:42"},
	}
	for _, tt := range tests {
		t.Run(tt.entry, func(t *testing.T) {
			d := parse(dated + tt.entry + "\n")
			equal(t, []string{tt.want}, events(d))
			if len(d.Timeline.Events) == 1 {
				e := d.Timeline.Events[0]
				equal(t, tt.written, e.Written)
				equal(t, true, e.Span.Contains(e.Time))
				if !strings.Contains(tt.entry, "**") {
					equal(t, tt.written, at(d, e.Time))
				}
			}
		})
	}
}

func TestNoTimes(t *testing.T) {
	for _, entry := range []string{"- 10 pods", "- 3 people joined", "- 5xx errors", "- 25:00 x", "- 10:61 x", "- 1/2 of users", "- Amazon", "- 1042 users", "- May we", "- 99:99", "> 10:42 quoted", "    10:42 code", "- T",
		"- 10:1 ratio", "- at 3306 it listens", "- 99.95 % of requests", "- 12.50 EUR lost", "- 10.42 seconds of lag", "- 1.14 released", "- 10.42.0.1 answers", "- 24/7 support",
		"- 5 minutes of downtime", "- 10:42% of it", "- 10:42x", "- v10:42", "- March was bad", "- 2026 was bad", "- T1 is a host", "- Duration: 10:42 to 10:55 UTC",
		"- Next release", "- Day after day", "- Noon is near", "- After a while", "10 nodes\n20 nodes"} {
		d := parse(dated + entry + "\n")
		if len(d.Timeline.Events) != 0 {
			t.Errorf("%q is read as %v", entry, events(d))
		}
	}
	d := parse(dated + "- links\n- graphs\n\ntext\n\n- something\n  - 10:42 nested\n- x\n- 10:50 y\n- All times in UTC\n")
	equal(t, []string{"11-20 10:42:00 | nested", "11-20 10:50:00 | y"}, events(d))
	if len(d.Timeline.Untimed) != 1 || at(d, d.Timeline.Untimed[0]) != "- x" {
		t.Errorf("untimed: %v", d.Timeline.Untimed)
	}
	equal(t, 2, len(parse(dated+"- a\n- b\n").Timeline.Untimed))
	d = parse(dated + "- Duration: two long hours\n- The pool – it was full\n- Note: seen by all\n- HH:MM – what happened here\n- Resolved it with a new pool\n- Added a probe to it\n")
	var steps []string
	for _, e := range d.Timeline.Steps {
		steps = append(steps, e.Why.Error()+" | "+e.Text)
	}
	nested := parse(dated + "1. The server was written\n2. Production was looked at. It showed:\n   - No header at all\n3. The cause was found\n").Timeline
	if len(nested.Steps) != 3 || len(nested.Untimed) != 2 {
		t.Errorf("steps over others: %v", nested)
	}
	equal(t, []string{"it has no time that can be read | The pool – it was full", "it has no time that can be read | Resolved it with a new pool", "it has no time that can be read | Added a probe to it"}, steps)
	for _, source := range []string{dated + "- 10:42 a pool was full\n- The pool was emptied\n- It was over then\n", dated + "- What happened at first?\n- Who saw it at all?\n", "## Impact\n\n- The pool was full\n- The pool was down\n", dated + "- One step and no more\n"} {
		equal(t, 0, len(parse(source).Timeline.Steps))
	}
	equal(t, 0, len(parse("## Impact\n\n- 10:42 UTC x\n").Timeline.Events))
}

// TestTimelines is what one entry says of the next.
func TestTimelines(t *testing.T) {
	tests := []struct {
		name, source string
		want         []string
	}{
		{"midnight", dated + "- 22:00 a\n- 23:50 b\n- 00:10 c\n- 01:00 d\n", []string{"11-20 22:00:00 | a", "11-20 23:50:00 | b", "11-21 00:10:00 | c", "11-21 01:00:00 | d"}},
		{"a slip backwards is no midnight", dated + "- 10:00 a\n- 09:50 b\n", []string{"11-20 10:00:00 | a", "11-20 09:50:00 | b"}},
		{"dated sub-headings", dated + "### 2026-11-21\n\n- 10:00 a\n\n### Nov 22\n\n- 09:00 b\n", []string{"11-21 10:00:00 | a", "11-22 09:00:00 | b"}},
		{"dated items", dated + "- 2026-11-21\n  - 10:00 a\n- **Sunday, 22 November**\n  - 09:00 b\n", []string{"11-21 10:00:00 | a", "11-22 09:00:00 | b"}},
		{"dated paragraphs", dated + "2026-11-21\n\n10:00 a\n\n**2026-11-22**\n\n09:00 b\n", []string{"11-21 10:00:00 | a", "11-22 09:00:00 | b"}},
		{"the date goes on", dated + "- 2026-11-21 10:00 a\n- 11:00 b\n", []string{"11-21 10:00:00 | a", "11-21 11:00:00 | b"}},
		{"a zone above", "# 2026-11-20 Outage\n## Timeline\n\nAll times are in PST.\n\n- 10:00 a\n- 11:00 UTC b\n", []string{"11-20 18:00:00 | a", "11-20 11:00:00 | b"}},
		{"a zone in the heading", "# 2026-11-20 Outage\n## Timeline (JST)\n- 10:00 a\n", []string{"11-20 01:00:00 | a"}},
		{"a zone in words outside", "# Outage of November 20th, 2026\n\nAll times in UTC.\n## Timeline\n- 10:00 a\n", []string{"11-20 10:00:00 | a"}},
		{"no zone", "# 2026-11-20 Outage\n## Timeline\n- 10:00 a\n", []string{"it has no time zone | a"}},
		{"no date", "# Outage\n## Timeline\n- 10:00 UTC a\n- T+5m b\n- Nov 20 10:00 UTC c\n", []string{"it has no date | a", "nothing says what it counts from | b", "its date has no year | c"}},
		{"a date in a field", "# Outage\n\n- **Date:** 20 Nov 2026\n\n## Timeline\n- 10:00 UTC a\n", []string{"11-20 10:00:00 | a"}},
		{"a date under a heading", "# Outage\n\n## Date\n\n2026-11-20\n\n## Timeline\n- 10:00 UTC a\n", []string{"11-20 10:00:00 | a"}},
		{"another zone than the start", "---\nstarted: 2026-11-20T23:30:00Z\n---\n## Timeline\n- 08:30 JST a\n", []string{"11-20 23:30:00 | a"}},
		{"over midnight from the start", "---\nstarted: 2026-11-20T23:50:00Z\n---\n## Timeline\n- 00:05 a\n", []string{"11-21 00:05:00 | a"}},
		{"lines of one paragraph", dated + "10:00 a\nmore of a\n11:00 b\n\nfirst\n12:00 c\n", []string{"11-20 10:00:00 | a more of a", "11-20 11:00:00 | b", "11-20 12:00:00 | c"}},
		{"nested", dated + "- 10:00 a\n  - 10:05 b\n    detail\n  - remark\n", []string{"11-20 10:00:00 | a", "11-20 10:05:00 | b detail"}},
		{"table", dated + "| Time | What |\n|---|---|\n| 10:00 | a \\| b |\n| ~11:00 UTC | **c** |\n| | d |\n", []string{"11-20 10:00:00 | a | b", "11-20 11:00:00 | c", "it has no time that can be read | d"}},
		{"time column last", dated + "| What | Who | When (JST) |\n|---|---|---|\n| a | @k | 19:00 |\n", []string{"11-20 10:00:00 | a – @k"}},
		{"date and time columns", dated + "| Date | Day | Time | What |\n|---|---|---|---|\n| 2026-11-21 | Sat | 10:00 | a |\n|  |  | 11:00 | b |\n", []string{"11-21 10:00:00 | a", "11-21 11:00:00 | b"}},
		{"no header for times", dated + "| | |\n|---|---|\n| a | 10:00 |\n", []string{"11-20 10:00:00 | a"}},
		{"headings behind the timeline", dated + "### 10:00 a\n\n## Nov 21, 09:00 b\n\n### 10:00 c\n\n## Impact\n\n### 11:00 no\n", []string{"11-20 10:00:00 | a", "11-21 09:00:00 | b", "11-21 10:00:00 | c"}},
		{"one day in the text", "# Outage\n\nOn November 20th, 2026 it broke. Since 2026-11-20 10:30 it works.\n## Timeline (UTC)\n- 10:00 a\n", []string{"11-20 10:00:00 | a"}},
		{"two days in the text", "# Outage\n\nFrom 2026-11-20 to 2026-11-21.\n## Timeline (UTC)\n- 10:00 a\n", []string{"it has no date | a"}},
		{"a range of days", "# Outage\n\n**Date:** November 20-22, 2026\n**Severity:** 1\n## Timeline (US/Eastern)\n- 10:00 a\n- Nov 21, 9:00 AM b\n", []string{"11-20 15:00:00 | a", "11-21 14:00:00 | b"}},
		{"over the new year", "# Outage of 2026-01-02\n## Timeline (UTC)\n- Dec 31 23:50 a\n- 00:10 b\n- Jan 2 10:00 c\n", []string{"12-31 23:50:00 | a", "01-01 00:10:00 | b", "01-02 10:00:00 | c"}},
		{"counted from the entry before", dated + "- 10:00 a\n- 10 minutes later b\n- after half an hour c\n- ~2h later d\n", []string{"11-20 10:00:00 | a", "11-20 10:10:00 | b", "11-20 10:40:00 | c", "11-20 12:40:00 | d"}},
		{"counted from a start told below", "# Outage of 2026-11-20\n## Timeline (UTC)\n- T-5m a\n- 10:00 [started] b\n- T+1h c\n", []string{"11-20 09:55:00 | a", "11-20 10:00:00 | b [started]", "11-20 11:00:00 | c"}},
		{"a start beside its clock", "# Outage of 2026-11-20\n## Timeline (UTC)\n- T+0 (10:00) a\n- T+5 b\n", []string{"11-20 10:00:00 | a", "11-20 10:05:00 | b"}},
		{"nothing to count from", "# Outage of 2026-11-20\n## Timeline (UTC)\n- 10 minutes later a\n- 10:00 b\n", []string{"nothing says what it counts from | a", "11-20 10:00:00 | b"}},
		{"days by number", dated + "### Day 1\n- 10:00 a\n### Day 3\n- 09:00 b\n", []string{"11-20 10:00:00 | a", "11-22 09:00:00 | b"}},
		{"the next day", dated + "- 10:00 a\n\nThe next day\n\n- 09:00 b\n", []string{"11-20 10:00:00 | a", "11-21 09:00:00 | b"}},
		{"a day in the heading", "# Outage\n## Timeline (UTC) Friday November 20th, 2026 - Saturday Nov 21st\n- 10:00 a\n- Nov 21 09:00 b\n", []string{"11-20 10:00:00 | a", "11-21 09:00:00 | b"}},
		{"a day in the label of the text", "# Outage\n\n**Date of incident:** 20.11.2026\n## Timeline (UTC)\n- 10:00 a\n", []string{"11-20 10:00:00 | a"}},
		{"a day in a table above", "# Outage\n\n| | |\n|-|-|\n| Start | 2026-11-20 10:00 UTC |\n| Report | 2026-12-01 |\n\n## Timeline\n- 10:00 a\n", []string{"11-20 10:00:00 | a"}},
		{"days of one year", "# Outage\n\nFrom 2026-11-20 to 2026-11-21.\n## Timeline (UTC)\n- Nov 20 10:00 a\n- 11-21 11:00 b\n", []string{"11-20 10:00:00 | a", "11-21 11:00:00 | b"}},
		{"the zone of the entry before", "# Outage of 2026-11-20\n## Timeline\n- 10:00 PST a\n- 11:00 b\n", []string{"11-20 18:00:00 | a", "11-20 19:00:00 | b"}},
		{"the one zone of the text", "# Outage of 2026-11-20\n\nDown from 10:00 to 11:30 AM (PST).\n## Timeline\n- 10:00 a\n", []string{"11-20 18:00:00 | a"}},
		{"two zones in the text", "# Outage of 2026-11-20\n\nDown from 10:00 PST to 19:30 UTC.\n## Timeline\n- 10:00 a\n", []string{"it has no time zone | a"}},
		{"a zone in a field", "# Outage of 2026-11-20\n\n**Owner:** x | **Time zone:** CET\n## Timeline\n- 10:00 a\n", []string{"11-20 09:00:00 | a"}},
		{"a zone and its offset", "# Outage of 2026-11-20\n## Timeline\n\nAll times are in IST (UTC+5:30).\n\n- 15:30 a\n", []string{"11-20 10:00:00 | a"}},
		{"a word that is a zone too", "# CAT outage of 2026-11-20\n## Timeline of the CAT incident\n- 10:00 a\n", []string{"it has no time zone | a"}},
		{"summer and winter", "# X\n## Timeline\n- 2026-07-01 10:00 Europe/Berlin a\n- 2026-12-01 10:00 Europe/Berlin b\n- 2026-07-01 10:00 PT c\n- 2026-12-01 10:00 Australia/Sydney d\n", []string{"07-01 08:00:00 | a", "12-01 09:00:00 | b", "07-01 17:00:00 | c", "11-30 23:00:00 | d"}},
		{"only the other zone is known", "# Outage of 2026-11-20\n## Timeline\n- 11:00 (10:00 UTC) a\n", []string{"11-20 10:00:00 | a"}},
		{"start and end columns", dated + "| Start | End | What |\n|-|-|-|\n| 10:00 | 10:30 | a |\n| 11:00 | | b |\n", []string{"11-20 10:00:00 | a", "11-20 11:00:00 | b"}},
		{"columns in two zones", "# Outage of 2026-11-20\n## Timeline\n| JST | UTC | What |\n|-|-|-|\n| 19:00 | 10:00 | a |\n| 20:00 | | b |\n", []string{"11-20 10:00:00 | a", "11-20 11:00:00 | b"}},
		{"a year in the header", "# X\n## Timeline (UTC)\n| Date (2026) | Time | What |\n|-|-|-|\n| Nov 20 | 10:00 | a |\n", []string{"11-20 10:00:00 | a"}},
		{"a column that counts", dated + "| T+ (min) | What |\n|-|-|\n| 0 | a |\n| 5 | b |\n| 1:15 | c |\n", []string{"11-20 09:58:00 | a", "11-20 10:03:00 | b", "11-20 11:13:00 | c"}},
		{"a count beside a clock", dated + "| Elapsed | Time | What |\n|-|-|-|\n| T+0 | 10:00 | a |\n| T+5 | 10:05 | b |\n", []string{"11-20 10:00:00 | a", "11-20 10:05:00 | b"}},
		{"a day without a clock in a column", dated + "| Time | What |\n|-|-|\n| 11-21 morning | a |\n| 11-21 10:00 | b |\n", []string{"it has a date but no time of day | morning – a", "11-21 10:00:00 | b"}},
		{"times in words in a column", dated + "| Time | What |\n|-|-|\n| Early morning | a |\n| 10:00 | b |\n| Soon | c |\n| – | d |\n| | e |\n", []string{"it has no time that can be read | a", "11-20 10:00:00 | b", "it has no time that can be read | c", "it has no time that can be read | d", "it has no time that can be read | e"}},
		{"a column of words", dated + "| Time | What |\n|-|-|\n| HH:MM | a |\n| HH:MM | b |\n", nil},
		{"a day told in a paragraph", dated + "### 2026-11-21 10:00\n\na\n\n### 2026-11-22\n\nAll is back.\n\nWe thank everyone.\n", []string{"11-21 10:00:00 | a", "it has a date but no time of day | All is back."}},
		{"days told in lists", dated + "### 2026-11-21\n\n- a\n  - more\n- b\n\n### Nov 22\n\n- 10:00 c\n- d\n", []string{"it has a date but no time of day | a", "it has a date but no time of day | b", "11-22 10:00:00 | c"}},
		{"a time within a sentence", dated + "- Errors began at 10:00 and grew\n", []string{"11-20 10:00:00 | Errors began at 10:00 and grew [started]"}},
		{"key events", "# X\n\n- **Key events**\n  - First detected 2026-11-20 10:00\n  - Repaired: 2026-11-20 11:00 UTC\n  - Resolved 2026-11-20 (time unknown)\n- **Impact**: none\n", []string{"it has no time zone | First detected [detected]", "11-20 11:00:00 | Repaired [mitigated]", "it has a date but no time of day | Resolved [resolved]"}},
		{"a dated list elsewhere", "# X\n## Summary\n- 2026-11-20 10:00 UTC: a\n- 2026-11-20 10:05 UTC b\n- c\n- 2026-11-20 10:10 UTC - d\n", []string{"11-20 10:00:00 | a", "11-20 10:05:00 | b", "11-20 10:10:00 | d"}},
		{"dates of what is to be done", "# X\n## Action items\n- 2026-11-20 10:00 UTC a\n- 2026-11-20 10:05 UTC b\n- 2026-11-20 10:10 UTC c\n", nil},
		{"no timeline by name", "# Outage of 2026-11-20\n## What happened (UTC)\n- 10:00 UTC a\n- 10:05 b\n- 10:10 c\n", []string{"11-20 10:00:00 | a", "11-20 10:05:00 | b", "11-20 10:10:00 | c"}},
		{"a table and no timeline by name", "# Outage of 2026-11-20\n## What happened\n| Time (UTC) | What |\n|-|-|\n| 10:00 | a |\n| 10:05 | b |\n| 10:10 | c |\n\n## Numbers\n| Hour | Errors |\n|-|-|\n| 1 | 10 |\n", []string{"11-20 10:00:00 | a", "11-20 10:05:00 | b", "11-20 10:10:00 | c"}},
		{"headings of times", "# Outage of 2026-11-20\n## The story\n### 10:00 UTC a\n### 10:05 b\n## Impact\nnone\n", []string{"11-20 10:00:00 | a", "11-20 10:05:00 | b"}},
		{"headings that end in their time", dated + "### First errors (10:00)\n\nx\n\n### Rollback (11:00-11:30)\n", []string{"11-20 10:00:00 | First errors", "11-20 11:00:00 | Rollback"}},
		{"no headings at all", "Outage of 2026-11-20\nTimeline\n10:00 UTC a\n10:05 UTC b\nand more\n10:10 UTC c\nRoot cause\nAt 09:00 it began\n", []string{"11-20 10:00:00 | a", "11-20 10:05:00 | b and more", "11-20 10:10:00 | c"}},
		{"a name over paragraphs", "Outage of 2026-11-20\n\nTimeline:\n\n10:00 UTC a\n\n10:05 UTC b\n\nRoot cause:\n\nsomething\n", []string{"11-20 10:00:00 | a", "11-20 10:05:00 | b"}},
		{"prose that mentions times", "# X\n## What happened\n\nAt 10:42 UTC on 2026-11-20 it broke.\nBy 11:00 it worked.\n\nAt 11:30 we left.\n", nil},
		{"a heading in an item", "- Key events\n  - # 2026-11-20 10:00 UTC a\n", []string{"11-20 10:00:00 | a"}},
		{"code", dated + "```\nTIME   EVENT\n10:00  a\n10:05  b\n       more\n```\n", []string{"11-20 10:00:00 | a", "11-20 10:05:00 | b more"}},
		{"a list in code", "# Outage of 2026-11-20\n## Timeline\n```md\nAll times are UTC.\n\n- _10:00_ - a\n* 10:05 b\n```\n", []string{"11-20 10:00:00 | a", "11-20 10:05:00 | b"}},
		{"a list in html", dated + "<img src=\"a.png\">\n- 10:00 a\n- 10:05 b\n", []string{"11-20 10:00:00 | a", "11-20 10:05:00 | b"}},
		{"an html comment", dated + "<!--\n10:00 a\n10:05 b\n-->\n", nil},
		{"folded", "# Outage of 2026-11-20\n\n## Follow-up\n\n- x\n\n<details>\n<summary><b>Timeline (UTC)</b></summary>\n\n- 10:00 a\n- 10:05 b\n\n</details>\n\n- 10:10 y\n", []string{"11-20 10:00:00 | a", "11-20 10:05:00 | b"}},
		{"folded html", "# Outage of 2026-11-20\n<details><summary>Timeline</summary>\n- 10:00 UTC a\n- 10:05 UTC b\n</details>\n\n10:10 UTC x\n", []string{"11-20 10:00:00 | a", "11-20 10:05:00 | b"}},
		{"an html list", dated + "<ul>\n<li>10:00 a</li>\n<li><b>10:05</b>: b <i>x</i></li>\n</ul>\n", []string{"11-20 10:00:00 | a", "11-20 10:05:00 | b x"}},
		{"code under an entry", dated + "- 10:00 a\n\n```\n10:00 x\n10:05 y\n```\n", []string{"11-20 10:00:00 | a"}},
		{"timelines of what is to be done", "# 2026-11-20\n## Action items\n### Timeline of deliveries (UTC)\n- 10:00 a\n## Remediation timeline (UTC)\n- 10:00 b\n", nil},
		{"remarks under an entry", dated + "- 10:00 a\n  - as in the incident of 2026-10-01\n  - a spike (10:05)\n- b (10:10)\n", []string{"11-20 10:00:00 | a", "11-20 10:10:00 | b"}},
		{"other names", "# 2026-11-20\n## Establishing the timeline (UTC)\n- 10:00 a\n## タイムライン\n- 10:05 b\n", []string{"11-20 10:00:00 | a", "11-20 10:05:00 | b"}},
		{"windows line endings", strings.ReplaceAll(dated+"- 10:00 a\n  more\n\n| Time | What |\n|-|-|\n| 10:05 | b |\n\n10:10 c\n10:15 d\n", "\n", "\r\n"), []string{"11-20 10:00:00 | a more", "11-20 10:05:00 | b", "11-20 10:10:00 | c", "11-20 10:15:00 | d"}},
		{"two sections", dated + "- 10:00 a\n\n## Impact\n\n- 11:00 no\n\n## Timeline of events\n\n- 12:00 b\n", []string{"11-20 10:00:00 | a", "11-20 12:00:00 | b"}},
		{"tags", dated + "- 09:58 [started] a\n- 10:06 b [Detected]\n- 10:41 [mitigated]\n", []string{"11-20 09:58:00 | a [started]", "11-20 10:06:00 | b [detected]", "11-20 10:41:00 |  [mitigated]"}},
		{"words", dated + "- 09:58 Outage begins\n- 10:06 On-call was paged\n- 10:07 Acked\n- 10:41 Impact mitigated\n- 12:15 All clear\n", []string{
			"11-20 09:58:00 | Outage begins [started]", "11-20 10:06:00 | On-call was paged [detected]", "11-20 10:07:00 | Acked [acknowledged]",
			"11-20 10:41:00 | Impact mitigated [mitigated]", "11-20 12:15:00 | All clear [resolved]"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { equal(t, tt.want, events(parse(tt.source))) })
	}
}

// TestMilestones is which milestone the wording of an entry tells, if any.
func TestMilestones(t *testing.T) {
	for text, want := range map[string]string{
		"Incident starts": "started", "Outage began in the EU": "started", "Start of the incident": "started", "Started": "started", "Errors start to rise": "started",
		"Started working on a fix": "", "Investigation starts": "", "The incident did not start here": "",
		"First detected": "detected", "Issue detected by the probe": "detected", "Alert fires": "detected", "The alert was triggered": "detected", "The on-call engineer was paged": "detected",
		"Monitoring detected a stall": "detected", "Detected by a customer": "detected", "Team alerted": "detected",
		"Detected the wrong file name": "", "No alert fired": "", "The alert did not fire": "", "Alerts should have fired": "",
		"On-call acknowledged": "acknowledged", "Acked": "acknowledged", "The page was not acknowledged": "",
		"Impact mitigated": "mitigated", "Mitigated": "mitigated", "Mitigation applied": "mitigated", "Services restored": "mitigated", "Impact ends": "mitigated", "Repaired": "mitigated",
		"Attempted to get it mitigated": "", "Partially mitigated": "", "Mitigated for some customers": "",
		"Incident resolved": "resolved", "End of the outage": "resolved", "INCIDENT END: it works": "resolved", "The change takes effect. END OF OUTAGE": "resolved", "Pages fail. **Start of outage**": "started", "We met at the end of the outage": "", "End of the queue": "", "Errors at the end": "", "Resolved: the queue is empty": "resolved", "The incident was declared resolved": "resolved", "Service fully restored": "resolved", "All clear": "resolved",
		"The issue was not resolved": "", "The incident wasn't resolved": "", "Incident expected to be resolved": "", "The issue will be resolved": "", "Waiting until the incident is resolved": "",
		"Resolved the name to another address": "", "Networking reports all clear, so that is not it": "",
		"検知 — the user saw it": "detected", "復旧: it works": "resolved", "検知できず": "",
	} {
		d := parse(dated + "- 10:00 " + text + "\n")
		if len(d.Timeline.Events) != 1 || d.Timeline.Events[0].Milestone != want {
			t.Errorf("%q: %v, want %q", text, events(d), want)
		}
	}
	// Once it is over, what else begins is another story; and the first to say so counts.
	d := parse(dated + "- 10:00 Outage begins\n- 10:05 Alert fires\n- 10:06 Alert fires\n- 10:30 Incident resolved\n- 11:00 Impact mitigated\n")
	equal(t, []string{"11-20 10:00:00 | Outage begins [started]", "11-20 10:05:00 | Alert fires [detected]", "11-20 10:06:00 | Alert fires",
		"11-20 10:30:00 | Incident resolved [resolved]", "11-20 11:00:00 | Impact mitigated"}, events(d))
}

// TestTellings is that lists beside the timeline are told each from its own beginning.
func TestTellings(t *testing.T) {
	d := parse("# X\n\n- **Key events**\n  - Resolved: 2026-11-20 11:00 UTC\n- **Context**\n  - 2026-11-20 10:00 UTC a\n  - 2026-11-20 10:05 UTC b\n  - 2026-11-20 10:10 UTC c\n\n## Timeline\n\n- 2026-11-20 09:00 UTC d\n")
	var tellings []int
	for _, e := range d.Timeline.Events {
		tellings = append(tellings, e.Telling)
	}
	equal(t, []int{1, 2, 2, 2, 0}, tellings)
}

func TestFileNameGivesTheDay(t *testing.T) {
	d := document.Parse("postmortems/2026-11-20-x.md", []byte("# X\n## Timeline\n- 10:00 UTC a\n"))
	equal(t, []string{"11-20 10:00:00 | a"}, events(d))
}

func TestBlocksKnowTheirEvent(t *testing.T) {
	d := parse(dated + "before\n\n- 10:00 a\n  - 10:05 b\n    - c\n\n| Time | What |\n|-|-|\n| 11:00 | d |\n\n### 12:00 e\n\nf\n")
	got := map[string]int{}
	for _, b := range d.Prose {
		got[b.Text] = b.Event
	}
	equal(t, map[string]int{"Timeline": -1, "before": -1, "10:00 a": 0, "10:05 b": 1, "c": 1, "Time": -1, "What": -1, "11:00": 2, "d": 2, "12:00 e": 3, "f": 3}, got)
}

func TestReadTime(t *testing.T) {
	day := time.Date(2026, 11, 20, 9, 58, 0, 0, time.FixedZone("", 3600))
	for text, want := range map[string]string{
		"2026-11-20T10:42:00Z": "2026-11-20T10:42:00Z", "10:42": "2026-11-20T10:42:00+01:00", "10:42:07": "2026-11-20T10:42:07+01:00",
		" 10:42 UTC ": "2026-11-20T10:42:00Z", "21 Nov 10:42": "2026-11-21T10:42:00+01:00", "20 Nov 2026 10:42 pm": "2026-11-20T22:42:00+01:00",
	} {
		got, err := document.ReadTime(text, day)
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
		equal(t, want, got.Format(time.RFC3339))
	}
	for text, want := range map[string]string{
		"": "is not a time", "soon": "is not a time", "T+5m": "is not a time", "2026-11-20": "a date without a time of day", "10:42 and so on": "followed by something else",
		"10:42": "it has no date", "2026-11-20 10:42": "it has no time zone", "2026-02-30T10:42:00Z": "February has no day 30",
	} {
		if _, err := document.ReadTime(text, time.Time{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}

func TestReadDate(t *testing.T) {
	for text, want := range map[string]string{
		"2026-12-15": "2026-12-15", "15 Dec 2026": "2026-12-15", "December 15, 2026": "2026-12-15", "15th of December 2026": "2026-12-15",
		"12/15/2026": "2026-12-15", "2026/12/5": "2026-12-05", "2028-02-29": "2028-02-29",
	} {
		got, err := document.ReadDate(text)
		if err != nil {
			t.Error(err)
		}
		equal(t, want, got)
	}
	for text, want := range map[string]string{"": "not a date", "Dec 15": "no year", "2026-02-30": "not a day", "2026-12-15 10:00": "not a date", "2026-13-01": "not a date", "0001-01-01": "not a date"} {
		if _, err := document.ReadDate(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}
