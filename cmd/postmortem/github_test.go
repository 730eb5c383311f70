package main

import (
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
)

const githubToken = "secret-test-token"

// githubServers are the fakes of the scripts that are running.
type githubServers struct{ byScript, counted sync.Map }

// command runs a GitHub that knows the repository acme/widgets:
//
//	github start [bot]  sets GITHUB_API_URL, GITHUB_TOKEN and GITHUB_REPOSITORY; the token is octocat's, or a workflow's
//	github cut          cuts the connection behind the next issue, after it was opened
//	github cut pulls    the same for a pull request
//	github answer CODE  answers every request with this status
//	github heal         answers again as it should
//	github close N WHY  closes an issue as completed, not_planned or duplicate
//	github reopen N     opens it again
//	github assign N WHO makes somebody its only assignee
//	github delete N     deletes it
//	github transfer N   moves it to acme/edge
//	github count MAX    fails when there were more requests since it was asked last
//	github pull DIR BASE HEAD FILE  opens, or brings up to date, the pull request of a repository's commits, and sets the variables of a GitHub Actions run for it;
//	                    FILE becomes the event
//	github token KIND   makes the token that of a workflow (write), or of one for a fork (read)
//	github dump FILE    writes its repositories, issues and labels to FILE
//	github stop         lets it vanish
func (g *githubServers) command(ts *testscript.TestScript, _ bool, args []string) {
	const usage = "usage: github start [bot]|cut [pulls]|answer CODE|heal|close N WHY|reopen N|assign N WHO|delete N|transfer N|pull DIR BASE HEAD FILE|token KIND|count MAX|dump FILE|stop"
	if len(args) == 0 {
		ts.Fatalf(usage)
	}
	if args[0] == "start" {
		g.start(ts, len(args) > 1)
		return
	}
	value, ok := g.byScript.Load(ts)
	if !ok {
		ts.Fatalf("github start comes first")
	}
	server := value.(*githubtest.Server)
	switch strings.Join(args[:1], " ") {
	case "cut":
		server.Fail(githubtest.Fault{Match: "POST /repos/acme/widgets/" + append(args, "issues")[1], Apply: true, Drop: true})
	case "answer":
		status := map[string]int{"401": http.StatusUnauthorized, "403": http.StatusForbidden, "410": http.StatusGone, "500": http.StatusInternalServerError}[args[1]]
		server.Fail(githubtest.Fault{Status: status, Times: 100})
	case "close", "reopen", "assign", "delete", "transfer":
		g.edit(ts, server, args)
	case "pull":
		g.pull(ts, server, args[1:])
	case "token":
		server.Change("acme/widgets", func(r *githubtest.Repository) { r.Permission = args[1] })
	case "count":
		most, err := strconv.Atoi(args[1])
		ts.Check(err)
		total := server.Count("")
		before, _ := g.counted.Swap(ts, total)
		if last, _ := before.(int); total-last > most {
			ts.Fatalf("%d requests: %s", total-last, strings.Join(server.Requests()[last:], "; "))
		}
	case "heal":
		server.Heal()
	case "dump":
		ts.Check(os.WriteFile(ts.MkAbs(args[1]), server.Dump(), 0o666))
	case "stop":
		server.Close()
	default:
		ts.Fatalf(usage)
	}
}

// edit changes an issue as a person would.
func (g *githubServers) edit(ts *testscript.TestScript, server *githubtest.Server, args []string) {
	number, err := strconv.Atoi(args[1])
	ts.Check(err)
	if args[0] == "transfer" {
		server.Transfer("acme/widgets", number, "acme/edge")
		return
	}
	server.EditIssue("acme/widgets", number, func(i *githubtest.Issue) {
		switch args[0] {
		case "close":
			i.State, i.StateReason = "closed", args[2]
		case "reopen":
			i.State, i.StateReason = "open", "reopened"
		case "assign":
			i.Assignees = []string{args[2]}
		case "delete":
			i.Deleted = true
		}
	})
}

// pull makes what a push to a pull request makes: its files, and a run of GitHub Actions.
func (g *githubServers) pull(ts *testscript.TestScript, server *githubtest.Server, args []string) {
	folder, base, head, event := ts.MkAbs(args[0]), args[1], args[2], ts.MkAbs(args[3])
	files, err := githubtest.Changes(folder, base, head)
	ts.Check(err)
	commit := func(name string) string {
		ts.Check(ts.Exec("git", "-C", folder, "rev-parse", name))
		return strings.TrimSpace(ts.ReadFile("stdout"))
	}
	update := func(p *githubtest.PullRequest) { p.HeadSHA, p.BaseSHA, p.Files = commit(head), commit(base), files }
	number := 0
	for _, p := range server.Pulls("acme/widgets") {
		if p.Head == head {
			number = p.Number
			server.EditPull("acme/widgets", number, update)
		}
	}
	if number == 0 {
		p := githubtest.PullRequest{Title: "Postmortem", Head: head, Base: base, Author: "ines"}
		update(&p)
		number = server.AddPull("acme/widgets", p)
	}
	ts.Check(os.WriteFile(event, fmt.Appendf(nil, `{"action": "synchronize", "number": %d, "pull_request": {"number": %[1]d}}`, number), 0o666))
	ts.Setenv("GITHUB_ACTIONS", "true")
	ts.Setenv("GITHUB_EVENT_NAME", "pull_request")
	ts.Setenv("GITHUB_EVENT_PATH", event)
	ts.Setenv("GITHUB_STEP_SUMMARY", event+".summary.md")
}

func (g *githubServers) start(ts *testscript.TestScript, bot bool) {
	login := "octocat"
	if bot {
		login = "github-actions[bot]"
	}
	server := githubtest.New(githubtest.Options{Token: githubToken, BasePath: "/api/v3", Login: login})
	server.AddRepository(githubtest.Repository{Name: "acme/widgets", Assignees: []string{"kmori"}})
	server.AddRepository(githubtest.Repository{Name: "acme/edge"})
	server.Listen()
	g.byScript.Store(ts, server)
	ts.Defer(func() {
		g.byScript.Delete(ts)
		server.Close()
		if v := server.Violations(); len(v) > 0 {
			ts.Fatalf("GitHub would not understand: %s", strings.Join(v, "; "))
		}
	})
	ts.Setenv("GITHUB_API_URL", server.URL())
	ts.Setenv("GITHUB_TOKEN", githubToken)
	ts.Setenv("GITHUB_REPOSITORY", "acme/widgets")
}
