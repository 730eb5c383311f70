package document

import (
	"slices"
	"strings"
	"time"
)

// timelineReader gives each entry of the timeline sections its instant, carrying date and zone from one to the next.
type timelineReader struct {
	*reader
	day       time.Time    // the date that bare times fall on; zero when unknown
	instant   bool         // day is an instant: which date it is depends on the zone
	zone      zone         // nil when unknown
	start     time.Time    // what "T+15m" counts from
	previous  time.Time    // the last event of this day
	labels    map[int]bool // of the sections before the timeline: whether the heading is a dayLabel
	mentioned []time.Time  // days
	untimed   []untimed
	timed     map[int]bool // the lists and tables that an event stands in
}

// untimed is an entry without a time.
type untimed struct {
	span Span
	in   int // a list, or as a negative number a table
}

// readTimeline finds the events: list items, table rows, headings and paragraphs of the timeline sections that begin with a time.
func (d *Document) readTimeline(r *reader) {
	t := timelineReader{reader: r, start: d.Meta.Started, labels: map[int]bool{}, timed: map[int]bool{}}
	t.day, t.zone = d.day()
	t.instant = t.zone != nil
	begun := false
	timeline := d.timelineSections()
	for i := range r.blocks {
		b := &r.blocks[i]
		inside := b.Section >= 0 && timeline[b.Section]
		if inside && !begun {
			begun = true
			if t.day.IsZero() && len(slices.Compact(t.mentioned)) == 1 {
				t.day = t.mentioned[0]
			}
		}
		switch {
		case b.Kind == Quotation:
		case !begun:
			t.before(b)
		case !inside:
		case b.Kind == Heading && d.Sections[b.Section].Name == TimelineSection:
			t.declareZone("times " + b.Text)
		case b.Kind == Heading:
			t.heading(i)
		case b.row >= 0:
			if !r.rows[b.row].header && r.firstOfRow(i) {
				t.row(b.row)
			}
		case b.item >= 0:
			if r.items[b.item].block == i {
				t.item(b)
			}
		default:
			t.paragraph(b)
		}
	}
	slices.SortStableFunc(d.Timeline.Events, func(a, b Event) int { return a.Span.Start - b.Span.Start })
	for _, u := range t.untimed {
		// Beside timed entries it lacks a time; a list without any is a list of something else, unless there is nothing better.
		if t.timed[u.in] || len(d.Timeline.Events) == 0 {
			d.Timeline.Untimed = append(d.Timeline.Untimed, u.span)
		}
	}
	d.linkEvents(r)
	d.inferMilestones()
}

// timelineSections tells for each section whether it is a timeline's: named so, nested in one, or behind one and headed by a time ("## Feb 21, 13:00").
func (d *Document) timelineSections() []bool {
	is := make([]bool, len(d.Sections))
	last := [7]int{-1, -1, -1, -1, -1, -1, -1} // the last section of each level
	for i, s := range d.Sections {
		is[i] = s.Name == TimelineSection || s.Parent >= 0 && is[s.Parent]
		if before := last[s.Level]; !is[i] && s.Name == "" && before >= 0 && is[before] && d.Sections[before].Parent == s.Parent {
			_, n := readStamp(s.Heading)
			is[i] = n > 0
		}
		last[s.Level] = i
	}
	return is
}

func (r *reader) firstOfRow(block int) bool {
	for _, b := range r.rows[r.blocks[block].row].blocks {
		if b >= 0 {
			return b == block
		}
	}
	return false
}

