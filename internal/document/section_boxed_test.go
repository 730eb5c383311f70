package document_test

import (
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// TestBoxedSections is the sections of boxes whose titles name them.
func TestBoxedSections(t *testing.T) {
	const events = "\n- 2026-05-03 10:12 UTC a\n- 10:20 b\n"
	indented := strings.ReplaceAll(events, "\n-", "\n    -")
	for _, tt := range []struct{ name, source, want string }{
		{"MkDocs", "!!! abstract \"Summary\"\n    It broke.\n\n??? note \"Timeline\"\n" + indented + "\n???+ tip inline \"Action items\"\n    - [ ] c\n\nd\n", "summary 0 0 | timeline 2 0 | action items 0 1"},
		{"tabs", "=== \"Timeline\"\n" + indented + "\n=== \"Action items\"\n    - [ ] c\n", "timeline 2 0 | action items 0 1"},
		{"a kind that is a title", "!!! summary\n    It broke.\n\n!!! note\n    d\n", "summary 0 0"},
		{"VuePress", "::: info Timeline" + events + ":::\n\n::: details Action items {open}\n- [ ] c\n:::\n\n- d\n", "timeline 2 0 | action items 0 1"},
		{"Docusaurus", ":::tip[Summary]\nIt broke.\n:::\n\n:::note[Timeline]\n" + events + "\n:::\n\n:::tip{title=\"Action items\"}\n\n- [ ] c\n\n:::\n\n- d\n", "summary 0 0 | timeline 2 0 | action items 0 1"},
		{"a box in a box", "::::info Timeline\n\n- 2026-05-03 10:12 UTC a\n\n:::tip\nb\n:::\n\n- 10:20 c\n\n::::\n\n- 10:30 d\n", "timeline 2 0"},
		{"other titles", ":::warning Heads up\nIt broke.\n:::\n\n!!! note \"See this\"\n    - 10:20 b\n", ""},
		{"a heading elsewhere", ":::info Timeline\nBelow.\n:::\n\n!!! note \"Timeline\"\n    Below.\n\n## Timeline\n" + events, "timeline 2 0"},
		{"a title that is no item", "## Action items\n\n:::tip Upgrade the client\n\n- [ ] c\n\n:::\n", "action items 0 1"},
		{"a fence", "```\n:::info Timeline\n```\n\n:::\n\n- [ ] c\n", ""},
		{"a box that is not closed", "a\n:::info Timeline" + events, "timeline 2 0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := parse("# Outage\n\n" + tt.source)
			var got []string
			for _, s := range d.Sections {
				if s.Name == "" {
					continue
				}
				events, actions := 0, 0
				for _, e := range d.Timeline.Events {
					if s.Span.Contains(e.Span) {
						events++
					}
				}
				for _, a := range d.Actions {
					if s.Span.Contains(a.Span) {
						actions++
					}
				}
				got = append(got, s.Name+" "+string(rune('0'+events))+" "+string(rune('0'+actions)))
				equal(t, s.Heading, at(d, s.Title))
			}
			equal(t, tt.want, strings.Join(got, " | "))
		})
	}
}

// TestBoxedEdits changes items in boxes, and nothing else.
func TestBoxedEdits(t *testing.T) {
	for _, source := range []string{
		"# Outage\r\n\r\n:::tip[Action items]\r\n- [ ] a\r\n- [ ] b (@ana)\r\n:::\r\n\r\nc",
		"# Outage\n\n!!! tip \"Action items\"\n    - [ ] a\n    - [ ] b (@ana)\n\nc\n",
	} {
		d := parse(source)
		edits, err := d.SetDone(1, true)
		if err != nil {
			t.Fatal(err)
		}
		out, err := document.Apply(d.Source, edits...)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, strings.Replace(source, "[ ] b", "[x] b", 1), string(out))
	}
}
