package reading

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint/output"
)

// A document is shown in its own order and words, but its timeline on one clock with the time since the start, and its action items with their
// state first. Markup is left out; what is no prose (code, mostly) is shown as it stands.

// The widths of the text, in columns. Longer lines than the widest are hard to read.
const (
	defaultWidth = 80
	widest       = 100
	narrowest    = 30
)

// The styles are few and never the only carrier of a meaning.
const (
	boldStyle  = "1"
	faintStyle = "2"
)

// reading writes a document for a person.
type reading struct {
	w     *bufio.Writer
	words *language.Catalogue
	say   language.Phrases
	doc   *document.Document
	color bool
	width int

	zone    *time.Location
	started time.Time
	event   int       // the next one to write
	item    int       // the next action item to write
	day     time.Time // of the last event written, where the clock hangs
	heading string    // the last one
	pending *heading  // the last one while nothing stands under it
	empty   []string  // the headings before it under which nothing stands
	shownTo int       // the last line of the source that was written or left out on purpose
	joined  bool      // what follows belongs to the last line written, or that line is empty
	times   []int     // where the events' times stand, sorted
	items   []document.Span
}

// heading is that of a section.
type heading struct {
	text, shown string // shown has how many action items are done behind it
	level       int
}

// Write shows a document in lines of so many columns at most, 0: as many as are usual, in the words of a language; nil is English. Zone is where its clock
// hangs, by when the incident started; nil: UTC. The error is that of w.
func Write(w io.Writer, doc *document.Document, words *language.Catalogue, zone func(started time.Time) *time.Location, color bool, width int) error {
	if width <= 0 {
		width = defaultWidth
	}
	r := &reading{w: bufio.NewWriter(w), words: words, say: words.For("reading"), doc: doc, color: color, width: min(max(width, narrowest), widest), zone: time.UTC, started: doc.MilestoneTime(document.Started)}
	if zone != nil {
		r.zone = zone(r.started)
	}
	for _, e := range doc.Timeline.Events {
		r.times = append(r.times, e.Time.Start)
	}
	slices.Sort(r.times)
	for _, a := range doc.Actions {
		r.items = append(r.items, a.Span)
	}
	r.head()
	if doc.Meta.Span.Len() > 0 {
		r.shownTo = doc.Position(doc.Meta.Span.End).Line
	}
	for i := range doc.Prose {
		r.block(i)
	}
	r.events(len(doc.Source) + 1)
	r.verbatim(doc.LineCount() + 1)
	r.open(nil)
	r.problems()
	return r.w.Flush()
}

// head is the title, what the metadata says, and how long things took.
func (r *reading) head() {
	m := r.doc.Meta
	title := r.doc.Title
	if title == "" {
		title = r.doc.Path
	}
	r.text("", "", title, boldStyle)
	r.text("", "", join(m.Severity, r.status(m.Status), strings.Join(m.Services, ", "), strings.Join(m.Authors, ", ")), "")
	if !r.started.IsZero() {
		at := r.started.In(r.zone)
		r.text("", "", r.say.Say("started %s", at.Format("2006-01-02 15:04 ")+document.ZoneName(at)), "")
	}
	metrics := r.doc.Metrics()
	since := func(milestone string, d *time.Duration) string {
		if d == nil {
			return ""
		}
		return milestone + " +" + r.short(*d)
	}
	r.text("", "", join(
		since(r.say.Say("detected"), metrics.TimeToDetect), since(r.say.Say("acknowledged"), metrics.TimeToAcknowledge),
		since(r.say.Say("mitigated"), metrics.TimeToMitigate), since(r.say.Say("resolved"), metrics.TimeToResolve),
	), "")
	r.gap()
}

