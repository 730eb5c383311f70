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
	if doc.IsBlank() {
		r.text("", "", r.say.Say("There is nothing in this document."), "")
	}
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

// block writes one block of prose and what stands before it.
func (r *reading) block(i int) {
	b := &r.doc.Prose[i]
	line := r.doc.Position(b.Span.Start).Line
	r.events(b.Span.Start)
	r.verbatim(line)
	r.shownTo = max(r.shownTo, r.doc.Position(b.Span.End).Line)
	switch {
	case b.Action >= r.item: // not another cell of the same row
		r.item = b.Action
		for more := true; more; more = r.item < len(r.doc.Actions) && r.doc.Actions[r.item].Span.Start > b.Span.Start && r.doc.Actions[r.item].Span.Start < b.Span.End {
			r.action(r.doc.Actions[r.item]) // a paragraph may hold several
			r.item++
		}
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
