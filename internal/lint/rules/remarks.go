package rules

import (
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// likely is said where no rule of grammar stands behind a finding: why it would matter is said only of what is sure.
const likely = "This reads like sentences that blame, which is all we know of it. If it does not to you, leave it."

// remarks reports what the language remarks of one kind, each with the reason why.
func remarks(kind language.Kind, message string) func(*lint.Pass) {
	return func(p *lint.Pass) {
		for _, r := range p.Remarks() {
			if r.Kind != kind {
				continue
			}
			f, said := r.Finding(), message
			if r.Likely {
				said = likely
			}
			f.Message = r.Say(said)
			p.Report(f)
		}
	}
}
