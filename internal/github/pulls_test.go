package github_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/github"
	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
)

func TestCreatePullRequest(t *testing.T) {
	s := newServer(t)
	client := newClient(t, s.URL(), newClock())
	ctx := t.Context()
	if _, found, err := client.FindPullRequest(ctx, widgets, "postmortem/checkout"); err != nil || found {
		t.Fatalf("found %v, %v", found, err)
	}
	fresh := github.NewPullRequest{Title: "Checkout unavailable", Body: "text", Head: "postmortem/checkout", Base: "main", Draft: true}
	pull, err := client.CreatePullRequest(ctx, widgets, fresh)
	if err != nil || pull.Number != 1 || !pull.Draft || !pull.Open || pull.Fork || pull.HeadCommit == "" || pull.URL != "https://github.com/acme/widgets/pull/1" {
		t.Fatalf("got %+v, %v", pull, err)
	}
	s.AddPull("acme/widgets", githubtest.PullRequest{Title: "a fork's", Head: "postmortem/checkout", HeadOwner: "mallory", Base: "main"})
	found, ok, err := client.FindPullRequest(ctx, widgets, "postmortem/checkout")
	if err != nil || !ok || found != pull {
		t.Errorf("got %+v, %v, %v; want %+v", found, ok, err, pull)
	}
	_, err = client.CreatePullRequest(ctx, widgets, fresh)
	if f := failure(t, err); f.Kind != github.Invalid || !strings.Contains(f.Message, "already exists") || f.Ambiguous {
		t.Errorf("a second one: %+v", f)
	}
	if err := client.RequestReviewers(ctx, widgets, 1, []string{"@kmori", "acme/platform"}); err != nil {
		t.Error(err)
	}
	if f := failure(t, client.RequestReviewers(ctx, widgets, 1, []string{"nobody"})); f.Kind != github.Invalid || !strings.Contains(f.Message, "collaborator") {
		t.Errorf("a stranger: %+v", f)
	}
	if err := client.AddLabels(ctx, widgets, 1, []string{"postmortem", "sev-1"}); err != nil {
		t.Error(err)
	}
	got := s.Pull("acme/widgets", 1)
	if !slices.Equal(got.Reviewers, []string{"kmori", "team:platform"}) || !slices.Equal(got.Labels, []string{"postmortem", "sev-1"}) || got.Body != "text" {
		t.Errorf("got %+v", got)
	}
}

// A connection that is cut behind the opening leaves a pull request that FindPullRequest finds; it is not opened twice.
func TestCreatePullRequestCut(t *testing.T) {
	s := newServer(t)
	s.Fail(githubtest.Fault{Match: "POST /repos/acme/widgets/pulls", Apply: true, Drop: true})
	client := newClient(t, s.URL(), newClock())
	_, err := client.CreatePullRequest(t.Context(), widgets, github.NewPullRequest{Title: "one", Head: "topic", Base: "main"})
	if f := failure(t, err); !f.Ambiguous {
		t.Errorf("got %+v", f)
	}
	if _, ok, err := client.FindPullRequest(t.Context(), widgets, "topic"); !ok || err != nil {
		t.Errorf("got %v, %v", ok, err)
	}
	if n := s.Count("POST /repos/acme/widgets/pulls"); n != 1 {
		t.Errorf("%d requests", n)
	}
}

func TestPullRequestThatGitHubRefuses(t *testing.T) {
	s := githubtest.Start(t, githubtest.Options{Token: token, BasePath: "/api/v3"})
	s.AddRepository(githubtest.Repository{Name: "acme/widgets", Branches: []string{"main", "topic"}, NoDrafts: true})
	client := newClient(t, s.URL(), newClock())
	for name, test := range map[string]struct {
		pull github.NewPullRequest
		want string
	}{
		"no such branch": {github.NewPullRequest{Title: "x", Head: "gone", Base: "main"}, "head invalid"},
		"no such base":   {github.NewPullRequest{Title: "x", Head: "topic", Base: "trunk"}, "base invalid"},
		"nothing in it":  {github.NewPullRequest{Title: "x", Head: "main", Base: "main"}, "No commits between"},
		"draft":          {github.NewPullRequest{Title: "x", Head: "topic", Base: "main", Draft: true}, "Draft"},
	} {
		_, err := client.CreatePullRequest(t.Context(), widgets, test.pull)
		if f := failure(t, err); f.Kind != github.Invalid || !strings.Contains(f.Message, test.want) {
			t.Errorf("%s: %+v", name, f)
		}
	}
	s.Change("acme/widgets", func(r *githubtest.Repository) { r.Permission = "read" })
	_, err := client.CreatePullRequest(t.Context(), widgets, github.NewPullRequest{Title: "x", Head: "topic", Base: "main"})
	if f := failure(t, err); f.Kind != github.Credentials {
		t.Errorf("got %+v", f)
	}
}
