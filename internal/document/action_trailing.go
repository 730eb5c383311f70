package document

import "strings"

// fieldSeparators are what may stand between a title and a field behind it.
const fieldSeparators = " \t-–—,;|:.→"

// trailingField takes one field from the end of a title: "@kmori", "P1", "due 2026-12-15", "Owner: Jane Doe". It returns where the title ends then.
func (a *ActionItem) trailingField(b *block, title Span) (end int, ok bool) {
	tail := lastBytes(b.Text, title, 256)
	text := strings.TrimRight(b.Text[tail.Start:tail.End], " \t.,;")
	last := strings.LastIndexByte(text, ' ') + 1
	// The words behind the last separator, if they are labelled.
	from := behindSeparator(text)
	if from > 0 && len(text)-from == len(" 2026") && strings.Trim(text[from:], " 0123456789") == "" { // "Due: Dec 15, 2026"
		from = behindSeparator(text[:from-1])
	}
	for i := max(from, len(text)-maxTrailing); i <= last; i++ {
		if i > 0 && (text[i-1] != ' ' && i != from) || i == len(text) || text[i] == ' ' {
			continue
		}
		label, value := cutLabel(text[i:])
		if label == "" || value == "" || len(value) > maxValue {
			continue
		}
		handled := isLabelOf(label, ActionOwner) && handleLen(value) > 0 && from > 0 && strings.TrimSpace(text[from:i]) == "" // ", owner @kim"
		if !handled && !labelStands(label, text[i:len(text)-len(value)]) {
			continue
		}
		if holdsLabel(value) { // "Owner: @kim. Due: 2026-12-15."
			continue
		}
		if end, ok := a.take(b, title, Span{tail.Start + i, tail.Start + len(text)}); ok {
			return end, true
		}
	}
	if token := text[last:]; last > 0 && (token[0:min(1, len(token))] == "@" || isPriority(strings.Trim(token, "[]"))) {
		last = firstHandle(text, last)
		before := strings.TrimRight(text[:last], " ")
		switch before[strings.LastIndexByte(before, ' ')+1:] {
		case "to", "with", "from", "of", "in", "on", "between", "via", "and": // "Talk to @kmori"
			return 0, false
		}
		return a.take(b, title, Span{tail.Start + last, tail.Start + len(text)})
	}
	if from := dateBehindHandle(text); from > 0 {
		return a.take(b, title, Span{tail.Start + from, tail.Start + len(text)})
	}
	return a.listBehindDash(b, title, Span{tail.Start, tail.Start + len(text)})
}

// dateBehindHandle is where the date begins that ends a text behind a handle: "Cap the retries @kmori 2026-12-15". It is 0 where there is none.
func dateBehindHandle(text string) int {
	near := max(0, len(text)-maxTrailing)
	at := strings.LastIndexByte(text[near:], '@')
	if at <= 0 || text[near+at-1] != ' ' {
		return 0
	}
	behind := near + at + handleLen(text[near+at:])
	date := strings.TrimLeft(text[behind:], " –—-,")
	if date == "" || behind+len(date) == len(text) || !isDate(date) {
		return 0
	}
	return len(text) - len(date)
}

// firstHandle is where the handles begin that end with the word at an offset: "@kmori and @ann".
func firstHandle(text string, at int) int {
	if !isHandle(text[at:]) {
		return at
	}
	for from := at; from > 0; {
		rest := strings.TrimRight(text[:from], " ")
		from = strings.LastIndexByte(rest, ' ') + 1
		switch word := rest[from:]; {
		case isHandle(word) && from > 0:
			at = from
		case word != "and" && word != "&" && word != "+":
			return at
		}
	}
	return at
}

