package document

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// timelineReader gives each entry of the timeline sections its instant, carrying date and zone from one to the next.
type timelineReader struct {
	*reader
	day      time.Time      // the date that bare times fall on; zero when unknown
	instant  bool           // day is an instant: which date it is depends on the zone
	first    time.Time      // the day on which the timeline begins, "Day 1"
	base     time.Time      // the day of the incident as the text before the entries tells it; zero when unknown
	led      bool           // the last entry told its date, and none without one has followed: what it dates may have led up to the incident
	zone     zone           // nil when unknown
	start    time.Time      // what "T+15m" counts from
	previous time.Time      // the last event of this day
	order    clockOrder     // of the bare times since the day was told
	latest   time.Time      // the last event, what "10 minutes later" counts from
	elapsed  *time.Duration // from a start that nothing tells to the entry before; nil when that counts from none
	shifted  bool           // the last entry that told its day did so as "翌日"
	labels   map[int]bool   // of the sections before the timeline: whether the heading is a day label

	labelCell     bool        // the first cell of the row is a day label
	mentioned     []time.Time // days
	year          int         // of all the days mentioned; 0 when they differ
	mentionedZone zone        // of the times of day
	mixedZones    bool        // there are several

	lists      map[int]int  // the lists that tell events, with the number of their telling
	tables     map[int]bool // the tables that tell events where no section is a timeline
	columns    map[int]*columns
	untimed    []untimed
	silent     int          // the event whose time is all that it says so far, plus 1; 0 for none
	labelAbove bool         // the last paragraph named a timeline
	timed      map[int]bool // the lists and tables that an event stands in
	worded     []wordedRow
	days       []dayHeading
	updates    []int // the blocks that are updates of a status page
	apart      []update
	named      bool         // a section is a timeline
	quoted     bool         // which has its entries in a quotation, or in a box: "> [!NOTE]"
	asked      bool         // namedZone has been
	fieldLines map[int]bool // the lines of the metadata, see isField
}

// untimed is an entry without a time.
type untimed struct {
	span Span
	in   int    // a list, or as a negative number a table
	over bool   // others are nested in it
	text string // of an entry of a list
}

// readTimeline finds the events: list items, table rows, headings and paragraphs of the timeline sections that begin with a time, and lists of dated
// entries elsewhere.
func (d *Document) readTimeline(r *reader) {
	t := timelineReader{
		reader: r, start: d.Meta.Started, labels: map[int]bool{}, timed: map[int]bool{}, lists: map[int]int{}, columns: map[int]*columns{},
		tables: map[int]bool{},
	}
	t.day, t.zone = d.day()
	t.instant = t.zone != nil
	sections, named := d.timelineSections()
	t.named = named
	t.findDottedClocks(sections)
	t.findLists(sections, named)
	if !named {
		t.findTables()
		t.findUpdates(sections)
	} else {
		t.apart = t.findApart(sections)
	}
	t.readSections(sections)
	if len(d.Timeline.Events) == 0 {
		t.readCodes(sections)
	}
	if len(d.Timeline.Events) == 0 && t.isQuoted(sections) {
		t.quoted, t.mentioned, t.untimed = true, nil, nil
		t.day, t.zone = d.day()
		t.readSections(sections)
	}
	if d.storyDay = t.first; d.storyDay.IsZero() {
		if d.storyDay = t.day; t.day.IsZero() && len(t.mentioned) > 0 {
			d.storyDay = t.mentioned[0]
		}
	}
	t.keepWorded()
	t.readDays()
	slices.SortStableFunc(d.Timeline.Events, func(a, b Event) int { return a.Span.Start - b.Span.Start })
	t.keepUntimed()
	d.linkEvents(r)
	d.inferMilestones()
	d.countFromStart()
}

// isQuoted reports whether a timeline has no entries but those that it quotes.
func (t *timelineReader) isQuoted(sections []bool) bool {
	timed := 0
	for i := range t.blocks {
		b := &t.blocks[i]
		if b.Kind != Quotation || b.Section < 0 || !sections[b.Section] {
			continue
		}
		for k := 0; k <= len(b.breaks) && timed < 2; k++ {
			if s, n := t.doc.readStamp(b.text(b.line(k))); n > 0 && s.timed() {
				timed++
			}
		}
		if timed > 1 {
			return true
		}
	}
	return false
}

