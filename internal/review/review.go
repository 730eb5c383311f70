package review

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/github"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// Options are what a review needs from outside.
type Options struct {
	Client     *github.Client
	Repository github.Repository // that the pull request goes to
	Number     int               // of the pull request
	Root       string            // of the working tree, "" for none
	Folder     string            // where the postmortems are, slash-separated, relative to the root of the repository
	Config     string            // the configuration file, likewise; "" for none
	Parser     document.Parser
	Linter     *lint.Linter // for whole documents
	// Changed tells by git which lines of a file, as content has it, are new since a commit, for files whose difference GitHub does not show. Nil: nobody can tell.
	Changed func(ctx context.Context, since, path string, content []byte) ([]lint.Lines, error)
	Now     time.Time
}

// Review is what there is to say of a pull request.
type Review struct {
	Pull      github.PullRequest
	Documents []Document // what it changes, by path
	Remarks   []Remark   // what is to be said now, by path and line; nothing that was said before

	options     Options
	memory      memory
	who         ours
	untold      []mark   // of findings that are too many to be said, now and so for good
	paths       []string // of all postmortems that it changes, read or not
	unread      int      // documents that are left out
	failed      []problem
	cut         bool // GitHub does not list all files
	chosenHere  bool // the pull request changes the configuration
	wrongPlaces bool // GitHub took none of the remarks
}

// Document is a postmortem that the pull request adds or changes, as its head has it.
type Document struct {
	Path     string
	Parsed   *document.Document
	Findings []lint.Finding // on lines that the pull request adds

	hunks        []hunk
	source       []byte         // Parsed.Source, redacted
	all          []lint.Finding // wherever they are; redacted, as shown
	shown        []lint.Finding // Findings
	marks        []mark         // of Findings
	unplaced     []int          // the Findings that no line of the difference takes
	suppressions []lint.Suppression
	note         string // why nothing is said of its lines, ""
}

// problem is a document that could not be read.
type problem struct{ path, message string }

// Worst is the highest severity of a finding on the lines that the pull request adds, said before or not; Off for none.
func (r *Review) Worst() lint.Severity {
	worst := lint.Off
	for _, d := range r.Documents {
		for _, f := range d.Findings {
			worst = max(worst, f.Severity)
		}
	}
	return worst
}

// Prepare reads a pull request, what it changes and what was said, and decides what is to be said now. It changes nothing.
func Prepare(ctx context.Context, o Options) (*Review, error) {
	r := &Review{options: o}
	var err error
	if r.Pull, err = o.Client.PullRequest(ctx, o.Repository, o.Number); err != nil || !r.Pull.Open {
		return r, err
	}
	files, err := o.Client.ChangedFiles(ctx, o.Repository, o.Number)
	if err != nil {
		return r, err
	}
	if err := r.read(ctx, files); err != nil {
		return r, err
	}
	if err := r.remember(ctx); err != nil {
		return r, err
	}
	r.choose()
	return r, nil
}

// read reads and lints the documents among the files.
func (r *Review) read(ctx context.Context, files []github.ChangedFile) error {
	size := 0
	r.cut = len(files) >= github.MaxChangedFiles
	for _, file := range files {
		r.chosenHere = r.chosenHere || r.options.Config != "" && (file.Path == r.options.Config || file.Before == r.options.Config)
		if !isDocument(file, r.options.Folder) || r.options.isLink(file.Path) {
			continue
		}
		r.paths = append(r.paths, file.Path)
		if len(r.Documents)+len(r.failed) == maxDocuments || size > maxBytes {
			r.unread++
			continue
		}
		d, err := r.options.read(ctx, r.Pull.BaseCommit, file)
		var api *github.Error
		switch {
		case errors.As(err, &api) && api.Kind != github.NotFound && api.Kind != github.Refused, ctx.Err() != nil:
			return err
		case err != nil:
			message := err.Error()
			if f := (*document.FileError)(nil); errors.As(err, &f) {
				message = f.Err.Error()
			}
			r.failed = append(r.failed, problem{file.Path, message})
			continue
		}
		size += len(d.Parsed.Source)
		r.Documents = append(r.Documents, d)
	}
	slices.SortFunc(r.Documents, func(a, b Document) int { return strings.Compare(a.Path, b.Path) })
	return nil
}

// withoutRemark counts the findings that have a place and no remark, because there are too many.
func (r *Review) withoutRemark() int {
	told := maps.Clone(r.memory.told)
	for _, remark := range r.Remarks {
		for _, m := range remark.marks {
			told[m]++
		}
	}
	left := unsaid(told, r.marks(), r.paths)
	n := 0
	for _, d := range r.Documents {
		for i := range d.marks {
			if left[i] && !d.isUnplaced(i) {
				n++
			}
		}
		left = left[len(d.marks):]
	}
	return n
}

// marks are those of all findings.
func (r *Review) marks() (all []mark) {
	for _, d := range r.Documents {
		all = append(all, d.marks...)
	}
	return all
}

// remember asks GitHub what was said.
func (r *Review) remember(ctx context.Context) error {
	o := r.options
	login, err := o.Client.Login(ctx)
	if err != nil {
		return err
	}
	r.who = ours{login}
	reviews, err := o.Client.Reviews(ctx, o.Repository, o.Number)
	if err != nil {
		return err
	}
	comments, err := o.Client.ReviewComments(ctx, o.Repository, o.Number)
	if err != nil {
		return err
	}
	onWhole, err := o.Client.PullComments(ctx, o.Repository, o.Number)
	r.memory = newMemory(r.who, r.Pull.HeadCommit, reviews, comments, onWhole)
	return err
}

// choose decides what is to be said now. A commit is reviewed once: what was too much to say of it then is too much now.
func (r *Review) choose() {
	for i := range r.Documents {
		d := &r.Documents[i]
		for _, f := range d.shown {
			d.marks = append(d.marks, newMark(lint.Fingerprint(d.Parsed, d.source, f), d.Path))
		}
	}
	fresh := unsaid(r.memory.said, r.marks(), r.paths)
	for i := range r.Documents {
		d := &r.Documents[i]
		var remarks []Remark
		remarks, d.unplaced = d.remarks(fresh[:len(d.marks)])
		fresh = fresh[len(d.marks):]
		r.Remarks = append(r.Remarks, remarks...)
	}
	if r.memory.reviewed {
		r.Remarks = nil
		return
	}
	slices.SortStableFunc(r.Remarks, func(a, b Remark) int { return cmp.Compare(b.severity, a.severity) })
	for _, remark := range r.Remarks[min(maxRemarks, len(r.Remarks)):] {
		r.untold = append(r.untold, remark.marks...)
	}
	r.Remarks = r.Remarks[:min(maxRemarks, len(r.Remarks))]
	slices.SortStableFunc(r.Remarks, func(a, b Remark) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.StartLine, b.StartLine))
	})
}
