package repo

import (
	"context"
	"errors"
	"strings"
	"time"
)

// undoTime is how long the way back may take after a commit that failed.
const undoTime = 30 * time.Second

// commitWithGit has the user's git make the commit, with their hooks, filters
// and signature. If it can't, it takes back what it did on the way. Every step
// that reads the index costs in a large repository, so there are few.
func (r *Repository) commitWithGit(ctx context.Context, f file, h head, t target, message string, sparse bool) (hash string, err error) {
	tracked, err := r.runGit(ctx, gitCall{query: true, args: []string{"ls-files", "--stage", "--", pathspec(f.path)}})
	if err != nil {
		return "", gitError("can't read the index", err)
	}
	isNew := tracked == "" && !r.inHead(ctx, f.path)
	if h.hash != "" && !isNew {
		out, err := r.runGit(ctx, gitCall{query: true, args: []string{
			"status", "--porcelain", "--untracked-files=all", "--ignored=no", "--", pathspec(f.path),
		}})
		if err != nil {
			return "", gitError("can't read the state of "+f.path, err)
		}
		if out == "" {
			return "", unchanged(f.path)
		}
	}
	// Where nothing else is staged the whole index is the one file; that spares git a second index.
	whole := isNew && h.hash != "" && r.nothingStaged(ctx)
	if t.create {
		if err := r.switchWithGit(ctx, t); err != nil {
			return "", err
		}
		defer func() {
			if err != nil {
				err = r.undo(ctx, err, func(ctx context.Context) error { return r.switchBack(ctx, h, t) })
			}
		}()
	}

	// git commit -- PATH knows only paths that are in the index.
	if tracked == "" {
		args := []string{"add"}
		if sparse {
			args = append(args, "--sparse")
		}
		if _, err := r.runGit(ctx, gitCall{args: append(args, "--", pathspec(f.path))}); err != nil {
			return "", gitError("can't add "+f.path, err)
		}
		defer func() {
			if err != nil {
				err = r.undo(ctx, err, func(ctx context.Context) error {
					_, err := r.runGit(ctx, gitCall{args: []string{"update-index", "--force-remove", "--", f.path}})
					return err
				})
			}
		}()
	}

	commit := []string{"commit", "--quiet", "--cleanup=whitespace", "--file=-"}
	if !whole {
		commit = append(commit, "--only", "--", pathspec(f.path))
	}
	_, failure := r.runGit(ctx, gitCall{args: commit, stdin: message})
	// It counts what is there, not how git ended: an interrupt may come late.
	now, err := r.headByGit(context.WithoutCancel(ctx))
	if err == nil && now.hash != h.hash && now.ref == t.ref {
		if failure != nil {
			r.opts.Log("git made the commit, and then: %v", failure)
		}
		if whole {
			return now.hash, nil
		}
		if err := r.settleIndex(context.WithoutCancel(ctx), f.path); err != nil {
			r.opts.Log("the index still has the file as it was before a hook changed it: %v", err)
		}
		return now.hash, nil
	}
	if failure == nil {
		failure = errors.Join(errors.New("git commit made no commit"), err)
	}
	return "", gitError("git didn't commit "+f.path, failure)
}

// inHead reports whether the last commit has the path.
func (r *Repository) inHead(ctx context.Context, path string) bool {
	_, err := r.runGit(ctx, gitCall{query: true, args: []string{"rev-parse", "--verify", "--quiet", "HEAD:" + path}})
	return err == nil
}

// nothingStaged reports whether the index holds what the last commit does.
func (r *Repository) nothingStaged(ctx context.Context) bool {
	_, err := r.runGit(ctx, gitCall{query: true, args: []string{"diff-index", "--cached", "--quiet", "HEAD", "--"}})
	return err == nil
}

// settleIndex gives the index the file as it was committed. git leaves the one
// from before there, where a hook has changed the file and added it.
func (r *Repository) settleIndex(ctx context.Context, path string) error {
	committed, err := r.runGit(ctx, gitCall{query: true, args: []string{"rev-parse", "--verify", "--quiet", "HEAD:" + path}})
	if err != nil {
		return err
	}
	entry, err := r.runGit(ctx, gitCall{query: true, args: []string{"ls-files", "--stage", "--", pathspec(path)}})
	if err != nil || strings.Contains(entry, " "+strings.TrimSpace(committed)+" ") {
		return err
	}
	_, err = r.runGit(ctx, gitCall{args: []string{"reset", "--quiet", "--", pathspec(path)}})
	return err
}

// switchWithGit creates the branch and switches to it.
func (r *Repository) switchWithGit(ctx context.Context, t target) error {
	_, err := r.runGit(ctx, gitCall{args: []string{"switch", "--quiet", "--create", t.branch()}})
	if err == nil {
		return nil
	}
	// A post-checkout hook that fails can't keep git from switching.
	if now, err := r.headByGit(context.WithoutCancel(ctx)); err == nil && now.ref == t.ref && ctx.Err() == nil {
		return nil
	}
	return gitError("git didn't create the branch "+t.branch(), err)
}

// switchBack puts HEAD where it was and deletes the branch. Both have the same
// commit, so that index and files need no change.
func (r *Repository) switchBack(ctx context.Context, h head, t target) error {
	var err error
	if h.ref != "" {
		note := "checkout: moving from " + t.branch() + " to " + h.branch()
		_, err = r.runGit(ctx, gitCall{args: []string{"symbolic-ref", "-m", note, "HEAD", h.ref}})
	} else {
		note := "checkout: moving from " + t.branch() + " to " + h.hash
		_, err = r.runGit(ctx, gitCall{args: []string{"update-ref", "--no-deref", "-m", note, "HEAD", h.hash}})
	}
	if err != nil || h.hash == "" {
		return err
	}
	_, err = r.runGit(ctx, gitCall{args: []string{"update-ref", "-d", t.ref, h.hash}})
	return err
}

// undo takes a step back, even when ctx has ended, and adds to the error
// what couldn't be undone.
func (r *Repository) undo(ctx context.Context, cause error, step func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), undoTime)
	defer cancel()
	if err := step(ctx); err != nil {
		return errors.Join(cause, gitError("and what was done before could not be undone", err))
	}
	return cause
}
