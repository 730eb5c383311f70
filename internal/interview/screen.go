package interview

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	// First of all: it keeps bubbletea from asking the terminal anything.
	_ "github.com/blameless-postmortem/postmortem/internal/interview/background"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

const (
	checkAfter = 300 * time.Millisecond // without typing, an answer is looked at
	syncEvery  = time.Second
)

// Screen asks on a whole terminal. It returns ErrInterrupted when the interview is left before the document is to be written.
func Screen(ctx context.Context, d *Draft, o Options) (template.Answers, error) {
	m := newScreen(d, o)
	_, err := tea.NewProgram(m, tea.WithContext(ctx), tea.WithInput(whole(o.In)), tea.WithOutput(o.Out), tea.WithAltScreen()).Run()
	saveErr := d.Save()
	switch {
	case m.done:
		return m.answers, nil
	case saveErr != nil:
		return template.Answers{}, saveErr
	case err != nil && !errors.Is(err, tea.ErrProgramKilled) && !errors.Is(err, tea.ErrInterrupted), errors.Is(err, tea.ErrProgramPanic):
		return template.Answers{}, fmt.Errorf("the screen failed: %w", err)
	}
	return template.Answers{}, ErrInterrupted
}

// What the screen shows.
type mode int

const (
	asking mode = iota
	going       // the list of questions
	helping
	confirming // what was found in a paste
)

// screen is the bubbletea model of an interview. What is asked and answered is in the session, and on disk before it is drawn.
type screen struct {
	draft *Draft
	s     *Session
	o     Options
	keys  keyMap
	st    styles

	width, height int
	mode          mode
	edit          *editor
	page          int // rows of the answer that were last seen
	message       string

	savedAt time.Time
	saveErr error
	ticking bool
	warned  bool // that leaving loses something

	known       []string // who may be meant at the question
	earlier     []Earlier
	factorsOf   string // the answer that factorsRead is of
	factorsRead []document.Factor

	changes int // counts, so that what was found in an older text is dropped
	notes   []Note
	found   map[Key]int // how many notes there are about an answer, as far as it was looked at
	stepped int         // the stop that was gone to last

	confirm *confirmation // with confirming
	helpTop int           // the first row of the help that is seen

	filter string // of the list of questions
	picked int

	shown          *editor // the document
	writeWhenShown bool    // enter was pressed while it was being rendered
	source         []byte  // of the document
	read           []string
	readFor        int  // the width that read is for
	markdown       bool // the document is shown as it is written
	review         Review
	findings       bool // the preview shows the list of what may be looked at
	listed         bool // that list led here
	asked          bool // what stands was told, and enter writes it so
	problems       Problems

	answers template.Answers
	done    bool
}

// What arrives from elsewhere.
type (
	tickMsg   struct{}
	listenMsg struct{}
	syncedMsg struct{ err error }
	pauseMsg  struct{ changes int }
	notesMsg  struct {
		changes int
		notes   []Note
	}
	foundMsg struct { // in an answer that nobody looks at
		key   Key
		notes int
	}
	ownersMsg  struct{ owners []string }
	earlierMsg struct {
		changes int
		earlier []Earlier
	}
	previewMsg struct {
		changes int
		source  []byte
		review  Review
		err     error
	}
	editedMsg struct {
		key  Key
		path string
		err  error
	}
)

func newScreen(d *Draft, o Options) *screen {
	m := &screen{draft: d, s: d.Session(), o: o, keys: newKeyMap(newWords(o.Words)), st: newStyles(o.Out, o.Color), width: 80, height: 24, page: 10, found: map[Key]int{}}
	m.s.speak(newWords(o.Words))
	m.open()
	said := d.leftByEditors()
	if o.Notice != "" {
		said = append(said, o.Notice)
	}
	if m.s.onlyNotes() {
		said = append(said, m.s.words.say("what was noted while it happened is in the timeline"))
	}
	m.message = strings.Join(said, "; ")
	return m
}

// Init is part of tea.Model.
func (m *screen) Init() tea.Cmd {
	cmds := []tea.Cmd{m.arrive(), m.listen(), m.lookThrough()}
	if m.o.Owners != nil {
		owners := m.o.Owners
		cmds = append(cmds, func() tea.Msg { return ownersMsg{owners()} })
	}
	return tea.Batch(cmds...)
}

// lookThrough looks at all answers, so that the map tells of what stands in those of an earlier day.
func (m *screen) lookThrough() tea.Cmd {
	if m.o.Check == nil {
		return nil
	}
	var cmds []tea.Cmd
	check := m.o.Check
	for _, q := range m.s.Questions() {
		if text := m.s.Text(q.Key); text != "" {
			cmds = append(cmds, func() tea.Msg { return foundMsg{q.Key, len(checkAnswer(check, q, text))} })
		}
	}
	return tea.Batch(cmds...)
}

