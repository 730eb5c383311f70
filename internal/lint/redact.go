package lint

import (
	"bytes"
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// Redact returns the source and the findings fit to be repeated: with asterisks for the bytes that a finding calls sensitive, in what other findings say
// of the same sentence too, and without suggestions that hold such bytes. Offsets stay true.
func Redact(d *document.Document, findings []Finding) ([]byte, []Finding) {
	if !slices.ContainsFunc(findings, func(f Finding) bool { return f.Sensitive }) {
		return d.Source, findings
	}
	source := bytes.Clone(d.Source)
	var pairs []string
	seen := map[string]bool{}
	for _, f := range findings {
		if !f.Sensitive || f.Span.Len() == 0 {
			continue
		}
		secret := string(d.Source[f.Span.Start:f.Span.End])
		if !seen[secret] {
			seen[secret] = true
			pairs = append(pairs, secret, strings.Repeat("*", len(secret)))
		}
		for i := f.Span.Start; i < f.Span.End; i++ {
			if source[i] != '\n' && source[i] != '\r' {
				source[i] = '*'
			}
		}
	}
	mask := strings.NewReplacer(pairs...)
	out := slices.Clone(findings)
	for i := range out {
		f := &out[i]
		f.Message, f.Question = mask.Replace(f.Message), mask.Replace(f.Question)
		f.Suggestions = slices.DeleteFunc(slices.Clone(f.Suggestions), func(s Suggestion) bool { return mask.Replace(s.Text) != s.Text })
	}
	return source, out
}
