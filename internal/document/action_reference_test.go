package document_test

import "testing"

// TestReferencesAndReports is lines among items that say where something is written down, or how far the items are.
func TestReferencesAndReports(t *testing.T) {
	const rows = "| Action | Owner |\n|-|-|\n| Add a probe | Kim |\n| Cap the retries | Tom |\n"
	for _, tt := range []struct{ name, section, want string }{
		{"where it is written", "- Proxy restarts:\n  - Enable the watchdog\n  - Canonical runbook: `../runbooks/proxy.md`\n- Dashboard: https://example.org/d/1\n- Alerts: cap/limit them\n- Update docs: ops/restart.md\n- [ ] Runbook: ops/restart.md\n", "Enable the watchdog\nAlerts: cap/limit them\nUpdate docs: ops/restart.md\nRunbook: ops/restart.md"},
		{"how far they are", rows + "\n2026-12-04 follow-up status:\n\n- Completed: the probe and the cap\n- Not completed here: the drill, which needs a decision.\n", "Add a probe; owner=Kim\nCap the retries; owner=Tom"},
		{"items behind a table", rows + "\n- Not completed drills: hold them\n- Open the port: see the ticket\n", "Add a probe; owner=Kim\nCap the retries; owner=Tom\nNot completed drills: hold them\nOpen the port: see the ticket"},
		{"what was done to one thing", "- Enhanced the check:\n  - Added a second pass\n  - Improved the messages with the steps to take\n- Updated alerts.yml:\n  - Added the queue\n- Updated alerts:\n  - Added the disk\n", "Enhanced the check; done\nUpdated alerts.yml\nAdded the disk; done"},
		{"fields with signs of equality", "- [x] Add a probe. (owner=ops, priority=high, due=2026-12-16)\n- [ ] Cap the retries (replicas=5)\n", "Add a probe.; prio=P1; owner=ops; due=2026-12-16; done\nCap the retries (replicas=5)"},
		{"whoever writes", "- [x] **me** — Stagger the backups\n- [ ] **me** — Test the restore\n", "Stagger the backups; owner=me; done\nTest the restore; owner=me"},
		{"double hyphens", "- Cap the retries -- done\n- Add a probe -- @kim -- 2026-12-16\n", "Cap the retries; status=done; done\nAdd a probe; owner=@kim; due=2026-12-16"},
		{"what the work is on", "| Action | Target | Done when |\n|-|-|-|\n| Add a test | `src/test/` | it fails |\n| Name the commands | docs/rules.md or README | found |\n", "Add a test\nName the commands"},
		{"when it is due", "| Action | Target |\n|-|-|\n| Add a test | next sprint |\n| Name the commands | the platform team's spring |\n", "Add a test; due=next sprint\nName the commands; due=the platform team's spring"},
		{"when it is due, in days", "| Action | Target |\n|-|-|\n| Add a test | within 2 weeks |\n", "Add a test; due=within 2 weeks"},
		{"a state in a row that lacks a cell", "| Action | Owner | Note |\n|-|-|-|\n| Add a test | Done |\n", "Add a test; done"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			equal(t, tt.want, itemsOf(parse("# Outage 2026-11-20\n\n## Action items\n\n"+tt.section)))
		})
	}
	equal(t, "Cap the retries; status=closed; issue=86c9; done\nAdd a probe; issue=86d1", itemsOf(parse("# Outage\n\n## ClickUp-Tracking\n\n- [86c9](https://app.clickup.com/t/86c9) Cap the retries -- closed\n- [86d1](https://app.clickup.com/t/86d1) Add a probe\n")))
	equal(t, "Cap the retries; status=closed; done", itemsOf(parse("# Outage\n\n## Jira tracking\n\n- Cap the retries - closed\n")))
}
