package rules

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var badFrontMatter = lint.Rule{
	ID:       "structure/bad-front-matter",
	Summary:  "the metadata can't be read, or contradicts itself",
	Severity: lint.Error,
	Check: func(p *lint.Pass) {
		for _, problem := range p.Doc.Problems {
			message, hint := problem.Told(p.SayOf("document"))
			p.Report(lint.Finding{Span: problem.Span, Message: sentence(message), Question: sentence(hint)})
		}
		for _, f := range p.Doc.Meta.Fields {
			if !p.Doc.Meta.Span.Contains(f.Span) {
				continue // in the text of another template, with its own words
			}
			switch strings.ToLower(f.Key) {
			case "status":
				checkValue(p, f, "status", []string{"draft", "in-review", "final"})
			case "severity":
				checkValue(p, f, "severity", p.Options.Scale)
			}
		}
	},
}

// checkValue reports a value that is none of the known ones; "SEV2" and "sev 2" are "SEV-2".
func checkValue(p *lint.Pass, f document.Field, name string, known []string) {
	fold := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r == ' ' || r == '-' || r == '_' {
				return -1
			}
			return r
		}, strings.ToLower(s))
	}
	same := func(k string) bool { return fold(k) == fold(f.Value) || fold(k) == "sev"+fold(f.Value) }
	if f.Value == "" || len(known) == 0 || slices.ContainsFunc(known, same) {
		return
	}
	p.Report(lint.Finding{
		Span:     f.Span,
		Message:  p.Say("%q is not a %s that is known here.", short(f.Value), name),
		Question: p.Say("Which of these is it: %s?", strings.Join(known, ", ")),
	})
}

// sentence makes a clause a sentence.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	s = title(s)
	if last, _ := utf8.DecodeLastRuneInString(s); !strings.ContainsRune(".?!。？！", last) {
		s += "."
	}
	return s
}
