package repo

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// lock is one of git's lock files: whoever creates NAME.lock may replace NAME.
type lock struct {
	target string
	held   bool
}

// lockFile takes the lock of a file, and writes what will replace it.
func lockFile(target string, content []byte) (*lock, error) {
	if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
		return nil, err
	}
	perm := fs.FileMode(0o666)
	if info, err := os.Stat(target); err == nil && info.Mode().IsRegular() {
		perm = info.Mode().Perm()
	}
	f, err := os.OpenFile(target+".lock", os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	if errors.Is(err, fs.ErrExist) {
		return nil, lockedError(target + ".lock")
	}
	if err != nil {
		return nil, err
	}
	l := &lock{target: target, held: true}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Close()); err != nil {
		l.release()
		return nil, err
	}
	return l, nil
}

func lockedError(path string) error {
	return &Error{
		Reason: ErrLocked,
		Detail: fmt.Sprintf("another git process is at work: %s exists", path),
		Advice: "wait until it ends and try again; if no git is running, delete that file",
	}
}

// commit puts what was written in the place of the file.
func (l *lock) commit() error {
	// Deleted branches leave empty directories in the place of new ones.
	if info, err := os.Lstat(l.target); err == nil && info.IsDir() {
		removeEmpty(l.target)
	}
	if err := os.Rename(l.target+".lock", l.target); err != nil {
		return err
	}
	l.held = false
	return nil
}

// write replaces what was written under the lock.
func (l *lock) write(content []byte) error {
	return os.WriteFile(l.target+".lock", content, 0o666)
}

// remove deletes the file that commit put in place where none was.
func (l *lock) remove() error { return os.Remove(l.target) }

// restore puts the file back as it was before commit; nil: there was none.
func (l *lock) restore(content []byte) error {
	if content == nil {
		return l.remove()
	}
	again, err := lockFile(l.target, content)
	if err != nil {
		return err
	}
	return again.commit()
}

// release gives the lock up, if it is still held.
func (l *lock) release() {
	if l != nil && l.held {
		os.Remove(l.target + ".lock")
		l.held = false
	}
}

// removeEmpty removes a directory that holds nothing but empty directories.
func removeEmpty(dir string) {
	children, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, child := range children {
		if child.IsDir() {
			removeEmpty(filepath.Join(dir, child.Name()))
		}
	}
	os.Remove(dir) // fails where something is left, which is meant
}

// refPath is where a branch is stored by itself.
func (r *Repository) refPath(ref string) string {
	return filepath.Join(r.commonDir, filepath.FromSlash(ref))
}

// checkNewBranch makes sure that a branch of that name can be created.
func (r *Repository) checkNewBranch(name string) error {
	ref := plumbing.NewBranchReferenceName(name)
	if strings.HasPrefix(name, "-") || name == "HEAD" || ref.Validate() != nil {
		return &Error{
			Reason: ErrBranchName,
			Detail: fmt.Sprintf("%q can't be the name of a branch", name),
			Advice: "see git check-ref-format for the rules; the pattern is git.branch in .postmortem.yaml",
		}
	}
	if r.format != "" {
		return nil // git itself will say
	}
	other, err := r.conflictingRef(ref.String())
	if err != nil || other == "" {
		return err
	}
	return branchExists(name, strings.TrimPrefix(other, "refs/heads/"))
}

func branchExists(name, other string) error {
	if other != name {
		return &Error{
			Reason: ErrBranchInWay,
			Detail: fmt.Sprintf("the branch %s is in the way of %s", other, name),
			Advice: "rename that branch (git branch -m), or choose another pattern for git.branch in .postmortem.yaml",
		}
	}
	return &Error{
		Reason: ErrBranchExists,
		Detail: fmt.Sprintf("the branch %s exists already", name),
		Advice: "choose another name, commit on the current branch with --no-branch, or delete that branch",
	}
}

// conflictingRef gives a reference that can't stand beside the new one: itself,
// one that would be its directory, or one in the directory it would be.
func (r *Repository) conflictingRef(ref string) (string, error) {
	conflicts := func(other string) bool {
		return other == ref || strings.HasPrefix(other, ref+"/") || strings.HasPrefix(ref, other+"/")
	}
	for at := ref; strings.Count(at, "/") > 1; at = at[:strings.LastIndexByte(at, '/')] {
		if info, err := os.Lstat(r.refPath(at)); err == nil && !info.IsDir() {
			return at, nil
		}
	}
	var found string
	err := filepath.WalkDir(r.refPath(ref), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, ".lock") {
			return nil
		}
		if rel, err := filepath.Rel(r.commonDir, path); err == nil {
			found = filepath.ToSlash(rel)
		}
		return fs.SkipAll
	})
	if err != nil || found != "" {
		return found, err
	}

	f, err := os.Open(filepath.Join(r.commonDir, "packed-refs"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if _, other, ok := strings.Cut(lines.Text(), " "); ok && conflicts(other) {
			return other, nil
		}
	}
	return "", lines.Err()
}

// addReflog appends to the log of a reference. Where the configuration wants
// no logs, only those that exist are written.
func (r *Repository) addReflog(c config, dir, ref, lines string) error {
	path := filepath.Join(dir, "logs", filepath.FromSlash(ref))
	flags := os.O_WRONLY | os.O_APPEND
	if !c.isFalse("core.logallrefupdates") {
		flags |= os.O_CREATE
		if info, err := os.Lstat(path); err == nil && info.IsDir() {
			removeEmpty(path)
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
	}
	f, err := os.OpenFile(path, flags, 0o666)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(lines)
	return errors.Join(err, f.Close())
}
