package document

import (
	"slices"
	"strings"
)

// update is an entry of a status page whose state, time and words stand apart: in lines or paragraphs of their own, or with the time behind them. What has
// all of them in the order in which others write it is read like theirs.
type update struct {
	first, last int // blocks
	state       Span
	stamp       stamp
	timeIn      int // the block of the time
	time        Span
	stateIn     int
	saidIn      int
	said        Span
	progress    bool // the state is of an incident that goes on
	line        Span // what tells it where its block tells several; empty otherwise
}

// updatePart is what a block says of an update.
type updatePart struct {
	state, time, said Span // empty where it has none
	stamp             stamp
	lone              bool // a time that stands in bold and on its own
}

func (p updatePart) isNone() bool  { return p.time.Len() == 0 && p.state.Len() == 0 }
func (p updatePart) isTime() bool  { return p.time.Len() > 0 && p.state.Len() == 0 }
func (p updatePart) isState() bool { return p.state.Len() > 0 && p.time.Len() == 0 }

// findApart finds the updates that are told apart, in the timeline's sections or, where none is named, wherever events may be told.
func (t *timelineReader) findApart(sections []bool) []update {
	var found []update
	for i := 0; i < len(t.blocks); i++ {
		b := &t.blocks[i]
		if b.Section >= 0 && sections[b.Section] != t.named || b.Section < 0 && t.named || !t.mayTell(b) {
			continue
		}
		if lines := t.stateLines(i); len(lines) > 1 {
			found = append(found, lines...)
			continue
		}
		if u, ok := t.updateAt(i); ok {
			found = append(found, u)
			i = u.last
		}
	}
	return found
}

// stateLines reads the updates of a paragraph whose lines begin with states and their times; a line that begins with none belongs to the one before.
func (t *timelineReader) stateLines(i int) []update {
	b := &t.blocks[i]
	if b.Kind != Paragraph || b.item >= 0 || b.row >= 0 || len(b.breaks) == 0 || len(b.breaks) > maxLineItems {
		return nil
	}
	var found []update
	for _, line := range b.lines() {
		state, from, _, n := stateAndTime(b.text(line))
		if n == 0 && len(found) == 0 {
			return nil
		}
		if n == 0 {
			last := &found[len(found)-1]
			last.line.End, last.said.End = line.End, line.End
			continue
		}
		s, n := t.doc.readStamp(b.Text[line.Start+from : line.End])
		at := line.Start + strings.Index(b.text(line), state)
		u := update{first: i, last: i, stateIn: i, timeIn: i, saidIn: i, state: Span{at, at + len(state)}, stamp: s, line: line}
		u.time = Span{line.Start + from, line.Start + from + n}
		u.said = Span{line.End - len(strings.TrimLeft(b.Text[u.time.End:line.End], timeMarks+".")), line.End}
		u.progress = isProgress(state)
		found = append(found, u)
	}
	for k := range found {
		found[k].said = trimSpaces(b.Text, found[k].said)
	}
	return found
}

// updateAt reads the update that begins with a block.
func (t *timelineReader) updateAt(i int) (update, bool) {
	b := &t.blocks[i]
	p := t.updatePart(b)
	u := update{first: i, last: i, stateIn: i, timeIn: i, saidIn: i, state: p.state, time: p.time, stamp: p.stamp, said: p.said}
	next := updatePart{}
	if t.follows(i) {
		next = t.updatePart(&t.blocks[i+1])
	}
	switch {
	case p.isState() && next.isTime() && next.said.Len() == 0:
		u.last, u.timeIn, u.time, u.stamp = i+1, i+1, next.time, next.stamp
	case p.isState() && p.said.Len() == 0 && t.follows(i) && next.isNone() && t.follows(i+1) && t.updatePart(&t.blocks[i+2]).isTime():
		last := t.updatePart(&t.blocks[i+2]) // the time stands under the words
		u.last, u.timeIn, u.time, u.stamp = i+2, i+2, last.time, last.stamp
		u.saidIn, u.said = i+1, Span{0, len(t.blocks[i+1].Text)}
	case p.isTime() && next.isState() && b.Kind != Heading:
		u.last, u.stateIn, u.state = i+1, i+1, next.state
		if u.saidIn, u.said = i+1, next.said; u.said.Len() == 0 {
			u.saidIn = i
		}
	case b.Kind == Heading, p.time.Len() == 0:
		return update{}, false
	case (p.isTime() || p.time.Start < p.state.Start) && t.named, p.isTime() && !p.lone: // read like those of other timelines
		return update{}, false
	}
	if u.said.Len() == 0 && t.follows(u.last) {
		if words := &t.blocks[u.last+1]; words.Kind == Paragraph && t.updatePart(words).isNone() {
			if _, n := readStamp(words.Text); n == 0 {
				u.last++
				u.saidIn, u.said = u.last, Span{0, len(words.Text)}
			}
		}
	}
	if u.said.Len() == 0 && (u.state.Len() == 0 || t.isField(b)) {
		return update{}, false
	}
	u.progress = isProgress(t.blocks[u.stateIn].text(u.state))
	return u, true
}

