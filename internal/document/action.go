package document

import (
	"slices"
	"strings"
)

// place is where the link to an issue goes: an empty span, or a placeholder that it replaces.
type place struct {
	span          Span
	before, after string // what separates the link from what stands there
}

// actionReader goes through the blocks of the action sections in the order of the document.
type actionReader struct {
	*reader
	d        *Document
	listed   []bool       // by section: a list, a table or sections of its own hold its items
	boxes    []bool       // by item: checkboxes are nested in it
	signed   map[int]int  // by section: how many paragraphs begin with the sign of an item
	leaves   map[int]bool // by list: it has items with nothing nested in them
	nests    []nest       // by item: what is nested in it
	group    group        // what the paragraph over a list says of all its items
	labels   []group
	section  int                 // of group
	details  int                 // the list that tells of the item before it; 0: none
	settings int                 // the list that begins with where a setting is found; 0: none
	tables   map[int]actionTable // columns of the tables that were read
	heading  int                 // the block of the last heading in an action section, -1
	titled   int                 // the action item that heading is, plus 1
	whole    bool                // that item is all that stands under its heading
	told     bool                // a paragraph has announced those that follow

	filled     map[int]bool // by table: its rows say more than what is to be done
	upright    map[int]bool // by table: it has the fields of one item
	uprightEnd int          // where the last of those ends

	announced map[int]bool // lists of items where no section is named for them, or in a response
	headed    map[int]bool // and tables whose header says that they hold items
	legends   map[int]bool // by list: it explains the types or priorities of a table below
}

// readActions finds the items of the action sections: task-list items, plain bullets, numbered items, table rows, and where there is neither list
// nor table, paragraphs that say what to do.
func (d *Document) readActions(r *reader) {
	d.nameByWhen(r)
	d.readItems(r)
	people := d.findPeople()
	if d.findLeads() || people { // now that is known who owns items, they are read again
		d.Actions = nil
		for i := range r.blocks {
			r.blocks[i].Action = -1
		}
		for i := range r.items {
			r.items[i].action = 0
		}
		d.readItems(r)
	}
	if d.findGroups() {
		d.ownGroups()
	}
	d.settleDues()
}

func (d *Document) readItems(r *reader) {
	a := actionReader{reader: r, d: d, section: -1, heading: -1}
	named := slices.ContainsFunc(d.Sections, func(s Section) bool { return s.Name == ActionItems })
	if !named {
		a.announced, a.headed = a.findAnnounced(), a.findHeaded()
	}
	a.findAfterwards()
	open := !named && a.marksWork()
	code := r.code
	for i := range r.blocks {
		for ; len(code) > 0 && code[0].block < i; code = code[1:] {
			a.codeLines(code[0])
		}
		b := &r.blocks[i]
		if b.Kind == Quotation || b.boxed || !d.holdsActions(b.Section) && !a.isAnnounced(b) {
			if !named {
				a.readTold(i, open, false)
			}
			continue
		}
		if a.listed == nil {
			a.findLists()
		}
		if b.Kind == Heading {
			a.told = false
			a.group, a.heading, a.titled, a.whole, a.section = a.headingGroup(b), i, 0, false, b.Section
			if !a.group.remarks && a.headsItem(i) {
				a.headingItem(b)
				a.whole = a.titled > 0
			}
			continue
		}
		if b.Section != a.section {
			a.told = false
			a.group, a.heading, a.titled, a.whole, a.section = group{}, -1, 0, false, b.Section
		}
		switch {
		case b.row >= 0:
			if table := r.rows[b.row].table; a.d.holdsActions(b.Section) && a.isUpright(table) {
				a.uprightTable(table)
			} else if !r.rows[b.row].header && r.firstOfRow(i) {
				g := group{} // the section over a table that is found by its header says nothing of the items
				if a.d.holdsActions(b.Section) {
					g = a.groupOf(b)
				}
				a.tableRow(b.row, g)
			}
		case b.item < 0:
			a.paragraph(i)
		case r.items[b.item].block != i:
		case a.isItem(i):
			a.item(b)
		default:
			a.detail(b)
		}
	}
	for _, c := range code {
		a.codeLines(c)
	}
	if named && len(d.Actions) == 0 {
		open := a.marksWork()
		for i := range r.blocks {
			a.readTold(i, open, true)
		}
	}
}

