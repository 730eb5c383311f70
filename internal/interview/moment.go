package interview

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

// midnight is how far back a bare time of day has to lie before it is taken to be on the following day: people mistype and
// mis-order minutes or a few hours, the clock jumps back by more when a night passes.
const midnight = 6 * time.Hour

const momentRemedy = `write 10:42, yesterday 23:10, Mon 10:42, 2h ago, +12m, or a date, a time and an offset: 2026-11-20 10:42 +01:00`

const zoneRemedy = `write a date, a time and an offset, for example 2026-11-20T10:42:00+01:00`

// soon is how far ahead a time may lie and still be taken for one that has passed: clocks differ.
const soon = 5 * time.Minute

// fromYesterday reports whether a time of day that was read on the day of now is still to come then: told of an incident, it is yesterday's.
func (s spoken) fromYesterday(now time.Time) bool {
	return s.from == calendar && s.bare && s.at.After(now.Add(soon))
}

// origin is what a time is counted from.
type origin int

const (
	calendar  origin = iota // nothing: it is an instant
	previous                // "+12m": the moment before it
	beginning               // "T+12m": the start of the incident
)

// spoken is a time as people say it.
type spoken struct {
	at    time.Time // with calendar
	bare  bool      // it names no day of its own
	from  origin
	after time.Duration // else
}

// readSpoken reads a time as it is typed in an interview: all that document.ReadTime reads, and "1042", "now", "yesterday 23:10",
// "Mon 10:42", "2h ago", "+12m". A time without a date is on the day of day, in its zone; a zero day makes it an error. What is said
// relative to now is an error where now is zero.
func readSpoken(text string, day, now time.Time) (spoken, error) {
	text = inEnglish(strings.TrimSpace(text), momentSayings())
	if behind, ok := strings.CutSuffix(text, "に"); ok {
		text = behind
	}
	low := strings.ToLower(text)
	if after, fromStart, ok := document.ReadCount(text); ok && holdsJapanese(text) && after <= longest {
		if fromStart && low[0] != '+' && !strings.HasPrefix(low, "＋") {
			return spoken{from: beginning, after: after}, nil
		}
		return spoken{from: previous, after: after}, nil
	}
	if m := laterPattern().FindStringSubmatch(low); m != nil {
		after, err := readSpan(m[2] + m[3])
		if m[1] != "" {
			return spoken{from: beginning, after: after}, err
		}
		return spoken{from: previous, after: after}, err
	}
	if !now.IsZero() {
		if low == "now" {
			return spoken{at: now.Truncate(time.Minute)}, nil
		}
		if span, ok := strings.CutSuffix(low, " ago"); ok {
			ago, err := readSpan(span)
			return spoken{at: now.Add(-ago).Truncate(time.Minute)}, err
		}
		if clock, back, ok := cutDay(text); ok {
			at, err := document.ReadTime(withColon(clock), now)
			if err == nil {
				here := now.In(at.Location()) // "yesterday" is yesterday where that clock hangs
				at, err = document.ReadTime(withColon(clock), here.AddDate(0, 0, -back))
			}
			return spoken{at: at}, err
		}
	}
	at, err := document.ReadTime(withColon(text), day)
	if err != nil {
		return spoken{}, err
	}
	s := spoken{at: at, bare: isBare(text)}
	if named, ok := weekdayIn(text); ok {
		if !s.bare && at.Weekday() != named {
			return spoken{}, &weekdayError{at, named}
		}
		if s.bare {
			s.bare = false
			s.at = at.AddDate(0, 0, (int(named)-int(at.Weekday())+7)%7)
			if !now.IsZero() && s.at.After(now.Add(soon)) {
				s.at = s.at.AddDate(0, 0, -7)
			}
		}
	}
	return s, nil
}

// readWritten reads a time in a file, where nothing is relative: a file is read again on another day. Where no day is known zone, unless nil, is
// the zone of a time with a date.
func readWritten(text string, day time.Time, zone *time.Location) (at time.Time, bare bool, err error) {
	if day.IsZero() && zone != nil {
		one := time.Date(2000, 1, 1, 0, 0, 0, 0, zone)
		a, errA := readSpoken(text, one, time.Time{})
		b, errB := readSpoken(text, one.AddDate(1, 1, 1), time.Time{})
		if errA == nil && errB == nil && a.from == calendar && a.at.Equal(b.at) {
			return a.at, false, nil
		}
	}
	s, err := readSpoken(text, day, time.Time{})
	if err == nil && s.from != calendar {
		err = fmt.Errorf("%q is not a time", text)
	}
	return s.at, s.bare, err
}

