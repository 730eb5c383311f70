package document

import (
	"strings"
	"time"
)

// zone gives the location that a wall clock is read in; nil where the name alone does not say. A nil zone is none.
type zone func(local time.Time) *time.Location

// fixed is a zone that is always so many minutes ahead of UTC.
func fixed(minutes int) zone {
	at := time.UTC
	if minutes != 0 {
		at = time.FixedZone("", minutes*60)
	}
	return func(time.Time) *time.Location { return at }
}

// season tells whether a wall clock stands at daylight saving time.
type season func(local time.Time) bool

// seasonal is a zone so many minutes ahead of UTC, and an hour more in summer.
func seasonal(standard int, summer season) zone {
	return func(local time.Time) *time.Location {
		minutes := standard
		if summer(local) {
			minutes += 60
		}
		return time.FixedZone("", minutes*60)
	}
}

// american summers last from the second Sunday in March to the first in November (the rule since 2007).
func american(local time.Time) bool {
	return !local.Before(sunday(local.Year(), time.March, 2, 2)) && local.Before(sunday(local.Year(), time.November, 1, 2))
}

// european summers last from the last Sunday in March to the last in October (since 1996).
func european(standard int) season {
	at := 1 + standard/60
	return func(local time.Time) bool {
		return !local.Before(sunday(local.Year(), time.April, 0, at)) && local.Before(sunday(local.Year(), time.November, 0, at+1))
	}
}

// southern summers last from a Sunday in October, of which week 1 is the first, to the first Sunday in April, as Australia has them; New Zealand's begin a week earlier.
func southern(week int) season {
	return func(local time.Time) bool {
		return !local.Before(sunday(local.Year(), time.October, week, 2)) || local.Before(sunday(local.Year(), time.April, 1, 3))
	}
}

// sunday is an hour of the nth Sunday of a month; the one before the first is the last of the month before.
func sunday(year int, month time.Month, n, hour int) time.Time {
	first := time.Date(year, month, 1, hour, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, (7-int(first.Weekday()))%7+7*(n-1))
}

// same reports whether two zones always show the same clock.
func same(a, b zone) bool {
	for _, month := range []time.Month{time.January, time.July} {
		at := time.Date(2024, month, 15, 12, 0, 0, 0, time.UTC)
		x, y := a(at), b(at)
		if x == nil || y == nil {
			return x == nil && y == nil
		}
		_, i := at.In(x).Zone()
		if _, j := at.In(y).Zone(); i != j {
			return false
		}
	}
	return true
}

// zone takes a zone behind a time ("Z", " UTC", "+01:00", " UTC+1", " (PST)", " Europe/Berlin") and returns nil when there is none. An exact time,
// with seconds or behind a "T", has no range behind it.
func (c *cursor) zone(exact bool) zone {
	start := c.at
	c.skip(" ")
	c.skip(",")
	c.skip(" ")
	bracket := c.anyOf("(", "[")
	z := c.zoneName()
	if z != nil && c.at-start == 2 && isLetter(c.text[c.at-1]) { // "10:42 Z": a letter, not a zone
		z = nil
	}
	if z == nil {
		mark := c.at
		minutes, ok := c.offset()
		attached := mark == start
		wide := c.at-mark >= len("+0200")
		switch {
		case !ok:
		case attached && (exact || minutes > 0 || wide && !strings.Contains(c.text[mark:c.at], ":")), // "10:42-10:55" and "10:42-2:00" are ranges
			!attached && wide: // "10:42 +2 nodes" is no zone
			z = fixed(minutes)
			if minutes == 0 { // "2026-11-20 10:42:07 +0000 UTC"
				c.literal(" UTC")
			}
		}
	}
	if z == nil || !c.ends() {
		c.at = start
		return nil
	}
	if bracket && !c.anyOf(")", "]") {
		c.at = start // "10:42 (UTC was late)"
		return nil
	}
	return z
}

