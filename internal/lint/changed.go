package lint

import (
	"slices"
	"sort"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// Lines are lines of a document, 1-based, both included.
type Lines struct{ First, Last int }

// changedLines are the lines that findings are wanted on, in order; false when there are none.
func (l *Linter) changedLines(doc *document.Document) ([]Lines, bool) {
	if l.options.Changed == nil {
		return []Lines{{1, doc.LineCount()}}, true
	}
	changed := l.options.Changed(doc)
	return changed, len(changed) > 0
}

// onLines drops the findings that touch none of the lines.
func onLines(doc *document.Document, findings []Finding, changed []Lines) []Finding {
	return slices.DeleteFunc(findings, func(f Finding) bool {
		at := linesOf(doc, f.Span)
		i := sort.Search(len(changed), func(i int) bool { return changed[i].Last >= at.first })
		return i == len(changed) || changed[i].First > at.last
	})
}
