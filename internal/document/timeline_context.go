package document

import (
	"iter"
	"strings"
	"time"
	"unicode/utf8"
)

// before learns from what stands before the timeline: "Date: 20 November 2026", "All times are in UTC".
func (t *timelineReader) before(b *block) {
	if saysAllTimes(b.Text) {
		t.declareZone(b.Text)
	}
	if t.zone == nil {
		t.mentionZones(b.Text)
		for k := 0; k <= len(b.breaks) && len(b.breaks) > 0; k++ { // "… on May 10, 2026 (UTC timezone)" is a line among others
			if line := b.text(b.line(k)); saysAllTimes(line) {
				t.declareZone(line)
			}
		}
	}
	if t.instant {
		return
	}
	value := b.Text
	if b.row >= 0 && b.column == 0 {
		t.labelCell = isDayLabel(b.Text)
	}
	if b.row >= 0 && b.column == 1 && t.labelCell { // "| Date | 20 November 2026 |"
	} else if i := strings.IndexByte(b.Text, ':'); i > 0 && i < maxLabel && isDayLabel(b.Text[:i]) {
		value = b.Text[i+1:]
	} else if !t.underDayLabel(b) {
		if t.day.IsZero() {
			t.mention(b.Text)
		}
		return
	}
	if s, n := t.doc.readStamp(value); n > 0 && s.year != 0 {
		t.setDay(s)
		if s.zone != nil && t.zone == nil {
			t.zone = s.zone
		}
	} else if t.day.IsZero() {
		t.mention(b.Text)
	}
}

// mention notes the days that a text speaks of. They count where nothing better is known and only one is mentioned.
func (t *timelineReader) mention(text string) {
	for at := 0; len(t.mentioned) < 2; {
		day, end := t.doc.findDate(text, at)
		if end < 0 {
			return
		}
		at = end
		if len(t.mentioned) == 0 || !t.mentioned[0].Equal(day) {
			t.mentioned = append(t.mentioned, day)
		}
	}
}

// mentionZones notes the zones of the times of day that a text speaks of. They count where no other is known and they all say the same.
func (t *timelineReader) mentionZones(text string) {
	text = text[:min(len(text), 4*maxHeading)]
	for at := 0; at < len(text) && !t.mixedZones; at++ {
		from := hourBefore(text, at)
		if from < 0 || from > 0 && isWord(text[from-1]) {
			continue
		}
		var s stamp
		c := cursor{text: text, at: from}
		if !c.clock(&s) {
			continue
		}
		at = max(at, c.at-1)
		switch {
		case s.zone == nil && bracketedZone(text[at:]) == nil:
		case s.zone == nil:
			if s.zone = bracketedZone(text[at:]); t.mentionedZone == nil {
				t.mentionedZone = s.zone
			} else if !same(t.mentionedZone, s.zone) {
				t.mixedZones = true
			}
		case t.mentionedZone == nil:
			t.mentionedZone = s.zone
		case !same(t.mentionedZone, s.zone):
			t.mixedZones = true
		}
	}
}

// bracketedZone is the zone that ends in brackets what is told behind a time: "10:00 AM to 2:00 PM on May 8th, 2026 (UTC)". It is nil where nothing does, or
// where the sentence ends before.
func bracketedZone(text string) zone {
	text = text[:min(len(text), maxLabel)]
	open := strings.IndexByte(text, '(')
	if end := strings.IndexAny(text, ";!?"); open < 0 || end >= 0 && end < open {
		return nil
	}
	if end := strings.Index(text, ". "); end >= 0 && end < open {
		return nil
	}
	c := cursor{text: text, at: open + 1}
	if z := c.zoneName(); z != nil && c.next() == ')' {
		return z
	}
	return nil
}

