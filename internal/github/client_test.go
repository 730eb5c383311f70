package github_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/github"
	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
)

const token = "ghp_verysecret123"

var widgets = github.Repository{Host: "github.com", Owner: "acme", Name: "widgets"}

// clock is a time that only sleeping moves.
type clock struct {
	now    time.Time
	slept  []time.Duration
	notice []string
}

func newClock() *clock { return &clock{now: time.Now()} }

func (c *clock) sleep(ctx context.Context, d time.Duration) error {
	c.slept = append(c.slept, d)
	c.now = c.now.Add(d)
	return ctx.Err()
}

func newClient(t testing.TB, url string, c *clock, change ...func(*github.Options)) *github.Client {
	t.Helper()
	options := github.Options{
		BaseURL: url, Token: token, TokenSource: "GITHUB_TOKEN", Now: func() time.Time { return c.now }, Sleep: c.sleep,
		Progress: func(s string) { c.notice = append(c.notice, s) },
	}
	for _, f := range change {
		f(&options)
	}
	client, err := github.New(options)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func newServer(t testing.TB) *githubtest.Server {
	s := githubtest.Start(t, githubtest.Options{Token: token, BasePath: "/api/v3"})
	s.AddRepository(githubtest.Repository{Name: "acme/widgets", Assignees: []string{"kmori"}})
	return s
}

func failure(t testing.TB, err error) *github.Error {
	t.Helper()
	var f *github.Error
	if !errors.As(err, &f) {
		t.Fatalf("got %v, want an *github.Error", err)
	}
	if all := f.Error() + f.Hint(); strings.Contains(all, "verysecret") || strings.ContainsAny(all, "\x1b\n\r\x00") {
		t.Errorf("the error is not fit to be shown: %q", all)
	}
	return f
}

func TestNew(t *testing.T) {
	for address, want := range map[string]string{
		"https://api.github.com":                "",
		"https://api.github.com/":               "",
		"https://ghe.example.com/api/v3":        "",
		"http://127.0.0.1:8080":                 "",
		"http://127.9.9.9/api":                  "",
		"http://[::1]:8080/":                    "",
		"http://localhost:1":                    "",
		"http://ghe.example.com/api/v3":         "plain http",
		"http://127.0.0.1.example.com":          "plain http",
		"http://localhost.example.com":          "plain http",
		"ftp://ghe.example.com":                 "neither",
		"ghe.example.com/api/v3":                "not a URL",
		"":                                      "not a URL",
		"https://me:verysecret@ghe.example.com": "user info",
		"https://ghe.example.com/api?x=1":       "query",
	} {
		_, err := github.New(github.Options{BaseURL: address, Token: token})
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: got %v, want %q", address, err, want)
		}
		if err != nil {
			failure(t, err)
		}
	}
}

func TestBaseURLWithSlash(t *testing.T) {
	s := newServer(t)
	for _, end := range []string{"", "/", "//"} {
		if _, err := newClient(t, s.URL()+end, newClock()).Check(t.Context(), widgets); err != nil {
			t.Errorf("%q: %v", end, err)
		}
	}
}

func TestIssuesPagesAndPullRequests(t *testing.T) {
	s := githubtest.Start(t, githubtest.Options{Token: token, BasePath: "/api/v3", PageSize: 3})
	s.AddRepository(githubtest.Repository{Name: "acme/widgets"})
	for i := range 11 {
		s.AddIssue("acme/widgets", githubtest.Issue{
			Title: fmt.Sprint("issue ", i+1), Labels: []string{"postmortem"}, PullRequest: i%4 == 1, State: map[bool]string{true: "closed", false: "open"}[i%3 == 0],
		})
	}
	s.AddIssue("acme/widgets", githubtest.Issue{Title: "without the label"})
	issues, err := newClient(t, s.URL(), newClock()).Issues(t.Context(), widgets, github.Filter{Label: "postmortem"})
	if err != nil {
		t.Fatal(err)
	}
	var got []int
	for _, i := range issues {
		got = append(got, i.Number)
	}
	if want := []int{1, 3, 4, 5, 7, 8, 9, 11}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if issues[0].Open || !issues[1].Open || issues[0].URL != "https://github.com/acme/widgets/issues/1" || issues[0].Created.IsZero() {
		t.Errorf("got %+v", issues[0])
	}
	if n := s.Count("GET "); n != 4 {
		t.Errorf("%d requests for 11 entries in pages of 3, want 4", n)
	}
}

