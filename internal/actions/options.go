package actions

import (
	"context"
	"crypto/rand"
	"io"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/github"
)

// Options are what Plan, Push, Check and Sync need besides the documents. Client, Repository and State must be set.
type Options struct {
	Client     *github.Client
	Repository github.Repository // where the issues are opened
	// State is a folder of this machine and this repository for the journal and the lock, such as postmortem in git's common folder. It is made when
	// it is missing. All working trees of a repository should share it.
	State string
	// Journals is a folder below which the journals of other names lie that the repository may have had; "" for none.
	Journals string
	Parser   document.Parser

	Labels  []string // what every issue carries; the first finds them again; none: "postmortem"
	LabelBy []string // further labels: severity, priority, type
	Assign  bool     // assign an owner that is written as @login
	// Tracking keeps an issue for each document, too, with a task list of its items.
	Tracking bool
	// Milestone is the title of an open milestone for every issue; "" for none.
	Milestone string

	// Scale are the severities that incidents have: with LabelBy severity, the label of another one is taken off.
	Scale []string
	// Template is the text of issues; nil: the built-in one.
	Template *Template
	// Lint finds what may not be sent: from a document with a finding in an open item no issue is opened, a factor with one is named by its id only. nil: nothing is found.
	Lint func(*document.Document) []Finding
	// AllowFindings opens issues from documents with findings in their items all the same.
	AllowFindings bool

	Documents github.Repository // where the documents live, for links to them; zero: Repository
	Revision  string            // the commit or branch of these links; "": the default branch

	Now      func() time.Time                                 // nil: time.Now
	Sleep    func(ctx context.Context, d time.Duration) error // nil: a timer
	Rand     io.Reader                                        // nil: crypto/rand
	Progress func(Progress)                                   // nil: nobody is told
}

// Stage is a step of a push or a sync.
type Stage int

// The stages, in the order in which an item passes them.
const (
	Waiting  Stage = iota // for another push or sync on this machine
	Looking               // for issues that are there already
	Opening               // an issue is about to be opened
	Opened                // it is open; its link is about to be written
	Linked                // its link is written
	Updating              // what the document owns is about to be written to the issue
	Closing               // a duplicate is about to be closed
)

// Progress tells how far a push or a sync is.
type Progress struct {
	Stage  Stage
	Item   Item // but for Waiting and Looking
	Number int  // of the issue, from Opened on
	Done   int  // issues opened so far
	Total  int  // issues to open
	// Left is how long the rest will take at the pace so far; from Opening on, 0 when it can't be told.
	Left time.Duration
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
