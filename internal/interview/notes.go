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

var errBusy = errors.New("another program has been writing notes for a while")

// runsFor is how long after its last change a draft is taken to be about the incident that runs.
const runsFor = 24 * time.Hour

type noted struct {
	At        time.Time `json:"at"`
	What      string    `json:"what"`
	Milestone string    `json:"milestone,omitempty"`
	Source    string    `json:"source,omitempty"`
}

// NotesLeft says that notes arrived after a document was made of its draft; the draft ID keeps them.
type NotesLeft struct{ ID string }

func (e *NotesLeft) Error() string { return "notes arrived while the document was being written" }

// Hint says what to do next.
func (e *NotesLeft) Hint() string {
	return "they are kept in draft " + e.ID + ": postmortem resume " + e.ID
}

// NewDraft stands for a draft that is to be begun.
const NewDraft = "+"

// Note adds events to a draft's timeline, whether or not somebody has the draft open. With no ID it is the draft of the incident that runs:
// the one of this place that changed last, within a day; where there is none, or with NewDraft, one is begun. It returns the draft's ID
// and whether it was begun. When it returns without an error the events are on the disk; what a draft can't hold is refused before anything is
// written.
func (s *Store) Note(ctx context.Context, id string, events []template.Event) (in string, begun bool, err error) {
	lines, err := noteLines(events)
	if err != nil {
		return "", false, err
	}
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return "", false, err
	}
	write := s.appendNotes
	switch unlock, err := s.lockNotes(ctx, patience); {
	case err == nil:
		defer unlock()
	case errors.Is(err, errBusy):
		write = s.leaveNotes
	default:
		return "", false, err
	}
	if id == "" {
		if id, err = s.running(); err != nil {
			return "", false, err
		}
	}
	if id == "" || id == NewDraft {
		draft, err := s.Create("")
		if err != nil {
			return "", false, err
		}
		id, begun = draft.ID, true
		if err := draft.Close(); err != nil {
			return "", false, err
		}
	} else if err := s.takes(id, len(lines)); err != nil {
		return "", false, err
	}
	path, err := write(id, lines)
	if err != nil {
		return id, begun, draftError(id, bare(err))
	}
	now := s.now()
	if err = os.Chtimes(path, now, now); errors.Is(err, fs.ErrNotExist) { // running compares with this clock
		err = nil // gathered already
	}
	if begun {
		err = errors.Join(err, os.Chtimes(s.path(id), now, now))
	}
	return id, begun, err
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

// TooLong says that notes are more than a timeline holds. Nothing of them was kept.
type TooLong struct{ what string }

func (e *TooLong) Error() string { return e.what }

// Hint says what to do next.
func (e *TooLong) Hint() string { return "note in a sentence what it says, and where the whole is" }

// takes refuses a draft that notes of so many bytes can't go into.
func (s *Store) takes(id string, more int) error {
	if !validID(id) {
		return noDraft(id)
	}
	journal, err := os.Stat(s.path(id))
	if err != nil {
		return draftError(id, err)
	}
	if h, ok := s.head(id); ok {
		if err := s.belongs(id, state{place: h.Place}); err != nil {
			return err
		}
	}
	size := journal.Size() + int64(more)
	for _, path := range s.noteFiles(id) {
		if notes, err := os.Stat(path); err == nil {
			size += notes.Size()
		}
	}
	if size > document.MaxSize {
		return &TooLong{fmt.Sprintf("draft %s would hold more than a document takes", id)}
	}
	return nil
}

// appendNotes writes notes into the file that the lock is for.
func (s *Store) appendNotes(id string, lines []byte) (path string, err error) {
	path = s.notesPath(id)
	return path, appendFile(path, lines)
}

// leaveNotes writes notes into a file of their own, which is there as a whole or not at all.
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
	}
	return path, err
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

// running finds the draft of the incident that runs here, "" when there is none.
func (s *Store) running() (string, error) { return s.runs(s.here) }

