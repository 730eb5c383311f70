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
		reportLacking(p,
			"The item has no priority, so nothing tells which of them comes first.",
			"None of the %d open items has a priority, so nothing tells which of them comes first.",
			"What happens if this one is not done? Write its rank behind the item: (P1, @handle, due 2026-12-15).",
			func(a document.ActionItem) bool { return a.Priority == "" && a.Issue == nil })
	},
}
