package document

import (
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// stamp is a point in time as written, with what it leaves open. The zero value says nothing.
type stamp struct {
	year, month, day int  // 0: not written
	either           bool // month and day may be the other way round, see Document.inOrder
	nth              int  // "Day 2" of the incident; 0: not written
	shift            int  // "the next day": days behind the day known so far; -1: "the previous night"
	again            bool // a shift that each entry of that day may repeat: "翌日"
	clock            time.Duration
	hasClock         bool
	bare             bool          // a clock without "am" or "pm"
	afternoon        bool          // a clock with "pm"
	zone             zone          // nil: not written
	elsewhere        *stamp        // the same time in another zone: the "09:42 UTC" of "10:42 (09:42 UTC)"
	after            time.Duration // how long after count
	count            count
	relative         bool // a duration and nothing else
}

// count is what a duration is counted from.
type count int

const (
	noCount       count = iota
	sinceStart          // "T+15m"
	sincePrevious       // "10 minutes later"
)

func (s stamp) hasDate() bool { return s.day != 0 }

// timed reports whether s is more than a day.
func (s stamp) timed() bool { return s.hasClock || s.relative }

// says reports whether anything was read.
func (s stamp) says() bool { return s.hasDate() || s.timed() || s.nth != 0 || s.shift != 0 }

// readStamp reads a time at the start of text and returns how many bytes it took, 0 when none stands there. Marks
// around it (brackets, "~", "at", a weekday) are taken with it; a range yields its beginning.
func readStamp(text string) (stamp, int) {
	if !opensLikeStamp(text) {
		return stamp{}, 0
	}
	if holdsKorean(text[:min(len(text), maxWay)]) {
		text = fromKorean(text[:min(len(text), maxFolded)])
	}
	if holdsJapanese(text[:min(len(text), maxWay)]) {
		text = text[:timeEnd(text)]
		if !mayFoldToStamp(text) {
			return stamp{}, 0
		}
		f := foldTime(text)
		s, n := readFolded(f.text, true)
		s.again = strings.HasPrefix(strings.TrimLeft(f.text, " (・*-"), "next day")
		return s, f.from[n]
	}
	if !mayBeStamp(text[:min(len(text), maxWay)]) {
		return stamp{}, 0
	}
	return readFolded(text, false)
}

// readFolded is readStamp for a text that is folded. In Japanese a day may go on behind midnight: 25:30.
func readFolded(text string, late bool) (stamp, int) {
	return (&cursor{text: text, late: late}).stamp()
}

// readDotted is readStamp for the entries of a document whose clocks have dots: "10.42 fixed".
func readDotted(text string) (stamp, int) {
	return (&cursor{text: text, dotted: true}).stamp()
}

func (c *cursor) stamp() (stamp, int) {
	if !c.skipLead() {
		return stamp{}, 0
	}
	var s stamp
	switch {
	case c.relative(&s):
		c.absolute(&s)
	case c.date(&s):
		c.clockBehind(&s)
	case c.incidentDay(&s):
		c.dateOfDay(&s)
		c.clockBehind(&s)
	case c.garbledDate(&s):
		c.clockBehind(&s)
	case c.clock(&s):
		c.dateBehind(&s)
	default:
		return stamp{}, 0
	}
	c.rangeEnd(&s)
	for range 3 {
		c.alternative(&s)
	}
	c.skipTail()
	return s, c.at
}

// unknownClock is the length of what stands for a time of day that nobody knows, with the marks around it: "??:?? - ".
func unknownClock(text string) int {
	c := cursor{text: text}
	c.skip(" \t[(~*`_")
	if b := c.next(); b != '?' && b != '-' && b != 'x' && b != 'X' && !isDigit(b) {
		return 0
	}
	c.number(2, 2) // "10:??"
	if !c.anyOf("??:??", "?:??", "--:--", "xx:xx", "XX:XX", ":??", ":xx", ":XX") || c.at < len(c.text) && isWord(c.next()) {
		return 0
	}
	c.skipTail()
	return c.at
}

// unknownTime is the length of what stands for a time that is not known, or not to the day: "??:??", "2026-11-XX", "Early November 2026:", "Q4 2026 –".
func unknownTime(text string) int {
	if n := unknownClock(text); n > 0 {
		return n
	}
	c := cursor{text: text}
	c.skip(" \t[(~*`_")
	if b := c.next(); !isDigit(b) && !isLetter(b) {
		return 0
	}
	if c.blankedDate() {
		c.skipTail()
		return c.at
	}
	if !c.vagueDate() {
		return 0
	}
	if c.at == len(text) || !isSetOff(text, c.at) { // "In July 2026 we moved"
		return 0
	}
	c.skipTail()
	return c.at
}

// blankedDate takes a date whose day, or month and day, are left blank: "2026-11-XX", "2026-??-??".
func (c *cursor) blankedDate() bool {
	start := c.at
	year, ok := c.number(4, 4)
	if ok && isYear(year) && c.anyOf("-", "/") {
		if !c.anyOf("XX", "xx", "??", "__") {
			_, ok = c.number(2, 2)
		}
		if ok && c.anyOf("-", "/") && c.anyOf("XX", "xx", "??", "__") && (c.at == len(c.text) || !isWord(c.next())) {
			return true
		}
	}
	c.at = start
	return false
}

// vagueDate takes a month, a quarter or a season of a year: "mid-November 2026", "2026-11", "Q4 2026", "Autumn 2026".
func (c *cursor) vagueDate() bool {
	c.word("around", "about", "circa", "since", "before", "in", "by", "from", "until")
	if c.word("early", "mid", "middle", "late", "end", "beginning", "start") {
		c.skip("- ")
		c.word("of")
	}
	month := c.at
	if year, ok := c.number(4, 4); ok {
		if !isYear(year) || !c.anyOf("-", "/") {
			return false
		}
		m, ok := c.number(2, 2)
		return ok && m > 0 && m <= 12 && !isWord(c.next())
	}
	_, named := c.monthName()
	if !named && !c.word("spring", "summer", "autumn", "fall", "winter") && !c.anyOf("Q1", "Q2", "Q3", "Q4") {
		_, named = c.foreignMonth()
		if !named {
			c.at = month
			return false
		}
	}
	c.skip(" ,")
	c.word("of", "de")
	year, ok := c.number(4, 4)
	return ok && isYear(year) && !isWord(c.next())
}

// opensLikeStamp is quick to say no to a text that begins with a word which no time begins with.
func opensLikeStamp(text string) bool {
	c := cursor{text: text}
	c.marks()
	if b := c.next(); !isLetter(b) {
		return isDigit(b) || b == '+' || b == ',' || b >= utf8.RuneSelf
	}
	var lower [len("approximately")]byte
	n := copy(lower[:], c.peekWord())
	for i := range n {
		lower[i] |= 0x20
	}
	if c.at+n < len(c.text) && isLetter(c.text[c.at+n]) { // it is longer
		return false
	}
	_, found := stampOpenings()[string(lower[:n])]
	return found
}

// stampOpenings are the words in ASCII that a time may begin with.
var stampOpenings = sync.OnceValue(func() map[string]struct{} {
	openings := map[string]struct{}{}
	for _, words := range [][]string{leadWords, weekdays, numerals, {"a", "an", "half", "t", "day", "the", "next", "following", "noon", "midday", "midnight"}} {
		for _, word := range words {
			openings[word] = struct{}{}
		}
	}
	for _, words := range foreignLeads {
		openings[(&cursor{text: words}).peekWord()] = struct{}{}
	}
	for _, month := range months {
		openings[month], openings[month[:3]], openings[month[:min(4, len(month))]] = struct{}{}, struct{}{}, struct{}{}
	}
	return openings
})

// maxWay is how far into a text, in bytes, its time may begin, behind marks and words such as "shortly after".
const maxWay = 96

// mayBeStamp is quick to say no to the beginning of ordinary prose: a time has digits, or one of few words.
func mayBeStamp(start string) bool {
	for i := range len(start) {
		if !opensStamp[start[i]] {
			continue
		}
		var found bool
		switch rest := start[i:]; start[i] {
		default:
			return true // a digit
		case 'a', 'f':
			found = strings.HasPrefix(rest[1:], "ter")
		case 'A', 'F':
			found = strings.HasPrefix(rest[1:], "TER")
		case 'e', 'E':
			found = strings.HasPrefix(rest, "ext ") || strings.HasPrefix(rest, "EXT ")
		case 'o', 'O':
			found = strings.HasPrefix(rest, "oon") || strings.HasPrefix(rest, "ollowing") || strings.HasPrefix(rest, "OON") || strings.HasPrefix(rest, "OLLOWING")
		case 'i', 'I':
			found = strings.HasPrefix(rest, "idday") || strings.HasPrefix(rest, "idnight") || strings.HasPrefix(rest, "IDDAY") || strings.HasPrefix(rest, "IDNIGHT")
		}
		if found {
			return true
		}
	}
	return false
}

// opensStamp are the digits, and the letters at which mayBeStamp looks for its words.
var opensStamp = [256]bool{'0': true, '1': true, '2': true, '3': true, '4': true, '5': true, '6': true, '7': true, '8': true, '9': true,
	'a': true, 'A': true, 'e': true, 'E': true, 'f': true, 'F': true, 'i': true, 'I': true, 'o': true, 'O': true}

// mayFoldToStamp is mayBeStamp for a text in Japanese that is not folded. A time begins with a digit, a letter of another script or one of the characters that
// foldTime writes anew, and what folding makes digits or words of counts as such.
func mayFoldToStamp(start string) bool {
	first := strings.IndexFunc(start, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	if first < 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(start[first:])
	if r >= 'ぁ' && r < '！' && !strings.ContainsRune("令平午翌同当約そ日月火水木金土上下凌清早中傍晚夜次第隔當", r) {
		return false
	}
	return mayBeStamp(start) || strings.IndexByte(start, "！"[0]) >= 0 || foldsToStamp.in(start, allPairs)
}

// foldsToStamp are the words of which foldTime makes digits, or nothing: "令和元年", "翌日", "同日".
var foldsToStamp = hints("元", "翌", "同日", "当日", "次日", "第二天", "隔天")

// cursor walks over a text by the grammar of dates and times; each method takes what it reads or leaves the cursor where it was.
type cursor struct {
	text string
	at   int
	late bool // hours up to lastHour belong to the day before

	dotted bool // two numbers around a dot are a time of day
}

func (c *cursor) rest() string { return c.text[c.at:] }

// next is the byte at the cursor, 0 at the end.
func (c *cursor) next() byte {
	if c.at < len(c.text) {
		return c.text[c.at]
	}
	return 0
}

func (c *cursor) atDigit() bool { return isDigit(c.next()) }

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func (c *cursor) skip(set string) {
	for c.at < len(c.text) && c.text[c.at] < utf8.RuneSelf {
		if strings.IndexByte(set, c.text[c.at]) < 0 {
			return
		}
		c.at++
	}
	c.at += len(c.rest()) - len(strings.TrimLeft(c.rest(), set))
}

// peekWord returns the letters at the cursor.
func (c *cursor) peekWord() string {
	end := c.at
	for end < len(c.text) && isLetter(c.text[end]) {
		end++
	}
	return c.text[c.at:end]
}

// word takes one of the words, whatever their case, and the blanks behind it.
func (c *cursor) word(words ...string) bool {
	w := c.peekWord()
	if w == "" {
		return false
	}
	for _, want := range words {
		if len(w) == len(want) && strings.EqualFold(w, want) {
			c.at += len(w)
			c.skip(" ")
			return true
		}
	}
	return false
}

func (c *cursor) literal(s string) bool {
	if strings.HasPrefix(c.rest(), s) {
		c.at += len(s)
		return true
	}
	return false
}

// anyOf takes the first of the literals that stands at the cursor.
func (c *cursor) anyOf(literals ...string) bool {
	b := c.next()
	for _, s := range literals {
		if s[0] == b && c.literal(s) {
			return true
		}
	}
	return false
}

// number takes between low and high digits that are not followed by another digit.
func (c *cursor) number(low, high int) (int, bool) {
	end, v := c.at, 0
	for end < len(c.text) && isDigit(c.text[end]) {
		v = 10*v + int(c.text[end]-'0') // too many digits overflow, and are too many
		end++
	}
	if n := end - c.at; n < low || n > high {
		return 0, false
	}
	c.at = end
	return v, true
}

// leadWords may stand before a time, several of them: "at around", "shortly after".
var leadWords = []string{
	"at", "around", "about", "approx", "approximately", "circa", "ca", "roughly", "from", "on", "by", "since", "until", "between",
	"before", "after", "shortly", "just", "starting", "nearly", "also", "later", "again", "early", "late",
}

// skipLead takes the marks and words that may stand before a time, and reports whether what follows may be one.
func (c *cursor) skipLead() bool {
	c.marks()
	if b := c.next(); isDigit(b) || b == '+' {
		return true
	}
	if c.foreignLead() {
		look := *c
		return look.clock(&stamp{}) || look.date(&stamp{})
	}
	for range 3 {
		w := c.peekWord()
		if len(w) < len("at") || len(w) > len("approximately") || !c.word(leadWords...) {
			break
		}
		c.skip(".,")
		c.marks()
	}
	c.weekday()
	c.marks()
	return isLetter(c.next()) || c.atDigit() || c.next() == '+' || c.next() >= utf8.RuneSelf
}

// marks takes punctuation, markup and emoji.
func (c *cursor) marks() {
	for c.at < len(c.text) {
		switch b := c.text[c.at]; {
		case strings.IndexByte(" \t[(~*`\"<_-=|@'", b) >= 0:
			c.at++
		case b < utf8.RuneSelf:
			return
		default:
			r, size := utf8.DecodeRuneInString(c.rest())
			if unicode.IsLetter(r) && r != '約' || unicode.IsDigit(r) || r == '−' {
				return
			}
			c.at += size
		}
	}
}

// skipTail takes the marks that may stand between a time and what happened.
func (c *cursor) skipTail() {
	c.skip(" \t])>*`_")
	if c.next() == '+' && (c.at+1 == len(c.text) || c.text[c.at+1] == ' ') { // "12:00+"
		c.at++
		c.skip(" \t")
	}
	c.anyOf(":", ",", ";", "：", "、", "。", "–", "—", "-", "|", "→", "=>")
	c.skip(" \t")
}

// clockBehind takes the time of day behind a date.
func (c *cursor) clockBehind(s *stamp) {
	mark := c.at
	c.weekday()
	if c.militaryBehind(s) {
		return
	}
	c.skip(" \t,-–—@T:~|/·•([")
	for c.word("at", "around", "about", "approx", "approximately", "from", "between", "circa", "ca", "vers", "gegen", "um", "hacia") {
		c.skip(" .~≈")
	}
	if !c.clock(s) {
		c.at = mark
		c.weekday()
	}
}

// dateBehind takes the date behind a time of day.
func (c *cursor) dateBehind(s *stamp) {
	mark := c.at
	c.skip(" ,([")
	c.word("on")
	c.weekday()
	if c.date(s) || c.incidentDay(s) || c.dayBefore(s) {
		return
	}
	c.at = mark
	c.skip(" -–—") // "10:42 PST - Saturday Oct 30th"
	if !c.weekday() || !c.date(s) {
		c.at = mark
	}
}

// absolute takes the time that stands beside a count: "T+5m (10:47 UTC)".
func (c *cursor) absolute(s *stamp) {
	mark := c.at
	c.skip(" \t(=:/|,-–—")
	other := *s
	if mark < c.at {
		if c.date(&other) {
			c.clockBehind(&other)
		} else {
			c.clock(&other)
		}
	}
	if !other.hasClock {
		c.at = mark
		return
	}
	*s = other
	s.relative = false
}

// rangeEnd takes the end of a range: the "–10:55" of "10:42–10:55". What only the end says (its zone, "pm") goes for the beginning too.
func (c *cursor) rangeEnd(s *stamp) {
	start := c.at
	c.skip(" ])")
	if !c.anyOf("–", "—", "->", "--", "-", "→", "〜", "～", "~") && !c.word("to", "until", "till", "through", "and", "thru", "und", "bis", "et", "y", "e", "a", "hasta", "ate", "en", "tot") && !c.anyOf("à ", "até ") {
		c.at = start
		return
	}
	c.word("las", "les", "as", "le", "alle")
	c.skip(" ~≈[(")
	var end stamp
	var ok bool
	switch {
	case s.hasClock:
		c.weekday()
		if c.date(&end) {
			c.skip(" ,T")
		}
		if ok = c.clock(&end); ok && end.zone == nil {
			c.dateBehind(&end)
		}
	case s.hasDate():
		c.weekday()
		ok = c.date(&end)
	}
	if !ok {
		c.at = start
		return
	}
	if s.zone == nil {
		s.zone = end.zone
	}
	if s.bare && end.afternoon && s.clock < 12*time.Hour && s.clock+12*time.Hour <= end.clock {
		s.clock += 12 * time.Hour
	}
}

// alternative takes the same time in another zone or counted from the start: " (11:42 CET)", " / 11:42 CET", " (T+5m)".
func (c *cursor) alternative(s *stamp) {
	start := c.at
	c.skip(" ")
	bracket := c.anyOf("(", "[")
	if !s.hasClock || !bracket && !c.literal("/") && !c.literal("|") {
		c.at = start
		return
	}
	c.skip(" =~≈")
	c.word("or", "aka")
	var other stamp
	switch {
	case c.relative(&other):
		if other.count != sinceStart || s.count != noCount {
			c.at = start
			return
		}
		s.after, s.count = other.after, other.count
	case c.clock(&other) && other.zone != nil:
		s.elsewhere = &other
	case bracket && (c.date(&other) || c.incidentDay(&other)) && !s.hasDate():
		s.year, s.month, s.day, s.either, s.nth, s.shift = other.year, other.month, other.day, other.either, other.nth, other.shift
	default:
		c.at = start
		return
	}
	if bracket && !c.anyOf(")", "]") {
		c.at = start
	}
}
