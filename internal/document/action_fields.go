package document

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ActionField is one of the fields of an action item.
type ActionField int

// The fields of an action item.
const (
	ActionTitle ActionField = iota
	ActionType
	ActionPriority
	ActionOwner
	ActionDue
	ActionFactor
	ActionDoneWhen
	ActionStatus
	actionFields // how many there are
)

// String is the name of the field as messages write it.
func (f ActionField) String() string {
	if f < 0 || f >= actionFields {
		return "unknown field"
	}
	return [...]string{"title", "type", "priority", "owner", "due date", "factor", "done when", "status"}[f]
}

// actionMarks is where in the source the parts of an action item are written.
type actionMarks struct {
	fields [actionFields]mark
	done   []Span // marks and words for done at the ends of the title: what goes when they go
	struck []Span // what is struck through, its tildes not included
	box    int    // the character between the brackets of a checkbox; 0: there is none
	list   int    // behind the last field in brackets that another one can follow; 0: there are no brackets
	lines  []Span // all that the item is read from, the headings over it aside
	table  int    // the table that it is a row of, plus 1; 0: it is in a list
	told   bool   // it is a sentence outside the sections for action items
	people *people
}

// mark is where one field is written.
type mark struct {
	value  Span   // what it says; in a cell it may be empty
	drop   Span   // what goes when the field goes: label and separator too; empty in a table
	pipes  string // what opens the cell, where the row is too short to have it
	detail bool   // in an item nested under the action
	set    bool
}

// readFields takes the fields out of the brackets at the end of the title, and owners and dates that are labelled in words. A bracket that holds
// no field, or one that is known already, is part of the title.
func (a *ActionItem) readFields(b *block, title Span) Span {
	if tail := lastBytes(b.Text, title, 4*maxState); holdsJapanese(b.Text[tail.Start:tail.End]) {
		title = a.japaneseFields(b, title)
	}
	for range maxFields {
		end, ok := a.bracketField(b, title)
		if !ok {
			end, ok = a.trailingField(b, title)
		}
		if !ok {
			break
		}
		title.End = end
	}
	return a.leadingFields(b, title)
}

// bracketField takes the fields in the brackets that end a title. It returns where the title ends then.
func (a *ActionItem) bracketField(b *block, title Span) (end int, ok bool) {
	text := strings.TrimRight(b.Text[title.Start:title.End], " .,;")
	open := -1
	switch {
	case strings.HasSuffix(text, ")"):
		open = matchingBracket(text)
	case strings.HasSuffix(text, "]"):
		open = strings.LastIndexByte(text, '[')
	}
	if open < 0 {
		return 0, false
	}
	before := title.Start + len(strings.TrimRight(text[:open], " "))
	return before, a.fields(b, Span{title.Start + open + 1, title.Start + len(text) - 1}, Span{before, title.Start + len(text)})
}

// maxFields is how many marks and brackets are read at the end of a title; there are fewer fields.
const maxFields = 12

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
		if label == "" || value == "" || len(value) > maxValue || !labelStands(label, text[i:len(text)-len(value)]) {
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
	return a.listBehindDash(b, title, Span{tail.Start, tail.Start + len(text)})
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

// handles reads several handles that no comma parts: "@kmori/@ann", "@kmori and @ann". It returns them as a list, "" when there is anything else.
func handles(text string) string {
	if strings.Count(text, "@") < 2 {
		return ""
	}
	var list []string
	for _, word := range strings.FieldsFunc(strings.ReplaceAll(text, "/@", " @"), func(r rune) bool { return r == ' ' || r == '&' || r == '+' }) {
		switch {
		case isHandle(word):
			list = append(list, word)
		case word != "and" || len(list) == 0:
			return ""
		}
	}
	return strings.Join(list, ", ")
}

// listBehindDash takes the fields that are listed behind a dash, without labels: "– @kmori, 2026-12-15", "– Kim Mori, done". It returns where the title ends then.
func (a *ActionItem) listBehindDash(b *block, title, tail Span) (end int, ok bool) {
	text := b.Text[tail.Start:tail.End]
	from, before := 0, max(0, len(text)-maxTrailing-len(" — "))
	for _, dash := range [...]string{" - ", " – ", " — ", " | ", " → "} {
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
		word = word[strings.LastIndexByte(word, ' ')+1:]
		if handleLen(word) == 0 && !isPriority(strings.Trim(word, "[]")) || !isDate(first) {
			return 0, false
		}
	default:
		if rest = strings.TrimSpace(rest); handleLen(first) == 0 && !isDate(rest) && !isVagueDate(rest) && readState(rest) == stateless {
			return 0, false
		}
	}
	return a.take(b, title, Span{tail.Start + from, tail.End})
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
	case "owned by", "assigned to", "due", "due by", "due date", "by", "eta", "deadline", "type", "priority":
		return true
	case "for", "factor", "factors", "addresses", "done when", "done if", "verify", "":
		return false
	}
	return strings.Contains(written, ":")
}

