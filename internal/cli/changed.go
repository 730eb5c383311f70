package cli

import (
	"context"
	"path/filepath"
	"sync"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
	"github.com/blameless-postmortem/postmortem/internal/repo"
)

// changes are what --diff asks for. A linter returns no errors, so the first one is kept here.
type changes struct {
	lines func(*document.Document) []lint.Lines // nil: no --diff

	mu  sync.Mutex
	err error
}

// changed tells which lines of documents are new since a revision; without one, it asks for nothing.
func (a *app) changed(ctx context.Context, rev string) (*changes, error) {
	c := &changes{}
	if rev == "" {
		return c, nil
	}
	r, err := a.open(".")
	if err != nil {
		return nil, err
	}
	base, err := r.Since(ctx, rev)
	if err != nil {
		return nil, err
	}
	c.lines = func(doc *document.Document) []lint.Lines {
		lines, err := changedLines(ctx, base, doc)
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.err == nil {
			c.err = err
		}
		return lines
	}
	return c, nil
}

func changedLines(ctx context.Context, base *repo.Base, doc *document.Document) ([]lint.Lines, error) {
	path, err := filepath.Abs(doc.Path)
	if err != nil {
		return nil, err
	}
	found, err := base.Changed(ctx, path, doc.Source)
	return lintLines(found), err
}

func lintLines(found []repo.Lines) []lint.Lines {
	lines := make([]lint.Lines, len(found))
	for i, l := range found {
		lines[i] = lint.Lines(l)
	}
	return lines
}
