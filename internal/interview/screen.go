package interview

import (
	"context"
	"errors"
	"fmt"
	"time"

	// First of all: it keeps bubbletea from asking the terminal anything.
	_ "github.com/blameless-postmortem/postmortem/internal/interview/background"

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
	later func(time.Duration, func(time.Time) tea.Msg) tea.Cmd // tea.Tick, but for tests
	st    styles

	width, height int
	mode          mode
	edit          *editor         // of the question that it stands at
	edits         map[Key]*editor // of all questions that it stood at, so that a change is undone also after going away
	numbered      string          // the contributing factors as the action items in those number them
	page          int             // rows of the answer that were last seen
	message       string
	away          bool // in the user's editor

	savedAt time.Time
	saveErr error
	ticking bool
	warned  bool // that leaving loses something
	held    Key  // the question whose answer can't be used, which was said

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
	outcome        int  // what was chosen of those that there are
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
	m := &screen{draft: d, s: d.Session(), o: o, later: tea.Tick, keys: newKeyMap(newWords(o.Words)), st: newStyles(o.Out, o.Color), width: 80, height: 24, page: 10, found: map[Key]int{}, edits: map[Key]*editor{}}
	m.s.speak(newWords(o.Words), o.Zone)
	m.open()
	said := d.leftByEditors()
	if o.Notice != "" {
		said = append(said, o.Notice)
	}
	if m.s.onlyNotes() {
		said = append(said, m.s.words.say("what was noted while it happened is in the timeline"))
	}
	m.message = m.s.words.also(said)
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

// open readies the editor for the current question.
func (m *screen) open() {
	q, ok := m.s.Current()
	m.notes, m.message, m.held, m.shown, m.writeWhenShown = nil, m.s.takeNews(), "", nil, false
	if !remembers(q.Key) {
		m.earlier = nil
	}
	m.review, m.source, m.read, m.findings, m.listed, m.asked = Review{}, nil, nil, false, false, false
	m.changes++
	m.catchUp()
	if ok {
		if m.edits[q.Key] == nil {
			m.edits[q.Key] = newEditor(m.s.Text(q.Key), !q.Kind.Long())
		}
		m.edit = m.edits[q.Key]
		m.edit.comeBack()
		m.known = m.s.known(q.Key)
	}
}

// catchUp brings the editors up to what became of their answers elsewhere: a time was written out, a factor has another number.
func (m *screen) catchUp() {
	if e := m.edits[ActionItems]; e != nil && m.numbered != m.s.factors {
		from, to := factorList(m.numbered), factorList(m.s.factors)
		e.rewrite(func(text string) string {
			text, _ = relink(text, from, to)
			return text
		})
	}
	m.numbered = m.s.factors
	for key, e := range m.edits {
		if text := m.s.Text(key); text != e.text() {
			e.replace(document.Span{Start: 0, End: len(e.text())}, text)
		}
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
	said := m.evening()
	to()
	m.mode = asking
	m.save()
	m.open()
	if m.message == "" {
		m.message = said
	}
	return tea.Batch(m.arrive(), m.sync())
}

// evening tells, when a question is left, of what stands in its answer that was taken for yesterday's: from then on it has its date.
func (m *screen) evening() string {
	q, _ := m.s.Current()
	switch q.Kind {
	case Moment:
		if _, evening, err := m.s.moment(q.Key); err == nil && evening {
			return q.Label + ": " + reading(m.s, q)
		}
	case Events:
		return m.s.evenings()
	}
	return ""
}

// Update is part of tea.Model.
func (m *screen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if m.done { // the document is made: what comes now, notes too, would be in the draft alone, which is about to be deleted
		return m, nil
	}
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
