package document

import (
	"slices"
	"strings"
)

// columns are what the header of a table says of its columns.
type columns struct {
	time  []bool // holds times or dates
	zones []zone // of its times; nil: not said
	count []bool // holds the numbers of the rows
	years []int  // of its dates: "Date (2026)"; 0: not said
	since []bool // holds the time since the start: "T+", "Elapsed"
	timed bool   // one of them holds times
}

// columnsOf reads the header of a table, once.
func (t *timelineReader) columnsOf(table int) *columns {
	if known := t.columns[table]; known != nil {
		return known
	}
	header := t.rows[t.headers[table]]
	n := len(header.blocks)
	cols := &columns{time: make([]bool, n), zones: make([]zone, n), years: make([]int, n), since: make([]bool, n), count: make([]bool, n)}
	zones := 0
	for c, bi := range header.blocks {
		if bi < 0 {
			continue
		}
		text := t.blocks[bi].Text
		switch strings.ToLower(strings.Trim(text, " .．")) {
		case "#", "no", "ｎｏ", "項番", "番号", "連番", "通番":
			cols.count[c] = true
		}
		cols.since[c] = isElapsedHeader(text)
		if cols.time[c] = cols.since[c] || t.headedByDay(text) || isTimeHeader(text) || t.isForeignDate(header, text); !cols.time[c] {
			if saysAllTimes(text) {
				if z := findZone(text); z != nil {
					t.zone = z
				}
			}
			continue
		}
		cols.timed = true
		cols.years[c] = yearIn(text)
		if cols.zones[c] = findZone("time " + text); cols.zones[c] != nil {
			zones++
		}
	}
	if zones == 1 { // of two zones each goes for its own column
		for _, z := range cols.zones {
			if z != nil {
				t.zone = z
			}
		}
	}
	t.columns[table] = cols
	return cols
}

// isForeignDate reports whether a column is headed by the word for a date in languages where that is "data", as the other headers show.
func (t *timelineReader) isForeignDate(header row, text string) bool {
	if !strings.EqualFold(strings.Trim(text, " *_"), "data") {
		return false
	}
	return slices.ContainsFunc(header.blocks, func(bi int) bool {
		if bi < 0 {
			return false
		}
		switch withoutAccents(foldHeading(t.blocks[bi].Text)) {
		case "evento", "eventos", "eventi", "descricao", "descrizione", "acontecimento", "ocorrencia", "acao", "azione", "o que aconteceu", "cosa e successo", "hora", "horario", "ora", "zdarzenie", "wydarzenie", "opis", "godzina":
			return true
		}
		return false
	})
}

// headedByDay reports whether a header is nothing but the day of the times under it, and notes that day.
func (t *timelineReader) headedByDay(text string) bool {
	s, n := t.doc.readStamp(text)
	if n == 0 || !s.hasDate() || s.year == 0 || s.hasClock {
		return false
	}
	if behind := strings.Trim(text[n:], " ,()"); behind != "" {
		c := cursor{text: behind}
		z := c.zoneName()
		if z == nil || c.at < len(behind) {
			return false
		}
		t.zone = z
	}
	t.setDay(s)
	return true
}

// isTimeHeader reports whether a column headed so holds times: "Time (UTC)", "When", "Event start", "UTC".
func isTimeHeader(text string) bool {
	if len(text) > maxLabel {
		return false
	}
	lower := strings.Trim(strings.ToLower(text), " *_`🕐⏰🕒:")
	for _, before := range []string{"start ", "end ", "event ", "local ", "approx. ", "approximate ", "incident ", "発生"} {
		lower = strings.TrimPrefix(lower, before)
	}
	name, rest := lower, ""
	if i := strings.IndexAny(lower, " ([/,+（:"); i >= 0 {
		name, rest = lower[:i], strings.TrimLeft(lower[i:], " ")
	}
	switch name = strings.ReplaceAll(name, "\u3000", ""); name {
	case "対応日時", "実施日時", "日付時刻", "日時・時刻", "日付・時刻", "時刻・時間", "年月日", "検知日時", "開始時刻", "開始日時":
		return true
	case "when", "timestamp", "timestamps", "date", "datetime", "day", "clock", "日時", "時刻", "時間", "日付", "日", "zeit", "uhrzeit", "datum", "zeitpunkt", "wann", "hora", "fecha", "tiempo", "momento", "cuando", "cuándo", "heure", "quand", "horário", "quando", "tijd", "tijdstip", "czas", "время", "когда", "时间", "日期", "시간", "시각":
		return true
	case "time", "times", "hour", "start", "end", "at", "from", "to", "began", "ended":
		return rest == "" || strings.IndexByte("([/,+-", rest[0]) >= 0 || strings.HasPrefix(rest, "（") || rest == "zone" || strings.HasPrefix(rest, "of ") ||
			strings.HasPrefix(rest, "stamp") || strings.HasPrefix(rest, "in ") || strings.HasPrefix(rest, "utc") || zoneNamed(strings.ToUpper(rest)) != nil
	}
	if zoneNamed(strings.ToUpper(name)) != nil && len(name) > 1 {
		return rest == "" || strings.HasPrefix(rest, "time") || strings.HasPrefix(rest, "date")
	}
	open := strings.LastIndexAny(text, "([")
	return open >= 0 && strings.TrimRight(text[open+1:], " )]") != "" && zoneNamed(strings.TrimRight(text[open+1:], " )]")) != nil
}

