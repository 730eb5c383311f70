package interview

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/gofrs/flock"
	"github.com/natefinch/atomic"
)

// Draft is a session that is kept on disk. Save after every change; until then the change is only in memory.
type Draft struct {
	ID string // a file name and an argument of postmortem resume

	store   *Store
	session *Session
	file    journalFile
	lock    *flock.Flock
	saved   state  // what the journal says once pending is written
	pending []byte // what the disk has not taken yet
	size    int    // of the journal on the disk, in bytes
	touched bool   // written since the last Sync
	closed  bool
}

// journalFile is what a draft needs of an open file.
type journalFile interface {
	io.Writer
	Sync() error
	Close() error
}

// Session is the interview that the draft keeps.
func (d *Draft) Session() *Session { return d.session }

// Save writes what changed in the session since the last time. When it returns nil a crash of this program loses nothing; a crash of
// the machine may lose what came after the last Sync. When it fails nothing is given up: the next call tries again.
func (d *Draft) Save() error {
	now := d.session.state()
	now.place = d.saved.place
	if list := changes(d.saved, now); len(list) > 0 {
		d.pending = append(d.pending, encode(list)...)
		d.saved = now.clone()
	}
	if len(d.pending) == 0 {
		return nil
	}
	n, err := d.file.Write(d.pending)
	d.pending = d.pending[n:] // a record that was written in part is completed next time
	d.size += n
	d.touched = d.touched || n > 0
	if err != nil {
		return draftError(d.ID, bare(err))
	}
	d.pending = nil
	if outgrown(d.size, d.saved) {
		return d.compact()
	}
	return nil
}

// outgrown reports whether a journal has become far longer than what it says.
func outgrown(size int, st state) bool { return size >= compactAbove && size >= 4*st.size() }

// compact rewrites the journal as what it says. When that fails it stays as it was.
func (d *Draft) compact() error {
	if err := d.file.Close(); err != nil { // where an open file can't be replaced
		return draftError(d.ID, bare(err))
	}
	journal := d.saved.journal()
	failed := atomic.WriteFile(d.store.path(d.ID), bytes.NewReader(journal))
	file, err := os.OpenFile(d.store.path(d.ID), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return draftError(d.ID, bare(err))
	}
	d.file = file
	if failed == nil { // else the next change tries again
		d.size, d.touched = len(journal), false
	}
	return nil
}

// bare drops the operation and the path that package os puts in its errors.
func bare(err error) error {
	if e, ok := errors.AsType[*os.PathError](err); ok {
		return e.Err
	}
	return err
}

// Sync brings what Save wrote to the disk itself, so that it outlives a crash of the machine.
func (d *Draft) Sync() error {
	if flush := d.flush(); flush != nil {
		return flush()
	}
	return nil
}

// flush returns what is left to do for Sync, which may be done on another goroutine; nil when there is nothing.
func (d *Draft) flush() func() error {
	if !d.touched {
		return nil
	}
	d.touched = false
	file, id := d.file, d.ID
	return func() error {
		if err := file.Sync(); err != nil && !errors.Is(err, os.ErrClosed) {
			return draftError(id, bare(err))
		}
		return nil
	}
}

// Close saves and keeps the draft for another time. After Finish or Close it does nothing.
func (d *Draft) Close() error {
	if d.closed {
		return nil
	}
	d.closed = true
	return errors.Join(d.Save(), d.Sync(), d.file.Close(), d.lock.Close())
}

// Finish deletes the draft. Call it when the document is safely written. Notes that arrived since the last Gather stay: the draft then
// holds nothing but them and the title, and the error is of type *NotesLeft.
func (d *Draft) Finish() error {
	unlock, err := d.store.lockNotes(context.Background(), patience)
	if err != nil {
		return errors.Join(&DraftError{d.ID, err, "its document is written; when that has ended, postmortem resume --discard " + d.ID}, d.Close())
	}
	defer unlock()
	if d.store.notes(d.ID) == 0 {
		if err := os.Remove(d.store.notesPath(d.ID)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return errors.Join(draftError(d.ID, bare(err)), d.Close())
		}
		return d.remove()
	}
	d.closed = true
	err = errors.Join(d.file.Close(), atomic.WriteFile(d.store.path(d.ID), bytes.NewReader(d.onlyTitle().journal())), d.lock.Close())
	if err != nil {
		return draftError(d.ID, err)
	}
	return &NotesLeft{d.ID}
}

// onlyTitle is a draft for what comes after the document.
func (d *Draft) onlyTitle() state {
	st := state{texts: map[Key]string{}, at: Title, place: d.saved.place}
	st.put(Title, d.saved.texts[Title])
	return st
}

// remove deletes the journal. Whoever writes notes without the lock may have found the draft just before: then it stays for them.
func (d *Draft) remove() error {
	d.closed = true
	err := errors.Join(d.file.Close(), os.Remove(d.store.path(d.ID)))
	if err == nil && d.store.notes(d.ID) > 0 {
		if err = d.store.revive(d.ID, d.onlyTitle()); err == nil {
			_ = d.lock.Close()
			return &NotesLeft{d.ID}
		}
	}
	d.store.unlock(d.lock)
	if err != nil {
		return draftError(d.ID, err)
	}
	return nil
}

// state is what a journal records of a session.
func (s *Session) state() state {
	st := state{texts: s.texts, factors: s.factors}
	if q, ok := s.Current(); ok {
		st.at = q.Key
	}
	return st
}
