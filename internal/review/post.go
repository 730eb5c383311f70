package review

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/blameless-postmortem/postmortem/internal/github"
	"github.com/blameless-postmortem/postmortem/internal/language"
)

// Outcome is what Post has done.
type Outcome struct {
	Remarks    int    // comments on lines that were posted
	Summary    string // created, updated, unchanged, or "" for none
	Superseded string // the newer head that the pull request has; then nothing was posted
	// Unplaced tells that GitHub took none of the remarks; the summary tells them instead.
	Unplaced bool
}

// Post says what there is to say, and nothing twice: after an answer that was lost it looks before it tries again, and of two runs at once the one that came second takes its words back.
// A pull request that has moved on meanwhile is left to the run for its new head.
//
// A token that may not write makes an *github.Error of kind Credentials: see IsReadOnly.
func (r *Review) Post(ctx context.Context) (Outcome, error) {
	var out Outcome
	if !r.Pull.Open {
		return out, nil
	}
	if len(r.Remarks) == 0 && !r.summaryDiffers() {
		if r.memory.summary != nil {
			out.Summary = "unchanged"
		}
		return out, nil
	}
	now, err := r.options.Client.PullRequest(ctx, r.options.Repository, r.options.Number)
	if err != nil {
		return out, err
	}
	if now.HeadCommit != r.Pull.HeadCommit {
		out.Superseded = now.HeadCommit
		return out, nil
	}
	if len(r.Remarks) > 0 {
		switch err := r.postRemarks(ctx); {
		case isInvalid(err):
			r.wrongPlaces, out.Unplaced = true, true
		case err != nil:
			return out, err
		default:
			out.Remarks = len(r.Remarks)
		}
	}
	out.Summary, err = r.postSummary(ctx)
	return out, err
}

// IsReadOnly reports whether an error says that the token may read but not write, as that of a pull request from a fork does.
func IsReadOnly(err error) bool {
	var failure *github.Error
	return errors.As(err, &failure) && failure.Kind == github.Credentials && failure.Status == http.StatusForbidden
}

func isInvalid(err error) bool {
	var failure *github.Error
	return errors.As(err, &failure) && failure.Kind == github.Invalid
}

func isAmbiguous(err error) bool {
	var failure *github.Error
	return errors.As(err, &failure) && failure.Ambiguous
}

func isGone(err error) bool {
	var failure *github.Error
	return errors.As(err, &failure) && failure.Kind == github.NotFound
}

// tries bounds how often something is posted whose answer is lost again and again.
const tries = 3

// postRemarks posts one review with all remarks.
func (r *Review) postRemarks(ctx context.Context) error {
	o := r.options
	var marks []mark
	review := github.NewReview{Commit: r.Pull.HeadCommit}
	for _, remark := range r.Remarks {
		marks = append(marks, remark.marks...)
		review.Comments = append(review.Comments, github.LineComment{Path: remark.Path, StartLine: remark.StartLine, Line: remark.Line, Body: remark.Body})
	}
	review.Body = remember(reviewKind, append(slices.Clone(marks), r.untold...), len(marks), r.greeting())
	for try := 1; ; try++ {
		posted, err := o.Client.CreateReview(ctx, o.Repository, o.Number, review)
		if err == nil {
			return r.settleRemarks(ctx, posted.ID)
		}
		if !isAmbiguous(err) {
			return err
		}
		reviews, lookErr := o.Client.Reviews(ctx, o.Repository, o.Number)
		if lookErr != nil {
			return lookErr
		}
		for _, there := range reviews {
			if normal(there.Body) == normal(review.Body) && there.Commit == review.Commit && r.who.wrote(there.Author) {
				return r.settleRemarks(ctx, there.ID)
			}
		}
		if try == tries {
			return err
		}
	}
}

func (r *Review) greeting() string {
	place := "this postmortem"
	if len(r.Documents) > 1 {
		place = "these postmortems"
	}
	return fmt.Sprintf("%s on the words of %s. Take what helps; where words are offered, one click applies them.", language.Plural(len(r.Remarks), "remark"), place)
}

// settleRemarks takes back what another run, at the same time, has said before us: our remarks that an older review of ours tells too.
func (r *Review) settleRemarks(ctx context.Context, id int64) error {
	o := r.options
	comments, err := o.Client.ReviewComments(ctx, o.Repository, o.Number)
	if err != nil {
		return err
	}
	before := map[mark]bool{}
	type posted struct {
		id    int64
		marks []mark
	}
	var mine []posted
	for _, c := range comments {
		marks, _, ok := recall(remarkKind, c.Body)
		switch {
		case !ok || !r.who.wrote(c.Author):
		case c.Review == id:
			mine = append(mine, posted{c.ID, marks})
		case c.Review < id && !r.memory.seen[c.ID]:
			for _, m := range marks {
				before[m] = true
			}
		}
	}
	doubled := 0
	for _, c := range mine {
		if len(c.marks) == 0 || slices.ContainsFunc(c.marks, func(m mark) bool { return !before[m] }) {
			continue
		}
		if err := o.Client.DeleteReviewComment(ctx, o.Repository, c.id); err != nil && !isGone(err) {
			return err
		}
		doubled++
	}
	if doubled == 0 || doubled < len(mine) {
		return nil
	}
	return o.Client.EditReview(ctx, o.Repository, o.Number, id, remember(reviewKind, nil, 0, "Another run said the same at the same moment; its remarks stand."))
}

// postSummary makes or updates the one comment on the whole.
func (r *Review) postSummary(ctx context.Context) (string, error) {
	o := r.options
	if !r.summaryDiffers() {
		return "unchanged", nil
	}
	text := r.summaryComment()
	for try := 1; ; try++ {
		if there := r.memory.summary; there != nil {
			err := o.Client.EditPullComment(ctx, o.Repository, there.ID, text)
			if isGone(err) {
				r.memory.summary = nil
				continue
			}
			return "updated", err
		}
		posted, err := o.Client.CreatePullComment(ctx, o.Repository, o.Number, text)
		if err == nil {
			return "created", r.settleSummary(ctx, posted.ID)
		}
		if !isAmbiguous(err) || try == tries {
			return "", err
		}
		if r.memory.summary, err = r.findSummary(ctx); err != nil {
			return "", err
		}
	}
}

// findSummary looks for the oldest comment of ours on the whole.
func (r *Review) findSummary(ctx context.Context) (*github.IssueComment, error) {
	comments, err := r.options.Client.PullComments(ctx, r.options.Repository, r.options.Number)
	return newMemory(r.who, "", nil, nil, comments).summary, err
}

// settleSummary takes our new comment back where another run made one at the same time.
func (r *Review) settleSummary(ctx context.Context, id int64) error {
	oldest, err := r.findSummary(ctx)
	if err != nil || oldest == nil || oldest.ID >= id {
		return err
	}
	if err = r.options.Client.DeletePullComment(ctx, r.options.Repository, id); isGone(err) {
		return nil
	}
	return err
}

// summaryDiffers reports whether the comment on the whole is to be made or changed. Where no postmortem is changed there is none, but one that is there tells so.
func (r *Review) summaryDiffers() bool {
	there := r.memory.summary
	if there == nil {
		return len(r.Documents)+len(r.failed)+r.unread > 0
	}
	return normal(there.Body) != normal(r.summaryComment())
}
