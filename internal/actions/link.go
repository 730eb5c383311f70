package actions

import (
	"bytes"
	"errors"
	"slices"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// link writes the link to an item's issue into its line. When the file was changed meanwhile, the item is looked for in what it is now.
func (p *pass) link(e *entry) error {
	issue := *e.result.Item.Issue
	err := p.write(e, issue, func(doc *document.Document, index int) ([]document.Edit, error) {
		if have := doc.Actions[index].Issue; have != nil {
			if have.Number == issue.Number {
				return nil, nil // somebody else wrote it
			}
			return nil, &GoneError{Path: e.item.Path, Title: oneLine(e.item.Title), Issue: issue, Reason: "the item has the link " + have.Text + " now"}
		}
		return doc.LinkIssue(index, issue.Text, issue.URL)
	})
	if err != nil {
		return err
	}
	p.options.Progress(Progress{Stage: Linked, Item: e.item, Number: issue.Number, Done: p.done, Total: p.total})
	return p.journal.append(record{Event: linked, Time: p.options.Now().UTC(), ID: e.issue.ref.id()})
}

// relink replaces the link to an issue by the link to another.
func (p *pass) relink(e *entry, issue Issue) error {
	return p.write(e, issue, func(doc *document.Document, index int) ([]document.Edit, error) {
		return doc.ReplaceLink(index, issue.Text, issue.URL)
	})
}

// edit makes the edits of the item with an index in doc.Actions.
type edit func(doc *document.Document, index int) ([]document.Edit, error)

// write makes edits to an item and puts them on the disk, whole or not at all, over nothing that it has not read.
func (p *pass) write(e *entry, issue Issue, edit edit) error {
	f := e.file
	lost := func(reason string) error {
		return &GoneError{Path: e.item.Path, Title: oneLine(e.item.Title), Issue: issue, Linked: e.item.Issue != nil, Reason: reason}
	}
	for range tries {
		if err := f.refresh(p.options.Parser); err != nil {
			return err
		}
		if e.index < 0 {
			return lost("the item is no longer in the document")
		}
		doc, err := f.edited(p.options.Parser, e, edit)
		if err != nil || doc == nil {
			return err
		}
		if link := doc.Actions[e.index].Issue; link == nil || link.Number != issue.Number {
			return lost("the line would no longer read as an action item with this link")
		}
		err = document.Replace(f.source.File, f.doc.Source, doc.Source)
		if errors.Is(err, document.ErrChanged) {
			continue
		}
		if err != nil {
			return err
		}
		f.renew(doc)
		return nil
	}
	return lost("the file changes again and again")
}

// edited is the document with an item edited, nil when there is nothing to edit.
func (f *file) edited(parser document.Parser, e *entry, edit edit) (*document.Document, error) {
	edits, err := edit(f.doc, e.index)
	if err != nil || len(edits) == 0 {
		return nil, err
	}
	next, err := document.Apply(f.doc.Source, edits...)
	if err != nil {
		return nil, err
	}
	doc := parser.Parse(f.source.Path, next)
	if len(doc.Actions) != len(f.doc.Actions) {
		return nil, &document.FileError{Path: e.item.Path, Line: e.item.Line, Err: errors.New("with it the document would no longer read as it does"), Remedy: "write the item as a list item of its own, - [ ] and its title, and run the command again"}
	}
	return doc, nil
}

// renew takes over a document with the same items at the same places.
func (f *file) renew(doc *document.Document) {
	f.doc = doc
	now := newEntries(f, doc)
	for _, e := range f.entries {
		if e.index >= 0 {
			e.become(now[e.index])
		}
	}
}

// rehearse finds out whether a link can be written before there is an issue to link to: in the words of the document, and, once a run, on the disk.
func (p *pass) rehearse(e *entry) error {
	f := e.file
	if f.broken == nil && !f.rehearsed {
		f.rehearsed = true
		if err := document.Replace(f.source.File, f.doc.Source, f.doc.Source); !errors.Is(err, document.ErrChanged) {
			f.broken = err
		}
	}
	if f.broken != nil {
		return f.broken
	}
	_, err := f.edited(p.options.Parser, e, func(doc *document.Document, index int) ([]document.Edit, error) {
		return doc.LinkIssue(index, linkText(1), p.repo.Repository.URL()+"/issues/1")
	})
	return err
}

// refresh reads the file again and finds its items in what it holds now.
func (f *file) refresh(parser document.Parser) error {
	source, err := document.ReadFile(f.source.File)
	if err != nil {
		return err
	}
	if !bytes.Equal(source, f.doc.Source) {
		f.refind(parser.Parse(f.source.Path, source))
	}
	return nil
}

// refind finds the items in a document that was edited meanwhile: by their words, and those that were reworded, where nothing else comes into question.
func (f *file) refind(doc *document.Document) {
	f.doc = doc
	now := newEntries(f, doc)
	taken := make([]bool, len(now))
	var lost []*entry
	for _, e := range f.entries {
		e.index = -1
		for _, n := range now {
			if n.digest == e.digest && !taken[n.index] {
				e.become(n)
				taken[n.index] = true
				break
			}
		}
		if e.index < 0 {
			lost = append(lost, e)
		}
	}
	now = slices.DeleteFunc(now, func(n *entry) bool { return taken[n.index] })
	fits := func(e, n *entry) bool {
		return likeness(e.words, n.words) >= enough || e.place == n.place && e.fields == n.fields
	}
	for _, pair := range unique(lost, now, fits) {
		pair.a.become(pair.b)
	}
}

// become makes e the item n of a document that was read again. What it was opened for stays as it was.
func (e *entry) become(n *entry) {
	e.index, e.item = n.index, n.item
	if e.issue == nil {
		e.words, e.digest, e.place, e.fields = n.words, n.digest, n.place, n.fields
		e.result.Item = n.item
		return
	}
	issue := e.result.Item.Issue
	e.result.Item = n.item
	e.result.Item.Issue = issue
}