// take reads one field at a place behind the title and returns where the title ends without it.
func (a *ActionItem) take(b *block, title, at Span) (end int, ok bool) {
	if text := b.Text[at.Start:at.End]; strings.Count(text, ")") > strings.Count(text, "(") { // it ends what brackets say
		return 0, false
	}
	before := title.Start + len(strings.TrimRight(b.Text[title.Start:at.Start], fieldSeparators))
	return before, before > title.Start && a.fields(b, at, Span{before, at.End})
}

// leadingFields takes the priority and the owner that open a title: "[P1]", "HIGH:", "@kmori:", "@kmori to".
func (a *ActionItem) leadingFields(b *block, title Span) Span {
	text := b.Text[title.Start:title.End]
	lead := len(text) - len(strings.TrimLeft(text, " "))
	if n, word := leadingPriority(text[lead:]); n > 0 && a.Priority == "" {
		a.Priority = readPriority(word)
		at := title.Start + lead + strings.Index(text[lead:], word)
		a.mark(b, ActionPriority, Span{at, at + len(word)}, Span{title.Start, title.Start + lead + n})
		title.Start += lead + n
		text, lead = text[lead+n:], 0
	}
	if rest := text[lead:]; a.Owner == "" && len(rest) > 2 && (rest[0] == '[' || rest[0] == '(') { // "[@kmori] Test it"
		if end := strings.IndexAny(rest[:min(len(rest), maxLabel)], "])"); end > 0 && isHandle(rest[1:end]) {
			behind := strings.TrimLeft(rest[end+1:], " :")
			at, next := title.Start+lead+1, title.End-len(behind)
			if behind != "" {
				a.Owner = rest[1:end]
				a.mark(b, ActionOwner, Span{at, at + end - 1}, Span{title.Start, next})
				title.Start = next
				return title
			}
		}
	}
	n := handleLen(text[lead:])
	if n == 0 && a.Owner == "" && a.marks != nil {
		if n := a.marks.people.takesOver(text[lead:]); n > 0 {
			name := Span{title.Start + lead, title.Start + lead + n}
			a.Owner = b.text(name)
			a.mark(b, ActionOwner, name, Span{title.Start, name.End + len(" to ")})
			title.Start = name.End + len(" to ")
			return title
		}
	}
	if n == 0 || a.Owner != "" {
		return title
	}
	rest := text[lead+n:]
	after := strings.TrimLeft(rest, " ")
	for _, sign := range [...]string{":", "–", "—", "-", "to "} {
		if strings.HasPrefix(after, sign) {
			handle := Span{title.Start + lead, title.Start + lead + n}
			end := title.End - len(strings.TrimLeft(after[len(sign):], " "))
			a.Owner = b.Text[handle.Start:handle.End]
			a.mark(b, ActionOwner, handle, Span{title.Start, end})
			title.Start = end
			return title
		}
	}
	handle := text[lead : lead+n]
	if first, _ := utf8.DecodeRuneInString(after); after != rest && strings.IndexByte(handle, '/') < 0 && (unicode.IsUpper(first) || isImperative(after)) { // "**@kmori** Test it"
		a.Owner = handle
		end := title.End - len(after)
		a.mark(b, ActionOwner, Span{title.Start + lead, title.Start + lead + n}, Span{title.Start, end})
		title.Start = end
	}
	return title
}

// leadingPriority is the priority that opens a title, and its length with what separates it from the rest.
func leadingPriority(text string) (n int, word string) {
	open := 0
	if text != "" && (text[0] == '[' || text[0] == '(') {
		open = 1
	}
	end := open
	for end < len(text) && end < maxLabel && (isLetter(text[end]) || text[end] >= '0' && text[end] <= '9') {
		end++
	}
	word = text[open:end]
	if readPriority(word) == "" {
		return 0, ""
	}
	rest := text[end:]
	switch {
	case open > 0:
		if rest == "" || rest[0] != ']' && rest[0] != ')' {
			return 0, ""
		}
		rest = strings.TrimPrefix(rest[1:], ":")
	case strings.HasPrefix(rest, ":"):
		rest = rest[1:]
	case strings.HasPrefix(rest, " ") && (isPriority(word) || len(word) > 2 && strings.ToUpper(word) == word):
	default:
		return 0, ""
	}
	if rest != "" && rest[0] != ' ' && open == 0 {
		return 0, ""
	}
	rest = strings.TrimLeft(rest, " ")
	for _, dash := range [...]string{"- ", "– ", "— "} {
		rest = strings.TrimPrefix(rest, dash)
	}
	return len(text) - len(rest), word
}

