package actions_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/actions"
	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/github"
	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
)

// fields are what the changes of a report concern, as "field in where".
func fields(changes []actions.Change) []string {
	var all []string
	for _, c := range changes {
		all = append(all, c.Field+" in "+c.In)
	}
	return all
}

func (m *machine) plan(server *githubtest.Server) (*actions.Report, error) {
	return actions.Plan(m.t.Context(), m.sources(), m.options(server, server.Transport()))
}

func TestWhatTheDocumentOwns(t *testing.T) {
	const first = "Refuse a proxy configuration that leaves a region without an upstream"
	for name, test := range map[string]struct {
		edit  func(m *machine, server *githubtest.Server)
		want  []string
		check func(i githubtest.Issue) bool
	}{
		"nothing": {func(*machine, *githubtest.Server) {}, nil, func(i githubtest.Issue) bool { return i.Title == first }},
		"title": {
			func(m *machine, _ *githubtest.Server) { m.edit(key, first, "Refuse such configurations in CI") },
			[]string{"title in github"},
			func(i githubtest.Issue) bool {
				return i.Title == "Refuse such configurations in CI" && strings.Contains(i.Body, "**What:** Refuse such configurations in CI\n")
			},
		},
		"due": {
			func(m *machine, _ *githubtest.Server) { m.edit(key, "2026-12-15", "2027-01-15") },
			[]string{"due in github"},
			func(i githubtest.Issue) bool { return strings.Contains(i.Body, "**Due:** 2027-01-15\n") },
		},
		"due in a text that somebody edited": {
			func(m *machine, server *githubtest.Server) {
				server.EditIssue(repoName, 1, func(i *githubtest.Issue) {
					i.Body = "- [x] asked the network team\n\n" + i.Body + "\nMore in the wiki.\n"
				})
				m.edit(key, "2026-12-15", "2027-01-15")
			},
			[]string{"due in github"},
			func(i githubtest.Issue) bool {
				return strings.Contains(i.Body, "**Due:** 2027-01-15\n") && strings.HasPrefix(i.Body, "- [x] asked") && strings.HasSuffix(i.Body, "More in the wiki.\n")
			},
		},
		"title in a text whose comment was stripped": {
			func(m *machine, server *githubtest.Server) {
				server.EditIssue(repoName, 1, func(i *githubtest.Issue) { i.Body, _, _ = strings.Cut(i.Body, "<!--") })
				m.edit(key, first, "Refuse such configurations in CI")
			},
			[]string{"title in github"},
			func(i githubtest.Issue) bool { return i.Title == "Refuse such configurations in CI" },
		},
		"priority": {
			func(m *machine, server *githubtest.Server) {
				server.EditIssue(repoName, 1, func(i *githubtest.Issue) { i.Labels = append(i.Labels, "P9-of-ours") })
				m.edit(key, "P1, @kmori", "P0, @kmori")
			},
			[]string{"labels in github"},
			func(i githubtest.Issue) bool {
				return slices.Contains(i.Labels, "P0") && !slices.Contains(i.Labels, "P1") && slices.Contains(i.Labels, "P9-of-ours")
			},
		},
		"factor": {
			func(m *machine, _ *githubtest.Server) { m.edit(key, "was accepted.", "was accepted by the validator.") },
			[]string{"text in github"},
			func(i githubtest.Issue) bool { return strings.Contains(i.Body, "accepted by the validator") },
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := newServer(t, githubtest.Options{})
			m := newMachine(t)
			m.mustPush(server)
			test.edit(m, server)
			patches := server.Count("PATCH")
			plan, err := m.plan(server)
			if err != nil || !slices.Equal(fields(plan.Actions[0].Changes), test.want) || server.Count("PATCH") != patches {
				t.Errorf("plan: %q, %v", fields(plan.Actions[0].Changes), err)
			}
			report, err := m.push(server)
			if err != nil || states(report) != "exists exists skipped exists" {
				t.Errorf("push: %s, %v", states(report), err)
			}
			if got := fields(report.Actions[0].Changes); !slices.Equal(got, test.want) {
				t.Errorf("changes %q, want %q", got, test.want)
			}
			issue := server.Issues(repoName)[0]
			if !test.check(issue) {
				t.Errorf("the issue is %q %q\n%s", issue.Title, issue.Labels, issue.Body)
			}
			before := server.Count("PATCH")
			if report, err = m.push(server); err != nil || len(report.Actions[0].Changes) > 0 || server.Count("PATCH") != before {
				t.Errorf("a further push changes %q, %v", fields(report.Actions[0].Changes), err)
			}
			m.mustBeTidy(server)
		})
	}
}

