package cli

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/learn"
	"github.com/blameless-postmortem/postmortem/internal/repo"
)

// stages are when the postmortems came how far, by their paths as they are named here; nil where git can't tell.
func (a *app) stages(ctx context.Context, c config.Config) map[string]learn.Stages {
	_, changes := a.changes(ctx, c, time.Time{})
	stages := map[string]learn.Stages{}
	for file, list := range changes {
		var all []learn.Change
		for _, one := range list {
			all = append(all, learn.Change{At: one.At, New: one.New, Lines: one.Lines})
		}
		stages[file] = learn.NewStages(all)
	}
	return stages
}

// before is what the documents that changed since a day said before, by their paths as they are named here, nil for those that were not there; nil where git
// can't tell.
func (a *app) before(ctx context.Context, c config.Config, since time.Time) map[string]*learn.Postmortem {
	r, changes := a.changes(ctx, c, since)
	if changes == nil {
		return nil
	}
	base, err := r.Before(ctx, since)
	if err != nil {
		a.log("what changed since then is not known: %v", err)
		return nil
	}
	before := map[string]*learn.Postmortem{}
	for file, list := range changes {
		if slices.ContainsFunc(list, func(c repo.FileChange) bool { return c.New }) {
			before[file] = nil
		}
		if base == nil {
			continue
		}
		abs, err := filepath.Abs(filepath.FromSlash(file))
		if err != nil {
			continue
		}
		for _, change := range list { // the latest first
			if change.From != "" {
				abs = filepath.Join(r.Root(), filepath.FromSlash(change.From))
			}
		}
		source, ok, err := base.Content(ctx, abs)
		if err != nil {
			a.log("what %s said before is not known: %v", file, err)
			delete(before, file)
		} else if ok {
			before[file] = learn.New(parser(c).Parse(file, source), nil)
		}
	}
	return before
}

// changes are what became of the postmortems since a day, by their paths as they are named here; nil where git can't tell. --verbose says why.
func (a *app) changes(ctx context.Context, c config.Config, since time.Time) (*repo.Repository, map[string][]repo.FileChange) {
	place, _, err := a.place()
	if err != nil {
		return nil, nil
	}
	folder, err := place.Folder(c.Directory)
	if err != nil {
		return nil, nil
	}
	r, err := a.open(".")
	if errors.Is(err, repo.ErrNoRepository) {
		return nil, nil
	}
	var found map[string][]repo.FileChange
	if err == nil {
		found, err = r.Changes(ctx, folder, since, learn.TellsStatus)
	}
	if err != nil {
		a.log("the history of the postmortems is left out: %v", err)
		return nil, nil
	}
	named := map[string][]repo.FileChange{}
	for file, changes := range found {
		named[displayPath(filepath.Join(r.Root(), filepath.FromSlash(file)))] = changes
	}
	return r, named
}