func TestIssueLife(t *testing.T) {
	s := newServer(t)
	c := newClient(t, s.URL(), newClock())
	made, err := c.CreateIssue(t.Context(), widgets, github.NewIssue{Title: "Alert <b>", Body: "é & <!-- x -->", Labels: []string{"postmortem"}, Assignees: []string{"kmori"}})
	if err != nil {
		t.Fatal(err)
	}
	closed, title := false, "Alert"
	if _, err := c.EditIssue(t.Context(), widgets, made.Number, github.IssueEdit{Open: &closed, StateReason: "not_planned", Title: &title}); err != nil {
		t.Fatal(err)
	}
	if err := c.Comment(t.Context(), widgets, made.Number, "Duplicate of #2"); err != nil {
		t.Fatal(err)
	}
	got, err := c.Issue(t.Context(), widgets, made.Number)
	if err != nil || got.Open || got.StateReason != "not_planned" || got.Title != "Alert" || got.Body != "é & <!-- x -->" ||
		!slices.Equal(got.Labels, []string{"postmortem"}) || !slices.Equal(got.Assignees, []string{"kmori"}) {
		t.Errorf("got %+v, %v", got, err)
	}
	if comments := s.Issues("acme/widgets")[0].Comments; !slices.Equal(comments, []string{"Duplicate of #2"}) {
		t.Errorf("comments: %q", comments)
	}
}

func TestEnsureLabels(t *testing.T) {
	s := newServer(t)
	s.AddLabel("acme/widgets", "Postmortem")
	c := newClient(t, s.URL(), newClock())
	labels := []github.Label{{Name: "postmortem"}, {Name: "SEV-2", Color: "b60205"}}
	// Somebody makes the label between our list and our request.
	s.Fail(githubtest.Fault{Match: "POST /repos/acme/widgets/labels", Status: 502, Apply: true})
	for range 2 {
		if refused, err := c.EnsureLabels(t.Context(), widgets, labels); err != nil || len(refused) > 0 {
			t.Fatal(err)
		}
	}
	if got := s.Labels("acme/widgets"); !slices.Equal(got, []string{"Postmortem ededed", "SEV-2 b60205"}) {
		t.Errorf("labels: %q", got)
	}
	if n := s.Count(""); n != 3 {
		t.Errorf("%d requests, want a list and two tries to make one label: %q", n, s.Requests())
	}
}

func TestMovedRepository(t *testing.T) {
	s := newServer(t)
	s.Move("acme/widgets", "acme-corp/gadgets")
	c := newClient(t, s.URL(), newClock())
	details, err := c.Check(t.Context(), widgets)
	if err != nil || details.Repository.String() != "acme-corp/gadgets" || details.DefaultBranch != "main" || details.ID == 0 {
		t.Errorf("got %+v, %v", details, err)
	}
	if _, err := c.CreateIssue(t.Context(), widgets, github.NewIssue{Title: "under the old name"}); err != nil {
		t.Error(err)
	}
	if n := len(s.Issues("acme-corp/gadgets")); n != 1 {
		t.Errorf("%d issues, want 1", n)
	}
}

