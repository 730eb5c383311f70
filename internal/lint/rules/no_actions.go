package rules

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var noActions = lint.Rule{
	ID:       "action/none",
	Summary:  "the action section holds no action items",
	Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		s, ok := p.Doc.Section(document.ActionItems)
		if !ok || s.Empty || len(p.Doc.Actions) > 0 || saysNone(p.Doc) {
			return
		}
		p.Report(lint.Finding{
			Span: s.Title, Message: p.Say("action/none"),
			Question: p.Say("action/none.ask"),
		})
	},
}

// saysNone reports whether the section says in words that there is nothing to do.
func saysNone(d *document.Document) bool {
	for _, b := range d.Prose {
		if b.Kind == document.Heading || d.SectionName(b.Section) != document.ActionItems {
			continue
		}
		first, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(b.Text)), " ")
		switch strings.Trim(first, ".,;:!–—-") {
		case "none", "no", "nothing", "n/a":
			return true
		}
		return false
	}
	return false
}
