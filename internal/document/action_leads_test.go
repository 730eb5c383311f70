package document_test

import (
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// TestLeadingOwners is owners that stand as labels before what is to be done, and labels that say what it is about.
func TestLeadingOwners(t *testing.T) {
	const head = "# Outage\n\n**Authors:** Zofia Nowak\n\n## Action items\n\n"
	for _, tt := range []struct{ name, section, want string }{
		{"teams and people", "- **Network team** – replace the core switch\n- **Ana:** write the runbook\n- **Platform** - Add an alert (P1)\n- **Kim Mori** — Cap the retries, due 2026-12-01\n", "replace the core switch; owner=Network team\nwrite the runbook; owner=Ana\nAdd an alert; prio=P1; owner=Platform\nCap the retries; owner=Kim Mori; due=2026-12-01"},
		{"boxes and several", "- [ ] **Ana & Tom:** write the runbook\n- [x] **SRE**: Add an alert\n", "write the runbook; owner=Ana & Tom\nAdd an alert; owner=SRE; done"},
		{"without bold letters", "- Storage team: grow the disks\n- Zofia: write the runbook\n- Disks: test them\n", "grow the disks; owner=Storage team\nwrite the runbook; owner=Zofia\nDisks: test them"},
		{"topics", "- **Monitoring** – add an alert\n- **Database:** cap the connections\n- **Retries** - Cap the retries\n- **Ana:** write the runbook\n", "Monitoring – add an alert\nDatabase: cap the connections\nRetries - Cap the retries\nwrite the runbook; owner=Ana"},
		{"in brackets", "- [Ana] Write the runbook\n- (Tom) Add an alert\n- [ ] [Zofia]: Cap the retries\n", "Write the runbook; owner=Ana\nAdd an alert; owner=Tom\nCap the retries; owner=Zofia"},
		{"topics in brackets", "- [Database] Write the runbook\n- (Tests) Add an alert\n", "[Database] Write the runbook\n(Tests) Add an alert"},
		{"who will do it", "- Ana will write the runbook\n- Tom will add an alert\n- The team will cap the retries\n- Retries will drop\n", "write the runbook; owner=Ana\nadd an alert; owner=Tom\nThe team will cap the retries\nRetries will drop"},
		{"dates behind handles", "- Cap the retries @tom 2026-12-20\n- [ ] Pin the image @ana December 20, 2026\n- Test it – @tom – December 21, 2026\n- Talk to @tom\n", "Cap the retries; owner=@tom; due=2026-12-20\nPin the image; owner=@ana; due=2026-12-20\nTest it; owner=@tom; due=2026-12-21\nTalk to @tom"},
		{"where it was done", "- Write it down - DONE in #482\n- Page sooner (done in #483)\n- Move it, fixed by OPS-7\n- [ ] Split it, done in #484\n- Done – rotate the logs\n- In progress - cap the retries\n- Done right - a plan\n", "Write it down; issue=#482; done\nPage sooner; issue=#483; done\nMove it; issue=OPS-7; done\nSplit it; issue=#484\nrotate the logs; status=Done; done\ncap the retries; status=In progress\nDone right - a plan"},
		{"signs in the column of states", "| Action | Status |\n|-|-|\n| Check the files | 🟢 Complete |\n| Test it | 🔴 Not started |\n", "Check the files; status=🟢 Complete; done\nTest it; status=🔴 Not started"},
		{"fields in lines", "- **What:** Alert on the lag\n  **Who:** Ana\n  **When:** 2026-12-20\n- **What:** Fail over\n  **Who:** Tom\n", "Alert on the lag; owner=Ana; due=2026-12-20\nFail over; owner=Tom"},
		{"names behind dashes", "- [ ] Ana — Canary — 2026-12-20\n- [ ] Tom – Alert\n", "Canary; owner=Ana; due=2026-12-20\nAlert; owner=Tom"},
		{"columns", "| Area | Proposed change | Effort | Champion | Target quarter |\n|-|-|-|-|-|\n| CI | Check the files | S | Ana | Q2 |\n", "Check the files; owner=Ana; due=Q2"},
		{"one label", "- **Ana:** write the runbook\n- Add an alert\n", "Ana: write the runbook\nAdd an alert"},
		{"owners behind", "- **Network team** – replace the switch (@kim)\n- **Storage team** – grow the disks (@tom)\n", "Network team – replace the switch; owner=@kim\nStorage team – grow the disks; owner=@tom"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for line := range strings.SplitSeq(titles(head+tt.section), "\n") {
				title, _, _ := strings.Cut(line, "; written=")
				got = append(got, title)
			}
			equal(t, tt.want, strings.Join(got, "\n"))
		})
	}

	d := parse(head + "- **Network team** – replace the switch\n- **Ana:** write the runbook\n")
	for _, owner := range []string{"@kim", "Storage team", ""} {
		edits, err := d.SetField(0, document.ActionOwner, owner)
		if err != nil {
			continue
		}
		out, err := document.Apply(d.Source, edits...)
		if err != nil {
			t.Fatal(err)
		}
		after := parse(string(out))
		equal(t, owner, after.Actions[0].Owner)
		equal(t, "replace the switch", after.Actions[0].Title)
		equal(t, "Ana", after.Actions[1].Owner)
	}
}