// RunningElsewhere is the draft of the incident that runs in another folder, and that folder; "" when none does.
func (s *Store) RunningElsewhere() (id, folder string) {
	id, err := s.runs(func(id string) bool { return !s.here(id) })
	if err != nil || id == "" {
		return "", ""
	}
	h, _ := s.head(id)
	return id, h.Place
}

// runs finds the draft of those that changed last, within a day.
func (s *Store) runs(of func(id string) bool) (string, error) {
	files, err := os.ReadDir(s.dir)
	if err != nil {
		return "", err
	}
	id, changed := "", s.now().Add(-runsFor)
	for _, f := range files {
		name, ok := strings.CutSuffix(f.Name(), draftSuffix)
		if !ok {
			name, ok = strings.CutSuffix(f.Name(), notesSuffix)
		}
		if !ok {
			name, _, ok = strings.Cut(f.Name(), lateSuffix)
		}
		if !ok || !validID(name) {
			continue
		}
		info, err := f.Info()
		if err != nil || !info.ModTime().After(changed) {
			continue
		}
		if _, err := os.Stat(s.path(name)); err == nil && of(name) {
			id, changed = name, info.ModTime()
		}
	}
	return id, nil
}

// here reports whether a draft belongs to this place.
func (s *Store) here(id string) bool {
	h, ok := s.head(id)
	return ok && s.belongs(id, state{place: h.Place}) == nil
}

// head reads the first line of a draft's journal.
func (s *Store) head(id string) (journalHead, bool) {
	file, err := os.Open(s.path(id))
	if err != nil {
		return journalHead{}, false
	}
	defer file.Close()
	head := make([]byte, 8<<10)
	n, _ := file.Read(head)
	line, _, _ := bytes.Cut(head[:n], []byte("\n"))
	var h journalHead
	return h, json.Unmarshal(line, &h) == nil && h.Version > 0 && h.Version <= journalVersion
}

// Begin begins a draft. A draft of the running incident that holds nothing but notes is taken over.
func (s *Store) Begin(title string) (*Draft, error) {
	id, err := s.running()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if id != "" {
		if st, _, _, err := s.read(id); err == nil && s.notesOnly(id, st) {
			if d, err := s.Open(id); err == nil {
				d.session.GoTo(Title)
				d.session.SetText(Title, title)
				return d, d.Save()
			}
		}
	}
	return s.Create(title)
}

// notesOnly reports whether nobody has answered a question of a draft yet, and there are notes.
func (s *Store) notesOnly(id string, st state) bool {
	if st.title() != "" {
		return false
	}
	session := s.session(st)
	return session.onlyNotes() || session.Answered() == 0 && s.notes(id) > 0
}

// notes counts the notes that no timeline has yet.
func (s *Store) notes(id string) int {
	source, err := readNoteFiles(s.noteFiles(id))
	if err != nil {
		return 0
	}
	return len(slices.Collect(strings.Lines(strings.TrimSpace(string(source)))))
}

// Answers are what a draft says so far, with the notes that are on their way to its timeline.
func (s *Store) Answers(id string) (template.Answers, error) {
	if !validID(id) {
		return template.Answers{}, noDraft(id)
	}
	st, _, _, err := s.read(id)
	if err == nil {
		err = s.belongs(id, st)
	}
	if err != nil {
		return template.Answers{}, err
	}
	session := s.session(st)
	source, err := readNoteFiles(s.noteFiles(id))
	if err != nil {
		return template.Answers{}, draftError(id, err)
	}
	session.addNotes(source)
	a, _ := session.Answers()
	return a, nil
}

// onlyNotes reports whether the timeline is all there is, a title apart.
func (s *Session) onlyNotes() bool {
	for key, text := range s.texts {
		if key != Timeline && key != Title && strings.TrimSpace(text) != "" {
			return false
		}
	}
	return strings.TrimSpace(s.texts[Timeline]) != ""
}

