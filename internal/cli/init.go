package cli

import (
	"errors"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

func (a *app) initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Set a repository up: configuration, folder, templates, workflow",
		Long: `Writes a configuration in which every key is commented out (.postmortem.yaml), a README.md for the folder of the postmortems, a template for pull
requests and a workflow that lints and reviews them. What is there already is left alone. It is optional: every default works without it.`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error { return a.init() },
	}
}

// init writes the starting files under the root of the repository, or here outside one.
func (a *app) init() error {
	place, c, err := a.place()
	if err != nil {
		return err
	}
	files, err := template.Starters(c.Directory, releaseTag(a.env.Version))
	if err != nil {
		return err
	}
	for _, file := range files {
		folder, err := place.Folder(filepath.ToSlash(filepath.Dir(file.Path)))
		if err != nil {
			return err
		}
		path := displayPath(filepath.Join(folder, filepath.Base(file.Path)))
		err = document.Create(path, file.Source)
		switch {
		case errors.Is(err, document.ErrExists):
			a.note("keep    %s (it is there already)", path)
		case err != nil:
			return err
		default:
			a.note("write   %s", path)
		}
	}
	a.note("Next: %s, or %s where there are postmortems already", a.ours("new"), a.ours("lint"))
	return nil
}

// releaseTag is the tag of a released version, or the branch that is there before one.
func releaseTag(version string) string {
	if released, _ := regexp.MatchString(`^v?\d+\.\d+\.\d+$`, version); released {
		return "v" + strings.TrimPrefix(version, "v")
	}
	return "main"
}
