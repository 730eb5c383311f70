package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// FileName is the configuration's name, in the root of the repository or anywhere below it.
const FileName = ".postmortem.yaml"

// maxSize bounds the file, in bytes; real ones are under a kilobyte.
const maxSize = 1 << 20

// Config is what the team chose; Default is what holds without a file.
type Config struct {
	Directory  string   // where the postmortems are, slash-separated, relative to Root
	Template   string   // a name, or the path of a markdown file relative to Root
	Language   string   // auto, en or ja
	Timezone   string   // whose clock new documents show, and documents that name none mean: a place, UTC or an offset; "" when not chosen
	Severities []string // the scale of incidents, gravest first
	Sections   Sections
	Lint       Lint
	GitHub     GitHub
	Actions    Actions
	Git        Git
	Export     Export
}

// Sections are the headings that the team's documents have.
type Sections struct {
	Required []string            // canonical names
	Aliases  map[string][]string // canonical name to further headings
}

// Lint chooses rules.
type Lint struct {
	FailOn string            // error, warning, info or never
	Rules  map[string]string // rule id or group to error, warning, info or off
	Words  Words
	Likely bool // report what only reads like blame, too
}

// Words teach the linter who is a person and what is a system.
type Words struct{ Systems, People []string }

// GitHub says where action items go.
type GitHub struct {
	Repository string   // owner/name; "" for the origin remote's
	Labels     []string // on every issue
	LabelBy    []string // severity, priority, type
	Assign     bool     // assign the owner when it is a handle
	Milestone  string
	Reviewers  []string // who is asked to review a pull request: handles, and teams as owner/team
	Tracking   bool     // an issue for each postmortem, with a task list of its items
}

// Actions says how action items are followed.
type Actions struct {
	Targets map[string]int // priority to the days from the incident in which its items are meant to be done
}

// Git says what happens to a new document.
type Git struct {
	Branch      string // may hold {{.Slug}}, {{.Date}} and {{.Severity}}
	Commit      bool
	Push        bool
	PullRequest bool
}

// Export says what of a postmortem may be read outside.
type Export struct {
	Roles         map[string]string // handle or name to what the person is called
	Terms         map[string]string // a word to what stands for it, "" for nothing
	InternalHosts []string          // patterns: "*.corp.example.com"
	Allow         []string          // hosts, addresses and words that may stay
}

// Default is the configuration of a repository without a file.
func Default() Config {
	return Config{
		Directory:  "postmortems",
		Template:   "default",
		Language:   "auto",
		Severities: []string{"SEV-1", "SEV-2", "SEV-3", "SEV-4"},
		Sections:   Sections{Required: []string{"summary", "impact", "timeline", "contributing factors", "action items"}},
		Lint:       Lint{FailOn: "error", Likely: true},
		GitHub:     GitHub{Labels: []string{"postmortem"}, LabelBy: []string{"severity", "priority", "type"}, Assign: true},
		Actions:    Actions{Targets: map[string]int{"P0": 28, "P1": 28, "P2": 56}},
		Git:        Git{Branch: "postmortem/{{.Slug}}", Commit: true},
	}
}

// Place is where a working directory belongs.
type Place struct {
	Root       string // the root of the repository around the directory, else the directory; absolute
	Repository bool   // Root is the root of a repository
	File       string // the configuration file nearest to the directory; "" when there is none
}

