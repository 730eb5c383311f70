package learn_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/learn"
)

// incident is a document of an incident that took so many minutes.
func incident(day string, minutes int, more string) string {
	start, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return fmt.Sprintf("---\nstarted: %s\nresolved: %s\n%s\n---\n# T\n", start.Format(time.RFC3339), start.Add(time.Duration(minutes)*time.Minute).Format(time.RFC3339), more)
}

func TestDistributions(t *testing.T) {
	var pairs []string
	for i := range 11 {
		pairs = append(pairs, fmt.Sprintf("%d.md", i), incident("2026-11-01", 10*i, ""))
	}
	pairs = append(pairs, "unknown.md", "# T\n")
	minutes := func(d learn.Distribution) []int {
		var all []int
		for _, v := range []time.Duration{d.Min, d.Lower, d.Median, d.Upper, d.Mostly, d.Max} {
			all = append(all, int(v/time.Minute))
		}
		return append(all, d.N, d.Of)
	}
	resolve := learn.Compute(parsed(pairs...).Postmortems, nil, now, nil).Resolve
	if diff := cmp.Diff([]int{0, 25, 50, 75, 90, 100, 11, 12}, minutes(resolve)); diff != "" {
		t.Errorf("eleven: -want +got\n%s", diff)
	}
	if diff := cmp.Diff([]int{1, 1, 4, 5, 0, 0, 0}, resolve.Buckets); diff != "" {
		t.Errorf("buckets %v: -want +got\n%s", learn.BucketNames(), diff)
	}
	few := learn.Compute(parsed(pairs[2:6]...).Postmortems, nil, now, nil).Resolve
	if diff := cmp.Diff([]int{10, 12, 15, 17, 0, 20, 2, 2}, minutes(few)); diff != "" {
		t.Errorf("two: -want +got\n%s", diff)
	}
	if none := learn.Compute(nil, nil, now, nil).Resolve; none.N != 0 || none.Median != 0 {
		t.Errorf("none: %+v", none)
	}
}

func TestCounts(t *testing.T) {
	c := parsed(
		"a.md", incident("2026-11-20", 60, "severity: SEV-2\nservices: [checkout, Checkout, dns]\nslo: {objective: 99, window: 100h, unavailable: 30m}"),
		"b.md", incident("2026-09-03", 60, "severity: sev2\nservices: [checkout]\nslo: {objective: 99, window: 100h, unavailable: 45m}"),
		"c.md", incident("2026-09-01", 60, "severity: SEV-1\nfactors: [dns]"),
		"d.md", "# T\n",
	)
	s := learn.Compute(c.Postmortems, []string{"SEV-1", "SEV-2"}, now, nil)
	for name, got := range map[string][]learn.Count{"2026-09 2, 2026-10 0, 2026-11 1": s.Months, "SEV-1 1, SEV-2 2,  1": s.Severities, "checkout 2, dns 1": s.Services, "dns 1": s.Factors} {
		var all []string
		for _, c := range got {
			all = append(all, fmt.Sprintf("%s %d", c.Name, c.N))
		}
		if joined := strings.Join(all, ", "); joined != name {
			t.Errorf("%q, want %q", joined, name)
		}
	}
	if s.Postmortems != 4 || s.Undated != 1 || s.First.Format(time.DateOnly) != "2026-09-01" || s.Last.Format(time.DateOnly) != "2026-11-20" {
		t.Errorf("%+v", s)
	}
	if b := s.Budgets; len(b) != 2 || b[0].Service != "checkout" || b[0].Incidents != 2 || math.Abs(b[0].Spent-1.25) > 1e-9 || math.Abs(b[0].Worst-0.75) > 1e-9 || b[0].Unavailable != 75*time.Minute {
		t.Errorf("budgets: %+v", b)
	}
	var groups []string
	for _, g := range learn.By("service", c.Postmortems, nil, now, nil) {
		groups = append(groups, fmt.Sprintf("%s %d", g.Name, g.Postmortems))
	}
	if got := strings.Join(groups, ", "); got != "checkout 2, dns 1,  2" {
		t.Errorf("by service: %q", got)
	}
	for _, dimension := range learn.Dimensions() {
		n := 0
		for _, g := range learn.By(dimension, c.Postmortems, nil, now, nil) {
			n += g.Postmortems
		}
		if n < len(c.Postmortems) {
			t.Errorf("by %s there are %d of %d postmortems", dimension, n, len(c.Postmortems))
		}
	}
}

