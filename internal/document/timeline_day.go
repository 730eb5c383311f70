package document

import "slices"

// dayHeading is a dated sub-heading, with what an event that has only this date has of it.
type dayHeading struct {
	event   Event
	section int
}

// readDays takes what stands under a dated sub-heading for events without a time of day where none of it has one: each item of a list, or else the
// first paragraph.
func (t *timelineReader) readDays() {
	if len(t.days) == 0 {
		return
	}
	starts := make([]int, len(t.doc.Timeline.Events))
	for i, e := range t.doc.Timeline.Events {
		starts[i] = e.Span.Start
	}
	slices.Sort(starts)
	for _, day := range t.days {
		s := t.doc.Sections[day.section]
		if i, _ := slices.BinarySearch(starts, s.Span.Start); i < len(starts) && starts[i] < s.Span.End {
			continue
		}
		at, _ := slices.BinarySearchFunc(t.blocks, s.Body.Start, func(b block, at int) int { return b.Span.Start - at })
		var paragraph, items []Event
		for i := at; i < len(t.blocks) && t.blocks[i].Section == day.section; i++ {
			b := &t.blocks[i]
			e := day.event
			switch {
			case b.Kind == Paragraph && b.item < 0 && b.row < 0 && paragraph == nil:
				e.Span = s.Span
				e.Text, e.Milestone = cutMilestone(b.Text)
				paragraph = append(paragraph, e)
			case b.item >= 0 && t.items[b.item].depth == 0 && t.items[b.item].block == i:
				e.Span = t.items[b.item].span
				e.Text, e.Milestone = cutMilestone(b.Text)
				e.Written, e.Time = "", Span{e.Span.Start, e.Span.Start}
				items = append(items, e)
			}
		}
		if items == nil {
			items = paragraph
		}
		t.doc.Timeline.Events = append(t.doc.Timeline.Events, items...)
	}
}
