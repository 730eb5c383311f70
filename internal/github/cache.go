package github

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/natefinch/atomic"
)

// cache keeps answers in a folder, one file for each address, so that GitHub can say "not modified" instead of sending them again. It is an aid: when a file
// can't be read or written, the answer is fetched whole. No token stands in it, and an answer is only used once GitHub has confirmed it to the token at hand.
type cache struct {
	dir   string
	prune sync.Once
}

// kept is one answer.
type kept struct {
	URL  string          `json:"url"`
	ETag string          `json:"etag"`
	Link string          `json:"link"`
	Body json.RawMessage `json:"body"`
}

// cacheAge is how long an answer that nobody asked for again is kept.
const cacheAge = 30 * 24 * time.Hour

func (c *cache) file(address string) string {
	sum := sha256.Sum256([]byte(address))
	return filepath.Join(c.dir, hex.EncodeToString(sum[:16])+".json.gz")
}

// load is the answer for an address, nil for none.
func (c *cache) load(address string) *kept {
	if c.dir == "" {
		return nil
	}
	f, err := os.Open(c.file(address))
	if err != nil {
		return nil
	}
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		return nil
	}
	var k kept
	if err := json.NewDecoder(io.LimitReader(unzipped, 2*maxAnswer)).Decode(&k); err != nil || k.URL != address || k.ETag == "" {
		return nil
	}
	return &k
}

// store keeps an answer, for this user's eyes only.
func (c *cache) store(k kept, now time.Time) {
	if c.dir == "" || k.ETag == "" {
		return
	}
	text, err := json.Marshal(k)
	if err != nil || os.MkdirAll(c.dir, 0o700) != nil {
		return
	}
	c.prune.Do(func() { c.removeOld(now) })
	var b bytes.Buffer
	zipped := gzip.NewWriter(&b)
	if _, err := zipped.Write(text); err != nil || zipped.Close() != nil {
		return
	}
	temp, err := os.CreateTemp(c.dir, ".new-*") // readable by the owner alone
	if err != nil {
		return
	}
	_, err = temp.Write(b.Bytes())
	if closeErr := temp.Close(); err != nil || closeErr != nil || atomic.ReplaceFile(temp.Name(), c.file(k.URL)) != nil {
		_ = os.Remove(temp.Name()) // what remains is removed with the old answers
	}
}

// drop forgets an answer that turned out to be of no use.
func (c *cache) drop(address string) { _ = os.Remove(c.file(address)) }

// removeOld removes the answers that were not renewed for long.
func (c *cache) removeOld(now time.Time) {
	entries, err := os.ReadDir(c.dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		var info fs.FileInfo
		if info, err = e.Info(); err == nil && info.Mode().IsRegular() && now.Sub(info.ModTime()) > cacheAge {
			_ = os.Remove(filepath.Join(c.dir, e.Name()))
		}
	}
}