// listen looks for notes that others wrote in the meantime.
func (m *screen) listen() tea.Cmd {
	return tea.Tick(syncEvery, func(time.Time) tea.Msg { return listenMsg{} })
}

// gather takes notes over that arrived.
func (m *screen) gather() tea.Cmd {
	if m.mode == confirming {
		return m.listen() // when that is settled
	}
	n, err := m.draft.Gather()
	if err != nil {
		m.saveErr = err
	}
	if n == 0 {
		return m.listen()
	}
	m.savedAt = m.s.now()
	q, ok := m.s.Current()
	switch {
	case !ok:
		return tea.Batch(m.move(func() {}), m.listen()) // the document has changed
	case q.Key == Timeline:
		head := strings.TrimRight(m.edit.text(), "\n")
		after := m.s.Text(q.Key)
		m.edit.arrive("\n" + strings.TrimPrefix(after[len(head):len(after)-len(m.edit.text())+len(head)], "\n"))
		m.changes++
	}
	m.message = m.s.words.sayf("%s came into the timeline", m.s.words.count(n, "note"))
	return m.listen()
}

// open readies the editor for the current question.
func (m *screen) open() {
	q, ok := m.s.Current()
	m.notes, m.message, m.shown, m.writeWhenShown = nil, m.s.takeNews(), nil, false
	if !remembers(q.Key) {
		m.earlier = nil
	}
	m.review, m.source, m.read, m.findings, m.listed, m.asked = Review{}, nil, nil, false, false, false
	m.changes++
	if ok {
		m.edit = newEditor(m.s.Text(q.Key), !q.Kind.Long())
		m.known = m.s.known(q.Key)
	}
}

// arrive starts what the new question needs: findings in what stands there, or the document.
func (m *screen) arrive() tea.Cmd {
	q, ok := m.s.Current()
	if ok {
		return m.check(q, m.changes)
	}
	_, m.problems = m.s.Answers()
	m.picked = 0
	if m.o.Render == nil {
		return nil
	}
	changes, o, a := m.changes, m.o, m.s.Content()
	return func() tea.Msg {
		source, err := o.Render(a)
		msg := previewMsg{changes: changes, source: source, err: err}
		if err == nil && o.Lint != nil {
			msg.review = o.Lint(source)
		}
		return msg
	}
}

// move goes to another question.
func (m *screen) move(to func()) tea.Cmd {
	to()
	m.mode = asking
	m.save()
	m.open()
	return tea.Batch(m.arrive(), m.sync())
}

// changed keeps what the editor holds. The disk has it before the screen shows it.
func (m *screen) changed() tea.Cmd {
	q, ok := m.s.Current()
	before := m.s.Text(q.Key)
	if !ok || !m.s.SetText(q.Key, m.edit.text()) {
		return nil
	}
	if c, ok := difference(q.Key, before, m.s.Text(q.Key)); ok {
		m.notes = moved(m.notes, c)
	}
	m.changes++
	m.message = ""
	m.save()
	changes := m.changes
	cmds := []tea.Cmd{m.tick()}
	if m.o.Check != nil || m.o.Earlier != nil {
		cmds = append(cmds, tea.Tick(checkAfter, func(time.Time) tea.Msg { return pauseMsg{changes} }))
	}
	return tea.Batch(cmds...)
}

func (m *screen) save() {
	if m.saveErr = m.draft.Save(); m.saveErr == nil {
		m.savedAt = m.s.now()
	}
}

// tick comes back once in a while as long as something is to be brought to the disk.
func (m *screen) tick() tea.Cmd {
	if m.ticking {
		return nil
	}
	m.ticking = true
	return tea.Tick(syncEvery, func(time.Time) tea.Msg { return tickMsg{} })
}

func (m *screen) sync() tea.Cmd {
	flush := m.draft.flush()
	if flush == nil {
		return nil
	}
	return func() tea.Msg { return syncedMsg{flush()} }
}

// check looks at an answer as it stands, and for incidents like this one, away from the screen.
func (m *screen) check(q Question, changes int) tea.Cmd {
	var cmds []tea.Cmd
	if text := m.s.Text(q.Key); m.o.Check != nil && text != "" {
		check := m.o.Check
		cmds = append(cmds, func() tea.Msg { return notesMsg{changes, checkAnswer(check, q, text)} })
	}
	if m.o.Earlier != nil && remembers(q.Key) {
		words := strings.Join([]string{m.s.Text(Title), m.s.Text(Services), m.s.Text(Factors), m.s.Text(Conditions)}, "\n")
		find := m.o.Earlier
		cmds = append(cmds, func() tea.Msg { return earlierMsg{changes, find(words)} })
	}
	return tea.Batch(cmds...)
}

