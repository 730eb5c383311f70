package document

import (
	"slices"
	"strings"
)

// Some have no section for action items and mark them where they come up: "**TODO**: alert on the disk", under a lesson or behind what went wrong.

// note is the label of such an item.
type note struct {
	at, behind int  // in the text of the block
	done       bool // "DONE"
	owner      string
	work       bool // it may be of what was done to end the incident as well: "Action: …"
}

// readNoted reads the items that a block marks, and reports whether there are any. open is whether the document marks work that is to come: only then is
// what it marks as done of the same kind.
func (a *actionReader) readNoted(i int, open bool) bool {
	b := &a.blocks[i]
	if b.task {
		if a.isNotedTask(i) {
			a.item(b)
		}
		return b.Action >= 0
	}
	notes := a.notes(b)
	for k, n := range notes {
		end := len(b.Text)
		if k+1 < len(notes) {
			end = notes[k+1].at
		}
		at := trimSpaces(b.Text, Span{n.behind, end})
		if at.Len() == 0 || n.done && !open {
			continue
		}
		if n.at > 0 && b.Text[n.at-1] == '[' && b.Text[at.End-1] == ']' && strings.IndexByte(b.text(at), '[') < 0 { // "[ACTION: add an alert]"
			at.End--
		}
		part := b.cut(at)
		x := ActionItem{Span: part.Span, Done: n.done, Owner: n.owner, marks: &actionMarks{people: a.d.people, told: true}}
		if title := x.readTitle(&part); strings.Count(x.Title, " ") < 1 || title.Len() == 0 || isUnwritten(x.Title) || n.work && !namesWork(x.Title) && x.Owner == "" && !tellsWhoWill(x.Title) && !saysDuty(x.Title) && commitsTo(x.Title) != willDo || x.tellsNoWork() {
			continue
		}
		a.add(&part, x)
		if b.Action < 0 {
			b.Action = part.Action
		}
	}
	return b.Action >= 0
}

// tellsWhoWill reports whether an item begins with who is to do it: "Kim to write the runbook".
func tellsWhoWill(title string) bool {
	n, _ := nameBeforeWork(title)
	return n > 0 && isNameList(title[:n])
}

// marksWork reports whether any block marks work that is to come.
func (a *actionReader) marksWork() bool {
	for i := range a.blocks {
		if b := &a.blocks[i]; a.mayMark(b) && (b.task && !b.done || slices.ContainsFunc(a.notes(b), func(n note) bool { return !n.done })) {
			return true
		}
	}
	return false
}

// mayMark reports whether a block stands where items are marked.
func (a *actionReader) mayMark(b *block) bool {
	if (b.Kind != Paragraph && b.Kind != ListItem) || b.row >= 0 || b.boxed || b.Event >= 0 || b.Action >= 0 || len(b.Text) > maxTold {
		return false
	}
	switch a.d.SectionName(b.Section) {
	case TimelineSection, Supporting:
		return false
	}
	return true
}

// notes are the labels of items in a block: at the start of a line, or in bold anywhere.
func (a *actionReader) notes(b *block) []note {
	var found []note
	response := false
	switch a.d.SectionName(b.Section) {
	case Response, Detection, Impact, Summary:
		response = true
	}
	strong := b.strong
	for _, line := range b.lines() {
		for ; len(strong) > 0 && strong[0].Start < line.End && len(found) < maxSentences; strong = strong[1:] {
			at := strong[0]
			if n, ok := noteLabel(b.Text, at.Start, at.End); ok && (!n.work || !response) && (len(found) == 0 || at.Start >= found[len(found)-1].behind) {
				found = append(found, n)
			}
		}
		if len(found) > 0 && found[len(found)-1].at >= line.Start {
			continue
		}
		if n, ok := noteLabel(b.Text, line.Start, 0); ok && (!n.work || !response) && len(found) < maxSentences {
			found = append(found, n)
			continue
		}
		for _, within := range [...]string{". Action", " TODO:", " ACTION", " FOLLOW-UP:", "[ACTION", "[TODO:"} { // "Nobody saw it. Action: add an alert"
			i := strings.Index(b.Text[line.Start:line.End], within)
			if i < 0 || len(found) >= maxSentences {
				continue
			}
			if n, ok := noteLabel(b.Text, line.Start+i+strings.IndexAny(within, "ATF"), 0); ok && (!n.work || !response) {
				found = append(found, n)
				break
			}
		}
	}
	return found
}

