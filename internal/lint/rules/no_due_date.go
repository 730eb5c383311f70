package rules

import "github.com/blameless-postmortem/postmortem/internal/lint"

var noDueDate = lint.Rule{
	ID:       "action/no-due-date",
	Summary:  "an open action item has no date",
	Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		for _, a := range p.Doc.Actions {
			// An item with an issue is planned there.
			if !a.Open() || a.Due != "" || a.Issue != nil {
				continue
			}
			p.Report(lint.Finding{
				Span: a.TitleAt, Message: "The item has no date, so nobody can tell when it is late.",
				Question: "By when would this have to be in place to help? Write it behind the item: (due 2026-12-15).",
			})
		}
	},
}
