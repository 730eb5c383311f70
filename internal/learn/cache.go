package learn

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// The cache of a folder is one file: a line that says what it is, then for each document its key, a length and what encode made of it, and a checksum
// of all of it at the end. It is looked up by content, so it can be stale in no way; a file that is anything but whole is left aside.

const (
	leastCached = 100                 // documents: fewer are parsed in less time than anybody notices
	largestFile = 512 << 20           // bytes of cache that are read
	oldest      = 90 * 24 * time.Hour // since it was written: a cache whose folder is gone is removed after that
)

// contentKey stands for a document: its name, which may tell the day, and its content.
type contentKey = [sha256.Size]byte

func keyOf(path string, source []byte) contentKey {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00", filepath.Base(path))
	h.Write(source)
	return contentKey(h.Sum(nil))
}

// cache is what is known of documents that were read before.
type cache struct {
	file    string // "" when nothing is kept
	header  string
	entries map[contentKey]string
}

// openCache reads the cache of the folder that files stand in.
func (r Reader) openCache(files []string) *cache {
	c := &cache{}
	if r.CacheDir == "" || len(files) < leastCached {
		return c
	}
	folder, err := filepath.Abs(filepath.Dir(slices.Min(files)))
	if err != nil {
		return c
	}
	sum := sha256.Sum256([]byte(folder))
	c.file = filepath.Join(r.CacheDir, "learn-"+hex.EncodeToString(sum[:8]))
	settings := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s", codecVersion, r.Version, r.Parser.Settings()))
	c.header = "postmortem cache " + hex.EncodeToString(settings[:16]) + "\n"
	c.entries = readCache(c.file, c.header)
	return c
}

// readCache reads a file whole, or nothing of it.
func readCache(file, header string) map[contentKey]string {
	f, err := os.Open(file)
	if err != nil {
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() > largestFile || info.Size() < int64(len(header)+crc32.Size) {
		return nil
	}
	var all strings.Builder
	all.Grow(int(info.Size()))
	sum := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	if _, err := io.CopyN(io.MultiWriter(&all, sum), f, info.Size()-crc32.Size); err != nil {
		return nil
	}
	var end [crc32.Size]byte
	if _, err := io.ReadFull(f, end[:]); err != nil || binary.BigEndian.Uint32(end[:]) != sum.Sum32() {
		return nil
	}
	rest, ok := strings.CutPrefix(all.String(), header)
	if !ok {
		return nil
	}
	entries := map[contentKey]string{}
	for rest != "" {
		if len(rest) < sha256.Size+4 {
			return nil
		}
		key := contentKey([]byte(rest[:sha256.Size]))
		size := uint64(binary.BigEndian.Uint32([]byte(rest[sha256.Size : sha256.Size+4])))
		rest = rest[sha256.Size+4:]
		if size > uint64(len(rest)) {
			return nil
		}
		entries[key], rest = rest[:size], rest[size:]
	}
	return entries
}

// find gives what is known of a document, nil when that is nothing.
func (c *cache) find(key contentKey) *Postmortem {
	in, ok := c.entries[key]
	if !ok {
		return nil
	}
	p, err := decode(in)
	if err != nil {
		return nil
	}
	return p
}

// write replaces the cache by what is known now. That it can't be written matters to nobody: the next run takes longer.
func (c *cache) write(known map[contentKey]string) {
	if c.file == "" || len(known) < leastCached {
		return
	}
	dir := filepath.Dir(c.file)
	if os.MkdirAll(dir, 0o700) != nil {
		return
	}
	removeOld(dir, c.file)
	f, err := os.CreateTemp(dir, "learn-*.tmp") // for the owner alone
	if err != nil {
		return
	}
	defer os.Remove(f.Name())
	sum := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	out := io.MultiWriter(f, sum)
	write := func(s []byte) {
		if err == nil {
			_, err = out.Write(s)
		}
	}
	buffer := []byte(c.header)
	for key, entry := range known {
		buffer = append(buffer, key[:]...)
		buffer = binary.BigEndian.AppendUint32(buffer, uint32(len(entry)))
		buffer = append(buffer, entry...)
		if len(buffer) > 1<<20 {
			write(buffer)
			buffer = buffer[:0]
		}
	}
	write(buffer)
	if err == nil {
		_, err = f.Write(binary.BigEndian.AppendUint32(nil, sum.Sum32()))
	}
	if closed := f.Close(); err != nil || closed != nil {
		return
	}
	_ = os.Rename(f.Name(), c.file)
}

// removeOld removes the caches that nobody has written for long, and what killed processes left.
func removeOld(dir, own string) {
	files, _ := filepath.Glob(filepath.Join(dir, "learn-*"))
	for _, file := range files {
		info, err := os.Lstat(file)
		if err != nil || file == own {
			continue
		}
		if age := time.Since(info.ModTime()); age > oldest || age > time.Hour && strings.HasSuffix(file, ".tmp") {
			_ = os.Remove(file)
		}
	}
}
