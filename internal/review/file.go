package review

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/github"
	"github.com/blameless-postmortem/postmortem/internal/lint"
	"github.com/blameless-postmortem/postmortem/internal/repo"
)

const (
	// maxDocuments bounds how many documents of one pull request are read.
	maxDocuments = 200
	// maxBytes bounds what is read of them in all, in bytes.
	maxBytes = 64 << 20
)

// isDocument reports whether a changed file is a postmortem: what lint reads in the configured folder.
func isDocument(file github.ChangedFile, folder string) bool {
	inside, ok := file.Path, true
	if folder != "." && folder != "" {
		inside, ok = strings.CutPrefix(file.Path, folder+"/")
	}
	if !ok || !fs.ValidPath(file.Path) || file.Status == "removed" {
		return false
	}
	for part := range strings.SplitSeq(inside, "/") {
		if strings.HasPrefix(part, ".") {
			return false
		}
	}
	ext := strings.ToLower(path.Ext(inside))
	return (ext == ".md" || ext == ".markdown") && !strings.EqualFold(path.Base(inside), "README.md")
}

// isLink reports whether the working tree shows that a file is none: a symbolic link or a submodule, which GitHub's list doesn't tell from a file.
func (o Options) isLink(name string) bool {
	root, err := os.OpenRoot(o.Root)
	if o.Root == "" || err != nil {
		return false
	}
	defer root.Close()
	info, err := root.Lstat(name)
	return err == nil && !info.Mode().IsRegular()
}

// content is what a file is at the head of the pull request.
func (o Options) content(ctx context.Context, file github.ChangedFile) ([]byte, error) {
	if local, ok := o.local(file.Path); ok && repo.BlobName(local, len(file.Object)) == file.Object {
		return local, nil
	}
	if file.Object == "" {
		return nil, errors.New("GitHub does not tell what it holds")
	}
	return o.Client.Blob(ctx, o.Repository, file.Object)
}

// local reads a file of the working tree, if it is a plain one. What lies outside, or behind a link that leads outside, is not opened.
func (o Options) local(name string) ([]byte, bool) {
	if o.Root == "" {
		return nil, false
	}
	root, err := os.OpenRoot(o.Root)
	if err != nil {
		return nil, false
	}
	defer root.Close()
	info, err := root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > document.MaxSize {
		return nil, false
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, false
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, document.MaxSize+1))
	return content, err == nil
}

// read reads and lints one document.
func (o Options) read(ctx context.Context, base string, file github.ChangedFile) (Document, error) {
	d := Document{Path: file.Path, hunks: readPatch(file.Patch)}
	source, err := o.content(ctx, file)
	if err != nil {
		return d, err
	}
	if source, err = document.ReadFrom(file.Path, bytes.NewReader(source)); err != nil {
		return d, err
	}
	d.Parsed = o.Parser.Parse(file.Path, source)
	added, note := o.added(ctx, base, file, d)
	all := o.Linter.Lint(d.Parsed)
	d.source, d.all = lint.Redact(d.Parsed, all)
	for i, f := range d.all {
		if meets(added, linesOf(d.Parsed, f.Span)) {
			d.Findings = append(d.Findings, all[i])
			d.shown = append(d.shown, f)
		}
	}
	d.suppressions = o.Linter.Suppressions(d.Parsed)
	d.note = note
	return d, nil
}

// isRedacted reports whether something in a span is not to be repeated.
func (d *Document) isRedacted(s document.Span) bool {
	return !bytes.Equal(d.source[s.Start:s.End], d.Parsed.Source[s.Start:s.End])
}

// added are the lines of a document that the pull request adds. Where GitHub shows no difference, git is asked; where it can't tell either, note says so and what to do.
func (o Options) added(ctx context.Context, base string, file github.ChangedFile, d Document) (added []lint.Lines, note string) {
	switch {
	case len(d.hunks) > 0:
		for _, h := range d.hunks {
			added = append(added, h.added...)
		}
		return added, ""
	case file.Status == "added":
		return []lint.Lines{{First: 1, Last: d.Parsed.LineCount()}}, ""
	case file.Status == "renamed" && file.Patch == "" || file.Status == "unchanged":
		return nil, ""
	case o.Changed != nil && base != "":
		lines, err := o.Changed(ctx, base, file.Path, d.Parsed.Source)
		if err == nil {
			return lines, ""
		}
	}
	return nil, "GitHub shows no difference of this file, and the history that would tell is not here, so nothing is said of its lines; with fetch-depth: 0, actions/checkout fetches the history"
}

// linesOf are the lines that a span stands on.
func linesOf(d *document.Document, s document.Span) lint.Lines {
	return lint.Lines{First: d.Position(s.Start).Line, Last: d.Position(max(s.End-1, s.Start)).Line}
}
