package github

import (
	"context"
	"errors"
	"net/http"
	"strings"

	gogithub "github.com/google/go-github/v60/github"
)

// Label is a label that issues may carry.
type Label struct {
	Name        string
	Color       string // six hexadecimal digits; "" leaves the choice to GitHub
	Description string
}

// newLabels is how many labels are made in one go. GitHub makes an unknown label by itself when somebody who may make labels sets it on an issue, only without our colour
// and description, so that a first push need not take a request for each.
const newLabels = 4

// EnsureLabels makes the first few of the labels that the repository doesn't have yet; the others come into being when they are set. One that somebody else makes meanwhile is
// as good as ours. What is known to exist is not asked for again. Refused are those that don't exist and that the token may not make: to set one would fail.
func (c *Client) EnsureLabels(ctx context.Context, repo Repository, labels []Label) (refused []Label, err error) {
	if len(c.unknown(repo, labels)) == 0 {
		return nil, nil
	}
	list := call{op: "list labels of " + repo.String(), method: http.MethodGet, path: repoPath(repo) + "/labels?per_page=100", permission: readIssues, repo: true, keep: true}
	err = pages(ctx, c, list, func(page []*gogithub.Label) bool {
		for _, l := range page {
			c.know(repo, l.GetName())
		}
		return len(c.unknown(repo, labels)) > 0
	})
	if err != nil {
		return nil, err
	}
	missing := c.unknown(repo, labels)
	for _, l := range missing[:min(newLabels, len(missing))] {
		request := &gogithub.Label{Name: &l.Name}
		if l.Color != "" {
			request.Color = &l.Color
		}
		if l.Description != "" {
			request.Description = &l.Description
		}
		_, err := c.do(ctx, call{
			op: "make the label " + clean(l.Name, 50) + " in " + repo.String(), method: http.MethodPost, path: repoPath(repo) + "/labels", body: request,
			permission: writeIssues, repo: true,
		}, nil)
		var failure *Error
		if errors.As(err, &failure) && failure.Kind == Invalid && strings.Contains(failure.Message, "already exists") {
			err = nil
		}
		if errors.As(err, &failure) && failure.Kind == Credentials && failure.Status == http.StatusForbidden {
			return c.unknown(repo, labels), nil
		}
		if err != nil {
			return nil, err
		}
		c.know(repo, l.Name)
	}
	return nil, nil
}

// unknown are the labels that are not known to exist. Names differ by more than case.
func (c *Client) unknown(repo Repository, labels []Label) []Label {
	c.mu.Lock()
	defer c.mu.Unlock()
	var missing []Label
	for _, l := range labels {
		if !c.labels[repo][strings.ToLower(l.Name)] {
			missing = append(missing, l)
		}
	}
	return missing
}

func (c *Client) know(repo Repository, name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.labels[repo] == nil {
		c.labels[repo] = map[string]bool{}
	}
	c.labels[repo][strings.ToLower(name)] = true
}
