package repo_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/repo"
)

// sandbox is a home directory of its own, with an environment that reaches
// nothing of the machine's git configuration.
type sandbox struct {
	t    testing.TB
	home string
	env  map[string]string
	log  *[]string // what the package logged
}

func newSandbox(t testing.TB) *sandbox {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git isn't installed")
	}
	home, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	s := &sandbox{t: t, home: home, log: new([]string), env: map[string]string{
		"HOME":                home,
		"GIT_CONFIG_NOSYSTEM": "1",
		"GIT_CONFIG_GLOBAL":   filepath.Join(home, "gitconfig"),
	}}
	s.write(home, "gitconfig", strings.Join([]string{
		"[user]", "name = Kim Mori", "email = kim@example.org",
		"[init]", "defaultBranch = main",
		"[protocol \"file\"]", "allow = always",
		"[gc]", "auto = 0",
		"[advice]", "detachedHead = false", "",
	}, "\n"))
	return s
}

// getenv hides every variable that could lead git out of the sandbox.
func (s *sandbox) getenv(name string) string {
	if value, ok := s.env[name]; ok {
		return value
	}
	if strings.HasPrefix(name, "GIT_") || name == "XDG_CONFIG_HOME" || name == "EMAIL" {
		return ""
	}
	return os.Getenv(name)
}

func (s *sandbox) options() repo.Options {
	return repo.Options{
		Getenv: s.getenv,
		Now:    func() time.Time { return time.Date(2026, 11, 20, 12, 0, 0, 0, time.FixedZone("", 3600)) },
		Log:    func(format string, args ...any) { *s.log = append(*s.log, fmt.Sprintf(format, args...)) },
	}
}

