package repo

import (
	"bytes"
	"crypto/sha1"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// indexEntry is the one entry to set in the index.
type indexEntry struct {
	path string
	mode uint32
	hash [sha1.Size]byte
	stat fileStat
}

// fileStat is what the index remembers of a file, so that git needn't read it
// again to see that it is unchanged. The zero value is legal and makes it look.
type fileStat struct {
	ctimeSec, ctimeNsec, mtimeSec, mtimeNsec uint32
	dev, ino, uid, gid, size                 uint32
}

// errIndexFormat marks an index that can't be rewritten here without losing
// something of it.
var errIndexFormat = errors.New("the index has a form that only git can rewrite")

var (
	errIndexEnd  = errors.New("the index is corrupt: it ends within an entry")
	errIndexName = errors.New("the index is corrupt: an unreadable name")
	errTreeCache = errors.New("the index is corrupt: an unreadable tree cache")
)

func indexFormat(format string, args ...any) error {
	return fmt.Errorf("%w: %s", errIndexFormat, fmt.Sprintf(format, args...))
}

const (
	indexHeader  = 12 // "DIRC", version, number of entries
	entryFixed   = 62 // an entry's stat data, object id and flags
	flagExtended = 0x4000
	flagNameMax  = 0x0fff
)

// setIndexEntry returns old, the bytes of an index file (nil: none yet), with
// one entry set. Every other entry is copied byte for byte, whatever its flags
// say. The tree cache is invalidated along the path, as git does; extensions
// that hold offsets into the file and only save time are left out; with any
// other extension that adding an entry touches it returns errIndexFormat.
//
// https://git-scm.com/docs/index-format
func setIndexEntry(old []byte, e indexEntry) ([]byte, error) {
	if old == nil {
		empty := []byte("DIRC\x00\x00\x00\x02\x00\x00\x00\x00")
		sum := sha1.Sum(empty)
		old = append(empty, sum[:]...)
	}
	x, err := readIndex(old, e.path)
	if err != nil {
		return nil, err
	}
	next := make([]byte, 0, len(old)+entryFixed+len(e.path)+16)
	next = append(next, old[:x.start]...)
	binary.BigEndian.PutUint32(next[8:], uint32(x.count-x.replaced+1))
	next = e.encode(next, x.version, x.before)
	if x.version == 4 && x.follower != "" {
		// Names are stored as differences from the one before.
		next = append(next, old[x.end:x.end+x.followerFixed]...)
		next = appendName4(next, e.path, x.follower)
		next = append(next, old[x.followerEnd:x.extensions]...)
	} else {
		next = append(next, old[x.end:x.extensions]...)
	}
	next, err = copyExtensions(next, old[x.extensions:len(old)-sha1.Size], e.path)
	if err != nil {
		return nil, err
	}
	if x.unhashed {
		return append(next, make([]byte, sha1.Size)...), nil
	}
	sum := sha1.Sum(next)
	return append(next, sum[:]...), nil
}

// indexPlace is where in an index file a path belongs.
type indexPlace struct {
	version, count int
	start, end     int    // the entries of this path, one a stage; equal where there is none
	replaced       int    // how many those are
	before         string // the name of the entry before
	extensions     int    // where the entries end
	mode           uint32 // of the last of them
	unhashed       bool   // the file goes without a checksum (index.skipHash)

	follower                   string // the name of the entry after; "" at the end
	followerFixed, followerEnd int    // its length up to the name, and where it ends
}

// readIndex walks the entries of an index file to the place of path.
func readIndex(data []byte, path string) (indexPlace, error) {
	var x indexPlace
	if len(data) < indexHeader+sha1.Size || string(data[:4]) != "DIRC" {
		return x, errors.New("the index is corrupt: no header")
	}
	body, sum := data[:len(data)-sha1.Size], data[len(data)-sha1.Size:]
	x.unhashed = bytes.Equal(sum, make([]byte, sha1.Size))
	if want := sha1.Sum(body); !x.unhashed && !bytes.Equal(sum, want[:]) {
		return x, errors.New("the index is corrupt: wrong checksum")
	}
	x.version = int(binary.BigEndian.Uint32(body[4:]))
	x.count = int(binary.BigEndian.Uint32(body[8:]))
	if x.version < 2 || x.version > 4 {
		return x, indexFormat("version %d", x.version)
	}
	at, name, placed, wanted := indexHeader, []byte(nil), false, []byte(path)
	for range x.count {
		start, previous := at, name
		fixed := entryFixed
		if len(body)-start < fixed {
			return x, errIndexEnd
		}
		if binary.BigEndian.Uint16(body[start+60:])&flagExtended != 0 {
			fixed += 2
		}
		if len(body)-start < fixed {
			return x, errIndexEnd
		}
		var err error
		if name, at, err = readName(body, start+fixed, previous, x.version); err != nil {
			return x, err
		}
		if x.version < 4 {
			if at = start + (fixed+len(name)+8)&^7; at > len(body) {
				return x, errIndexEnd
			}
		}
		switch c := bytes.Compare(name, wanted); {
		case c == 0:
			if x.replaced == 0 {
				x.start, x.before = start, string(previous)
			}
			x.replaced++
			x.mode = binary.BigEndian.Uint32(body[start+24:])
			x.end, placed = at, true
		case c > 0 && x.follower == "":
			if !placed {
				x.start, x.end, x.before, placed = start, start, string(previous), true
			}
			x.follower, x.followerFixed, x.followerEnd = string(name), fixed, at
		}
		if under(name, wanted) || under(wanted, name) {
			return x, pathTaken(string(name), path)
		}
	}
	if !placed {
		x.start, x.end, x.before = at, at, string(name)
	}
	x.extensions = at
	return x, nil
}

// under reports whether path lies in the directory dir.
func under(path, dir []byte) bool {
	return len(path) > len(dir) && path[len(dir)] == '/' && bytes.HasPrefix(path, dir)
}

// readName reads the name of an entry that begins at an offset, and tells
// where it ends, padding aside.
func readName(body []byte, at int, previous []byte, version int) ([]byte, int, error) {
	keep := 0
	if version == 4 {
		strip, n := offsetVarint(body[at:])
		if n == 0 || strip > uint64(len(previous)) {
			return nil, 0, errIndexName
		}
		at, keep = at+n, len(previous)-int(strip)
	}
	length := bytes.IndexByte(body[at:], 0)
	if length < 0 {
		return nil, 0, errIndexName
	}
	if keep+length == 0 { // it replaces an entry of the shared index
		return nil, 0, indexFormat("it is split")
	}
	end := at + length
	if version < 4 {
		return body[at:end], end, nil
	}
	name := make([]byte, 0, keep+length)
	name = append(append(name, previous[:keep]...), body[at:end]...)
	return name, end + 1, nil
}

// encode appends the entry in the form of an index version.
func (e indexEntry) encode(to []byte, version int, previous string) []byte {
	start := len(to)
	for _, v := range []uint32{
		e.stat.ctimeSec, e.stat.ctimeNsec, e.stat.mtimeSec, e.stat.mtimeNsec,
		e.stat.dev, e.stat.ino, e.mode, e.stat.uid, e.stat.gid, e.stat.size,
	} {
		to = binary.BigEndian.AppendUint32(to, v)
	}
	to = append(to, e.hash[:]...)
	to = binary.BigEndian.AppendUint16(to, uint16(min(len(e.path), flagNameMax)))
	if version == 4 {
		return appendName4(to, previous, e.path)
	}
	to = append(to, e.path...)
	return append(to, make([]byte, 8-(len(to)-start)%8)...)
}

// appendName4 appends a name as version 4 has it: how many bytes to take off
// the end of the previous name, and what to put there.
func appendName4(to []byte, previous, name string) []byte {
	same := 0
	for same < len(previous) && same < len(name) && previous[same] == name[same] {
		same++
	}
	to = appendOffsetVarint(to, uint64(len(previous)-same))
	return append(append(to, name[same:]...), 0)
}

// offsetVarint reads a number as pack files write offsets; n is 0 on failure.
func offsetVarint(b []byte) (v uint64, n int) {
	for n < len(b) && n < 9 {
		c := b[n]
		n++
		v |= uint64(c & 0x7f)
		if c&0x80 == 0 {
			return v, n
		}
		v = (v + 1) << 7
	}
	return 0, 0
}

func appendOffsetVarint(to []byte, v uint64) []byte {
	var buf [10]byte
	i := len(buf) - 1
	buf[i] = byte(v & 0x7f)
	for v >>= 7; v > 0; v >>= 7 {
		v--
		i--
		buf[i] = 0x80 | byte(v&0x7f)
	}
	return append(to, buf[i:]...)
}

// copyExtensions appends the extensions of an index in which path is set.
func copyExtensions(to, from []byte, path string) ([]byte, error) {
	for len(from) > 0 {
		if len(from) < 8 {
			return nil, errors.New("the index is corrupt: it ends within an extension")
		}
		size := uint64(binary.BigEndian.Uint32(from[4:]))
		if size > uint64(len(from)-8) {
			return nil, errors.New("the index is corrupt: it ends within an extension")
		}
		head, body := from[:8], from[8:8+size]
		from = from[8+size:]
		switch name := string(head[:4]); name {
		case "TREE":
			cache, rest, err := invalidate(nil, body, strings.Split(path, "/"), true, 0)
			if err != nil || len(rest) > 0 {
				return nil, errTreeCache
			}
			to = append(to, name...)
			to = binary.BigEndian.AppendUint32(to, uint32(len(cache)))
			to = append(to, cache...)
		case "REUC":
			to = append(append(to, head...), body...)
		case "EOIE", "IEOT": // offsets that speed up reading; git writes them anew
		default:
			return nil, indexFormat("extension %q", name)
		}
	}
	return to, nil
}

// maxTreeDepth bounds how deep a tree cache may be nested.
const maxTreeDepth = 4096

// invalidate copies one node of the tree cache with all below it, and marks
// those on the path as unknown.
func invalidate(to, from []byte, path []string, onPath bool, depth int) (out, rest []byte, err error) {
	nameEnd := bytes.IndexByte(from, 0)
	if nameEnd < 0 || depth > maxTreeDepth {
		return nil, nil, errTreeCache
	}
	line, rest, ok := bytes.Cut(from[nameEnd+1:], []byte{'\n'})
	entries, children, ok2 := strings.Cut(string(line), " ")
	count, err1 := strconv.Atoi(entries)
	n, err2 := strconv.Atoi(children)
	if !ok || !ok2 || err1 != nil || err2 != nil || n < 0 {
		return nil, nil, errTreeCache
	}
	var id []byte
	if count >= 0 {
		if len(rest) < sha1.Size {
			return nil, nil, errTreeCache
		}
		id, rest = rest[:sha1.Size], rest[sha1.Size:]
	}
	if onPath {
		count, id = -1, nil
	}
	to = append(to, from[:nameEnd+1]...)
	to = fmt.Appendf(to, "%d %d\n", count, n)
	to = append(to, id...)
	for range n {
		childEnd := bytes.IndexByte(rest, 0)
		childOnPath := onPath && len(path) > 1 && childEnd >= 0 && string(rest[:childEnd]) == path[0]
		below := path
		if childOnPath {
			below = path[1:]
		}
		if to, rest, err = invalidate(to, rest, below, childOnPath, depth+1); err != nil {
			return nil, nil, err
		}
	}
	return to, rest, nil
}
