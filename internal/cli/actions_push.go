package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/actions"
	"github.com/blameless-postmortem/postmortem/internal/github"
)

func (a *app) actionsPlanCommand() *cobra.Command {
	o := trackerOptions{readOnly: true}
	cmd := &cobra.Command{
		Use:   "plan [PATH...]",
		Short: "Show what push would do, item by item",
		Long: `Looks for the issues that are there already and says what "actions push" would do: create an issue, adopt one that an earlier run opened, keep, update, close
a duplicate, or skip, and why. Nothing is changed. It is the same as "actions push --dry-run".`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.actionsPush(cmd.Context(), o, args) },
	}
	o.registerSending(cmd)
	a.registerLanguage(cmd)
	return cmd
}

func (a *app) actionsPushCommand() *cobra.Command {
	var o trackerOptions
	cmd := &cobra.Command{
		Use:   "push [PATH...]",
		Short: "Open a GitHub issue for every open action item that has none",
		Long: `Opens one issue for every open action item without a link and writes the link into the item's own line. Issues that are open already are brought up to date with
their items: title, due date, text and labels. Run it as often as you like: a run that was cut off goes on where it stopped.

From a document with an open item in which "postmortem lint" finds an error no issue is opened, unless --allow-findings is given.

The token is taken from GITHUB_TOKEN or GH_TOKEN, or from the GitHub CLI (gh auth login). It needs permission to read and write issues.`,
		Example: `  postmortem actions push --dry-run
  postmortem actions push postmortems/2026-11-20-checkout.md --repo acme/widgets`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.actionsPush(cmd.Context(), o, args) },
	}
	o.registerSending(cmd)
	a.registerLanguage(cmd)
	cmd.Flags().BoolVar(&o.readOnly, "dry-run", false, "show what would be done and do nothing, as actions plan does")
	return cmd
}

func (a *app) actionsPush(ctx context.Context, o trackerOptions, paths []string) error {
	t, err := a.tracker(ctx, o, paths)
	if err != nil {
		return err
	}
	run := actions.Push
	if o.readOnly {
		run = actions.Plan
	}
	report, err := run(ctx, t.sources, t.options)
	a.clearProgress()
	if report == nil {
		return err
	}
	if printErr := a.printPush(report, o, err); printErr != nil {
		return printErr
	}
	if t.unpublished && !o.readOnly && report.Count(actions.Created) > 0 {
		a.note("The issues link to the document as of commit %.10s, which is on no remote yet: push the branch, so that readers can follow.", t.options.Revision)
	}
	return err
}

// progress tells of the steps of a run: on a terminal in one line that is written over, elsewhere when --verbose asks for it.
func (a *app) progress(target github.Repository) func(actions.Progress) {
	return func(p actions.Progress) {
		switch p.Stage {
		case actions.Waiting:
			a.showProgress("Another run is at work on this machine; waiting for it.")
		case actions.Looking:
			a.showProgress("Looking for issues in %s…", target)
		case actions.Opening:
			left := ""
			if p.Left >= time.Second {
				left = ", about " + p.Left.Round(time.Second).String() + " left"
			}
			a.showProgress("Opening issue %d of %d in %s%s: %s", p.Done+1, p.Total, target, left, p.Item.Title)
		case actions.Opened:
			a.log("#%d is open", p.Number)
		case actions.Linked:
			a.log("#%d is linked from %s:%d", p.Number, p.Item.Path, p.Item.Line)
		case actions.Updating:
			a.showProgress("Bringing #%d up to date: %s", p.Number, p.Item.Title)
		case actions.Closing:
			a.showProgress("Closing #%d: another run opened an issue for the same item first.", p.Number)
		}
	}
}

// maxTitle is how many columns of an item's title a table shows.
const maxTitle = 80

// again tells whether the same command, run again, may do what a run left undone.
func (a *app) again(err error) string {
	api, _ := errors.AsType[*github.Error](err)
	_, gone := errors.AsType[*actions.GoneError](err)
	if errors.Is(err, context.Canceled) || gone || api != nil && (api.Kind == github.Unreachable || api.Kind == github.Limited) {
		return a.words().Say(" Nothing is lost: run the same command again.")
	}
	return a.words().Say(" What was done is kept.")
}

// failure tells why an item was not done. What ended the whole run is told once, at its end.
func failure(err error) string {
	if _, ok := errors.AsType[*actions.NotTriedError](err); ok {
		return "not tried"
	}
	if unfit, ok := errors.AsType[*actions.LintError](err); ok {
		return fmt.Sprintf("%s:%d: %s (%s)", unfit.Path, unfit.Line, unfit.Finding.Message, unfit.Finding.Rule)
	}
	return err.Error()
}

