package rules_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// FuzzLint holds every rule to what readers of findings rely on, whatever the document: places inside it, in order, and words that can be printed.
func FuzzLint(f *testing.F) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		f.Fatal("no goldens", err)
	}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range txtar.Parse(data).Files {
			if strings.HasSuffix(file.Name, ".md") {
				f.Add(file.Data)
				f.Add([]byte(strings.ReplaceAll(string(file.Data), "\n", "\r\n")))
			}
		}
	}
	linter := newLinter(f, "blame", "blame/naming", "structure", "timeline", "action", "action/no-priority", "action/untracked", "analysis", "safety", "meta")
	f.Fuzz(func(t *testing.T, source []byte) {
		if _, err := document.ReadFrom("x.md", strings.NewReader(string(source))); err != nil {
			t.Skip("no document gets here that is not UTF-8")
		}
		inside := func(s document.Span) bool { return 0 <= s.Start && s.Start <= s.End && s.End <= len(source) }
		last := 0
		for _, finding := range linter.Lint(document.Parse("x.md", source)) {
			if !inside(finding.Span) {
				t.Fatalf("%s stands at %v of %d bytes", finding.Rule, finding.Span, len(source))
			}
			if finding.Span.Start < last {
				t.Fatalf("%s stands at %v, behind a finding at %d", finding.Rule, finding.Span, last)
			}
			last = finding.Span.Start
			if finding.Message == "" || len(finding.Message) > 1000 {
				t.Fatalf("%s has a message of %d bytes", finding.Rule, len(finding.Message))
			}
			for _, s := range finding.Suggestions {
				if !inside(s.Span) {
					t.Fatalf("%s suggests words for %v of %d bytes", finding.Rule, s.Span, len(source))
				}
				if _, err := document.Apply(source, document.Edit{Span: s.Span, Text: s.Text}); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}
