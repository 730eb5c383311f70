package repo_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/repo"
	"github.com/blameless-postmortem/postmortem/internal/repo/repotest"
)

func want(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestCommit is the table of every kind of repository and what happens in it:
// a new document on a new branch, a second one on that branch, and a change to
// the first. Each must be all that is committed, and change nothing else.
func TestCommit(t *testing.T) {
	t.Parallel()
	for _, k := range repotest.Kinds() {
		t.Run(k.Name, func(t *testing.T) {
			t.Parallel()
			s := newSandbox(t)
			dir := k.Make(t, s.Sandbox)
			s.T = t
			if !k.Calm {
				s.Disturb(dir)
			}
			first, stored := k.Content, k.Stored
			if first == "" {
				first = content
			}
			if stored == "" {
				stored = first
			}
			s.run(t, dir, k, repo.Change{Path: document, Message: message, Branch: branch}, first, stored)
			second := k
			second.Check = nil
			s.run(t, dir, second, repo.Change{Path: "postmortems/2026-11-21 [b].md", Message: "Second"}, content, "")
			s.run(t, dir, second, repo.Change{Path: document, Message: "Third", Branch: branch}, first+first, stored+stored)
		})
	}
}

// run makes one commit and holds everything against what was before.
func (s *sandbox) run(t *testing.T, dir string, k repotest.Kind, c repo.Change, text, stored string) {
	t.Helper()
	if stored == "" {
		stored = text
	}
	s.Write(dir, c.Path, text)
	parent, _ := s.TryGit(dir, "rev-parse", "--verify", "--quiet", "HEAD")
	from, _ := s.TryGit(dir, "symbolic-ref", "--quiet", "HEAD")
	before := s.State(dir, c.Path)
	*s.log = nil

	r := s.open(t, filepath.Join(dir, filepath.FromSlash(k.Open)))
	want(t, r.Root(), dir)
	made, err := r.Commit(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}

	log := strings.Join(*s.log, "\n")
	anyRoute := k.Once && c.Message != message
	if anyRoute {
		log = k.Route
	}
	if (k.Route == "") != (log == "") || !strings.Contains(strings.ToLower(log), strings.ToLower(k.Route)) {
		t.Errorf("log %q, want one about %q", log, k.Route)
	}
	before.Compare(t, s.State(dir, c.Path), false)
	if out := s.Git(dir, "status", "--porcelain", "--", ":(literal)"+c.Path); out != "" {
		t.Errorf("git status still has the file: %s", out)
	}
	want(t, made.Branch, branch)
	want(t, s.Git(dir, "symbolic-ref", "HEAD"), "refs/heads/"+branch+"\n")
	want(t, s.Git(dir, "rev-parse", "HEAD"), made.Hash+"\n")
	_, headCommit, err := r.Head()
	if err != nil {
		t.Fatal(err)
	}
	want(t, headCommit, made.Hash)
	args := []string{"diff-tree", "--root", "-r", "--no-renames", "--name-only", "--no-commit-id", "-z", "HEAD"}
	if parent != "" {
		want(t, s.Git(dir, "rev-parse", "HEAD^"), parent)
		args = []string{"diff-tree", "-r", "--no-renames", "--name-only", "-z", "HEAD^", "HEAD"}
	}
	want(t, s.Git(dir, args...), c.Path+"\x00")
	want(t, s.Git(dir, "cat-file", "blob", "HEAD:"+c.Path), stored)
	want(t, s.Git(dir, "log", "-1", "--format=%s"), c.Message+"\n")
	if out := s.Git(dir, "fsck", "--strict"); strings.Contains(out, "error") || strings.Contains(out, "missing") {
		t.Errorf("git fsck: %s", out)
	}
	s.NoLeftovers(t, dir)
	if k.Name != "no reflogs" {
		s.checkReflog(t, dir, c, strings.TrimSpace(parent), strings.TrimSpace(from))
	}
	if k.Check != nil {
		k.Check(t, s.Sandbox, dir)
	}
}

// checkReflog holds the logs against those that git switch -c and git commit
// write.
func (s *sandbox) checkReflog(t *testing.T, dir string, c repo.Change, parent, from string) {
	t.Helper()
	log := strings.Split(s.Git(dir, "log", "-g", "--format=%gs", "HEAD"), "\n")
	ofBranch := strings.Split(s.Git(dir, "log", "-g", "--format=%gs", branch), "\n")
	if parent == "" {
		want(t, log[0], "commit (initial): "+c.Message)
		want(t, ofBranch[0], "commit (initial): "+c.Message)
		return
	}
	want(t, log[0], "commit: "+c.Message)
	want(t, ofBranch[0], "commit: "+c.Message)
	if from != "refs/heads/"+branch {
		name := strings.TrimPrefix(from, "refs/heads/")
		if name == "" {
			name = parent
		}
		want(t, log[1], "checkout: moving from "+name+" to "+branch)
		want(t, ofBranch[1], "branch: Created from HEAD")
	}
}

func wantPart(t *testing.T, got, part string) {
	t.Helper()
	if !strings.Contains(got, part) {
		t.Errorf("%q lacks %q", got, part)
	}
}
