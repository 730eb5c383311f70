package repo_test

import (
	"os/exec"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/repo"
)

func TestAuthors(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git isn't installed")
	}
	dir := t.TempDir()
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		cmd.Env = append(cmd.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_COMMITTER_NAME=c", "GIT_COMMITTER_EMAIL=c@example.org")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git("init", "--quiet")
	r, err := repo.Open(dir, repo.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Authors(t.Context(), 10); got != nil {
		t.Errorf("before the first commit: %v", got)
	}
	for _, author := range []string{
		"Old One <old@example.org>", "Kaz <1234+kmori@users.noreply.github.com>", "Ana Diallo <ana@example.org>", "Ana Diallo <ana@example.org>",
		"bot[bot] <1+bot[bot]@users.noreply.github.com>",
	} {
		git("commit", "--quiet", "--allow-empty", "--message=x", "--author="+author)
	}
	if diff := cmp.Diff([]string{"Ana Diallo", "@kmori"}, r.Authors(t.Context(), 4)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
