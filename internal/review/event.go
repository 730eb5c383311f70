package review

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
)

// maxEvent bounds the file that describes a run, in bytes; GitHub's own limit is 25 MB.
const maxEvent = 32 << 20

// EventError says why a run of GitHub Actions leads to no pull request.
type EventError struct{ Message, Remedy string }

func (e *EventError) Error() string { return e.Message }

// Hint says what to do next.
func (e *EventError) Hint() string { return e.Remedy }

// Event finds the number of the pull request that a run of GitHub Actions is for. The error is an *EventError. A run for pull_request_target is refused: there the token may
// write while the pull request may be anybody's, and a workflow that checks out its head besides has lost.
func Event(getenv func(string) string) (int, error) {
	switch name := getenv("GITHUB_EVENT_NAME"); name {
	case "pull_request":
	case "":
		return 0, &EventError{"it is not known which pull request to review", "name it with --pr, or run this in a GitHub Actions workflow on: pull_request"}
	case "pull_request_target":
		return 0, &EventError{
			"a run for pull_request_target holds a token that may write while it works for anybody's pull request",
			"run this on: pull_request; docs/reviews.md tells how pull requests from forks are reviewed",
		}
	default:
		return 0, &EventError{fmt.Sprintf("this run is for %q, not for a pull request", name), "run review on: pull_request, or name a pull request with --pr; for a push, run postmortem lint"}
	}
	unreadable := &EventError{"the file that GITHUB_EVENT_PATH names does not describe a pull request", "name the pull request with --pr"}
	f, err := os.Open(getenv("GITHUB_EVENT_PATH"))
	if err != nil {
		return 0, unreadable
	}
	defer f.Close()
	var event struct {
		PullRequest struct {
			Number int `json:"number"`
		} `json:"pull_request"`
	}
	if err := json.NewDecoder(io.LimitReader(f, maxEvent)).Decode(&event); err != nil || event.PullRequest.Number <= 0 {
		return 0, unreadable
	}
	return event.PullRequest.Number, nil
}