// weekdayError says that a date is not the day of the week that stands beside it.
type weekdayError struct {
	at    time.Time
	named time.Weekday
}

func (e *weekdayError) Error() string {
	return fmt.Sprintf("%s is a %s, not a %s", e.at.Format(time.DateOnly), e.at.Weekday(), e.named)
}

const dayWords = `today|tonight|this morning|this afternoon|this evening|yesterday|last night|\d{1,3} days? ago`

var (
	laterPattern  = lazy(`^(?:(t) ?)?\+ ?(\d.*)$|^(\d.*) later$`)
	dayPattern    = lazy(`(?i)^(` + dayWords + `),?(?: at)? (.*\d.*)$`)
	behindPattern = lazy(`(?i)^(.*\d.*?),? (` + dayWords + `)$`)
)

// dayFirst makes "23:10 yesterday" into "yesterday 23:10".
func dayFirst(text string) string {
	if m := behindPattern().FindStringSubmatch(text); m != nil {
		if _, err := document.ReadTime(withColon(m[1]), time.Unix(0, 0)); err == nil {
			return m[2] + " " + m[1]
		}
	}
	return text
}

// cutDay takes "yesterday" and its like off a time of day and returns how many days it means back from today.
func cutDay(text string) (clock string, back int, ok bool) {
	m := dayPattern().FindStringSubmatch(text)
	if m == nil {
		return "", 0, false
	}
	switch word := strings.ToLower(m[1]); {
	case strings.HasSuffix(word, "ago"):
		back, _ = strconv.Atoi(strings.Fields(word)[0])
	case word == "yesterday":
		back = 1
	case word == "last night": // the evening before or the small hours
		at, err := document.ReadTime(withColon(m[2]), time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC))
		if err == nil && at.Hour() >= 12 {
			back = 1
		}
	}
	return m[2], back, true
}

var (
	spanPartPattern = lazy(`^(\d{1,5}) ?(d|days?|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?)(?:[ ,]+|\b|$)`)
	articlePattern  = lazy(`^an? (hour|minute|day)$`)
)

// readSpan reads a length of time: "12m", "1h30m", "2 hours", "half an hour".
func readSpan(text string) (time.Duration, error) {
	text = strings.TrimSpace(text)
	rest := articlePattern().ReplaceAllString(text, "1 $1")
	if text == "half an hour" {
		rest = "30m"
	}
	var total time.Duration
	for rest != "" {
		m := spanPartPattern().FindStringSubmatch(rest)
		if m == nil {
			// "1h30m": the next part follows at once.
			if m = tightPartPattern().FindStringSubmatch(rest); m == nil {
				return 0, phrased{"%q is not a length of time", []any{text}}
			}
		}
		n, _ := strconv.Atoi(m[1])
		unit := map[byte]time.Duration{'d': 24 * time.Hour, 'h': time.Hour, 'm': time.Minute, 's': time.Second}[m[2][0]]
		if total += time.Duration(n) * unit; total > longest {
			return 0, phrased{"%q is longer than an incident lasts", []any{text}}
		}
		rest = rest[len(m[0]):]
	}
	return total, nil
}

// longest is how long a span may be.
const longest = 366 * 24 * time.Hour

var tightPartPattern = lazy(`^(\d{1,5})(d|h|m|s)`)

// weekdayIn finds the day of the week that a time names.
func weekdayIn(text string) (time.Weekday, bool) {
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return r < 'a' || r > 'z' }) {
		for day := time.Sunday; day <= time.Saturday; day++ {
			name := strings.ToLower(day.String())
			if len(word) >= 3 && strings.HasPrefix(name, word) {
				return day, true
			}
		}
	}
	return 0, false
}

var digitsPattern = lazy(`^((?:[A-Za-z]{3,9},? )?(?:\d{4}-\d\d-\d\d[ T])?)([01]\d|2[0-3])([0-5]\d)(Z?|[ +-].*)$`)