// readCodes reads the blocks of code of a timeline that has no other entries: the first that holds any, and those of other sections that a name stands over.
func (t *timelineReader) readCodes(sections []bool) {
	in := -1 // the section of the last
	for _, c := range t.code {
		labelled := c.block >= 0 && t.isLabel(&t.blocks[c.block])
		before := len(t.doc.Timeline.Events)
		if before > 0 && (!labelled || c.section == in) || !labelled && (c.section < 0 || !sections[c.section]) {
			continue
		}
		if t.readCode(c); len(t.doc.Timeline.Events) > before {
			in = c.section
		}
	}
}

// readSections reads the blocks of the timeline, and what the others before them say of days and zones.
func (t *timelineReader) readSections(sections []bool) {
	begun := false
	code := t.code
	past := 0 // the blocks of the update before
	for i := range t.blocks {
		b := &t.blocks[i]
		for ; len(code) > 0 && code[0].block < i; code = code[1:] {
			if !begun {
				t.beforeInCode(code[0])
			}
		}
		section := b.Section >= 0 && sections[b.Section]
		inside := section || b.item >= 0 && t.lists[t.items[b.item].list] > 0 || b.row >= 0 && t.tables[t.rows[b.row].table] || t.isUpdate(i)
		apart := t.apartAt(i)
		if (inside || apart != nil) && !begun {
			t.begin()
			begun = section
		}
		switch {
		case i < past:
		case apart != nil:
			for _, u := range apart {
				t.readApart(u)
				past = u.last + 1
			}
		case b.Kind == Quotation && (!t.quoted || !section):
			if saysAllTimes(b.Text) {
				t.declareZone(b.Text)
			}
		case inside:
			t.block(i)
		case !begun:
			t.before(b)
			if !t.named {
				t.loose(b)
			}
		}
	}
}

// block reads a block of the timeline.
func (t *timelineReader) block(i int) {
	b := &t.blocks[i]
	switch {
	case b.Kind == Heading && b.item < 0 && t.doc.Sections[b.Section].Name == TimelineSection:
		t.declareZone("times " + b.Text)
		t.declareDay(b.Text)
	case b.Kind == Heading && b.item < 0:
		t.heading(b)
	case b.row >= 0:
		if !t.rows[b.row].header && t.firstOfRow(i) {
			t.row(b.row)
		}
	case b.item >= 0:
		if t.items[b.item].block == i {
			t.item(b)
		}
	default:
		t.paragraph(b)
	}
}

// keepUntimed keeps what lacks a time: beside timed entries each is one without, and where there is none at all they are the steps that were taken. A list
// without any times amid other entries is a list of something else.
func (t *timelineReader) keepUntimed() {
	timeline := &t.doc.Timeline
	for _, u := range t.untimed {
		if !u.over && (t.timed[u.in] || len(timeline.Events) == 0) {
			timeline.Untimed = append(timeline.Untimed, u.span)
		}
	}
	if len(timeline.Events) == 0 {
		timeline.Steps = steps(t.untimed)
	}
}

// begin takes up what the text before the timeline says, where nothing says it better.
func (t *timelineReader) begin() {
	if t.day.IsZero() && len(t.mentioned) == 1 {
		t.day = t.mentioned[0]
	}
	if page := t.pageDay(); t.day.IsZero() && (len(t.mentioned) == 0 || slices.ContainsFunc(t.mentioned, page.Equal)) {
		t.day = page
	}
	t.base, t.order.from = t.day, len(t.doc.Timeline.Events)
	if t.instant {
		year, month, day := t.day.Date()
		if location := t.zone(t.day); location != nil {
			year, month, day = t.day.In(location).Date()
		}
		t.base = time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	}
	if n := len(t.mentioned); n > 0 && t.mentioned[0].Year() == t.mentioned[n-1].Year() {
		t.year = t.mentioned[0].Year()
	}
	if t.zone == nil && !t.asked {
		t.zone, t.asked = t.namedZone(), true
	}
	if t.zone == nil && !t.mixedZones {
		t.zone = t.mentionedZone
	}
}

