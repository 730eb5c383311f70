package actions

import (
	"encoding/json"
	"fmt"
)

// State is what a push did with an item, or in a plan, what it would do.
type State string

// The states.
const (
	Created State = "created" // an issue was opened
	Adopted State = "adopted" // an issue that was opened before, by a run that did not come to its end or on another machine, is linked now
	Exists  State = "exists"  // it was linked already
	Skipped State = "skipped" // it needs no issue; Result.Reason says why
	Failed  State = "failed"  // Result.Err says why; a further push tries again
)

// Result is what became of one item.
type Result struct {
	Item   Item // as it is in the document now
	State  State
	Reason string // why it was skipped, and what else is worth knowing ("@x can't be assigned")
	Err    error  // for Failed
}

// MarshalJSON writes the result flat, with null for what is not there.
func (r Result) MarshalJSON() ([]byte, error) {
	type issue struct {
		Number int     `json:"number"`
		URL    *string `json:"url"`
	}
	text := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	out := struct {
		Path     string  `json:"path"`
		Line     int     `json:"line"`
		ID       string  `json:"id"`
		Title    string  `json:"title"`
		Type     *string `json:"type"`
		Priority *string `json:"priority"`
		Owner    *string `json:"owner"`
		Due      *string `json:"due"`
		Factor   *string `json:"factor"`
		Done     bool    `json:"done"`
		Dropped  bool    `json:"dropped,omitempty"`
		State    State   `json:"state,omitempty"`
		Issue    *issue  `json:"issue"`
		Reason   *string `json:"reason"`
		Error    *string `json:"error"`
	}{
		Path: r.Item.Path, Line: r.Item.Line, ID: r.Item.ID, Title: r.Item.Title, Type: text(r.Item.Type), Priority: text(r.Item.Priority),
		Owner: text(r.Item.Owner), Due: text(r.Item.Due), Factor: text(r.Item.Factor), Done: r.Item.Done, Dropped: r.Item.Dropped, State: r.State, Reason: text(r.Reason),
	}
	if r.Item.Issue != nil {
		out.Issue = &issue{Number: r.Item.Issue.Number, URL: text(r.Item.Issue.URL)}
	}
	if r.Err != nil {
		out.Error = text(r.Err.Error())
	}
	return json.Marshal(out)
}

// Report is what became of all items, in the order of the documents.
type Report struct {
	DryRun     bool     `json:"dry_run"`
	Repository string   `json:"repository"` // owner/name, under its present name
	Actions    []Result `json:"actions"`
	// Duplicates are the numbers of issues that were closed because another run had opened one for the same item.
	Duplicates []int `json:"duplicates"`
}

// Count is the number of items in a state.
func (r *Report) Count(state State) int {
	n := 0
	for i := range r.Actions {
		if r.Actions[i].State == state {
			n++
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

// GoneError says that the line of an item whose issue is open could not be found or changed any more.
type GoneError struct {
	Path   string
	Title  string
	Issue  Issue
	Reason string
}

// Error names the issue and the reason.
func (e *GoneError) Error() string {
	return fmt.Sprintf("%s: #%d is open for %q, but its link was not written: %s", e.Path, e.Issue.Number, e.Title, e.Reason)
}

// Hint says what to do.
func (e *GoneError) Hint() string {
	return fmt.Sprintf("push again, or write [#%d](%s) at the end of the item yourself", e.Issue.Number, e.Issue.URL)
}
