package document

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// NoColumnError is that a table of action items has no column for a field.
type NoColumnError struct {
	Field ActionField
	Line  int // of the item
}

func (e *NoColumnError) Error() string {
	return fmt.Sprintf("the table of the action item in line %d has no column for its %s", e.Line, e.Field)
}

// Hint is what to do about it.
func (e *NoColumnError) Hint() string {
	return fmt.Sprintf("add a column %q to the table", capitalised(e.Field.String()))
}

// capitalised is a name as the header of a column.
func capitalised(name string) string { return strings.ToUpper(name[:1]) + name[1:] }

// EditError is that an action item can't be changed as wanted without changing more than that.
type EditError struct {
	What string // what was to be written: "a link", "its owner"
	Line int    // of the item
	hint string
}

func (e *EditError) Error() string {
	return fmt.Sprintf("%s can't be written into the action item in line %d without changing more than that", e.What, e.Line)
}

// Hint is what to do about it.
func (e *EditError) Hint() string { return e.hint }

// LinkIssue returns the edits that write a link to its issue into action item i. It is an error when the item has one already, or when the link
// would not be one where it goes, so that the edits, applied, always leave the document with that link on that item and all else as it was.
// Edits of different items of one document can be applied together.
func (d *Document) LinkIssue(i int, text, url string) ([]Edit, error) {
	a, err := d.action(i)
	if err != nil {
		return nil, err
	}
	line := d.Position(a.Span.Start).Line
	if a.Issue != nil {
		return nil, fmt.Errorf("the action item in line %d has a link already (%s)", line, a.Issue.Text)
	}
	if a.marks.told {
		return nil, &EditError{What: "a link", Line: line, hint: "make it an item of a list under a heading for action items"}
	}
	link, err := linkTo(text, url)
	if err != nil {
		return nil, err
	}
	c := change{item: i, apply: func(after *ActionItem) { after.Issue = &IssueLink{URL: url} }, title: true}
	if edits := d.first(c,
		Edit{Span: a.place.span, Text: a.place.before + link + a.place.after},
		Edit{Span: Span{a.TitleAt.Start, a.TitleAt.Start}, Text: link + " "}, // where the end of the item swallows it
	); edits != nil {
		return edits, nil
	}
	return nil, &EditError{What: "a link", Line: line, hint: "end its text with a full stop, or put the link there by hand"}
}

// ReplaceLink returns the edits that make the link of action item i lead elsewhere, as when an issue was transferred. A reference without an address
// becomes a link.
func (d *Document) ReplaceLink(i int, text, url string) ([]Edit, error) {
	a, err := d.action(i)
	if err != nil {
		return nil, err
	}
	line := d.Position(a.Span.Start).Line
	if a.Issue == nil {
		return nil, fmt.Errorf("the action item in line %d has no link to replace", line)
	}
	link, err := linkTo(text, url)
	if err != nil {
		return nil, err
	}
	if a.Issue.URL == url && a.Issue.Text == text {
		return nil, nil
	}
	c := change{item: i, title: true, apply: func(after *ActionItem) {
		after.Issue = &IssueLink{URL: url}
		if a.TitleAt.Contains(a.Issue.Span) {
			after.Title = strings.Replace(after.Title, a.Issue.Text, text, 1)
		}
	}}
	written := linkSpan(d.Source, a.Issue, a.Span)
	if edits := d.first(c, Edit{Span: written, Text: link}, Edit{Span: written, Text: url}, Edit{Span: written, Text: "<" + url + ">"}); edits != nil {
		return edits, nil
	}
	return nil, &EditError{What: "another link", Line: line, hint: "replace " + a.Issue.Text + " by " + link + " by hand"}
}

func linkTo(text, url string) (string, error) {
	if text == "" || url == "" || strings.ContainsAny(text+url, "[]()<>|`\\\r\n ") {
		return "", errors.New("a link may not be empty, and may not contain brackets, pipes, backslashes, backticks or blanks")
	}
	return "[" + text + "](" + url + ")", nil
}

