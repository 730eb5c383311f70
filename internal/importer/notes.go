package importer

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// night is how far back a bare time of day lies before the one above when a night has passed between them.
const night = 6 * time.Hour

// ahead is how far past now a bare time may lie and still be one that has passed: clocks differ.
const ahead = 5 * time.Minute

// notes reads text line by line: notes, log lines, a chat copied from its window. A line that begins with a time is an event; a line that
// is nothing but a name and a time heads the lines below it; a line that is a date says the day of what follows; one of names in columns
// heads a table, of which each row that says when is an event; any other line goes on with the event above. All patterns are of the form, none of one tool's wording.
func (in *Import) notes(source string, day, now time.Time) {
	n := notesReader{in: in, day: day, now: now}
	for line := range strings.Lines(strings.TrimPrefix(source, "\ufeff")) {
		n.line++
		n.read(strings.TrimRight(line, "\r\n"))
	}
	n.finish()
}

type notesReader struct {
	in   *Import
	day  time.Time // date and zone of bare times; zero: unknown
	now  time.Time // what ages count from; zero: there are none
	line int

	open    bool // an event is being read
	event   Event
	message bool // it is one under a heading of its own
	words   []string
	at      int       // the line it began in
	last    time.Time // of the event before
	sender  string    // of the message above: the next one by the same carries only its time
	halves  bool      // messages above carry "AM" or "PM"
	noisy   bool      // of the event being read something was left out
	table   *table    // whose rows are being read; nil: none
	marks   bool      // the line above was one of reactions
}

func (n *notesReader) read(line string) {
	bare := strings.TrimSpace(line)
	switch {
	case bare == "":
		n.table = nil
		return
	case n.row(line):
		return
	case n.noise(bare):
		n.in.LeftOut++
		n.noisy = true
		return
	case n.structured(bare), n.date(bare), n.header(line), n.table == nil && n.aged(bare):
		return
	}
	if name, at, ok := n.heading(line); ok {
		if name == "" && line != bare || name == "APP" || name == "BOT" {
			name = n.lineAbove() // the name stands alone, the time below it, indented or behind a mark
		}
		if name == "" {
			name = n.sender
		}
		n.begin(at, name)
		n.sender, n.message = name, true
		return
	}
	if at, rest, ok := n.leading(bare); ok {
		n.begin(at, "")
		n.event.Who, rest = speaker(rest)
		n.words = append(n.words, rest)
		return
	}
	if at, ok := n.stampWithin(bare); ok {
		n.begin(at, "")
		n.words = append(n.words, bare)
		return
	}
	if m := clockPattern().FindString(bare); m != "" && !n.day.IsZero() { // and it could not be read
		n.in.unread(n.line, bare, strings.Trim(m, "[( ")+" is no time")
		return
	}
	if !n.open {
		n.in.unread(n.line, bare, n.why(bare))
		return
	}
	if bare = editedPattern().ReplaceAllString(bare, ""); bare != "" {
		n.words = append(n.words, bare)
	}
}

// clockPattern is what nobody writes but to say when: also "25:70".
var clockPattern = lazy(`^[\[(]?(?:\d{4}-\d\d-\d\d[T ,]*)?\d{1,2}:\d\d(?::\d\d)?\b`)

// lineAbove takes back the line above as the name that it is.
func (n *notesReader) lineAbove() string {
	if k := len(n.words); n.open && (k > 1 || k == 1 && n.noisy) {
		name := n.words[k-1]
		n.words = n.words[:k-1]
		return cleanName(name)
	}
	if k := len(n.in.Unread); !n.open && k > 0 && n.in.Unread[k-1].Line == n.line-1 {
		name := n.in.Unread[k-1].Text
		n.in.Unread = n.in.Unread[:k-1]
		return cleanName(name)
	}
	return ""
}

// why says what an event that begins with this line would need.
func (n *notesReader) why(line string) string {
	if n.day.IsZero() {
		probe := notesReader{day: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)}
		_, _, heads := probe.heading(line)
		if _, _, leads := probe.leading(line); heads || leads {
			return "its day is not known"
		}
	}
	return "no time stands before it"
}

