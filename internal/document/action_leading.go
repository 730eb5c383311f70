package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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
	if rest := text[lead:]; a.Owner == "" && a.marks != nil && rest != "" && (rest[0] == '(' || rest[0] == '[') { // "(P1, Kim) Limit retries"
		end := strings.IndexByte(rest[:min(len(rest), maxTrailing)], map[byte]byte{'(': ')', '[': ']'}[rest[0]])
		if end > 0 && strings.IndexByte(rest[:end], ',') > 0 && strings.Count(rest[end:], " ") > 1 {
			at := title.Start + lead
			next := title.End - len(strings.TrimLeft(rest[end+1:], " :–—-"))
			if a.fields(b, Span{at + 1, at + end}, Span{at, next}) {
				title.Start = next
				return title
			}
		}
	}
	n := handlesLen(text[lead:])
	if n == 0 && a.Owner == "" && a.marks != nil {
		return a.leadingName(b, title, title.Start+lead)
	}
	if n == 0 || a.Owner != "" {
		return title
	}
	rest := text[lead+n:]
	after := strings.TrimLeft(rest, " ")
	if joint := ownerJoint(after); joint > 0 {
		handle := Span{title.Start + lead, title.Start + lead + n}
		end := title.End - len(strings.TrimLeft(after[joint:], " "))
		if a.Owner = handles(b.text(handle)); a.Owner == "" {
			a.Owner = b.text(handle)
		}
		a.mark(b, ActionOwner, handle, Span{title.Start, end})
		title.Start = end
		return title
	}
	handle := text[lead : lead+n]
	if first, _ := utf8.DecodeRuneInString(after); after != rest && strings.IndexByte(handle, '/') < 0 && (unicode.IsUpper(first) || isImperative(after) || isAsian(after)) { // "**@kmori** Test it"
		a.Owner = handle
		end := title.End - len(after)
		a.mark(b, ActionOwner, Span{title.Start + lead, title.Start + lead + n}, Span{title.Start, end})
		title.Start = end
	}
	return title
}

// handlesLen is the length of the handles that a text begins with, where something joins several to what is to be done: "@kmori and @ann will test it".
func handlesLen(text string) int {
	first := handleLen(text)
	for n := first; n > 0; {
		more := 0
		for _, and := range [...]string{" and ", ", and ", ", ", " & ", "/", " + "} {
			if rest, found := strings.CutPrefix(text[n:], and); found && more == 0 && handleLen(rest) > 0 {
				more = len(and) + handleLen(rest)
			}
		}
		if n += more; more > 0 {
			continue
		}
		if ownerJoint(strings.TrimLeft(text[n:], " ")) > 0 {
			return n
		}
		break
	}
	return first
}

// assignsWork reports whether a sentence says who does what: "@kmori will test it", "Kim Mori is going to test it".
func assignsWork(text string) bool {
	if n := handlesLen(text); n > 0 {
		rest := strings.TrimLeft(text[n:], " ")
		joint := ownerJoint(rest)
		return joint > 0 && isImperative(rest[joint:]) && len(text) <= maxSentence
	}
	n, behind := nameBeforeWork(text)
	if behind == 0 || len(text) > maxSentence || !isNameList(text[:n]) || text[0] >= 'a' && text[0] <= 'z' {
		return false
	}
	first, _, _ := strings.Cut(text, " ")
	return hasGivenName(text) || isTeam(text[:n]) && !strings.EqualFold(first, "the")
}

// ownerJoint is the length of what joins the handle of an owner to what is to be done: ":", "to ", "will ". 0 where nothing does.
func ownerJoint(text string) int {
	for _, sign := range [...]string{":", "–", "—", "-", "to "} {
		if strings.HasPrefix(text, sign) {
			return len(sign)
		}
	}
	for _, duty := range duties {
		if rest, found := strings.CutPrefix(text, duty[1:]); found {
			rest = strings.TrimPrefix(rest, "also ")
			if isImperative(rest) {
				return len(text) - len(rest)
			}
		}
	}
	return 0
}

// duties join the name of an owner to what is to be done.
var duties = [...]string{" will ", " should ", " must ", " shall ", " needs to ", " need to ", " is going to ", " are going to ", " is to ", " has to ", " to "}

// leadingName takes the name of an owner at the start of a title: "Maya to write the test", "**Network team** – replace the switch".
func (a *ActionItem) leadingName(b *block, title Span, from int) Span {
	text := b.Text[from:title.End]
	n, behind := a.marks.people.takesOver(text)
	name := Span{0, n}
	if n == 0 {
		if name, behind = a.marks.people.leadsTitle(text); behind == 0 {
			return title
		}
	}
	name = Span{from + name.Start, from + name.End}
	a.Owner = b.text(name)
	a.mark(b, ActionOwner, name, Span{title.Start, from + behind})
	title.Start = from + behind
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