// linkSpan is where a link is written with its markup: "[#7](https://…)", "<https://…>", or the bare words.
func linkSpan(source []byte, issue *IssueLink, item Span) Span {
	at := issue.Span
	if at.Start > item.Start && source[at.Start-1] == '<' && at.End < item.End && source[at.End] == '>' {
		return Span{at.Start - 1, at.End + 1}
	}
	start := at.Start
	for start > item.Start && strings.IndexByte("*_`~", source[start-1]) >= 0 {
		start--
	}
	if start == item.Start || source[start-1] != '[' {
		return at
	}
	end := at.End
	for end < item.End && source[end] != ']' {
		end++
	}
	if end+1 >= item.End || source[end+1] != '(' {
		return at
	}
	depth := 0
	for k := end + 1; k < item.End; k++ {
		switch source[k] {
		case '\\':
			k++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return Span{start - 1, k + 1}
			}
		}
	}
	return at
}

// SetDone returns the edits that make action item i done or open, in the way the document says so: the checkbox, the status column, a word in
// brackets, or what is struck through. Nothing is to be edited when it is so already.
func (d *Document) SetDone(i int, done bool) ([]Edit, error) {
	a, err := d.action(i)
	if err != nil {
		return nil, err
	}
	if a.Done == done {
		return nil, nil
	}
	c := change{item: i, apply: func(after *ActionItem) { after.Done, after.Dropped = done, after.Dropped && !done }, status: true}
	for _, edits := range d.waysToSetDone(i, done) {
		if d.makes(c, edits) {
			return edits, nil
		}
	}
	e := &EditError{What: "that it is done", Line: d.Position(a.Span.Start).Line, hint: "give it a checkbox: - [x]"}
	if !done {
		e.What, e.hint = "that it is open", "move it out from under what says that it is done"
	}
	return nil, e
}

// waysToSetDone are the edits that may do, the ones that change least first.
func (d *Document) waysToSetDone(i int, done bool) [][]Edit {
	a := d.Actions[i]
	m := a.marks
	var all []Edit // what else says the opposite
	if !done {
		for _, s := range m.done {
			all = append(all, Edit{Span: s})
		}
		for _, s := range m.struck {
			all = append(all, d.unstrike(s)...)
		}
	}
	if st := m.fields[ActionStatus]; st.set && (readStatus(a.Status) == stateDropped || !done && readStatus(a.Status) == stateDone) && st.drop.Len() > 0 {
		all = append(all, Edit{Span: st.drop})
	}
	var ways [][]Edit
	box := Edit{Span: Span{m.box, m.box + 1}, Text: map[bool]string{true: "x", false: " "}[done]}
	if m.box > 0 && d.Source[m.box] != box.Text[0] {
		ways = append(ways, []Edit{box}, append([]Edit{box}, all...))
	}
	turned := a.turnSign(d.Source, done)
	if turned != nil && (done || strings.HasPrefix(turned[0].Text, "☐")) {
		ways = append(ways, turned)
	}
	if st := m.fields[ActionStatus]; len(all) > 0 && !st.detail {
		ways = append(ways, all)
	}
	if st := m.fields[ActionStatus]; st.set {
		word := d.stateWord(i, done)
		if st.value.Len() == 0 && st.pipes == "" {
			word = " " + word + " "
		}
		ways = append(ways, []Edit{{Span: st.value, Text: st.pipes + word}})
		if m.box > 0 {
			ways = append(ways, []Edit{box, {Span: st.value, Text: word}})
		}
	}
	if len(all) > 0 {
		ways = append(ways, all)
	}
	if turned != nil {
		ways = append(ways, turned)
	}
	if !done {
		return ways
	}
	if m.table == 0 {
		for _, e := range d.placesFor(a, ActionStatus, "done") {
			ways = append(ways, []Edit{e})
		}
	}
	for _, s := range []Span{a.TitleAt, d.withMarkup(a, a.TitleAt)} {
		ways = append(ways, []Edit{{Span: Span{s.Start, s.Start}, Text: "~~"}, {Span: Span{s.End, s.End}, Text: "~~"}})
	}
	return ways
}

// unstrike takes the tildes away around what is struck through.
func (d *Document) unstrike(s Span) []Edit {
	n := 0
	for n < 2 && s.Start-n > 0 && d.Source[s.Start-n-1] == '~' {
		n++
	}
	if s.End+n > len(d.Source) {
		return nil
	}
	return []Edit{{Span: Span{s.Start - n, s.Start}}, {Span: Span{s.End, s.End + n}}}
}

