package actions_test

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/actions"
	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/github"
	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
)

const (
	repoName = "acme/widgets"
	key      = "postmortems/2026-11-20-payments-api-502s.md"
	token    = "ghp_secretsecretsecret"
)

const postmortem = `---
title: "Payments API: 502s for EU customers"
severity: SEV-2
started: 2026-11-20T09:58:00Z
---

# Payments API: 502s for EU customers

## Contributing factors

- **F1** A proxy configuration without an upstream for one region was accepted.
- **F2** Nothing halts a rollout when one region loses its upstreams.

## Action items

- [ ] Refuse a proxy configuration that leaves a region without an upstream (prevent, P1, @kmori, due 2026-12-15, for F1)
- [ ] Roll configuration out region by region with an automatic halt (prevent, P1, @adiallo, due 2027-01-20, for F2)
- [x] Write the status page template down (learn, P3, @kmori)
- [ ] Alert on the EU checkout failure ratio (detect, P2, @kmori, due 2026-12-01, for F2)
`

// machine is one clone of the repository with its own journal.
type machine struct {
	t     testing.TB
	dir   string
	state string
	cache string // of GitHub's answers; "" for none
	repo  string // owner/name; "" for repoName

	tracking bool // with an issue for each document
}

func newMachine(t testing.TB) *machine {
	m := &machine{t: t, dir: t.TempDir(), state: filepath.Join(t.TempDir(), "state")}
	m.write(key, postmortem)
	return m
}

func (m *machine) file(key string) string { return filepath.Join(m.dir, filepath.FromSlash(key)) }

func (m *machine) write(key, text string) {
	m.t.Helper()
	if err := os.MkdirAll(filepath.Dir(m.file(key)), 0o755); err != nil {
		m.t.Fatal(err)
	}
	if err := os.WriteFile(m.file(key), []byte(text), 0o644); err != nil {
		m.t.Fatal(err)
	}
}

func (m *machine) read(key string) string {
	m.t.Helper()
	b, err := os.ReadFile(m.file(key))
	if err != nil {
		m.t.Fatal(err)
	}
	return string(b)
}

// edit replaces words in a document.
func (m *machine) edit(key, old, text string) {
	m.t.Helper()
	source := m.read(key)
	if !strings.Contains(source, old) {
		m.t.Fatalf("%s does not contain %q:\n%s", key, old, source)
	}
	m.write(key, strings.Replace(source, old, text, 1))
}

func (m *machine) rename(from, to string) {
	m.t.Helper()
	if err := os.MkdirAll(filepath.Dir(m.file(to)), 0o755); err != nil {
		m.t.Fatal(err)
	}
	if err := os.Rename(m.file(from), m.file(to)); err != nil {
		m.t.Fatal(err)
	}
}

// sources are all documents of the machine.
func (m *machine) sources() []actions.Source {
	m.t.Helper()
	var all []actions.Source
	err := filepath.WalkDir(m.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".md" {
			return err
		}
		rel, err := filepath.Rel(m.dir, path)
		all = append(all, actions.Source{File: path, Path: filepath.ToSlash(rel), Key: filepath.ToSlash(rel)})
		return err
	})
	if err != nil {
		m.t.Fatal(err)
	}
	return all
}

// crash is what a test panics with where the process is to end at once.
type crash struct{}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func noSleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// options are what a push on this machine uses; change may alter them.
func (m *machine) options(server *githubtest.Server, transport http.RoundTripper) actions.Options {
	m.t.Helper()
	client, err := github.New(github.Options{
		BaseURL: server.URL(), Token: token, Transport: transport, Sleep: noSleep, CacheDir: m.cache,
		Now: func() time.Time { return time.Date(2026, 11, 20, 13, 0, 0, 0, time.UTC) },
	})
	if err != nil {
		m.t.Fatal(err)
	}
	repo, err := github.ParseRepository(cmp.Or(m.repo, repoName), "github.com")
	if err != nil {
		m.t.Fatal(err)
	}
	return actions.Options{
		Client: client, Repository: repo, State: m.state, Labels: []string{"postmortem"}, LabelBy: []string{"severity", "priority", "type"}, Assign: true,
		Revision: "0123456789abcdef", Sleep: noSleep, Tracking: m.tracking,
		Now: func() time.Time { return time.Date(2026, 11, 20, 13, 0, 0, 0, time.UTC) },
	}
}

