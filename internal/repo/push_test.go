package repo_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/repo"
)

func TestPushRemote(t *testing.T) {
	for _, tt := range []struct {
		name     string
		settings string // of the repository
		want     repo.Remote
		none     bool
	}{
		{name: "none", none: true},
		{name: "the only one", settings: "remote.up.url=u", want: repo.Remote{Name: "up", URL: "u"}},
		{name: "origin of several", settings: "remote.up.url=u remote.origin.url=o", want: repo.Remote{Name: "origin", URL: "o"}},
		{name: "none of several", settings: "remote.up.url=u remote.down.url=d", none: true},
		{name: "remote.pushDefault", settings: "remote.up.url=u remote.origin.url=o remote.pushDefault=up", want: repo.Remote{Name: "up", URL: "u"}},
		{name: "of the branch", settings: "remote.up.url=u remote.origin.url=o remote.pushDefault=origin branch.b/c.pushRemote=up", want: repo.Remote{Name: "up", URL: "u"}},
		{name: "tracks a local branch", settings: "remote.origin.url=o branch.b/c.remote=.", want: repo.Remote{Name: "origin", URL: "o"}},
		{name: "pushurl", settings: "remote.origin.url=o remote.origin.pushurl=p", want: repo.Remote{Name: "origin", URL: "p"}},
		{name: "insteadOf", settings: "remote.origin.url=gh:a/b url.https://github.com/.insteadOf=gh:", want: repo.Remote{Name: "origin", URL: "https://github.com/a/b"}},
		{name: "pushInsteadOf", settings: "remote.origin.url=gh:a/b url.https://github.com/.insteadOf=gh: url.git@github.com:.pushInsteadOf=gh:", want: repo.Remote{Name: "origin", URL: "git@github.com:a/b"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSandbox(t)
			dir := s.Base("r")
			for _, setting := range strings.Fields(tt.settings) {
				key, value, _ := strings.Cut(setting, "=")
				s.Git(dir, "config", key, value)
			}
			r, err := repo.Open(dir, s.options())
			if err != nil {
				t.Fatal(err)
			}
			got, ok := r.PushRemote(t.Context(), "b/c")
			if got != tt.want || ok == tt.none {
				t.Errorf("got %v, %v; want %v", got, ok, tt.want)
			}
		})
	}
}

func TestPush(t *testing.T) {
	s := newSandbox(t)
	dir, bare := s.Base("r"), filepath.Join(s.Home, "bare.git")
	s.Git(s.Home, "init", "--quiet", "--bare", bare)
	// A name that git would take for an option.
	s.Git(dir, "config", "remote.--all.url", bare)
	r, err := repo.Open(dir, s.options())
	if err != nil {
		t.Fatal(err)
	}
	s.Git(dir, "branch", "b/c")
	remote, _ := r.PushRemote(t.Context(), "b/c")
	if err := r.Push(t.Context(), remote, "b/c", false); err != nil {
		t.Fatal(err)
	}
	if got := s.Git(bare, "for-each-ref", "--format=%(refname)"); got != "refs/heads/b/c\n" {
		t.Errorf("pushed %q", got)
	}
	if got := s.Git(dir, "config", "branch.b/c.remote"); got != "--all\n" {
		t.Errorf("the upstream is on %q", got)
	}

	// What git says is told, without the password in the address.
	remote = repo.Remote{Name: "https://kim:hunter2@localhost:1/a/b"}
	err = r.Push(t.Context(), remote, "b/c", false)
	if !errors.Is(err, repo.ErrGit) || strings.Contains(err.Error(), "hunter2") || !strings.Contains(err.Error(), "localhost:1") {
		t.Errorf("%v", err)
	}
	s.Script(dir, ".git/hooks/pre-push", "echo not before the tests pass", "exit 1")
	remote = repo.Remote{Name: bare}
	if err = r.Push(t.Context(), remote, "main", false); err == nil || !strings.Contains(err.Error(), "not before the tests pass") {
		t.Errorf("%v", err)
	}
}
