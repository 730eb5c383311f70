package repo

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Change is what to commit: one file.
type Change struct {
	Path    string // the file, on disk already; absolute or relative to Root
	Message string // the commit message; must not be blank
	Branch  string // the branch to create at HEAD and switch to; "": the current one
}

// Commit is a commit that was made.
type Commit struct {
	Hash   string // in hexadecimal
	Branch string // the branch it is on, and HEAD with it; short name
}

// file is the one file of a commit.
type file struct {
	path    string // as git names it: relative to the root, with slashes
	content []byte
	stat    fileStat
	exec    bool
}

// target is where a commit goes.
type target struct {
	ref    string // full name of the branch
	create bool   // the branch is new, and HEAD is to be switched to it
}

func (t target) branch() string { return strings.TrimPrefix(t.ref, "refs/heads/") }

// Commit commits the file as it is on disk, and nothing else. With a branch,
// it first creates that at HEAD and switches to it, as git switch -c does; in
// a repository without commits the branch begins with this one. A branch that
// is current already is just committed to.
//
// The index keeps every other entry, and other files their state, staged or
// not. Afterwards git status has nothing to say about the file. When it fails,
// HEAD, branches and index are as they were, and the file is as it is.
//
// Where the user has configured what this package doesn't do itself, their git
// program makes the commit, hooks and all; which reason that was goes to
// [Options.Log]. The same holds where GIT_DIR, GIT_INDEX_FILE or their kin are
// set: they then mean what git takes them to mean. Where git would be needed
// and isn't installed, it returns [ErrNeedsGit]; see this package's other
// errors for what else can stand in the way. Settings for line ends only need
// git where they would change what is stored.
//
// The commit's author and committer are whoever the environment and the
// configuration name. Cancelling ctx stops it before anything visible has
// changed, or not at all.
func (r *Repository) Commit(ctx context.Context, c Change) (Commit, error) {
	message := cleanMessage(c.Message)
	if message == "" {
		return Commit{}, errors.New("the commit message is empty")
	}
	f, err := r.file(c.Path)
	if err != nil {
		return Commit{}, err
	}
	if err := r.checkInProgress(ctx, f.path); err != nil {
		return Commit{}, err
	}
	h, err := r.head(ctx)
	if err != nil {
		return Commit{}, err
	}
	t, err := r.target(ctx, h, c.Branch)
	if err != nil {
		return Commit{}, err
	}
	settings, attributes, err := r.rulesFor(ctx, f.path)
	if err != nil {
		return Commit{}, err
	}
	id, datesKnown, err := r.identity(settings)
	if err != nil {
		return Commit{}, err
	}
	if _, err := os.Lstat(r.indexPath() + ".lock"); err == nil {
		return Commit{}, lockedError(r.indexPath() + ".lock")
	}

	reason := r.needsUserGit(settings, f, h, attributes)
	if reason == "" && !datesKnown {
		reason = "a date is set in the environment"
	}
	if reason == "" {
		p := plainCommit{repo: r, file: f, head: h, target: t, by: id, settings: settings, message: message}
		hash, err := p.make(ctx)
		var beyond *beyondError
		if err == nil {
			return Commit{Hash: hash, Branch: t.branch()}, nil
		}
		if !errors.As(err, &beyond) {
			return Commit{}, err
		}
		reason = beyond.Error()
	}
	if r.gitPath == "" {
		return Commit{}, needsGit(reason)
	}
	r.opts.Log("the commit is made by git itself: %s", reason)
	hash, err := r.commitWithGit(ctx, f, h, t, message, settings.isTrue("core.sparsecheckout"))
	if err != nil {
		return Commit{}, err
	}
	return Commit{Hash: hash, Branch: t.branch()}, nil
}

// file reads what is to be committed.
func (r *Repository) file(path string) (file, error) {
	rel, err := r.Rel(path)
	if err != nil {
		return file{}, err
	}
	abs := filepath.Join(r.root, filepath.FromSlash(rel))
	info, err := os.Lstat(abs)
	if err != nil {
		return file{}, err
	}
	if !info.Mode().IsRegular() {
		return file{}, &Error{
			Reason: ErrOutside,
			Detail: fmt.Sprintf("%s is not a regular file", rel),
			Advice: "choose a file",
		}
	}
	content, err := os.ReadFile(abs)
	if err != nil {
		return file{}, err
	}
	return file{path: rel, content: content, stat: statOf(info), exec: info.Mode()&0o100 != 0}, nil
}

