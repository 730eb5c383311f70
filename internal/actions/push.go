package actions

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/github"
)

// Plan says what Push would do: it reads documents, journal and GitHub, and changes nothing.
func Plan(ctx context.Context, sources []Source, options Options) (*Report, error) {
	p, err := newPass(sources, options.complete(), true)
	if err != nil {
		return nil, err
	}
	return p.run(ctx)
}

// Push opens an issue for every open item without a link and writes the links into the documents. The report is complete even when there is an error: that
// is the first thing that went wrong, an *github.Error, *UnclearError, *LintError, *GoneError, *StateError or *document.FileError. A file that can't be read is an error
// without a report, before anything is done.
func Push(ctx context.Context, sources []Source, options Options) (*Report, error) {
	return inEarnest(ctx, sources, options, func(p *pass, err error) (*Report, error) {
		if err != nil {
			return p.stop(err)
		}
		return p.run(ctx)
	})
}

// inEarnest reads the documents under the lock, since another process may write links while this one waits, and hands them to work, with the error when they could not be locked.
func inEarnest(ctx context.Context, sources []Source, options Options, work func(*pass, error) (*Report, error)) (*Report, error) {
	options = options.complete()
	unlock, lockErr := lock(ctx, options)
	if lockErr == nil {
		defer unlock()
	}
	p, err := newPass(sources, options, false)
	if err != nil {
		return nil, err
	}
	if lockErr == nil {
		p.tidyUp()
	}
	return work(p, lockErr)
}

// run finds what is to be done and, but for a dry run, does it.
func (p *pass) run(ctx context.Context) (*Report, error) {
	var err error
	if p.journal, err = readJournal(p.options.State); err == nil {
		err = p.execute(ctx)
	}
	if err != nil {
		return p.stop(err)
	}
	return p.report, p.problem
}

func (p *pass) execute(ctx context.Context) error {
	concerned := slices.ContainsFunc(p.entries(), func(e *entry) bool {
		return e.wantsIssue() || e.item.Open() && e.item.Issue != nil && e.item.Issue.Number > 0
	})
	if !concerned {
		return nil
	}
	p.options.Progress(Progress{Stage: Looking})
	var err error
	if p.repo, err = p.options.Client.Check(ctx, p.options.Repository); err != nil {
		var failure *github.Error
		if errors.As(err, &failure) && failure.Kind == github.Disabled && !slices.ContainsFunc(p.entries(), (*entry).wantsIssue) {
			return nil // nothing is to be opened where nothing can be
		}
		return err
	}
	if err := p.nameRepository(ctx); err != nil {
		return err
	}
	issues, err := p.look(ctx)
	if err != nil {
		return err
	}
	missing := p.match(issues)
	if p.dry {
		return p.foretell(ctx, issues, missing)
	}
	return p.carryOut(ctx, issues, missing)
}

// foretell gives the items the states that carryOut would, and changes nothing.
func (p *pass) foretell(ctx context.Context, issues []*tracked, missing []*entry) error {
	for _, e := range missing {
		if err := p.refuseDocument(e.file); err != nil {
			p.fail(e, err)
			continue
		}
		e.result.State = Created
	}
	if err := p.updates(ctx, issues); err != nil {
		return err
	}
	if err := p.reconcile(ctx, issues); err != nil {
		return err
	}
	p.unclaimed(issues)
	return p.trackAll(ctx, issues, true)
}

// carryOut links the items whose issues were found, opens the missing ones and looks once more for what another process opened meanwhile.
func (p *pass) carryOut(ctx context.Context, issues []*tracked, missing []*entry) error {
	p.total, p.begun = len(missing), p.options.Now()
	for _, e := range p.entries() {
		if e.issue != nil {
			if err := p.adopt(e); err != nil {
				p.fail(e, err)
			}
		}
	}
	if err := p.create(ctx, missing); err != nil {
		return err
	}
	if p.done > 0 {
		var err error
		if issues, err = p.lookAgain(ctx); err != nil {
			return err
		}
	}
	if err := p.reconcile(ctx, issues); err != nil {
		return err
	}
	if err := p.updates(ctx, issues); err != nil {
		return err
	}
	p.unclaimed(issues)
	return p.trackAll(ctx, issues, true)
}

