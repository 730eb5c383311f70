package document_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

func TestCanonicalName(t *testing.T) {
	for heading, want := range map[string]string{
		"Summary": document.Summary, "1. Executive Summary:": document.Summary, "TL;DR": document.Summary,
		":fire: Impact": document.Impact, "🔥 **Impact**": document.Impact, "Impact (EU only)": document.Impact, "Impact: 3 h": document.Impact,
		"Timeline (all times UTC)": document.TimelineSection, "Timeline - UTC": document.TimelineSection, "3.1) The Timeline": document.TimelineSection,
		"Root causes": document.ContributingFactors, "5 Whys": document.ContributingFactors, "Root Cause and Resolution": document.ContributingFactors,
		"What didn’t go well?": document.WasDifficult, "Where we got lucky…": document.GotLucky, "What went well": document.WentWell,
		"Action Items": document.ActionItems, "Follow-ups": document.ActionItems, "Lessons learned & action items": document.ActionItems,
		"Lessons learned": document.LessonsLearned, "Appendix": document.Supporting, "Perspectives": document.Perspectives,
		"Root cause of the outage": document.ContributingFactors, "Incident Impact": document.Impact, "Short-term improvements (Q4)": document.ActionItems, "Planned actions": document.ActionItems,
		"Corrective and preventative measures": document.ActionItems, "Future of the service": "", "Actions taken": document.Response, "Incident": "",
		"Detection": document.Detection, "Response and recovery": document.Response,
		"": "", "!": "", "2026-11-20": "", "Checkout": "", "Summary of the database migration": "", strings.Repeat("summary ", 50): "",
	} {
		if got := document.CanonicalName(heading); got != want {
			t.Errorf("%q is %q, want %q", heading, got, want)
		}
	}
	for _, name := range document.SectionNames() {
		equal(t, name, document.CanonicalName(strings.ToUpper(name)))
	}
}

func TestOwnAliases(t *testing.T) {
	p := document.Parser{Aliases: map[string][]string{
		"contributing factors": {"Ursachen"}, "Customer Voice": {"What customers said"}, "impact": {"summary"},
	}}
	d := p.Parse("", []byte("## Ursachen:\n## What customers said\n## Customer voice\n## Summary\n## Timeline\n"))
	var names []string
	for _, s := range d.Sections {
		names = append(names, s.Name)
	}
	equal(t, []string{"contributing factors", "customer voice", "customer voice", "impact", "timeline"}, names)
}

const sectioned = `intro

# Outage
Summary
-------
What happened.

## Impact

<!-- nothing yet -->

### Customers

### Staff
some

**Timeline:**

- 10:42 UTC x

## Action items ##
    code
##
# Appendix
`

func TestSections(t *testing.T) {
	d := parse(sectioned)
	var out strings.Builder
	for i, s := range d.Sections {
		fmt.Fprintf(&out, "%d %q %q parent %d empty %v\n  title %q body %q\n", s.Level, s.Name, s.Heading, s.Parent, s.Empty, at(d, s.Title), at(d, s.Body))
		if s.Parent >= 0 && !d.Sections[s.Parent].Span.Contains(s.Span) {
			t.Errorf("section %d is not inside its parent", i)
		}
	}
	golden(t, "sections.txt", out.String())
	equal(t, document.Summary, d.SectionAt(strings.Index(sectioned, "What")))
	equal(t, document.Impact, d.SectionAt(strings.Index(sectioned, "some")))
	equal(t, document.TimelineSection, d.SectionAt(strings.Index(sectioned, "10:42")))
	equal(t, "", d.SectionAt(0))
	if _, ok := d.Section(document.GotLucky); ok {
		t.Error("found a section that is not there")
	}
}

func TestSectionPrefersTheOutermost(t *testing.T) {
	d := parse("# T\n## Summary\n### Timeline\nnot this\n## Timeline\nthis\n")
	s, _ := d.Section(document.TimelineSection)
	equal(t, 2, s.Level)
}

func TestTitleThatSoundsLikeASection(t *testing.T) {
	d := parse("# Root cause analysis: checkout\n## Timeline\n## Action items\n### Detection\n- alert\n")
	equal(t, "Root cause analysis: checkout", d.Title)
	equal(t, "", d.Sections[0].Name)
	equal(t, 1, len(d.Actions))
	equal(t, "contributing factors", parse("# Root causes\n- a\n# Impact\n").Sections[0].Name)
}

func TestPlainHeadings(t *testing.T) {
	d := parse("## Detection\nx\n\nAction Items\n- a\n\nTimeline:\n\n- 10:42 UTC b\n\nImpact\n- c\n\ntimeline\n- d\n\nTimeline\n\ntext\n")
	var names []string
	for _, s := range d.Sections {
		names = append(names, s.Name)
	}
	equal(t, []string{document.Detection, document.ActionItems, document.TimelineSection}, names)
	equal(t, 1, len(d.Actions))
}

func TestQuotedAndListedHeadingsAreNoSections(t *testing.T) {
	d := parse("> # Summary\n\n- # Impact\n\n```\n# Timeline\n```\n\n<div>\n# Detection\n</div>\n\nA **Response** in text.\n")
	equal(t, 0, len(d.Sections))
}