// Locate finds the configuration from dir up to the root of its repository; outside a repository only dir itself counts, so that
// no file in a shared parent folder steers it.
func Locate(dir string) (Place, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return Place{}, err
	}
	place := Place{Root: dir}
	var files []string
	for at := dir; ; at = filepath.Dir(at) {
		if file := filepath.Join(at, FileName); exists(file) {
			files = append(files, file)
		}
		if exists(filepath.Join(at, ".git")) {
			place.Root, place.Repository = at, true
			break
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	if !place.Repository && len(files) > 0 && filepath.Dir(files[0]) != dir {
		files = nil
	}
	if len(files) > 0 {
		place.File = files[0]
	}
	return place, nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// Known are the names that a configuration may use and that other packages define.
type Known struct {
	Rules    []string // ids and groups of rules
	Sections []string // canonical names; a name that is close to one of them is taken for a misspelling, any other for the team's own
}

// Load reads and checks a file; name is what errors call it. Errors are of type *Error.
func Load(path, name string, known Known) (Config, error) {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		return Config{}, &Error{Problems: []Problem{{Path: name, Message: "is not a regular file", Remedy: "name a file, or put one in its place"}}}
	}
	f, err := os.Open(path)
	if err != nil {
		if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
			err = pathErr.Err
		}
		p := Problem{Path: name, Message: err.Error()}
		switch {
		case errors.Is(err, fs.ErrNotExist):
			p.Remedy = "check the spelling of the path, or leave --config out"
		case errors.Is(err, fs.ErrPermission):
			p.Remedy = "see to it that you may read it, or name another with --config"
		}
		return Config{}, &Error{Problems: []Problem{p}}
	}
	defer f.Close()
	source, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	switch {
	case err != nil:
		return Config{}, &Error{Problems: []Problem{{Path: name, Message: err.Error()}}}
	case len(source) > maxSize:
		p := Problem{Path: name, Message: fmt.Sprintf("is larger than %d MiB", maxSize>>20), Remedy: "is it the file that is meant? A configuration takes a few lines"}
		return Config{}, &Error{Problems: []Problem{p}}
	}
	return Parse(name, source, known)
}

// Error lists everything that is wrong with a configuration.
type Error struct{ Problems []Problem }

// Problem is one thing wrong, and where.
type Problem struct {
	Path    string
	Line    int // 1-based, 0 when the whole file is meant
	Message string
	Remedy  string
}

func (e *Error) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = p.Path + ": " + p.Message
		if p.Line > 0 {
			lines[i] = fmt.Sprintf("%s:%d: %s", p.Path, p.Line, p.Message)
		}
		if len(e.Problems) > 1 && p.Remedy != "" {
			lines[i] += " (" + p.Remedy + ")"
		}
	}
	return strings.Join(lines, "\n")
}

// Hint says what to do next.
func (e *Error) Hint() string {
	if len(e.Problems) == 1 {
		return e.Problems[0].Remedy
	}
	return ""
}

// Folder is the absolute path of a folder given relative to the root, such as Config.Directory. It is an error when a symbolic link on the way leads out
// of the root, so that nothing is written elsewhere.
func (p Place) Folder(rel string) (string, error) {
	return p.inside(rel, "make it a folder, or choose another directory in "+FileName)
}

// CheckFile is an error when the configuration that Locate found is a symbolic link that leads out of the root: what is written elsewhere on this machine
// is nothing that a repository may name.
func (p Place) CheckFile() error {
	rel, err := filepath.Rel(p.Root, p.File)
	if err == nil {
		_, err = p.inside(filepath.ToSlash(rel), "make it a file of the repository, or name it with --config")
	}
	return err
}

// inside is the absolute path of what is given relative to the root, provided that it is under the root once symbolic links are followed.
func (p Place) inside(rel, remedy string) (string, error) {
	root, err := filepath.EvalSymlinks(p.Root)
	if err != nil {
		return "", err
	}
	folder := filepath.Join(root, filepath.FromSlash(rel))
	for at := folder; ; at = filepath.Dir(at) {
		target, err := filepath.EvalSymlinks(at)
		if errors.Is(err, fs.ErrNotExist) && at != root {
			continue // to be made
		}
		if err != nil {
			return "", err
		}
		if target != root && !strings.HasPrefix(target, strings.TrimSuffix(root, string(filepath.Separator))+string(filepath.Separator)) {
			return "", &Error{Problems: []Problem{{Path: rel, Message: "leads out of the repository through a symbolic link", Remedy: remedy}}}
		}
		return folder, nil
	}
}

// Key is a file's path relative to the root, slash-separated: its name for everybody who works in the repository.
func (p Place) Key(file string) string {
	abs, err := filepath.Abs(file)
	if err != nil {
		return filepath.ToSlash(file)
	}
	if rel, err := filepath.Rel(p.Root, abs); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(file)
}
