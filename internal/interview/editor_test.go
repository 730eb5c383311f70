package interview

import (
	"strings"
	"testing"
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
