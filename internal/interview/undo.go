package interview

import (
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// snapshot is a text as it was.
type snapshot struct {
	text string
	at   int
}

const (
	maxPast  = 200     // texts
	pastSize = 8 << 20 // bytes of them; the last one is always kept
)

// remember keeps the text as it is, to be undone to. Characters typed in a row are undone in one go, word by word.
func (e *editor) remember(typing bool) {
	if !e.within && (!typing || !e.typing) {
		e.past = append(e.past, snapshot{e.text(), e.offset()})
		e.past = slices.Delete(e.past, 0, e.tooMuch())
	}
	e.typing, e.undone = typing, nil
	e.fresh, e.goal = false, -1
}

// asOne makes what a change does one step to be undone.
func (e *editor) asOne(change func()) {
	e.remember(false)
	e.within = true
	change()
	e.within, e.typing = false, false
}

// tooMuch is how many of the oldest texts are not kept any longer.
func (e *editor) tooMuch() int {
	size := 0
	for i, s := range slices.Backward(e.past) {
		if size += len(s.text); i < len(e.past)-1 && size > pastSize || len(e.past)-i > maxPast {
			return i + 1
		}
	}
	return 0
}

func (e *editor) undo() { e.swap(&e.past, &e.undone) }

func (e *editor) redo() { e.swap(&e.undone, &e.past) }

// swap goes to the last text of one list and keeps the present one in the other.
func (e *editor) swap(from, to *[]snapshot) {
	n := len(*from) - 1
	if n < 0 {
		return
	}
	*to = append(*to, snapshot{e.text(), e.offset()})
	last := (*from)[n]
	*from = (*from)[:n]
	e.set(last.text)
	e.moveTo(last.at)
	e.typing = false
}

// arrive puts lines that somebody else wrote behind the text, in front of the empty lines at its end. Nobody undoes what another wrote.
func (e *editor) arrive(lines string) {
	behind := func(text string) string {
		head := strings.TrimRight(text, "\n")
		if head == "" {
			return strings.TrimPrefix(lines, "\n") + text
		}
		return head + lines + text[len(head):]
	}
	at, before := e.offset(), e.text()
	if at > len(strings.TrimRight(before, "\n")) {
		at += len(behind(before)) - len(before) // on the empty line at the end
	}
	e.rewrite(behind)
	e.moveTo(at)
}

// rewrite makes another text of this one and of all that are undone to: nobody undoes what it does.
func (e *editor) rewrite(another func(string) string) {
	at, top := e.offset(), e.top
	for _, list := range [][]snapshot{e.past, e.undone} {
		for i := range list {
			list[i].text = another(list[i].text)
		}
	}
	e.set(another(e.text()))
	e.top = top
	e.moveTo(at)
}

// comeBack readies the editor of an answer that is gone on with.
func (e *editor) comeBack() {
	e.moveTo(len(e.text()))
	e.typing, e.blank = false, document.Span{}
}
