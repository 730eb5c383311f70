package interview

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"strings"
	"time"
)

// running finds the draft of the incident that runs here, "" when there is none.
func (s *Store) running() (string, error) { return s.runs(s.here) }

// Running is the draft that Note adds to when none is named, "" when it would begin one.
func (s *Store) Running() (string, error) {
	id, err := s.running()
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return id, err
}

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

// runsFor is how long after its last change a draft is taken to be about the incident that runs.
const runsFor = 24 * time.Hour
