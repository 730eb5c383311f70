package learn

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// PeriodError says that a text names no day.
type PeriodError struct{ Text string }

// Error names the text.
func (e *PeriodError) Error() string {
	return fmt.Sprintf("%q is no day and no length of time", e.Text)
}

// Hint says what would be one.
func (e *PeriodError) Hint() string {
	return "write a day (2026-11-20), a month (2026-11), a year (2026), or how long ago: 7d, 4w, 6mo, 1y"
}

// Since is the first day of the period that a text names: a day, a month, a year, or as many days, weeks, months or years before now as it says. "" is the
// zero time. The error is of type *PeriodError.
func Since(text string, now time.Time) (time.Time, error) {
	first, _, err := period(text, now)
	return first, err
}

// Until is the last day of such a period.
func Until(text string, now time.Time) (time.Time, error) {
	_, last, err := period(text, now)
	return last, err
}

func period(text string, now time.Time) (first, last time.Time, err error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" {
		return first, last, nil
	}
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{{time.DateOnly, 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if day, err := time.Parse(form.layout, text); err == nil {
			return day, day.AddDate(form.years, form.months, form.days).AddDate(0, 0, -1), nil
		}
	}
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	n, err := strconv.Atoi(text[:digits])
	if err != nil || n > 100_000 {
		return first, last, &PeriodError{text}
	}
	today := dayOf(now)
	switch strings.TrimSpace(text[digits:]) {
	case "d", "day", "days":
		first = today.AddDate(0, 0, -n)
	case "w", "week", "weeks":
		first = today.AddDate(0, 0, -7*n)
	case "mo", "month", "months":
		first = today.AddDate(0, -n, 0)
	case "y", "year", "years":
		first = today.AddDate(-n, 0, 0)
	default:
		return first, last, &PeriodError{text}
	}
	return first, first, nil
}
