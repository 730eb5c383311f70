package document_test

import (
	"strings"
	"testing"
)

// TestStatusPages is what is read of the updates of status pages, whose state, time and words may stand apart.
func TestStatusPages(t *testing.T) {
	const day = "# Outage\n\n2026-05-03, all times in UTC\n\n"
	for _, tt := range []struct{ name, source, want string }{
		{"states in bold over their words", day + "**Investigating: 13:30**\n\nWe are looking.\n\nThere is more.\n\n**Identified: 13:52**\n\nA bad deploy.\n\n**Resolved: 14:40**\n\nDone.\n", "05-03 13:30:00 | Investigating: We are looking.\n05-03 13:52:00 | Identified: A bad deploy.\n05-03 14:40:00 | Resolved: Done. [resolved]"},
		{"times under their words", "# Outage\n\n**Resolved** - Done.\nMay 3, 2026, 14:40 UTC\n\n**Identified** - Found.\n\nMay 3, 2026 - 13:52 UTC\n\n*Investigating* – Looking.\n*Posted 2 years ago. May 3, 2026 - 13:30 UTC*\n", "05-03 14:40:00 | Resolved: Done. [resolved]\n05-03 13:52:00 | Identified: Found.\n05-03 13:30:00 | Investigating: Looking."},
		{"plain states", day + "Resolved - 15:14 UTC\n\nBack to normal.\n\nMonitoring - 14:50 UTC\n\n- a list\n\nIdentified - 14:20 UTC\n", "05-03 15:14:00 | Resolved: Back to normal. [resolved]\n05-03 14:50:00 | Monitoring\n05-03 14:20:00 | Identified"},
		{"words in the next line", day + "**Resolved** - 15:14 UTC\nDone.\n\n**Update** - 14:50 UTC\nWe keep on watching the queue.\n\n**🔴 Fix deployed** | 14:01 UTC\nGood.\n", "05-03 15:14:00 | Resolved: Done. [resolved]\n05-03 14:50:00 | We keep on watching the queue.\n05-03 14:01:00 | Fix deployed: Good."},
		{"states behind their times", day + "**10:12** - Investigating\n\nWe look.\n\n**10:30 - Identified**\nA full queue.\n\n**10:42**\n\n**Resolved** - Done.\n", "05-03 10:12:00 | Investigating: We look.\n05-03 10:30:00 | Identified: A full queue.\n05-03 10:42:00 | Resolved: Done. [resolved]"},
		{"a line for each part", day + "**Resolved**\n15:14\nDone.\n\n**Update**\n14:30\nAlmost.\n\n### Investigating\n\n14:01\n\nWe look.\n", "05-03 15:14:00 | Resolved: Done. [resolved]\n05-03 14:30:00 | Almost.\n05-03 14:01:00 | Investigating: We look."},
		{"times in bold", day + "**10:12**\n\nWe look.\n\n**10:30 UTC**\n\nFound.\n\n**10:42:** Done.\n", "05-03 10:12:00 | We look.\n05-03 10:30:00 | Found.\n05-03 10:42:00 | Done."},
		{"plain times", day + "10:12 Alert.\n\n10:30 - rollback.\n\n10:42 Done.\n", "05-03 10:12:00 | Alert.\n05-03 10:30:00 | rollback.\n05-03 10:42:00 | Done."},
		{"two headings", day + "## Investigating - 10:12\n\nWe look.\n\n## Resolved (10:42)\n\nDone.\n", "05-03 10:12:00 | Investigating\n05-03 10:42:00 | Resolved [resolved]"},
		{"words between states and times", day + "## Resolved\n\nDone.\n\n15:14 UTC\n\n## Investigating\n\nWe look.\n\n14:01 UTC\n", "05-03 15:14:00 | Resolved: Done. [resolved]\n05-03 14:01:00 | Investigating: We look."},
		{"states in brackets", day + "**[Investigating]** 14:01 UTC\n\nWe look.\n\n**[Resolved]** 15:14 UTC\n\nDone.\n", "05-03 14:01:00 | Investigating: We look.\n05-03 15:14:00 | Resolved: Done. [resolved]"},
		{"lines", day + "Investigating - 14:01 UTC\nIdentified - 14:20 UTC\nA full disk.\n**Resolved** 15:14 UTC\n\nIt was long.\n", "05-03 14:01:00 | Investigating\n05-03 14:20:00 | Identified: A full disk.\n05-03 15:14:00 | Resolved [resolved]"},
		{"lines that are fields", day + "**Detected:** 10:20 UTC  \n**Identified:** 10:30 UTC  \n**Resolved:** 10:40 UTC\n\nIt was long.\n", ""},
		{"items", day + "- **Investigating** (14:01 UTC): We look.\n- **Identified** 14:20\n- **Resolved** (15:14): Done.\n", "05-03 14:01:00 | Investigating: We look.\n05-03 14:20:00 | Identified\n05-03 15:14:00 | Resolved: Done. [resolved]"},
		{"a timeline", day + "## Timeline\n\n**Identified: 13:52**\n\nA bad deploy.\n\nUpdate 14:00: still at it.\n\nResolved - 14:40\n\n## Fix\n\nA rollback.\n", "05-03 13:52:00 | Identified: A bad deploy.\n05-03 14:00:00 | still at it.\n05-03 14:40:00 | Resolved [resolved]"},
		{"fields of a report", day + "**Detected:** 10:20 UTC\n\n**Identified:** 10:30 UTC\n\n**Mitigated:** 10:35 UTC\n\n**Resolved:** 10:40 UTC\n\nA deploy broke it.\n", ""},
		{"sections of a report", day + "## Monitoring\n\n10:20 was late.\n\n## Update\n\nResolved issues are closed at 10:30.\n\nMonitoring at 10:20 was quiet.\n\nIdentified by Ana at 10:30.\n", ""},
		{"sentences that begin with times", day + "10:12 was when it broke.\n\n10:30 is late.\n\n10:42 Berlin was told.\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) { equal(t, tt.want, strings.Join(events(parse(tt.source)), "\n")) })
	}
}

// TestStatesAreNoSections is what status pages write over their updates, and what reports have as headings.
func TestStatesAreNoSections(t *testing.T) {
	for source, want := range map[string]string{
		"# Outage\n\n**Identified: 13:52**\n\nA bad deploy.\n":                                                                       "",
		"# Outage\n\n**Investigating**\n\n13:30\n\n**Identified** - Found.\n\n13:52\n\n**Resolved** - Done.\n\n14:40\n":              "",
		"# Outage\n\n## Investigating\n\n13:30\n\n## Identified\n\nFound at 13:52.\n\n## Resolved\n\n14:40\n":                        "",
		"# Outage\n\n## Identified\n\nBy an alert.\n\n## Resolved\n\nBy a rollback.\n":                                               "detection",
		"# Outage\n\n**Detection** (13:52)\n\nBy an alert.\n\n**Monitoring** is quiet.\n\nUpdate the runbook.\n\nResolved by Ana.\n": "detection",
	} {
		var names []string
		for _, s := range parse(source).Sections {
			if s.Name != "" {
				names = append(names, s.Name)
			}
		}
		equal(t, want, strings.Join(names, " "))
	}
}
