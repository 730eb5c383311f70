package lint

import (
	"cmp"
	"slices"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// Fix applies the safe suggestions of findings and returns the new source and how many of the findings it settled. Of those whose bytes overlap or touch
// only the first is taken: what the others should be is for the linter to say of the new source. Every other byte stays as it is.
func Fix(doc *document.Document, findings []Finding) (source []byte, fixed int) {
	var edits []document.Edit
	for _, f := range findings {
		i := slices.IndexFunc(f.Suggestions, func(s Suggestion) bool { return s.Safe })
		if i < 0 {
			continue
		}
		s := f.Suggestions[i]
		if s.Span.Start < 0 || s.Span.End < s.Span.Start || s.Span.End > len(doc.Source) || string(doc.Source[s.Span.Start:s.Span.End]) == s.Text {
			continue
		}
		edits = append(edits, document.Edit{Span: s.Span, Text: s.Text})
	}
	slices.SortStableFunc(edits, func(a, b document.Edit) int {
		return cmp.Or(a.Span.Start-b.Span.Start, a.Span.End-b.Span.End)
	})
	end := -1
	edits = slices.DeleteFunc(edits, func(e document.Edit) bool {
		if e.Span.Start <= end {
			return true
		}
		end = e.Span.End
		return false
	})
	source, err := document.Apply(doc.Source, edits...)
	if err != nil { // they are sorted, apart and inside
		return doc.Source, 0
	}
	return source, len(edits)
}

// maxFixRounds bounds how often a document is fixed and read again. Rules that undo each other's fixes would go on for ever.
const maxFixRounds = 10

// Fix applies the safe suggestions of a result, and of what the linter says then, until none is left. It returns the document as it is then with what
// remains to be said of it, and how many findings were fixed. Files are the caller's to write.
func (l *Linter) Fix(r Result, parser document.Parser) (after Result, fixed int) {
	for range maxFixRounds {
		source, n := Fix(r.Document, r.Findings)
		if n == 0 {
			break
		}
		fixed += n
		doc := parser.Parse(r.Document.Path, source)
		r = Result{Document: doc, Findings: l.Lint(doc)}
	}
	return r, fixed
}
