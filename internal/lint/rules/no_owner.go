package rules

import "github.com/blameless-postmortem/postmortem/internal/lint"

var noOwner = lint.Rule{
	ID:       "action/no-owner",
	Summary:  "an open action item has no owner",
	Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		for _, a := range p.Doc.Actions {
			// An item with an issue is owned there.
			if !a.Open() || a.Owner != "" || a.Issue != nil {
				continue
			}
			p.Report(lint.Finding{
				Span: a.TitleAt, Message: "Nobody is named for this item; work that belongs to all waits for all.",
				Question: "Which person or team can decide when this gets done? Write it behind the item: (@handle, due 2026-12-15).",
			})
		}
	},
}