// follows reports whether the block behind one may be a part of the same update.
func (t *timelineReader) follows(i int) bool {
	if i+1 >= len(t.blocks) {
		return false
	}
	b := &t.blocks[i+1]
	return b.Kind == Paragraph && b.item < 0 && b.row < 0 && b.Section == t.blocks[i].Section
}

// updatePart reads what a paragraph or a heading says of an update.
func (t *timelineReader) updatePart(b *block) updatePart {
	if b.item >= 0 || b.row >= 0 || b.Kind != Paragraph && b.Kind != Heading {
		return updatePart{}
	}
	if at, n := stateAt(b.Text); n > 0 {
		return t.stateFirst(b, Span{at, at + n})
	}
	at := postedLen(b.Text)
	s, n := t.doc.readStamp(b.Text[at:])
	if n == 0 || !s.hasClock {
		return updatePart{}
	}
	p := updatePart{stamp: s, time: Span{at, at + n}}
	rest := at + n
	if rest == len(b.Text) || strings.Trim(b.Text[rest:], timeMarks) == "" {
		p.lone = len(b.strong) > 0 && b.strong[0].Start == 0 && b.strong[0].End+1 >= len(strings.TrimRight(b.Text, " :"))
		return p
	}
	if at > 0 || b.Kind == Heading {
		return updatePart{}
	}
	from, n := stateAt(b.Text[rest:])
	if n == 0 {
		return updatePart{}
	}
	p.state = Span{rest + from, rest + from + n}
	said, ok := b.behindState(p.state)
	if !ok || said.Len() > 0 && (t.named || t.hasMore(b)) { // read like those of other timelines
		return updatePart{}
	}
	p.said = said
	return p
}

// hasMore reports whether a line behind the first of a block begins with a time of its own.
func (t *timelineReader) hasMore(b *block) bool {
	return slices.ContainsFunc(b.breaks, func(at int) bool {
		s, n := readStamp(b.Text[at:])
		return n > 0 && s.hasClock
	})
}

// stateFirst reads a block that begins with a state.
func (t *timelineReader) stateFirst(b *block, state Span) updatePart {
	said, ok := b.behindState(state)
	if !ok {
		if said, ok = b.atTime(state); !ok {
			return updatePart{}
		}
	}
	if b.Kind == Heading && said.Len() > 0 {
		return updatePart{}
	}
	p := updatePart{state: state, said: said}
	text := b.text(said)
	switch s, n := t.doc.readStamp(text); {
	case n > 0 && s.hasClock:
		if updateLabel(b.text(b.line(0))) > 0 { // read like those of other timelines
			return updatePart{}
		}
		rest := trimSpaces(b.Text, Span{said.Start + n, said.End})
		words := strings.TrimLeft(b.text(rest), timeMarks+".")
		rest.Start = rest.End - len(words)
		if words != "" && !startsUpper(words) && (!t.named || strings.HasPrefix(words, "(")) { // "Resolved: 14:02 (after an hour)"
			return updatePart{}
		}
		p.stamp, p.time, p.said = s, Span{said.Start, said.Start + n}, rest
	case len(b.breaks) > 0:
		last := b.line(len(b.breaks))
		last.Start += postedLen(b.text(last))
		if s, n := t.doc.readStamp(b.text(last)); n > 0 && s.hasClock && strings.Trim(b.Text[last.Start+n:last.End], timeMarks) == "" && last.Start >= said.Start {
			p.stamp, p.time, p.said = s, last, trimSpaces(b.Text, Span{said.Start, b.line(len(b.breaks)).Start})
		}
	case strings.HasSuffix(text, ")"):
		open := said.Start + strings.LastIndexByte(text, '(')
		if open < said.Start {
			break
		}
		if s, n := t.doc.readStamp(b.Text[open:]); n > 0 && s.hasClock && open+n >= said.End {
			p.stamp, p.time, p.said = s, Span{open, said.End}, trimSpaces(b.Text, Span{said.Start, open})
		}
	}
	return p
}

