package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/actions"
	"github.com/blameless-postmortem/postmortem/internal/github"
	"github.com/blameless-postmortem/postmortem/internal/interview"
	"github.com/blameless-postmortem/postmortem/internal/lint/output"
)

// The exit codes. They are a contract.
const (
	exitDone        = 0
	exitCheck       = 1   // findings at or above --fail-on
	exitFailed      = 2   // usage, configuration, file, git
	exitGitHub      = 3   // GitHub refused or could not be reached
	exitCredentials = 4   // GitHub needs (better) credentials
	exitInterrupted = 130 // interrupted; the draft is kept
)

// errCheck ends a command whose check failed: what there is to say was printed already.
var errCheck = errors.New("the check failed")

// reported ends a command whose error was told already, with the code that the error asks for.
type reported struct{ error }

func (r reported) Unwrap() error { return r.error }

// usageError is a wrong call of a command.
type usageError struct {
	message, hint string
}

func (e *usageError) Error() string { return e.message }

// Hint says what to do next.
func (e *usageError) Hint() string { return e.hint }

// exitCode maps an error to the code of the process.
func exitCode(err error) int {
	var api *github.Error
	var unfit *actions.LintError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errCheck), errors.As(err, &unfit):
		return exitCheck
	case errors.Is(err, interview.ErrInterrupted), errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &api):
		switch api.Kind {
		case github.Credentials:
			return exitCredentials
		case github.Misconfigured:
			return exitFailed
		}
		return exitGitHub
	}
	return exitFailed
}

// report tells an error: what happened, and what to do next.
func report(w io.Writer, err error) {
	var told reported
	if errors.Is(err, errCheck) || errors.As(err, &told) || err == nil {
		return
	}
	fmt.Fprintf(w, "postmortem: %s\n", harmless(err.Error()))
	var hinted interface{ Hint() string }
	if errors.As(err, &hinted) {
		if hint := hinted.Hint(); hint != "" {
			fmt.Fprintf(w, "hint: %s\n", harmless(hint))
		}
	}
}

// harmless keeps control characters that came from outside (file names, API answers, hooks) from acting on the terminal; line breaks stay.
func harmless(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = output.Printable(line)
	}
	return strings.Join(lines, "\n")
}
