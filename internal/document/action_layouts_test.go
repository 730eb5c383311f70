package document_test

import (
	"strings"
	"testing"
)

// TestActionLayouts is what is read from whole documents whose authors arrange their items in ways of their own.
func TestActionLayouts(t *testing.T) {
	for _, tt := range []struct{ name, source, want string }{
		{"a link among the fields", "## Action items\n\n- [ ] Do x (@ann, P1, https://github.com/o/r/issues/3)\n- [ ] Do y (https://github.com/o/r/issues/4, @ann, due 2026-12-15)\n- [ ] Do z (@ann, [#5](https://github.com/o/r/issues/5), P1)\n- [ ] Do w (P1, OPS-7, @ann)\n- [ ] Do v (P1, #8)\n- [ ] Do u (P2, see #9)\n- Limit t (as in https://github.com/o/r/issues/3)\n",
			"Do x; prio=P1; owner=@ann; issue=https://github.com/o/r/issues/3\nDo y; owner=@ann; due=2026-12-15; issue=https://github.com/o/r/issues/4\nDo z; prio=P1; owner=@ann; issue=#5\nDo w; prio=P1; owner=@ann; issue=OPS-7\nDo v; prio=P1; issue=#8\nDo u; prio=P2; issue=#9\nLimit t (as in https://github.com/o/r/issues/3); issue=https://github.com/o/r/issues/3"},
		{"a state behind the name of an item", "## Action items\n\n1. Fix the backups — ✅ DONE 2026-06-16. The retention filled the disk.\n2. Move the volumes - DONE: they are on the NAS now\n3. Watch the disk – in progress (60 %)\n4. Use the right names — they are done by hand today.\n5. **Alert** — ✅ it pages now\n",
			"Fix the backups — ✅ DONE 2026-06-16. The retention filled the disk.; status=✅ DONE; done\nMove the volumes - DONE: they are on the NAS now; status=DONE; done\nWatch the disk – in progress (60 %); status=in progress\nUse the right names — they are done by hand today.\nAlert — ✅ it pages now; status=✅; done; written=Alert** — ✅ it pages now"},
		{"a sign and a state before an item", "## Recommendations\n\n### Immediate (before the next deployment)\n\n1. ✅ **DONE:** Verify the build\n2. ⏳ **PENDING:** Get an approval\n3. 🔜 Watch it\n",
			"Verify the build; status=DONE; done\nGet an approval; status=PENDING\n🔜 Watch it"},
		{"a link that says its state", "## Remediation items\n\n- [GH-103](https://github.com/o/r/issues/103): add a check\n- [GH-101 (Done)](https://github.com/o/r/pull/101): make a domain\n",
			"add a check; issue=GH-103\nmake a domain; issue=GH-101 (Done); done"},
		{"a table that no heading names", "**Detection**: somebody saw it.\n\n| Action Item | Type | Owner | Bug |\n|-|-|-|-|\n| Pin the version | prevention | Core team | DONE |\n| Test the upgrade | mitigation | Core team | TODO. |\n| Pin all | prevention | Core team | n/a DONE |\n\n## Timeline\n\n| Time | Action | Owner |\n|-|-|-|\n| 10:42 | Rolled back | Kim |\n",
			"Pin the version; type=prevent; owner=Core team; status=DONE; done\nTest the upgrade; type=mitigate; owner=Core team; status=TODO.\nPin all; type=prevent; owner=Core team; status=DONE; done"},
		{"a table with items in the column of issues", "## Follow-up issues\n\n| Issue | Triggered by | Outcome |\n|-|-|-|\n| #41 — alerting gap on failures that are caught | Lesson 3 | Resolved by PR #47 – an alarm |\n| #46 — versioned docs | the walk | Open – deferred |\n",
			"alerting gap on failures that are caught; status=Resolved by PR #47 – an alarm; issue=#41; done\nversioned docs; status=Open – deferred; issue=#46"},
		{"a legend over the table", "## Action items\n\nThey fall under two types:\n\n- Prevent - keep it from coming back.\n- Detect - see it sooner.\n\nand have a priority:\n\n- P0 - critical.\n- P1 - important.\n\n| Action Item | Type | Priority |\n|-|-|-|\n| Test it | Prevent | P0 |\n\n## Next steps\n\n- Prevent - test it\n- Detect - watch it\n",
			"Test it; type=prevent; prio=P0\nPrevent - test it\nDetect - watch it"},
		{"tasks by their heading", "## Corrective measures\n\n- Audits: look at it every month\n\n## Tasks to Address the Issue\n\n1. Give it a makeover\n2. Put it to the test\n",
			"Audits: look at it every month\nGive it a makeover\nPut it to the test"},
		{"what is done by now", "## Remediation\n\nCompleted:\n\n- The pool is halted.\n- The trace is published.\n\nIn progress:\n\n- A lower bound for the oracle\n",
			"The pool is halted.; done\nThe trace is published.; done\nA lower bound for the oracle"},
		{"headings that tell what has been done", "## What we've done to prevent this\n\n### 1. Safer migrations\n\n- A second prompt\n\n## Corrective actions implemented (code)\n\n1. Normalised paths\n\n## Improvements made\n\n- A probe in another region\n\n## Improvements to be made\n\n- A third probe\n",
			"A second prompt; done\nNormalised paths; done\nA probe in another region; done\nA third probe"},
		{"what is done with, and what is checked each time", "## Prevention\n\n### 1. Validation\n\nCreate a CI check that verifies:\n- Every table has a model\n- All models are imported\n- Run before allowing migrations\n\nEnsure the following:\n- Backups are kept\n\n### 2. Migration review checklist\n\n- [ ] No DROP statements\n\n### 3. Deployments\n\nBefore every deployment:\n\n- [ ] Tests are green\n\nAfter that:\n\n- [ ] Move the switch\n",
			"Create a CI check that verifies\nBackups are kept\nMove the switch"},
		{"a field of all", "## Preventive actions\n\n1. Update the list:\n   - Coupling\n\nTarget:\n- Implement by 6/19\n\nTickets:\n\n- OPS-7 Cap the retries\n",
			"Update the list\nCap the retries; issue=OPS-7"},
		{"paragraphs that a sentence announces", "Outage\n\nPreventive measures\nThe following measures have been taken to keep it from happening again:\n\nRegular reviews of the firewall.\n\nThe team will receive more training.\n\nBy doing so we are safer.\n\nConclusion\n\nIt was the firewall, as it is so often.\n",
			"Regular reviews of the firewall.\nThe team will receive more training."},
		{"what has been done, in a sentence", "## Action items\n\n- [x] Cap the retries\n- Alerts have been added to the pool\n- We’ve now moved the switch\n- The page has been identified as the cause\n- Test all that we have and see that they've moved\n- The team has put a task on the board\n- Once alerts have been added, test them\n- Nodes that have failed, drain\n- Alerts should have been added\n",
			"Cap the retries; done\nAlerts have been added to the pool; done\nWe’ve now moved the switch; done\nThe page has been identified as the cause\nTest all that we have and see that they've moved\nThe team has put a task on the board\nOnce alerts have been added, test them\nNodes that have failed, drain\nAlerts should have been added"},
		{"what came after the response", "## Remediation\n\n- **During incident:**\n  - Paused the worker.\n- **Post-incident:**\n  - Added a check of the scopes.\n  - Shipped a migration:\n    - of the tables\n\n## Resolution\n\n- Immediate:\n  - Restarted it\n- Long-term fix:\n  - Cap the retries\n\n### The other region\n\n**After the incident:**\n\n- Move the switch\n- Test it\n\n**Checks:**\n\n- It is up\n\n## Follow-ups\n\n- [ ] Write it down\n",
			"Added a check of the scopes.; done\nShipped a migration; done\nCap the retries\nMove the switch\nTest it\nWrite it down"},
		{"headings over how it is done", "## Fixes applied\n\n- Swap\n\n## Still recommended (by hand)\n\n### 3. Upgrade to a bigger node (~$15)\n\nIt has 2 GB.\n\n**How to upgrade:**\n1. Stop it\n2. Change it\n3. Start it\n\n### 4. Enable the guard\n\nIt is off.\n",
			"Upgrade to a bigger node (~$15)\nEnable the guard"},
		{"suggestions among the mitigations", "## Mitigations\n\n* Suggested: Have a procedure for restoring it. Backups too.\n\n## Impact\n\nNone.\n",
			"Have a procedure for restoring it. Backups too."},
		{"what mitigated it", "## Mitigations\n\n* We restarted it\n* Traffic went elsewhere\n", ""},
		{"phases", "## Phase 3: Improvement plan\n\n### Prevention (would have stopped it)\n\n| Item | Owner |\n|-|-|\n| Prune images | Kim |\n\n### Detection\n\n- Watch the disk\n\n### Process (would have changed how we respond)\n\n- Rehearse it\n",
			"Prune images; type=prevent; owner=Kim\nWatch the disk; type=detect\nRehearse it; type=respond"},
		{"recommendations", "## Action recommendations\n\n1. **Establish a role.** There was none.\n\n## Final recommendations for the team\n\n- Test it\n",
			"Establish a role. There was none.; written=Establish a role.** There was none.\nTest it"},
		{"lines of nouns", "Corrective measures:\nImprovements:\nImplementation of a second server.\nEnhancement of the alerts to see it sooner.\nTasks to address the issue:\n1. Review of the thresholds\n",
			"Implementation of a second server.\nEnhancement of the alerts to see it sooner.\nReview of the thresholds"},
		{"links in the column of types", "## Action items\n\n| Action Items | Type | Owner | Status |\n|-|-|-|-|\n| Patch the fork | [PR](https://github.com/o/r/pull/8) in the fork | Kim | Done |\n| Test it | local | Kim | Open |\n",
			"Patch the fork; owner=Kim; status=Done; issue=PR; done\nTest it; owner=Kim; status=Open"},
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