func (t *timelineReader) heading(i int) {
	b := &t.blocks[i]
	section := t.doc.Sections[b.Section].Span
	s, n := readStamp(b.Text)
	switch {
	case n == 0:
		if !t.labelled(b, section) {
			t.declareZone(b.Text)
		}
	case s.hasClock || s.relative:
		t.event(b, s, n, section)
		// "### 10:42" alone: what happened is told below it.
		if e := &t.doc.Timeline.Events[len(t.doc.Timeline.Events)-1]; e.Text == "" && i+1 < len(t.blocks) {
			if next := &t.blocks[i+1]; next.Section == b.Section && next.Kind != Heading {
				e.Text, e.Milestone = cutMilestone(next.Text)
			}
		}
	default: // a dated sub-heading
		t.setDay(s)
	}
}

func (t *timelineReader) setDay(s stamp) {
	if s.year == 0 {
		if t.day.IsZero() {
			return
		}
		s.year = nearestYear(s, t.day)
	}
	t.day, t.instant = time.Date(s.year, time.Month(s.month), s.day, 0, 0, 0, 0, time.UTC), false
	t.previous = time.Time{}
}

// nearestYear is the year that puts a date without one closest to a day: "Dec 5" in the story of a March is last year's.
func nearestYear(s stamp, day time.Time) int {
	const halfYear = 183 * 24 * time.Hour
	switch ahead := time.Date(day.Year(), time.Month(s.month), s.day, 0, 0, 0, 0, time.UTC).Sub(day); {
	case ahead > halfYear:
		return day.Year() - 1
	case ahead < -halfYear:
		return day.Year() + 1
	}
	return day.Year()
}

func (t *timelineReader) item(b *block) {
	it := t.items[b.item]
	s, n := readStamp(b.Text)
	switch {
	case n == 0:
		switch {
		case saysAllTimes(b.Text):
			t.declareZone(b.Text)
		case !t.labelled(b, it.span) && it.depth == 0 && !it.children:
			t.withoutTime(b, it.span, it.list)
		}
	case !s.hasClock && !s.relative && n == len(b.Text): // a date over the items of a day
		t.setDay(s)
	default:
		t.timed[it.list] = true
		t.event(b, s, n, it.span)
	}
}

// labelled reads an entry that names what happened before it says when: "First detected: 2026-11-20 10:42 UTC".
func (t *timelineReader) labelled(b *block, span Span) bool {
	for _, separator := range []string{": ", " - ", " – ", " — ", " @ ", " at "} {
		label, rest, found := strings.Cut(b.Text[:min(len(b.Text), 2*maxLabel)], separator)
		if !found || len(label) > maxLabel {
			continue
		}
		from := len(label) + len(separator)
		if s, n := readStamp(b.Text[from:]); n > 0 && s.hasClock && len(rest) > 0 {
			e := t.place(s)
			e.Written, e.Time = t.written(b, Span{from, from + n})
			e.Text, e.Milestone = cutMilestone(label + separator + b.Text[from+n:])
			e.Text = strings.TrimRight(e.Text, " :-–—@")
			e.Span = span
			t.doc.Timeline.Events = append(t.doc.Timeline.Events, e)
			return true
		}
	}
	return false
}

// withoutTime keeps an entry that should carry a time; what stands under an event's own heading need not.
func (t *timelineReader) withoutTime(b *block, s Span, in int) {
	if t.doc.Sections[b.Section].Name == TimelineSection {
		t.untimed = append(t.untimed, untimed{s, in})
	}
}

// paragraph reads a paragraph as one event for each line that begins with a time; the lines between belong to the one before.
func (t *timelineReader) paragraph(b *block) {
	type entry struct {
		stamp stamp
		text  Span
		n     int
	}
	var entries []entry
	for k := 0; k <= len(b.breaks); k++ {
		line := Span{0, len(b.Text)}
		if k > 0 {
			line.Start = b.breaks[k-1]
		}
		if k < len(b.breaks) {
			line.End = b.breaks[k]
		}
		s, n := readStamp(b.Text[line.Start:line.End])
		if n > 0 && (k == 0 || s.hasClock || s.relative) {
			entries = append(entries, entry{s, line, n})
		} else if len(entries) > 0 {
			entries[len(entries)-1].text.End = line.End
		}
	}
	if len(entries) == 0 {
		t.declareZone(b.Text)
		return
	}
	for _, e := range entries {
		if !e.stamp.hasClock && !e.stamp.relative && e.n == e.text.Len() {
			t.setDay(e.stamp)
			continue
		}
		t.add(b, e.text, e.stamp, e.n, trimSpan(t.text, b.Source(e.text)))
	}
}

