package repo

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/go-git/go-billy/v5"
	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/storage/filesystem"
	"github.com/go-git/go-git/v5/storage/filesystem/dotgit"
)

// head is where the working copy stands.
type head struct {
	ref      string // the full name of the current branch; "" when detached
	hash     string // the commit in hexadecimal; "" when unborn
	indirect bool   // the branch is itself a symbolic reference
}

func (h head) branch() string { return strings.TrimPrefix(h.ref, "refs/heads/") }

// Head tells where the working copy stands: branch is "" when HEAD is
// detached, commit (in hexadecimal) is "" when the branch has none yet.
func (r *Repository) Head() (branch, commit string, err error) {
	h, err := r.head(context.Background())
	return h.branch(), h.hash, err
}

// Published tells whether a branch of a remote, as this clone last saw it, holds
// the commit. Where git can't be asked it is taken for published.
func (r *Repository) Published(ctx context.Context, commit string) bool {
	if r.gitPath == "" {
		return true
	}
	found, err := r.runGit(ctx, gitCall{query: true, args: []string{
		"for-each-ref", "--count=1", "--contains=" + commit, "refs/remotes",
	}})
	return err != nil || strings.TrimSpace(found) != ""
}

func (r *Repository) head(ctx context.Context) (head, error) {
	if r.format != "" {
		return r.headByGit(ctx)
	}
	store := r.storage()
	ref, err := store.Reference(plumbing.HEAD)
	if err != nil {
		return head{}, fmt.Errorf("read HEAD of %s: %w", r.root, err)
	}
	if ref.Type() == plumbing.HashReference {
		return head{hash: ref.Hash().String()}, nil
	}
	h := head{ref: ref.Target().String()}
	// A branch may itself stand for another one.
	for range 5 {
		ref, err = store.Reference(ref.Target())
		if errors.Is(err, plumbing.ErrReferenceNotFound) {
			return h, nil
		}
		if err != nil {
			return head{}, fmt.Errorf("read %s: %w", h.ref, err)
		}
		if ref.Type() == plumbing.HashReference {
			h.hash = ref.Hash().String()
			return h, nil
		}
		h.indirect = true
	}
	return head{}, fmt.Errorf("read %s: too many symbolic references", h.ref)
}

// headByGit asks git, for repositories of a format go-git can't read.
func (r *Repository) headByGit(ctx context.Context) (head, error) {
	if r.gitPath == "" {
		return head{}, needsGit(r.format + " is set")
	}
	var h head
	out, err := r.runGit(ctx, gitCall{query: true, args: []string{"symbolic-ref", "--quiet", "HEAD"}})
	if err == nil {
		h.ref = strings.TrimSpace(out)
	} else if exitCode(err) != 1 {
		return head{}, gitError("can't read HEAD", err)
	}
	out, err = r.runGit(ctx, gitCall{query: true, args: []string{"rev-parse", "--quiet", "--verify", "HEAD^{commit}"}})
	if err == nil {
		h.hash = strings.TrimSpace(out)
	} else if exitCode(err) != 1 {
		return head{}, gitError("can't read HEAD", err)
	}
	return h, nil
}

// storage is go-git's view of the repository: objects and references. It holds
// no file open.
func (r *Repository) storage() *filesystem.Storage {
	var common billy.Filesystem
	if r.commonDir != r.gitDir {
		common = osfs.New(r.commonDir)
	}
	files := dotgit.NewRepositoryFilesystem(osfs.New(r.gitDir), common)
	return filesystem.NewStorage(files, cache.NewObjectLRUDefault())
}

// gitError is git's own refusal, with what it said; other errors, and none, stay as they are.
func gitError(detail string, err error) error {
	failure, ok := errors.AsType[*gitFailure](err)
	if !ok {
		return err
	}
	for line := range strings.Lines(failure.output) {
		// git's own words are in the user's language, its commands aren't.
		if command := strings.TrimSpace(line); strings.HasPrefix(command, "git config --global --add safe.directory ") {
			return &Error{
				Reason: ErrUntrusted,
				Detail: "git doesn't work in this repository, because it belongs to another user",
				Advice: "if you trust what it holds, run: " + command,
			}
		}
	}
	return &Error{
		Reason: ErrGit,
		Detail: detail,
		Advice: "put right what git says, then try again",
		Err:    err,
	}
}
