package site

import (
	"cmp"
	"slices"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/learn"
)

// trends is the page of what can be counted, each drawn and as a table.
type trends struct {
	Months     *columns
	Severities []bar
	Durations  []distribution
	States     []bar
	Strengths  []bar
	Budgets    []burn
}

// burn is what the incidents of a service took from error budgets.
type burn struct {
	Service                   link // without a page where no service is named
	Incidents                 int
	Unavailable, Spent, Worst string
}

// mostBudgets bounds how many services are listed with their error budgets.
const mostBudgets = 50

// bar is a count, drawn as a bar.
type bar struct {
	Name, Page string
	Count      int
	Width      float64 // in thousandths of the longest
	Percent    int     // of all
}

// columns are counts by month, a stack of severities each.
type columns struct {
	Kinds  []string // the severities, gravest first
	Months []month
	Most   int
	Width  float64
	Years  []yearMark
}

// Room is the width of the drawing with what stands beside the months.
func (c *columns) Room() float64 { return c.Width + 54 }

// Number is that of a kind's colour.
func (*columns) Number(kind int) int { return kind + 1 }

type month struct {
	Name   string // 2026-10
	Total  int
	Counts []int // of each kind
	Boxes  []box
}

type box struct {
	X, Y, Width, Height float64
	Kind                int // 1 to 5, for its colour
}

type yearMark struct {
	Name string
	X    float64
}

// distribution is how long something took, from the shortest to the longest.
type distribution struct {
	words                                          words
	Name                                           string
	Known                                          int
	Quarter, Median, ThreeQuarters, Tenth, Longest string
	Few                                            bool      // too few to tell more than each
	Dots                                           []float64 // where on a scale of a minute to a month, in thousandths
	Box                                            [3]float64
}

// BoxWidth is how far it is from the first quarter to the third.
func (d distribution) BoxWidth() float64 { return round(d.Box[2] - d.Box[0]) }

// The measures of the drawing of months.
const (
	monthWidth   = 20.0
	monthsHeight = 160.0
	maxMonths    = 24
	maxKinds     = 5
)

func (b *builder) planTrends() {
	b.job(func() error {
		return b.write("trends.html", "trends", page{Title: b.words.Trends, Current: "trends", Body: b.trends()}, "", nil)
	})
}

func (b *builder) trends() trends {
	t := trends{Months: b.months()}
	for _, l := range b.severities.links() {
		t.Severities = append(t.Severities, bar{Name: l.Text, Page: l.Page, Count: l.Count})
	}
	t.Severities = shares(t.Severities)
	all := make([]*learn.Postmortem, len(b.postmortems))
	for i, p := range b.postmortems {
		all[i] = p.Postmortem
	}
	stats := learn.Compute(all, b.Severities, b.Now, nil)
	w := b.words
	for _, d := range []struct {
		name   string
		figure learn.Distribution
		of     func(document.Metrics) *time.Duration
	}{
		{w.ToDetect, stats.Detect, func(m document.Metrics) *time.Duration { return m.TimeToDetect }},
		{w.ToMitigate, stats.Mitigate, func(m document.Metrics) *time.Duration { return m.TimeToMitigate }},
		{w.ToResolve, stats.Resolve, func(m document.Metrics) *time.Duration { return m.TimeToResolve }},
	} {
		t.Durations = append(t.Durations, newDistribution(d.name, d.figure, all, d.of, w))
	}
	for _, s := range stats.Budgets[:min(len(stats.Budgets), mostBudgets)] {
		u := burn{Service: link{Text: w.NoService}, Incidents: s.Incidents, Unavailable: w.duration(s.Unavailable), Spent: language.Percent(s.Spent, w.UnderOnePercent), Worst: language.Percent(s.Worst, w.UnderOnePercent)}
		if fold(s.Service) != "" {
			u.Service = b.services.link(s.Service)
		}
		t.Budgets = append(t.Budgets, u)
	}
	a := stats.Actions
	t.States = shares([]bar{{Name: w.DoneItems, Count: a.Done}, {Name: w.InTime, Count: a.Open - a.Overdue}, {Name: w.Overdue, Count: a.Overdue}, {Name: w.Dropped, Count: a.Dropped}})
	grades := map[string]string{"stronger": w.Stronger, "intermediate": w.Intermediate, "weaker": w.Weaker, "ungraded": w.Ungraded}
	for _, s := range a.Strength {
		t.Strengths = append(t.Strengths, bar{Name: cmp.Or(grades[s.Name], line(s.Name)), Count: s.All})
	}
	t.Strengths = shares(t.Strengths)
	return t
}

