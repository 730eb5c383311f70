package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/actions"
	"github.com/blameless-postmortem/postmortem/internal/learn/view"
	"github.com/blameless-postmortem/postmortem/internal/lint/rules"
)

type statusOptions struct {
	trackerOptions
	overdue     bool
	failOverdue bool
	live        bool
	by          string
}

func (a *app) actionsStatusCommand() *cobra.Command {
	o := statusOptions{trackerOptions: trackerOptions{readOnly: true}}
	cmd := &cobra.Command{
		Use:   "status [PATH...]",
		Short: "Show which action items are open, due and overdue",
		Long: `Reads the action items of all documents, or of those that are named, and shows what is open: the overdue first, then what is due next. It works offline, from what the
documents say; --live asks GitHub for the state of every item that has an issue, and when it was closed.

The targets say in how many days from the incident items of a priority are meant to be done: actions.targets in .postmortem.yaml, at first 4 weeks for P0 and P1 and
8 weeks for P2. The format markdown is made for a weekly message.`,
		Example: `  postmortem actions status --overdue
  postmortem actions status --by owner
  postmortem actions status --live --format markdown > digest.md`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.actionsStatus(cmd.Context(), o, args) },
	}
	o.register(cmd, "text", "json", "markdown")
	flags := cmd.Flags()
	flags.BoolVar(&o.overdue, "overdue", false, "show what is overdue only")
	flags.BoolVar(&o.failOverdue, "fail-overdue", false, "exit with 1 when something is overdue")
	flags.BoolVar(&o.live, "live", false, "ask GitHub instead of trusting the documents")
	flags.StringVar(&o.by, "by", "", "count by `what`: "+strings.Join(actions.Dimensions(), ", "))
	return cmd
}

func (a *app) actionsStatus(ctx context.Context, o statusOptions, paths []string) error {
	if o.by != "" && !slices.Contains(actions.Dimensions(), o.by) {
		return &usageError{fmt.Sprintf("--by %q is none of %s", o.by, strings.Join(actions.Dimensions(), ", ")), ""}
	}
	place, c, err := a.place()
	if err != nil {
		return err
	}
	sources, err := a.sources(place, c, paths)
	if err != nil {
		return err
	}
	options := actions.StatusOptions{Parser: parser(c), Now: a.env.Now(), Targets: c.Actions.Targets, Strength: strength}
	if o.live {
		t, err := a.tracker(ctx, o.trackerOptions, paths)
		if err != nil {
			return err
		}
		options.Live = &t.options
	}
	overview, err := actions.Status(ctx, sources, options)
	a.clearProgress()
	if err != nil {
		return err
	}
	overview.OverdueOnly = o.overdue
	switch o.format.name {
	case "json":
		err = writeJSON(a.env.Out, overview)
	case "markdown":
		err = printDigest(a.env.Out, overview)
	default:
		err = printStatus(a.env.Out, overview, o.by)
	}
	if err == nil && o.failOverdue && overview.Total().Overdue > 0 {
		return errCheck
	}
	return err
}

func strength(title string) string { return rules.Grade(title).String() }

// headline is the overview in a sentence.
func headline(o *actions.Overview) string {
	c := o.Total()
	if c == (actions.Count{}) {
		return "There are no action items."
	}
	text := fmt.Sprintf("Action items: %d open in %s, %d overdue, %d done", c.Open, plural(o.Documents(), "postmortem"), c.Overdue, c.Done)
	if c.Dropped > 0 {
		text += fmt.Sprintf(", %d dropped", c.Dropped)
	}
	return text + "."
}

// completion tells how the targets were met, a sentence each.
func completion(o *actions.Overview) []string {
	var all []string
	for _, t := range o.Targets {
		judged := t.Met + t.Missed
		if judged == 0 {
			continue
		}
		within := plural(t.Days, "day")
		if t.Days%7 == 0 {
			within = plural(t.Days/7, "week")
		}
		done := "done"
		if o.Live {
			done = "done in time" // only GitHub knows when
		}
		all = append(all, fmt.Sprintf("%s, target %s: %d of %d %s (%d %%).", t.Priority, within, t.Met, judged, done, (100*t.Met+judged/2)/judged))
	}
	return all
}

