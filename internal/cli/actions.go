package cli

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/actions"
	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

func (a *app) actionsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "actions",
		Short: "Open issues for action items and follow them to the end",
	}
	cmd.AddCommand(a.actionsListCommand(), a.actionsPlanCommand(), a.actionsPushCommand(), a.actionsSyncCommand(), a.actionsStatusCommand())
	return cmd
}

func (a *app) actionsListCommand() *cobra.Command {
	var format outputFormat
	cmd := &cobra.Command{
		Use:   "list [PATH...]",
		Short: "List the action items of postmortems",
		Long: `Lists the action items of all documents, or of those that are named, as the documents tell them. It works offline. "postmortem actions status" tells
what is due and overdue.`,
		RunE: func(_ *cobra.Command, args []string) error { return a.actionsList(format, args) },
	}
	format.register(cmd, "text", "json")
	a.registerLanguage(cmd)
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
	items, unread := actions.List(sources, parser(c))
	if err := a.someRead(unread, len(sources)); err != nil {
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
		a.note("No action items in %s.", a.words().Count(len(sources), "file"))
		return nil
	}
	say := a.words()
	var rows [][]string
	for _, item := range items {
		state := say.Say("open")
		switch {
		case item.Done:
			state = say.Say("done")
		case item.Dropped:
			state = say.Say("dropped")
		}
		issue := ""
		if item.Issue != nil {
			issue = item.Issue.Text
		}
		rows = append(rows, []string{
			state, orDash(item.Priority), harmless(item.Title), harmless(orDash(item.Owner)),
			harmless(orDash(item.Due)), harmless(orDash(issue)), fmt.Sprintf("%s:%d", harmless(item.Path), item.Line),
		})
	}
	const title = 2
	_, err = io.WriteString(a.env.Out, fitColumns(rows, a.env.Width(), actionLines(title)))
	return err
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// sources are the documents that paths stand for; without paths, those of the configured folder.
func (a *app) sources(place config.Place, c config.Config, paths []string) ([]actions.Source, error) {
	paths, err := pathsOrFolder(place, c, paths)
	if err != nil {
		return nil, err
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
