package rules

import "github.com/blameless-postmortem/postmortem/internal/lint"

// The engine reports this one: it reads the comments anyway.
var badSuppression = lint.Rule{
	ID:       lint.BadSuppression,
	Summary:  "a comment that silences findings gives no reason or names no rule",
	Severity: lint.Warning,
}
