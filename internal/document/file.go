package document

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"unicode/utf8"

	"github.com/natefinch/atomic"
)

// MaxSize is the largest document that is read, in bytes. The largest real one we know of is under 1 MiB.
const MaxSize = 32 << 20

// ErrExists is returned by Create when the file is there already.
var ErrExists = errors.New("the file exists already")

// ErrChanged is returned by Replace when the file no longer holds what was read.
var ErrChanged = errors.New("the file changed while it was being worked on")

// FileError says which file could not be used, where and what to do about it.
type FileError struct {
	Path   string
	Line   int // 1-based, 0 when the whole file is meant
	Err    error
	Remedy string
}

func (e *FileError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d: %v", e.Path, e.Line, e.Err)
	}
	return fmt.Sprintf("%s: %v", e.Path, e.Err)
}

// Unwrap returns the cause.
func (e *FileError) Unwrap() error { return e.Err }

// Hint says what to do next.
func (e *FileError) Hint() string { return e.Remedy }

// ReadFile reads a document. A folder, a device, a file above MaxSize and bytes that are not UTF-8 (UTF-16 among them) are errors of type *FileError.
func ReadFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &FileError{Path: path, Err: errors.New("no such file"), Remedy: "check the spelling of the path"}
	case err != nil:
		return nil, fileError(path, err)
	case info.IsDir():
		return nil, &FileError{Path: path, Err: errors.New("is a folder, not a document"), Remedy: "name a file in it"}
	case !info.Mode().IsRegular():
		return nil, &FileError{Path: path, Err: errors.New("is not a regular file"), Remedy: "name a file, or - to read from standard input"}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fileError(path, err)
	}
	defer f.Close()
	return read(path, f, info.Size())
}

// ReadFrom reads a document from r and checks it as ReadFile does; name is what errors call it.
func ReadFrom(name string, r io.Reader) ([]byte, error) { return read(name, r, 0) }

// read is ReadFrom for what is about size bytes long, if that is known.
func read(name string, r io.Reader, size int64) ([]byte, error) {
	buffer := bytes.NewBuffer(make([]byte, 0, min(max(size, 0), MaxSize)+bytes.MinRead))
	if _, err := buffer.ReadFrom(io.LimitReader(r, MaxSize+1)); err != nil {
		return nil, fileError(name, err)
	}
	source := buffer.Bytes()
	if len(source) > MaxSize {
		return nil, &FileError{Path: name, Err: fmt.Errorf("is larger than %d MiB", MaxSize>>20), Remedy: "split it, or move logs and exports to files of their own"}
	}
	if isUTF16(source) {
		return nil, &FileError{Path: name, Err: errors.New("is UTF-16, not UTF-8 text"), Remedy: "save the file as UTF-8"}
	}
	if at := invalidUTF8(source); at >= 0 {
		return nil, &FileError{
			Path: name, Line: bytes.Count(source[:at], []byte("\n")) + 1,
			Err: fmt.Errorf("byte %d is not UTF-8 text", at), Remedy: "save the file as UTF-8",
		}
	}
	return source, nil
}

// Create writes a new document: whole or not at all, and never over a file that is there (ErrExists). Missing folders are made.
func Create(path string, source []byte) error {
	taken := &FileError{Path: path, Err: ErrExists, Remedy: "choose another title, or edit that file"}
	if _, err := os.Lstat(path); err == nil {
		return taken
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fileError(path, err)
	}
	temp, err := writeTemp(path, source)
	if err != nil {
		return fileError(path, err)
	}
	defer os.Remove(temp)
	// A link, unlike a rename, fails when the name is taken.
	err = os.Link(temp, path)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = createExclusive(path, source) // a file system without hard links
	}
	if errors.Is(err, fs.ErrExist) {
		return taken
	}
	if err != nil {
		return fileError(path, err)
	}
	return nil
}

// createExclusive writes a file that must not exist yet, through to the disk.
func createExclusive(path string, source []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(source)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// Replace writes source over the file, whole or not at all, provided that it still holds old; otherwise ErrChanged. A symbolic
// link is refused: it may lead out of the repository. Between the look and the write there is a moment: who shares files with other
// processes holds a lock besides.
func Replace(path string, old, source []byte) error {
	info, err := os.Lstat(path)
	if err != nil {
		return fileError(path, err)
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		return &FileError{Path: path, Err: errors.New("is a symbolic link"), Remedy: "name the file that it leads to"}
	}
	now, err := os.ReadFile(path)
	if err != nil {
		return fileError(path, err)
	}
	if !bytes.Equal(now, old) {
		return &FileError{Path: path, Err: ErrChanged, Remedy: "run the same command again"}
	}
	temp, err := writeTemp(path, source)
	if err != nil {
		return fileError(path, err)
	}
	defer os.Remove(temp)
	if err := os.Chmod(temp, info.Mode().Perm()); err != nil {
		return fileError(path, err)
	}
	if err := atomic.ReplaceFile(temp, path); err != nil {
		return fileError(path, err)
	}
	return nil
}

// WithoutPath drops the operation and the path that package os puts in its errors, for errors that name the path themselves.
func WithoutPath(err error) error {
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		return pathErr.Err
	}
	if linkErr, ok := errors.AsType[*os.LinkError](err); ok {
		return linkErr.Err
	}
	return err
}

func fileError(path string, err error) error {
	e := &FileError{Path: path, Err: WithoutPath(err)}
	switch {
	case errors.Is(err, fs.ErrPermission):
		e.Remedy = "check the permissions of the file and of its folder"
	case errors.Is(err, syscall.ENOTDIR):
		e.Remedy = "a file stands where the folder should be: move it, or choose another directory in .postmortem.yaml"
	}
	return e
}

// isUTF16 reports whether a text is in UTF-16, as some editors on Windows save it. Without a mark at its beginning it would pass for UTF-8 with a NUL in
// every other byte, and nothing could be read in it.
func isUTF16(source []byte) bool {
	if bytes.HasPrefix(source, []byte("\xff\xfe")) || bytes.HasPrefix(source, []byte("\xfe\xff")) {
		return true
	}
	start := source[:min(len(source), 512)&^1]
	var zeros [2]int
	for i, b := range start {
		if b == 0 {
			zeros[i%2]++
		}
	}
	return len(start) > 2 && 4*max(zeros[0], zeros[1]) > len(start) && min(zeros[0], zeros[1]) == 0
}

// invalidUTF8 is the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(source []byte) int {
	if utf8.Valid(source) {
		return -1
	}
	for i := 0; i < len(source); {
		r, n := utf8.DecodeRune(source[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}
