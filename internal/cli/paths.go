package cli

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/lint/output"
)

// displayPath is a path as the user would write it here: relative where that is shorter, with forward slashes.
func displayPath(path string) string {
	if path == "" {
		return ""
	}
	wd, err := os.Getwd()
	if err == nil {
		// The kernel counts ".." from the real folder, whatever symbolic link led here.
		wd, err = filepath.EvalSymlinks(wd)
	}
	if err != nil {
		return filepath.ToSlash(path)
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(wd, path)
	}
	rel, err := filepath.Rel(wd, path)
	if err != nil || len(rel) > len(path) && strings.HasPrefix(rel, "..") {
		return filepath.ToSlash(path)
	}
	return filepath.ToSlash(rel)
}

// missingFolder says that the configured folder is not there.
type missingFolder struct {
	folder string
	paths  bool // the command takes paths, too
}

func (e *missingFolder) Error() string { return "there is no folder " + e.folder }

// Hint says what to do next.
func (e *missingFolder) Hint() string {
	hint := "write the first postmortem (postmortem new), or set directory in " + config.FileName + " to where they are"
	if e.paths {
		return "name a file or a folder, " + hint
	}
	return hint
}

// pathsOrFolder are the paths that were named or, where none was, the configured folder.
func pathsOrFolder(place config.Place, c config.Config, paths []string) ([]string, error) {
	if len(paths) > 0 {
		return paths, nil
	}
	folder, err := documentFolder(place, c)
	if missing := (*missingFolder)(nil); errors.As(err, &missing) {
		missing.paths = true
	}
	return []string{folder}, err
}

// documentFolder is the configured folder, as the user would write it here.
func documentFolder(place config.Place, c config.Config) (string, error) {
	folder, err := place.Folder(c.Directory)
	if err != nil {
		return "", err
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return "", &missingFolder{folder: displayPath(folder)}
	}
	return displayPath(folder), nil
}

// writeJSON prints a value as the commands with --json do.
func writeJSON(w io.Writer, v any) error {
	return output.EncodeJSON(w, v)
}
