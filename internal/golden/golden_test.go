package golden_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/golden"
)

// witness is a test that remembers whether it was failed.
type witness struct {
	testing.TB
	failed bool
}

func (w *witness) Helper()               {}
func (w *witness) Errorf(string, ...any) { w.failed = true }
func (w *witness) Fatalf(string, ...any) {
	w.failed = true
	runtime.Goexit()
}

// fails tells whether a comparison fails a test.
func fails(t *testing.T, path, got string) bool {
	w := &witness{TB: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		golden.Equal(w, path, got)
	}()
	<-done
	return w.failed
}

func TestEqual(t *testing.T) {
	t.Setenv("UPDATE", "")
	path := filepath.Join(t.TempDir(), "folder", "kept.txt")
	if !fails(t, path, "a\n") {
		t.Error("a file that is not there fails nothing")
	}
	t.Setenv("UPDATE", "1")
	if fails(t, path, "a\nb\n") {
		t.Error("it is not written")
	}
	t.Setenv("UPDATE", "")
	if fails(t, path, "a\nb\n") || !fails(t, path, "a\n") {
		t.Error("what was written is not what is compared with")
	}
	if !fails(t, path, "a\r\nb\r\n") {
		t.Error("line ends that the test got are no difference")
	}
	if err := os.WriteFile(path, []byte("a\r\nb\r\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if fails(t, path, "a\nb\n") {
		t.Error("line ends of the checkout are a difference")
	}
}
