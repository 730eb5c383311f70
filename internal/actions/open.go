package actions

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/github"
)

// stops reports whether a failure would hit every other item as well.
func stops(err error) bool {
	if _, ok := errors.AsType[*StateError](err); ok {
		return true
	}
	var failure *github.Error
	if !errors.As(err, &failure) {
		return false
	}
	return failure.Kind != github.Invalid && failure.Kind != github.NotFound
}

// open opens the issue of an item: intent, request, result. Where the answer is lost it looks before it tries again.
func (p *pass) open(ctx context.Context, e *entry) error {
	nonce := e.nonce
	if nonce == "" {
		var random [8]byte
		if _, err := io.ReadFull(p.options.Rand, random[:]); err != nil {
			return &StateError{Path: p.journal.path, Err: fmt.Errorf("no random number: %w", err)}
		}
		nonce = hex.EncodeToString(random[:])
	}
	text := p.issueText(e)
	ref := reference{digest: e.digest, nonce: nonce, key: e.file.source.Key, document: e.file.digest, facts: p.facts(e), text: textDigest(text)}
	p.options.Progress(Progress{Stage: Opening, Item: e.item, Done: p.done, Total: p.total, Left: p.left()})
	intent := p.newRecord(intended, e, ref)
	if err := p.journal.append(intent); err != nil {
		return err
	}
	issue, err := p.send(ctx, e, ref, text+"\n\n"+ref.lines(), &intent)
	if err != nil {
		var failure *github.Error
		if errors.As(err, &failure) && !failure.Ambiguous {
			// Surely not opened, unless an earlier attempt with this number was.
			if e.nonce == "" {
				return errors.Join(err, p.journal.append(record{Event: void, Time: p.options.Now().UTC(), ID: ref.id()}))
			}
		}
		return err
	}
	if label := p.ownLabels()[0]; !hasLabel(issue, label) {
		e.result.Reason = "the label " + label + " was not set: the token may not set labels"
	}
	e.issue = &tracked{Issue: issue, ref: ref, known: true}
	e.result.Item.Issue = &Issue{Number: issue.Number, URL: issue.URL, Text: linkText(issue.Number)}
	r := p.newRecord(opened, e, ref)
	r.Number, r.URL = issue.Number, issue.URL
	return p.journal.append(r)
}

// send makes the request, without an assignee whom GitHub does not know, and again when it is sure that the first did not open an issue.
func (p *pass) send(ctx context.Context, e *entry, ref reference, body string, intent *record) (github.Issue, error) {
	request := github.NewIssue{Title: issueTitle(e.item.Title), Body: body, Milestone: p.milestone}
	for _, l := range p.labels(e) {
		request.Labels = append(request.Labels, l.Name)
	}
	login := ""
	if p.options.Assign {
		login = assignee(e.item.Owner)
	}
	for attempt := 1; ; {
		request.Assignees = nil
		if login != "" && !p.unable[strings.ToLower(login)] {
			request.Assignees = []string{login}
		}
		issue, err := p.options.Client.CreateIssue(ctx, p.repo.Repository, request)
		if err == nil {
			if login != "" && len(request.Assignees) == 0 {
				e.result.Reason = "@" + login + " can't be assigned in " + p.repo.Repository.String()
			}
			return issue, nil
		}
		var failure *github.Error
		if !errors.As(err, &failure) || ctx.Err() != nil {
			return github.Issue{}, err
		}
		if failure.Kind == github.Invalid && len(request.Assignees) > 0 && slices.ContainsFunc(failure.Fields, func(f string) bool { return strings.HasPrefix(f, "assignee") }) {
			p.unable[strings.ToLower(login)] = true
			continue
		}
		if !failure.Ambiguous {
			return github.Issue{}, err
		}
		e.nonce = ref.nonce // from now on it may exist
		issues, lookErr := p.settle(ctx, intent, nil)
		if lookErr != nil {
			return github.Issue{}, err
		}
		for _, t := range issues {
			if t.known && t.ref.nonce == ref.nonce {
				return t.Issue, nil
			}
		}
		if attempt++; attempt > tries {
			return github.Issue{}, err
		}
	}
}

// newRecord is a line of the journal about an item.
func (p *pass) newRecord(event string, e *entry, ref reference) record {
	r := record{
		Event: event, Time: p.options.Now().UTC(), ID: ref.id(), Host: p.repo.Repository.Host, Repo: p.repo.Repository.String(), RepoID: p.repo.ID,
		Key: ref.key, Document: ref.document, Title: e.item.Title, Place: e.place, Fields: e.fields,
	}
	if event == intended {
		for _, other := range e.file.entries {
			if other != e && other.index >= 0 {
				r.Others = append(r.Others, other.digest)
			}
		}
	}
	return r
}
