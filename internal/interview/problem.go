package interview

import (
	"fmt"
	"strings"
)

// Problem says what is wrong with one answer and what to do about it.
type Problem struct {
	Key     Key    // the question, "" when it is not about one
	Item    int    // which event or action item, 0-based; -1 when the answer as a whole is meant
	Path    string // the answers file; "" in an interview
	Line    int    // 1-based, in the file or else in the answer; 0 when the whole is meant
	Message string
	Remedy  string // what to do next, or ""

	said   error // Message, but for the name of the question; nil: there are no other words for it
	remedy error // Remedy, where it is no text of its own
}

// Error is the message, after the file and the line it is about.
func (p Problem) Error() string {
	switch {
	case p.Path != "" && p.Line > 0:
		return fmt.Sprintf("%s:%d: %s", p.Path, p.Line, p.Message)
	case p.Path != "":
		return fmt.Sprintf("%s: %s", p.Path, p.Message)
	}
	return p.Message
}

// Hint says what to do next.
func (p Problem) Hint() string { return p.Remedy }

// Problems is everything that is wrong with a set of answers, in the order of the file or of the interview.
type Problems []Problem

// Error has one line for each problem; where there are several, each carries its remedy.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
		if len(ps) > 1 && p.Remedy != "" {
			lines[i] += " (" + p.Remedy + ")"
		}
	}
	return strings.Join(lines, "\n")
}

// Hint is the remedy of a single problem; several carry theirs in Error.
func (ps Problems) Hint() string {
	if len(ps) != 1 {
		return ""
	}
	return ps[0].Remedy
}

// Unwrap returns the problems one by one, each with a hint of its own.
func (ps Problems) Unwrap() []error {
	errs := make([]error, len(ps))
	for i, p := range ps {
		errs[i] = p
	}
	return errs
}
