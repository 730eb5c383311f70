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
		reportLacking(p, "action/no-owner", func(a document.ActionItem) bool { return a.Owner == "" && a.Issue == nil })
	},
}
