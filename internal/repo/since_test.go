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

// since opens the working copy that holds dir and asks for what changed since rev.
func (s *sandbox) since(t testing.TB, dir, rev string) *repo.Base {
	t.Helper()
	base, err := s.open(t, dir).Since(t.Context(), rev)
	if err != nil {
		t.Fatal(err)
	}
	return base
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
			base := s.since(t, dir, "main")
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
	r := s.open(t, dir)
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
	r := s.open(t, dir)
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
	r := s.open(t, clone)
	_, err := r.Since(t.Context(), "origin/main")
	if hint := (*repo.Error)(nil); !errors.As(err, &hint) || !strings.Contains(hint.Hint(), "fetch-depth: 0") {
		t.Errorf("%v", err)
	}
}

// TestSincePartial is a clone in which the file as it was is yet to be fetched.
func TestSincePartial(t *testing.T) {
	s := newSandbox(t)
	dir := s.Base("origin")
	s.Git(dir, "config", "uploadpack.allowFilter", "true")
	s.Git(dir, "switch", "-qc", "topic")
	s.Write(dir, "README.md", "first line of README.md\nsecond\nnew\nthird\n")
	s.Git(dir, "commit", "-qam", "two")
	clone := filepath.Join(s.Home, "clone")
	s.Git(s.Home, "clone", "-q", "--filter=blob:none", "-b", "topic", "file://"+dir, clone)
	base := s.since(t, clone, "origin/main")
	got, err := base.Changed(t.Context(), "README.md", []byte("first line of README.md\nsecond\nnew\nthird\n"))
	if diff := cmp.Diff([]repo.Lines{{3, 3}}, got); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
}

// TestSinceFiltered: what is compared is what the author sees, not what a filter makes of it in the store.
func TestSinceFiltered(t *testing.T) {
	s := newSandbox(t)
	dir := s.Base("r")
	s.Git(dir, "config", "filter.rot.clean", "tr a-z b-za")
	s.Git(dir, "config", "filter.rot.smudge", "tr b-za a-z")
	s.Git(dir, "config", "filter.upper.clean", "tr a-z A-Z")
	s.Write(dir, ".gitattributes", "rot.md filter=rot\nold.md filter=rot\nupper.md filter=upper\n")
	text := numbered(4)
	for _, name := range []string{"rot.md", "old.md", "upper.md"} {
		s.Write(dir, name, text)
	}
	s.Git(dir, "add", ".")
	s.Git(dir, "commit", "-qm", "filtered")
	s.Git(dir, "mv", "old.md", "new.md")
	base := s.since(t, dir, "HEAD")
	for name, want := range map[string][]repo.Lines{"rot.md": {{5, 5}}, "new.md": {{5, 5}}, "upper.md": {{1, 5}}} {
		got, err := base.Changed(t.Context(), name, []byte(text+"more\n"))
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", name, err, diff)
		}
	}
	if got, err := base.Changed(t.Context(), "upper.md", []byte(text)); got != nil || err != nil {
		t.Errorf("a file that git stores as it did: %v, %v", got, err)
	}
}

// TestSinceUntrusted is a checkout of another user, as CI has them in containers: what can be read without git is.
func TestSinceUntrusted(t *testing.T) {
	s := newSandbox(t)
	dir := s.Base("r")
	s.Write(dir, ".gitattributes", "*.png filter=lfs\n")
	s.Env["GIT_TEST_ASSUME_DIFFERENT_OWNER"] = "1"
	base := s.since(t, dir, "main")
	got, err := base.Changed(t.Context(), "README.md", []byte("first line of README.md\nnew\n"))
	if diff := cmp.Diff([]repo.Lines{{2, 2}}, got); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
}

// TestSinceSparse: what a sparse checkout leaves out was not renamed.
func TestSinceSparse(t *testing.T) {
	for _, way := range []string{"of today", "of old"} {
		t.Run(way, func(t *testing.T) {
			s := newSandbox(t)
			dir := s.Base("r")
			if way == "of old" {
				s.Git(dir, "config", "core.sparseCheckout", "true")
				s.Write(dir, ".git/info/sparse-checkout", "/z/\n")
				s.Git(dir, "read-tree", "-mu", "HEAD")
			} else {
				s.Git(dir, "sparse-checkout", "set", "--cone", "z")
			}
			base := s.since(t, dir, "HEAD")
			got, err := base.Changed(t.Context(), "z/new.md", []byte("first line of postmortems-old/x.md\nsecond\nthird\n"))
			if diff := cmp.Diff([]repo.Lines{{1, 3}}, got); diff != "" || err != nil {
				t.Errorf("%v\n%s", err, diff)
			}
		})
	}
}