func TestActionStats(t *testing.T) {
	grade := map[string]string{"a": "stronger", "b": "weaker", "c": "weaker", "d": "weaker"}
	c := parsed("a.md", "# T\n\n## Action items\n\n- [x] a (due 2026-01-01)\n- [ ] b (due 2026-11-21)\n- [ ] c (due 2026-08-01)\n- [ ] ~~d~~ (not planned)\n")
	for _, p := range c.Postmortems {
		for i, a := range p.Actions {
			p.Actions[i].Strength = grade[a.Title]
		}
	}
	got := learn.Compute(c.Postmortems, nil, now, nil).Actions
	want := learn.ActionStats{
		All: 4, Open: 2, Done: 1, Dropped: 1, Overdue: 2,
		Strength:  []learn.Progress{{Name: "stronger", All: 1, Done: 1}, {Name: "weaker", All: 2}},
		Late:      learn.Quantiles{N: 2, Median: 1, Max: 113},
		LateNames: []learn.Count{{Name: "1 to 7 d", N: 1}, {Name: "8 to 28 d"}, {Name: "29 to 84 d"}, {Name: "over 84 d", N: 1}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if c := got.Completion(); math.Abs(c-1.0/3) > 1e-9 {
		t.Errorf("completion %v", c)
	}
}

func TestStages(t *testing.T) {
	at := func(day int) time.Time { return time.Date(2026, 11, day, 0, 0, 0, 0, time.UTC) }
	s := learn.NewStages([]learn.Change{
		{At: at(9), Lines: []string{"status: final  # draft | in-review | final"}},
		{At: at(12), Lines: []string{"| **Status** | Complete |"}},
		{At: at(5), Lines: []string{"status: in-review"}},
		{At: at(2), New: true, Lines: []string{"status: draft # draft | in-review | final"}},
	})
	if diff := cmp.Diff(learn.Stages{Draft: at(2), Review: at(5), Final: at(9)}, s); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	for line, want := range map[string]bool{
		"status: final": true, "**Status:** Final": true, "- **Status**: Done": true, "| Status | Final |": true, "ステータス：完了": true, "Status": false, "status:": false, "The status: nobody knew": false,
		"status page: https://x.example": false, "": false, strings.Repeat("status: x", 100): false,
	} {
		if got := learn.TellsStatus(line); got != want {
			t.Errorf("%q tells a status: %v", line, got)
		}
	}
}

func TestDigest(t *testing.T) {
	c := parsed(
		"new.md", incident("2026-11-20", 60, "services: [dns]"),
		"late.md", incident("2026-10-01", 60, "services: [dns]")+"\n## Action items\n\n- [x] Add a check\n- [x] Done before\n- [ ] Late (due 2026-11-01)\n",
		"year.md", incident("2025-11-25", 60, ""),
		"far.md", incident("2025-11-26", 60, ""),
		"imported.md", "# Without a date\n",
	)
	old := parsed("late.md", "# T\n\n## Action items\n\n- [ ] Add a check.\n- [x] Done before\n- [ ] Late\n").Postmortems[0]
	d := learn.NewDigest(c.Postmortems, time.Date(2026, 11, 15, 0, 0, 0, 0, time.UTC), now, map[string]*learn.Postmortem{"late.md": old, "imported.md": nil})
	if got := paths(d.New) + " / " + paths(d.YearAgo); got != "new imported / year" {
		t.Error(got)
	}
	if len(d.Closed) != 1 || d.Closed[0].Action.Title != "Add a check" || len(d.Overdue) != 1 || d.Overdue[0].Late != 21 || !d.Compared {
		t.Errorf("closed %+v, overdue %+v", d.Closed, d.Overdue)
	}
	if len(d.Like) == 0 || d.Like[0].Postmortem.Path != "late.md" {
		t.Errorf("like the newest: %+v", d.Like)
	}
	if d := learn.NewDigest(c.Postmortems, now, now, nil); len(d.New)+len(d.Closed)+len(d.Like) > 0 || d.Compared {
		t.Errorf("without a history: %+v", d)
	}
}
