package document

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// clock reads 10:42, 10:42:07.5, 10:42 pm, 3 PM, 10h42, 10.42, 10時42分, 1042Z, noon and a zone behind it.
func (c *cursor) clock(s *stamp) bool {
	start := c.at
	if !c.atDigit() {
		return c.wordClock(s)
	}
	hour, ok := c.number(1, 2)
	if !ok {
		return c.militaryClock(s)
	}
	minute, second := 0, 0
	exact := start > 0 && c.text[start-1] == 'T'
	form := c.separator()
	switch form {
	case ':', 'h', '.':
		if minute, ok = c.number(2, 2); !ok {
			c.at = start
			return false
		}
		if form == ':' {
			var seconds bool
			if second, seconds = c.seconds(); seconds {
				exact = true
			}
		}
	case '時':
		if strings.HasPrefix(c.rest(), "間") { // how long, not when
			c.at = start
			return false
		}
		if m, ok := c.number(1, 2); ok && c.literal("分") {
			minute = m
		}
	}
	half := c.meridiem()
	switch {
	case half == 0 && form == 0:
		c.at = start
		return false
	case hour > 12: // "23:00 AM" is no time of any half
	case half == 'a':
		hour %= 12
	case half == 'p':
		hour = hour%12 + 12
	}
	if !c.late && (hour > 24 || hour == 24 && minute+second > 0) || hour > lastHour || minute > 59 || second > 60 {
		c.at = start
		return false
	}
	read := stamp{
		hasClock: true, bare: half == 0, afternoon: half == 'p',
		clock: time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(second)*time.Second,
	}
	if form != '時' {
		c.unit()
	}
	read.zone = c.zone(exact)
	if !c.ends() || form == '.' && half == 0 && read.zone == nil && !s.hasDate() && !c.dotted && !c.standsAlone(c.at-start) {
		c.at = start
		return false
	}
	s.hasClock, s.clock, s.zone, s.bare, s.afternoon = true, read.clock, read.zone, read.bare, read.afternoon
	return true
}

// separator takes what stands between hour and minute and says which kind it is; 0 when there is none.
func (c *cursor) separator() rune {
	switch {
	case c.literal(":"), c.literal("："):
		return ':'
	case c.literal("時"):
		return '時'
	}
	behind := func(n int) bool { // two digits and no more
		r := c.rest()
		return len(r) >= n+2 && isDigit(r[n]) && isDigit(r[n+1]) && (len(r) == n+2 || !isDigit(r[n+2]))
	}
	for _, apart := range [...]string{" h ", "\u00a0h\u00a0", "\u202fh\u202f"} { // as the French write it
		if strings.HasPrefix(c.rest(), apart) && behind(len(apart)) {
			c.at += len(apart)
			return 'h'
		}
	}
	switch c.next() {
	case '.':
		if behind(1) {
			c.at++
			return '.'
		}
	case 'h', 'H':
		if behind(1) {
			c.at++
			return 'h'
		}
	}
	return 0
}

// seconds takes ":07", ":07.5" and the ":xx" of those who don't know them.
func (c *cursor) seconds() (int, bool) {
	mark := c.at
	if !c.literal(":") {
		return 0, false
	}
	if c.anyOf("xx", "XX", "??", "--") {
		return 0, false
	}
	second, ok := c.number(2, 2)
	if !ok {
		c.at = mark
		return 0, false
	}
	if c.next() == '.' || c.next() == ',' {
		c.at++
		if _, ok := c.number(1, 9); !ok {
			c.at--
		}
	}
	return second, true
}

// unit takes the "h" of "10:42h", "hrs", "Uhr", "頃".
func (c *cursor) unit() {
	mark := c.at
	c.skip(" ")
	if !c.anyOf("頃", "ごろ", "ころ") && !c.word("h", "hrs", "hours", "hr", "Uhr") {
		c.at = mark
		return
	}
	for c.at > mark && c.text[c.at-1] == ' ' {
		c.at--
	}
}

// ends reports whether no word or number goes on where a time ends: "10:42x" and "10:42%" are none.
func (c *cursor) ends() bool {
	b := c.next()
	return !isWord(b) && b != '%' && b != '_' || b == 'T'
}

