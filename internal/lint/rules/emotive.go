package rules

import (
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var emotive = lint.Rule{
	ID:       "blame/emotive",
	Summary:  "the words dramatise instead of describing",
	Severity: lint.Warning,
	Check:    remarks(language.Emotive, "The words carry alarm where the reader needs a fact or a number."),
}
