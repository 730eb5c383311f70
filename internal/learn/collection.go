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
	c, kept, err := r.read(ctx, files, func(path string, source []byte) reading { return r.whole(path, source, cache) })
	if err != nil {
		return nil, err
	}
	if kept.fresh || len(cache.entries) != len(kept.entries) {
		cache.write(kept.entries)
	}
	return c, nil
}

// Heads reads of each document what a list shows: Path, Title, Day, Status, Severity and Services, the same that Read finds. Where the front matter
// tells them nothing else of the document is looked at; where the text has a say, what was found is kept in the cache. See Filter.NeedsText.
func (r Reader) Heads(ctx context.Context, files []string) (*Collection, error) {
	cache := sync.OnceValue(func() *cache { return r.openCache(files) })
	c, kept, err := r.read(ctx, files, func(path string, source []byte) reading { return r.head(path, source, cache) })
	if err != nil {
		return nil, err
	}
	if kept.fresh {
		// What the cache has of other documents stays, until Read tells what is still there.
		for key, entry := range cache().entries {
			if kept.entries[key] == "" {
				kept.entries[key] = entry
			}
		}
		cache().write(kept.entries)
	}
	return c, nil
}

// kept is what goes into the cache.
type kept struct {
	entries map[contentKey]string
	fresh   bool // some of them are not in it
}

func (r Reader) read(ctx context.Context, files []string, one func(path string, source []byte) reading) (*Collection, kept, error) {
	results := make([]reading, len(files))
	err := r.parallel(ctx, len(files), func() func(int) {
		return func(i int) {
			source, err := document.ReadFile(files[i])
			if err != nil {
				results[i] = reading{err: err}
				return
			}
			results[i] = one(filepath.ToSlash(files[i]), source)
		}
	})
	if err != nil {
		return nil, kept{}, err
	}
	c, k := &Collection{}, kept{entries: map[contentKey]string{}}
	for _, result := range results {
		if result.err != nil {
			c.Unread = append(c.Unread, result.err)
			continue
		}
		c.Postmortems = append(c.Postmortems, result.postmortem)
		if result.entry != "" {
			k.entries[result.key] = result.entry
		}
		k.fresh = k.fresh || result.fresh
	}
	slices.SortFunc(c.Postmortems, before)
	return c, k, nil
}

// parallel does something for each index below n, with as many workers as there are processors. The error is that of a context that ended.
func (r Reader) parallel(ctx context.Context, n int, worker func() func(i int)) error {
	var next, done atomic.Int64
	var group sync.WaitGroup
	var told sync.Mutex
	for range min(runtime.GOMAXPROCS(0), n) {
		group.Go(func() {
			do := worker()
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				do(i)
				if k := int(done.Add(1)); r.Progress != nil && k%progressStep == 0 {
					told.Lock()
					r.Progress(k, n)
					told.Unlock()
				}
			}
		})
	}
	group.Wait()
	return ctx.Err()
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

// whole reads all of a document.
func (r Reader) whole(path string, source []byte, c *cache) reading {
	out := reading{key: keyOf(path, source)}
	if c.file == "" {
		out.postmortem = New(r.Parser.Parse(path, source), r.Grade)
		out.postmortem.Content = out.key
		return out
	}
	if out.postmortem = c.find(out.key); out.postmortem != nil && !out.postmortem.brief {
		out.entry = c.entries[out.key]
	} else {
		// What is kept is what is read, so that its texts are not there twice.
		out.entry, out.fresh = string(encode(New(r.Parser.Parse(path, source), r.Grade))), true
		out.postmortem, out.err = decode(out.entry)
	}
	if out.err == nil {
		out.postmortem.Path, out.postmortem.Content = path, out.key
	}
	return out
}

// head reads what a list shows.
func (r Reader) head(path string, source []byte, cache func() *cache) reading {
	if h, ok := r.Parser.FrontHead(path, source); ok {
		return reading{postmortem: newHead(path, h)}
	}
	c := cache()
	out := reading{key: keyOf(path, source)}
	if known := c.find(out.key); known != nil {
		out.entry = c.entries[out.key]
		known.Path = path
		out.postmortem = known.head()
		return out
	}
	out.postmortem = newHead(path, r.Parser.Head(path, source))
	if c.file != "" {
		out.entry, out.fresh = string(encode(out.postmortem)), true
	}
	return out
}