func TestForeignIssueKeepsItsWords(t *testing.T) {
	server := newServer(t, githubtest.Options{})
	server.AddIssue(repoName, githubtest.Issue{Title: "Edge is flaky", Body: "Somebody's words.", Labels: []string{"postmortem"}})
	m := newMachine(t)
	m.write(key, "# Action items\n\n- [ ] Alert by region (P1, due 2026-12-15) [#1](https://github.com/acme/widgets/issues/1)\n")
	report, err := m.push(server)
	if err != nil || len(report.Actions[0].Changes) > 0 || server.Count("PATCH") > 0 {
		t.Errorf("%v, %v", report.Actions[0].Changes, err)
	}
}

// A label that another tool or person made the item's own may stand twice in different case: GitHub knows one.
func TestLabelsInAnotherCase(t *testing.T) {
	server := newServer(t, githubtest.Options{})
	server.AddLabel(repoName, "POSTMORTEM")
	server.AddLabel(repoName, "p1")
	m := newMachine(t)
	for range 2 {
		report, err := m.push(server)
		if err != nil || len(report.Actions[0].Changes) > 0 {
			t.Fatalf("%v, %v", report.Actions[0].Changes, err)
		}
	}
	if n := server.Count("PATCH"); n > 0 {
		t.Errorf("%d changes", n)
	}
}

// blames finds the word "forgot".
func blames(doc *document.Document) []actions.Finding {
	var all []actions.Finding
	for at := 0; ; at++ {
		i := strings.Index(string(doc.Source[at:]), "forgot")
		if i < 0 {
			return all
		}
		at += i
		all = append(all, actions.Finding{Rule: "blame/person-fault", Message: "It blames.", Span: document.Span{Start: at, End: at + 6}})
	}
}

func TestItemsThatFailLint(t *testing.T) {
	server := newServer(t, githubtest.Options{})
	m := newMachine(t)
	m.edit(key, "Roll configuration out", "Remind whoever forgot to roll configuration out")
	m.write("postmortems/other.md", "# Other\n\n## Action items\n\n- [x] Tell them what they forgot\n- [ ] Alert by region\n")
	options := m.options(server, server.Transport())
	options.Lint = blames
	for i, run := range []run{actions.Plan, actions.Push} { // first what would be done, then doing it
		name := []string{"plan", "push"}[i]
		report, err := run(t.Context(), m.sources(), options)
		var refused *actions.LintError
		if !errors.As(err, &refused) || states(report) != "failed failed skipped failed skipped created" || refused.Line != 17 || !strings.Contains(refused.Error(), "blame/person-fault") {
			t.Errorf("%s: %s, %v", name, states(report), err)
		}
	}
	// What stops a run counts for more than what concerns a document.
	server.Fail(githubtest.Fault{Match: "GET /repos/acme/widgets/issues", Status: 401, Times: 9})
	var failure *github.Error
	if _, err := actions.Push(t.Context(), m.sources(), options); !errors.As(err, &failure) {
		t.Errorf("got %v, want the credentials", err)
	}
	server.Heal()
	options.AllowFindings = true
	if report, err := actions.Push(t.Context(), m.sources(), options); err != nil || states(report) != "created created skipped created skipped exists" {
		t.Errorf("push when told: %s, %v", states(report), err)
	}
	// A linked item that was reworded so is not sent either; the others are.
	options.AllowFindings = false
	m.edit(key, "Alert on the EU checkout", "Alert whoever forgot the EU checkout")
	m.edit(key, "2026-12-15", "2027-01-15")
	report, err := actions.Push(t.Context(), m.sources(), options)
	var refused *actions.LintError
	if !errors.As(err, &refused) || states(report) != "exists exists skipped failed skipped exists" || len(report.Actions[0].Changes) == 0 {
		t.Errorf("second push: %s, %v", states(report), err)
	}
	m.mustBeTidy(server)
}