func TestProblems(t *testing.T) {
	repo := func(f func(*githubtest.Repository)) func(*githubtest.Server) {
		return func(s *githubtest.Server) { s.Change("acme/widgets", f) }
	}
	answer := func(f githubtest.Fault) func(*githubtest.Server) {
		return func(s *githubtest.Server) { f.Times = 99; s.Fail(f) }
	}
	check := func(c *github.Client) error { _, err := c.Check(context.Background(), widgets); return err }
	list := func(c *github.Client) error {
		_, err := c.Issues(context.Background(), widgets, github.Filter{Label: "postmortem"})
		return err
	}
	create := func(c *github.Client) error {
		_, err := c.CreateIssue(context.Background(), widgets, github.NewIssue{Title: "x"})
		return err
	}
	get := func(c *github.Client) error { _, err := c.Issue(context.Background(), widgets, 7); return err }
	for _, test := range []struct {
		name  string
		setup func(*githubtest.Server)
		call  func(*github.Client) error
		kind  github.Kind
		words string // in the message
		hint  string
	}{
		{"wrong token", answer(githubtest.Fault{Status: 401, Body: `{"message":"Bad credentials"}`}), check, github.Credentials, "the token from GITHUB_TOKEN", "Issues: read and write"},
		{"archived", repo(func(r *githubtest.Repository) { r.Archived = true }), check, github.Disabled, "archived", "--repo"},
		{"archived meanwhile", repo(func(r *githubtest.Repository) { r.Archived = true }), create, github.Disabled, "archived", "--repo"},
		{"no issues", repo(func(r *githubtest.Repository) { r.NoIssues = true }), check, github.Disabled, "switched off", "settings"},
		{"no issues meanwhile", repo(func(r *githubtest.Repository) { r.NoIssues = true }), list, github.Disabled, "switched off", "settings"},
		{"read only", repo(func(r *githubtest.Repository) { r.Permission = "read" }), create, github.Credentials, "Resource not accessible", `"Issues: read and write"`},
		{"classic scopes", repo(func(r *githubtest.Repository) { r.Permission, r.Scopes = "read", "gist, read:org" }), create, github.Credentials, "may not", "it has the scopes: gist, read:org"},
		{"hidden", repo(func(r *githubtest.Repository) { r.Private, r.Permission = true, "none" }), check, github.Credentials, "does not exist, or the token from GITHUB_TOKEN may not see it", `the scope "repo"`},
		{"single sign-on", answer(githubtest.Fault{Status: 403, Header: http.Header{"X-Github-Sso": {"required; url=https://github.com/orgs/acme/sso"}}}), check, github.Credentials, "single sign-on", "Configure SSO"},
		{"no such issue", func(*githubtest.Server) {}, get, github.NotFound, "get issue #7 of acme/widgets: not found", ""},
		{"deleted issue", answer(githubtest.Fault{Status: 410, Body: `{"message":"This issue was deleted"}`}), get, github.NotFound, "deleted", ""},
		{"invalid", answer(githubtest.Fault{Status: 422, Body: `{"message":"Validation Failed","errors":[{"resource":"Issue","field":"title","code":"missing_field"}]}`}), create, github.Invalid, "Validation Failed (title missing field)", ""},
		{"invalid, in words", answer(githubtest.Fault{Status: 422, Body: `{"message":"Validation Failed","errors":["Body is too long"]}`}), create, github.Invalid, "Body is too long", ""},
		{"control characters", answer(githubtest.Fault{Status: 422, Body: `{"message":"a\u001b[31mb\u202e` + "\x7f" + token + `\nc"}`}), create, github.Invalid, "a [31mb", ""},
		{"teapot", answer(githubtest.Fault{Status: 418, Body: "<html>"}), check, github.Refused, "418", ""},
		{"server error", answer(githubtest.Fault{Status: 503}), check, github.Unreachable, "503", "run the same command again"},
		{"not JSON", answer(githubtest.Fault{Status: 200, Body: "<html>login</html>"}), check, github.Unreachable, "not what GitHub's API gives", "proxy"},
		{"wrong JSON", answer(githubtest.Fault{Status: 200, Body: `[{"number":"x"}]`}), list, github.Unreachable, "not what GitHub's API gives", ""},
		{"issue without number", answer(githubtest.Fault{Status: 201, Body: `{}`}), create, github.Unreachable, "names no issue", ""},
		{"secondary limit, long", answer(githubtest.SecondaryLimit(86400)), list, github.Limited, "rate limit is used up until", "after"},
		{"primary limit, long", answer(githubtest.PrimaryLimit(time.Now().Add(time.Hour).Unix())), list, github.Limited, "rate limit", "after"},
		{"absurd limit", answer(githubtest.Fault{Status: 429, Header: http.Header{"Retry-After": {"99999999999999999"}}}), list, github.Limited, "rate limit", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newServer(t)
			test.setup(s)
			err := test.call(newClient(t, s.URL(), newClock()))
			if err == nil {
				t.Fatal("no error")
			}
			f := failure(t, err)
			if f.Kind != test.kind || !strings.Contains(f.Error(), test.words) || !strings.Contains(f.Hint(), test.hint) {
				t.Errorf("got kind %d, %q, hint %q; want kind %d, %q, %q", f.Kind, f, f.Hint(), test.kind, test.words, test.hint)
			}
		})
	}
}

