package rules_test

import (
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/lint/rules"
)

func TestGrade(t *testing.T) {
	tests := map[rules.Strength][]string{
		rules.Stronger: {
			"Refuse a proxy configuration whose upstreams do not resolve", "Remove the second copy of the list", "Automating the smoke tests of staging",
			"We should enforce the schema in CI", "Make deploys halt automatically", "Train the team and automate the drain",
			"[P1] Default to read-only", "Retire the old queue",
		},
		rules.Intermediate: {
			"Alert on queue depth above 10k", "Add a canary region", "Roll configuration out region by region", "Increase the headroom of the pool",
			"Game day for the failover", "Improve alerting", "Add a checklist to the release", "Train the on-call in a quarterly drill",
		},
		rules.Weaker: {
			"Remind the team to watch the alerts", "Document how upstreams are named", "Documenting the release process", "Update the runbook for failover",
			"We need to be more careful with drain", "Don’t forget to drain", "Investigate why the queue grew", "Consider a second proxy that automates it",
			"Add a warning to the console", "Review the alert thresholds", "Require a second approval for changes of the proxy",
		},
		rules.Ungraded: {
			"", "Fix the retry loop", "Investigate and fix the leak", "Documented limits of the proxy", "監視を改善する", "Larger disks for the indexer",
		},
	}
	for want, titles := range tests {
		for _, title := range titles {
			if got := rules.Grade(title); got != want {
				t.Errorf("%q is %s, not %s", title, got, want)
			}
		}
	}
}
