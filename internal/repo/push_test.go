package repo_test

import (
	"errors"
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os"
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
			for setting := range strings.FieldsSeq(tt.settings) {
				key, value, _ := strings.Cut(setting, "=")
				s.Git(dir, "config", key, value)
			}
			r := s.open(t, dir)
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
	r := s.open(t, dir)
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
	err := r.Push(t.Context(), remote, "b/c", false)
	if !errors.Is(err, repo.ErrGit) || strings.Contains(err.Error(), "hunter2") || !strings.Contains(err.Error(), "localhost:1") {
		t.Errorf("%v", err)
	}
	s.Script(dir, ".git/hooks/pre-push", "echo not before the tests pass", "exit 1")
	remote = repo.Remote{Name: bare}
	if err = r.Push(t.Context(), remote, "main", false); err == nil || !strings.Contains(err.Error(), "not before the tests pass") {
		t.Errorf("%v", err)
	}
}

// TestPushCredentials: what git knows of the user's credentials is what counts.
func TestPushCredentials(t *testing.T) {
	s := newSandbox(t)
	dir, bare := s.Base("r"), filepath.Join(s.Home, "bare.git")
	s.Git(s.Home, "init", "--quiet", "--bare", bare)
	r := s.open(t, dir)
	t.Run("credential helper", func(t *testing.T) {
		backend := filepath.Join(strings.TrimSpace(s.Git(dir, "--exec-path")), "git-http-backend")
		if _, err := os.Stat(backend); err != nil {
			t.Skip(err)
		}
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if user, password, _ := r.BasicAuth(); user != "kim" || password != "hunter2" {
				w.Header().Set("WWW-Authenticate", `Basic realm="git"`)
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			(&cgi.Handler{Path: backend, Env: []string{"GIT_PROJECT_ROOT=" + s.Home, "GIT_HTTP_EXPORT_ALL=1", "REMOTE_USER=kim"}}).ServeHTTP(w, r)
		}))
		defer server.Close()
		s.Git(dir, "config", "remote.origin.url", server.URL+"/bare.git")
		remote, _ := r.PushRemote(t.Context(), "main")
		err := r.Push(t.Context(), remote, "main", false)
		if !errors.Is(err, repo.ErrGit) {
			t.Fatalf("without credentials: %v", err)
		}
		s.Git(dir, "config", "credential.helper", "!'"+s.Script(s.Home, "helper", "echo username=kim", "echo password=hunter2")+"'")
		if err := r.Push(t.Context(), remote, "main", false); err != nil {
			t.Fatal(err)
		}
		if got, want := s.Git(bare, "rev-parse", "main"), s.Git(dir, "rev-parse", "main"); got != want {
			t.Errorf("pushed %s, want %s", got, want)
		}
	})
	t.Run("ssh-agent", func(t *testing.T) {
		t.Setenv("SSH_AUTH_SOCK", "/the/agent")
		seen := filepath.Join(s.Home, "seen")
		// ssh [OPTION...] HOST COMMAND, where the other host is this one.
		s.Git(dir, "config", "core.sshCommand", "'"+s.Script(s.Home, "ssh", `echo "$SSH_AUTH_SOCK" > '`+seen+`'`, `for command; do :; done`, `eval "exec $command"`)+"'")
		s.Git(dir, "branch", "by-ssh")
		s.Git(dir, "config", "remote.origin.url", "git@example.org:"+bare)
		remote, _ := r.PushRemote(t.Context(), "by-ssh")
		if err := r.Push(t.Context(), remote, "by-ssh", false); err != nil {
			t.Fatal(err)
		}
		if agent, err := os.ReadFile(seen); err != nil || string(agent) != "/the/agent\n" {
			t.Errorf("ssh saw the agent %q, %v", agent, err)
		}
		s.Git(bare, "rev-parse", "--verify", "by-ssh")
	})
}
