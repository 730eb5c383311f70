package document

import (
	"slices"
	"strings"
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
	sign   Span // the signs before all else: "☐"
	fields [actionFields]mark
	done   []Span // marks and words for done at the ends of the title: what goes when they go
	struck []Span // what is struck through, its tildes not included
	box    int    // the character between the brackets of a checkbox; 0: there is none
	list   int    // behind the last field in brackets that another one can follow; 0: there are no brackets
	lines  []Span // all that the item is read from, the headings over it aside
	table  int    // the table that it is a row of, plus 1; 0: it is in a list
	told   bool   // it is a sentence outside the sections for action items
	people *people
	over   string // the nearest label or heading over it that may be the name of an owner
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
		if readState(text) == stateless && read.linkPart(b, Span{from, end}) { // but "done in #7"
			parts = append(parts, part{noColumn, Span{from, end}, Span{from, end}})
			links++
			continue
		}
		f, value, ok := read.readField(text)
		switch label, _ := cutLabel(text); {
		case ok && f == ActionDue && label == "" && last.field == ActionStatus && read.Done && read.Due == "": // "(done, 2026-12-15)": when it was
			last.at.End, last.value.End = end, end
			read.Status = b.Text[last.value.Start:end]
		case ok && read.set(f, value):
			parts = append(parts, part{f, Span{from, end}, Span{end - len(written(text, f)), end}})
		case (len(parts) == 0 || last.field != ActionDoneWhen) && named == "" && read.Owner == "" && (isCapitalised(text) || isTeam(text) || a.owns(text) || hasGivenName(text) && isNameList(text) || isPost(text) && tellsDueDate(b.Text[at:list.End])): // "(Jane Doe, due 2026-12-15)", with another field
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

// isPost reports whether words may be what somebody is there for: "Duty manager", "Head of operations".
func isPost(text string) bool {
	words := strings.Fields(text)
	if len(words) < 2 || len(words) > 5 || !isCapitalised(words[0]) || strings.ContainsAny(text, "0123456789:#/") {
		return false
	}
	first := strings.ToLower(words[0])
	return first != "see" && !isSubordinating(first) && !isImperative(text)
}

// tellsDueDate reports whether what follows in a list of fields is a due date that says so: "due 2026-12-15".
func tellsDueDate(rest string) bool {
	label, _ := cutLabel(strings.TrimLeft(rest, " ,;|·"))
	f, ok := fieldOfLabel(label)
	return ok && f == ActionDue
}

// owns reports whether a name is known to be an owner's.
func (a *ActionItem) owns(name string) bool { return a.marks != nil && a.marks.people.own(name) }

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

// readField reads one part of a list of fields.
func (a *ActionItem) readField(part string) (f ActionField, value string, ok bool) {
	label, value := cutLabel(part)
	if label == "" && part != "" && part[0] >= utf8.RuneSelf { // "담당: 김철수"
		if i := strings.IndexByte(part[:min(len(part), maxLabel)], ':'); i > 0 {
			if f := foreignColumn(strings.TrimRight(part[:i], " ")); f == ActionOwner || f == ActionDue || f == ActionStatus {
				value = strings.TrimSpace(part[i+1:])
				if f == ActionDue {
					value = dueDate(value)
				}
				return f, value, value != ""
			}
		}
	}
	switch f, ok := fieldOfLabel(label); {
	case !ok:
	case f == ActionOwner || f == ActionDoneWhen:
		return f, value, value != ""
	case f == ActionStatus:
		return f, value, value != "" && strings.ContainsAny(part[:len(part)-len(value)], ":=")
	case f == ActionDue:
		switch label { // that are common words
		case "by", "until", "target", "bis", "bis zum", "até", "hasta", "hasta el", "pour le", "avant", "avant le", "antes de", "antes del", "senast", "senest", "innen", "uiterlijk", "entro", "entro il":
			ok = isDate(value) || isVagueDate(value)
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
	case readState(part) != stateless, isDatedState(part):
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
