package actions_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/actions"
	"github.com/blameless-postmortem/postmortem/internal/github"
	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
)

func (m *machine) sync(server *githubtest.Server) (*actions.Report, error) {
	return actions.Sync(m.t.Context(), m.sources(), m.options(server, server.Transport()))
}

func (m *machine) check(server *githubtest.Server) (*actions.Report, error) {
	return actions.Check(m.t.Context(), m.sources(), m.options(server, server.Transport()))
}

// pushed is a machine whose four items, one of them done from the start, are on GitHub as #1 to #3.
func pushed(t *testing.T) (*machine, *githubtest.Server) {
	server := newServer(t, githubtest.Options{})
	server.AddRepository(githubtest.Repository{Name: "acme/edge"})
	m := newMachine(t)
	m.mustPush(server)
	return m, server
}

func TestSyncFollowsGitHub(t *testing.T) {
	const link = " [#1](https://github.com/acme/widgets/issues/1)"
	const item = "- [ ] Refuse a proxy configuration that leaves a region without an upstream (prevent, P1, @kmori, due 2026-12-15, for F1)" + link + "\n"
	for name, test := range map[string]struct {
		change func(i *githubtest.Issue)
		edit   [2]string // in the document, before
		want   string    // the line of the item, after
		fields []string
	}{
		"nothing":   {func(*githubtest.Issue) {}, [2]string{}, item, nil},
		"completed": {func(i *githubtest.Issue) { i.State, i.StateReason = "closed", "completed" }, [2]string{}, strings.Replace(item, "[ ]", "[x]", 1), []string{"state in document"}},
		"closed, on an old server": {
			func(i *githubtest.Issue) { i.State = "closed" }, [2]string{}, strings.Replace(item, "[ ]", "[x]", 1), []string{"state in document"},
		},
		"not planned": {
			func(i *githubtest.Issue) { i.State, i.StateReason = "closed", "not_planned" }, [2]string{},
			strings.Replace(item, "for F1)", "for F1, not planned)", 1), []string{"state in document"},
		},
		"duplicate": {
			func(i *githubtest.Issue) { i.State, i.StateReason = "closed", "duplicate" }, [2]string{},
			strings.Replace(item, "for F1)", "for F1, duplicate)", 1), []string{"state in document"},
		},
		"not planned after all": {
			func(i *githubtest.Issue) { i.State, i.StateReason = "closed", "not_planned" }, [2]string{"for F1)", "for F1, duplicate)"},
			strings.Replace(item, "for F1)", "for F1, not planned)", 1), []string{"state in document"},
		},
		"dropped in somebody's own words": {
			func(i *githubtest.Issue) { i.State, i.StateReason = "closed", "not_planned" }, [2]string{"for F1)", "for F1, won't do)"},
			strings.Replace(item, "for F1)", "for F1, won't do)", 1), nil,
		},
		"reopened": {func(i *githubtest.Issue) { i.StateReason = "reopened" }, [2]string{"- [ ] Refuse", "- [x] Refuse"}, item, []string{"state in document"}},
		"planned again": {
			func(i *githubtest.Issue) { i.StateReason = "reopened" }, [2]string{"for F1)", "for F1, not planned)"}, item, []string{"state in document"},
		},
		"ticked by hand": {func(*githubtest.Issue) {}, [2]string{"- [ ] Refuse", "- [x] Refuse"}, item, []string{"state in document"}},
		"dropped in words of their own": {
			func(i *githubtest.Issue) { i.State, i.StateReason = "closed", "not_planned" }, [2]string{"for F1)", "for F1, superseded by the new edge)"},
			strings.Replace(item, "for F1)", "for F1, superseded by the new edge)", 1), nil,
		},
		"under way": {
			func(*githubtest.Issue) {}, [2]string{"for F1)", "for F1, in progress)"}, strings.Replace(item, "for F1)", "for F1, in progress)", 1), nil,
		},
		"deleted": {func(i *githubtest.Issue) { i.Deleted = true }, [2]string{}, strings.Replace(item, "for F1)", "for F1, deleted)", 1), []string{"state in document"}},
		"deleted, when it was done": {
			func(i *githubtest.Issue) { i.Deleted = true }, [2]string{"- [ ] Refuse", "- [x] Refuse"}, strings.Replace(item, "[ ]", "[x]", 1), nil,
		},
		"hidden": {
			func(i *githubtest.Issue) { i.Hidden = true }, [2]string{}, strings.Replace(item, "for F1)", "for F1, status: issue not found)", 1), []string{"state in document"},
		},
		"seen again": {func(*githubtest.Issue) {}, [2]string{"for F1)", "for F1, status: issue not found)"}, item, []string{"state in document"}},
		"discussion": {
			func(i *githubtest.Issue) { i.State, i.Discussion = "closed", true }, [2]string{},
			strings.Replace(item, "for F1)", "for F1, moved to a discussion)", 1), []string{"state in document"},
		},
		"completed and locked": {
			func(i *githubtest.Issue) { i.State, i.StateReason, i.Locked = "closed", "completed", true }, [2]string{}, strings.Replace(item, "[ ]", "[x]", 1), []string{"state in document"},
		},
		"assigned to somebody else": {
			func(i *githubtest.Issue) { i.Assignees = []string{"adiallo"} }, [2]string{}, strings.Replace(item, "@kmori", "@adiallo", 1), []string{"owner in document", "text in github"},
		},
		"assigned to one more":   {func(i *githubtest.Issue) { i.Assignees = []string{"adiallo", "KMori"} }, [2]string{}, item, nil},
		"unassigned":             {func(i *githubtest.Issue) { i.Assignees = nil }, [2]string{}, item, nil},
		"without the label":      {func(i *githubtest.Issue) { i.Labels = nil }, [2]string{}, item, []string{"labels in github"}},
		"assigned within a team": {func(i *githubtest.Issue) { i.Assignees = []string{"adiallo"} }, [2]string{"@kmori, due 2026-12-15", "@acme/edge, due 2026-12-15"}, strings.Replace(item, "@kmori", "@acme/edge", 1), []string{"text in github"}},
		"reworded in the document": {
			func(*githubtest.Issue) {}, [2]string{"Refuse a proxy", "Reject a proxy"}, strings.Replace(item, "Refuse", "Reject", 1), []string{"title in github"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, server := pushed(t)
			server.EditIssue(repoName, 1, test.change)
			if test.edit[0] != "" {
				m.edit(key, test.edit[0], test.edit[1])
			}
			before := m.read(key)
			report, err := m.check(server)
			if err != nil || m.read(key) != before || server.Count("PATCH") > 0 {
				t.Errorf("check: %v", err)
			}
			state := actions.InStep
			if len(test.fields) > 0 {
				state = actions.OutOfStep
			}
			if got := report.Actions[0]; got.State != state || len(got.Changes) == 0 != (len(test.fields) == 0) {
				t.Errorf("check: %s %q", got.State, fields(got.Changes))
			}
			if report, err = m.sync(server); err != nil {
				t.Fatal(err)
			}
			if got := fields(report.Actions[0].Changes); !slices.Equal(got, test.fields) {
				t.Errorf("changes %q, want %q", got, test.fields)
			}
			if got := m.read(key); !strings.Contains(got, test.want) {
				t.Errorf("the document lacks\n%s\n%s", test.want, got)
			}
			if diff := cmp.Diff(len(strings.Split(before, "\n")), len(strings.Split(m.read(key), "\n"))); diff != "" {
				t.Error(diff)
			}
			if report, err = m.check(server); err != nil || states(report) != "in-step in-step skipped in-step" {
				t.Errorf("after it: %s %q, %v", states(report), fields(report.Actions[0].Changes), err)
			}
		})
	}
}

