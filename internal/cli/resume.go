package cli

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/interview"
)

type resumeOptions struct {
	newOptions
	list    bool
	discard bool
}

func (a *app) resumeCommand() *cobra.Command {
	var o resumeOptions
	cmd := &cobra.Command{
		Use:   "resume [DRAFT]",
		Short: "Go on with a draft",
		Long: `Goes on with the interview where it was left, with every word that was typed. When there are several drafts it lists them;
name the one to go on with.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return &usageError{"resume takes one draft", "postmortem resume --list shows them"}
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return a.draftNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			name := ""
			if len(args) == 1 {
				name = args[0]
			}
			return a.resume(cmd.Context(), o, name)
		},
	}
	o.format.register(cmd, "text", "json")
	o.register(cmd)
	a.registerLanguage(cmd)
	cmd.Flags().BoolVar(&o.list, "list", false, "list the drafts")
	cmd.Flags().BoolVar(&o.discard, "discard", false, "delete the draft that is named")
	return cmd
}

func (a *app) resume(ctx context.Context, o resumeOptions, id string) error {
	everywhere, err := a.drafts(config.Default(), "")
	if err != nil {
		return err
	}
	switch {
	case o.list:
		return a.listDrafts(everywhere, o.format)
	case o.discard && id == "":
		return &usageError{"--discard needs the name of a draft", "postmortem resume --list shows them"}
	case o.discard:
		return a.discard(everywhere, id)
	}
	w, err := a.writer(o.newOptions)
	if err != nil {
		return err
	}
	store, err := a.drafts(w.config, w.place.Root)
	if err != nil {
		return err
	}
	if id == "" {
		entries, err := store.List()
		switch {
		case err != nil:
			return err
		case len(entries) == 0:
			return &usageError{"there is no draft to go on with", "postmortem new begins one"}
		case len(entries) > 1:
			a.note("%s", a.fitted(a.ours("resume DRAFT"), "There are %d drafts. Go on with one:", len(entries)))
			return a.listDrafts(store, o.format)
		}
		id = entries[0].ID
	}
	draft, err := store.Open(id)
	if err != nil {
		return err
	}
	if err := a.canAsk(o.newOptions); err != nil {
		return errors.Join(err, draft.Close())
	}
	return a.finish(ctx, o.newOptions, w, draft, "")
}

// discard deletes a draft and tells what is gone.
func (a *app) discard(store *interview.Store, id string) error {
	entries, err := store.List()
	if err != nil {
		return err
	}
	if err := store.Discard(id); err != nil {
		return err
	}
	for _, e := range entries {
		if e.ID == id {
			a.note("Discarded draft %s%s with %s. It can't be brought back.", id, quoted(e.Title), a.answered(e))
		}
	}
	return nil
}

// quoted is a title behind a name, "" where there is none.
func quoted(title string) string {
	if title == "" {
		return ""
	}
	return " “" + title + "”"
}

// homely is a folder as people write it: below their own by ~.
func (a *app) homely(folder string) string {
	home := a.env.Getenv("HOME")
	if rest, ok := strings.CutPrefix(folder, home); ok && home != "" && (rest == "" || rest[0] == filepath.Separator) {
		return "~" + filepath.ToSlash(rest)
	}
	return folder
}

func (a *app) listDrafts(store *interview.Store, format outputFormat) error {
	entries, err := store.List()
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Err != nil {
			report(a.env.Err, e.Err)
		}
	}
	if format.json {
		if entries == nil {
			entries = []interview.Entry{}
		}
		return writeJSON(a.env.Out, entries)
	}
	if len(entries) == 0 {
		a.note("There are no drafts. %s begins one.", a.ours("new"))
		return nil
	}
	var rows [][]string
	for _, e := range entries {
		rows = append(rows, append([]string{e.ID}, a.aboutDraft(e)...))
	}
	_, err = io.WriteString(a.env.Out, fitColumns(rows, a.env.Width(), func(row []string) []string { return row }))
	return err
}

// aboutDraft is what a list tells of a draft behind its name.
func (a *app) aboutDraft(e interview.Entry) []string {
	folder := "—"
	if e.Folder != "" {
		folder = a.homely(e.Folder)
	}
	return []string{e.Updated.Local().Format(time.DateTime), a.answered(e), harmless(folder), harmless(e.Title)}
}

// answered tells how much a draft holds.
func (a *app) answered(e interview.Entry) string {
	if e.Notes > 0 {
		return a.words().Count(e.Answered, "answer") + ", " + a.words().Count(e.Notes, "note")
	}
	return a.words().Count(e.Answered, "answer")
}
