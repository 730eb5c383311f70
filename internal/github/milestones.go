package github

import (
	"context"
	"net/http"
	"strings"

	gogithub "github.com/google/go-github/v60/github"
)

// Milestone is the number of the open milestone with this title. None is an *Error of kind NotFound.
func (c *Client) Milestone(ctx context.Context, repo Repository, title string) (int, error) {
	call := call{
		op: "find the milestone " + clean(title, 80) + " in " + repo.String(), method: http.MethodGet,
		path: repoPath(repo) + "/milestones?state=open&per_page=100", permission: readIssues, repo: true,
	}
	number := 0
	err := pages(ctx, c, call, func(page []*gogithub.Milestone) bool {
		for _, m := range page {
			if strings.EqualFold(strings.TrimSpace(m.GetTitle()), strings.TrimSpace(title)) {
				number = m.GetNumber()
			}
		}
		return number == 0
	})
	if err == nil && number == 0 {
		err = &Error{Kind: NotFound, Op: call.op, Message: "there is no open milestone of this name", hint: "make it on GitHub, or change github.milestone in .postmortem.yaml"}
	}
	return number, err
}
