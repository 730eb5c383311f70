package repo

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Options is the outside world as the package sees it. The zero value is the
// process's own environment, the system clock and silence.
type Options struct {
	Getenv func(string) string              // nil: the process's environment
	Now    func() time.Time                 // nil: time.Now
	Log    func(format string, args ...any) // lines for --verbose; nil: none
}

// Repository is one working copy: the main one of a repository, a linked
// worktree or a submodule. Its methods may be called from several goroutines.
type Repository struct {
	opts      Options
	root      string // of the working tree; absolute, symlinks resolved
	gitDir    string // this working copy's own: HEAD, index
	commonDir string // shared by all worktrees: objects, refs, config
	gitPath   string // the git program; "" where none is installed
	local     config // what commonDir/config says
	format    string // the setting that go-git can't read, such as "extensions.objectformat"
}

// redirects are the variables that place a repository elsewhere than where its
// .git says. They mean what git takes them to mean, so git is asked.
var redirects = []string{"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR"}

// Open finds the working copy that holds dir: dir itself or the nearest
// directory above it with a .git. The git program is only run where GIT_DIR,
// GIT_WORK_TREE or GIT_COMMON_DIR is set.
//
// It returns [ErrNoRepository] where there is none, [ErrBare] where there is
// one without a working tree, and [ErrUnusable] where a .git file or a
// variable names one that isn't there.
func Open(dir string, opts Options) (*Repository, error) {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Log == nil {
		opts.Log = func(string, ...any) {}
	}
	dir, err := realPath(dir)
	if err != nil {
		return nil, err
	}
	r := &Repository{opts: opts}
	if path, err := exec.LookPath("git"); err == nil {
		r.gitPath = path
	}

	if name := r.anySet(redirects); name != "" {
		err = r.askGit(dir, name)
	} else {
		err = r.discover(dir)
	}
	if err != nil {
		return nil, err
	}
	r.readLocal()
	if r.gitDir == r.commonDir && r.local.isTrue("core.bare") && r.anySet(redirects) == "" {
		return nil, bareError(r.root)
	}
	return r, nil
}

// Root is the top directory of the working tree: absolute, symlinks resolved.
func (r *Repository) Root() string { return r.root }

// Rel gives the path of an existing file or directory as git names it:
// relative to the root, symlinks resolved, slash-separated. It returns
// [ErrOutside] for what the working copy can't track: a path outside the root,
// in a .git directory, or in a repository nested in this one.
func (r *Repository) Rel(path string) (string, error) {
	abs := path
	if !filepath.IsAbs(abs) {
		abs = filepath.Join(r.root, abs)
	}
	abs, err := realPath(abs)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(r.root, abs)
	if err != nil || !filepath.IsLocal(rel) {
		return "", &Error{
			Reason: ErrOutside,
			Detail: fmt.Sprintf("%s is outside the repository %s", abs, r.root),
			Advice: "choose a directory inside the repository",
		}
	}
	rel = filepath.ToSlash(rel)
	parts := strings.Split(rel, "/")
	for i, part := range parts {
		// Names that reach a .git directory on a case-insensitive or a
		// Windows file system; git refuses to track them everywhere.
		if p := strings.ToLower(strings.TrimRight(part, " .")); p == ".git" || p == "git~1" {
			return "", &Error{
				Reason: ErrOutside,
				Detail: fmt.Sprintf("%s is inside git's own directory", rel),
				Advice: "choose another directory",
			}
		}
		inner := filepath.Join(append([]string{r.root}, parts[:i+1]...)...)
		if _, err := os.Lstat(filepath.Join(inner, ".git")); err == nil && rel != "." {
			return "", &Error{
				Reason: ErrOutside,
				Detail: fmt.Sprintf("%s belongs to another repository, %s", rel, inner),
				Advice: "run postmortem inside that repository",
			}
		}
	}
	return rel, nil
}

