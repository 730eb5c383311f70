package github

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
)

// Kind is what went wrong, as far as a caller must know.
type Kind int

// The kinds of failure.
const (
	Unreachable   Kind = iota // no answer, a broken one, or a server error
	Refused                   // an answer that no retry and no token will change
	Credentials               // no token, a wrong one, or one that may not do this
	NotFound                  // the one thing asked for is not there
	Disabled                  // issues are switched off, or the repository is archived
	Invalid                   // GitHub did not accept the values
	Limited                   // a rate limit that is longer than we wait
	Misconfigured             // the API address can't be used; nothing was sent
)

// Error is a call that failed. Its text names the call and what GitHub said, never the token.
type Error struct {
	Kind       Kind
	Op         string    // what was tried: "list issues in acme/widgets"
	Status     int       // the HTTP status, 0 when there was no answer
	Message    string    // what happened, in a few words
	Permission string    // the permission that is missing, where GitHub or the call tells: "Issues: read and write"
	Fields     []string  // the fields that were not accepted, for Invalid
	RetryAt    time.Time // when it may work again, for Limited; zero when unknown
	Ambiguous  bool      // it may have been done all the same: look before trying again

	hint string
	err  error
}

// Error tells what was tried and what happened.
func (e *Error) Error() string {
	if e.Op == "" {
		return e.Message
	}
	return e.Op + ": " + e.Message
}

// Unwrap is the cause: a network error or that of the context.
func (e *Error) Unwrap() error { return e.err }

// Hint says what to do next.
func (e *Error) Hint() string {
	if e.hint != "" {
		return e.hint
	}
	switch e.Kind {
	case Unreachable:
		if errors.Is(e.err, context.Canceled) {
			return "what was done is kept: run the same command again to go on"
		}
		return "what was done is kept: run the same command again when GitHub can be reached"
	case Credentials:
		if e.Permission == "" {
			return "set GITHUB_TOKEN to a token that is valid for this host"
		}
		return "the token needs " + permissionWords(e.Permission)
	case Limited:
		if !e.RetryAt.IsZero() {
			return "what was done is kept: run the same command again after " + e.RetryAt.UTC().Format("15:04:05 UTC")
		}
		return "what was done is kept: run the same command again in a few minutes"
	case NotFound:
		return "it may have been deleted or moved, or the token may not see it"
	case Disabled:
		return "switch issues on in the repository's settings, or name another repository with --repo"
	}
	return ""
}

// permissionWords names a fine-grained permission together with the scope of a classic token that contains it.
func permissionWords(permission string) string {
	return fmt.Sprintf("the permission %q on this repository (fine-grained token, GitHub App, or permissions: in a workflow) or the scope \"repo\" (classic token)", permission)
}

// clean makes s fit for a message: no control characters, one line, at most limit characters.
func clean(s string, limit int) string {
	var b strings.Builder
	n := 0
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		if n == limit {
			b.WriteString("…")
			break
		}
		if isControl(r) {
			r = ' '
		}
		b.WriteRune(r)
		n++
	}
	return strings.TrimSpace(b.String())
}

// isControl reports characters that could steer a terminal or reorder what stands on it.
func isControl(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
}
