package githubtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Options say how the server differs from a GitHub where everything works.
type Options struct {
	Token         string           // the only one accepted; "" accepts every token, and none
	BasePath      string           // in front of every route: "/api/v3"; "" for none
	Login         string           // the token's user, "": octocat; one that ends in "[bot]" is an installation, which can't ask who it is
	PageSize      int              // the largest page; 0: GitHub's 100
	Lag           int              // a new issue is missing from this many lists of its repository
	StripComments bool             // HTML comments are taken out of the bodies of new issues
	Now           func() time.Time // nil: a clock that ticks a second a request from 2026-11-20
}

// Server is one GitHub. Its methods are safe for concurrent use.
type Server struct {
	options Options
	http    *httptest.Server

	mu         sync.Mutex
	repos      []*repository
	faults     []*Fault
	requests   []string
	unmodified int
	violations []string
	clock      time.Time
	nextID     int64
}

// New makes a server; serve its Handler, or start one with Listen.
func New(options Options) *Server {
	if options.PageSize == 0 {
		options.PageSize = 100
	}
	options.BasePath = strings.TrimSuffix(options.BasePath, "/")
	s := &Server{options: options, clock: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC), nextID: 1000}
	return s
}

// Start serves a new server until the test ends, and reports violations to it.
func Start(tb testing.TB, options Options) *Server {
	tb.Helper()
	s := New(options)
	s.Listen()
	tb.Cleanup(func() {
		s.Close()
		for _, v := range s.Violations() {
			tb.Errorf("githubtest: %s", v)
		}
	})
	return s
}

// Listen serves on a free port of the loopback interface until Close.
func (s *Server) Listen() { s.http = httptest.NewServer(s.Handler()) }

// Close ends what Listen began.
func (s *Server) Close() { s.http.Close() }

// URL is the root of the API, for GITHUB_API_URL.
func (s *Server) URL() string { return s.http.URL + s.options.BasePath }

// Requests are the requests so far: "POST /repos/acme/widgets/issues", without BasePath, with the query.
func (s *Server) Requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// Count is the number of requests so far whose text begins with prefix: "POST ", or "" for all.
func (s *Server) Count(prefix string) int {
	n := 0
	for _, r := range s.Requests() {
		if strings.HasPrefix(r, prefix) {
			n++
		}
	}
	return n
}

// Unmodified is the number of requests so far that were answered with 304.
func (s *Server) Unmodified() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.unmodified
}

// Violations are the requests that break GitHub's rules, in words.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

// Dump is the whole state as indented JSON: repositories with their issues, comments and labels.
func (s *Server) Dump() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	type repo struct {
		Name   string        `json:"name"`
		Labels []string      `json:"labels"`
		Issues []Issue       `json:"issues"`
		Pulls  []PullRequest `json:"pulls,omitempty"`
	}
	all := []repo{}
	for _, r := range s.repos {
		d := repo{Name: r.Name, Labels: []string{}, Issues: r.snapshot()}
		for _, l := range r.labels {
			d.Labels = append(d.Labels, l.Name)
		}
		for _, i := range r.issues {
			if i.pull != nil {
				d.Pulls = append(d.Pulls, s.snapshot(i))
				d.Issues = slices.DeleteFunc(d.Issues, func(other Issue) bool { return other.Number == i.Number })
			}
		}
		all = append(all, d)
	}
	out, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		panic(err) // the state is made of plain values
	}
	return append(out, '\n')
}

func (s *Server) violate(r *http.Request, format string, args ...any) {
	s.violations = append(s.violations, fmt.Sprintf("%s %s: ", r.Method, r.URL)+fmt.Sprintf(format, args...))
}

// now is the server's clock; every request moves it.
func (s *Server) now() time.Time {
	if s.options.Now != nil {
		return s.options.Now().UTC().Truncate(time.Second)
	}
	return s.clock
}
