package rules

import "github.com/blameless-postmortem/postmortem/internal/lint"

// The engine reports this one: only it knows what a comment silenced.
var unusedSuppression = lint.Rule{
	ID:       lint.UnusedSuppression,
	Summary:  "a comment silences nothing",
	Severity: lint.Info,
}
