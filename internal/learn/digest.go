package learn

import (
	"cmp"
	"slices"
	"time"
)

// Digest is what is new among postmortems.
type Digest struct {
	Since, Until time.Time // the first and the last day

	New     []*Postmortem // of incidents since then, and those whose document is new; the latest first
	Closed  []Item        // action items that were done since then
	Overdue []Item        // open items whose date has passed, the longest first
	YearAgo []*Postmortem // of incidents in the week around this day, a year ago
	Like    []Alike       // what is like the latest of New
	// Compared is set when it is known what the documents said before: without it Closed is empty, and New goes by the days of the incidents.
	Compared bool
}

// Item is an action item and where it stands.
type Item struct {
	Postmortem *Postmortem
	Action     Action
	Late       int // days
}

// The digest's measures.
const (
	aroundDays = 3 // before and after the day a year ago
	mostLike   = 3
)

// NewDigest looks at what is new since a day. before is what the documents that changed since then said before, by path, nil for one that was not there; a nil
// map means that it isn't known.
func NewDigest(postmortems []*Postmortem, since, now time.Time, before map[string]*Postmortem) Digest {
	d := Digest{Since: since, Until: dayOf(now), Compared: before != nil}
	ago := dayOf(now).AddDate(-1, 0, 0)
	for _, p := range postmortems {
		old, changed := before[p.Path]
		if !p.Day.IsZero() && !p.Day.Before(since) && !p.Day.After(d.Until) || changed && old == nil {
			d.New = append(d.New, p)
		}
		if off := days(ago, p.Day); !p.Day.IsZero() && off >= -aroundDays && off <= aroundDays {
			d.YearAgo = append(d.YearAgo, p)
		}
		for _, a := range p.Actions {
			if old != nil && a.Done && slices.ContainsFunc(old.Actions, func(was Action) bool { return was.Open() && foldKey(was.Title) == foldKey(a.Title) }) {
				d.Closed = append(d.Closed, Item{Postmortem: p, Action: a})
			}
			if late := a.Late(now); late > 0 {
				d.Overdue = append(d.Overdue, Item{p, a, late})
			}
		}
	}
	slices.SortStableFunc(d.Overdue, func(a, b Item) int { return cmp.Compare(b.Late, a.Late) })
	if len(d.New) > 0 {
		newest := d.New[0]
		others := slices.DeleteFunc(slices.Clone(postmortems), func(p *Postmortem) bool { return p == newest })
		d.Like = Like(others, newest.Subject(), LeastRelated, mostLike)
	}
	return d
}
