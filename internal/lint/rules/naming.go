package rules

import (
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var naming = lint.Rule{
	ID:       "blame/naming",
	Summary:  "a person is named where a role would do",
	Severity: lint.Warning,
	Optional: true,
	Check:    remarks(language.Naming, "A name draws the reader to the person; the role tells what the work looked like."),
}
