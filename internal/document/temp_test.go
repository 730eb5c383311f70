package document_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// TestAbandonedFiles: of the temporary files in a folder those go whose process has ended, and those that are too old to be written still.
func TestAbandonedFiles(t *testing.T) {
	const ended = 1<<30 + 1 // no system gives a process this number
	dir := t.TempDir()
	path := filepath.Join(dir, "a.md")
	if err := os.WriteFile(path, []byte("# A\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	own, name := document.ThisHost(), document.TempName
	stay := []string{name(own, os.Getpid()), name("elsewhere", ended), ".postmortem-notes", ".postmortem.yaml", ".postmortem-" + own + "-x-y.tmp"}
	go1, go2 := name(own, ended), name("elsewhere", 1)
	for _, n := range append(stay, go1, go2) {
		if err := os.WriteFile(filepath.Join(dir, n), []byte("half"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	old := time.Now().Add(-2 * time.Hour)
	for _, n := range []string{go2, ".postmortem-notes", ".postmortem.yaml"} {
		if err := os.Chtimes(filepath.Join(dir, n), old, old); err != nil {
			t.Fatal(err)
		}
	}
	if err := document.Replace(path, []byte("# A\n"), []byte("# B\n")); err != nil {
		t.Fatal(err)
	}
	left := map[string]bool{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		left[e.Name()] = true
	}
	for _, n := range stay {
		if !left[n] {
			t.Errorf("%s was removed", n)
		}
	}
	if left[go1] || left[go2] || len(left) != len(stay)+1 {
		t.Errorf("left: %v", left)
	}
}