func (m *machine) push(server *githubtest.Server) (*actions.Report, error) {
	return actions.Push(m.t.Context(), m.sources(), m.options(server, server.Transport()))
}

func (m *machine) mustPush(server *githubtest.Server) {
	m.t.Helper()
	if _, err := m.push(server); err != nil {
		m.t.Fatal(err)
	}
}

func newServer(t testing.TB, options githubtest.Options) *githubtest.Server {
	options.BasePath, options.Token = "/api/v3", token
	s := githubtest.Start(t, options)
	s.AddRepository(githubtest.Repository{Name: repoName, Assignees: []string{"kmori", "adiallo"}})
	return s
}

// tidy describes what is wrong: an open item without a link to an open issue that carries its title, two items with one issue, an open issue that no item links to.
func (m *machine) tidy(server *githubtest.Server) error {
	open := map[int]string{}
	for _, i := range server.Open(repoName) {
		open[i.Number] = i.Title
	}
	linked := map[int]string{}
	for _, s := range m.sources() {
		doc := document.Parse(s.Path, []byte(m.read(s.Key)))
		for _, a := range doc.Actions {
			if a.Done {
				continue
			}
			if a.Issue == nil {
				return fmt.Errorf("%s: %q has no link", s.Path, a.Title)
			}
			if _, ok := open[a.Issue.Number]; !ok {
				return fmt.Errorf("%s: %q is linked to #%d, which is not open", s.Path, a.Title, a.Issue.Number)
			}
			if other, ok := linked[a.Issue.Number]; ok {
				return fmt.Errorf("%s: %q and %q are both linked to #%d", s.Path, other, a.Title, a.Issue.Number)
			}
			linked[a.Issue.Number] = a.Title
		}
	}
	for n, title := range open {
		if _, ok := linked[n]; !ok {
			return fmt.Errorf("#%d %q is open, and no item links to it", n, title)
		}
	}
	return nil
}

// agrees describes an item whose state is not that of its issue.
func (m *machine) agrees(server *githubtest.Server) error {
	issues := server.Issues(repoName)
	for _, s := range m.sources() {
		for _, a := range document.Parse(s.Path, []byte(m.read(s.Key))).Actions {
			if a.Issue == nil {
				continue
			}
			i := issues[a.Issue.Number-1]
			if a.Open() != (i.State == "open") || a.Dropped != (i.State == "closed" && i.StateReason == "not_planned") {
				return fmt.Errorf("%q is done %v, dropped %v; #%d is %s, %s", a.Title, a.Done, a.Dropped, i.Number, i.State, i.StateReason)
			}
			if a.Open() && i.Title != a.Title {
				return fmt.Errorf("#%d is %q, not %q", i.Number, i.Title, a.Title)
			}
			if a.Open() && len(i.Assignees) > 0 && a.Owner != "" && a.Owner != "@"+i.Assignees[0] {
				return fmt.Errorf("#%d is assigned to %s, not %s", i.Number, i.Assignees[0], a.Owner)
			}
		}
	}
	return nil
}

func (m *machine) mustBeTidy(server *githubtest.Server) {
	m.t.Helper()
	if err := m.tidy(server); err != nil {
		m.t.Errorf("%v\n%s\n%s", err, server.Dump(), m.read(m.sources()[0].Key))
	}
}

func states(report *actions.Report) string {
	var all []string
	for _, a := range report.Actions {
		all = append(all, string(a.State))
	}
	return strings.Join(all, " ")
}

func numbers(issues []githubtest.Issue) []int {
	var all []int
	for _, i := range issues {
		all = append(all, i.Number)
	}
	slices.Sort(all)
	return all
}
