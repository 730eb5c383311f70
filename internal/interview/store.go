package interview

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/gofrs/flock"
	"github.com/natefinch/atomic"
	"golang.org/x/text/unicode/norm"
)

const (
	draftSuffix  = ".draft"
	lockSuffix   = ".lock"
	keptSuffix   = ".damaged"
	compactAbove = 256 << 10 // bytes of a journal
)

// Store is the folder in which a user's drafts are kept, one journal a draft. Files are for the user alone.
type Store struct {
	dir        string
	place      string
	severities []string
	now        func() time.Time
}

// NewStore names the folder of the drafts; it is made when the first draft is. Place is the folder, usually a
// repository's root, that drafts begun now are for; another place's drafts are refused there. Severities and now are those of NewSession.
func NewStore(dir, place string, severities []string, now func() time.Time) *Store {
	return &Store{dir: dir, place: place, severities: severities, now: now}
}

// Entry is what a list of drafts shows of one.
type Entry struct {
	ID       string    `json:"id"`
	Title    string    `json:"title"`
	Updated  time.Time `json:"updated"`  // of the last change
	Answered int       `json:"answered"` // questions with an answer
	Notes    int       `json:"notes"`    // that its timeline doesn't have yet
	Folder   string    `json:"folder"`   // that its document is for, usually a repository's root; "" when unknown
	Err      error     `json:"-"`        // why the draft can't be opened, or nil
}

// DraftError says which draft could not be used and what to do about it.
type DraftError struct {
	ID     string
	Err    error
	Remedy string
}

func (e *DraftError) Error() string { return fmt.Sprintf("draft %s: %v", e.ID, e.Err) }

// Unwrap returns the cause.
func (e *DraftError) Unwrap() error { return e.Err }

// Hint says what to do next.
func (e *DraftError) Hint() string { return e.Remedy }

// ErrNoDraft is the cause when there is no draft of that name.
var ErrNoDraft = errors.New("no such draft")

// ErrElsewhere is the cause when the draft was begun for another repository.
var ErrElsewhere = errors.New("it was begun for another repository")

// ErrInUse is the cause when another process has the draft open.
var ErrInUse = errors.New("it is open in another terminal")

// List tells of all drafts, the one changed last first. A missing folder has none.
func (s *Store) List() ([]Entry, error) {
	files, err := os.ReadDir(s.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var list []Entry
	for _, f := range files {
		id, ok := strings.CutSuffix(f.Name(), draftSuffix)
		if !ok || !validID(id) {
			continue
		}
		info, err := f.Info()
		if err != nil {
			continue // finished since
		}
		e := Entry{ID: id, Updated: info.ModTime()}
		st, _, _, err := s.read(id)
		if e.Notes = s.notes(id); e.Notes > 0 {
			for _, path := range s.noteFiles(id) {
				if info, err := os.Stat(path); err == nil && info.ModTime().After(e.Updated) {
					e.Updated = info.ModTime()
				}
			}
		}
		if e.Err = err; err == nil {
			e.Title, e.Folder = st.title(), st.place
			e.Answered = s.session(st).Answered()
		}
		list = append(list, e)
	}
	slices.SortStableFunc(list, func(a, b Entry) int { return b.Updated.Compare(a.Updated) })
	return list, nil
}

// Create begins a draft. The title may be empty; it makes the draft's name, as far as it is free.
func (s *Store) Create(title string) (*Draft, error) {
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return nil, err
	}
	base := draftID(title, s.now())
	for n := 1; n < 1000; n++ {
		id := base
		if n > 1 {
			id = fmt.Sprintf("%s-%d", base, n)
		}
		lock, err := s.lock(id)
		if errors.Is(err, ErrInUse) {
			continue
		}
		if err != nil {
			return nil, err
		}
		file, err := os.OpenFile(s.path(id), os.O_WRONLY|os.O_APPEND|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) {
			lock.Close() // the lock file belongs to the draft that is there
			continue
		}
		if err != nil {
			s.unlock(lock)
			return nil, draftError(id, err)
		}
		begun := state{texts: map[Key]string{}, at: Title, place: s.place}
		d := &Draft{ID: id, store: s, file: file, lock: lock, session: s.session(begun), saved: begun, pending: begun.journal()}
		d.session.SetText(Title, title)
		if err := errors.Join(d.Save(), d.Sync()); err != nil {
			return nil, errors.Join(err, d.remove())
		}
		return d, nil
	}
	return nil, &DraftError{base, errors.New("a thousand drafts have this name already"), "finish or discard some: postmortem resume --list shows them, postmortem resume NAME --discard deletes one"}
}

