package lsp_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/language/english"
	"github.com/blameless-postmortem/postmortem/internal/language/japanese"
	"github.com/blameless-postmortem/postmortem/internal/lint"
	"github.com/blameless-postmortem/postmortem/internal/lint/rules"
	"github.com/blameless-postmortem/postmortem/internal/lsp"
)

// BenchmarkTyping is the time from a keystroke in the middle of a document of 200 kB, with all rules, to its diagnostics.
func BenchmarkTyping(b *testing.B) {
	for name, pattern := range map[string]string{"english": "2026-10-14-*.md", "all examples": "*.md"} {
		b.Run(name, func(b *testing.B) {
			files, err := filepath.Glob(filepath.Join("..", "..", "postmortems", pattern))
			if err != nil || len(files) == 0 {
				b.Fatal(files, err)
			}
			var text strings.Builder
			for i := 0; text.Len() < 200_000; i++ {
				source, err := os.ReadFile(files[i%len(files)])
				if err != nil {
					b.Fatal(err)
				}
				text.Write(source)
			}
			linter, err := lint.New(rules.All(), []language.Language{language.Remember(english.New()), language.Remember(japanese.New())}, lint.Options{})
			if err != nil {
				b.Fatal(err)
			}
			e := started(b)
			e.settings = func(string) (lsp.Settings, error) {
				return lsp.Settings{Linter: linter, Documents: e.folder}, nil
			}
			uri := e.open("2026-10-14-x.md", text.String())
			e.diagnostics(uri, 1)
			at := object{"line": strings.Count(text.String(), "\n") / 2, "character": 0}
			version := 1
			for b.Loop() {
				version++
				e.notify("textDocument/didChange", object{
					"textDocument":   object{"uri": uri, "version": version},
					"contentChanges": []object{{"range": object{"start": at, "end": at}, "text": "a"}},
				})
				e.diagnostics(uri, version)
			}
		})
	}
}
