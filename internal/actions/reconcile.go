package actions

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

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
			if err := p.advance(ctx, e, own, issues, linked); err != nil {
				return err
			}
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
			e.result.Changes = append(e.result.Changes, linkChange(own, keep))
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

func linkChange(from, to *tracked) Change {
	return Change{Field: "link", In: inDocument, From: linkText(from.Number), To: linkText(to.Number)}
}

// advance corrects the link to a duplicate that was closed by a run elsewhere, whatever has become of the words of item and issue since.
func (p *pass) advance(ctx context.Context, e *entry, own *tracked, issues []*tracked, linked map[int]bool) error {
	keep, err := p.successor(ctx, own, issues)
	if err != nil || keep == nil || linked[keep.Number] {
		return err
	}
	e.result.Changes = append(e.result.Changes, linkChange(own, keep))
	if p.dry {
		return nil
	}
	if err := p.correct(e, keep); err != nil {
		p.fail(e, err)
	}
	return nil
}

// successor is the issue that our comment in a closed duplicate points to, nil when it has none.
func (p *pass) successor(ctx context.Context, t *tracked, issues []*tracked) (*tracked, error) {
	var found *tracked
	for range tries {
		if t.Open || !t.known || t.StateReason == "completed" {
			break
		}
		comments, err := p.options.Client.Comments(ctx, p.repo.Repository, t.Number)
		if err != nil {
			return nil, err
		}
		number := 0
		for _, c := range comments {
			if n, ok := readPointer(c); ok {
				number = n
			}
		}
		at := slices.IndexFunc(issues, func(o *tracked) bool { return o.Number == number })
		if at < 0 || !issues[at].known || issues[at].ref.isTracking() || issues[at].Number == t.Number {
			break
		}
		t = issues[at]
		found = t
	}
	return found, nil
}

// The comment in a duplicate: "Duplicate of #1: two runs of …".
const (
	pointerStart = "Duplicate of #"
	pointerEnd   = ": two runs of `postmortem` opened an issue for the same action item at the same time."
)

// readPointer reads the number out of the comment in a duplicate.
func readPointer(comment string) (number int, ok bool) {
	rest, ok := strings.CutPrefix(strings.TrimSpace(comment), pointerStart)
	if !ok {
		return 0, false
	}
	digits, ok := strings.CutSuffix(rest, pointerEnd)
	number, err := strconv.Atoi(digits)
	return number, ok && err == nil
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
	comment := pointerStart + strconv.Itoa(keep.Number) + pointerEnd
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
