package document

import (
	"fmt"
	"strings"
	"time"
)

// instant resolves s against a day and a zone, which stand in for what s leaves open (of the day its year alone, when only that is missing).
func (s stamp) instant(day time.Time, z zone) (time.Time, Reason) {
	if s.zone != nil {
		z = s.zone
	}
	y, m, d := s.year, time.Month(s.month), s.day
	if !s.hasDate() || y == 0 {
		switch {
		case day.IsZero() && s.hasDate():
			return time.Time{}, NoYear
		case day.IsZero():
			return time.Time{}, NoDate
		case !s.hasDate():
			y, m, d = day.Date()
		default:
			y = day.Year()
		}
	}
	if z == nil {
		return time.Time{}, NoZone
	}
	local := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	if local.Month() != m || y > maxYear {
		return time.Time{}, NoSuchDay
	}
	location := z(local.Add(s.clock))
	if location == nil {
		return time.Time{}, ManyZones
	}
	return time.Date(y, m, d, 0, 0, 0, 0, location).Add(s.clock), Known
}

// maxYear is the last year that a date is written with.
const maxYear = 9999

// ReadTime reads an instant as people write it: "2026-11-20T10:42:00Z", "2026-11-20 10:42 +01:00", "20 Nov 2026 10:42 UTC", or
// "10:42", which is taken on day and in day's zone. A zero day makes a bare time an error; a time without a zone is then an error too.
// Of a date that is written as numbers, the month stands first.
func ReadTime(text string, day time.Time) (time.Time, error) { return readTime(text, day, readStamp) }

func readTime(text string, day time.Time, read func(string) (stamp, int)) (time.Time, error) {
	text = strings.TrimSpace(text)
	if t, err := time.Parse(time.RFC3339Nano, text); err == nil {
		return t, nil
	}
	s, n := read(text)
	switch {
	case n == 0 || s.year > maxYear || s.relative || s.nth+s.shift != 0:
		return time.Time{}, clause{"%q is not a time", []any{text}}
	case n < len(text):
		return time.Time{}, clause{"%q is a time followed by something else (%q)", []any{text, text[n:]}}
	case !s.hasClock:
		return time.Time{}, clause{"%q is a date without a time of day", []any{text}}
	}
	var z zone
	if !day.IsZero() {
		z = func(time.Time) *time.Location { return day.Location() }
	}
	t, why := s.instant(day, z)
	switch why {
	case Known:
		return t, nil
	case NoSuchDay:
		return time.Time{}, clause{"%q can't be placed: %s has no day %d", []any{text, time.Month(s.month), s.day}}
	default:
		return time.Time{}, clause{"%q can't be placed: %s", []any{text, why}}
	}
}

// ReadCount reads a time that counts from another one: "T+15m", "T+30分", "10 minutes later", "10分後". It counts from the beginning of the incident where
// fromStart says so, else from what happened before. A bare number behind "T+" is in minutes.
func ReadCount(text string) (after time.Duration, fromStart, ok bool) {
	text = strings.TrimSpace(text)
	s, n := readStamp(text)
	if n == 0 || n < len(text) || !s.relative {
		return 0, false, false
	}
	return s.after, s.count == sinceStart, true
}

// ReadDate reads a date as people write it ("2026-12-15", "15 Dec 2026", "December 15, 2026") and returns it as 2026-12-15. A date without a year is an
// error; of one that is written as numbers the month stands first.
func ReadDate(text string) (string, error) {
	s, err := readDate(text)
	if err != nil {
		return "", err
	}
	return s.iso(), nil
}

// readDate is ReadDate where the order of the numbers may still be asked of a document.
func readDate(text string) (stamp, error) {
	text = strings.TrimSpace(text)
	s, ok := wholeDate(text)
	switch {
	case !ok:
		return stamp{}, clause{"%q is not a date", []any{text}}
	case s.year == 0:
		return stamp{}, clause{"%q has no year", []any{text}}
	case !s.isDay():
		return stamp{}, clause{"%q is not a day of the calendar", []any{text}}
	}
	return s, nil
}

// wholeDate reads a text that is a date and nothing else.
func wholeDate(text string) (stamp, bool) {
	if holdsKorean(text) {
		text = fromKorean(text)
	}
	c := cursor{text: text}
	if holdsJapanese(text) {
		c.text = strings.TrimSpace(foldTime(text).text)
	}
	var s stamp
	ok := c.date(&s) && c.at == len(c.text)
	return s, ok
}

// isDay reports whether a date with a year is in the calendar.
func (s stamp) isDay() bool {
	return time.Date(s.year, time.Month(s.month), s.day, 0, 0, 0, 0, time.UTC).Day() == s.day
}

// iso is a date as 2026-12-15.
func (s stamp) iso() string { return fmt.Sprintf("%04d-%02d-%02d", s.year, s.month, s.day) }
