package cli

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/learn"
	"github.com/blameless-postmortem/postmortem/internal/learn/view"
)

func (a *app) indexCommand() *cobra.Command {
	var check bool
	cmd := &cobra.Command{
		Use:   "index",
		Short: "Keep the table of postmortems in the folder's README.md up to date",
		Long: `Writes a table of all postmortems, the latest first, into the README.md of the configured folder, between two lines:

  ` + learn.IndexBegin + `
  ` + learn.IndexEnd + `

Where they are missing they are added at the end. Everything else in the file stays as it is, to the byte. --check writes nothing, and exits with 1 when the table is out of date.`,
		Example: `  postmortem index
  postmortem index --check`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.index(cmd.Context(), check) },
	}
	a.registerLanguage(cmd)
	cmd.Flags().BoolVar(&check, "check", false, "write nothing; exit with 1 when the table is out of date")
	return cmd
}

func (a *app) index(ctx context.Context, check bool) error {
	all, c, err := a.collection(ctx)
	if err != nil {
		return err
	}
	if len(all.Unread) > 0 {
		a.note("The table was not written: what can't be read would drop out of it.")
		return reported{errors.Join(all.Unread...)}
	}
	place, _, err := a.place()
	if err != nil {
		return err
	}
	folder, err := documentFolder(place, c)
	if err != nil {
		return err
	}
	file := filepath.ToSlash(filepath.Join(folder, "README.md"))
	var readme []byte
	_, missing := os.Lstat(file)
	if missing == nil {
		readme, err = document.ReadFile(file)
	} else if errors.Is(missing, fs.ErrNotExist) {
		readme, err = []byte("# Postmortems\n"), nil
	} else {
		err = missing
	}
	if err != nil {
		return err
	}
	updated, err := learn.UpdateIndex(file, readme, view.IndexTable(all.Postmortems, folder, a.shared(c).Messages()))
	if err != nil {
		return err
	}
	switch {
	case missing == nil && bytes.Equal(updated, readme):
		a.tell("%s is up to date.", harmless(file))
		return nil
	case check:
		a.tell("%s is out of date. Bring it up to date: %s", harmless(file), a.ours("index"))
		return errCheck
	case missing != nil:
		err = document.Create(file, updated)
	default:
		err = document.Replace(file, readme, updated)
	}
	if err == nil {
		a.tell("%s lists %s.", harmless(file), a.words().Count(len(all.Postmortems), "postmortem"))
	}
	return err
}
