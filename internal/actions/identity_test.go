package actions_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/actions"
	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
)

// guards is a document with n items that differ in a number only.
func guards(n int) string {
	var b strings.Builder
	b.WriteString("---\ntitle: Payments down\nseverity: SEV-2\nstarted: 2026-11-20T09:58:00Z\n---\n\n# Action items\n\n")
	for i := range n {
		fmt.Fprintf(&b, "- [ ] Guard number %d of the queue (prevent, P1, @kmori, due 2026-12-15, for F1)\n", i+1)
	}
	return b.String()
}

// nonceOf is the random number in the reference of an issue.
func nonceOf(i githubtest.Issue) string {
	_, after, _ := strings.Cut(i.Body, "· `")
	id, _, _ := strings.Cut(after, "`")
	_, nonce, _ := strings.Cut(id, "-")
	return nonce
}

// TestAttemptsAreNotHandedOn: the random number of an attempt belongs to its item, not to one that reads much like it.
func TestAttemptsAreNotHandedOn(t *testing.T) {
	for _, lag := range []int{0, 3, 30} {
		t.Run(fmt.Sprint("lag ", lag), func(t *testing.T) {
			server := newServer(t, githubtest.Options{Lag: lag})
			m := newMachine(t)
			m.write(key, guards(3))
			if !m.crashing(server, 0, 8, 0) { // repository, issues, labels, four labels, the first issue
				t.Fatal("the push did not end early")
			}
			if n := len(server.Issues(repoName)); n != 1 {
				t.Fatalf("%d issues", n)
			}
			m.mustPush(server)
			seen := map[string]string{}
			for _, i := range server.Issues(repoName) {
				if other, ok := seen[nonceOf(i)]; ok && other != i.Title {
					t.Errorf("%q and %q carry the same number", other, i.Title)
				}
				seen[nonceOf(i)] = i.Title
			}
			for range 30 {
				m.mustPush(server)
			}
			m.mustBeTidy(server)
			m.edit(key, "- [ ] Guard number 2", "- [x] Guard number 2")
			if report, err := m.push(server); err != nil || len(report.Duplicates) > 0 {
				t.Errorf("duplicates %v, %v", report.Duplicates, err)
			}
		})
	}
}

const four = `---
title: Payments down
severity: SEV-2
started: 2026-11-20T09:58:00Z
---

# Contributing factors

- **F1** Nothing measures the age of the index.

# Action items

- [ ] Alert on queue depth above ten thousand in checkout (prevent, P0, @kmori, due 2026-12-10, for F1)
- [ ] Configure snapshots and their clean-up in one place (prevent, P1, @kmori, due 2026-12-11, for F1)
- [ ] Show the age of search results on the page (prevent, P2, @kmori, due 2026-12-12, for F1)
- [ ] Write a failover runbook for the payments proxy (prevent, P0, @kmori, due 2026-12-13, for F1)
`

// TestRewordedWithoutLinks: the links were lost, and one item was reworded. Its issue is taken, or asked about, and no other is opened for it.
func TestRewordedWithoutLinks(t *testing.T) {
	for name, test := range map[string]struct{ old, text, states string }{
		"light":  {"above ten thousand in", "above 12k in", "adopted adopted adopted adopted"},
		"medium": {"Configure snapshots and their clean-up in one place", "Set up snapshot retention and tidying centrally", "adopted adopted adopted adopted"},
		"full":   {"Show the age of search results on the page", "Display staleness to customers", "adopted adopted adopted adopted"},
		"with other fields": {
			"Show the age of search results on the page (prevent, P2, @kmori, due 2026-12-12", "Display staleness to customers (detect, P1, @adiallo, due 2027-01-12",
			"adopted adopted failed adopted",
		},
		"at the end": {
			"Write a failover runbook for the payments proxy (prevent, P0, @kmori, due 2026-12-13", "Practise losing the proxy (respond, P3, @adiallo, due 2027-01-12",
			"adopted adopted adopted failed",
		},
	} {
		for _, journal := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s/journal=%v", name, journal), func(t *testing.T) {
				server := newServer(t, githubtest.Options{})
				m := newMachine(t)
				m.write(key, four)
				m.mustPush(server)
				if !journal {
					m = newMachine(t)
				}
				m.write(key, strings.Replace(four, test.old, test.text, 1))
				report, err := m.push(server)
				if got := states(report); got != test.states || (err != nil) != strings.Contains(test.states, "failed") {
					t.Errorf("%s, %v; want %s", got, err, test.states)
				}
				if n := len(server.Issues(repoName)); n != 4 {
					t.Errorf("%d issues, want 4", n)
				}
			})
		}
	}
}

// TestItemInPlaceOfAnother: what stood beside an item is not asked about, and what shares nothing with an issue that is left is new.
func TestItemInPlaceOfAnother(t *testing.T) {
	server := newServer(t, githubtest.Options{})
	m := newMachine(t)
	m.write(key, four)
	m.mustPush(server)
	linked := m.read(key)
	_, rest, _ := strings.Cut(linked, "- [ ] Alert")
	_, rest, _ = strings.Cut(rest, "\n")
	m.write(key, strings.Replace(linked, linked[strings.Index(linked, "- [ ] Alert"):], rest+"- [ ] Practise losing a region (respond, P3, @adiallo, due 2027-01-12)\n", 1))
	report, err := m.push(server)
	if got, want := states(report), "exists exists exists created"; err != nil || got != want {
		t.Errorf("%s, %v, want %s", got, err, want)
	}
	if len(report.Unclaimed) != 1 || report.Unclaimed[0].Number != 1 {
		t.Errorf("unclaimed: %+v", report.Unclaimed)
	}
}

