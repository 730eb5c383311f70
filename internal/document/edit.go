package document

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
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

// LinkIssue returns the edits that write a link to its issue into action item i. It is an error when the item has one already, or when the link
// would not be one where it goes, so that the edits, applied, always leave the document with that link on that item.
func (d *Document) LinkIssue(i int, text, url string) ([]Edit, error) {
	if i < 0 || i >= len(d.Actions) {
		return nil, fmt.Errorf("there is no action item %d", i+1)
	}
	a := d.Actions[i]
	line := d.Position(a.Span.Start).Line
	if a.Issue != nil {
		return nil, fmt.Errorf("the action item in line %d has a link already (%s)", line, a.Issue.Text)
	}
	if strings.ContainsAny(text+url, "[]()<>|`\\\r\n ") {
		return nil, errors.New("a link may not contain brackets, pipes, backslashes, backticks or blanks")
	}
	link := "[" + text + "](" + url + ")"
	for _, e := range []Edit{
		{Span: a.place.span, Text: a.place.before + link + a.place.after},
		{Span: Span{a.TitleAt.Start, a.TitleAt.Start}, Text: link + " "}, // where the end of the item swallows it
	} {
		if d.linksIssue(e, i, url) {
			return []Edit{e}, nil
		}
	}
	return nil, fmt.Errorf("no link can be written into the action item in line %d: end its text with a full stop, or put the link there by hand", line)
}

// linksIssue reports whether an edit gives item i that link and leaves all others as they are.
func (d *Document) linksIssue(e Edit, i int, url string) bool {
	edited, err := Apply(d.Source, e)
	if err != nil {
		return false
	}
	after := d.parser.Parse(d.Path, edited)
	if len(after.Actions) != len(d.Actions) {
		return false
	}
	for k, a := range after.Actions {
		want := d.Actions[k].Issue
		if k == i {
			want = &IssueLink{URL: url}
		}
		if (a.Issue == nil) != (want == nil) || want != nil && a.Issue.URL != want.URL {
			return false
		}
	}
	return true
}
