package rules

import (
	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var noOwner = lint.Rule{
	ID:       "action/no-owner",
	Summary:  "an open action item has no owner",
	Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		// An item with an issue is owned there.
		reportLacking(p,
			"Nobody is named for this item; work that belongs to all waits for all.",
			"Nobody is named for any of the %d open items; work that belongs to all waits for all.",
			"Which person or team can decide when this gets done? Write it behind the item: (@handle, due 2026-12-15).",
			func(a document.ActionItem) bool { return a.Owner == "" && a.Issue == nil })
	},
}
