//go:build unix

package document_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

func TestCreateRespectsTheUmask(t *testing.T) {
	mask := syscall.Umask(0o027)
	defer syscall.Umask(mask)
	path := filepath.Join(t.TempDir(), "x.md")
	if err := document.Create(path, []byte("x")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, fs.FileMode(0o640), info.Mode())
}

func TestReadOnlyFolder(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everywhere")
	}
	dir := t.TempDir()
	old := write(t, filepath.Join(dir, "old.md"), "old")
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o755) })
	for _, err := range []error{
		document.Create(filepath.Join(dir, "x.md"), []byte("x")),
		document.Create(filepath.Join(dir, "sub", "x.md"), []byte("x")),
		document.Replace(old, []byte("old"), []byte("new")),
	} {
		var file *document.FileError
		if !errors.As(err, &file) || !errors.Is(err, fs.ErrPermission) || file.Hint() == "" || strings.Contains(err.Error(), ".postmortem-") {
			t.Errorf("error %v", err)
		}
	}
	equal(t, []string{"old.md"}, names(t, dir))
}

func TestUnreadableFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "fifo.md")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip(err)
	}
	if _, err := document.ReadFile(path); err == nil || !strings.Contains(err.Error(), "is not a regular file") {
		t.Errorf("error %v", err)
	}
}
