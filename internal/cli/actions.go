package cli

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/actions"
	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/github"
	"github.com/blameless-postmortem/postmortem/internal/lint"
	"github.com/blameless-postmortem/postmortem/internal/repo"
)

func (a *app) actionsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "actions",
		Short: "List action items and open issues for them",
		Args:  cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return cmd.Help()
		},
	}
	cmd.AddCommand(a.actionsListCommand(), a.actionsPushCommand())
	return cmd
}

func (a *app) actionsListCommand() *cobra.Command {
	var format outputFormat
	cmd := &cobra.Command{
		Use:   "list [PATH...]",
		Short: "List the action items of postmortems",
		RunE:  func(_ *cobra.Command, args []string) error { return a.actionsList(format, args) },
	}
	format.register(cmd, "text", "json")
	return cmd
}

func (a *app) actionsList(format outputFormat, paths []string) error {
	place, c, err := a.place()
	if err != nil {
		return err
	}
	sources, err := a.sources(place, c, paths)
	if err != nil {
		return err
	}
	items, err := actions.List(sources, parser(c))
	if err != nil {
		return err
	}
	if format.json {
		report := actions.Report{Actions: []actions.Result{}}
		for _, item := range items {
			report.Actions = append(report.Actions, actions.Result{Item: item})
		}
		return writeJSON(a.env.Out, map[string]any{"actions": report.Actions})
	}
	if len(items) == 0 {
		a.note("No action items in %s.", plural(len(sources), "file"))
		return nil
	}
	w := tabwriter.NewWriter(a.env.Out, 0, 8, 2, ' ', 0)
	for _, item := range items {
		state := "open"
		if item.Done {
			state = "done"
		}
		if item.Dropped {
			state = "dropped"
		}
		issue := ""
		if item.Issue != nil {
			issue = item.Issue.Text
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s:%d\n", state, orDash(item.Priority), harmless(item.Title), harmless(orDash(item.Owner)),
			harmless(orDash(item.Due)), harmless(orDash(issue)), harmless(item.Path), item.Line)
	}
	return w.Flush()
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// sources are the documents that paths stand for; without paths, those of the configured folder.
func (a *app) sources(place config.Place, c config.Config, paths []string) ([]actions.Source, error) {
	if len(paths) == 0 {
		folder, err := documentFolder(place, c)
		if err != nil {
			return nil, err
		}
		paths = []string{folder}
	}
	files, err := lint.Files(paths)
	if err != nil {
		return nil, err
	}
	list := make([]actions.Source, 0, len(files))
	for _, file := range files {
		// A document belongs to the repository it stands in, wherever the command runs.
		home, err := config.Locate(filepath.Dir(file))
		if err != nil {
			return nil, err
		}
		list = append(list, actions.Source{File: file, Path: filepath.ToSlash(file), Key: home.Key(file)})
	}
	return list, nil
}

type pushOptions struct {
	format     outputFormat
	dryRun     bool
	repository string
	apiURL     string
}

func (a *app) actionsPushCommand() *cobra.Command {
	var o pushOptions
	cmd := &cobra.Command{
		Use:   "push [PATH...]",
		Short: "Open a GitHub issue for every open action item that has none",
		Long: `Opens one issue for every open action item without a link and writes the link into the item's own line. Run it as often as you
like: an item that has its issue is left alone, and a run that was cut off goes on where it stopped.

The token is taken from GITHUB_TOKEN or GH_TOKEN, or from the GitHub CLI (gh auth login). It needs permission to read and write issues.`,
		Example: `  postmortem actions push --dry-run
  postmortem actions push postmortems/2026-11-20-checkout.md --repo acme/widgets`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.actionsPush(cmd.Context(), o, args) },
	}
	o.format.register(cmd, "text", "json")
	flags := cmd.Flags()
	flags.BoolVar(&o.dryRun, "dry-run", false, "show what would be done and do nothing")
	flags.StringVar(&o.repository, "repo", "", "open the issues in this repository: `owner/name`")
	flags.StringVar(&o.apiURL, "api-url", "", "use this API `address` instead of the one of the repository's host")
	return cmd
}

func (a *app) actionsPush(ctx context.Context, o pushOptions, paths []string) error {
	place, c, err := a.place()
	if err != nil {
		return err
	}
	sources, err := a.sources(place, c, paths)
	if err != nil {
		return err
	}
	options, unpublished, err := a.pushTarget(ctx, o, c, sources)
	if err != nil {
		return err
	}
	options.Parser = parser(c)
	options.Labels, options.LabelBy, options.Assign = c.GitHub.Labels, c.GitHub.LabelBy, c.GitHub.Assign
	options.Milestone = c.GitHub.Milestone
	options.Now, options.Sleep = a.env.Now, a.env.Sleep
	options.Progress = a.progress(options.Repository)
	run := actions.Push
	if o.dryRun {
		run = actions.Plan
	}
	result, err := run(ctx, sources, options)
	if result == nil {
		return err
	}
	if printErr := a.printPush(result, o); printErr != nil {
		return printErr
	}
	if unpublished && !o.dryRun && result.Count(actions.Created) > 0 {
		a.note("The issues link to the document as of commit %.10s, which is on no remote yet: push the branch, so that readers can follow.", options.Revision)
	}
	return err
}

