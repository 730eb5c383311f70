package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isField reports whether a block is a field and not an item: "Owner: @kmori".
func (a *actionReader) isField(b *block) bool {
	name, at := fieldDetail(b.Text)
	if name == ActionDoneWhen && b.item >= 0 && a.items[b.item].depth == 0 && namesWork(strings.TrimLeft(b.Text[at:], " ")) {
		return false // "Verification: confirm that it holds", among "Testing: …" and "Monitoring: …"
	}
	return b.Kind != Heading && name != noColumn && name != ActionTitle
}

// fieldDetail splits "Owner: @kmori" into the field and the offset of what it says.
func fieldDetail(text string) (ActionField, int) {
	i := strings.IndexByte(text[:min(len(text), maxLabel)], ':')
	if wide := strings.Index(text[:min(len(text), maxLabel)], "："); wide > 0 && (i < 0 || wide < i) {
		return detailColumn(foldHeading(text[:wide])), wide + len("：")
	}
	if i <= 0 || i+1 < len(text) && text[i+1] != ' ' || readState(text[min(leadingSign(text), i):i]) != stateless { // "Done: drain nodes first" is an item
		return noColumn, 0
	}
	folded := foldHeading(text[:i])
	switch folded {
	case "ref", "refs", "reference", "change": // in the header of a table these are the number of the row, or what is to be done
		return columnIssue, i + 1
	}
	return detailColumn(folded), i + 1
}

// detailColumn is exactColumn for a label under an item, where a time is when that is due. In the header of a table it may be when something happened.
func detailColumn(folded string) ActionField {
	switch folded {
	case "时间", "時間", "日期", "시간", "일정":
		return ActionDue
	}
	return exactColumn(folded)
}

// detail reads an item nested under an action, or a list or paragraphs under its heading, that give one of its fields or its issue.
func (a *actionReader) detail(b *block) {
	if (b.item < 0 || a.items[b.item].depth == 0) && !a.isField(b) {
		return // a label, or what tells of the item before it
	}
	a.field(b, Span{0, len(b.Text)})
}

// field reads one of the fields of an item, or its issue, from a part of a block.
func (a *actionReader) field(b *block, part Span) {
	x := a.owner(b)
	if x == nil {
		return
	}
	text := strings.TrimSpace(b.Text[part.Start:part.End])
	if x.Issue == nil && text != "" && !strings.Contains(text, " ") { // a link and nothing else
		if x.readLinks(b); x.Issue != nil || b.item < 0 {
			return
		}
	}
	field, at := fieldDetail(b.Text[part.Start:part.End])
	several := false
	if field != noColumn {
		if end, next := nextField(b.Text[part.Start:part.End], at); next > 0 {
			a.field(b, Span{part.Start + next, part.End})
			part.End, several = part.Start+end, true
		}
	}
	at += part.Start
	for at < part.End && b.Text[at] == ' ' {
		at++
	}
	value := Span{at, at + len(strings.TrimRight(b.Text[at:part.End], " "))}
	if field == ActionDue {
		value.End = at + len(strings.TrimRight(b.Text[at:value.End], ". "))
	}
	switch {
	case field == noColumn && b.item >= 0 && isDoneRemark(text):
		x.settle(stateDone)
	case field == noColumn && b.item >= 0 && x.Issue == nil && x.readTracked(b, part):
	case field == noColumn && b.item >= 0 && x.bareDetail(text):
		f := ActionOwner
		if x.Owner != text {
			f = ActionDue
		}
		at := trimSpaces(b.Text, part)
		x.mark(b, f, at, at)
		x.marks.fields[f].drop, x.marks.fields[f].detail = a.detailSpan(b), true
	case field == noColumn || field == ActionTitle || value.End <= value.Start:
	case field == columnIssue:
		if x.Issue == nil {
			x.readIssueText(b, value)
		}
	case !x.marks.fields[field].set:
		x.cell(field, b.Text[value.Start:value.End])
		x.mark(b, field, value, value)
		m := &x.marks.fields[field]
		if m.detail = true; !several && part.Start == 0 {
			m.drop = a.detailSpan(b)
		}
	}
}

// bareDetail takes what is nested under an item for who does it or when, where it is nothing else: "@kmori", "Kim Mori", "2026-12-01".
func (a *ActionItem) bareDetail(text string) bool {
	switch {
	case len(text) > maxValue:
	case a.Owner == "" && (isHandle(text) || isNameList(text) && hasGivenName(text) && strings.Count(text, " ") < 2):
		a.Owner = text
		return true
	case a.Due == "" && tellsDue(text):
		a.Due = dueDate(text)
		return true
	}
	return false
}

