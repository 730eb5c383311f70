package repo_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/repo"
	"github.com/blameless-postmortem/postmortem/internal/repo/repotest"
)

// refusal is a situation in which no commit can be made.
type refusal struct {
	name   string
	make   func(t *testing.T, s *sandbox, dir string)
	change repo.Change // zero fields: the usual ones
	here   bool        // on the current branch
	reason error
	says   string // part of the error or its hint
	leaves string // a lock that was there before
}

var refusals = []refusal{
	{name: "no identity", reason: repo.ErrNoIdentity, says: `git config --global user.name "Your Name"; git config --global user.email`,
		make: func(t *testing.T, s *sandbox, dir string) { s.Write(s.Home, "gitconfig", "") }},
	{name: "no address", reason: repo.ErrNoIdentity, says: "email is not configured",
		make: func(t *testing.T, s *sandbox, dir string) { s.Write(s.Home, "gitconfig", "[user]\nname = Kim\n") }},
	{name: "no identity, with a hook", reason: repo.ErrNoIdentity,
		make: func(t *testing.T, s *sandbox, dir string) {
			s.Write(s.Home, "gitconfig", "")
			s.Script(dir, ".git/hooks/pre-commit", "exit 0")
		}},
	{name: "user.useConfigOnly", reason: repo.ErrNoIdentity, says: "email is",
		make: func(t *testing.T, s *sandbox, dir string) {
			s.Write(s.Home, "gitconfig", "[user]\nname = Kim\nuseConfigOnly = true\n")
			s.Env["EMAIL"] = "kim@example.org"
		}},

	{name: "pre-commit says no", reason: repo.ErrGit, says: "not on a Friday",
		make: func(t *testing.T, s *sandbox, dir string) {
			s.Script(dir, ".git/hooks/pre-commit", "echo not on a Friday", "exit 1")
		}},
	{name: "pre-commit says no here", reason: repo.ErrGit, here: true,
		make: func(t *testing.T, s *sandbox, dir string) { s.Script(dir, ".git/hooks/pre-commit", "exit 1") }},
	{name: "commit-msg says no", reason: repo.ErrGit, says: "needs a ticket",
		make: func(t *testing.T, s *sandbox, dir string) {
			s.Script(dir, ".git/hooks/commit-msg", "echo needs a ticket >&2", "exit 3")
		}},
	{name: "commit-msg says no, detached", reason: repo.ErrGit,
		make: func(t *testing.T, s *sandbox, dir string) {
			s.Git(dir, "checkout", "--quiet", "--detach")
			s.Script(dir, ".git/hooks/commit-msg", "exit 1")
		}},
	{name: "reference-transaction says no", reason: repo.ErrGit,
		make: func(t *testing.T, s *sandbox, dir string) {
			s.Script(dir, ".git/hooks/reference-transaction", `test "$1" != prepared`)
		}},
	{name: "the signer fails", reason: repo.ErrGit, says: "failed to sign",
		make: func(t *testing.T, s *sandbox, dir string) {
			s.Git(dir, "config", "gpg.program", s.Script(s.Home, "signer", "echo no secret key >&2", "exit 2"))
			s.Git(dir, "config", "commit.gpgsign", "true")
		}},
	{name: "a required filter fails", reason: repo.ErrGit,
		make: func(t *testing.T, s *sandbox, dir string) {
			s.Write(dir, ".git/info/attributes", "2026-11-*.md filter=bad\n")
			s.Git(dir, "config", "filter.bad.clean", "false")
			s.Git(dir, "config", "filter.bad.required", "true")
		}},

	{name: "ignored at the root", reason: repo.ErrIgnored, says: `"postmortems/" in .gitignore, line 2`,
		make: func(t *testing.T, s *sandbox, dir string) { s.Write(dir, ".gitignore", "# ours\npostmortems/\n") }},
	{name: "ignored in the folder", reason: repo.ErrIgnored,
		make: func(t *testing.T, s *sandbox, dir string) {
			s.Write(dir, "postmortems/.gitignore", "*-checkout-*.md\n")
		}},
	{name: "ignored by info/exclude", reason: repo.ErrIgnored,
		make: func(t *testing.T, s *sandbox, dir string) { s.Write(dir, ".git/info/exclude", "*.md\n!README.md\n") }},
	{name: "ignored by core.excludesFile", reason: repo.ErrIgnored,
		make: func(t *testing.T, s *sandbox, dir string) {
			s.Write(s.Home, "ignores", "/postmortems\n")
			s.Git(dir, "config", "core.excludesFile", "~/ignores")
		}},

	{name: "merge with a conflict", reason: repo.ErrInProgress, says: "git merge --abort", make: conflict("merge", "side")},
	{name: "rebase with a conflict", reason: repo.ErrInProgress, says: "git rebase --continue", make: conflict("rebase", "side")},
	{name: "rebase --apply with a conflict", reason: repo.ErrInProgress, says: "a rebase", make: conflict("rebase", "--apply", "side")},
	{name: "cherry-pick with a conflict", reason: repo.ErrInProgress, says: "a cherry-pick", make: conflict("cherry-pick", "side")},
	{name: "revert with a conflict", reason: repo.ErrInProgress, says: "a revert", make: conflict("revert", "HEAD~1")},
	{name: "cherry-pick, reftable", reason: repo.ErrInProgress, says: "a cherry-pick", make: reftable(conflict("cherry-pick", "side"))},
	{name: "revert, reftable", reason: repo.ErrInProgress, says: "a revert", here: true, make: reftable(conflict("revert", "HEAD~1"))},
	{name: "merge, reftable", reason: repo.ErrInProgress, says: "a merge", here: true, make: reftable(conflict("merge", "side"))},

	{name: "index.lock", reason: repo.ErrLocked, says: "index.lock", leaves: "index.lock",
		make: func(t *testing.T, s *sandbox, dir string) { s.Write(dir, ".git/index.lock", "") }},
	{name: "index.lock here", reason: repo.ErrLocked, leaves: "index.lock", here: true,
		make: func(t *testing.T, s *sandbox, dir string) { s.Write(dir, ".git/index.lock", "") }},
	{name: "HEAD.lock", reason: repo.ErrLocked, says: "HEAD.lock", leaves: "HEAD.lock",
		make: func(t *testing.T, s *sandbox, dir string) { s.Write(dir, ".git/HEAD.lock", "") }},
	{name: "the branch's lock", reason: repo.ErrLocked, leaves: "main.lock", here: true,
		make: func(t *testing.T, s *sandbox, dir string) { s.Write(dir, ".git/refs/heads/main.lock", "") }},

	{name: "branch exists", reason: repo.ErrBranchExists, says: "--no-branch",
		make: func(t *testing.T, s *sandbox, dir string) { s.Git(dir, "branch", branch) }},
	{name: "branch exists, packed", reason: repo.ErrBranchExists,
		make: func(t *testing.T, s *sandbox, dir string) {
			s.Git(dir, "branch", branch)
			s.Git(dir, "pack-refs", "--all")
		}},
	{name: "branch exists, SHA-256", reason: repo.ErrBranchExists,
		make: func(t *testing.T, s *sandbox, dir string) {
			if err := os.RemoveAll(filepath.Join(dir, ".git")); err != nil {
				t.Fatal(err)
			}
			s.Git(dir, "init", "--quiet", "--object-format=sha256")
			s.Git(dir, "add", "README.md")
			s.Git(dir, "commit", "--quiet", "-m", "first")
			s.Git(dir, "branch", branch)
		}},
	{name: "a branch in the way", reason: repo.ErrBranchInWay, says: "the branch postmortem is in the way",
		make: func(t *testing.T, s *sandbox, dir string) { s.Git(dir, "branch", "postmortem") }},
	{name: "a packed branch in the way", reason: repo.ErrBranchInWay,
		make: func(t *testing.T, s *sandbox, dir string) {
			s.Git(dir, "branch", "postmortem")
			s.Git(dir, "pack-refs", "--all", "--prune")
		}},
	{name: "a branch below", reason: repo.ErrBranchInWay,
		make: func(t *testing.T, s *sandbox, dir string) { s.Git(dir, "branch", branch+"/more") }},
	{name: "a packed branch below", reason: repo.ErrBranchInWay,
		make: func(t *testing.T, s *sandbox, dir string) {
			s.Git(dir, "branch", branch+"/more")
			s.Git(dir, "pack-refs", "--all", "--prune")
		}},
	{name: "not a branch name", reason: repo.ErrBranchName, change: repo.Change{Branch: "a b..c"}},
	{name: "an option for a branch name", reason: repo.ErrBranchName, change: repo.Change{Branch: "--orphan"}},
	{name: "a path for a branch name", reason: repo.ErrBranchName, change: repo.Change{Branch: "../../HEAD"}},

	{name: "detached", reason: repo.ErrDetached, here: true,
		make: func(t *testing.T, s *sandbox, dir string) { s.Git(dir, "checkout", "--quiet", "--detach") }},

	{name: "a file outside", reason: repo.ErrOutside, change: repo.Change{Path: "../outside.md"},
		make: func(t *testing.T, s *sandbox, dir string) { s.Write(s.Home, "outside.md", "x") }},
	{name: "a link that leads outside", reason: repo.ErrOutside, change: repo.Change{Path: "linked/x.md"},
		make: func(t *testing.T, s *sandbox, dir string) {
			s.Write(s.Home, "outside/x.md", "x")
			if err := os.Symlink(filepath.Join(s.Home, "outside"), filepath.Join(dir, "linked")); err != nil {
				t.Skip(err)
			}
		}},
	{name: "a file in .git", reason: repo.ErrOutside, change: repo.Change{Path: ".git/description"}},
	{name: "a directory", reason: repo.ErrOutside, change: repo.Change{Path: "postmortems"}},
	{name: "a file in a nested repository", reason: repo.ErrOutside, change: repo.Change{Path: "nested/x.md"},
		make: func(t *testing.T, s *sandbox, dir string) {
			s.Git(dir, "init", "--quiet", "nested")
			s.Write(dir, "nested/x.md", "x")
		}},
	{name: "a file where HEAD has a submodule", reason: repo.ErrPathTaken, change: repo.Change{Path: "sub/x.md"},
		make: func(t *testing.T, s *sandbox, dir string) {
			s.Git(dir, "update-index", "--add", "--cacheinfo", "160000,"+strings.TrimSpace(s.Git(dir, "rev-parse", "HEAD"))+",sub")
			s.Git(dir, "commit", "--quiet", "-m", "a submodule")
			s.Git(dir, "rm", "--quiet", "--cached", "sub")
			s.Write(dir, "sub/x.md", "x")
		}},
	{name: "a file where the index has another", reason: repo.ErrPathTaken, change: repo.Change{Path: "sub/x.md"},
		make: func(t *testing.T, s *sandbox, dir string) {
			s.Write(dir, "sub", "a file")
			s.Git(dir, "add", "sub")
			if err := os.Remove(filepath.Join(dir, "sub")); err != nil {
				t.Fatal(err)
			}
			s.Write(dir, "sub/x.md", "x")
		}},

	{name: "unchanged", reason: repo.ErrUnchanged, change: repo.Change{Path: "README.md"}},
	{name: "unchanged, with a hook", reason: repo.ErrUnchanged, change: repo.Change{Path: "README.md"},
		make: func(t *testing.T, s *sandbox, dir string) { s.Script(dir, ".git/hooks/pre-commit", "exit 0") }},
	{name: "an unknown format", reason: repo.ErrGit, says: "99",
		make: func(t *testing.T, s *sandbox, dir string) {
			s.Git(dir, "config", "core.repositoryFormatVersion", "99")
		}},
}

