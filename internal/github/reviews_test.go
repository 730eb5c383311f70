package github_test

import (
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/github"
	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
)

func TestLogin(t *testing.T) {
	for login, want := range map[string]string{"kmori": "kmori", "github-actions[bot]": ""} {
		s := githubtest.Start(t, githubtest.Options{Token: token, BasePath: "/api/v3", Login: login})
		if got, err := newClient(t, s.URL(), newClock()).Login(t.Context()); err != nil || got != want {
			t.Errorf("%s: got %q, %v", login, got, err)
		}
	}
	s := githubtest.Start(t, githubtest.Options{Token: "another", BasePath: "/api/v3"})
	_, err := newClient(t, s.URL(), newClock()).Login(t.Context())
	if f := failure(t, err); f.Kind != github.Credentials {
		t.Errorf("a wrong token: %+v", f)
	}
	// A rate limit doesn't say that the token is an app's.
	s = githubtest.Start(t, githubtest.Options{Token: token, BasePath: "/api/v3", Login: "kmori"})
	limit := githubtest.SecondaryLimit(-1)
	limit.Times = 9
	s.Fail(limit)
	_, err = newClient(t, s.URL(), newClock()).Login(t.Context())
	if f := failure(t, err); f.Kind != github.Limited {
		t.Errorf("limited: %+v", f)
	}
}