// updates brings the issues that were open already up to date with their items.
func (p *pass) updates(ctx context.Context, issues []*tracked) error {
	speakers := p.speakers(issues)
	for _, t := range issues {
		e := speakers[t.Number]
		if e == nil || e.result.State != Exists && e.result.State != Adopted {
			continue
		}
		_, changes := p.drift(e, t)
		if len(changes) == 0 {
			continue
		}
		err := p.refuse(e)
		switch {
		case err != nil:
		case p.dry:
			e.result.Changes = changes
		default:
			err = p.update(ctx, e, t)
		}
		if err != nil {
			p.fail(e, err)
			if stops(err) || ctx.Err() != nil {
				return err
			}
		}
	}
	return nil
}

// left is how long the rest of the issues will take at the pace so far.
func (p *pass) left() time.Duration {
	if p.done == 0 {
		return 0
	}
	return p.options.Now().Sub(p.begun) / time.Duration(p.done) * time.Duration(p.total-p.done)
}

// adopt links an item to an issue that was opened for it before.
func (p *pass) adopt(e *entry) error {
	t := e.issue
	if t.record == nil || t.record.Number == 0 {
		r := p.newRecord(opened, e, t.ref)
		r.Number, r.URL = t.Number, t.URL
		if err := p.journal.append(r); err != nil {
			return err
		}
	}
	return p.link(e)
}

// create opens the issues that are missing. It goes on after what concerns one item only, and returns what would hit the others too.
func (p *pass) create(ctx context.Context, entries []*entry) error {
	if len(entries) == 0 {
		return nil
	}
	var labels []github.Label
	for _, e := range entries {
		for _, l := range p.labels(e) {
			if !slices.ContainsFunc(labels, func(have github.Label) bool { return strings.EqualFold(have.Name, l.Name) }) {
				labels = append(labels, l)
			}
		}
	}
	if err := p.ensureLabels(ctx, labels); err != nil {
		return err
	}
	if p.options.Milestone != "" {
		var err error
		if p.milestone, err = p.options.Client.Milestone(ctx, p.repo.Repository, p.options.Milestone); err != nil {
			return err
		}
	}
	for _, e := range entries {
		if err := e.file.refresh(p.options.Parser); err != nil {
			p.fail(e, err)
			continue
		}
		if e.index < 0 {
			e.result.Reason = gone
			continue
		}
		if !e.wantsIssue() { // somebody linked or ticked it meanwhile
			if e.result.State = Exists; e.item.Issue == nil {
				e.result.State, e.result.Reason = Skipped, e.item.closed()
			}
			continue
		}
		if err := p.refuseDocument(e.file); err != nil {
			p.fail(e, err)
			continue
		}
		if err := p.rehearse(e); err != nil {
			p.fail(e, fmt.Errorf("not opened, as its link can't be written: %w", err))
			continue
		}
		err := p.open(ctx, e)
		if err == nil {
			e.result.State = Created
			p.done++
			p.options.Progress(Progress{Stage: Opened, Item: e.item, Number: e.issue.Number, Done: p.done, Total: p.total})
			err = p.link(e)
		}
		if err == nil {
			continue
		}
		p.fail(e, err)
		if stops(err) || ctx.Err() != nil {
			return err
		}
	}
	return nil
}

// ensureLabels makes labels, and remembers those that can't be set.
func (p *pass) ensureLabels(ctx context.Context, labels []github.Label) error {
	refused, err := p.options.Client.EnsureLabels(ctx, p.repo.Repository, labels)
	for _, l := range refused {
		p.barred[strings.ToLower(l.Name)] = true
	}
	return err
}

func linkText(number int) string { return "#" + strconv.Itoa(number) }