// stateWord is a word for done or open, in the vocabulary of the table.
func (d *Document) stateWord(i int, done bool) string {
	a := d.Actions[i]
	want, word := stateOpen, "Open"
	if done {
		want, word = stateDone, "Done"
	}
	japanese := holdsJapanese(a.Status)
	for _, other := range d.Actions[max(0, i-nearby):min(len(d.Actions), i+nearby)] {
		if a.marks.table == 0 || other.marks.table != a.marks.table || other.Status == "" {
			continue
		}
		told := holdsJapanese(other.Status)
		japanese = japanese || told
		if readStatus(other.Status) != want || told && readState(other.Status) != want { // "完了（12/10）" is more than the word
			continue
		}
		if s := other.marks.fields[ActionStatus].value; len(strings.Fields(other.Status)) == 1 || !done && readState(other.Status) == stateOpen {
			return string(d.Source[s.Start:s.End])
		}
	}
	if japanese {
		return map[bool]string{true: "完了", false: "未着手"}[done]
	}
	if first, _ := firstRune(a.Status); unicode.IsLower(first) {
		word = strings.ToLower(word)
	}
	return word
}

// nearby is how many rows before and behind a row are asked for the words that the table uses.
const nearby = 50

func firstRune(s string) (rune, bool) {
	for _, r := range s {
		return r, true
	}
	return 0, false
}

// SetField returns the edits that give a field of action item i a value, where it is written or, in a list, in brackets behind the title; an empty
// value takes the field away. A table without a column for the field is a *NoColumnError. A factor may be several ids, "F1, F3".
func (d *Document) SetField(i int, field ActionField, value string) ([]Edit, error) {
	a, err := d.action(i)
	if err != nil {
		return nil, err
	}
	value = strings.TrimSpace(value)
	value, apply, err := valueOf(field, value)
	if err != nil {
		return nil, err
	}
	want := a
	want.Factors = nil
	apply(&want)
	if *want.field(field) == *a.field(field) && (field != ActionFactor || slices.Equal(want.Factors, a.Factors)) {
		return nil, nil
	}
	line := d.Position(a.Span.Start).Line
	c := change{item: i, apply: apply, state: field == ActionStatus, afresh: field == ActionOwner || field == ActionTitle}
	for _, e := range d.waysToSet(a, field, value) {
		if d.makes(c, []Edit{e}) {
			return []Edit{e}, nil
		}
	}
	if a.marks.table > 0 && !a.marks.fields[field].set {
		return nil, &NoColumnError{Field: field, Line: line}
	}
	e := &EditError{What: "its " + field.String(), Line: line, hint: "write it into the document by hand"}
	if value == "" {
		e.hint = "take it out of the document by hand"
	}
	return nil, e
}

// valueOf checks a value for a field and returns it as it is read, and what it does to an item.
func valueOf(field ActionField, value string) (string, func(*ActionItem), error) {
	if field < 0 || field >= actionFields {
		return "", nil, fmt.Errorf("there is no field %d of an action item", int(field))
	}
	if strings.ContainsFunc(value, unicode.IsControl) {
		return "", nil, fmt.Errorf("the %s of an action item is one line of text", field)
	}
	if value == "" && field == ActionTitle {
		return "", nil, errors.New("an action item needs a title")
	}
	if value == "" {
		return "", setTo(field, ""), nil
	}
	if isNothing(value) {
		return "", nil, fmt.Errorf("%q says nothing as the %s of an action item; leave it empty to take it away", value, field)
	}
	switch field {
	case ActionTitle:
		value = strings.Join(strings.Fields(value), " ")
	case ActionType:
		t := actionType(value)
		if t == "" {
			return "", nil, fmt.Errorf("%q is no type of an action item; use prevent, mitigate, detect, respond or learn", value)
		}
		value = t
	case ActionPriority:
		value = strings.ToUpper(value)
		if len(value) != 2 || value < "P0" || value > "P4" {
			return "", nil, fmt.Errorf("%q is no priority of an action item; use P0 to P4", value)
		}
	case ActionDue:
		if iso, err := ReadDate(value); err == nil {
			value = iso
		}
	case ActionFactor:
		for id := range strings.FieldsFuncSeq(value, isListBreak) {
			if !isFactorID(id) {
				return "", nil, fmt.Errorf("%q is no id of a contributing factor; ids are F1, F2, …", id)
			}
		}
	}
	return value, setTo(field, value), nil
}

