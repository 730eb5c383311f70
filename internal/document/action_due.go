package document

import (
	"strconv"
	"strings"
	"time"
)

// A date by which something is to be done is kept as written until all of the document is read: which of its numbers is the day, and which year is meant,
// the rest of it tells.

// dueDate is a date as an ISO date where it can be read as one by itself, and otherwise as written; "" for what is none ("due to load").
func dueDate(value string) string {
	if s, err := readDate(value); err == nil && !s.either {
		return s.iso()
	}
	if last := lastOfSteps(value); last != "" {
		return last
	}
	if first, _, _ := strings.Cut(value, " "); strings.EqualFold(first, "to") {
		return ""
	}
	return value
}

// lastOfSteps is the latest of the dates that the steps of an item are due: "Design 2026-12-01, rollout 2026-12-15". "" where any part has none.
func lastOfSteps(value string) string {
	if len(value) > 2*maxState || len(value) < 2*len(time.DateOnly) {
		return ""
	}
	last, dates := "", 0
	for part := range strings.FieldsFuncSeq(value, func(r rune) bool { return strings.ContainsRune(",;・、，；", r) }) {
		part = strings.TrimRight(part, " .)）")
		if len(part) < len(time.DateOnly) {
			return ""
		}
		day, err := time.Parse(time.DateOnly, part[len(part)-len(time.DateOnly):])
		if err != nil {
			return ""
		}
		last = max(last, day.Format(time.DateOnly))
		dates++
	}
	if dates < 2 {
		return ""
	}
	return last
}

// settleDues gives the due dates that are still as written their order and their year: that in which they follow the incident.
func (d *Document) settleDues() {
	day := d.Day()
	if day.IsZero() {
		day = d.storyDay
	}
	for i := range d.Actions {
		a := &d.Actions[i]
		a.monthEnd(day)
		if s, ok := readDue(a.Due); ok {
			s = d.inOrder(s)
			if s.year == 0 && !day.IsZero() {
				if s.year = day.Year(); s.iso() < day.Format(time.DateOnly) {
					s.year++
				}
			}
			if s.year != 0 && s.isDay() {
				a.Due = s.iso()
			}
		}
	}
}

// readDue reads a due date as written, whose year may be missing: "03/04/2026", "by Friday, 14 March", "12/31".
func readDue(due string) (stamp, bool) {
	if due == "" || len(due) > maxState || len(due) == len(time.DateOnly) && due[4] == '-' {
		return stamp{}, false
	}
	if holdsKorean(due) {
		due = strings.TrimSpace(strings.TrimSuffix(fromKorean(due), "까지"))
	}
	c := cursor{text: due}
	if !holdsJapanese(due) {
		c.word("by", "on", "before", "until")
		c.weekday()
	}
	if s, ok := wholeDate(c.rest()); ok {
		return s, true
	}
	if holdsJapanese(due) {
		due = strings.TrimSpace(foldTime(due).text)
	}
	s, n := readMonthDay(due)
	return s, n > 0 && n == len(due)
}

// monthEnd makes a day of a due date that is the end of a month: "12月末", "2027年3月末". One without a year follows the day of the incident.
func (a *ActionItem) monthEnd(day time.Time) {
	if len(a.Due) > maxState || !strings.HasSuffix(a.Due, "末") {
		return
	}
	m := endOfMonth.compiled().FindStringSubmatch(strings.TrimSpace(foldTime(a.Due).text))
	if m == nil || m[1] == "" && day.IsZero() {
		return
	}
	month, _ := strconv.Atoi(m[2])
	year, _ := strconv.Atoi(m[1])
	if month < 1 || month > 12 {
		return
	}
	if m[1] == "" {
		if year = day.Year(); time.Month(month) < day.AddDate(0, -1, 0).Month() && day.AddDate(0, -1, 0).Year() == year {
			year++
		}
	}
	a.Due = time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

var endOfMonth = lazy(`^(?:(20\d\d)年\s?)?(\d{1,2})月末$`)

// isDate reports whether a value is a date or begins like one ("end of Q1", "Dec 15").
func isDate(value string) bool {
	c := cursor{text: value}
	return c.date(&stamp{}) || vagueDate.compiled().MatchString(value)
}

// tellsDue reports whether all of a text is a date, or a time in which something is to be done.
func tellsDue(text string) bool {
	if isVagueDate(text) {
		return true
	}
	_, err := ReadDate(text)
	return err == nil
}

// isVagueDate reports whether all of a text is a time in which something is to be done: "Q1", "next sprint", "end of June", "20 March", "20/03".
func isVagueDate(text string) bool {
	if len(text) > len("beginning of september 2026") {
		return false
	}
	text = strings.ToLower(text)
	if rest, found := strings.CutPrefix(text, "mid-"); found {
		text = "mid " + rest
	}
	word, rest, _ := strings.Cut(text, " ")
	switch word {
	case "by", "in", "early", "mid", "late", "até", "hasta", "bis", "avant", "entro":
		return rest != "" && isVagueDate(rest)
	case "end", "start", "beginning", "middle":
		of, when, _ := strings.Cut(rest, " ")
		when = strings.TrimPrefix(when, "the ")
		return of == "of" && (isPeriod(when) || isVagueDate(when))
	case "next", "this", "coming", "following":
		return isPeriod(rest)
	case "eow", "eom", "eoq", "eoy":
		return rest == ""
	}
	if len(word) == 2 && word[0] == 't' && word[1] >= '1' && word[1] <= '4' && len(rest) == len("2026") && isDigits(rest) { // "T4 2026", a quarter in French and Spanish
		return true
	}
	if len(word) > 1 && (word[0] == 'q' && word[1] >= '1' && word[1] <= '4' || word[0] == 'h' && (word[1] == '1' || word[1] == '2')) {
		year := strings.TrimLeft(text[2:], " -/'")
		return year == "" && len(text) == 2 || (len(year) == 2 || len(year) == 4) && isDigits(year)
	}
	if _, n := readMonthDay(text); n == len(text) && n == len("20/03") {
		return true
	}
	c := cursor{text: text}
	if c.date(&stamp{}) && c.at == len(text) {
		return true // "20 March"
	}
	c = cursor{text: text}
	_, month := c.monthName()
	return month && (c.at == len(text) || isDigits(strings.TrimSpace(text[c.at:])) && len(text)-c.at == len(" 2026"))
}

// isPeriod reports whether a word is a time that work is planned in.
func isPeriod(word string) bool {
	switch word {
	case "week", "month", "quarter", "sprint", "release", "year", "iteration", "cycle", "half":
		return true
	}
	return false
}

var vagueDate = lazy(`(?i)^(?:end of|q[1-4]\b|next (?:week|month|quarter|sprint|release)|this (?:week|month|quarter|sprint)|[a-z]+ 20\d\d\b)`)

// dueInStatus is the date that a status gives for the work that is to be done: "ETA – 3/3", "In progress, due 2026-12-01".
func dueInStatus(text string) string {
	if len(text) > maxState {
		return ""
	}
	lower := " " + strings.ReplaceAll(strings.ToLower(text), "(", " ")
	for _, label := range [...]string{"eta", "due", "by"} {
		at := strings.Index(lower, " "+label+" ")
		if at < 0 || len(lower) != len(text)+1 {
			continue
		}
		value := strings.TrimLeft(text[at+len(label):], " :–—-")
		value = strings.TrimRight(value, " .)]")
		c := cursor{text: value}
		if month, ok := c.number(1, 2); isDate(value) || ok && month > 0 && month <= 12 && c.literal("/") {
			return dueDate(value)
		}
	}
	return ""
}
