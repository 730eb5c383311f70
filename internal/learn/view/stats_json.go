package view

import (
	"time"

	"github.com/blameless-postmortem/postmortem/internal/learn"
)

// Stats are stats in JSON.
type Stats struct {
	Version     int              `json:"version"`
	Postmortems int              `json:"postmortems"`
	Undated     int              `json:"undated"`
	First       *string          `json:"first"`
	Last        *string          `json:"last"`
	Months      []count          `json:"months"`
	Severities  []count          `json:"severities"`
	Services    []count          `json:"services"`
	Factors     []count          `json:"factors"`
	Detect      distribution     `json:"time_to_detect"`
	Acknowledge distribution     `json:"time_to_acknowledge"`
	Mitigate    distribution     `json:"time_to_mitigate"`
	Resolve     distribution     `json:"time_to_resolve"`
	Caveat      string           `json:"caveat"`
	Actions     actionFigures    `json:"actions"`
	Budgets     []burn           `json:"error_budgets"`
	Draft       distribution     `json:"time_to_draft"`
	Review      distribution     `json:"time_to_review"`
	Final       distribution     `json:"time_to_final"`
	By          *string          `json:"by"`
	Groups      map[string]Stats `json:"groups,omitempty"`
}

type count struct {
	Name *string `json:"name"`
	N    int     `json:"n"`
}

// distribution has its figures in seconds.
type distribution struct {
	N      int    `json:"n"`
	Of     int    `json:"of"`
	Min    *int64 `json:"min"`
	Lower  *int64 `json:"p25"`
	Median *int64 `json:"median"`
	Upper  *int64 `json:"p75"`
	Mostly *int64 `json:"p90"` // null with fewer than ten values
	Max    *int64 `json:"max"`
}

type actionFigures struct {
	All      int        `json:"all"`
	Open     int        `json:"open"`
	Overdue  int        `json:"overdue"`
	Done     int        `json:"done"`
	Dropped  int        `json:"dropped"`
	Strength []progress `json:"strength"`
	Late     *late      `json:"late"`
}

type progress struct {
	Name string `json:"name"`
	All  int    `json:"all"`
	Done int    `json:"done"`
}

type late struct {
	N      int     `json:"n"`
	Median int     `json:"median_days"`
	Max    int     `json:"max_days"`
	Groups []count `json:"groups"`
}

type burn struct {
	Service     *string `json:"service"`
	Incidents   int     `json:"incidents"`
	Unavailable int64   `json:"unavailable"`
	Spent       float64 `json:"spent"`
	Worst       float64 `json:"worst"`
}

// NewStats are stats as JSON has them.
func NewStats(s learn.Stats) Stats {
	out := Stats{
		Version: 1, Postmortems: s.Postmortems, Undated: s.Undated, First: day(s.First), Last: day(s.Last),
		Months: newCounts(s.Months), Severities: newCounts(s.Severities), Services: newCounts(s.Services), Factors: newCounts(s.Factors),
		Detect: newDistribution(s.Detect), Acknowledge: newDistribution(s.Acknowledge), Mitigate: newDistribution(s.Mitigate), Resolve: newDistribution(s.Resolve),
		Caveat: readWithCare, Budgets: []burn{},
		Draft: newDistribution(s.Draft), Review: newDistribution(s.Review), Final: newDistribution(s.Final),
	}
	a := s.Actions
	out.Actions = actionFigures{All: a.All, Open: a.Open, Overdue: a.Overdue, Done: a.Done, Dropped: a.Dropped, Strength: []progress{}}
	for _, one := range a.Strength {
		out.Actions.Strength = append(out.Actions.Strength, progress(one))
	}
	if a.Late.N > 0 {
		out.Actions.Late = &late{a.Late.N, a.Late.Median, a.Late.Max, newCounts(a.LateNames)}
	}
	for _, b := range s.Budgets {
		out.Budgets = append(out.Budgets, burn{orNull(b.Service), b.Incidents, int64(b.Unavailable / time.Second), b.Spent, b.Worst})
	}
	return out
}

// NewGroups are stats and those of each value of a dimension as JSON has them. What has no value is in the group "".
func NewGroups(s learn.Stats, dimension string, groups []learn.Group) Stats {
	out := NewStats(s)
	out.By, out.Groups = orNull(dimension), map[string]Stats{}
	for _, g := range groups {
		out.Groups[g.Name] = NewStats(g.Stats)
	}
	return out
}

func newCounts(all []learn.Count) []count {
	out := []count{}
	for _, c := range all {
		out = append(out, count{orNull(c.Name), c.N})
	}
	return out
}

func newDistribution(d learn.Distribution) distribution {
	out := distribution{N: d.N, Of: d.Of}
	if d.N == 0 {
		return out
	}
	out.Min, out.Lower, out.Median, out.Upper, out.Max = seconds(&d.Min), seconds(&d.Lower), seconds(&d.Median), seconds(&d.Upper), seconds(&d.Max)
	if d.N >= learn.MostlyFrom {
		out.Mostly = seconds(&d.Mostly)
	}
	return out
}
