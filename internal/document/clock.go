package document

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// stamp is a point in time as written, with what it leaves open. The zero value says nothing.
type stamp struct {
	year, month, day int // 0: not written
	clock            time.Duration
	hasClock         bool
	zone             zone          // nil: not written
	after            time.Duration // "T+15m": time since the start
	relative         bool
}

func (s stamp) hasDate() bool { return s.day != 0 }

// readStamp reads a time at the start of text and returns how many bytes it took, 0 when none stands there. Marks
// around it (brackets, "~", "at", a weekday) are taken with it; a range yields its beginning.
func readStamp(text string) (stamp, int) {
	c := cursor{text: text}
	c.skipLead()
	if s, ok := c.relative(); ok {
		c.skipTail()
		return s, c.at
	}
	var s stamp
	if c.date(&s) {
		c.weekday()
		mark := c.at
		c.skip(" ,-–—@T")
		c.word("at")
		if !c.clock(&s) {
			c.at = mark
		}
	} else if c.clock(&s) {
		mark := c.at
		c.skip(" ,(")
		c.word("on")
		c.weekday()
		if !c.date(&s) {
			c.at = mark
			c.skip(" -–—") // "10:42 PST - Saturday Oct 30th"
			if !c.weekday() || !c.date(&s) {
				c.at = mark
			}
		}
	} else {
		return stamp{}, 0
	}
	c.rangeEnd(s)
	c.alternative(s)
	c.skipTail()
	return s, c.at
}

// cursor walks over a text by the grammar of dates and times; each method takes what it reads or leaves the cursor where it was.
type cursor struct {
	text string
	at   int
}

func (c *cursor) rest() string { return c.text[c.at:] }

func (c *cursor) skip(set string) {
	c.at += len(c.rest()) - len(strings.TrimLeft(c.rest(), set))
}

// peekWord returns the letters at the cursor.
func (c *cursor) peekWord() string {
	r := c.rest()
	end := 0
	for end < len(r) && (r[end] >= 'a' && r[end] <= 'z' || r[end] >= 'A' && r[end] <= 'Z') {
		end++
	}
	return r[:end]
}

// word takes one of the words, whatever their case, and the blanks behind it.
func (c *cursor) word(words ...string) bool {
	w := c.peekWord()
	for _, want := range words {
		if strings.EqualFold(w, want) {
			c.at += len(w)
			c.skip(" ")
			return true
		}
	}
	return false
}

func (c *cursor) literal(s string) bool {
	if strings.HasPrefix(c.rest(), s) {
		c.at += len(s)
		return true
	}
	return false
}

// number takes between low and high digits that are not followed by another digit.
func (c *cursor) number(low, high int) (int, bool) {
	r := c.rest()
	n := 0
	for n < len(r) && r[n] >= '0' && r[n] <= '9' {
		n++
	}
	if n < low || n > high {
		return 0, false
	}
	v, err := strconv.Atoi(r[:n])
	if err != nil {
		return 0, false
	}
	c.at += n
	return v, true
}

// skipLead takes the marks and words that may stand before a time.
func (c *cursor) skipLead() {
	c.skip(" \t[(~≈*`\"<")
	for c.word("at", "around", "about", "approx", "approximately", "circa", "ca", "from", "on") {
		c.skip(". ~≈[(")
	}
	c.weekday()
}

// weekday takes a day's name, in brackets or not.
func (c *cursor) weekday() bool {
	start := c.at
	c.skip(" (")
	w := c.peekWord()
	if !isWeekday(w) {
		c.at = start
		return false
	}
	c.at += len(w)
	c.skip("). ,")
	return true
}

func isWeekday(s string) bool {
	_, ok := weekdays[strings.ToLower(strings.TrimSpace(s))]
	return ok
}

// skipTail takes the marks that may stand between a time and what happened.
func (c *cursor) skipTail() {
	c.skip(" \t])>*`")
	if !c.literal(":") && !c.literal(",") {
		for _, dash := range []string{"–", "—", "-", "|", "→", "=>"} {
			if c.literal(dash) {
				break
			}
		}
	}
	c.skip(" \t")
}

