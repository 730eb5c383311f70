package repo_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/repo"
)

func TestChanges(t *testing.T) {
	s := newSandbox(t)
	dir := filepath.Join(s.Home, "work")
	s.Git(s.Home, "init", "--quiet", dir)
	r := s.open(t, dir)
	keep := func(line string) bool { return strings.HasPrefix(line, "status:") }
	changes := func(r *repo.Repository, folder string) map[string][]repo.FileChange {
		t.Helper()
		got, err := r.Changes(t.Context(), folder, time.Time{}, keep)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	commit := func(at string) {
		t.Helper()
		s.Env["GIT_AUTHOR_DATE"], s.Env["GIT_COMMITTER_DATE"] = at, at
		s.Git(dir, "add", "--all")
		s.Git(dir, "commit", "--quiet", "--message=status: no\n\ndiff --git a/x b/x")
	}
	folder := filepath.Join(dir, "post mortems")
	s.Write(folder, "a.md", "status: draft\r\n+status: none\n"+strings.Repeat("text\n", 20))
	if got := changes(r, folder); len(got) > 0 {
		t.Errorf("before the first commit: %v", got)
	}
	s.Write(folder, "障害 \"1\".md", "x\n")
	s.Write(dir, "other.md", "status: draft\n")
	commit("2026-11-20T10:00:00Z")
	s.Write(folder, "a.md", "status: in-review\n"+strings.Repeat("text\n", 20))
	commit("2026-11-21T10:00:00+01:00")
	s.Git(dir, "mv", "post mortems/a.md", "post mortems/b.md")
	commit("2026-11-22T10:00:00Z")
	s.Write(folder, "b.md", "status: final\n"+strings.Repeat("text\n", 20)+strings.Repeat("y", 9000)+"\n")
	commit("2026-11-23T10:00:00Z")

	at := func(day, hour int) time.Time { return time.Date(2026, 11, day, hour, 0, 0, 0, time.UTC) }
	want := map[string][]repo.FileChange{
		"post mortems/b.md": {
			{At: at(23, 10), Lines: []string{"status: final"}}, {At: at(22, 10), From: "post mortems/a.md"}, {At: at(21, 9), Lines: []string{"status: in-review"}}, {At: at(20, 10), New: true, Lines: []string{"status: draft"}},
		},
		"post mortems/障害 \"1\".md": {{At: at(20, 10), New: true}},
	}
	if diff := cmp.Diff(want, changes(r, folder)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}

	got, err := r.Changes(t.Context(), folder, at(22, 0), keep)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string][]repo.FileChange{"post mortems/b.md": want["post mortems/b.md"][:2]}, got); diff != "" {
		t.Errorf("since a day: -want +got\n%s", diff)
	}
	base, err := r.Before(t.Context(), at(21, 0))
	if err != nil {
		t.Fatal(err)
	}
	if content, ok, err := base.Content(t.Context(), filepath.Join(dir, "other.md")); string(content) != "status: draft\n" || !ok || err != nil {
		t.Errorf("content before: %q %v %v", content, ok, err)
	}
	if _, ok, err := base.Content(t.Context(), filepath.Join(folder, "b.md")); ok || err != nil {
		t.Errorf("content of what was not there: %v %v", ok, err)
	}
	if base, err := r.Before(t.Context(), at(1, 0)); base != nil || err != nil {
		t.Errorf("before the first commit: %v %v", base, err)
	}

	s.Git(s.Home, "clone", "--quiet", "--depth=1", "file://"+dir, "shallow")
	shallow := s.open(t, filepath.Join(s.Home, "shallow"))
	if _, err := shallow.Changes(t.Context(), filepath.Join(s.Home, "shallow", "post mortems"), time.Time{}, keep); !errors.Is(err, repo.ErrShallow) {
		t.Errorf("in a shallow clone: %v", err)
	}
}
