package document_test

import (
	"strings"
	"testing"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

func TestMetadata(t *testing.T) {
	d := parse("\xef\xbb\xbf---\r\n" + strings.ReplaceAll(`title: "Checkout: down"   # a comment
status: in-review
severity: SEV-2
started: 2026-11-20T10:58:00+01:00
detected: 2026-11-20T10:06:00Z
mitigated: null
resolved:
services: [checkout, "payments-api"]
authors:
  - "@kmori"
  - "@adiallo"
factors: configuration
slo: {objective: 99.9, window: 30d}
Reviewed: yes
`, "\n", "\r\n") + "---\r\n# Other\r\n")
	m := d.Meta
	equal(t, "Checkout: down", d.Title)
	equal(t, "in-review", m.Status)
	equal(t, "SEV-2", m.Severity)
	equal(t, true, m.Started.Equal(time.Date(2026, 11, 20, 9, 58, 0, 0, time.UTC)))
	equal(t, true, m.Detected.Equal(time.Date(2026, 11, 20, 10, 6, 0, 0, time.UTC)))
	equal(t, true, m.Mitigated.IsZero() && m.Resolved.IsZero())
	equal(t, []string{"checkout", "payments-api"}, m.Services)
	equal(t, []string{"@kmori", "@adiallo"}, m.Authors)
	equal(t, []string{"configuration"}, m.Factors)
	equal(t, 0, len(d.Problems))
	equal(t, "---", at(d, m.Span)[:3])
	for _, f := range m.Fields {
		switch f.Key {
		case "status":
			equal(t, "in-review", at(d, f.Span))
		case "started":
			equal(t, "2026-11-20T10:58:00+01:00", at(d, f.Span))
		case "Reviewed":
			equal(t, "yes", f.Value)
		}
	}
	equal(t, 12, len(m.Fields))
}

func TestMetadataProblems(t *testing.T) {
	tests := []struct {
		name, source, message string
		line                  int
	}{
		{"never closed", "---\ntitle: x\n\n# T\n", "never closed", 1},
		{"not YAML", "---\ntitle: x\nauthors: @kmori\n---\n", "not valid YAML", 3},
		{"tab", "---\ntitle: x\nservices:\n\t- a\n---\n", "not valid YAML", 4},
		{"a list", "---\n- a\n- b\n---\n", "not a list of keys and values", 1},
		{"no zone", "---\nstarted: 2026-11-20 10:42\n---\n", "no time zone", 2},
		{"no clock", "---\ntitle: x\nstarted: 2026-11-20\n---\n", "without a time of day", 3},
		{"no time", "---\nresolved: soon\n---\n", "is not a time", 2},
		{"order", "---\nstarted: 2026-11-20T10:58:00Z\ndetected: 2026-11-20T10:06:00Z\n---\n", `"detected" (2026-11-20 10:06Z) is before "started"`, 3},
		{"no such day", "---\nstarted: 31 Feb 2026 10:42 UTC\n---\n", "has no day 31", 2},
		{"huge", "---\ntitle: " + strings.Repeat("x", 70<<10) + "\n---\n", "larger than 64 KiB", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := parse(tt.source)
			if len(d.Problems) != 1 {
				t.Fatalf("%d problems, want 1: %v", len(d.Problems), d.Problems)
			}
			p := d.Problems[0]
			if !strings.Contains(p.Message, tt.message) || p.Hint == "" {
				t.Errorf("message %q, hint %q; want %q", p.Message, p.Hint, tt.message)
			}
			equal(t, tt.line, d.Position(p.Span.Start).Line)
		})
	}
}

func TestNoMetadata(t *testing.T) {
	for _, source := range []string{"", "---\n", "# T\n---\na: b\n---\n", "--- \n", "a\n"} {
		d := parse(source)
		equal(t, 0, len(d.Problems))
		equal(t, 0, len(d.Meta.Fields))
	}
	d := parse("+++\ntitle = 'x' # y\ndate = 2026-11-20\n[extra]\nteam = \"z\"\n+++\n# T\n")
	equal(t, "x", d.Title)
	equal(t, 2, len(d.Meta.Fields))
	equal(t, "x", at(d, d.Meta.Fields[0].Span))
	equal(t, 6, d.Position(d.Meta.Span.End).Line)
}

func TestThematicBreakIsNoFrontMatter(t *testing.T) {
	d := parse("---\n\n# T\n\n---\n\n## Summary\n")
	equal(t, "T", d.Title)
	equal(t, document.Span{}, d.Meta.Span)
}

func TestTitle(t *testing.T) {
	for source, want := range map[string]string{
		"# A *b* `c` \n# D\n":                          "A b c",
		"# Summary\n\n# Outage\n":                      "Outage",
		"## Only deeper\n":                             "",
		"# Title: Outage\n## Summary\n":                "Outage",
		"# Title:\n### Outage\n## Summary\n":           "Outage",
		"# Metadata\nx\n# Impact\n# Causes\n# Notes\n": "",
		"Outage\n======\n":                             "Outage",
		"---\ntitle: Meta\n---\n# Heading\n":           "Meta",
	} {
		equal(t, want, parse(source).Title)
	}
}

func TestPositions(t *testing.T) {
	d := parse("a\r\n日本語x\n\n" + strings.Repeat("é", 9000) + "!")
	for offset, want := range map[int]document.Position{
		-5: {Line: 1, Column: 1}, 0: {Line: 1, Column: 1}, 3: {Line: 2, Column: 1}, 6: {Line: 2, Column: 2}, 12: {Line: 2, Column: 4},
		14: {Line: 3, Column: 1}, 15: {Line: 4, Column: 1}, 15 + 2*8999: {Line: 4, Column: 9000}, 1 << 20: {Line: 4, Column: 9002},
	} {
		equal(t, want, d.Position(offset))
	}
	equal(t, "日本語x", at(d, d.Line(5)))
	equal(t, "a", at(d, d.Line(1)))
	equal(t, 4, d.LineCount())
	equal(t, 3, d.LineStart(2))
	equal(t, 15, d.LineStart(99))
	equal(t, 0, d.LineStart(-1))
	equal(t, 1, parse("").LineCount())
}