var weekdays = map[string]struct{}{
	"mon": {}, "monday": {}, "tue": {}, "tues": {}, "tuesday": {}, "wed": {}, "wednesday": {}, "thu": {}, "thur": {}, "thurs": {}, "thursday": {},
	"fri": {}, "friday": {}, "sat": {}, "saturday": {}, "sun": {}, "sunday": {},
}

var months = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

// monthName takes a month's name or its first three (or four: "Sept") letters.
func (c *cursor) monthName() (int, bool) {
	w := strings.ToLower(c.peekWord())
	if len(w) < 3 {
		return 0, false
	}
	for i, m := range months {
		if w == m || len(w) <= 4 && strings.HasPrefix(m, w) {
			c.at += len(w)
			c.literal(".")
			return i + 1, true
		}
	}
	return 0, false
}

func (c *cursor) ordinal() {
	w := c.peekWord()
	if len(w) == 2 && strings.Contains("st nd rd th", strings.ToLower(w)) {
		c.at += 2
	}
}

// date reads 2026-11-20, 2026/11/20, 20 November 2026, November 20th, 2026 and 11/20/2026; the year may be missing where a month is named.
func (c *cursor) date(s *stamp) bool {
	start := c.at
	d := stamp{}
	ok := c.isoDate(&d)
	if !ok {
		c.at = start
		ok = c.namedDate(&d)
	}
	if !ok {
		c.at = start
		ok = c.slashDate(&d)
	}
	if !ok || d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31 || d.year != 0 && !isYear(d.year) {
		c.at = start
		return false
	}
	s.year, s.month, s.day = d.year, d.month, d.day
	return true
}

// isYear keeps other numbers of four digits out: no incident with a postmortem is older than Unix time.
func isYear(n int) bool { return n >= 1970 && n < 2200 }

func (c *cursor) isoDate(d *stamp) bool {
	var ok bool
	if d.year, ok = c.number(4, 4); !ok {
		return false
	}
	sep := c.rest()
	if sep == "" || !strings.ContainsRune("-/.", rune(sep[0])) {
		return false
	}
	c.at++
	if d.month, ok = c.number(1, 2); !ok || !c.literal(sep[:1]) {
		return false
	}
	d.day, ok = c.number(1, 2)
	return ok
}

func (c *cursor) namedDate(d *stamp) bool {
	var ok bool
	if d.month, ok = c.monthName(); ok { // November 20th, 2026
		c.skip(" -")
		if d.day, ok = c.number(1, 2); !ok {
			return false
		}
		c.ordinal()
		mark := c.at // the "-22" of "November 20-22, 2026"
		c.skip(" -–")
		if last, ok := c.number(1, 2); !ok || last <= d.day || last > 31 || strings.HasPrefix(c.rest(), ":") {
			c.at = mark
		}
	} else { // 20 November 2026
		if d.day, ok = c.number(1, 2); !ok {
			return false
		}
		c.ordinal()
		c.skip(" -")
		c.word("of")
		if d.month, ok = c.monthName(); !ok {
			return false
		}
	}
	mark := c.at
	c.skip(" ,-")
	if d.year, ok = c.number(4, 4); !ok || !isYear(d.year) {
		c.at, d.year = mark, 0
	}
	return true
}

func (c *cursor) slashDate(d *stamp) bool {
	var ok bool
	if d.month, ok = c.number(1, 2); !ok {
		return false
	}
	sep := "/"
	if !c.literal(sep) {
		if sep = "-"; !c.literal(sep) {
			return false
		}
	}
	if d.day, ok = c.number(1, 2); !ok {
		return false
	}
	if d.month > 12 { // 20/11/2026
		d.month, d.day = d.day, d.month
	}
	if c.literal(sep) {
		if d.year, ok = c.number(4, 4); ok {
			return true
		}
		if d.year, ok = c.number(2, 2); !ok {
			return false
		}
		d.year += 2000
		return true
	}
	// 11/20 alone may be a fraction and 11-20 a range; a clock behind makes it a date.
	look := cursor{text: c.text, at: c.at}
	look.skip(" ,")
	return look.clock(&stamp{})
}

