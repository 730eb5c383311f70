package rules

import (
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var personFault = lint.Rule{
	ID:       "blame/person-fault",
	Summary:  "a person, a role or a team is made the cause",
	Severity: lint.Error,
	Check:    remarks(language.PersonFault, "The sentence makes a person the cause, and the analysis stops there."),
}
