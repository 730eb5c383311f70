package repo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/plumbing/storer"
)

// plainHistory reads the base with go-git: where rev is the name of a reference or a whole hash.
func (r *Repository) plainHistory(rev string) (history, error) {
	store := r.storage()
	head, err := storer.ResolveReference(store, plumbing.HEAD)
	if err != nil {
		return nil, err
	}
	ours, err := object.GetCommit(store, head.Hash())
	if err != nil {
		return nil, err
	}
	hash := plumbing.NewHash(rev)
	if !plumbing.IsHash(rev) {
		if hash, err = named(store, rev); err != nil {
			return nil, err
		}
	}
	if tag, err := object.GetTag(store, hash); err == nil {
		hash = tag.Target
	}
	theirs, err := object.GetCommit(store, hash)
	if err != nil {
		return nil, err
	}
	bases, err := ours.MergeBase(theirs)
	if err != nil {
		return nil, err
	}
	if len(bases) == 0 {
		return nil, errors.New("no common ancestor")
	}
	tree, err := bases[0].Tree()
	if err != nil {
		return nil, err
	}
	return plainTree{r, store, tree, bases[0].Hash.String()}, nil
}

// named finds a reference where git looks for one of that name.
func named(store storer.ReferenceStorer, rev string) (plumbing.Hash, error) {
	for _, rule := range plumbing.RefRevParseRules {
		if ref, err := storer.ResolveReference(store, plumbing.ReferenceName(fmt.Sprintf(rule, rev))); err == nil {
			return ref.Hash(), nil
		}
	}
	return plumbing.ZeroHash, plumbing.ErrReferenceNotFound
}

type plainTree struct {
	repo  *Repository
	store storer.EncodedObjectStorer
	tree  *object.Tree
	base  string // the commit
}

func (t plainTree) find(_ context.Context, name string) (string, bool, error) {
	entry, err := t.tree.FindEntry(name)
	if errors.Is(err, object.ErrEntryNotFound) || errors.Is(err, object.ErrDirectoryNotFound) || err == nil && !entry.Mode.IsFile() {
		return "", false, nil
	}
	if err != nil {
		return "", false, err
	}
	return entry.Hash.String(), true, nil
}

func (t plainTree) content(_ context.Context, name string) ([]byte, error) {
	blob, err := object.GetBlob(t.store, plumbing.NewHash(name))
	if err != nil {
		return nil, err
	}
	in, err := blob.Reader()
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(in)
	return content, errors.Join(err, in.Close())
}

func (t plainTree) gone(ctx context.Context) ([]string, error) {
	if t.repo.gitPath != "" {
		if gone, err := t.repo.goneByGit(ctx, t.base); err == nil { // it needn't read every tree
			return gone, nil
		}
	}
	walker := object.NewTreeWalker(t.tree, true, nil)
	defer walker.Close()
	var names []string
	for {
		name, entry, err := walker.Next()
		if errors.Is(err, io.EOF) {
			return names, nil
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		if !entry.Mode.IsFile() {
			continue
		}
		if _, err := os.Lstat(filepath.Join(t.repo.root, filepath.FromSlash(name))); errors.Is(err, fs.ErrNotExist) {
			names = append(names, name)
		}
	}
}

// historyByGit reads the base with the user's git.
func (r *Repository) historyByGit(ctx context.Context, rev string) (history, error) {
	out, err := r.runGit(ctx, gitCall{query: true, args: []string{"rev-parse", "--quiet", "--verify", "--end-of-options", rev + "^{commit}"}})
	if exitCode(err) == 1 {
		return nil, revisionError(rev)
	}
	if err != nil {
		return nil, gitError("can't look up "+rev, err)
	}
	out, err = r.runGit(ctx, gitCall{query: true, args: []string{"merge-base", "HEAD", strings.TrimSpace(out)}})
	if exitCode(err) == 1 {
		return nil, noAncestor(rev)
	}
	if err != nil {
		return nil, gitError("can't find where the work began", err)
	}
	base := strings.TrimSpace(out)
	out, err = r.runGit(ctx, gitCall{query: true, args: []string{"ls-tree", "-r", "-z", "--full-tree", base}})
	if err != nil {
		return nil, gitError("can't list the files as they were", err)
	}
	files := map[string]string{}
	for entry := range strings.SplitSeq(out, "\x00") {
		about, name, _ := strings.Cut(entry, "\t")
		if words := strings.Fields(about); len(words) == 3 && words[1] == "blob" { // mode, kind, object
			files[name] = words[2]
		}
	}
	return gitTree{r, base, files}, nil
}

type gitTree struct {
	repo  *Repository
	base  string            // the commit
	files map[string]string // the object of each
}

func (t gitTree) find(_ context.Context, name string) (string, bool, error) {
	object, ok := t.files[name]
	return object, ok, nil
}

func (t gitTree) content(ctx context.Context, object string) ([]byte, error) {
	out, err := t.repo.runGit(ctx, gitCall{query: true, args: []string{"cat-file", "blob", object}})
	if err != nil {
		return nil, gitError("can't read a file as it was", err)
	}
	return []byte(out), nil
}

func (t gitTree) gone(ctx context.Context) ([]string, error) { return t.repo.goneByGit(ctx, t.base) }

func (r *Repository) goneByGit(ctx context.Context, base string) ([]string, error) {
	out, err := r.runGit(ctx, gitCall{query: true, args: []string{"diff", "--no-ext-diff", "--no-renames", "--diff-filter=D", "--name-only", "-z", base, "--"}})
	if err != nil {
		return nil, gitError("can't list the files that are gone", err)
	}
	return strings.FieldsFunc(out, func(c rune) bool { return c == 0 }), nil
}
