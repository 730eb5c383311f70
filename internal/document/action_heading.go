package document

import "strings"

// headingItem adds a heading as an item.
func (a *actionReader) headingItem(h *block) {
	x := ActionItem{Span: h.Span, marks: a.newMarks()}
	if title := x.readTitle(h); title.Len() > 0 {
		a.add(h, x)
		a.titled = len(a.d.Actions)
	}
}

// headsItem reports whether a heading in an action section is an item that the text under it only explains: it is numbered, names an owner or
// says what to do, and there is neither list nor table under it, or one that goes into it.
func (a *actionReader) headsItem(i int) bool {
	h := &a.blocks[i]
	if h.Section < 0 || a.d.Sections[h.Section].Name != "" {
		return false
	}
	text := strings.TrimSpace(h.Text)
	if a.listed[h.Section] && !a.isExplained(i, text) {
		return false
	}
	if is, _ := tellsWhen(text[numbered(text):]); is || strings.HasSuffix(text, "?") {
		return false
	}
	if g := readGroup(text[numbered(text):]); g.kind != "" || g.priority != "" || g.state != stateless || g.remarks {
		return false
	}
	words := text[numbered(text):]
	return namesWork(words) || isGerund(words) || isNominal(words) || actionLabel(text) > 0 || (words != text || strings.Contains(text, "@")) && strings.Count(words, " ") > 1
}

// isExplained reports whether the lists under a heading only go into what it says is to be done: it is called an action or numbered, and most of what is
// listed is none; or a label over them says so ("Steps:", "Why this works:").
func (a *actionReader) isExplained(heading int, text string) bool {
	called := actionLabel(text) > 0
	words := text[numbered(text):]
	if !called && !namesWork(words) && !isGerund(words) {
		return false
	}
	items, work := 0, 0
	for i := heading + 1; i < len(a.blocks); i++ {
		b := &a.blocks[i]
		switch {
		case b.Kind == Heading:
			if b.level > a.blocks[heading].level {
				return false // sections of its own
			}
			return items > 0 && (called || words != text) && 2*work <= items
		case b.row >= 0, b.task:
			return false
		case b.item < 0:
			if items == 0 && tellsHow(b.Text) {
				return true
			}
		case a.items[b.item].depth == 0 && a.items[b.item].block == i:
			sign := leadingSign(b.Text)
			if items++; isWork(b.Text) || sign > 0 || actionLabel(b.Text[sign:]) > 0 {
				work++
			}
		}
	}
	return items > 0 && (called || words != text) && 2*work <= items
}

// tellsHow reports whether a paragraph is a label over the parts of one action: "Steps:", "Rationale:".
func tellsHow(text string) bool {
	words, found := strings.CutSuffix(strings.ToLower(strings.TrimSpace(text)), ":")
	switch words = strings.Trim(words, "*_ "); words {
	case "steps", "how", "details", "implementation", "implementation steps", "approach", "problem", "solution", "changes", "acceptance criteria":
		return found
	}
	return found && (isAside(words) || strings.HasPrefix(words, "how to "))
}
