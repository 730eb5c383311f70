package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/actions"
	"github.com/blameless-postmortem/postmortem/internal/language"
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
	a.registerLanguage(cmd)
	flags := cmd.Flags()
	flags.BoolVar(&o.overdue, "overdue", false, "show what is overdue only")
	flags.BoolVar(&o.failOverdue, "fail-overdue", false, "exit with 1 when something is overdue")
	flags.BoolVar(&o.live, "live", false, "ask GitHub instead of trusting the documents")
	flags.StringVar(&o.by, "by", "", "count by `what`: "+strings.Join(actions.Dimensions(), ", "))
	offer(cmd, "by", actions.Dimensions()...)
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
	if err := a.someRead(overview.Unread, len(sources)); err != nil {
		return err
	}
	overview.OverdueOnly = o.overdue
	switch o.format.name {
	case "json":
		err = writeJSON(a.env.Out, overview)
	case "markdown":
		err = printDigest(a.env.Out, a.words(), overview)
	default:
		err = a.printStatus(overview, o.by)
	}
	if err == nil && o.failOverdue && overview.Total().Overdue > 0 {
		return errCheck
	}
	return err
}

func strength(title string) string { return rules.Grade(title).String() }

// headline is the overview in a sentence, without its full stop.
func headline(say language.Phrases, o *actions.Overview) string {
	c := o.Total()
	if c == (actions.Count{}) {
		return say.Say("There are no action items")
	}
	text := say.Say("Action items: %d open in %s, %d overdue, %d done", c.Open, say.Count(o.Documents(), "postmortem"), c.Overdue, c.Done)
	if c.Dropped > 0 {
		text += say.Say(", %d dropped", c.Dropped)
	}
	return text
}

// completion tells how the targets were met, a sentence each.
func completion(say language.Phrases, o *actions.Overview) []string {
	var all []string
	for _, t := range o.Targets {
		judged := t.Met + t.Missed
		if judged == 0 {
			continue
		}
		within := say.Count(t.Days, "day")
		if t.Days%7 == 0 {
			within = say.Count(t.Days/7, "week")
		}
		share := (100*t.Met + judged/2) / judged
		if o.Live { // only GitHub knows when
			all = append(all, say.Say("%s, target %s: %d of %d done in time (%d %%).", t.Priority, within, t.Met, judged, share))
		} else {
			all = append(all, say.Say("%s, target %s: %d of %d done (%d %%).", t.Priority, within, t.Met, judged, share))
		}
	}
	return all
}

func (a *app) printStatus(o *actions.Overview, by string) error {
	say, width := a.words(), a.env.Width()
	var b strings.Builder
	for _, sentence := range append([]string{say.Say("%s.", headline(say, o))}, completion(say, o)...) {
		b.WriteString(fit(sentence, "", cmp.Or(width, math.MaxInt)) + "\n")
	}
	var rows [][]string
	if by != "" {
		rows = append(rows, []string{dimension(say, by), say.Say("open"), say.Say("overdue"), say.Say("done"), say.Say("dropped")})
		for _, c := range o.By(by) {
			rows = append(rows, []string{harmless(orDash(c.Name)), strconv.Itoa(c.Open), strconv.Itoa(c.Overdue), strconv.Itoa(c.Done), strconv.Itoa(c.Dropped)})
		}
	} else {
		for _, s := range o.Open() {
			rows = append(rows, statusRow(say, o, s))
		}
	}
	if len(rows) > 0 {
		b.WriteByte('\n')
	}
	if by != "" {
		b.WriteString(columns(rows))
	} else {
		const title = 3
		b.WriteString(fitColumns(rows, width, actionLines(title)))
	}
	_, err := io.WriteString(a.env.Out, b.String())
	return err
}

// dimension names what is counted by.
func dimension(say language.Phrases, by string) string {
	switch by {
	case "owner":
		return say.Say("owner")
	case "severity":
		return say.Say("severity")
	case "service":
		return say.Say("service")
	case "strength":
		return say.Say("strength")
	case "priority":
		return say.Say("priority")
	case "type":
		return say.Say("type")
	case "age":
		return say.Say("age")
	}
	return by
}

// statusRow is an open item in columns.
func statusRow(say language.Phrases, o *actions.Overview, s actions.Standing) []string {
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
		age = say.Say("%d d old", days)
	}
	return []string{
		"  " + when(say, s), age, orDash(s.Item.Priority), harmless(s.Item.Title), harmless(orDash(s.Item.Owner)),
		harmless(orDash(issue)), fmt.Sprintf("%s:%d%s", harmless(s.Item.Path), s.Item.Line, harmless(note)),
	}
}

// when tells how an open item's date stands to today.
func when(say language.Phrases, s actions.Standing) string {
	switch {
	case s.Overdue:
		return say.Say("%d d overdue", s.Late)
	case s.HasDate && s.Left == 0:
		return say.Say("due today")
	case s.HasDate:
		return say.Say("in %d d", s.Left)
	}
	return harmless(cmp.Or(s.Item.Due, say.Say("no date")))
}

// soon is how far a digest looks ahead, in days.
const soon = 14

// printDigest writes the overview as markdown for a weekly message.
func printDigest(out io.Writer, say language.Phrases, o *actions.Overview) error {
	var b strings.Builder
	fmt.Fprintf(&b, "**%s**", headline(say, o))
	for _, line := range completion(say, o) {
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
			fmt.Fprintf(&b, "- %s\n", digestLine(say, s))
		}
	}
	part(say.Say("Overdue"), func(s actions.Standing) bool { return s.Overdue })
	part(say.Say("Due in the next %d days", soon), func(s actions.Standing) bool { return s.HasDate && !s.Overdue && s.Left <= soon })
	part(say.Say("Without a date"), func(s actions.Standing) bool { return !s.HasDate })
	if owners := slices.DeleteFunc(o.By("owner"), func(c actions.Count) bool { return c.Open == 0 }); len(owners) > 0 && !o.OverdueOnly {
		fmt.Fprintf(&b, "\n### %s\n\n| %s | %s | %s | %s |\n| --- | ---: | ---: | ---: |\n", say.Say("By owner"), say.Say("Owner"), say.Say("Open"), say.Say("Overdue"), say.Say("Done"))
		for _, c := range owners {
			fmt.Fprintf(&b, "| %s | %d | %d | %d |\n", view.MarkdownCode(c.Name), c.Open, c.Overdue, c.Done)
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func digestLine(say language.Phrases, s actions.Standing) string {
	title := view.MarkdownText(s.Item.Title)
	if s.Item.Issue != nil && s.Item.Issue.URL != "" {
		title = "[" + title + "](" + s.Item.Issue.URL + ")"
	}
	parts := []string{when(say, s)}
	for _, part := range []string{s.Item.Priority, view.MarkdownCode(s.Item.Owner)} {
		if part != "" && part != "–" {
			parts = append(parts, part)
		}
	}
	return say.Say("%s (%s), from %s", title, strings.Join(parts, say.Say(", ")), view.MarkdownText(s.Document))
}
