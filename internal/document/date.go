package document

import (
	"slices"
	"strings"
)

var months = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

// weekday takes a day's name, in brackets or not.
func (c *cursor) weekday() bool {
	start := c.at
	c.skip(" (,_")
	w := c.peekWord()
	if !isWeekday(w) {
		c.at = start
		return false
	}
	c.at += len(w)
	c.skip("). ,_")
	return true
}

var weekdays = []string{
	"monday", "mon", "tuesday", "tues", "tue", "wednesday", "wed", "thursday", "thurs", "thur", "thu", "friday", "fri", "saturday", "sat", "sunday", "sun",
	"montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes", "jueves", "viernes", "domingo",
}

func isWeekday(s string) bool {
	return len(s) >= len("mon") && strings.IndexByte("mtwfsldjvMTWFSLDJV", s[0]) >= 0 && slices.ContainsFunc(weekdays, func(day string) bool { return strings.EqualFold(day, s) })
}

// monthName takes a month's name or its first three (or four: "Sept") letters.
func (c *cursor) monthName() (int, bool) {
	w := c.peekWord()
	if len(w) < 3 || len(w) > len("september") || strings.IndexByte("jfmasondJFMASOND", w[0]) < 0 {
		return 0, false
	}
	w = strings.ToLower(w)
	for i, m := range months {
		if w == m || len(w) <= 4 && strings.HasPrefix(m, w) {
			c.at += len(w)
			c.literal(".")
			return i + 1, true
		}
	}
	return 0, false
}

// foreignMonth takes the name of a month in German, French, Spanish, Portuguese, Italian, Dutch, Polish or a Nordic language.
func (c *cursor) foreignMonth() (int, bool) {
	end := c.at
	for end < len(c.text) && end-c.at <= len("pazdziernika") && (isLetter(c.text[end]) || c.text[end] >= 0xc2) {
		if end++; c.text[end-1] >= 0xc2 {
			end++ // the other byte of an accented letter
		}
	}
	if end = min(end, len(c.text)); end-c.at < len("mai") {
		return 0, false
	}
	var month int
	switch withoutAccents(strings.ToLower(c.text[c.at:end])) {
	case "januar", "janner", "janvier", "enero", "janeiro", "gennaio", "januari", "stycznia":
		month = 1
	case "februar", "fevrier", "febrero", "fevereiro", "febbraio", "februari", "lutego":
		month = 2
	case "marz", "mars", "marzo", "marco", "marts", "maart", "marca":
		month = 3
	case "avril", "abril", "aprile", "kwietnia":
		month = 4
	case "mai", "mayo", "maio", "maggio", "maj", "maja", "mei":
		month = 5
	case "juni", "juin", "junio", "junho", "giugno", "czerwca":
		month = 6
	case "juli", "juillet", "julio", "julho", "luglio", "lipca":
		month = 7
	case "aout", "agosto", "augusti", "augustus", "sierpnia":
		month = 8
	case "septembre", "septiembre", "setembro", "settembre", "wrzesnia":
		month = 9
	case "oktober", "octobre", "octubre", "outubro", "ottobre", "pazdziernika":
		month = 10
	case "novembre", "noviembre", "novembro", "listopada":
		month = 11
	case "dezember", "decembre", "diciembre", "dezembro", "dicembre", "desember", "grudnia":
		month = 12
	default:
		return 0, false
	}
	c.at = end
	return month, true
}

// ordinal takes the "th" of "20th" and the point of "20.".
func (c *cursor) ordinal() {
	if w := c.peekWord(); len(w) == 2 && strings.Contains("st nd rd th", strings.ToLower(w)) {
		c.at += 2
		return
	}
	if strings.HasPrefix(c.rest(), ". ") {
		c.at++
	}
}