// pushTarget finds the repository, the host and the token. unpublished tells that the commit which the issues will link to is on no remote.
func (a *app) pushTarget(ctx context.Context, o pushOptions, c config.Config, sources []actions.Source) (out actions.Options, unpublished bool, err error) {
	folder := "."
	if len(sources) > 0 {
		folder = filepath.Dir(sources[0].File)
	}
	r, err := a.open(folder)
	if err != nil && !errors.Is(err, repo.ErrNoRepository) {
		a.log("the git repository can't be read: %v", err)
	}
	if err == nil {
		if remote, ok := r.Remote("origin"); ok {
			if out.Documents, err = github.ParseRemote(remote); err != nil {
				a.log("the origin remote: %v", err)
			}
		}
		if _, commit, err := r.Head(); err == nil && commit != "" {
			out.Revision, unpublished = commit, !r.Published(ctx, commit)
		}
	}
	target, err := github.FindTarget(github.TargetSearch{
		Flag: o.repository, Config: c.GitHub.Repository, Origin: out.Documents, APIFlag: o.apiURL, Getenv: a.env.Getenv,
	})
	if err != nil {
		return out, unpublished, err
	}
	out.Repository = target.Repository
	token, err := github.FindToken(ctx, github.TokenSearch{APIRoot: target.APIRoot, Named: target.Named, Getenv: a.env.Getenv, Run: runProgram})
	if err != nil {
		return out, unpublished, err
	}
	out.Client, err = github.New(github.Options{
		BaseURL: target.APIRoot, Token: token.Value, TokenSource: token.Source, Transport: a.env.Transport, Now: a.env.Now, Sleep: a.env.Sleep,
		UserAgent: "postmortem/" + a.env.Version, ReadOnly: o.dryRun, Progress: func(m string) { a.note("%s", m) },
	})
	state := strings.NewReplacer(":", "_").Replace(strings.ToLower(target.Repository.Host + "/" + target.Repository.String()))
	out.State = filepath.Join(a.env.stateDir(), "actions", filepath.FromSlash(state))
	return out, unpublished, err
}

// runProgram runs a program of the user's, such as gh.
func runProgram(ctx context.Context, name string, args ...string) (string, error) {
	out, err := exec.CommandContext(ctx, name, args...).Output()
	return string(out), err
}

// progress tells of the steps of a push.
func (a *app) progress(target github.Repository) func(actions.Progress) {
	return func(p actions.Progress) {
		switch p.Stage {
		case actions.Waiting:
			a.note("Another push is running on this machine; waiting for it.")
		case actions.Opening:
			a.note("Opening issue %d of %d in %s: %s", p.Done+1, p.Total, target, p.Item.Title)
		case actions.Opened:
			a.log("#%d is open", p.Number)
		case actions.Linked:
			a.log("#%d is linked from %s:%d", p.Number, p.Item.Path, p.Item.Line)
		case actions.Closing:
			a.note("Closing #%d: another run opened an issue for the same item first.", p.Number)
		}
	}
}

func (a *app) printPush(r *actions.Report, o pushOptions) error {
	if o.format.json {
		return writeJSON(a.env.Out, r)
	}
	if len(r.Actions) == 0 {
		a.note("There are no action items.")
		return nil
	}
	w := tabwriter.NewWriter(a.env.Out, 0, 8, 2, ' ', 0)
	for _, result := range r.Actions {
		item := result.Item
		issue, note := "", result.Reason
		if item.Issue != nil {
			issue = item.Issue.Text
		}
		if result.Err != nil {
			note = result.Err.Error()
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", verb(result.State, o.dryRun), orDash(item.Factor), harmless(item.Title), harmless(orDash(item.Owner)),
			harmless(orDash(issue)), harmless(note))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	opened, failed := r.Count(actions.Created), r.Count(actions.Failed)
	switch {
	case o.dryRun:
		a.note("%s would be opened in %s. Nothing was done.", plural(opened, "issue"), r.Repository)
	case failed > 0:
		a.note("%s opened, %d not done. Nothing is lost: run the same command again.", plural(opened, "issue"), failed)
	default:
		a.note("%s opened in %s.", plural(opened, "issue"), r.Repository)
	}
	if changed := linkedFiles(r); len(changed) > 0 && !o.dryRun {
		a.note("The links are in the documents; keep them: git commit -m 'Link action items' -- %s", strings.Join(changed, " "))
	}
	return nil
}

// linkedFiles are the documents that a push wrote links into, ready for a shell.
func linkedFiles(r *actions.Report) []string {
	var files []string
	for _, result := range r.Actions {
		if result.State != actions.Created && result.State != actions.Adopted {
			continue
		}
		if file := shellQuote(result.Item.Path); !slices.Contains(files, file) {
			files = append(files, file)
		}
	}
	return files
}

// verb is what was done, or would be, in a word.
func verb(s actions.State, dryRun bool) string {
	switch s {
	case actions.Created:
		if dryRun {
			return "create"
		}
		return "created"
	case actions.Adopted:
		if dryRun {
			return "adopt"
		}
		return "adopted"
	case actions.Exists:
		return "keep"
	case actions.Failed:
		return "failed"
	}
	return "skip"
}
