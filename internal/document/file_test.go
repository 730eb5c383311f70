package document_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

func write(t *testing.T, path, content string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// names lists what a folder holds.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	good := write(t, filepath.Join(dir, "good.md"), "\xef\xbb\xbf# T\r\n")
	got, err := document.ReadFile(good)
	if err != nil || string(got) != "\xef\xbb\xbf# T\r\n" {
		t.Errorf("%q, %v", got, err)
	}
	underFile := "not a directory"
	if runtime.GOOS == "windows" { // where a path that can't be is one that is not there
		underFile = "no such file"
	}
	tests := []struct{ name, path, want string }{
		{"missing", filepath.Join(dir, "missing.md"), "no such file"},
		{"folder", dir, "is a folder"},
		{"not UTF-8", write(t, filepath.Join(dir, "latin1.md"), "# T\n\nK\xf6ln\n"), "latin1.md:3: byte 6 is not UTF-8"},
		{"cut character", write(t, filepath.Join(dir, "cut.md"), "a\n\xe6\x97"), "cut.md:2: byte 2 is not UTF-8"},
		{"UTF-16", write(t, filepath.Join(dir, "utf16.md"), "\xff\xfe#\x00"), "utf16.md: is UTF-16, not UTF-8 text"},
		{"UTF-16 without a mark", write(t, filepath.Join(dir, "utf16le.md"), "#\x00 \x00T\x00\n\x00"), "utf16le.md: is UTF-16, not UTF-8 text"},
		{"UTF-16, the other way round", write(t, filepath.Join(dir, "utf16be.md"), "\x00#\x00 \x00T\x00\n"), "utf16be.md: is UTF-16, not UTF-8 text"},
		{"under a file", filepath.Join(good, "x.md"), underFile},
	}
	if runtime.GOOS != "windows" {
		tests = append(tests, struct{ name, path, want string }{"device", os.DevNull, "is not a regular file"})
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := document.ReadFile(tt.path)
			var file *document.FileError
			if !errors.As(err, &file) {
				t.Fatalf("error %v is no *FileError", err)
			}
			if !strings.Contains(err.Error(), tt.want) || strings.Count(err.Error(), tt.path) != 1 {
				t.Errorf("error %q, want %q", err, tt.want)
			}
			if file.Hint() == "" && tt.name != "under a file" {
				t.Error("no hint")
			}
		})
	}
}

// endless never ends; nothing may read it to its end.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestReadFrom(t *testing.T) {
	if _, err := document.ReadFrom("-", endless{}); err == nil || !strings.Contains(err.Error(), "-: is larger than 32 MiB") {
		t.Errorf("error %v", err)
	}
	if got, err := document.ReadFrom("-", strings.NewReader("")); err != nil || len(got) != 0 {
		t.Errorf("%q, %v", got, err)
	}
}

func TestCreate(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a", "b", "x.md")
	if err := document.Create(path, []byte("one")); err != nil {
		t.Fatal(err)
	}
	err := document.Create(path, []byte("two"))
	if !errors.Is(err, document.ErrExists) || !strings.HasPrefix(err.Error(), path+": ") {
		t.Errorf("error %v", err)
	}
	got, _ := os.ReadFile(path)
	equal(t, "one", string(got))
	equal(t, []string{"x.md"}, names(t, filepath.Dir(path)))
	if err := document.Create(filepath.Join(path, "y.md"), nil); err == nil {
		t.Error("a file under a file")
	}
	if err := os.Symlink("nowhere", filepath.Join(dir, "link.md")); err == nil {
		if err := document.Create(filepath.Join(dir, "link.md"), nil); !errors.Is(err, document.ErrExists) {
			t.Errorf("over a dangling link: %v", err)
		}
	}
}

func TestCreateAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.md")
	var wg sync.WaitGroup
	won := make(chan byte, 20)
	for i := range byte(20) {
		wg.Go(func() {
			switch err := document.Create(path, bytes.Repeat([]byte{'a' + i}, 1<<16)); {
			case err == nil:
				won <- 'a' + i
			case !errors.Is(err, document.ErrExists):
				t.Error(err)
			}
		})
	}
	wg.Wait()
	close(won)
	winner := <-won
	if _, more := <-won; more {
		t.Error("two of them created the file")
	}
	got, err := document.ReadFile(path)
	if err != nil || !bytes.Equal(got, bytes.Repeat([]byte{winner}, 1<<16)) {
		t.Errorf("the file is not the winner's: %v", err)
	}
	equal(t, []string{"x.md"}, names(t, filepath.Dir(path)))
}

func TestReplace(t *testing.T) {
	dir := t.TempDir()
	name := "x*.md" // not to be taken for a pattern
	if runtime.GOOS == "windows" {
		name = "x[1].md"
	}
	path := write(t, filepath.Join(dir, name), "one")
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	before, _ := os.Stat(path)
	if err := document.Replace(path, []byte("one"), []byte("two")); err != nil {
		t.Fatal(err)
	}
	after, _ := os.Stat(path)
	equal(t, before.Mode(), after.Mode())
	if err := document.Replace(path, []byte("one"), []byte("three")); !errors.Is(err, document.ErrChanged) {
		t.Errorf("error %v", err)
	}
	got, _ := os.ReadFile(path)
	equal(t, "two", string(got))

	link := filepath.Join(dir, "link.md")
	if err := os.Symlink(path, link); err == nil {
		if err := document.Replace(link, []byte("two"), []byte("three")); err == nil || !strings.Contains(err.Error(), "symbolic link") {
			t.Errorf("error %v", err)
		}
		if err := os.Remove(link); err != nil {
			t.Fatal(err)
		}
	}
	if err := document.Replace(filepath.Join(dir, "missing.md"), nil, nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v", err)
	}
	equal(t, []string{name}, names(t, dir))
}
