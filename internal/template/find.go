package template

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/agnivade/levenshtein"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/templates"
)

// Folder is where a repository keeps its own templates, relative to its root.
const Folder = "templates"

// Error says what is wrong with a template, and where.
type Error struct {
	Path   string // of the template, or its name
	Line   int    // 1-based, 0 when the whole template is meant
	Err    error
	Remedy string
}

func (e *Error) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d: %v", e.Path, e.Line, e.Err)
	}
	return fmt.Sprintf("template %s: %v", e.Path, e.Err)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Hint says what to do next.
func (e *Error) Hint() string { return e.Remedy }

// Template is a template's markdown and where it came from.
type Template struct {
	Path   string // slash-separated and relative to the root, or the name of a built-in template
	Source []byte
	Parser document.Parser                        // knows the team's own headings; the zero Parser knows the common ones
	Style  document.ActionStyle                   // of the fields of action items
	Zone   func(started time.Time) *time.Location // whose clock a document shows, by when its incident started; nil: UTC
}

// Find looks a template up: a name that ends in ".md" is a file relative to root; any other is templates/NAME.md under root if
// that exists, else the built-in template of that name. Either is taken in the language with the given code, NAME.ja.md, where it exists
// in it. root is the repository's root or the working directory; nothing outside it is read, symbolic links included.
func Find(root, name, code string) (Template, error) {
	file := name
	if !strings.HasSuffix(name, ".md") {
		file = path.Join(Folder, name+".md")
		if translated := path.Join(Folder, name+"."+code+".md"); code != "" {
			if source, err := readUnder(root, translated); !errors.Is(err, fs.ErrNotExist) {
				return found(translated, source, err)
			}
		}
	}
	source, err := readUnder(root, file)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return found(file, source, err)
	}
	if file == name {
		return Template{}, &Error{Path: file, Err: errors.New("no such file"), Remedy: "the path is relative to the root of the repository"}
	}
	if source, err = templates.FS.ReadFile(name + "." + code + ".md"); err != nil {
		source, err = templates.FS.ReadFile(name + ".md")
	}
	if err != nil {
		return Template{}, &Error{Path: name, Err: errors.New("there is no such template"), Remedy: unknownName(name)}
	}
	return Template{Path: name, Source: source}, nil
}

// found is a template in the repository, or why its file can't be one.
func found(file string, source []byte, err error) (Template, error) {
	var unfit *Error
	switch {
	case err == nil:
		return Template{Path: file, Source: source}, nil
	case errors.As(err, &unfit):
		return Template{}, unfit
	}
	return Template{}, &Error{Path: file, Err: err, Remedy: "a template is a markdown file inside the repository"}
}

// Names lists the built-in templates, each once whatever languages it is in.
func Names() []string {
	files, _ := fs.Glob(templates.FS, "*.md") // the pattern is valid
	var names []string
	for _, f := range files {
		if name := strings.TrimSuffix(f, ".md"); !strings.Contains(name, ".") {
			names = append(names, name)
		}
	}
	return names
}

func unknownName(name string) string {
	return fmt.Sprintf("built in: %s; a template of your own is the file %s/%s.md", strings.Join(Names(), ", "), Folder, name)
}

// readUnder reads a file through os.Root, which no symbolic link leaves.
func readUnder(dir, name string) ([]byte, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	// The look comes before the opening: opening a pipe waits for who writes to it.
	info, err := root.Stat(name)
	switch {
	case err != nil:
		return nil, document.WithoutPath(err)
	case !info.Mode().IsRegular():
		return nil, errors.New("is not a regular file")
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, document.WithoutPath(err)
	}
	defer f.Close()
	source, err := document.ReadFrom(name, f)
	if file, ok := errors.AsType[*document.FileError](err); ok {
		return nil, &Error{Path: name, Line: file.Line, Err: file.Err, Remedy: file.Remedy}
	}
	return source, err
}

// nearest is the candidate closest to s, or "" when none is close.
func nearest(s string, candidates []string) string {
	best := slices.MinFunc(candidates, func(a, b string) int { return levenshtein.ComputeDistance(s, a) - levenshtein.ComputeDistance(s, b) })
	if levenshtein.ComputeDistance(s, best) > max(2, len(s)/2) {
		return ""
	}
	return best
}