// shares gives each bar its length and its part of all.
func shares(bars []bar) []bar {
	most, all := 0, 0
	for _, b := range bars {
		most, all = max(most, b.Count), all+b.Count
	}
	for i := range bars {
		if all > 0 {
			bars[i].Width = round(float64(bars[i].Count) / float64(most) * 1000)
			bars[i].Percent = (bars[i].Count*200 + all) / (2 * all)
		}
	}
	return bars
}

// months are the last two years that have postmortems, to the latest month that has one.
func (b *builder) months() *columns {
	c := &columns{}
	var first, last time.Time
	for _, p := range b.postmortems {
		if p.Day.IsZero() || p.Day.After(b.Now.AddDate(0, 1, 0)) { // a date that is nobody's yet
			continue
		}
		m := time.Date(p.Day.Year(), p.Day.Month(), 1, 0, 0, 0, 0, time.UTC)
		if last.IsZero() || m.After(last) {
			last = m
		}
		if first.IsZero() || m.Before(first) {
			first = m
		}
	}
	if last.IsZero() {
		return nil
	}
	if earliest := last.AddDate(0, 1-maxMonths, 0); first.Before(earliest) {
		first = earliest
	}
	kinds := b.severities.sorted[:min(len(b.severities.sorted), maxKinds-1)]
	for _, k := range kinds {
		c.Kinds = append(c.Kinds, b.severities.heads[k])
	}
	others := len(kinds)
	rest := b.words.NoSeverity
	if len(kinds) < len(b.severities.sorted) {
		rest = b.words.OtherSeverity
	}
	c.Kinds = append(c.Kinds, rest)
	index := map[string]int{}
	for m := first; !m.After(last); m = m.AddDate(0, 1, 0) {
		name := m.Format("2006-01")
		index[name] = len(c.Months)
		if m.Month() == time.January || m.Equal(first) {
			c.Years = append(c.Years, yearMark{m.Format("2006"), float64(len(c.Months)) * monthWidth})
		}
		c.Months = append(c.Months, month{Name: name, Counts: make([]int, len(c.Kinds))})
	}
	if len(c.Years) > 1 && c.Years[1].X < 3*monthWidth {
		c.Years = c.Years[1:] // there is no room for both
	}
	for _, p := range b.postmortems {
		i, ok := index[p.Day.Format("2006-01")]
		if !ok || p.Day.IsZero() {
			continue
		}
		k := slices.Index(kinds, fold(p.Severity))
		if k < 0 {
			k = others
		}
		c.Months[i].Counts[k]++
		c.Months[i].Total++
		c.Most = max(c.Most, c.Months[i].Total)
	}
	c.Width = float64(len(c.Months)) * monthWidth
	for i := range c.Months {
		m := &c.Months[i]
		y := monthsHeight
		for k, n := range m.Counts {
			if n == 0 {
				continue
			}
			h := float64(n) / float64(c.Most) * monthsHeight
			y -= h
			m.Boxes = append(m.Boxes, box{X: float64(i)*monthWidth + 2, Y: round(y), Width: monthWidth - 4, Height: round(h), Kind: k + 1})
		}
	}
	return c
}

// fewest is how many durations there must be for quarters of them to mean something.
const fewest = 5

// dots bounds how many durations are drawn: of more, every so many of the sorted ones.
const dots = 200

func newDistribution(name string, figure learn.Distribution, postmortems []*learn.Postmortem, of func(document.Metrics) *time.Duration, w words) distribution {
	d := distribution{words: w, Name: name, Known: figure.N, Few: figure.N < fewest}
	if d.Known == 0 {
		return d
	}
	d.Quarter, d.Median, d.ThreeQuarters, d.Longest = w.duration(figure.Lower), w.duration(figure.Median), w.duration(figure.Upper), w.duration(figure.Max)
	if figure.Mostly > 0 {
		d.Tenth = w.duration(figure.Mostly)
	}
	d.Box = [3]float64{onScale(figure.Lower), onScale(figure.Median), onScale(figure.Upper)}
	var all []time.Duration
	for _, p := range postmortems {
		if took := of(p.Metrics); took != nil {
			all = append(all, *took)
		}
	}
	slices.Sort(all)
	for i := 0; i < len(all); i += max(len(all)/dots, 1) {
		d.Dots = append(d.Dots, onScale(all[i]))
	}
	d.Dots = slices.Compact(d.Dots)
	return d
}
