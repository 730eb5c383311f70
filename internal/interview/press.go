package interview

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// key handles a key press.
func (m *screen) key(k tea.KeyMsg) tea.Cmd {
	if key.Matches(press(k), m.keys.leave) {
		m.save()
		if m.saveErr != nil && !m.warned {
			m.warned = true
			m.mode, m.message = asking, m.s.words.sayf("the draft is not saved; %s again leaves without the last changes", m.keys.leave.Help().Key)
			return nil
		}
		return tea.Quit
	}
	m.warned = false
	switch m.mode {
	case helping:
		m.keyHelping(k)
		if !k.Paste {
			return nil
		}
	case going:
		return m.keyGoing(k)
	case confirming:
		if !k.Paste {
			return m.keyConfirming(k)
		}
		return tea.Batch(m.take(), m.key(k)) // what was pasted first is kept as it is shown
	}
	q, ok := m.s.Current()
	switch {
	case ok && key.Matches(press(k), m.keys.rewrite) && (m.offered(q) || k.Type != tea.KeyTab):
		return m.rewrite()
	case key.Matches(press(k), m.keys.next):
		return m.move(m.s.Next)
	case key.Matches(press(k), m.keys.back):
		return m.move(m.s.Back)
	case key.Matches(press(k), m.keys.goTo):
		m.mode, m.filter, m.picked = going, "", m.s.at
		return nil
	case key.Matches(press(k), m.keys.help):
		m.mode, m.helpTop = helping, 0
		return nil
	case m.listed && key.Matches(press(k), m.keys.toList):
		return m.toList()
	}
	if !ok {
		return m.keyPreview(k)
	}
	switch {
	case press(k).String() == "?" && m.edit.text() == "":
		m.mode, m.helpTop = helping, 0
		return nil
	case key.Matches(press(k), m.keys.editor):
		return m.external(q)
	case key.Matches(press(k), m.keys.nextNote):
		m.step()
		return nil
	case q.Kind == Events && m.keyTimeline(k):
		return m.changed()
	case q.Kind == Todos && key.Matches(press(k), m.keys.factor):
		m.linkFactor()
		return m.changed()
	case q.Kind == Choice && key.Matches(press(k), m.keys.choose) && len(m.s.Severities()) > 0:
		m.choose(k.Type == tea.KeyRight)
		return m.changed()
	case !q.Kind.Long() && key.Matches(press(k), m.keys.nextLine):
		if k.Type != tea.KeyDown && m.hold(q) {
			return nil
		}
		return m.move(m.s.Next)
	case !q.Kind.Long() && key.Matches(press(k), m.keys.backLine):
		return m.move(m.s.Back)
	}
	m.keyEditor(k)
	return m.changed()
}

// hold stays at an answer that can't be used as it is, once, to say so. Whoever is tired goes on with one more press, and the answer is kept.
func (m *screen) hold(q Question) bool {
	if m.held == q.Key || m.s.Text(q.Key) == "" || len(m.s.Problems(q.Key)) == 0 {
		return false
	}
	m.held = q.Key
	m.message = m.s.words.sayf("this can't be used yet; %s again keeps it as it was typed and goes on", m.keys.nextLine.Help().Key)
	return true
}

// keyEditor edits the answer.
func (m *screen) keyEditor(k tea.KeyMsg) {
	e := m.edit
	switch press(k).String() {
	case "enter", "ctrl+j":
		e.insert("\n")
	case "backspace", "ctrl+h":
		e.backspace()
	case "delete", "ctrl+d":
		e.deleteNext()
	case "left":
		e.left()
	case "right":
		e.right()
	case "up":
		e.vertical(-1)
	case "down":
		e.vertical(1)
	case "pgup":
		e.vertical(-max(m.page-1, 1))
	case "pgdown":
		e.vertical(max(m.page-1, 1))
	case "home", "ctrl+a":
		e.home()
	case "end":
		e.end()
	case "ctrl+home":
		e.moveTo(0)
	case "ctrl+end":
		e.moveTo(len(e.text()))
	case "ctrl+left", "alt+left", "alt+b":
		e.moveTo(e.wordLeft())
	case "ctrl+right", "alt+right", "alt+f":
		e.moveTo(e.wordRight())
	case "ctrl+w", "alt+backspace":
		e.remove(e.wordLeft(), e.offset())
	case "ctrl+u":
		e.remove(e.offset()-e.col, e.offset())
	case "ctrl+k":
		e.remove(e.offset(), e.offset()-e.col+len(e.lines[e.line].text))
	case "ctrl+z", "ctrl+_":
		e.undo()
	case "ctrl+y":
		e.redo()
	default:
		if k.Type == tea.KeyRunes || k.Type == tea.KeySpace { // with alt, too: over a slow line esc and a letter arrive as that
			e.insert(string(k.Runes))
		}
	}
}