func (a *app) printPush(r *actions.Report, o trackerOptions, err error) error {
	if o.format.json {
		return writeJSON(a.env.Out, r)
	}
	if len(r.Actions) == 0 {
		a.note("There are no action items.")
		return nil
	}
	printErr := printItems(a.env.Out, r.Actions, func(result actions.Result) [][]string {
		item := result.Item
		issue, note := "", result.Reason
		if item.Issue != nil {
			issue = item.Issue.Text
		}
		if len(result.Changes) > 0 {
			note = strings.Join(append(changed(result.Changes), splitNote(note)...), "; ")
		}
		if result.Err != nil {
			note = failure(result.Err)
		}
		return [][]string{{
			"  " + verb(result, o.readOnly), orDash(item.Priority), shortTitle(item), harmless(orDash(item.Owner)),
			harmless(orDash(item.Due)), harmless(orDash(issue)), harmless(note),
		}}
	})
	if printErr != nil {
		return printErr
	}
	a.printTracking(r, o.readOnly)
	a.noteUnclaimed(r)
	opened, failed := r.Count(actions.Created), r.Count(actions.Failed)
	for _, number := range r.Duplicates {
		fmt.Fprintf(a.env.Out, "  close   #%d: another run opened an issue for the same item first\n", number)
	}
	switch {
	case o.readOnly && failed > 0:
		a.note("%s would be opened in %s, %d would not. Nothing was done.", a.words().Count(opened, "issue"), r.Repository, failed)
	case o.readOnly:
		a.note("%s would be opened in %s. Nothing was done.", a.words().Count(opened, "issue"), r.Repository)
	case failed > 0:
		a.note("%s opened, %d not done.%s", a.words().Count(opened, "issue"), failed, a.again(err))
	default:
		a.note("%s opened in %s.", a.words().Count(opened, "issue"), r.Repository)
	}
	if !o.readOnly {
		a.noteEdited(r, "Link action items")
	}
	return nil
}

// shortTitle is an item's title as far as a table shows it.
func shortTitle(item actions.Item) string {
	return ansi.Truncate(harmless(item.Title), maxTitle, "…")
}

func splitNote(note string) []string {
	if note == "" {
		return nil
	}
	return []string{note}
}

// printTracking prints what became of the tracking issues of whole documents.
func (a *app) printTracking(r *actions.Report, dryRun bool) {
	for _, t := range r.Tracking {
		if t.State == actions.InStep {
			continue
		}
		issue, note := "", strings.Join(changed(t.Changes), "; ")
		if t.Item.Issue != nil {
			issue = " " + t.Item.Issue.Text
		}
		if t.Err != nil {
			note = t.Err.Error()
		}
		fmt.Fprintf(a.env.Out, "%s: tracking issue%s %s  %s\n", harmless(t.Item.Path), harmless(issue), verb(t, dryRun), harmless(note))
	}
}

// noteUnclaimed tells of issues whose items went.
func (a *app) noteUnclaimed(r *actions.Report) {
	for _, u := range r.Unclaimed {
		a.note("#%d (%s) was opened from %s, where no item links to it now: close it, or write its link behind the item that it is for.", u.Number, u.Title, u.Path)
	}
}

// changed tells what a run changes, in a word each.
func changed(changes []actions.Change) []string {
	var all []string
	for _, c := range changes {
		if !slices.Contains(all, c.Field) {
			all = append(all, c.Field)
		}
	}
	return all
}

// printItems prints a line or more an item in columns, under the names of the documents.
func printItems(out io.Writer, results []actions.Result, lines func(actions.Result) [][]string) error {
	for i := 0; i < len(results); {
		path := results[i].Item.Path
		var rows [][]string
		for ; i < len(results) && results[i].Item.Path == path; i++ {
			rows = append(rows, lines(results[i])...)
		}
		fmt.Fprintln(out, harmless(path))
		if _, err := io.WriteString(out, columns(rows)); err != nil {
			return err
		}
	}
	return nil
}

// noteEdited says how to keep what a run wrote into documents.
func (a *app) noteEdited(r *actions.Report, message string) {
	var files []string
	for _, result := range r.Actions {
		edited := result.State == actions.Created || result.State == actions.Adopted ||
			result.State != actions.OutOfStep && slices.ContainsFunc(result.Changes, func(c actions.Change) bool { return c.In == "document" })
		if file := shellQuote(result.Item.Path); edited && !slices.Contains(files, file) {
			files = append(files, file)
		}
	}
	if len(files) > 0 {
		a.note("%s", a.fitted(a.gits("commit -m '"+message+"' -- "+strings.Join(files, " ")), "The documents were changed; keep it:"))
	}
}

// verb is what was done, or would be, in a word.
func verb(r actions.Result, dryRun bool) string {
	done := func(word, past string) string {
		if dryRun {
			return word
		}
		return past
	}
	switch r.State {
	case actions.Created:
		return done("create", "created")
	case actions.Adopted:
		return done("adopt", "adopted")
	case actions.Exists:
		if len(r.Changes) > 0 {
			return done("update", "updated")
		}
		return "keep"
	case actions.Synced, actions.OutOfStep:
		return done("update", "updated")
	case actions.Failed:
		return "failed"
	}
	return "skip"
}
