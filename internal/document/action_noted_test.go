package document_test

import (
	"errors"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// TestActionsNoted is items that are marked where they come up, in documents without a section for them.
func TestActionsNoted(t *testing.T) {
	const under = "# Outage\n\n## Lessons learned\n\n"
	for _, tt := range []struct{ name, source, want string }{
		{"paragraphs", under + "Look at the graphs.\n\n**DONE**: Kim added the wiki to the probes.\n\n**TODO** the import should look at the disk first.\n\nTo do: add a probe (@kim)\n", "Kim added the wiki to the probes.; done\nthe import should look at the disk first.\nadd a probe; owner=@kim"},
		{"lines", under + "TODO: limit all retries\nDONE: raise the limit there\n", "limit all retries\nraise the limit there; done"},
		{"items", under + "- The queue was full\n- TODO: alert on its depth\n- [TODO] move the cron\n- **ACTION 2**: rotate the key each month\n- AI: write a runbook\n- Follow-up: test the switch\n", "alert on its depth\nmove the cron\nrotate the key each month\nwrite a runbook\ntest the switch"},
		{"behind a lesson", under + "- The probe was late. **Action:** add a second one (@kim)\n- The disk was full.\n  **Action item:** page at 80 %, please\n", "add a second one; owner=@kim\npage at 80 %, please"},
		{"with names", under + "- **Action (Kim):** add an alert\n- Nobody saw it. Action: Ana to write a runbook\n", "add an alert; owner=Kim\nAna to write a runbook"},
		{"within a line", under + "- How is it seen? TODO: add an alert (@kim)\n- Test restores. [ACTION: test them each month]\n- TODO lists are long\n", "add an alert; owner=@kim\ntest them each month"},
		{"boxes", under + "- [ ] Write a runbook\n- [x] Add a probe\n- [ ] Is it paged?\n\n## Before each deployment checklist\n\n- [ ] Check the disk\n", "Write a runbook\nAdd a probe; done"},
		{"where an empty section is named for them", under + "TODO: limit all retries\n\n## Action items\n\nSee above.\n", "limit all retries"},
		{"beside those of a section", under + "TODO: limit all retries\n\n## Action items\n\n- a\n", "a"},
		{"only what was done", under + "DONE: raise the limit there\n", ""},
		{"what is not written yet", under + "TODO: fill in the rest\n\nTODO: write a summary of it\n\nTODO: add the timeline\n\nTODO\n", ""},
		{"what ended the incident", "# Outage\n\n## Detection\n\n- Action: restart the queue again\n\n## Notes\n\n- Action: Kim restarted the queue\n- Action movies are long\n- AI is no help here\n", ""},
		{"next time", "# Contest\n\n## Queue\n\nIt was full. Next time we will use larger hosts. This will be enough.\n", "Next time we will use larger hosts."},
		{"what stays", "# Outage\n\nIt stalled. We've added an alert on the queue. We have restarted it. We have added a task to the board.\n", "We've added an alert on the queue.; done"},
		{"what is always so", "# Outage\n\nWe are running three hosts. We are using a queue.\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) { equal(t, tt.want, titles(tt.source)) })
	}
	d := parse(under + "TODO: limit all retries\n")
	_, err := d.LinkIssue(0, "#7", "https://github.com/o/r/issues/7")
	if _, refused := errors.AsType[*document.EditError](err); !refused {
		t.Errorf("error %v", err)
	}
}
