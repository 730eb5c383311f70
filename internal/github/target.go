package github

import "cmp"

// TargetSearch is where FindTarget looks, in the order of its fields for each of its two questions.
type TargetSearch struct {
	Flag   string     // --repo
	Config string     // github.repository
	Origin Repository // of the origin remote; zero when there is none on a known form
	// APIFlag is --api-url.
	APIFlag string
	// Getenv reads GITHUB_REPOSITORY, GITHUB_API_URL and GITHUB_SERVER_URL.
	Getenv func(string) string
}

// Target is the repository to work on and the API that serves it.
type Target struct {
	Repository Repository
	APIRoot    string
	Named      bool // APIRoot was named by the user or the CI, not derived from the repository's host
}

// FindTarget decides which repository is meant and which API serves it. Without any repository the error is a *RepositoryError.
func FindTarget(s TargetSearch) (Target, error) {
	var t Target
	for _, root := range []string{s.APIFlag, s.Getenv("GITHUB_API_URL")} {
		if root != "" && t.APIRoot == "" {
			t.APIRoot, t.Named = root, true
		}
	}
	host := s.Origin.Host
	if host == "" {
		host = HostOf(s.Getenv("GITHUB_SERVER_URL"))
	}
	if host == "" && t.Named && !isLoopback(hostname(HostOf(t.APIRoot))) {
		host = HostOf(t.APIRoot)
	}
	if host == "" {
		host = "github.com"
	}
	var err error
	switch name := cmp.Or(s.Flag, s.Config, s.Getenv("GITHUB_REPOSITORY")); {
	case name != "":
		t.Repository, err = ParseRepository(name, host)
	case s.Origin != Repository{}:
		t.Repository = s.Origin
	default:
		err = &RepositoryError{Reason: "no repository is named, and the origin remote leads to none"}
	}
	if !t.Named {
		t.APIRoot = APIRoot(t.Repository.Host)
	}
	return t, err
}