// hourBefore is where the hour begins that the colon of "10:42", or the "pm" of "3 pm", at an offset follows; -1 where there is neither.
func hourBefore(text string, at int) int {
	end := at
	switch text[at] {
	case ':':
	case 'm', 'M':
		if at < 2 || text[at-1]|0x20 != 'a' && text[at-1]|0x20 != 'p' {
			return -1
		}
		if end = at - 1; text[end-1] == ' ' {
			end--
		}
	default:
		return -1
	}
	from := end
	for from > 0 && from > end-2 && isDigit(text[from-1]) {
		from--
	}
	if from == end || text[at] != ':' && from > 0 && text[from-1] == ':' { // the minutes
		return -1
	}
	return from
}

// saysAllTimes reports whether a text speaks of the times of the whole timeline.
func saysAllTimes(text string) bool {
	if len(text) > maxHeading {
		return false
	}
	if holdsJapanese(text) && saysAllTimesInJapanese(text) || saysAllTimesElsewhere(text) {
		return true
	}
	for at := 0; ; {
		i := strings.Index(text[at:], "ime")
		if i < 0 {
			return false
		}
		at += i + len("ime")
		word := at - len("time")
		for word > 0 && isLetter(text[word-1]) {
			word--
		}
		if word < 0 {
			continue
		}
		switch w := (&cursor{text: text, at: word}).peekWord(); {
		case strings.EqualFold(w, "timezone"), strings.EqualFold(w, "time") && strings.HasPrefix(text[at:], " zone"):
			return true
		case strings.EqualFold(w, "times"), strings.EqualFold(w, "timestamps"), strings.EqualFold(w, "time") && word > 0:
			if word == 0 || !strings.EqualFold(w, "time") && (text[word-1] == '(' || text[word-1] == '[') { // "Times are in PST", "Log (times in PST)"
				return true
			}
			before := strings.TrimRight(text[:word], " ")
			before = before[strings.LastIndexByte(before, ' ')+1:]
			for _, all := range []string{"all", "the", "these", "below", "following"} {
				if strings.EqualFold(strings.Trim(before, "*_(>["), all) {
					return true
				}
			}
		}
	}
}

// aboutAllTimes reports whether what stands behind a date in Japanese says nothing but the zone: "（JST）", "※時刻はすべてJST".
func aboutAllTimes(text string) bool {
	return len(text) <= maxHeading && findZone("時刻 "+text) != nil && (saysAllTimes(text) || strings.Trim(strings.Map(narrow, text), " ()[]JST日本時間") == "")
}

// saysAllTimesInJapanese is saysAllTimes for Japanese: "※時刻はすべてJST", "（以下、日本時間）".
func saysAllTimesInJapanese(text string) bool {
	pairs := pairsOf(text)
	return zoneHints.in(text, pairs) || allHints.in(text, pairs) && clockHints.in(text, pairs) && allTimes.compiled().MatchString(text)
}

var (
	zoneHints  = hints("時刻は", "時間は", "日時は", "表記は", "タイムゾーン")
	allTimes   = lazy(`(?:すべて|全て|以下).{0,12}(?:時間|時刻|JST|UTC)`)
	allHints   = hints("すべて", "全て", "以下")
	clockHints = hints("時間", "時刻", "JST", "UTC")
)

// declareLabelledDay takes the day that a line of its own tells in Japanese: "日時：2026/11/20（JST）".
func (t *timelineReader) declareLabelledDay(text string) {
	if !holdsJapanese(text[:min(len(text), maxLabel)]) {
		return
	}
	if i := strings.IndexAny(text, ":："); i > 0 && i < maxLabel && holdsJapanese(text[:i]) && isDayLabel(text[:i]) {
		_, size := utf8.DecodeRuneInString(text[i:])
		if s, n := t.doc.readStamp(text[i+size:]); n > 0 && s.hasDate() && !s.hasClock {
			t.setDay(s)
		}
	}
}

