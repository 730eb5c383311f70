package actions

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/github"
)

// list lists the issues that carry our label.
func (p *pass) list(ctx context.Context) ([]*tracked, error) {
	issues, err := p.options.Client.Issues(ctx, p.repo.Repository, github.Filter{Label: p.ownLabels()[0]})
	if err != nil {
		return nil, err
	}
	return p.track(issues), nil
}

// look lists the issues and makes sure of what the journal leaves open: an attempt without an outcome, and an issue that the list does not show.
func (p *pass) look(ctx context.Context) ([]*tracked, error) {
	issues, err := p.list(ctx)
	if err != nil {
		return nil, err
	}
	var doubts []*record
	for _, f := range p.files {
		for _, r := range p.doubtful(f) {
			if p.concerns(r, f) {
				doubts = append(doubts, r)
			}
		}
	}
	for _, r := range doubts {
		if issues, err = p.settle(ctx, r, issues); err != nil {
			return nil, err
		}
	}
	linked := p.linkedNumbers()
	for _, r := range p.journal.records {
		wanted := r.Event != void && r.Number > 0 && r.in(p.repo) && !linked[r.Number] && !hasNumber(issues, r.Number) &&
			slices.ContainsFunc(p.files, func(f *file) bool { return p.concerns(r, f) && p.belongs(r.reference(), f) })
		if !wanted {
			continue
		}
		issue, err := p.options.Client.Issue(ctx, p.repo.Repository, r.Number)
		var failure *github.Error
		if errors.As(err, &failure) && failure.Kind == github.NotFound {
			if p.dry {
				continue
			}
			if err := p.journal.append(record{Event: void, Time: p.options.Now().UTC(), ID: r.ID}); err != nil {
				return nil, err
			}
			continue // deleted
		}
		if err != nil {
			return nil, err
		}
		issues = append(issues, p.track([]github.Issue{issue})...)
	}
	return issues, nil
}

// concerns reports whether what became of a record of a document matters now.
func (p *pass) concerns(r *record, f *file) bool {
	if r.reference().isTracking() {
		return p.options.Tracking
	}
	return len(f.unlinked()) > 0
}

func hasLabel(issue github.Issue, label string) bool {
	return slices.ContainsFunc(issue.Labels, func(l string) bool { return strings.EqualFold(l, label) })
}

func hasNumber(issues []*tracked, number int) bool {
	return slices.ContainsFunc(issues, func(t *tracked) bool { return t.Number == number })
}

func hasNonce(issues []*tracked, nonce string) bool {
	return slices.ContainsFunc(issues, func(t *tracked) bool { return t.known && t.ref.nonce == nonce })
}

// settle finds out whether an attempt opened an issue: the list may lag, and the label may have been taken off. It returns the issues as they are known then.
func (p *pass) settle(ctx context.Context, r *record, issues []*tracked) ([]*tracked, error) {
	if hasNonce(issues, r.nonce()) {
		return issues, nil
	}
	if p.options.Now().Sub(r.Time) < doubtWindow {
		for n := range tries {
			if err := p.options.Sleep(ctx, time.Second<<n); err != nil {
				return nil, err
			}
			var err error
			if issues, err = p.list(ctx); err != nil {
				return nil, err
			}
			if hasNonce(issues, r.nonce()) {
				return issues, nil
			}
		}
	}
	recent, err := p.options.Client.Issues(ctx, p.repo.Repository, github.Filter{Since: r.Time.Add(-raceWindow)})
	if err != nil {
		return nil, err
	}
	for _, t := range p.track(recent) {
		if t.known && t.ref.nonce == r.nonce() {
			return append(issues, t), nil
		}
	}
	return issues, nil
}

// lookAgain lists the issues after some were opened, until the list shows them: then it shows those, too, that others opened before.
func (p *pass) lookAgain(ctx context.Context) ([]*tracked, error) {
	for n := 0; ; n++ {
		issues, err := p.list(ctx)
		if err != nil {
			return nil, err
		}
		missing := slices.ContainsFunc(p.entries(), func(e *entry) bool {
			return e.result.State == Created && !hasNumber(issues, e.issue.Number) && hasLabel(e.issue.Issue, p.ownLabels()[0])
		})
		if !missing || n == tries {
			return issues, nil
		}
		if err := p.options.Sleep(ctx, time.Second<<n); err != nil {
			return nil, err
		}
	}
}