func join(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

// status is how far the document is; what is no status of ours stays as it is written.
func (r *reading) status(written string) string {
	switch written {
	case "draft":
		return r.say.Say("draft")
	case "in-review":
		return r.say.Say("in-review")
	case "final":
		return r.say.Say("final")
	}
	return written
}

// kind is the type of an action item.
func (r *reading) kind(written string) string {
	switch written {
	case "prevent":
		return r.say.Say("prevent")
	case "mitigate":
		return r.say.Say("mitigate")
	case "detect":
		return r.say.Say("detect")
	case "respond":
		return r.say.Say("respond")
	case "learn":
		return r.say.Say("learn")
	}
	return written
}

// short is a duration as people say it: 8m, 2h17m, 3d4h.
func (r *reading) short(d time.Duration) string {
	d = d.Truncate(time.Second)
	days, hours, minutes, seconds := d/(24*time.Hour), d/time.Hour%24, d/time.Minute%60, d/time.Second%60
	switch {
	case days > 0 && hours > 0:
		return r.say.Say("%dd%dh", days, hours)
	case days > 0:
		return r.say.Say("%dd", days)
	case hours > 0 && minutes > 0:
		return r.say.Say("%dh%dm", hours, minutes)
	case hours > 0:
		return r.say.Say("%dh", hours)
	case seconds > 0 && minutes == 0:
		return r.say.Say("%ds", seconds)
	case seconds > 0 && minutes < 10:
		return r.say.Say("%dm%ds", minutes, seconds)
	}
	return r.say.Say("%dm", minutes)
}

// block writes one block of prose and what stands before it.
func (r *reading) block(i int) {
	b := &r.doc.Prose[i]
	line := r.doc.Position(b.Span.Start).Line
	r.events(b.Span.Start)
	r.verbatim(line)
	r.shownTo = max(r.shownTo, r.doc.Position(b.Span.End).Line)
	switch {
	case b.Action >= r.item: // not another cell of the same row
		r.item = b.Action + 1
		r.action(r.doc.Actions[b.Action])
	case b.Action >= 0:
	case b.Kind == document.TableCell:
		if !r.isSpecialRow(b) {
			r.cells(i, line)
		}
	case r.tellsEvent(b):
		// The event says it, but for what stands before the first one in a paragraph of several.
		if e := r.doc.Timeline.Events; r.event < len(e) && b.Span.Start < e[r.event].Span.Start && e[r.event].Span.Start < b.Span.End && (r.event == 0 || e[r.event-1].Span.Start < b.Span.Start) {
			r.gap()
			r.text("", "", string(r.doc.Source[b.Span.Start:e[r.event].Span.Start]), "")
		}
	case b.Kind == document.Heading:
		r.title(b)
	default:
		r.prose(b)
	}
}

// tellsEvent reports whether the time of an event stands in a block.
func (r *reading) tellsEvent(b *document.Block) bool {
	i := sort.SearchInts(r.times, b.Span.Start)
	return i < len(r.times) && r.times[i] < b.Span.End
}

// isSpecialRow reports whether a cell belongs to an event or an action item that is written as such, or to the head of a table of them.
func (r *reading) isSpecialRow(b *document.Block) bool {
	row := r.doc.Line(b.Span.Start)
	if r.special(row) {
		return true
	}
	if next := r.doc.Line(row.End + 2); isDelimiter(r.doc.Source[next.Start:next.End]) {
		return r.special(r.doc.Line(next.End + 2))
	}
	return false
}

func (r *reading) special(row document.Span) bool {
	i := sort.SearchInts(r.times, row.Start)
	if i < len(r.times) && r.times[i] < row.End {
		return true
	}
	k := sort.Search(len(r.items), func(k int) bool { return r.items[k].Start >= row.Start })
	return k < len(r.items) && row.Contains(r.items[k])
}

// isDelimiter reports whether a line is the one under the head of a table.
func isDelimiter(line []byte) bool {
	return len(line) > 0 && len(bytes.Trim(line, "|-: \t>")) == 0 && bytes.Contains(line, []byte("-"))
}

func (r *reading) title(b *document.Block) {
	level := 0
	if b.Section >= 0 && r.doc.Sections[b.Section].Title == b.Span {
		level = r.doc.Sections[b.Section].Level
	}
	if level == 1 && strings.TrimSpace(b.Text) == r.doc.Title {
		return
	}
	text := b.Text
	if level > 0 && r.doc.Sections[b.Section].Name == document.ActionItems {
		text += r.progress(r.doc.Sections[b.Section])
	}
	if level == 0 {
		level = lowest
	}
	r.open(&heading{b.Text, text, level})
}

// lowest is the level of the headings that are of no section.
const lowest = 6

// open goes on to a heading, nil for the end. The one before it has nothing under it unless this one is below it, and is told with others like it in one line.
func (r *reading) open(next *heading) {
	if last := r.pending; last != nil {
		if next == nil || next.level <= last.level {
			r.empty = append(r.empty, last.text)
			r.pending = nil
		} else {
			r.settle()
		}
	}
	if next == nil {
		r.settle()
		return
	}
	r.pending, r.heading = next, next.text
}

// settle writes the heading that something stands under now, behind what there is to say of the empty ones before it.
func (r *reading) settle() {
	title, empty := r.pending, r.empty
	r.pending, r.empty = nil, nil
	if len(empty) > 0 {
		r.gap()
		r.text("", "  ", r.say.Say("Nothing yet under %s", strings.Join(empty, r.say.Say(", "))), faintStyle)
	}
	if title != nil {
		r.gap()
		r.text("", "", title.shown, boldStyle)
		r.joined = true
	}
}

// names reports whether a heading is the name of a day: "2026-11-20", "Friday, 20 November".
func (r *reading) names(heading string, day time.Time) bool {
	if len(heading) > longestDay {
		return false
	}
	words := strings.FieldsFunc(heading, func(c rune) bool { return c == ' ' || c == ',' })
	for from := range words { // the day of the week may stand before it
		text := strings.Join(words[from:], " ")
		for _, date := range []string{text, text + " " + day.Format("2006")} {
			if read, err := document.ReadDate(date); err == nil {
				return read == day.Format(time.DateOnly)
			}
		}
	}
	return false
}

// longestDay is how long the name of a day is at most, in bytes.
const longestDay = 60

// progress is how many of a section's action items are done.
func (r *reading) progress(s document.Section) string {
	all, done := 0, 0
	first := sort.Search(len(r.items), func(i int) bool { return r.items[i].Start >= s.Span.Start })
	for _, a := range r.doc.Actions[first:] {
		if a.Span.Start >= s.Span.End {
			break
		}
		all++
		if a.Done {
			done++
		}
	}
	if all == 0 {
		return ""
	}
	return r.say.Say(" (%d of %d done)", done, all)
}

func (r *reading) prose(b *document.Block) {
	switch b.Kind {
	case document.Quotation:
		r.text("  │ ", "  │ ", b.Text, "")
	case document.ListItem:
		indent := "  "
		marker := r.marker(b)
		if marker != "" {
			indent += strings.Repeat("  ", min(r.depth(b), 4))
			r.text(indent+marker+" ", strings.Repeat(" ", len(indent)+output.Width(marker)+1), b.Text, "")
			return
		}
		r.text("    ", "    ", b.Text, "")
	default:
		r.gap()
		r.text("", "", b.Text, "")
	}
}

// marker is what a list item begins with, "" where the block is not the first of its item.
func (r *reading) marker(b *document.Block) string {
	before := strings.TrimLeft(r.before(b), " \t>")
	if len(before) == 0 {
		return ""
	}
	if strings.ContainsRune("-*+", rune(before[0])) {
		return "•"
	}
	if n := len(before) - len(strings.TrimLeft(before, "0123456789")); n > 0 && n < 10 && n < len(before) {
		return before[:n] + "."
	}
	return ""
}

// depth is how deep a list item is nested, as its indentation tells.
func (r *reading) depth(b *document.Block) int {
	before := r.before(b)
	return (len(before) - len(strings.TrimLeft(before, " "))) / 2
}

func (r *reading) before(b *document.Block) string {
	return string(r.doc.Source[r.doc.Line(b.Span.Start).Start:b.Span.Start])
}

// cells writes the row of a table, when its first cell comes.
func (r *reading) cells(i, line int) {
	same := func(k int) bool {
		return k >= 0 && k < len(r.doc.Prose) && r.doc.Prose[k].Kind == document.TableCell && r.doc.Position(r.doc.Prose[k].Span.Start).Line == line
	}
	if same(i - 1) {
		return
	}
	var texts []string
	for k := i; same(k); k++ {
		texts = append(texts, strings.TrimSpace(r.doc.Prose[k].Text))
	}
	r.text("  ", "    ", join(texts...), "")
}

// events writes the events that begin before an offset.
func (r *reading) events(offset int) {
	for ; r.event < len(r.doc.Timeline.Events) && r.doc.Timeline.Events[r.event].Span.Start <= offset; r.event++ {
		e := r.doc.Timeline.Events[r.event]
		line := r.doc.Position(e.Time.Start).Line
		r.verbatim(line)
		r.shownTo = max(r.shownTo, line)
		when, since := e.Written, ""
		if !e.At.IsZero() {
			at := e.At.In(r.zone)
			if day := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, r.zone); !day.Equal(r.day) {
				if !r.names(r.heading, day) {
					r.gap()
					r.text("  ", "  ", at.Format("2006-01-02 ")+document.ZoneName(at), faintStyle)
					r.joined = true
				}
				r.day = day
			}
			when = at.Format("15:04")
			if at.Second() != 0 {
				when = at.Format("15:04:05")
			}
			if !r.started.IsZero() && at.After(r.started) {
				since = "+" + r.short(at.Sub(r.started))
			}
		}
		text := e.Text
		if e.Milestone != "" {
			text = "[" + e.Milestone + "] " + text
		}
		lead := "  " + padded(output.Printable(when), 8) + " " + padded(since, r.sinceWidth()) + " "
		if output.Width(lead) > r.width/2 {
			text, lead = when+" "+text, "  "
		}
		r.text(lead, strings.Repeat(" ", min(output.Width(lead), r.width/2)), text, "")
	}
}