// behindState is what stands behind a state that a sign, bold letters or the end of its line set off from it.
func (b *block) behindState(state Span) (said Span, ok bool) {
	said = Span{state.End, len(b.Text)}
	c := cursor{text: b.Text, at: state.End}
	c.skip(" ])")
	mark := c.at
	c.skip("#")
	if _, numbered := c.number(1, 2); !numbered || c.next() == ':' && isDigit(c.peek(1)) {
		c.at = mark
	}
	c.skip(" ")
	switch {
	case c.at >= len(b.Text):
		return Span{len(b.Text), len(b.Text)}, true
	case c.anyOf(":", "-", "–", "—", "|", "@", "(", "["):
		ok = b.Text[c.at-1] != '-' || c.at >= 2 && b.Text[c.at-2] == ' '
	case slices.Contains(b.breaks, c.at):
		ok = true
	default:
		for _, s := range b.strong {
			ok = ok || s.Start <= state.Start && s.End >= state.End && s.End <= c.at
		}
	}
	for ok && c.at < len(b.Text) && strings.ContainsRune(" *_:-–—|@([", rune(b.Text[c.at])) {
		c.at++
	}
	c.skip(" *_:-–—|@([")
	said.Start = c.at
	return said, ok
}

// atTime is what stands behind a state at which a time begins without a sign between them: "Resolved 15:14", "Update at 15:14".
func (b *block) atTime(state Span) (said Span, ok bool) {
	c := cursor{text: b.Text, at: state.End}
	c.skip(" *_,")
	if c.word("at") || c.word("as") && c.word("of") {
		c.skip(" ")
	}
	s, n := readStamp(b.Text[c.at:])
	return Span{c.at, len(b.Text)}, n > 0 && s.hasClock && (isDigit(c.next()) || s.hasDate())
}

// isField reports whether a block has been read as a field of the metadata: "**Resolved:** 14:02".
func (t *timelineReader) isField(b *block) bool {
	if t.fieldLines == nil {
		t.fieldLines = map[int]bool{}
		for _, f := range t.doc.Meta.Fields {
			t.fieldLines[t.doc.Position(f.Span.Start).Line] = true
		}
	}
	return t.fieldLines[t.doc.Position(b.Span.Start).Line]
}

// acceptApart keeps the updates that are told apart where there are enough to make a status page: several, one of them of an incident that goes on. What
// has neither words nor such company is a field of the report.
func (t *timelineReader) acceptApart(found []update, labelled, others int) {
	worded, clocks, progress := 0, 0, labelled > 1
	for _, u := range found {
		progress = progress || u.progress
		switch {
		case u.state.Len() == 0:
			clocks++
		case u.said.Len() > 0:
			worded++
		}
	}
	states := len(found) - clocks + labelled
	for _, u := range found {
		switch {
		case u.state.Len() == 0 && clocks+others < 3:
		case u.state.Len() > 0 && (!progress || states <= 1) && (worded < 2 || u.said.Len() == 0):
		default:
			t.apart = append(t.apart, u)
		}
	}
}

// apartAt are the updates that begin with a block.
func (t *timelineReader) apartAt(i int) []update {
	at, found := slices.BinarySearchFunc(t.apart, i, func(u update, i int) int { return u.first - i })
	if !found {
		return nil
	}
	end := at + 1
	for end < len(t.apart) && t.apart[end].first == i {
		end++
	}
	return t.apart[at:end]
}

// readApart adds the event that an update tells.
func (t *timelineReader) readApart(u update) {
	first, last := &t.blocks[u.first], &t.blocks[u.last]
	e := t.place(u.stamp)
	e.Written, e.Time = t.written(&t.blocks[u.timeIn], u.time)
	state := t.blocks[u.stateIn].text(u.state)
	e.Text, e.Milestone = cutMilestone(t.blocks[u.saidIn].text(u.said))
	switch {
	case e.Text == "":
		e.Text = state
	case state != "":
		e.Text = updateText(state, e.Text)
	}
	span := Span{t.withMarks(trimSpan(t.text, first.Span), first.Span).Start, trimSpan(t.text, last.Span).End}
	if u.line.Len() > 0 {
		span = t.withMarks(trimSpan(t.text, first.Source(trimSpaces(first.Text, u.line))), first.Span)
	}
	t.append(e, first, span)
}

