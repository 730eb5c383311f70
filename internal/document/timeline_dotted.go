package document

import "time"

// A number with two digits behind a dot may be an amount or a version, so that what begins with one is an entry only where its neighbours tell that the
// clocks of a timeline are written so: "10.42 fixed" behind "9.58 a deploy".

// findDottedClocks looks whether most of what begins with such a number in the timeline sections, at least three of it, goes on from one to the next as
// times do.
func (t *timelineReader) findDottedClocks(sections []bool) {
	found, later := 0, 0
	var before time.Duration
	for i := range t.blocks {
		b := &t.blocks[i]
		if b.Section < 0 || !sections[b.Section] || b.Kind == Quotation || b.Kind == Heading {
			continue
		}
		for k := range len(b.breaks) + 1 {
			at := dottedClock(b.text(b.line(k)))
			if at == 0 {
				continue
			}
			if found++; at >= before {
				later++
			}
			before = at
		}
	}
	t.doc.dotted = found > 2 && 4*later >= 3*found
}

// dottedClock is the time that a line which begins with two numbers around a dot tells if they are one: "9.58 a deploy". It is 0 for others, midnight too.
func dottedClock(line string) time.Duration {
	c := cursor{text: line}
	c.skip(" *_`~[(")
	hour, ok := c.number(1, 2)
	if !ok || hour > 23 || !c.literal(".") {
		return 0
	}
	minute, ok := c.number(2, 2)
	if !ok || minute > 59 || c.at < len(line) && c.next() != ' ' && c.next() != '-' && c.next() != '*' && c.next() != ':' && c.next() != ')' && c.next() != ']' {
		return 0
	}
	return time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute
}
