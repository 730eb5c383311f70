package document

import (
	"slices"
	"strings"
)

// paragraph takes a paragraph for an item, for a field of the item before it, or for the label of what follows.
func (a *actionReader) paragraph(i int) {
	b := &a.blocks[i]
	text := strings.TrimSpace(b.Text)
	a.details = 0
	a.group = group{}
	switch {
	case a.isField(b):
		from := 0
		for _, at := range append(slices.Clip(b.breaks), len(b.Text)) {
			a.field(b, Span{from, at})
			from = at
		}
		if label, found := strings.CutSuffix(strings.ToLower(text), ":"); found { // "Target:" over a list
			field, _ := fieldOfLabel(strings.Trim(label, "*_ "))
			a.group.remarks = field == ActionOwner || field == ActionDue || exactColumn(foldHeading(label)) == ActionDoneWhen
		}
	case a.whole:
	case len(b.breaks) == 0 && a.isSigned(i):
		a.signedParagraph(b)
	case a.labelledItem(b):
	case !a.isBold(b) && a.paragraphLines(b):
	case strings.HasSuffix(text, ":"), strings.HasSuffix(text, "："), len(text) <= maxLabel && (a.isBold(b) || isJapaneseRemark(text)):
		if len(b.breaks) > 0 { // what stands in the lines before it is no label
			text = strings.TrimSpace(b.text(b.line(len(b.breaks))))
		}
		if len(text) <= maxLabel {
			a.group = readGroup(text)
		}
		switch a.told = a.told || announcesItems(text); {
		case a.isOverParts(i, text):
			a.readParagraph(b)
			a.details = a.items[a.blocks[i+1].item].list
		case !a.listed[b.Section] && a.isOverCode(i, text):
			a.readParagraph(b)
		}
		a.group.remarks = a.group.remarks || tellsCauses(text) || addressesOthers(text)
	case !a.listed[b.Section] && a.enumeration(b):
	case opensWithState(b):
		a.readParagraph(b)
	case !holdsFields(text) && a.paragraphSentences(b):
	case actionLabel(b.Text) > 0, holdsFields(text), !a.listed[b.Section] && (saysWork(text) || leadsWithWork(b) || a.told && isTold(text)):
		a.readParagraph(b)
	default:
		a.told = false
	}
}

// addressesOthers reports whether a label is over what readers or customers are to do: "If you are affected, please:", "We recommend that all users:".
func addressesOthers(text string) bool {
	if !strings.HasSuffix(text, ":") || len(text) > maxSentence {
		return false
	}
	lower := " " + strings.ToLower(text)
	if s := sentences(lower); len(s) > 0 {
		lower = " " + lower[s[len(s)-1].Start:]
	}
	asks := false
	for _, words := range [...]string{" if you", " please ", " recommend", " advise", " encourage", " urge", " ask ", " should ", " can ", " need to ", " must "} {
		asks = asks || strings.Contains(lower, words)
	}
	for _, who := range [...]string{" you ", " you:", " users ", " users:", " customers ", " customers:", " clients ", " operators ", " node operators", " administrators ", " everyone "} {
		if asks && strings.Contains(lower, who) {
			return !strings.HasPrefix(lower, " we will ") && !strings.HasPrefix(lower, " we are ")
		}
	}
	return false
}

// opensWithState reports whether a paragraph begins with a state as its label, and goes on: "**Done:** a check runs every night".
func opensWithState(b *block) bool {
	text := strings.TrimLeft(b.Text, " ")
	label, rest, found := strings.Cut(text[:min(len(text), maxLabel)], ":")
	if !found && len(b.strong) > 0 && b.strong[0].Start == 0 && b.strong[0].End < len(b.Text) && b.strong[0].End <= maxLabel {
		label, rest, found = b.Text[:b.strong[0].End], strings.TrimLeft(b.Text[b.strong[0].End:], " –—-"), true
	}
	if found {
		rest = strings.TrimSpace(b.Text[strings.Index(b.Text, label)+len(label):])
		rest = strings.TrimLeft(rest, ": –—-")
	}
	return found && strings.Count(rest, " ") > 1 && readState(label) != stateless && !isWhen(strings.TrimRight(rest, "."))
}

// readParagraph takes a paragraph for an item.
func (a *actionReader) readParagraph(b *block) {
	x := ActionItem{Span: b.Span, marks: a.newMarks()}
	if title := x.readTitle(b); title.Len() > 0 && !x.tellsNoWork() {
		a.add(b, x)
		a.titled = 0
	}
}

// announcesItems reports whether a label says that what follows is what is done: "The following measures have been taken:".
func announcesItems(text string) bool {
	lower := strings.ToLower(text)
	for _, what := range [...]string{" measures", " actions", " steps", " changes", " improvements"} {
		if strings.Contains(lower, "following"+what) {
			return true
		}
	}
	return announcesWork(text)
}

