package rules

import (
	"strconv"
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
					Span: p.Doc.Line(s.Span.Start), Message: p.Say("structure/bad-heading.empty"),
					Question: p.Say("structure/bad-heading.empty.ask"),
				})
			case again && s.Name != "":
				p.Report(lint.Finding{
					Span:     s.Title,
					Message:  p.Say("structure/bad-heading.again", "heading", short(s.Heading), "line", strconv.Itoa(p.Doc.Position(p.Doc.Sections[first].Span.Start).Line)),
					Question: p.Say("structure/bad-heading.again.ask"),
				})
			case parentLevel > 0 && s.Level > parentLevel+1:
				p.Report(lint.Finding{
					Span:     s.Title,
					Message:  p.Say("structure/bad-heading.deep", "level", strconv.Itoa(s.Level), "above", strconv.Itoa(parentLevel)),
					Question: p.Say("structure/bad-heading.deep.ask", "level", strconv.Itoa(parentLevel+1)),
				})
			}
			if !again {
				seen[key] = i
			}
		}
	},
}
