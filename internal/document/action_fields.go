package document

import (
	"strings"
	"unicode/utf8"
)

// readFields takes the fields out of the brackets at the end of the title, and owners and dates that are labelled in words. A bracket that holds
// no field, or one that is known already, is part of the title.
func (a *ActionItem) readFields(b *block, title Span) Span {
	for range maxFields {
		text := strings.TrimRight(b.Text[title.Start:title.End], " .;")
		if !strings.HasSuffix(text, ")") {
			break
		}
		open := matchingBracket(text)
		if open < 0 || !a.fields(text[open+1:len(text)-1]) {
			break
		}
		title.End = title.Start + len(strings.TrimRight(text[:open], " "))
	}
	for again, n := true, 0; again && n < maxFields; n++ {
		again = false
		for _, p := range []pattern{trailingMark, trailingField} {
			tail := lastBytes(b.Text, title, 256)
			text := b.Text[tail.Start:tail.End]
			if !strings.ContainsAny(text, "@0123456789:") && !strings.Contains(text, "by ") && !strings.Contains(text, " due ") && !strings.Contains(text, "igned to ") {
				break // neither handle nor priority, date or label
			}
			if m := p().FindStringSubmatchIndex(text); m != nil && a.fields(text[m[2]:m[3]]) {
				title.End, again = tail.Start+m[0], true
			}
		}
	}
	for _, p := range []pattern{leadingPriority, leadingOwner} {
		text := b.Text[title.Start:title.End]
		if m := p().FindStringSubmatchIndex(text); m != nil && a.field(text[m[2]:m[3]]) {
			title.Start += m[1]
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

// fields reads "detect, P1, @kmori, due 2026-12-15, for F2, done when …" and reports whether it was that: every part is a field that was not
// known yet. Words behind "done when" may hold commas.
func (a *ActionItem) fields(list string) bool {
	read, doneWhen, understood := *a, -1, false
	for at := 0; at < len(list); {
		from, end := at, len(list)
		if i := strings.IndexAny(list[at:], ",;|·"); i >= 0 {
			end = at + i
		}
		_, width := utf8.DecodeRuneInString(list[end:])
		at = end + width
		part := strings.TrimSpace(list[from:end])
		switch {
		case part == "":
		case read.field(part):
			understood = true
			if doneWhen < 0 && read.DoneWhen != a.DoneWhen {
				doneWhen = from + len(strings.TrimRight(list[from:end], " ")) - len(read.DoneWhen)
			}
		case a.Owner == "" && ownerHandle().MatchString(part): // a second owner
			read.Owner += ", " + part
		case read.Due != a.Due && read.dueYear(part): // "due Dec 15, 2026"
		case doneWhen >= 0:
			read.DoneWhen = strings.TrimSpace(list[doneWhen:end])
		default:
			return false
		}
	}
	if understood {
		*a = read
	}
	return understood
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

// field sets what one part of a list of fields says and reports whether it says anything that is not known yet.
func (a *ActionItem) field(part string) bool {
	label, value := cutLabel(part)
	switch label {
	case "owner", "owners", "owned by", "assignee", "assignees", "assigned to", "responsible", "dri":
		return set(&a.Owner, value)
	case "due", "due date", "due by", "deadline", "eta":
		return set(&a.Due, dueDate(value))
	case "by", "until", "target":
		return isDate(value) && set(&a.Due, dueDate(value))
	case "for", "factor", "addresses":
		return factorID().MatchString(value) && set(&a.Factor, strings.ToUpper(value))
	case "done when", "done if", "verify":
		return set(&a.DoneWhen, value)
	case "type":
		return set(&a.Type, actionType(value))
	case "priority":
		part = value
	}
	part = strings.TrimSuffix(strings.TrimPrefix(part, "["), "]")
	switch {
	case ownerHandle().MatchString(part):
		return set(&a.Owner, part)
	case len(part) == 2 && (part[0] == 'P' || part[0] == 'p') && part[1] >= '0' && part[1] <= '4':
		return set(&a.Priority, strings.ToUpper(part))
	case !strings.Contains(part, " ") && actionType(part) != "":
		return set(&a.Type, actionType(part))
	case factorID().MatchString(part):
		return set(&a.Factor, strings.ToUpper(part))
	}
	iso, err := ReadDate(part)
	return err == nil && set(&a.Due, iso)
}

// set fills a field in that is empty. A dash or "TBD" is understood and says nothing.
func set(field *string, value string) bool {
	if *field != "" || value == "" {
		return false
	}
	if !isNothing(value) {
		*field = value
	}
	return true
}

var (
	factorID    = lazy(`(?i)^F\d{1,3}$`)
	ownerHandle = lazy(`^@[\w-]+(?:/[\w-]+)?$`)
	fieldLabel  = lazy(`(?i)^(owners?|owned by|assignees?|assigned to|responsible|dri|due date|due by|due|by|eta|deadline|until|target|for|factor|addresses|done when|done if|verify|type|priority)\b\s*:?\s*`)
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
