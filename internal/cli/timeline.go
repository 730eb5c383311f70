package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/importer"
	"github.com/blameless-postmortem/postmortem/internal/interview"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

type importOptions struct {
	format  outputFormat
	from    string
	into    string
	draft   string
	day     string
	link    string
	noNames bool
	dryRun  bool
	yes     bool
}

func (a *app) timelineCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "timeline",
		Short: "Bring what other tools recorded into a timeline",
	}
	cmd.AddCommand(a.timelineImportCommand())
	return cmd
}

func (a *app) timelineImportCommand() *cobra.Command {
	var o importOptions
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Merge an export into the timeline of a document or of the running draft",
		Long: `Reads what another tool recorded and adds what the timeline doesn't have yet, each event with a link to where it was seen:
a Slack channel export, the log entries of a PagerDuty incident, alerts from Alertmanager, Prometheus or Grafana, the comments of a GitHub
issue, what git log prints, or notes, copied chat and tables such as those of kubectl as plain text. FILE may be - for standard input; only there
an age ("5m12s") says when, for it counts from now.

It shows what it will add and, on a terminal, asks before it writes. Where it can't ask there, because of --json or because standard input is the export, say --yes
to write or --dry-run to look. In a document each event goes to its place in the order of time, in the form that the timeline has; every other byte stays.`,
		Example: `  postmortem timeline import incident-2026-11-20.json --into postmortems/2026-11-20-checkout.md
  gh issue view 7 --json title,createdAt,url,author,comments | postmortem timeline import - --dry-run
  kubectl get events -A | postmortem timeline import - --dry-run
  git log --since 2026-11-20 | postmortem timeline import - --link https://github.com/acme/widgets/commit`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return &usageError{"timeline import takes one file", "postmortem timeline import FILE, or - for standard input"}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.importTimeline(cmd.Context(), o, args[0]) },
	}
	o.format.register(cmd, "text", "json")
	a.registerLanguage(cmd)
	flags := cmd.Flags()
	flags.StringVar(&o.from, "from", "", "read it as this `form`: "+importer.JoinForms()+" (found out by itself)")
	flags.StringVar(&o.into, "into", "", "write into this `document` instead of the running draft")
	flags.StringVar(&o.draft, "draft", "", "add to this `draft`; postmortem resume --list shows them")
	flags.StringVar(&o.day, "day", "", "the `date` of times that carry none, and their zone: 2026-11-20, \"2026-11-20 +09:00\" (the day of the incident, your zone)")
	offerFrom(cmd, "from", func() []string {
		var forms []string
		for _, form := range importer.Forms() {
			forms = append(forms, string(form))
		}
		return forms
	})
	offerFiles(cmd, "into", documentEndings()...)
	offerFrom(cmd, "draft", a.draftNames)
	flags.StringVar(&o.link, "link", "", "the `address` below which messages or commits stand, for links to them")
	flags.BoolVar(&o.noNames, "no-names", false, "leave out who said it; names in the text of pages become \"a responder\"")
	flags.BoolVar(&o.dryRun, "dry-run", false, "show what would be added and write nothing")
	flags.BoolVarP(&o.yes, "yes", "y", false, "don't ask")
	return cmd
}

// timelineTarget is where events go: a document or a draft.
type timelineTarget interface {
	// there lists the events that it has.
	there() []importer.Event
	// start is when the incident began; zero when that is not known.
	start() time.Time
	// reached tells when the incident came to which milestone, as far as that is known.
	reached() map[string]time.Time
	// add writes events into it and returns the name of what holds them now.
	add(context.Context, []importer.Event) (string, error)
}

