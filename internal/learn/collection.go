package learn

import (
	"context"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// Collection is what a folder of postmortems says.
type Collection struct {
	// Postmortems are the latest first, those without a day last.
	Postmortems []*Postmortem
	// Unread tells of the files that could not be read, in the order of their paths. The errors name file and remedy (*document.FileError).
	Unread []error
}

// Reader reads postmortems. The zero Reader will do.
type Reader struct {
	Parser document.Parser
	// Grade tells the strength of an action item by its title; nil: nothing is graded. It is called from several goroutines.
	Grade func(title string) string
	// CacheDir is a folder of the user's for what was read before; "": nothing is kept. Only folders with a hundred documents or more are.
	CacheDir string
	// Version is the program's: another one does not trust what this one kept.
	Version string
	// Progress, when set, is told from time to time how many documents of how many are read. Its calls don't overlap.
	Progress func(read, all int)
}

// Read reads files with as many workers as there are processors. A document whose content was read before comes from the cache, which is brought up to date.
// A file that can't be read is told in Collection.Unread; the error is that of a context that ended.
func (r Reader) Read(ctx context.Context, files []string) (*Collection, error) {
	cache := r.openCache(files)
	results := make([]reading, len(files))
	var next, done atomic.Int64
	var group sync.WaitGroup
	var told sync.Mutex
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		group.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(files) {
					return
				}
				results[i] = r.file(files[i], cache)
				if n := int(done.Add(1)); r.Progress != nil && n%progressStep == 0 {
					told.Lock()
					r.Progress(n, len(files))
					told.Unlock()
				}
			}
		})
	}
	group.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	c := &Collection{}
	known, fresh := make(map[contentKey]string, len(files)), false
	for _, result := range results {
		if result.err != nil {
			c.Unread = append(c.Unread, result.err)
			continue
		}
		c.Postmortems = append(c.Postmortems, result.postmortem)
		known[result.key] = result.entry
		fresh = fresh || result.fresh
	}
	if fresh || len(cache.entries) != len(known) {
		cache.write(known)
	}
	slices.SortFunc(c.Postmortems, before)
	return c, nil
}

// progressStep is after how many documents progress is told.
const progressStep = 250

// reading is what became of one file.
type reading struct {
	postmortem *Postmortem
	key        contentKey
	entry      string // for the cache
	fresh      bool   // it was not in the cache
	err        error
}

func (r Reader) file(file string, c *cache) reading {
	source, err := document.ReadFile(file)
	if err != nil {
		return reading{err: err}
	}
	path := filepath.ToSlash(file)
	out := reading{key: keyOf(path, source)}
	if c.file == "" {
		out.postmortem = New(r.Parser.Parse(path, source), r.Grade)
		out.postmortem.Content = out.key
		return out
	}
	if out.postmortem = c.find(out.key); out.postmortem != nil {
		out.entry = c.entries[out.key]
		out.postmortem.Path, out.postmortem.Content = path, out.key
		return out
	}
	encoded := encode(New(r.Parser.Parse(path, source), r.Grade))
	out.entry, out.fresh = string(encoded), true
	out.postmortem, out.err = decode(out.entry) // so that its texts are those of the entry, and not there twice
	if out.err == nil {
		out.postmortem.Path, out.postmortem.Content = path, out.key
	}
	return out
}
