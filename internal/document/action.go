package document

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// place is where the link to an issue goes: an empty span, or a placeholder that it replaces.
type place struct {
	span          Span
	before, after string // what separates the link from what stands there
}

// actionReader goes through the blocks of the action sections in the order of the document.
type actionReader struct {
	*reader
	d       *Document
	listed  []bool       // by section: a list, a table or sections of its own hold its items
	boxes   []bool       // by item: checkboxes are nested in it
	leaves  map[int]bool // by list: it has items with nothing nested in them
	works   []bool       // by item: all that is nested in it says what to do, and is numbered where that is
	idle    []bool       // by item: something that is nested in it doesn't
	group   group        // what the paragraph over a list says of all its items
	labels  []group
	section int                 // of group
	details int                 // the list that tells of the item before it; 0: none
	tables  map[int]actionTable // columns of the tables that were read
	heading int                 // the block of the last heading in an action section, -1
	titled  int                 // the action item that heading is, plus 1
	whole   bool                // that item is all that stands under its heading
	told    bool                // a paragraph has announced those that follow

	announced map[int]bool // lists of items where no section is named for them, or in a response
	headed    map[int]bool // and tables whose header says that they hold items
	legends   map[int]bool // by list: it explains the types or priorities of a table below
}

// group is what a heading, a label or an item says of all items under it.
type group struct {
	text     string
	kind     string // type
	priority string
	state    state
	remarks  bool // what follows are no items: "Rules for action items:"
	aside    bool // what follows tells of the items, unless it says what to do: "Thresholds:", "Why this works"
	checks   bool // what follows is ticked anew each time: "Review checklist", "Before every deployment:"
}