// headingGroup is what a heading says of all that stands under it.
func (a *actionReader) headingGroup(b *block) group {
	section := &a.d.Sections[b.Section]
	return group{
		remarks: isJapaneseRemark(foldHeading(b.Text)) || isForOthers(section.folded) || section.Name == "" && isRules(section.folded),
		aside:   section.Name == "" && isAside(section.folded),
	}
}

// holdsActions reports whether what stands in a section may be an action item: the innermost section with a name is that of the action items, or
// one under it whose name serves as a type ("Detection").
func (d *Document) holdsActions(section int) bool {
	for ; section >= 0; section = d.Sections[section].Parent {
		switch d.Sections[section].Name {
		case ActionItems:
			return true
		case "", Detection, Response:
		default:
			return false
		}
	}
	return false
}

// findLists notes which sections have lists, tables or sections of their own.
func (a *actionReader) findLists() {
	a.listed = make([]bool, len(a.d.Sections))
	for _, s := range a.d.Sections {
		if s.Parent >= 0 {
			a.listed[s.Parent] = true
		}
	}
	for i := range a.blocks {
		b := &a.blocks[i]
		if b.Section >= 0 && (b.item >= 0 || b.row >= 0) && b.Kind != Quotation {
			a.listed[b.Section] = true
		}
		if b.Section >= 0 && b.item < 0 && b.row < 0 && b.Kind == Paragraph {
			if n, _ := itemSign(b.Text); n > 0 {
				if a.signed == nil {
					a.signed = map[int]int{}
				}
				a.signed[b.Section]++
			}
		}
		if b.item >= 0 && !a.items[b.item].children && a.items[b.item].block == i {
			if a.leaves == nil {
				a.leaves = map[int]bool{}
			}
			a.leaves[a.items[b.item].list] = true
		}
		if b.item < 0 || a.items[b.item].parent < 0 {
			continue
		}
		parent := a.items[b.item].parent
		if b.task {
			if a.boxes == nil {
				a.boxes = make([]bool, len(a.items))
			}
			a.boxes[parent] = true
		}
		if a.items[b.item].block == i {
			a.nested(b, parent)
		}
	}
}

// nest counts what is nested in an item.
type nest struct {
	items, work  int // work: those that say what to do, and are numbered where the item is
	fields, told int // told: those that tell how it is
	brief        int // a word and no more: "nightly"
}

// works reports whether all that is nested in an item says what to do.
func (n nest) works() bool { return n.work > 0 && n.work == n.items }

// nested counts a nested item.
func (a *actionReader) nested(b *block, parent int) {
	if a.nests == nil {
		a.nests = make([]nest, len(a.items))
	}
	n := &a.nests[parent]
	n.items++
	switch {
	case a.isField(b):
		n.fields++
	case (namesWork(b.Text) || namesForeignWork(b.Text)) && (!a.isNumbered(a.items[parent]) || a.isNumbered(a.items[b.item])):
		n.work++
	case tellsHowItIs(b.Text):
		n.told++
	case !strings.Contains(strings.TrimSpace(b.Text), " ") && !isAsian(b.Text):
		n.brief++
	}
}

// nestOf is what is nested in an item.
func (a *actionReader) nestOf(item int) nest {
	if a.nests == nil {
		return nest{}
	}
	return a.nests[item]
}

// isItem tells the block that opens a list item from the label of a group of items ("Prevent:"), from a remark nested under an item, and from a
// field of the item before it ("Owner: @kmori").
func (a *actionReader) isItem(i int) bool {
	b := &a.blocks[i]
	it := a.items[b.item]
	if a.isCheckedEachTime(b) {
		return false
	}
	if b.task {
		return !a.isStep(it)
	}
	if a.isGroupLabel(b) || a.isField(b) {
		return false
	}
	if it.depth == 0 {
		return a.titled == 0 && !a.group.remarks && (!a.group.aside || isWork(b.Text)) && !a.tellsOfItem(i) && !a.isLegend(i) && !a.isSetting(b) && !a.reportsState(b)
	}
	for p := it.parent; p >= 0; p = a.items[p].parent {
		if pb := a.items[p].block; pb >= 0 && !a.isGroupLabel(&a.blocks[pb]) {
			return false
		}
	}
	return true
}

