package interview

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/blameless-postmortem/postmortem/internal/template"
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

// What is noted while a document is being made of the draft outlives the draft.
func TestNotesWhileTheDocumentIsMade(t *testing.T) {
	u := newUI(t, Options{}).typed("Checkout down").goTo("")
	d := u.m.draft
	if u.key(tea.KeyEnter); !u.m.done {
		t.Fatal("it is not written")
	}
	if _, _, err := d.store.Note(t.Context(), d.ID, []template.Event{{At: noon(), What: "late"}}); err != nil {
		t.Fatal(err)
	}
	u.send(listenMsg{}).typed("typed ahead")
	left, ok := errors.AsType[*NotesLeft](d.Finish())
	if !ok {
		t.Fatal("the note is lost")
	}
	d, err := d.store.Open(left.ID)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if text := d.Session().Text(Timeline); !strings.Contains(text, "late") {
		t.Errorf("the timeline is %q", text)
	}
}

// Whoever can't have the lock of the notes may be writing while the draft is deleted: before the last look at them, or behind it.
func TestNotesBesideADraftThatIsDeleted(t *testing.T) {
	lines, err := noteLines([]template.Event{{At: noon(), What: "late"}})
	if err != nil {
		t.Fatal(err)
	}
	for name, remove := range map[string]func(*testing.T, *Draft){
		"before": func(t *testing.T, d *Draft) {
			if _, err := d.store.leaveNotes(d.ID, lines); err != nil {
				t.Fatal(err)
			}
			if left, ok := errors.AsType[*NotesLeft](d.remove()); !ok || left.ID != d.ID {
				t.Error("nothing is told of them")
			}
		},
		"behind": func(t *testing.T, d *Draft) {
			if err := d.remove(); err != nil {
				t.Fatal(err)
			}
			if _, err := d.store.leaveNotes(d.ID, lines); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			store := NewStore(filepath.Join(t.TempDir(), "drafts"), t.TempDir(), testScale, noon)
			d, err := store.Create("Checkout down")
			if err != nil {
				t.Fatal(err)
			}
			remove(t, d)
			list, err := store.List()
			if err != nil || len(list) != 1 || list[0].Notes != 1 || list[0].Folder != store.place {
				t.Fatalf("listed: %+v, %v", list, err)
			}
			if d, err = store.Open(list[0].ID); err != nil {
				t.Fatal(err)
			}
			defer d.Close()
			if text := d.Session().Text(Timeline); !strings.Contains(text, "late") {
				t.Errorf("the timeline is %q", text)
			}
		})
	}
}
