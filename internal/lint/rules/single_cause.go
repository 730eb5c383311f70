package rules

import (
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var singleCause = lint.Rule{
	ID:       "analysis/single-cause",
	Summary:  "the analysis names one cause",
	Severity: lint.Info,
	Check: func(p *lint.Pass) {
		s, ok := p.Doc.Section(document.ContributingFactors)
		if !ok || s.Empty || len(p.Doc.Factors) > 1 {
			return
		}
		told := analysis(p.Doc)
		if len(told) != 1 || told[0].Kind == document.TableCell || manySentences(told[0].Text) || isOpen(told[0].Text) {
			return
		}
		p.Report(lint.Finding{
			Span: s.Title, Message: p.Say("One cause is named. Incidents take several conditions at once, and each is a place to act."),
			Question: p.Say("What else had to be true for this to happen, to last as long and to reach as far?"),
		})
	},
}

// analysis is the prose of the contributing factors without headings and quotations.
func analysis(d *document.Document) []*document.Block {
	var told []*document.Block
	for i := range d.Prose {
		b := &d.Prose[i]
		if b.Kind != document.Heading && b.Kind != document.Quotation && strings.TrimSpace(b.Text) != "" && d.SectionName(b.Section) == document.ContributingFactors {
			told = append(told, b)
		}
	}
	return told
}

// isOpen reports whether a text says that the analysis goes on.
func isOpen(text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc([]string{"unknown", "not known", "not yet", "investigat", "tbd", "to be determined", "調査中", "不明", "判明してい", "特定できてい", "特定中"}, func(w string) bool { return strings.Contains(text, w) })
}

// manySentences reports whether a text is long enough to tell of several conditions.
func manySentences(text string) bool {
	return strings.Count(text, ". ")+strings.Count(text, "。")+strings.Count(text, "; ") >= 2
}