// isElapsedHeader reports whether a column headed so counts from the start of the incident.
func isElapsedHeader(text string) bool {
	switch lower := strings.ToLower(text[:min(len(text), maxLabel)]); {
	case strings.HasPrefix(lower, "t+"), strings.HasPrefix(lower, "t +"), strings.HasPrefix(lower, "elapsed"), strings.HasPrefix(lower, "offset"),
		strings.HasPrefix(lower, "relative"), strings.HasPrefix(lower, "t±"), strings.HasPrefix(lower, "t +/-"), strings.HasPrefix(lower, "time elapsed"), strings.HasPrefix(lower, "time since"):
		return true
	default:
		switch strings.Trim(lower, " *_.+:") {
		case "min", "mins", "minute", "minutes", "t (min)", "t (minutes)", "t [min]", "time (min)", "time (minutes)", "minutes in", "minutes since start", "min since start", "δt", "delta":
			return true
		}
	}
	return false
}

// yearIn is the year that a header names, 0 when it names none.
func yearIn(text string) int {
	for i := 0; i+4 <= len(text); i++ {
		if i > 0 && isWord(text[i-1]) || !isDigit(text[i]) {
			continue
		}
		c := cursor{text: text, at: i}
		if y, ok := c.number(4, 4); ok && isYear(y) && c.ends() {
			return y
		}
	}
	return 0
}

// row reads a table row: the time stands in the columns headed so, else in the first cell that begins with one.
func (t *timelineReader) row(index int) {
	rw := t.rows[index]
	cols := t.columnsOf(rw.table)
	var e Event
	var when stamp
	var texts []string
	worded := -1 // the block that stands for a time and can't be read as one
	for c, bi := range rw.blocks {
		if bi < 0 {
			continue
		}
		b := &t.blocks[bi]
		isTime := c < len(cols.time) && cols.time[c]
		if cols.timed && c < len(cols.count) && cols.count[c] && (t.isJapanese(rw) || isDigits(strings.TrimRight(b.Text, " ."))) {
			continue
		}
		s, n := stamp{}, 0
		switch {
		case isTime && cols.since[c]:
			s, n = readElapsed(b.Text)
		case isTime || !cols.timed:
			if s, n = t.doc.readStamp(b.Text); n == 0 && isTime && t.isJapanese(rw) {
				s, n = readFolded(b.Text, true) // "25:30"
			}
			if n == 0 && isTime {
				if s, n = readMonthDay(b.Text); n > 0 {
					s = t.doc.inOrder(s)
				}
			}
		}
		if isTime && n > 0 {
			if s.hasClock && s.zone == nil {
				s.zone = cols.zones[c]
			}
			if s.hasDate() && s.year == 0 {
				s.year = cols.years[c]
			}
		}
		if n == 0 && isTime && worded < 0 && !isWeekday(strings.TrimSpace(b.Text)) {
			worded = bi
			continue
		}
		if n == 0 || !when.accepts(s) {
			// The end of the event, its time in another zone, its weekday: not what happened.
			if !isTime || n < len(b.Text) && !isWeekday(strings.TrimSpace(b.Text)) {
				texts = append(texts, b.Text)
			}
			continue
		}
		when.merge(s)
		if e.Time.Len() == 0 || s.timed() {
			e.Written, e.Time = t.written(b, Span{0, n})
		}
		if rest := strings.TrimSpace(b.Text[n:]); rest != "" {
			texts = append(texts, rest)
		}
	}
	switch {
	case e.Time.Len() == 0 && cols.timed && len(texts) > 0:
		if saysNothing(texts) && (worded < 0 || isNothing(t.blocks[worded].Text)) { // "| … | … |"
			return
		}
		e.Why, e.Span, e.Time = NoTime, rw.span, Span{rw.span.Start, rw.span.Start}
		if worded >= 0 && isMeasure(texts[0]) {
			return
		}
		if worded >= 0 {
			e.Written, e.Time = strings.TrimSpace(t.blocks[worded].Text), t.blocks[worded].Span
		}
		e.Text, e.Milestone = cutMilestone(strings.Join(texts, " – "))
		t.worded = append(t.worded, wordedRow{e, rw.table, strings.ContainsAny(e.Written, "0123456789") && t.inNamed(rw)})
		return
	case e.Time.Len() == 0:
		if i := slices.IndexFunc(rw.blocks, func(b int) bool { return b >= 0 }); i >= 0 {
			t.withoutTime(&t.blocks[rw.blocks[i]], rw.span, -1-rw.table, false)
		}
		return
	case !when.timed() && len(texts) == 0:
		t.setDay(when)
		return
	}
	t.timed[-1-rw.table] = true
	placed := t.place(when)
	e.At, e.Why, e.after, e.counted, e.Span = placed.At, placed.Why, placed.after, placed.counted, rw.span
	e.Text, e.Milestone = cutMilestone(strings.Join(texts, " – "))
	t.doc.Timeline.Events = append(t.doc.Timeline.Events, e)
	t.leadsUp(when)
}