// isPriority reports whether a word is one of P0 to P4.
func isPriority(word string) bool {
	return len(word) == 2 && word[0]|0x20 == 'p' && word[1] >= '0' && word[1] <= '4'
}

// isPriorityWord reports whether a text is a priority in words: "high", "medium priority".
func isPriorityWord(text string) bool {
	switch strings.TrimSuffix(strings.ToLower(text), " priority") {
	case "critical", "high", "medium", "low":
		return true
	}
	return false
}

// readPriority reads a priority, from words too; "" when it is none.
func readPriority(text string) string {
	word := strings.TrimLeft(text, " [(*")
	if i := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); i >= 0 {
		word = word[:i]
	}
	if isPriority(word) {
		return strings.ToUpper(word)
	}
	switch strings.ToLower(word) {
	case "critical", "urgent", "blocker", "highest", "緊急", "最優先", "最高", "至急":
		return "P0"
	case "high", "高", "高い", "大":
		return "P1"
	case "medium", "moderate", "normal", "med", "中", "中程度", "普通", "通常":
		return "P2"
	case "low", "minor", "低", "低い", "小":
		return "P3"
	case "lowest", "trivial":
		return "P4"
	}
	return ""
}

// matchingBracket is the offset of the bracket that the last byte of text closes.
func matchingBracket(text string) int {
	depth := 0
	for i := len(text) - 1; i >= 0; i-- {
		switch text[i] {
		case ')':
			depth++
		case '(':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// mark notes where a field is written, by bytes of the text.
func (a *ActionItem) mark(b *block, f ActionField, value, drop Span) {
	if a.marks != nil {
		a.marks.fields[f] = mark{value: b.Source(value), drop: b.Source(drop), set: true}
	}
}

// part is one part of a list of fields; with noColumn for its field a link to an issue.
type part struct {
	field     ActionField
	at, value Span
}

// fields reads "detect, P1, @kmori, due 2026-12-15, for F2, done when …" at a place in a block and reports whether it was that: every part is a
// field that was not known yet. Words behind "done when" may hold commas. What goes with the last of the fields is around.
func (a *ActionItem) fields(b *block, list, around Span) bool {
	read := *a
	var parts []part
	named := "" // what may be the name of an owner
	links := 0
	for at := list.Start; at < list.End; {
		from, end := at, list.End
		if i := strings.IndexAny(b.Text[at:list.End], ",;|·"); i >= 0 {
			end = at + i
		}
		_, width := utf8.DecodeRuneInString(b.Text[end:])
		at = min(end+width, list.End)
		for from < end && b.Text[from] == ' ' {
			from++
		}
		text := strings.TrimRight(b.Text[from:end], " ")
		end = from + len(text)
		if text == "" {
			continue
		}
		last := &part{}
		if len(parts) > 0 {
			last = &parts[len(parts)-1]
		}
		if read.linkPart(b, Span{from, end}) {
			parts = append(parts, part{noColumn, Span{from, end}, Span{from, end}})
			links++
			continue
		}
		f, value, ok := read.readField(text)
		switch {
		case ok && read.set(f, value):
			parts = append(parts, part{f, Span{from, end}, Span{end - len(written(text, f)), end}})
		case (len(parts) == 0 || last.field != ActionDoneWhen) && named == "" && read.Owner == "" && (isCapitalised(text) || isTeam(text) || a.owns(text)): // "(Jane Doe, due 2026-12-15)", with another field
			named = text
			parts = append(parts, part{ActionOwner, Span{from, end}, Span{from, end}})
		case len(parts) > 0 && last.field == ActionOwner && a.Owner == "" && named == "" && isHandle(text): // a second owner
			read.Owner += ", " + text
			last.at.End, last.value.End = end, end
		case len(parts) > 0 && last.field == ActionFactor && isFactorID(text):
			read.addFactor(text)
			last.at.End, last.value.End = end, end
		case len(parts) > 0 && last.field == ActionDue && read.dueYear(text): // "due Dec 15, 2026"
			last.at.End, last.value.End = end, end
		case len(parts) > 0 && last.field == ActionDoneWhen:
			last.at.End, last.value.End = end, end
			read.DoneWhen = b.Text[last.value.Start:end]
		default:
			return false
		}
	}
	if len(parts) == links || named != "" && (len(parts) == links+1 && (!isTeam(named) || !isCapitalised(named)) && !a.owns(named) || read.Owner != "") {
		return false
	}
	if named != "" {
		read.Owner = named
	}
	*a = read
	a.markParts(b, parts, list, around)
	return true
}

// isCapitalised reports whether a text can be the name of a person or a team: up to three words that begin with capitals.
func isCapitalised(text string) bool {
	words := strings.Fields(text)
	for _, w := range words {
		first, n := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) || n == len(w) || strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '.' }) {
			if !strings.EqualFold(w, "team") {
				return false
			}
		}
	}
	return len(words) > 0 && len(words) <= 3
}

