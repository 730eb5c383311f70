package review_test

import (
	"context"
	"path/filepath"

	"github.com/blameless-postmortem/postmortem/internal/lint"
	"github.com/blameless-postmortem/postmortem/internal/repo"
)

// changed tells by git which lines are new, as the command does.
func (w *world) changed(folder string) func(context.Context, string, string, []byte) ([]lint.Lines, error) {
	return func(ctx context.Context, since, path string, content []byte) ([]lint.Lines, error) {
		r, err := repo.Open(folder, repo.Options{Getenv: w.box.Getenv})
		if err != nil {
			w.t.Fatal(err)
		}
		base, err := r.Since(ctx, since)
		if err != nil {
			return nil, err
		}
		found, err := base.Changed(ctx, filepath.Join(folder, path), content)
		var lines []lint.Lines
		for _, l := range found {
			lines = append(lines, lint.Lines(l))
		}
		return lines, err
	}
}
