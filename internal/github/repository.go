package github

import (
	"fmt"
	"net"
	"net/url"
	"strings"
)

// Repository names a repository on a GitHub host.
type Repository struct {
	Host  string // of the web pages, in lower case and with a port where one is needed: "github.com", "ghe.acme.example:8443"
	Owner string
	Name  string
}

// String is "owner/name".
func (r Repository) String() string { return r.Owner + "/" + r.Name }

// URL is the address of the repository's web page.
func (r Repository) URL() string {
	return "https://" + r.Host + "/" + url.PathEscape(r.Owner) + "/" + url.PathEscape(r.Name)
}

// RepositoryError says why a text does not name a repository.
type RepositoryError struct {
	Text   string // as given, without user info and control characters; "" when nothing was given
	Reason string
}

// Error tells the text and the reason.
func (e *RepositoryError) Error() string {
	if e.Text == "" {
		return "it is not known which GitHub repository is meant: " + e.Reason
	}
	return fmt.Sprintf("%q does not name a GitHub repository: %s", e.Text, e.Reason)
}

// Hint says how to name a repository.
func (e *RepositoryError) Hint() string {
	return "name it as owner/name: with --repo, as github.repository in .postmortem.yaml or in GITHUB_REPOSITORY"
}

// ParseRepository reads "owner/name" (on host) or "host/owner/name". A URL or a git remote is understood too.
func ParseRepository(text, host string) (Repository, error) {
	text = strings.TrimSpace(text)
	if strings.Contains(text, "://") || strings.Contains(text, "@") {
		return ParseRemote(text)
	}
	parts := strings.Split(strings.TrimSuffix(text, "/"), "/")
	switch len(parts) {
	case 2:
		return newRepository(text, host, parts[0], parts[1])
	case 3:
		return newRepository(text, parts[0], parts[1], parts[2])
	}
	return Repository{}, &RepositoryError{Text: clean(text, 200), Reason: "it has not the form owner/name"}
}

// ParseRemote reads the URL of a git remote: https://host/owner/name, ssh://git@host/owner/name or git@host:owner/name, each with or without
// ".git". User info is dropped, so is the port of anything but http and https: it is not the port of the web pages.
func ParseRemote(remote string) (Repository, error) {
	remote = strings.TrimSpace(remote)
	shown := clean(withoutUserInfo(remote), 200)
	fail := func(reason string) (Repository, error) {
		return Repository{}, &RepositoryError{Text: shown, Reason: reason}
	}
	scheme, rest, isURL := strings.Cut(remote, "://")
	if !isURL {
		// The scp form: [user@]host:path. A path or a drive letter is not one.
		host, path, ok := strings.Cut(remote, ":")
		if !ok || strings.ContainsAny(host, `/\`) || len(host) < 2 {
			return fail("it is a local path or has an unknown form")
		}
		if at := strings.LastIndexByte(host, '@'); at >= 0 {
			host = host[at+1:]
		}
		return fromPath(shown, host, path)
	}
	if strings.ContainsFunc(rest, isControl) {
		return fail("it contains control characters")
	}
	u, err := url.Parse(remote)
	if err != nil || u.Hostname() == "" {
		return fail("it is not a URL with a host")
	}
	host := u.Hostname()
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	switch strings.ToLower(scheme) {
	case "https":
		if p := u.Port(); p != "" && p != "443" {
			host += ":" + p
		}
	case "http":
		if p := u.Port(); p != "" && p != "80" {
			host += ":" + p
		}
	case "ssh", "git", "git+ssh", "ssh+git":
	default:
		return fail("only https, ssh and git URLs lead to GitHub")
	}
	return fromPath(shown, host, u.Path)
}

func fromPath(shown, host, path string) (Repository, error) {
	path = strings.Trim(path, "/")
	parts := strings.Split(path, "/")
	if len(parts) != 2 {
		return Repository{}, &RepositoryError{Text: shown, Reason: "its path is not owner/name"}
	}
	return newRepository(shown, host, parts[0], strings.TrimSuffix(parts[1], ".git"))
}

func newRepository(text, host, owner, name string) (Repository, error) {
	fail := func(reason string) (Repository, error) {
		return Repository{}, &RepositoryError{Text: clean(withoutUserInfo(text), 200), Reason: reason}
	}
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	switch host {
	case "", "www.github.com", "ssh.github.com":
		host = "github.com"
	}
	if !isHost(host) {
		return fail("its host is not a host name")
	}
	if !isName(owner) {
		return fail("its owner has characters that GitHub does not allow")
	}
	if !isName(name) {
		return fail("its name has characters that GitHub does not allow")
	}
	return Repository{Host: host, Owner: owner, Name: name}, nil
}

// isHost reports whether host is a plain host name or address, with or without a port.
func isHost(host string) bool {
	u, err := url.Parse("https://" + host)
	if err != nil || u.Host != host || u.Hostname() == "" || u.User != nil || u.Path != "" {
		return false
	}
	if strings.HasPrefix(host, "[") {
		return net.ParseIP(u.Hostname()) != nil
	}
	for label := range strings.SplitSeq(u.Hostname(), ".") {
		if label == "" || label[0] == '-' || strings.ContainsFunc(label, func(r rune) bool { return !isNameRune(r) }) {
			return false
		}
	}
	return true
}

// isName reports whether s can be an owner or a repository: the characters that GitHub allows, and not a path that climbs.
func isName(s string) bool {
	if s == "" || s == "." || s == ".." || len(s) > 100 {
		return false
	}
	for _, r := range s {
		if !isNameRune(r) {
			return false
		}
	}
	return true
}

func isNameRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' || r == '.'
}

// withoutUserInfo drops "user:password@", so that a remote can be shown.
func withoutUserInfo(remote string) string {
	scheme, rest, ok := strings.Cut(remote, "://")
	if !ok {
		scheme, rest = "", remote
	}
	// A password may hold anything, a slash too, so everything up to the last @ goes.
	if at := strings.LastIndexByte(rest, '@'); at >= 0 {
		rest = rest[at+1:]
	}
	if !ok {
		return rest
	}
	return scheme + "://" + rest
}

// APIRoot is the root of the REST API of a GitHub host: api.github.com, api.TENANT.ghe.com, or /api/v3 on a GitHub Enterprise Server.
func APIRoot(host string) string {
	switch {
	case host == "" || host == "github.com":
		return "https://api.github.com"
	case strings.HasSuffix(host, ".ghe.com"):
		return "https://api." + host
	}
	return "https://" + host + "/api/v3"
}

// HostOf is the host whose web pages and credentials belong to an API root: the inverse of APIRoot. It is empty when root is not a URL.
func HostOf(root string) string {
	u, err := url.Parse(root)
	if err != nil {
		return ""
	}
	host := strings.ToLower(u.Host)
	if host == "api.github.com" || strings.HasPrefix(host, "api.") && strings.HasSuffix(host, ".ghe.com") {
		return strings.TrimPrefix(host, "api.")
	}
	return host
}

// isLoopback reports whether host (without a port) is this machine.
func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
