package rules

import (
	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// manyItems is how many open items must lack the same, and no item have it, for that to be said once: it is a habit not taken up yet.
const manyItems = 4

// reportLacking reports the open items that lack something, each by itself; where all of many do, that, once: all has a %d for
// their number.
func reportLacking(p *lint.Pass, one, all, ask string, lacks func(document.ActionItem) bool) {
	open := 0
	var lacking []document.ActionItem
	for _, a := range p.Doc.Actions {
		if !a.Open() {
			continue
		}
		open++
		if lacks(a) {
			lacking = append(lacking, a)
		}
	}
	each := lint.Finding{Message: p.Say(one), Question: p.Say(ask)}
	if len(lacking) >= manyItems && len(lacking) == open {
		each.Span, each.Message = lacking[0].TitleAt, p.Say(all, open)
		p.Report(each)
		return
	}
	for _, a := range lacking {
		each.Span = a.TitleAt
		p.Report(each)
	}
}
