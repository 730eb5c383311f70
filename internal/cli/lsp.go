package cli

import (
	"errors"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/lint/output"
	"github.com/blameless-postmortem/postmortem/internal/lsp"
)

func (a *app) lspCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lsp",
		Short: "Speak the language server protocol on standard input and output",
		Long: `Your editor starts this: it shows the findings as you type, offers the rewrites, and completes front matter, sections and handles.
It looks at the postmortems in the configured folder and leaves other markdown alone. docs/editors.md tells how to set editors up.`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			err := lsp.Serve(cmd.Context(), a.env.In, unclosed{a.exact}, lsp.Options{
				Version: a.env.Version, Settings: a.editorSettings, ConfigName: config.FileName, Page: page, PageURL: output.PageURL,
			})
			if errors.Is(err, lsp.ErrNoShutdown) {
				return errCheck // the protocol wants 1, and there is nobody to tell
			}
			return err
		},
	}
	// Editors pass it by custom; it is what happens anyway.
	cmd.Flags().Bool("stdio", true, "use standard input and output")
	return cmd
}

// unclosed leaves closing to whoever opened.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }

// editorSettings tells how the files in the folder of a file are read.
func (a *app) editorSettings(path string) (lsp.Settings, error) {
	place, c, err := a.placeOf(filepath.Dir(path))
	if err != nil {
		return lsp.Settings{}, err
	}
	folder, err := place.Folder(c.Directory)
	if err != nil || !inside(folder, path) {
		return lsp.Settings{}, err
	}
	linter, err := a.newLinter(c, lintOptions{again: true}, nil)
	return lsp.Settings{Linter: linter, Parser: parser(c), Severities: c.Severities, Documents: folder}, err
}

// inside reports whether a file is somewhere in a folder, by whatever links it was reached.
func inside(folder, file string) bool {
	for _, path := range []*string{&folder, &file} {
		if resolved, err := filepath.EvalSymlinks(*path); err == nil {
			*path = resolved
		}
	}
	rel, err := filepath.Rel(folder, file)
	return err == nil && filepath.IsLocal(rel)
}
