package rules

import "github.com/blameless-postmortem/postmortem/internal/lint"

var untracked = lint.Rule{
	ID:       "action/untracked",
	Summary:  "an open action item has no issue",
	Severity: lint.Warning,
	Optional: true,
	Check: func(p *lint.Pass) {
		for _, a := range p.Doc.Actions {
			if !a.Open() || a.Issue != nil {
				continue
			}
			p.Report(lint.Finding{
				Span: a.TitleAt, Message: "No issue tracks this item, so it is out of sight of those who plan the work.",
				Question: "Where does its owner look for work? \"postmortem actions push\" opens an issue and links it here.",
			})
		}
	},
}