// noteLabels are the words that mark an item, longer ones first.
var noteLabels = [...]string{"todo", "to do", "to-do", "follow-up", "follow up", "next step", "action item", "action", "done", "ai"}

// noteLabel reads the label of an item at a place in a text; bold is where its bold part ends, 0 for a label in plain letters.
func noteLabel(text string, at, bold int) (note, bool) {
	at += len(text[at:]) - len(strings.TrimLeft(text[at:], " "))
	rest := text[at:]
	opened := strings.TrimLeft(rest, "[(")
	for _, label := range noteLabels {
		if len(opened) <= len(label) || !strings.EqualFold(opened[:len(label)], label) || isWordByte(opened[len(label)]) {
			continue
		}
		written := opened[:len(label)]
		upper := strings.ToUpper(written) == written
		behind := opened[len(label):]
		if number := strings.TrimLeft(strings.TrimLeft(behind, " #-"), "0123456789"); len(number) < len(strings.TrimLeft(behind, " #-")) {
			behind = number // "Action 3:"
		}
		closed := len(opened) < len(rest)
		if closed && (behind == "" || behind[0] != ']' && behind[0] != ')') {
			return note{}, false
		}
		if closed {
			behind = behind[1:]
		}
		owner := ""
		if named := strings.TrimLeft(behind, " "); strings.HasPrefix(named, "(") { // "Action (Kim): …"
			if end := strings.Index(named[:min(len(named), maxValue)], "):"); end > 0 && (isNameList(named[1:end]) || isHandle(named[1:end])) {
				owner, behind = named[1:end], named[end+1:]
			}
		}
		colon := false
		for _, sign := range [...]string{":", " :", " - ", " – ", " — ", "：", " → "} {
			if after, found := strings.CutPrefix(behind, sign); found && !colon {
				behind, colon = after, true
			}
		}
		n := note{at: at, owner: owner, behind: len(text) - len(behind), done: label == "done", work: strings.HasPrefix(label, "action") || label == "ai"}
		isBold := bold > at && n.behind >= bold
		switch {
		case label == "ai" && (!upper || !colon), n.done && !upper && !isBold && !closed:
			return note{}, false
		case colon, closed, isBold && upper, (label == "todo" || n.done) && upper && strings.HasPrefix(behind, " ") && !hasWord(firstWord(behind), "list", "lists", "comment", "comments", "items"):
			return n, true
		}
		return note{}, false
	}
	return note{}, false
}

// isNotedTask reports whether a box to tick is one of work that is done once, where no section is named for such.
func (a *actionReader) isNotedTask(i int) bool {
	b := &a.blocks[i]
	it := a.items[b.item]
	if it.block != i || it.depth > 0 || isResponseStep(b.Text) || !isWork(b.Text) || a.d.underRunbook(b.Section) {
		return false
	}
	for s := b.Section; s >= 0; s = a.d.Sections[s].Parent {
		if folded := a.d.Sections[s].folded; isChecklist(folded) || strings.Contains(folded, "checklist") {
			return false
		}
	}
	return true
}

// isUnwritten reports whether what is to be done is only to write the document: "fill in", "add the timeline".
func isUnwritten(title string) bool {
	lower := strings.ToLower(title)
	if strings.Contains(lower, "this section") || strings.HasPrefix(lower, "fill ") || strings.HasPrefix(lower, "describe ") || strings.HasSuffix(lower, " here") {
		return true
	}
	word, what, _ := strings.Cut(lower, " ")
	switch word {
	case "add", "write", "complete", "insert", "finish", "expand", "update":
	default:
		return false
	}
	switch strings.TrimPrefix(strings.TrimRight(what, "."), "the ") {
	case "action items", "timeline", "summary", "impact", "root cause", "root causes", "lessons learned", "details", "description", "more details", "links", "supporting information", "contributing factors":
		return true
	}
	what = strings.TrimPrefix(strings.TrimPrefix(what, "a "), "short ")
	return strings.HasPrefix(what, "summary of ") || strings.HasPrefix(what, "description of ")
}
