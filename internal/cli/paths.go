package cli

import (
	"fmt"
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

// documentFolder is the configured folder, as the user would write it here.
func documentFolder(place config.Place, c config.Config) (string, error) {
	folder, err := place.Folder(c.Directory)
	if err != nil {
		return "", err
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return "", &usageError{fmt.Sprintf("there is no folder %s", displayPath(folder)), "name a file or a folder, or write the first postmortem: postmortem new"}
	}
	return displayPath(folder), nil
}

// writeJSON prints a value as the commands with --json do.
func writeJSON(w io.Writer, v any) error {
	return output.EncodeJSON(w, v)
}