// isTold reports whether a paragraph may be one of those that a label announces: a sentence of its own that says nothing of the others.
func isTold(text string) bool {
	return len(text) <= maxSentence && strings.Count(text, " ") > 2 && isSentence(text) && !tellsOfItems(text) && !strings.HasPrefix(text, "Thank")
}

// isOverCode reports whether a paragraph says what to do, and nothing but code shows with what: "Add a test for the switch:".
func (a *actionReader) isOverCode(i int, text string) bool {
	return len(text) <= maxSentence && strings.HasSuffix(text, ":") && isImperative(text) && strings.Count(text, " ") > 1 && (i+1 >= len(a.blocks) || a.blocks[i+1].Section != a.blocks[i].Section)
}

// isOverParts reports whether a paragraph says what to do and the list under it only with what: "Create a check that verifies:".
func (a *actionReader) isOverParts(i int, text string) bool {
	b := &a.blocks[i]
	if len(b.breaks) > 0 || len(text) > maxLabel || !strings.HasSuffix(text, ":") || !isImperative(text) || strings.Count(text, " ") < 2 || strings.Contains(text, "following") || strings.Contains(text, "these ") {
		return false
	}
	list, items, work := -1, 0, 0
	for k := i + 1; k < len(a.blocks) && a.blocks[k].Section == b.Section && a.blocks[k].item >= 0; k++ {
		part := &a.blocks[k]
		it := a.items[part.item]
		if list < 0 {
			list = it.list
		}
		if it.list != list || it.block != k {
			continue
		}
		if items++; part.task || isWork(part.Text) || actionLabel(part.Text) > 0 {
			work++
		}
	}
	return 2*work < items
}

// labelledItem reads a paragraph that ends in lines for its fields, below what is to be done: "Action: …", "Owner: …". Where the first line names it in
// bold and more follows, that is what is to be done.
func (a *actionReader) labelledItem(b *block) bool {
	if len(b.breaks) == 0 || len(b.breaks) > maxLineItems {
		return false
	}
	fields, owned := len(b.breaks)+1, actionLabel(b.Text) > 0 // the first line that is a field
	for ; fields > 0; fields-- {
		line := b.line(fields - 1)
		name, _ := fieldDetail(strings.TrimSpace(b.text(line)))
		if name == noColumn || name == ActionTitle {
			break
		}
		owned = owned || name == ActionOwner || name == ActionDue
	}
	if fields == 0 || fields > len(b.breaks) || !owned || fields > 1 && actionLabel(b.Text) > 0 {
		return false
	}
	first := 0
	if fields > 1 && len(b.strong) > 0 && b.strong[0].Start == 0 && b.strong[0].End+1 >= b.line(0).End {
		first = 1
	}
	part := b.cut(trimSpaces(b.Text, Span{b.line(first).Start, b.line(fields - 1).End}))
	x := ActionItem{Span: b.Span, marks: a.newMarks()}
	if title := x.readTitle(&part); title.Len() == 0 {
		return false
	}
	a.add(&part, x)
	b.Action, a.titled = part.Action, 0
	for i := fields; i <= len(b.breaks); i++ {
		a.field(b, trimSpaces(b.Text, b.line(i)))
	}
	return true
}

// holdsFields reports whether labels behind what a paragraph says tell who does it or when: "The queue needs an alert. Owner: Kim Due: Friday".
func holdsFields(text string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], ": ")
		if i < 0 {
			return false
		}
		at += i
		words := strings.TrimRight(text[:at], " ")
		from := max(strings.LastIndexAny(words, ".;,|)")+1, len(words)-maxLabel/2)
		for _, label := range [...]string{words[strings.LastIndexByte(words, ' ')+1:], strings.TrimLeft(words[from:], " ")} {
			switch label = strings.ToLower(label); {
			case label != "owner" && label != "due" && label != "due date" && label != "assignee" && label != "deadline" && label != "eta" && label != "responsible" && label != "target date" && label != "dri":
			case strings.Count(text[:at-len(label)], " ") > 2 && strings.ContainsAny(text[:at-len(label)], ".;!)–—|"):
				return true
			}
		}
		at += len(": ")
	}
}

// saysWork reports whether a paragraph says what is to be done, or of what it tells that it is done.
func saysWork(text string) bool {
	if len(text) <= maxSentence && isSentence(text) && (namesWork(text) || isInfinitive(text)) || assignsWork(text) || saysDuty(text) || saysForeignDuty(text) || len(text) <= maxDuty && commitsTo(text) != notCommitted {
		return true
	}
	if len(text) > maxDuty || text == "" {
		return false
	}
	if end := text[len(text)-1]; end == ')' || end == ']' {
		open := strings.LastIndexAny(text, "([")
		return open > 0 && readState(text[open+1:len(text)-1]) != stateless
	}
	return trailingMarkLen(text) > 0
}

