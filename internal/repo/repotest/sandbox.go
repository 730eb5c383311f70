package repotest

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Sandbox is a home directory of its own, with an environment that reaches
// nothing of the machine's git configuration.
type Sandbox struct {
	T    testing.TB
	Home string            // absolute, symlinks resolved
	Env  map[string]string // what the environment has beside the machine's own
}

// New makes one with an identity. It skips the test where git isn't installed.
func New(t testing.TB) *Sandbox {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git isn't installed")
	}
	home, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	s := &Sandbox{T: t, Home: home, Env: map[string]string{
		"HOME":                home,
		"LC_ALL":              "C", // what git says is compared
		"GIT_CONFIG_NOSYSTEM": "1",
		"GIT_CONFIG_GLOBAL":   filepath.Join(home, "gitconfig"),
	}}
	s.Write(home, "gitconfig", strings.Join([]string{
		"[user]", "name = Kim Mori", "email = kim@example.org",
		"[init]", "defaultBranch = main",
		"[protocol \"file\"]", "allow = always",
		"[gc]", "auto = 0",
		"[advice]", "detachedHead = false", "",
	}, "\n"))
	return s
}

// Getenv hides every variable that could lead git out of the sandbox, or have it speak another language.
func (s *Sandbox) Getenv(name string) string {
	if value, ok := s.Env[name]; ok {
		return value
	}
	for _, prefix := range []string{"GIT_", "LC_", "LANG"} {
		if strings.HasPrefix(name, prefix) {
			return ""
		}
	}
	if name == "XDG_CONFIG_HOME" || name == "EMAIL" || strings.HasSuffix(strings.ToLower(name), "_proxy") {
		return ""
	}
	return os.Getenv(name)
}

// Environ is the environment for a program that is run in the sandbox.
func (s *Sandbox) Environ() []string {
	var env []string
	for _, pair := range os.Environ() {
		name, _, _ := strings.Cut(pair, "=")
		if value := s.Getenv(name); value != "" {
			env = append(env, name+"="+value)
		}
	}
	for name, value := range s.Env {
		env = append(env, name+"="+value)
	}
	return env
}

func (s *Sandbox) git(dir string, args []string) *exec.Cmd {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = s.Environ()
	return cmd
}

// TryGit runs git in a directory and gives all that it said.
func (s *Sandbox) TryGit(dir string, args ...string) (string, error) {
	out, err := s.git(dir, args).CombinedOutput()
	return string(out), err
}

// Git gives what git answers, where it must succeed; not its hints, of which each version has its own.
func (s *Sandbox) Git(dir string, args ...string) string {
	s.T.Helper()
	var said strings.Builder
	cmd := s.git(dir, args)
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		s.T.Fatalf("git %s: %v\n%s%s", strings.Join(args, " "), err, out, &said)
	}
	return string(out)
}

// need runs a program that builds a part of a repository, and skips the test where it isn't installed.
func (s *Sandbox) need(program string, args ...string) {
	s.T.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		s.T.Skip(err)
	}
	cmd := exec.Command(path, args...)
	cmd.Dir, cmd.Env = s.Home, s.Environ()
	if out, err := cmd.CombinedOutput(); err != nil {
		s.T.Fatalf("%s: %v\n%s", program, err, out)
	}
}

// Write writes a file, and the folders on the way to it.
func (s *Sandbox) Write(dir, name, content string) {
	s.T.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		s.T.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		s.T.Fatal(err)
	}
}

// Script writes an executable shell script.
func (s *Sandbox) Script(dir, name string, lines ...string) string {
	s.T.Helper()
	s.Write(dir, name, "#!/bin/sh\n"+strings.Join(lines, "\n")+"\n")
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.Chmod(path, 0o777); err != nil {
		s.T.Fatal(err)
	}
	return path
}

// files is what the working copies of the tests hold in their first commit.
var files = []string{
	"README.md", "modified.txt", "staged.txt", "deleted.txt", "staged-deletion.txt", "renamed.txt",
	"partly.txt", "assumed.txt", "skipped.txt", "postmortems/2026-01-01-first.md", "postmortems-old/x.md", "z/deep/er/file.txt",
}

// Base makes a repository with one commit.
func (s *Sandbox) Base(name string, initArgs ...string) string {
	s.T.Helper()
	dir := filepath.Join(s.Home, name)
	s.Git(s.Home, append(append([]string{"init", "--quiet"}, initArgs...), dir)...)
	s.fill(dir)
	return dir
}