func (s *sandbox) tryGit(dir string, args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	for _, pair := range os.Environ() {
		name, _, _ := strings.Cut(pair, "=")
		if value := s.getenv(name); value != "" {
			cmd.Env = append(cmd.Env, name+"="+value)
		}
	}
	for name, value := range s.env {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func (s *sandbox) git(dir string, args ...string) string {
	s.t.Helper()
	out, err := s.tryGit(dir, args...)
	if err != nil {
		s.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

func (s *sandbox) write(dir, name, content string) {
	s.t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		s.t.Fatal(err)
	}
}

// script writes an executable shell script.
func (s *sandbox) script(dir, name string, lines ...string) string {
	s.t.Helper()
	s.write(dir, name, "#!/bin/sh\n"+strings.Join(lines, "\n")+"\n")
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.Chmod(path, 0o777); err != nil {
		s.t.Fatal(err)
	}
	return path
}

// files is what the working copies of the tests hold in their first commit.
var files = []string{
	"README.md", "modified.txt", "staged.txt", "deleted.txt", "staged-deletion.txt", "renamed.txt",
	"partly.txt", "assumed.txt", "skipped.txt", "postmortems/2026-01-01-first.md", "postmortems-old/x.md", "z/deep/er/file.txt",
}

// base makes a repository with one commit.
func (s *sandbox) base(name string, initArgs ...string) string {
	s.t.Helper()
	dir := filepath.Join(s.home, name)
	s.git(s.home, append(append([]string{"init", "--quiet"}, initArgs...), dir)...)
	s.fill(dir)
	return dir
}

func (s *sandbox) fill(dir string) {
	s.t.Helper()
	for _, name := range files {
		s.write(dir, name, "first line of "+name+"\nsecond\nthird\n")
	}
	s.git(dir, "add", ".")
	s.git(dir, "commit", "--quiet", "-m", "first")
}

// disturb leaves a working copy in every state that a commit of another file
// must not touch.
func (s *sandbox) disturb(dir string) {
	s.t.Helper()
	s.write(dir, "modified.txt", "changed in the working tree\n")
	s.write(dir, "staged.txt", "changed and staged\n")
	s.write(dir, "partly.txt", "staged half\n")
	s.write(dir, "new-staged.txt", "new and staged\n")
	s.git(dir, "add", "staged.txt", "partly.txt", "new-staged.txt")
	s.write(dir, "partly.txt", "staged half\nand more\n")
	s.git(dir, "mv", "renamed.txt", "renamed-to.txt")
	s.git(dir, "rm", "--quiet", "staged-deletion.txt")
	if err := os.Remove(filepath.Join(dir, "deleted.txt")); err != nil {
		s.t.Fatal(err)
	}
	s.write(dir, "intended.txt", "intent to add\n")
	s.git(dir, "add", "--intent-to-add", "intended.txt")
	s.git(dir, "update-index", "--assume-unchanged", "assumed.txt")
	s.git(dir, "update-index", "--skip-worktree", "skipped.txt")
	s.write(dir, "untracked/file.txt", "untracked\n")
}

// state is all that must stay as it is.
type state struct {
	head, branches, status, cached, worktree, entries string
}

func (s *sandbox) state(dir, except string) state {
	s.t.Helper()
	withoutPath := func(out string) string {
		var kept []string
		for line := range strings.Lines(out) {
			if !strings.HasSuffix(strings.TrimSpace(line), except) {
				kept = append(kept, line)
			}
		}
		return strings.Join(kept, "")
	}
	head, _ := s.tryGit(dir, "symbolic-ref", "HEAD")
	commit, _ := s.tryGit(dir, "rev-parse", "HEAD")
	return state{
		head:     head + commit,
		branches: s.git(dir, "for-each-ref"),
		cached:   s.git(dir, "diff", "--cached", "--binary", "--no-renames", "--", ".", ":(exclude,top)"+except),
		worktree: s.git(dir, "diff", "--binary", "--no-renames", "--", ".", ":(exclude,top)"+except),
		entries:  withoutPath(s.git(dir, "ls-files", "--stage", "-v") + s.git(dir, "ls-files", "--stage", "-t", "-f")),
		status:   withoutPath(s.git(dir, "status", "--porcelain=v2", "--untracked-files=all")),
	}
}

// compare fails where the state changed. With a commit, HEAD and its branch
// did; everything else must be the same.
func (st state) compare(t *testing.T, after state, headToo bool) {
	t.Helper()
	pairs := []struct{ name, before, after string }{
		{"other branches", others(st.branches), others(after.branches)},
		{"status", st.status, after.status},
		{"staged changes", st.cached, after.cached},
		{"changes", st.worktree, after.worktree},
		{"index", st.entries, after.entries},
	}
	if headToo {
		pairs = append(pairs, []struct{ name, before, after string }{
			{"HEAD", st.head, after.head},
			{"branches", st.branches, after.branches},
		}...)
	}
	for _, p := range pairs {
		if p.before != p.after {
			t.Errorf("%s changed\nbefore:\n%s\nafter:\n%s", p.name, p.before, p.after)
		}
	}
}

// others leaves the branch of the tests out of a list of references.
func others(refs string) string {
	return strings.Join(slices.DeleteFunc(strings.SplitAfter(refs, "\n"), func(line string) bool {
		return strings.HasSuffix(line, "refs/heads/"+branch+"\n")
	}), "")
}

// noLeftovers fails for lock and temporary files in the git directory.
func (s *sandbox) noLeftovers(t *testing.T, dir string) {
	t.Helper()
	for _, flag := range []string{"--absolute-git-dir", "--git-common-dir"} {
		gitDir := strings.TrimSpace(s.git(dir, "rev-parse", flag))
		if !filepath.IsAbs(gitDir) {
			gitDir = filepath.Join(dir, gitDir)
		}
		err := filepath.WalkDir(gitDir, func(path string, d fs.DirEntry, err error) error {
			if err == nil && (strings.HasSuffix(path, ".lock") || strings.Contains(d.Name(), "tmp_")) {
				t.Errorf("left behind: %s", path)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

const (
	document = "postmortems/2026-11-20-checkout.md"
	message  = "Add postmortem: Checkout unavailable"
	branch   = "postmortem/checkout"
	content  = "# Checkout unavailable\n\nEarly \u00fc text.\n"
)

// commit opens the working copy that holds dir and commits a file of it.
func (s *sandbox) commit(dir string, c repo.Change) (repo.Commit, error) {
	r, err := repo.Open(dir, s.options())
	if err != nil {
		return repo.Commit{}, err
	}
	return r.Commit(context.Background(), c)
}