func printStatus(out io.Writer, o *actions.Overview, by string) error {
	fmt.Fprintln(out, headline(o))
	for _, line := range completion(o) {
		fmt.Fprintln(out, line)
	}
	w := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	if by != "" {
		fmt.Fprintf(w, "\n%s\topen\toverdue\tdone\tdropped\n", by)
		for _, c := range o.By(by) {
			fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\n", harmless(orDash(c.Name)), c.Open, c.Overdue, c.Done, c.Dropped)
		}
		return w.Flush()
	}
	for i, s := range o.Open() {
		if i == 0 {
			fmt.Fprintln(w)
		}
		issue := ""
		if s.Item.Issue != nil {
			issue = s.Item.Issue.Text
		}
		note := ""
		if s.Note != "" {
			note = "  (" + s.Note + ")"
		}
		age := "-"
		if days := s.Age(o.Now); days >= 0 {
			age = fmt.Sprintf("%d d old", days)
		}
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\t%s\t%s\t%s:%d%s\n", when(s), age, orDash(s.Item.Priority), harmless(s.Item.Title), harmless(orDash(s.Item.Owner)),
			harmless(orDash(issue)), harmless(s.Item.Path), s.Item.Line, harmless(note))
	}
	return w.Flush()
}

// when tells how an open item's date stands to today.
func when(s actions.Standing) string {
	switch {
	case s.Overdue:
		return fmt.Sprintf("%d d overdue", s.Late)
	case s.HasDate && s.Left == 0:
		return "due today"
	case s.HasDate:
		return fmt.Sprintf("in %d d", s.Left)
	}
	return harmless(cmp.Or(s.Item.Due, "no date"))
}

// soon is how far a digest looks ahead, in days.
const soon = 14

// printDigest writes the overview as markdown for a weekly message.
func printDigest(out io.Writer, o *actions.Overview) error {
	var b strings.Builder
	fmt.Fprintf(&b, "**%s**", strings.TrimSuffix(headline(o), "."))
	for _, line := range completion(o) {
		b.WriteString("  \n" + line)
	}
	b.WriteString("\n")
	part := func(heading string, wanted func(actions.Standing) bool) {
		first := true
		for _, s := range o.Open() {
			if !wanted(s) {
				continue
			}
			if first {
				fmt.Fprintf(&b, "\n### %s\n\n", heading)
				first = false
			}
			fmt.Fprintf(&b, "- %s\n", digestLine(s))
		}
	}
	part("Overdue", func(s actions.Standing) bool { return s.Overdue })
	part(fmt.Sprintf("Due in the next %d days", soon), func(s actions.Standing) bool { return s.HasDate && !s.Overdue && s.Left <= soon })
	part("Without a date", func(s actions.Standing) bool { return !s.HasDate })
	if owners := slices.DeleteFunc(o.By("owner"), func(c actions.Count) bool { return c.Open == 0 }); len(owners) > 0 && !o.OverdueOnly {
		b.WriteString("\n### By owner\n\n| Owner | Open | Overdue | Done |\n| --- | ---: | ---: | ---: |\n")
		for _, c := range owners {
			fmt.Fprintf(&b, "| %s | %d | %d | %d |\n", view.MarkdownCode(c.Name), c.Open, c.Overdue, c.Done)
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func digestLine(s actions.Standing) string {
	title := view.MarkdownText(s.Item.Title)
	if s.Item.Issue != nil && s.Item.Issue.URL != "" {
		title = "[" + title + "](" + s.Item.Issue.URL + ")"
	}
	parts := []string{when(s)}
	for _, part := range []string{s.Item.Priority, view.MarkdownCode(s.Item.Owner)} {
		if part != "" && part != "–" {
			parts = append(parts, part)
		}
	}
	return fmt.Sprintf("%s (%s), from %s", title, strings.Join(parts, ", "), view.MarkdownText(s.Document))
}
