// Package languages is the list of the natural languages that the program reads.
package languages

import (
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/language/english"
	"github.com/blameless-postmortem/postmortem/internal/language/japanese"
)

// All lists the languages. The first reads what fits no other, and its words stand in for those that another lacks.
func All() []language.Language {
	return []language.Language{english.New(), japanese.New()}
}

// Codes lists the codes of languages, for example "en".
func Codes(all []language.Language) []string {
	codes := make([]string, len(all))
	for i, l := range all {
		codes[i] = l.Code()
	}
	return codes
}