// nextField is where the value of a field ends and the next field of the same line begins: "Owner: Kim | Due: Friday". Next is 0 where none follows.
func nextField(text string, from int) (end, next int) {
	for at := from; ; {
		i := strings.IndexAny(text[at:min(len(text), from+2*maxHeading)], ":：")
		if i < 0 {
			return 0, 0
		}
		colon := at + i
		at = colon + 1
		if at < len(text) && text[colon] == ':' && text[at] != ' ' { // "10:42"
			continue
		}
		sign := from + strings.LastIndexAny(text[from:colon], ".,;|·•–—/(、，")
		if sign >= from {
			_, size := utf8.DecodeRuneInString(text[sign:])
			if label := text[sign+size : colon]; isFieldName(foldHeading(label)) {
				return sign, sign + size + len(label) - len(strings.TrimLeft(label, " "))
			}
		}
		before := strings.TrimRight(text[from:colon], " ")
		for range 2 { // "Due", "Due date"
			space := strings.LastIndexByte(before, ' ')
			if space < 0 {
				break
			}
			label := text[from+space+1 : colon]
			if first, _ := utf8.DecodeRuneInString(label); unicode.IsUpper(first) && isFieldWord(strings.ToLower(strings.TrimRight(label, " "))) {
				return from + space, from + space + 1
			}
			before = before[:space]
		}
	}
}

// isFieldName reports whether a folded label can only be that of a field.
func isFieldName(folded string) bool {
	switch exactColumn(folded) {
	case ActionOwner, ActionDue, ActionStatus, ActionPriority, ActionType, ActionDoneWhen, columnIssue:
		return true
	}
	return false
}

// isFieldWord reports whether a label stands for a field even where nothing parts it from what is before it.
func isFieldWord(label string) bool {
	switch label {
	case "owner", "owners", "assignee", "due", "due date", "deadline", "eta", "target date", "status", "priority", "ticket", "issue", "jira", "type":
		return true
	}
	return false
}

// owner is the item that a detail belongs to: the one it is nested in, the one that its heading is, or the one before it.
func (a *actionReader) owner(b *block) *ActionItem {
	if b.item >= 0 && a.items[b.item].depth > 0 {
		if parent := a.items[b.item].parent; parent >= 0 && a.items[parent].action > 0 {
			return &a.d.Actions[a.items[parent].action-1]
		}
		return nil
	}
	if a.titled > 0 {
		return &a.d.Actions[a.titled-1]
	}
	if a.heading >= 0 && a.blocks[a.heading].Action < 0 && a.d.Sections[b.Section].Name != ActionItems {
		if a.headingItem(&a.blocks[a.heading]); a.titled > 0 {
			return &a.d.Actions[a.titled-1]
		}
	}
	if n := len(a.d.Actions); n > 0 && a.heading >= 0 && a.d.Actions[n-1].Span.Start > a.blocks[a.heading].Span.Start && a.d.Actions[n-1].marks.table == 0 {
		return &a.d.Actions[n-1]
	}
	return nil
}

// isDoneRemark reports whether a remark says of the item over it that it is done.
func isDoneRemark(text string) bool {
	s := strings.ToLower(text)
	for _, begin := range [...]string{"this has been done", "this has been completed", "this is done", "has been done", "already done"} {
		if strings.HasPrefix(s, begin) {
			return true
		}
	}
	return readState(text) == stateDone
}

// detailSpan is the lines of a detail with the line break before them, nothing when more is nested in it.
func (a *actionReader) detailSpan(b *block) Span {
	if b.item < 0 || a.items[b.item].children {
		return Span{}
	}
	it := a.items[b.item]
	start := it.span.Start
	for start > 0 && (a.d.Source[start-1] == '\n' || a.d.Source[start-1] == '\r') {
		start--
	}
	return Span{start, it.span.End}
}

// isNothing reports whether a cell holds only what people write for "nothing".
func isNothing(s string) bool {
	if s = strings.Trim(s, " .?"); len(s) > len("未割り当て") {
		return false
	}
	switch lowered(s) {
	case "", "-", "–", "—", "n/a", "na", "tbd", "todo", "none", "unassigned", "...", "…", "未定", "未割当", "未割り当て", "未アサイン", "なし", "ー", "－", "―", "該当なし":
		return true
	}
	return false
}