// saysNothing reports whether cells hold no more than what people write for "nothing".
func saysNothing(cells []string) bool {
	return !slices.ContainsFunc(cells, func(text string) bool { return !isNothing(text) })
}

// isJapanese reports whether a cell of a row holds Japanese.
func (t *timelineReader) isJapanese(rw row) bool {
	return slices.ContainsFunc(rw.blocks, func(b int) bool { return b >= 0 && holdsJapanese(t.blocks[b].Text) })
}

// isMeasure reports whether a row tells how long something took, and no event: "TTM", "Time to detect", "Total duration".
func isMeasure(text string) bool {
	lower := strings.ToLower(strings.Trim(text, " *_:"))
	switch lower {
	case "ttd", "tta", "ttm", "ttr", "tte", "mttd", "mtta", "mttm", "mttr", "duration", "downtime":
		return true
	}
	return strings.HasPrefix(lower, "time to ") || strings.HasPrefix(lower, "total ") || strings.HasSuffix(lower, " duration")
}

// wordedRow is a row whose time is words that can't be read ("Immediately after"), or nothing. It is an event if others of its table have times.
type wordedRow struct {
	event Event
	table int
	told  bool // it has a number in a section that is named a timeline: "2026-07", "Q3 2026"
}

// inNamed reports whether a row stands in a section that is named a timeline.
func (t *timelineReader) inNamed(rw row) bool {
	i := slices.IndexFunc(rw.blocks, func(b int) bool { return b >= 0 })
	s := t.blocks[rw.blocks[i]].Section
	return s >= 0 && t.doc.Sections[s].Name == TimelineSection
}

// keepWorded keeps the rows whose time is words in the tables that have times too, and those that tell a month or the like.
func (t *timelineReader) keepWorded() {
	for _, r := range t.worded {
		if t.timed[-1-r.table] || r.told {
			t.doc.Timeline.Events = append(t.doc.Timeline.Events, r.event)
		}
	}
}

// readElapsed reads a cell that counts from the start: "5", "+5 min", "T+0:05".
func readElapsed(text string) (stamp, int) {
	if s, n := readStamp(text); n > 0 && s.relative {
		return s, n
	}
	c := cursor{text: text}
	c.marks()
	before := c.anyOf("-", "−") || c.at > 0 && text[c.at-1] == '-'
	c.literal("+")
	after, ok := c.span(true)
	if !ok {
		return stamp{}, 0
	}
	if before {
		after = -after
	}
	c.skipTail()
	return stamp{after: after, count: sinceStart, relative: true}, c.at
}

// readMonthDay reads "11-20" and "11/20" in a column of times, where they are no fractions.
func readMonthDay(text string) (stamp, int) {
	c := cursor{text: text}
	c.marks()
	var s stamp
	c.weekday()
	month, ok := c.number(1, 2)
	sep := c.next()
	if !ok || month < 1 || month > 31 || sep != '-' && sep != '/' {
		return stamp{}, 0
	}
	c.at++
	day, ok := c.number(1, 2)
	s.month, s.day = month, day
	s.monthOrDay()
	if !ok || s.day < 1 || s.day > 31 || s.month < 1 || s.month > 12 || c.next() != 0 && c.next() != ' ' {
		return stamp{}, 0
	}
	c.skipTail()
	return s, c.at
}

// accepts reports whether t says what s leaves open: the time in one column, the date in another.
func (s stamp) accepts(t stamp) bool {
	switch {
	case !s.says():
		return true
	case s.relative:
		return t.hasClock // the clock beside "T+5" is the better time
	case t.relative:
		return false
	}
	return s.dated() != t.dated() && s.hasClock != t.hasClock
}

// dated reports whether s says a day in one way or another.
func (s stamp) dated() bool { return s.hasDate() || s.nth != 0 || s.shift != 0 }

func (s *stamp) merge(t stamp) {
	if t.dated() {
		s.year, s.month, s.day, s.nth, s.shift = t.year, t.month, t.day, t.nth, t.shift
	}
	if t.hasClock {
		s.clock, s.hasClock, s.zone, s.elsewhere = t.clock, true, t.zone, t.elsewhere
		s.relative = false
	}
	if t.count != noCount {
		s.after, s.count, s.relative = t.after, t.count, t.relative
	}
}
