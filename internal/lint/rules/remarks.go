package rules

import (
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// likely is added where no rule of grammar stands behind a finding.
const likely = "It reads like sentences that blame, which is all we know: if this one does not, leave it."

// remarks reports what the language remarks of one kind, each with the reason why.
func remarks(kind language.Kind, message string) func(*lint.Pass) {
	return func(p *lint.Pass) {
		for _, r := range p.Remarks() {
			if r.Kind != kind {
				continue
			}
			f := r.Finding()
			f.Message = r.Say(message)
			if r.Likely {
				f.Message += " " + r.Say(likely)
			}
			p.Report(f)
		}
	}
}
