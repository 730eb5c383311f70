package repo_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/repo"
)

func TestOpen(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	dir := s.Base("r")
	s.Git(s.Home, "init", "--quiet", "--bare", "bare.git")
	s.Git(s.Home, "init", "--quiet", "unmarked")
	s.Git(filepath.Join(s.Home, "unmarked"), "config", "core.bare", "true")
	s.Write(s.Home, "leftover/.git", "gitdir: ../gone\n")
	s.Write(s.Home, "plain/sub/file.txt", "x")
	s.Write(dir, "empty/.git/nothing", "not a repository")

	for _, tt := range []struct {
		dir    string
		root   string
		reason error
	}{
		{dir: "r", root: "r"},
		{dir: "r/z/deep", root: "r"},
		{dir: "r/empty", root: "r"},
		{dir: "plain/sub", reason: repo.ErrNoRepository},
		{dir: "leftover", reason: repo.ErrUnusable},
		{dir: "bare.git", reason: repo.ErrBare},
		{dir: "bare.git/refs", reason: repo.ErrBare},
		{dir: "r/.git", reason: repo.ErrBare},
		{dir: "unmarked", reason: repo.ErrBare},
	} {
		t.Run(tt.dir, func(t *testing.T) {
			r, err := repo.Open(filepath.Join(s.Home, filepath.FromSlash(tt.dir)), s.options())
			if tt.reason != nil {
				var typed *repo.Error
				if !errors.Is(err, tt.reason) || !errors.As(err, &typed) || typed.Hint() == "" {
					t.Fatalf("error %v, want %v with a hint", err, tt.reason)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			want(t, r.Root(), filepath.Join(s.Home, tt.root))
		})
	}

	s.Env["GIT_CEILING_DIRECTORIES"] = filepath.Join(dir, "z")
	if _, err := repo.Open(filepath.Join(dir, "z", "deep"), s.options()); !errors.Is(err, repo.ErrNoRepository) {
		t.Errorf("the search went past the ceiling: %v", err)
	}
}

func TestOpenThroughLink(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	dir := s.Base("r")
	link := filepath.Join(s.Home, "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Skip(err)
	}
	r := s.open(t, link)
	want(t, r.Root(), dir)
	rel, err := r.Rel(filepath.Join(link, "postmortems", "2026-01-01-first.md"))
	if err != nil {
		t.Fatal(err)
	}
	want(t, rel, "postmortems/2026-01-01-first.md")
}

func TestHead(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	dir := s.Base("r")
	first := s.Git(dir, "rev-parse", "HEAD")
	check := func(wantBranch, wantCommit string) {
		t.Helper()
		r := s.open(t, dir)
		gotBranch, gotCommit, err := r.Head()
		if err != nil {
			t.Fatal(err)
		}
		want(t, gotBranch, wantBranch)
		want(t, gotCommit+"\n", wantCommit)
	}
	check("main", first)
	s.Git(dir, "pack-refs", "--all")
	check("main", first)
	s.Git(dir, "checkout", "--quiet", "--detach")
	check("", first)
	s.Git(dir, "checkout", "--quiet", "--orphan", "a/b")
	check("a/b", "\n")
}

func TestRemote(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	dir := s.Base("r")
	s.Git(dir, "remote", "add", "origin", "gh:team/shop.git")
	s.Git(dir, "remote", "add", "plain", "https://github.com/team/shop")
	s.Git(dir, "config", "--global", "url.https://github.com/.insteadOf", "gh:")
	s.Git(dir, "config", "--global", "url.git@example.org:team/.insteadOf", "gh:team/")
	r := s.open(t, dir)
	for name, wanted := range map[string]string{
		"origin": "git@example.org:team/shop.git", "plain": "https://github.com/team/shop", "none": "",
	} {
		got, ok := r.Remote(name)
		want(t, got, wanted)
		if ok != (wanted != "") {
			t.Errorf("%s: found %v", name, ok)
		}
	}
}

// Where the git program isn't installed, plain repositories work, and others
// name the setting that needs it.
func TestWithoutGit(t *testing.T) {
	for _, tt := range []struct {
		name   string
		make   func(s *sandbox, dir string)
		reason error
		says   string
	}{
		{name: "plain"},
		{name: "text=auto", make: func(s *sandbox, dir string) { s.Write(dir, ".gitattributes", "* text=auto\n*.psd filter=lfs\n") }},
		{name: "other files ignored", make: func(s *sandbox, dir string) { s.Write(dir, ".gitignore", "*.log\n*.md\n!2026*.md\n") }},
		{name: "ignored", reason: repo.ErrIgnored, make: func(s *sandbox, dir string) { s.Write(dir, ".gitignore", "postmortems/\n") }},
		{name: "ignored by the user", reason: repo.ErrIgnored, make: func(s *sandbox, dir string) { s.Write(s.Home, ".config/git/ignore", "2026-*\n") }},
		{name: "filter", reason: repo.ErrNeedsGit, says: "filter=lfs", make: func(s *sandbox, dir string) { s.Write(dir, "postmortems/.gitattributes", "*.md filter=lfs\n") }},
		{name: "signing", reason: repo.ErrNeedsGit, says: "commit.gpgsign", make: func(s *sandbox, dir string) { s.Git(dir, "config", "commit.gpgSign", "true") }},
		{name: "hook", reason: repo.ErrNeedsGit, says: "pre-commit", make: func(s *sandbox, dir string) { s.Script(dir, ".git/hooks/pre-commit") }},
		{name: "include", reason: repo.ErrNeedsGit, says: "include", make: func(s *sandbox, dir string) { s.Git(dir, "config", "include.path", "other") }},
		{name: "format", reason: repo.ErrNeedsGit, says: "worktreeconfig", make: func(s *sandbox, dir string) { s.Git(dir, "config", "extensions.worktreeConfig", "true") }},
		{name: "no identity", reason: repo.ErrNoIdentity, make: func(s *sandbox, dir string) { s.Write(s.Home, "gitconfig", "") }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSandbox(t)
			dir := s.Base("r")
			s.Disturb(dir)
			if tt.make != nil {
				tt.make(s, dir)
			}
			s.Write(dir, document, content)
			before := s.State(dir, document)
			path := os.Getenv("PATH")
			t.Setenv("PATH", t.TempDir())
			made, err := s.commit(dir, repo.Change{Path: document, Message: message, Branch: branch})
			t.Setenv("PATH", path)
			if tt.reason != nil {
				var typed *repo.Error
				if !errors.Is(err, tt.reason) || !errors.As(err, &typed) || typed.Hint() == "" {
					t.Fatalf("error %v, want %v with a hint", err, tt.reason)
				}
				if tt.says != "" {
					wantPart(t, err.Error(), tt.says)
				}
				before.Compare(t, s.State(dir, document), true)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			want(t, s.Git(dir, "rev-parse", branch), made.Hash+"\n")
			before.Compare(t, s.State(dir, document), false)
			want(t, s.Git(dir, "status", "--porcelain", "--", document), "")
			want(t, s.Git(dir, "diff-tree", "-r", "--name-only", "HEAD^", "HEAD"), document+"\n")
		})
	}
}

func TestPublished(t *testing.T) {
	s := newSandbox(t)
	dir := s.Base("r")
	clone := filepath.Join(s.Home, "clone")
	s.Git(s.Home, "clone", "--quiet", dir, clone)
	r := s.open(t, clone)
	_, commit, err := r.Head()
	if err != nil {
		t.Fatal(err)
	}
	if !r.Published(t.Context(), commit) {
		t.Error("a cloned commit is published")
	}
	s.Git(clone, "commit", "--quiet", "--allow-empty", "-m", "more")
	if _, commit, err = r.Head(); err != nil {
		t.Fatal(err)
	}
	if r.Published(t.Context(), commit) {
		t.Error("a commit that was never pushed is not published")
	}
}
