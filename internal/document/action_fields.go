package document

import (
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
	fields [actionFields]mark
	done   []Span // marks and words for done at the ends of the title: what goes when they go
	struck []Span // what is struck through, its tildes not included
	box    int    // the character between the brackets of a checkbox; 0: there is none
	list   int    // behind the last field in brackets that another one can follow; 0: there are no brackets
	table  int    // the table that it is a row of, plus 1; 0: it is in a list
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
	for range maxFields {
		text := strings.TrimRight(b.Text[title.Start:title.End], " .;")
		if !strings.HasSuffix(text, ")") {
			break
		}
		open := matchingBracket(text)
		if open < 0 {
			break
		}
		before := len(strings.TrimRight(text[:open], " "))
		if !a.fields(b, Span{title.Start + open + 1, title.Start + len(text) - 1}, Span{title.Start + before, title.Start + len(text)}) {
			break
		}
		title.End = title.Start + before
	}
	for again, n := true, 0; again && n < maxFields; n++ {
		again = false
		for _, p := range []pattern{trailingMark, trailingField} {
			tail := lastBytes(b.Text, title, 256)
			text := b.Text[tail.Start:tail.End]
			if !strings.ContainsAny(text, "@0123456789:") && !strings.Contains(text, "by ") && !strings.Contains(text, " due ") && !strings.Contains(text, "igned to ") {
				break // neither handle nor priority, date or label
			}
			if m := p().FindStringSubmatchIndex(text); m != nil && a.fields(b, Span{tail.Start + m[2], tail.Start + m[3]}, Span{tail.Start + m[0], tail.Start + m[3]}) {
				title.End, again = tail.Start+m[0], true
			}
		}
	}
	for _, p := range []pattern{leadingPriority, leadingOwner} {
		text := b.Text[title.Start:title.End]
		if m := p().FindStringSubmatchIndex(text); m != nil {
			f, value, ok := a.readField(text[m[2]:m[3]])
			if ok && a.set(f, value) {
				a.mark(b, f, Span{title.Start + m[2], title.Start + m[3]}, Span{title.Start, title.Start + m[1]})
				title.Start += m[1]
			}
		}
	}
	return title
}

// maxFields is how many marks and brackets are read at the end of a title; there are fewer fields.
const maxFields = 12

var (
	trailingMark    = lazy(`(?i)(?:\s*[-–—,;|:]\s*|\s+)(@[\w-]+(?:/[\w-]+)?|\[p[0-4]\]|p[0-4])[\s.]*$`)
	trailingField   = lazy(`(?i)(?:\s*[-–—,;|.]\s*|\s+)((?:(?:owners?|assignees?|dri)\s*:|(?:owned by|assigned to|due|by|eta|deadline|type|priority)\b:?)\s[^,;|–—]{1,40})[\s.]*$`)
	leadingPriority = lazy(`(?i)^\s*[\[(]?(p[0-4])[\])]?[:\s]\s*`)
	leadingOwner    = lazy(`^\s*(@[\w-]+(?:/[\w-]+)?)\s*[:–—-]\s*`)
)

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

// part is one part of a list of fields.
type part struct {
	field     ActionField
	at, value Span
}