func TestRetries(t *testing.T) {
	c := newClock()
	for _, test := range []struct {
		name     string
		fault    githubtest.Fault
		requests int // for a list that works in the end
		waited   time.Duration
	}{
		{"dropped", githubtest.Fault{Drop: true, Times: 3}, 4, 7 * time.Second},
		{"server errors", githubtest.Fault{Status: 502, Times: 2}, 3, 3 * time.Second},
		{"truncated", githubtest.Fault{Truncate: true, Times: 1}, 2, time.Second},
		{"secondary limit", githubtest.SecondaryLimit(30), 2, 30 * time.Second},
		{"secondary limit without a time", githubtest.SecondaryLimit(-1), 2, time.Minute},
		{"primary limit", githubtest.PrimaryLimit(c.now.Add(50 * time.Second).Unix()), 2, 45 * time.Second},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newServer(t)
			s.AddIssue("acme/widgets", githubtest.Issue{Title: "x"})
			s.Fail(test.fault)
			c := &clock{now: c.now}
			issues, err := newClient(t, s.URL(), c, alone).Issues(t.Context(), widgets, github.Filter{})
			if err != nil || len(issues) != 1 {
				t.Fatalf("got %v, %v", issues, err)
			}
			if n := s.Count(""); n != test.requests {
				t.Errorf("%d requests, want %d", n, test.requests)
			}
			var waited time.Duration
			for _, d := range c.slept {
				waited += d
			}
			if waited < test.waited || waited > 2*test.waited {
				t.Errorf("waited %v, want %v to twice that", waited, test.waited)
			}
			if strings.Contains(test.name, "limit") && len(c.notice) == 0 {
				t.Error("a long wait without a word")
			}
		})
	}
}

// alone keeps no connection: the standard library repeats a request by itself when a kept connection turns out to be closed.
func alone(o *github.Options) {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DisableKeepAlives = true
	o.Transport = transport
}

func TestCreateIsNeverRepeatedBlindly(t *testing.T) {
	for name, fault := range map[string]githubtest.Fault{
		"dropped before": {Drop: true}, "dropped after": {Drop: true, Apply: true}, "500": {Status: 500}, "502 after": {Status: 502, Apply: true},
		"truncated": {Truncate: true}, "not JSON": {Status: 201, Body: "<html>"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t)
			s.Fail(fault)
			_, err := newClient(t, s.URL(), newClock()).CreateIssue(t.Context(), widgets, github.NewIssue{Title: "x"})
			if err == nil {
				t.Fatal("no error")
			}
			if f := failure(t, err); !f.Ambiguous || f.Kind != github.Unreachable {
				t.Errorf("got %+v, want an ambiguous error", f)
			}
			if n := s.Count("POST"); n != 1 {
				t.Errorf("%d requests, want 1", n)
			}
		})
	}
	t.Run("limits are not acted upon", func(t *testing.T) {
		s := newServer(t)
		s.Fail(githubtest.SecondaryLimit(1))
		if _, err := newClient(t, s.URL(), newClock()).CreateIssue(t.Context(), widgets, github.NewIssue{Title: "x"}); err != nil {
			t.Fatal(err)
		}
		if n := len(s.Issues("acme/widgets")); n != 1 {
			t.Errorf("%d issues, want 1", n)
		}
	})
	t.Run("nothing was sent", func(t *testing.T) {
		gone := httptest.NewServer(http.NotFoundHandler())
		gone.Close()
		_, err := newClient(t, gone.URL, newClock()).CreateIssue(t.Context(), widgets, github.NewIssue{Title: "x"})
		if err == nil {
			t.Fatal("no error")
		}
		if f := failure(t, err); f.Ambiguous || f.Kind != github.Unreachable {
			t.Errorf("got %+v, want an unreachable host and no doubt", f)
		}
	})
}

func TestPace(t *testing.T) {
	s := newServer(t)
	c := newClock()
	client := newClient(t, s.URL(), c)
	for i := range 3 {
		if i == 2 {
			c.now = c.now.Add(600 * time.Millisecond)
		}
		if _, err := client.CreateIssue(t.Context(), widgets, github.NewIssue{Title: "x"}); err != nil {
			t.Fatal(err)
		}
	}
	if want := []time.Duration{time.Second, 400 * time.Millisecond}; !slices.Equal(c.slept, want) {
		t.Errorf("slept %v, want %v", c.slept, want)
	}
}

