package rules

import (
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// remarks reports what the language remarks of one kind, each with the reason why that the language's catalogue has for the rule.
func remarks(kind language.Kind, id string) func(*lint.Pass) {
	return func(p *lint.Pass) {
		for _, r := range p.Remarks() {
			if r.Kind == kind {
				f := r.Finding()
				f.Message = r.Say(id)
				p.Report(f)
			}
		}
	}
}