// namedZone is the zone that a field of the document names, or what stands behind the entries: "All times are in UTC." It is nil where neither does.
func (t *timelineReader) namedZone() zone {
	for _, f := range t.doc.Meta.Fields {
		if kind := metaKindOf(f.Key); kind == metaZone || kind == metaDate { // "Date: 2026-11-20 (UTC)"
			if z := findZone("time " + f.Value); z != nil {
				return z
			}
		}
	}
	for i := range t.blocks {
		b := &t.blocks[i]
		if b.Kind == Paragraph && b.row < 0 && b.Section >= 0 && t.doc.inSection(b.Section, TimelineSection) && saysAllTimes(b.Text) {
			if z := findZone(b.Text); z != nil {
				return z
			}
		}
	}
	return nil
}

// pageDay is the date in the front matter, which is often that of the incident and else the day on which the page was published; zero without one.
func (t *timelineReader) pageDay() time.Time {
	for _, e := range t.front {
		if e.kind == metaDate {
			if s, n := t.doc.readStamp(e.Value); n > 0 && s.year != 0 && s.year <= maxYear {
				return time.Date(s.year, time.Month(s.month), s.day, 0, 0, 0, 0, time.UTC)
			}
		}
	}
	return time.Time{}
}

// countFromStart places the events that count from a start which only other events tell.
func (d *Document) countFromStart() {
	start := time.Time{}
	for i := range d.Timeline.Events {
		e := &d.Timeline.Events[i]
		if e.Why != NoStart {
			continue
		}
		if start.IsZero() {
			if start = d.MilestoneTime(Started); start.IsZero() {
				return
			}
		}
		e.At, e.Why = start.Add(e.after), Known
	}
}

// timelineSections tells for each section whether it is a timeline's: named so, nested in one, or behind one and headed by a time ("## Feb 21, 13:00");
// and whether any is. Where no section is named so, those headed by times of day are the timeline.
func (d *Document) timelineSections() (is []bool, found bool) {
	is = make([]bool, len(d.Sections))
	last := [7]int{-1, -1, -1, -1, -1, -1, -1} // the last section of each level
	for i, s := range d.Sections {
		if s.Name == "" && s.Level > 1 && isTimelineHeading(s.Heading) && d.tellsEvents(s.Parent) {
			d.Sections[i].Name, s.Name = TimelineSection, TimelineSection
		}
		is[i] = s.Name == TimelineSection || s.Parent >= 0 && is[s.Parent]
		if before := last[s.Level]; !is[i] && s.Name == "" && before >= 0 && is[before] && d.Sections[before].Parent == s.Parent {
			_, n := readStamp(s.Heading)
			is[i] = n > 0
		}
		last[s.Level] = i
		found = found || is[i]
	}
	if found {
		return is, true
	}
	headed := 0
	for i, s := range d.Sections {
		if st, n := readStamp(s.Heading); n > 0 && st.hasClock && s.Level > 1 {
			is[i] = true
			headed++
		}
	}
	if headed < 2 {
		clear(is)
		return is, d.closedSections(is) || d.stateSections(is)
	}
	return is, true
}

// closedSections marks the sections beside each other whose headings end in a time of day, "Chat 2 - 14:35", where there are several and few others beside
// them, and reports whether there are any.
func (d *Document) closedSections(is []bool) bool {
	type siblings struct{ all, closed int }
	counts := map[[2]int]*siblings{}
	closed := make([]bool, len(d.Sections))
	for i, s := range d.Sections {
		key := [2]int{s.Parent, s.Level}
		if counts[key] == nil {
			counts[key] = &siblings{}
		}
		counts[key].all++
		if closed[i] = s.Level > 1 && endsWithClock(s.Heading); closed[i] && d.tellsEvents(i) {
			counts[key].closed++
		}
	}
	found := false
	for i, s := range d.Sections {
		if n := counts[[2]int{s.Parent, s.Level}]; closed[i] && n.closed > 2 && 3*n.closed >= 2*n.all {
			is[i], found = true, true
		}
	}
	return found
}

// endsWithClock reports whether a heading ends in a time of day that a sign parts from what it says: "Chat 2 - 14:35", "Rollback (10:42 UTC)".
func endsWithClock(heading string) bool {
	if heading == "" || len(heading) > maxHeading || !strings.ContainsAny(heading, "0123456789") {
		return false
	}
	for _, sign := range [...]string{" - ", " – ", " — ", " @ ", ": ", " at ", " (", " ["} {
		if i := strings.LastIndex(heading, sign); i > 0 {
			s, n := readStamp(heading[i+len(sign):])
			if n > 0 && s.hasClock && strings.Trim(heading[i+len(sign)+n:], " )]") == "" {
				return true
			}
		}
	}
	return false
}

