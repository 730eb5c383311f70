package document

import (
	"bytes"
	"slices"
	"sort"
	"strings"
)

// change is what an edit is to do to one action item: all else stays as it is.
type change struct {
	item   int
	apply  func(*ActionItem)
	title  bool // separators at the ends of the title may go or come
	status bool // the words for the state may change
	state  bool // whether it is done or dropped may change
	afresh bool // who owns items without being announced may change
}

// first is the first of the edits that makes a change and nothing else, nil when none does.
func (d *Document) first(c change, edits ...Edit) []Edit {
	for _, e := range edits {
		if d.makes(c, []Edit{e}) {
			return []Edit{e}
		}
	}
	return nil
}

// makes reports whether edits make a change and nothing else, by reading again with them what the item stands in: its lines, so that a change to
// each of a thousand items does not read the document a thousand times, or where those do not stand for themselves, the document.
func (d *Document) makes(c change, edits []Edit) bool {
	if len(edits) == 0 {
		return false
	}
	if c.afresh && d.people != nil {
		return d.changes(c, edits)
	}
	if w, shift := d.excerpt(c.item, edits); w != nil {
		moved := slices.Clone(edits)
		for k := range moved {
			moved[k].Span = shift(moved[k].Span)
		}
		c.item = 0
		return w.changes(c, moved)
	}
	return d.changes(c, edits)
}

// excerpt is a document of nothing but the headings over an item and its lines, and where its spans go there. It is nil when the item does not read
// the same in it, when other items stand in it too, or when an edit reaches farther.
func (d *Document) excerpt(i int, edits []Edit) (w *Document, shift func(Span) Span) {
	a := d.Actions[i]
	source := []byte("# x\n\n")
	for _, s := range d.sectionsOver(a.Span.Start) {
		source = append(append(source, d.Source[d.Sections[s].Span.Start:d.Sections[s].Body.Start]...), "\n\n"...)
	}
	last := a.marks.lines[len(a.marks.lines)-1]
	for _, lines := range a.marks.lines {
		if lines == last {
			by := len(source) - lines.Start
			shift = func(s Span) Span { return Span{s.Start + by, s.End + by} }
		}
		source = append(append(source, d.Source[lines.Start:lines.End]...), '\n')
	}
	defined := bytes.Contains(d.Source, []byte("]:"))
	for _, e := range edits {
		if !last.Contains(e.Span) || strings.ContainsRune(e.Text, '\n') || defined && strings.ContainsAny(e.Text, "[]") {
			return nil, nil
		}
	}
	w = d.again().Parse(d.Path, source)
	if len(w.Actions) != 1 || !sameAction(w.Actions[0], a) || w.Actions[0].TitleAt != shift(a.TitleAt) {
		return nil, nil
	}
	for _, b := range w.Prose {
		if strings.HasSuffix(strings.TrimSpace(b.Text), ":") && b.Action == 0 { // it announces what follows
			return nil, nil
		}
	}
	return w, shift
}

// again is the parser for what is made of the document: it knows the same names.
func (d *Document) again() Parser {
	p := d.parser
	p.people = d.people
	return p
}

// sectionsOver are the sections that a place is in, from that of the action items inwards.
func (d *Document) sectionsOver(at int) []int {
	n := sort.Search(len(d.Sections), func(i int) bool { return d.Sections[i].Span.Start > at })
	var all []int
	for s := n - 1; s >= 0; s = d.Sections[s].Parent {
		if d.Sections[s].Span.End < at {
			continue
		}
		all = append(all, s)
		if d.Sections[s].Name == ActionItems {
			break
		}
	}
	slices.Reverse(all)
	return all
}

// changes reports whether edits make a change and nothing else to a document.
func (d *Document) changes(c change, edits []Edit) bool {
	edited, err := Apply(d.Source, edits...)
	if err != nil {
		return false
	}
	again := d.again()
	if c.afresh {
		again.people = nil
	}
	after := again.Parse(d.Path, edited)
	return len(after.Actions) == len(d.Actions) && d.sameSections(after) && d.sameTimeline(after) && d.sameActions(after, c)
}

func (d *Document) sameActions(after *Document, c change) bool {
	for k, got := range after.Actions {
		want := d.Actions[k]
		if k == c.item {
			c.apply(&want)
			if c.title {
				want.Title, got.Title = strings.Trim(want.Title, separators), strings.Trim(got.Title, separators)
			}
			if c.status {
				want.Status = got.Status
			}
			if c.state {
				want.Done, want.Dropped = got.Done, got.Dropped
			}
		}
		if !sameAction(want, got) {
			return false
		}
	}
	return true
}

// separators are what may stand between a title and what follows it.
const separators = " ([<:–—-.;"

func sameAction(a, b ActionItem) bool {
	for f := range actionFields {
		if *a.field(f) != *b.field(f) {
			return false
		}
	}
	return a.Done == b.Done && a.Dropped == b.Dropped && slices.Equal(a.Factors, b.Factors) && sameLink(a.Issue, b.Issue)
}

func sameLink(a, b *IssueLink) bool {
	return (a == nil) == (b == nil) && (a == nil || a.URL == b.URL && (a.URL != "" || a.Text == b.Text))
}

func (d *Document) sameSections(after *Document) bool {
	return slices.EqualFunc(d.Sections, after.Sections, func(a, b Section) bool { return a.Name == b.Name && a.Heading == b.Heading && a.Level == b.Level })
}

func (d *Document) sameTimeline(after *Document) bool {
	return slices.EqualFunc(d.Timeline.Events, after.Timeline.Events, func(a, b Event) bool {
		return a.At.Equal(b.At) && a.Written == b.Written && a.Milestone == b.Milestone && slices.Equal(a.Also, b.Also)
	})
}
