package actions

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/github"
)

// Sync keeps documents and the issues that they link to in step: what GitHub owns (state, place, assignee) is written into the documents, what the documents own (title,
// due date, text, labels) into the issues. The report and the error are as Push gives them.
func Sync(ctx context.Context, sources []Source, options Options) (*Report, error) {
	return inEarnest(ctx, sources, options, func(p *pass, err error) (*Report, error) {
		if err == nil {
			err = p.sync(ctx)
		}
		return p.endSync(err)
	})
}

// Check says what Sync would do, in the Changes of its results, and changes nothing.
func Check(ctx context.Context, sources []Source, options Options) (*Report, error) {
	p, err := newPass(sources, options.complete(), true)
	if err != nil {
		return nil, err
	}
	return p.endSync(p.sync(ctx))
}

// endSync gives every item its state. What a sync that could not go on did not come to has failed.
func (p *pass) endSync(err error) (*Report, error) {
	if err != nil {
		p.note(err)
	}
	for _, e := range p.entries() {
		r := e.result
		switch {
		case r.State == Failed:
		case e.index < 0:
			r.State, r.Reason = Skipped, gone
		case e.item.Issue == nil || e.item.Issue.Number == 0:
			r.State = Skipped
			if r.Reason == "" {
				r.Reason = "no issue"
				if e.item.Issue != nil {
					r.Reason = "tracked elsewhere"
				}
			}
		case err != nil && !e.synced:
			r.State, r.Err = Failed, &NotTriedError{err}
		case len(r.Changes) == 0 && p.addressOf(e) == (address{}) && p.journal != nil:
			r.State, r.Reason = Skipped, "tracked elsewhere"
		case len(r.Changes) == 0:
			r.State = InStep
		case p.dry:
			r.State = OutOfStep
		default:
			r.State = Synced
		}
	}
	return p.report, p.problem
}

// survey finds out where the linked issues are; without any it asks nobody and returns nil.
func (p *pass) survey(ctx context.Context) (*places, error) {
	if !slices.ContainsFunc(p.entries(), func(e *entry) bool { return e.item.Issue != nil && e.item.Issue.Number > 0 }) {
		return nil, nil
	}
	p.options.Progress(Progress{Stage: Looking})
	var err error
	if p.journal, err = readJournal(p.options.State); err != nil {
		return nil, err
	}
	p.repo, err = p.options.Client.Check(ctx, p.options.Repository)
	var failure *github.Error
	if err != nil && (!errors.As(err, &failure) || failure.Kind != github.Disabled || !p.repo.Archived) {
		return nil, err
	}
	if err := p.nameRepository(ctx); err != nil {
		return nil, err
	}
	issues, err := p.list(ctx)
	if err != nil {
		return nil, err
	}
	return p.locate(ctx, issues)
}

func (p *pass) sync(ctx context.Context) error {
	places, err := p.survey(ctx)
	if err != nil || places == nil {
		return err
	}
	if !p.repo.Archived {
		if err := p.reconcile(ctx, places.issues()); err != nil {
			return err
		}
	}
	speakers := p.speakers(places.issues())
	for _, e := range p.entries() {
		at := places.at(p, p.addressOf(e))
		if at == nil || p.dry && len(e.result.Changes) > 0 {
			e.synced = true
			continue // linked meanwhile, or to be linked to another issue first
		}
		err := p.follow(ctx, e, at)
		if err == nil && at.tracked != nil && speakers[at.tracked.Number] == e {
			err = p.tell(ctx, e, at.tracked)
		}
		if err != nil {
			p.fail(e, err)
			if stops(err) || ctx.Err() != nil {
				return err
			}
		}
		e.synced = true
	}
	p.unclaimed(places.issues())
	if p.repo.Archived {
		return nil
	}
	return p.trackAll(ctx, places.issues(), false)
}

// tell writes what the document owns to the issue.
func (p *pass) tell(ctx context.Context, e *entry, t *tracked) error {
	_, changes := p.drift(e, t)
	if len(changes) == 0 {
		return nil
	}
	if p.repo.Archived {
		var fields []string
		for _, c := range changes {
			fields = append(fields, c.Field)
		}
		e.result.Reason = "the repository is archived, so the issue keeps another " + strings.Join(fields, ", ")
		return nil
	}
	if err := p.refuse(e); err != nil {
		return err
	}
	if p.dry {
		e.result.Changes = append(e.result.Changes, changes...)
		return nil
	}
	return p.update(ctx, e, t)
}

