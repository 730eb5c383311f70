package interview

import (
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

// Found is an event that was found in raw notes.
type Found struct {
	Event template.Event
	Who   string // who said or did it, "" when nobody is named
}

// Pasted is what a pasted text was read as.
type Pasted struct {
	Events  []Found
	Unread  []string // lines that gave no event
	LeftOut int      // lines about the chat: reactions, replies, who came and went
}

// found is one row of what is to be confirmed: an event, or a line that gave none.
type found struct {
	Found
	line string // with no event
	keep bool
}

// confirmation is what was found in a pasted text and what is to be kept of it. The text stands in the answer already, so that it can't be
// lost; what is kept takes its place.
type confirmation struct {
	span   document.Span // of the text in the answer
	rows   []found
	names  bool
	left   int       // lines that are about the chat
	now    time.Time // what lies behind it is questioned
	picked int
	top    int
}

// readPaste looks for events in a part of the timeline. Nothing is asked where nothing was found.
func (m *screen) readPaste(span document.Span) {
	if m.o.ReadNotes == nil {
		return
	}
	day, _ := m.s.Answers()
	from := day.Started
	if from.IsZero() {
		from = m.s.now()
	}
	read := m.o.ReadNotes(m.edit.text()[span.Start:span.End], from)
	if len(read.Events) == 0 {
		return
	}
	c := &confirmation{span: span, names: true, left: read.LeftOut, now: m.s.now().Add(soon)}
	for _, e := range read.Events {
		c.rows = append(c.rows, found{Found: e, keep: !e.Event.At.After(c.now)})
	}
	for _, line := range read.Unread {
		c.rows = append(c.rows, found{line: clean(line)})
	}
	m.confirm, m.mode = c, confirming
}

// keyConfirming ticks what is to be kept.
func (m *screen) keyConfirming(k tea.KeyMsg) tea.Cmd {
	c := m.confirm
	row := &c.rows[c.picked]
	switch {
	case key.Matches(press(k), m.keys.asPasted):
		m.mode, m.confirm = asking, nil
	case key.Matches(press(k), m.keys.keep):
		return m.take()
	case key.Matches(press(k), m.keys.toggle):
		row.keep = !row.keep
		c.picked = min(c.picked+1, len(c.rows)-1)
	case key.Matches(press(k), m.keys.all):
		all := true
		for _, r := range c.rows {
			all = all && (r.keep || r.line != "")
		}
		for i := range c.rows {
			c.rows[i].keep = !all && c.rows[i].line == ""
		}
	case key.Matches(press(k), m.keys.names):
		c.names = !c.names
	case key.Matches(press(k), m.keys.mark):
		if row.line == "" {
			var entries []entry
			for _, r := range c.rows {
				entries = append(entries, entry{Event: r.Event})
			}
			row.Event.Milestone = m.s.nextMilestone(entries, c.picked)
		}
	default:
		switch press(k).String() {
		case "up", "k":
			c.picked--
		case "down", "j":
			c.picked++
		case "pgup":
			c.picked -= m.page
		case "pgdown":
			c.picked += m.page
		case "home":
			c.picked = 0
		case "end":
			c.picked = len(c.rows) - 1
		}
		c.picked = max(0, min(c.picked, len(c.rows)-1))
	}
	return nil
}

// take puts what is kept in the place of what was pasted, and the timeline in order.
func (m *screen) take() tea.Cmd {
	c := m.confirm
	a, _ := m.s.Answers()
	lines := c.lines(func(e template.Event) string { return m.s.reader.brief(e, a.Started) })
	m.mode, m.confirm = asking, nil
	text := m.edit.text()
	before := strings.Count(text[:c.span.Start], "\n")
	short, _ := m.s.reader.entries(text[:c.span.Start]+strings.Join(lines, "\n")+text[c.span.End:], a.Started)
	full := c.lines(typed)
	whole, _ := m.s.reader.entries(strings.Join(full, "\n"), a.Started)
	for i, e := range whole {
		if !e.At.Equal(short[before+i].At) { // a line with a date stands above
			lines = full
			break
		}
	}
	m.edit.asOne(func() {
		m.edit.replace(c.span, strings.Join(lines, "\n"))
		m.arrange()
		if m.edit.moveTo(len(m.edit.text())); m.edit.col > 0 { // the next event is a line of its own
			m.edit.insert("\n")
		}
	})
	cmd := m.changed()
	m.message = m.s.words.sayf("%s kept; %s goes back to what was pasted", m.s.words.count(len(lines), "event"), m.keys.undo.Help().Key)
	return cmd
}

// lines are what is kept, events as write has them.
func (c *confirmation) lines(write func(template.Event) string) []string {
	var lines []string
	for _, r := range c.rows {
		switch {
		case !r.keep:
		case r.line != "":
			lines = append(lines, r.line)
		default:
			e := r.Event
			e.What = r.text(c.names)
			lines = append(lines, write(e))
		}
	}
	return lines
}

func (f found) text(names bool) string {
	if names && f.Who != "" && !strings.Contains(f.Event.What, f.Who) {
		return f.Who + ": " + f.Event.What
	}
	return f.Event.What
}

// confirmPage shows what was understood and what was not.
func (m *screen) confirmPage(height int) []string {
	c := m.confirm
	events, lines, kept := 0, 0, 0
	for _, r := range c.rows {
		if r.line == "" {
			events++
		} else {
			lines++
		}
		if r.keep {
			kept++
		}
	}
	title := m.s.words.sayf("%s read", m.s.words.count(events, "event"))
	if lines > 0 {
		title += m.s.words.sayf(", %s not", m.s.words.count(lines, "line"))
	}
	if c.left > 0 {
		title += m.s.words.sayf(", %d left out (about the chat)", c.left)
	}
	title += m.s.words.sayf("; %d to keep", kept)
	var rows []string
	for _, row := range wrapText(title, m.width-2, 2) {
		rows = append(rows, " "+m.st.strong.Render(row))
	}
	if height > 6 {
		rows = append(rows, "")
	}
	room := max(1, height-len(rows))
	m.page = room
	width := max(1, m.width-4)
	picked := wrapText(m.confirmRow(c.rows[c.picked]), width, max(1, min(4, room/2))) // read in full before it is kept
	c.top = max(min(c.top, c.picked, len(c.rows)-room+len(picked)-1), c.picked-room+len(picked), 0)
	for i := c.top; i < len(c.rows) && room > 0; i++ {
		text := ansi.Truncate(m.confirmRow(c.rows[i]), width, "…")
		switch {
		case i == c.picked:
			for j, row := range picked[:min(len(picked), room)] {
				lead := " ▸ "
				if j > 0 {
					lead = "   "
				}
				rows = append(rows, m.st.accent.Render(lead+row))
			}
			room -= len(picked)
			continue
		case !c.rows[i].keep:
			text = m.st.dim.Render(text)
		}
		rows = append(rows, "   "+text)
		room--
	}
	return rows
}

// confirmRow is a row of what is to be confirmed: whether it is kept, when it was and what happened.
func (m *screen) confirmRow(r found) string {
	c := m.confirm
	text := m.s.words.sayf("not read: %s", r.line)
	if r.line == "" {
		at := m.s.local(r.Event.At)
		zone := " " + document.ZoneName(at)
		first := slices.IndexFunc(c.rows, func(r found) bool { return r.line == "" })
		switch {
		case at.After(c.now):
			text = m.s.words.date(at, "Mon 2 Jan 15:04") + zone + m.s.words.say(", still to come?") + "  "
		case m.width >= mapFrom:
			text = m.s.words.date(at, "Mon 15:04") + zone + "  "
		case dateOf(at).Equal(dateOf(m.s.local(c.rows[first].Event.At))): // below stands which clock it is
			text = at.Format("15:04 ")
		default:
			text = m.s.words.date(at, "Mon 15:04") + " "
		}
		if r.Event.Milestone != "" {
			text += "[" + r.Event.Milestone + "] "
		}
		text += r.text(c.names)
	}
	box := "[ ] "
	if r.keep {
		box = "[x] "
	}
	return box + oneLine(clean(text))
}
