package document_test

import "testing"

// TestActionHTML is items in tables and lists of HTML.
func TestActionHTML(t *testing.T) {
	const under = "# Outage\n\n## Action items\n\n"
	for _, tt := range []struct{ name, source, want string }{
		{"a table", under + "<table>\n<tr><th>#</th><th>Action</th><th>Owner</th><th>Due</th><th>Status</th></tr>\n<tr><td>1</td><td>Page on <b>depth</b> &amp; age</td><td>Kim</td><td>2026-12-01</td><td>Done</td></tr>\n<tr><td>2</td>\n<td>\n  Limit retries\n</td><td>-</td><td></td><td>Open</td></tr>\n</table>\n", "Page on depth & age; owner=Kim; due=2026-12-01; status=Done; done; written=Page on <b>depth</b> &amp; age\nLimit retries; status=Open; written=\n  Limit retries\n"},
		{"links", under + "<table>\n<tr><th>Action</th><th>Ticket</th></tr>\n<tr><td>Page on depth</td><td><a href=\"https://github.com/o/r/issues/7\">#7</a></td></tr>\n<tr><td>Limit retries (<a href=\"https://github.com/o/r/issues/8\">#8</a>)</td><td></td></tr>\n</table>\n", "Page on depth; issue=#7\nLimit retries; issue=#8; written=Limit retries (<a href=\"https://github.com/o/r/issues/8\">#8</a>)"},
		{"a list", under + "<ul>\n<li>Page on depth (@kim)</li>\n<li><input type=\"checkbox\" checked> Limit retries</li>\n</ul>\n", "Page on depth; owner=@kim; written=Page on depth (@kim)\nLimit retries; done; written=<input type=\"checkbox\" checked> Limit retries"},
		{"beside a list", under + "- a\n\n<ul><li>b</li></ul>\n", "a"},
		{"elsewhere", "# Outage\n\n## Impact\n\n<ul><li>b</li></ul>\n", ""},
		{"no header", under + "<table>\n<tr><td>Add a probe</td></tr><tr><td>Limit retries</td></tr></table>\n", "Add a probe\nLimit retries"},
		{"a sample of it", under + "```html\n<ul><li>Page on depth</li></ul>\n```\n", ""},
		{"cut off", under + "<table>\n<tr><td>Action</td></tr><tr><td>Page on depth", ""},
	} {
		t.Run(tt.name, func(t *testing.T) { equal(t, tt.want, titles(tt.source)) })
	}
}