func TestUsedUpLimitIsNotTried(t *testing.T) {
	for _, reset := range []time.Duration{20 * time.Second, time.Hour} {
		requests := 0
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			requests++
			w.Header().Set("X-RateLimit-Remaining", "0")
			w.Header().Set("X-RateLimit-Reset", fmt.Sprint(time.Now().Add(reset).Unix()))
			fmt.Fprint(w, "[]")
		}))
		defer server.Close()
		c := newClock()
		client := newClient(t, server.URL, c)
		for range 2 {
			_, err := client.Issues(t.Context(), widgets, github.Filter{})
			if requests == 1 && err != nil && reset == time.Hour {
				if f := failure(t, err); f.Kind != github.Limited || f.RetryAt.IsZero() {
					t.Errorf("got %+v", f)
				}
			} else if err != nil {
				t.Error(err)
			}
		}
		if want := map[time.Duration]int{20 * time.Second: 2, time.Hour: 1}[reset]; requests != want {
			t.Errorf("%d requests before a reset in %v, want %d", requests, reset, want)
		}
	}
}

func TestReadOnly(t *testing.T) {
	s := newServer(t)
	client := newClient(t, s.URL(), newClock(), func(o *github.Options) { o.ReadOnly = true })
	if _, err := client.Check(t.Context(), widgets); err != nil {
		t.Error(err)
	}
	if _, err := client.CreateIssue(t.Context(), widgets, github.NewIssue{Title: "x"}); err == nil || s.Count("POST") > 0 {
		t.Errorf("got %v after %d requests", err, s.Count("POST"))
	}
}

// TestTokenStaysHome sends the client wherever a hostile server can point to.
func TestTokenStaysHome(t *testing.T) {
	var stranger []string
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		stranger = append(stranger, r.Header.Get("Authorization"))
		fmt.Fprint(w, "[]")
	}))
	defer other.Close()
	for name, handler := range map[string]http.HandlerFunc{
		"redirect": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, other.URL+"/repos/acme/widgets/issues", http.StatusMovedPermanently)
		},
		"temporary redirect": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, other.URL+"/", http.StatusTemporaryRedirect)
		},
		"redirect to nowhere": func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusMovedPermanently) },
		"redirect loop":       func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.String(), http.StatusFound) },
		"next page": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Link", `<`+other.URL+`/page2>; rel="next"`)
			fmt.Fprint(w, "[]")
		},
		"next page with user info": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Link", `<http://x@`+r.Host+`/page2>; rel="next"`)
			fmt.Fprint(w, "[]")
		},
		"pages in a circle": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Link", `<http://`+r.Host+`/a>; rel="next", <http://`+r.Host+`/b>; rel="last"`)
			fmt.Fprint(w, "[]")
		},
		"endless answer": func(w http.ResponseWriter, r *http.Request) {
			for range 33 << 6 {
				if _, err := w.Write(make([]byte, 16<<10)); err != nil {
					return
				}
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(handler)
			defer server.Close()
			_, err := newClient(t, server.URL, newClock()).Issues(t.Context(), widgets, github.Filter{})
			if err == nil {
				t.Fatal("no error")
			}
			if f := failure(t, err); f.Kind != github.Refused {
				t.Errorf("got %v", f)
			}
		})
	}
	if len(stranger) > 0 {
		t.Errorf("another host was asked: %q", stranger)
	}
}

func TestTransportErrorsHideTheToken(t *testing.T) {
	client := newClient(t, "https://api.github.com", newClock(), func(o *github.Options) {
		o.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
			return nil, fmt.Errorf("proxy said %s\x1b[31m\n", r.Header.Get("Authorization"))
		})
	})
	_, err := client.Check(t.Context(), widgets)
	if err == nil || !strings.Contains(err.Error(), "proxy said Bearer …") {
		t.Errorf("got %v", err)
	}
	failure(t, err)
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestInterrupted(t *testing.T) {
	s := newServer(t)
	ctx, cancel := context.WithCancel(t.Context())
	client := newClient(t, s.URL(), newClock(), func(o *github.Options) {
		o.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
			cancel()
			return nil, io.EOF
		})
	})
	_, err := client.CreateIssue(ctx, widgets, github.NewIssue{Title: "x"})
	if !errors.Is(err, context.Canceled) || !failure(t, err).Ambiguous {
		t.Errorf("got %v, want an ambiguous interruption", err)
	}
}

