package github

import (
	"cmp"
	"context"
	"net/url"
	"strings"
	"time"
)

// Token is a credential and where it came from.
type Token struct {
	Value  string
	Source string // "GITHUB_TOKEN", "gh", …: for messages
}

// TokenSearch is where FindToken looks.
type TokenSearch struct {
	// APIRoot is the address the token will be sent to.
	APIRoot string
	// Named is true when the user (or the CI) named APIRoot, with --api-url or GITHUB_API_URL: then GITHUB_TOKEN belongs to that host.
	Named bool
	// Permission is what the token is for, for messages; "": to write issues.
	Permission string
	// Getenv reads the environment.
	Getenv func(string) string
	// Run runs a program and returns what it printed; nil when no program may be run.
	Run func(ctx context.Context, name string, args ...string) (string, error)
}

// ghTimeout bounds `gh auth token`, which may ask a locked key ring.
const ghTimeout = 5 * time.Second

// FindToken finds the token for the host of an API root: GITHUB_TOKEN or GH_TOKEN for github.com, GH_ENTERPRISE_TOKEN for another host, GITHUB_TOKEN for
// a host that was named (an enterprise token only for the host in GH_HOST, where that is set), else what `gh auth token` knows. A token for one host is never given for another. Without any it is an *Error of kind Credentials.
func FindToken(ctx context.Context, search TokenSearch) (Token, error) {
	host := HostOf(search.APIRoot)
	var names []string
	switch {
	case host == "github.com":
		names = []string{"GITHUB_TOKEN", "GH_TOKEN"}
	case search.Named:
		names = []string{"GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"}
	default:
		names = []string{"GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"}
	}
	// Where GH_HOST tells whose the token is, a repository can't name another server to send it to.
	its := search.Getenv("GH_HOST")
	foreign := host != "github.com" && !search.Named && its != "" && !strings.EqualFold(its, host)
	for _, name := range names {
		if value := strings.TrimSpace(search.Getenv(name)); value != "" && !foreign {
			return checkToken(Token{value, name})
		}
	}
	if search.Run != nil && !isLoopback(hostname(host)) {
		ctx, cancel := context.WithTimeout(ctx, ghTimeout)
		defer cancel()
		if out, err := search.Run(ctx, "gh", "auth", "token", "--hostname", host); err == nil {
			if value := strings.TrimSpace(out); value != "" {
				return checkToken(Token{value, "gh"})
			}
		}
	}
	permission := cmp.Or(search.Permission, writeIssues)
	return Token{}, &Error{
		Kind: Credentials, Message: "no token for " + clean(host, 100), Permission: permission,
		hint: "set " + names[0] + " to a token with " + permissionWords(permission) + ", or log in with: gh auth login --hostname " + clean(host, 100),
	}
}

// checkToken refuses what can't be a token, so that it is not sent and not torn into two headers.
func checkToken(t Token) (Token, error) {
	if len(t.Value) > 4096 || strings.ContainsFunc(t.Value, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return Token{}, &Error{Kind: Credentials, Message: "the token from " + t.Source + " contains characters that no token has", hint: "set it again, without quotes and line breaks"}
	}
	return t, nil
}

// hostname is a host without its port.
func hostname(host string) string {
	u := url.URL{Host: host}
	return u.Hostname()
}
