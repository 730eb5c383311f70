package actions_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/actions"
	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
)

func (m *machine) pushWith(run func() actions.Options) (*actions.Report, error) {
	return actions.Push(m.t.Context(), m.sources(), run())
}

func TestTrackingIssue(t *testing.T) {
	server := newServer(t, githubtest.Options{})
	m := newMachine(t)
	options := func() actions.Options {
		o := m.options(server, server.Transport())
		o.Tracking = true
		return o
	}
	plan, err := actions.Plan(t.Context(), m.sources(), options())
	if err != nil || len(plan.Tracking) != 1 || plan.Tracking[0].State != actions.Created {
		t.Fatalf("plan: %+v, %v", plan.Tracking, err)
	}
	report, err := m.pushWith(options)
	if err != nil || len(report.Tracking) != 1 || report.Tracking[0].State != actions.Created || report.Tracking[0].Item.Issue.Number != 4 {
		t.Fatalf("push: %+v, %v", report.Tracking, err)
	}
	issue := server.Issues(repoName)[3]
	if want := "- [ ] #1\n- [ ] #2\n- [x] Write the status page template down\n- [ ] #3\n\nTracked by"; issue.Title != "Action items: Payments API: 502s for EU customers" || !strings.Contains(issue.Body, want) {
		t.Errorf("%s\n%s", issue.Title, issue.Body)
	}
	posts := server.Count("POST")
	if report, err = m.pushWith(options); err != nil || report.Tracking[0].State != actions.InStep || server.Count("POST") != posts || server.Count("PATCH") > 0 {
		t.Errorf("second push: %+v, %v", report.Tracking, err)
	}
	// It follows the items to the end, keeps what people write below, and is opened again with them.
	server.EditIssue(repoName, 4, func(i *githubtest.Issue) {
		i.Body = strings.Replace(i.Body, "- [ ] #1", "- [x] #1", 1) + "\nMeeting on Mondays.\n"
	})
	for n := range 3 {
		server.EditIssue(repoName, n+1, func(i *githubtest.Issue) { i.State, i.StateReason = "closed", "completed" })
		if report, err = actions.Check(t.Context(), m.sources(), options()); err != nil || report.Count(actions.OutOfStep) == 0 {
			t.Errorf("check: %s, %v", states(report), err)
		}
		if _, err = actions.Sync(t.Context(), m.sources(), options()); err != nil {
			t.Fatal(err)
		}
		issue = server.Issues(repoName)[3]
		if got := strings.Count(issue.Body, "- [x] #"); got != n+1 || !strings.HasSuffix(issue.Body, "\nMeeting on Mondays.\n") {
			t.Errorf("%d ticks, want %d\n%s", got, n+1, issue.Body)
		}
	}
	if issue.State != "closed" {
		t.Error("everything is done, and it is still open")
	}
	server.EditIssue(repoName, 2, func(i *githubtest.Issue) { i.State, i.StateReason = "open", "reopened" })
	if _, err = actions.Sync(t.Context(), m.sources(), options()); err != nil {
		t.Fatal(err)
	}
	if issue = server.Issues(repoName)[3]; issue.State != "open" || !strings.Contains(issue.Body, "- [ ] #2\n") {
		t.Errorf("%s\n%s", issue.State, issue.Body)
	}
	if report, err = actions.Check(t.Context(), m.sources(), options()); err != nil || report.Count(actions.OutOfStep) > 0 {
		t.Errorf("at last: %+v, %v", report.Tracking, err)
	}
}

func TestTrackingIssueIsOpenedOnce(t *testing.T) {
	for k := 1; k <= 22; k += 1 + thin/4 {
		t.Run(fmt.Sprint(k), func(t *testing.T) {
			t.Parallel()
			server := newServer(t, githubtest.Options{Lag: k % 3})
			m := newMachine(t)
			m.tracking = true
			server.Fail(githubtest.Fault{Request: k, Drop: true, Apply: k%2 == 0, Times: 1 + 9*(k%2)})
			m.crashing(server, 0, k+1, 0)
			server.Heal()
			m.rename(key, "postmortems/eu.md")
			for range 3 {
				m.mustPush(server)
			}
			var open []string
			for _, i := range server.Open(repoName) {
				if strings.HasPrefix(i.Title, "Action items:") {
					open = append(open, i.Body)
				}
			}
			if len(open) != 1 || !strings.Contains(open[0], "postmortems/eu.md") {
				t.Errorf("%d tracking issues\n%s", len(open), strings.Join(open, "\n"))
			}
		})
	}
}
