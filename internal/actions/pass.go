package actions

import (
	"errors"
	"path/filepath"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/github"
)

// pass is one run over documents and GitHub.
type pass struct {
	options Options
	dry     bool
	files   []*file
	report  *Report
	journal *journal
	repo    github.Details
	names   map[string]bool  // of the repository, owner/name in lower case: the present one and those it had
	heirs   map[string]*file // the new names of documents that were found by their items, nil where several come into question
	unable  map[string]bool  // logins that can't be assigned
	barred  map[string]bool  // labels that the repository has not and the token may not make, in lower case
	hosts   map[string]bool  // where the issues of the repository are shown
	// milestone is the number of Options.Milestone.
	milestone int
	total     int
	done      int
	begun     time.Time // when the first of total was begun
	problem   error     // the first that went wrong
}

// newPass begins a run over documents all of which must be readable: what an unread one asks of GitHub nobody knows.
func newPass(sources []Source, options Options, dry bool) (*pass, error) {
	files, unread := readFiles(sources, options.Parser)
	if len(unread) > 0 {
		return nil, unread[0]
	}
	return passOver(files, options, dry), nil
}

func passOver(files []*file, options Options, dry bool) *pass {
	p := &pass{
		options: options, dry: dry, files: files, unable: map[string]bool{}, barred: map[string]bool{}, hosts: map[string]bool{},
		report: &Report{DryRun: dry, Repository: options.Repository.String(), Actions: []Result{}, Duplicates: []int{}},
	}
	for _, f := range files {
		for _, e := range f.entries {
			p.report.Actions = append(p.report.Actions, Result{Item: e.item, State: Skipped})
		}
	}
	at := 0
	for _, f := range files {
		for _, e := range f.entries {
			e.result = &p.report.Actions[at]
			at++
			switch {
			case e.item.Issue != nil:
				e.result.State = Exists
			case !e.item.Open():
				e.result.Reason = e.item.closed()
			case strings.TrimSpace(e.item.Title) == "":
				e.result.Reason = "it has no title"
			}
		}
	}
	return p
}

// tidyUp removes what earlier runs left beside the documents when they were killed while they wrote.
func (p *pass) tidyUp() {
	seen := map[string]bool{}
	for _, f := range p.files {
		if dir := filepath.Dir(f.source.File); !seen[dir] {
			seen[dir] = true
			document.RemoveAbandoned(dir)
		}
	}
}

// stop ends a push that can't go on: what it did not come to has failed.
func (p *pass) stop(err error) (*Report, error) {
	p.note(err)
	for _, e := range p.entries() {
		if e.wantsIssue() && e.result.State == Skipped && e.result.Reason == "" {
			e.result.State, e.result.Err = Failed, &NotTriedError{err}
		}
	}
	return p.report, p.problem
}

func (p *pass) entries() []*entry {
	var all []*entry
	for _, f := range p.files {
		all = append(all, f.entries...)
	}
	return all
}

// note keeps the first thing that went wrong. That words are not fit to be sent counts for less than anything else.
func (p *pass) note(err error) {
	_, unfit := errors.AsType[*LintError](err)
	_, only := errors.AsType[*LintError](p.problem)
	if p.problem == nil || only && !unfit {
		p.problem = err
	}
}

func (p *pass) fail(e *entry, err error) {
	e.result.State, e.result.Err = Failed, err
	p.note(err)
}