// standsAlone reports whether two numbers around a dot are a time, though they might be a version or a part: they have four digits, as a clock
// does, and what follows begins like an entry, not like a unit.
func (c *cursor) standsAlone(length int) bool {
	if length != len("10.42") {
		return false
	}
	r := c.rest()
	if r == "" || strings.IndexByte(":,;)]*|", r[0]) >= 0 {
		return true
	}
	r = strings.TrimLeft(r, " *_`)]")
	first, _ := utf8.DecodeRuneInString(r)
	if first == '-' || first == '–' || first == '—' {
		return true
	}
	second, _ := utf8.DecodeRuneInString(r[min(len(r), utf8.RuneLen(max(first, 0))):])
	return c.next() == ' ' && unicode.IsUpper(first) && unicode.IsLower(second)
}

// meridiem takes "am", "PM", "p.m." and returns 'a', 'p' or 0.
func (c *cursor) meridiem() byte {
	start := c.at
	c.skip(" ")
	rest := c.rest()
	if rest == "" || strings.IndexByte("aApP", rest[0]) < 0 {
		c.at = start
		return 0
	}
	for _, m := range []string{"a.m.", "p.m.", "a.m", "p.m", "am", "pm"} {
		if len(rest) < len(m) || !strings.EqualFold(rest[:len(m)], m) {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(rest[len(m):]); !unicode.IsLetter(next) {
			c.at += len(m)
			return m[0]
		}
	}
	if half := rest[0] | 0x20; c.at == start && (len(rest) == 1 || strings.IndexByte(" :-)]*_|,", rest[1]) >= 0) { // "12:29p"
		if i := start - len(":29"); i > 0 && c.text[i] == ':' && isDigit(c.text[i-1]) && isDigit(c.text[i+1]) && isDigit(c.text[i+2]) {
			c.at++
			return half
		}
	}
	c.at = start
	return 0
}

// wordClock reads "noon" and "midnight" where an entry follows them.
func (c *cursor) wordClock(s *stamp) bool {
	start := c.at
	var at time.Duration
	switch {
	case c.word("noon", "midday"):
		at = 12 * time.Hour
	case c.word("midnight"):
	default:
		return false
	}
	z := c.zone(false)
	if z == nil && c.at < len(c.text) && strings.IndexByte(":,-)", c.next()) < 0 && !strings.HasPrefix(c.rest(), "–") && !strings.HasPrefix(c.rest(), "—") {
		c.at = start
		return false
	}
	s.hasClock, s.clock, s.zone = true, at, z
	return true
}

// militaryClock reads 1042Z, 1042 UTC and 1042 hrs: without anything behind them four digits may be anything.
func (c *cursor) militaryClock(s *stamp) bool {
	start := c.at
	if clock, ok := c.fourDigits(); ok {
		mark := c.at
		c.unit()
		z := c.zone(false)
		if (z != nil || c.at > mark) && c.ends() {
			s.hasClock, s.clock, s.zone, s.bare = true, clock, z, true
			return true
		}
	}
	c.at = start
	return false
}

// militaryBehind reads the four digits behind a date: "2026-11-20 1042".
func (c *cursor) militaryBehind(s *stamp) bool {
	start := c.at
	c.skip(" T")
	if c.at == start || s.year == 0 {
		return false
	}
	if clock, ok := c.fourDigits(); ok {
		c.unit()
		z := c.zone(false)
		if c.ends() {
			s.hasClock, s.clock, s.zone, s.bare = true, clock, z, true
			return true
		}
	}
	c.at = start
	return false
}

// fourDigits takes 1042, and behind a "T" 104207 too.
func (c *cursor) fourDigits() (time.Duration, bool) {
	start := c.at
	v, ok := c.number(4, 6)
	second := 0
	switch c.at - start {
	case 5:
		ok = false
	case 6:
		ok = start > 0 && c.text[start-1] == 'T'
		v, second = v/100, v%100
	}
	if !ok || v/100 > 23 || v%100 > 59 || second > 59 {
		c.at = start
		return 0, false
	}
	return time.Duration(v/100)*time.Hour + time.Duration(v%100)*time.Minute + time.Duration(second)*time.Second, true
}