// stated reads an item that begins with a state and its time: "**Investigating** (14:01): We see failing logins."
func (t *timelineReader) stated(b *block, span Span) bool {
	state, from, _, n := stateAndTime(b.Text)
	if n == 0 {
		return false
	}
	s, n := t.doc.readStamp(b.Text[from:])
	e := t.place(s)
	e.Written, e.Time = t.written(b, Span{from, from + n})
	e.Text, e.Milestone = cutMilestone(strings.TrimLeft(b.Text[from+n:], timeMarks))
	if e.Text == "" {
		e.Text = state
	} else {
		e.Text = updateText(state, e.Text)
	}
	t.append(e, b, span)
	return true
}

// stateSections marks the sections whose headings are states and times, "## Investigating - 14:01", where there are several.
func (d *Document) stateSections(is []bool) bool {
	var found []int
	for i, s := range d.Sections {
		if _, _, _, n := stateAndTime(s.Heading); n > 0 && s.Level > 1 && d.tellsEvents(i) {
			found = append(found, i)
		}
	}
	for _, i := range found {
		is[i] = len(found) > 1
	}
	return len(found) > 1
}

// stateAndTime finds the state that a text begins with and the time of day behind it; n is 0 where there are none.
func stateAndTime(text string) (state string, from int, s stamp, n int) {
	at, end := stateAt(text)
	if end == 0 {
		return "", 0, stamp{}, 0
	}
	behind := strings.TrimLeft(text[at+end:], " *_:-–—|@,([")
	from = len(text) - len(behind)
	if s, n = readStamp(behind); n == 0 || !s.hasClock {
		return "", 0, stamp{}, 0
	}
	return text[at : at+end], from, s, n
}

// stateAt finds the state that a text begins with behind marks and a sign of mood: "🔴 Investigating".
func stateAt(text string) (at, n int) {
	c := cursor{text: text[:min(len(text), maxLabel)]}
	c.skip(" *_[(")
	if c.next() >= 0x80 {
		c.marks()
	}
	lower := strings.ToLower(c.rest())
	if len(lower) != len(c.rest()) || lower == "" || lower[0] == c.next() { // it begins with a capital
		return 0, 0
	}
	end := 0
	for range 3 {
		end += len(lower[end:]) - len(strings.TrimLeft(lower[end:], " "))
		word := end
		for end < len(lower) && isLetter(lower[end]) {
			end++
		}
		if word == end {
			break
		}
		if isState(lower[:end]) {
			n = end
		}
	}
	return c.at, n
}

// isState knows what status pages put over their updates, beside the words that they share with other reports.
func isState(words string) bool {
	if isUpdateWord(words) || isProgress(words) {
		return true
	}
	switch words {
	case "acknowledged", "detected", "confirmed", "restored", "closed", "completed", "degraded", "escalated", "operational", "reported", "partially resolved", "partially recovered",
		"partial recovery", "issue identified", "cause identified", "root cause identified", "fix identified", "fix implemented", "fix deployed", "fix applied", "service restored",
		"services restored", "fully resolved", "fully recovered", "incident resolved", "issue resolved", "all clear", "initial report":
		return true
	}
	return false
}

// isProgress knows the states of an incident that goes on, which no report has as fields.
func isProgress(words string) bool {
	switch strings.ToLower(words) {
	case "update", "investigating", "monitoring", "verifying", "recovering", "implementing", "fixing", "mitigating", "in progress", "under investigation", "final update", "still investigating",
		"continuing to investigate", "continuing to monitor", "currently investigating":
		return true
	}
	return false
}

// postedLen is the length of what status pages write before the time at which they said something: "Posted 2 years ago. ".
func postedLen(text string) int {
	c := cursor{text: text}
	c.skip(" *_")
	if !c.word("posted", "published", "updated") {
		return 0
	}
	c.skip(" *_:")
	mark := c.at
	if _, ok := c.number(1, 3); ok {
		c.skip(" ")
		if c.word("minutes", "minute", "hours", "hour", "days", "day", "weeks", "week", "months", "month", "years", "year") && c.word("ago") {
			c.skip(" .,-–—·")
			return c.at
		}
	}
	return mark
}