// clock reads 10:42, 10:42:07.5, 10:42 pm, 3 PM and a zone behind it.
func (c *cursor) clock(s *stamp) bool {
	start := c.at
	hour, ok := c.number(1, 2)
	if !ok {
		return c.militaryClock(s)
	}
	minute, second, seconds := 0, 0, false
	colon := c.literal(":")
	if colon {
		if minute, ok = c.number(2, 2); !ok {
			c.at = start
			return false
		}
		if mark := c.at; c.literal(":") {
			if second, seconds = c.number(2, 2); !seconds {
				c.at, second = mark, 0
			} else if c.literal(".") || c.literal(",") {
				if _, ok = c.number(1, 9); !ok {
					c.at--
				}
			}
		}
	}
	switch half := c.meridiem(); {
	case half == 0 && !colon:
		c.at = start
		return false
	case hour > 12: // "23:00 AM" is no time of any half
	case half == 'a':
		hour %= 12
	case half == 'p':
		hour = hour%12 + 12
	}
	if hour > 24 || hour == 24 && minute+second > 0 || minute > 59 || second > 60 {
		c.at = start
		return false
	}
	s.hasClock = true
	s.clock = time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(second)*time.Second
	s.zone = c.zone(s.clock, seconds || start > 0 && c.text[start-1] == 'T')
	return true
}

