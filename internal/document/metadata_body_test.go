package document_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// understood is what was understood of a document's metadata, a line each: first what its fields mean, then the fields as written.
func understood(d *document.Document) string {
	var out strings.Builder
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&out, "%s: %s\n", name, value)
		}
	}
	m := d.Meta
	line("title", d.Title)
	line("status", m.Status)
	line("severity", m.Severity)
	for _, t := range []struct {
		name string
		at   time.Time
	}{{"started", m.Started}, {"detected", m.Detected}, {"mitigated", m.Mitigated}, {"resolved", m.Resolved}} {
		if !t.at.IsZero() {
			line(t.name, t.at.UTC().Format(time.RFC3339))
		}
	}
	line("services", strings.Join(m.Services, "|"))
	line("authors", strings.Join(m.Authors, "|"))
	line("people", strings.Join(m.People, "|"))
	line("factors", strings.Join(m.Factors, "|"))
	for _, f := range m.Fields {
		fmt.Fprintf(&out, "  %s = %s\n", f.Key, f.Value)
	}
	return out.String()
}

// TestBodyMetadata is that each form that people use is understood, with every kind of line ending, and that each value is where its span says.
func TestBodyMetadata(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"bold lines with hard breaks", `# Checkout down

**Date:** 2026-11-20  
**Severity:** SEV-2 (customers could not pay)  
**Start time (UTC):** 09:58  
**End time (UTC):** 12:15  
**Incident Commander:** Mina Okafor  
**Authors:** @kmori, Ada Diallo

## Summary
`, `title: Checkout down
severity: SEV-2
started: 2026-11-20T09:58:00Z
resolved: 2026-11-20T12:15:00Z
authors: @kmori|Ada Diallo
people: @kmori|Ada Diallo|Mina Okafor
  Date = 2026-11-20
  Severity = SEV-2 (customers could not pay)
  Start time (UTC) = 09:58
  End time (UTC) = 12:15
  Incident Commander = Mina Okafor
  Authors = @kmori, Ada Diallo
`},
		{"bold bullets", `# Checkout down

- **Status**: Resolved, follow-ups open
- **Detected**: 2026-11-20 10:06 UTC by the probe
- **Resolved at** – 2026-11-20 12:15 UTC
- **Services affected**: checkout, ` + "`payments-api`" + `
- **Duration**: 2h 9m

## Summary
`, `title: Checkout down
status: Resolved
detected: 2026-11-20T10:06:00Z
resolved: 2026-11-20T12:15:00Z
services: checkout|payments-api
  Status = Resolved, follow-ups open
  Detected = 2026-11-20 10:06 UTC by the probe
  Resolved at = 2026-11-20 12:15 UTC
  Services affected = checkout, payments-api
  Duration = 2h 9m
`},
		{"paragraphs of their own", "# T\n\n__Date__: November 20th, 2026\n\n__Severity__: High\n\n__Pager rotation__: blue\n\n## Impact\n", `title: T
severity: High
  Date = November 20th, 2026
  Severity = High
  Pager rotation = blue
`},
		{"one line", "# T\n\n**Severity:** SEV2 · **Owner:** Mina Okafor | **Status:** final\n\n## Impact\n", `title: T
status: final
severity: SEV2
authors: Mina Okafor
people: Mina Okafor
  Severity = SEV2
  Owner = Mina Okafor
  Status = final
`},
		{"plain lines", "# T\n\nDate: 2026-11-20\nSeverity – SEV2\nCreated by: Ada Diallo <ada@example.org>\nLast modified: 2026-11-25\n\n## Impact\n", `title: T
severity: SEV2
authors: Ada Diallo
people: Ada Diallo
  Date = 2026-11-20
  Severity = SEV2
  Created by = Ada Diallo ada@example.org
  Last modified = 2026-11-25
`},
		{"plain bullets", "# T\n\n- Authors: Ada Diallo and Ken Mori\n- Incident time: 10:42–12:15 UTC on 2026-11-20\n- On-call: @kmori\n", `title: T
started: 2026-11-20T10:42:00Z
resolved: 2026-11-20T12:15:00Z
authors: Ada Diallo|Ken Mori
people: Ada Diallo|Ken Mori|@kmori
  Authors = Ada Diallo and Ken Mori
  Incident time = 10:42–12:15 UTC on 2026-11-20
  On-call = @kmori
`},
		{"quotation", "# T\n\n> **Status:** draft\n> **Owner:** @kmori\n", "title: T\nstatus: draft\nauthors: @kmori\npeople: @kmori\n  Status = draft\n  Owner = @kmori\n"},
		{"table with a header", `# T

## Incident details

| Field | Value |
| --- | --- |
| **Incident ID** | INC-7 |
| **Severity** | SEV-1 |
| **Started** | 2026-11-20 23:50 CET |
| **Resolved** | 00:35 CET |
| **Affected systems** | checkout; ledger (read only) |
| **Reviewer** | — |
`, `title: T
severity: SEV-1
started: 2026-11-20T22:50:00Z
resolved: 2026-11-20T23:35:00Z
services: checkout|ledger
  Incident ID = INC-7
  Severity = SEV-1
  Started = 2026-11-20 23:50 CET
  Resolved = 00:35 CET
  Affected systems = checkout; ledger (read only)
  Reviewer = —
`},
		{"table without a header", "# T\n\n| | |\n|-|-|\n| Date | 2026-11-20 |\n| Author(s) | Ada Diallo |\n", "title: T\nauthors: Ada Diallo\npeople: Ada Diallo\n  Date = 2026-11-20\n  Author(s) = Ada Diallo\n"},
		{"table whose header is a pair", "# T\n\n| Severity | SEV-3 |\n|-|-|\n| Date | 2026-11-20 |\n", "title: T\nseverity: SEV-3\n  Severity = SEV-3\n  Date = 2026-11-20\n"},
		{"wide table", "# T\n\n| Severity | Date | Duration | Room |\n|-|-|-|-|\n| SEV-3 | 2026-11-20 | 40 min | 12 |\n", "title: T\nseverity: SEV-3\n  Severity = SEV-3\n  Date = 2026-11-20\n  Duration = 40 min\n  Room = 12\n"},
		{"a heading for each field", "# T\n\n## Owner: @kmori\n## Date\nStart: 2026-11-20 09:58 UTC\nEnd: 2026-11-20 12:15 UTC\n## Responders\n- Ada Diallo\n- Ken Mori\n## Status\nResolved\n## Summary\nx\n", `title: T
status: Resolved
started: 2026-11-20T09:58:00Z
resolved: 2026-11-20T12:15:00Z
authors: @kmori
people: @kmori|Ada Diallo|Ken Mori
  Owner = @kmori
  Start = 2026-11-20 09:58 UTC
  End = 2026-11-20 12:15 UTC
  Responders = Ada Diallo, Ken Mori
  Status = Resolved
`},
		{"people at the end", "# T\n## Summary\nx\n## Attendees\n- Ada Diallo, Ken Mori\n", "title: T\npeople: Ada Diallo|Ken Mori\n  Attendees = Ada Diallo, Ken Mori\n"},
		{"value below its label", "# T\n\n**Authors**:\n\n- Ada Diallo\n- Ken Mori\n\n**Severity**: 2\n", "title: T\nseverity: 2\nauthors: Ada Diallo|Ken Mori\npeople: Ada Diallo|Ken Mori\n  Authors = Ada Diallo, Ken Mori\n  Severity = 2\n"},
		{"key facts in the summary", "# T\n## Issue Summary\nDuration: November 20, 2026, 10:00 AM to November 21, 2026, 2:00 PM (PST)\nImpact: nobody could pay.\n", "title: T\nstarted: 2026-11-20T18:00:00Z\nresolved: 2026-11-21T22:00:00Z\n  Duration = November 20, 2026, 10:00 AM to November 21, 2026, 2:00 PM (PST)\n"},
		{"zone declared for all", "# T\n\n**Date:** 2026-11-20\n**Started:** 09:58\n\nAll times are in JST.\n\n## Timeline\n", "title: T\nstarted: 2026-11-20T00:58:00Z\n  Date = 2026-11-20\n  Started = 09:58\n"},
		{"zone in a field", "# T\n\n**Time zone:** UTC\n**Started:** 2026-11-20 09:58\n", "title: T\nstarted: 2026-11-20T09:58:00Z\n  Time zone = UTC\n  Started = 2026-11-20 09:58\n"},
		{"zone of the others", "# T\n\n**Started:** 2026-11-20 09:58 UTC\n**Resolved:** 2026-11-20 12:15\n", "title: T\nstarted: 2026-11-20T09:58:00Z\nresolved: 2026-11-20T12:15:00Z\n  Started = 2026-11-20 09:58 UTC\n  Resolved = 2026-11-20 12:15\n"},
		{"no zone at all", "# T\n\n**Started:** 2026-11-20 09:58\n", "title: T\n  Started = 2026-11-20 09:58\n"},
		{"date in the title", "# 2026-11-20: checkout\n\n**Duration:** 08:41–09:54 UTC (1 h 13 m)\n", "title: 2026-11-20: checkout\nstarted: 2026-11-20T08:41:00Z\nresolved: 2026-11-20T09:54:00Z\n  Duration = 08:41–09:54 UTC (1 h 13 m)\n"},
		{"an end before the beginning is none", "# T\n\n**Started:** 2026-11-20 09:58 UTC\n**Resolved:** 2026-11-19 12:15 UTC\n", "title: T\nstarted: 2026-11-20T09:58:00Z\n  Started = 2026-11-20 09:58 UTC\n  Resolved = 2026-11-19 12:15 UTC\n"},
		{"a template not filled in", "# T\n\n**Severity:** P1 / P2 / P3\n**Authors:** [Names]\n**Status:** TBD\n**Started:** [HH:MM UTC]\n", "title: T\n  Severity = P1 / P2 / P3\n  Authors = [Names]\n  Status = TBD\n  Started = [HH:MM UTC]\n"},
		{"teams are no people", "# T\n\n**Owner:** Platform team\n**Responders:** SRE, @kmori\n", "title: T\npeople: @kmori\n  Owner = Platform team\n  Responders = SRE, @kmori\n"},
		{"Japanese", "# 障害\n\n## メタデータ\n\n| 項目 | 値 |\n|-|-|\n| 重大度 | SEV-2（決済停止） |\n| 発生日時 | 2026-11-20 18:58 (JST) |\n| 復旧日時 | 2026-11-20 21:15 JST 頃 |\n| 影響サービス | checkout、ledger |\n| 作成者 | 森 健 |\n", `title: 障害
severity: SEV-2
started: 2026-11-20T09:58:00Z
resolved: 2026-11-20T12:15:00Z
services: checkout|ledger
authors: 森 健
people: 森 健
  重大度 = SEV-2（決済停止）
  発生日時 = 2026-11-20 18:58 (JST)
  復旧日時 = 2026-11-20 21:15 JST 頃
  影響サービス = checkout、ledger
  作成者 = 森 健
`},
		{"front matter first", "---\nseverity: SEV-1\nstarted: 2026-11-20T09:00:00Z\n---\n# T\n\n**Severity:** SEV-4\n**Started:** 2026-11-20 11:00 UTC\n**Resolved:** 2026-11-20 12:15 UTC\n", `title: T
severity: SEV-1
started: 2026-11-20T09:00:00Z
resolved: 2026-11-20T12:15:00Z
  severity = SEV-1
  started = 2026-11-20T09:00:00Z
  Severity = SEV-4
  Started = 2026-11-20 11:00 UTC
  Resolved = 2026-11-20 12:15 UTC
`},
		{"labels that signs part", "# T\n\n> **Cluster:** deployment · **Tags:** dns, outage, atlas · **Related:** [PRD](PRD.md), [SETUP](SETUP.md)\n", `title: T
factors: dns|atlas
  Tags = dns, outage, atlas
`},
		{"key facts under headings of their own", "# Post-mortem\n\n# Summary\n\nIt was down.\n\n### ℹ️ Key Information\n\n- **Incident Type:** Platform\n- **Severity:** Minor\n\n### ⏱️ Key Timestamps\n\n- **Reported:** March 3, 2026 9:40 AM (UTC)\n- **Impact start:** March 3, 2026 9:36 AM (UTC)\n- **Fixed:** March 3, 2026 9:45 AM (UTC)\n- **Closed:** March 3, 2026 10:12 AM (UTC)\n", `title: Post-mortem
severity: Minor
started: 2026-03-03T09:36:00Z
resolved: 2026-03-03T09:45:00Z
  Incident Type = Platform
  Severity = Minor
  Reported = March 3, 2026 9:40 AM (UTC)
  Impact start = March 3, 2026 9:36 AM (UTC)
  Fixed = March 3, 2026 9:45 AM (UTC)
  Closed = March 3, 2026 10:12 AM (UTC)
`},
		{"other names in the front matter", "---\nauthor: Ada Diallo\nsev: 2\nstart_time: 2026-11-20 09:58 UTC\nend_time: 2026-11-20 12:15 UTC\ndate: 2026-11-25\naffected_services: [checkout]\ntags: [dns]\n---\n# T\n", `title: T
severity: 2
started: 2026-11-20T09:58:00Z
resolved: 2026-11-20T12:15:00Z
services: checkout
authors: Ada Diallo
people: Ada Diallo
factors: dns
  author = Ada Diallo
  sev = 2
  start_time = 2026-11-20 09:58 UTC
  end_time = 2026-11-20 12:15 UTC
  date = 2026-11-25
  affected_services = checkout
  tags = dns
`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for name, source := range map[string]string{"lf": tt.source, "crlf": strings.ReplaceAll(tt.source, "\n", "\r\n"), "bom": "\xef\xbb\xbf" + tt.source} {
				d := parse(source)
				if got := understood(d); got != tt.want {
					t.Errorf("%s:\n%s\nwant\n%s", name, got, tt.want)
				}
				for _, f := range d.Meta.Fields {
					// Lists and markup are written otherwise than they read.
					if written := at(d, f.Span); written != f.Value && !strings.ContainsAny(written, "\n`<[-") {
						t.Errorf("%s: %q stands at the place of %q", name, written, f.Value)
					}
				}
				if len(d.Problems) > 0 {
					t.Errorf("%s: problems: %v", name, d.Problems)
				}
			}
		})
	}
}

