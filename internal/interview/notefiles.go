package interview

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

// Notes are events for a draft's timeline that other processes wrote while the incident runs, one JSON object a line in a file beside the
// journal. Whoever has the draft open moves them into the timeline (Gather). One lock, held for moments, keeps writers apart; whoever can't have
// it, because another is stuck with it, writes a file of their own, which is gathered later.

const (
	notesSuffix = ".notes"
	lateSuffix  = ".notes-"     // and a number: of who could not have the lock
	notesLock   = ".notes.lock" // no name of a draft begins with a dot
	maxEvent    = 64 << 10      // bytes of what happened

	// patience is how long is waited for the lock of the notes.
	patience = 500 * time.Millisecond
)

// noted is an event as it stands in a file.
type noted struct {
	At        time.Time `json:"at"`
	What      string    `json:"what"`
	Milestone string    `json:"milestone,omitempty"`
	Source    string    `json:"source,omitempty"`
}

// noteLines writes events as they stand in the file of the notes.
func noteLines(events []template.Event) ([]byte, error) {
	var b bytes.Buffer
	for _, e := range events {
		note := noted{e.At, oneLine(clean(e.What)), e.Milestone, oneLine(clean(e.Source))}
		if n := len(note.What) + len(note.Source); n > maxEvent {
			return nil, &TooLong{fmt.Sprintf("the event at %s has %d KiB and a timeline takes %d", e.At.UTC().Format("15:04 UTC"), n>>10, maxEvent>>10)}
		}
		line, err := json.Marshal(note)
		if err != nil {
			return nil, err
		}
		b.Write(append(line, '\n'))
	}
	if b.Len() > document.MaxSize {
		return nil, &TooLong{"the events are more than a document takes"}
	}
	return b.Bytes(), nil
}

func (s *Store) notesPath(id string) string { return filepath.Join(s.dir, id+notesSuffix) }

// lockNotes waits for its turn; writers hold the lock for as long as a line takes. When it does not come the error is errBusy.
func (s *Store) lockNotes(ctx context.Context, patience time.Duration) (unlock func(), err error) {
	lock := flock.New(filepath.Join(s.dir, notesLock), flock.SetPermissions(0o600))
	ok, err := lock.TryLock()
	if err == nil && !ok && patience > 0 {
		waiting, stop := context.WithTimeout(ctx, patience)
		ok, err = lock.TryLockContext(waiting, 5*time.Millisecond)
		stop()
	}
	switch {
	case ok:
		return func() { _ = lock.Close() }, nil
	case ctx.Err() != nil:
		err = ctx.Err()
	case err == nil || errors.Is(err, context.DeadlineExceeded):
		err = errBusy
	}
	_ = lock.Close()
	return nil, err
}

// appendNotes writes notes into the file that the lock is for.
func (s *Store) appendNotes(id string, lines []byte) (path string, err error) {
	path = s.notesPath(id)
	return path, appendFile(path, lines)
}

// leaveNotes writes notes into a file of their own, which is there as a whole or not at all. Without the lock its draft may be deleted in the
// meantime: whoever deletes it looks for notes behind that, as here is looked for the draft behind writing, so that one of the two sees
// the other and the notes have a draft.
func (s *Store) leaveNotes(id string, lines []byte) (path string, err error) {
	file, err := os.CreateTemp(s.dir, ".late-*")
	if err != nil {
		return "", err
	}
	_, err = file.Write(lines)
	path = filepath.Join(s.dir, id+lateSuffix+strings.TrimPrefix(filepath.Base(file.Name()), ".late-"))
	if err = errors.Join(err, file.Sync(), file.Close()); err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		_ = os.Remove(file.Name())
		return path, err
	}
	return path, s.revive(id, state{texts: map[Key]string{}, at: Title, place: s.place})
}

// revive makes a draft of what it says where there is none of that name: its notes are there.
func (s *Store) revive(id string, st state) error {
	file, err := os.OpenFile(s.path(id), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = file.Write(st.journal())
	return errors.Join(err, file.Sync(), file.Close())
}

// noteFiles are the files that hold notes for a draft, or may.
func (s *Store) noteFiles(id string) []string {
	files := []string{s.notesPath(id)}
	for _, name := range s.besides(id) {
		if strings.HasPrefix(name, id+lateSuffix) {
			files = append(files, filepath.Join(s.dir, name))
		}
	}
	return files
}

// readNoteFiles reads files of notes; those that are gone hold none.
func readNoteFiles(files []string) ([]byte, error) {
	var all []byte
	for _, path := range files {
		source, err := os.ReadFile(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if n := len(all); n > 0 && all[n-1] != '\n' {
			all = append(all, '\n')
		}
		all = append(all, source...)
	}
	return all, nil
}

// appendFile adds whole lines to the end of a file in one go, behind what another write may have left cut short. When it fails the file
// is as it was.
func appendFile(path string, lines []byte) error {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	before := int64(-1)
	if info, err := file.Stat(); err == nil {
		before = info.Size()
		last := make([]byte, 1)
		if before > 0 {
			if _, err := file.ReadAt(last, before-1); err == nil && last[0] != '\n' {
				lines = append([]byte{'\n'}, lines...)
			}
		}
	}
	n, err := file.Write(lines)
	if err != nil && n > 0 && before >= 0 {
		if info, failed := file.Stat(); failed == nil && info.Size() == before+int64(n) { // nobody wrote behind it
			err = errors.Join(err, file.Truncate(before))
		}
	}
	return errors.Join(err, file.Sync(), file.Close())
}

// notes counts the notes that no timeline has yet.
func (s *Store) notes(id string) int {
	source, err := readNoteFiles(s.noteFiles(id))
	if err != nil {
		return 0
	}
	return len(slices.Collect(strings.Lines(strings.TrimSpace(string(source)))))
}

var errBusy = errors.New("another program has been writing notes for a while")
