package rules

import (
	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var untracked = lint.Rule{
	ID:       "action/untracked",
	Summary:  "an open action item has no issue",
	Severity: lint.Warning,
	Optional: true,
	Check: func(p *lint.Pass) {
		reportLacking(p, "action/untracked", func(a document.ActionItem) bool { return a.Issue == nil })
	},
}
