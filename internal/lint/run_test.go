package lint_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// write makes files with a line of prose each.
func write(t testing.TB, paths ...string) {
	t.Helper()
	for _, p := range paths {
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte("A fault.\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pm/b.md", "pm/a.MD", "pm/c.markdown", "pm/README.md", "pm/readme.MD", "pm/2025/old.md", "pm/2025/README.md", "pm/.git/x.md",
		"pm/._a.md", "pm/notes.txt", "pm/md", "pm/drafts.md/d.md", "other.txt")
	tests := map[string]struct{ paths, want []string }{
		"a folder":               {[]string{"pm"}, []string{"pm/2025/old.md", "pm/a.MD", "pm/b.md", "pm/c.markdown", "pm/drafts.md/d.md"}},
		"a folder with a slash":  {[]string{"pm/2025/"}, []string{"pm/2025/old.md"}},
		"here":                   {[]string{"."}, []string{"pm/2025/old.md", "pm/a.MD", "pm/b.md", "pm/c.markdown", "pm/drafts.md/d.md"}},
		"files as they are":      {[]string{"other.txt", "pm/README.md", "pm/._a.md"}, []string{"other.txt", "pm/._a.md", "pm/README.md"}},
		"sorted":                 {[]string{"pm/b.md", "pm/2025", "pm/a.MD"}, []string{"pm/2025/old.md", "pm/a.MD", "pm/b.md"}},
		"no file twice":          {[]string{"pm/b.md", "./pm/b.md", "pm", "pm/2025"}, []string{"pm/2025/old.md", "pm/a.MD", "pm/b.md", "pm/c.markdown", "pm/drafts.md/d.md"}},
		"a hidden folder, named": {[]string{"pm/.git"}, []string{"pm/.git/x.md"}},
		"what is missing":        {[]string{"pm/none.md", "none"}, []string{"none", "pm/none.md"}},
		"nothing":                {nil, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := lint.Files(test.paths)
			if err != nil {
				t.Fatal(err)
			}
			for i := range got {
				got[i] = filepath.ToSlash(got[i])
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFilesAndLinks(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "pm/a.md", "outside/x.md")
	for name, target := range map[string]string{"pm/loop": ".", "pm/away": "../outside", "pm/away.md": "../outside/x.md", "linked": "pm", "dangling": "nowhere"} {
		if err := os.Symlink(target, name); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	for path, want := range map[string][]string{
		"pm":         {"pm/a.md"},
		"linked":     {"linked/a.md"},
		"pm/away.md": {"pm/away.md"},
		"dangling":   {"dangling"},
	} {
		got, err := lint.Files([]string{path})
		for i := range got {
			got[i] = filepath.ToSlash(got[i])
		}
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", path, err, diff)
		}
	}
}

func TestFilesInAClosedFolder(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("every folder can be read here")
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "closed", "a.md"))
	if err := os.Chmod(filepath.Join(dir, "closed"), 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(dir, "closed"), 0o755) })
	_, err := lint.Files([]string{dir})
	var fileError *document.FileError
	if !errors.As(err, &fileError) || fileError.Path != filepath.Join(dir, "closed") || fileError.Hint() == "" {
		t.Errorf("%v", err)
	}
}

// Many files come back whole and in order, whichever worker took them.
func TestEach(t *testing.T) {
	dir := t.TempDir()
	var files []string
	for i := range 120 {
		path := filepath.Join(dir, fmt.Sprintf("%03d.md", i))
		source := strings.Repeat("well\n\n", 120-i) + strings.Repeat("A fault.\n\n", i%4)
		if err := os.WriteFile(path, []byte(source), 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	missing := filepath.Join(dir, "missing.md")
	files = append(files[:60], append([]string{missing}, files[60:]...)...)
	at := 0
	err := linter(t, lint.Options{}).Each(context.Background(), files, document.Parser{}, func(r lint.Result) {
		defer func() { at++ }()
		if files[at] == missing {
			var fileError *document.FileError
			if r.Document != nil || !errors.As(r.Err, &fileError) || fileError.Path != missing {
				t.Errorf("the missing file yields %+v", r)
			}
			return
		}
		var number int
		if _, err := fmt.Sscanf(filepath.Base(files[at]), "%d.md", &number); err != nil {
			t.Fatal(err)
		}
		if r.Err != nil || r.Document.Path != files[at] || len(r.Findings) != number%4 {
			t.Errorf("%s: %v, %d findings", files[at], r.Err, len(r.Findings))
		}
	})
	if err != nil || at != len(files) {
		t.Errorf("%d of %d files, %v", at, len(files), err)
	}
}

func TestEachWithoutFiles(t *testing.T) {
	err := linter(t, lint.Options{}).Each(context.Background(), nil, document.Parser{}, func(r lint.Result) { t.Errorf("%+v", r) })
	if err != nil {
		t.Error(err)
	}
}

func TestEachWithTheTeamsHeadings(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.md")
	if err := os.WriteFile(path, []byte("# Fügungen\n\nluck\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	parser := document.Parser{Aliases: map[string][]string{document.GotLucky: {"Fügungen"}}}
	err := linter(t, lint.Options{}).Each(context.Background(), []string{path}, parser, func(r lint.Result) {
		if len(r.Findings) != 1 || r.Findings[0].Severity != lint.Info {
			t.Errorf("%+v", r.Findings)
		}
	})
	if err != nil {
		t.Error(err)
	}
}

func TestEachStops(t *testing.T) {
	dir := t.TempDir()
	var files []string
	for i := range 400 {
		files = append(files, filepath.Join(dir, fmt.Sprintf("%d.md", i)))
	}
	write(t, files...)

	ctx, cancel := context.WithCancel(context.Background())
	seen := 0
	err := linter(t, lint.Options{}).Each(ctx, files, document.Parser{}, func(lint.Result) {
		if seen++; seen == 10 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || seen < 10 || seen > 200 {
		t.Errorf("cancelled at the tenth file: %d files, %v", seen, err)
	}

	err = linter(t, lint.Options{}).Each(ctx, files, document.Parser{}, func(lint.Result) { t.Error("a file was read after the end") })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled before: %v", err)
	}
}