func TestFactorsThatFailLintAreNotQuoted(t *testing.T) {
	server := newServer(t, githubtest.Options{})
	m := newMachine(t)
	m.edit(key, "was accepted.", "was accepted, as the team forgot to check.")
	options := m.options(server, server.Transport())
	options.Lint = blames
	if _, err := actions.Push(t.Context(), m.sources(), options); err != nil {
		t.Fatal(err)
	}
	body := server.Issues(repoName)[0].Body
	if strings.Contains(body, "forgot") || !strings.Contains(body, "**Why** (contributing factor): F1\n") {
		t.Errorf("the sentence behind the item was sent:\n%s", body)
	}
}

func TestPlanTellsDuplicates(t *testing.T) {
	server := newServer(t, githubtest.Options{})
	a, b := newMachine(t), newMachine(t)
	a.mustPush(server)
	twin := server.Issues(repoName)[0]
	number := server.AddIssue(repoName, githubtest.Issue{Title: twin.Title, Body: twin.Body, Labels: twin.Labels})
	before := server.Count("")
	if _, err := b.plan(server); err != nil || server.Count("PATCH") > 0 || server.Count("")-before != 2 {
		t.Errorf("%v", err)
	}
	if plan, err := a.plan(server); err != nil || !slices.Equal(plan.Duplicates, []int{number}) {
		t.Errorf("duplicates %v, %v", plan.Duplicates, err)
	}
}

func TestLimitsAreNotOfTheItem(t *testing.T) {
	server := newServer(t, githubtest.Options{})
	m := newMachine(t)
	m.mustPush(server)
	m.edit(key, "2026-12-15", "2027-01-15")
	server.Fail(githubtest.Fault{Match: "PATCH", Status: 401, Times: 9})
	report, err := m.push(server)
	var failure *github.Error
	if !errors.As(err, &failure) || failure.Kind != github.Credentials || states(report) != "failed exists skipped exists" {
		t.Errorf("%s, %v", states(report), err)
	}
}

// What an issue says of its document is held to the same rules as the items, and turns up in no other issue.
func TestTitlesThatFailLint(t *testing.T) {
	server := newServer(t, githubtest.Options{})
	m := newMachine(t)
	m.write("postmortems/blame.md", "# Bob forgot the flag\n\n**Services:** whoever forgot\n\n## Action items\n\n- [ ] Alert by region as in #12 and acme/other#7 (P1)\n")
	options := m.options(server, server.Transport())
	options.Lint, options.Tracking = blames, true
	if report, err := actions.Push(t.Context(), m.sources(), options); err != nil {
		t.Fatalf("%s, %v", states(report), err)
	}
	found := false
	for _, i := range server.Open(repoName) {
		if strings.Contains(i.Title+i.Body, "forgot") {
			t.Errorf("sent: %s\n%s", i.Title, i.Body)
		}
		if strings.Contains(i.Body, "#12") || strings.Contains(i.Body, "#7") {
			t.Errorf("it refers to other issues: %s", i.Body)
		}
		found = found || strings.Contains(i.Body, "blame.md")
	}
	if !found {
		t.Error("the document is not named by its file")
	}
}
