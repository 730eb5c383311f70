package interview

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

// NotesLeft says that notes arrived after a document was made of its draft; the draft, ID, keeps them.
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
