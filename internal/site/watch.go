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

// Watch calls changed after a file below a folder was added, removed or written to, until ctx ends. It looks at every tick; that needs nothing of the system,
// and finds what any editor on any disk does.
func Watch(ctx context.Context, folder string, ticks <-chan time.Time, changed func()) {
	seed := maphash.MakeSeed()
	last := look(seed, folder)
	for {
		select {
		case <-ctx.Done():
			return
		case _, ok := <-ticks:
			if !ok {
				return
			}
		}
		if now := look(seed, folder); now != last {
			last = now
			changed()
		}
	}
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