// withColon makes "1042" and "2026-11-20 1042 UTC" what document.ReadTime reads.
func withColon(text string) string {
	if m := digitsPattern().FindStringSubmatch(text); m != nil && !strings.HasPrefix(m[4], "-") {
		return m[1] + m[2] + ":" + m[3] + m[4]
	}
	return text
}

// isBare reports whether a time names no date of its own.
func isBare(text string) bool {
	d := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	a, errA := document.ReadTime(withColon(text), d)
	b, errB := document.ReadTime(withColon(text), d.AddDate(0, 0, 1))
	return errA == nil && errB == nil && !a.Equal(b)
}

// after moves a bare time of day to the next day when it lies so far before the moment it should follow that a night has passed.
func after(at, before time.Time, bare bool) time.Time {
	if bare && !before.IsZero() && at.Before(before.Add(-midnight)) {
		return at.AddDate(0, 0, 1)
	}
	return at
}

// momentProblem explains a time that could not be read.
func momentProblem(key Key, err error, remedy string) Problem {
	return Problem{Key: key, Item: -1, Message: fmt.Sprintf("%q: %v", key, err), Remedy: remedy, said: err}
}

// orderProblems finds moments that contradict each other. It puts the problem on the later one of the incident's course.
func orderProblems(a template.Answers) Problems {
	var ps Problems
	check := func(key Key, at time.Time, firstKey Key, first time.Time) {
		if at.IsZero() || first.IsZero() || !at.Before(first) {
			return
		}
		then, since := clock(at, first)
		before := phrased{"%q (%s) is before %q (%s)", []any{key, then, firstKey, since}}
		remedy := phrased{"are the times in the same zone? Write an offset, for example %s", []any{first.Format(time.RFC3339)}}
		ps = append(ps, Problem{Key: key, Item: -1, Message: before.Error(), Remedy: remedy.Error(), said: before, remedy: remedy})
	}
	check(Detected, a.Detected, Started, a.Started)
	check(Mitigated, a.Mitigated, Started, a.Started)
	check(Resolved, a.Resolved, Started, a.Started)
	if len(ps) == 0 {
		check(Resolved, a.Resolved, Mitigated, a.Mitigated)
	}
	return ps
}

// clock formats two moments as briefly as still tells them apart.
func clock(a, b time.Time) (string, string) {
	_, za := a.Zone()
	_, zb := b.Zone()
	layout := "15:04"
	switch {
	case za != zb:
		layout = time.RFC3339
	case a.Format(time.DateOnly) != b.Format(time.DateOnly):
		layout = "2006-01-02 15:04"
	}
	fa, fb := a.Format(layout), b.Format(layout)
	if fa == fb {
		layout = strings.Replace(layout, "15:04", "15:04:05", 1)
		fa, fb = a.Format(layout), b.Format(layout)
	}
	return fa, fb
}

var spanPattern = lazy(`^(\d{1,6}(\.\d{1,3})?(w|d|h|m|s))+$`)

// checkSpan checks a duration such as "30d" or "1h20m".
func checkSpan(text string) error {
	if !spanPattern().MatchString(text) {
		return phrased{"%q is not a length of time", []any{text}}
	}
	return nil
}

var budgetPattern = lazy(`^(\d{1,3}(?:\.\d{1,6})?) ?%?(?:[ ,;]+(?:(?:over|in|window):? +)?(\d\S*?))?(?:[ ,;]+(?:(?:unavailable|down|spent):? *(?:for +)?)?(\d\S*))?$`)

// readBudget reads "99.9% over 30d, unavailable 35m". Window and time unavailable may be missing.
func readBudget(text string) (*template.SLO, error) {
	m := budgetPattern().FindStringSubmatch(strings.ToLower(strings.TrimSpace(text)))
	if m == nil {
		return nil, phrased{"%q is not an objective with a window and the time unavailable", []any{text}}
	}
	objective, err := readObjective(m[1])
	if err != nil {
		return nil, err
	}
	slo := &template.SLO{Objective: objective, Window: m[2], Unavailable: m[3]}
	for _, span := range []string{slo.Window, slo.Unavailable} {
		if span != "" {
			if err := checkSpan(span); err != nil {
				return nil, err
			}
		}
	}
	return slo, nil
}

func readObjective(text string) (float64, error) {
	v, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "%")), 64)
	if err != nil || !(v > 0 && v < 100) {
		return 0, phrased{"%q is not an objective in percent between 0 and 100", []any{text}}
	}
	return v, nil
}
