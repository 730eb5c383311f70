package repo_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/repo"
)

// kind is a kind of repository in which a commit must work.
type kind struct {
	name  string
	make  func(t *testing.T, s *sandbox) (dir string) // the working copy's root
	route string                                      // "" for plumbing, else what the log must name as reason for git

	once    bool                                       // the reason for git holds for the first commit only
	calm    bool                                       // the kind can't be disturbed with staged files and such
	content string                                     // of the document; "" for the usual
	stored  string                                     // what must be stored; "" for the content
	check   func(t *testing.T, s *sandbox, dir string) // more that must hold afterwards
	open    string                                     // where it is opened from, below the root
}

var kinds = []kind{
	{name: "plain", make: func(t *testing.T, s *sandbox) string { return s.base("r") }},
	{name: "unborn", calm: true, make: func(t *testing.T, s *sandbox) string {
		dir := filepath.Join(s.home, "r")
		s.git(s.home, "init", "--quiet", dir)
		s.write(dir, "staged.txt", "staged before the first commit\n")
		s.git(dir, "add", "staged.txt")
		s.write(dir, "untracked.txt", "untracked\n")
		return dir
	}},
	{name: "unborn and empty", calm: true, make: func(t *testing.T, s *sandbox) string {
		dir := filepath.Join(s.home, "r")
		s.git(s.home, "init", "--quiet", dir)
		return dir
	}},
	{name: "unborn with a hook", calm: true, route: "pre-commit", make: func(t *testing.T, s *sandbox) string {
		dir := filepath.Join(s.home, "r")
		s.git(s.home, "init", "--quiet", dir)
		s.write(dir, "staged.txt", "staged before the first commit\n")
		s.git(dir, "add", "staged.txt")
		s.script(dir, ".git/hooks/pre-commit", "exit 0")
		return dir
	}},
	{name: "subfolder", open: "z/deep", make: func(t *testing.T, s *sandbox) string { return s.base("r") }},
	{name: "linked worktree", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		linked := filepath.Join(s.home, "linked")
		s.git(dir, "worktree", "add", "--quiet", "-b", "side", linked)
		return linked
	}},
	{name: "linked worktree of a bare repository", make: func(t *testing.T, s *sandbox) string {
		s.git(s.home, "clone", "--quiet", "--bare", s.base("origin"), "bare.git")
		linked := filepath.Join(s.home, "linked")
		s.git(filepath.Join(s.home, "bare.git"), "worktree", "add", "--quiet", "-b", "side", linked)
		return linked
	}},
	{name: "submodule", make: func(t *testing.T, s *sandbox) string {
		inner, outer := s.base("inner"), s.base("outer")
		s.git(outer, "submodule", "--quiet", "add", inner, "vendored")
		return filepath.Join(outer, "vendored")
	}},
	{name: "repository with a submodule", make: func(t *testing.T, s *sandbox) string {
		inner, outer := s.base("inner"), s.base("outer")
		s.git(outer, "submodule", "--quiet", "add", inner, "postmortems-vendored")
		return outer
	}},
	{name: "detached", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.git(dir, "checkout", "--quiet", "--detach")
		return dir
	}},
	{name: "detached with a hook", route: "post-commit", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.git(dir, "checkout", "--quiet", "--detach")
		s.script(dir, ".git/hooks/post-commit", "exit 0")
		return dir
	}},
	{name: "packed", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.git(dir, "branch", "postmortem-other")
		s.git(dir, "gc", "--quiet")
		return dir
	}},
	{name: "after branches were deleted", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		// Empty directories where the new branch and its log belong.
		for _, sub := range []string{"refs/heads", "logs/refs/heads"} {
			if err := os.MkdirAll(filepath.Join(dir, ".git", sub, branch, "gone"), 0o777); err != nil {
				t.Fatal(err)
			}
		}
		return dir
	}},
	{name: "index version 4", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.git(dir, "update-index", "--index-version", "4")
		return dir
	}},
	{name: "modes that git no longer writes", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.write(dir, "run.sh", "#!/bin/sh\n")
		s.git(dir, "add", "run.sh")
		s.git(dir, "update-index", "--chmod=+x", "run.sh")
		if runtime.GOOS != "windows" {
			if err := os.Symlink("README.md", filepath.Join(dir, "link")); err != nil {
				t.Fatal(err)
			}
			s.git(dir, "add", "link")
		}
		s.git(dir, "commit", "--quiet", "-m", "modes")
		return dir
	}, calm: true},
	{name: "shallow clone", make: func(t *testing.T, s *sandbox) string {
		origin := s.base("origin")
		s.git(origin, "commit", "--quiet", "--allow-empty", "-m", "second")
		s.git(s.home, "clone", "--quiet", "--depth=1", "file://"+filepath.ToSlash(origin), "r")
		return filepath.Join(s.home, "r")
	}},
	{name: "text=auto with plain line ends", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.write(dir, ".gitattributes", "* text=auto\n*.png binary\n")
		s.git(dir, "add", ".gitattributes")
		s.git(dir, "commit", "--quiet", "-m", "attributes")
		return dir
	}},
	{name: "conditional include", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.write(s.home, "gitconfig", "[init]\ndefaultBranch = main\n[includeIf \"gitdir:"+filepath.ToSlash(dir)+"/\"]\npath = work\n")
		s.write(s.home, "work", "[user]\nname = Kim at Work\nemail = work@example.org\n")
		return dir
	}, check: func(t *testing.T, s *sandbox, dir string) {
		want(t, s.git(dir, "log", "-1", "--format=%an <%ae> %cn"), "Kim at Work <work@example.org> Kim at Work\n")
	}},
	{name: "identity in the environment", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.write(s.home, "gitconfig", "[init]\ndefaultBranch = main\n")
		s.env["GIT_AUTHOR_NAME"], s.env["GIT_COMMITTER_NAME"] = "A <B>", "C."
		s.env["EMAIL"] = "someone@example.org"
		s.env["GIT_AUTHOR_DATE"] = "1700000000 -0230"
		return dir
	}, check: func(t *testing.T, s *sandbox, dir string) {
		want(t, s.git(dir, "log", "-1", "--date=raw", "--format=%an|%ae|%ad|%cn|%ce|%cd"),
			"A B|someone@example.org|1700000000 -0230|C|someone@example.org|1795172400 +0100\n")
	}},
	{name: "no reflogs", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.git(dir, "config", "core.logAllRefUpdates", "false")
		if err := os.RemoveAll(filepath.Join(dir, ".git", "logs")); err != nil {
			t.Fatal(err)
		}
		return dir
	}, check: func(t *testing.T, s *sandbox, dir string) {
		if _, err := os.Stat(filepath.Join(dir, ".git", "logs", "HEAD")); err == nil {
			t.Error("a reflog was written")
		}
	}},

	{name: "hooks that accept", route: "pre-commit", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.script(dir, ".git/hooks/pre-commit", "git diff --cached --name-only > .git/seen", "git symbolic-ref HEAD >> .git/seen")
		s.script(dir, ".git/hooks/commit-msg", `printf '\nSigned-off-by: A Hook\n' >> "$1"`)
		s.script(dir, ".git/hooks/post-checkout", "exit 1")
		return dir
	}, check: func(t *testing.T, s *sandbox, dir string) {
		want(t, s.git(dir, "log", "-1", "--format=%B"), message+"\n\nSigned-off-by: A Hook\n\n")
		seen, err := os.ReadFile(filepath.Join(dir, ".git", "seen"))
		if err != nil {
			t.Fatal(err)
		}
		want(t, strings.SplitN(string(seen), "\n", 2)[0], document)
	}},
	{name: "core.hooksPath", route: "commit-msg", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.script(dir, ".githooks/commit-msg", "exit 0")
		s.git(dir, "config", "core.hooksPath", ".githooks")
		return dir
	}},
	{name: "commit.gpgsign", route: "commit.gpgsign", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		signer := s.script(s.home, "signer", "cat > /dev/null", `echo "[GNUPG:] SIG_CREATED " >&2`,
			"echo '-----BEGIN PGP SIGNATURE-----'", "echo", "echo fake", "echo '-----END PGP SIGNATURE-----'")
		s.git(dir, "config", "gpg.program", signer)
		s.git(dir, "config", "commit.gpgsign", "true")
		return dir
	}, check: func(t *testing.T, s *sandbox, dir string) {
		if !strings.Contains(s.git(dir, "cat-file", "commit", "HEAD"), "gpgsig ") {
			t.Error("the commit isn't signed")
		}
	}},
	{name: "autocrlf", once: true, route: "core.autocrlf", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.git(dir, "config", "core.autocrlf", "input")
		s.git(dir, "config", "core.safecrlf", "false")
		return dir
	}, content: "one\r\ntwo\r\n", stored: "one\ntwo\n"},
	{name: "eol=crlf", once: true, route: "eol=crlf", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.write(dir, ".gitattributes", "*.md text eol=crlf\n")
		s.git(dir, "add", ".")
		s.git(dir, "commit", "--quiet", "-m", "attributes")
		return dir
	}, content: "one\r\ntwo\r\n", stored: "one\ntwo\n", calm: true},
	{name: "a filter", once: true, route: "filter=upper", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.write(dir, "postmortems/.gitattributes", "2026-11-20*.md filter=upper\n")
		s.git(dir, "add", "postmortems/.gitattributes")
		s.git(dir, "commit", "--quiet", "-m", "attributes")
		s.git(dir, "config", "filter.upper.clean", "tr a-z A-Z")
		s.git(dir, "config", "filter.upper.smudge", "cat")
		return dir
	}, content: "some text\n", stored: "SOME TEXT\n"},
	{name: "split index", route: "split", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.git(dir, "update-index", "--split-index")
		return dir
	}},
	{name: "untracked cache", route: `extension "UNTR"`, make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.git(dir, "update-index", "--force-untracked-cache")
		s.git(dir, "status")
		return dir
	}},
	{name: "worktreeConfig", route: "extensions.worktreeconfig", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.git(dir, "config", "extensions.worktreeConfig", "true")
		s.git(dir, "config", "--worktree", "user.name", "Kim of the Worktree")
		return dir
	}, check: func(t *testing.T, s *sandbox, dir string) {
		want(t, s.git(dir, "log", "-1", "--format=%an"), "Kim of the Worktree\n")
	}},
	{name: "sparse checkout", route: "extensions.worktreeconfig", calm: true, make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.git(dir, "sparse-checkout", "set", "--cone", "z")
		s.write(dir, "z/staged.txt", "staged\n")
		s.git(dir, "add", "z/staged.txt")
		return dir
	}},
	{name: "sparse index", route: "extensions.worktreeconfig", calm: true, make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.git(dir, "sparse-checkout", "set", "--cone", "--sparse-index", "z")
		return dir
	}},
	{name: "sparse checkout of old", route: "core.sparsecheckout", calm: true, make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.git(dir, "config", "core.sparseCheckout", "true")
		s.write(dir, ".git/info/sparse-checkout", "/z/\n")
		s.git(dir, "read-tree", "-mu", "HEAD")
		return dir
	}},
	{name: "SHA-256", route: "extensions.objectformat", make: func(t *testing.T, s *sandbox) string {
		return s.base("r", "--object-format=sha256")
	}},
	{name: "reftable", route: "extensions.refstorage", make: func(t *testing.T, s *sandbox) string {
		if _, err := s.tryGit(s.home, "init", "--quiet", "--ref-format=reftable", "probe"); err != nil {
			t.Skip("this git has no reftable")
		}
		return s.base("r", "--ref-format=reftable")
	}},
	{name: "partial clone", make: func(t *testing.T, s *sandbox) string {
		origin := s.base("origin")
		s.git(origin, "config", "uploadpack.allowFilter", "true")
		s.git(s.home, "clone", "--quiet", "--filter=blob:none", "file://"+filepath.ToSlash(origin), "r")
		return filepath.Join(s.home, "r")
	}},
	{name: "alternates", route: "alternates", make: func(t *testing.T, s *sandbox) string {
		s.git(s.home, "clone", "--quiet", "--shared", s.base("origin"), "r")
		return filepath.Join(s.home, "r")
	}},
	{name: "replaced objects", route: "git replace", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.git(dir, "commit", "--quiet", "--allow-empty", "-m", "second")
		s.git(dir, "replace", "--graft", "HEAD")
		return dir
	}},
	{name: "shared repository", route: "core.sharedRepository", make: func(t *testing.T, s *sandbox) string {
		return s.base("r", "--shared=group")
	}},
	{name: "commit encoding", route: "i18n.commitEncoding", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.git(dir, "config", "i18n.commitEncoding", "ISO-8859-1")
		return dir
	}},
	{name: "branch.autoSetupMerge", route: "branch.autoSetupMerge", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.git(dir, "config", "branch.autoSetupMerge", "always")
		return dir
	}, check: func(t *testing.T, s *sandbox, dir string) {
		s.git(dir, "config", "branch."+branch+".merge")
	}},
	{name: "a branch that stands for another", once: true, route: "stands for another", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.git(dir, "symbolic-ref", "refs/heads/trunk", "refs/heads/main")
		s.git(dir, "symbolic-ref", "HEAD", "refs/heads/trunk")
		return dir
	}},
	{name: "a date only git reads", route: "date", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		s.env["GIT_COMMITTER_DATE"] = "Fri Nov 20 12:00:00 2026 +0100"
		return dir
	}},
	{name: "GIT_DIR", route: "GIT_DIR", make: func(t *testing.T, s *sandbox) string {
		dir := s.base("r")
		if err := os.Rename(filepath.Join(dir, ".git"), filepath.Join(s.home, "elsewhere")); err != nil {
			t.Fatal(err)
		}
		s.env["GIT_DIR"], s.env["GIT_WORK_TREE"] = filepath.Join(s.home, "elsewhere"), dir
		return dir
	}},
}

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
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			s := newSandbox(t)
			dir := k.make(t, s)
			s.t = t
			if !k.calm {
				s.disturb(dir)
			}
			first, stored := k.content, k.stored
			if first == "" {
				first = content
			}
			if stored == "" {
				stored = first
			}
			s.run(t, dir, k, repo.Change{Path: document, Message: message, Branch: branch}, first, stored)
			second := k
			second.check = nil
			s.run(t, dir, second, repo.Change{Path: "postmortems/2026-11-21 [b].md", Message: "Second"}, content, "")
			s.run(t, dir, second, repo.Change{Path: document, Message: "Third", Branch: branch}, first+first, stored+stored)
		})
	}
}