// TestHostileAddresses: what a server names as an issue's address goes into documents.
func TestHostileAddresses(t *testing.T) {
	for _, address := range []string{"javascript:alert(1)", "https://x/)[y](https://z", "http://evil.example/issues/1", "https://me@evil/1", "https://x/\u202e1", ""} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintf(w, `{"number":1,"html_url":%q}`, address)
		}))
		issue, err := newClient(t, server.URL, newClock()).Issue(t.Context(), widgets, 1)
		if err != nil || issue.URL != "https://github.com/acme/widgets/issues/1" {
			t.Errorf("%q: got %q, %v", address, issue.URL, err)
		}
		server.Close()
	}
}

func TestMilestone(t *testing.T) {
	s := newServer(t)
	s.Change("acme/widgets", func(r *githubtest.Repository) { r.Milestones = []string{"Q4", "Reliability"} })
	c := newClient(t, s.URL(), newClock())
	if n, err := c.Milestone(t.Context(), widgets, "reliability"); n != 2 || err != nil {
		t.Errorf("got %d, %v; want 2", n, err)
	}
	_, err := c.Milestone(t.Context(), widgets, "Q5")
	if f := failure(t, err); f.Kind != github.NotFound || !strings.Contains(f.Hint(), "github.milestone") {
		t.Errorf("got %v", f)
	}
}

func TestWhereIssuesGo(t *testing.T) {
	server := newServer(t)
	server.AddRepository(githubtest.Repository{Name: "acme/edge"})
	for _, issue := range []githubtest.Issue{
		{Title: "stays"}, {Title: "moves"}, {Title: "talk", State: "closed", Discussion: true}, {Title: "pull", PullRequest: true, State: "closed", Merged: true},
		{Title: "done", State: "closed", StateReason: "completed", Locked: true}, {Title: "deleted", Deleted: true}, {Title: "hidden", Hidden: true},
	} {
		server.AddIssue("acme/widgets", issue)
	}
	server.AddIssue("acme/edge", githubtest.Issue{Title: "another"})
	server.Transfer("acme/widgets", 2, "acme/edge")
	client := newClient(t, server.URL(), newClock())
	get := func(number int) github.Issue {
		t.Helper()
		issue, err := client.Issue(t.Context(), widgets, number)
		if err != nil {
			t.Fatal(err)
		}
		return issue
	}
	if i := get(1); i.Repository != widgets || i.Locked || i.Pull || !i.Closed.IsZero() {
		t.Errorf("%+v", i)
	}
	if i := get(2); i.Repository.String() != "acme/edge" || i.Number != 2 || i.URL != "https://github.com/acme/edge/issues/2" {
		t.Errorf("transferred: %+v", i)
	}
	if i := get(4); !i.Pull || !i.Merged {
		t.Errorf("pull request: %+v", i)
	}
	for number, want := range map[int]bool{3: true, 5: false} {
		if i := get(number); !i.Locked {
			t.Errorf("%+v", i)
		}
		if got, err := client.IsDiscussion(t.Context(), widgets, number); err != nil || got != want {
			t.Errorf("#%d is a discussion: %v, %v", number, got, err)
		}
	}
	for number, want := range map[int]int{6: http.StatusGone, 7: http.StatusNotFound} {
		_, err := client.Issue(t.Context(), widgets, number)
		if f := failure(t, err); f.Kind != github.NotFound || f.Status != want {
			t.Errorf("#%d: %d %d", number, f.Kind, f.Status)
		}
	}
	// What is no longer there is in no list either, and a list may end early.
	issues, err := client.Issues(t.Context(), widgets, github.Filter{})
	if err != nil || len(issues) != 3 {
		t.Errorf("%d issues, %v", len(issues), err)
	}
}

func TestListsMayEndEarly(t *testing.T) {
	server := githubtest.Start(t, githubtest.Options{Token: token, PageSize: 2})
	server.AddRepository(githubtest.Repository{Name: "acme/widgets"})
	for range 9 {
		server.AddIssue("acme/widgets", githubtest.Issue{Title: "x"})
	}
	issues, err := newClient(t, server.URL(), newClock()).Issues(t.Context(), widgets, github.Filter{Until: 3})
	if err != nil || len(issues) != 4 || server.Count("") != 2 {
		t.Errorf("%d issues in %d requests, %v", len(issues), server.Count(""), err)
	}
}
