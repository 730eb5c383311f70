package actions

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/blameless-postmortem/postmortem/internal/github"
)

// reconcile closes the issues that two pushes opened for one item, but for the first, and corrects the links. Every run that sees them comes to the same result.
func (p *pass) reconcile(ctx context.Context, issues []*tracked) error {
	linked := p.linkedNumbers()
	for _, e := range p.entries() {
		number := p.numberOf(e)
		at := slices.IndexFunc(issues, func(t *tracked) bool { return t.Number == number })
		if number == 0 || at < 0 || !e.item.Open() {
			continue
		}
		own := issues[at]
		twins := p.twins(own, issues, linked)
		if len(twins) == 0 {
			continue
		}
		keep := twins[0]
		if own.Open && own.Number < keep.Number {
			keep = own
		}
		if !own.Open && (own.StateReason == "completed" || own.Number < keep.Number) {
			continue // somebody closed it for a reason of their own
		}
		if keep != own {
			e.result.Changes = append(e.result.Changes, Change{Field: "link", In: inDocument, From: linkText(own.Number), To: linkText(keep.Number)})
		}
		for _, t := range append(twins, own) {
			if t != keep && t.Open {
				e.result.Changes = append(e.result.Changes, Change{Field: "duplicate", In: inGitHub, From: linkText(t.Number), To: "closed"})
				if p.dry {
					p.report.Duplicates = append(p.report.Duplicates, t.Number)
				}
			}
		}
		if p.dry {
			continue
		}
		if keep != own {
			if err := p.correct(e, keep); err != nil {
				p.fail(e, err)
				continue
			}
		}
		for _, t := range append(twins, own) {
			if t == keep || !t.Open {
				continue
			}
			if err := p.closeDuplicate(ctx, e, t, keep); err != nil {
				return err
			}
		}
	}
	return nil
}

// unclaimed notes the open issues whose items went.
func (p *pass) unclaimed(issues []*tracked) {
	linked := p.linkedNumbers()
	for _, t := range issues {
		if !t.Open || !t.known || t.ref.isTracking() || linked[t.Number] || slices.Contains(p.report.Duplicates, t.Number) {
			continue
		}
		for _, f := range p.files {
			if p.belongs(t.ref, f) && len(f.unlinked()) == 0 { // an item without a link may be the one
				p.report.Unclaimed = append(p.report.Unclaimed, Unclaimed{Path: f.source.Path, Number: t.Number, URL: t.URL, Title: oneLine(t.Title)})
				break
			}
		}
	}
}

// twins are the open issues that were opened for the same item as own, the first first.
func (p *pass) twins(own *tracked, issues []*tracked, linked map[int]bool) []*tracked {
	var all []*tracked
	for _, t := range issues {
		if t == own || !t.Open || linked[t.Number] || !t.known || !own.known {
			continue
		}
		apart := t.Created.Sub(own.Created).Abs()
		same := t.ref.nonce == own.ref.nonce || t.ref.digest == own.ref.digest && t.ref.key != "" && t.ref.key == own.ref.key
		if same && apart <= raceWindow {
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(a, b *tracked) int { return a.Number - b.Number })
	return all
}

// correct writes the link to the issue that stays in place of the one that goes.
func (p *pass) correct(e *entry, keep *tracked) error {
	issue := Issue{Number: keep.Number, URL: keep.URL, Text: linkText(keep.Number)}
	if err := p.relink(e, issue); err != nil {
		return err
	}
	e.issue = keep
	e.result.Item.Issue = &issue
	if e.result.State == Created {
		e.result.State = Adopted
	}
	r := p.newRecord(opened, e, keep.ref)
	r.Number, r.URL = keep.Number, keep.URL
	if err := p.journal.append(r); err != nil {
		return err
	}
	return p.journal.append(record{Event: linked, Time: p.options.Now().UTC(), ID: keep.ref.id()})
}

// closeDuplicate closes an issue with a pointer to the one that stays: first the comment, so that no duplicate is ever closed without one.
func (p *pass) closeDuplicate(ctx context.Context, e *entry, duplicate, keep *tracked) error {
	p.options.Progress(Progress{Stage: Closing, Item: e.item, Number: duplicate.Number, Done: p.done, Total: p.total})
	repo := p.repo.Repository
	comment := fmt.Sprintf("Duplicate of #%d: two runs of `postmortem` opened an issue for the same action item at the same time.", keep.Number)
	err := p.options.Client.Comment(ctx, repo, duplicate.Number, comment)
	var failure *github.Error
	if err != nil && (!errors.As(err, &failure) || !failure.Ambiguous) {
		return err
	}
	closed := false
	if _, err := p.options.Client.EditIssue(ctx, repo, duplicate.Number, github.IssueEdit{Open: &closed, StateReason: "not_planned"}); err != nil {
		return err
	}
	duplicate.Open = false
	p.report.Duplicates = append(p.report.Duplicates, duplicate.Number)
	return nil
}
