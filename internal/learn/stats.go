package learn

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// Stats are what a set of postmortems comes to.
type Stats struct {
	Postmortems int
	Undated     int       // of them, those without a day
	First, Last time.Time // the days of the earliest and the latest incident; zero when none has a day

	Months     []Count // from the first month to the last, those without incidents too; Name is "2026-11"
	Severities []Count // as the scale has them, then the others; Name "" is for those that have none
	Services   []Count // the most frequent first; an incident of several services counts for each
	Factors    []Count // the same for Postmortem.Tags

	Detect, Acknowledge, Mitigate, Resolve Distribution // from the start to each milestone

	Actions ActionStats
	Budgets []Burn // by service, the most spent first

	// The times from the incident to the postmortem's first draft, to its review and to its final state, as far as git knows.
	Draft, Review, Final Distribution
}

// Count is how many there are of something.
type Count struct {
	Name string
	N    int
}

// Distribution is how long something took. Durations of incidents are skewed and few, which makes a mean say nothing; so there is none.
type Distribution struct {
	N  int // how many are known
	Of int // of how many
	// The quartiles and the extremes; zero when N is 0. Between two values they are interpolated.
	Min, Lower, Median, Upper, Max time.Duration
	// Nine of ten are at most this long; zero with fewer than MostlyFrom values, of which that can't be said.
	Mostly time.Duration
	// Buckets count the values by length, for a picture of them: as many as BucketNames has.
	Buckets []int
}

// MostlyFrom is how many values it takes to say what nine of ten are.
const MostlyFrom = 10

// BucketNames are what Distribution.Buckets count.
func BucketNames() []string {
	return []string{"under 5 min", "5 to 15 min", "15 to 60 min", "1 to 4 h", "4 to 24 h", "1 to 7 d", "over 7 d"}
}

func bucketEnds() []time.Duration {
	const day = 24 * time.Hour
	return []time.Duration{5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour, day, 7 * day}
}

// newDistribution sorts values.
func newDistribution(values []time.Duration, of int) Distribution {
	d := Distribution{N: len(values), Of: of, Buckets: make([]int, len(BucketNames()))}
	if len(values) == 0 {
		return d
	}
	slices.Sort(values)
	d.Min, d.Max = values[0], values[len(values)-1]
	d.Lower, d.Median, d.Upper = quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)
	if len(values) >= MostlyFrom {
		d.Mostly = quantile(values, 0.9)
	}
	for _, v := range values {
		i, _ := slices.BinarySearch(bucketEnds(), v+1)
		d.Buckets[i]++
	}
	return d
}

// quantile interpolates between the two values around a share of sorted ones.
func quantile(sorted []time.Duration, share float64) time.Duration {
	at := share * float64(len(sorted)-1)
	low := int(math.Floor(at))
	high := min(low+1, len(sorted)-1)
	return sorted[low] + time.Duration(float64(sorted[high]-sorted[low])*(at-float64(low)))
}

// ActionStats are how action items are doing.
type ActionStats struct {
	All, Open, Done, Dropped, Overdue int
	Strength                          []Progress // as the grades come: weaker, intermediate, stronger, ungraded
	// Late are the days that overdue items are late; N is their number.
	Late      Quantiles
	LateNames []Count // the same by groups
}

// Progress is how many items of a kind there are, and how many of them are done. Dropped ones don't count.
type Progress struct {
	Name      string
	All, Done int
}

// Quantiles are those of whole numbers.
type Quantiles struct{ N, Median, Max int }

// Burn is what incidents took from the error budget of a service.
type Burn struct {
	Service     string
	Incidents   int           // that say what they took
	Unavailable time.Duration // in all
	// Spent is the sum of the shares that each took of its window's budget: 1 is one whole budget. The windows may differ and need not be the same one.
	Spent float64
	Worst float64 // the largest of them
}

// Completion is the share of items that are done, of those that were not dropped: 0 to 1; NaN when there are none.
func (a ActionStats) Completion() float64 {
	return float64(a.Done) / float64(a.All-a.Dropped)
}