// fields reads "detect, P1, @kmori, due 2026-12-15, for F2, done when …" at a place in a block and reports whether it was that: every part is a
// field that was not known yet. Words behind "done when" may hold commas. What goes with the last of the fields is around.
func (a *ActionItem) fields(b *block, list, around Span) bool {
	read := *a
	var parts []part
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
		f, value, ok := read.readField(text)
		switch {
		case ok && read.set(f, value):
			parts = append(parts, part{f, Span{from, end}, Span{end - len(written(text, f)), end}})
		case len(parts) > 0 && last.field == ActionOwner && a.Owner == "" && ownerHandle().MatchString(text): // a second owner
			read.Owner += ", " + text
			last.at.End, last.value.End = end, end
		case len(parts) > 0 && last.field == ActionFactor && factorID().MatchString(text):
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
	if len(parts) == 0 {
		return false
	}
	*a = read
	for i, p := range parts {
		drop := around
		switch {
		case i > 0:
			drop = Span{parts[i-1].at.End, p.at.End}
		case len(parts) > 1:
			drop = Span{p.at.Start, parts[1].at.Start}
		}
		a.mark(b, p.field, p.value, drop)
		if p.field != ActionDoneWhen && a.marks != nil && around.End > list.End {
			a.marks.list = b.Source(p.at).End
		}
	}
	return true
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
	if label, value := cutLabel(part); labelled(label, f) {
		return value
	}
	return part
}

// labelled reports whether a label is one of a field's.
func labelled(label string, f ActionField) bool {
	of, ok := fieldOfLabel(label)
	return ok && of == f
}

// fieldOfLabel is the field that a label announces.
func fieldOfLabel(label string) (ActionField, bool) {
	switch label {
	case "owner", "owners", "owned by", "assignee", "assignees", "assigned to", "responsible", "dri":
		return ActionOwner, true
	case "due", "due date", "due by", "deadline", "eta", "by", "until", "target":
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
	return 0, false
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
		if label == "by" || label == "until" || label == "target" {
			ok = isDate(value)
		}
		value = dueDate(value)
		return f, value, ok && value != ""
	case f == ActionFactor:
		return f, strings.ToUpper(value), factorID().MatchString(value)
	case f == ActionType:
		value = actionType(value)
		return f, value, value != ""
	case f == ActionPriority:
		part = value
	}
	part = strings.TrimSuffix(strings.TrimPrefix(part, "["), "]")
	switch {
	case ownerHandle().MatchString(part):
		return ActionOwner, part, true
	case len(part) == 2 && (part[0] == 'P' || part[0] == 'p') && part[1] >= '0' && part[1] <= '4':
		return ActionPriority, strings.ToUpper(part), true
	case !strings.Contains(part, " ") && actionType(part) != "":
		return ActionType, actionType(part), true
	case factorID().MatchString(part):
		return ActionFactor, strings.ToUpper(part), true
	case readState(part) != stateless:
		return ActionStatus, part, true
	}
	iso, err := ReadDate(part)
	return ActionDue, iso, err == nil
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
	a.Factors = append(a.Factors[:len(a.Factors):len(a.Factors)], id)
}

var (
	factorID    = lazy(`(?i)^F\d{1,3}$`)
	ownerHandle = lazy(`^@[\w-]+(?:/[\w-]+)?$`)
	fieldLabel  = lazy(`(?i)^(owners?|owned by|assignees?|assigned to|responsible|dri|due date|due by|due|by|eta|deadline|until|target|for|factors?|addresses|done when|done if|verify|type|priority|status|state)\b\s*:?\s*`)
)

func cutLabel(part string) (label, value string) {
	m := fieldLabel().FindStringSubmatchIndex(part)
	if m == nil {
		return "", part
	}
	return strings.ToLower(part[m[2]:m[3]]), strings.TrimSpace(part[m[1]:])
}

// dueDate is a date as an ISO date where it can be read as one, and otherwise as written; "" for what is none ("due to load").
func dueDate(value string) string {
	if iso, err := ReadDate(value); err == nil {
		return iso
	}
	if first, _, _ := strings.Cut(value, " "); strings.EqualFold(first, "to") {
		return ""
	}
	return value
}

// isDate reports whether a value is a date or begins like one ("end of Q1", "Dec 15").
func isDate(value string) bool {
	c := cursor{text: value}
	return c.date(&stamp{}) || vagueDate().MatchString(value)
}

var vagueDate = lazy(`(?i)^(?:end of|q[1-4]\b|next (?:week|month|quarter|sprint|release)|this (?:week|month|quarter|sprint)|[a-z]+ 20\d\d\b)`)

// actionType reads a type by the words teams use for it; "" when it is none.
func actionType(s string) string {
	switch strings.ToLower(strings.Trim(s, " :*")) {
	case "prevent", "prevention", "preventive", "preventative", "preventing":
		return "prevent"
	case "mitigate", "mitigation", "mitigative", "repair", "fix":
		return "mitigate"
	case "detect", "detection", "detective", "monitoring":
		return "detect"
	case "respond", "response", "process":
		return "respond"
	case "learn", "learning", "documentation", "investigate":
		return "learn"
	}
	return ""
}
