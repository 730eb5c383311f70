package importer

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// There lists what a document's timeline holds already, as Fresh compares it.
func There(d *document.Document) []Event {
	var list []Event
	for _, e := range d.Timeline.Events {
		if e.At.IsZero() {
			continue
		}
		list = append(list, Event{At: e.At, Text: sourcePattern().ReplaceAllString(e.Text, ""), Source: linkIn(string(d.Source[e.Span.Start:e.Span.End]))})
	}
	return list
}

var sourcePattern = lazy(`\s*\(source[^()]*\)\s*$`)

var linkPattern = lazy(`https?://[^\s<>")\\]+`)

func linkIn(text string) string { return linkPattern().FindString(text) }

var (
	errReadsDifferently = errors.New("the timeline would be read differently")
	errTooLarge         = errors.New("the document would be larger than any that is read")
)

// MergeError says that events could not be written into a document.
type MergeError struct {
	Path string
	Err  error
}

func (e *MergeError) Error() string {
	return fmt.Sprintf("%s: the events can't be put into the timeline: %v", e.Path, e.Err)
}

// Unwrap returns the cause.
func (e *MergeError) Unwrap() error { return e.Err }

// Hint says what to do next.
func (e *MergeError) Hint() string {
	if errors.Is(e.Err, errTooLarge) {
		return "import the part of the export that tells of the incident"
	}
	return "write dates with an offset into the timeline that is there, or begin a list of events under its heading"
}

// Merge returns the document's source with the events in its timeline: each behind the last one that happened before it, in the form of
// its neighbours (list item, table row, heading, line). Every other byte stays as it is, and everything else is read as it was;
// where that can't be had, an error of type *MergeError. Milestones that the document knows already are not marked again.
func Merge(p document.Parser, d *document.Document, events []Event, names bool) ([]byte, error) {
	events = slices.Clone(events)
	slices.SortStableFunc(events, func(a, b Event) int { return a.At.Compare(b.At) })
	for i := range events {
		if m := events[i].Milestone; m != "" && !d.MilestoneTime(m).IsZero() {
			events[i].Milestone = ""
		}
	}
	if len(events) == 0 {
		return d.Source, nil
	}
	for _, dated := range []bool{false, true} {
		m := merger{doc: d, names: names, dated: dated, newline: "\n"}
		if strings.Contains(string(d.Source), "\r\n") {
			m.newline = "\r\n"
		}
		after, err := document.Apply(d.Source, m.edits(events)...)
		if len(after) > document.MaxSize {
			return nil, &MergeError{d.Path, errTooLarge}
		}
		if err == nil && readsAs(d, p.Parse(d.Path, after), events) {
			return after, nil
		}
	}
	return nil, &MergeError{d.Path, errReadsDifferently}
}

// readsAs reports whether a document is another one with these events more, and else the same.
func readsAs(before, after *document.Document, events []Event) bool {
	if len(after.Timeline.Events) != len(before.Timeline.Events)+len(events) || len(after.Actions) != len(before.Actions) ||
		len(after.Comments) != len(before.Comments) || len(after.Factors) != len(before.Factors) || after.Title != before.Title {
		return false
	}
	type key struct{ at, text string }
	of := func(at time.Time, text string) key { return key{at.UTC().Format(time.RFC3339), text} }
	left := map[key]int{}
	for _, e := range before.Timeline.Events {
		left[of(e.At, e.Text)]++
	}
	var added []document.Event
	for _, e := range after.Timeline.Events {
		if k := of(e.At, e.Text); left[k] > 0 {
			left[k]--
		} else {
			added = append(added, e)
		}
	}
	if len(added) != len(events) {
		return false
	}
	slices.SortStableFunc(added, func(a, b document.Event) int { return a.At.Compare(b.At) })
	for i, e := range events {
		if !added[i].At.Equal(e.At) {
			return false
		}
	}
	return true
}

// merger makes the edits that write events into a document.
type merger struct {
	doc     *document.Document
	names   bool
	dated   bool // every time carries its date
	newline string
}

