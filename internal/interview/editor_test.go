package interview

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/blameless-postmortem/postmortem/internal/template"
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

// Going away from a question and coming back ends nothing.
func TestUndoOutlivesGoingAway(t *testing.T) {
	u := newUI(t, Options{}).goTo(Impact).typed("one two").goTo(Lessons).typed("x").goTo(Impact).typed(" three")
	u.key(tea.KeyCtrlZ).answer(Impact, "one two ").key(tea.KeyCtrlZ, tea.KeyCtrlZ).answer(Impact, "one ").goTo("").goTo(Impact)
	u.key(tea.KeyCtrlY).answer(Impact, "one two").key(tea.KeyCtrlZ, tea.KeyCtrlZ, tea.KeyCtrlZ).answer(Impact, "").goTo(Lessons).key(tea.KeyCtrlZ).answer(Lessons, "")
	// What going on wrote out is undone to what was typed.
	u.goTo(Started).typed("10:42").goTo(Impact).answer(Started, "2026-11-20 10:42 +01:00").goTo(Started).key(tea.KeyCtrlZ).answer(Started, "10:42")
	u.key(tea.KeyCtrlZ).answer(Started, "")
}

// What others did to an answer in the meantime stays done.
func TestUndoKeepsWhatOthersDid(t *testing.T) {
	u := newUI(t, Options{}).goTo(Conditions).typed("All regions change at once\nThe check accepts an empty region")
	u.goTo(ActionItems).typed("Roll out in steps (for F1)\nRefuse it (for F2)\nand")
	u.goTo(Conditions).key(tea.KeyUp, tea.KeyCtrlU, tea.KeyDelete).goTo(ActionItems)
	u.answer(ActionItems, "Roll out in steps (for F?)\nRefuse it (for F1)\nand").key(tea.KeyCtrlZ).answer(ActionItems, "Roll out in steps (for F?)\nRefuse it (for F1)\n")
	u.goTo(Timeline).typed("2026-11-20 10:42Z mine")
	u.goTo(Impact)
	if _, _, err := u.m.draft.store.Note(t.Context(), u.m.draft.ID, []template.Event{{At: noon(), What: "theirs"}}); err != nil {
		t.Fatal(err)
	}
	u.m.gather()
	u.goTo(Timeline).answer(Timeline, "2026-11-20 10:42Z mine\n2026-11-20 12:30 +01:00 theirs")
	for range 5 {
		u.key(tea.KeyCtrlZ)
	}
	u.answer(Timeline, "2026-11-20 12:30 +01:00 theirs")
}