func (n *notesReader) begin(at time.Time, who string) {
	n.finish()
	n.open, n.event, n.message, n.at, n.last = true, Event{At: at, Who: who}, false, n.line, at
	n.noisy = false
}

func (n *notesReader) finish() {
	if !n.open {
		return
	}
	n.open = false
	n.in.people = n.in.people.with(n.event.Who)
	n.event.Text = n.joined()
	n.words = nil
	if text := strings.TrimSpace(n.event.Text); text == "" && n.noisy {
		return
	} else if comingPattern().MatchString(text) {
		n.in.LeftOut++
		return
	}
	if strings.TrimSpace(n.event.Text) == "" {
		n.in.unread(n.at, n.event.Who, "it says a time and not what happened")
		return
	}
	n.in.add(n.event)
}

// noise reports whether a line of a copied chat is about the chat: a mark of a program, counts of replies and reactions, who came and went.
func (n *notesReader) noise(line string) bool {
	above := n.marks
	n.marks = marksPattern().MatchString(line) && strings.ContainsFunc(line, isMark)
	return n.marks || above && countPattern().MatchString(line) || chatPattern().MatchString(line) || comingPattern().MatchString(line)
}

// isMark reports whether a character is a symbol, or begins the name of one.
func isMark(r rune) bool { return r == ':' || r >= 0x2190 && unicode.IsSymbol(r) }

var (
	countPattern = lazy(`^\d{1,3}$`)
	// Reactions: ":eyes: 2", "👍 3", each alone in its line or several in one.
	marksPattern  = lazy(`^(?:(?::[a-z0-9_+-]{2,40}:|[\x{2190}-\x{2bff}\x{1f000}-\x{1faff}\x{fe0f}\x{200d}]+)\s*(?:\d{1,3}\b)?\s*)+$`)
	chatPattern   = lazy(`(?i)^(?:APP|BOT|\(?edited\)?|\d{1,4} (?:reply|replies|comments?)(?:\s*(?:last reply|view thread).*)?|last reply .{1,40}|view (?:thread|newer replies|replies)|(?:also )?(?:sent|replied) (?:to|in) (?:a thread|the channel):?|pinned a message to this channel\.?(?: see all .*)?|new messages?|show (?:more|less))$`)
	comingPattern = lazy(`(?i)^(?:[^\s:]+ ){0,3}?(?:has |was |were )?(?:joined|left|added to|removed from|archived) (?:#[\w-]+|(?:the|this) channel)(?: (?:by|along with) [^:]{1,60})?\.?$`)
	editedPattern = lazy(`\s*\(edited\)$`)
)

