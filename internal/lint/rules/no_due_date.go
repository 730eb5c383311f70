package rules

import (
	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var noDueDate = lint.Rule{
	ID:       "action/no-due-date",
	Summary:  "an open action item has no date",
	Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		// An item with an issue is planned there.
		reportLacking(p, "action/no-due-date", func(a document.ActionItem) bool { return a.Due == "" && a.Issue == nil })
	},
}
