package repo_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/repo"
)

// numbered is a file of n lines, "line 1" to "line n".
func numbered(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "line %d\n", i+1)
	}
	return b.String()
}

// TestSince is a branch with committed and uncommitted work, read once by go-git and once by git.
func TestSince(t *testing.T) {
	for _, way := range []string{"go-git", "git"} {
		t.Run(way, func(t *testing.T) {
			s := newSandbox(t)
			dir := filepath.Join(s.Home, "work")
			s.Git(s.Home, "init", "-q", dir)
			s.Write(dir, "kept.md", numbered(10))
			s.Write(dir, "old/name.md", numbered(20))
			s.Write(dir, "staying.md", strings.ToUpper(numbered(20)))
			s.Write(dir, "windows.md", strings.ReplaceAll(numbered(5), "\n", "\r\n"))
			s.Git(dir, "add", "-A")
			s.Git(dir, "commit", "-qm", "base")
			s.Git(dir, "switch", "-qc", "topic")
			s.Write(dir, "kept.md", strings.Replace(numbered(10), "line 3\n", "line three\nand more\n", 1))
			s.Git(dir, "mv", "old/name.md", "new name.md")
			s.Git(dir, "commit", "-qam", "topic")
			// What happens on the other branch meanwhile is no change of ours.
			s.Git(dir, "switch", "-q", "main")
			s.Write(dir, "kept.md", numbered(9)+"line ten\n")
			s.Git(dir, "commit", "-qam", "meanwhile")
			s.Git(dir, "switch", "-q", "topic")
			// Not committed, not staged, not known to git.
			s.Write(dir, "new name.md", numbered(20)+"line 21")
			s.Write(dir, "untracked.md", "a\nb\nc\n")
			s.Write(dir, "copy.md", strings.ToUpper(numbered(20)))
			s.Write(dir, "windows.md", numbered(5)+"line 6\n")
			if way == "git" {
				s.Env["GIT_REPLACE_REF_BASE"] = "refs/elsewhere/"
			}
			r, err := repo.Open(dir, s.options())
			if err != nil {
				t.Fatal(err)
			}
			base, err := r.Since(t.Context(), "main")
			if err != nil {
				t.Fatal(err)
			}
			if asked := len(*s.log) > 0; asked != (way == "git") {
				t.Errorf("it was read the other way: %q", *s.log)
			}
			for name, want := range map[string][]repo.Lines{
				"kept.md":      {{3, 4}},
				"new name.md":  {{21, 21}},
				"untracked.md": {{1, 3}},
				"copy.md":      {{1, 20}}, // its like is still there, so it is no rename
				"staying.md":   nil,
				"windows.md":   {{6, 6}},
				"stdin.md":     {{1, 1}},
			} {
				content, err := os.ReadFile(filepath.Join(dir, name))
				if errors.Is(err, os.ErrNotExist) {
					content, err = []byte("not on disk"), nil
				}
				if err != nil {
					t.Fatal(err)
				}
				got, err := base.Changed(t.Context(), filepath.Join(dir, name), content)
				if diff := cmp.Diff(want, got); diff != "" || err != nil {
					t.Errorf("%s: %v (-want +got)\n%s", name, err, diff)
				}
			}
			if _, err := base.Changed(t.Context(), filepath.Join(s.Home, "elsewhere.md"), nil); !errors.Is(err, repo.ErrOutside) {
				t.Errorf("a file outside: %v", err)
			}
		})
	}
}

func TestSinceNothing(t *testing.T) {
	s := newSandbox(t)
	dir := filepath.Join(s.Home, "work")
	s.Git(s.Home, "init", "-q", dir)
	s.Write(dir, "a.md", "a\n")
	s.Git(dir, "add", "-A")
	s.Git(dir, "commit", "-qm", "base")
	s.Git(dir, "switch", "-q", "--orphan", "apart")
	s.Git(dir, "commit", "-q", "--allow-empty", "-m", "apart")
	r, err := repo.Open(dir, s.options())
	if err != nil {
		t.Fatal(err)
	}
	for rev, says := range map[string]string{"nowhere": `"nowhere" names no commit`, "main": "no commit in common", "--all": "names no commit", "": "names no commit"} {
		if _, err := r.Since(t.Context(), rev); !errors.Is(err, repo.ErrRevision) || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", rev, err)
		}
	}
}

// TestSinceSpellings are ways to name the same commit.
func TestSinceSpellings(t *testing.T) {
	s := newSandbox(t)
	dir := filepath.Join(s.Home, "work")
	s.Git(s.Home, "init", "-q", dir)
	s.Write(dir, "a.md", "a\n")
	s.Git(dir, "add", "-A")
	s.Git(dir, "commit", "-qm", "one")
	s.Git(dir, "tag", "light")
	s.Git(dir, "tag", "-a", "-m", "x", "heavy")
	hash := strings.TrimSpace(s.Git(dir, "rev-parse", "HEAD"))
	s.Write(dir, "a.md", "a\nb\n")
	s.Git(dir, "commit", "-qam", "two")
	r, err := repo.Open(dir, s.options())
	if err != nil {
		t.Fatal(err)
	}
	for _, rev := range []string{"light", "heavy", "refs/tags/heavy", "tags/light", hash, hash[:8], "HEAD~1", "HEAD^", "@~"} {
		base, err := r.Since(t.Context(), rev)
		if err != nil {
			t.Errorf("%s: %v", rev, err)
			continue
		}
		got, err := base.Changed(t.Context(), filepath.Join(dir, "a.md"), []byte("a\nb\n"))
		if diff := cmp.Diff([]repo.Lines{{2, 2}}, got); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", rev, err, diff)
		}
	}
}

// TestSinceShallow is a clone without the common ancestor, as CI makes them.
func TestSinceShallow(t *testing.T) {
	s := newSandbox(t)
	dir := filepath.Join(s.Home, "work")
	s.Git(s.Home, "init", "-q", dir)
	s.Write(dir, "a.md", "a\n")
	s.Git(dir, "add", "-A")
	s.Git(dir, "commit", "-qm", "one")
	s.Git(dir, "switch", "-qc", "topic")
	s.Write(dir, "a.md", "a\nb\n")
	s.Git(dir, "commit", "-qam", "two")
	s.Git(dir, "switch", "-q", "main")
	s.Git(dir, "commit", "-q", "--allow-empty", "-m", "three")
	clone := filepath.Join(s.Home, "clone")
	s.Git(s.Home, "clone", "-q", "--depth=1", "--no-single-branch", "-b", "topic", "file://"+dir, clone)
	r, err := repo.Open(clone, s.options())
	if err != nil {
		t.Fatal(err)
	}
	_, err = r.Since(t.Context(), "origin/main")
	if hint := (*repo.Error)(nil); !errors.As(err, &hint) || !strings.Contains(hint.Hint(), "fetch-depth: 0") {
		t.Errorf("%v", err)
	}
}