func (m *merger) edits(events []Event) []document.Edit {
	order := m.anchors()
	if len(order) == 0 {
		return []document.Edit{m.fresh(events)}
	}
	var edits []document.Edit
	for len(events) > 0 {
		// The first event of the document that is after this one; what is added goes behind the one before it, or where only the later
		// one is of the same day, before that.
		n := sort.Search(len(order), func(i int) bool { return m.doc.Timeline.Events[order[i]].At.After(events[0].At) })
		day := dayOf(events[0].At)
		next := time.Time{}
		if n < len(order) {
			next = m.doc.Timeline.Events[order[n]].At
		}
		k := 1
		for k < len(events) && dayOf(events[k].At) == day && (next.IsZero() || events[k].At.Before(next)) {
			k++
		}
		if n > 0 && (n == len(order) || dayOf(next) != day || dayOf(m.doc.Timeline.Events[order[n-1]].At) == day) {
			edits = append(edits, m.beside(order[n-1], true, events[:k]))
		} else {
			edits = append(edits, m.beside(order[n], false, events[:k]))
		}
		events = events[k:]
	}
	return edits
}

func dayOf(t time.Time) string { return t.UTC().Format(time.DateOnly) }

// anchors are the events of the timeline in the order of time.
func (m *merger) anchors() []int {
	var inSection, all []int
	for i, e := range m.doc.Timeline.Events {
		if e.At.IsZero() {
			continue
		}
		all = append(all, i)
		if m.doc.SectionAt(e.Span.Start) == document.TimelineSection {
			inSection = append(inSection, i)
		}
	}
	if len(inSection) > 0 {
		all = inSection
	}
	slices.SortStableFunc(all, func(a, b int) int { return m.doc.Timeline.Events[a].At.Compare(m.doc.Timeline.Events[b].At) })
	return all
}

// fresh writes a timeline where there is none: into its section, or as a section of its own at the end.
func (m *merger) fresh(events []Event) document.Edit {
	var b strings.Builder
	day := ""
	for _, e := range events {
		date := dayOf(e.At)
		b.WriteString(m.newline + "- " + m.line(e, date != day || m.dated, false))
		day = date
	}
	s, ok := m.doc.Section(document.TimelineSection)
	if !ok {
		end := len(strings.TrimRight(string(m.doc.Source), "\r\n \t"))
		return document.Edit{
			Span: document.Span{Start: end, End: len(m.doc.Source)},
			Text: m.newline + m.newline + "## Timeline" + m.newline + b.String() + m.newline,
		}
	}
	body := string(m.doc.Source[s.Body.Start:s.Body.End])
	end := s.Body.Start + len(strings.TrimRight(body, "\r\n \t"))
	lead := m.newline
	if end == s.Body.Start && !strings.HasPrefix(body, "\n") && !strings.HasPrefix(body, "\r") {
		lead += m.newline
	}
	tail := ""
	if end == len(m.doc.Source) {
		tail = m.newline
	}
	return document.Edit{Span: document.Span{Start: end, End: end}, Text: lead + b.String() + tail}
}

// beside writes events before or behind an event of the document, in its form.
func (m *merger) beside(anchor int, behind bool, events []Event) document.Edit {
	a := m.doc.Timeline.Events[anchor]
	first := m.doc.Line(a.Span.Start)
	whole := strings.TrimRight(string(m.doc.Source[a.Span.Start:a.Span.End]), "\r\n \t")
	last := m.doc.Line(a.Span.Start + max(len(whole)-1, 0))
	head := string(m.doc.Source[first.Start:first.End])
	row := m.isRow(anchor)
	mark := markPattern().FindString(head)
	gap := m.newline
	if !row && (mark == "" || strings.Contains(mark, "#")) {
		gap += m.newline // paragraphs and headings stand apart
	}
	day := dayOf(a.At)
	var b strings.Builder
	for _, e := range events {
		line := mark + m.line(e, m.dated || dayOf(e.At) != day, false)
		if row {
			line = m.row(anchor, e, m.dated || dayOf(e.At) != day)
		}
		if behind {
			b.WriteString(gap + line)
		} else {
			b.WriteString(line + gap)
		}
	}
	at := first.Start
	if behind {
		at = last.End
	}
	return document.Edit{Span: document.Span{Start: at, End: at}, Text: b.String()}
}

var markPattern = lazy(`^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|#{1,6}[ \t]+)?`)

