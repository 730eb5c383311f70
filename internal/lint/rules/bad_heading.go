package rules

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var badHeading = lint.Rule{
	ID:       "structure/bad-heading",
	Summary:  "a heading is empty, repeated or a level too deep",
	Severity: lint.Info,
	Check: func(p *lint.Pass) {
		type sibling struct {
			parent  int
			heading string
		}
		seen := map[sibling]int{}
		for i, s := range p.Doc.Sections {
			parentLevel := 0
			if s.Parent >= 0 {
				parentLevel = p.Doc.Sections[s.Parent].Level
			}
			// "Response" and "Recovery" may stand side by side, and so may two entries of 10:42; the same section twice may not.
			key := sibling{s.Parent, strings.ToLower(strings.TrimRight(s.Heading, " :"))}
			first, again := seen[key]
			switch {
			case strings.TrimSpace(s.Heading) == "":
				p.Report(lint.Finding{
					Span: p.Doc.Line(s.Span.Start), Message: p.Say("The heading has no words, so nothing can refer to it."),
					Question: p.Say("What does the text below it tell?"),
				})
			case again && s.Name != "":
				p.Report(lint.Finding{
					Span:     s.Title,
					Message:  p.Say("The heading %q stands in line %d already.", short(s.Heading), p.Doc.Position(p.Doc.Sections[first].Span.Start).Line),
					Question: p.Say("What would tell a reader which of the two to look in?"),
				})
			case parentLevel > 0 && s.Level > parentLevel+1:
				p.Report(lint.Finding{
					Span:     s.Title,
					Message:  p.Say("The heading is of level %d under one of level %d: outlines and screen readers lose the step between.", s.Level, parentLevel),
					Question: p.Say("What keeps it from being of level %d?", parentLevel+1),
				})
			}
			if !again {
				seen[key] = i
			}
		}
	},
}
