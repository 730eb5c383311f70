package lint

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// Result is what became of one file.
type Result struct {
	Document *document.Document // nil when Err is set
	Findings []Finding
	Err      error
}

// Files lists the markdown files that paths stand for: files as they are, folders with everything in them that ends in .md or
// .markdown, but for hidden files and folders and for README.md, which is the folder's own page. Links inside a folder are not followed. They come
// sorted, none twice. A folder that can't be read is an error of type *document.FileError.
func Files(paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		found, err := walk(path)
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	seen := map[string]bool{}
	files = slices.DeleteFunc(files, func(f string) bool {
		clean := filepath.Clean(f)
		again := seen[clean]
		seen[clean] = true
		return again
	})
	slices.SortFunc(files, func(a, b string) int { return strings.Compare(filepath.ToSlash(a), filepath.ToSlash(b)) }) // as they are shown
	return files, nil
}

func walk(path string) (files []string, err error) {
	root := path
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return []string{path}, nil // reading it will say what is wrong
	} else if info, err := os.Lstat(path); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		root += string(filepath.Separator) // the folder that the link leads to
	}
	err = filepath.WalkDir(root, func(p string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return &document.FileError{Path: p, Err: document.WithoutPath(err), Remedy: "check the permissions of the folder, or name the files in it that are to be read"}
		case p == root:
		case strings.HasPrefix(entry.Name(), ".") && entry.IsDir():
			return fs.SkipDir
		case strings.HasPrefix(entry.Name(), "."):
		case entry.Type().IsRegular() && isMarkdown(p) && !strings.EqualFold(entry.Name(), "README.md"):
			files = append(files, p)
		}
		return nil
	})
	return files, err
}

func isMarkdown(path string) bool {
	ext := strings.ToLower(filepath.Ext(path))
	return ext == ".md" || ext == ".markdown"
}

// Each reads, parses and lints files with as many workers as there are processors, and calls done with each result in the order of files. Memory is bounded by the
// workers, not by the number of files: a result is dropped once done returns. When ctx ends it finishes the files it has begun and returns the context's error.
func (l *Linter) Each(ctx context.Context, files []string, parser document.Parser, done func(Result)) error {
	type job struct {
		file string
		slot chan Result
	}
	workers := min(runtime.GOMAXPROCS(0), max(len(files), 1))
	jobs := make(chan job)
	// One slot for each file in flight keeps the order without holding more than a few documents.
	slots := make(chan chan Result, 2*workers)
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for j := range jobs {
				j.slot <- l.file(j.file, parser)
			}
		})
	}
	group.Go(func() {
		defer close(jobs)
		defer close(slots)
		for _, file := range files {
			if ctx.Err() != nil {
				return
			}
			slot := make(chan Result, 1)
			select {
			case <-ctx.Done():
				return
			case slots <- slot:
				jobs <- job{file, slot}
			}
		}
	})
	for slot := range slots {
		done(<-slot)
	}
	group.Wait()
	return ctx.Err()
}

func (l *Linter) file(path string, parser document.Parser) Result {
	source, err := document.ReadFile(path)
	if err != nil {
		return Result{Err: err}
	}
	doc := parser.Parse(path, source)
	return Result{Document: doc, Findings: l.Lint(doc)}
}
