package rules

import (
	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var noPriority = lint.Rule{
	ID:       "action/no-priority",
	Summary:  "an open action item has no priority",
	Severity: lint.Warning,
	Optional: true,
	Check: func(p *lint.Pass) {
		// An item with an issue is ranked there.
		reportLacking(p, "action/no-priority", func(a document.ActionItem) bool { return a.Priority == "" && a.Issue == nil })
	},
}
