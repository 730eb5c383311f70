package rules

import (
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var noFactor = lint.Rule{
	ID:       "action/no-factor",
	Summary:  "an open action item names no contributing factor that is there",
	Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		ids := factorIDs(p.Doc)
		traces := tracesFactors(p.Doc)
		if len(ids) == 0 && !traces {
			return
		}
		open := slices.DeleteFunc(slices.Clone(p.Doc.Actions), func(a document.ActionItem) bool { return !a.Open() })
		// Ids that no item names are a habit not taken up yet: that is one matter.
		if !traces && len(open) > 1 {
			p.Report(lint.Finding{
				Span:     open[0].TitleAt,
				Message:  p.Say("The factors have ids, and none of the %d open items says which one it is for.", len(open)),
				Question: p.Say("Which factor does each of them change? Write it behind the item: (for %s).", ids[0]),
			})
			return
		}
		for _, a := range open {
			named := a.Factors
			unknown := slices.DeleteFunc(slices.Clone(named), func(id string) bool { return slices.Contains(ids, id) })
			switch {
			case a.Factor == "":
				p.Report(lint.Finding{
					Span: a.TitleAt, Message: p.Say("The item does not say which contributing factor it is for."),
					Question: p.Say("Which factor does this change? If none, is one missing from the analysis? Write it behind the item: (for F1)."),
				})
			case len(ids) > 0 && len(unknown) > 0:
				p.Report(lint.Finding{
					Span:     a.TitleAt,
					Message:  p.Say("The item is for %s, and no contributing factor has that id.", strings.Join(unknown, ", ")),
					Question: p.Say("Which of these is it for: %s?", shortList(ids)),
				})
			}
		}
	},
}

// shortList joins words, as many as a reader takes in.
func shortList(words []string) string {
	const most = 8
	if len(words) > most {
		return strings.Join(words[:most], ", ") + ", …"
	}
	return strings.Join(words, ", ")
}
