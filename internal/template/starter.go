package template

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
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
		{Path: pullRequestFile},
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

// pullRequestFile is where a repository keeps its text for pull requests of postmortems, relative to its root.
const pullRequestFile = ".github/PULL_REQUEST_TEMPLATE/postmortem.md"

// PullRequest is the text for the pull request of a postmortem: the one in the repository, else the one that init would write there. A
// comment at its beginning, which is for whoever edits it, is left out.
func PullRequest(root string) ([]byte, error) {
	source, err := readUnder(root, pullRequestFile)
	if errors.Is(err, fs.ErrNotExist) {
		source, err = templates.Init.ReadFile("init/pull_request_template.md")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", pullRequestFile, err)
	}
	if rest, ok := bytes.CutPrefix(source, []byte("<!--")); ok {
		if _, after, ok := bytes.Cut(rest, []byte("-->")); ok {
			source = bytes.TrimLeft(after, "\r\n")
		}
	}
	return source, nil
}
