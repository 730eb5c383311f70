package document

import (
	"slices"
	"strings"
)

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
			t.withoutTime(&t.blocks[rw.blocks[i]], rw.span, -1-rw.table)
		}
		return
	case !when.hasClock && !when.relative && len(texts) == 0:
		t.setDay(when)
		return
	}
	t.timed[-1-rw.table] = true
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
