package site_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/learn"
	"github.com/blameless-postmortem/postmortem/internal/learn/learntest"
	"github.com/blameless-postmortem/postmortem/internal/site"
)

// benchDocuments is the number of documents that the promises are made for: a site of them in 30 s, and in 3 s where one changed.
const benchDocuments = 10_000

func readAll(b *testing.B, folder string) *learn.Collection {
	b.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil {
		b.Fatal(err)
	}
	all, err := learn.Reader{}.Read(b.Context(), files)
	if err != nil {
		b.Fatal(err)
	}
	return all
}

// BenchmarkBuild makes the site of documents that are read already.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{1000, benchDocuments} {
		folder := b.TempDir()
		if _, err := learntest.Write(folder, n); err != nil {
			b.Fatal(err)
		}
		all := readAll(b, folder)
		options := site.Options{Folder: folder, Severities: []string{"SEV-1", "SEV-2", "SEV-3", "SEV-4"}, Now: learntest.Newest()}
		b.Run(fmt.Sprintf("cold/%d", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := site.Build(b.Context(), all, filepath.Join(b.TempDir(), "site"), options); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("one changed/%d", n), func(b *testing.B) {
			out := filepath.Join(b.TempDir(), "site")
			if _, err := site.Build(b.Context(), all, out, options); err != nil {
				b.Fatal(err)
			}
			name, source := learntest.Document(n / 2)
			for i := 0; b.Loop(); i++ {
				file := filepath.Join(folder, name)
				if err := os.WriteFile(file, fmt.Appendf(source, "\nAnother line: %d at %s\n", i, time.Now()), 0o600); err != nil {
					b.Fatal(err)
				}
				changed, err := learn.Reader{}.Read(b.Context(), []string{file})
				if err != nil {
					b.Fatal(err)
				}
				at := slices.IndexFunc(all.Postmortems, func(p *learn.Postmortem) bool { return p.Path == filepath.ToSlash(file) })
				all.Postmortems[at] = changed.Postmortems[0]
				if _, err := site.Build(b.Context(), all, out, options); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
