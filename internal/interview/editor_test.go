package interview

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// What is kept to be undone is bounded in bytes; the last change can always be undone.
func TestUndoOfALongText(t *testing.T) {
	const size = 1 << 20
	e := newEditor(strings.Repeat("x", size), false)
	for range 50 {
		e.insert("word and ")
	}
	kept := 0
	for _, s := range e.past {
		kept += len(s.text)
	}
	if kept > pastSize+size || len(e.past) < 2 {
		t.Errorf("%d texts of %d bytes are kept", len(e.past), kept)
	}
	before := len(e.text())
	e.undo()
	if got := before - len(e.text()); got != len("word and ") {
		t.Errorf("%d bytes undone", got)
	}
	huge := newEditor(strings.Repeat("x", pastSize+1), false)
	huge.insert("y")
	huge.undo()
	if len(huge.text()) != pastSize+1 {
		t.Error("nothing was undone")
	}
}

func TestUndoingIsUndone(t *testing.T) {
	u := newUI(t, Options{}).goTo(Impact).typed("one two")
	u.key(tea.KeyCtrlU, tea.KeyCtrlZ).answer(Impact, "one two")
	u.key(tea.KeyCtrlZ, tea.KeyCtrlZ, tea.KeyCtrlZ, tea.KeyCtrlZ).answer(Impact, "")
	u.key(tea.KeyCtrlY, tea.KeyCtrlY, tea.KeyCtrlY).answer(Impact, "one two")
	u.key(tea.KeyCtrlY, tea.KeyCtrlY).answer(Impact, "").key(tea.KeyCtrlZ).typed("!").key(tea.KeyCtrlY).answer(Impact, "one two!")
}

func TestAPasteIsNeverDropped(t *testing.T) {
	newUI(t, Options{}).goTo(Impact).key(tea.KeyF1).pasted("over the help").answer(Impact, "over the help")
	u := newUI(t, Options{ReadNotes: readNotes}).goTo(Timeline).pasted("10:41 a\n10:42 b").pasted("10:43 c\n10:44 d").key(tea.KeyEnter)
	for _, want := range []string{"a", "b", "c", "d"} {
		if !strings.Contains(u.m.s.Text(Timeline)+"\n", " "+want+"\n") {
			t.Errorf("%q is gone:\n%s", want, u.m.s.Text(Timeline))
		}
	}
}