// date reads 2026-11-20, 2026/11/20, 20.11.2026, 20 November 2026, November 20th, 2026, 11/20/2026, 20/Nov/2026, 20. November 2026, 20 de noviembre de 2026, 20261120T and 2026年11月20日; the
// year may be missing where a month is named.
func (c *cursor) date(s *stamp) bool {
	start := c.at
	b := c.next()
	if !isDigit(b) && !isLetter(b) {
		return false
	}
	var d stamp
	var ok bool
	if isLetter(b) {
		ok = c.namedDate(&d)
	} else {
		again := func() bool { c.at, d = start, stamp{}; return true }
		ok = c.isoDate(&d) || again() && c.compactDate(&d) || again() && c.japaneseDate(&d) || again() && c.namedDate(&d) || again() && c.slashDate(&d) || again() && c.dottedDate(&d)
	}
	if !ok || d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31 || d.year != 0 && !isYear(d.year) {
		c.at = start
		return false
	}
	s.year, s.month, s.day, s.either = d.year, d.month, d.day, d.either
	return true
}

// garbledDate reads the date of an entry whose year has a digit too many: "22026-11-20". It is no date, and the entry is one all the same.
func (c *cursor) garbledDate(s *stamp) bool {
	start := c.at
	year, ok := c.number(5, 5)
	if ok && c.literal("-") {
		if _, ok = c.number(2, 2); ok && c.literal("-") {
			if s.day, ok = c.number(2, 2); ok && s.day > 0 {
				s.year, s.month = year, 1
				return true
			}
		}
	}
	s.day, c.at = 0, start
	return false
}

// isYear keeps other numbers of four digits out: no incident with a postmortem is older than Unix time.
func isYear(n int) bool { return n >= 1970 && n < 2200 }

func (c *cursor) isoDate(d *stamp) bool {
	var ok bool
	if d.year, ok = c.number(4, 4); !ok {
		return false
	}
	for _, sep := range [...]string{"-", "/", ".", "\u2013", "\u2011", "\u2010"} { // what a text processor makes of a hyphen too
		if c.literal(sep) {
			if d.month, ok = c.number(1, 2); !ok || !c.literal(sep) {
				return false
			}
			d.day, ok = c.number(1, 2)
			return ok
		}
	}
	return false
}

// compactDate reads 20261120 before a time: alone it may be any number.
func (c *cursor) compactDate(d *stamp) bool {
	v, ok := c.number(8, 8)
	if !ok || strings.IndexByte("T -_", c.next()) < 0 || c.at+1 >= len(c.text) || !isDigit(c.text[c.at+1]) {
		return false
	}
	d.year, d.month, d.day = v/10000, v/100%100, v%100
	look := cursor{text: c.text, at: c.at + 1}
	if look.clock(&stamp{}) {
		return true
	}
	_, ok = look.fourDigits()
	return ok
}

func (c *cursor) japaneseDate(d *stamp) bool {
	v, ok := c.number(1, 4)
	if !ok {
		return false
	}
	if c.literal("年") {
		d.year = v
		c.skip(" ")
		if v, ok = c.number(1, 2); !ok {
			return false
		}
	}
	d.month = v
	if !c.literal("月") {
		return false
	}
	c.skip(" ")
	if d.day, ok = c.number(1, 2); !ok || !c.literal("日") {
		return false
	}
	return true
}

func (c *cursor) namedDate(d *stamp) bool {
	var ok bool
	if d.month, ok = c.monthName(); ok { // November 20th, 2026
		c.skip(" -")
		c.word("the")
		if d.day, ok = c.number(1, 2); !ok || c.next() == ':' && c.at+1 < len(c.text) && isDigit(c.text[c.at+1]) {
			return false
		}
		c.ordinal()
		c.lastDay(d)
	} else { // 20 November 2026
		if d.day, ok = c.number(1, 2); !ok {
			return false
		}
		c.ordinal()
		c.lastDay(d) // 20–22 November 2026
		c.skip(" -/")
		c.word("of", "de")
		if d.month, ok = c.monthName(); !ok {
			if d.month, ok = c.foreignMonth(); !ok {
				return false
			}
		}
	}
	mark := c.at
	c.skip(" ,-/")
	c.word("de")
	if d.year, ok = c.number(4, 4); !ok || !isYear(d.year) {
		c.at, d.year = mark, 0
	}
	return true
}

