package rules

import (
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var humanError = lint.Rule{
	ID:       "blame/human-error",
	Summary:  "the causal analysis ends at human error",
	Severity: lint.Error,
	Check:    remarks(language.HumanError, "Named as the cause, human error ends the analysis where it could begin."),
}
