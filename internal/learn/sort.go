package learn

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Orders are what Sort sorts by.
func Orders() []string { return []string{"date", "severity", "title", "duration", "open"} }

// OrderNeedsText reports whether Sort compares what Reader.Heads does not read.
func OrderNeedsText(order string) bool { return order == "duration" || order == "open" }

// Sort orders postmortems: by date, the latest first; by severity, the gravest first, as scale has them; by title; by duration, the longest time to resolve
// first; by open action items, the most first. What the order can't be told of comes last; ties are by date.
func Sort(postmortems []*Postmortem, order string, scale []string, now time.Time) {
	rank := map[string]int{}
	for i, severity := range scale {
		rank[foldKey(severity)] = i - len(scale)
	}
	slices.SortStableFunc(postmortems, func(a, b *Postmortem) int {
		c := 0
		switch order {
		case "severity":
			c = cmp.Or(rank[foldKey(a.Severity)]-rank[foldKey(b.Severity)], boolOrder(a.Severity == "", b.Severity == ""), strings.Compare(a.Severity, b.Severity))
		case "title":
			c = strings.Compare(foldText(a.Title), foldText(b.Title))
		case "duration":
			c = cmp.Compare(lasted(b), lasted(a))
		case "open":
			openA, _ := a.OpenActions(now)
			openB, _ := b.OpenActions(now)
			c = openB - openA
		}
		return cmp.Or(c, before(a, b))
	})
}

// lasted is the time to resolve, -1 when it is not known.
func lasted(p *Postmortem) time.Duration {
	if p.Metrics.TimeToResolve == nil {
		return -1
	}
	return *p.Metrics.TimeToResolve
}

// boolOrder puts what is not before what is.
func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
