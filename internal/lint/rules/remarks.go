package rules

import (
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// remarks reports what the language remarks of one kind, each with the same reason why.
func remarks(kind language.Kind, why string) func(*lint.Pass) {
	return func(p *lint.Pass) {
		for _, r := range p.Remarks() {
			if r.Kind == kind {
				f := r.Finding()
				f.Message = why
				p.Report(f)
			}
		}
	}
}
