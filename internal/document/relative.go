package document

import (
	"strings"
	"time"
)

// relative reads a duration that places an entry: "T+15m", "T-5", "+1h30m", "10 minutes later", "after 3 hours".
func (c *cursor) relative(s *stamp) bool {
	start := c.at
	b := c.next()
	switch {
	case b == '+' || (b == 'T' || b == 't') && !isLetter(c.peek(1)):
		if c.sinceStart(s) {
			return true
		}
	case isDigit(b) || isLetter(b):
		if c.later(s) {
			return true
		}
	}
	c.at = start
	return false
}

// peek is the byte n behind the cursor, 0 beyond the end.
func (c *cursor) peek(n int) byte {
	if c.at+n < len(c.text) {
		return c.text[c.at+n]
	}
	return 0
}

func (c *cursor) sinceStart(s *stamp) bool {
	t := c.literal("T") || c.literal("t")
	if t {
		if isDigit(c.next()) { // "T0"; "T1" is a name
			v, ok := c.number(1, 1)
			if !ok || v != 0 || !c.ends() {
				return false
			}
			s.count, s.relative = sinceStart, true
			if mark := c.at; !c.sinceZero(s) { // "T0+5m"
				c.at = mark
			}
			return true
		}
		c.skip(" ")
	}
	before := t && c.anyOf("-", "−", "–")
	if !before && !c.literal("+") {
		return false
	}
	c.skip(" ")
	after, ok := c.span(t)
	if !ok {
		return false
	}
	if before {
		after = -after
	}
	s.after, s.count, s.relative = after, sinceStart, true
	return true
}

// sinceZero takes the "+5m" of "T0+5m".
func (c *cursor) sinceZero(s *stamp) bool {
	c.skip(" ")
	before := c.anyOf("-", "−")
	if !before && !c.literal("+") || c.next() == ' ' && before { // "T0 - the deploy", "T0 - 5 requests failed"
		return false
	}
	c.skip(" ")
	after, ok := c.span(true)
	if before {
		after = -after
	}
	if ok {
		s.after = after
	}
	return ok
}

// span takes a duration: "1h30m", "5 min", "01:15", "01:15:30", and where bare numbers are minutes "5".
func (c *cursor) span(bare bool) (time.Duration, bool) {
	start := c.at
	total, units := time.Duration(0), 0
	for {
		mark := c.at
		v, ok := c.number(1, 5)
		if !ok {
			break
		}
		if units == 0 && c.next() == ':' && isDigit(c.peek(1)) {
			return c.colons(v, start)
		}
		c.skip(" ")
		w := c.peekWord()
		unit := durationUnit(w)
		if unit == 0 {
			c.at = mark
			if bare && units == 0 {
				c.number(1, 5)
				return time.Duration(v) * time.Minute, c.ends()
			}
			break
		}
		c.at += len(w)
		total += time.Duration(v) * unit
		units++
		mark = c.at
		c.skip(" ")
		if !c.atDigit() {
			c.at = mark
		}
	}
	if units == 0 {
		c.at = start
	}
	return total, units > 0
}

// colons takes the rest of "01:15" and "01:15:30" behind the hours.
func (c *cursor) colons(hours, start int) (time.Duration, bool) {
	c.at++
	minutes, ok := c.number(2, 2)
	if !ok || minutes > 59 {
		c.at = start
		return 0, false
	}
	total := time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute
	mark := c.at
	if c.literal(":") {
		if seconds, ok := c.number(2, 2); ok && seconds < 60 {
			return total + time.Duration(seconds)*time.Second, true
		}
		c.at = mark
	}
	return total, true
}

// later takes "10 minutes later" and "after 3 hours"; the word before may have been taken already.
func (c *cursor) later(s *stamp) bool {
	after := strings.HasSuffix(strings.ToLower(strings.TrimRight(c.text[:c.at], " ~≈")), "after")
	half := false
	var v int
	var ok bool
	if c.atDigit() {
		if v, ok = c.number(1, 4); !ok {
			return false
		}
	} else {
		if half = c.word("half"); half {
			v, ok = 1, c.word("an", "a")
		} else {
			v, ok = c.numeral()
		}
		if !ok {
			return false
		}
	}
	c.skip(" -")
	w := c.peekWord()
	unit := durationUnit(w)
	if unit == 0 {
		return false
	}
	c.at += len(w)
	mark := c.at
	c.skip(" ")
	if !c.word("later", "after", "afterwards") {
		c.at = mark
		if !after {
			return false
		}
	} else {
		c.trimBack()
	}
	s.after, s.count, s.relative = time.Duration(v)*unit, sincePrevious, true
	if half {
		s.after /= 2
	}
	return true
}

// numerals are the numbers that people write as words.
var numerals = []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

func (c *cursor) numeral() (int, bool) {
	if c.word("a", "an") {
		return 1, true
	}
	w := c.peekWord()
	if len(w) < len("one") || len(w) > len("eleven") {
		return 0, false
	}
	for n, name := range numerals {
		if strings.EqualFold(w, name) {
			c.at += len(w)
			return n, true
		}
	}
	return 0, false
}

// durationUnit is how long a unit lasts, 0 when the word is none.
func durationUnit(word string) time.Duration {
	if len(word) == 0 || len(word) > len("minutes") {
		return 0
	}
	switch strings.ToLower(word) {
	case "s", "sec", "secs", "second", "seconds":
		return time.Second
	case "m", "min", "mins", "minute", "minutes":
		return time.Minute
	case "h", "hr", "hrs", "hour", "hours":
		return time.Hour
	case "d", "day", "days":
		return 24 * time.Hour
	}
	return 0
}