// sinceWidth is how wide the column of the time since the start is: it holds a hundred days.
func (r *reading) sinceWidth() int {
	return output.Width("+" + r.short(100*24*time.Hour-time.Hour))
}

// padded is a text with blanks behind it, as wide as a column.
func padded(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-output.Width(text)))
}

func (r *reading) action(a document.ActionItem) {
	box := "  [ ] "
	switch {
	case a.Done:
		box = "  [x] "
	case a.Dropped:
		box = "  [-] "
	}
	r.text(box, "      ", a.Title, "")
	due, factor, when, issue := "", "", "", ""
	if a.Due != "" {
		due = r.say.Say("due %s", a.Due)
	}
	if len(a.Factors) > 0 {
		factor = r.say.Say("for %s", strings.Join(a.Factors, ", "))
	} else if a.Factor != "" {
		factor = r.say.Say("for %s", a.Factor)
	}
	if a.DoneWhen != "" {
		when = r.say.Say("done when %s", a.DoneWhen)
	}
	if a.Issue != nil {
		issue = a.Issue.Text
	}
	r.text("      ", "      ", join(a.Status, a.Priority, r.kind(a.Type), a.Owner, due, factor, issue, when), faintStyle)
}

// verbatim writes what stands between the last block and a line: code and HTML, which are no prose. Comments, tables' delimiters and the marks
// of lists and fences are left out.
func (r *reading) verbatim(line int) {
	first := true
	for ; r.shownTo < line-1; r.shownTo++ {
		span := r.doc.Line(r.doc.LineStart(r.shownTo + 1))
		text := r.doc.Source[span.Start:span.End]
		bare := bytes.TrimLeft(text, " \t>")
		if bytes.HasPrefix(bare, []byte("```")) || bytes.HasPrefix(bare, []byte("~~~")) || len(bytes.Trim(bare, "-*+=_|:#. \t")) == 0 || r.inComment(span) {
			continue
		}
		if first {
			r.gap()
			first = false
		}
		r.text("    ", "      ", strings.TrimRight(strings.ReplaceAll(string(text), "\t", "    "), " "), faintStyle)
	}
}