func (r *reader) firstOfRow(block int) bool {
	for _, b := range r.rows[r.blocks[block].row].blocks {
		if b >= 0 {
			return b == block
		}
	}
	return false
}

func (t *timelineReader) heading(b *block) {
	section := t.doc.Sections[b.Section].Span
	s, n := t.doc.readStamp(b.Text)
	switch {
	case n == 0:
		if !t.labelled(b, section) && !t.closing(b, section) {
			t.declareZone(b.Text)
		}
	case s.timed():
		t.event(b, s, n, section)
	default: // a dated sub-heading
		t.setDay(s)
		if s.hasDate() {
			e := Event{Why: NoClock}
			e.Written, e.Time = t.written(b, Span{0, n})
			t.days = append(t.days, dayHeading{e, b.Section})
		}
	}
}

// closing reads an entry that ends in its time: "2. Root cause analysis (12:00-12:30)".
func (t *timelineReader) closing(b *block, span Span) bool {
	open := strings.LastIndexAny(b.Text, "(（")
	if open <= 0 || !strings.HasSuffix(b.Text, ")") && !strings.HasSuffix(b.Text, "）") {
		return false
	}
	s, n := t.doc.readStamp(b.Text[open:])
	if n == 0 || !s.hasClock || open+n < len(b.Text) {
		return false
	}
	e := t.place(s)
	e.Written, e.Time = t.written(b, Span{open, len(b.Text)})
	e.Text, e.Milestone = cutMilestone(b.Text[:open])
	t.append(e, b, span)
	return true
}

func (t *timelineReader) setDay(s stamp) {
	switch {
	case s.year > maxYear:
		return
	case s.nth > 0 && !s.hasDate():
		if t.first.IsZero() {
			t.first = t.day
		}
		if !t.first.IsZero() {
			t.day, t.instant = t.first.AddDate(0, 0, s.nth-1), false
		}
	case s.again && !t.previous.IsZero() && t.shifted: // "翌日 02:10", "翌日 06:00": the same day
		return
	case s.shift > 0:
		t.shifted = s.again
		if !t.day.IsZero() {
			t.day, t.instant = t.day.AddDate(0, 0, s.shift), false
		}
	case s.shift < 0:
		if !t.day.IsZero() {
			t.day, t.instant = t.day.AddDate(0, 0, s.shift), false
		}
	case s.hasDate():
		t.shifted = false
		switch {
		case s.year != 0:
		case !t.day.IsZero():
			s.year = nearestYear(s, t.day)
		case t.year != 0:
			s.year = t.year
		default:
			return
		}
		if t.day, t.instant = time.Date(s.year, time.Month(s.month), s.day, 0, 0, 0, 0, time.UTC), false; s.nth > 0 {
			t.first = t.day.AddDate(0, 0, 1-s.nth)
		}
	}
	if t.first.IsZero() {
		t.first = t.day
	}
	t.previous, t.led, t.order = time.Time{}, true, clockOrder{from: len(t.doc.Timeline.Events)}
}

// clockOrder is how the bare times of a day follow each other: where all go back, the newest stands first.
type clockOrder struct {
	back, ahead int
	from        int // the first event of them
	crossed     bool
}

func (o *clockOrder) add(at, previous time.Time) {
	switch {
	case previous.IsZero():
	case at.Before(previous):
		o.back++
	case at.After(previous):
		o.ahead++
	}
}

// isFalling reports whether the newest stands first so far.
func (o clockOrder) isFalling() bool { return o.back > 0 && o.ahead == 0 }

// leadsUp goes back to the day of the incident behind an entry that has a date before it and nothing else: the times that follow are not of that date.
func (t *timelineReader) leadsUp(s stamp) {
	if s.hasDate() && !s.hasClock && t.base.After(t.day) {
		t.day = t.base
	}
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
	s, n := t.doc.readStamp(b.Text)
	switch {
	case n == 0:
		switch {
		case t.speaks(b):
		case saysAllTimes(b.Text):
			t.declareZone(b.Text)
		case t.bracketed(b, it.span), t.labelled(b, it.span), t.labelsDate(b, it.span), it.depth == 0 && t.closing(b, it.span), t.stated(b, it.span):
		case unknownTime(b.Text) > 0:
			t.withoutClock(b, it, unknownTime(b.Text))
		case it.depth == 0 && wordedTime(b.Text) > 0:
			t.withoutClock(b, it, wordedTime(b.Text))
		case it.depth == 0:
			t.withoutTime(b, it.span, it.list, it.children)
		}
	case !s.timed() && (n == len(b.Text) || it.children && s.hasDate() && strings.HasSuffix(b.Text, ":")): // a date over the items of a day
		t.setDay(s)
	case t.brokenItem(b, it):
		t.timed[it.list] = true
	default:
		t.timed[it.list] = true
		if t.event(b, s, n, it.span); !it.children {
			t.leadsUp(s)
		}
	}
}

