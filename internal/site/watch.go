package site

import (
	"context"
	"fmt"
	"hash/maphash"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Watch sees when a file below a folder is added, removed or written to. It looks at names, sizes and times, which needs nothing of the system and finds what
// any editor on any disk does.
type Watch struct {
	folder string
	seed   maphash.Seed
	last   uint64
}

// NewWatch takes note of how a folder is. Begin before the folder is read, so that nothing that is written meanwhile is missed.
func NewWatch(folder string) *Watch {
	w := &Watch{folder: folder, seed: maphash.MakeSeed()}
	w.last = look(w.seed, folder)
	return w
}

// Run looks at every tick, and calls changed after something did, until ctx or the ticks end.
func (w *Watch) Run(ctx context.Context, ticks <-chan time.Time, changed func()) {
	for {
		select {
		case <-ctx.Done():
			return
		case _, ok := <-ticks:
			if !ok {
				return
			}
		}
		if w.Changed() {
			changed()
		}
	}
}

// Changed looks once, and reports whether anything is other than it was when it was last looked at.
func (w *Watch) Changed() bool {
	now := look(w.seed, w.folder)
	if now == w.last {
		return false
	}
	w.last = now
	return true
}

// look stands for the names, sizes and times of all files below a folder.
func look(seed maphash.Seed, folder string) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	_ = filepath.WalkDir(folder, func(p string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil // it is being removed, or not ours to read
		}
		if strings.HasPrefix(entry.Name(), ".") && p != folder {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if info, err := os.Lstat(p); err == nil && !info.IsDir() {
			fmt.Fprintf(&h, "%s\x00%d\x00%d\x00", p, info.Size(), info.ModTime().UnixNano())
		}
		return nil
	})
	return h.Sum64()
}
