package document

import (
	"strings"
)

// place is where the link to an issue goes: an empty span, or a placeholder that it replaces.
type place struct {
	span          Span
	before, after string // what separates the link from what stands there
}

// readActions finds the items of the action section: task-list items, plain bullets, numbered items and table rows.
func (d *Document) readActions(r *reader) {
	for i := range r.blocks {
		b := &r.blocks[i]
		if !d.inSection(b.Section, ActionItems) || b.Kind == Quotation || b.Kind == Heading {
			continue
		}
		switch {
		case b.row >= 0:
			if !r.rows[b.row].header && r.firstOfRow(i) {
				d.actionRow(r, b.row)
			}
		case b.item < 0 || r.items[b.item].block != i:
		case isActionItem(r, b):
			d.actionItem(r, b)
		default:
			d.actionDetail(r, b)
		}
	}
}

// isActionItem tells an item from the label of a group of items ("Prevent:") and from a remark nested under an item.
func isActionItem(r *reader, b *block) bool {
	if b.task {
		return true
	}
	if isGroupLabel(r, b) {
		return false
	}
	for p := r.items[b.item].parent; p >= 0; p = r.items[p].parent {
		if pb := r.items[p].block; pb >= 0 && !isGroupLabel(r, &r.blocks[pb]) {
			return false
		}
	}
	return true
}

func isGroupLabel(r *reader, b *block) bool {
	text := strings.TrimSpace(b.Text)
	return r.items[b.item].children && (len(text) <= maxLabel && strings.HasSuffix(text, ":") || actionType(text) != "")
}

func (d *Document) actionItem(r *reader, b *block) {
	a := ActionItem{Span: r.items[b.item].span, Done: b.done, marks: &actionMarks{}}
	if b.task {
		a.marks.box = b.Span.Start + 1
	}
	title := a.readTitle(b)
	if title.Len() == 0 && a.Issue == nil {
		return
	}
	a.place = place{span: Span{b.Span.End, b.Span.End}, before: " "}
	if a.Type == "" {
		a.Type = groupType(r, b)
	}
	d.addAction(b, a)
	r.items[b.item].action = len(d.Actions)
}

// readTitle takes links, marks and fields out of the text; the rest is the title.
func (a *ActionItem) readTitle(b *block) Span {
	title := a.readLinks(b)
	title = a.readDone(b, title)
	title = a.readFields(b, title)
	title = trimText(b.Text, title)
	if b.isStruck(title) {
		for _, s := range b.struck {
			a.marks.struck = append(a.marks.struck, b.Source(s))
		}
		a.settle(stateDone)
	}
	a.Title = strings.Join(strings.Fields(b.Text[title.Start:title.End]), " ")
	a.TitleAt = b.Source(title)
	return title
}

var (
	leadingDone  = lazy(`(?i)^\s*(?:([✅☑✔]\x{FE0F}?|:(?:heavy_|white_|ballot_box_with_)?check(?:_mark|ed)?:)|[\[(](done|completed|fixed|x)[\])]|(done|completed|fixed):)\s*`)
	trailingDone = lazy(`(?i)\s*(?:([✅☑✔]\x{FE0F}?|:(?:heavy_|white_)?check_mark:)|\[(done|completed|fixed)\])[\s.]*$`)
)

// readDone takes the words and marks for done that stand at either end of a title.
func (a *ActionItem) readDone(b *block, title Span) Span {
	if m := leadingDone().FindStringSubmatchIndex(b.Text[title.Start:title.End]); m != nil {
		a.doneMark(b, title.Start, m)
		title.Start += m[1]
	}
	tail := lastBytes(b.Text, title, 64)
	if m := trailingDone().FindStringSubmatchIndex(b.Text[tail.Start:tail.End]); m != nil {
		a.doneMark(b, tail.Start, m)
		title.End = tail.Start + m[0]
	}
	return title
}

// doneMark notes a mark or word for done at the groups of a match that begins at a byte of the text.
func (a *ActionItem) doneMark(b *block, at int, m []int) {
	a.marks.done = append(a.marks.done, b.Source(Span{at + m[0], at + m[1]}))
	for g := 4; g < len(m); g += 2 { // a mark is no word, as the tick in a box is none
		if m[g] >= 0 && a.Status == "" {
			a.Status = b.Text[at+m[g] : at+m[g+1]]
		}
	}
	a.settle(stateDone)
}