// brokenItem reads an item that tags part into entries of their own: "10:42 a deploy<br>10:45 an alert". It reports whether it is one.
func (t *timelineReader) brokenItem(b *block, it item) bool {
	var lines []Span
	from := 0
	for _, at := range b.breaks {
		if !t.isTagBefore(b, at) {
			continue
		}
		if s, n := readStamp(b.Text[at:]); n > 0 && s.hasClock {
			lines = append(lines, Span{from, at})
			from = at
		}
	}
	if lines == nil {
		return false
	}
	lines = append(lines, Span{from, len(b.Text)})
	for i, line := range lines {
		s, n := t.doc.readStamp(b.Text[line.Start:line.End])
		span := t.withMarks(trimSpan(t.text, b.Source(trimSpaces(b.Text, line))), b.Span)
		if i == 0 {
			span.Start = it.span.Start
		}
		if i == len(lines)-1 {
			span.End = max(span.End, it.span.End)
		}
		t.add(b, line, s, n, span)
	}
	return true
}

// isTagBefore reports whether the line that begins at an offset of a block's text stands behind a "<br>", and not in a line of the source of its own.
func (t *timelineReader) isTagBefore(b *block, at int) bool {
	start := b.Source(Span{at, at + 1}).Start
	before := strings.TrimRight(string(t.doc.Source[max(b.Span.Start, start-len("<br />  ")):start]), " ")
	return strings.HasSuffix(before, ">")
}

// labelled reads an entry that names what happened before it says when: "First detected: 2026-11-20 10:42 UTC".
func (t *timelineReader) labelled(b *block, span Span) bool {
	text := b.Text[:min(len(b.Text), 2*maxLabel)]
	if !strings.ContainsAny(text, "0123456789") || measures(text) {
		return false
	}
	for _, separator := range []string{": ", " - ", " – ", " — ", " @ ", " at ", " ["} {
		at := strings.Index(text, separator)
		if at < 0 || at > maxLabel || strings.LastIndexAny(text[:at], "(（") > strings.LastIndexAny(text[:at], ")）") { // "Phase 1 (10:00 – 10:05)"
			continue
		}
		from := at + len(separator)
		if s, n := t.doc.readStamp(b.Text[from:]); n > 0 && s.hasClock && from < len(b.Text) {
			e := t.place(s)
			e.Written, e.Time = t.written(b, Span{from, from + n})
			e.Text, e.Milestone = cutMilestone(strings.TrimRight(b.Text[:from], "[") + b.Text[from+n:])
			e.Text = strings.TrimSuffix(strings.TrimRight(e.Text, " :-–—@"), " at")
			if word, _, _ := strings.Cut(e.Text, " "); b.Kind == Heading && strings.EqualFold(word, "update") && strings.Trim(e.Text[len(word):], " #0123456789") == "" {
				e.Text = "" // the paragraph under it tells what happened
			}
			if separator == " at " && from+n < len(b.Text) { // a sentence is not whole without it
				e.Text, e.Milestone = cutMilestone(b.Text)
			}
			t.append(e, b, span)
			return true
		}
	}
	return false
}

