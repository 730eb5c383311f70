package rules

import (
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var judgement = lint.Rule{
	ID:       "blame/judgement",
	Summary:  "people's competence, care, motive or character is judged",
	Severity: lint.Error,
	Check:    remarks(language.Judgement, "The words judge a person, and a verdict explains nothing about the work."),
}
