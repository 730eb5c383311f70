package document

import (
	"strings"
	"unicode"
)

var (
	allTimes = lazy(`(?i)\b(?:all|the|these) (?:times?|timestamps?)\b`)
	dayLabel = lazy(`(?i)^(?:incident |outage |event )?(?:date|day|when|start|started|start(?:ed)? (?:date|time|at)|occurred(?: at| on)?|began(?: at| on)?)(?: and time)?(?: ?\([^)]{0,30}\))?$`)
)

// before learns from what stands before the timeline: "Date: 20 November 2026", "All times are in UTC".
func (t *timelineReader) before(b *block) {
	if saysAllTimes(b.Text) {
		t.declareZone(b.Text)
	}
	if t.instant {
		return
	}
	label, value := "", b.Text
	if i := strings.IndexByte(b.Text, ':'); i > 0 && i < maxLabel {
		label, value = b.Text[:i], b.Text[i+1:]
	}
	if !dayLabel().MatchString(strings.TrimSpace(label)) {
		if !t.underDayLabel(b) {
			if t.day.IsZero() {
				t.mention(b.Text)
			}
			return
		}
		value = b.Text
	}
	if s, n := readStamp(value); n > 0 && s.year != 0 {
		t.setDay(s)
		if s.zone != nil && t.zone == nil {
			t.zone = s.zone
		}
	}
}

// mention notes the day that the text before a timeline speaks of. It counts where nothing better is known and no other day is mentioned.
func (t *timelineReader) mention(text string) {
	for at := 0; ; {
		day, end := findDate(text, at)
		if end < 0 {
			return
		}
		at = end
		t.mentioned = append(t.mentioned, day)
	}
}

// saysAllTimes reports whether a text speaks of the times of the whole timeline.
func saysAllTimes(text string) bool {
	return len(text) <= maxHeading && strings.Contains(text, "imes") && allTimes().MatchString(text)
}

func (t *timelineReader) underDayLabel(b *block) bool {
	if b.Section < 0 {
		return false
	}
	is, known := t.labels[b.Section]
	if !known {
		is = dayLabel().MatchString(foldHeading(t.doc.Sections[b.Section].Heading))
		t.labels[b.Section] = is
	}
	return is
}

// maxLabel is the longest label, in bytes, that may stand before a value or a time.
const maxLabel = 60

var zoneNote = lazy(`(?i)\b(?:times?|timestamps?|utc|zone|clock)\b`)

// declareZone takes a zone that is named once for all: "All times in PST", "Time (UTC)".
func (t *timelineReader) declareZone(text string) {
	if len(text) > maxHeading {
		return
	}
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if z := zoneInWords(w); z != nil && zoneNote().MatchString(text) {
			t.zone = z
			return
		}
	}
}