// owns reports whether a name is known to be an owner's.
func (a *ActionItem) owns(name string) bool { return a.marks != nil && a.marks.people.own(name) }

// isTeam reports whether a name says that it is a team's.
func isTeam(name string) bool {
	if len(name) > maxValue {
		return false
	}
	first, _, found := strings.Cut(name, " ")
	if !found || strings.Count(name, " ") > 3 || strings.ContainsAny(name, ".:()[]@#\"`") {
		return false
	}
	switch strings.ToLower(name[strings.LastIndexByte(name, ' ')+1:]) {
	case "team", "guild", "squad", "crew", "tribe":
		return true
	}
	return strings.EqualFold(first, "team")
}

// dueYear adds the year to a date that was cut at its comma.
func (a *ActionItem) dueYear(part string) bool {
	iso, err := ReadDate(a.Due + " " + part)
	if len(part) != len("2026") || err != nil {
		return false
	}
	a.Due = iso
	return true
}

// written is what a part of a list of fields says without the label of the field.
func written(part string, f ActionField) string {
	if label, value := cutLabel(part); isLabelOf(label, f) {
		return value
	}
	return part
}

// isLabelOf reports whether a label is one of a field's.
func isLabelOf(label string, f ActionField) bool {
	of, ok := fieldOfLabel(label)
	return ok && of == f
}

// fieldOfLabel is the field that a label announces.
func fieldOfLabel(label string) (of ActionField, ok bool) {
	switch label {
	case "owner", "owners", "owned by", "assignee", "assignees", "assigned to", "responsible", "dri":
		return ActionOwner, true
	case "due", "due date", "due by", "deadline", "eta", "by", "until", "target", "target date":
		return ActionDue, true
	case "for", "factor", "factors", "addresses":
		return ActionFactor, true
	case "done when", "done if", "verify":
		return ActionDoneWhen, true
	case "type":
		return ActionType, true
	case "priority":
		return ActionPriority, true
	case "status", "state":
		return ActionStatus, true
	}
	of = foreignColumn(label)
	return of, of > ActionTitle && of < actionFields
}

// readField reads one part of a list of fields.
func (a *ActionItem) readField(part string) (f ActionField, value string, ok bool) {
	label, value := cutLabel(part)
	switch f, ok := fieldOfLabel(label); {
	case !ok:
	case f == ActionOwner || f == ActionDoneWhen:
		return f, value, value != ""
	case f == ActionStatus:
		return f, value, value != "" && strings.Contains(part[:len(part)-len(value)], ":")
	case f == ActionDue:
		if label == "by" || label == "until" || label == "target" || label == "bis" || label == "pour le" {
			ok = isDate(value)
		}
		value = dueDate(value)
		return f, value, ok && value != ""
	case f == ActionFactor:
		return f, strings.ToUpper(value), isFactorID(value)
	case f == ActionType:
		value = actionType(value)
		return f, value, value != ""
	case f == ActionPriority:
		value = readPriority(value)
		return f, value, value != ""
	}
	part = strings.TrimSuffix(strings.TrimPrefix(part, "["), "]")
	switch {
	case isHandle(part):
		return ActionOwner, part, true
	case handles(part) != "":
		return ActionOwner, handles(part), true
	case isPriority(part):
		return ActionPriority, strings.ToUpper(part), true
	case !strings.Contains(part, " ") && actionType(part) != "":
		return ActionType, actionType(part), true
	case isPriorityWord(part):
		return ActionPriority, readPriority(part), true
	case isFactorID(part):
		return ActionFactor, strings.ToUpper(part), true
	case readState(part) != stateless:
		return ActionStatus, part, true
	}
	return ActionDue, dueDate(part), tellsDue(part)
}

// set fills a field in that is empty. A dash or "TBD" is understood and says nothing.
func (a *ActionItem) set(f ActionField, value string) bool {
	field := a.field(f)
	if *field != "" || value == "" {
		return false
	}
	switch {
	case isNothing(value):
	case f == ActionStatus:
		a.setStatus(value, readStatus(value))
	case f == ActionFactor:
		a.addFactor(value)
	default:
		*field = value
	}
	return true
}