// Compute counts. scale are the severities from the gravest down, now is what is overdue compared with, and stages is what git knows of each postmortem by
// its path; it may be nil.
func Compute(postmortems []*Postmortem, scale []string, now time.Time, stages map[string]Stages) Stats {
	s := Stats{Postmortems: len(postmortems)}
	for _, p := range postmortems {
		switch {
		case p.Day.IsZero():
			s.Undated++
		case s.First.IsZero() || p.Day.Before(s.First):
			s.First = p.Day
		}
		if p.Day.After(s.Last) {
			s.Last = p.Day
		}
	}
	s.Months = months(postmortems, s.First, s.Last)
	s.Severities = severities(postmortems, scale)
	s.Services = counts(postmortems, func(p *Postmortem) []string { return p.Services })
	s.Factors = counts(postmortems, func(p *Postmortem) []string { return p.Tags })
	for _, m := range []struct {
		into *Distribution
		of   func(document.Metrics) *time.Duration
	}{
		{&s.Detect, func(m document.Metrics) *time.Duration { return m.TimeToDetect }},
		{&s.Acknowledge, func(m document.Metrics) *time.Duration { return m.TimeToAcknowledge }},
		{&s.Mitigate, func(m document.Metrics) *time.Duration { return m.TimeToMitigate }},
		{&s.Resolve, func(m document.Metrics) *time.Duration { return m.TimeToResolve }},
	} {
		var values []time.Duration
		for _, p := range postmortems {
			if d := m.of(p.Metrics); d != nil {
				values = append(values, *d)
			}
		}
		*m.into = newDistribution(values, len(postmortems))
	}
	s.Actions = actionStats(postmortems, now)
	s.Budgets = burns(postmortems)
	s.Draft, s.Review, s.Final = stageTimes(postmortems, stages)
	return s
}

// monthsAtMost bounds the months that are listed: a typing error in a year makes no list of centuries.
const monthsAtMost = 600

func months(postmortems []*Postmortem, first, last time.Time) []Count {
	if first.IsZero() {
		return nil
	}
	count := map[string]int{}
	for _, p := range postmortems {
		if !p.Day.IsZero() {
			count[p.Day.Format("2006-01")]++
		}
	}
	var all []Count
	month := time.Date(last.Year(), last.Month(), 1, 0, 0, 0, 0, time.UTC)
	for ; len(all) < monthsAtMost && !month.Before(time.Date(first.Year(), first.Month(), 1, 0, 0, 0, 0, time.UTC)); month = month.AddDate(0, -1, 0) {
		name := month.Format("2006-01")
		all = append(all, Count{name, count[name]})
	}
	slices.Reverse(all)
	return all
}

func severities(postmortems []*Postmortem, scale []string) []Count {
	all := counts(postmortems, func(p *Postmortem) []string { return []string{p.Severity} })
	rank := func(c Count) int {
		if i := slices.IndexFunc(scale, func(s string) bool { return foldKey(s) == foldKey(c.Name) }); i >= 0 {
			return i
		}
		if c.Name == "" {
			return len(scale) + 1
		}
		return len(scale)
	}
	slices.SortStableFunc(all, func(a, b Count) int { return cmp.Or(rank(a)-rank(b), strings.Compare(a.Name, b.Name)) })
	return all
}

// counts counts values, those that differ in case or punctuation as one, under the spelling that is the most frequent.
func counts(postmortems []*Postmortem, of func(*Postmortem) []string) []Count {
	spellings := map[string]map[string]int{}
	for _, p := range postmortems {
		seen := map[string]bool{}
		for _, v := range of(p) {
			key := foldKey(v)
			if seen[key] {
				continue
			}
			seen[key] = true
			if spellings[key] == nil {
				spellings[key] = map[string]int{}
			}
			spellings[key][v]++
		}
	}
	var all []Count
	for _, forms := range spellings {
		var c Count
		most := 0
		for form, n := range forms {
			c.N += n
			if n > most || n == most && form < c.Name {
				c.Name, most = form, n
			}
		}
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b Count) int { return cmp.Or(b.N-a.N, strings.Compare(a.Name, b.Name)) })
	return all
}

// lateGroups are the ages by which overdue items are counted, in days.
func lateGroups() []int { return []int{7, 28, 84} }

// lateNames name the groups.
func lateNames() []string { return []string{"1 to 7 d", "8 to 28 d", "29 to 84 d", "over 84 d"} }