// bracketed reads an entry whose name has the time in brackets behind it: "Detection (09:41 UTC): an alert".
func (t *timelineReader) bracketed(b *block, span Span) bool {
	text := b.Text[:min(len(b.Text), 2*maxLabel)]
	open := strings.IndexAny(text, "(（[")
	if open <= 0 || open > maxLabel || measures(text[:open]+":") {
		return false
	}
	s, n := t.doc.readStamp(b.Text[open:])
	if n == 0 || !s.hasClock {
		return false
	}
	closed := strings.TrimRight(b.Text[open:open+n], " ")
	behind := b.Text[open+n:]
	label := strings.TrimRight(b.Text[:open], " *_")
	sign := strings.HasSuffix(closed, ":") || strings.HasSuffix(closed, "：") || strings.HasSuffix(closed, "-") || strings.HasSuffix(closed, "–") || strings.HasSuffix(closed, "—")
	if !sign || !strings.ContainsAny(closed, ")）]") || behind == "" {
		return false
	}
	e := t.place(s)
	e.Written, e.Time = t.written(b, Span{open, open + n})
	e.Text, e.Milestone = cutMilestone(label + ": " + behind)
	t.append(e, b, span)
	return true
}

// labelsDate reads a name and the date behind it, and nothing else: "Incident declared 2026-11-20 10:42", "Detected 2026-11-20 (time unknown)".
func (t *timelineReader) labelsDate(b *block, span Span) bool {
	if len(b.Text) > 2*maxLabel {
		return false
	}
	for at := 1; at < min(len(b.Text), maxLabel); at++ {
		if !isDigit(b.Text[at]) || b.Text[at-1] != ' ' {
			continue
		}
		s, n := t.doc.readStamp(b.Text[at:])
		if n == 0 || s.year == 0 || !s.hasClock && !t.underLabel(b) && t.lists[t.items[b.item].list] == 0 { // a remark may end in the date of what it names
			return false
		}
		rest := strings.TrimSpace(b.Text[at+n:])
		if rest != "" && b.Text[at+n-1] != '(' && rest[0] != '(' && !strings.HasSuffix(rest, ")") {
			return false
		}
		e := t.place(s)
		e.Written, e.Time = t.written(b, Span{at, at + n})
		e.Text, e.Milestone = cutMilestone(strings.TrimRight(b.Text[:at], " :-–—@"))
		t.append(e, b, span)
		return true
	}
	return false
}

// underLabel reports whether a block belongs to a section that a label names: "- **Key events**".
func (t *timelineReader) underLabel(b *block) bool {
	return b.Section >= 0 && t.doc.Sections[b.Section].bold
}

// measures reports whether a label announces how long something took rather than when it was.
func measures(text string) bool {
	label, _, labelled := strings.Cut(text, ":")
	if !labelled {
		return false
	}
	lower := strings.ToLower(label)
	for _, word := range []string{"duration", "time to", "downtime", "total", "delay", "window", "elapsed"} {
		if strings.Contains(lower, word) {
			return true
		}
	}
	return false
}

// withoutTime keeps an entry that should carry a time; what stands under an event's own heading need not.
func (t *timelineReader) withoutTime(b *block, s Span, in int, over bool) {
	if b.Section >= 0 && t.doc.Sections[b.Section].Name == TimelineSection {
		t.untimed = append(t.untimed, untimed{s, in, over, b.Text})
	}
}

// withoutClock keeps an entry whose first n bytes say of its time that nobody knows it, or tell it in words, which is an event beside others that have times.
func (t *timelineReader) withoutClock(b *block, it item, n int) {
	e := t.unclocked(b, Span{0, len(b.Text)}, n)
	e.Span = it.span
	told := tellsYear(e.Written) && b.Section >= 0 && t.doc.Sections[b.Section].Name == TimelineSection
	t.worded = append(t.worded, wordedRow{event: e, table: -1 - it.list, told: told})
}

// unclocked is the event that a part of b tells, whose first n bytes stand for a time that nobody knows.
func (t *timelineReader) unclocked(b *block, text Span, n int) Event {
	e := Event{Why: NoTime}
	e.Written, e.Time = t.written(b, Span{text.Start, text.Start + n})
	e.Text, e.Milestone = cutMilestone(b.Text[text.Start+n : text.End])
	return e
}

// paragraph reads a paragraph as one event for each line that begins with a time; the lines between belong to the one before.
func (t *timelineReader) paragraph(b *block) { t.lines(b, 0, false) }

