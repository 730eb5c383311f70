package github

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	gogithub "github.com/google/go-github/v60/github"
)

const (
	readIssues  = "Issues: read-only"
	writeIssues = "Issues: read and write"
)

// Details is what GitHub says of a repository.
type Details struct {
	Repository    Repository // under its present name: a moved repository is followed
	ID            int64      // stays when the repository is renamed or moved
	DefaultBranch string
	Private       bool
	Archived      bool
	URL           string // of the web page
}

// Check looks a repository up and makes sure that issues can be opened in it: it exists, is not archived and has issues.
func (c *Client) Check(ctx context.Context, repo Repository) (Details, error) {
	call := call{op: "look up " + repo.String(), method: http.MethodGet, path: repoPath(repo), permission: writeIssues, repo: true, keep: true}
	var answer gogithub.Repository
	if _, err := c.do(ctx, call, &answer); err != nil {
		return Details{}, err
	}
	d := Details{Repository: repo, ID: answer.GetID(), DefaultBranch: clean(answer.GetDefaultBranch(), 255), Private: answer.GetPrivate(), Archived: answer.GetArchived()}
	if owner, name, ok := strings.Cut(answer.GetFullName(), "/"); ok && isName(owner) && isName(name) {
		d.Repository.Owner, d.Repository.Name = owner, name
	}
	d.URL = webAddress(answer.GetHTMLURL(), d.Repository.URL())
	switch {
	case answer.GetArchived():
		return d, &Error{
			Kind: Disabled, Op: call.op, Message: "the repository is archived, so nothing can be written to it",
			hint: "unarchive it, or name another repository with --repo",
		}
	case answer.HasIssues != nil && !answer.GetHasIssues():
		return d, &Error{Kind: Disabled, Op: call.op, Message: "issues are switched off in this repository"}
	}
	return d, nil
}

// Issue is one issue as GitHub has it. Title and Body are raw: clean them before they go to a terminal.
type Issue struct {
	Number      int
	Repository  Repository // where it is: another one than asked for when it was transferred
	Title       string
	Body        string
	Open        bool
	StateReason string // completed, not_planned, reopened, duplicate or ""
	Locked      bool
	Discussion  bool // it is a discussion now
	Pull        bool // it is a pull request
	Merged      bool // and was merged
	Labels      []string
	Assignees   []string
	URL         string // of the web page: https, without control characters
	Created     time.Time
	Updated     time.Time
	Closed      time.Time // zero while it is open
}

// Filter chooses issues.
type Filter struct {
	Label string    // only those with this label; "" for all
	Since time.Time // only those updated at or after; zero for all
	Until int       // the list may end once the issue with this number was seen; 0 for the whole
}

// Issues lists open and closed issues, the oldest first; pull requests are left out. It is the list, not the search, so what was opened a moment ago is
// in it but for the lag of GitHub's replicas.
func (c *Client) Issues(ctx context.Context, repo Repository, filter Filter) ([]Issue, error) {
	query := url.Values{"state": {"all"}, "per_page": {"100"}, "sort": {"created"}, "direction": {"asc"}}
	if filter.Label != "" {
		query.Set("labels", filter.Label)
	}
	if !filter.Since.IsZero() {
		query.Set("since", filter.Since.UTC().Format(time.RFC3339))
	}
	call := call{
		op: "list issues in " + repo.String(), method: http.MethodGet, path: repoPath(repo) + "/issues?" + query.Encode(), permission: readIssues, repo: true,
		keep: filter.Since.IsZero(),
	}
	var all []Issue
	seen := map[int]bool{} // an issue may appear on two pages when the list grows meanwhile
	err := pages(ctx, c, call, func(page []*gogithub.Issue) bool {
		for _, i := range page {
			if i == nil || i.GetNumber() <= 0 || i.IsPullRequest() || seen[i.GetNumber()] {
				continue
			}
			seen[i.GetNumber()] = true
			all = append(all, newIssue(repo, i))
		}
		return filter.Until == 0 || !seen[filter.Until]
	})
	return all, err
}

// Issue gets one issue, wherever it was transferred to on the same host. One that was deleted is an *Error of kind NotFound with status 410; with status 404
// it may also be where the token can't see it.
func (c *Client) Issue(ctx context.Context, repo Repository, number int) (Issue, error) {
	return c.issue(ctx, repo, call{op: "get issue #" + strconv.Itoa(number) + " of " + repo.String(), method: http.MethodGet, path: issuePath(repo, number), permission: readIssues, keep: true})
}

// NewIssue is what a new issue shall be.
type NewIssue struct {
	Title     string
	Body      string
	Labels    []string
	Assignees []string
	Milestone int // its number, 0 for none
}

// CreateIssue opens an issue. After an *Error that is Ambiguous it may exist all the same.
func (c *Client) CreateIssue(ctx context.Context, repo Repository, issue NewIssue) (Issue, error) {
	request := &gogithub.IssueRequest{Title: &issue.Title, Body: &issue.Body}
	if len(issue.Labels) > 0 {
		request.Labels = &issue.Labels
	}
	if len(issue.Assignees) > 0 {
		request.Assignees = &issue.Assignees
	}
	if issue.Milestone > 0 {
		request.Milestone = &issue.Milestone
	}
	return c.issue(ctx, repo, call{
		op: "open an issue in " + repo.String(), method: http.MethodPost, path: repoPath(repo) + "/issues", body: request,
		permission: writeIssues, repo: true, once: true, paced: true,
	})
}

// IssueEdit is what to change in an issue; nil leaves a field as it is.
type IssueEdit struct {
	Title       *string
	Body        *string
	Open        *bool
	StateReason string // completed, not_planned or reopened; only with Open
	Labels      *[]string
	Assignees   *[]string
}

