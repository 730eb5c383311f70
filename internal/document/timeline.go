package document

import (
	"slices"
	"strings"
	"time"
	"unicode"
)

// timelineReader gives each entry of the timeline sections its instant, carrying date and zone from one to the next.
type timelineReader struct {
	*reader
	day      time.Time // the date that bare times fall on; zero when unknown
	instant  bool      // day is an instant: which date it is depends on the zone
	zone     zone      // nil when unknown
	start    time.Time // what "T+15m" counts from
	previous time.Time // the last event of this day
}

// readTimeline finds the events: list items, table rows, headings and paragraphs of the timeline sections that begin with a time.
func (d *Document) readTimeline(r *reader) {
	t := timelineReader{reader: r, start: d.Meta.Started}
	t.day, t.zone = d.day()
	t.instant = t.zone != nil
	for i := range r.blocks {
		b := &r.blocks[i]
		switch {
		case b.Kind == Quotation:
		case !d.inSection(b.Section, TimelineSection):
			t.outside(b)
		case b.Kind == Heading && d.Sections[b.Section].Name == TimelineSection:
			t.declareZone("times " + b.Text)
		case b.Kind == Heading:
			t.heading(b)
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
	d.linkEvents(r)
	d.inferMilestones()
}

func (r *reader) firstOfRow(block int) bool {
	for _, b := range r.rows[r.blocks[block].row].blocks {
		if b >= 0 {
			return b == block
		}
	}
	return false
}

var (
	allTimes = lazy(`(?i)\b(?:all|the|these) (?:times?|timestamps?)\b`)
	dayLabel = lazy(`(?i)^(?:incident |outage |event )?(?:date|day|when|start|started|start(?:ed)? (?:date|time|at)|occurred(?: at| on)?|began(?: at| on)?)(?: and time)?(?: ?\([^)]{0,30}\))?$`)
)

// outside learns from what stands before the timeline: "Date: 20 November 2026", "All times are in UTC".
func (t *timelineReader) outside(b *block) {
	if allTimes().MatchString(b.Text) {
		t.declareZone(b.Text)
	}
	if t.instant || b.Section < 0 && b.Kind == Heading {
		return
	}
	label, value := "", b.Text
	if i := strings.IndexByte(b.Text, ':'); i > 0 && i < maxLabel {
		label, value = b.Text[:i], b.Text[i+1:]
	}
	if !dayLabel().MatchString(strings.TrimSpace(label)) {
		if b.Section < 0 || !dayLabel().MatchString(foldHeading(t.doc.Sections[b.Section].Heading)) {
			return
		}
		value = b.Text
	}
	if s, n := readStamp(value); n > 0 && s.year != 0 {
		t.setDay(s)
		if s.zone != nil && t.zone == nil {
			t.zone = s.zone
		}
	}
}

// maxLabel is the longest label, in bytes, that may stand before a value or a time.
const maxLabel = 60

var zoneNote = lazy(`(?i)\b(?:times?|timestamps?|utc|zone|clock)\b`)

// declareZone takes a zone that is named once for all: "All times in PST", "Time (UTC)".
func (t *timelineReader) declareZone(text string) {
	if len(text) > maxHeading || !zoneNote().MatchString(text) {
		return
	}
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if z := zoneNamed(w); z != nil && len(w) >= 2 && w == strings.ToUpper(w) {
			t.zone = z
			return
		}
	}
}

func (t *timelineReader) heading(b *block) {
	s, n := readStamp(b.Text)
	switch {
	case n == 0:
		if !t.labelled(b, t.doc.Sections[b.Section].Span) {
			t.declareZone(b.Text)
		}
	case s.hasClock || s.relative:
		t.event(b, s, n, t.doc.Sections[b.Section].Span)
	default: // a dated sub-heading
		t.setDay(s)
	}
}

func (t *timelineReader) setDay(s stamp) {
	if s.year == 0 {
		if t.day.IsZero() {
			return
		}
		s.year = t.day.Year()
	}
	t.day, t.instant = time.Date(s.year, time.Month(s.month), s.day, 0, 0, 0, 0, time.UTC), false
	t.previous = time.Time{}
}

func (t *timelineReader) item(b *block) {
	it := t.items[b.item]
	s, n := readStamp(b.Text)
	switch {
	case n == 0:
		switch {
		case allTimes().MatchString(b.Text):
			t.declareZone(b.Text)
		case !t.labelled(b, it.span) && it.depth == 0 && !it.children:
			t.untimed(b, it.span)
		}
	case !s.hasClock && !s.relative && n == len(b.Text): // a date over the items of a day
		t.setDay(s)
	default:
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

// untimed keeps an entry that should carry a time; what stands under an event's own heading need not.
func (t *timelineReader) untimed(b *block, s Span) {
	if t.doc.Sections[b.Section].Name == TimelineSection {
		t.doc.Timeline.Untimed = append(t.doc.Timeline.Untimed, s)
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
		if !t.labelled(b, b.Span) {
			t.declareZone(b.Text)
		}
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

var timeHeader = lazy(`(?i)^(?:\W*|start |event |local )(?:time|times|when|timestamp|date|day|utc|clock|hour|date ?/ ?time|datetime|日時|時刻)\b|(?i)\((?:utc|gmt|[a-z]{2,4}t)\)`)

// row reads a table row: the time stands in the columns headed so, else in the first cell that begins with one.
func (t *timelineReader) row(index int) {
	rw := t.rows[index]
	header := t.rows[t.headers[rw.table]]
	headed := false
	isTime := make([]bool, len(rw.blocks))
	for c, bi := range header.blocks {
		if bi >= 0 && c < len(isTime) && timeHeader().MatchString(t.blocks[bi].Text) {
			isTime[c], headed = true, true
			t.declareZone("times " + t.blocks[bi].Text)
		}
	}
	var e Event
	var when stamp
	var texts []string
	for c, bi := range rw.blocks {
		if bi < 0 {
			continue
		}
		b := &t.blocks[bi]
		s, n := stamp{}, 0
		if isTime[c] || !headed {
			s, n = readStamp(b.Text)
		}
		if n == 0 || !when.accepts(s) {
			if !isTime[c] || !isWeekday(b.Text) {
				texts = append(texts, b.Text)
			}
			continue
		}
		when.merge(s)
		if e.Time.Len() == 0 || s.hasClock {
			e.Written, e.Time = t.written(b, Span{0, n})
		}
		if rest := strings.TrimSpace(b.Text[n:]); rest != "" {
			texts = append(texts, rest)
		}
	}
	switch {
	case e.Time.Len() == 0:
		if i := slices.IndexFunc(rw.blocks, func(b int) bool { return b >= 0 }); i >= 0 {
			t.untimed(&t.blocks[rw.blocks[i]], rw.span)
		}
		return
	case !when.hasClock && !when.relative && len(texts) == 0:
		t.setDay(when)
		return
	}
	placed := t.place(when)
	e.At, e.Why, e.Span = placed.At, placed.Why, rw.span
	e.Text, e.Milestone = cutMilestone(strings.Join(texts, " – "))
	t.doc.Timeline.Events = append(t.doc.Timeline.Events, e)
}

// accepts reports whether t says what s leaves open: the time in one column, the date in another.
func (s stamp) accepts(t stamp) bool {
	return !s.relative && (!s.hasDate() && !s.hasClock || !t.relative && s.hasDate() != t.hasDate() && s.hasClock != t.hasClock)
}

func (s *stamp) merge(t stamp) {
	if t.hasDate() {
		s.year, s.month, s.day = t.year, t.month, t.day
	}
	if t.hasClock {
		s.clock, s.hasClock, s.zone = t.clock, true, t.zone
	}
	s.after, s.relative = t.after, t.relative
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

var milestoneTag = lazy(`(?i)[\[(](started|detected|acknowledged|mitigated|resolved)[\])]`)

// cutMilestone takes the tag that marks a milestone out of an entry's text.
func cutMilestone(text string) (rest, milestone string) {
	text = strings.TrimSpace(text)
	m := milestoneTag().FindStringSubmatchIndex(text)
	if m == nil {
		return text, ""
	}
	rest = strings.TrimSpace(text[:m[0]]) + " " + strings.TrimSpace(text[m[1]:])
	return strings.TrimSpace(rest), strings.ToLower(text[m[2]:m[3]])
}

// milestoneWords mark milestones in documents without tags; the first entry that matches counts.
var milestoneWords = map[string]pattern{
	Started:      lazy(`(?i)\b(?:incident|outage|impact|issue|errors?|disruption) (?:start|began|begin)|^started?\b`),
	Detected:     lazy(`(?i)\b(?:detected|first (?:report|noticed|alert)|alert(?:s|ed)? (?:fire|trigger)|(?:was|were|is|got) (?:paged|alerted))`),
	Acknowledged: lazy(`(?i)\back(?:nowledge[ds]?|ed)\b`),
	Mitigated:    lazy(`(?i)\b(?:is|was|fully|impact|incident|issue) mitigated\b|^mitigated\b`),
	Resolved:     lazy(`(?i)\b(?:(?:incident|issue|outage) (?:is |was |declared |marked )*(?:resolved|over|ends|ended|closed)|fully (?:resolved|recovered)|all clear)\b|^resolved\b`),
}

// inferMilestones reads milestones from the wording where no entry carries a tag.
func (d *Document) inferMilestones() {
	events := d.Timeline.Events
	if slices.ContainsFunc(events, func(e Event) bool { return e.Milestone != "" }) {
		return
	}
	for _, name := range MilestoneNames() {
		i := slices.IndexFunc(events, func(e Event) bool { return e.Milestone == "" && milestoneWords[name]().MatchString(e.Text) })
		if i >= 0 {
			events[i].Milestone = name
		}
	}
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