func TestSyncFollowsTransfers(t *testing.T) {
	m, server := pushed(t)
	number := server.Transfer(repoName, 1, "acme/edge")
	report, err := m.sync(server)
	want := "[acme/edge#1](https://github.com/acme/edge/issues/1)"
	if err != nil || number != 1 || !strings.Contains(m.read(key), want) || states(report) != "synced in-step skipped in-step" {
		t.Fatalf("%s, %v\n%s", states(report), err, m.read(key))
	}
	// From now on its state is followed there.
	server.EditIssue("acme/edge", number, func(i *githubtest.Issue) { i.State, i.StateReason = "closed", "completed" })
	if report, err = m.sync(server); err != nil || states(report) != "synced in-step skipped in-step" || !strings.Contains(m.read(key), "- [x] Refuse") {
		t.Errorf("%s, %v\n%s", states(report), err, m.read(key))
	}
	if report, err = m.push(server); err != nil || report.Count(actions.Created) > 0 {
		t.Errorf("push: %s, %v", states(report), err)
	}
	// Where the token may not look, nothing is known and nothing is written.
	m.edit(key, "- [x] Refuse", "- [ ] Refuse")
	server.Change("acme/edge", func(r *githubtest.Repository) { r.Private, r.Permission = true, "none" })
	before := m.read(key)
	if report, err = m.sync(server); err != nil || m.read(key) != before || report.Actions[0].State != actions.InStep || report.Actions[0].Reason == "" {
		t.Errorf("%s %q, %v\n%s", states(report), report.Actions[0].Reason, err, m.read(key))
	}
}

