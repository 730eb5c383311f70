package rules

import (
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var punitive = lint.Rule{
	ID:       "blame/punitive",
	Summary:  "the answer to the incident is aimed at a person",
	Severity: lint.Error,
	Check:    remarks(language.Punitive, "It answers the incident at people, and leaves the conditions of their work as they were."),
}
