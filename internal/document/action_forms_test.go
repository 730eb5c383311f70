package document_test

import (
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// shown is an action item on one line, with the fields that it has, and where its title stands.
func shown(d *document.Document, a document.ActionItem) string {
	parts := []string{a.Title}
	add := func(name, value string) {
		if value != "" {
			parts = append(parts, name+"="+value)
		}
	}
	add("type", a.Type)
	add("prio", a.Priority)
	add("owner", a.Owner)
	add("due", a.Due)
	add("for", strings.Join(a.Factors, "+"))
	add("status", a.Status)
	if a.Issue != nil {
		add("issue", a.Issue.Text)
	}
	if a.Done {
		parts = append(parts, "done")
	}
	if a.Dropped {
		parts = append(parts, "dropped")
	}
	if written := at(d, a.TitleAt); written != a.Title {
		add("written", written)
	}
	return strings.Join(parts, "; ")
}

// TestActionForms is what is read from action sections as teams write them.
func TestActionForms(t *testing.T) {
	for _, tt := range []struct{ name, section, want string }{
		{"paragraphs", "### Proxy\n\nLimit the memory of a build. (https://github.com/o/r/issues/7)\n\n### Hub\n\nThe hub was slow. It is not now.\n", "Limit the memory of a build.; issue=https://github.com/o/r/issues/7"},
		{"paragraphs that say what should be", "The probe should page a second person. Ideally it would call.\n\nNobody knew whom to ask. We need to publish the rota. (see #7)\n\nIt rained.\n\nIt should have been tested.\n\nWe could have a policy for Fridays.\n\nEncourage drills.\n", "The probe should page a second person. Ideally it would call.\nNobody knew whom to ask. We need to publish the rota.; issue=#7\nWe could have a policy for Fridays.\nEncourage drills."},
		{"labelled paragraphs", "Some words.\n\n**Action:** Page the team.\n\nAction item 2 – Move the cron (SRE team)\n", "Page the team.\nMove the cron; owner=SRE team"},
		{"introductions", "Review these every week.\n\n- a\n\nThey will be looked at on Friday.\n", "a"},
		{"introduction over sections", "Review these every week.\n\n### Hub\n\n- a\n", "a"},
		{"headings with fields", "### 1. Add a breaker\n\n**Owner:** Jane Doe\n**Due:** 2026-12-15\n\n### Alert\n- Owner: @k\n- Ticket: OPS-7\n- Why: we were blind\n", "Add a breaker; owner=Jane Doe; due=2026-12-15\nAlert; owner=@k; issue=OPS-7"},
		{"fields after an item", "- Action: Write it down\n- Owner: Bob\n- Due date: Q1 2027\n", "Write it down; owner=Bob; due=Q1 2027"},
		{"done by their label", "### Immediate actions (completed)\n\n- a\n\n### Later\n\n- b\n\nAlready done:\n\n- c\n\nTo do:\n\n- d\n", "a; done\nb\nc; done\nd"},
		{"a state for the due date", "| Action | Owner | ETA |\n|-|-|-|\n| a | Kim | Done |\n| b | Lee | 2 weeks |\n", "a; owner=Kim; done\nb; owner=Lee; due=2 weeks"},
		{"groups", "- Detection:\n  - a\n- **P1**\n  - b\n- Edge team\n  - [ ] c\n", "a; type=detect\nb; prio=P1\nc; owner=Edge team"},
		{"priorities by heading", "### High priority\n- a\n### P2 – soon\n- b (P0)\n- c\n### Probes (P3)\n- d\n", "a; prio=P1\nb; prio=P0\nc; prio=P2\nd; prio=P3"},
		{"details", "1. Harden the job:\n   - retry\n   - time out\n2. Add to the runbook:\n\n- drain\n- restart\n\n3. last\n", "Harden the job\nAdd to the runbook\nlast"},
		{"steps", "1. Checklist:\n   - [ ] one\n   - [ ] two\n- [ ] a\n  - [ ] b\n", "Checklist\na\nb"},
		{"remarks", "- a\n  - This has been done: it pages now\n\nRules for items:\n\n- each has an owner\n", "a; done"},
		{"foreign sections", "- a\n\n### What went wrong\n\n- b\n\n### Detection\n\n- c\n", "a\nc; type=detect"},
		{"states", "- Add a — done\n- Bump b [in progress]\n- [WIP] c\n- ⚠️ TODO: d\n- e DONE\n- ~~f~~ (superseded by #12)\n- g (完了)\n", "Add a; status=done; done\nBump b; status=in progress\nc; status=WIP\nd\ne; status=DONE; done\nf; status=superseded by #12; dropped\ng; status=完了; done"},
		{"states behind the item", "- Add a. **(Done during the incident)**\n- Add b (fixed after the review)\n- Add c (as done before)\n", "Add a.; status=Done during the incident; done\nAdd b; status=fixed after the review; done\nAdd c (as done before)"},
		{"quarters", "- Add a (ETA Q2-2027)\n- Add b (by H1-2027)\n- GPT-4 c\n", "Add a; due=Q2-2027\nAdd b; due=H1-2027\nGPT-4 c"},
		{"priorities in words", "- **HIGH** a\n- [MEDIUM] b\n- Low: c\n- d (critical)\n- High load e\n", "a; prio=P1\nb; prio=P2\nc; prio=P3\nd; prio=P0\nHigh load e"},
		{"owners", "- @bob to fix a\n- b (Alice, P2)\n- c (team payments)\n- d (Grafana)\n- e – owner: Jane Doe\n- Fix f. Owner: @k\n", "fix a; owner=@bob\nb; prio=P2; owner=Alice\nc; owner=team payments\nd (Grafana)\ne; owner=Jane Doe\nFix f; owner=@k"},
		{"trackers", "- Fix a. Tracked in OPS-12.\n- b (tracked in #12)\n- T123456: c\n- d (blocked by #7)\n- See the issue: https://x.io/browse/OPS-1\n- Use UTF-8\n", "Fix a; issue=OPS-12\nb; issue=#12\nc; issue=T123456\nd; status=blocked by #7\nSee the issue; issue=https://x.io/browse/OPS-1\nUse UTF-8"},
		{"links within a sentence", "- [ ] Wait for https://github.com/o/r/pull/12 first (P1)\n- [ ] Revert [#17](https://github.com/o/r/pull/17) everywhere\n- [ ] Guard [#15](https://github.com/o/r/issues/15) (P2)\n- [ ] Watch [#16](https://github.com/o/r/issues/16) due 2026-12-15\n- [ ] Drain, tracked in https://github.com/o/r/issues/13 since May\n- [ ] https://github.com/o/r/issues/14 Raise\n", "Wait for https://github.com/o/r/pull/12 first; prio=P1\nRevert #17 everywhere; written=Revert [#17](https://github.com/o/r/pull/17) everywhere\nGuard #15; prio=P2; issue=#15; written=Guard [#15\nWatch #16; due=2026-12-15; issue=#16; written=Watch [#16\nDrain, tracked in https://github.com/o/r/issues/13 since May; issue=https://github.com/o/r/issues/13\nRaise; issue=https://github.com/o/r/issues/14"},
		{"references to come", "- [ ] Guard (P1, @k) [#TBD]()\n", "Guard; prio=P1; owner=@k"},
		{"boxes of what was given up", "- [-] Guard\n- [~] Watch (P1)\n- [-1] is an index\n", "Guard; status=-; dropped\nWatch; prio=P1; status=~; dropped\n[-1] is an index"},
		{"names among fields", "- Guard (detect, P1, Search team, due 2026-12-25)\n- Watch (P1, Kim Mori)\n- Drain (detect, P1, Search team, due 2026-12-25, for F2)\n- Page (whoever is there, due 2026-12-25)\n", "Guard; type=detect; prio=P1; owner=Search team; due=2026-12-25\nWatch; prio=P1; owner=Kim Mori\nDrain; type=detect; prio=P1; owner=Search team; due=2026-12-25; for=F2\nPage (whoever is there, due 2026-12-25)"},
		{"table with odd headers", "| Item ID | Category | Action item description | Prio. | Assigned to | Completion date | Tracking ticket | Current state |\n|-|-|-|-|-|-|-|-|\n| A-1 | Preventative (code) | Refuse it | High | Jane | Dec 5, 2026 | see OPS-7 | Closed – won't fix |\n", "Refuse it; type=prevent; prio=P1; owner=Jane; due=2026-12-05; status=Closed – won't fix; issue=OPS-7; dropped"},
		{"table whose header lacks a column", "| # | Owner | Priority | Due |\n|-|-|-|-|\n| 1 | Edge | Limit retries | 2026-12-15 |\n| 2 | Edge | Add a probe | 2026-12-16 |\n| 3 | Edge | | |\n", "Limit retries; owner=Edge; due=2026-12-15\nAdd a probe; owner=Edge; due=2026-12-16"},
		{"state in the column of issues", "| Action | Bug |\n|-|-|\n| a | **DONE** |\n| b | (see OPS-7) **TODO** |\n", "a; status=DONE; done\nb; status=TODO; issue=OPS-7"},
		{"what was done, behind what it is called", "- Alerting: Added one for the queue\n- Limits: Audit of all limits completed\n- Answer: Updated runbooks to say so\n- Fix the logic: Corrected the path.\n- Alerting: Improved alerts\n- Drills: Tested restores\n- Fix: update them\n", "Alerting: Added one for the queue; done\nLimits: Audit of all limits completed; done\nAnswer: Updated runbooks to say so; done\nFix the logic: Corrected the path.; done\nAlerting: Improved alerts\nDrills: Tested restores\nFix: update them"},
		{"what was done, told as it passed", "- Alerting was added\n- All limits were documented in the wiki\n- Reduced timeouts from 15 to 5 minutes\n- Relocated the standby\n- Migration of the pool completed\n- Once the fix was deployed, test it\n- A limit that was added is too low\n- Verify that it was fixed\n- The migration was not completed\n- The probe was misconfigured\n- The load was increased by it\n- A ticket was created to move it\n- Wait until the copy completed\n- Updated runbooks\n", "Alerting was added; done\nAll limits were documented in the wiki; done\nReduced timeouts from 15 to 5 minutes; done\nRelocated the standby; done\nMigration of the pool completed; done\nOnce the fix was deployed, test it\nA limit that was added is too low\nVerify that it was fixed\nThe migration was not completed\nThe probe was misconfigured\nThe load was increased by it\nA ticket was created to move it\nWait until the copy completed\nUpdated runbooks"},
		{"names and dates behind dashes", "- Cap retries — Ann — 2026-12-02\n- Add a probe - Kim Mori - 2026-12-03\n- Move the pool – Lee – 2026-12-04\n", "Cap retries; owner=Ann; due=2026-12-02\nAdd a probe; owner=Kim Mori; due=2026-12-03\nMove the pool; owner=Lee; due=2026-12-04"},
		{"tickets that are cited", "- Set up the other zone (records provided in ticket #398)\n- Cap retries (as described in the doc, see #12)\n- Add a probe (tracked in #13)\n", "Set up the other zone (records provided in ticket #398)\nCap retries (as described in the doc, see #12)\nAdd a probe; issue=#13"},
		{"signs for boxes", "- ☐ Add an alert\n- ☑ Cap retries\n- ⬜ Review it\n\n## Tasks\n\n☐ Move it\n✅ Split it\n☐ Ask Kim\n", "Add an alert\nCap retries; done\nReview it\nMove it\nSplit it; done\nAsk Kim"},
		{"what was done", "- Added a probe\n- Improved the alerts\n- Improved alerts\n- Created a ticket to move the queue\n- Updated the limits (due 2026-12-15)\n", "Added a probe; done\nImproved the alerts; done\nImproved alerts\nCreated a ticket to move the queue\nUpdated the limits; due=2026-12-15"},
		{"state beside the issue", "| Action | Bug |\n|-|-|\n| a | [OPS-7](https://x.io/browse/OPS-7) **DONE** |\n| b | b/123456 DONE |\n", "a; status=DONE; issue=OPS-7; done\nb; status=DONE; issue=b/123456; done"},
		{"Japanese table", "| 対応内容 | 担当者 | 期限 | 状態 |\n|-|-|-|-|\n| 監視を追加 | 森 | 2026-12-15 | 完了 |\n", "監視を追加; owner=森; due=2026-12-15; status=完了; done"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := parse("# Outage\n\n## Action items\n\n" + tt.section)
			var got []string
			for _, a := range d.Actions {
				got = append(got, shown(d, a))
			}
			equal(t, strings.Split(tt.want, "\n"), got)
		})
	}
}

