package interview

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

func TestEveryKeystrokeIsOnDisk(t *testing.T) {
	u := newUI(t, Options{})
	path := filepath.Join(u.m.draft.store.dir, u.m.draft.ID+draftSuffix)
	text := ""
	u.goTo(Impact)
	for _, r := range "1,240 日本 é\n\nx" {
		text += string(r)
		u.typed(string(r))
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		st, _, err := readJournal(source)
		if err != nil || st.texts[Impact] != text {
			t.Fatalf("typed %q, on disk %q (%v)", text, st.texts[Impact], err)
		}
	}
}

// full is a disk without room, until it has some again.
type full struct {
	journalFile
	room int // bytes that are still taken
	err  error
}

func (f *full) Write(p []byte) (int, error) {
	if f.err == nil || len(p) <= f.room {
		return f.journalFile.Write(p)
	}
	n, _ := f.journalFile.Write(p[:f.room])
	f.room = 0
	return n, &os.PathError{Op: "write", Path: "x", Err: f.err}
}

func TestAFullDisk(t *testing.T) {
	u := newUI(t, Options{}).goTo(Impact).typed("kept ")
	disk := &full{u.m.draft.file, 20, errors.New("no space left on device")}
	u.m.draft.file = disk
	u.typed("typed on a full disk").shows("NOT SAVED: no space left on device", "typed on a full disk")
	u.key(tea.KeyCtrlC).shows("ctrl+c again leaves")
	if !u.m.ticking {
		t.Error("it is not tried again")
	}
	disk.err = nil
	u.m.Update(tickMsg{})
	u.shows("draft saved 12:30:00")
	d := u.reopened()
	if got := d.Session().Text(Impact); got != "kept typed on a full disk" {
		t.Errorf("on disk is %q", got)
	}
}