// setTo is what it does to an item to have a value in a field.
func setTo(field ActionField, value string) func(*ActionItem) {
	if field != ActionFactor {
		return func(a *ActionItem) { *a.field(field) = value }
	}
	return func(a *ActionItem) {
		a.Factor, a.Factors = "", nil
		for id := range strings.FieldsFuncSeq(value, isListBreak) {
			a.addFactor(id)
		}
	}
}

func isListBreak(r rune) bool { return strings.ContainsRune(" ,;/+&", r) }

// waysToSet are the edits that may give a field its value, the ones that change least first.
func (d *Document) waysToSet(a ActionItem, field ActionField, value string) []Edit {
	m := a.marks.fields[field]
	if field == ActionTitle {
		wide := d.withMarkup(a, a.TitleAt)
		return []Edit{{a.TitleAt, value}, {a.TitleAt, escape(value)}, {wide, value}, {wide, escape(value)}}
	}
	if m.set {
		if value == "" {
			if m.drop.Len() == 0 {
				return []Edit{{Span: m.value}, {Span: m.value, Text: "-"}}
			}
			return []Edit{{Span: m.drop}, {Span: m.value, Text: "TBD"}}
		}
		var ways []Edit
		texts := []string{value, escape(value), labelFor(field, value) + value, labelFor(field, value) + escape(value)}
		if holdsJapanese(string(d.Source[m.value.Start:m.value.End])) {
			texts = append([]string{japaneseValue(field, value)}, texts...)
		}
		for _, text := range texts {
			switch {
			case m.pipes != "":
				text = m.pipes + text
			case m.value.Len() == 0:
				text = " " + text + " "
			}
			ways = append(ways, Edit{m.value, text})
		}
		return ways
	}
	if value == "" || a.marks.table > 0 {
		return nil
	}
	return d.placesFor(a, field, value)
}

// labelFor announces a value in a list of fields where it needs that.
func labelFor(field ActionField, value string) string {
	switch field {
	case ActionOwner:
		if !strings.HasPrefix(value, "@") {
			return "owner "
		}
	case ActionDue:
		return "due "
	case ActionFactor:
		return "for "
	case ActionDoneWhen:
		return "done when "
	case ActionStatus:
		if readState(value) == stateless {
			return "status: "
		}
	}
	return ""
}

// placesFor are the insertions that may add a field to an item of a list: to the brackets that hold fields, or in brackets of its own.
func (d *Document) placesFor(a ActionItem, field ActionField, value string) []Edit {
	var ways []Edit
	style := d.styleOf(a)
	texts := []string{style.Field(field, value), style.Field(field, escape(value))}
	if style.japanese {
		texts = append(texts, labelFor(field, value)+value)
	}
	for _, text := range texts {
		if at := a.marks.list; at > 0 {
			ways = append(ways, Edit{Span{at, at}, style.separator() + text})
		}
		if m := a.marks.fields[ActionDoneWhen]; m.set && m.drop.Start < m.value.Start {
			at := m.value.Start - len("done when ")
			if style.japanese {
				at = m.value.Start - len(japaneseFieldLabels[ActionDoneWhen]+": ")
			}
			ways = append(ways, Edit{Span{at, at}, text + style.separator()})
		}
		end := d.withMarkup(a, a.TitleAt).End
		list := style.List(text)
		ways = append(ways, Edit{Span{end, end}, list}, Edit{Span{a.TitleAt.End, a.TitleAt.End}, list}, Edit{Span{a.place.span.Start, a.place.span.Start}, list})
	}
	return ways
}

// withMarkup widens a part of an item by the emphasis, code and tildes around it.
func (d *Document) withMarkup(a ActionItem, s Span) Span {
	for s.Start > a.Span.Start && strings.IndexByte("*_`~", d.Source[s.Start-1]) >= 0 {
		s.Start--
	}
	for s.End < a.Span.End && strings.IndexByte("*_`~", d.Source[s.End]) >= 0 {
		s.End++
	}
	return s
}

// escape makes text read as it is in markdown, in a table too.
func escape(text string) string {
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune("\\`*_[]<>|~&#!", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// action returns action item i.
func (d *Document) action(i int) (ActionItem, error) {
	if i < 0 || i >= len(d.Actions) {
		return ActionItem{}, fmt.Errorf("there is no action item %d", i+1)
	}
	return d.Actions[i], nil
}
