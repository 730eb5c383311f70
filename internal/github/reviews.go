package github

import (
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"strconv"
	"strings"

	gogithub "github.com/google/go-github/v60/github"
)

const readContents = "Contents: read-only"

// Login is the name of the token's user; "" for the token of an app's installation, which GitHub doesn't tell its name. The token of a workflow is one.
func (c *Client) Login(ctx context.Context) (string, error) {
	var user gogithub.User
	_, err := c.do(ctx, call{op: "ask whose token it is", method: http.MethodGet, path: "user"}, &user)
	var failure *Error
	if errors.As(err, &failure) && (failure.Kind == Credentials && failure.Status == http.StatusForbidden || failure.Kind == NotFound) {
		return "", nil
	}
	return clean(user.GetLogin(), 100), err
}

// ChangedFile is a file that a pull request changes, as GitHub compares its head with where it began.
type ChangedFile struct {
	Path   string // at the head; raw: clean it before it goes to a terminal
	Before string // its path where it began, when it was renamed; else ""
	Status string // added, removed, modified, renamed, copied, changed, unchanged
	Object string // the git object that the file is at the head
	Patch  string // the difference, from its first @@ on; "" when GitHub shows none: it is binary, too large, or only renamed
}

// MaxChangedFiles is how many files of a pull request GitHub lists.
const MaxChangedFiles = 3000

// ChangedFiles are the files that a pull request changes, the first MaxChangedFiles of them.
func (c *Client) ChangedFiles(ctx context.Context, repo Repository, number int) ([]ChangedFile, error) {
	call := call{
		op: "list the files of pull request #" + strconv.Itoa(number) + " of " + repo.String(), method: http.MethodGet, path: pullPath(repo, number) + "/files?per_page=100", permission: readPulls,
	}
	var all []ChangedFile
	err := pages(ctx, c, call, func(page []*gogithub.CommitFile) bool {
		for _, f := range page {
			all = append(all, ChangedFile{Path: f.GetFilename(), Before: f.GetPreviousFilename(), Status: f.GetStatus(), Object: commitName(f.GetSHA()), Patch: f.GetPatch()})
		}
		return true
	})
	return all, err
}

// Blob is the content of a file by the name of its git object.
func (c *Client) Blob(ctx context.Context, repo Repository, object string) ([]byte, error) {
	call := call{op: "read a file of " + repo.String(), method: http.MethodGet, path: repoPath(repo) + "/git/blobs/" + object, permission: readContents}
	var answer gogithub.Blob
	resp, err := c.do(ctx, call, &answer)
	if err != nil {
		return nil, err
	}
	content := []byte(answer.GetContent())
	if answer.GetEncoding() == "base64" {
		content, err = base64.StdEncoding.DecodeString(strings.ReplaceAll(answer.GetContent(), "\n", ""))
	}
	if err != nil {
		return nil, &Error{Kind: Unreachable, Op: call.op, Status: resp.StatusCode, Message: "the answer is not what GitHub's API gives"}
	}
	return content, nil
}

// Review is a review of a pull request.
type Review struct {
	ID     int64
	Author string
	Body   string // raw
	Commit string // the head it was written for
	URL    string // of the web page: https, without control characters
}

// Reviews are the reviews of a pull request, the first first.
func (c *Client) Reviews(ctx context.Context, repo Repository, number int) ([]Review, error) {
	call := call{
		op: "list the reviews of pull request #" + strconv.Itoa(number) + " of " + repo.String(), method: http.MethodGet, path: pullPath(repo, number) + "/reviews?per_page=100", permission: readPulls,
	}
	var all []Review
	err := pages(ctx, c, call, func(page []*gogithub.PullRequestReview) bool {
		for _, r := range page {
			all = append(all, newReview(repo, number, r))
		}
		return true
	})
	return all, err
}

// LineComment is a comment on lines of a file, as the head of a pull request has them.
type LineComment struct {
	Path      string
	StartLine int // 1-based, as Line, the last one; both are in one hunk of the difference
	Line      int
	Body      string
}

// NewReview is what a new review shall be: remarks, neither approval nor refusal.
type NewReview struct {
	Commit   string // the head that the lines are meant for
	Body     string // must not be empty
	Comments []LineComment
}

// CreateReview posts a review with all its comments, or nothing. After an *Error that is Ambiguous it may exist all the same: Reviews tells. Comments on lines that the difference
// does not show make an error of kind Invalid.
func (c *Client) CreateReview(ctx context.Context, repo Repository, number int, review NewReview) (Review, error) {
	event, side := "COMMENT", "RIGHT"
	request := &gogithub.PullRequestReviewRequest{CommitID: &review.Commit, Body: &review.Body, Event: &event}
	for _, comment := range review.Comments {
		draft := &gogithub.DraftReviewComment{Path: &comment.Path, Body: &comment.Body, Side: &side, Line: &comment.Line}
		if comment.StartLine > 0 && comment.StartLine < comment.Line {
			draft.StartLine, draft.StartSide = &comment.StartLine, &side
		}
		request.Comments = append(request.Comments, draft)
	}
	call := call{
		op: "review pull request #" + strconv.Itoa(number) + " of " + repo.String(), method: http.MethodPost, path: pullPath(repo, number) + "/reviews",
		body: request, permission: writePulls, once: true, paced: true,
	}
	var answer gogithub.PullRequestReview
	resp, err := c.do(ctx, call, &answer)
	if err == nil && answer.GetID() <= 0 {
		err = &Error{Kind: Unreachable, Op: call.op, Status: resp.StatusCode, Ambiguous: true, Message: "the answer names no review"}
	}
	return newReview(repo, number, &answer), err
}

