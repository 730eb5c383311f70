package rules

import (
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var counterfactual = lint.Rule{
	ID:       "blame/counterfactual",
	Summary:  "it tells what people should, could or would have done instead",
	Severity: lint.Error,
	Mild:     lint.Info,
	Check:    remarks(language.Counterfactual, "It tells what did not happen, so the reader does not learn what did, or why it made sense."),
}
