package document_test

import "testing"

// TestChecklists is which checklists hold action items: what is to be done once, not what to do whenever something breaks.
func TestChecklists(t *testing.T) {
	const work = "\n\n- [ ] Add an alert on queue depth\n- [x] Rotate the leaked key (@ana)\n- [ ] Verify backups\n"
	const read = "Add an alert on queue depth\nRotate the leaked key; owner=@ana; done\nVerify backups"
	for _, tt := range []struct{ name, source, want string }{
		{"a checklist", "## Checklist" + work, read},
		{"a post-incident checklist", "### ✅ Post-incident check list:" + work, read},
		{"among the lessons", "## Lessons learned\n\nA lot.\n\n### Checklist" + work, read},
		{"a prevention checklist", "## Prevention Checklist\n\n- [ ] Page the team\n- Add c\n", "Page the team\nAdd c"},
		{"a follow-up checklist", "## Follow-up action checklist\n\n- [ ] Page the team\n", "Page the team"},
		{"beside action items", "## Checklist" + work + "\n## Action items\n\n- a\n", "a"},
		{"how to respond", "## Checklist\n\n- [ ] Check the dashboards\n- [ ] Page the team\n- [ ] Roll back\n- [ ] Increase the pool\n", ""},
		{"of a runbook", "## Runbook for full queues\n\n### Checklist" + work, ""},
		{"of the response", "## Incident response checklist" + work, ""},
		{"of a deployment", "## Deployment checklist" + work, ""},
		{"of the review", "## Post-incident checklist\n\n- [x] Timeline complete\n- [x] Root cause known\n- [ ] Status page updated\n", ""},
		{"without boxes", "## Checklist\n\n- Add an alert\n- Move the cron\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) { equal(t, tt.want, titles("# Outage\n\nIt broke.\n\n"+tt.source)) })
	}
}
