package view

import (
	"time"

	"github.com/blameless-postmortem/postmortem/internal/learn"
)

// Postmortem is a postmortem in JSON.
type Postmortem struct {
	Path       string   `json:"path"`
	Title      string   `json:"title"`
	Date       *string  `json:"date"`
	Severity   *string  `json:"severity"`
	Status     *string  `json:"status"`
	Services   []string `json:"services"`
	Authors    []string `json:"authors"`
	Factors    []string `json:"factors"`
	Started    *string  `json:"started"`
	Detected   *string  `json:"detected"`
	Mitigated  *string  `json:"mitigated"`
	Resolved   *string  `json:"resolved"`
	Metrics    metrics  `json:"metrics"`
	Actions    actions  `json:"actions"`
	BudgetUsed *float64 `json:"error_budget_used"`
}

type metrics struct {
	Detect   *int64 `json:"time_to_detect"`
	Mitigate *int64 `json:"time_to_mitigate"`
	Resolve  *int64 `json:"time_to_resolve"`
}

type actions struct {
	Open    int `json:"open"`
	Overdue int `json:"overdue"`
	Done    int `json:"done"`
	Dropped int `json:"dropped"`
}

// newPostmortem is a postmortem as JSON has it.
func newPostmortem(m *learn.Postmortem, now time.Time) Postmortem {
	out := Postmortem{
		Path: m.Path, Title: m.Title, Date: day(m.Day), Severity: orNull(m.Severity), Status: orNull(m.Status),
		Services: list(m.Services), Authors: list(m.Authors), Factors: list(m.Tags),
		Started: instant(m.Started), Detected: instant(m.Detected), Mitigated: instant(m.Mitigated), Resolved: instant(m.Resolved),
		Metrics: metrics{seconds(m.Metrics.TimeToDetect), seconds(m.Metrics.TimeToMitigate), seconds(m.Metrics.TimeToResolve)},
	}
	out.Actions.Open, out.Actions.Overdue = m.OpenActions(now)
	for _, a := range m.Actions {
		switch {
		case a.Done:
			out.Actions.Done++
		case a.Dropped:
			out.Actions.Dropped++
		}
	}
	if m.Budget != nil && m.Budget.Unavailable > 0 {
		used := m.Budget.Burned()
		out.BudgetUsed = &used
	}
	return out
}

// Listed is the JSON of a list.
type Listed struct {
	Version     int          `json:"version"`
	All         int          `json:"all"` // of the folder
	Postmortems []Postmortem `json:"postmortems"`
}

// NewListed is a list as JSON has it.
func NewListed(postmortems []*learn.Postmortem, all int, now time.Time) Listed {
	out := Listed{Version: 1, All: all, Postmortems: []Postmortem{}}
	for _, m := range postmortems {
		out.Postmortems = append(out.Postmortems, newPostmortem(m, now))
	}
	return out
}

// Found is the JSON of a search.
type Found struct {
	Version int   `json:"version"`
	Total   int   `json:"total"`
	Partial bool  `json:"partial"` // none has all of the words
	Results []hit `json:"results"`
}

type hit struct {
	Postmortem
	Score    float64   `json:"score"`
	Snippets []snippet `json:"snippets"`
}

type snippet struct {
	Line    int      `json:"line"`
	Section *string  `json:"section"`
	Text    string   `json:"text"`
	Marks   [][2]int `json:"marks"` // what was found in text: from and to, in code points, the end exclusive
}

// NewFound is what a search found as JSON has it.
func NewFound(r learn.Results, now time.Time) Found {
	out := Found{Version: 1, Total: r.Total, Partial: r.Some, Results: []hit{}}
	for _, h := range r.Hits {
		shown := hit{Postmortem: newPostmortem(h.Postmortem, now), Score: h.Score, Snippets: []snippet{}}
		for _, s := range h.Snippets {
			one := snippet{Line: s.Line, Section: orNull(s.Section), Text: s.Text, Marks: [][2]int{}}
			for _, m := range s.Marks {
				from := len([]rune(s.Text[:m.Start]))
				one.Marks = append(one.Marks, [2]int{from, from + len([]rune(s.Text[m.Start:m.End]))})
			}
			shown.Snippets = append(shown.Snippets, one)
		}
		out.Results = append(out.Results, shown)
	}
	return out
}

// Related is the JSON of what is like something.
type Related struct {
	Version int     `json:"version"`
	Results []alike `json:"results"`
}

type alike struct {
	Postmortem
	Score  float64 `json:"score"`
	Shared shared  `json:"shared"`
}

type shared struct {
	Services []string `json:"services"`
	Factors  []string `json:"factors"`
	Words    []string `json:"words"`
}

// NewRelated is what is like something as JSON has it.
func NewRelated(all []learn.Alike, now time.Time) Related {
	out := Related{Version: 1, Results: []alike{}}
	for _, a := range all {
		out.Results = append(out.Results, alike{newPostmortem(a.Postmortem, now), a.Score, shared{list(a.Services), list(a.Factors), list(a.Words)}})
	}
	return out
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

func day(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return orNull(t.Format(time.DateOnly))
}

func instant(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return orNull(t.UTC().Format(time.RFC3339))
}

func seconds(d *time.Duration) *int64 {
	if d == nil {
		return nil
	}
	s := int64(*d / time.Second)
	return &s
}
