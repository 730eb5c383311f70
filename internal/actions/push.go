package actions

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/github"
)

// Options are what Plan and Push need besides the documents. Client, Repository and State must be set.
type Options struct {
	Client     *github.Client
	Repository github.Repository // where the issues are opened
	// State is a folder of this machine and this repository for the journal and the lock, such as postmortem in git's common folder. It is made when
	// it is missing. All working trees of a repository should share it.
	State  string
	Parser document.Parser

	Labels  []string // what every issue carries; the first finds them again; none: "postmortem"
	LabelBy []string // further labels: severity, priority, type
	Assign  bool     // assign an owner that is written as @login
	// Milestone is the title of an open milestone for every issue; "" for none.
	Milestone string

	Documents github.Repository // where the documents live, for links to them; zero: Repository
	Revision  string            // the commit or branch of these links; "": the default branch

	Now      func() time.Time                                 // nil: time.Now
	Sleep    func(ctx context.Context, d time.Duration) error // nil: a timer
	Rand     io.Reader                                        // nil: crypto/rand
	Progress func(Progress)                                   // nil: nobody is told
}

// Stage is a step of a push.
type Stage int

// The stages, in the order in which an item passes them.
const (
	Waiting Stage = iota // for another push on this machine
	Looking              // for issues that are there already
	Opening              // an issue is about to be opened
	Opened               // it is open; its link is about to be written
	Linked               // its link is written
	Closing              // a duplicate is about to be closed
)

// Progress tells how far a push is.
type Progress struct {
	Stage  Stage
	Item   Item // but for Waiting and Looking
	Number int  // of the issue, from Opened on
	Done   int  // issues opened so far
	Total  int  // issues to open
}

const (
	// raceWindow is how far apart issues can be created that two pushes opened for one item: beyond it the later one would have seen the earlier.
	raceWindow = time.Hour
	// doubtWindow is how long a list may lag behind an issue that was opened.
	doubtWindow = 10 * time.Minute
	// lockPause is the time between two looks at the lock.
	lockPause = 200 * time.Millisecond
	// tries bounds how often one thing is tried in a run.
	tries = 3
)

// push is one run.
type push struct {
	options Options
	dry     bool
	files   []*file
	report  *Report
	journal *journal
	repo    github.Details
	unable  map[string]bool // logins that can't be assigned
	// milestone is the number of Options.Milestone.
	milestone int
	total     int
	done      int
	problem   error // the first that went wrong
}

// Plan says what Push would do: it reads documents, journal and GitHub, and changes nothing.
func Plan(ctx context.Context, sources []Source, options Options) (*Report, error) {
	p, err := newPush(sources, options.complete(), true)
	if err != nil {
		return nil, err
	}
	return p.run(ctx)
}

// Push opens an issue for every open item without a link and writes the links into the documents. The report is complete even when there is an error: that
// is the first thing that went wrong, an *github.Error, *UnclearError, *GoneError, *StateError or *document.FileError. A file that can't be read is an error
// without a report, before anything is done.
func Push(ctx context.Context, sources []Source, options Options) (*Report, error) {
	options = options.complete()
	// The documents are read under the lock: another push may write links while this one waits.
	unlock, lockErr := lock(ctx, options)
	if lockErr == nil {
		defer unlock()
	}
	p, err := newPush(sources, options, false)
	if err != nil {
		return nil, err
	}
	if lockErr != nil {
		return p.stop(lockErr)
	}
	return p.run(ctx)
}

// complete fills in what may be left out.
func (options Options) complete() Options {
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Sleep == nil {
		options.Sleep = sleep
	}
	if options.Rand == nil {
		options.Rand = rand.Reader
	}
	if options.Progress == nil {
		options.Progress = func(Progress) {}
	}
	return options
}

func newPush(sources []Source, options Options, dry bool) (*push, error) {
	files, err := readFiles(sources, options.Parser)
	if err != nil {
		return nil, err
	}
	p := &push{
		options: options, dry: dry, files: files, unable: map[string]bool{},
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
			case e.item.Done:
				e.result.Reason = "done already"
			case e.item.Dropped:
				e.result.Reason = "not to be done"
			case strings.TrimSpace(e.item.Title) == "":
				e.result.Reason = "it has no title"
			}
		}
	}
	return p, nil
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// lock makes sure that no other push of this machine is under way.
func lock(ctx context.Context, options Options) (unlock func(), err error) {
	dir := options.State
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, &StateError{Path: dir, Err: withoutPath(err)}
	}
	lock := flock.New(filepath.Join(dir, "actions.lock"))
	for told := false; ; {
		locked, err := lock.TryLock()
		if err != nil {
			return nil, &StateError{Path: lock.Path(), Err: withoutPath(err)}
		}
		if locked {
			return func() { _ = lock.Unlock() }, nil // the end of the process unlocks it too
		}
		if !told {
			options.Progress(Progress{Stage: Waiting})
			told = true
		}
		if err := options.Sleep(ctx, lockPause); err != nil {
			return nil, err
		}
	}
}