// remembers reports whether incidents of the past are worth knowing at a question.
func remembers(key Key) bool {
	return key == Title || key == Services || key == Factors || key == Conditions || key == ActionItems
}

// Update is part of tea.Model.
func (m *screen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		if msg.Width > 0 && msg.Height > 0 { // a terminal that doesn't know says 0
			m.width, m.height = msg.Width, msg.Height
		}
	case tea.KeyMsg:
		return m, m.key(msg)
	case tickMsg:
		m.ticking = false
		m.save()
		cmd := m.sync()
		if m.saveErr != nil {
			cmd = tea.Batch(cmd, m.tick()) // a full disk may have room again
		}
		return m, cmd
	case listenMsg:
		return m, m.gather()
	case syncedMsg:
		if msg.err != nil {
			m.saveErr = msg.err
			return m, m.tick()
		}
	case pauseMsg:
		if q, ok := m.s.Current(); ok && msg.changes == m.changes {
			return m, m.check(q, m.changes)
		}
	case notesMsg:
		if msg.changes == m.changes {
			m.notes = msg.notes
			if q, ok := m.s.Current(); ok {
				m.found[q.Key] = len(msg.notes)
			}
		}
	case foundMsg:
		if _, known := m.found[msg.key]; !known {
			m.found[msg.key] = msg.notes
		}
	case ownersMsg:
		m.s.setPeople(msg.owners)
		if q, ok := m.s.Current(); ok {
			m.known = m.s.known(q.Key)
		}
	case earlierMsg:
		if msg.changes == m.changes {
			m.earlier = msg.earlier
		}
	case previewMsg:
		if msg.changes == m.changes {
			m.review, m.source, m.read = msg.review, msg.source, nil
			text := string(msg.source)
			if msg.err != nil {
				text = m.s.words.sayf("The document can't be rendered: %v", msg.err)
			}
			m.shown = newEditor(clean(text), false)
			m.shown.readOnly = true
			if m.writeWhenShown && msg.err == nil {
				return m, m.write()
			}
		}
	case editedMsg:
		return m, m.edited(msg)
	}
	return m, nil
}

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
	if q, ok := m.s.Current(); ok && k.Type == tea.KeyTab && m.offerAt(q) != nil {
		return m.rewrite() // where a completion is shown, tab takes it, as everywhere else
	}
	switch {
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
	q, ok := m.s.Current()
	if !ok {
		return m.keyPreview(k)
	}
	switch {
	case press(k).String() == "?" && m.edit.text() == "":
		m.mode, m.helpTop = helping, 0
		return nil
	case key.Matches(press(k), m.keys.editor):
		return m.external(q)
	case key.Matches(press(k), m.keys.rewrite):
		return m.rewrite()
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
		return m.move(m.s.Next)
	case !q.Kind.Long() && key.Matches(press(k), m.keys.backLine):
		return m.move(m.s.Back)
	}
	m.keyEditor(k)
	return m.changed()
}

// keyTimeline handles the keys that only the timeline has, and reports whether it was one.
func (m *screen) keyTimeline(k tea.KeyMsg) bool {
	e := m.edit
	text := strings.ReplaceAll(string(k.Runes), "\r", "\n")
	switch {
	case key.Matches(press(k), m.keys.milestones):
		m.setMilestone(document.MilestoneNames()[tea.KeyF2-k.Type])
	case key.Matches(press(k), m.keys.mark):
		m.setMilestone(m.s.nextMilestone(m.s.understand().entries, e.line))
	case key.Matches(press(k), m.keys.readNotes):
		m.readPaste(document.Span{Start: 0, End: len(e.text())})
	case k.Paste && strings.Contains(strings.TrimSpace(text), "\n"):
		if e.col > 0 && e.col == len(e.lines[e.line].text) {
			e.insert("\n")
		}
		start := e.offset()
		e.insert(string(k.Runes))
		m.readPaste(document.Span{Start: start, End: e.offset()})
	case key.Matches(press(k), m.keys.newline) && e.col == len(e.lines[e.line].text) && e.col > 0:
		before := e.text()
		m.arrange()
		if e.text() != before {
			e.moveTo(len(e.text()))
		}
		if e.lines[e.line].text != "" {
			e.insert("\n")
		}
	default:
		return false
	}
	return true
}

// setMilestone marks the event at the cursor; once more takes the mark off.
func (m *screen) setMilestone(milestone string) {
	e := m.edit
	before := e.text()
	entries := m.s.understand().entries
	if head := headOf(entries, e.line); head < len(entries) && entries[head].Milestone == milestone {
		milestone = ""
	}
	a, _ := m.s.Answers()
	after := m.s.reader.mark(before, a.Started, e.line, milestone)
	if after == before {
		return
	}
	line := e.line
	e.replace(document.Span{Start: 0, End: len(before)}, after)
	e.line = min(line, len(e.lines)-1)
	e.end()
}

