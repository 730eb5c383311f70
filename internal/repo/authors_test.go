package repo_test

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAuthors(t *testing.T) {
	s := newSandbox(t)
	dir := filepath.Join(s.Home, "r")
	s.Git(s.Home, "init", "--quiet", dir)
	r := s.open(t, dir)
	if got := r.Authors(t.Context(), 10); got != nil {
		t.Errorf("before the first commit: %v", got)
	}
	for _, author := range []string{
		"Old One <old@example.org>", "Kaz <1234+kmori@users.noreply.github.com>", "Ana Diallo <ana@example.org>", "Ana Diallo <ana@example.org>",
		"bot[bot] <1+bot[bot]@users.noreply.github.com>",
	} {
		s.Git(dir, "commit", "--quiet", "--allow-empty", "--message=x", "--author="+author)
	}
	if diff := cmp.Diff([]string{"Ana Diallo", "@kmori"}, r.Authors(t.Context(), 4)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