// listBehindDash takes the fields that are listed behind a dash, without labels: "– @kmori, 2026-12-15", "– Kim Mori, done". It returns where the title ends then.
func (a *ActionItem) listBehindDash(b *block, title, tail Span) (end int, ok bool) {
	text := b.Text[tail.Start:tail.End]
	from, before := 0, max(0, len(text)-maxTrailing-len(" — "))
	for _, dash := range [...]string{" - ", " – ", " — ", " -- ", " | ", " → "} {
		if i := lastIndex(text[before:], dash); i >= 0 {
			from = max(from, before+i+len(dash))
		}
	}
	if from == 0 || len(text)-from > maxTrailing {
		return 0, false
	}
	first, rest, several := strings.Cut(text[from:], ",")
	switch {
	case !several && (a.owns(first) || a.marks != nil && a.marks.people != nil && a.marks.people.dated && tellsDue(first)):
	case !several: // a chain of dashes: "– @kmori – 2026-12-15"
		word := strings.TrimRight(text[:from], fieldSeparators)
		named := isNameBehindDash(word)
		word = word[strings.LastIndexByte(word, ' ')+1:]
		if handleLen(word) == 0 && !isPriority(strings.Trim(word, "[]")) && !named || !isDate(first) && !isVagueDate(first) {
			return 0, false
		}
	default:
		if rest = strings.TrimSpace(rest); handleLen(first) == 0 && !isDate(rest) && !isVagueDate(rest) && readState(rest) == stateless {
			return 0, false
		}
	}
	return a.take(b, title, Span{tail.Start + from, tail.End})
}

// isNameBehindDash reports whether a text ends in a dash and a name of two words or one: "Cap the retries – Kim Mori".
func isNameBehindDash(text string) bool {
	for _, dash := range [...]string{" - ", " – ", " — ", " -- "} {
		if i := lastIndex(text[max(0, len(text)-maxValue):], dash); i >= 0 {
			name := text[max(0, len(text)-maxValue)+i+len(dash):]
			return strings.Count(name, " ") < 3 && isNameList(name) && !isImperative(name)
		}
	}
	return false
}

// behindSeparator is where the words behind the last separator of a text begin, as far as fields are looked for; 0 where there is none.
func behindSeparator(text string) int {
	from := 0
	near := text[max(0, len(text)-maxTrailing-len("—")):]
	for _, sign := range [...]string{",", ";", "|", "–", "—", "→"} {
		if i := lastIndex(near, sign); i >= 0 {
			from = max(from, len(text)-len(near)+i+len(sign))
		}
	}
	return from
}

// How long a field behind the title can be, and what it says.
const (
	maxTrailing = 64
	maxValue    = 40
)

// holdsLabel reports whether another label stands in what one announces: "Kim Due: 2026-12-15".
func holdsLabel(value string) bool {
	for at := 0; ; {
		i := strings.IndexByte(value[at:], ' ')
		if i < 0 {
			return false
		}
		at += i + 1
		label, next := cutLabel(value[at:])
		if label == "" || next == "" || !labelStands(label, value[at:len(value)-len(next)]) {
			continue
		}
		if strings.Contains(value[at:len(value)-len(next)], ":") || isDate(next) {
			return true
		}
	}
}

// labelStands reports whether a label may open a field behind the title: one that is a common word needs its colon.
func labelStands(label, written string) bool {
	switch label {
	case "owned by", "assigned to", "due", "due by", "due date", "by", "eta", "deadline", "type", "priority", "bis zum", "hasta el", "avant le", "pour le", "antes del":
		return true
	case "for", "factor", "factors", "addresses", "done when", "done if", "verify", "":
		return false
	}
	return strings.ContainsAny(written, ":=")
}

// take reads one field at a place behind the title and returns where the title ends without it.
func (a *ActionItem) take(b *block, title, at Span) (end int, ok bool) {
	if text := b.Text[at.Start:at.End]; strings.Count(text, ")") > strings.Count(text, "(") { // it ends what brackets say
		return 0, false
	}
	before := title.Start + len(strings.TrimRight(b.Text[title.Start:at.Start], fieldSeparators))
	return before, before > title.Start && a.fields(b, at, Span{before, at.End})
}