// lines reads the lines of a paragraph from the given one on. Where they stand in other prose, the first that is no entry ends them.
func (t *timelineReader) lines(b *block, from int, amongProse bool) {
	entries := t.entries(b, from, amongProse)
	if len(entries) == 0 {
		if !t.speaks(b) {
			t.declareZone(b.Text)
			t.declareLabelledDay(b.Text)
		}
		return
	}
	for i, e := range entries {
		rest := b.Text[e.text.Start+e.n : e.text.End]
		noted := isNote(rest) && (i+1 < len(entries) && entries[i+1].stamp.hasClock && !entries[i+1].stamp.hasDate() || saysAllTimes(rest) && findZone(rest) != nil) // over the times of the day
		span := t.withMarks(trimSpan(t.text, b.Source(e.text)), b.Span)
		switch {
		case !e.stamp.says():
			t.append(t.unclocked(b, e.text, e.n), b, span)
		case e.stamp.timed() || rest != "" && !noted && (!holdsJapanese(b.Text) || !aboutAllTimes(rest)):
			if t.add(b, e.text, e.stamp, e.n, span); e.label > 0 {
				event := &t.doc.Timeline.Events[len(t.doc.Timeline.Events)-1]
				event.Text = updateText(b.Text[e.text.Start:e.text.Start+e.label], event.Text)
			}
		default:
			t.setDay(e.stamp)
			switch {
			case noted:
				t.declareZone(rest)
			case rest != "":
				t.declareZone("時刻 " + rest)
			}
		}
	}
}

// lineEntry is an entry that begins with a line of a paragraph.
type lineEntry struct {
	stamp stamp // says nothing where the time is one that nobody knows
	text  Span
	label int // the length of what stands before the time
	n     int // and with the time
}

// entries finds the entries of a paragraph from the given line on.
func (t *timelineReader) entries(b *block, from int, amongProse bool) []lineEntry {
	var entries []lineEntry
	timed := false
	for k := from; k <= len(b.breaks); k++ {
		line := b.line(k)
		if k > 0 && strings.HasPrefix(b.Text[line.Start:line.End], ": ") { // another definition of a day
			line.Start += len(": ")
		}
		text := b.Text[line.Start:line.End]
		label := 0
		s, n := t.doc.readStamp(text)
		if n == 0 && k == from {
			if label = updateLabel(text); label > 0 {
				s, n = t.doc.readStamp(text[label:])
			}
		}
		timed = timed || s.timed()
		switch {
		case n > 0 && (k == from || s.timed() || s.hasDate() && len(entries) > 0 && !entries[len(entries)-1].stamp.timed() && isSetOff(text, n)):
			entries = append(entries, lineEntry{s, line, label, label + n})
		case n == 0 && unknownTime(text) > 0:
			entries = append(entries, lineEntry{stamp{}, line, 0, unknownTime(text)})
		case amongProse && !goesOn(text):
			k = len(b.breaks)
		case len(entries) > 0:
			entries[len(entries)-1].text.End = line.End
		}
	}
	if !timed { // "??:??" tells of a time only beside others
		entries = slices.DeleteFunc(entries, func(e lineEntry) bool { return !e.stamp.says() })
	}
	return entries
}

// withMarks is a part of a block with the marks of emphasis and code around it.
func (t *timelineReader) withMarks(s, block Span) Span {
	const marks = "*_`~"
	for s.Start > block.Start && strings.IndexByte(marks, t.text[s.Start-1]) >= 0 {
		s.Start--
	}
	for s.End < block.End && strings.IndexByte(marks, t.text[s.End]) >= 0 {
		s.End++
	}
	return s
}

// isSetOff reports whether a sign parts the first n bytes of a line from what follows: "2026-11-20: deploy".
func isSetOff(line string, n int) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(line[n:], " "))
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line[:n], " "))
	return strings.ContainsRune(":：-–—(|", first) || strings.ContainsRune(":：-–—|", last)
}

// isNote reports whether a text is nothing but a remark in brackets.
func isNote(text string) bool {
	text = strings.TrimSpace(text)
	return strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") && matchingBracket(text) == 0
}

// written is a time as it is written, without the marks around it, and where.
func (t *timelineReader) written(b *block, text Span) (string, Span) {
	c := cursor{text: b.Text[:text.End], at: text.Start}
	c.marks()
	text.Start = c.at
	s := b.Text[text.Start:text.End]
	text.Start += len(s) - len(strings.TrimLeft(s, timeMarks))
	text.End -= len(s) - len(strings.TrimRight(s, timeMarks))
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
	e.Text, e.Milestone = cutMilestone(strings.TrimPrefix(b.Text[text.Start+n:text.End], ": ")) // a line of its own, as in lists of definitions
	t.append(e, b, span)
}