// joined is what the lines of an event say. Those of a message are sentences, those of a note go on with each other.
func (n *notesReader) joined() string {
	if !n.message {
		return strings.Join(n.words, " ")
	}
	var b strings.Builder
	for i, line := range n.words {
		if i > 0 {
			if last, _ := utf8.DecodeLastRuneInString(n.words[i-1]); !strings.ContainsRune(".,?!:;。？！…", last) {
				b.WriteByte(';')
			}
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	return b.String()
}

// place puts a bare time on its day: after the one above, past midnight where the clock jumped back by more than people mis-order things.
func (n *notesReader) place(at time.Time, bare bool) time.Time {
	if !bare {
		if !n.day.IsZero() {
			n.day = at.In(n.day.Location())
		}
		return at
	}
	if n.today() && at.After(n.now.Add(ahead)) { // "23:58", noted past midnight
		at = at.AddDate(0, 0, -1)
		n.day = n.day.AddDate(0, 0, -1)
	}
	if !n.last.IsZero() && at.Before(n.last.Add(-night)) {
		at = at.AddDate(0, 0, 1)
		n.day = n.day.AddDate(0, 0, 1)
	}
	return at
}

// today reports whether bare times are of the day that it is now.
func (n *notesReader) today() bool {
	return !n.now.IsZero() && n.day.Format(time.DateOnly) == n.now.In(n.day.Location()).Format(time.DateOnly)
}

// readClock reads a time that a text consists of.
func (n *notesReader) readClock(text string) (at time.Time, bare, ok bool) {
	at, err := document.ReadTime(text, n.day)
	if err != nil || at.Year() < 1970 {
		return at, false, false
	}
	if n.day.IsZero() {
		return at, false, true
	}
	other, err := document.ReadTime(text, n.day.AddDate(0, 0, 1))
	return at, err == nil && !other.Equal(at), true
}

// leading finds the time that a line begins with: the most words that make one.
func (n *notesReader) leading(line string) (at time.Time, rest string, ok bool) {
	line = strings.TrimLeft(line, "-*•+#>| \t")
	head := line[:min(len(line), 64)] // no time is longer
	for _, end := range slices.Backward(document.WordEnds(head, 6)) {
		for _, word := range []string{line[:end], untilBracket(line[:end])} {
			text := strings.Trim(word, "[]()*`_|,;:–—- ")
			if text == "" || !strings.ContainsAny(text, "0123456789") {
				continue
			}
			if at, bare, ok := n.readClock(text); ok {
				if rest = document.BehindTime(line[len(word):]); rest != "" {
					rest = document.EndOfSpan(text, at) + rest
				}
				return n.place(at, bare), rest, true
			}
		}
	}
	return time.Time{}, "", false
}

// untilBracket cuts "[10:42:07]deployed" where its bracket closes.
func untilBracket(word string) string {
	if i := strings.IndexByte(word, ']'); i > 0 && word[0] == '[' {
		return word[:i+1]
	}
	return ""
}

var headingPattern = lazy(`^(.{0,80}?)(?:^|[ \t\x{a0}]{2,}|[ \t]+[—–|•][ \t]+|\t|[ \t]+(?:APP|BOT)[ \t]+|[ \t]+(?:\[|\())[ \t]*(?:\[|\()?((?:\S+ (?:at )?)?\d{1,2}:\d\d(?::\d\d)?(?:[ \x{a0}\x{202f}]?[AaPp]\.?[Mm]\.?)?(?: [A-Z]{3,4})?)[\])]?[ \t]*$`)

// heading reads the line that stands above a message in a copied chat: who wrote it and when, and nothing else.
func (n *notesReader) heading(line string) (who string, at time.Time, ok bool) {
	m := headingPattern().FindStringSubmatch(line)
	if m == nil {
		return "", time.Time{}, false
	}
	clock := strings.NewReplacer("\u00a0", " ", "\u202f", " ", " at ", " ").Replace(m[2])
	back := 0
	if day, rest, found := strings.Cut(clock, " "); found {
		switch strings.ToLower(day) {
		case "today":
			clock = rest
		case "yesterday":
			clock, back = rest, -1
		}
	}
	at, bare, ok := n.readClock(clock)
	if !ok {
		return "", time.Time{}, false
	}
	if back != 0 {
		return cleanName(m[1]), at.AddDate(0, 0, back), true
	}
	if half := strings.ContainsAny(clock, "AaPp"); half {
		n.halves = true
	} else if later := at.Add(12 * time.Hour); bare && n.halves && at.Before(n.last) && !later.Before(n.last) {
		at = later // chats leave the half of the day out of a message that follows at once
	}
	return cleanName(m[1]), n.place(at, bare), true
}

// cleanName takes what chats put beside a name off it.
func cleanName(name string) string {
	name = strings.TrimSuffix(strings.TrimSpace(name), " APP")
	return strings.TrimSpace(emojiCodePattern().ReplaceAllString(name, ""))
}

var (
	emojiCodePattern = lazy(`:[a-z0-9_+-]{2,40}:`)
	nickPattern      = lazy(`^<[@+%&~ ]?([^<>\s]{1,40})>\s+(\S.*)$`)
	handlePattern    = lazy(`^(@[\w.-]{1,39}):\s+(\S.*)$`)
)

// speaker takes who said something off a line of chat where the form shows it: "<nick> text", "@handle: text".
func speaker(text string) (who, rest string) {
	for _, pattern := range []func() *regexp.Regexp{nickPattern, handlePattern} {
		if m := pattern().FindStringSubmatch(text); m != nil {
			return m[1], m[2]
		}
	}
	return "", text
}

// date takes a line that says the day of what follows: "Friday, November 20th", "--- Day changed Fri Nov 20 2026", "## 2026-11-20".
func (n *notesReader) date(line string) bool {
	day := n.day
	if len(line) > 60 || day.IsZero() {
		return false
	}
	text := strings.Trim(line, "-–—=#* \t")
	text = strings.TrimPrefix(strings.TrimPrefix(text, "Day changed to "), "Day changed ")
	if text == "" || !strings.ContainsAny(text, "0123456789") {
		return false
	}
	at, err := document.ReadTime(text+" 00:00", day)
	if err != nil {
		return false
	}
	aside := 1
	if day.Month() == time.December {
		aside = -1 // in the same year, which a date without one takes from it
	}
	if other, err := document.ReadTime(text+" 00:00", day.AddDate(0, 0, aside)); err != nil || !other.Equal(at) {
		return false // it is no date: its day is that of day
	}
	n.finish()
	n.day = nearestYear(text, at, day).In(day.Location())
	n.last, n.sender = time.Time{}, ""
	return true
}

// nearestYear puts a date that names no year into the one that brings it next to day; of those, one in which the day of the week is as written.
func nearestYear(text string, at, day time.Time) time.Time {
	best, fits := at, onWeekday(text, at)
	for _, years := range []int{-1, 1} {
		other, err := document.ReadTime(text+" 00:00", day.AddDate(years, 0, 0))
		if err != nil || other.Equal(at) {
			continue
		}
		nearer := other.Sub(day).Abs() < best.Sub(day).Abs()
		if fit := onWeekday(text, other); fit && !fits || fit == fits && nearer {
			best, fits = other, fit
		}
	}
	return best
}

// onWeekday reports whether a date is the day of the week that a text names; one that names none is any.
func onWeekday(text string, at time.Time) bool {
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return r < 'a' || r > 'z' }) {
		for day := time.Sunday; day <= time.Saturday; day++ {
			if len(word) >= 3 && strings.HasPrefix(strings.ToLower(day.String()), word) {
				return day == at.Weekday()
			}
		}
	}
	return true
}

