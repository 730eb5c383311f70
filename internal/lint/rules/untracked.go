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
		reportLacking(p,
			"No issue tracks this item, so it is out of sight of those who plan the work.",
			"No issue tracks any of the %d open items, so they are out of sight of those who plan the work.",
			"Where does its owner look for work? \"postmortem actions push\" opens an issue and links it here.",
			func(a document.ActionItem) bool { return a.Issue == nil })
	},
}