// isCheckedEachTime reports whether an item is on a list that is gone through anew each time.
func (a *actionReader) isCheckedEachTime(b *block) bool {
	if a.group.checks || a.sectionGroup(b.Section).checks {
		return true
	}
	p := a.items[b.item].parent
	return p >= 0 && a.items[p].block >= 0 && readGroup(strings.TrimSpace(a.blocks[a.items[p].block].Text)).checks
}

// isStep reports whether a checkbox is one of those that an item announces with a colon.
func (a *actionReader) isStep(it item) bool {
	if it.parent < 0 || a.items[it.parent].block < 0 {
		return false
	}
	over := &a.blocks[a.items[it.parent].block]
	return a.items[it.parent].action > 0 && strings.HasSuffix(strings.TrimSpace(over.Text), ":")
}

// tellsOfItem reports whether a list follows an item that announces it with a colon, as where a list is broken off by another kind of list.
func (a *actionReader) tellsOfItem(i int) bool {
	list := a.items[a.blocks[i].item].list
	if list == a.details {
		return true
	}
	if i == 0 {
		return false
	}
	before := &a.blocks[i-1]
	if before.item < 0 || a.items[before.item].list == list || before.Section != a.blocks[i].Section || !strings.HasSuffix(strings.TrimSpace(before.Text), ":") {
		return false
	}
	a.details = list
	return true
}

func (a *actionReader) item(b *block) {
	if a.letteredLines(b) {
		return
	}
	it := a.items[b.item]
	x := ActionItem{Span: it.span, Done: b.done, marks: a.newMarks()}
	if b.task {
		x.marks.box = b.Span.Start + 1
	}
	if title := x.readTitle(b); title.Len() == 0 && x.Issue == nil || x.isQuestion() || x.tellsNoWork() || !b.task && isReferenceLine(x.Title) || a.isCommand(&x, b, title) || isUnwritten(x.Title) && strings.HasSuffix(strings.ToLower(x.Title), "action items") {
		return
	}
	a.add(b, x)
	a.items[b.item].action = len(a.d.Actions)
}

// add adds an item of a list or a paragraph.
func (a *actionReader) add(b *block, x ActionItem) {
	x.place = place{span: Span{b.Span.End, b.Span.End}, before: " "}
	x.join(a.groupOf(b))
	x.marks.lines = a.linesOf(b, x.Span)
	a.d.addAction(b, x)
}

// linesOf are the lines of an item with those of the items that it is nested in, as far as they open them.
func (a *actionReader) linesOf(b *block, item Span) []Span {
	var lines []Span
	if b.item >= 0 {
		for p := a.items[b.item].parent; p >= 0; p = a.items[p].parent {
			if pb := a.items[p].block; pb >= 0 {
				lines = append(lines, Span{a.items[p].span.Start, a.d.Line(a.blocks[pb].Span.End).End})
			}
		}
		slices.Reverse(lines)
	}
	return append(lines, Span{a.d.Line(item.Start).Start, a.d.Line(item.End).End})
}

func (d *Document) addAction(b *block, a ActionItem) {
	b.Action = len(d.Actions)
	d.Actions = append(d.Actions, a)
}

// ReadAction reads one action item as it would stand in a task list: "Alert on queue depth (detect, P1, @kmori, due 2026-12-15, for F2)". Spans
// in it are of no use. A line that is no item in markdown becomes a title as it is.
func ReadAction(line string) ActionItem {
	line = oneSpaced(line)
	d := Parse("", []byte("# Action items\n\n- "+line+"\n"))
	if len(d.Actions) != 1 {
		return ActionItem{Title: line}
	}
	return d.Actions[0]
}
