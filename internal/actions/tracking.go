package actions

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/github"
)

// trackingDigest stands in the reference of a tracking issue where others have the digest of an item's words.
var trackingDigest = digest("tracking issue")

// isTracking reports whether a reference is that of a tracking issue, which belongs to a whole document.
func (r reference) isTracking() bool { return r.digest == trackingDigest }

// trackingEntry stands for the tracking issue of a document where an item is expected.
func (p *pass) trackingEntry(f *file) *entry {
	e := &entry{file: f, index: -1, digest: trackingDigest, item: Item{Path: f.source.Path, Title: "Action items: " + p.titleOf(f)}}
	e.result = &Result{Item: e.item, State: InStep}
	for _, r := range p.doubtful(f) {
		if r.reference().isTracking() {
			e.nonce = r.nonce()
		}
	}
	return e
}

// trackingText is the text of a tracking issue: a task list with the issues of a document's items, each ticked when it is settled. It has no address of a commit or
// a line in it, so that it changes with the items only.
func (p *pass) trackingText(f *file) string {
	var b strings.Builder
	title := plain(p.titleOf(f))
	if address := p.address(f, p.repo.DefaultBranch); address != "" {
		title = "[" + title + "](" + address + ")"
	}
	fmt.Fprintf(&b, "What is to be done after the incident that the postmortem %s tells of.\n\n", title)
	for _, e := range f.entries {
		if e.index < 0 || strings.TrimSpace(e.item.Title) == "" {
			continue
		}
		box, note := " ", ""
		if !e.item.Open() {
			box = "x"
		}
		if e.item.Dropped {
			note = " (" + plain(e.item.Status) + ")"
		}
		what := plain(e.item.Title)
		if link := f.doc.Actions[e.index].Issue; link != nil && link.Number > 0 && !p.elsewhere(link.URL) {
			what = linkText(link.Number) // GitHub shows its title and state
			if link.Owner != "" && !p.isOurs(link.Owner+"/"+link.Repo) {
				what = link.Owner + "/" + link.Repo + what
			}
		} else if p.refuse(e) != nil {
			what = "an item of the postmortem"
		}
		fmt.Fprintf(&b, "- [%s] %s%s\n", box, what, note)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// trackAll brings the tracking issues up to date, where the team wants them: one for each document with an item that has an issue. Only a push opens them: it
// knows what the list of issues does not show yet.
func (p *pass) trackAll(ctx context.Context, issues []*tracked, create bool) error {
	if !p.options.Tracking {
		return nil
	}
	for _, f := range p.files {
		if !slices.ContainsFunc(f.entries, func(e *entry) bool { return p.numberOf(e) > 0 || p.dry && e.result.State == Created }) {
			continue
		}
		e := p.trackingEntry(f)
		err := p.trackFile(ctx, e, issues, create)
		if err != nil {
			p.fail(e, err)
		}
		p.report.Tracking = append(p.report.Tracking, *e.result)
		if err != nil && (stops(err) || ctx.Err() != nil) {
			return err
		}
	}
	return nil
}

// trackFile opens the tracking issue of a document, or brings it up to date, closes it when everything is settled and opens it again when something is not.
func (p *pass) trackFile(ctx context.Context, e *entry, issues []*tracked, create bool) error {
	f := e.file
	settled := !slices.ContainsFunc(f.entries, func(e *entry) bool { return e.index >= 0 && e.item.Open() })
	var own []*tracked
	for _, t := range issues {
		if t.known && t.ref.isTracking() && p.belongs(t.ref, f) {
			own = append(own, t)
		}
	}
	if len(own) == 0 {
		if settled || !create {
			return nil
		}
		e.result.State = Created
		if p.dry {
			return nil
		}
		if err := p.open(ctx, e); err != nil {
			return err
		}
		return p.journal.append(record{Event: linked, Time: p.options.Now().UTC(), ID: e.issue.ref.id()})
	}
	keep := own[0]
	if at := slices.IndexFunc(own, func(t *tracked) bool { return t.Open }); at >= 0 {
		keep = own[at]
	}
	e.result.Item.Issue = &Issue{Number: keep.Number, URL: keep.URL, Text: linkText(keep.Number)}
	for _, t := range own {
		if t == keep || !t.Open {
			continue
		}
		e.result.Changes = append(e.result.Changes, Change{Field: "duplicate", In: inGitHub, From: linkText(t.Number), To: "closed"})
		if p.dry {
			p.report.Duplicates = append(p.report.Duplicates, t.Number)
		} else if err := p.closeDuplicate(ctx, e, t, keep); err != nil {
			return err
		}
	}
	edit := p.trackingEdit(e, keep, settled)
	switch {
	case len(e.result.Changes) == 0:
		return nil
	case p.dry:
		e.result.State = OutOfStep
		return nil
	}
	e.result.State = Synced
	if edit == (github.IssueEdit{}) {
		return nil
	}
	p.options.Progress(Progress{Stage: Updating, Item: e.item, Number: keep.Number, Done: p.done, Total: p.total})
	_, err := p.options.Client.EditIssue(ctx, p.repo.Repository, keep.Number, edit)
	return err
}

// trackingEdit is what a tracking issue must be told. What stands below our reference is never touched; somebody who closed it as not planned is heard.
func (p *pass) trackingEdit(e *entry, t *tracked, settled bool) github.IssueEdit {
	var edit github.IssueEdit
	add := func(field, from, to string) {
		e.result.Changes = append(e.result.Changes, Change{Field: field, In: inGitHub, From: oneLine(from), To: oneLine(to)})
	}
	if title := issueTitle(e.item.Title); oneLine(title) != oneLine(t.Title) {
		edit.Title = &title
		add("title", t.Title, title)
	}
	text := p.trackingText(e.file)
	if ref, at, ok := findReference(t.Body); ok && textDigest(text) != textDigest(t.Body[:at[0]]) {
		ref.key, ref.document, ref.facts, ref.text = e.file.source.Key, e.file.digest, p.facts(e), textDigest(text)
		body := text + "\n\n" + ref.lines() + strings.TrimPrefix(t.Body[at[1]:], "\n")
		edit.Body = &body
		add("text", "", "")
	}
	switch open := !settled; {
	case t.Open && settled:
		edit.Open, edit.StateReason = &open, "completed"
		add("state", stateOpen, stateDone)
	case !t.Open && open && t.StateReason != "not_planned" && t.StateReason != "duplicate":
		edit.Open = &open
		add("state", stateDone, stateOpen)
	}
	return edit
}
