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
			when = e.Why
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
		{"- 10:42 IST Errors", "its time zone is one of several with that name | Errors", "10:42 IST"},
		{"- 2026-11-20 Errors", "it has a date but no time of day | Errors", "2026-11-20"},
		{"- 31 Feb 2026 10:42 Errors", "February has no day 31 | Errors", "31 Feb 2026 10:42"},
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
	for _, entry := range []string{"- 10 pods", "- 3 people joined", "- 5xx errors", "- 25:00 x", "- 10:61 x", "- 1/2 of users", "- Amazon", "- 1042 users", "- May we", "- 99:99", "> 10:42 quoted", "    10:42 code", "- T"} {
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
		{"no date", "# Outage\n## Timeline\n- 10:00 UTC a\n- T+5m b\n- Nov 20 10:00 UTC c\n", []string{"it has no date | a", "nothing says when T is | b", "its date has no year | c"}},
		{"a date in a field", "# Outage\n\n- **Date:** 20 Nov 2026\n\n## Timeline\n- 10:00 UTC a\n", []string{"11-20 10:00:00 | a"}},
		{"a date under a heading", "# Outage\n\n## Date\n\n2026-11-20\n\n## Timeline\n- 10:00 UTC a\n", []string{"11-20 10:00:00 | a"}},
		{"another zone than the start", "---\nstarted: 2026-11-20T23:30:00Z\n---\n## Timeline\n- 08:30 JST a\n", []string{"11-20 23:30:00 | a"}},
		{"over midnight from the start", "---\nstarted: 2026-11-20T23:50:00Z\n---\n## Timeline\n- 00:05 a\n", []string{"11-21 00:05:00 | a"}},
		{"lines of one paragraph", dated + "10:00 a\nmore of a\n11:00 b\n\nfirst\n12:00 c\n", []string{"11-20 10:00:00 | a more of a", "11-20 11:00:00 | b", "11-20 12:00:00 | c"}},
		{"nested", dated + "- 10:00 a\n  - 10:05 b\n    detail\n  - remark\n", []string{"11-20 10:00:00 | a", "11-20 10:05:00 | b detail"}},
		{"table", dated + "| Time | What |\n|---|---|\n| 10:00 | a \\| b |\n| ~11:00 UTC | **c** |\n| | d |\n", []string{"11-20 10:00:00 | a | b", "11-20 11:00:00 | c"}},
		{"time column last", dated + "| What | Who | When (JST) |\n|---|---|---|\n| a | @k | 19:00 |\n", []string{"11-20 10:00:00 | a – @k"}},
		{"date and time columns", dated + "| Date | Day | Time | What |\n|---|---|---|---|\n| 2026-11-21 | Sat | 10:00 | a |\n|  |  | 11:00 | b |\n", []string{"11-21 10:00:00 | a", "11-21 11:00:00 | b"}},
		{"no header for times", dated + "| | |\n|---|---|\n| a | 10:00 |\n", []string{"11-20 10:00:00 | a"}},
		{"headings behind the timeline", dated + "### 10:00 a\n\n## Nov 21, 09:00 b\n\n### 10:00 c\n\n## Impact\n\n### 11:00 no\n", []string{"11-20 10:00:00 | a", "11-21 09:00:00 | b", "11-21 10:00:00 | c"}},
		{"one day in the text", "# Outage\n\nOn November 20th, 2026 it broke. Since 2026-11-20 10:30 it works.\n## Timeline (UTC)\n- 10:00 a\n", []string{"11-20 10:00:00 | a"}},
		{"two days in the text", "# Outage\n\nFrom 2026-11-20 to 2026-11-21.\n## Timeline (UTC)\n- 10:00 a\n", []string{"it has no date | a"}},
		{"a range of days", "# Outage\n\n**Date:** November 20-22, 2026\n**Severity:** 1\n## Timeline (US/Eastern)\n- 10:00 a\n- Nov 21, 9:00 AM b\n", []string{"11-20 15:00:00 | a", "11-21 14:00:00 | b"}},
		{"over the new year", "# Outage of 2026-01-02\n## Timeline (UTC)\n- Dec 31 23:50 a\n- 00:10 b\n- Jan 2 10:00 c\n", []string{"12-31 23:50:00 | a", "01-01 00:10:00 | b", "01-02 10:00:00 | c"}},
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