// TestDatedStates is what tells behind an item that it is done, and when.
func TestDatedStates(t *testing.T) {
	for section, want := range map[string]string{
		"- Add a (@ana, done 2026-05-03)\n":                 "Add a; owner=@ana; status=done 2026-05-03; done",
		"- Add a (Ana, fixed 3 May 2026)\n":                 "Add a; owner=Ana; status=fixed 3 May 2026; done",
		"- Add a (done: 2026-05-03)\n":                      "Add a; status=done: 2026-05-03; done",
		"- Add a (rolled out on 2026-05-03)\n":              "Add a; status=rolled out on 2026-05-03; done",
		"- Add a (live since May 2026)\n":                   "Add a; status=live since May 2026; done",
		"- Add a (P1, shipped in v2.3)\n":                   "Add a; prio=P1; status=shipped in v2.3; done",
		"- Add a (target: 2026-06-01, completed Q2 2026)\n": "Add a; due=2026-06-01; status=completed Q2 2026; done",
		"- Add a, done 2026-05-03\n":                        "Add a; status=done 2026-05-03; done",
		"- Add a ✅ 2026-05-03\n":                            "Add a; status=✅ 2026-05-03; done",
		"- Adopt the layout (released 2026 edition)\n":      "Adopt the layout (released 2026 edition)",
		"- Test what was done 2026-05-03\n":                 "Test what was done 2026-05-03",
		"- Add a (as on 2026-05-03)\n":                      "Add a (as on 2026-05-03)",
	} {
		equal(t, want, titles("# Outage\n\n## Action items\n\n"+section))
	}
}