// offset takes "+01:00", "-0800", "+9" and returns minutes.
func (c *cursor) offset() (int, bool) {
	start := c.at
	sign := 1
	switch {
	case c.literal("+"):
	case c.anyOf("-", "−"):
		sign = -1
	default:
		return 0, false
	}
	if v, ok := c.number(4, 4); ok && v <= 1400 && v%100 < 60 {
		return sign * (v/100*60 + v%100), true
	}
	hours, ok := c.number(1, 2)
	minutes := 0
	if ok && c.next() == ':' {
		c.at++
		minutes, ok = c.number(2, 2)
	}
	if !ok || hours > 14 || minutes%15 != 0 || minutes > 59 {
		c.at = start
		return 0, false
	}
	return sign * (hours*60 + minutes), true
}

// zoneName takes a zone's name: "UTC", "UTC+1", "IST (UTC+5:30)", "Pacific Time", "Europe/Berlin".
func (c *cursor) zoneName() zone {
	if !isLetter(c.next()) {
		return nil
	}
	start := c.at
	if z := c.region(); z != nil {
		return z
	}
	if z := c.zoneWords(); z != nil {
		return z
	}
	w := c.peekWord()
	z := zoneNamed(w)
	if z == nil {
		return nil
	}
	c.at += len(w)
	if utc := strings.EqualFold(w, "UTC") || strings.EqualFold(w, "GMT"); utc {
		mark := c.at
		if minutes, ok := c.offset(); ok {
			if c.ends() {
				return fixed(minutes)
			}
			c.at = mark
		}
		if z := c.otherSeason(w); z != nil {
			return z
		}
		return z
	}
	mark := c.at
	if z := c.otherSeason(w); z != nil {
		return z
	}
	c.skip(" ")
	bracket := c.literal("(")
	if c.word("UTC", "GMT") || bracket && c.at > start {
		if minutes, ok := c.offset(); ok && (!bracket || c.literal(")")) {
			return fixed(minutes)
		}
	}
	c.at = mark
	return z
}

// otherSeason takes the other name that a zone has in summer or in winter: the "/PDT" of "PST/PDT".
func (c *cursor) otherSeason(first string) zone {
	start := c.at
	c.skip(" ")
	if !c.literal("/") {
		c.at = start
		return nil
	}
	c.skip(" ")
	second := c.peekWord()
	for _, z := range twoNamed {
		if strings.EqualFold(first, z.winter) && strings.EqualFold(second, z.summer) || strings.EqualFold(first, z.summer) && strings.EqualFold(second, z.winter) {
			c.at += len(second)
			return z.zone
		}
	}
	c.at = start
	return nil
}

// region takes a name of the time zone database: "Europe/Berlin".
func (c *cursor) region() zone {
	start := c.at
	area := c.peekWord()
	if c.peek(len(area)) != '/' {
		return nil
	}
	end := c.at + len(area) + 1
	for end < len(c.text) && (isLetter(c.text[end]) || c.text[end] == '_' || c.text[end] == '/') {
		end++
	}
	if end-start > len("America/Argentina/Buenos_Aires") {
		return nil
	}
	z := regionNamed(strings.ToLower(area), c.text[start+len(area)+1:end])
	if z != nil {
		c.at = end
	}
	return z
}

// zoneWords takes a zone that is written out: "Eastern Daylight Time (EDT)", "Central European Time".
func (c *cursor) zoneWords() zone {
	if b := c.next(); b < 'A' || b > 'Z' || c.peek(1) < 'a' {
		return nil
	}
	for _, w := range writtenZones() {
		if !strings.HasPrefix(c.rest(), w.name) {
			continue
		}
		mark := c.at
		c.at += len(w.name)
		if short := !strings.Contains(w.name, " "); !c.ends() || short && c.next() == ' ' && isLetter(c.peek(1)) { // "10:42 Pacific region"
			c.at = mark
			continue
		}
		mark = c.at
		c.skip(" ")
		name := (&cursor{text: c.text, at: c.at + 1}).abbreviation()
		if c.next() == '(' && zoneNamed(name) != nil && c.peek(1+len(name)) == ')' {
			c.at += len(name) + len("()")
		} else {
			c.at = mark
		}
		return w.zone
	}
	return nil
}

// abbreviation returns the letters at the cursor, which may lie behind the end.
func (c *cursor) abbreviation() string {
	if c.at >= len(c.text) {
		return ""
	}
	return c.peekWord()
}