// lastDay takes the end of a range of days: the "-22" of "November 20-22, 2026".
func (c *cursor) lastDay(d *stamp) {
	mark := c.at
	c.skip(" ")
	if !c.anyOf("-", "–", "—", "〜") && !c.word("to") {
		c.at = mark
		return
	}
	c.skip(" ")
	last, ok := c.number(1, 2)
	if !ok || last <= d.day || last > 31 || c.next() == ':' || c.next() == '.' && c.at+1 < len(c.text) && isDigit(c.text[c.at+1]) {
		c.at = mark
		return
	}
	c.ordinal()
}

func (c *cursor) slashDate(d *stamp) bool {
	var ok bool
	if d.month, ok = c.number(1, 2); !ok {
		return false
	}
	sep := c.next()
	if sep != '/' && sep != '-' {
		return false
	}
	c.at++
	if d.day, ok = c.number(1, 2); !ok {
		return false
	}
	d.monthOrDay()
	if c.next() != sep && strings.IndexByte("-/.:", c.next()) >= 0 { // a slip: "20-11:2026 15:00", but not "10/12-2010 requests"
		slip := cursor{text: c.text, at: c.at + 1, late: c.late}
		if year, ok := slip.number(4, 4); ok && isYear(year) && slip.next() == ' ' {
			look := cursor{text: c.text, at: slip.at, late: c.late}
			if look.skip(" "); look.clock(&stamp{}) {
				c.at, d.year = slip.at, year
				return true
			}
		}
	}
	if c.next() == sep {
		c.at++
		if d.year, ok = c.number(4, 4); ok {
			return true
		}
		d.year, ok = c.number(2, 2)
		d.year += 2000
		return ok
	}
	// 11/20 alone may be a fraction and 11-20 a range; a clock behind makes it a date.
	look := cursor{text: c.text, at: c.at, late: c.late}
	look.skip(" ,~")
	return look.clock(&stamp{})
}

// monthOrDay puts a month and a day in their places that were read month first. Which is which may be left to the document.
func (s *stamp) monthOrDay() {
	if s.month > 12 { // 20/11/2026
		s.month, s.day = s.day, s.month
	} else {
		s.either = s.day <= 12 && s.day != s.month
	}
}

// dottedDate reads 20.11.2026, and 20.11. where a clock follows.
func (c *cursor) dottedDate(d *stamp) bool {
	var ok bool
	if d.day, ok = c.number(1, 2); !ok || !c.literal(".") {
		return false
	}
	if d.month, ok = c.number(1, 2); !ok || !c.literal(".") {
		return false
	}
	if d.year, ok = c.number(4, 4); ok {
		return true
	}
	look := cursor{text: c.text, at: c.at}
	look.skip(" ,")
	return look.at > c.at && look.clock(&stamp{})
}

// incidentDay reads "Day 2" and "the next day".
func (c *cursor) incidentDay(s *stamp) bool {
	b := c.next() | 0x20
	if b != 'd' && b != 't' && b != 'n' && b != 'f' && b != 's' {
		return false
	}
	start := c.at
	if c.word("day") {
		c.skip("#")
		if n, ok := c.number(1, 2); ok && n > 0 && c.ends() {
			s.nth = n
			return true
		}
		c.at = start
		return false
	}
	c.word("the")
	switch {
	case c.word("next", "following"):
		if c.word("day", "morning") {
			s.shift = 1
			c.trimBack()
			return true
		}
	}
	c.at = start
	return false
}

// dateOfDay takes the date that stands with the number of a day: the "(20 November)" of "Day 2 (20 November)".
func (c *cursor) dateOfDay(s *stamp) {
	mark := c.at
	c.skip(" ,:-–—([")
	c.weekday()
	if c.at == mark || !c.date(s) {
		c.at = mark
		return
	}
	c.skip(")]")
}

// dayBefore reads "previous night" and "the day before" behind a time of day.
func (c *cursor) dayBefore(s *stamp) bool {
	start := c.at
	c.word("the")
	if c.word("previous", "prior") && c.word("night", "day", "evening", "afternoon") || c.word("night", "day", "evening") && c.word("before") {
		s.shift = -1
		c.trimBack()
		return true
	}
	c.at = start
	return false
}

// trimBack gives the blanks before the cursor back.
func (c *cursor) trimBack() {
	for c.at > 0 && c.text[c.at-1] == ' ' {
		c.at--
	}
}
