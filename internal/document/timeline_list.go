package document

import (
	"slices"
	"strings"
)

// findLists finds the lists that tell events though no heading says so: those under an item named like a timeline ("- **Key events**"), and those
// whose entries begin with a date and a time. Where the timeline is not elsewhere, entries that begin with a time of day are enough.
func (t *timelineReader) findLists(sections []bool, elsewhere bool) {
	named := make([]bool, len(t.items)) // the items named like a timeline, and what is nested in them
	type count struct{ items, dated, timed int }
	var counts map[int]*count
	telling := 1
	label := -1 // the item that is nothing but a name of the timeline, over the list behind it
	for i, it := range t.items {
		if it.block < 0 {
			continue
		}
		b := &t.blocks[it.block]
		if b.Kind == Quotation || b.Section >= 0 && sections[b.Section] {
			continue
		}
		if it.parent >= 0 && named[it.parent] {
			if t.lists[it.list] == 0 {
				telling++
				t.lists[it.list] = telling
			}
			named[i] = true
			continue
		}
		if label >= 0 && t.items[label].list != it.list && t.items[label].block+1 == it.block && t.items[label].depth == it.depth {
			telling++
			t.lists[it.list] = telling
		}
		label = -1
		if t.namesTimeline(b.Text) {
			if named[i] = it.children; !named[i] {
				label = i
			}
		}
		if named[i] || !t.mayTell(b) {
			continue
		}
		s, n := readStamp(b.Text)
		if n == 0 {
			_, _, s, n = stateAndTime(b.Text)
		}
		if counts == nil {
			counts = map[int]*count{}
		}
		c := counts[it.list]
		if c == nil {
			c = &count{}
			counts[it.list] = c
		}
		c.items++
		if n > 0 && s.hasClock && n < len(b.Text) {
			c.timed++
			if s.hasDate() {
				c.dated++
			}
		}
	}
	for _, it := range t.items {
		c := counts[it.list]
		if c == nil || t.lists[it.list] > 0 {
			continue
		}
		told := c.dated
		if !elsewhere {
			told = c.timed
		}
		if told >= 3 && 3*told >= 2*c.items {
			telling++
			t.lists[it.list] = telling
		}
	}
}

// findTables finds the tables whose rows stand under a header for times and begin with a time of day there, or whose rows begin with dates and times
// beside what happened: "| Step | What occurred |".
func (t *timelineReader) findTables() {
	for table, header := range t.headers {
		column, dated := slices.IndexFunc(t.rows[header].blocks, func(b int) bool { return b >= 0 && isTimeHeader(t.blocks[b].Text) }), false
		if column < 0 && slices.ContainsFunc(t.rows[header].blocks, func(b int) bool { return b >= 0 && tellsWhatHappened(t.blocks[b].Text) }) {
			column, dated = slices.IndexFunc(t.rows[header].blocks, func(b int) bool { return b >= 0 }), true
		}
		if column < 0 || !t.mayTell(&t.blocks[t.rows[header].blocks[column]]) {
			continue
		}
		rows, timed := 0, 0
		for _, rw := range t.rows[header+1:] {
			if rw.table != table {
				break
			}
			rows++
			if column < len(rw.blocks) && rw.blocks[column] >= 0 {
				if s, n := readStamp(t.blocks[rw.blocks[column]].Text); n > 0 && (s.hasClock && !dated || s.hasDate()) {
					timed++
				}
			}
		}
		if timed >= 3 && 3*timed >= 2*rows {
			t.tables[table] = true
		}
	}
}

// tellsWhatHappened reports whether a column headed so holds what happened.
func tellsWhatHappened(header string) bool {
	lower := strings.ToLower(header)
	return len(header) < maxLabel && (strings.Contains(lower, "event") || strings.Contains(lower, "occurred") || strings.Contains(lower, "happened"))
}

// namesTimeline reports whether a text is nothing but the name of a timeline.
func (t *timelineReader) namesTimeline(text string) bool {
	if len(text) > maxLabel {
		return false
	}
	if isKeyEvents(text) {
		return true
	}
	if len(t.names) == 0 { // looking a name up is work, and most labels are far from it
		lower := strings.ToLower(text)
		if !strings.Contains(lower, "timeline") && !strings.Contains(lower, "chronology") && !strings.Contains(lower, "events") && !strings.Contains(lower, "log") && !holdsJapanese(text) {
			return false
		}
	}
	return t.names.canonical(text) == TimelineSection
}

// isKeyEvents knows the names under which lists of events stand that are no section's heading.
func isKeyEvents(text string) bool {
	switch strings.ToLower(strings.Trim(text, " :*_")) {
	case "key events", "key times", "key moments", "key dates", "important times":
		return true
	}
	return false
}

// isTimelineHeading knows headings that say "timeline" among other words, and in other languages.
func isTimelineHeading(heading string) bool {
	if len(heading) > maxLabel {
		return false
	}
	lower := strings.ToLower(heading)
	for _, plan := range []string{"remediation", "plan", "roadmap", "improve", "fix"} {
		if strings.Contains(lower, plan) {
			return false
		}
	}
	for _, word := range []string{"timeline", "time line", "chronolog", "タイムライン", "時系列", "cronolog", "linha do tempo", "línea de tiempo", "zeitverlauf", "zeitleiste", "zeitlicher ablauf"} {
		if strings.Contains(lower, word) {
			return true
		}
	}
	return false
}

// mayTell reports whether events may be told where b stands: what is yet to be done, and references, have dates too.
func (t *timelineReader) mayTell(b *block) bool { return t.doc.tellsEvents(b.Section) }

func (d *Document) tellsEvents(section int) bool {
	switch d.SectionName(section) {
	case ActionItems, Supporting, LessonsLearned, WentWell, WasDifficult, GotLucky:
		return false
	}
	return true
}