// leadsWithWork reports whether a paragraph begins with what to do in bold: "**Cap the retries.** Workers retry for ever today."
func leadsWithWork(b *block) bool {
	if len(b.strong) == 0 || b.strong[0].Start > 0 || len(b.Text) > 2*maxDuty {
		return false
	}
	lead := b.Text[:b.strong[0].End]
	return strings.Contains(lead, " ") && (namesWork(lead) || isGerund(lead) || commitsTo(strings.TrimLeft(b.Text[len(lead):], " .:–—-")) != notCommitted || tellsWorkBehind(b.Text[len(lead):]))
}

// tellsWorkBehind reports whether a sentence behind what a paragraph begins with says what will be, or is since: "We now page on its depth."
func tellsWorkBehind(text string) bool {
	for _, s := range sentences(text) {
		sentence := strings.TrimLeft(text[s.Start:s.End], " .:–—-")
		lower := strings.ToLower(sentence[:min(len(sentence), 2*maxLabel)])
		if strings.Contains(lower, " will ") || strings.HasPrefix(lower, "we now ") || strings.HasPrefix(lower, "we have now ") || commitsTo(sentence) != notCommitted {
			return true
		}
	}
	return false
}

// maxSentence is the length of the longest paragraph that is taken for an item without being labelled as one.
const maxSentence = 300

// maxDuty is the length of the longest paragraph that is taken for an item because it says what is to be.
const maxDuty = 600

// saysDuty reports whether a paragraph says what is to be: "The probe should page a second person."
func saysDuty(text string) bool {
	if len(text) > maxDuty {
		return false
	}
	lower := " " + strings.ToLower(text)
	for _, words := range [...]string{" should ", " must ", " need to ", " needs to ", " we will ", " we'll ", " we’ll ", " we could ", " we can ", " will be ", " will not be ", " it would be ", " will be to ", " would be to ", " plan to ", " going to ", " want to "} {
		for rest := lower; ; {
			at := strings.Index(rest, words)
			if at < 0 {
				break
			}
			rest = rest[at+len(words):]
			done, past := strings.CutPrefix(strings.TrimPrefix(rest, "not "), "have ") // "should have been checked"
			if next, _, _ := strings.Cut(done, " "); (!past || isDeterminer(next)) && !isSaying(next) {
				return true
			}
		}
	}
	return false
}

// foreignDuties are how sentences of other languages say what is to be.
var foreignDuties = hints("wir werden", "werden wir", "sollte", "müssen", "nous allons", "il faut", "nous devons", "devrait", "vamos a ", "debemos", "se debe", "deberíamos", "debería", "devemos", "precisamos", "iremos", "deveria", "dobbiamo", "faremo", "moeten we", "we zullen", "мы будем", "нужно", "необходимо")

// saysForeignDuty is saysDuty for other languages: "Künftig sollte die Sonde einen zweiten Menschen rufen."
func saysForeignDuty(text string) bool {
	if len(text) > maxDuty {
		return false
	}
	lower := strings.ToLower(text)
	return foreignDuties.in(lower, pairsOf(lower))
}

// isSaying reports whether a verb is about what is told and no work: "we can say", "we will continue to care".
func isSaying(verb string) bool {
	switch verb {
	case "say", "see", "thank", "apologize", "apologise", "assure", "reiterate", "stress", "continue", "keep", "remain", "strive", "share":
		return true
	}
	return false
}

// isDeterminer reports whether a word behind "have" makes that a verb of its own: "should have a policy".
func isDeterminer(word string) bool {
	switch word {
	case "a", "an", "the", "more", "better", "some", "all", "one", "two", "our", "their", "its", "this", "that", "to":
		return true
	}
	return false
}

// isSentence reports whether a text is one sentence, with a link behind it perhaps.
func isSentence(text string) bool {
	_, more, _ := strings.Cut(text, ". ")
	return len(strings.Fields(more)) <= 3
}

// isBold reports whether all of a paragraph is bold.
func (a *actionReader) isBold(b *block) bool {
	s := string(a.text[b.Span.Start:b.Span.End])
	return strings.HasPrefix(s, "**") && strings.HasSuffix(s, "**") && strings.Count(s, "**") == 2
}

// actionLabel is the length of what announces an item before its title: "Action:", "TODO 3:", "Action item 2 – ".
func actionLabel(text string) int {
	i := 0
	for i < len(text) && text[i] == ' ' {
		i++
	}
	for _, label := range [...]string{"action item", "action", "todo", "to do", "to-do", "task", "follow-up", "follow up", "recommendation", "suggested", "suggestion", "proposed", "proposal", "what"} {
		if len(text)-i <= len(label) || !strings.EqualFold(text[i:i+len(label)], label) {
			continue
		}
		rest := strings.TrimLeft(text[i+len(label):], " #")
		rest = strings.TrimLeft(rest, "0123456789")
		after := strings.TrimLeft(rest, " ")
		for _, sign := range [...]string{":", "– ", "— ", "- "} {
			if strings.HasPrefix(after, sign) {
				return len(text) - len(strings.TrimLeft(after[len(sign):], " "))
			}
		}
		return 0
	}
	return 0
}