// lastBytes is the end of a part of a text: marks and fields are looked for no farther from it.
func lastBytes(text string, s Span, most int) Span {
	if s.Len() > most {
		s.Start = s.End - most
		for s.Start < s.End && text[s.Start]&0xC0 == 0x80 {
			s.Start++
		}
	}
	return s
}

// actionDetail reads an item nested under an action that gives one of its fields ("Owner: @kmori") or its issue.
func (d *Document) actionDetail(r *reader, b *block) {
	parent := r.items[b.item].parent
	if parent < 0 || r.items[parent].action == 0 {
		return
	}
	a := &d.Actions[r.items[parent].action-1]
	if a.Issue == nil && !strings.Contains(strings.TrimSpace(b.Text), " ") { // a link and nothing else
		a.readLinks(b)
		return
	}
	label, _, found := strings.Cut(strings.TrimSpace(b.Text[:min(len(b.Text), maxLabel)]), ":")
	if !found {
		return
	}
	switch text := strings.TrimSpace(b.Text); actionColumns[foldHeading(label)] {
	case "status":
		if value := strings.TrimSpace(text[len(label)+1:]); a.Status == "" && !isNothing(value) {
			a.setStatus(value, readStatus(value))
			end := len(strings.TrimRight(b.Text, " "))
			a.mark(b, ActionStatus, Span{end - len(value), end}, Span{})
			a.marks.fields[ActionStatus].drop, a.marks.fields[ActionStatus].detail = d.detailSpan(r, b), true
		}
	case "issue":
		if a.Issue == nil {
			a.readLinks(b)
		}
	default:
		start := strings.Index(b.Text, text)
		known := a.marks.fields
		a.fields(b, Span{start, start + len(text)}, Span{start, start + len(text)})
		for f := range a.marks.fields {
			if m := &a.marks.fields[f]; m.set && !known[f].set {
				m.drop, m.detail = d.detailSpan(r, b), true
			}
		}
	}
}

// detailSpan is the lines of a nested item with the line break before them, nothing when more is nested in it.
func (d *Document) detailSpan(r *reader, b *block) Span {
	it := r.items[b.item]
	if it.children {
		return Span{}
	}
	start := it.span.Start
	for start > 0 && (d.Source[start-1] == '\n' || d.Source[start-1] == '\r') {
		start--
	}
	return Span{start, it.span.End}
}

func (d *Document) addAction(b *block, a ActionItem) {
	b.Action = len(d.Actions)
	d.Actions = append(d.Actions, a)
}

// groupType is the type that the item or the sub-heading over an action names.
func groupType(r *reader, b *block) string {
	for p := r.items[b.item].parent; p >= 0; p = r.items[p].parent {
		if pb := r.items[p].block; pb >= 0 {
			if t := actionType(r.blocks[pb].Text); t != "" {
				return t
			}
		}
	}
	if r.doc.Sections[b.Section].Name == ActionItems {
		return ""
	}
	return actionType(r.doc.Sections[b.Section].Heading)
}

// trimText shrinks a span of text by the blanks and separators at its ends.
func trimText(text string, s Span) Span {
	for s.Start < s.End && (isBlank(text[s.Start]) || text[s.Start] == '|') {
		s.Start++
	}
	s.End = s.Start + len(strings.TrimRight(text[s.Start:s.End], " \t\n|;:–—-"))
	return s
}

// isNothing reports whether a cell holds only what people write for "nothing".
func isNothing(s string) bool {
	switch strings.ToLower(strings.Trim(s, " .?")) {
	case "", "-", "–", "—", "n/a", "na", "tbd", "todo", "none", "unassigned", "...", "…":
		return true
	}
	return false
}

// ReadAction reads one action item as it would stand in a task list: "Alert on queue depth (detect, P1, @kmori, due 2026-12-15, for F2)". Spans
// in it are of no use. A line that is no item in markdown becomes a title as it is.
func ReadAction(line string) ActionItem {
	line = strings.Join(strings.Fields(line), " ")
	d := Parse("", []byte("# Action items\n\n- "+line+"\n"))
	if len(d.Actions) != 1 {
		return ActionItem{Title: line}
	}
	return d.Actions[0]
}
