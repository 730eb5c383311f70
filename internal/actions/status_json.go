package actions

import (
	"encoding/json"
	"slices"
	"time"
)

// MarshalJSON writes every item flat, with null for what is not there, the totals, how the targets were met, and the counts by every dimension.
func (o *Overview) MarshalJSON() ([]byte, error) {
	type summary struct {
		Open      int `json:"open"`
		Overdue   int `json:"overdue"`
		Done      int `json:"done"`
		Dropped   int `json:"dropped"`
		Untracked int `json:"untracked"`
		Documents int `json:"documents"`
	}
	out := struct {
		AsOf    string             `json:"as_of"`
		Live    bool               `json:"live"`
		Actions []standingJSON     `json:"actions"`
		Summary summary            `json:"summary"`
		Targets []Completion       `json:"targets"`
		By      map[string][]Count `json:"by"`
	}{AsOf: o.Now.Format(time.DateOnly), Live: o.Live, Actions: []standingJSON{}, Targets: slices.Concat([]Completion{}, o.Targets), By: map[string][]Count{}}
	total := o.Total()
	out.Summary = summary{Open: total.Open, Overdue: total.Overdue, Done: total.Done, Dropped: total.Dropped, Documents: o.Documents()}
	for _, s := range o.Actions {
		if s.Item.Open() && s.Item.Issue == nil {
			out.Summary.Untracked++
		}
		if s.Overdue || !o.OverdueOnly {
			out.Actions = append(out.Actions, s.json(o.Now))
		}
	}
	for _, d := range Dimensions() {
		out.By[d] = o.By(d)
	}
	return json.Marshal(out)
}

type standingJSON struct {
	Path     string     `json:"path"`
	Line     int        `json:"line"`
	ID       string     `json:"id"`
	Title    string     `json:"title"`
	Document string     `json:"document"`
	Type     *string    `json:"type"`
	Priority *string    `json:"priority"`
	Owner    *string    `json:"owner"`
	Due      *string    `json:"due"`
	Factor   *string    `json:"factor"`
	Status   *string    `json:"status"`
	State    string     `json:"state"` // open, done or dropped
	Done     bool       `json:"done"`
	Overdue  bool       `json:"overdue"`
	Late     int        `json:"overdue_days"`
	Age      *int       `json:"age_days"`
	Severity *string    `json:"severity"`
	Services []string   `json:"services"`
	Strength *string    `json:"strength"`
	Issue    *issueJSON `json:"issue"`
	Closed   *string    `json:"closed_at"`
	Note     *string    `json:"note"`
}

func (s Standing) json(now time.Time) standingJSON {
	out := standingJSON{
		Path: s.Item.Path, Line: s.Item.Line, ID: s.Item.ID, Title: s.Item.Title, Document: s.Document, Type: orNull(s.Item.Type), Priority: orNull(s.Item.Priority),
		Owner: orNull(s.Item.Owner), Due: orNull(s.Item.Due), Factor: orNull(s.Item.Factor), Status: orNull(s.Item.Status), State: s.State(), Done: s.Item.Done,
		Overdue: s.Overdue, Late: s.Late, Severity: orNull(s.Severity), Services: slices.Concat([]string{}, s.Services), Strength: orNull(s.Strength),
		Issue: newIssueJSON(s.Item.Issue), Note: orNull(s.Note),
	}
	if age := s.Age(now); age >= 0 {
		out.Age = &age
	}
	if !s.Closed.IsZero() {
		out.Closed = orNull(s.Closed.UTC().Format(time.RFC3339))
	}
	return out
}