func (a *ActionItem) field(f ActionField) *string {
	return [...]*string{&a.Title, &a.Type, &a.Priority, &a.Owner, &a.Due, &a.Factor, &a.DoneWhen, &a.Status}[f]
}

// addFactor adds the id of a factor.
func (a *ActionItem) addFactor(id string) {
	id = strings.ToUpper(id)
	if a.Factor == "" {
		a.Factor = id
	}
	a.Factors = append(slices.Clip(a.Factors), id)
}

// isFactorID reports whether a word is the id of a contributing factor: "F2".
func isFactorID(word string) bool {
	if len(word) < 2 || len(word) > 4 || word[0]|0x20 != 'f' {
		return false
	}
	return strings.Trim(word[1:], "0123456789") == ""
}

func isHandle(word string) bool { return word != "" && handleLen(word) == len(word) }

// handleLen is the length of the handle that a text begins with: "@kmori", "@org/team", "@jane.doe".
func handleLen(text string) int {
	if text == "" || text[0] != '@' {
		return 0
	}
	i, slashes := 1, 0
	for i < len(text) {
		switch c := text[i]; {
		case isWordByte(c) || c == '-':
			i++
		case (c == '.' || c == '/' && slashes == 0) && i > 1 && i+1 < len(text) && isWordByte(text[i+1]):
			if c == '/' {
				slashes++
			}
			i++
		default:
			if i == 1 {
				return 0
			}
			return i
		}
	}
	if i == 1 {
		return 0
	}
	return i
}

func isWordByte(c byte) bool { return isLetter(c) || c >= '0' && c <= '9' || c == '_' }

// cutLabel splits a part of a list of fields into the label in lower case, "" when it has none, and what it labels.
func cutLabel(part string) (label, value string) {
	if part == "" {
		return "", part
	}
	for l := range strings.SplitSeq(labelsOf(part[0]|0x20), "|") {
		if l == "" || len(part) < len(l) || !strings.EqualFold(part[:len(l)], l) || len(part) > len(l) && (isWordByte(part[len(l)]) || part[len(l)] >= 0x80) {
			continue
		}
		value = strings.TrimLeft(part[len(l):], " ")
		return l, strings.TrimSpace(strings.TrimPrefix(value, ":"))
	}
	return "", part
}

// labelsOf are the labels that begin with a letter, longer ones first, with bars between them.
func labelsOf(letter byte) string {
	switch letter {
	case 'o':
		return "owned by|owners|owner"
	case 'a':
		return "assigned to|assignees|assignee|addresses"
	case 'r':
		return "responsible|responsable|responsável"
	case 'd':
		return "due date|due by|due|dri|deadline|done when|done if|délai"
	case 'b':
		return "by|bis"
	case 'e':
		return "eta|estado|encargado"
	case 'u':
		return "until"
	case 't':
		return "target date|target|type|termin"
	case 'f':
		return "for|factors|factor|frist|fällig|fecha límite|fecha"
	case 'v':
		return "verify|verantwortlicher|verantwortlich"
	case 'p':
		return "priority|prazo|prioridad|priorité|priorität|pour le"
	case 's':
		return "status|state|statut"
	case 'z':
		return "zuständig"
	case "é"[0] | 0x20:
		return "échéance|état"
	}
	return ""
}

// actionType reads a type by the words teams use for it; "" when it is none.
func actionType(s string) string {
	word := strings.ToLower(strings.Trim(s, " :*"))
	switch word {
	case "prevent", "prevention", "preventive", "preventative", "preventing", "予防", "防止", "再発防止", "再発防止策", "予防策", "予防措置", "恒久対応", "恒久対策", "恒久":
		return "prevent"
	case "mitigate", "mitigation", "mitigative", "repair", "fix", "corrective", "correction", "緩和", "緩和策", "軽減", "影響軽減", "暫定対応", "暫定対策", "暫定", "応急対応", "応急処置":
		return "mitigate"
	case "detect", "detection", "detective", "monitoring", "検知", "検出", "監視", "早期検知", "検知改善", "監視強化", "検知強化":
		return "detect"
	case "respond", "response", "process", "プロセス", "プロセス改善", "対応プロセス", "対応改善", "体制", "運用", "運用改善":
		return "respond"
	case "learn", "learning", "documentation", "investigate", "学習", "調査", "文書化", "ドキュメント", "ナレッジ":
		return "learn"
	}
	return foreignType(word)
}