// TestActionsByWhen is that sections divided by when things are done, or how far they are, hold action items whatever they are called.
func TestActionsByWhen(t *testing.T) {
	for _, tt := range []struct{ name, source, want string }{
		{"by state", "## What we did\n\n### Immediate (complete)\n- Block it\n\n### In progress\n- Call them\n\n### Planned\n- Train all\n", "Block it; done\nCall them\nTrain all"},
		{"by term", "## Response work\n\n### Short-term\n- a\n\n### Long term (2027)\n- b\n", "a\nb"},
		{"beside one that is named", "## Prevention\n\n- Train all\n\n## Recovery plan\n\n### Immediate (done)\n- ✅ Block it\n\n### Short-term (to do)\n- [ ] Call them\n\n### Notes\n- None\n", "Train all\nBlock it; done\nCall them"},
		{"one of them only", "## Impact on plans\n\n### Planned\n- a\n\n### Unplanned\n- b\n", ""},
		{"in a section of another name", "## Timeline\n\n### Immediate\n- a\n\n### Planned\n- b\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := parse("# Outage\n\n" + tt.source)
			var got []string
			for _, a := range d.Actions {
				got = append(got, shown(d, a))
			}
			equal(t, tt.want, strings.Join(got, "\n"))
		})
	}
}
