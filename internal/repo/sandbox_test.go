package repo_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/repo"
	"github.com/blameless-postmortem/postmortem/internal/repo/repotest"
)

// sandbox is where a test's repositories are, and what the package logs about them.
type sandbox struct {
	*repotest.Sandbox
	log *[]string
}

func newSandbox(t testing.TB) *sandbox {
	t.Helper()
	return &sandbox{repotest.New(t), new([]string)}
}

func (s *sandbox) options() repo.Options {
	return repo.Options{
		Getenv: s.Getenv,
		Now:    func() time.Time { return time.Date(2026, 11, 20, 12, 0, 0, 0, time.FixedZone("", 3600)) },
		Log:    func(format string, args ...any) { *s.log = append(*s.log, fmt.Sprintf(format, args...)) },
	}
}

const (
	document = repotest.Document
	message  = repotest.Message
	branch   = repotest.Branch
	content  = "# Checkout unavailable\n\nEarly \u00fc text.\n"
)

// open opens the working copy that holds dir.
func (s *sandbox) open(t testing.TB, dir string) *repo.Repository {
	t.Helper()
	r, err := repo.Open(dir, s.options())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// commit opens the working copy that holds dir and commits a file of it.
func (s *sandbox) commit(dir string, c repo.Change) (repo.Commit, error) {
	r, err := repo.Open(dir, s.options())
	if err != nil {
		return repo.Commit{}, err
	}
	return r.Commit(context.Background(), c)
}
