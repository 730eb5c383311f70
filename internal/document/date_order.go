package document

import (
	"bytes"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"
)

// A date such as 03/04/2026 is read in the order that the document shows elsewhere. Its dates count most: those of numbers that can be read in one way
// only (23/04/2026), and those of its head and its file's name, which one of the two readings agrees with. Where none tells, the language of its headings
// does, else the zones that it names. Month first is for what nothing tells, or where dates or zones contradict each other.

// dayFirst decides the order for a document.
func dayFirst(path string, source []byte) bool {
	text := string(source)
	o := dateOrder{either: map[monthDay]bool{}}
	o.readNumeric(text)
	o.readHead(filepath.Base(path))
	o.readHead(text[:headEnd(source)])
	if o.day+o.month > 0 {
		return o.month == 0
	}
	if hasDayFirstHeading(text) {
		return true
	}
	o.readZones(text)
	return o.day > 0 && o.month == 0
}

// dateOrder counts what speaks for the one order and for the other.
type dateOrder struct {
	day, month int
	either     map[monthDay]bool // the dates that may be read both ways, month first
}

// monthDay is a date as a key; its year may be 0.
type monthDay struct{ year, month, day int }

// inOrder is a stamp that was read month first, in the order of the document.
func (d *Document) inOrder(s stamp) stamp {
	if s.either && d.dayFirst() {
		s.month, s.day = s.day, s.month
	}
	s.either = false
	return s
}

// readStamp is readStamp in the order of the document.
func (d *Document) readStamp(text string) (stamp, int) {
	s, n := readStamp(text)
	if n == 0 && d.dotted && dottedClock(text) > 0 {
		s, n = readDotted(text)
	}
	return d.inOrder(s), n
}

// readNumeric goes through the dates that are written as numbers.
func (o *dateOrder) readNumeric(text string) {
	for i := 0; i < len(text); i++ {
		if !isDigit(text[i]) {
			continue
		}
		end := i
		for end < len(text) && isDigit(text[end]) {
			end++
		}
		if end-i <= 2 && end < len(text) && (text[end] == '/' || text[end] == '-') && (i == 0 || !isWord(text[i-1]) && strings.IndexByte("/-.+:", text[i-1]) < 0) {
			var s stamp
			if c := (cursor{text: text, at: i}); c.slashDate(&s) || alone(text, i) && readPair(text[i:], &s) {
				o.count(s, text[i:end])
			}
		}
		i = end
	}
}

// count takes a date of numbers for one order, or among those that may be either, by its first number.
func (o *dateOrder) count(s stamp, first string) {
	switch n, _ := (&cursor{text: first}).number(1, 2); {
	case s.month < 1 || s.month > 12 || s.day < 1 || s.day > 31 || s.year != 0 && !isYear(s.year):
	case n > 12:
		o.day++
	case s.day > 12:
		o.month++
	case s.either:
		o.either[monthDay{s.year, s.month, s.day}] = true
	}
}

// alone reports whether what stands at an offset opens the cell of a table, where 25/09 is a date.
func alone(text string, at int) bool {
	return strings.HasSuffix(strings.TrimRight(text[max(0, at-3):at], " "), "|")
}

// readPair reads the "25/09" of a cell.
func readPair(text string, s *stamp) bool {
	cell, _, closed := strings.Cut(text[:min(len(text), len("25/09   |"))], "|")
	read, n := readMonthDay(cell)
	*s = read
	return closed && n == len(cell)
}

// readHead goes through the dates that can be read in one way only, for one that a date of numbers means too.
func (o *dateOrder) readHead(text string) {
	if len(o.either) == 0 {
		return
	}
	for i := 0; i < len(text); i++ {
		if !isWord(text[i]) || i > 0 && isWord(text[i-1]) {
			continue
		}
		var s stamp
		c := cursor{text: text, at: i}
		if !c.date(&s) {
			continue
		}
		i = c.at - 1
		if s.either || s.year == 0 {
			continue
		}
		for _, year := range [...]int{s.year, 0} {
			asMonthFirst, asDayFirst := o.either[monthDay{year, s.month, s.day}], o.either[monthDay{year, s.day, s.month}]
			if asMonthFirst && !asDayFirst {
				o.month++
			} else if asDayFirst && !asMonthFirst {
				o.day++
			}
		}
	}
}

// headEnd is where the first section below the title begins.
func headEnd(source []byte) int {
	if i := bytes.Index(source, []byte("\n##")); i >= 0 {
		return i
	}
	return len(source)
}

// hasDayFirstHeading reports whether a heading is one of those of a language that puts the day first: all of foreignHeadings but the Chinese and the Korean.
func hasDayFirstHeading(text string) bool {
	for line := range strings.Lines(text) {
		if len(line) > maxHeading || line[0] != '#' && !strings.HasPrefix(line, "**") {
			continue
		}
		heading := foldHeading(strings.Trim(line, "#*: \t\r\n"))
		switch first, _ := utf8.DecodeRuneInString(heading); {
		case heading == "consequences", heading == "annexes", first >= firstSyllable: // English writes these too
		case foreignName(heading) != "":
			return true
		}
	}
	return false
}

// firstSyllable is behind the letters of Latin and Cyrillic, and before those of Chinese and Korean.
const firstSyllable = '\u1100'

// readZones goes through the zones that a text names by name: North America puts the month first, and Latin America and what is east of Greenwich the day but
// for where the year comes first.
func (o *dateOrder) readZones(text string) {
	for i, z := range zonesIn(text) {
		if z.abbreviated && !behindClock(text[:i]) {
			continue
		}
		summer := time.Date(2024, time.July, 1, 0, 0, 0, 0, time.UTC)
		location := z.zone(summer)
		if location == nil {
			continue
		}
		const hour = 60 * 60
		switch _, ahead := summer.In(location).Zone(); {
		case isLatinAmerican(text[i:]):
			o.day++
		case ahead <= -3*hour:
			o.month++
		case ahead >= hour && ahead != 8*hour && ahead != 9*hour:
			o.day++
		}
	}
}

// isLatinAmerican reports whether a text begins with one of the zones of Latin America that are known.
func isLatinAmerican(text string) bool {
	for _, name := range [...]string{"BRT", "America/Bogota", "America/Lima", "America/Sao_Paulo", "America/Argentina/", "America/Montevideo"} {
		if strings.HasPrefix(text, name) {
			return true
		}
	}
	return false
}

// behindClock reports whether a text ends with a digit and a blank, as before the zone of a time.
func behindClock(before string) bool {
	n := len(before)
	return n > 1 && before[n-1] == ' ' && isDigit(before[n-2]) || announced(before[max(0, n-maxLabel):])
}
