package document_test

import (
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// TestActionHeadingGrammar is the wordings of headings over action items, whatever they are about.
func TestActionHeadingGrammar(t *testing.T) {
	for _, heading := range []string{
		"Remediation Status", "Mitigations planned", "Prevention strategy", "How can this be prevented?", "How to avoid this in future", "Process improvements", "Improvement opportunities", "To-dos", "Things to do", "Still to do",
		"Long-term fix", "Long-term solution", "Permanent fixes", "Fix plan", "Proposed solution", "Suggestions", "Action required", "Plan of action", "Looking ahead", "Security hardening", "Safeguards added", "Countermeasures",
		"What we are going to do about it", "What needs to change", "Things to fix", "Work to be done", "Tracking issues", "Systemic fixes", "Policy changes", "Changes to our process", "Quick wins",
	} {
		if got := document.CanonicalName(heading); got != document.ActionItems {
			t.Errorf("%q is %q", heading, got)
		}
	}
	for _, heading := range []string{
		"Changes made", "What changed", "What was changed", "Recent changes", "Risks", "Immediate fix", "Mitigation", "Recovery plan", "Rollback plan", "Communication plan", "Areas for improvement", "Plan", "Known issues", "Related issues",
		"Safeguards that failed", "Backlog growth", "Task scheduler", "Measures of impact", "Files changed", "Prevention that failed",
	} {
		if got := document.CanonicalName(heading); got == document.ActionItems {
			t.Errorf("%q is %q", heading, got)
		}
	}
}

// TestActionGrammar tells items from what groups them and from what is told about them.
func TestActionGrammar(t *testing.T) {
	for _, tt := range []struct{ name, source, want string }{
		{"topics over what to do", "- Database team\n  - Add replicas\n  - Tune the vacuum\n- **Web**\n  - Store pages\n", "Add replicas; owner=Database team\nTune the vacuum; owner=Database team\nStore pages"},
		{"numbered topics with details", "1. **Server inspection**\n   - Check the cables\n2. Alerts\n   - Check them\n", "Server inspection\nAlerts"},
		{"numbered topics over numbers", "1. Observability\n   1. Add tracing\n2. Deployment\n   1. Enable a rollback\n", "Add tracing\nEnable a rollback"},
		{"a label among items", "- Better protocols\n- **A failover by itself** (in development):\n  - 30 seconds between polls\n", "Better protocols\nA failover by itself (in development); written=A failover by itself** (in development)"},
		{"labelled as work", "- TODO: a summary that shows:\n  - what was skipped\n", "a summary that shows"},
		{"thresholds", "- Page on the disk\n\nThresholds:\n\n- warning at 80 %\n- critical at 90 %\n\nWhy this works:\n\n- Somebody is awake\n", "Page on the disk"},
		{"asides that hold work", "- Page on the disk\n\n### Risks\n\n- The other disk is as old\n- Replace it too\n", "Page on the disk\nReplace it too"},
		{"an example in code", "- Page on the disk\n\n### Example of a plan\n\n```\nPhase 1: Write the page for it\nPhase 2: Test the page for it\n```\n", "Page on the disk"},
		{"numbered headings with details", "### 1. Limit retries for each tenant\n\n- A bucket at the gateway\n- 100 a second\n\n### 2. Improve the plan\n\n- once a month\n", "Limit retries for each tenant\nImprove the plan"},
		{"numbered headings over items", "### 1. Testing (later)\n\n- TODO: a unit test\n- TODO: another\n", "a unit test\nanother"},
		{"steps of a heading", "### Add a read-only mode\n\nSteps:\n\n1. Add a flag\n2. Test it\n", "Add a read-only mode"},
		{"fields under a label", "**Action:** Page on expiry\n**Owner:** Jane\n**Due:** 2026-12-01\n\n**Action:** Renew by a job\n**Owner:** Raj\n", "Page on expiry; owner=Jane; due=2026-12-01\nRenew by a job; owner=Raj"},
		{"duties", "It was decided that guests will not be let in. All work should be reviewed. Access will be limited.\n", "It was decided that guests will not be let in.\nAll work should be reviewed.\nAccess will be limited."},
		{"a lead without a verb", "**Faster detection.** We are adding a probe.\n", "Faster detection. We are adding a probe.; written=Faster detection.** We are adding a probe."},
		{"verification that is work", "- **Testing**: Add tests\n- **Verification**: Confirm that it holds\n", "Testing: Add tests; written=Testing**: Add tests\nVerification: Confirm that it holds; written=Verification**: Confirm that it holds"},
		{"verification that is told", "- Add tests\n\nVerification: the tests are green\n", "Add tests"},
		{"numbers in the column of steps", "| Step | Change | Status |\n|-|-|-|\n| 1 | Guard it | Done |\n| 2 | Log it | Open |\n", "Guard it; status=Done; done\nLog it; status=Open"},
	} {
		t.Run(tt.name, func(t *testing.T) { equal(t, tt.want, titles("# Outage\n\n## Action items\n\n"+tt.source)) })
	}
}
