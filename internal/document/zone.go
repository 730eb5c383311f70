package document

import (
	"slices"
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

// american is a zone of the United States by its generic name, which has daylight saving time from the second Sunday in March to the
// first in November (the rule since 2007).
func american(standard int) zone {
	return func(local time.Time) *time.Location {
		minutes := standard
		if !local.Before(sunday(local.Year(), time.March, 2)) && local.Before(sunday(local.Year(), time.November, 1)) {
			minutes += 60
		}
		return time.FixedZone("", minutes*60)
	}
}

// sunday is two o'clock on the nth Sunday of a month.
func sunday(year int, month time.Month, n int) time.Time {
	first := time.Date(year, month, 1, 2, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, (7-int(first.Weekday()))%7+7*(n-1))
}

// offsets are the abbreviations of zones, in minutes ahead of UTC.
var offsets = map[string]int{
	"Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "MSK": 180,
	"EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
	"AKST": -540, "AKDT": -480, "HST": -600, "BRT": -180, "SGT": 480, "HKT": 480, "JST": 540, "KST": 540,
	"AWST": 480, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
}

// zoneInWords is the zone that a sentence names ("US/Pacific", "Eastern time", "PST"), by one of its words.
func zoneInWords(word string) zone {
	switch word {
	case "Pacific":
		return american(-480)
	case "Mountain":
		return american(-420)
	case "Central":
		return american(-360)
	case "Eastern":
		return american(-300)
	}
	if len(word) < 2 || len(word) > len("AKST") || word != strings.ToUpper(word) {
		return nil
	}
	return zoneNamed(word)
}

// zoneNamed is the zone of an abbreviation, nil when it is none. In lower case most of them are words ("est", "west") and don't count.
func zoneNamed(name string) zone {
	upper := strings.ToUpper(name)
	if name != upper && !slices.Contains([]string{"Z", "UTC", "GMT", "PST", "PDT", "EDT", "CET", "CEST", "JST"}, upper) {
		return nil
	}
	switch upper {
	case "PT":
		return american(-480)
	case "MT":
		return american(-420)
	case "CT":
		return american(-360)
	case "ET":
		return american(-300)
	case "IST", "AST": // India, Israel, Ireland; the Atlantic, Arabia
		return func(time.Time) *time.Location { return nil }
	}
	if minutes, ok := offsets[upper]; ok {
		return fixed(minutes)
	}
	return nil
}
