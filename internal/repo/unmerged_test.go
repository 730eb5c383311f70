package repo_test

import (
	"path/filepath"
	"testing"
)

func TestUnmerged(t *testing.T) {
	s := newSandbox(t)
	unmerged := func(dir string) string {
		t.Helper()
		r := s.open(t, dir)
		return r.Unmerged(t.Context())
	}
	expect := func(dir, want, when string) {
		t.Helper()
		if got := unmerged(dir); got != want {
			t.Errorf("%s: got %q, want %q", when, got, want)
		}
	}
	dir := s.Base("r")
	expect(dir, "", "on main")
	s.Git(dir, "switch", "--quiet", "-c", "first")
	expect(dir, "", "on a branch with nothing of its own")
	s.Git(dir, "commit", "--quiet", "--allow-empty", "-m", "one")
	expect(dir, "main", "on a branch with a commit of its own")
	s.Git(dir, "switch", "--quiet", "--detach")
	expect(dir, "main", "on no branch")
	s.Git(dir, "switch", "--quiet", "main")
	s.Git(dir, "merge", "--quiet", "first")
	s.Git(dir, "switch", "--quiet", "first")
	expect(dir, "", "merged")

	clone := filepath.Join(s.Home, "clone")
	s.Git(dir, "branch", "--quiet", "-m", "main", "trunk")
	s.Git(dir, "switch", "--quiet", "trunk")
	s.Git(s.Home, "clone", "--quiet", dir, clone)
	expect(clone, "", "on the branch that the remote calls its own")
	s.Git(clone, "commit", "--quiet", "--allow-empty", "-m", "two")
	s.Git(clone, "branch", "--quiet", "-m", "trunk", "second")
	expect(clone, "origin/trunk", "where that is not here")

	empty := filepath.Join(s.Home, "empty")
	s.Git(s.Home, "init", "--quiet", empty)
	expect(empty, "", "without a commit")
}
