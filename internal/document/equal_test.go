package document_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

func parse(source string) *document.Document { return document.Parse("", []byte(source)) }

// at is the text of a span of the source.
func at(d *document.Document, s document.Span) string { return string(d.Source[s.Start:s.End]) }

// equal reports a difference as go-cmp prints it.
func equal(t *testing.T, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
