package repo

import (
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/go-git/go-git/v5/plumbing"
)

// Lines are lines of a file, 1-based, both included.
type Lines struct{ First, Last int }

// Base is an earlier commit that files are compared with. It may be used by several goroutines.
type Base struct {
	repo *Repository

	mu      sync.Mutex
	history history
	gone    []string // see leftBehind
	looked  bool

	attributesFile string // the user's own; known once configured
	configured     bool
}

// history reads one commit.
type history interface {
	// find gives the object (in hexadecimal) that a file is, and false where the commit has no file of that name.
	find(ctx context.Context, name string) (object string, ok bool, err error)
	// content reads what find gave.
	content(ctx context.Context, object string) ([]byte, error)
	// gone lists the files that the working tree no longer has. Those that a sparse checkout leaves out don't count.
	gone(ctx context.Context) ([]string, error)
}

// Since is the commit that the work on top of rev began at: the best common ancestor of rev and HEAD, as a pull request counts its
// changes. Whatever git takes for a revision will do. It returns [ErrRevision] where rev or the ancestor can't be found.
func (r *Repository) Since(ctx context.Context, rev string) (*Base, error) {
	reason := r.historyNeedsGit()
	if reason == "" {
		h, err := r.plainHistory(rev)
		if err == nil {
			return &Base{repo: r, history: h}, nil
		}
		reason = err.Error() // partial and shallow clones, and spellings that go-git doesn't know
	}
	if r.gitPath == "" {
		return nil, &Error{Reason: ErrRevision, Detail: fmt.Sprintf("can't compare with %q: %s", rev, reason), Advice: "name a branch, a tag or a commit of this repository"}
	}
	r.opts.Log("git finds the base of the changes: %s", reason)
	h, err := r.historyByGit(ctx, rev)
	if err != nil {
		return nil, err
	}
	return &Base{repo: r, history: h}, nil
}

// historyNeedsGit names what keeps go-git from reading the history as git would, or "".
func (r *Repository) historyNeedsGit() string {
	if name := r.anySet(foreignVariables); name != "" {
		return name + " is set"
	}
	if r.format != "" {
		return r.format + " is set"
	}
	if r.local.isTrue("core.sparsecheckout") {
		return "core.sparseCheckout is set"
	}
	return r.storageNeedsGit()
}

// Changed tells which lines of a file are not as they were, in the order of the file. name is as for [Repository.Rel], though the file need
// not exist; content is what it holds now, committed or not. A file that was renamed is compared with itself under its old
// name; in a new file every line is new. Line ends don't count.
func (b *Base) Changed(ctx context.Context, name string, content []byte) ([]Lines, error) {
	name, err := b.repo.named(name)
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	object, ok, err := b.history.find(ctx, name)
	if err != nil || ok && object == BlobName(content, len(object)) {
		return nil, err
	}
	if !ok {
		before, err := b.renamed(ctx, name, content)
		return newLines(before, content), err
	}
	reason, err := b.filter(ctx, name)
	if err != nil {
		return nil, err
	}
	if reason != "" {
		if same, err := b.storedAs(ctx, name, content, object); err != nil || same {
			return nil, err
		}
	}
	before, err := b.content(ctx, name, object, reason)
	if err != nil {
		return nil, err
	}
	return newLines(before, content), nil
}

// filter names what makes git store other bytes than a file has, or is "". Most repositories have nothing of that kind, which is seen without git.
func (b *Base) filter(ctx context.Context, name string) (string, error) {
	r := b.repo
	if !b.configured {
		c, err := r.settings(ctx)
		if err != nil {
			return "", err
		}
		b.attributesFile, b.configured = r.userFile(c, "core.attributesfile", "attributes"), true
	}
	if !r.mayFilter(name, b.attributesFile) {
		return "", nil
	}
	attributes, err := r.attributes(ctx, name)
	if errors.Is(err, ErrUntrusted) {
		attributes, err = r.attributesAlone(name)
	}
	reason := filtered(attributes)
	if err == nil && reason != "" && r.gitPath == "" {
		err = needsGit(reason)
	}
	return reason, err
}

