package rules

import (
	"slices"

	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var emptySection = lint.Rule{
	ID:       "structure/empty-section",
	Summary:  "a required section has nothing in it",
	Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		for _, s := range p.Doc.Sections {
			if !s.Empty || !slices.Contains(p.Options.Required, s.Name) {
				continue
			}
			p.Report(lint.Finding{
				Span:     s.Title,
				Message:  p.Say("The section %q is empty.", short(s.Heading)),
				Question: sectionQuestion(p, s.Name),
			})
		}
	},
}