// Open goes on with a draft. Only one process has it open at a time (ErrInUse).
func (s *Store) Open(id string) (*Draft, error) {
	if !validID(id) {
		return nil, noDraft(id)
	}
	if _, err := os.Stat(s.path(id)); err != nil {
		return nil, draftError(id, err)
	}
	lock, err := s.lock(id)
	if err != nil {
		return nil, err
	}
	st, source, read, err := s.read(id)
	if err == nil {
		err = s.belongs(id, st)
	}
	if err == nil {
		err = s.repair(id, st, source, read)
	}
	if err != nil {
		lock.Close()
		return nil, err
	}
	file, err := os.OpenFile(s.path(id), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		lock.Close()
		return nil, draftError(id, err)
	}
	d := &Draft{ID: id, store: s, file: file, lock: lock, session: s.session(st), saved: st}
	if info, err := file.Stat(); err == nil {
		d.size = int(info.Size())
	}
	if _, err := d.gather(patience); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// belongs refuses a draft that was begun for another repository: what it tells may not be for the readers of this one.
func (s *Store) belongs(id string, st state) error {
	if st.place == "" || s.place == "" || st.place == s.place {
		return nil
	}
	if _, err := os.Stat(st.place); err != nil {
		return nil // moved or gone: then here is as good as anywhere
	}
	return &DraftError{id, ErrElsewhere, fmt.Sprintf("postmortem --dir %s resume %s", strconv.Quote(st.place), id)}
}

// Discard deletes a draft, and everything that was kept beside it, for good.
func (s *Store) Discard(id string) error {
	if !validID(id) {
		return noDraft(id)
	}
	if _, err := os.Stat(s.path(id)); err != nil {
		return draftError(id, err)
	}
	lock, err := s.lock(id)
	if err != nil {
		return err
	}
	unlock, err := s.lockNotes(context.Background(), patience)
	if err != nil {
		lock.Close()
		return draftError(id, err)
	}
	defer unlock()
	for _, name := range s.besides(id) {
		err = errors.Join(err, os.Remove(filepath.Join(s.dir, name)))
	}
	if err == nil { // else it is still listed
		err = os.Remove(s.path(id))
	}
	if err == nil && s.notes(id) > 0 { // they arrived just now
		_ = lock.Close()
		return s.revive(id, state{texts: map[Key]string{}, at: Title, place: s.place})
	}
	s.unlock(lock)
	if err != nil {
		return draftError(id, err)
	}
	return nil
}

// besides names the files that belong to a draft beside its journal and its lock; no other draft's begin with its name and a dot.
func (s *Store) besides(id string) []string {
	files, err := os.ReadDir(s.dir)
	if err != nil {
		return nil
	}
	var names []string
	for _, f := range files {
		if name := f.Name(); strings.HasPrefix(name, id+".") && name != id+draftSuffix && name != id+lockSuffix {
			names = append(names, name)
		}
	}
	return names
}

// read reads a draft: what it says, its bytes, and how many of them say it.
func (s *Store) read(id string) (state, []byte, int, error) {
	info, err := os.Stat(s.path(id))
	if err != nil {
		return state{}, nil, 0, draftError(id, err)
	}
	if !info.Mode().IsRegular() {
		return state{}, nil, 0, &DraftError{id, errors.New("it is not a draft"), "look at " + s.path(id)}
	}
	source, err := os.ReadFile(s.path(id))
	if err != nil {
		return state{}, nil, 0, draftError(id, err)
	}
	st, read, err := readJournal(source)
	if err != nil {
		remedy := ""
		if newer, ok := errors.AsType[*versionError](err); ok {
			remedy = newer.Hint()
		}
		return st, source, read, &DraftError{id, err, remedy}
	}
	if read == 0 && bytes.IndexByte(source, '\n') >= 0 {
		return st, source, read, &DraftError{id, errors.New("it is not a draft"), "look at " + s.path(id)}
	}
	return st, source, read, nil
}

// repair rewrites a journal that ends in something unreadable or has grown far beyond what it says. Unreadable lines are kept beside it.
func (s *Store) repair(id string, st state, source []byte, read int) error {
	rest := source[read:]
	if len(rest) == 0 && read > 0 && !outgrown(len(source), st) {
		return nil
	}
	if bytes.IndexByte(rest, '\n') >= 0 {
		if err := s.keep(id, source); err != nil {
			return draftError(id, err)
		}
	}
	if err := atomic.WriteFile(s.path(id), bytes.NewReader(st.journal())); err != nil {
		return draftError(id, err)
	}
	return nil
}

// keep puts a damaged journal beside the draft, under a name that is free.
func (s *Store) keep(id string, source []byte) error {
	path := filepath.Join(s.dir, id+keptSuffix)
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return atomic.WriteFile(path, bytes.NewReader(source))
		} else if err != nil {
			return err
		}
		path = filepath.Join(s.dir, fmt.Sprintf("%s%s-%d", id, keptSuffix, n))
	}
}

