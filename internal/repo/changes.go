package repo

import (
	"bytes"
	"context"
	"errors"
	"strconv"
	"strings"
	"time"
)

// FileChange is what one commit did to one file.
type FileChange struct {
	At    time.Time // when its author made it
	New   bool      // the file came with it
	From  string    // what the file was called before, from the root, where it was renamed; else ""
	Lines []string  // the lines that it wrote, of those that were asked for
}

// ErrShallow says that the repository has only a part of its history.
var ErrShallow = errors.New("the clone is shallow: its first commits are missing")

// Changes tells what became of the files of a folder in the history of the current branch since a moment (the zero time: from the beginning), the latest change of each first, by their paths from the root as
// they are called now. Of the lines that were written those are kept that keep chooses. It is one walk through the history, however many files there
// are. Merges count with what they merged. The error is ErrShallow, or that git can't be asked.
func (r *Repository) Changes(ctx context.Context, folder string, since time.Time, keep func(line string) bool) (map[string][]FileChange, error) {
	if r.gitPath == "" {
		return nil, needsGit("reading the history needs the git program")
	}
	folder, err := r.named(folder)
	if err != nil {
		return nil, err
	}
	out, err := r.runGit(ctx, gitCall{query: true, args: []string{"rev-parse", "--is-shallow-repository"}})
	if err != nil {
		return nil, gitError("can't read the history", err)
	}
	if strings.TrimSpace(out) == "true" {
		return nil, ErrShallow
	}
	log := changeLog{keep: keep, now: map[string]string{}, changes: map[string][]FileChange{}}
	args := []string{
		"-c", "core.quotePath=false", "-c", "diff.noprefix=false", "-c", "diff.mnemonicPrefix=false", "log", "--no-show-signature", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--unified=0",
		"--src-prefix=a/", "--dst-prefix=b/", "--format=" + commitMark + "%at", "--patch",
	}
	if !since.IsZero() {
		args = append(args, "--since="+since.UTC().Format(time.RFC3339))
	}
	_, err = r.runGit(ctx, gitCall{query: true, out: &log, args: append(args, "--", pathspec(folder))})
	if err != nil && len(log.changes) > 0 || err != nil && exitCode(err) != 128 {
		return nil, gitError("can't read the history", err)
	}
	log.file()
	return log.changes, nil // before the first commit git fails, and there are none
}

// commitMark begins the line of a commit: no line of a patch begins so.
const commitMark = "commit\x01"

// changeLog reads what "git log --patch" prints, as it comes.
type changeLog struct {
	keep    func(string) bool
	now     map[string]string // what a file that had a name is called now
	changes map[string][]FileChange

	rest    []byte // a line that has not ended
	at      time.Time
	name    string // of the file whose patch is read
	from    string // its name before
	inPatch bool   // behind the header
	change  FileChange
}

// longestLine bounds what is kept of a line: the rest of a longer one is left out.
const longestLine = 4096

// Write is part of io.Writer.
func (l *changeLog) Write(p []byte) (int, error) {
	n := len(p)
	for {
		line, rest, ended := bytes.Cut(p, []byte("\n"))
		if room := longestLine - len(l.rest); room > 0 {
			l.rest = append(l.rest, line[:min(room, len(line))]...)
		}
		if !ended {
			return n, nil
		}
		l.line(string(l.rest))
		l.rest, p = l.rest[:0], rest
	}
}

func (l *changeLog) line(line string) {
	if stamp, ok := strings.CutPrefix(line, commitMark); ok {
		l.file()
		seconds, _ := strconv.ParseInt(stamp, 10, 64)
		l.at = time.Unix(seconds, 0).UTC()
		return
	}
	if strings.HasPrefix(line, "diff --git ") {
		l.file()
		// "a/NAME b/NAME": where the name changed, "rename to" says so.
		both := strings.TrimPrefix(line, "diff --git ")
		if half := len(both) / 2; len(both)%2 == 1 && half > 2 {
			l.name = unquote(both[half+1:])
		}
		l.change, l.inPatch = FileChange{At: l.at}, false
		return
	}
	switch {
	case strings.HasPrefix(line, "@@ "):
		l.inPatch = true
	case l.inPatch && strings.HasPrefix(line, "+"):
		if text := strings.TrimSuffix(line[1:], "\r"); l.keep(text) {
			l.change.Lines = append(l.change.Lines, text)
		}
	case l.inPatch:
	case strings.HasPrefix(line, "new file mode"):
		l.change.New = true
	case strings.HasPrefix(line, "rename from "):
		l.from = unquotePlain(strings.TrimPrefix(line, "rename from "))
	case strings.HasPrefix(line, "rename to "):
		l.name = unquotePlain(strings.TrimPrefix(line, "rename to "))
	}
}

// file ends the patch of a file.
func (l *changeLog) file() {
	if l.name == "" {
		return
	}
	name := l.name
	if now, ok := l.now[name]; ok {
		name = now
	}
	if l.from != "" {
		l.now[l.from], l.change.From = name, l.from
	}
	l.changes[name] = append(l.changes[name], l.change)
	l.name, l.from, l.inPatch = "", "", false
}

// unquote is a name of a "diff --git" line without its prefix.
func unquote(name string) string {
	name = unquotePlain(name)
	_, name, _ = strings.Cut(name, "/")
	return name
}

// unquotePlain is a name as git writes it: in quotes, with escapes, where it has unusual characters.
func unquotePlain(name string) string {
	if len(name) < 2 || name[0] != '"' {
		return name
	}
	if plain, err := strconv.Unquote(name); err == nil {
		return plain
	}
	return name
}
