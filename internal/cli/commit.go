package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"unicode"

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
		if w.options.push || w.options.pullRequest {
			return repo.Commit{}, &usageError{err.Error() + ", so there is nothing to push from", "move the document to the repository that it belongs in and commit it there; or begin one here (" + w.app.gits("init") + ", " + w.app.gits("remote add origin URL") + ")"}
		}
		w.app.note("%s", w.app.fitted("", "Not in a git repository: the document is written, not committed."))
		return repo.Commit{}, nil
	}
	if err != nil {
		return repo.Commit{}, err
	}
	change := repo.Change{Path: path, Message: commitMessage(answers) + "\n", Branch: w.branch(answers, path)}
	made, err := r.Commit(ctx, change)
	// A title that comes again, after a first branch was left behind, is no reason to stop.
	for n := 2; errors.Is(err, repo.ErrBranchExists) && n < maxBranches; n++ {
		change.Branch = fmt.Sprintf("%s-%d", w.branch(answers, path), n)
		made, err = r.Commit(ctx, change)
	}
	if errors.Is(err, repo.ErrUnchanged) && w.publication.push {
		// An earlier run has committed it; what comes behind may still be left to do.
		branch, commit, headErr := r.Head()
		if headErr == nil && branch != "" && (change.Branch == "" || change.Branch == branch) {
			return repo.Commit{Hash: commit, Branch: branch}, nil
		}
	}
	return made, err
}

// maxBranches bounds how many branches of one name are tried.
const maxBranches = 100

func commitMessage(answers template.Answers) string { return "Add postmortem: " + answers.Title }

// branch is the branch for a document; "" for the current one.
func (w *documentWriter) branch(answers template.Answers, path string) string {
	if w.options.noBranch {
		return ""
	}
	date := filepath.Base(path)[:len("2006-01-02")]
	return config.BranchName(w.config.Git.Branch, template.Slug(answers.Title), date, template.Slug(answers.Severity))
}

// commitByHand is the command that makes the commit that could not be made.
func (w *documentWriter) commitByHand(answers template.Answers, path string, reason error) string {
	file := shellQuote(displayPath(path))
	command := w.app.gits("add "+file) + " && " + w.app.gits("commit -m "+shellQuote(commitMessage(answers))+" -- "+file)
	branch := w.branch(answers, path)
	if errors.Is(reason, repo.ErrBranchInWay) {
		branch = strings.ReplaceAll(branch, "/", "-")
	}
	if branch != "" {
		command = w.app.gits("switch -c "+shellQuote(branch)) + " && " + command
	}
	return command
}

// shellQuote quotes a word for a shell where it needs it.
func shellQuote(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool {
		return !strings.ContainsRune("./-_:", r) && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// reportedIfInterrupted silences the error of an interview that was left: the note about its draft says it all.
func reportedIfInterrupted(err error) error {
	if errors.Is(err, interview.ErrInterrupted) {
		return reported{err}
	}
	return err
}