func (t *timelineReader) append(e Event, b *block, span Span) {
	e.Span = span
	if b.item >= 0 {
		e.Telling = max(t.lists[t.items[b.item].list]-1, 0)
	}
	t.doc.Timeline.Events = append(t.doc.Timeline.Events, e)
	if t.silent = 0; e.Text == "" {
		t.silent = len(t.doc.Timeline.Events)
	}
}

// speaks takes a block for what happened at the time that stands alone above it, as a heading, a paragraph or the item around it.
func (t *timelineReader) speaks(b *block) bool {
	if t.silent == 0 {
		return false
	}
	e := &t.doc.Timeline.Events[t.silent-1]
	if b.item >= 0 && !e.Span.Contains(b.Span) {
		return false
	}
	t.silent = 0
	text, milestone := cutMilestone(b.Text)
	if e.Text = text; e.Milestone == "" {
		e.Milestone = milestone
	}
	return true
}

// rollover is how far a clock must run backwards to have passed midnight; less than that is a mistake in the order.
const rollover = 12 * time.Hour

// place resolves a stamp against what the entries before it said.
func (t *timelineReader) place(s stamp) Event {
	if s.relative {
		return t.counted(s)
	}
	t.elapsed = nil
	if s.dated() {
		t.setDay(s)
		if s.hasDate() && s.year == 0 && !t.day.IsZero() {
			s.year = t.day.Year()
		}
	}
	if !s.hasClock {
		return Event{Why: NoClock}
	}
	z := t.zone
	if s.zone == nil && z == nil && s.elsewhere != nil {
		s.clock, s.zone = s.elsewhere.clock, s.elsewhere.zone
	}
	day := t.day
	if t.instant && s.zone != nil {
		if location := s.zone(day); location != nil {
			day = day.In(location)
		}
	}
	if s.zone == nil && z == nil {
		z = t.doc.parser.usualZone()
	}
	at, why := s.instant(day, z)
	if why != Known {
		return Event{Why: why}
	}
	if t.zone == nil { // those that follow without one are told by the same clock
		t.zone = s.zone
	}
	if !s.dated() {
		days := t.turnOfDay(at)
		at, t.day, t.led = at.AddDate(0, 0, days), t.day.AddDate(0, 0, days), false
		t.order.add(at, t.previous)
	}
	if t.first.IsZero() {
		t.first = t.day
	}
	t.previous, t.latest = at, at
	if s.count == sinceStart && t.start.IsZero() {
		t.start = at.Add(-s.after)
	}
	return Event{At: at}
}

// counted resolves a duration from the start or from the entry before.
func (t *timelineReader) counted(s stamp) Event {
	from := t.start
	if s.count == sincePrevious {
		from = t.latest
	}
	if from.IsZero() {
		e := Event{Why: NoStart, after: s.after, counted: s.count == sinceStart}
		if t.elapsed != nil && s.count == sincePrevious {
			e.after, e.counted = e.after+*t.elapsed, true
		}
		if t.elapsed = nil; e.counted {
			t.elapsed = &e.after
		}
		return e
	}
	at := from.Add(s.after)
	if t.latest = at; !t.day.IsZero() && !t.instant && !t.previous.IsZero() {
		t.previous = at
	}
	return Event{At: at}
}

// turnOfDay is by how many days a bare clock, read on the day known so far, misses the day that is meant.
func (t *timelineReader) turnOfDay(at time.Time) int {
	switch {
	case t.order.isFalling() && at.Sub(t.previous) > rollover: // the newest first, and before midnight now
		if t.order.crossed || !t.day.Equal(t.base) {
			return -1
		}
		t.order.crossed = true
		for i := t.order.from; i < len(t.doc.Timeline.Events); i++ { // the incident's day is that on which it began
			if e := &t.doc.Timeline.Events[i]; e.Why == Known {
				e.At = e.At.AddDate(0, 0, 1)
			}
		}
		t.previous = t.previous.AddDate(0, 0, 1)
		return 0
	case t.order.isFalling() && t.order.back > 1 && !t.previous.IsZero() && at.Before(t.previous):
		return 0
	case !t.previous.IsZero() && t.previous.Sub(at) > rollover:
		return 1
	case t.led && at.Before(t.previous) && t.base.After(t.day): // what came before led up to the incident
		return int(t.base.Sub(t.day) / (24 * time.Hour))
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