func TestSyncDoesNotTakeLostPermissionForDeletion(t *testing.T) {
	for name, change := range map[string]func(*githubtest.Server){
		"before": func(s *githubtest.Server) {
			s.Change(repoName, func(r *githubtest.Repository) { r.Private, r.Permission = true, "none" })
		},
		"midway": func(s *githubtest.Server) {
			s.EditIssue(repoName, 1, func(i *githubtest.Issue) { i.Labels = nil })
			s.Fail(githubtest.Fault{Match: "GET /repos/acme/widgets/issues/1", Status: 404, Times: 9}, githubtest.Fault{Request: s.Count("") + 4, Status: 404, Times: 9})
		},
	} {
		t.Run(name, func(t *testing.T) {
			m, server := pushed(t)
			change(server)
			before := m.read(key)
			report, err := m.sync(server)
			var failure *github.Error
			if !errors.As(err, &failure) || failure.Kind != github.Credentials || report.Count(actions.Failed) != 3 || m.read(key) != before {
				t.Errorf("%s, %v\n%s", states(report), err, m.read(key))
			}
		})
	}
}

func TestSyncPullRequests(t *testing.T) {
	for name, test := range map[string]struct {
		merged bool
		want   string
	}{"merged": {true, "- [x] Alert"}, "closed": {false, "- [ ] Alert"}} {
		t.Run(name, func(t *testing.T) {
			server := newServer(t, githubtest.Options{})
			server.AddIssue(repoName, githubtest.Issue{Title: "x", PullRequest: true, State: "closed", Merged: test.merged})
			m := newMachine(t)
			m.write(key, "# Action items\n\n- [ ] Alert by region [#1](https://github.com/acme/widgets/pull/1)\n")
			if _, err := m.sync(server); err != nil || !strings.Contains(m.read(key), test.want) {
				t.Errorf("%v\n%s", err, m.read(key))
			}
		})
	}
}

