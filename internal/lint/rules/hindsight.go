package rules

import (
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var hindsight = lint.Rule{
	ID:       "blame/hindsight",
	Summary:  "the outcome makes the right choice look obvious",
	Severity: lint.Warning,
	Mild:     lint.Info,
	Check:    remarks(language.Hindsight, "It looks clear now that the outcome is known; it did not to those who had to choose."),
}
