package repo

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// plainCommit makes a commit by plumbing, in a repository where nothing asks
// for more.
type plainCommit struct {
	repo     *Repository
	file     file
	head     head
	target   target
	by       identity
	settings config
	message  string
}

// beyondError says that something turned up which only git can deal with.
// Nothing visible has changed then.
type beyondError struct{ err error }

func (e *beyondError) Error() string { return e.err.Error() }
func (e *beyondError) Unwrap() error { return e.err }

// zeroHash stands for "no commit" in reflogs.
var zeroHash = plumbing.ZeroHash.String()

// make makes the commit and returns its hash. It holds git's own locks on the
// index, on HEAD and on the branch from before it looks until all is done; so
// no running git sees or makes a state in between.
func (p *plainCommit) make(ctx context.Context) (hash string, err error) {
	indexLock, err := lockFile(p.repo.indexPath(), nil)
	if err != nil {
		return "", err
	}
	defer indexLock.release()
	old, err := p.repo.readIndexFile()
	if err != nil {
		return "", err
	}
	store := p.repo.storage()
	blob, err := writeObject(store, plumbing.BlobObject, p.file.content)
	if err != nil {
		return "", fmt.Errorf("write the file's content to the repository: %w", err)
	}
	mode := p.mode(old)
	next, err := setIndexEntry(old, indexEntry{path: p.file.path, mode: mode, hash: blob, stat: p.file.stat})
	if errors.Is(err, errIndexFormat) {
		return "", &beyondError{err}
	}
	if err != nil {
		return "", err
	}
	commit, err := p.writeCommit(store, blob, mode)
	if err != nil {
		return "", err
	}
	if err := ctx.Err(); err != nil {
		return "", err
	}
	return commit, p.publish(indexLock, old, next, commit)
}

// mode is the mode to record: where the file system has no executable bit, the
// one the index has.
func (p *plainCommit) mode(index []byte) uint32 {
	executable := p.file.exec
	if p.settings.isFalse("core.filemode") {
		x, err := readIndex(index, p.file.path)
		executable = err == nil && x.replaced > 0 && x.mode == 0o100755
	}
	if executable {
		return 0o100755
	}
	return 0o100644
}

// writeCommit writes the trees on the path and the commit.
func (p *plainCommit) writeCommit(store *filesystem.Storage, blob plumbing.Hash, mode uint32) (string, error) {
	commit := object.Commit{Author: p.by.author, Committer: p.by.committer, Message: p.message}
	var before plumbing.Hash
	if p.head.hash != "" {
		parent := plumbing.NewHash(p.head.hash)
		found, err := object.GetCommit(store, parent)
		if err != nil {
			return "", &beyondError{fmt.Errorf("commit %s: %w", parent, err)}
		}
		before = found.TreeHash
		commit.ParentHashes = []plumbing.Hash{parent}
	}
	t := trees{path: p.file.path, store: store, foldCase: p.settings.isTrue("core.ignorecase")}
	tree, err := t.set(before, strings.Split(p.file.path, "/"), fmt.Sprintf("%o", mode), blob)
	if errors.Is(err, errCase) || errors.Is(err, errTree) || errors.Is(err, plumbing.ErrObjectNotFound) {
		return "", &beyondError{err}
	}
	if err != nil {
		return "", err
	}
	if tree == before {
		return "", unchanged(p.file.path)
	}
	commit.TreeHash = tree
	encoded := store.NewEncodedObject()
	if err := commit.Encode(encoded); err != nil {
		return "", err
	}
	hash, err := store.SetEncodedObject(encoded)
	if err != nil {
		return "", fmt.Errorf("write the commit: %w", err)
	}
	return hash.String(), nil
}

func unchanged(path string) error {
	return &Error{
		Reason: ErrUnchanged,
		Detail: fmt.Sprintf("nothing to commit: %s is as in the last commit", path),
		Advice: "change the file first",
	}
}

// publish makes the commit visible. What comes last is what makes it so; if
// the process is killed before that, the branch it was on shows the file as
// staged, at worst. Failures undo what was done.
func (p *plainCommit) publish(index *lock, oldIndex, newIndex []byte, commit string) error {
	r := p.repo
	headContent := []byte("ref: " + p.target.ref + "\n")
	headLock, err := lockFile(filepath.Join(r.gitDir, "HEAD"), headContent)
	if err != nil {
		return err
	}
	defer headLock.release()
	branch, err := lockFile(r.refPath(p.target.ref), []byte(commit+"\n"))
	if err != nil {
		return err
	}
	defer branch.release()
	if err := p.checkUnmoved(); err != nil {
		return err
	}
	if err := index.write(newIndex); err != nil {
		return err
	}

	if p.target.create {
		if err := branch.commit(); err != nil {
			return err
		}
		if err := index.commit(); err != nil {
			return errors.Join(err, branch.remove())
		}
		if err := headLock.commit(); err != nil {
			return errors.Join(err, index.restore(oldIndex), branch.remove())
		}
	} else {
		if err := index.commit(); err != nil {
			return err
		}
		if err := branch.commit(); err != nil {
			return errors.Join(err, index.restore(oldIndex))
		}
	}
	p.log(commit)
	return nil
}

// checkUnmoved makes sure, under the locks, that HEAD and the branch are what
// the commit was built on.
func (p *plainCommit) checkUnmoved() error {
	now, err := p.repo.head(context.Background())
	if err != nil {
		return err
	}
	if now != p.head {
		return &Error{
			Reason: ErrMoved,
			Detail: "HEAD moved while the commit was being made",
			Advice: "try again",
		}
	}
	if !p.target.create {
		return nil
	}
	other, err := p.repo.conflictingRef(p.target.ref)
	if err == nil && other != "" {
		err = branchExists(p.target.branch(), strings.TrimPrefix(other, "refs/heads/"))
	}
	return err
}

// log writes the reflogs as git switch -c and git commit do. The commit stands
// without them, so that a failure is only told.
func (p *plainCommit) log(commit string) {
	before := p.head.hash
	subject, _, _ := strings.Cut(p.message, "\n")
	message := "commit: " + subject
	if before == "" {
		before, message = zeroHash, "commit (initial): "+subject
	}
	made := reflogLine(before, commit, p.by.committer, message)
	forHead, forBranch := made, made
	if p.target.create && p.head.hash != "" {
		from := p.head.branch()
		if p.head.ref == "" {
			from = p.head.hash
		}
		moved := fmt.Sprintf("checkout: moving from %s to %s", from, p.target.branch())
		forHead = reflogLine(before, before, p.by.committer, moved) + made
		forBranch = reflogLine(zeroHash, before, p.by.committer, "branch: Created from HEAD") + made
	}
	r := p.repo
	if err := errors.Join(
		r.addReflog(p.settings, r.gitDir, "HEAD", forHead),
		r.addReflog(p.settings, r.commonDir, p.target.ref, forBranch),
	); err != nil {
		r.opts.Log("the reflog could not be written: %v", err)
	}
}
