package repo_test

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/repo"
)

// big is a repository of so many files that none of them must be looked at.
func big(b *testing.B, files int) (*sandbox, string) {
	b.Helper()
	s := newSandbox(b)
	dir := filepath.Join(s.Home, "big")
	s.Git(s.Home, "init", "--quiet", dir)
	var stream strings.Builder
	stream.WriteString("blob\nmark :1\ndata 6\nhello\n\ncommit refs/heads/main\ncommitter K <k@example.org> 1700000000 +0000\ndata 5\nfirst\n")
	for i := range files {
		fmt.Fprintf(&stream, "M 100644 :1 d%d/e%d/file%d.txt\n", i%200, i%7, i)
	}
	cmd := exec.Command("git", "fast-import", "--quiet")
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(stream.String())
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	s.Git(dir, "reset", "--quiet", "--hard")
	return s, dir
}

// BenchmarkCommit compares a commit of one file on a new branch with what the
// git program needs for the same; and the same where a hook has git make it.
func BenchmarkCommit(b *testing.B) {
	for _, files := range []int{10, 50_000} {
		s, dir := big(b, files)
		n := 0
		next := func() (path, branch string) {
			n++
			path = fmt.Sprintf("postmortems/%d-%d.md", files, n)
			s.Write(dir, path, fmt.Sprintf("# Postmortem %d\n", n))
			return path, fmt.Sprintf("postmortem/%d", n)
		}
		for _, way := range []string{"", "-hook"} {
			if way != "" {
				s.Script(dir, ".git/hooks/pre-commit", "exit 0")
			}
			b.Run(fmt.Sprintf("files=%d/postmortem%s", files, way), func(b *testing.B) {
				for b.Loop() {
					path, branch := next()
					if _, err := s.commit(dir, repo.Change{Path: path, Message: "Add", Branch: branch}); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run(fmt.Sprintf("files=%d/git%s", files, way), func(b *testing.B) {
				for b.Loop() {
					path, branch := next()
					s.Git(dir, "switch", "--quiet", "-c", branch)
					s.Git(dir, "add", "--", path)
					s.Git(dir, "commit", "--quiet", "-m", "Add")
				}
			})
		}
	}
}
