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
		reportLacking(p,
			"The item has no date, so nobody can tell when it is late.",
			"None of the %d open items has a date, so nobody can tell when they are late.",
			"By when would this have to be in place to help? Write it behind the item: (due 2026-12-15).",
			func(a document.ActionItem) bool { return a.Due == "" && a.Issue == nil })
	},
}
