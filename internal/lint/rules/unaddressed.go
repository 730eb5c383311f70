package rules

import (
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var unaddressed = lint.Rule{
	ID:       "analysis/unaddressed",
	Summary:  "no action item names a contributing factor that has an id",
	Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		addressed := map[string]bool{}
		for _, a := range p.Doc.Actions {
			for _, id := range a.Factors {
				addressed[id] = true
			}
		}
		// Where no item names a factor by its id there is nothing to go by; action/no-factor speaks of that.
		if len(addressed) == 0 {
			return
		}
		for _, f := range p.Doc.Factors {
			if f.ID == "" || addressed[f.ID] {
				continue
			}
			addressed[f.ID] = true // once is enough
			p.Report(lint.Finding{
				Span:     f.Span,
				Message:  p.Say("No action item is for %s, so the condition stays as it was.", f.ID),
				Question: p.Say("What would change it, or what makes living with it the better choice?"),
			})
		}
	},
}