// discover walks up from dir as git does.
func (r *Repository) discover(dir string) error {
	ceilings := filepath.SplitList(r.getenv("GIT_CEILING_DIRECTORIES"))
	for at := dir; ; {
		dotGit := filepath.Join(at, ".git")
		info, err := os.Stat(dotGit)
		switch {
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return err
		case err == nil && info.IsDir():
			if isGitDir(dotGit) {
				return r.place(at, dotGit)
			}
		case err == nil:
			target, err := readGitFile(dotGit)
			if err != nil {
				return err
			}
			return r.place(at, target)
		}
		if isGitDir(at) {
			return bareError(at)
		}
		up := filepath.Dir(at)
		if up == at || contains(ceilings, up) {
			return &Error{
				Reason: ErrNoRepository,
				Detail: fmt.Sprintf("no git repository holds %s", dir),
				Advice: "run git init to start one",
			}
		}
		at = up
	}
}

// askGit has git find the repository, where the environment redirects it.
func (r *Repository) askGit(dir, variable string) error {
	if r.gitPath == "" {
		return needsGit(variable + " is set")
	}
	out, err := r.runGit(context.Background(), gitCall{
		dir: dir, query: true, args: []string{"rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-common-dir"},
	})
	if err != nil {
		return &Error{
			Reason: ErrUnusable,
			Detail: fmt.Sprintf("%s names no usable working copy", variable),
			Advice: "unset " + variable + ", or correct it",
			Err:    err,
		}
	}
	lines := strings.Split(strings.TrimRight(out, "\n"), "\n")
	if len(lines) != 3 {
		return fmt.Errorf("git rev-parse answered %q", out)
	}
	root, err := realPath(lines[0])
	if err != nil {
		return err
	}
	r.root, r.gitDir = root, filepath.FromSlash(lines[1])
	r.commonDir = filepath.FromSlash(lines[2])
	if !filepath.IsAbs(r.commonDir) {
		r.commonDir = filepath.Join(dir, r.commonDir)
	}
	return nil
}

// place notes where the parts of the repository are.
func (r *Repository) place(root, gitDir string) error {
	r.root, r.gitDir, r.commonDir = root, gitDir, gitDir
	data, err := os.ReadFile(filepath.Join(gitDir, "commondir"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	r.commonDir = filepath.FromSlash(strings.TrimRight(string(data), "\r\n"))
	if !filepath.IsAbs(r.commonDir) {
		r.commonDir = filepath.Join(gitDir, r.commonDir)
	}
	return nil
}

// readGitFile follows the .git file of a linked worktree or a submodule.
func readGitFile(path string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	target, ok := strings.CutPrefix(strings.TrimRight(string(data), "\r\n"), "gitdir: ")
	target = filepath.FromSlash(target)
	if ok && !filepath.IsAbs(target) {
		target = filepath.Join(filepath.Dir(path), target)
	}
	if !ok || !isGitDir(target) {
		return "", &Error{
			Reason: ErrUnusable,
			Detail: fmt.Sprintf("%s doesn't lead to a repository", path),
			Advice: "run git worktree repair, or delete the file if it is a leftover",
		}
	}
	return target, nil
}

// isGitDir reports whether dir is a repository's git directory, by the marks
// git looks for.
func isGitDir(dir string) bool {
	if _, err := os.Lstat(filepath.Join(dir, "HEAD")); err != nil {
		return false
	}
	if _, err := os.Stat(filepath.Join(dir, "commondir")); err == nil {
		return true
	}
	for _, name := range []string{"objects", "refs"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || !info.IsDir() {
			return false
		}
	}
	return true
}

func bareError(dir string) error {
	return &Error{
		Reason: ErrBare,
		Detail: fmt.Sprintf("%s is a git repository without a working tree", dir),
		Advice: "run postmortem in a clone or in a worktree of it (git worktree add)",
	}
}

func realPath(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}

func contains(dirs []string, dir string) bool {
	for _, d := range dirs {
		if d != "" && filepath.Clean(d) == dir {
			return true
		}
	}
	return false
}