// conflict stops the repository in the midst of an operation.
func conflict(command ...string) func(t *testing.T, s *sandbox, dir string) {
	return func(t *testing.T, s *sandbox, dir string) { s.Conflict(dir, command...) }
}

// reftable moves the references into a table first, for which git has to be new enough.
func reftable(then func(t *testing.T, s *sandbox, dir string)) func(t *testing.T, s *sandbox, dir string) {
	return func(t *testing.T, s *sandbox, dir string) {
		if err := os.RemoveAll(filepath.Join(dir, ".git", "logs")); err != nil { // git 2.47 can't move those
			t.Fatal(err)
		}
		if out, err := s.TryGit(dir, "refs", "migrate", "--ref-format=reftable"); err != nil {
			t.Skip(out)
		}
		then(t, s, dir)
	}
}

// TestRefusal: when no commit can be made, the error says why and what to do,
// and the repository is as it was.
func TestRefusal(t *testing.T) {
	t.Parallel()
	for _, tt := range refusals {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newSandbox(t)
			s.T = t
			dir := s.Base("r")
			operation := errors.Is(tt.reason, repo.ErrInProgress)
			unreadable := tt.name == "an unknown format"
			if !operation && !strings.Contains(tt.name, "SHA-256") {
				s.Disturb(dir)
			}
			s.Write(dir, document, content)
			var before repotest.State
			locked := tt.leaves != ""
			if locked || unreadable {
				before = s.State(dir, document)
			}
			if tt.make != nil {
				tt.make(t, s, dir)
			}
			if !locked && !unreadable {
				before = s.State(dir, document)
			}

			c := tt.change
			if c.Path == "" {
				c.Path = document
			}
			if c.Branch == "" && !tt.here {
				c.Branch = branch
			}
			c.Message = message
			made, err := s.commit(dir, c)
			if !errors.Is(err, tt.reason) {
				t.Fatalf("commit %v, error %v; want %v", made, err, tt.reason)
			}
			var typed *repo.Error
			if !errors.As(err, &typed) || typed.Hint() == "" {
				t.Fatalf("no hint in %v", err)
			}
			if text := err.Error() + "\n" + typed.Hint(); !strings.Contains(text, tt.says) {
				t.Errorf("error and hint lack %q:\n%s", tt.says, text)
			}

			if unreadable {
				s.Write(dir, ".git/config", "[core]\nrepositoryFormatVersion = 0\n")
			}
			if locked {
				path := ".git/" + tt.leaves
				if tt.leaves == "main.lock" {
					path = ".git/refs/heads/main.lock"
				}
				if err := os.Remove(filepath.Join(dir, path)); err != nil {
					t.Fatal("the lock of another process is gone")
				}
			}
			before.Compare(t, s.State(dir, document), true)
			s.NoLeftovers(t, dir)
			got, err := os.ReadFile(filepath.Join(dir, document))
			if err != nil || string(got) != content {
				t.Errorf("the file is not as it was: %q, %v", got, err)
			}
		})
	}
}

