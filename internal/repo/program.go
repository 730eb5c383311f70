package repo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// gitCall is one run of the user's git program.
type gitCall struct {
	dir   string // working directory; "": the root
	args  []string
	stdin string
	query bool      // it only reads, so it must not take locks on the side
	ask   bool      // it may ask for credentials on the terminal
	out   io.Writer // where a query prints to, as it goes; nil: runGit returns it
}

// gitFailure is a run of git that didn't succeed.
type gitFailure struct {
	command string
	code    int    // exit code; -1 when it was killed or never ran
	output  string // what git and its hooks said; holds whatever they print
	err     error
}

func (e *gitFailure) Error() string {
	if e.output != "" {
		return e.output
	}
	return fmt.Sprintf("git %s: %v", e.command, e.err)
}

func (e *gitFailure) Unwrap() error { return e.err }

// graceTime is how long git may take to end once it was interrupted, and how
// long a background process that a hook left behind may hold its output open.
const graceTime = 2 * time.Second

// runGit runs git and returns what a query printed; of other calls only a
// failure tells what was said. It ends when ctx does.
func (r *Repository) runGit(ctx context.Context, call gitCall) (string, error) {
	args := call.args
	if call.query {
		args = append([]string{"--no-optional-locks"}, args...)
	}
	cmd := exec.CommandContext(ctx, r.gitPath, args...)
	cmd.Dir = call.dir
	if cmd.Dir == "" {
		cmd.Dir = r.root
	}
	cmd.Env = r.environ()
	if !call.ask {
		cmd.Env = append(cmd.Env, "GIT_TERMINAL_PROMPT=0")
	}
	cmd.Stdin = strings.NewReader(call.stdin)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said // in the order it was said
	switch {
	case call.out != nil:
		cmd.Stdout = call.out
	case call.query:
		cmd.Stdout = &out
	}
	// git removes its lock files when interrupted, not when killed.
	cmd.Cancel = func() error {
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			return cmd.Process.Kill()
		}
		return nil
	}
	cmd.WaitDelay = graceTime
	err := cmd.Run()
	if errors.Is(err, exec.ErrWaitDelay) {
		err = nil
	}
	if err == nil {
		return out.String(), nil
	}
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	failure := &gitFailure{command: call.args[0], code: -1, output: withoutUserInfo(strings.TrimSpace(said.String())), err: err}
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		failure.code = exit.ExitCode()
	}
	return out.String(), failure
}

// exitCode is git's exit code, or -1 for an error of another kind.
func exitCode(err error) int {
	if failure, ok := errors.AsType[*gitFailure](err); ok {
		return failure.code
	}
	return -1
}

// environ is the environment for git: the process's own, with every value as
// [Options.Getenv] gives it.
func (r *Repository) environ() []string {
	env := os.Environ()
	if r.opts.Getenv != nil {
		env = r.overlay(env)
	}
	// The repository was found from another directory than git runs in.
	if r.root != "" && r.anySet(redirects) != "" {
		env = append(env, "GIT_DIR="+r.gitDir, "GIT_WORK_TREE="+r.root)
		if r.commonDir != r.gitDir {
			env = append(env, "GIT_COMMON_DIR="+r.commonDir)
		}
	}
	return env
}

// gitVariables are the variables that git reads and that a caller's Getenv may
// know although the process has none of that name.
var gitVariables = []string{
	"HOME", "XDG_CONFIG_HOME", "EMAIL", "PATH",
	"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS",
	"GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE",
	"GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_DATE",
	"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_CEILING_DIRECTORIES",
	"GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
	"GIT_NAMESPACE", "GIT_REPLACE_REF_BASE",
}

func (r *Repository) overlay(process []string) []string {
	var env []string
	seen := map[string]bool{}
	for _, pair := range process {
		// Windows has entries such as "=C:=C:\dir", whose name begins with "=".
		i := strings.Index(pair[min(1, len(pair)):], "=") + 1
		if i < 1 {
			continue
		}
		name := pair[:i]
		seen[name] = true
		switch value := r.opts.Getenv(name); {
		case value != "":
			env = append(env, name+"="+value)
		case pair == name+"=" || strings.HasPrefix(name, "="):
			env = append(env, pair)
		}
	}
	names := slices.Clone(gitVariables)
	for i := range r.configPairs() {
		names = append(names, fmt.Sprintf("GIT_CONFIG_KEY_%d", i), fmt.Sprintf("GIT_CONFIG_VALUE_%d", i))
	}
	for _, name := range names {
		if value := r.opts.Getenv(name); value != "" && !seen[name] {
			env = append(env, name+"="+value)
		}
	}
	return env
}

func (r *Repository) getenv(name string) string {
	if r.opts.Getenv != nil {
		return r.opts.Getenv(name)
	}
	return os.Getenv(name)
}

// anySet gives the first of the variables that has a value, or "".
func (r *Repository) anySet(names []string) string {
	for _, name := range names {
		if r.getenv(name) != "" {
			return name
		}
	}
	return ""
}

func needsGit(reason string) error {
	return &Error{
		Reason: ErrNeedsGit,
		Detail: reason + ", which only the git program can honour, and it isn't installed",
		Advice: "install git, or commit from a machine that has it",
	}
}
