package repotest

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// The document that tests commit, in a first commit on a new branch.
const (
	Document = "postmortems/2026-11-20-checkout-unavailable.md"
	Branch   = "postmortem/checkout-unavailable"
	Message  = "Add postmortem: Checkout unavailable"
)

// Kind is a kind of repository in which a commit must work.
type Kind struct {
	Name string
	Make func(t *testing.T, s *Sandbox) (dir string) // builds it, with git, and gives the working copy's root
	// Route is a part of the reason for which git itself makes the commit; "" where the package does.
	Route string

	Once    bool                                       // the reason for git holds for the first commit only
	Calm    bool                                       // the kind can't be disturbed with staged files and such
	Content string                                     // of the document; "" for any
	Stored  string                                     // what git must store of it; "" for the content
	Check   func(t *testing.T, s *Sandbox, dir string) // more that must hold after the first commit
	Open    string                                     // where the repository is opened from, below its root
}

// Kinds are all of them.
func Kinds() []Kind {
	return []Kind{
		{Name: "plain", Make: func(t *testing.T, s *Sandbox) string { return s.Base("r") }},
		{Name: "unborn branch, with staged files", Calm: true, Make: func(t *testing.T, s *Sandbox) string {
			dir := filepath.Join(s.Home, "r")
			s.Git(s.Home, "init", "--quiet", dir)
			s.Write(dir, "staged.txt", "staged before the first commit\n")
			s.Git(dir, "add", "staged.txt")
			s.Write(dir, "untracked.txt", "untracked\n")
			return dir
		}},
		{Name: "unborn branch", Calm: true, Make: func(t *testing.T, s *Sandbox) string {
			dir := filepath.Join(s.Home, "r")
			s.Git(s.Home, "init", "--quiet", dir)
			return dir
		}},
		{Name: "unborn branch, with a hook", Calm: true, Route: "pre-commit", Make: func(t *testing.T, s *Sandbox) string {
			dir := filepath.Join(s.Home, "r")
			s.Git(s.Home, "init", "--quiet", dir)
			s.Write(dir, "staged.txt", "staged before the first commit\n")
			s.Git(dir, "add", "staged.txt")
			s.Script(dir, ".git/hooks/pre-commit", "exit 0")
			return dir
		}},
		{Name: "subfolder", Open: "z/deep", Make: func(t *testing.T, s *Sandbox) string { return s.Base("r") }},
		{Name: "linked worktree", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			linked := filepath.Join(s.Home, "linked")
			s.Git(dir, "worktree", "add", "--quiet", "-b", "side", linked)
			return linked
		}},
		{Name: "linked worktree of a bare repository", Make: func(t *testing.T, s *Sandbox) string {
			s.Git(s.Home, "clone", "--quiet", "--bare", s.Base("origin"), "bare.git")
			linked := filepath.Join(s.Home, "linked")
			s.Git(filepath.Join(s.Home, "bare.git"), "worktree", "add", "--quiet", "-b", "side", linked)
			return linked
		}},
		{Name: "submodule", Make: func(t *testing.T, s *Sandbox) string {
			inner, outer := s.Base("inner"), s.Base("outer")
			s.Git(outer, "submodule", "--quiet", "add", inner, "vendored")
			return filepath.Join(outer, "vendored")
		}},
		{Name: "repository with a submodule", Make: func(t *testing.T, s *Sandbox) string {
			inner, outer := s.Base("inner"), s.Base("outer")
			s.Git(outer, "submodule", "--quiet", "add", inner, "postmortems-vendored")
			return outer
		}},
		{Name: "detached `HEAD`", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Git(dir, "checkout", "--quiet", "--detach")
			return dir
		}},
		{Name: "detached `HEAD`, with a hook", Route: "post-commit", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Git(dir, "checkout", "--quiet", "--detach")
			s.Script(dir, ".git/hooks/post-commit", "exit 0")
			return dir
		}},
		{Name: "packed objects and references", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Git(dir, "branch", "postmortem-other")
			s.Git(dir, "gc", "--quiet")
			return dir
		}},
		{Name: "empty folders of deleted branches", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			// Empty directories where the new branch and its log belong.
			for _, sub := range []string{"refs/heads", "logs/refs/heads"} {
				if err := os.MkdirAll(filepath.Join(dir, ".git", sub, Branch, "gone"), 0o777); err != nil {
					t.Fatal(err)
				}
			}
			return dir
		}},
		{Name: "index version 4", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Git(dir, "update-index", "--index-version", "4")
			return dir
		}},
		{Name: "executable file and symbolic link", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Write(dir, "run.sh", "#!/bin/sh\n")
			s.Git(dir, "add", "run.sh")
			s.Git(dir, "update-index", "--chmod=+x", "run.sh")
			if runtime.GOOS != "windows" {
				if err := os.Symlink("README.md", filepath.Join(dir, "link")); err != nil {
					t.Fatal(err)
				}
				s.Git(dir, "add", "link")
			}
			s.Git(dir, "commit", "--quiet", "-m", "modes")
			return dir
		}, Calm: true},
		{Name: "shallow clone", Make: func(t *testing.T, s *Sandbox) string {
			origin := s.Base("origin")
			s.Git(origin, "commit", "--quiet", "--allow-empty", "-m", "second")
			s.Git(s.Home, "clone", "--quiet", "--depth=1", "file://"+filepath.ToSlash(origin), "r")
			return filepath.Join(s.Home, "r")
		}},
		{Name: "`.gitattributes`: `text=auto`", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Write(dir, ".gitattributes", "* text=auto\n*.png binary\n")
			s.Git(dir, "add", ".gitattributes")
			s.Git(dir, "commit", "--quiet", "-m", "attributes")
			return dir
		}},
		{Name: "`includeIf`", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Write(s.Home, "gitconfig", "[init]\ndefaultBranch = main\n[includeIf \"gitdir:"+filepath.ToSlash(dir)+"/\"]\npath = work\n")
			s.Write(s.Home, "work", "[user]\nname = Kim at Work\nemail = work@example.org\n")
			return dir
		}, Check: func(t *testing.T, s *Sandbox, dir string) {
			want(t, s.Git(dir, "log", "-1", "--format=%an <%ae> %cn"), "Kim at Work <work@example.org> Kim at Work\n")
		}},
		{Name: "identity in the environment", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Write(s.Home, "gitconfig", "[init]\ndefaultBranch = main\n")
			s.Env["GIT_AUTHOR_NAME"], s.Env["GIT_COMMITTER_NAME"] = "A <B>,", "C, Jr."
			s.Env["EMAIL"] = "someone@example.org"
			s.Env["GIT_AUTHOR_DATE"] = "1700000000 -0230"
			return dir
		}, Check: func(t *testing.T, s *Sandbox, dir string) {
			want(t, s.Git(dir, "log", "-1", "--date=raw", "--format=%an|%ae|%ad|%cn|%ce"),
				"A B|someone@example.org|1700000000 -0230|C, Jr.|someone@example.org\n")
		}},
		{Name: "no reflogs", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Git(dir, "config", "core.logAllRefUpdates", "false")
			if err := os.RemoveAll(filepath.Join(dir, ".git", "logs")); err != nil {
				t.Fatal(err)
			}
			return dir
		}, Check: func(t *testing.T, s *Sandbox, dir string) {
			if _, err := os.Stat(filepath.Join(dir, ".git", "logs", "HEAD")); err == nil {
				t.Error("a reflog was written")
			}
		}},

		{Name: "hooks that accept, or change the message", Route: "pre-commit", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Script(dir, ".git/hooks/pre-commit", "git diff --cached --name-only > .git/seen", "git symbolic-ref HEAD >> .git/seen")
			s.Script(dir, ".git/hooks/commit-msg", `printf '\nSigned-off-by: A Hook\n' >> "$1"`)
			s.Script(dir, ".git/hooks/post-checkout", "exit 1")
			return dir
		}, Check: func(t *testing.T, s *Sandbox, dir string) {
			want(t, s.Git(dir, "log", "-1", "--format=%B"), Message+"\n\nSigned-off-by: A Hook\n\n")
			seen, err := os.ReadFile(filepath.Join(dir, ".git", "seen"))
			if err != nil {
				t.Fatal(err)
			}
			want(t, strings.SplitN(string(seen), "\n", 2)[0], Document)
		}},
		{Name: "`core.hooksPath`", Route: "commit-msg", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Script(dir, ".githooks/commit-msg", "exit 0")
			s.Git(dir, "config", "core.hooksPath", ".githooks")
			return dir
		}},
		{Name: "signed by a program of your own (`gpg.program`)", Route: "commit.gpgsign", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			signer := s.Script(s.Home, "signer", "cat > /dev/null", `echo "[GNUPG:] SIG_CREATED " >&2`,
				"echo '-----BEGIN PGP SIGNATURE-----'", "echo", "echo fake", "echo '-----END PGP SIGNATURE-----'")
			s.Git(dir, "config", "gpg.program", signer)
			s.Git(dir, "config", "commit.gpgsign", "true")
			return dir
		}, Check: func(t *testing.T, s *Sandbox, dir string) {
			if !strings.Contains(s.Git(dir, "cat-file", "commit", "HEAD"), "gpgsig ") {
				t.Error("the commit isn't signed")
			}
		}},
		{Name: "`core.autocrlf=input`", Once: true, Route: "core.autocrlf", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Git(dir, "config", "core.autocrlf", "input")
			s.Git(dir, "config", "core.safecrlf", "false")
			return dir
		}, Content: "one\r\ntwo\r\n", Stored: "one\ntwo\n"},
		{Name: "`.gitattributes`: `eol=crlf`", Once: true, Route: "eol=crlf", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Write(dir, ".gitattributes", "*.md text eol=crlf\n")
			s.Git(dir, "add", ".")
			s.Git(dir, "commit", "--quiet", "-m", "attributes")
			return dir
		}, Content: "one\r\ntwo\r\n", Stored: "one\ntwo\n", Calm: true},
		{Name: "`.gitattributes`: a filter", Once: true, Route: "filter=upper", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Write(dir, "postmortems/.gitattributes", "2026-11-20*.md filter=upper\n")
			s.Git(dir, "add", "postmortems/.gitattributes")
			s.Git(dir, "commit", "--quiet", "-m", "attributes")
			s.Git(dir, "config", "filter.upper.clean", "tr a-z A-Z")
			s.Git(dir, "config", "filter.upper.smudge", "cat")
			return dir
		}, Content: "some text\n", Stored: "SOME TEXT\n"},
		{Name: "split index", Route: "split", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Git(dir, "update-index", "--split-index")
			return dir
		}},
		{Name: "untracked cache", Route: `extension "UNTR"`, Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Git(dir, "update-index", "--force-untracked-cache")
			s.Git(dir, "status")
			return dir
		}},
		{Name: "`extensions.worktreeConfig`", Route: "extensions.worktreeconfig", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Git(dir, "config", "extensions.worktreeConfig", "true")
			s.Git(dir, "config", "--worktree", "user.name", "Kim of the Worktree")
			return dir
		}, Check: func(t *testing.T, s *Sandbox, dir string) {
			want(t, s.Git(dir, "log", "-1", "--format=%an"), "Kim of the Worktree\n")
		}},
		{Name: "sparse checkout, cones", Route: "extensions.worktreeconfig", Calm: true, Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Git(dir, "sparse-checkout", "set", "--cone", "z")
			s.Write(dir, "z/staged.txt", "staged\n")
			s.Git(dir, "add", "z/staged.txt")
			return dir
		}},
		{Name: "sparse checkout, sparse index", Route: "extensions.worktreeconfig", Calm: true, Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Git(dir, "sparse-checkout", "set", "--cone", "--sparse-index", "z")
			return dir
		}},
		{Name: "sparse checkout, made by hand", Route: "core.sparsecheckout", Calm: true, Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Git(dir, "config", "core.sparseCheckout", "true")
			s.Write(dir, ".git/info/sparse-checkout", "/z/\n")
			s.Git(dir, "read-tree", "-mu", "HEAD")
			return dir
		}},
		{Name: "SHA-256", Route: "extensions.objectformat", Make: func(t *testing.T, s *Sandbox) string {
			return s.Base("r", "--object-format=sha256")
		}},
		{Name: "reftable", Route: "extensions.refstorage", Make: func(t *testing.T, s *Sandbox) string {
			if _, err := s.TryGit(s.Home, "init", "--quiet", "--ref-format=reftable", "probe"); err != nil {
				t.Skip("this git has no reftable")
			}
			return s.Base("r", "--ref-format=reftable")
		}},
		{Name: "partial clone (`--filter=blob:none`)", Make: func(t *testing.T, s *Sandbox) string {
			origin := s.Base("origin")
			s.Git(origin, "config", "uploadpack.allowFilter", "true")
			s.Git(s.Home, "clone", "--quiet", "--filter=blob:none", "file://"+filepath.ToSlash(origin), "r")
			return filepath.Join(s.Home, "r")
		}},
		{Name: "objects borrowed from another repository (alternates)", Route: "alternates", Make: func(t *testing.T, s *Sandbox) string {
			s.Git(s.Home, "clone", "--quiet", "--shared", s.Base("origin"), "r")
			return filepath.Join(s.Home, "r")
		}},
		{Name: "replaced objects (`git replace`)", Route: "git replace", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Git(dir, "commit", "--quiet", "--allow-empty", "-m", "second")
			s.Git(dir, "replace", "--graft", "HEAD")
			return dir
		}},
		{Name: "`core.sharedRepository`", Route: "core.sharedRepository", Make: func(t *testing.T, s *Sandbox) string {
			return s.Base("r", "--shared=group")
		}},
		{Name: "`i18n.commitEncoding`", Route: "i18n.commitEncoding", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Git(dir, "config", "i18n.commitEncoding", "ISO-8859-1")
			return dir
		}},
		{Name: "`branch.autoSetupMerge`", Route: "branch.autoSetupMerge", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Git(dir, "config", "branch.autoSetupMerge", "always")
			return dir
		}, Check: func(t *testing.T, s *Sandbox, dir string) {
			s.Git(dir, "config", "branch."+Branch+".merge")
		}},
		{Name: "a branch that stands for another", Once: true, Route: "stands for another", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Git(dir, "symbolic-ref", "refs/heads/trunk", "refs/heads/main")
			s.Git(dir, "symbolic-ref", "HEAD", "refs/heads/trunk")
			return dir
		}},
		{Name: "`GIT_COMMITTER_DATE` in words", Route: "date", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Env["GIT_COMMITTER_DATE"] = "Fri Nov 20 12:00:00 2026 +0100"
			return dir
		}},
		{Name: "`core.autocrlf=true`", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Git(dir, "config", "core.autocrlf", "true")
			return dir
		}},
		{Name: "Git LFS", Once: true, Route: "filter=lfs", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			// As git lfs does: what is stored points to the content, which goes elsewhere.
			store := filepath.Join(s.Home, "lfs")
			s.Write(dir, ".gitattributes", "postmortems/2026-11-20*.md filter=lfs diff=lfs merge=lfs -text\n")
			s.Git(dir, "add", ".gitattributes")
			s.Git(dir, "commit", "--quiet", "-m", "attributes")
			s.Git(dir, "config", "filter.lfs.clean", "tee '"+store+"' | sed 's/.*/pointer/'")
			s.Git(dir, "config", "filter.lfs.smudge", "cat '"+store+"'")
			s.Git(dir, "config", "filter.lfs.required", "true")
			return dir
		}, Content: "a\n", Stored: "pointer\n"},
		{Name: "signed with an SSH key", Route: "commit.gpgsign", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			key := filepath.Join(s.Home, "id_ed25519")
			s.need("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key)
			s.Git(dir, "config", "gpg.format", "ssh")
			s.Git(dir, "config", "user.signingKey", key)
			s.Git(dir, "config", "commit.gpgsign", "true")
			return dir
		}, Check: func(t *testing.T, s *Sandbox, dir string) {
			if !strings.Contains(s.Git(dir, "cat-file", "commit", "HEAD"), "-----BEGIN SSH SIGNATURE-----") {
				t.Error("the commit isn't signed")
			}
		}},
		{Name: "signed with OpenPGP", Route: "commit.gpgsign", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			keys := filepath.Join(s.Home, "gnupg")
			if err := os.Mkdir(keys, 0o700); err != nil {
				t.Fatal(err)
			}
			if len(filepath.Join(keys, "S.gpg-agent.browser")) > 103 {
				t.Skip("the path of this folder is too long for the sockets of gpg-agent")
			}
			s.need("gpg", "--homedir", keys, "--batch", "--quiet", "--passphrase", "", "--quick-generate-key", "Kim Mori <kim@example.org>", "ed25519", "sign", "never")
			t.Cleanup(func() { s.need("gpgconf", "--homedir", keys, "--kill", "all") })
			s.Git(dir, "config", "gpg.program", s.Script(s.Home, "gpg", `exec gpg --homedir '`+keys+`' "$@"`))
			s.Git(dir, "config", "commit.gpgsign", "true")
			return dir
		}, Check: func(t *testing.T, s *Sandbox, dir string) { s.Git(dir, "verify-commit", "HEAD") }},
		{Name: "`commit.template`", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Write(s.Home, "commit-template", "Ticket: none\n")
			s.Git(dir, "config", "commit.template", "~/commit-template")
			return dir
		}},
		{Name: "`pre-commit` that formats and adds the file", Route: "pre-commit", Content: "a  b\n", Stored: "a b\n", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Script(dir, ".git/hooks/pre-commit", "git diff --cached --name-only --diff-filter=AM -- postmortems | while read -r f; do", "sed 's/  / /g' \"$f\" > .git/formatted && cat .git/formatted > \"$f\" && git add \"$f\"; done")
			return dir
		}, Once: true},
		{Name: "`pre-commit` where nothing else is staged", Route: "pre-commit", Calm: true, Content: "a  b\n", Stored: "a b\n", Once: true, Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Script(dir, ".git/hooks/pre-commit", "sed -i.bak 's/  / /g' postmortems/2026-11-20*.md && rm postmortems/*.bak && git add postmortems/2026-11-20*.md")
			s.Write(dir, "modified.txt", "changed\n")
			return dir
		}},
		{Name: "file system monitor", Route: `extension "FSMN"`, Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Git(dir, "config", "core.fsmonitorHookVersion", "1")
			s.Git(dir, "config", "core.fsmonitor", "'"+s.Script(s.Home, "monitor", `printf '/\0'`)+"'") // for a shell
			s.Git(dir, "update-index", "--fsmonitor")
			return dir
		}},
		{Name: "`include`", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Write(s.Home, "shared", "[user]\nname = Kim of the Include\n")
			s.Git(dir, "config", "include.path", "~/shared")
			return dir
		}, Check: func(t *testing.T, s *Sandbox, dir string) {
			want(t, s.Git(dir, "log", "-1", "--format=%an"), "Kim of the Include\n")
		}},
		{Name: "separate git directory", Make: func(t *testing.T, s *Sandbox) string {
			return s.Base("r", "--separate-git-dir="+filepath.Join(s.Home, "elsewhere"))
		}},
		{Name: "in a bisect", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			for range 4 {
				s.Git(dir, "commit", "--quiet", "--allow-empty", "-m", "more")
			}
			s.Git(dir, "bisect", "start", "HEAD", "HEAD~4")
			return dir
		}},
		{Name: "sparse checkout, patterns", Route: "extensions.worktreeconfig", Calm: true, Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			s.Git(dir, "sparse-checkout", "set", "--no-cone", "/z/", "!/postmortems/")
			return dir
		}},
		{Name: "`extensions.partialClone`", Route: "extensions.partialclone", Make: func(t *testing.T, s *Sandbox) string {
			origin := s.Base("origin")
			s.Git(origin, "config", "uploadpack.allowFilter", "true")
			s.Git(s.Home, "clone", "--quiet", "--filter=blob:none", "file://"+filepath.ToSlash(origin), "r")
			dir := filepath.Join(s.Home, "r")
			s.Git(dir, "config", "core.repositoryFormatVersion", "1")
			s.Git(dir, "config", "extensions.partialClone", "origin")
			return dir
		}},
		{Name: "`GIT_DIR` and `GIT_WORK_TREE`", Route: "GIT_DIR", Make: func(t *testing.T, s *Sandbox) string {
			dir := s.Base("r")
			if err := os.Rename(filepath.Join(dir, ".git"), filepath.Join(s.Home, "elsewhere")); err != nil {
				t.Fatal(err)
			}
			s.Env["GIT_DIR"], s.Env["GIT_WORK_TREE"] = filepath.Join(s.Home, "elsewhere"), dir
			return dir
		}},
	}
}

func want(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
