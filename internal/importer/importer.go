package importer

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// Form is the kind of an export.
type Form string

// The forms that are read.
const (
	Slack     Form = "slack"     // a channel's day in a workspace export, or what conversations.history answers
	PagerDuty Form = "pagerduty" // the log entries of an incident
	Alerts    Form = "alerts"    // Alertmanager, Prometheus and Grafana: webhooks, lists of alerts, annotations
	GitHub    Form = "github"    // an issue's comments, from gh or the API
	Deploys   Form = "git"       // what git log prints
	Notes     Form = "notes"     // text: notes, a copied chat, log lines
)

// Forms lists the forms that are read.
func Forms() []Form { return []Form{Slack, PagerDuty, Alerts, GitHub, Deploys, Notes} }

// Event is one thing that was recorded.
type Event struct {
	At        time.Time // to the second
	Text      string    // one line
	Who       string    // who said or did it, "" when nobody is named
	Milestone string    // detected, acknowledged or resolved where the tool says so, else ""
	Source    string    // a link, or the name of where it was seen, or ""

	unnamed string // Text without the names of people; "" when they are not known
}

// Line is what the timeline says of the event. Without names, whoever said or did it is "a responder", and so is everybody else whom the
// export names or a text mentions as @name.
func (e Event) Line(withNames bool) string {
	switch {
	case !withNames && e.unnamed != "":
		return e.unnamed
	case !withNames:
		return people{}.anonymous(e.Text, e.Who)
	case e.Who == "" || names(e.Text, e.Who):
		return e.Text
	}
	return e.Who + ": " + e.Text
}

// Unread is a part of an export that gave no event.
type Unread struct {
	Line int    // 1-based; 0 when the part is an entry and no line
	Text string // in one line
	Why  string
}

// Import is what an export holds.
type Import struct {
	Form    Form
	Events  []Event // in the order of time
	Unread  []Unread
	LeftOut int // entries that are no events of the incident: joins, notifications

	unrelated bool // the alerts are those of a moment, and not of one notification
	people    people
}

// Options say how to read what an export leaves open.
type Options struct {
	Form Form      // "" finds it out
	Day  time.Time // the date and zone of times that name none; zero: such times are not read
	Now  time.Time // what ages count from ("5m12s" in a table, as kubectl prints it); zero: they are not read
	Link string    // address below which the messages of the channel or the commits of the repository stand, or ""

	// Reached are the milestones that the incident is known to have come to; none of these is marked again, and none before it started.
	Reached map[string]time.Time
}

// Error says that an export can't be read in a form.
type Error struct {
	Form Form
	Err  error
}

func (e *Error) Error() string { return fmt.Sprintf("not readable as %s: %v", e.Form, e.Err) }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Hint says what to do next.
func (e *Error) Hint() string {
	if e.Form == brokenJSON {
		return "export it again, or have it read as text with --from " + string(Notes)
	}
	return "name the form with --from: " + JoinForms()
}

// brokenJSON stands for the form of what can't be told.
const brokenJSON Form = "JSON"

// JoinForms names the forms in a list.
func JoinForms() string {
	var names []string
	for _, f := range Forms() {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

// Read reads an export, which must be UTF-8. The error is of type *Error; a part that can't be read is no error (Import.Unread).
func Read(source []byte, o Options) (Import, error) {
	form := o.Form
	records, err := readRecords(source)
	if err != nil && form != Deploys && form != Notes {
		return Import{}, &Error{brokenJSON, err}
	}
	if form == "" {
		form = detect(source, records)
	}
	in := Import{Form: form}
	switch form {
	case Slack:
		err = in.slack(records, o)
	case PagerDuty:
		err = in.pagerDuty(records)
	case Alerts:
		err = in.alerts(records)
	case GitHub:
		err = in.gitHub(records)
	case Deploys:
		err = in.gitLog(string(source), o)
	default:
		in.Form, err = Notes, nil
		in.notes(string(source), o.Day, o.Now)
	}
	if err != nil {
		return Import{}, &Error{form, err}
	}
	slices.SortStableFunc(in.Events, func(a, b Event) int { return a.At.Compare(b.At) })
	in.settleMilestones(o.Reached)
	for i := range in.Events {
		in.Events[i].unnamed = in.people.anonymous(in.Events[i].Text, in.Events[i].Who)
	}
	return in, nil
}

// add keeps an event: one line, no control characters, whole seconds.
func (in *Import) add(e Event) {
	e.At = e.At.Truncate(time.Second)
	e.Text, e.Who, e.Source = tidy(e.Text), tidy(e.Who), tidy(e.Source)
	if !isLink(e.Source) && !strings.HasPrefix(e.Source, commitSource) {
		e.Source = ""
	}
	if e.Text == "" {
		in.LeftOut++
		return
	}
	in.Events = append(in.Events, e)
}

func (in *Import) unread(line int, text, why string) {
	in.Unread = append(in.Unread, Unread{line, tidy(text), why})
}

// settleMilestones keeps the first detection and acknowledgement and the last resolution: the others are steps on the way. Of alerts that need not
// be of one incident none tells when it was detected, unless it is the only one.
func (in *Import) settleMilestones(reached map[string]time.Time) {
	alerts := map[string]bool{}
	for i := range in.Events {
		e := &in.Events[i]
		if _, ok := reached[e.Milestone]; ok || e.At.Before(reached[document.Started]) {
			e.Milestone = ""
		}
		if e.Milestone == document.Detected {
			alerts[e.Text] = true
		}
	}
	if in.unrelated && len(alerts) > 1 {
		for i := range in.Events {
			in.Events[i].Milestone = ""
		}
	}
	seen := map[string]bool{}
	keep := func(e *Event, milestone string) {
		if e.Milestone == milestone && seen[milestone] {
			e.Milestone = ""
		} else if e.Milestone == milestone {
			seen[milestone] = true
		}
	}
	for i := range in.Events {
		keep(&in.Events[i], document.Detected)
		keep(&in.Events[i], document.Acknowledged)
	}
	for i := len(in.Events) - 1; i >= 0; i-- {
		keep(&in.Events[i], document.Resolved)
	}
}

// tidy makes one line of a text and takes out what would act on a terminal.
func tidy(text string) string {
	if strings.Contains(text, "\x1b") {
		text = colourPattern().ReplaceAllString(text, "")
	}
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t', r == '\r', r == '\u2028', r == '\u2029':
			return ' '
		case unicode.Is(unicode.Bidi_Control, r), unicode.IsControl(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "�"))
	return strings.Join(strings.Fields(text), " ")
}

var colourPattern = lazy(`\x1b\[[0-?]*[ -/]*[@-~]`)

// isLink reports whether a text is an address of the web and nothing else.
func isLink(text string) bool {
	rest, ok := strings.CutPrefix(text, "https://")
	if !ok {
		rest, ok = strings.CutPrefix(text, "http://")
	}
	return ok && rest != "" && !strings.ContainsAny(text, " <>\"`\\")
}