// stampWithin finds a full timestamp inside a line of a log. One without a zone is in that of the day, as everywhere.
func (n *notesReader) stampWithin(line string) (time.Time, bool) {
	if len(line) > 4096 {
		line = line[:4096]
	}
	if m := fullStampPattern().FindString(line); m != "" {
		if at, err := document.ReadTime(strings.Replace(m, ",", ".", 1), n.day); err == nil && at.Year() >= 1970 {
			return at, true
		}
	}
	if m := webLogPattern().FindStringSubmatch(line); m != nil {
		if at, err := time.Parse("02/Jan/2006:15:04:05 -0700", m[1]); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}

var (
	fullStampPattern = lazy(`\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[ ]?[+-]\d\d:?\d\d|[ ]UTC)?`)
	webLogPattern    = lazy(`\[(\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\]`)
)

// structured reads a log line that is a JSON object.
func (n *notesReader) structured(line string) bool {
	if line[0] != '{' || line[len(line)-1] != '}' {
		return false
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal([]byte(line), &fields) != nil {
		return false
	}
	var at time.Time
	for _, key := range []string{"time", "ts", "timestamp", "@timestamp", "at", "date", "created_at"} {
		if t, ok := instant(text(fields[key])); ok {
			at = t
			break
		}
		var seconds float64
		if json.Unmarshal(fields[key], &seconds) == nil && seconds > 1e8 && seconds < 1e14 {
			if seconds > 1e11 {
				seconds /= 1000
			}
			at = time.Unix(int64(seconds), 0).UTC()
			break
		}
	}
	what := ""
	for _, key := range []string{"msg", "message", "what", "event", "text", "summary"} {
		if what = text(fields[key]); what != "" {
			break
		}
	}
	if at.IsZero() || what == "" {
		return false
	}
	n.begin(at, "")
	n.words = append(n.words, what)
	n.finish()
	return true
}
