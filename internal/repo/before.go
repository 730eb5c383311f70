package repo

import (
	"context"
	"strings"
	"time"
)

// Before is the last commit of the current branch that was made before a moment; nil when there was none yet.
func (r *Repository) Before(ctx context.Context, when time.Time) (*Base, error) {
	if r.gitPath == "" {
		return nil, needsGit("reading the history needs the git program")
	}
	out, err := r.runGit(ctx, gitCall{query: true, args: []string{"rev-list", "--max-count=1", "--before=" + when.UTC().Format(time.RFC3339), "HEAD", "--"}})
	if err != nil {
		return nil, gitError("can't read the history", err)
	}
	commit := strings.TrimSpace(out)
	if commit == "" {
		return nil, nil
	}
	return r.Since(ctx, commit)
}

// Content is what a file held, false where there was no such file. name is as for [Base.Changed]; a file that was renamed is asked for by its name then (see FileChange.From).
func (b *Base) Content(ctx context.Context, name string) ([]byte, bool, error) {
	name, err := b.repo.named(name)
	if err != nil {
		return nil, false, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	object, ok, err := b.history.find(ctx, name)
	if err != nil || !ok {
		return nil, false, err
	}
	content, err := b.history.content(ctx, object)
	return content, err == nil, err
}
