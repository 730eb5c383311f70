package interview

import (
	"errors"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

// entry is what was understood of one line of the timeline as it is typed.
type entry struct {
	template.Event
	typo    typo
	blank   bool  // nothing stands on the line
	goes    bool  // it has no time and goes on with the entry above
	evening bool  // its time of day is still to come, so that it is yesterday's
	problem error // what could not be understood, or nil
}

// written is the part of an entry that does not depend on the lines around it.
type written struct {
	spoken         // a bare time on the day it was read for
	timed   bool   // it begins with a time
	length  int    // of that time and the marks around it, in bytes of the line
	said    bool   // from where its speaker stands: see spokenDay
	evening bool   // as in entry
	until   string // "(to 10:50) ", when that time is a span: an event has one time, and its words keep the other
	err     error

	what, milestone, source string
	typo                    typo
}

// reader reads the answers that have one item a line.
type reader struct {
	now    func() time.Time // nil: nothing is relative to now
	day    time.Time
	events cache[written]
	people []string
	todos  cache[todo]
}

// entries reads a timeline, one entry for each line of text, and returns with them what each line says by itself. A bare time of day is on
// day, in its zone, and rolls over midnight.
func (r *reader) entries(text string, day time.Time) ([]entry, []written) {
	if r.day.Format(time.RFC3339) != day.Format(time.RFC3339) {
		r.events.forget()
	}
	r.day = day
	lines := trimmedLines(text)
	read := r.events.read(lines, r.readEntry)
	entries := make([]entry, len(lines))
	c := course{day: day}
	if r.now != nil {
		c.now = r.now().Add(soon)
	}
	for i, line := range lines {
		w, e := &read[i], &entries[i]
		at := w.at
		switch {
		case line == "":
			e.blank = true
		case w.err != nil:
			e.problem = w.err
		case !w.timed && c.last.IsZero():
			e.problem = phrased{format: "it begins with no time"}
		case !w.timed:
			e.goes = true
			e.What = line
		case w.from == beginning && day.IsZero(), w.from == previous && c.last.IsZero():
			e.problem = errNoStart
		default:
			switch w.from {
			case beginning:
				at = day.Add(w.after)
			case previous:
				at = c.last.Add(w.after)
			}
			e.At = c.place(at, w.bare)
			e.What, e.Milestone, e.Source, e.typo, e.evening = w.what, w.milestone, w.source, w.typo, w.evening
			if e.What == "" {
				e.problem = phrased{format: "it says a time and not what happened"}
			}
		}
	}
	return entries, read
}

// course follows a timeline from event to event, so that bare times of day roll over midnight.
type course struct {
	day    time.Time // the date and zone of bare times, and when it began where that is known; zero: there are none
	now    time.Time // what lies behind it is still to come; zero: nobody knows
	last   time.Time
	nights int // passed since day
}

// place is when an event happened that was read as at. A bare time was read on the course's day.
func (c *course) place(at time.Time, bare bool) time.Time {
	switch {
	case bare:
		at = at.AddDate(0, 0, c.nights)
		if evening := at.AddDate(0, 0, -1); c.nights > 0 && !evening.Before(c.last.Add(-midnight)) {
			at = evening // "23:55" among what came just after midnight
		} else if next := after(at, c.last, true); !next.Equal(at) {
			at = next
			c.nights++
		} else if next := at.AddDate(0, 0, 1); c.last.IsZero() && at.Before(c.day.Add(-12*time.Hour)) && (c.now.IsZero() || !next.After(c.now)) {
			at = next // "00:05" of what began at 23:50
			c.nights++
		}
	case !c.day.IsZero():
		c.nights = int(dateOf(at.In(c.day.Location())).Sub(dateOf(c.day)) / (24 * time.Hour))
	}
	c.last = at
	return at
}

func dateOf(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

var errNoDay = phrased{format: `its day is not known: answer "started", or write a date before the time`}

// clockPattern is what nobody writes but to say when: also "25:70".
var clockPattern = lazy(`^[\[(]?(?:\d{4}-\d\d-\d\d[T ,]*)?\d{1,2}:\d\d(?::\d\d)?\b`)

// readEntry finds the time at the start of a line: the most words that make one.
func (r *reader) readEntry(line string) written {
	var now time.Time
	if r.now != nil {
		now = r.now()
	}
	start := len(line) - len(strings.TrimLeft(line, "-*• \t"))
	if relative := strings.TrimLeft(line[start:], "+"); relative == line[start:] || relative == "" || relative[0] < '0' || relative[0] > '9' {
		start = len(line) - len(strings.TrimLeft(line, "-*•+ \t"))
	}
	rest := line[start:]
	head := rest
	if len(head) > 64 { // no time is longer
		head = head[:64]
	}
	var failed error
	for _, end := range slices.Backward(document.WordEnds(head, 6)) {
		word := strings.Trim(rest[:end], "[]()*`_|,;:–— ")
		if word == "" || !strings.ContainsFunc(word, unicode.IsDigit) {
			continue
		}
		s, err := readSpoken(word, r.day, now)
		if err != nil {
			if contradicts, ok := errors.AsType[*weekdayError](err); ok {
				return written{err: contradicts}
			}
			if r.day.IsZero() && isBare(word) {
				failed = errNoDay
			}
			continue
		}
		what := document.BehindTime(rest[end:])
		w := written{spoken: s, timed: true, length: len(line) - len(what), until: document.EndOfSpan(word, s.at)}
		w.what, w.milestone, w.source = readWhat(what)
		today := !now.IsZero() && !r.day.After(now.Add(soon)) && dateOf(r.day).Equal(dateOf(now.In(r.day.Location())))
		w.evening = today && s.fromYesterday(now)
		if w.evening {
			w.at, w.bare = w.at.AddDate(0, 0, -1), false
		}
		w.said = w.evening || spokenDay(line[:w.length])
		if w.what != "" {
			w.what = w.until + w.what
		}
		w.typo = mistypedTag(line)
		return w
	}
	if m := clockPattern().FindString(rest); m != "" && failed == nil {
		failed = phrased{"%s is no time", []any{strings.Trim(m, "[( ")}}
	}
	return written{err: failed}
}

// events folds entries into events, sorted by time, and lists what could not be read.
func events(entries []entry) ([]template.Event, Problems) {
	var (
		list []template.Event
		ps   Problems
	)
	for i, e := range entries {
		switch {
		case e.blank:
		case e.problem != nil:
			ps = append(ps, Problem{
				Key: Timeline, Item: len(list), Line: i + 1, Message: e.problem.Error(), said: e.problem,
				Remedy: "begin the line with a time, for example 10:42 rollback started",
			})
		case e.goes:
			if n := len(list); n > 0 {
				list[n-1].What += " " + e.What
			}
		default:
			list = append(list, e.Event)
		}
	}
	sortEvents(list)
	return list, ps
}

func sortEvents(list []template.Event) {
	slices.SortStableFunc(list, func(a, b template.Event) int { return a.At.Compare(b.At) })
}

// fillMoments takes the moments that nobody gave from the milestones of the timeline.
func fillMoments(a *template.Answers) {
	for _, e := range a.Timeline {
		var at *time.Time
		switch e.Milestone {
		case document.Started:
			at = &a.Started
		case document.Detected:
			at = &a.Detected
		case document.Mitigated:
			at = &a.Mitigated
		case document.Resolved:
			at = &a.Resolved
		default:
			continue
		}
		if at.IsZero() {
			*at = e.At
		}
	}
}
