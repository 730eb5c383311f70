package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// The forms that docs/documents.md tells are read.
func TestExamplesOfDocumentsAreRead(t *testing.T) {
	count := 0
	for _, b := range blocks(read(t, filepath.Join(repositoryRoot, "docs", "documents.md"))) {
		want, marked := strings.CutPrefix(b.mark, "read: ")
		if !marked {
			continue
		}
		count++
		d := document.Parse("postmortems/1.md", []byte(b.text))
		if got := fmt.Sprintf("%d events", len(d.Timeline.Events)); strings.HasSuffix(want, "events") && got != want {
			t.Errorf("want %s, got %s of:\n%s", want, got, b.text)
		}
		if got := fmt.Sprintf("%d actions", len(d.Actions)); strings.HasSuffix(want, "actions") && got != want {
			t.Errorf("want %s, got %s of:\n%s", want, got, b.text)
		}
	}
	if count < 3 {
		t.Errorf("only %d examples", count)
	}
}
