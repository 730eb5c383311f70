package cli

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/actions"
	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/reading"
)

func (a *app) showCommand() *cobra.Command {
	var format outputFormat
	cmd := &cobra.Command{
		Use:   "show PATH",
		Short: "Show what a postmortem says, and how long things took",
		Long: `Reads a postmortem, in whatever form it was written, and shows what was understood: times and durations, the timeline on
the clock of "timezone" in the configuration (UTC where there is none), the action items with their state, and the text. PATH is a file, or - for standard input. --json has the same for programs, with line numbers.`,
		Example: `  postmortem show postmortems/2026-11-20-checkout.md
  postmortem show --json - < draft.md`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return &usageError{"show takes one file, or - for standard input", "postmortem show PATH"}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.show(cmd.Context(), format, args[0]) },
	}
	format.register(cmd, "text", "json")
	a.registerLanguage(cmd)
	return cmd
}

func (a *app) show(ctx context.Context, format outputFormat, path string) error {
	doc, c, err := a.document(ctx, path)
	if err != nil {
		return err
	}
	if format.json {
		return writeJSON(a.env.Out, newShown(doc))
	}
	width := 0
	if a.env.OutTerminal {
		width = a.env.Width()
	}
	spoken := a.spoken(c)
	zone, err := a.documentZone(c, spoken)
	if err != nil {
		return err
	}
	return reading.Write(a.env.Out, doc, spoken.Messages(), zone, a.env.color(a.color, a.env.OutTerminal), width)
}

// shown is a document in JSON. Its fields are a contract: add, never change. What the document does not say is null.
type shown struct {
	Path     string         `json:"path"`
	Title    *string        `json:"title"`
	Meta     shownMeta      `json:"meta"`
	Sections []shownSection `json:"sections"`
	Timeline []shownEvent   `json:"timeline"`
	Actions  []shownAction  `json:"actions"`
	Metrics  shownMetrics   `json:"metrics"`
	Problems []shownProblem `json:"problems"`
}

type shownMeta struct {
	Status    *string      `json:"status"`
	Severity  *string      `json:"severity"`
	Started   *string      `json:"started"`
	Detected  *string      `json:"detected"`
	Mitigated *string      `json:"mitigated"`
	Resolved  *string      `json:"resolved"`
	Services  []string     `json:"services"`
	Authors   []string     `json:"authors"`
	People    []string     `json:"people"` // everyone whom the metadata names
	Factors   []string     `json:"factors"`
	Fields    []shownField `json:"fields"` // all of the metadata, as written
}

type shownField struct {
	Key   string `json:"key"`
	Value string `json:"value"`
	Line  int    `json:"line"`
}

type shownSection struct {
	Name    *string `json:"name"` // canonical, in lower case
	Heading *string `json:"heading"`
	Line    int     `json:"line"`
	Level   int     `json:"level"`
}

type shownEvent struct {
	Line      int     `json:"line"`
	At        *string `json:"at"`
	Why       *string `json:"why"` // why at is null
	Written   *string `json:"written"`
	Text      *string `json:"text"`
	Milestone *string `json:"milestone"`
}

type shownAction struct {
	Line     int         `json:"line"`
	ID       string      `json:"id"` // as "actions list" has it
	Title    *string     `json:"title"`
	Type     *string     `json:"type"`
	Priority *string     `json:"priority"`
	Owner    *string     `json:"owner"`
	Due      *string     `json:"due"`
	Factor   *string     `json:"factor"`  // the first of them
	Factors  []string    `json:"factors"` // ids
	DoneWhen *string     `json:"done_when"`
	Status   *string     `json:"status"` // as written
	Done     bool        `json:"done"`
	Dropped  bool        `json:"dropped"`
	Issue    *shownIssue `json:"issue"`
}

type shownIssue struct {
	Number *int    `json:"number"` // null when it is no GitHub issue
	URL    *string `json:"url"`
	Text   string  `json:"text"`
}

// shownMetrics are in seconds.
type shownMetrics struct {
	TimeToDetect      *int64 `json:"time_to_detect"`
	TimeToAcknowledge *int64 `json:"time_to_acknowledge"`
	TimeToMitigate    *int64 `json:"time_to_mitigate"`
	TimeToResolve     *int64 `json:"time_to_resolve"`
}

type shownProblem struct {
	Line    int     `json:"line"`
	Message string  `json:"message"`
	Hint    *string `json:"hint"`
}

func newShown(doc *document.Document) shown {
	line := func(s document.Span) int { return doc.Position(s.Start).Line }
	m, metrics := doc.Meta, doc.Metrics()
	out := shown{
		Path: doc.Path, Title: nullable(doc.Title),
		Meta: shownMeta{
			Status: nullable(m.Status), Severity: nullable(m.Severity),
			Started: instant(m.Started), Detected: instant(m.Detected), Mitigated: instant(m.Mitigated), Resolved: instant(m.Resolved),
			Services: list(m.Services), Authors: list(m.Authors), People: list(m.People), Factors: list(m.Factors), Fields: []shownField{},
		},
		Sections: []shownSection{}, Timeline: []shownEvent{}, Actions: []shownAction{}, Problems: []shownProblem{},
		Metrics: shownMetrics{
			TimeToDetect: seconds(metrics.TimeToDetect), TimeToAcknowledge: seconds(metrics.TimeToAcknowledge),
			TimeToMitigate: seconds(metrics.TimeToMitigate), TimeToResolve: seconds(metrics.TimeToResolve),
		},
	}
	for _, f := range m.Fields {
		out.Meta.Fields = append(out.Meta.Fields, shownField{Key: f.Key, Value: f.Value, Line: line(f.Span)})
	}
	for _, s := range doc.Sections {
		out.Sections = append(out.Sections, shownSection{Name: nullable(s.Name), Heading: nullable(s.Heading), Line: line(s.Span), Level: s.Level})
	}
	events := doc.Timeline.Events
	if len(events) == 0 {
		events = doc.Timeline.Steps
	}
	for _, e := range events {
		out.Timeline = append(out.Timeline, shownEvent{
			Line: line(e.Span), At: instant(e.At), Why: nullable(e.Why.Error()), Written: nullable(e.Written), Text: nullable(e.Text), Milestone: nullable(e.Milestone),
		})
	}
	for i, item := range actions.Items(doc) {
		read := doc.Actions[i]
		action := shownAction{
			Line: item.Line, ID: item.ID, Title: nullable(item.Title), Type: nullable(item.Type), Priority: nullable(item.Priority), Owner: nullable(item.Owner),
			Due: nullable(item.Due), Factor: nullable(read.Factor), Factors: list(read.Factors), DoneWhen: nullable(item.DoneWhen),
			Status: nullable(item.Status), Done: item.Done, Dropped: item.Dropped,
		}
		if item.Issue != nil {
			action.Issue = &shownIssue{URL: nullable(item.Issue.URL), Text: item.Issue.Text}
			if n := item.Issue.Number; n != 0 {
				action.Issue.Number = &n
			}
		}
		out.Actions = append(out.Actions, action)
	}
	for _, p := range doc.Problems {
		out.Problems = append(out.Problems, shownProblem{Line: line(p.Span), Message: p.Message, Hint: nullable(p.Hint)})
	}
	return out
}

func nullable(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// list is never null.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// instant is a time in UTC, nil for none.
func instant(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return nullable(t.UTC().Format(time.RFC3339))
}

func seconds(d *time.Duration) *int64 {
	if d == nil {
		return nil
	}
	s := int64(*d / time.Second)
	return &s
}