// fill makes the first commit.
func (s *Sandbox) fill(dir string) {
	s.T.Helper()
	for _, name := range files {
		s.Write(dir, name, "first line of "+name+"\nsecond\nthird\n")
	}
	s.Git(dir, "add", ".")
	s.Git(dir, "commit", "--quiet", "-m", "first")
}

// Disturb leaves a working copy in every state that a commit of another file
// must not touch.
func (s *Sandbox) Disturb(dir string) {
	s.T.Helper()
	s.Write(dir, "modified.txt", "changed in the working tree\n")
	s.Write(dir, "staged.txt", "changed and staged\n")
	s.Write(dir, "partly.txt", "staged half\n")
	s.Write(dir, "new-staged.txt", "new and staged\n")
	s.Git(dir, "add", "staged.txt", "partly.txt", "new-staged.txt")
	s.Write(dir, "partly.txt", "staged half\nand more\n")
	s.Git(dir, "mv", "renamed.txt", "renamed-to.txt")
	s.Git(dir, "rm", "--quiet", "staged-deletion.txt")
	if err := os.Remove(filepath.Join(dir, "deleted.txt")); err != nil {
		s.T.Fatal(err)
	}
	s.Write(dir, "intended.txt", "intent to add\n")
	s.Git(dir, "add", "--intent-to-add", "intended.txt")
	s.Git(dir, "update-index", "--assume-unchanged", "assumed.txt")
	s.Git(dir, "update-index", "--skip-worktree", "skipped.txt")
	s.Write(dir, "untracked/file.txt", "untracked\n")
}

// Conflict stops the repository in the midst of an operation: merge side, rebase side, revert HEAD~1.
func (s *Sandbox) Conflict(dir string, command ...string) {
	s.T.Helper()
	s.Git(dir, "checkout", "--quiet", "-b", "side")
	s.Write(dir, "README.md", "theirs\n")
	s.Git(dir, "commit", "--quiet", "-am", "theirs")
	s.Git(dir, "checkout", "--quiet", "main")
	s.Write(dir, "README.md", "ours\n")
	s.Git(dir, "commit", "--quiet", "-am", "ours")
	s.Write(dir, "README.md", "ours again\n")
	s.Git(dir, "commit", "--quiet", "-am", "ours again")
	if out, err := s.TryGit(dir, command...); err == nil {
		s.T.Fatalf("git %v met no conflict: %s", command, out)
	}
}

// State is all that must stay as it is.
type State struct {
	head, branches, status, worktree, entries string
}

// State reads the state of a working copy, leaving one path out.
func (s *Sandbox) State(dir, except string) State {
	s.T.Helper()
	withoutPath := func(out string) string {
		var kept []string
		for line := range strings.Lines(out) {
			if !strings.HasSuffix(strings.TrimSpace(line), except) {
				kept = append(kept, line)
			}
		}
		return strings.Join(kept, "")
	}
	st := State{
		branches: s.Git(dir, "for-each-ref"),
		worktree: s.Git(dir, "diff", "--binary", "--no-renames", "--", ".", ":(exclude,top)"+except),
		entries:  withoutPath(s.Git(dir, "ls-files", "--stage", "-v")),
	}
	for line := range strings.Lines(withoutPath(s.Git(dir, "status", "--porcelain=v2", "--branch", "--untracked-files=all"))) {
		if strings.HasPrefix(line, "# ") {
			st.head += line
		} else {
			st.status += line
		}
	}
	return st
}

// Compare fails where the state changed. With a commit, HEAD and its branch
// did; everything else must be the same.
func (st State) Compare(t *testing.T, after State, headToo bool) {
	t.Helper()
	pairs := []struct{ name, before, after string }{
		{"other branches", others(st.branches), others(after.branches)},
		{"status", st.status, after.status},
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
		return strings.HasSuffix(line, "refs/heads/"+Branch+"\n")
	}), "")
}

// NoLeftovers fails for lock and temporary files in the git directory.
func (s *Sandbox) NoLeftovers(t *testing.T, dir string) {
	t.Helper()
	for _, flag := range []string{"--absolute-git-dir", "--git-common-dir"} {
		gitDir := strings.TrimSpace(s.Git(dir, "rev-parse", flag))
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
