package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/blameless-postmortem/postmortem/internal/repo/repotest"
)

// workflowFiles are the action and every workflow, our own and the one that init writes.
func workflowFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", ".github", "workflows", "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no workflows: %v", err)
	}
	return append(files, filepath.Join("..", "..", "action.yml"), filepath.Join("..", "..", "templates", "init", "workflow.yaml"))
}

var pinned = regexp.MustCompile(`^[\w.-]+(/[\w.-]+)+@[0-9a-f]{40}$`)

// Actions of others are pinned by commit, no script holds an expression that others fill in, permissions are said, and no workflow runs with a
// writing token on a fork's commit.
func TestWorkflowsTrustNobody(t *testing.T) {
	for _, file := range workflowFiles(t) {
		trustsNobody(t, file, read(t, file))
	}
}

func trustsNobody(t *testing.T, file, source string) {
	t.Helper()
	var root yaml.Node
	if err := yaml.Unmarshal([]byte(source), &root); err != nil {
		t.Errorf("%s: %v", file, err)
		return
	}
	seen := map[string]bool{}
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		for i, value := range n.Content {
			walk(value)
			if n.Kind != yaml.MappingNode || i%2 == 0 {
				continue
			}
			key := n.Content[i-1]
			seen[key.Value] = true
			own := strings.HasPrefix(value.Value, "blameless-postmortem/postmortem@") || value.Value == "./"
			switch {
			case key.Value == "uses" && !own && (!pinned.MatchString(value.Value) || !strings.HasPrefix(value.LineComment, "# v")):
				t.Errorf("%s:%d: %s is not pinned by commit with its version beside it", file, value.Line, value.Value)
			case key.Value == "run" && strings.Contains(value.Value, "${{"):
				t.Errorf("%s:%d: an expression stands in a script; pass it through env", file, value.Line)
			case key.Value == "pull_request_target" || key.Value == "workflow_run":
				t.Errorf("%s:%d: %s gives a fork's commit our token", file, key.Line, key.Value)
			case key.Value == "permissions" && value.Kind == yaml.ScalarNode:
				t.Errorf("%s:%d: permissions are not told one by one", file, value.Line)
			}
		}
	}
	walk(&root)
	if seen["jobs"] && !seen["permissions"] {
		t.Errorf("%s: no permissions, so the token may do whatever the repository allows", file)
	}
	if seen["jobs"] && !seen["timeout-minutes"] {
		t.Errorf("%s: a job without timeout-minutes may run for six hours", file)
	}
}

type actionFile struct {
	Runs struct {
		Steps []struct {
			Name, Run string
			With      map[string]string
			Env       map[string]string
		}
	}
}

func action(t *testing.T) actionFile {
	t.Helper()
	var a actionFile
	if err := yaml.Unmarshal([]byte(read(t, filepath.Join("..", "..", "action.yml"))), &a); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestActionBuildsWithOurGo(t *testing.T) {
	version := action(t).Runs.Steps[0].With["go-version"]
	if !strings.Contains(read(t, filepath.Join("..", "..", "go.mod")), "\ngo "+version+".") {
		t.Errorf("action.yml builds with Go %s, which is not that of go.mod", version)
	}
}

// The action's script, in a pull request's checkout: what it runs, and that its inputs are no code.
func TestActionScript(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs bash and a link to the program")
	}
	program, err := exec.LookPath("postmortem")
	if err != nil {
		t.Fatal(err)
	}
	temp, checkout := t.TempDir(), t.TempDir()
	if err := os.Mkdir(filepath.Join(temp, "postmortem"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(program, filepath.Join(temp, "postmortem", "postmortem")); err != nil {
		t.Fatal(err)
	}
	const blame = "# x\n\n## Summary\n\nThe on-call engineer forgot to drain the node.\n"
	box := repotest.New(t)
	git := func(args ...string) {
		t.Helper()
		box.Git(checkout, args...)
	}
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Join(checkout, filepath.Dir(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(checkout, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	git("init", "--quiet")
	write("postmortems/old.md", blame)
	git("add", ".")
	git("commit", "--quiet", "-m", "old")
	git("update-ref", "refs/remotes/origin/main", "HEAD")
	write("postmortems/new.md", blame)
	git("add", ".")
	git("commit", "--quiet", "-m", "new")

	steps := action(t).Runs.Steps
	script := steps[len(steps)-1].Run
	for name, test := range map[string]struct {
		env       []string
		code      int
		want, not string
	}{
		"lint of a pull request":  {[]string{"COMMAND=lint", "GITHUB_BASE_REF=main"}, 1, "file=postmortems/new.md", "old.md"},
		"lint of every line":      {[]string{"COMMAND=lint", "GITHUB_BASE_REF=main", "DIFF=none"}, 1, "file=postmortems/old.md", "::error::"},
		"lint of a push":          {[]string{"COMMAND=lint"}, 1, "file=postmortems/old.md", ""},
		"lint since a revision":   {[]string{"COMMAND=lint", "DIFF=HEAD"}, 0, "", "file="},
		"in a folder":             {[]string{"COMMAND=lint", "DIRECTORY=postmortems/.."}, 1, "new.md", ""},
		"install":                 {[]string{"COMMAND=install"}, 0, "", "file="},
		"no such command":         {[]string{"COMMAND=publish"}, 2, "none of review, lint and install", ""},
		"code in a revision":      {[]string{"COMMAND=lint", "DIFF=$(touch pwned); touch pwned;"}, 2, "", "file="},
		"a flag in a revision":    {[]string{"COMMAND=lint", "DIFF=--fix"}, 2, "", "file="},
		"code in a folder":        {[]string{"COMMAND=lint", "DIRECTORY=`touch pwned`"}, 2, "no such folder", ""},
		"code in a command":       {[]string{"COMMAND=lint; touch pwned"}, 2, "none of review", ""},
		"code in the base branch": {[]string{"COMMAND=lint", "GITHUB_BASE_REF=$(touch pwned)"}, 2, "", "file="},
	} {
		t.Run(name, func(t *testing.T) {
			cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
			cmd.Dir = checkout
			cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + temp, "RUNNER_TEMP=" + temp, "DIRECTORY=.", "GITHUB_BASE_REF=", "DIFF="}, test.env...)
			var out bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &out
			_ = cmd.Run() // the exit code tells
			if code := cmd.ProcessState.ExitCode(); code != test.code {
				t.Errorf("exit code %d, want %d", code, test.code)
			}
			if !strings.Contains(out.String(), test.want) || test.not != "" && strings.Contains(out.String(), test.not) {
				t.Errorf("unexpected output")
			}
			if _, err := os.Stat(filepath.Join(checkout, "pwned")); err == nil {
				t.Error("an input was run as code")
			}
			if t.Failed() {
				t.Logf("%s", &out)
			}
		})
	}
}