func actionStats(postmortems []*Postmortem, now time.Time) ActionStats {
	var a ActionStats
	strength := []Progress{{Name: "stronger"}, {Name: "intermediate"}, {Name: "weaker"}, {Name: "ungraded"}}
	var late []int
	ends := lateGroups()
	groups := make([]int, len(ends)+1)
	for _, p := range postmortems {
		for _, item := range p.Actions {
			a.All++
			switch {
			case item.Done:
				a.Done++
			case item.Dropped:
				a.Dropped++
			default:
				a.Open++
			}
			if days := item.Late(now); days > 0 {
				late = append(late, days)
				i, _ := slices.BinarySearch(ends, days)
				groups[i]++
			}
			if i := slices.IndexFunc(strength, func(s Progress) bool { return s.Name == item.Strength }); i >= 0 && !item.Dropped {
				strength[i].All++
				if item.Done {
					strength[i].Done++
				}
			}
		}
	}
	a.Overdue = len(late)
	a.Strength = slices.DeleteFunc(strength, func(s Progress) bool { return s.All == 0 })
	if len(late) > 0 {
		slices.Sort(late)
		a.Late = Quantiles{N: len(late), Median: late[(len(late)-1)/2], Max: late[len(late)-1]}
		for i, n := range groups {
			a.LateNames = append(a.LateNames, Count{lateNames()[i], n})
		}
	}
	return a
}

func burns(postmortems []*Postmortem) []Burn {
	by := map[string]*Burn{}
	for _, p := range postmortems {
		if p.Budget == nil || p.Budget.Unavailable == 0 {
			continue
		}
		services := p.Services
		if len(services) == 0 {
			services = []string{""}
		}
		counted := map[string]bool{}
		for _, service := range services {
			if counted[foldKey(service)] {
				continue
			}
			counted[foldKey(service)] = true
			b := by[foldKey(service)]
			if b == nil {
				b = &Burn{Service: service}
				by[foldKey(service)] = b
			}
			b.Incidents++
			b.Unavailable += p.Budget.Unavailable
			b.Spent += p.Budget.Burned()
			b.Worst = max(b.Worst, p.Budget.Burned())
		}
	}
	var all []Burn
	for _, b := range by {
		all = append(all, *b)
	}
	slices.SortFunc(all, func(a, b Burn) int {
		return cmp.Or(cmp.Compare(b.Spent, a.Spent), strings.Compare(a.Service, b.Service))
	})
	return all
}

// Dimensions are what By groups by.
func Dimensions() []string { return []string{"month", "severity", "service", "factor"} }

// Group is a set of postmortems that share a value of a dimension.
type Group struct {
	Name string // "" for those that have none
	Stats
}

// By computes the stats of each value of a dimension, in the order that Stats has them in. A postmortem of several services is in the group of each.
func By(dimension string, postmortems []*Postmortem, scale []string, now time.Time, stages map[string]Stages) []Group {
	all := Compute(postmortems, scale, now, nil)
	var names []Count
	var of func(*Postmortem) []string
	switch dimension {
	case "month":
		names = all.Months
		of = func(p *Postmortem) []string {
			if p.Day.IsZero() {
				return nil
			}
			return []string{p.Day.Format("2006-01")}
		}
	case "severity":
		names, of = all.Severities, func(p *Postmortem) []string { return []string{p.Severity} }
	case "service":
		names, of = all.Services, func(p *Postmortem) []string { return p.Services }
	case "factor":
		names, of = all.Factors, func(p *Postmortem) []string { return p.Tags }
	}
	members := map[string][]*Postmortem{}
	for _, p := range postmortems {
		values := of(p)
		if len(values) == 0 {
			values = []string{""}
		}
		var keys []string
		for _, v := range values {
			if key := foldKey(v); !slices.Contains(keys, key) {
				keys = append(keys, key)
				members[key] = append(members[key], p)
			}
		}
	}
	var groups []Group
	for _, n := range names {
		groups = append(groups, Group{n.Name, Compute(members[foldKey(n.Name)], scale, now, stages)})
	}
	if rest := members[""]; len(rest) > 0 && !slices.ContainsFunc(names, func(c Count) bool { return c.Name == "" }) {
		groups = append(groups, Group{"", Compute(rest, scale, now, stages)})
	}
	return groups
}
