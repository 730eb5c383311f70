package interview

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

var (
	dueLeadPattern    = lazy(`^(?:in|within|by|on|before|until|the)\s+`)
	duePeriodPattern  = lazy(`^\+?(\d{1,3}|an?|one|two|three|four|five|six|eight|ten|twelve) ?(d|days?|w|wks?|weeks?|m|mos?|months?)$`)
	dueEndPattern     = lazy(`^end of (?:the |this )?(next )?(week|month|quarter|year)$`)
	dueQuarterPattern = lazy(`^(?:the )?(?:end of )?q([1-4])$`)
	dueDayPattern     = lazy(`^(?:next |this )?([a-z]{3,9})$`)
	dueWeekdayPattern = lazy(`^([a-z]{3,9})\.?,? +(.*\d.*)$`)
	dueShortPattern   = lazy(`^\d{1,2}([/.])\d{1,2}\.?$`)
)

// readDue reads a due date as people say it, from today on: "Friday", "in 2 weeks", "+14d", "end of month", "EOW", "Q1", "12/15", "Dec 15", or a
// whole date.
func readDue(text string, now time.Time) (string, bool) {
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	low := strings.ToLower(dueInEnglish(strings.TrimSpace(text), today))
	low = low[len(dueLeadPattern().FindString(low)):]
	date := func(t time.Time) (string, bool) { return t.Format(time.DateOnly), true }
	switch low {
	case "today":
		return date(today)
	case "tomorrow":
		return date(today.AddDate(0, 0, 1))
	case "next week":
		return date(today.AddDate(0, 0, 7))
	case "next month":
		return date(monthsLater(today, 1))
	case "eow", "eom", "eoq", "eoy":
		return date(endOf(map[byte]string{'w': "week", 'm': "month", 'q': "quarter", 'y': "year"}[low[2]], today))
	}
	if m := dueEndPattern().FindStringSubmatch(low); m != nil {
		end := endOf(m[2], today)
		if m[1] != "" {
			end = endOf(m[2], end.AddDate(0, 0, 3)) // past a weekend
		}
		return date(end)
	}
	if m := dueQuarterPattern().FindStringSubmatch(low); m != nil {
		end := time.Date(today.Year(), time.Month(3*int(m[1][0]-'0')+1), 0, 0, 0, 0, 0, time.UTC)
		if end.Before(today) {
			end = time.Date(end.Year()+1, end.Month()+1, 0, 0, 0, 0, 0, time.UTC)
		}
		return date(end)
	}
	if m := duePeriodPattern().FindStringSubmatch(low); m != nil {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			n = map[string]int{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "twelve": 12}[m[1]]
			n = max(n, 1)
		}
		switch m[2][0] {
		case 'd':
			return date(today.AddDate(0, 0, n))
		case 'w':
			return date(today.AddDate(0, 0, 7*n))
		}
		return date(monthsLater(today, n))
	}
	if m := dueDayPattern().FindStringSubmatch(low); m != nil {
		if day, ok := weekdayIn(m[1]); ok {
			ahead := (int(day)-int(today.Weekday())+6)%7 + 1
			return date(today.AddDate(0, 0, ahead))
		}
	}
	return readDueDate(low, today)
}

// readDueDate reads a date; one without a year is the next of its kind.
func readDueDate(text string, today time.Time) (string, bool) {
	if m := dueWeekdayPattern().FindStringSubmatch(text); m != nil {
		if _, ok := weekdayIn(m[1]); ok {
			text = m[2]
		}
	}
	if iso, err := document.ReadDate(text); err == nil {
		return iso, true
	}
	for year := today.Year(); year <= today.Year()+1; year++ {
		dated := fmt.Sprintf("%s %d", text, year)
		if m := dueShortPattern().FindStringSubmatch(text); m != nil {
			dated = fmt.Sprintf("%s%s%d", strings.TrimSuffix(text, "."), m[1], year)
		} else if strings.Contains(text, "月") {
			dated = fmt.Sprintf("%d年%s", year, text)
		}
		if iso, err := document.ReadDate(dated); err == nil && iso >= today.Format(time.DateOnly) {
			return iso, true
		}
	}
	return "", false
}

// endOf is the last day of the week (a Friday), month, quarter or year that a day is in.
func endOf(period string, day time.Time) time.Time {
	switch period {
	case "week":
		return day.AddDate(0, 0, (int(time.Friday)-int(day.Weekday())+7)%7)
	case "month":
		return time.Date(day.Year(), day.Month()+1, 0, 0, 0, 0, 0, time.UTC)
	case "quarter":
		return time.Date(day.Year(), (day.Month()-1)/3*3+4, 0, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(day.Year(), time.December, 31, 0, 0, 0, 0, time.UTC)
}

// monthsLater is the same day n months later, or the last one where that month is shorter.
func monthsLater(day time.Time, n int) time.Time {
	later := day.AddDate(0, n, 0)
	if later.Day() != day.Day() {
		later = later.AddDate(0, 0, -later.Day())
	}
	return later
}