func (a *app) importTimeline(ctx context.Context, o importOptions, file string) error {
	if o.from != "" && !slices.Contains(importer.Forms(), importer.Form(o.from)) {
		return &usageError{fmt.Sprintf("--from %q is none of %s", o.from, importer.JoinForms()), ""}
	}
	if o.into != "" && o.draft != "" {
		return &usageError{"--into and --draft name two places", "use one of them"}
	}
	asks := a.env.InTerminal && a.env.OutTerminal && !o.yes && !o.dryRun
	if a.env.OutTerminal && !o.yes && !o.dryRun && (o.format.json || file == "-") {
		return &usageError{"nobody can be asked whether to write: standard input or the output is taken", "add --dry-run to look, --yes to write"}
	}
	target, err := a.timelineTarget(o)
	if err != nil {
		return err
	}
	day, err := a.importDay(o, target.start())
	if err != nil {
		return err
	}
	source, err := a.read(ctx, file)
	if err != nil {
		return err
	}
	options := importer.Options{Form: importer.Form(o.from), Day: day, Link: o.link, Reached: target.reached()}
	if file == "-" {
		options.Now = a.env.Now() // of what is piped in: a file may be of any time
	}
	in, err := importer.Read(source, options)
	if err != nil {
		return fmt.Errorf("%s: %w", displayName(file), err)
	}
	fresh, duplicates := importer.Fresh(in.Events, target.there())
	r := importResult{Form: string(in.Form), Added: eventResults(timelineEvents(fresh, !o.noNames)), Duplicates: duplicates, Unread: []unreadResult{}}
	for _, u := range in.Unread {
		r.Unread = append(r.Unread, unreadResult{u.Line, u.Text, u.Why})
	}
	if !o.format.json {
		a.preview(in, fresh, duplicates, !o.noNames)
	}
	write := len(fresh) > 0 && !o.dryRun
	if write && asks {
		if write, err = a.confirm(ctx, a.words().Say("Add %s? y adds, anything else leaves it: ", a.words().Count(len(fresh), "event"))); err != nil {
			return err
		}
	}
	if write {
		into, err := target.add(ctx, fresh)
		if err != nil {
			return err
		}
		r.Into = &into
	}
	if err := a.printImport(o, r); err != nil {
		return err
	}
	if len(in.Events) == 0 && len(in.Unread) > 0 {
		return &usageError{
			fmt.Sprintf("%s: nothing in it could be read as an event", displayName(file)),
			"each event needs a time; --from names the form of the export, --day the date of times that carry none",
		}
	}
	return nil
}

type importResult struct {
	Form       string         `json:"form"`
	Into       *string        `json:"into"` // the document or the draft; null when nothing was written
	Added      []eventResult  `json:"added"`
	Duplicates int            `json:"duplicates"`
	Unread     []unreadResult `json:"unread"`
}

type unreadResult struct {
	Line int    `json:"line"`
	Text string `json:"text"`
	Why  string `json:"why"`
}

func (a *app) printImport(o importOptions, r importResult) error {
	if o.format.json {
		return writeJSON(a.env.Out, r)
	}
	switch {
	case r.Into != nil:
		a.note("%s added to %s.", a.words().Count(len(r.Added), "event"), *r.Into)
	case len(r.Added) == 0:
		a.note("Nothing to add.")
	default:
		a.note("Nothing was written.")
	}
	return nil
}

// preview shows what was understood and what was not.
func (a *app) preview(in importer.Import, fresh []importer.Event, duplicates int, names bool) {
	for i, e := range timelineEvents(fresh, names) {
		line := eventLine(e)
		if source := fresh[i].Source; source != "" {
			line += "  (" + harmless(source) + ")"
		}
		fmt.Fprintln(a.env.Out, line)
	}
	summary := a.words().Say("Read as %s: %s", in.Form, a.words().Count(len(fresh), "new event"))
	if duplicates > 0 {
		summary += a.words().Say(", %d there already", duplicates)
	}
	if in.LeftOut > 0 {
		summary += a.words().Say(", %d left out (joins, notifications, reactions, marks without words)", in.LeftOut)
	}
	a.note("%s.", summary)
	if later := slices.IndexFunc(fresh, func(e importer.Event) bool { return e.At.After(a.env.Now().Add(clockSkew)) }); later >= 0 {
		a.note("%s ahead: is the day right? --day says which it is.", a.lying(len(fresh)-later))
	}
	for i, u := range in.Unread {
		if i == shownUnread {
			a.note("  and %d more were not read", len(in.Unread)-i)
			break
		}
		at := a.words().Say("an entry")
		if u.Line > 0 {
			at = a.words().Say("line %d", u.Line)
		}
		a.note("  not read: %s (%s): %s", at, a.wordsOf("importer").Say(u.Why), ansi.Truncate(u.Text, 60, "…"))
	}
}

// clockSkew is how far ahead an event may lie and still be taken for one that has passed: clocks differ.
const clockSkew = 5 * time.Minute

// lying counts events that lie somewhere.
func (a *app) lying(n int) string {
	if n == 1 {
		return a.words().Say("1 event lies")
	}
	return a.words().Say("%d events lie", n)
}

const shownUnread = 10