// EditIssue changes an issue. Doing so twice is the same as once, so it is tried again when the answer is lost.
func (c *Client) EditIssue(ctx context.Context, repo Repository, number int, edit IssueEdit) (Issue, error) {
	request := &gogithub.IssueRequest{Title: edit.Title, Body: edit.Body, Labels: edit.Labels, Assignees: edit.Assignees}
	if edit.Open != nil {
		state := "closed"
		if *edit.Open {
			state = "open"
		}
		request.State = &state
		if edit.StateReason != "" {
			request.StateReason = &edit.StateReason
		}
	}
	return c.issue(ctx, repo, call{
		op: "change issue #" + strconv.Itoa(number) + " of " + repo.String(), method: http.MethodPatch, path: issuePath(repo, number), body: request, permission: writeIssues, paced: true,
	})
}

// Comment adds a comment to an issue. After an *Error that is Ambiguous it may exist all the same.
func (c *Client) Comment(ctx context.Context, repo Repository, number int, body string) error {
	_, err := c.do(ctx, call{
		op: "comment on issue #" + strconv.Itoa(number) + " of " + repo.String(), method: http.MethodPost, path: issuePath(repo, number) + "/comments",
		body: &gogithub.IssueComment{Body: &body}, permission: writeIssues, once: true, paced: true,
	}, nil)
	return err
}

// Comments are the texts of an issue's comments, the first first, raw.
func (c *Client) Comments(ctx context.Context, repo Repository, number int) ([]string, error) {
	call := call{
		op: "list the comments of issue #" + strconv.Itoa(number) + " of " + repo.String(), method: http.MethodGet, path: issuePath(repo, number) + "/comments?per_page=100", permission: readIssues, keep: true,
	}
	var all []string
	err := pages(ctx, c, call, func(page []*gogithub.IssueComment) bool {
		for _, comment := range page {
			all = append(all, comment.GetBody())
		}
		return true
	})
	return all, err
}

// issue makes a call whose answer is one issue.
func (c *Client) issue(ctx context.Context, repo Repository, call call) (Issue, error) {
	var answer gogithub.Issue
	resp, err := c.do(ctx, call, &answer)
	if err != nil {
		return Issue{}, err
	}
	if answer.GetNumber() <= 0 {
		return Issue{}, &Error{Kind: Unreachable, Op: call.op, Status: resp.StatusCode, Ambiguous: call.once, Message: "the answer names no issue"}
	}
	return newIssue(repo, &answer), nil
}

// IsDiscussion reports whether a closed and locked issue was moved to a discussion: the issue itself does not tell, its events do.
func (c *Client) IsDiscussion(ctx context.Context, repo Repository, number int) (bool, error) {
	call := call{
		op: "list the events of issue #" + strconv.Itoa(number) + " of " + repo.String(), method: http.MethodGet, path: issuePath(repo, number) + "/events?per_page=100", permission: readIssues,
	}
	moved := false
	err := pages(ctx, c, call, func(page []*gogithub.IssueEvent) bool {
		for _, e := range page {
			moved = moved || e.GetEvent() == "converted_to_discussion"
		}
		return !moved
	})
	return moved, err
}

func newIssue(repo Repository, i *gogithub.Issue) Issue {
	repo = home(i, repo)
	issue := Issue{
		Number: i.GetNumber(), Title: i.GetTitle(), Body: i.GetBody(), Open: i.GetState() != "closed", StateReason: clean(i.GetStateReason(), 40),
		URL:     webAddress(i.GetHTMLURL(), repo.URL()+"/issues/"+strconv.Itoa(i.GetNumber())),
		Created: i.GetCreatedAt().Time, Updated: i.GetUpdatedAt().Time, Closed: i.GetClosedAt().Time,
		Repository: repo, Locked: i.GetLocked(), Discussion: strings.Contains(i.GetHTMLURL(), "/discussions/"),
		Pull: i.IsPullRequest(), Merged: !i.GetPullRequestLinks().GetMergedAt().IsZero(),
	}
	for _, l := range i.Labels {
		issue.Labels = append(issue.Labels, l.GetName())
	}
	for _, u := range i.Assignees {
		issue.Assignees = append(issue.Assignees, u.GetLogin())
	}
	return issue
}

// home is the repository that an issue says it is in: https://api.github.com/repos/acme/widgets, or by its page, https://github.com/acme/widgets/issues/7.
func home(i *gogithub.Issue, asked Repository) Repository {
	path := strings.Split(i.GetRepositoryURL(), "/")
	if i.GetRepositoryURL() == "" {
		path = strings.Split(i.GetHTMLURL(), "/")
		path = path[:max(0, len(path)-2)]
	}
	if n := len(path); n > 2 && isName(path[n-1]) && isName(path[n-2]) {
		asked.Owner, asked.Name = path[n-2], path[n-1]
	}
	return asked
}

// webAddress is the address GitHub gave if it is a plain web address that can stand in a document, else the one we know.
func webAddress(given, known string) string {
	u, err := url.Parse(given)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "https" && (u.Scheme != "http" || !isLoopback(u.Hostname())) ||
		len(given) > 500 || strings.ContainsAny(given, " \"'`()<>[]\\|") || strings.ContainsFunc(given, isControl) {
		return known
	}
	return given
}

func repoPath(repo Repository) string {
	return "repos/" + url.PathEscape(repo.Owner) + "/" + url.PathEscape(repo.Name)
}

func issuePath(repo Repository, number int) string {
	return repoPath(repo) + "/issues/" + strconv.Itoa(number)
}