// readActions finds the items of the action sections: task-list items, plain bullets, numbered items, table rows, and where there is neither list
// nor table, paragraphs that say what to do.
func (d *Document) readActions(r *reader) {
	d.nameByWhen(r)
	d.readItems(r)
	if d.findPeople() { // now that is known who owns items, they are read again
		d.Actions = nil
		for i := range r.blocks {
			r.blocks[i].Action = -1
		}
		for i := range r.items {
			r.items[i].action = 0
		}
		d.readItems(r)
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
	code := r.code
	for i := range r.blocks {
		for ; len(code) > 0 && code[0].block < i; code = code[1:] {
			a.codeLines(code[0])
		}
		b := &r.blocks[i]
		if b.Kind == Quotation || !d.holdsActions(b.Section) && !a.isAnnounced(b) {
			continue
		}
		if a.listed == nil {
			a.findLists()
		}
		if b.Kind == Heading {
			a.told = false
			a.group, a.heading, a.titled, a.whole, a.section = group{remarks: isJapaneseRemark(foldHeading(b.Text)), aside: a.d.Sections[b.Section].Name == "" && isAside(a.d.Sections[b.Section].folded)}, i, 0, false, b.Section
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
			if !r.rows[b.row].header && r.firstOfRow(i) {
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
	if !named && len(d.Actions) == 0 {
		a.readTold()
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

// nested notes whether a nested item says what to do.
func (a *actionReader) nested(b *block, parent int) {
	if a.works == nil {
		a.works, a.idle = make([]bool, len(a.items)), make([]bool, len(a.items))
	}
	if !a.idle[parent] {
		a.works[parent] = namesWork(b.Text) && !a.isField(b) && (!a.isNumbered(a.items[parent]) || a.isNumbered(a.items[b.item]))
		a.idle[parent] = !a.works[parent]
	}
}

// isItem tells the block that opens a list item from the label of a group of items ("Prevent:"), from a remark nested under an item, and from a
// field of the item before it ("Owner: @kmori").
func (a *actionReader) isItem(i int) bool {
	b := &a.blocks[i]
	it := a.items[b.item]
	if b.task {
		return !a.isStep(it) && !a.group.checks && !a.sectionGroup(b.Section).checks
	}
	if a.isGroupLabel(b) || a.isField(b) {
		return false
	}
	if it.depth == 0 {
		return a.titled == 0 && !a.group.remarks && (!a.group.aside || isWork(b.Text)) && !a.tellsOfItem(i) && !a.isLegend(i)
	}
	for p := it.parent; p >= 0; p = a.items[p].parent {
		if pb := a.items[p].block; pb >= 0 && !a.isGroupLabel(&a.blocks[pb]) {
			return false
		}
	}
	return true
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

// isLegend reports whether a list explains the types or the priorities of the items in a table below: "- P0 – drop all else".
func (a *actionReader) isLegend(i int) bool {
	b := &a.blocks[i]
	if !namesTypeOrPriority(b.Text) {
		return false
	}
	list := a.items[b.item].list
	is, known := a.legends[list]
	if known {
		return is
	}
	k := i
	for is = true; k < len(a.blocks) && a.blocks[k].Section == b.Section && a.blocks[k].item >= 0 && a.items[a.blocks[k].item].list == list; k++ {
		is = is && (a.items[a.blocks[k].item].block != k || namesTypeOrPriority(a.blocks[k].Text))
	}
	table := k // the first block behind the list that is in one
	for table < len(a.blocks) && a.blocks[table].Section == b.Section && a.blocks[table].row < 0 {
		table++
	}
	is = is && table < len(a.blocks) && a.blocks[table].Section == b.Section
	if a.legends == nil {
		a.legends = map[int]bool{}
	}
	a.legends[list] = is
	return is
}

// namesTypeOrPriority reports whether a text begins with a type or a priority that something is said of: "Detect - see it sooner", "P0: drop all else".
func namesTypeOrPriority(text string) bool {
	head := text[:min(len(text), maxLabel)]
	end := strings.IndexAny(head, " :–—-")
	if end <= 0 || !isPriority(head[:end]) && actionType(head[:end]) == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(head[end:], " "))
	return strings.ContainsRune(":–—-=", first)
}

// isGroupLabel reports whether an item names a group of the items nested in it. A numbered item and one that says what to do are items themselves.
func (a *actionReader) isGroupLabel(b *block) bool {
	it := a.items[b.item]
	if !it.children || b.task {
		return false
	}
	text := strings.TrimSpace(b.Text)
	if actionLabel(text[leadingSign(text):]) > 0 { // "TODO: a summary that shows:"
		return false
	}
	g := readGroup(text)
	if a.leaves[it.list] && (a.works == nil || !a.works[b.item]) && g.kind == "" && g.priority == "" && !g.remarks && !g.aside && strings.Count(text, " ") > 1 {
		return false // "A failover by itself (in development):", among items without details
	}
	if g != (group{text: text}) || isTerm.compiled().MatchString(strings.Trim(text, " :：")) {
		return true
	}
	if a.boxes != nil && a.boxes[b.item] && !a.isNumbered(it) && !isImperative(text) {
		return true // "Database team", with a list to tick
	}
	if len(text) > maxLabel || isImperative(text) {
		return false
	}
	return strings.HasSuffix(text, ":") && !a.isNumbered(it) || a.works != nil && a.works[b.item] && isTopic(text)
}

// isTopic reports whether a text is no more than what items are about: "Database team", "**Monitoring and alerting**".
func isTopic(text string) bool {
	return strings.Count(text, " ") < 3 && !strings.ContainsAny(text, ".@()[]#0123456789") && !isGerund(text)
}

func (a *actionReader) isNumbered(it item) bool {
	line := strings.TrimLeft(string(a.text[it.span.Start:min(it.span.End, it.span.Start+maxLead)]), " \t>")
	return line != "" && line[0] >= '0' && line[0] <= '9'
}

// readGroup reads what a heading or a label says of the items under it: a type, a priority, that they are done.
func readGroup(text string) group {
	g := group{text: text}
	words := strings.ToLower(strings.Trim(strings.Map(narrow, text), " :*_.!#【】"))
	if i := strings.Index(words, " ("); i > 0 { // "Prevention (what would have stopped it)"
		g.kind = actionType(words[:i])
	} else {
		g.kind = actionType(words)
	}
	g.state = groupState(words)
	first, _, _ := strings.Cut(words, " ")
	g.remarks = len(words) <= maxLabel && (isRemark(first) || isRemark(words[strings.LastIndexByte(words, ' ')+1:]) || isJapaneseRemark(words))
	g.aside = isAside(words)
	g.checks = isChecklist(words)
	if i := strings.LastIndexByte(words, '('); i > 0 && isPriority(strings.TrimRight(words[i+1:], ") ")) { // "Detection (P1)"
		g.priority = readPriority(strings.TrimRight(words[i+1:], ") "))
	} else if len(words) <= maxLabel {
		first = strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(words, "priority "), " priority"), "-priority")
		if i := strings.IndexAny(first, " :–—-("); i > 0 && len(first) == len(words) && isPriority(first[:i]) {
			first = first[:i] // "P0 – now"
		}
		if len(first) < len(words) || isPriority(first) {
			g.priority = readPriority(strings.TrimRight(strings.Map(ascii, first), " "))
		}
	}
	return g
}

// isRemark reports whether a word of a label says that what it stands over is no work to do.
func isRemark(word string) bool {
	switch word {
	case "rules", "notes", "note", "legend", "guidelines", "criteria", "definitions", "questions", "agenda", "attendees", "participants":
		return true
	}
	return false
}

// isAside reports whether a heading or a label in lower case is over what is told about items, and seldom over items: "success metrics", "why this
// works", "related links".
func isAside(words string) bool {
	if len(words) > maxLabel {
		return false
	}
	switch first, _, _ := strings.Cut(words, " "); first {
	case "why", "example", "examples":
		return true
	}
	switch words {
	case "before", "after", "current", "today", "for instance":
		return true
	}
	switch words[strings.LastIndexByte(words, ' ')+1:] {
	case "thresholds", "threshold", "examples", "example", "links", "references", "risks", "metrics", "kpis", "rationale", "reasoning", "benefits", "benefit", "assumptions", "background", "context", "caveats", "limitations", "trade-offs", "tradeoffs",
		"warnings", "non-goals", "files", "signals", "symptoms", "causes", "commits", "outcome", "outcomes", "results", "changed", "scope":
		return true
	}
	return false
}

// isChecklist reports whether a heading or a label in lower case is over what is checked each time, and no work of its own: "migration review checklist",
// "before deploying any migration".
func isChecklist(words string) bool {
	if first, rest, found := strings.Cut(words, " "); found && first == "before" && len(words) <= maxLabel {
		next, _, _ := strings.Cut(rest, " ")
		return next == "each" || next == "every" || next == "any" || isGerund(next)
	}
	words, found := strings.CutSuffix(words, " checklist")
	if !found {
		return false
	}
	switch words[strings.LastIndexByte(words, ' ')+1:] {
	case "review", "deployment", "deploy", "release", "launch", "merge", "pr", "pre-deployment", "pre-deploy", "pre-release", "pre-launch", "pre-merge", "pre-flight", "preflight":
		return true
	}
	return false
}

// isJapaneseRemark is isRemark for Japanese: "凡例", "カテゴリの説明".
func isJapaneseRemark(words string) bool {
	for _, word := range [...]string{"凡例", "説明", "注記", "注意事項", "備考", "定義", "基準", "ルール", "書き方", "記入方法", "進め方"} {
		if head, found := strings.CutSuffix(words, word); found {
			return head == "" || strings.HasSuffix(head, "の") || isBareName(head)
		}
	}
	return false
}

// isTerm reports whether a label says no more than when the items under it are done: "短期", "中長期的な対応".
var isTerm = lazy(`^(?:即時|直近|短期|中期|長期|中長期|今後|恒久|暫定)(?:的)?な?(?:対応|対策|施策|改善)?$`)

func ascii(r rune) rune {
	if r >= 0x80 {
		return -1
	}
	return r
}

// groupState is what the words of a heading or label in lower case say of the state of all items under it: "immediate actions (completed)".
func groupState(words string) state {
	if i := strings.LastIndexAny(words, "(["); i >= 0 {
		if st := readState(strings.Trim(words[i:], "()[]")); st != stateless {
			return st
		}
	}
	if st := readState(strings.TrimPrefix(words, "already ")); st == stateDone || st == stateDropped {
		return st
	}
	first, rest, _ := strings.Cut(words, " ")
	switch rest {
	case "actions", "action items", "items", "tasks", "work", "follow-ups", "improvements", "fixes", "measures", "during the incident", "so far", "since":
		if st := readState(first); st == stateDone || st == stateDropped {
			return st
		}
	}
	if i := strings.Index(words, " ("); i > 0 { // "actions implemented (code)"
		words = words[:i]
	}
	if strings.HasPrefix(words, "what ") && headsDone(words) {
		return stateDone
	}
	switch words[strings.LastIndexByte(words, ' ')+1:] {
	case "umgesetzt", "implementadas", "implementados", "aplicadas", "realizadas", "completadas", "concluídas", "effectuées", "réalisées", "appliquées":
		return stateDone
	case "taken", "applied", "completed", "done", "implemented", "made", "deployed", "shipped", "added":
		if !strings.Contains(words, " be ") && !strings.Contains(words, "not ") && doneWords.in(words, pairsOf(words)) {
			return stateDone
		}
	}
	return stateless
}

// doneWords are those one of which a heading has that ends with what has been done of it: "safeguards added".
var doneWords = hints("action", "measure", "step", "already", "improvement", "fix", "change", "safeguard", "guardrail", "remediation", "control")

// headsDone reports whether a heading is about what has been done: "what we've done to prevent this".
func headsDone(words string) bool {
	if strings.Contains(words, " will ") || strings.Contains(words, " next") || strings.Contains(words, " plan") {
		return false
	}
	words = strings.ReplaceAll(words, "’", "'")
	for _, begin := range [...]string{"what we've ", "what we have ", "what has been ", "what's been "} {
		if rest, found := strings.CutPrefix(words, begin); found {
			verb, _, _ := strings.Cut(strings.TrimPrefix(rest, "already "), " ")
			switch verb {
			case "done", "changed", "fixed", "improved", "implemented", "added", "completed":
				return true
			}
		}
	}
	return false
}

// groupOf is what the items, the label and the headings over a block say of it, the nearest first.
func (a *actionReader) groupOf(b *block) group {
	var all group
	add := func(g group) {
		if all.kind == "" {
			all.kind = g.kind
		}
		if all.priority == "" {
			all.priority = g.priority
		}
		if all.state == stateless {
			all.state = g.state
		}
	}
	if b.item >= 0 {
		for p := a.items[b.item].parent; p >= 0; p = a.items[p].parent {
			if pb := a.items[p].block; pb >= 0 && a.isGroupLabel(&a.blocks[pb]) {
				add(readGroup(strings.TrimSpace(a.blocks[pb].Text)))
			}
		}
	}
	add(a.group)
	for s := b.Section; s >= 0; s = a.d.Sections[s].Parent {
		add(a.sectionGroup(s))
		if a.d.Sections[s].Name == ActionItems && !a.d.holdsActions(a.d.Sections[s].Parent) {
			break
		}
	}
	return all
}

// sectionGroup is what a heading says of the items under it, read once.
func (a *actionReader) sectionGroup(s int) group {
	if a.labels == nil {
		a.labels = make([]group, len(a.d.Sections))
	}
	if a.labels[s].text == "" {
		a.labels[s] = readGroup(a.d.Sections[s].Heading)
		a.labels[s].text = " " // it has been read
		if a.d.Sections[s].Name == ActionItems && !a.d.holdsActions(a.d.Sections[s].Parent) {
			a.labels[s].kind = "" // "Prevention" holds all kinds, unless it is a part
		}
	}
	return a.labels[s]
}

func (a *actionReader) item(b *block) {
	it := a.items[b.item]
	x := ActionItem{Span: it.span, Done: b.done, marks: a.newMarks()}
	if b.task {
		x.marks.box = b.Span.Start + 1
	}
	if title := x.readTitle(b); title.Len() == 0 && x.Issue == nil || x.isQuestion() {
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

// join gives the item what its group says of it and it does not say itself.
func (a *ActionItem) join(g group) {
	if a.Type == "" {
		a.Type = g.kind
	}
	if a.Priority == "" {
		a.Priority = g.priority
	}
	if a.Status == "" && a.marks.box == 0 {
		a.settle(g.state)
	}
}

func (d *Document) addAction(b *block, a ActionItem) {
	b.Action = len(d.Actions)
	d.Actions = append(d.Actions, a)
}

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
		a.group.remarks = strings.HasSuffix(text, ":") // "Target:" over a list
	case a.whole:
	case a.labelledItem(b):
	case !a.isBold(b) && a.paragraphLines(b):
	case strings.HasSuffix(text, ":"), strings.HasSuffix(text, "："), len(text) <= maxLabel && (a.isBold(b) || isJapaneseRemark(text)):
		if len(b.breaks) > 0 { // what stands in the lines before it is no label
			text = strings.TrimSpace(b.text(b.line(len(b.breaks))))
		}
		if len(text) <= maxLabel {
			a.group = readGroup(text)
		}
		if a.told = a.told || announcesItems(text); a.isOverParts(i, text) {
			a.readParagraph(b)
			a.details = a.items[a.blocks[i+1].item].list
		}
		a.group.remarks = a.group.remarks || tellsCauses(text)
	case !holdsFields(text) && a.paragraphSentences(b):
	case actionLabel(b.Text) > 0, holdsFields(text), !a.listed[b.Section] && (saysWork(text) || leadsWithWork(b) || a.told && isTold(text)):
		a.readParagraph(b)
	default:
		a.told = false
	}
}

// readParagraph takes a paragraph for an item.
func (a *actionReader) readParagraph(b *block) {
	x := ActionItem{Span: b.Span, marks: a.newMarks()}
	if title := x.readTitle(b); title.Len() > 0 {
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
	if len(text) <= maxSentence && isSentence(text) && namesWork(text) || saysDuty(text) || len(text) <= maxDuty && commitsTo(text) != notCommitted {
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
	return strings.Contains(lead, " ") && (namesWork(lead) || isGerund(lead) || commitsTo(strings.TrimLeft(b.Text[len(lead):], " .:–—-")) != notCommitted)
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
	for _, label := range [...]string{"action item", "action", "todo", "to do", "to-do", "task", "follow-up", "follow up", "recommendation", "suggested", "suggestion", "proposed", "proposal"} {
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
		return exactColumn(foldHeading(text[:wide])), wide + len("：")
	}
	if i <= 0 || i+1 < len(text) && text[i+1] != ' ' || readState(text[min(leadingSign(text), i):i]) != stateless { // "Done: drain nodes first" is an item
		return noColumn, 0
	}
	folded := foldHeading(text[:i])
	switch folded {
	case "ref", "refs", "reference", "change": // in the header of a table these are the number of the row, or what is to be done
		return columnIssue, i + 1
	}
	return exactColumn(folded), i + 1
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
		x.readLinks(b)
		return
	}
	field, at := fieldDetail(b.Text[part.Start:part.End])
	at += part.Start
	for at < part.End && b.Text[at] == ' ' {
		at++
	}
	value := Span{at, at + len(strings.TrimRight(b.Text[at:part.End], " "))}
	switch {
	case field == noColumn && b.item >= 0 && isDoneRemark(text):
		x.settle(stateDone)
	case field == noColumn || field == ActionTitle || value.End <= value.Start:
	case field == columnIssue:
		if x.Issue == nil {
			x.readIssueText(b, value)
		}
	case !x.marks.fields[field].set:
		x.cell(field, b.Text[value.Start:value.End])
		x.mark(b, field, value, value)
		m := &x.marks.fields[field]
		m.drop, m.detail = a.detailSpan(b), true
	}
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
	return namesWork(words) || isGerund(words) || actionLabel(text) > 0 || (words != text || strings.Contains(text, "@")) && strings.Count(words, " ") > 1
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
