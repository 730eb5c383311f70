package document_test

import "testing"

// TestNoWork is what people write under the action items where there is nothing to do, and what only begins so.
func TestNoWork(t *testing.T) {
	for _, tt := range []struct{ item, want string }{
		{"None", ""},
		{"N/A.", ""},
		{"None at this time", ""},
		{"No action needed.", ""},
		{"No further action is required", ""},
		{"No fixes were necessary.", ""},
		{"Nothing to do here.", ""},
		{"There is nothing we can do about it.", ""},
		{"There are no plans to change the setup.", ""},
		{"It is unclear what we can do to avoid such problems in the future.", ""},
		{"It's still unknown whether we can prevent this", ""},
		{"We do not plan any changes.", ""},
		{"We could not identify anything that we should change.", ""},
		{"We don't know yet what to do.", ""},
		{"Build time: 3 min", "Build time: 3 min"},
		{"p95: 2 s → 200 ms", ""},
		{"Latency fell from 2 s to 200 ms", ""},
		{"Memory use is 30% lower", ""},
		{"Limit retries to 5", "Limit retries to 5"},
		{"Alert threshold: 80 % instead of 90 %", "Alert threshold: 80 % instead of 90 %"},
		{"[ ] TODO: add action items", ""},
		{"No longer run migrations at night", "No longer run migrations at night"},
		{"No deploy without a second review", "No deploy without a second review"},
		{"Nothing pages on queue depth: add an alert", "Nothing pages on queue depth: add an alert"},
		{"None of the hosts has a probe, add one", "None of the hosts has a probe, add one"},
		{"It is unclear who owns the queue. Name a team.", "It is unclear who owns the queue. Name a team."},
		{"We don't test restores. Add a drill.", "We don't test restores. Add a drill."},
		{"There are no alerts on the queue: add one", "There are no alerts on the queue: add one"},
		{"No alerts were needed before, so add one (@kmori)", "No alerts were needed before, so add one; owner=@kmori"},
		{"[ ] No fixes were necessary", "No fixes were necessary"},
	} {
		t.Run(tt.item, func(t *testing.T) { equal(t, tt.want, titles("# Outage\n\n## Action items\n\n- "+tt.item+"\n")) })
	}
	equal(t, "", titles("# Outage\n\n## Action items\n\n### Prevention\n\nIt's unclear there is much we can do to prevent it.\n\n### Fixes\n\nNo fixes were necessary.\n"))
	equal(t, "Add a probe", titles("# Outage\n\n## Prevention\n\n- Add a probe\n\n### Success criteria\n\n- no errors for a week\n\n### Expected benefits\n\n- faster builds\n\n### What would have prevented this\n\n- a probe\n\n### Approvals\n\n- Kim Mori, lead\n\n### For customers\n\n- Rotate the keys\n"))
	equal(t, "Add a probe", titles("# Outage\n\n## Prevention\n\n- Add a probe\n\n### Rules of thumb\n\n- No deploys on Friday\n\n### Reglas\n\n- Probar antes\n"))
	equal(t, "Add a probe", titles("# Outage\n\n## Action items\n\nNo changes are planned for the queue. We will add none.\n\n- Add a probe\n"))
}