// TestRenamedAndStripped: the comment in the issues is gone, the file has another name, and this machine has no journal.
func TestRenamedAndStripped(t *testing.T) {
	server := newServer(t, githubtest.Options{StripComments: true})
	m := newMachine(t)
	m.write(key, four)
	m.write("postmortems/other.md", strings.Replace(guards(1), "Guard number 1 of the queue", "Write a failover runbook for the payments proxy", 1))
	m.mustPush(server)
	fresh := newMachine(t)
	fresh.write(key, strings.Replace(four, "above ten thousand in", "above 12k in", 1))
	fresh.rename(key, "postmortems/2026-11-20-renamed.md")
	fresh.write("postmortems/renamed.md", strings.Replace(guards(1), "Guard number 1 of the queue", "Write a failover runbook for the payments proxy", 1))
	for range 2 {
		if _, err := fresh.push(server); err != nil {
			t.Log(err)
		}
	}
	if n := len(server.Issues(repoName)); n != 5 {
		t.Errorf("%d issues, want 5\n%s", n, server.Dump())
	}
}

// TestRenamedAndStrippedToTwo: where two documents come into question nothing is opened.
func TestRenamedAndStrippedToTwo(t *testing.T) {
	server := newServer(t, githubtest.Options{StripComments: true})
	m := newMachine(t)
	m.write(key, guards(2))
	m.mustPush(server)
	fresh := newMachine(t)
	fresh.rename(key, "postmortems/a.md")
	fresh.write("postmortems/a.md", guards(2))
	fresh.write("postmortems/b.md", guards(2))
	report, err := fresh.push(server)
	if got := states(report); err == nil || got != "failed failed failed failed" {
		t.Errorf("%s, %v", got, err)
	}
}

// TestDuplicateOfAReworded: two machines opened issues; before the slower one looks again the item is reworded on both, and the issue that stays with it.
func TestDuplicateOfAReworded(t *testing.T) {
	for name, run := range map[string]func(*machine, *githubtest.Server) (*actions.Report, error){"push": (*machine).push, "sync": (*machine).sync} {
		t.Run(name, func(t *testing.T) {
			server := newServer(t, githubtest.Options{Lag: 100})
			a, b := newMachine(t), newMachine(t)
			for _, m := range []*machine{a, b} {
				m.write(key, guards(2))
				m.mustPush(server)
			}
			for range 100 {
				if _, err := a.check(server); err != nil {
					t.Fatal(err)
				}
			}
			for _, m := range []*machine{a, b} {
				m.edit(key, "Guard number 1 of the queue", "Watch every queue")
			}
			a.mustPush(server)
			if report, err := b.plan(server); err != nil || len(report.Actions[0].Changes) != 1 || report.Actions[0].Changes[0].To != "#1" {
				t.Errorf("plan: %+v, %v", report.Actions[0].Changes, err)
			}
			if _, err := run(b, server); err != nil {
				t.Error(err)
			}
			a.mustBeTidy(server)
			b.mustBeTidy(server)
		})
	}
}

// TestMovedRepositoryUnderItsNewName: the documents still have the links of before the move.
func TestMovedRepositoryUnderItsNewName(t *testing.T) {
	server := newServer(t, githubtest.Options{})
	server.AddRepository(githubtest.Repository{Name: "acme/edge"})
	m := newMachine(t)
	m.write(key, guards(1)+"- [ ] Raise the limit of the edge (prevent, P1) [acme/edge#1](https://github.com/acme/edge/issues/1)\n")
	m.mustPush(server)
	server.AddIssue("acme/edge", githubtest.Issue{Title: "Raise the limit of the edge"})
	server.Move(repoName, "acme/gadgets")
	fresh := newMachine(t)
	fresh.write(key, m.read(key)+"- [ ] Guard number 1 of the queue (prevent, P1, @kmori, due 2026-12-20, for F2)\n")
	for _, m := range []*machine{fresh, m} {
		m.repo = "acme/gadgets"
	}
	report, err := fresh.push(server)
	if got := states(report); err != nil || got != "exists exists created" || len(report.Unclaimed) > 0 {
		t.Errorf("%s, %+v, %v", got, report.Unclaimed, err)
	}
	if report, err := fresh.check(server); err != nil || states(report) != "in-step in-step in-step" {
		t.Errorf("%s, %v", states(report), err)
	}
}

// TestJournalOfAMovedRepository: what was noted under the old name counts under the new.
func TestJournalOfAMovedRepository(t *testing.T) {
	server := newServer(t, githubtest.Options{})
	m := newMachine(t)
	root := m.state
	m.state = filepath.Join(root, "acme", "widgets")
	if !m.crashing(server, 0, firstCreate, 0) {
		t.Fatal("the push did not end early")
	}
	m.edit(key, "Refuse a proxy configuration that leaves a region without an upstream (prevent, P1, @kmori, due 2026-12-15, for F1)", "Buy a second edge (mitigate, P0, @adiallo)")
	server.Move(repoName, "acme/gadgets")
	m.repo, m.state = "acme/gadgets", filepath.Join(root, "acme", "gadgets")
	options := m.options(server, server.Transport())
	options.Journals = root
	report, err := actions.Push(t.Context(), m.sources(), options)
	if got := states(report); err == nil || got != "failed created skipped created" {
		t.Errorf("%s, %v", got, err)
	}
	if n := len(server.Issues("acme/gadgets")); n != 3 {
		t.Errorf("%d issues, want 3", n)
	}
}
