package main

import (
	"net/http"
	"os"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
)

const githubToken = "secret-test-token"

// githubServers are the fakes of the scripts that are running.
type githubServers struct{ byScript sync.Map }

// command runs a GitHub that knows the repository acme/widgets:
//
//	github start        sets GITHUB_API_URL, GITHUB_TOKEN and GITHUB_REPOSITORY
//	github cut          cuts the connection behind the next issue, after it was opened
//	github answer CODE  answers every request with this status
//	github dump FILE    writes its repositories, issues and labels to FILE
//	github stop         lets it vanish
func (g *githubServers) command(ts *testscript.TestScript, _ bool, args []string) {
	const usage = "usage: github start|cut|answer CODE|dump FILE|stop"
	if len(args) == 0 {
		ts.Fatalf(usage)
	}
	if args[0] == "start" {
		g.start(ts)
		return
	}
	value, ok := g.byScript.Load(ts)
	if !ok {
		ts.Fatalf("github start comes first")
	}
	server := value.(*githubtest.Server)
	switch strings.Join(args[:1], " ") {
	case "cut":
		server.Fail(githubtest.Fault{Match: "POST /repos/acme/widgets/issues", Apply: true, Drop: true})
	case "answer":
		status := map[string]int{"401": http.StatusUnauthorized, "403": http.StatusForbidden, "410": http.StatusGone, "500": http.StatusInternalServerError}[args[1]]
		server.Fail(githubtest.Fault{Status: status, Times: 100})
	case "dump":
		ts.Check(os.WriteFile(ts.MkAbs(args[1]), server.Dump(), 0o666))
	case "stop":
		server.Close()
	default:
		ts.Fatalf(usage)
	}
}

func (g *githubServers) start(ts *testscript.TestScript) {
	server := githubtest.New(githubtest.Options{Token: githubToken, BasePath: "/api/v3"})
	server.AddRepository(githubtest.Repository{Name: "acme/widgets", Assignees: []string{"kmori"}})
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