// choose sets the severity after or before the one that stands there.
func (m *screen) choose(forward bool) {
	scale := m.s.Severities()
	present, _ := readSeverity(m.edit.text(), scale)
	i := slices.Index(scale, present)
	switch {
	case forward:
		i = min(i+1, len(scale)-1)
	case i < 0:
		i = len(scale) - 1
	default:
		i = max(i-1, 0)
	}
	m.edit.replace(document.Span{Start: 0, End: len(m.edit.text())}, scale[i])
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

// keyHelping scrolls the help; any other key closes it.
func (m *screen) keyHelping(k tea.KeyMsg) {
	switch press(k).String() {
	case "up", "k":
		m.helpTop--
	case "down", "j":
		m.helpTop++
	case "pgup":
		m.helpTop -= m.page
	case "pgdown", " ":
		m.helpTop += m.page
	default:
		m.mode = asking
	}
}

// keyGoing picks from the list of questions.
func (m *screen) keyGoing(k tea.KeyMsg) tea.Cmd {
	list := m.places()
	switch {
	case key.Matches(press(k), m.keys.close):
		m.mode = asking
	case key.Matches(press(k), m.keys.pick):
		if m.picked < len(list) {
			return m.move(func() { m.s.GoTo(list[m.picked].Key) })
		}
	case k.Type == tea.KeyUp, k.Type == tea.KeyCtrlP:
		m.picked = max(m.picked-1, 0)
	case k.Type == tea.KeyDown, k.Type == tea.KeyCtrlN:
		m.picked = max(0, min(m.picked+1, len(list)-1))
	case k.Type == tea.KeyBackspace:
		_, size := utf8.DecodeLastRuneInString(m.filter)
		m.filter, m.picked = m.filter[:len(m.filter)-size], 0
	case k.Type == tea.KeyRunes || k.Type == tea.KeySpace:
		m.filter, m.picked = strings.ReplaceAll(clean(m.filter+string(k.Runes)), "\n", " "), 0
	}
	return nil
}

// places lists where the list of questions leads, as far as they match what was typed.
func (m *screen) places() []Question {
	all := append(slices.Clone(m.s.Questions()), Question{Group: Preview, Label: m.s.words.say("preview")})
	want := strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(m.filter, ":", " ")), " "))
	all = slices.DeleteFunc(all, func(q Question) bool {
		return !strings.Contains(strings.ToLower(q.Group+" "+m.s.words.place(q, " ")), want)
	})
	slices.SortStableFunc(all, func(a, b Question) int { // what begins with it comes first
		return rank(a.Group, want) - rank(b.Group, want)
	})
	return all
}

func rank(group, want string) int {
	if strings.HasPrefix(strings.ToLower(group), want) {
		return 0
	}
	return 1
}

// keyPreview scrolls the document and writes it.
func (m *screen) keyPreview(k tea.KeyMsg) tea.Cmd {
	if m.findings {
		return m.keyLooking(k)
	}
	switch {
	case key.Matches(press(k), m.keys.findings) && len(m.lookAt()) > 0:
		m.findings, m.picked, m.asked, m.message = true, 0, false, ""
		return nil
	case key.Matches(press(k), m.keys.markdown) && m.o.Read != nil:
		m.markdown = !m.markdown
		return nil
	}
	if key.Matches(press(k), m.keys.write) {
		return m.write()
	}
	if m.shown == nil {
		return nil
	}
	switch press(k).String() {
	case "up", "k":
		m.shown.top--
	case "down", "j":
		m.shown.top++
	case "pgup":
		m.shown.top -= m.page
	case "pgdown", " ":
		m.shown.top += m.page
	case "home":
		m.shown.top = 0
	case "end":
		m.shown.top = 1 << 30
	}
	return nil
}

// write ends the interview with what the preview shows. Where an answer is not understood or an error stands it says so first, once; only a
// title can't be done without.
func (m *screen) write() tea.Cmd {
	if m.o.Render != nil && m.shown == nil {
		m.writeWhenShown = true // it isn't there to be looked at yet
		return nil
	}
	if m.s.understand().answers.Title == "" {
		cmd := m.move(func() { m.s.GoTo(Title) })
		m.message = m.s.words.say("a title is all that is needed before it can be written")
		return cmd
	}
	if text := m.standing(); text != "" && !m.asked {
		m.asked, m.writeWhenShown = true, false
		m.message = m.s.words.sayf("%s: %s again writes it so, %s goes through them", text, m.keys.write.Help().Key, m.keys.findings.Help().Key)
		return nil
	}
	m.answers = m.s.Content()
	m.done = true
	m.save()
	return tea.Quit
}