// run makes one commit and holds everything against what was before.
func (s *sandbox) run(t *testing.T, dir string, k kind, c repo.Change, text, stored string) {
	t.Helper()
	if stored == "" {
		stored = text
	}
	s.write(dir, c.Path, text)
	parent, _ := s.tryGit(dir, "rev-parse", "--verify", "--quiet", "HEAD")
	from, _ := s.tryGit(dir, "symbolic-ref", "--quiet", "HEAD")
	before := s.state(dir, c.Path)
	*s.log = nil

	r, err := repo.Open(filepath.Join(dir, filepath.FromSlash(k.open)), s.options())
	if err != nil {
		t.Fatal(err)
	}
	want(t, r.Root(), dir)
	made, err := r.Commit(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}

	log := strings.Join(*s.log, "\n")
	anyRoute := k.once && c.Message != message
	if anyRoute {
		log = k.route
	}
	if (k.route == "") != (log == "") || !strings.Contains(strings.ToLower(log), strings.ToLower(k.route)) {
		t.Errorf("log %q, want one about %q", log, k.route)
	}
	before.compare(t, s.state(dir, c.Path), false)
	if out := s.git(dir, "status", "--porcelain", "--", ":(literal)"+c.Path); out != "" {
		t.Errorf("git status still has the file: %s", out)
	}
	want(t, made.Branch, branch)
	want(t, s.git(dir, "symbolic-ref", "HEAD"), "refs/heads/"+branch+"\n")
	want(t, s.git(dir, "rev-parse", "HEAD"), made.Hash+"\n")
	_, headCommit, err := r.Head()
	if err != nil {
		t.Fatal(err)
	}
	want(t, headCommit, made.Hash)
	args := []string{"diff-tree", "--root", "-r", "--no-renames", "--name-only", "--no-commit-id", "-z", "HEAD"}
	if parent != "" {
		want(t, s.git(dir, "rev-parse", "HEAD^"), parent)
		args = []string{"diff-tree", "-r", "--no-renames", "--name-only", "-z", "HEAD^", "HEAD"}
	}
	want(t, s.git(dir, args...), c.Path+"\x00")
	want(t, s.git(dir, "cat-file", "blob", "HEAD:"+c.Path), stored)
	want(t, s.git(dir, "log", "-1", "--format=%s"), c.Message+"\n")
	if out := s.git(dir, "fsck", "--strict"); strings.Contains(out, "error") || strings.Contains(out, "missing") {
		t.Errorf("git fsck: %s", out)
	}
	s.noLeftovers(t, dir)
	if k.name != "no reflogs" {
		s.checkReflog(t, dir, c, strings.TrimSpace(parent), strings.TrimSpace(from))
	}
	if k.check != nil {
		k.check(t, s, dir)
	}
}

// checkReflog holds the logs against those that git switch -c and git commit
// write.
func (s *sandbox) checkReflog(t *testing.T, dir string, c repo.Change, parent, from string) {
	t.Helper()
	log := strings.Split(s.git(dir, "log", "-g", "--format=%gs", "HEAD"), "\n")
	ofBranch := strings.Split(s.git(dir, "log", "-g", "--format=%gs", branch), "\n")
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
