package repo

import "errors"

// The reasons for which a repository can't be opened or a commit can't be
// made. Every error of this package that a user can do something about is an
// [*Error] that wraps one of them, for errors.Is.
var (
	// ErrNoRepository: no working copy holds the directory.
	ErrNoRepository = errors.New("not in a git repository")
	// ErrBare: the repository has no working tree.
	ErrBare = errors.New("the repository is bare")
	// ErrUnusable: there are the marks of a repository, but they lead nowhere.
	ErrUnusable = errors.New("the repository can't be used")
	// ErrOutside: the path isn't one this working copy can track.
	ErrOutside = errors.New("the path is outside the working copy")
	// ErrPathTaken: git has a file where the path has a directory, or the
	// reverse, so that committing it would remove something else.
	ErrPathTaken = errors.New("the path is taken")
	// ErrBranchName: the name can't be a branch's name.
	ErrBranchName = errors.New("not a valid branch name")
	// ErrBranchExists: the branch to create exists.
	ErrBranchExists = errors.New("the branch exists already")
	// ErrBranchInWay: another branch leaves no room for the one to create, as a
	// branch "a" does for "a/b".
	ErrBranchInWay = errors.New("another branch is in the way")
	// ErrDetached: HEAD is on no branch, so that the commit would be lost.
	ErrDetached = errors.New("HEAD is detached")
	// ErrInProgress: a merge, rebase, cherry-pick or revert isn't finished.
	ErrInProgress = errors.New("another git operation is in progress")
	// ErrLocked: another git process holds a lock, or left one behind.
	ErrLocked = errors.New("the repository is locked")
	// ErrMoved: HEAD or the branch changed while the commit was being made.
	ErrMoved = errors.New("the branch moved meanwhile")
	// ErrNoIdentity: git doesn't know who commits.
	ErrNoIdentity = errors.New("no git identity is configured")
	// ErrIgnored: an ignore pattern covers the path.
	ErrIgnored = errors.New("the path is ignored")
	// ErrUnchanged: HEAD holds the file as it is on disk.
	ErrUnchanged = errors.New("nothing to commit")
	// ErrUntrusted: another user owns the repository, and git wants to be told
	// that it may be used (safe.directory).
	ErrUntrusted = errors.New("the repository belongs to another user")
	// ErrRevision: there is no such commit to compare with.
	ErrRevision = errors.New("no such revision")
	// ErrNeedsGit: the git program would have to do it and isn't installed.
	ErrNeedsGit = errors.New("the git program is needed")
	// ErrGit: the user's git, or one of their hooks, refused.
	ErrGit = errors.New("git refused")
)

// Error says what couldn't be done in a repository, and what to do about it.
type Error struct {
	Reason error  // one of this package's Err… values
	Detail string // what happened, in words that stand alone
	Advice string // what to do next
	Err    error  // the cause, if there is one worth showing
}

func (e *Error) Error() string {
	if e.Err != nil {
		return e.Detail + ": " + e.Err.Error()
	}
	return e.Detail
}

// Hint says what to do next.
func (e *Error) Hint() string { return e.Advice }

// Unwrap gives the reason and the cause.
func (e *Error) Unwrap() []error {
	if e.Err == nil {
		return []error{e.Reason}
	}
	return []error{e.Reason, e.Err}
}