// meridiem takes "am", "PM", "p.m." and returns 'a', 'p' or 0.
func (c *cursor) meridiem() byte {
	start := c.at
	c.skip(" ")
	rest := c.rest()
	for _, m := range []string{"a.m.", "p.m.", "a.m", "p.m", "am", "pm"} {
		if len(rest) < len(m) || !strings.EqualFold(rest[:len(m)], m) {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(rest[len(m):]); !unicode.IsLetter(next) {
			c.at += len(m)
			return m[0]
		}
	}
	c.at = start
	return 0
}

// militaryClock reads 1042Z and 1042 UTC: without a zone behind them four digits may be anything.
func (c *cursor) militaryClock(s *stamp) bool {
	start := c.at
	v, ok := c.number(4, 4)
	if ok && v/100 < 24 && v%100 < 60 {
		clock := time.Duration(v/100)*time.Hour + time.Duration(v%100)*time.Minute
		if z := c.zone(clock, false); z != nil {
			s.clock, s.zone, s.hasClock = clock, z, true
			return true
		}
	}
	c.at = start
	return false
}

// zone takes a zone behind a time ("Z", " UTC", "+01:00", " UTC+1", " (PST)") and returns nil when there is none. An exact time, with
// seconds or behind a "T", has no range behind it.
func (c *cursor) zone(clock time.Duration, exact bool) zone {
	start := c.at
	c.skip(" ")
	bracket := c.literal("(")
	w := c.peekWord()
	z := zoneNamed(w)
	if len(w) == 1 && c.at > start { // "10:42 Z": a letter, not a zone
		z = nil
	}
	if z != nil {
		c.at += len(w)
	}
	utc := strings.EqualFold(w, "UTC") || strings.EqualFold(w, "GMT")
	if z == nil || utc {
		mark := c.at
		minutes, ok := c.offset()
		switch {
		case !ok:
		case utc,
			c.at-mark >= len("+0200") && mark > start,                                               // "10:42 +2 nodes" is no zone
			mark == start && (exact || minutes > 0 || time.Duration(-minutes)*time.Minute <= clock): // "10:42-10:55" is a range
			z = fixed(minutes)
		default:
			c.at = mark
		}
	}
	if z == nil {
		c.at = start
	} else if bracket {
		c.literal(")")
	}
	return z
}

// offset takes "+01:00", "-0800", "+9" and returns minutes.
func (c *cursor) offset() (int, bool) {
	start := c.at
	sign := 1
	switch {
	case c.literal("+"):
	case c.literal("-"), c.literal("−"):
		sign = -1
	default:
		return 0, false
	}
	if v, ok := c.number(4, 4); ok && v <= 1400 && v%100 < 60 {
		return sign * (v/100*60 + v%100), true
	}
	hours, ok := c.number(1, 2)
	minutes := 0
	if ok && c.literal(":") {
		minutes, ok = c.number(2, 2)
	}
	if !ok || hours > 14 || minutes%15 != 0 || minutes > 59 {
		c.at = start
		return 0, false
	}
	return sign * (hours*60 + minutes), true
}

// rangeEnd takes the end of a range: the "–10:55" of "10:42–10:55".
func (c *cursor) rangeEnd(from stamp) {
	start := c.at
	c.skip(" ")
	found := false
	for _, dash := range []string{"–", "—", "->", "-", "→", "~"} {
		if found = c.literal(dash); found {
			break
		}
	}
	if !found && !c.word("to", "until", "till", "through") {
		c.at = start
		return
	}
	c.skip(" ~")
	var end stamp
	var ok bool
	if from.hasClock {
		if c.date(&end) {
			c.skip(" ,T")
		}
		ok = c.clock(&end)
	} else {
		ok = c.date(&end)
	}
	if !ok {
		c.at = start
	}
}

// alternative takes the same time in another zone: " (11:42 CET)", " / 11:42 CET".
func (c *cursor) alternative(s stamp) {
	start := c.at
	c.skip(" ")
	bracket := c.literal("(")
	if !s.hasClock || !bracket && !c.literal("/") {
		c.at = start
		return
	}
	c.skip(" ")
	if other := (stamp{}); !c.clock(&other) || other.zone == nil || bracket && !c.literal(")") {
		c.at = start
	}
}

// relative reads "T+15m", "+1h30m", "T-5 min" at the cursor.
func (c *cursor) relative() (stamp, bool) {
	start := c.at
	t := c.literal("T") || c.literal("t")
	if t {
		c.skip(" ")
	}
	negative := false
	if !c.literal("+") {
		if negative = t && (c.literal("-") || c.literal("−")); !negative {
			c.at = start
			return stamp{}, false
		}
	}
	c.skip(" ")
	total, units := time.Duration(0), 0
	for {
		mark := c.at
		v, ok := c.number(1, 5)
		if !ok {
			break
		}
		if units == 0 && c.literal(":") { // T+01:15
			if m, ok := c.number(2, 2); ok {
				total, units = time.Duration(v)*time.Hour+time.Duration(m)*time.Minute, 1
			}
			break
		}
		c.skip(" ")
		unit, ok := durationUnits[strings.ToLower(c.peekWord())]
		if !ok {
			c.at = mark
			break
		}
		c.at += len(c.peekWord())
		total += time.Duration(v) * unit
		units++
		mark = c.at
		c.skip(" ")
		if r := c.rest(); r == "" || r[0] < '0' || r[0] > '9' {
			c.at = mark
		}
	}
	if units == 0 {
		c.at = start
		return stamp{}, false
	}
	if negative {
		total = -total
	}
	return stamp{relative: true, after: total}, true
}

var durationUnits = map[string]time.Duration{
	"s": time.Second, "sec": time.Second, "secs": time.Second, "second": time.Second, "seconds": time.Second,
	"m": time.Minute, "min": time.Minute, "mins": time.Minute, "minute": time.Minute, "minutes": time.Minute,
	"h": time.Hour, "hr": time.Hour, "hrs": time.Hour, "hour": time.Hour, "hours": time.Hour,
	"d": 24 * time.Hour, "day": 24 * time.Hour, "days": 24 * time.Hour,
}
