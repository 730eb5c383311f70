package githubtest_test

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
)

// ask makes a request as GitHub wants it, but for what change alters.
func ask(t *testing.T, s *githubtest.Server, method, path, body string, change ...func(http.Header)) (int, string, http.Header) {
	t.Helper()
	r, err := http.NewRequest(method, "http://github.test/api/v3"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range map[string]string{
		"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28", "User-Agent": "test", "Authorization": "Bearer t", "Content-Type": "application/json",
	} {
		r.Header.Set(k, v)
	}
	for _, f := range change {
		f(r.Header)
	}
	resp, err := s.Transport().RoundTrip(r)
	if err != nil {
		return 0, err.Error(), nil
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return resp.StatusCode, err.Error(), resp.Header
	}
	return resp.StatusCode, string(b), resp.Header
}

func server() *githubtest.Server {
	s := githubtest.New(githubtest.Options{BasePath: "/api/v3", Token: "t"})
	s.AddRepository(githubtest.Repository{Name: "acme/widgets", Assignees: []string{"kmori"}})
	return s
}

func TestViolations(t *testing.T) {
	for name, test := range map[string]struct {
		method, path string
		change       func(http.Header)
		want         string // "" for none
	}{
		"well formed":     {"GET", "/repos/acme/widgets", func(http.Header) {}, ""},
		"unknown route":   {"GET", "/search/issues?q=x", func(http.Header) {}, "no such route"},
		"accept":          {"GET", "/repos/acme/widgets", func(h http.Header) { h.Set("Accept", "*/*") }, "Accept"},
		"version":         {"GET", "/repos/acme/widgets", func(h http.Header) { h.Del("X-GitHub-Api-Version") }, "X-GitHub-Api-Version"},
		"agent":           {"GET", "/repos/acme/widgets", func(h http.Header) { h.Del("User-Agent") }, "User-Agent"},
		"scheme":          {"GET", "/repos/acme/widgets", func(h http.Header) { h.Set("Authorization", "Basic eDp5") }, "bearer"},
		"unknown filter":  {"GET", "/repos/acme/widgets/issues?label=x", func(http.Header) {}, "no parameter"},
		"type of content": {"POST", "/repos/acme/widgets/issues", func(h http.Header) { h.Set("Content-Type", "text/plain") }, "Content-Type"},
	} {
		t.Run(name, func(t *testing.T) {
			s := server()
			ask(t, s, test.method, test.path, `{"title":"x"}`, test.change)
			got := strings.Join(s.Violations(), "\n")
			if test.want == "" && got != "" || !strings.Contains(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestAnswers(t *testing.T) {
	s := server()
	s.AddLabel("acme/widgets", "bug")
	one := s.AddIssue("acme/widgets", githubtest.Issue{Title: "one", Labels: []string{"bug"}})
	for _, test := range []struct {
		method, path, body string
		status             int
		contains           string
	}{
		{"POST", "/repos/acme/widgets/issues", `{"title":" "}`, 422, `"missing_field"`},
		{"POST", "/repos/acme/widgets/issues", `{"title":"` + strings.Repeat("x", 257) + `"}`, 422, "maximum is 256"},
		{"POST", "/repos/acme/widgets/issues", `{"title":"x","body":"` + strings.Repeat("x", 65537) + `"}`, 422, "maximum is 65536"},
		{"POST", "/repos/acme/widgets/issues", `{"title":"x","assignees":["nobody"]}`, 422, `"assignees"`},
		{"POST", "/repos/acme/widgets/issues", `{"title":"x","milestone":1}`, 422, `"milestone"`},
		{"POST", "/repos/acme/widgets/issues", `{`, 400, "Problems parsing JSON"},
		{"POST", "/repos/acme/widgets/labels", `{"name":"BUG"}`, 422, "already_exists"},
		{"POST", "/repos/acme/widgets/labels", `{"name":"x","color":"red"}`, 422, "color"},
		{"POST", "/repos/acme/widgets/labels", `{"name":"` + strings.Repeat("x", 51) + `"}`, 422, "maximum is 50"},
		{"PATCH", "/repos/acme/widgets/issues/1", `{"state":"shut"}`, 422, `"state"`},
		{"PATCH", "/repos/acme/widgets/issues/1", `{"state":"closed","state_reason":"bored"}`, 422, `"state_reason"`},
		{"PATCH", "/repos/acme/widgets/issues/1", `{"state":"closed"}`, 200, `"completed"`},
		{"GET", "/repos/acme/widgets/issues", "", 200, "[]"},
		{"GET", "/repos/acme/widgets/issues?state=closed&labels=BUG", "", 200, `"one"`},
		{"GET", "/repos/acme/widgets/issues?state=all&since=2030-01-01T00:00:00Z", "", 200, "[]"},
		{"POST", "/repos/acme/widgets/issues/1/comments", `{"body":"so it is"}`, 201, "so it is"},
		{"GET", "/repos/acme/widgets/issues/1/comments", "", 200, "so it is"},
		{"GET", "/repos/acme/widgets/assignees/kmori", "", 204, ""},
		{"GET", "/repos/acme/widgets/assignees/nobody", "", 404, ""},
		{"GET", "/repos/acme/widgets/issues/9", "", 404, "Not Found"},
		{"GET", "/repos/acme/nothing", "", 404, "Not Found"},
	} {
		status, body, header := ask(t, s, test.method, test.path, test.body)
		if status != test.status || !strings.Contains(body, test.contains) {
			t.Errorf("%s %s: %d %s; want %d with %s", test.method, test.path, status, body, test.status, test.contains)
		}
		if header.Get("X-RateLimit-Remaining") == "" {
			t.Errorf("%s %s: no limit is told", test.method, test.path)
		}
	}
	s.EditIssue("acme/widgets", one, func(i *githubtest.Issue) { i.Deleted = true })
	if status, _, _ := ask(t, s, "GET", "/repos/acme/widgets/issues/1", ""); status != http.StatusGone {
		t.Errorf("a deleted issue: %d", status)
	}
	if status, _, _ := ask(t, s, "GET", "/repos/acme/widgets", "", func(h http.Header) { h.Set("Authorization", "Bearer x") }); status != http.StatusUnauthorized {
		t.Errorf("a wrong token: %d", status)
	}
	if v := s.Violations(); len(v) > 0 {
		t.Errorf("violations: %q", v)
	}
	var dump []struct{ Labels []string }
	if err := json.Unmarshal(s.Dump(), &dump); err != nil || !slices.Contains(dump[0].Labels, "bug") {
		t.Errorf("dump: %v, %s", err, s.Dump())
	}
}

func TestFaults(t *testing.T) {
	s := server()
	s.Fail(
		githubtest.Fault{Match: "POST", Drop: true, Apply: true},
		githubtest.Fault{Match: "POST", Truncate: true},
		githubtest.Fault{Match: "POST", Status: 502},
		githubtest.Fault{Request: 5, Times: 2, Status: 503},
	)
	var got []int
	for range 7 {
		status, _, _ := ask(t, s, "POST", "/repos/acme/widgets/issues", `{"title":"x"}`)
		got = append(got, status)
	}
	if want := []int{0, 201, 502, 201, 503, 503, 201}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if n := len(s.Issues("acme/widgets")); n != 4 {
		t.Errorf("%d issues, want the dropped, the truncated and two more", n)
	}
}

func TestLag(t *testing.T) {
	s := githubtest.New(githubtest.Options{BasePath: "/api/v3", Lag: 2})
	s.AddRepository(githubtest.Repository{Name: "acme/widgets"})
	ask(t, s, "POST", "/repos/acme/widgets/issues", `{"title":"late"}`)
	for n, want := range []bool{false, false, true} {
		_, body, _ := ask(t, s, "GET", "/repos/acme/widgets/issues", "")
		if strings.Contains(body, "late") != want {
			t.Errorf("list %d: %s", n+1, body)
		}
	}
}
