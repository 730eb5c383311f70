package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/blameless-postmortem/postmortem/internal/cli"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"postmortem": program})
}

// program is main with a clock that stands still and no pauses between requests.
func program() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	env := environment()
	env.Now = func() time.Time { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) }
	env.Sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	os.Exit(cli.Main(ctx, env, os.Args[1:]))
}

// TestScripts runs testdata/script/COMMAND/*.txtar, every folder there is. UPDATE=1 rewrites what cmp compares.
func TestScripts(t *testing.T) {
	folders, err := filepath.Glob(filepath.Join("testdata", "script", "*"))
	if err != nil || len(folders) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	servers := new(githubServers)
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			testscript.Run(t, testscript.Params{
				Dir:                 folder,
				Setup:               setup,
				UpdateScripts:       os.Getenv("UPDATE") != "",
				RequireUniqueNames:  true,
				RequireExplicitExec: true,
				Cmds: map[string]func(*testscript.TestScript, bool, []string){
					"exits":  exitsCommand,
					"github": servers.command,
					"repo":   repoCommand,
					"term":   termCommand,
				},
			})
		})
	}
}

// scriptVariables are the variables that the program reads; scripts start with those that setup sets, and none of the user's own.
var scriptVariables = []string{
	"HOME", "USERPROFILE", "LocalAppData", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_TERMINAL_PROMPT",
	"GIT_CEILING_DIRECTORIES", "TERM", "NO_COLOR", "ACCESSIBLE", "EDITOR", "VISUAL",
	"GORACE", "GITHUB_TOKEN", "GH_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_SERVER_URL",
	"GITHUB_ACTIONS", "GITHUB_EVENT_NAME", "GITHUB_EVENT_PATH", "GITHUB_STEP_SUMMARY",
}

// setup keeps a script away from the user's own files and network.
func setup(env *testscript.Env) error {
	home := filepath.Join(env.WorkDir, ".home")
	if err := os.MkdirAll(home, 0o755); err != nil {
		return err
	}
	for key, value := range map[string]string{
		"HOME": home, "USERPROFILE": home, "LocalAppData": filepath.Join(home, "state"), "XDG_STATE_HOME": filepath.Join(home, "state"),
		"XDG_CONFIG_HOME": filepath.Join(home, "config"), "GIT_CONFIG_GLOBAL": filepath.Join(home, "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1",
		"GIT_TERMINAL_PROMPT": "0", "GIT_CEILING_DIRECTORIES": filepath.Dir(env.WorkDir), "TERM": "screen-256color",
		"GORACE": "atexit_sleep_ms=0", // else the race detector waits a second at the end of every run of the program
	} {
		env.Setenv(key, value)
	}
	for _, key := range scriptVariables {
		if env.Getenv(key) == "" {
			env.Setenv(key, "")
		}
	}
	return nil
}

// exitsCommand runs a program that must end with an exit code: exits CODE PROGRAM [ARG...]. What it printed is there for stdout and stderr.
func exitsCommand(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARG...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if fmt.Sprint(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// repoCommand makes a git repository: repo FOLDER [anonymous]. Without "anonymous" it has an identity.
func repoCommand(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) == 0 {
		ts.Fatalf("usage: repo FOLDER [anonymous]")
	}
	ts.Check(ts.Exec("git", "init", "--quiet", "--initial-branch=main", args[0]))
	if len(args) == 1 {
		ts.Check(ts.Exec("git", "-C", args[0], "config", "user.name", "Ines Example"))
		ts.Check(ts.Exec("git", "-C", args[0], "config", "user.email", "ines@example.org"))
	}
}
