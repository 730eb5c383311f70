package rules

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var missingSection = lint.Rule{
	ID:       "structure/missing-section",
	Summary:  "a section that the team requires is not there",
	Severity: lint.Error,
	Check: func(p *lint.Pass) {
		if p.Doc.IsBlank() && len(p.Options.Required) > 0 {
			p.Report(lint.Finding{
				Span:     titleSpan(p.Doc),
				Message:  p.Say("There is nothing in this document."),
				Question: p.Say("Was it saved? \"postmortem new\" begins one with the sections to fill in."),
			})
			return
		}
		missing := slices.DeleteFunc(slices.Clone(p.Options.Required), func(name string) bool {
			_, ok := p.Doc.Section(name)
			return ok
		})
		if len(missing) > 0 {
			labels := labelledSections(p.Doc)
			missing = slices.DeleteFunc(missing, func(name string) bool { return labels[name] })
		}
		// A document without any of them follows another template, or none: that is one matter.
		if len(missing) > 1 && len(missing) == len(p.Options.Required) {
			p.Report(lint.Finding{
				Span:     titleSpan(p.Doc),
				Message:  p.Say("None of the required sections is here: %s.", strings.Join(sectionWords(p, missing), ", ")),
				Question: p.Say("Do other headings stand for them? Name those under sections.aliases in .postmortem.yaml."),
			})
			return
		}
		for _, name := range missing {
			p.Report(lint.Finding{
				Span:     titleSpan(p.Doc),
				Message:  p.Say("There is no section %q.", title(sectionWords(p, []string{name})[0])),
				Question: sectionQuestion(p, name),
			})
		}
	},
}

// labelledSections are the sections that are written without a heading: as "**Impact**: …" or as a table row that begins with the name.
func labelledSections(d *document.Document) map[string]bool {
	const longest = 7 // words: more of them before a colon are a sentence
	found := map[string]bool{}
	for i := range d.Prose {
		b := &d.Prose[i]
		if b.Kind == document.Heading || b.Kind == document.Quotation {
			continue
		}
		label, _, colon := strings.Cut(b.Text, ":")
		if !colon && b.Kind != document.TableCell || strings.Count(label, " ") >= longest {
			continue
		}
		if name := document.CanonicalName(label); name != "" {
			found[name] = true
		}
	}
	return found
}

// sectionQuestion is what a commonly required section answers; "" for a team's own.
func sectionQuestion(p *lint.Pass, name string) string {
	switch name {
	case document.Summary:
		return p.Say("What would a colleague from another team need to know in three sentences?")
	case document.Impact:
		return p.Say("Who noticed what, how many were they, and for how long?")
	case document.TimelineSection:
		return p.Say("What happened when, and what did people see at that time?")
	case document.Detection:
		return p.Say("What was noticed first, and what did it look like?")
	case document.Response:
		return p.Say("What was tried, and what did each step tell?")
	case document.ContributingFactors:
		return p.Say("What had to be true for this to happen?")
	case document.ActionItems:
		return p.Say("What change makes this impossible, smaller, or visible sooner?")
	}
	return ""
}

// sectionWords are the names of sections in the language of the document; a team's own stay as they are.
func sectionWords(p *lint.Pass, names []string) []string {
	said := make([]string, len(names))
	for i, name := range names {
		said[i] = p.Say(name)
	}
	return said
}

// titleSpan is where a finding about the whole document stands: its first heading, else its first line.
func titleSpan(d *document.Document) document.Span {
	if len(d.Sections) > 0 {
		return d.Sections[0].Title
	}
	i := slices.IndexFunc(d.Prose, func(b document.Block) bool { return b.Text != "" })
	if i >= 0 {
		return d.Line(d.Prose[i].Span.Start)
	}
	return d.Line(0)
}

// title begins a section's name, or a sentence, with a capital.
func title(name string) string {
	if name == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(r)) + name[n:]
}
