package interview

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

// keyMap is every key of the interview; its help lines are made from it.
type keyMap struct {
	next, back, goTo, editor, rewrite, undo, help, leave key.Binding
	nextLine, backLine, newline, choose                  key.Binding
	write, scroll, close, pick, first                    key.Binding
	nextNote                                             key.Binding // of what is said about an answer
	mark, readNotes, factor                              key.Binding // in the timeline; of an action item
	keep, asPasted, toggle, all, names                   key.Binding // of what was pasted
	milestones                                           key.Binding
	findings, markdown, toList, then                     key.Binding   // in the preview, and back to its list
	moving                                               []key.Binding // what every editor knows
}

func newKeyMap(w words) keyMap {
	bind := func(help, does string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, w.say(does)))
	}
	return keyMap{
		next:       bind("ctrl+n", "next", "ctrl+n", "tab"), // tab where there is nothing to take
		back:       bind("ctrl+p", "back", "ctrl+p", "shift+tab"),
		goTo:       bind("ctrl+g", "go to", "ctrl+g"),
		editor:     bind("ctrl+e", "editor", "ctrl+e"),
		rewrite:    bind("tab", "take it", "tab", "ctrl+r"),
		nextNote:   bind("ctrl+f", "next finding", "ctrl+f"),
		undo:       bind("ctrl+z", "undo (ctrl+y: redo)", "ctrl+z", "ctrl+_"),
		help:       bind("f1", "keys", "f1"),
		leave:      bind("ctrl+c", "leave", "ctrl+c"),
		nextLine:   bind("enter", "next", "enter", "down", "ctrl+j"),
		backLine:   bind("↑", "back", "up"),
		newline:    bind("enter", "newline", "enter", "ctrl+j"),
		choose:     bind("←→", "choose", "left", "right"),
		write:      bind("enter", "writes it", "enter", "w", "y"),
		scroll:     bind("↑↓", "scroll", "up", "down", "pgup", "pgdown", "home", "end", " ", "j", "k"),
		close:      bind("esc", "close", "esc", "ctrl+g", "f1"),
		pick:       bind("enter", "go", "enter", "tab"),
		first:      bind("enter", "go there", "enter"),
		findings:   bind("f", "findings", "f"),
		toList:     bind("esc", "back to the list", "esc"),
		markdown:   bind("m", "markdown", "m"),
		then:       bind("p", "push", "p"),
		mark:       bind("ctrl+t", "milestone", "ctrl+t"),
		factor:     bind("ctrl+t", "factor", "ctrl+t"),
		milestones: bind("f2…f6", "started … resolved", "f2", "f3", "f4", "f5", "f6"),
		readNotes:  bind("ctrl+o", "read notes", "ctrl+o"),
		keep:       bind("enter", "keep", "enter"),
		asPasted:   bind("esc", "as pasted", "esc"),
		toggle:     bind("space", "tick", " ", "x"),
		all:        bind("a", "all", "a"),
		names:      bind("n", "names", "n"),
		moving: []key.Binding{
			bind("ctrl+←→", "word", "ctrl+left", "ctrl+right", "alt+b", "alt+f", "alt+left", "alt+right"),
			bind("ctrl+a/end", "line start/end", "home", "ctrl+a", "end"),
			bind("pgup/pgdn", "page", "pgup", "pgdown"),
			bind("ctrl+home/end", "text start/end", "ctrl+home", "ctrl+end"),
			bind("ctrl+w", "delete word", "ctrl+w", "alt+backspace"),
			bind("ctrl+u", "delete to line start", "ctrl+u"),
			bind("ctrl+k", "delete to line end", "ctrl+k"),
		},
	}
}

// press is a key press by its name. Characters that arrive together, pasted or typed fast, are text and no key, even where they spell
// the name of one: "down", "end".
type press tea.KeyMsg

func (p press) String() string {
	if p.Paste || p.Type == tea.KeyRunes && len(p.Runes) != 1 {
		return ""
	}
	return tea.KeyMsg(p).String()
}

// helpLines joins the bindings that fit into so many lines of width cells, one line at least.
func helpLines(width, most int, bindings ...key.Binding) []string {
	lines := []string{""}
	for _, b := range bindings {
		part := b.Help().Key + " " + b.Help().Desc
		line := &lines[len(lines)-1]
		switch {
		case *line == "" && ansi.StringWidth(part) <= width:
			*line = part
		case ansi.StringWidth(*line+" · "+part) <= width:
			*line += " · " + part
		case len(lines) < most && ansi.StringWidth(part) <= width:
			lines = append(lines, part)
		}
	}
	return lines
}
