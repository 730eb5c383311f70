package learn_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/learn"
	"github.com/blameless-postmortem/postmortem/internal/learn/learntest"
)

// many is what the benchmarks read. With 10,000 documents a list and a search are meant to take under a second on two cores.
const many = 10_000

// corpus writes documents into a new folder and returns their paths.
func corpus(tb testing.TB, n int) []string {
	tb.Helper()
	dir := tb.TempDir()
	if _, err := learntest.Write(dir, n); err != nil {
		tb.Fatal(err)
	}
	var files []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			files = append(files, filepath.Join(dir, p))
		}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return files
}

// read reads a collection.
func read(tb testing.TB, r learn.Reader, files []string) *learn.Collection {
	tb.Helper()
	c, err := r.Read(tb.Context(), files)
	if err != nil {
		tb.Fatal(err)
	}
	for _, err := range c.Unread {
		tb.Error(err)
	}
	return c
}

// heads reads what a list shows.
func heads(tb testing.TB, r learn.Reader, files []string) *learn.Collection {
	tb.Helper()
	c, err := r.Heads(tb.Context(), files)
	if err != nil {
		tb.Fatal(err)
	}
	for _, err := range c.Unread {
		tb.Error(err)
	}
	return c
}

// BenchmarkReadCold parses everything, as the first run does.
func BenchmarkReadCold(b *testing.B) {
	files := corpus(b, many)
	for b.Loop() {
		read(b, learn.Reader{}, files)
	}
}

// BenchmarkReadWarm finds everything in the cache, as later runs do.
func BenchmarkReadWarm(b *testing.B) {
	files := corpus(b, many)
	r := learn.Reader{CacheDir: b.TempDir()}
	read(b, r, files)
	for b.Loop() {
		read(b, r, files)
	}
}

// BenchmarkHeadsCold reads what a list shows for the first time, BenchmarkHeadsWarm with a cache.
func BenchmarkHeadsCold(b *testing.B) {
	files := corpus(b, many)
	for b.Loop() {
		heads(b, learn.Reader{}, files)
	}
}

func BenchmarkHeadsWarm(b *testing.B) {
	files := corpus(b, many)
	r := learn.Reader{CacheDir: b.TempDir()}
	heads(b, r, files)
	for b.Loop() {
		heads(b, r, files)
	}
}

// BenchmarkSearch is a whole search: it reads the files, and keeps nothing.
func BenchmarkSearch(b *testing.B) {
	files := corpus(b, many)
	for name, text := range map[string]string{"words": "connection pool timeout", "phrase": `"circuit breaker" -mail`, "prefix": "config* roll*", "japanese": "決済が失敗した"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if search(b, files, text, 10).Total == 0 {
					b.Fatal("nothing was found")
				}
			}
		})
	}
}

func BenchmarkLike(b *testing.B) {
	c := read(b, learn.Reader{}, corpus(b, many))
	for b.Loop() {
		if len(learn.Like(c.Postmortems[1:], c.Postmortems[0].Subject(), 0.1, 5)) == 0 {
			b.Fatal("nothing is like it")
		}
	}
}

func BenchmarkStats(b *testing.B) {
	c := read(b, learn.Reader{}, corpus(b, many))
	for b.Loop() {
		if learn.Compute(c.Postmortems, []string{"SEV-1", "SEV-2"}, learntest.Newest(), nil).Resolve.N == 0 {
			b.Fatal("no durations")
		}
	}
}

// BenchmarkList is choosing and sorting what was read; BenchmarkReadWarm is the greater part of a list.
func BenchmarkList(b *testing.B) {
	c := read(b, learn.Reader{}, corpus(b, many))
	for b.Loop() {
		chosen, err := c.Select(learn.Filter{Severities: []string{"sev1"}, Services: []string{"checkout", "dns"}, Owners: []string{"kmori"}})
		if err != nil || len(chosen) == 0 {
			b.Fatal(len(chosen), err)
		}
		learn.Sort(chosen, "duration", nil, learntest.Newest())
	}
}