// follow writes what GitHub owns into the document.
func (p *pass) follow(ctx context.Context, e *entry, at *whereabouts) error {
	if at.reason != "" {
		e.result.Reason = at.reason
		return nil
	}
	if at.moved {
		link := Issue{Number: at.issue.Number, URL: at.issue.URL, Text: at.issue.Repository.String() + linkText(at.issue.Number)}
		if strings.EqualFold(at.issue.Repository.String(), p.repo.Repository.String()) {
			link.Text = linkText(at.issue.Number)
		}
		if err := p.change(e, Change{Field: "link", From: e.item.Issue.Text, To: link.Text}, link, func(doc *document.Document, i int) ([]document.Edit, error) {
			return doc.ReplaceLink(i, link.Text, link.URL)
		}); err != nil {
			return err
		}
		if !p.dry {
			e.result.Item.Issue = &link
		}
	}
	want, known, err := p.stateOf(ctx, e, at)
	if err != nil {
		return err
	}
	if known {
		if err := p.settleState(e, want); err != nil {
			return err
		}
	}
	if owner := p.ownerOf(e, at); owner != "" {
		return p.change(e, Change{Field: "owner", From: e.item.Owner, To: owner}, *e.item.Issue, func(doc *document.Document, i int) ([]document.Edit, error) {
			return doc.SetField(i, document.ActionOwner, owner)
		})
	}
	return nil
}

// change makes one change in the document or, where nothing may be written, makes sure that it can be made.
func (p *pass) change(e *entry, c Change, link Issue, edit edit) error {
	c.In = inDocument
	var err error
	if p.dry {
		_, err = e.file.edited(p.options.Parser, e, edit)
	} else {
		err = p.write(e, link, edit)
	}
	if _, ok := errors.AsType[*document.NoColumnError](err); ok {
		e.result.Reason = err.Error()
		return nil
	}
	if err != nil {
		return err
	}
	e.result.Changes = append(e.result.Changes, c)
	return nil
}

// ownerOf is the owner that the item shall have, "" for the one that it has. A handle follows the assignee; a team or a name in words is the document's.
func (p *pass) ownerOf(e *entry, at *whereabouts) string {
	login := assignee(e.item.Owner)
	if !p.options.Assign || len(at.issue.Assignees) == 0 || !at.issue.Open || at.issue.Pull || login == "" && e.item.Owner != "" {
		return ""
	}
	if slices.ContainsFunc(at.issue.Assignees, func(a string) bool { return strings.EqualFold(a, login) }) {
		return ""
	}
	if loginName().MatchString(at.issue.Assignees[0]) {
		return "@" + at.issue.Assignees[0]
	}
	return ""
}

// The states of an item that GitHub decides; any other text is the status of an item that was dropped, as it stands in the document.
const (
	stateOpen = "open"
	stateDone = "done"
	// noIssue is the status of an open item whose issue is where nobody can see it: nothing says what became of it.
	noIssue    = "issue not found"
	notPlanned = "not planned"
	duplicate  = "duplicate"
	discussion = "moved to a discussion"
)

// stateOf is the state that an item's issue gives it; known is false when it gives none.
func (p *pass) stateOf(ctx context.Context, e *entry, at *whereabouts) (state string, known bool, err error) {
	issue := at.issue
	switch {
	case at.missing != "":
		// An item that was settled before its issue went stays as it is.
		return at.missing, e.item.Open(), nil
	case issue.Discussion:
		return discussion, true, nil
	case issue.Open:
		return stateOpen, true, nil
	case issue.Pull && !issue.Merged:
		e.result.Reason = "the pull request was closed without being merged"
		return "", false, nil
	case issue.StateReason == "not_planned":
		return notPlanned, true, nil
	case issue.StateReason == "duplicate":
		return duplicate, true, nil
	}
	if issue.Locked && !issue.Pull && !e.item.Done {
		// GitHub closes and locks what it moves to a discussion, and says so among the events only.
		if e.item.Dropped {
			return discussion, true, nil
		}
		moved, err := p.options.Client.IsDiscussion(ctx, issue.Repository, issue.Number)
		if err != nil || moved {
			return discussion, true, err
		}
	}
	return stateDone, true, nil
}

// settleState brings the item into a state.
func (p *pass) settleState(e *entry, want string) error {
	have := stateOpen
	switch {
	case e.item.Done:
		have = stateDone
	case e.item.Dropped, e.item.Status == noIssue:
		have = e.item.Status
	}
	own := have == notPlanned || have == duplicate || have == discussion
	if have == want || e.item.Dropped && want != stateOpen && want != stateDone && !own {
		return nil // why it was dropped may stand there in somebody's own words
	}
	return p.change(e, Change{Field: "state", From: have, To: want}, *e.item.Issue, func(doc *document.Document, i int) ([]document.Edit, error) {
		switch item := doc.Actions[i]; {
		case want == stateDone:
			return doc.SetDone(i, true)
		case want == stateOpen && item.Done:
			return doc.SetDone(i, false)
		case want == stateOpen:
			return doc.SetField(i, document.ActionStatus, "")
		default:
			edits, err := doc.SetField(i, document.ActionStatus, want)
			if _, ok := errors.AsType[*document.NoColumnError](err); ok && !item.Dropped {
				return behindTitle(doc, i, want)
			}
			return edits, err
		}
	})
}

// behindTitle notes a status where a table has no column for it.
func behindTitle(doc *document.Document, i int, status string) ([]document.Edit, error) {
	end := doc.Actions[i].TitleAt.End
	return []document.Edit{{Span: document.Span{Start: end, End: end}, Text: " (" + status + ")"}}, nil
}