// isDayLabel reports whether a label or heading announces when the incident was: "Date", "Incident start (UTC)", "発生日時".
func isDayLabel(label string) bool {
	if len(label) > maxLabel {
		return false
	}
	label = strings.ToLower(label)
	for _, bracket := range [...]string{"(", "（"} {
		if i := strings.Index(label, bracket); i > 0 {
			label = label[:i]
		}
	}
	label = strings.Trim(label, " \t*_#-")
	for _, of := range []string{"incident ", "outage ", "event ", "issue ", "impact "} {
		label = strings.TrimPrefix(label, of)
	}
	for _, of := range []string{" of incident", " of the incident", " of outage", " of the outage", " of event", " utc"} {
		label = strings.TrimSuffix(label, of)
	}
	switch label {
	case "date", "day", "when", "start", "started", "start date", "start time", "started at", "start at", "started on", "occurred", "occurred at", "occurred on",
		"began", "began at", "began on", "date and time", "date & time", "date/time", "date / time", "start date and time", "dates", "time", "incident",
		"発生日", "発生日時", "発生時刻", "日時", "日付", "datum", "fecha":
		return true
	}
	return false
}

func (t *timelineReader) underDayLabel(b *block) bool {
	if b.Section < 0 {
		return false
	}
	is, known := t.labels[b.Section]
	if !known {
		is = isDayLabel(t.doc.Sections[b.Section].Heading)
		t.labels[b.Section] = is
	}
	return is
}

// maxLabel is the longest label, in bytes, that may stand before a value or a time.
const maxLabel = 60

// declareZone takes a zone that is named once for all: "All times in PST", "Time (UTC)".
func (t *timelineReader) declareZone(text string) {
	if len(text) > maxHeading {
		return
	}
	if z := findZone(text); z != nil {
		t.zone = z
	}
}

// findZone finds the zone that a sentence about times or a heading names.
func findZone(text string) zone {
	if holdsJapanese(text) {
		if text = strings.Map(narrow, text); strings.Contains(text, "日本時間") || strings.Contains(text, "日本標準時") {
			return zoneNamed("JST")
		}
	}
	if z := foreignZone(text); z != nil {
		return z
	}
	for i, z := range zonesIn(text) {
		if (!z.abbreviated || announced(text[:i])) && aboutTimes(text) {
			return z.zone
		}
	}
	return nil
}

// namedZone is a zone as a text names it.
type namedZone struct {
	zone        zone
	abbreviated bool // by capitals that may stand for something else
}

// zonesIn yields what may be the names of zones, and where they stand.
func zonesIn(text string) iter.Seq2[int, namedZone] {
	return func(yield func(int, namedZone) bool) {
		for i := 0; i < len(text); i++ {
			if text[i] < 'A' || text[i] > 'Z' || i > 0 && isWord(text[i-1]) {
				continue
			}
			c := cursor{text: text, at: i}
			w := c.peekWord()
			z := c.zoneName()
			if z == nil || len(w) < 2 || !c.ends() {
				i += max(len(w)-1, 0)
				continue
			}
			if !yield(i, namedZone{z, isAcronym(w) && c.at == i+len(w)}) {
				return
			}
			i = c.at - 1
		}
	}
}

// announced reports whether what stands before an abbreviation says that it is a zone.
func announced(before string) bool {
	trimmed := strings.TrimRight(before, " *_`/")
	if trimmed == "" {
		return true
	}
	if last, _ := utf8.DecodeLastRuneInString(trimmed); strings.ContainsRune("([:=–—|（", last) {
		return true
	}
	word := trimmed[strings.LastIndexByte(trimmed, ' ')+1:]
	switch strings.ToLower(strings.Trim(word, "(*_")) {
	case "in", "are", "is", "zone", "timezone", "times", "time", "timestamps", "and", "or", "to", "timeline":
		return true
	}
	return false
}

// aboutTimes reports whether a text that names a zone may speak of times.
func aboutTimes(text string) bool {
	lower := strings.ToLower(text)
	for _, word := range []string{"time", "utc", "zone", "clock", "gmt", "hours", "時", "日", "zeit", "uhr", "heure", "hora", "horá", "orari", "tijd", "时间", "시간"} {
		if strings.Contains(lower, word) {
			return true
		}
	}
	return false
}

// declareDay takes the day that the heading of a timeline names: "Timeline (UTC) of 20 November 2026".
func (t *timelineReader) declareDay(text string) {
	if day, end := t.doc.findDate(text, 0); end >= 0 {
		t.day, t.base, t.instant, t.previous = day, day, false, time.Time{}
	}
}