// run finds what is to be done and, but for a dry run, does it.
func (p *push) run(ctx context.Context) (*Report, error) {
	var err error
	if p.journal, err = readJournal(p.options.State); err == nil {
		err = p.execute(ctx)
	}
	if err != nil {
		return p.stop(err)
	}
	return p.report, p.problem
}

// stop ends a push that can't go on: what it did not come to has failed.
func (p *push) stop(err error) (*Report, error) {
	p.note(err)
	for _, e := range p.entries() {
		if e.wantsIssue() && e.result.State == Skipped && e.result.Reason == "" {
			e.result.State, e.result.Err = Failed, fmt.Errorf("not tried: %w", err)
		}
	}
	return p.report, p.problem
}

func (p *push) execute(ctx context.Context) error {
	concerned := slices.ContainsFunc(p.entries(), func(e *entry) bool {
		return e.wantsIssue() || e.item.open() && e.item.Issue != nil && e.item.Issue.Number > 0
	})
	if !concerned {
		return nil
	}
	p.options.Progress(Progress{Stage: Looking})
	var err error
	if p.repo, err = p.options.Client.Check(ctx, p.options.Repository); err != nil {
		var failure *github.Error
		if errors.As(err, &failure) && failure.Kind == github.Disabled && !slices.ContainsFunc(p.entries(), (*entry).wantsIssue) {
			return nil // nothing is to be opened where nothing can be
		}
		return err
	}
	p.report.Repository = p.repo.Repository.String()
	issues, err := p.look(ctx)
	if err != nil {
		return err
	}
	var create []*entry
	for _, f := range p.files {
		p.pair(f, issues)
		p.reuse(f)
		for _, e := range f.entries {
			switch {
			case e.issue != nil:
				e.result.State = Adopted
				e.result.Item.Issue = &Issue{Number: e.issue.Number, URL: e.issue.URL, Text: linkText(e.issue.Number)}
				if !e.issue.Open {
					e.result.Reason = linkText(e.issue.Number) + " is closed"
				}
			case e.result.State == Failed:
				p.note(e.result.Err)
			case e.wantsIssue():
				create = append(create, e)
			}
		}
	}
	if p.dry {
		for _, e := range create {
			e.result.State = Created
		}
		return nil
	}
	p.total = len(create)
	for _, e := range p.entries() {
		if e.issue != nil {
			if err := p.adopt(e); err != nil {
				p.fail(e, err)
			}
		}
	}
	if err := p.create(ctx, create); err != nil {
		return err
	}
	if p.done > 0 {
		if issues, err = p.lookAgain(ctx); err != nil {
			return err
		}
	}
	return p.reconcile(ctx, issues)
}

func (p *push) entries() []*entry {
	var all []*entry
	for _, f := range p.files {
		all = append(all, f.entries...)
	}
	return all
}

// note keeps the first thing that went wrong.
func (p *push) note(err error) {
	if p.problem == nil {
		p.problem = err
	}
}

func (p *push) fail(e *entry, err error) {
	e.result.State, e.result.Err = Failed, err
	p.note(err)
}

// list lists the issues that carry our label.
func (p *push) list(ctx context.Context) ([]*tracked, error) {
	issues, err := p.options.Client.Issues(ctx, p.repo.Repository, github.Filter{Label: p.ownLabels()[0]})
	if err != nil {
		return nil, err
	}
	return p.track(issues), nil
}

// look lists the issues and makes sure of what the journal leaves open: an attempt without an outcome, and an issue that the list does not show.
func (p *push) look(ctx context.Context) ([]*tracked, error) {
	issues, err := p.list(ctx)
	if err != nil {
		return nil, err
	}
	var doubts []*record
	for _, f := range p.files {
		if len(f.unlinked()) > 0 {
			doubts = append(doubts, p.doubtful(f)...)
		}
	}
	for _, r := range doubts {
		if issues, err = p.settle(ctx, r, issues); err != nil {
			return nil, err
		}
	}
	linked := p.linkedNumbers()
	for _, r := range p.journal.records {
		wanted := r.Event != void && r.Number > 0 && r.in(p.repo) && !linked[r.Number] && !hasNumber(issues, r.Number) &&
			slices.ContainsFunc(p.files, func(f *file) bool { return len(f.unlinked()) > 0 && p.belongs(r.reference(), f) })
		if !wanted {
			continue
		}
		issue, err := p.options.Client.Issue(ctx, p.repo.Repository, r.Number)
		var failure *github.Error
		if errors.As(err, &failure) && failure.Kind == github.NotFound {
			if p.dry {
				continue
			}
			if err := p.journal.append(record{Event: void, Time: p.options.Now().UTC(), ID: r.ID}); err != nil {
				return nil, err
			}
			continue // deleted
		}
		if err != nil {
			return nil, err
		}
		issues = append(issues, p.track([]github.Issue{issue})...)
	}
	return issues, nil
}

