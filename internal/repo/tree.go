package repo

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/storer"
)

var (
	errTree = errors.New("malformed tree")
	errCase = errors.New("names differ in case only")

	// errTaken: there is a file or a submodule in the place of a directory, or
	// the reverse.
	errTaken = errors.New("the name is taken")
)

// pathTaken says that what git holds under one name leaves no room for a file.
func pathTaken(name, path string) error {
	return &Error{
		Reason: ErrPathTaken,
		Detail: fmt.Sprintf("git still has %s, where %s is to go", name, path),
		Advice: "commit the removal of " + name + " first, or choose another directory",
	}
}

const modeTree = "40000"

// trees writes trees that differ from others in one path.
type trees struct {
	path     string // the whole path, to name in errors
	store    storer.EncodedObjectStorer
	foldCase bool // names that differ only in case are one (core.ignoreCase)
}

// set returns a tree that is as the given one (zero: empty) but for the file
// at the path. Only the trees on the path are read and written, and in them
// every other entry is copied byte for byte.
func (t trees) set(tree plumbing.Hash, parts []string, mode string, blob plumbing.Hash) (plumbing.Hash, error) {
	raw, err := t.read(tree)
	if err != nil {
		return plumbing.ZeroHash, err
	}
	name, isDir, value := parts[0], len(parts) > 1, blob
	old, start, end, err := t.find(raw, name, isDir)
	if errors.Is(err, errTaken) {
		below := strings.Join(parts[1:], "/")
		err = pathTaken(strings.TrimSuffix(strings.TrimSuffix(t.path, below), "/"), t.path)
	}
	if err != nil {
		return plumbing.ZeroHash, err
	}
	entryMode := mode
	if isDir {
		entryMode = modeTree
		if value, err = t.set(old, parts[1:], mode, blob); err != nil {
			return plumbing.ZeroHash, err
		}
	}
	next := make([]byte, 0, len(raw)+len(name)+32)
	next = append(next, raw[:start]...)
	next = fmt.Appendf(next, "%s %s\x00", entryMode, name)
	next = append(next, value[:]...)
	next = append(next, raw[end:]...)
	return writeObject(t.store, plumbing.TreeObject, next)
}

// find gives what an entry holds and where it stands, or where it belongs.
func (t trees) find(raw []byte, name string, isDir bool) (hash plumbing.Hash, start, end int, err error) {
	key := sortKey(name, isDir)
	place := -1
	for at := 0; at < len(raw); {
		mode, rest, ok := bytes.Cut(raw[at:], []byte{' '})
		other, rest, ok2 := bytes.Cut(rest, []byte{0})
		if !ok || !ok2 || len(rest) < len(hash) {
			return hash, 0, 0, errTree
		}
		after := len(raw) - len(rest) + len(hash)
		otherIsDir := strings.TrimLeft(string(mode), "0") == modeTree
		switch {
		case string(other) == name:
			if otherIsDir != isDir || string(mode) == "160000" {
				return hash, 0, 0, errTaken
			}
			return plumbing.Hash(rest[:len(hash)]), at, after, nil
		case t.foldCase && strings.EqualFold(string(other), name):
			return hash, 0, 0, fmt.Errorf("%w: %s and %s", errCase, other, name)
		case place < 0 && sortKey(string(other), otherIsDir) > key:
			place = at
		}
		at = after
	}
	if place < 0 {
		place = len(raw)
	}
	return hash, place, place, nil
}

// sortKey orders the entries of a tree: a directory as if it ended in a slash.
func sortKey(name string, isDir bool) string {
	if isDir {
		return name + "/"
	}
	return name
}

func (t trees) read(hash plumbing.Hash) ([]byte, error) {
	if hash.IsZero() {
		return nil, nil
	}
	object, err := t.store.EncodedObject(plumbing.TreeObject, hash)
	if err != nil {
		return nil, fmt.Errorf("tree %s: %w", hash, err)
	}
	r, err := object.Reader()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

func writeObject(store storer.EncodedObjectStorer, kind plumbing.ObjectType, data []byte) (plumbing.Hash, error) {
	object := store.NewEncodedObject()
	object.SetType(kind)
	w, err := object.Writer()
	if err != nil {
		return plumbing.ZeroHash, err
	}
	if _, err = w.Write(data); err == nil {
		err = w.Close()
	}
	if err != nil {
		return plumbing.ZeroHash, err
	}
	return store.SetEncodedObject(object)
}
