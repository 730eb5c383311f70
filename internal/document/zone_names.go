package document

import (
	"strings"
	"sync"
	"time"
)

// offsets are the abbreviations of zones, in minutes ahead of UTC.
var offsets = map[string]int{
	"Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "MSK": 180, "TRT": 180,
	"EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
	"AKST": -540, "AKDT": -480, "HST": -600, "BRT": -180, "WAT": 60, "CAT": 120, "SAST": 120, "EAT": 180,
	"GST": 240, "IRST": 210, "IDT": 180, "PKT": 300, "WIB": 420, "WITA": 480, "PHT": 480, "MYT": 480, "SGT": 480, "HKT": 480, "JST": 540, "KST": 540,
	"AWST": 480, "ACST": 570, "ACDT": 630, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
}

// generic are the abbreviations that stand for a zone's time in summer and in winter.
var generic = map[string]zone{
	"PT": seasonal(-480, american), "MT": seasonal(-420, american), "CT": seasonal(-360, american), "ET": seasonal(-300, american),
}

// twoNamed are the zones that have one abbreviation in winter and another in summer.
var twoNamed = []struct {
	winter, summer string
	zone           zone
}{
	{"PST", "PDT", seasonal(-480, american)}, {"MST", "MDT", seasonal(-420, american)}, {"CST", "CDT", seasonal(-360, american)}, {"EST", "EDT", seasonal(-300, american)},
	{"AKST", "AKDT", seasonal(-540, american)}, {"CET", "CEST", seasonal(60, european(60))}, {"EET", "EEST", seasonal(120, european(120))},
	{"WET", "WEST", seasonal(0, european(0))}, {"GMT", "BST", seasonal(0, european(0))},
	{"AEST", "AEDT", seasonal(600, southern(1))}, {"ACST", "ACDT", seasonal(570, southern(1))}, {"NZST", "NZDT", seasonal(720, southern(0))},
}

// writtenZone is a zone and how it is written out.
type writtenZone struct {
	name string
	zone zone
}

// writtenZones are the zones that people write out, the longer names first.
var writtenZones = sync.OnceValue(func() []writtenZone {
	return []writtenZone{
		{"Pacific Standard Time", fixed(-480)}, {"Pacific Daylight Time", fixed(-420)}, {"Pacific Time", seasonal(-480, american)}, {"Pacific", seasonal(-480, american)},
		{"Mountain Standard Time", fixed(-420)}, {"Mountain Daylight Time", fixed(-360)}, {"Mountain Time", seasonal(-420, american)},
		{"Central Standard Time", fixed(-360)}, {"Central Daylight Time", fixed(-300)}, {"Central Time", seasonal(-360, american)},
		{"Eastern Standard Time", fixed(-300)}, {"Eastern Daylight Time", fixed(-240)}, {"Eastern Time", seasonal(-300, american)}, {"Eastern", seasonal(-300, american)},
		{"Central European Summer Time", fixed(120)}, {"Central European Standard Time", fixed(60)}, {"Central European Time", seasonal(60, european(60))},
		{"British Summer Time", fixed(60)}, {"Greenwich Mean Time", fixed(0)}, {"Coordinated Universal Time", fixed(0)}, {"Zulu", fixed(0)},
		{"India Standard Time", fixed(330)}, {"Indian Standard Time", fixed(330)}, {"Japan Standard Time", fixed(540)}, {"Singapore Time", fixed(480)},
	}
})

// isAcronym tells the zones whose abbreviations mean other things too, and which count only behind a time, or where the text says "in" or brackets them.
func isAcronym(name string) bool {
	switch name {
	case "CAT", "EAT", "WAT", "ET", "CT", "MT", "PT", "AST", "MST", "BST", "TRT", "BRT", "WIB", "PKT", "GST", "IDT", "PHT", "MYT":
		return true
	}
	return false
}