// TestOwnersOverItems is owners that stand as labels and headings over what they are to do, and labels that say what it is about.
func TestOwnersOverItems(t *testing.T) {
	const head = "# Outage\n\n**Authors:** Zofia Nowak\n\n## Actions\n\n"
	for _, tt := range []struct{ name, section, want string }{
		{"initials", "**LB**\n- Review the items\n- Review the calls\n\n**SB**\n- Look at the alerts (@kim)\n\n**NP**\n- Talk to the others\n\n**AG**\n- Check the logs\n  - Owner: Ana\n", "Review the items; owner=LB\nReview the calls; owner=LB\nLook at the alerts; owner=@kim\nTalk to the others; owner=NP\nCheck the logs; owner=Ana"},
		{"things", "**API**\n- Review the items\n\n**DB**\n- Look at the alerts\n\n**KM**\n- Check the logs\n", "Review the items\nLook at the alerts\nCheck the logs"},
		{"headings", "### @kmori\n\n- [ ] Cap the retries\n\n### Platform team\n\n- [x] Grow the disks\n\n### Alerts\n\n- [ ] Page at 80 %\n", "Cap the retries; owner=@kmori\nGrow the disks; owner=Platform team; done\nPage at 80 %"},
		{"names", "**Ana:**\n\n- Cap the retries\n\n**For Tom Baker:**\n\n1. Grow the disks\n\n**Zofia's tasks**\n\n- Write the runbook\n", "Cap the retries; owner=Ana\nGrow the disks; owner=Tom Baker\nWrite the runbook; owner=Zofia"},
		{"items over items", "- **Storage team:**\n  - [ ] Grow the disks\n- @kmori\n  - [ ] Cap the retries\n", "Grow the disks; owner=Storage team\nCap the retries; owner=@kmori"},
		{"one name, and topics", "**Max Retries**\n\n- Cap the retries\n\n**Training**\n\n- Write the runbook\n", "Cap the retries\nWrite the runbook"},
		{"a table", "### Search team\n\n| Action | Due |\n|-|-|\n| Cap the retries | 2026-12-01 |\n", "Cap the retries; owner=Search team; due=2026-12-01"},
	} {
		t.Run(tt.name, func(t *testing.T) { equal(t, tt.want, titles(head+tt.section)) })
	}

	d := parse(head + "**Storage team**\n\n- [ ] Grow the disks\n- [ ] Cap the retries\n")
	edits, err := d.SetField(0, document.ActionOwner, "@kim")
	if err != nil {
		t.Fatal(err)
	}
	out, err := document.Apply(d.Source, edits...)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, head+"**Storage team**\n\n- [ ] Grow the disks (@kim)\n- [ ] Cap the retries\n", string(out))
	if _, err := d.SetField(0, document.ActionOwner, ""); err == nil {
		t.Error("an owner over several items was taken from one")
	}
}

// TestAssignments is who does an item, told as a sentence.
func TestAssignments(t *testing.T) {
	for _, tt := range []struct{ section, want string }{
		{"- @kim will write the drill\n- @kim should also test it\n- @kim needs to limit retries\n- @kim will be away\n", "write the drill; owner=@kim\ntest it; owner=@kim\nlimit retries; owner=@kim\n@kim will be away"},
		{"- @kim and @lee will write the drill\n- @kim, @lee and @ana to test it\n- @kim and @lee were away\n", "write the drill; owner=@kim, @lee\ntest it; owner=@kim, @lee and @ana\n@kim and @lee were away"},
		{"- Storage team should limit retries\n- Edge team needs to test it\n- Maya must write the drill\n- Nothing should use the cache\n", "limit retries; owner=Storage team\ntest it; owner=Edge team\nwrite the drill; owner=Maya\nNothing should use the cache"},
		{"@kim will write the drill.\n\n@lee: add a probe\n\n@ana was away.\n\nKim Mori will limit retries.\n\nKim Mori noted that it will rain.\n", "write the drill.; owner=@kim\nadd a probe; owner=@lee\nlimit retries.; owner=Kim Mori"},
		{"Storage team will limit retries (#7).\n\nAna to check the logs by 2026-12-15.\n\nThe team was tired.\n", "limit retries; owner=Storage team; issue=#7\ncheck the logs; owner=Ana; due=2026-12-15"},
		{"- @lina 补充测试\n- @kenji 手順書の更新\n", "补充测试; owner=@lina\n手順書の更新; owner=@kenji"},
		{"It rained. @kim will write the drill. Ana is going to add a probe.\n", "write the drill.; owner=@kim\nadd a probe.; owner=Ana"},
	} {
		t.Run(tt.section, func(t *testing.T) { equal(t, tt.want, titles("# Outage\n\n## Action items\n\n"+tt.section)) })
	}
}