func (r *reading) inComment(line document.Span) bool {
	comments := r.doc.Comments
	i := sort.Search(len(comments), func(i int) bool { return comments[i].Span.End > line.Start })
	return i < len(comments) && comments[i].Span.Start < line.End
}

func (r *reading) problems() {
	for i, p := range r.doc.Problems {
		if i == 0 {
			r.gap()
			r.text("", "", r.say.Say("Not understood"), boldStyle)
			r.joined = true
		}
		message, _ := p.Told(r.words.For("document").Say)
		r.text("  ", "    ", r.say.Say("line %d: %s", r.doc.Position(p.Span.Start).Line, message), "")
	}
}

// gap parts what follows from what was written by an empty line.
func (r *reading) gap() {
	if !r.joined {
		fmt.Fprintln(r.w)
		r.joined = true
	}
}

// text writes a text, wrapped to the width, its first line behind lead and the others behind hang. An empty text writes nothing.
func (r *reading) text(lead, hang, text, style string) {
	text = strings.TrimRight(output.Printable(text), " ")
	if text == "" {
		return
	}
	if r.pending != nil {
		r.settle()
	}
	room := max(r.width-max(output.Width(lead), output.Width(hang)), narrowest/2)
	for i, line := range output.Lines(text, room) {
		if i > 0 {
			lead = hang
			line = strings.TrimLeft(line, " ")
		}
		line = output.Inert(line)
		if r.color && style != "" {
			line = "\x1b[" + style + "m" + line + "\x1b[0m"
		}
		fmt.Fprintln(r.w, strings.TrimRight(lead+line, " "))
	}
	r.joined = false
}
