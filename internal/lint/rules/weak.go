package rules

import (
	"sync"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var weak = lint.Rule{
	ID:       "action/weak",
	Summary:  "an action item relies on people being better at their work",
	Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		alone := sync.OnceValue(func() bool { return onlyWeaker(p.Doc) })
		said := false
		for _, a := range p.Doc.Actions {
			if !a.Open() || Grade(a.Title) != Weaker {
				continue
			}
			var message string
			start, end := strengthPhrases().find(wordsOf(a.Title), attention)
			if end == 0 {
				_, end = findJapanese(a.Title, attention)
			}
			switch {
			case end > 0:
				message = p.Say("%q relies on attention, the weakest kind of fix.", short(a.Title[start:]))
			case !said && alone():
				message = p.Say("%q leaves the system as it is, and so does every other item here.", short(a.Title))
				said = true
			default:
				continue
			}
			p.Report(lint.Finding{
				Span: a.TitleAt, Message: message,
				Question: p.Say("What could make the wrong step impossible, or visible before it hurts?"),
			})
		}
	},
}

// onlyWeaker reports whether all items of a document, done or not, are of the weaker class. One that can't be graded may be stronger.
func onlyWeaker(d *document.Document) bool {
	for _, a := range d.Actions {
		if Grade(a.Title) != Weaker {
			return false
		}
	}
	return true
}