// confirm asks a question that "y" answers with yes.
func (a *app) confirm(ctx context.Context, question string) (bool, error) {
	fmt.Fprint(a.env.Err, question)
	line, err := bufio.NewReader(interruptible{ctx, a.env.In}).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	answer := strings.ToLower(strings.TrimSpace(line))
	return answer == "y" || answer == "yes", nil
}

func displayName(file string) string {
	if file == "-" {
		return "standard input"
	}
	return filepath.ToSlash(file)
}

// importDay is the date and zone of times that carry none.
func (a *app) importDay(o importOptions, start time.Time) (time.Time, error) {
	now, err := a.now()
	if err != nil {
		return time.Time{}, err
	}
	if o.day == "" {
		if start.IsZero() {
			start = now
		}
		return start.In(now.Location()), nil
	}
	if date, zone, ok := strings.Cut(strings.TrimSpace(o.day), " "); ok {
		if date, err := document.ReadDate(date); err == nil {
			if day, err := document.ReadTime(date+" 00:00 "+zone, time.Time{}); err == nil {
				return day, nil
			}
		}
	}
	date, err := document.ReadDate(o.day)
	if err != nil {
		return time.Time{}, &usageError{fmt.Sprintf("--day: %v", err), `for example --day 2026-11-20, or with a zone --day "2026-11-20 +09:00"`}
	}
	return time.ParseInLocation(time.DateOnly, date, now.Location())
}

func (a *app) timelineTarget(o importOptions) (timelineTarget, error) {
	place, c, err := a.place()
	if err != nil {
		return nil, err
	}
	if o.into == "" {
		store, err := a.drafts(c, place.Root)
		if err != nil {
			return nil, err
		}
		id := o.draft
		if id == "" {
			if id, err = store.Running(); err != nil {
				return nil, err
			}
		}
		t := &draftTarget{store: store, names: !o.noNames, id: id}
		if id != "" {
			t.answers, err = store.Answers(id)
		}
		return t, err
	}
	source, err := document.ReadFile(o.into)
	if err != nil {
		return nil, err
	}
	p := parser(c)
	return &documentTarget{parser: p, document: p.Parse(displayName(o.into), source), path: o.into, names: !o.noNames}, nil
}

type documentTarget struct {
	parser   document.Parser
	document *document.Document
	path     string
	names    bool
}

func (t *documentTarget) there() []importer.Event { return importer.There(t.document) }

func (t *documentTarget) start() time.Time {
	at := t.document.MilestoneTime(document.Started)
	for _, e := range t.document.Timeline.Events {
		if at.IsZero() {
			at = e.At
		}
	}
	return at
}

func (t *documentTarget) reached() map[string]time.Time {
	reached := map[string]time.Time{}
	for _, name := range document.MilestoneNames() {
		if at := t.document.MilestoneTime(name); !at.IsZero() {
			reached[name] = at
		}
	}
	return reached
}

func (t *documentTarget) add(_ context.Context, events []importer.Event) (string, error) {
	after, err := importer.Merge(t.parser, t.document, events, t.names)
	if err != nil {
		return "", err
	}
	return displayName(t.path), document.Replace(t.path, t.document.Source, after)
}

type draftTarget struct {
	store   *interview.Store
	names   bool
	id      string // "": one is to be begun
	answers template.Answers
}

func (t *draftTarget) there() []importer.Event {
	list := make([]importer.Event, len(t.answers.Timeline))
	for i, e := range t.answers.Timeline {
		list[i] = importer.Event{At: e.At, Text: e.What, Source: e.Source}
	}
	return list
}

func (t *draftTarget) start() time.Time {
	if len(t.answers.Timeline) == 0 {
		return time.Time{}
	}
	return t.answers.Timeline[0].At
}

func (t *draftTarget) reached() map[string]time.Time {
	a := t.answers
	reached := map[string]time.Time{
		document.Started: a.Started, document.Detected: a.Detected, document.Mitigated: a.Mitigated, document.Resolved: a.Resolved,
	}
	for _, e := range a.Timeline {
		if e.Milestone == document.Acknowledged {
			reached[e.Milestone] = e.At
		}
	}
	maps.DeleteFunc(reached, func(_ string, at time.Time) bool { return at.IsZero() })
	return reached
}

func (t *draftTarget) add(ctx context.Context, events []importer.Event) (string, error) {
	in, _, err := t.store.Note(ctx, t.id, timelineEvents(events, t.names))
	return "draft " + in, err
}
