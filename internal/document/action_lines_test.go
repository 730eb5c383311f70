package document_test

import (
	"strings"
	"testing"
)

// titles are the items of a document, a line each, with their state.
func titles(source string) string {
	d := parse(source)
	var got []string
	for _, a := range d.Actions {
		got = append(got, shown(d, a))
	}
	return strings.Join(got, "\n")
}

// TestActionLines is items that stand one a line, without what markdown takes for a list.
func TestActionLines(t *testing.T) {
	const under = "# Outage\n\n## Action items\n\n"
	for _, tt := range []struct{ name, source, want string }{
		{"lines", under + "Add a probe\nLimit retries. OPS-3\nDocument the switch (@kmori)\n", "Add a probe\nLimit retries.; issue=OPS-3\nDocument the switch; owner=@kmori"},
		{"lines named by what they are for", under + "Alerts: Add a probe.\nDrills: Schedule one a quarter.\n", "Alerts: Add a probe.\nDrills: Schedule one a quarter."},
		{"some without a verb", under + "Add a probe.\nA budget for drills.\nLimit retries.\n", "Add a probe.\nA budget for drills.\nLimit retries."},
		{"words about them", under + "We do this:\nAdd a probe.\nLimit retries.\nBy this we see more.\n", "Add a probe.\nLimit retries."},
		{"numbers behind letters", under + "R1. A captcha for sign-ups.\nR2. Limits for each address.\n\nAI-3: Give moderators a tool.\nAI-4: Thresholds\n", "A captcha for sign-ups.\nLimits for each address.\nGive moderators a tool.\nThresholds"},
		{"arrows", under + "➡️ Alert on the age of the queue (@ana)\n➡️ Restarts every day\n👉 A dashboard\n", "Alert on the age of the queue; owner=@ana\nRestarts every day\nA dashboard"},
		{"gerunds", under + "Adding a probe\nLimiting retries\n", "Adding a probe\nLimiting retries"},
		{"labels between", under + "Now:\nAdd a probe\nLimit retries\nLater:\nMove the cron\n", "Add a probe\nLimit retries\nMove the cron"},
		{"bullets that markdown doesn't know", under + "• Add a probe\n• A budget for drills, as\nsaid before\n→ Limit retries\n", "Add a probe\nA budget for drills, as said before; written=A budget for drills, as\nsaid before\nLimit retries"},
		{"wrapped prose", under + "It was the weather, which\nAdd-on hosts don't like, and the\nDocument was wrong.\n", ""},
		{"sentences that tell", under + "The probe was late.\nThe pager was off.\n", ""},
		{"beside a list", under + "Review these.\nUpdate those.\n\n- a\n", "a"},
		{"questions of a checklist", under + "- [ ] Does it page?\n- [ ] Can we page on it?\n- Who is paged? @kmori\n- a\n", "Can we page on it?\nWho is paged?; owner=@kmori\na"},
		{"told to be done", under + "As a first step, the token was replaced. (Done)\n\nNobody noticed (sadly).\n", "As a first step, the token was replaced.; status=Done; done"},
		{"label with text behind it", "# Outage\n\n**Impact**: none\n\n**Review actions**: The token was replaced. (Done)\n", "The token was replaced.; status=Done; done"},
		{"letters within an item", under + "1. **Detection**\n   a. Page on depth\n   b. Page on age (@kim)\n2. Add these to the board\n   a. all probes\n", "Page on depth; type=detect\nPage on age; type=detect; owner=@kim\nAdd these to the board a. all probes; written=Add these to the board\n   a. all probes"},
		{"indented", under + "    Add a second probe\n    Limit all retries there\n", "Add a second probe\nLimit all retries there"},
		{"in a fence", under + "```md\n# Next\n\n1. Add a second probe\n2. [x] limit all retries\n3. [ ] limit all memory\n```\n", "Add a second probe\nlimit all retries; done\nlimit all memory"},
		{"commands", under + "```sh\nrun the tests\nadd a probe now\n```\n\n    - name: Add it to the list\n", ""},
		{"code as evidence", under + "- a\n\nSeen:\n\n```\nAdd a probe: failed\nAdd a disk: failed\n```\n", "a"},
	} {
		t.Run(tt.name, func(t *testing.T) { equal(t, tt.want, titles(tt.source)) })
	}
}

// TestActionLabels is the sections of items that are named by a line like any other, or by a label in two lines.
func TestActionLabels(t *testing.T) {
	for _, tt := range []struct{ name, source, want string }{
		{"over lines", "Outage\n\nImpact:\n\nAll was down.\n\nPreventive measures:\n\nAdd a probe.\nLimit retries.\n\nThat was all.\n\nRoot cause:\n\nAdd-ons failed.\n", "Add a probe.\nLimit retries."},
		{"in a paragraph", "Outage\nImpact:\nAll was down.\nCorrective measures\nImprovements:\nAdd a probe.\nTasks:\nLimit retries.\nMove the cron.\n", "Add a probe.\nLimit retries.\nMove the cron."},
		{"a question", "Outage\n\nWhat will we do to prevent this?\n\nWe take these steps:\n\n    Moving the cron to Monday\n    Limiting all the retries\n", "Moving the cron to Monday\nLimiting all the retries"},
		{"before its text", "Outage\n\nPreventive measures: we take these steps:\n\nRegularly test the switch.\n\nLimit retries.\n", "Regularly test the switch.\nLimit retries."},
		{"before its text, with headings elsewhere", "# Outage\n\n## Impact\n\nx\n\n# Notes\n\nPrevention: none.\n\nLimit retries.\n", ""},
		{"with a hyphen that doesn't break", "# Outage\n\n## Follow\u2011ups\n\n- a\n", "a"},
		{"no label", "Outage\n\nIt took long to take the\nNext steps\nAdd-ons needed.\n", ""},
		{"bold, over two lines", "**Outage**\n\n**Preventive measures\nTasks:**\n\n- a\n\n**Later:**\n- b\n", "a\nb"},
		{"over a list, with a colon", "# Outage\n\n## Notes\n\nThe action items from this incident:\n\n- a\n", "a"},
		{"italic", "# Outage\n\n## Notes\n\n*Corrective and preventative measures:*\n\n- a\n", "a"},
		{"in the timeline", "# Outage\n\n## Timeline\n\nFurther actions taken:\n\n- 10:00 restarted it\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) { equal(t, tt.want, titles(tt.source)) })
	}
}
