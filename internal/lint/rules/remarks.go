package rules

import (
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// remarks reports what the language remarks of one kind, each with the reason why.
func remarks(kind language.Kind, message string) func(*lint.Pass) {
	return func(p *lint.Pass) {
		for _, r := range p.Remarks() {
			if r.Kind == kind {
				f := r.Finding()
				f.Message = r.Say(message)
				p.Report(f)
			}
		}
	}
}