// written is a time as it is written, without the marks around it, and where.
func (t *timelineReader) written(b *block, text Span) (string, Span) {
	const marks = " \t:,-–—|[]()<>*`~≈\"→="
	s := b.Text[text.Start:text.End]
	text.Start += len(s) - len(strings.TrimLeft(s, marks))
	text.End -= len(s) - len(strings.TrimRight(s, marks))
	if text.Len() <= 0 {
		return "", Span{}
	}
	if strings.HasPrefix(b.Text[text.End:], ")") && strings.Contains(b.Text[text.Start:text.End], "(") {
		text.End++
	}
	return b.Text[text.Start:text.End], b.Source(text)
}

func (t *timelineReader) event(b *block, s stamp, n int, span Span) {
	t.add(b, Span{0, len(b.Text)}, s, n, span)
}

// add appends the event that a part of b tells, whose first n bytes are the stamp s.
func (t *timelineReader) add(b *block, text Span, s stamp, n int, span Span) {
	e := t.place(s)
	e.Written, e.Time = t.written(b, Span{text.Start, text.Start + n})
	e.Text, e.Milestone = cutMilestone(b.Text[text.Start+n : text.End])
	e.Span = span
	t.doc.Timeline.Events = append(t.doc.Timeline.Events, e)
}

// rollover is how far a clock must run backwards to have passed midnight; less than that is a mistake in the order.
const rollover = 12 * time.Hour

// place resolves a stamp against what the entries before it said.
func (t *timelineReader) place(s stamp) Event {
	if s.relative {
		if t.start.IsZero() {
			return Event{Why: "nothing says when T is"}
		}
		return Event{At: t.start.Add(s.after)}
	}
	if s.hasDate() {
		t.setDay(s)
		if s.year == 0 && !t.day.IsZero() {
			s.year = t.day.Year()
		}
	}
	if !s.hasClock {
		return Event{Why: "it has a date but no time of day"}
	}
	day := t.day
	if t.instant && s.zone != nil {
		if location := s.zone(day); location != nil {
			day = day.In(location)
		}
	}
	at, err := s.instant(day, t.zone)
	if err != nil {
		return Event{Why: err.Error()}
	}
	if !s.hasDate() {
		days := t.turnOfDay(at)
		at, t.day = at.AddDate(0, 0, days), t.day.AddDate(0, 0, days)
	}
	t.previous = at
	return Event{At: at}
}

// turnOfDay is by how many days a bare clock, read on the day known so far, misses the day that is meant.
func (t *timelineReader) turnOfDay(at time.Time) int {
	switch {
	case !t.previous.IsZero() && t.previous.Sub(at) > rollover:
		return 1
	case t.previous.IsZero() && t.instant && t.day.Sub(at) > rollover: // the incident began before midnight, the first entry is after it
		return 1
	case t.previous.IsZero() && t.instant && at.Sub(t.day) > rollover+rollover/2: // and the other way round
		return -1
	}
	return 0
}

// linkEvents tells each block which event it belongs to: of those that contain it the last to begin.
func (d *Document) linkEvents(r *reader) {
	events := d.Timeline.Events
	var open []int
	next := 0
	for i := range r.blocks {
		b := &r.blocks[i]
		for next < len(events) && events[next].Span.Start <= b.Span.Start {
			open = append(open, next)
			next++
		}
		for len(open) > 0 && events[open[len(open)-1]].Span.End < b.Span.End {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			b.Event = open[len(open)-1]
		}
	}
}
