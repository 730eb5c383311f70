package actions

import (
	"encoding/json"
	"fmt"
)

// State is what a push or a sync did with an item, or in a plan, what it would do.
type State string

// The states.
const (
	Created State = "created" // an issue was opened
	Adopted State = "adopted" // an issue that was opened before, by a run that did not come to its end or on another machine, is linked now
	Exists  State = "exists"  // it was linked already
	Skipped State = "skipped" // it needs no issue; Result.Reason says why
	Failed  State = "failed"  // Result.Err says why; a further push tries again

	InStep    State = "in-step"     // document and issue agree
	Synced    State = "synced"      // they agree now; Result.Changes says what was changed
	OutOfStep State = "out-of-step" // they don't; Result.Changes says what Sync would change
)

// gone is why nothing was done for an item that was there when a run began.
const gone = "it is no longer in the document"

// Result is what became of one item.
type Result struct {
	Item   Item // as it is in the document now
	State  State
	Reason string // why it was skipped, and what else is worth knowing ("@x can't be assigned")
	// Changes are what was, or in a plan would be, brought up to date in an issue that was open already.
	Changes []Change
	Err     error // for Failed
}

type issueJSON struct {
	Number int     `json:"number"`
	URL    *string `json:"url"`
}

func newIssueJSON(i *Issue) *issueJSON {
	if i == nil {
		return nil
	}
	return &issueJSON{Number: i.Number, URL: orNull(i.URL)}
}

// orNull is null in JSON for nothing.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// MarshalJSON writes the result flat, with null for what is not there.
func (r Result) MarshalJSON() ([]byte, error) {
	out := struct {
		Path     string     `json:"path"`
		Line     int        `json:"line"`
		ID       string     `json:"id"`
		Title    string     `json:"title"`
		Type     *string    `json:"type"`
		Priority *string    `json:"priority"`
		Owner    *string    `json:"owner"`
		Due      *string    `json:"due"`
		Factor   *string    `json:"factor"`
		Status   *string    `json:"status"`
		Done     bool       `json:"done"`
		Dropped  bool       `json:"dropped"`
		State    State      `json:"state,omitempty"`
		Issue    *issueJSON `json:"issue"`
		Changes  []Change   `json:"changes,omitempty"`
		Reason   *string    `json:"reason"`
		Error    *string    `json:"error"`
	}{
		Path: r.Item.Path, Line: r.Item.Line, ID: r.Item.ID, Title: r.Item.Title, Type: orNull(r.Item.Type), Priority: orNull(r.Item.Priority),
		Owner: orNull(r.Item.Owner), Due: orNull(r.Item.Due), Factor: orNull(r.Item.Factor), Status: orNull(r.Item.Status), Done: r.Item.Done, Dropped: r.Item.Dropped, State: r.State, Changes: r.Changes, Reason: orNull(r.Reason),
	}
	out.Issue = newIssueJSON(r.Item.Issue)
	if r.Err != nil {
		out.Error = orNull(r.Err.Error())
	}
	return json.Marshal(out)
}

// Report is what became of all items, in the order of the documents.
type Report struct {
	DryRun     bool     `json:"dry_run"`
	Repository string   `json:"repository"` // owner/name, under its present name
	Actions    []Result `json:"actions"`
	// Tracking are the issues that stand for whole documents: Item has no more than path, title and issue.
	Tracking []Result `json:"tracking,omitempty"`
	// Duplicates are the numbers of issues that were closed because another run had opened one for the same item.
	Duplicates []int `json:"duplicates"`
	// Unclaimed are the open issues that were opened from these documents and that no item links to now. Nothing is done about them: people may want them.
	Unclaimed []Unclaimed `json:"unclaimed,omitempty"`
}

// Unclaimed is an issue whose item went.
type Unclaimed struct {
	Path   string `json:"path"` // of the document that it was opened from
	Number int    `json:"number"`
	URL    string `json:"url"`
	Title  string `json:"title"`
}

// Count is the number of items, and of tracking issues, in a state.
func (r *Report) Count(state State) int {
	n := 0
	for _, results := range [][]Result{r.Actions, r.Tracking} {
		for i := range results {
			if results[i].State == state {
				n++
			}
		}
	}
	return n
}

// UnclearError says that an item can't be told to belong to an issue nor apart from it, so that nothing was done.
type UnclearError struct {
	Path  string
	Line  int
	Title string
	Issue Issue  // the issue in question
	Named string // its title
}

// Error names the item and the issue.
func (e *UnclearError) Error() string {
	return fmt.Sprintf("%s:%d: %q may be what #%d %q was opened for, or something new", e.Path, e.Line, e.Title, e.Issue.Number, e.Named)
}

// Hint says how to settle it.
func (e *UnclearError) Hint() string {
	return fmt.Sprintf("if it is, write [#%d](%s) at the end of the item; if not, close #%d; then push again", e.Issue.Number, e.Issue.URL, e.Issue.Number)
}

// NotTriedError says that a run ended before it came to an item.
type NotTriedError struct{ Err error }

// Error names what ended the run.
func (e *NotTriedError) Error() string { return "not tried: " + e.Err.Error() }

// Unwrap is what ended the run.
func (e *NotTriedError) Unwrap() error { return e.Err }

// GoneError says that an item that has an issue could not be found or changed any more.
type GoneError struct {
	Path   string
	Title  string
	Issue  Issue
	Linked bool // its link was there already, and something else was to be written
	Reason string
}

// Error names the issue and the reason.
func (e *GoneError) Error() string {
	if e.Linked {
		return fmt.Sprintf("%s: what GitHub says of #%d was not written to %q: %s", e.Path, e.Issue.Number, e.Title, e.Reason)
	}
	return fmt.Sprintf("%s: #%d is open for %q, but its link was not written: %s", e.Path, e.Issue.Number, e.Title, e.Reason)
}

// Hint says what to do.
func (e *GoneError) Hint() string {
	if e.Linked {
		return "run the same command again"
	}
	return fmt.Sprintf("push again, or write [#%d](%s) at the end of the item yourself", e.Issue.Number, e.Issue.URL)
}
