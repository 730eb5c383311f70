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

const momentRemedy = `write 10:42, yesterday 23:10, 2h ago, or a date, a time and an offset: 2026-11-20 10:42 +01:00`

const zoneRemedy = `write a date, a time and an offset, for example 2026-11-20T10:42:00+01:00`

var agoPattern = lazy(`^(\d{1,4}) ?(m|min|h|d)(?:ours?|inutes?|ays?)? ago$`)

// readMoment reads a time as it is typed in an interview: all that document.ReadTime reads, and "1042", "now", "yesterday 23:10",
// "2h ago". A time without a date is on the day of day, in its zone; a zero day makes it an error.
func readMoment(text string, day, now time.Time) (time.Time, error) {
	text = strings.TrimSpace(text)
	low := strings.ToLower(text)
	if low == "now" {
		return now.Truncate(time.Minute), nil
	}
	if m := agoPattern().FindStringSubmatch(low); m != nil {
		n, _ := strconv.Atoi(m[1])
		unit := map[string]time.Duration{"m": time.Minute, "min": time.Minute, "h": time.Hour, "d": 24 * time.Hour}[m[2]]
		return now.Add(-time.Duration(n) * unit).Truncate(time.Minute), nil
	}
	if rest, ok := strings.CutPrefix(low, "today "); ok {
		return document.ReadTime(withColon(text[len(text)-len(rest):]), now)
	}
	if rest, ok := strings.CutPrefix(low, "yesterday "); ok {
		return document.ReadTime(withColon(text[len(text)-len(rest):]), now.AddDate(0, 0, -1))
	}
	return document.ReadTime(withColon(text), day)
}

var digitsPattern = lazy(`^(\d{4}-\d\d-\d\d[ T])?([01]\d|2[0-3])([0-5]\d)(Z?|[ +-].*)$`)

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
	return Problem{Key: key, Item: -1, Message: fmt.Sprintf("%q: %v", key, err), Remedy: remedy}
}

// orderProblems finds moments that contradict each other. It puts the problem on the later one of the incident's course.
func orderProblems(a template.Answers) Problems {
	var ps Problems
	check := func(key Key, at time.Time, firstKey Key, first time.Time) {
		if at.IsZero() || first.IsZero() || !at.Before(first) {
			return
		}
		then, since := clock(at, first)
		ps = append(ps, Problem{
			Key: key, Item: -1,
			Message: fmt.Sprintf("%q (%s) is before %q (%s)", key, then, firstKey, since),
			Remedy:  "are the times in the same zone? Write an offset, for example " + first.Format(time.RFC3339),
		})
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
		return fmt.Errorf("%q is not a length of time", text)
	}
	return nil
}

var budgetPattern = lazy(`^(\d{1,3}(?:\.\d{1,6})?) ?%?(?:[ ,;]+(?:(?:over|in|window):? +)?(\d\S*?))?(?:[ ,;]+(?:(?:unavailable|down|spent):? *(?:for +)?)?(\d\S*))?$`)

// readBudget reads "99.9% over 30d, unavailable 35m". Window and time unavailable may be missing.
func readBudget(text string) (*template.SLO, error) {
	m := budgetPattern().FindStringSubmatch(strings.ToLower(strings.TrimSpace(text)))
	if m == nil {
		return nil, fmt.Errorf("%q is not an objective with a window and the time unavailable", text)
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
		return 0, fmt.Errorf("%q is not an objective in percent between 0 and 100", text)
	}
	return v, nil
}