// storedAs tells whether git would store the content as that object, though a filter makes it look different.
func (b *Base) storedAs(ctx context.Context, name string, content []byte, object string) (bool, error) {
	out, err := b.repo.runGit(ctx, gitCall{query: true, stdin: string(content), args: []string{"hash-object", "--stdin", "--path=" + name}})
	if err != nil {
		return false, gitError("can't filter "+name, err)
	}
	return strings.TrimSpace(out) == object, nil
}

// content is what a file was, as a checkout would write it: that is what it is compared with. git runs the filter, if there is one, and
// fetches what a partial clone has left out.
func (b *Base) content(ctx context.Context, name, object, filter string) ([]byte, error) {
	r, reason := b.repo, filter
	if reason == "" {
		content, err := b.history.content(ctx, object)
		if r.gitPath == "" || !errors.Is(err, plumbing.ErrObjectNotFound) {
			return content, err
		}
		reason = "the object is not in this clone"
	}
	r.opts.Log("git reads %s as it was: %s", name, reason)
	out, err := r.runGit(ctx, gitCall{query: true, args: []string{"cat-file", "--filters", "--path=" + name, object}})
	if err != nil {
		return nil, gitError("can't read "+name+" as it was", err)
	}
	return []byte(out), nil
}

// named is Rel for a file that may not exist.
func (r *Repository) named(name string) (string, error) {
	rel, err := r.Rel(name)
	if !errors.Is(err, os.ErrNotExist) {
		return rel, err
	}
	folder, err := r.Rel(filepath.Dir(name))
	if err != nil {
		return "", err
	}
	return path.Join(folder, filepath.Base(name)), nil
}

// renamed gives the old content of a file that is not in the base: that of the file most like it among those that are no more, as
// long as half of its lines are the same; nil when there is none.
func (b *Base) renamed(ctx context.Context, name string, content []byte) ([]byte, error) {
	candidates, err := b.leftBehind(ctx)
	if err != nil {
		return nil, err
	}
	var best []byte
	most := 0.5
	for _, old := range candidates {
		if path.Ext(old) != path.Ext(name) {
			continue
		}
		object, ok, err := b.history.find(ctx, old)
		if err != nil || !ok {
			return nil, err
		}
		reason, err := b.filter(ctx, old)
		if err != nil {
			return nil, err
		}
		before, err := b.content(ctx, old, object, reason)
		if err != nil {
			return nil, err
		}
		if like := likeness(before, content); like >= most {
			best, most = before, like
		}
	}
	return best, nil
}

// BlobName is what git calls a file with that content, before any filter, in as many digits: 40 of SHA-1 or 64 of SHA-256.
func BlobName(content []byte, digits int) string {
	sum := sha1.New()
	if digits == hex.EncodedLen(sha256.Size) {
		sum = sha256.New()
	}
	fmt.Fprintf(sum, "blob %d\x00", len(content))
	sum.Write(content)
	return hex.EncodeToString(sum.Sum(nil))
}

// leftBehind lists the files of the base that the working tree no longer has.
func (b *Base) leftBehind(ctx context.Context) ([]string, error) {
	if b.looked {
		return b.gone, nil
	}
	gone, err := b.history.gone(ctx)
	b.gone, b.looked = gone, err == nil
	return gone, err
}

func revisionError(rev string) error {
	return &Error{
		Reason: ErrRevision,
		Detail: fmt.Sprintf("%q names no commit here", rev),
		Advice: "name a branch, a tag or a commit; in CI, fetch it first (actions/checkout: fetch-depth: 0)",
	}
}

func noAncestor(rev string) error {
	return &Error{
		Reason: ErrRevision,
		Detail: fmt.Sprintf("HEAD and %s have no commit in common", rev),
		Advice: "in a shallow clone, fetch more of the history (git fetch --unshallow; actions/checkout: fetch-depth: 0)",
	}
}
