package main

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language/languages"
	"github.com/blameless-postmortem/postmortem/internal/lint"
	"github.com/blameless-postmortem/postmortem/internal/lint/rules"
)

// The limits that docs/accuracy.md tells by example are those of the program: a limit that falls goes from the page.
func TestLimitsAreAsTold(t *testing.T) {
	page := read(t, filepath.Join(repositoryRoot, "docs", "accuracy.md"))
	for mark, reported := range map[string]bool{"left alone": false, "reported": true} {
		_, table, ok := strings.Cut(page, "\nBlame, "+mark)
		table, _, _ = strings.Cut(table, "\n\nBlame, ")
		table, _, _ = strings.Cut(table, "\n\nDocuments:")
		rows := 0
		for line := range strings.Lines(table) {
			cells := strings.Split(strings.TrimSpace(line), " | ")
			if len(cells) != 2 || cells[1] == "example |" || strings.HasPrefix(line, "| --- ") {
				continue
			}
			rows++
			if example := strings.TrimSuffix(cells[1], " |"); (len(blameIn(t, example)) > 0) != reported {
				t.Errorf("%s: %q draws %v", mark, example, blameIn(t, example))
			}
		}
		if !ok || rows < 3 {
			t.Errorf("only %d examples of what is %s", rows, mark)
		}
	}
	for _, b := range blocks(page) {
		if b.language != "json" {
			continue
		}
		for line := range strings.Lines(b.text) {
			var sentence struct {
				Text   string
				Labels []string
			}
			if err := json.Unmarshal([]byte(line), &sentence); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(sentence.Labels, blameIn(t, sentence.Text)); diff != "" {
				t.Errorf("%s (-told +found)\n%s", sentence.Text, diff)
			}
		}
	}
}

// blameIn are the blame rules that speak about a text, without their group.
func blameIn(t *testing.T, text string) []string {
	t.Helper()
	linter, err := lint.New(rules.All(), languages.All(), lint.Options{Only: []string{"blame"}})
	if err != nil {
		t.Fatal(err)
	}
	found := []string{}
	for _, f := range linter.Lint(document.Parse("x.md", []byte(text+"\n"))) {
		found = append(found, strings.TrimPrefix(f.Rule, "blame/"))
	}
	slices.Sort(found)
	return slices.Compact(found)
}