// Running is the draft that Note adds to when none is named, "" when it would begin one.
func (s *Store) Running() (string, error) {
	id, err := s.running()
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return id, err
}

// Gather moves the notes that arrived into the timeline and returns how many there were. They are gone from their file only when
// the journal has them on the disk; a crash in between leaves some in both, which the next Gather sees. It doesn't wait: while another
// program writes notes there are none.
func (d *Draft) Gather() (int, error) { return d.gather(0) }

func (d *Draft) gather(patience time.Duration) (int, error) {
	if !slices.ContainsFunc(d.store.noteFiles(d.ID), func(path string) bool {
		info, err := os.Stat(path)
		return err == nil && info.Size() > 0
	}) {
		return 0, nil
	}
	unlock, err := d.store.lockNotes(context.Background(), patience)
	if errors.Is(err, errBusy) {
		return 0, nil
	}
	if err != nil {
		return 0, draftError(d.ID, err)
	}
	defer unlock()
	files := d.store.noteFiles(d.ID) // of those that come from now on none is read or removed
	source, err := readNoteFiles(files)
	if err != nil {
		return 0, draftError(d.ID, err)
	}
	n := d.session.addNotes(source)
	if err := errors.Join(d.Save(), d.Sync()); err != nil {
		return n, err
	}
	for _, path := range files {
		if path == d.store.notesPath(d.ID) {
			err = os.Truncate(path, 0)
		} else {
			err = os.Remove(path)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return n, draftError(d.ID, err)
		}
	}
	return n, nil
}

// addNotes puts notes at the end of the timeline, each a line, but for those that stand there already. Empty lines stay at its end: somebody
// may be about to write there.
func (s *Session) addNotes(source []byte) int {
	text := strings.TrimRight(s.texts[Timeline], "\n")
	tail := s.texts[Timeline][len(text):]
	there := map[string]bool{}
	for line := range strings.Lines(text) {
		there[strings.TrimSpace(line)] = true
	}
	n := 0
	var b strings.Builder
	b.WriteString(text)
	for raw := range strings.Lines(strings.TrimSpace(string(source))) {
		line := oneLine(clean(raw)) // what is damaged is kept as it is
		var note noted
		if err := json.Unmarshal([]byte(raw), &note); err == nil && !note.At.IsZero() {
			line = typed(template.Event{At: note.At, What: note.What, Milestone: note.Milestone, Source: note.Source})
		}
		if line == "" || there[line] {
			continue
		}
		there[line] = true
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(line)
		n++
	}
	if n > 0 {
		s.put(Timeline, b.String()+tail)
	}
	return n
}

// ReadEvent reads an event as it is typed: a time, if one stands before it, and what happened. A time of day is on the day of now; without a
// time it happened now. Four digits without a colon may be a count and are no time here.
func ReadEvent(line string, now time.Time) template.Event {
	line = oneLine(clean(line))
	r := reader{now: func() time.Time { return now }, day: now}
	w := r.readEntry(line)
	if !w.timed || w.from != calendar || w.what == "" || countPattern().MatchString(line) {
		return ReadEventAt(now.Truncate(time.Second), line)
	}
	if w.bare && w.at.After(now.Add(soon)) {
		w.at = w.at.AddDate(0, 0, -1)
	}
	return template.Event{At: w.at, What: w.what, Milestone: w.milestone, Source: w.source}
}

// ReadEventAt reads what happened at a time that is known, with its milestone and its source.
func ReadEventAt(at time.Time, line string) template.Event {
	e := template.Event{At: at}
	e.What, e.Milestone, e.Source = readWhat(oneLine(clean(line)))
	return e
}

var countPattern = lazy(`^\d{4}(?:[^\d:Z-]|$)`)

// typed is an event as it is typed into the timeline, with all of its time.
func typed(e template.Event) string { return inFull(e.At, details(e)) }