func hasLabel(issue github.Issue, label string) bool {
	return slices.ContainsFunc(issue.Labels, func(l string) bool { return strings.EqualFold(l, label) })
}

func hasNumber(issues []*tracked, number int) bool {
	return slices.ContainsFunc(issues, func(t *tracked) bool { return t.Number == number })
}

func hasNonce(issues []*tracked, nonce string) bool {
	return slices.ContainsFunc(issues, func(t *tracked) bool { return t.known && t.ref.nonce == nonce })
}

// settle finds out whether an attempt opened an issue: the list may lag, and the label may have been taken off. It returns the issues as they are known then.
func (p *push) settle(ctx context.Context, r *record, issues []*tracked) ([]*tracked, error) {
	if hasNonce(issues, r.nonce()) {
		return issues, nil
	}
	if p.options.Now().Sub(r.Time) < doubtWindow {
		for n := range tries {
			if err := p.options.Sleep(ctx, time.Second<<n); err != nil {
				return nil, err
			}
			var err error
			if issues, err = p.list(ctx); err != nil {
				return nil, err
			}
			if hasNonce(issues, r.nonce()) {
				return issues, nil
			}
		}
	}
	recent, err := p.options.Client.Issues(ctx, p.repo.Repository, github.Filter{Since: r.Time.Add(-raceWindow)})
	if err != nil {
		return nil, err
	}
	for _, t := range p.track(recent) {
		if t.known && t.ref.nonce == r.nonce() {
			return append(issues, t), nil
		}
	}
	return issues, nil
}

// lookAgain lists the issues after some were opened, until the list shows them: then it shows those, too, that others opened before.
func (p *push) lookAgain(ctx context.Context) ([]*tracked, error) {
	for n := 0; ; n++ {
		issues, err := p.list(ctx)
		if err != nil {
			return nil, err
		}
		missing := slices.ContainsFunc(p.entries(), func(e *entry) bool {
			return e.result.State == Created && !hasNumber(issues, e.issue.Number) && hasLabel(e.issue.Issue, p.ownLabels()[0])
		})
		if !missing || n == tries {
			return issues, nil
		}
		if err := p.options.Sleep(ctx, time.Second<<n); err != nil {
			return nil, err
		}
	}
}

// adopt links an item to an issue that was opened for it before.
func (p *push) adopt(e *entry) error {
	t := e.issue
	if t.record == nil || t.record.Number == 0 {
		r := p.newRecord(opened, e, t.ref)
		r.Number, r.URL = t.Number, t.URL
		if err := p.journal.append(r); err != nil {
			return err
		}
	}
	return p.link(e)
}

// create opens the issues that are missing. It goes on after what concerns one item only, and returns what would hit the others too.
func (p *push) create(ctx context.Context, entries []*entry) error {
	if len(entries) == 0 {
		return nil
	}
	var labels []github.Label
	for _, e := range entries {
		for _, l := range p.labels(e) {
			if !slices.ContainsFunc(labels, func(have github.Label) bool { return strings.EqualFold(have.Name, l.Name) }) {
				labels = append(labels, l)
			}
		}
	}
	if err := p.options.Client.EnsureLabels(ctx, p.repo.Repository, labels); err != nil {
		return err
	}
	if p.options.Milestone != "" {
		var err error
		if p.milestone, err = p.options.Client.Milestone(ctx, p.repo.Repository, p.options.Milestone); err != nil {
			return err
		}
	}
	for _, e := range entries {
		if err := e.file.refresh(p.options.Parser); err != nil {
			p.fail(e, err)
			continue
		}
		if e.index < 0 {
			e.result.Reason = "it is no longer in the document"
			continue
		}
		if !e.wantsIssue() { // somebody linked or ticked it meanwhile
			switch {
			case e.item.Issue != nil:
				e.result.State = Exists
			case e.item.Dropped:
				e.result.State, e.result.Reason = Skipped, "not to be done"
			default:
				e.result.State, e.result.Reason = Skipped, "done already"
			}
			continue
		}
		if err := p.rehearse(e); err != nil {
			p.fail(e, fmt.Errorf("not opened, as its link can't be written: %w", err))
			continue
		}
		err := p.open(ctx, e)
		if err == nil {
			e.result.State = Created
			p.done++
			p.options.Progress(Progress{Stage: Opened, Item: e.item, Number: e.issue.Number, Done: p.done, Total: p.total})
			err = p.link(e)
		}
		if err == nil {
			continue
		}
		p.fail(e, err)
		if stops(err) || ctx.Err() != nil {
			return err
		}
	}
	return nil
}

