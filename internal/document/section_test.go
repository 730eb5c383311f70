package document_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/golden"
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
		"Steps to Resolution": document.Response, "What we did": document.Response, "Fix applied": document.Response, "Resolution steps taken": document.Response, "Fixes to apply": "",
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
	golden.Equal(t, "testdata/sections.txt", out.String())
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

func TestSummaryAtTheTop(t *testing.T) {
	for source, want := range map[string]string{
		"# Executive Summary\n\nIt was down.\n\n## Impact\n\nNone.\n":     " | summary, impact",
		"# Summary\n\n## Impact\n\nNone.\n":                               "Summary | , impact",
		"# Summary of the outage\n\nIt was down.\n\n## Impact\n\nNone.\n": "Summary of the outage | , impact",
	} {
		d := parse(source)
		var names []string
		for _, s := range d.Sections {
			names = append(names, s.Name)
		}
		equal(t, want, d.Title+" | "+strings.Join(names, ", "))
	}
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

// sections are the sections of a document, indented by their nesting, with what stands directly under each.
func sections(d *document.Document) string {
	var out strings.Builder
	for i, s := range d.Sections {
		depth := 0
		for p := s.Parent; p >= 0; p = d.Sections[p].Parent {
			depth++
		}
		var texts []string
		for _, b := range d.Prose {
			if b.Section == i && b.Kind != document.Heading {
				texts = append(texts, b.Text)
			}
		}
		fmt.Fprintf(&out, "%s%s (%s) at %q: %s\n", strings.Repeat("  ", depth), s.Heading, s.Name, at(d, s.Title), strings.Join(texts, " | "))
	}
	return out.String()
}

const googleStyle = `# Checkout down (incident 7)

**Date**: 2026-11-20
**Authors**: ada, ken
**Status**: Complete, action items in progress
**Summary**: Checkout was down.
**Impact**: 3,100 checkouts *failed*,
and ` + "`ledger`" + ` lagged. **Note:** no data was lost.

**Root Causes**: The proxy lost its upstream.

**Trigger**: An upgrade.

More on the upgrade.

**Detection**: A probe alerted.

**Action Items**:

| Action | Owner |
|-|-|
| Halt on an empty upstream | @kmori |

**Timeline**: 2026-11-20 (all times UTC)

- 14:51 it began
- 14:54 it ended
`

func TestLabelsAsSections(t *testing.T) {
	for name, source := range map[string]string{"lf": googleStyle, "crlf": strings.ReplaceAll(googleStyle, "\n", "\r\n"), "bom": "\xef\xbb\xbf" + googleStyle} {
		d := parse(source)
		if want := `Checkout down (incident 7) () at "Checkout down (incident 7)": Date: 2026-11-20 Authors: ada, ken Status: Complete, action items in progress
  Summary (summary) at "Summary": Checkout was down.
  Impact (impact) at "Impact": 3,100 checkouts failed, and ledger lagged. Note: no data was lost.
  Root Causes (contributing factors) at "Root Causes": The proxy lost its upstream.
  Trigger (contributing factors) at "Trigger": An upgrade. | More on the upgrade.
  Detection (detection) at "Detection": A probe alerted.
  Action Items: (action items) at "**Action Items**:": Action | Owner | Halt on an empty upstream | @kmori
  Timeline: 2026-11-20 (all times UTC) (timeline) at "Timeline**: 2026-11-20 (all times UTC)": 14:51 it began | 14:54 it ended
`; sections(d) != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, sections(d), want)
		}
		equal(t, []string{"ada", "ken"}, d.Meta.Authors)
		equal(t, 1, len(d.Actions))
		equal(t, 2, len(d.Timeline.Events))
		equal(t, "2026-11-20 14:51", d.Timeline.Events[0].At.Format("2006-01-02 15:04"))
	}
}

const outlined = `# Checkout down

- **Key events**
  - 2026-11-20 10:02 UTC the first 502
  - 2026-11-20 10:41 UTC rolled back

- **Time to repair**: 39m

- **Identified**:

A probe alerted.

- **Impact**:
  - 3,100 checkouts failed
    - in Europe
- **Context**: an upgrade
- **Review actions**
  - [ ] Halt on an empty upstream
  - Alert on the failure ratio
`

func TestBulletsAsSections(t *testing.T) {
	for name, source := range map[string]string{"lf": outlined, "crlf": strings.ReplaceAll(outlined, "\n", "\r\n"), "star": strings.ReplaceAll(outlined, "\n- ", "\n* ")} {
		d := parse(source)
		if want := `Checkout down () at "Checkout down": Time to repair: 39m | Context: an upgrade
  Key events (timeline) at "Key events": 2026-11-20 10:02 UTC the first 502 | 2026-11-20 10:41 UTC rolled back
  Identified (detection) at "Identified": A probe alerted.
  Impact (impact) at "Impact": 3,100 checkouts failed | in Europe
  Review actions (action items) at "Review actions": Halt on an empty upstream | Alert on the failure ratio
`; sections(d) != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, sections(d), want)
		}
		equal(t, 2, len(d.Timeline.Events))
		equal(t, 2, len(d.Actions))
		equal(t, "Time to repair", d.Meta.Fields[0].Key)
	}
}

// TestTimesCloseNoLabel is that entries with a bold time stay in the timeline that a label opened.
func TestTimesCloseNoLabel(t *testing.T) {
	d := parse("# T\n\n**Impact**: large\n\n**Timeline** (all times UTC): told by the logs of the proxy, which we trust more than the chat\n\n**2026-11-20 14:51** – it began\n\n**14:54** – it ended\n\n**Status**: done\n")
	equal(t, 2, len(d.Timeline.Events))
	equal(t, document.TimelineSection, d.SectionAt(strings.Index(string(d.Source), "it ended")))
	equal(t, "", d.SectionAt(strings.Index(string(d.Source), "done")))
}

// TestLabelsThatAreNoSections is that labels inside a section, or for a section with a heading, stay part of the text.
func TestLabelsThatAreNoSections(t *testing.T) {
	for _, source := range []string{
		"# T\n## Lessons learned\n- **Detection:** late\n- **Impact:** large\n\n**Response:** slow\n",
		"# T\n\n**Impact:** large\n\n## Lessons learned\n## Impact\n",
		"# T\n\nOur template has these parts:\n\n- **Impact:** who noticed\n- **Timeline:** what happened when\n\n## Lessons learned\n",
		"# T\n\n**Impact** (so far) was small.\n\n## Lessons learned\n",
		"# T\n\n- **Impact** only one\n- two\n\n## Lessons learned\n",
		"# T\n\n> **Impact:** quoted\n\n## Lessons learned\n",
		"# T\n\n**Resolution:** 2026-11-20 10:42 UTC\n**Reference:** INC-7\n\n## Lessons learned\n",
	} {
		for _, s := range parse(source).Sections {
			if s.Name != "" && s.Name != document.LessonsLearned && s.Heading != "Impact" {
				t.Errorf("%q: section %q", source, s.Heading)
			}
		}
		if d := parse(source); len(d.Sections) > 3 {
			t.Errorf("%q: %d sections", source, len(d.Sections))
		}
	}
}

func TestQuotedAndListedHeadingsAreNoSections(t *testing.T) {
	d := parse("> # Summary\n\n- # Impact\n\n```\n# Timeline\n```\n\n<div>\n# Detection\n</div>\n\nA **Response** in text.\n")
	equal(t, 0, len(d.Sections))
}
