package template

import (
	"path"
	"strings"

	"github.com/blameless-postmortem/postmortem/templates"
)

// Starter is a file that sets a repository up.
type Starter struct {
	Path   string // slash-separated, relative to the repository's root
	Source []byte
}

// Starters are the files that a repository begins with, for postmortems in directory. Version is the tag or branch of this program that its workflow runs.
func Starters(directory, version string) ([]Starter, error) {
	list := []Starter{
		{Path: ".postmortem.yaml"},
		{Path: path.Join(directory, "README.md")},
		{Path: ".github/PULL_REQUEST_TEMPLATE/postmortem.md"},
		{Path: ".github/workflows/postmortems.yaml"},
	}
	fill := strings.NewReplacer("{{directory}}", directory, "{{version}}", version)
	for i, file := range []string{"postmortem.yaml", "readme.md", "pull_request_template.md", "workflow.yaml"} {
		source, err := templates.Init.ReadFile("init/" + file)
		if err != nil {
			return nil, err
		}
		list[i].Source = []byte(fill.Replace(string(source)))
	}
	return list, nil
}