// target settles which branch the commit goes on.
func (r *Repository) target(ctx context.Context, h head, branch string) (target, error) {
	if branch == "" || branch == h.branch() {
		if h.ref == "" {
			return target{}, &Error{
				Reason: ErrDetached,
				Detail: "HEAD is detached, so that a commit would be on no branch",
				Advice: "let postmortem create a branch (leave --no-branch out), or git switch to one",
			}
		}
		return target{ref: h.ref}, nil
	}
	if err := r.checkNewBranch(branch); err != nil {
		return target{}, err
	}
	t := target{ref: "refs/heads/" + branch, create: true}
	if r.format != "" {
		_, err := r.runGit(ctx, gitCall{query: true, args: []string{"show-ref", "--verify", "--quiet", t.ref}})
		if err == nil {
			return target{}, branchExists(branch, branch)
		}
	}
	return t, nil
}

// inProgress are the operations that a commit in their midst would become
// part of, by the files they leave in the git directory.
var inProgress = []struct{ file, name, command string }{
	{"MERGE_HEAD", "a merge", "git merge"},
	{"rebase-merge", "a rebase", "git rebase"},
	{"rebase-apply/applying", "git am", "git am"},
	{"rebase-apply", "a rebase", "git rebase"},
	{"CHERRY_PICK_HEAD", "a cherry-pick", "git cherry-pick"},
	{"REVERT_HEAD", "a revert", "git revert"},
	{"sequencer/todo", "a series of picks", "git cherry-pick"},
}

func (r *Repository) checkInProgress(ctx context.Context, path string) error {
	for _, op := range inProgress {
		if !r.isThere(ctx, op.file) {
			continue
		}
		return &Error{
			Reason: ErrInProgress,
			Detail: op.name + " is in progress, and a commit now would become part of it",
			Advice: fmt.Sprintf("finish it (%[1]s --continue) or give it up (%[1]s --abort), then git add and commit %[2]s", op.command, path),
		}
	}
	return nil
}

// isThere reports whether git has left a file; where references stand in a table
// (reftable), those that were files of their own stand there too.
func (r *Repository) isThere(ctx context.Context, file string) bool {
	if _, err := os.Lstat(filepath.Join(r.gitDir, filepath.FromSlash(file))); err == nil {
		return true
	}
	if r.format == "" || r.gitPath == "" || !strings.HasSuffix(file, "_HEAD") {
		return false
	}
	_, err := r.runGit(ctx, gitCall{query: true, args: []string{"rev-parse", "--quiet", "--verify", file}})
	return err == nil
}

// rulesFor reads at once all that the configuration says about the path.
func (r *Repository) rulesFor(ctx context.Context, path string) (c config, attributes map[string]string, err error) {
	var all sync.WaitGroup
	var errs [3]error
	all.Go(func() { c, errs[0] = r.settings(ctx) })
	all.Go(func() { errs[1] = r.checkIgnored(ctx, path) })
	all.Go(func() { attributes, errs[2] = r.attributes(ctx, path) })
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, nil, err
		}
	}
	return c, attributes, nil
}

// indexPath is where the index is.
func (r *Repository) indexPath() string {
	if path := r.getenv("GIT_INDEX_FILE"); path != "" {
		return r.expand(path, r.root)
	}
	return filepath.Join(r.gitDir, "index")
}

// readIndexFile reads the index; nil where there is none yet.
func (r *Repository) readIndexFile() ([]byte, error) {
	data, err := os.ReadFile(r.indexPath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

// cleanMessage tidies a message as git does: no blank lines around it or in
// rows, no space at the ends of lines, one line feed at the end.
func cleanMessage(message string) string {
	var lines []string
	blank := false
	for line := range strings.Lines(strings.ReplaceAll(message, "\x00", "")) {
		line = strings.TrimRight(line, " \t\r\n\v\f")
		if line == "" {
			blank = len(lines) > 0
			continue
		}
		if blank {
			lines = append(lines, "")
			blank = false
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		return ""
	}
	return strings.Join(lines, "\n") + "\n"
}
