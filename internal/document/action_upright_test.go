package document_test

import "testing"

// TestActionFieldTables is items that have a table each, and fields that share a line.
func TestActionFieldTables(t *testing.T) {
	const under = "# Outage\n\n## Action items\n\n"
	for _, tt := range []struct{ name, source, want string }{
		{"a table each", under + "| Action | Add a probe |\n|-|-|\n| Owner | Kim |\n| Due | 2026-12-01 |\n\n| Field | Value |\n|-|-|\n| Action item | Limit retries |\n| Ticket | OPS-7 |\n| Status | Done |\n", "Add a probe; owner=Kim; due=2026-12-01\nLimit retries; status=Done; issue=OPS-7; done"},
		{"under headings", under + "### Add a probe\n\n| Owner | Kim |\n|-|-|\n| Due | 2026-12-01 |\n\n### Limit retries\n\n| Field | Value |\n|-|-|\n| Owner | Ana |\n| Priority | High |\n", "Add a probe; owner=Kim; due=2026-12-01\nLimit retries; prio=P1; owner=Ana"},
		{"no such table", under + "| Action | Owner |\n|-|-|\n| Status page | Kim |\n| Owner of the queue | Ana |\n", "Status page; owner=Kim\nOwner of the queue; owner=Ana"},
		{"a line under a heading", under + "### 1. Add a probe\n\nOwner: Kim. Due: 2026-12-01.\n\n### 2. Limit retries\n\n**Owner:** Ana | **Due:** 2026-12-02 | **Status:** Done\n\n### 3. Move the cron\n\n**Owner**: Bob **Due date**: 2026-12-03\n", "Add a probe; owner=Kim; due=2026-12-01\nLimit retries; owner=Ana; due=2026-12-02; status=Done; done\nMove the cron; owner=Bob; due=2026-12-03"},
		{"a nested line", under + "- **Add a probe**\n  - Owner: Kim, Due: 2026-12-01, Priority: High\n- **Limit retries**\n  - Owner: Ana / Lee\n", "Add a probe; prio=P1; owner=Kim; due=2026-12-01\nLimit retries; owner=Ana / Lee"},
		{"a legend", under + "| Priority | Meaning |\n|-|-|\n| P0 | now |\n\n| Action | Priority |\n|-|-|\n| Add a probe | P0 |\n", "Add a probe; prio=P0"},
		{"what has become of it", under + "| What | Before | After |\n|-|-|-|\n| Latency | 2 s | 200 ms |\n", ""},
		{"no header", under + "| | | |\n|-|-|-|\n| Add a probe | Kim | 2026-12-01 |\n", "Add a probe"},
		{"ticks in a column", under + "| | Action | Owner |\n|-|-|-|\n| ✅ | Add a probe | Kim |\n| ⬜ | Limit retries | Ana |\n", "Add a probe; owner=Kim; status=✅; done\nLimit retries; owner=Ana; status=⬜"},
		{"what is done about it", under + "| Issue | Fix | Owner |\n|-|-|-|\n| It was silent | Add a probe | Kim |\n\n| Problem | Solution |\n|-|-|\n| Retries | Limit retries |\n\n| Component | Change |\n|-|-|\n| cron | Move the cron |\n\n| Key | Summary |\n|-|-|\n| OPS-7 | Test restores |\n", "Add a probe; owner=Kim\nLimit retries\nMove the cron\nTest restores; issue=OPS-7"},
		{"rows over others", under + "| Action | Owner | Status |\n|-|-|-|\n| **Short term** | | |\n| Add a probe | Kim | Done |\n| **The queue** | | |\n| Limit retries | | |\n| A budget | | |\n", "Add a probe; owner=Kim; status=Done; done\nLimit retries\nA budget"},
		{"nothing but titles", under + "| Action | Owner | Status |\n|-|-|-|\n| **A budget** | | |\n", "A budget"},
		{"evidence and issues in the state", under + "| Action | Status | Completion evidence |\n|-|-|-|\n| Add a probe | Open ([#53](https://github.com/o/r/issues/53)) | an alert |\n| Limit retries | Done – OPS-9 | a test |\n| Move the cron | Blocked by #7 | a log |\n", "Add a probe; status=Open (#53); issue=#53\nLimit retries; status=Done – OPS-9; issue=OPS-9; done\nMove the cron; status=Blocked by #7"},
	} {
		t.Run(tt.name, func(t *testing.T) { equal(t, tt.want, titles(tt.source)) })
	}
}
