package cli

import (
	"context"
	"errors"
	"path/filepath"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/interview"
	"github.com/blameless-postmortem/postmortem/internal/repo"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

// open opens the repository around a folder.
func (a *app) open(folder string) (*repo.Repository, error) {
	return repo.Open(folder, repo.Options{Getenv: a.env.Getenv, Now: a.env.Now, Log: a.log})
}

// commitFile commits the document where a commit is wanted and there is a repository; otherwise the commit is empty.
func (w *documentWriter) commitFile(ctx context.Context, answers template.Answers, path string) (repo.Commit, error) {
	if w.options.noCommit || !w.config.Git.Commit {
		return repo.Commit{}, nil
	}
	r, err := w.app.open(filepath.Dir(path))
	if errors.Is(err, repo.ErrNoRepository) {
		w.app.note("Not in a git repository: the document is written, not committed.")
		return repo.Commit{}, nil
	}
	if err != nil {
		return repo.Commit{}, err
	}
	change := repo.Change{Path: path, Message: "Add postmortem: " + answers.Title + "\n"}
	if !w.options.noBranch {
		name := filepath.Base(path)
		date := name[:len("2006-01-02")]
		change.Branch = config.BranchName(w.config.Git.Branch, template.Slug(answers.Title), date, template.Slug(answers.Severity))
	}
	return r.Commit(ctx, change)
}

// reportedIfInterrupted silences the error of an interview that was left: the note about its draft says it all.
func reportedIfInterrupted(err error) error {
	if errors.Is(err, interview.ErrInterrupted) {
		return reported{err}
	}
	return err
}
