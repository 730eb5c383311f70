package github

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	gogithub "github.com/google/go-github/v60/github"
)

const (
	readPulls  = "Pull requests: read-only"
	writePulls = "Pull requests: read and write"
)

// PullRequest is a pull request as GitHub has it.
type PullRequest struct {
	Number int
	Title  string // raw, as Body: clean them before they go to a terminal
	Body   string
	Open   bool
	Draft  bool
	Author string
	Head   string // the branch it comes from
	Base   string // the branch it goes to
	// HeadCommit and BaseCommit are the tips of the two; BaseCommit may be ahead of where Head began.
	HeadCommit string
	BaseCommit string
	Fork       bool   // it comes from another repository, which may be gone
	URL        string // of the web page: https, without control characters
}

// PullRequest gets one pull request.
func (c *Client) PullRequest(ctx context.Context, repo Repository, number int) (PullRequest, error) {
	return c.pull(ctx, repo, call{
		op: "get pull request #" + strconv.Itoa(number) + " of " + repo.String(), method: http.MethodGet, path: pullPath(repo, number), permission: readPulls,
	})
}

// FindPullRequest gets the open pull request of a branch of the repository itself; false when there is none.
func (c *Client) FindPullRequest(ctx context.Context, repo Repository, branch string) (PullRequest, bool, error) {
	query := url.Values{"state": {"open"}, "head": {repo.Owner + ":" + branch}, "per_page": {"100"}}
	call := call{
		op: "look for the pull request of " + clean(branch, 100) + " in " + repo.String(), method: http.MethodGet, path: repoPath(repo) + "/pulls?" + query.Encode(),
		permission: readPulls, repo: true,
	}
	var found PullRequest
	err := pages(ctx, c, call, func(page []*gogithub.PullRequest) bool {
		for _, p := range page {
			// GitHub leaves a head that it doesn't understand out of account, and lists everything.
			if pull := newPullRequest(repo, p); pull.Number > 0 && pull.Open && pull.Head == branch && !pull.Fork {
				found = pull
			}
		}
		return found.Number == 0
	})
	return found, found.Number > 0, err
}

// NewPullRequest is what a new pull request shall be.
type NewPullRequest struct {
	Title string
	Body  string
	Head  string // a branch that is on GitHub
	Base  string
	Draft bool
}

// CreatePullRequest opens a pull request. After an *Error that is Ambiguous it may exist all the same: FindPullRequest tells. For a branch that has one already, and for a draft where
// the repository has none, the error is of kind Invalid.
func (c *Client) CreatePullRequest(ctx context.Context, repo Repository, pull NewPullRequest) (PullRequest, error) {
	return c.pull(ctx, repo, call{
		op: "open a pull request in " + repo.String(), method: http.MethodPost, path: repoPath(repo) + "/pulls",
		body:       &gogithub.NewPullRequest{Title: &pull.Title, Body: &pull.Body, Head: &pull.Head, Base: &pull.Base, Draft: &pull.Draft},
		permission: writePulls, repo: true, once: true, paced: true,
	})
}

// RequestReviewers asks people ("kmori", "@kmori") and teams ("acme/platform") for a review. Who was asked before stays asked. GitHub takes all or nobody: one that is no collaborator, or
// the author, makes an error of kind Invalid.
func (c *Client) RequestReviewers(ctx context.Context, repo Repository, number int, reviewers []string) error {
	var request gogithub.ReviewersRequest
	for _, name := range reviewers {
		name = strings.TrimPrefix(name, "@")
		if _, team, ok := strings.Cut(name, "/"); ok {
			request.TeamReviewers = append(request.TeamReviewers, team)
		} else {
			request.Reviewers = append(request.Reviewers, name)
		}
	}
	_, err := c.do(ctx, call{
		op: "ask for a review of pull request #" + strconv.Itoa(number) + " of " + repo.String(), method: http.MethodPost, path: pullPath(repo, number) + "/requested_reviewers",
		body: request, permission: writePulls, paced: true,
	}, nil)
	return err
}

// AddLabels sets labels on an issue or pull request besides those that it has. Unknown ones come into being: see EnsureLabels.
func (c *Client) AddLabels(ctx context.Context, repo Repository, number int, labels []string) error {
	_, err := c.do(ctx, call{
		op: "label #" + strconv.Itoa(number) + " of " + repo.String(), method: http.MethodPost, path: issuePath(repo, number) + "/labels",
		body: map[string][]string{"labels": labels}, permission: writePulls, paced: true,
	}, nil)
	return err
}

// pull makes a call whose answer is one pull request.
func (c *Client) pull(ctx context.Context, repo Repository, call call) (PullRequest, error) {
	var answer gogithub.PullRequest
	resp, err := c.do(ctx, call, &answer)
	if err != nil {
		return PullRequest{}, err
	}
	if answer.GetNumber() <= 0 {
		return PullRequest{}, &Error{Kind: Unreachable, Op: call.op, Status: resp.StatusCode, Ambiguous: call.once, Message: "the answer names no pull request"}
	}
	return newPullRequest(repo, &answer), nil
}

func newPullRequest(repo Repository, p *gogithub.PullRequest) PullRequest {
	head, base := p.GetHead(), p.GetBase()
	return PullRequest{
		Number: p.GetNumber(), Title: p.GetTitle(), Body: p.GetBody(), Open: p.GetState() != "closed", Draft: p.GetDraft(), Author: clean(p.GetUser().GetLogin(), 100),
		Head: clean(head.GetRef(), 255), Base: clean(base.GetRef(), 255), HeadCommit: commitName(head.GetSHA()), BaseCommit: commitName(base.GetSHA()),
		Fork: head.GetRepo() == nil || !strings.EqualFold(head.GetRepo().GetFullName(), base.GetRepo().GetFullName()),
		URL:  webAddress(p.GetHTMLURL(), repo.URL()+"/pull/"+strconv.Itoa(p.GetNumber())),
	}
}

// commitName is the name of a git object, "" for what is none.
func commitName(s string) string {
	if len(s) != 40 && len(s) != 64 || strings.Trim(s, "0123456789abcdef") != "" {
		return ""
	}
	return s
}

func pullPath(repo Repository, number int) string {
	return repoPath(repo) + "/pulls/" + strconv.Itoa(number)
}
