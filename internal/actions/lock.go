package actions

import (
	"context"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// lock makes sure that no other push or sync of this machine is under way.
func lock(ctx context.Context, options Options) (unlock func(), err error) {
	dir := options.State
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, &StateError{Path: dir, Err: document.WithoutPath(err)}
	}
	lock := flock.New(filepath.Join(dir, "actions.lock"))
	for told := false; ; {
		locked, err := lock.TryLock()
		if err != nil {
			return nil, &StateError{Path: lock.Path(), Err: document.WithoutPath(err)}
		}
		if locked {
			return func() { _ = lock.Unlock() }, nil // the end of the process unlocks it too
		}
		if !told {
			options.Progress(Progress{Stage: Waiting})
			told = true
		}
		if err := options.Sleep(ctx, lockPause); err != nil {
			return nil, err
		}
	}
}