func (m *merger) isRow(event int) bool {
	return slices.ContainsFunc(m.doc.Prose, func(b document.Block) bool { return b.Event == event && b.Kind == document.TableCell })
}

// row writes an event as a row like the one of another event.
func (m *merger) row(anchor int, e Event, dated bool) string {
	a := m.doc.Timeline.Events[anchor]
	line := m.doc.Line(a.Time.Start)
	var cells []document.Span // of the row, without blanks
	start := line.Start
	source := m.doc.Source
	for i := line.Start; i <= line.End; i++ {
		if i < line.End && (source[i] != '|' || i > line.Start && source[i-1] == '\\') {
			continue
		}
		text := string(source[start:i])
		if trimmed := strings.TrimSpace(text); trimmed != "" || start > line.Start && i < line.End {
			cells = append(cells, document.Span{Start: start, End: i})
		}
		start = i + 1
	}
	clock := slices.IndexFunc(cells, func(c document.Span) bool { return c.Start <= a.Time.Start && a.Time.Start < c.End })
	words, longest := -1, -1
	for i, c := range cells {
		if n := len(strings.TrimSpace(string(source[c.Start:c.End]))); i != clock && n > longest {
			words, longest = i, n
		}
	}
	texts := make([]string, len(cells))
	if clock < 0 || words < 0 {
		texts = []string{m.line(e, dated, true)}
	} else {
		texts[clock], texts[words] = m.clock(e, dated), m.words(e, true)
	}
	return "| " + strings.Join(texts, " | ") + " |"
}

func (m *merger) clock(e Event, dated bool) string {
	layout := "15:04 UTC"
	if e.At.Second() != 0 {
		layout = "15:04:05 UTC"
	}
	if dated {
		layout = "2006-01-02 " + layout
	}
	return e.At.UTC().Format(layout)
}

var rangePattern = lazy(`(?i)^(?:[\d(–—~→>/-]|(?:to|until|till|through|on|at|and)\b)`)

// line writes an event as a line of text.
func (m *merger) line(e Event, dated, cell bool) string {
	words := m.words(e, cell)
	if rangePattern().MatchString(words) || m.dated {
		return m.clock(e, dated) + ": " + words // the colon ends the time
	}
	return m.clock(e, dated) + " " + words
}

// words are the text of an event as markdown that shows it as it is.
func (m *merger) words(e Event, cell bool) string {
	text := literal(e.Line(m.names))
	if e.Milestone != "" {
		text = "[" + e.Milestone + "] " + text
	}
	switch {
	case isLink(e.Source):
		text += " ([source](<" + e.Source + ">))"
	case e.Source != "":
		text += " (source: " + literal(e.Source) + ")"
	}
	if cell {
		text = strings.ReplaceAll(text, "|", `\|`)
	}
	return text
}

// literal keeps words from acting as markup: tags and comments (a suppression of findings is one), links, entities. Code in whole pairs of
// backticks stays code.
func literal(text string) string {
	var b strings.Builder
	whole := text
	for text != "" {
		i := strings.IndexAny(text, "`<[&\\*_~")
		if i < 0 {
			break
		}
		b.WriteString(text[:i])
		text = text[i:]
		if text[0] == '`' {
			n := len(text) - len(strings.TrimLeft(text, "`"))
			fence := text[:n]
			if end := strings.Index(text[n:], fence); end > 0 && !strings.HasPrefix(text[n+end+n:], "`") {
				b.WriteString(text[:n+end+n])
				text = text[n+end+n:]
				continue
			}
			b.WriteString(strings.Repeat("\\`", n))
			text = text[n:]
			continue
		}
		if !strings.Contains("*_~", text[:1]) || !plain(whole, len(whole)-len(text)) {
			b.WriteByte('\\')
		}
		b.WriteByte(text[0])
		text = text[1:]
	}
	b.WriteString(text)
	return b.String()
}

// plain reports whether a mark of emphasis at i is none: between the letters of snake_case, and in an address.
func plain(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+1:])
	if text[i] == '_' && inName(before) && inName(after) && before != '_' && after != '_' {
		return true
	}
	from := max(strings.LastIndexAny(text[:i], " <>\"()"), i-maxLink) + 1
	return isLink(text[max(from, 0):i])
}

// maxLink is how far from its beginning an address is still looked for, in bytes.
const maxLink = 2048
