package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/importer"
	"github.com/blameless-postmortem/postmortem/internal/interview"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

type noteOptions struct {
	format outputFormat
	draft  string
	begin  bool
}

func (a *app) noteCommand() *cobra.Command {
	var o noteOptions
	cmd := &cobra.Command{
		Use:   "note [TEXT]",
		Short: "Note what happens while it happens",
		Long: `Adds an event to the timeline of the running incident and is done. It happened now, unless the text begins with a time ("10:38 probe
alerts", "5m ago rolled back"); [detected], [mitigated] and their like mark a milestone. Without TEXT it reads standard input: each
line that carries a time, or stands in a table with a column that says when, as kubectl prints it, is an event, at that time.

Text may begin with a number below zero ("-5% traffic"): from there on nothing is taken for a flag. Other words that begin with a dash stand behind two: "note -- -x was set".

The notes go into the draft that was changed last, within a day; the first note begins one. Any number of terminals may note at once,
also while the interview is open. "postmortem new" and "postmortem resume" have the notes in their timeline.`,
		Example: `  postmortem note rollback started
  postmortem note "10:38 probe alerts [detected]"
  kubectl get events -A | postmortem note`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.noteEvents(cmd.Context(), o, strings.Join(args, " "))
		},
	}
	o.format.register(cmd, "text", "json")
	a.registerLanguage(cmd)
	cmd.Flags().StringVar(&o.draft, "draft", "", "add to this `draft`; postmortem resume --list shows them")
	offerFrom(cmd, "draft", a.draftNames)
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		return flagError(err, "words that begin with a dash stand behind two: postmortem note -- -5% traffic")
	})
	cmd.Flags().BoolVar(&o.begin, "new", false, "begin a draft: this is another incident")
	return cmd
}

func (a *app) noteEvents(ctx context.Context, o noteOptions, text string) error {
	if o.begin && o.draft != "" {
		return &usageError{"--new and --draft name two drafts", "use one of them"}
	}
	now, err := a.now()
	if err != nil {
		return err
	}
	var events []template.Event
	left := 0
	switch {
	case strings.TrimSpace(text) != "":
		events = []template.Event{interview.ReadEvent(text, now)}
	case a.env.InTerminal:
		return &usageError{"there is nothing to note", `postmortem note "rollback started"`}
	default:
		source, err := io.ReadAll(io.LimitReader(interruptible{ctx, a.env.In}, maxNotes+1))
		if err != nil {
			return err
		}
		if len(source) > maxNotes {
			return &usageError{"standard input is longer than 1 MiB", "note what matters of it; postmortem timeline import reads whole exports"}
		}
		if events, left, err = readNotes(string(source), now); err != nil {
			return err
		}
	}
	place, c, err := a.place()
	if err != nil {
		return err
	}
	if o.begin {
		o.draft = interview.NewDraft
	}
	store, err := a.drafts(c, place.Root)
	if err != nil {
		return err
	}
	draft, begun, err := store.Note(ctx, o.draft, events)
	if err != nil {
		return err
	}
	if err := a.printNoted(o.format.json, draft, events); err != nil {
		return err
	}
	if left > 0 {
		a.note("%s left out: heads of tables, reactions, replies, who came and went.", a.words().Count(left, "line"))
	}
	if begun {
		a.note("%s", a.fitted("", "Draft %s begun for %s. %s goes on with it.", draft, a.homely(place.Root), a.ours("new")))
		if id, folder := store.RunningElsewhere(); id != "" && !o.begin {
			a.note("Draft %s is about an incident in %s. If this belongs there: postmortem --dir %s note …", id, a.homely(folder), shellQuote(folder))
		}
	} else if o.draft == "" {
		a.note("%s", a.fitted("", "In draft %s. Another incident begins with --new.", draft))
	}
	return nil
}

const maxNotes = 1 << 20 // bytes of standard input

// readNotes reads what was piped in: the lines that carry a time, or else the whole as one event that happened now. Lines about a chat or a
// table itself are left out and counted.
func readNotes(text string, now time.Time) (events []template.Event, leftOut int, err error) {
	if strings.TrimSpace(text) == "" {
		return nil, 0, &usageError{"there is nothing to note: standard input is empty", `postmortem note "rollback started"`}
	}
	in, err := importer.Read([]byte(strings.ToValidUTF8(text, "�")), importer.Options{Form: importer.Notes, Day: now, Now: now})
	if err != nil {
		return nil, 0, err
	}
	if len(in.Events) == 0 {
		return []template.Event{interview.ReadEvent(text, now)}, 0, nil
	}
	var untimed []string
	for _, u := range in.Unread {
		untimed = append(untimed, u.Text)
	}
	for _, e := range in.Events {
		events = append(events, interview.ReadEventAt(e.At, e.Line(true)))
	}
	if len(untimed) > 0 {
		events = append(events, interview.ReadEventAt(now.Truncate(time.Second), strings.Join(untimed, " ")))
	}
	return events, in.LeftOut, nil
}

// pastedNotes finds the events in what was pasted into an interview.
func pastedNotes(text string, day time.Time) interview.Pasted {
	in, err := importer.Read([]byte(text), importer.Options{Form: importer.Notes, Day: day})
	if err != nil {
		return interview.Pasted{}
	}
	read := interview.Pasted{LeftOut: in.LeftOut}
	for i, e := range timelineEvents(in.Events, true) {
		e.What = in.Events[i].Text
		read.Events = append(read.Events, interview.Found{Event: e, Who: in.Events[i].Who})
	}
	for _, u := range in.Unread {
		read.Unread = append(read.Unread, u.Text)
	}
	return read
}

// withNotedNumbers lets a note begin with a number below zero ("note -5% traffic"), which would be taken for a flag.
func withNotedNumbers(args []string) []string {
	note := slices.Index(args, "note")
	if note < 0 || slices.Contains(args[:note], "--") {
		return args
	}
	for i, arg := range args[note+1:] {
		switch {
		case arg == "--":
			return args
		case len(arg) > 1 && arg[0] == '-' && arg[1] >= '0' && arg[1] <= '9':
			return slices.Insert(slices.Clone(args), note+1+i, "--")
		}
	}
	return args
}

// timelineEvents are imported events as a draft holds them.
func timelineEvents(list []importer.Event, names bool) []template.Event {
	events := make([]template.Event, len(list))
	for i, e := range list {
		events[i] = template.Event{At: e.At, What: e.Line(names), Milestone: e.Milestone, Source: e.Source}
	}
	return events
}

type notedResult struct {
	Draft  string        `json:"draft"`
	Events []eventResult `json:"events"`
}

type eventResult struct {
	At        time.Time `json:"at"`
	What      string    `json:"what"`
	Milestone *string   `json:"milestone"`
	Source    *string   `json:"source"`
}

func eventResults(events []template.Event) []eventResult {
	list := []eventResult{}
	for _, e := range events {
		list = append(list, eventResult{e.At.UTC(), e.What, nullable(e.Milestone), nullable(e.Source)})
	}
	return list
}

func (a *app) printNoted(json bool, draft string, events []template.Event) error {
	if json {
		return writeJSON(a.env.Out, notedResult{draft, eventResults(events)})
	}
	for _, e := range events {
		if _, err := fmt.Fprintln(a.env.Out, eventLine(e)); err != nil {
			return err
		}
	}
	return nil
}

// eventLine shows an event with its time in UTC.
func eventLine(e template.Event) string {
	text := e.At.UTC().Format("2006-01-02 15:04:05 UTC") + "  "
	if e.Milestone != "" {
		text += "[" + e.Milestone + "] "
	}
	return harmless(text + e.What)
}
