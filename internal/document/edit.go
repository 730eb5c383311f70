package document

import (
	"cmp"
	"fmt"
	"slices"
)

// Edit replaces the bytes of Span with Text. An empty span inserts.
type Edit struct {
	Span Span
	Text string
}

// Apply returns source with the edits made, in whatever order they are given. Every byte outside their spans stays as it
// is. Overlapping edits and spans outside source are an error.
func Apply(source []byte, edits ...Edit) ([]byte, error) {
	sorted := slices.Clone(edits)
	slices.SortStableFunc(sorted, func(a, b Edit) int {
		return cmp.Or(a.Span.Start-b.Span.Start, a.Span.End-b.Span.End)
	})
	var out []byte
	at := 0
	for _, e := range sorted {
		if e.Span.Start < at || e.Span.End < e.Span.Start || e.Span.End > len(source) {
			return nil, fmt.Errorf("edit of bytes %d to %d overlaps another edit or leaves the document", e.Span.Start, e.Span.End)
		}
		out = append(out, source[at:e.Span.Start]...)
		out = append(out, e.Text...)
		at = e.Span.End
	}
	return append(out, source[at:]...), nil
}
