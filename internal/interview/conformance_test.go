package interview

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/template"
)

// The same incident as it is typed and as it is written into an answers file.
var (
	asTyped = map[Key]string{
		Title:       "Checkout unavailable: EU",
		Severity:    "2",
		Started:     "2026-11-20 23:50 +01:00",
		Detected:    "00:05",
		Mitigated:   "00:41",
		Resolved:    "2026-11-21 02:15 UTC",
		Services:    "checkout, payments-api",
		Authors:     "@kmori",
		Factors:     "configuration, missing-guardrail",
		SLO:         "99.9% over 30d, unavailable 35m",
		Summary:     "For 43 minutes EU customers could not pay.\n\n```\n# no heading\n```",
		Impact:      "1,240 checkouts failed.",
		Detection:   "The probe alerted.",
		Response:    "It was rolled back.",
		Timeline:    "2350 deployed [started]\n0005 probe alerts [detected] (source: https://example.com/a)\n0041 rolled back [mitigated]\n2026-11-21 02:15 UTC 日本 is back [resolved]",
		Conditions:  "The check accepts it\nAll regions at once",
		Views:       "Support: tickets about a button\nand 決済\nPlatform: all green",
		WentWell:    "The rollback",
		Difficult:   "- one\n  - nested",
		Lucky:       "It was night",
		ActionItems: "Refuse it (prevent, P1, @kmori, due 2026-12-15, for F1, done when it is refused)\nRead about it (again)",
		Lessons:     "A region can be empty\nand fast",
		Supporting:  "https://example.com/d",
	}
	asWritten = `
title: "Checkout unavailable: EU"
severity: SEV-2
started: 2026-11-20T23:50:00+01:00
detected: 2026-11-21T00:05:00+01:00
mitigated: 00:41
resolved: 2026-11-21T02:15:00Z
services: [checkout, payments-api]
authors: ["@kmori"]
factors: configuration, missing-guardrail
slo: {objective: 99.9, window: 30d, unavailable: 35m}
summary: "For 43 minutes EU customers could not pay.\n\n` + "```\\n# no heading\\n```" + `"
impact: 1,240 checkouts failed.
detection: The probe alerted.
response: |
  It was rolled back.
timeline:
- {at: "23:50", what: deployed, milestone: started}
- {at: "00:05", what: probe alerts, milestone: detected, source: "https://example.com/a"}
- {at: "00:41", what: rolled back, milestone: mitigated}
- {at: 2026-11-21T02:15:00Z, what: 日本 is back, milestone: resolved}
contributing_factors: [The check accepts it, All regions at once]
perspectives:
  Support: "tickets about a button\nand 決済"
  Platform: all green
went_well: [The rollback]
was_difficult: "- one\n  - nested"
got_lucky: [It was night]
actions:
- {title: Refuse it, type: prevent, priority: P1, owner: "@kmori", due: 2026-12-15, factor: F1, done_when: it is refused}
- {title: Read about it (again)}
lessons: [A region can be empty, and fast]
supporting: ["https://example.com/d"]
`
)

func throughTheScreen(t *testing.T) template.Answers {
	u := newUI(t, Options{Render: func(template.Answers) ([]byte, error) { return nil, nil }})
	for _, q := range Questions() {
		u.typed(asTyped[q.Key]).key(tea.KeyCtrlN)
	}
	u.goTo("").key(tea.KeyEnter)
	if !u.m.done {
		t.Fatalf("not written:\n%s", u.view())
	}
	return u.m.answers
}

func throughLines(t *testing.T) template.Answers {
	store := NewStore(filepath.Join(t.TempDir(), "drafts"), "", testScale, noon)
	d, err := store.Create("")
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var input strings.Builder
	for _, q := range Questions() {
		input.WriteString(asTyped[q.Key] + "\n")
		if q.Kind.Long() {
			input.WriteString(".\n")
		}
	}
	answers, err := Plain(context.Background(), d, Options{In: strings.NewReader(input.String() + "y\n"), Out: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	return answers
}

func TestOneInterviewThreeFrontEnds(t *testing.T) {
	fromFile, err := ReadAnswers("a.yaml", []byte(asWritten), "", testScale, nil)
	if err != nil {
		t.Fatal(err)
	}
	tmpl, err := template.Find(t.TempDir(), "default", "")
	if err != nil {
		t.Fatal(err)
	}
	render := func(a template.Answers) string {
		source, err := template.Render(tmpl, a)
		if err != nil {
			t.Fatal(err)
		}
		return string(source)
	}
	for name, answers := range map[string]template.Answers{"screen": throughTheScreen(t), "lines": throughLines(t)} {
		if diff := cmp.Diff(fromFile, answers); diff != "" {
			t.Errorf("%s: -file +%s\n%s", name, name, diff)
		}
		if diff := cmp.Diff(render(fromFile), render(answers)); diff != "" {
			t.Errorf("%s, rendered: -file +%s\n%s", name, name, diff)
		}
	}
}
