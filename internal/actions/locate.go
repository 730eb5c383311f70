package actions

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/github"
)

// address is where a document says that an issue is.
type address struct {
	repo   string // owner/name in lower case
	number int
}

// whereabouts are what GitHub says of the issue at an address.
type whereabouts struct {
	issue   github.Issue
	moved   bool     // it is not where it was asked for
	tracked *tracked // the same, when it is in our repository
	missing string   // "deleted", or noIssue
	reason  string   // why nothing is known of it
}

// nameRepository finds out under which names the documents and the journal know the repository: it may have been moved since they were written.
func (p *pass) nameRepository(ctx context.Context) error {
	p.report.Repository = p.repo.Repository.String()
	if p.options.Journals != "" {
		if err := p.journal.adopt(p.options.Journals, p.repo); err != nil {
			return err
		}
	}
	p.names = map[string]bool{strings.ToLower(p.repo.Repository.String()): true, strings.ToLower(p.options.Repository.String()): true}
	for _, r := range p.journal.records {
		if r.in(p.repo) {
			p.names[strings.ToLower(r.Repo)] = true
		}
	}
	for _, e := range p.entries() {
		link := e.file.doc.Actions[e.index].Issue
		if link == nil || link.Number == 0 || link.Owner == "" || p.elsewhere(link.URL) {
			continue
		}
		name := strings.ToLower(link.Owner + "/" + link.Repo)
		if _, known := p.names[name]; known {
			continue
		}
		there, err := p.options.Client.Check(ctx, github.Repository{Host: p.repo.Repository.Host, Owner: link.Owner, Name: link.Repo})
		if err != nil && there.ID == 0 && !unseen(err) {
			return err
		}
		p.names[name] = there.ID != 0 && there.ID == p.repo.ID
	}
	return nil
}

// unseen reports whether an error says that the token can't see what was asked for, which says nothing about the rest.
func unseen(err error) bool {
	var failure *github.Error
	return errors.As(err, &failure) && (failure.Kind == github.NotFound || failure.Kind == github.Disabled || failure.Kind == github.Refused ||
		failure.Kind == github.Credentials && failure.Status != http.StatusUnauthorized)
}

// addressOf is the address of an item's issue, the zero one when it has none on this host.
func (p *pass) addressOf(e *entry) address {
	if e.index < 0 {
		return address{}
	}
	link := e.file.doc.Actions[e.index].Issue
	if link == nil || link.Number == 0 || p.elsewhere(link.URL) {
		return address{}
	}
	if link.Owner == "" || p.isOurs(link.Owner+"/"+link.Repo) {
		return address{strings.ToLower(p.repo.Repository.String()), link.Number}
	}
	return address{strings.ToLower(link.Owner + "/" + link.Repo), link.Number}
}

// places are the issues that a pass knows of.
type places struct {
	own   map[int]*tracked         // in our repository
	asked map[address]*whereabouts // that were asked for one by one
}

func (l *places) add(list []*tracked) {
	for _, t := range list {
		if l.own[t.Number] == nil {
			l.own[t.Number] = t
		}
	}
}

// issues are those of our repository, by number.
func (l *places) issues() []*tracked {
	return slices.SortedFunc(maps.Values(l.own), func(a, b *tracked) int { return a.Number - b.Number })
}

// at is what is known of an address, nil for nothing.
func (l *places) at(p *pass, a address) *whereabouts {
	if t := l.own[a.number]; t != nil && a.repo == strings.ToLower(p.repo.Repository.String()) {
		return &whereabouts{issue: t.Issue, tracked: t}
	}
	return l.asked[a]
}

// locate finds the issues that the items link to. The list by label has all that we opened; the others are asked for one by one, or, where that takes fewer
// requests, with a list of all issues.
func (p *pass) locate(ctx context.Context, issues []*tracked) (*places, error) {
	ours := strings.ToLower(p.repo.Repository.String())
	l := &places{own: map[int]*tracked{}, asked: map[address]*whereabouts{}}
	l.add(issues)
	var missing []address
	own, highest := 0, 0
	for _, e := range p.entries() {
		at := p.addressOf(e)
		if at == (address{}) || l.at(p, at) != nil || slices.Contains(missing, at) {
			continue
		}
		missing = append(missing, at)
		if at.repo == ours {
			own++
			highest = max(highest, at.number)
		}
	}
	if own > highest/100+2 {
		all, err := p.options.Client.Issues(ctx, p.repo.Repository, github.Filter{Until: highest})
		if err != nil {
			return nil, err
		}
		l.add(p.track(all))
	}
	lost := false
	for _, at := range missing {
		if l.at(p, at) != nil {
			continue
		}
		w, err := p.ask(ctx, at)
		if err != nil {
			return nil, err
		}
		l.asked[at] = w
		if at.repo == ours && w.missing == "" && !w.moved && !w.issue.Pull {
			l.add(p.track([]github.Issue{w.issue}))
		}
		lost = lost || w.missing == noIssue
	}
	if lost {
		// A token that lost its permission meanwhile gets the same answer as one that asks for what is not there.
		if _, err := p.options.Client.Check(ctx, p.repo.Repository); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// ask asks for one issue.
func (p *pass) ask(ctx context.Context, at address) (*whereabouts, error) {
	owner, name, _ := strings.Cut(at.repo, "/")
	repo := github.Repository{Host: p.repo.Repository.Host, Owner: owner, Name: name}
	own := strings.EqualFold(at.repo, p.repo.Repository.String())
	if own {
		repo = p.repo.Repository
	}
	issue, err := p.options.Client.Issue(ctx, repo, at.number)
	w := &whereabouts{issue: issue, moved: issue.Number != at.number || !strings.EqualFold(issue.Repository.String(), repo.String())}
	var failure *github.Error
	if err == nil || !errors.As(err, &failure) {
		return w, err
	}
	w.moved = false
	switch {
	case failure.Kind == github.NotFound && failure.Status == http.StatusGone:
		w.missing = "deleted"
	case failure.Kind == github.NotFound && own:
		w.missing = noIssue
	case !own && failure.Kind != github.Refused && unseen(err):
		w.reason = "nothing is known of " + at.repo + linkText(at.number) + ": the token can't see it"
	case failure.Kind == github.Refused:
		w.reason = err.Error() // it was moved to another host, which is not followed
	default:
		return nil, err
	}
	return w, nil
}