func TestSyncTables(t *testing.T) {
	server := newServer(t, githubtest.Options{})
	for _, reason := range []string{"completed", "not_planned", "reopened"} {
		state := "closed"
		if reason == "reopened" {
			state = "open"
		}
		server.AddIssue(repoName, githubtest.Issue{Title: reason, State: state, StateReason: reason, Labels: []string{"postmortem"}, Assignees: []string{"adiallo"}})
	}
	m := newMachine(t)
	m.write("a.md", "# Action items\r\n\r\n| Action | Issue | Status |\r\n| --- | --- | --- |\r\n| Alert by region | #1 | Open |\r\n| Roll out by region | #2 | Open |\r\n| Practise it | #3 | Done |\r\n")
	m.write("b.md", "# Action items\n\n| Action | Issue |\n| --- | --- |\n| Alert by region | #1 |\n| Roll out by region | #2 |\n| Practise it | #3 |\n")
	for _, source := range m.sources() {
		if source.Key == key {
			continue
		}
		options := m.options(server, server.Transport())
		if _, err := actions.Sync(t.Context(), []actions.Source{source}, options); err != nil {
			t.Fatal(err)
		}
		report, err := actions.Check(t.Context(), []actions.Source{source}, options)
		if err != nil || states(report) != "in-step in-step in-step" {
			t.Errorf("%s, %v\n%s", states(report), err, m.read(source.Key))
		}
	}
	if diff := cmp.Diff("# Action items\r\n\r\n| Action | Issue | Status |\r\n| --- | --- | --- |\r\n| Alert by region | #1 | Done |\r\n| Roll out by region | #2 | not planned |\r\n| Practise it | #3 | Open |\r\n", m.read("a.md")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("# Action items\n\n| Action | Issue |\n| --- | --- |\n| ~~Alert by region~~ | #1 |\n| Roll out by region (not planned) | #2 |\n| Practise it | #3 |\n", m.read("b.md")); diff != "" {
		t.Error(diff)
	}
}

// The link of a clone that was slower leads to a duplicate which another clone's push closed.
func TestSyncCorrectsLinksToDuplicates(t *testing.T) {
	m, server := pushed(t)
	first := server.Issues(repoName)[0]
	server.AddIssue(repoName, githubtest.Issue{Title: first.Title, Body: first.Body, Labels: first.Labels, Assignees: first.Assignees, State: "closed", StateReason: "not_planned"})
	m.edit(key, "[#1](https://github.com/acme/widgets/issues/1)", "[#4](https://github.com/acme/widgets/issues/4)")
	report, err := m.check(server)
	if err != nil || states(report) != "out-of-step in-step skipped in-step" {
		t.Errorf("check: %s, %v", states(report), err)
	}
	if report, err = m.sync(server); err != nil || !slices.Equal(fields(report.Actions[0].Changes), []string{"link in document"}) {
		t.Errorf("%q, %v", fields(report.Actions[0].Changes), err)
	}
	if report, err = m.check(server); err != nil || states(report) != "in-step in-step skipped in-step" {
		t.Errorf("%s %q, %v", states(report), fields(report.Actions[0].Changes), err)
	}
	m.mustBeTidy(server)
}

func TestSyncOfAThousand(t *testing.T) {
	for _, labelled := range []bool{true, false} {
		server := newServer(t, githubtest.Options{})
		m := newMachine(t)
		m.cache = t.TempDir()
		m.write(key, "# Nothing\n")
		for d := range 200 {
			var b strings.Builder
			b.WriteString("# Action items\n\n")
			for i := range 5 {
				n := 5*d + i + 1
				issue := githubtest.Issue{Title: fmt.Sprintf("Alert on queue %d", n), Labels: []string{"postmortem"}}
				if !labelled {
					issue.Labels = nil
				}
				server.AddIssue(repoName, issue)
				fmt.Fprintf(&b, "- [ ] Alert on queue %d [#%d](https://github.com/acme/widgets/issues/%d)\n", n, n, n)
			}
			m.write(fmt.Sprintf("postmortems/%03d.md", d), b.String())
		}
		report, err := m.check(server)
		if err != nil || report.Count(actions.InStep) != 1000 {
			t.Fatalf("%d in step, %v", report.Count(actions.InStep), err)
		}
		if n := server.Count(""); n > 15 {
			t.Errorf("labelled %v: %d requests", labelled, n)
		}
		// The next day nothing has changed, and next to nothing is sent.
		before := server.Count("")
		if report, err = m.check(server); err != nil || report.Count(actions.InStep) != 1000 {
			t.Fatalf("%d in step, %v", report.Count(actions.InStep), err)
		}
		if n := server.Count("") - before; n > 15 || server.Unmodified() < 10 {
			t.Errorf("labelled %v: %d requests, %d of them not modified", labelled, n, server.Unmodified())
		}
	}
}

func TestSyncOfNothingAsksNobody(t *testing.T) {
	server := newServer(t, githubtest.Options{})
	m := newMachine(t)
	report, err := m.sync(server)
	if err != nil || states(report) != "skipped skipped skipped skipped" || server.Count("") > 0 {
		t.Errorf("%s, %v", states(report), err)
	}
}

func TestSyncReadsAnArchivedRepository(t *testing.T) {
	m, server := pushed(t)
	server.EditIssue(repoName, 1, func(i *githubtest.Issue) { i.State, i.StateReason = "closed", "completed" })
	m.edit(key, "2026-12-01", "2027-12-01")
	server.Change(repoName, func(r *githubtest.Repository) { r.Archived = true })
	report, err := m.sync(server)
	if err != nil || states(report) != "synced in-step skipped in-step" {
		t.Errorf("%s, %v", states(report), err)
	}
	if got, want := report.Actions[3].Reason, "the repository is archived, so the issue keeps another due"; got != want {
		t.Errorf("reason %q, want %q", got, want)
	}
}

func TestSyncRefusesWordsThatFailLint(t *testing.T) {
	m, server := pushed(t)
	m.edit(key, "Alert on the EU checkout", "Alert whoever forgot the EU checkout")
	options := m.options(server, server.Transport())
	options.Lint = blames
	report, err := actions.Sync(t.Context(), m.sources(), options)
	var refused *actions.LintError
	if !errors.As(err, &refused) || states(report) != "in-step in-step skipped failed" {
		t.Errorf("%s, %v", states(report), err)
	}
}

func TestIssuesWhoseItemsWent(t *testing.T) {
	m, server := pushed(t)
	m.edit(key, "- [ ] Alert on the EU checkout failure ratio (detect, P2, @kmori, due 2026-12-01, for F2) [#3](https://github.com/acme/widgets/issues/3)\n", "")
	for name, run := range map[string]func(*githubtest.Server) (*actions.Report, error){"plan": m.plan, "push": m.push, "check": m.check, "sync": m.sync} {
		report, err := run(server)
		if err != nil || len(report.Unclaimed) != 1 || report.Unclaimed[0].Number != 3 || report.Unclaimed[0].Path != key {
			t.Errorf("%s: %+v, %v", name, report.Unclaimed, err)
		}
	}
	if n := len(server.Open(repoName)); n != 3 {
		t.Errorf("%d open issues: one was closed", n)
	}
	// A new item may be the one that went, in other words: then nothing is said.
	m.edit(key, "## Action items\n\n", "## Action items\n\n- [ ] Buy a second edge\n")
	if report, err := m.check(server); err != nil || len(report.Unclaimed) > 0 {
		t.Errorf("%+v, %v", report.Unclaimed, err)
	}
}

// The document is edited while GitHub is asked.
func TestSyncOfADocumentThatIsBeingEdited(t *testing.T) {
	m, server := pushed(t)
	for n := range 3 {
		server.EditIssue(repoName, n+1, func(i *githubtest.Issue) { i.State, i.StateReason = "closed", "completed" })
	}
	steps := 0
	transport := server.Transport()
	options := m.options(server, roundTripper(func(r *http.Request) (*http.Response, error) {
		if steps++; steps == 2 {
			m.edit(key, "## Action items\n\n", "## Action items\n\n- [ ] Practise the failover (respond, P3)\n")
			m.edit(key, "Roll configuration out region by region", "Roll configuration out, region by region,")
			m.edit(key, "- [ ] Alert on the EU checkout failure ratio (detect, P2, @kmori, due 2026-12-01, for F2) [#3](https://github.com/acme/widgets/issues/3)\n", "")
		}
		return transport.RoundTrip(r)
	}))
	report, err := actions.Sync(t.Context(), m.sources(), options)
	if err != nil || states(report) != "synced synced skipped skipped" {
		t.Errorf("%s, %v", states(report), err)
	}
	if got := m.read(key); strings.Count(got, "- [x]") != 3 || !strings.Contains(got, "- [ ] Practise") || !strings.Contains(got, "- [x] Roll configuration out, region by region, with") {
		t.Errorf("the document is\n%s", got)
	}
	if report, err = m.check(server); err != nil || states(report) != "skipped in-step in-step skipped" {
		t.Errorf("%s, %v", states(report), err)
	}
}

// An issue that GitHub says is on another host is not asked for there; the others are synced.
func TestSyncDoesNotFollowToAnotherHost(t *testing.T) {
	m, server := pushed(t)
	server.EditIssue(repoName, 1, func(i *githubtest.Issue) { i.Labels = nil })
	server.EditIssue(repoName, 2, func(i *githubtest.Issue) { i.State, i.StateReason = "closed", "completed" })
	server.Fail(githubtest.Fault{
		Match: "GET /repos/acme/widgets/issues/1", Status: http.StatusMovedPermanently, Header: http.Header{"Location": {"https://elsewhere.example/repos/acme/widgets/issues/1"}}, Times: 9,
	})
	report, err := m.sync(server)
	if err != nil || states(report) != "in-step synced skipped in-step" || !strings.Contains(report.Actions[0].Reason, "another host") {
		t.Errorf("%s %q, %v", states(report), report.Actions[0].Reason, err)
	}
}

// The same name on another host is another repository.
func TestSyncOfLinksToAnotherHost(t *testing.T) {
	m, server := pushed(t)
	server.EditIssue(repoName, 1, func(i *githubtest.Issue) { i.State, i.StateReason = "closed", "completed" })
	m.edit(key, "https://github.com/acme/widgets/issues/1", "https://ghe.example.com/acme/widgets/issues/1")
	before := m.read(key)
	report, err := m.sync(server)
	if err != nil || states(report) != "skipped in-step skipped in-step" || report.Actions[0].Reason != "tracked elsewhere" || m.read(key) != before {
		t.Errorf("%s %q, %v", states(report), report.Actions[0].Reason, err)
	}
}