// A file that is tracked already may be committed though a pattern covers it.
func TestTrackedThoughIgnored(t *testing.T) {
	s := newSandbox(t)
	dir := s.Base("r")
	s.Write(dir, ".git/info/exclude", "*.md\n")
	s.Write(dir, "README.md", "changed\n")
	if _, err := s.commit(dir, repo.Change{Path: "README.md", Message: "change"}); err != nil {
		t.Fatal(err)
	}
	want(t, s.Git(dir, "show", "HEAD:README.md"), "changed\n")
}

func TestFileMode(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no executable bit")
	}
	s := newSandbox(t)
	dir := s.Base("r")
	modes := func() string { return s.Git(dir, "ls-tree", "--format=%(objectmode)", "HEAD", "run.sh") }
	s.Script(dir, "run.sh", "echo 1")
	if _, err := s.commit(dir, repo.Change{Path: "run.sh", Message: "one"}); err != nil {
		t.Fatal(err)
	}
	want(t, modes(), "100755\n")
	s.Git(dir, "config", "core.fileMode", "false")
	s.Write(dir, "run.sh", "echo 2\n")
	if err := os.Chmod(filepath.Join(dir, "run.sh"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := s.commit(dir, repo.Change{Path: "run.sh", Message: "two"}); err != nil {
		t.Fatal(err)
	}
	want(t, modes(), "100755\n")
}

// A cancelled commit leaves nothing: neither one that hasn't begun, nor one
// that waits for a hook.
func TestCancelled(t *testing.T) {
	t.Parallel()
	t.Run("before", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		cancelled(t, ctx, newSandbox(t), func(string) {})
	})
	t.Run("in a hook", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		s := newSandbox(t)
		pipe := filepath.Join(s.Home, "pipe")
		if err := exec.Command("mkfifo", pipe).Run(); err != nil {
			t.Skip("no named pipes: ", err)
		}
		cancelled(t, ctx, s, func(dir string) {
			s.Script(dir, ".git/hooks/pre-commit", "read line < '"+pipe+"'")
			go func() {
				// Opening it waits until the hook reads, closing it ends the hook.
				f, err := os.OpenFile(pipe, os.O_WRONLY, 0)
				cancel()
				if err == nil {
					f.Close()
				}
			}()
		})
	})
}

func cancelled(t *testing.T, ctx context.Context, s *sandbox, prepare func(dir string)) {
	t.Helper()
	dir := s.Base("r")
	s.Disturb(dir)
	s.Write(dir, document, content)
	before := s.State(dir, document)
	prepare(dir)
	r := s.open(t, dir)
	if _, err := r.Commit(ctx, repo.Change{Path: document, Message: message, Branch: branch}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	before.Compare(t, s.State(dir, document), true)
	s.NoLeftovers(t, dir)
}
