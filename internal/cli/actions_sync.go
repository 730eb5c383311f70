package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/actions"
)

type syncOptions struct {
	trackerOptions
	check bool
}

func (a *app) actionsSyncCommand() *cobra.Command {
	var o syncOptions
	cmd := &cobra.Command{
		Use:   "sync [PATH...]",
		Short: "Keep documents and their issues in step",
		Long: `Brings back what GitHub owns: an item is ticked when its issue was closed as completed and unticked when it was reopened, noted when it was closed as not planned or as a
duplicate, deleted or moved to a discussion; a transferred issue gets its new link; an owner that is a @login follows the assignee. What the document owns goes to the issue: title, due date, text
and labels. docs/action-items.md tells which side owns what.

--check changes nothing and exits with 1 when something is out of step.`,
		Example: `  postmortem actions sync --check
  postmortem actions sync postmortems/2026-11-20-checkout.md`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.actionsSync(cmd.Context(), o, args) },
	}
	o.registerSending(cmd)
	a.registerLanguage(cmd)
	cmd.Flags().BoolVar(&o.check, "check", false, "say what is out of step, change nothing, and exit with 1 if anything is")
	return cmd
}

func (a *app) actionsSync(ctx context.Context, o syncOptions, paths []string) error {
	o.readOnly = o.check
	t, err := a.tracker(ctx, o.trackerOptions, paths)
	if err != nil {
		return err
	}
	run := actions.Sync
	if o.check {
		run = actions.Check
	}
	report, err := run(ctx, t.sources, t.options)
	a.clearProgress()
	if report == nil {
		return err
	}
	if printErr := a.printSync(report, o, err); printErr != nil {
		return printErr
	}
	if err == nil && report.Count(actions.OutOfStep) > 0 {
		return errCheck
	}
	return err
}

func (a *app) printSync(r *actions.Report, o syncOptions, err error) error {
	if o.format.json {
		return writeJSON(a.env.Out, r)
	}
	var told []actions.Result
	for _, result := range r.Actions {
		if len(result.Changes) > 0 || result.Err != nil || result.State != actions.Skipped && result.Reason != "" {
			told = append(told, result)
		}
	}
	printErr := printItems(a.env.Out, told, func(result actions.Result) [][]string {
		var rows [][]string
		issue := ""
		if result.Item.Issue != nil {
			issue = result.Item.Issue.Text
		}
		line := func(field, note string) {
			rows = append(rows, []string{"  " + field, harmless(orDash(issue)), shortTitle(result.Item), harmless(note)})
		}
		for _, c := range result.Changes {
			line(c.Field, transition(c))
		}
		if result.Reason != "" {
			line("note", result.Reason)
		}
		if result.Err != nil {
			line("failed", failure(result.Err))
		}
		return rows
	})
	if printErr != nil {
		return printErr
	}
	a.printTracking(r, o.check)
	a.noteUnclaimed(r)
	out, synced, failed := r.Count(actions.OutOfStep), r.Count(actions.Synced), r.Count(actions.Failed)
	agreed := 0
	for _, result := range r.Actions {
		if result.State == actions.InStep {
			agreed++
		}
	}
	switch inStep := a.words().Count(agreed, "item"); {
	case o.check && failed > 0:
		a.note("%s in step, %d out of step with %s; of %d it can't be told.", inStep, out, r.Repository, failed)
	case o.check && out > 0:
		a.note("%s", a.fitted(a.ours("actions sync"), "%s in step, %d out of step with %s. To bring them together:", inStep, out, r.Repository))
	case o.check:
		a.note("%s in step with %s.", inStep, r.Repository)
	case failed > 0:
		a.note("%s in step, %d brought up to date, %d not done.%s", inStep, synced, failed, a.again(err))
	default:
		a.note("%s in step with %s, %d brought up to date.", inStep, r.Repository, synced)
	}
	untracked := 0
	for _, result := range r.Actions {
		if result.Item.Open() && result.Item.Issue == nil {
			untracked++
		}
	}
	if untracked > 0 {
		a.note("%s", a.fitted(a.ours("actions push"), "%s without an issue. To open them:", a.words().Count(untracked, "open item")))
	}
	if !o.check {
		a.noteEdited(r, "Sync action items")
	}
	return nil
}

// transition tells what a change makes of what.
func transition(c actions.Change) string {
	side := "on GitHub"
	if c.In == "document" {
		side = "in the document"
	}
	switch {
	case c.From == "" && c.To == "":
		return side
	case c.From == "":
		return "+ " + c.To + " " + side
	case c.To == "":
		return "- " + c.From + " " + side
	}
	return c.From + " → " + c.To + " " + side
}
