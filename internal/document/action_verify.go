package document

import (
	"slices"
	"strings"
)

// change is what an edit is to do to one action item: all else stays as it is.
type change struct {
	item   int
	apply  func(*ActionItem)
	title  bool // separators at the ends of the title may go or come
	status bool // the words for the state may change
	state  bool // whether it is done or dropped may change
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

// makes reports whether edits make a change and nothing else, by reading the document again with them.
func (d *Document) makes(c change, edits []Edit) bool {
	if len(edits) == 0 {
		return false
	}
	edited, err := Apply(d.Source, edits...)
	if err != nil {
		return false
	}
	after := d.parser.Parse(d.Path, edited)
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
		return a.At.Equal(b.At) && a.Written == b.Written && a.Milestone == b.Milestone
	})
}
