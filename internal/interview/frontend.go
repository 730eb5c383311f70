package interview

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

// ErrInterrupted is returned when an interview is left before its end. Its draft holds all that was typed.
var ErrInterrupted = errors.New("interrupted")

// Options is what an interview needs of the world around it.
type Options struct {
	In     io.Reader
	Out    io.Writer
	Width  int                 // of the terminal, in cells, for lines that are not redrawn; 0: they are not wrapped
	Getenv func(string) string // names the editor: VISUAL, EDITOR
	Color  bool

	// Words is the catalogue of the language to speak; nil: English.
	Words *language.Catalogue
	// Zone is where the clock of the document hangs, by when the incident started; nil: UTC. Times are shown on it.
	Zone func(started time.Time) *time.Location
	// Render makes the document that the preview shows.
	Render func(template.Answers) ([]byte, error)
	// Read shows the document as a reader will see it, in lines of at most width cells; nil: the preview shows its markdown.
	Read func(source []byte, width int) []string
	// Lint tells what the linter finds in the document; nil: nothing is told.
	Lint func(source []byte) Review
	// ReadNotes finds the events in raw notes or a copied chat; day is the date and zone of times that name none. nil: nothing is looked for.
	ReadNotes func(text string, day time.Time) Pasted
	// Then is what becomes of the document.
	Then Choices
	// Notice is told at the beginning, such as what will keep the document from being committed. "": nothing.
	Notice string
	// Check looks at an answer while it is typed, on another goroutine; nil: nothing is told.
	Check Check
	// Grade tells how far an action item reaches by its words: "stronger", "intermediate", "weaker", or "" where they don't tell. nil: nothing
	// is told.
	Grade func(title string) string
	// Owners lists who may own an action item or write, the likeliest first. It is called once, on another goroutine; nil: nobody.
	Owners func() []string
	// Earlier finds incidents that are like what is told so far, the likest first. It is called on another goroutine; nil: none.
	Earlier func(words string) []Earlier
}

// Earlier is an incident of the past.
type Earlier struct {
	Title   string
	Path    string
	Actions []string // what was to be done about it
}

// Check finds phrases in the answer to a question that get in the way of learning.
type Check func(key Key, text string) []Note

// Note is about a phrase of an answer.
type Note struct {
	Span  document.Span // the phrase, in bytes of the answer
	Label string        // what it is, in a word or two
	Ask   string        // a question to answer instead
	Fix   *document.Edit

	moment Key    // which is to be at, instead of a fix
	at     string // as it is typed
}

// describeProblem says where in an answer a problem is, for people who look at the answer.
func describeProblem(s *Session, p Problem) string {
	q := s.questions[max(s.index(p.Key), 0)]
	text := p.Message
	if p.said != nil {
		text = s.words.told(p.said)
	}
	switch {
	case p.Line > 0:
		return s.words.sayf("%s, line %d: %s", q.Label, p.Line, text)
	case strings.HasPrefix(text, `"`+string(p.Key)+`"`):
		return text
	}
	return q.Label + ": " + text
}

// remedy is what to do about a problem, for people who look at the answer.
func (s *Session) remedy(p Problem) string {
	if p.remedy != nil {
		return s.words.told(p.remedy)
	}
	return s.words.say(p.Remedy)
}

// reading tells how an answer is understood, where that is worth telling; else "".
func reading(s *Session, q Question) string {
	switch q.Kind {
	case Moment:
		if at, evening, err := s.moment(q.Key); err == nil && !at.IsZero() {
			now := s.now()
			if evening {
				return s.words.sayf("read as %s: today that is still to come", s.everywhere(at))
			}
			if read, err := readSpoken(strings.TrimSpace(s.Text(q.Key)), at, now); err == nil && read.from == previous && !at.After(now.Add(soon)) {
				_, from := s.momentBefore(q.Key)
				return s.words.sayf("read as %s, counted from %s", s.everywhere(at), s.words.say(string(from)))
			}
			if at.After(now.Add(soon)) {
				return s.words.sayf("read as %s, which is still to come", s.everywhere(at))
			}
			return s.words.sayf("read as %s", s.everywhere(at))
		}
	case Budget:
		if slo, err := readBudget(oneLine(s.Text(q.Key))); err == nil {
			return s.words.describeBudget(*slo)
		}
	case Events:
		if list := s.understand().answers.Timeline; len(list) > 0 {
			first, last := s.local(list[0].At), s.local(list[len(list)-1].At)
			end := last.Format("15:04 ") + document.ZoneName(last)
			if dateOf(first) != dateOf(last) {
				end = last.Format("2006-01-02 ") + end
			}
			return s.words.sayf("%s, %s to %s", s.words.count(len(list), "event"), first.Format("2006-01-02 15:04"), end)
		}
	case Todos:
		if n := len(s.understand().answers.Actions); n > 0 {
			return s.words.count(n, "action item")
		}
	}
	return ""
}

// local is a moment on the clock of the document.
func (s *Session) local(at time.Time) time.Time {
	if s.zone == nil {
		return at.UTC()
	}
	started, _ := s.Moment(Started)
	if s.read != nil {
		started = s.read.answers.Started // which the timeline may tell
	}
	return at.In(s.zone(started))
}

// ahead tells of the times of a line of the timeline that is still to come, and how it is read; "" where it is not.
func (s *Session) ahead(line int) string {
	entries := s.understand().entries
	if line >= len(entries) {
		return ""
	}
	switch e := entries[line]; {
	case e.evening:
		return s.words.sayf("line %d is read as %s: today that is still to come", line+1, s.everywhere(e.At))
	case e.At.After(s.now().Add(soon)):
		return s.words.sayf("line %d is read as %s, which is still to come", line+1, s.everywhere(e.At))
	}
	return ""
}

// evenings is ahead of all lines that are read as yesterday's.
func (s *Session) evenings() string {
	var list []string
	for i, e := range s.understand().entries {
		if e.evening {
			list = append(list, s.ahead(i))
		}
	}
	return s.words.also(list)
}

// everywhere shows a moment on the clock of the document and, where those differ, in the zone it was given in and in the zone here.
func (s *Session) everywhere(at time.Time) string {
	on, here := s.local(at), at.In(s.now().Location())
	shown := s.words.date(on, "Mon 2006-01-02 15:04") + " " + document.ZoneName(on)
	other := func(t time.Time) string {
		if dateOf(t) != dateOf(on) {
			return s.words.date(t, "Mon 15:04") + t.Format(" -07:00")
		}
		return t.Format("15:04 -07:00")
	}
	var also []string
	_, shows := on.Zone()
	_, given := at.Zone()
	_, offset := here.Zone()
	if given != shows {
		also = append(also, other(at))
	}
	if offset != shows && offset != given {
		also = append(also, s.words.sayf("here %s", other(here)))
	}
	switch len(also) {
	case 0:
		return shown
	case 1:
		return s.words.sayf("%s (%s)", shown, also[0])
	}
	return s.words.sayf("%s (%s, %s)", shown, also[0], also[1])
}

// length formats a duration in hours and minutes.
func length(d time.Duration) string {
	d = d.Round(time.Minute)
	h, m := int(d.Hours()), int(d.Minutes())%60
	switch {
	case h == 0:
		return fmt.Sprintf("%d min", m)
	case m == 0:
		return fmt.Sprintf("%d h", h)
	}
	return fmt.Sprintf("%d h %d min", h, m)
}

// tight formats a duration without blanks.
func tight(d time.Duration) string {
	return strings.ReplaceAll(strings.ReplaceAll(length(d), " ", ""), "in", "")
}