// stops reports whether a failure would hit every other item as well.
func stops(err error) bool {
	if _, ok := errors.AsType[*StateError](err); ok {
		return true
	}
	var failure *github.Error
	if !errors.As(err, &failure) {
		return false
	}
	return failure.Kind != github.Invalid && failure.Kind != github.NotFound
}

// open opens the issue of an item: intent, request, result. Where the answer is lost it looks before it tries again.
func (p *push) open(ctx context.Context, e *entry) error {
	nonce := e.nonce
	if nonce == "" {
		var random [8]byte
		if _, err := io.ReadFull(p.options.Rand, random[:]); err != nil {
			return &StateError{Path: p.journal.path, Err: fmt.Errorf("no random number: %w", err)}
		}
		nonce = hex.EncodeToString(random[:])
	}
	ref := reference{digest: e.digest, nonce: nonce, key: e.file.source.Key, document: e.file.digest}
	p.options.Progress(Progress{Stage: Opening, Item: e.item, Done: p.done, Total: p.total})
	intent := p.newRecord(intended, e, ref)
	if err := p.journal.append(intent); err != nil {
		return err
	}
	issue, err := p.send(ctx, e, ref, &intent)
	if err != nil {
		var failure *github.Error
		if errors.As(err, &failure) && !failure.Ambiguous {
			// Surely not opened, unless an earlier attempt with this number was.
			if e.nonce == "" {
				return errors.Join(err, p.journal.append(record{Event: void, Time: p.options.Now().UTC(), ID: ref.id()}))
			}
		}
		return err
	}
	if label := p.ownLabels()[0]; !hasLabel(issue, label) {
		e.result.Reason = "the label " + label + " was not set: the token may not set labels"
	}
	e.issue = &tracked{Issue: issue, ref: ref, known: true}
	e.result.Item.Issue = &Issue{Number: issue.Number, URL: issue.URL, Text: linkText(issue.Number)}
	r := p.newRecord(opened, e, ref)
	r.Number, r.URL = issue.Number, issue.URL
	return p.journal.append(r)
}

// send makes the request, without an assignee whom GitHub does not know, and again when it is sure that the first did not open an issue.
func (p *push) send(ctx context.Context, e *entry, ref reference, intent *record) (github.Issue, error) {
	request := github.NewIssue{Title: issueTitle(e.item.Title), Body: p.issueBody(e, ref), Milestone: p.milestone}
	for _, l := range p.labels(e) {
		request.Labels = append(request.Labels, l.Name)
	}
	login := ""
	if p.options.Assign {
		login = assignee(e.item.Owner)
	}
	for attempt := 1; ; {
		request.Assignees = nil
		if login != "" && !p.unable[strings.ToLower(login)] {
			request.Assignees = []string{login}
		}
		issue, err := p.options.Client.CreateIssue(ctx, p.repo.Repository, request)
		if err == nil {
			if login != "" && len(request.Assignees) == 0 {
				e.result.Reason = "@" + login + " can't be assigned in " + p.repo.Repository.String()
			}
			return issue, nil
		}
		var failure *github.Error
		if !errors.As(err, &failure) || ctx.Err() != nil {
			return github.Issue{}, err
		}
		if failure.Kind == github.Invalid && len(request.Assignees) > 0 && slices.ContainsFunc(failure.Fields, func(f string) bool { return strings.HasPrefix(f, "assignee") }) {
			p.unable[strings.ToLower(login)] = true
			continue
		}
		if !failure.Ambiguous {
			return github.Issue{}, err
		}
		e.nonce = ref.nonce // from now on it may exist
		issues, lookErr := p.settle(ctx, intent, nil)
		if lookErr != nil {
			return github.Issue{}, err
		}
		for _, t := range issues {
			if t.known && t.ref.nonce == ref.nonce {
				return t.Issue, nil
			}
		}
		if attempt++; attempt > tries {
			return github.Issue{}, err
		}
	}
}

// newRecord is a line of the journal about an item.
func (p *push) newRecord(event string, e *entry, ref reference) record {
	return record{
		Event: event, Time: p.options.Now().UTC(), ID: ref.id(), Host: p.repo.Repository.Host, Repo: p.repo.Repository.String(), RepoID: p.repo.ID,
		Key: ref.key, Document: ref.document, Title: e.item.Title, Place: e.place, Fields: e.fields,
	}
}

func linkText(number int) string { return "#" + strconv.Itoa(number) }