// zoneNamed is the zone of an abbreviation, nil when it is none. In lower case most of them are words ("est", "west") and don't count.
func zoneNamed(name string) zone {
	if name == "" || len(name) > len("AKST") {
		return nil
	}
	upper := strings.ToUpper(name)
	if name != upper {
		switch upper {
		case "Z", "UTC", "GMT", "PST", "PDT", "EDT", "CET", "CEST", "JST":
		default:
			return nil
		}
	}
	switch upper {
	case "IST", "AST": // India, Israel, Ireland; the Atlantic, Arabia
		return unclear
	}
	if z := generic[upper]; z != nil {
		return z
	}
	if minutes, ok := offsets[upper]; ok {
		return fixed(minutes)
	}
	return nil
}

// regionNamed is a region of the time zone database, by its area in lower case and its place; those that postmortems are written in. The database
// itself is not read, so that a document means the same on every machine.
func regionNamed(area, place string) zone {
	switch area {
	case "us":
		switch place {
		case "Pacific":
			return seasonal(-480, american)
		case "Mountain":
			return seasonal(-420, american)
		case "Arizona":
			return fixed(-420)
		case "Central":
			return seasonal(-360, american)
		case "Eastern":
			return seasonal(-300, american)
		}
	case "etc":
		if place == "UTC" || place == "GMT" {
			return fixed(0)
		}
	case "america":
		switch place {
		case "Los_Angeles", "Vancouver":
			return seasonal(-480, american)
		case "Denver", "Edmonton", "Boise":
			return seasonal(-420, american)
		case "Phoenix":
			return fixed(-420)
		case "Chicago", "Winnipeg":
			return seasonal(-360, american)
		case "New_York", "Toronto", "Detroit", "Montreal":
			return seasonal(-300, american)
		case "Halifax":
			return seasonal(-240, american)
		case "Bogota", "Lima":
			return fixed(-300)
		case "Sao_Paulo", "Argentina/Buenos_Aires", "Montevideo":
			return fixed(-180)
		}
	case "europe":
		switch place {
		case "London", "Dublin", "Lisbon":
			return seasonal(0, european(0))
		case "Helsinki", "Athens", "Kyiv", "Kiev", "Bucharest", "Sofia", "Tallinn", "Riga", "Vilnius":
			return seasonal(120, european(120))
		case "Moscow", "Istanbul", "Minsk":
			return fixed(180)
		case "Berlin", "Paris", "Madrid", "Rome", "Amsterdam", "Brussels", "Vienna", "Zurich", "Stockholm", "Oslo", "Copenhagen", "Prague", "Warsaw",
			"Budapest", "Belgrade", "Zagreb", "Ljubljana", "Bratislava", "Luxembourg", "Malta":
			return seasonal(60, european(60))
		}
	case "asia":
		switch place {
		case "Dubai":
			return fixed(240)
		case "Karachi":
			return fixed(300)
		case "Kolkata", "Calcutta", "Colombo":
			return fixed(330)
		case "Kathmandu":
			return fixed(345)
		case "Dhaka":
			return fixed(360)
		case "Bangkok", "Jakarta", "Ho_Chi_Minh":
			return fixed(420)
		case "Shanghai", "Hong_Kong", "Singapore", "Taipei", "Manila", "Kuala_Lumpur":
			return fixed(480)
		case "Tokyo", "Seoul":
			return fixed(540)
		}
	case "australia":
		switch place {
		case "Perth":
			return fixed(480)
		case "Brisbane":
			return fixed(600)
		case "Sydney", "Melbourne", "Hobart", "Canberra":
			return seasonal(600, southern(1))
		}
	case "pacific":
		switch place {
		case "Auckland":
			return seasonal(720, southern(0))
		case "Honolulu":
			return fixed(-600)
		}
	case "africa":
		switch place {
		case "Lagos":
			return fixed(60)
		case "Johannesburg":
			return fixed(120)
		case "Nairobi":
			return fixed(180)
		}
	}
	return nil
}

// unclear is a zone that several have the name of.
func unclear(time.Time) *time.Location { return nil }