// EditReview changes what a review says on the whole.
func (c *Client) EditReview(ctx context.Context, repo Repository, number int, id int64, body string) error {
	_, err := c.do(ctx, call{
		op: "change a review of pull request #" + strconv.Itoa(number) + " of " + repo.String(), method: http.MethodPut, path: pullPath(repo, number) + "/reviews/" + strconv.FormatInt(id, 10),
		body: map[string]string{"body": body}, permission: writePulls, paced: true,
	}, nil)
	return err
}

func newReview(repo Repository, number int, r *gogithub.PullRequestReview) Review {
	return Review{
		ID: r.GetID(), Author: clean(r.GetUser().GetLogin(), 100), Body: r.GetBody(), Commit: commitName(r.GetCommitID()),
		URL: webAddress(r.GetHTMLURL(), repo.URL()+"/pull/"+strconv.Itoa(number)),
	}
}

// ReviewComment is a comment on lines of a pull request, whether the lines are still there and the comment is resolved or not.
type ReviewComment struct {
	ID     int64
	Review int64 // the review it came with
	Author string
	Body   string // raw
}

// ReviewComments are the comments on lines of a pull request, the first first.
func (c *Client) ReviewComments(ctx context.Context, repo Repository, number int) ([]ReviewComment, error) {
	call := call{
		op:     "list the comments on lines of pull request #" + strconv.Itoa(number) + " of " + repo.String(),
		method: http.MethodGet, path: pullPath(repo, number) + "/comments?per_page=100", permission: readPulls,
	}
	var all []ReviewComment
	err := pages(ctx, c, call, func(page []*gogithub.PullRequestComment) bool {
		for _, comment := range page {
			all = append(all, ReviewComment{
				ID: comment.GetID(), Review: comment.GetPullRequestReviewID(), Author: clean(comment.GetUser().GetLogin(), 100), Body: comment.GetBody(),
			})
		}
		return true
	})
	return all, err
}

// DeleteReviewComment takes a comment on lines away. One that is gone already is an *Error of kind NotFound.
func (c *Client) DeleteReviewComment(ctx context.Context, repo Repository, id int64) error {
	return c.delete(ctx, "take back a comment on lines in "+repo.String(), repoPath(repo)+"/pulls/comments/"+strconv.FormatInt(id, 10))
}

// IssueComment is a comment on the whole of an issue or pull request.
type IssueComment struct {
	ID     int64
	Author string
	Body   string // raw
	URL    string // of the web page: https, without control characters
}

// PullComments are the comments on the whole of a pull request, the first first.
func (c *Client) PullComments(ctx context.Context, repo Repository, number int) ([]IssueComment, error) {
	call := call{
		op: "list the comments of pull request #" + strconv.Itoa(number) + " of " + repo.String(), method: http.MethodGet, path: issuePath(repo, number) + "/comments?per_page=100", permission: readPulls,
	}
	var all []IssueComment
	err := pages(ctx, c, call, func(page []*gogithub.IssueComment) bool {
		for _, comment := range page {
			all = append(all, newIssueComment(repo, number, comment))
		}
		return true
	})
	return all, err
}

// CreatePullComment adds a comment to the whole of a pull request. After an *Error that is Ambiguous it may exist all the same.
func (c *Client) CreatePullComment(ctx context.Context, repo Repository, number int, body string) (IssueComment, error) {
	call := call{
		op: "comment on pull request #" + strconv.Itoa(number) + " of " + repo.String(), method: http.MethodPost, path: issuePath(repo, number) + "/comments",
		body: &gogithub.IssueComment{Body: &body}, permission: writePulls, once: true, paced: true,
	}
	var answer gogithub.IssueComment
	_, err := c.do(ctx, call, &answer)
	return newIssueComment(repo, number, &answer), err
}

// EditPullComment changes a comment on the whole. One that is gone is an *Error of kind NotFound.
func (c *Client) EditPullComment(ctx context.Context, repo Repository, id int64, body string) error {
	_, err := c.do(ctx, call{
		op: "change a comment in " + repo.String(), method: http.MethodPatch, path: repoPath(repo) + "/issues/comments/" + strconv.FormatInt(id, 10),
		body: &gogithub.IssueComment{Body: &body}, permission: writePulls, paced: true,
	}, nil)
	return err
}

// DeletePullComment takes a comment on the whole away. One that is gone already is an *Error of kind NotFound.
func (c *Client) DeletePullComment(ctx context.Context, repo Repository, id int64) error {
	return c.delete(ctx, "take back a comment in "+repo.String(), repoPath(repo)+"/issues/comments/"+strconv.FormatInt(id, 10))
}

func newIssueComment(repo Repository, number int, comment *gogithub.IssueComment) IssueComment {
	return IssueComment{
		ID: comment.GetID(), Author: clean(comment.GetUser().GetLogin(), 100), Body: comment.GetBody(),
		URL: webAddress(comment.GetHTMLURL(), repo.URL()+"/pull/"+strconv.Itoa(number)),
	}
}

func (c *Client) delete(ctx context.Context, op, path string) error {
	_, err := c.do(ctx, call{op: op, method: http.MethodDelete, path: path, permission: writePulls, paced: true}, nil)
	return err
}