// TestProseIsNoMetadata is that what only looks like metadata is none.
func TestProseIsNoMetadata(t *testing.T) {
	for name, source := range map[string]string{
		"in the timeline":          "# T\n## Timeline\n- **Detected:** 2026-11-20 10:42 UTC\n- **Severity:** raised to SEV-1\n",
		"in the impact":            "# T\n## Impact\n| Service | Severity |\n|-|-|\n| checkout | high |\n\n**Services:** all of them\n",
		"a remark":                 "# T\n\nNote: we first thought it was DNS.\n\nUpdate: it was DNS.\n",
		"a sentence":               "# T\n\nStatus: everything is back, though the queue took until the next morning to drain and we kept an eye on the error rate until then, as usual.\n",
		"a moment without a time":  "# T\n\nResolved: the proxy was rolled back.\n",
		"a table of something":     "# T\n\n| Host | Errors |\n|-|-|\n| a | 1 |\n| b | 2 |\n",
		"an action table":          "# T\n\n| Action | Owner | Due | Status |\n|-|-|-|-|\n| x | @k | 2026-12-01 | open |\n| y | @k | 2026-12-01 | open |\n",
		"far down":                 "Long ago something happened that nobody had seen before, it was quite a story.\n\n" + strings.Repeat("And then it went on for another while, with more of the same and then some.\n\n", 3) + "Severity: SEV-1\n",
		"facts among many remarks": "# T\n## Summary\n- **Proxy**: it lost its upstream\n- **Queue**: it filled\n- **Severity**: it felt high\n",
	} {
		if d := parse(source); len(d.Meta.Fields) > 0 {
			t.Errorf("%s: %v", name, d.Meta.Fields)
		}
	}
}

func TestTOML(t *testing.T) {
	d := parse(`+++
title = "Outage \u0041"   # a comment
date = 2026-11-20T10:42:00Z
draft = false
weight = 3
authors = ["Ada Diallo",
  'Ken Mori', # both
]
"quoted key" = 'x = y'
text = """
severity = "no"
"""
broken = [
severity = 'SEV-2'
[extra]
status = "z"
+++
# Heading
`)
	equal(t, `title: Outage A
severity: SEV-2
authors: Ada Diallo|Ken Mori
people: Ada Diallo|Ken Mori
  title = Outage A
  date = 2026-11-20T10:42:00Z
  draft = false
  weight = 3
  authors = Ada Diallo, Ken Mori
  quoted key = x = y
  severity = SEV-2
`, understood(d))
	equal(t, 0, len(d.Problems))
}
