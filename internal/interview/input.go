package interview

import (
	"bytes"
	"io"
	"unicode/utf8"
)

// whole makes bubbletea read whole characters and whole keys. It drops the bytes of a character that arrives in two reads, and types the rest of
// a key that does, and keys arrive so: over a slow line, and whenever more comes at once than its buffer holds. A terminal stays one.
func whole(in io.Reader) io.Reader {
	w := &wholeReader{in: in}
	if t, ok := in.(terminal); ok {
		return &wholeTerminal{t, w}
	}
	return w
}

// terminal is what bubbletea asks of one, and what makes reading it end when the screen does.
type terminal interface {
	io.ReadWriteCloser
	Fd() uintptr
	Name() string
}

type wholeTerminal struct {
	terminal
	in *wholeReader
}

func (t *wholeTerminal) Read(p []byte) (int, error) { return t.in.Read(p) }

type wholeReader struct {
	in   io.Reader
	held []byte // the beginning of what is not there as a whole yet
}

// Read never fills p: a full buffer makes bubbletea wait for more before it gives any away.
func (w *wholeReader) Read(p []byte) (int, error) {
	if len(p) < len(w.held)+2 {
		return w.in.Read(p) // nobody reads in so small pieces
	}
	n := copy(p, w.held)
	room := len(p) - 1
	more, err := w.in.Read(p[n:room])
	n += more
	if err != nil {
		w.held = nil
		return n, err
	}
	begun := unfinished(p[:n], n == room)
	w.held = bytes.Clone(p[n-begun : n])
	return n - begun, nil
}

// unfinished is how many bytes at the end of b begin a character or a key that goes on in the next read. Where more is sure to come, these may be
// an escape alone; else that is the key, and one with nothing but a bracket behind it may be two that were pressed.
func unfinished(b []byte, more bool) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if tail := b[len(b)-n:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				return n
			}
			break
		}
	}
	const longest = 32 // bytes of a key
	tail := b[max(0, len(b)-longest):]
	i := bytes.LastIndexByte(tail, '\x1b')
	if i < 0 {
		return 0
	}
	tail = tail[i:]
	switch {
	case len(tail) == 1:
	case tail[1] != '[' && tail[1] != 'O':
		return 0
	case bytes.ContainsFunc(tail[2:], func(r rune) bool { return r < '0' || r > '?' }): // its last character is there
		return 0
	case len(tail) > 2:
		return len(tail)
	}
	if more {
		return len(tail)
	}
	return 0
}