// session makes a session of what a journal says.
func (s *Store) session(st state) *Session {
	session := NewSession(s.severities, s.now)
	for key, text := range st.texts {
		session.put(key, clean(text))
	}
	session.factors = st.factors
	session.GoTo(st.at)
	return session
}

func (s *Store) path(id string) string { return filepath.Join(s.dir, id+draftSuffix) }

// lock takes the lock of a draft, or returns ErrInUse.
func (s *Store) lock(id string) (*flock.Flock, error) {
	path := filepath.Join(s.dir, id+lockSuffix)
	for {
		lock := flock.New(path, flock.SetPermissions(0o600))
		ok, err := lock.TryLock()
		if err != nil {
			return nil, draftError(id, err)
		}
		if !ok {
			return nil, &DraftError{id, ErrInUse, "go on there, or close that terminal first"}
		}
		// Whoever finishes a draft removes its lock file: make sure that the lock is on the file that is there.
		held, errHeld := lock.Stat()
		there, errThere := os.Stat(path)
		if errHeld == nil && errThere == nil && os.SameFile(held, there) {
			return lock, nil
		}
		lock.Close()
		if errHeld != nil {
			return nil, draftError(id, errHeld)
		}
	}
}

// unlock gives up a lock for good: its draft is gone.
func (s *Store) unlock(lock *flock.Flock) {
	err := os.Remove(lock.Path()) // before others can have the lock
	_ = lock.Close()
	if err != nil && !errors.Is(err, fs.ErrNotExist) { // an open file can't be removed on Windows; not theirs either, who have it open by now
		_ = os.Remove(lock.Path())
	}
}

func noDraft(id string) error {
	return &DraftError{shown(id), ErrNoDraft, "postmortem resume --list shows the drafts"}
}

// shown makes a name that somebody passed in safe to print.
func shown(name string) string { return fmt.Sprintf("%.80q", clean(name)) }

func draftError(id string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &DraftError{id, ErrNoDraft, "postmortem resume --list shows the drafts"}
	}
	e := &DraftError{ID: id, Err: err}
	if errors.Is(err, fs.ErrPermission) {
		e.Remedy = "check the permissions of the folder"
	}
	return e
}

var idPattern = lazy(`^[a-z0-9][a-z0-9-]{0,79}$`)

// maxID is how long a title makes a draft's name, about.
const maxID = 48

// Names that Windows keeps for devices, with any extension.
var devicePattern = lazy(`^(con|prn|aux|nul|com\d|lpt\d)$`)

func validID(id string) bool { return idPattern().MatchString(id) && !devicePattern().MatchString(id) }

// draftID names a draft after its title, or after the moment when the title has no letters for a file name.
func draftID(title string, now time.Time) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(strings.ToLower(clean(title))) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case !unicode.Is(unicode.Mn, r):
			gap = true
		}
		if b.Len() >= maxID {
			break
		}
	}
	id := b.String()
	if i := strings.LastIndexByte(id, '-'); len(id) >= maxID && i > maxID/2 {
		id = id[:i]
	}
	if len(id) >= 3 && validID(id) {
		return id
	}
	return now.Format("2006-01-02-1504")
}
