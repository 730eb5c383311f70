package document

import (
	"strings"
	"unicode/utf8"
)

// group is what a heading, a label or an item says of all items under it.
type group struct {
	text     string
	kind     string // type
	priority string
	owner    string // what may be the name of one, see ownerLabel
	state    state
	remarks  bool // what follows are no items: "Rules for action items:"
	aside    bool // what follows tells of the items, unless it says what to do: "Thresholds:", "Why this works"
	checks   bool // what follows is ticked anew each time: "Review checklist", "Before every deployment:"
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
	g, nest := readGroup(text), a.nestOf(b.item)
	if a.leaves[it.list] && !nest.works() && g.kind == "" && g.priority == "" && !g.remarks && !g.aside && strings.Count(text, " ") > 1 {
		return false // "A failover by itself (in development):", among items without details
	}
	if strings.HasSuffix(text, ":") && (tellsDone(text) || strings.HasPrefix(text, "Updated ")) && isDoneObject(text) {
		return false // "Updated `alerts.yml`:"
	}
	if g.owner = ""; g != (group{text: text}) || isTerm.compiled().MatchString(strings.Trim(text, " :：")) {
		return true
	}
	if a.boxes != nil && a.boxes[b.item] && !a.isNumbered(it) && !isImperative(text) {
		return true // "Database team", with a list to tick
	}
	if len(text) > maxLabel || isImperative(text) {
		return false
	}
	if !a.isNumbered(it) && (nest.isUnder(text) || strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：")) {
		return true
	}
	return nest.works() && isTopic(text)
}

// isDoneObject reports whether a label that tells what was done says of which one thing, which what is nested in it tells more of.
func isDoneObject(text string) bool {
	_, object, _ := strings.Cut(text, " ")
	return strings.ContainsAny(object, "./_") || isDeterminer(firstWord(object))
}

// isTopic reports whether a text is no more than what items are about: "Database team", "**Monitoring and alerting**".
func isTopic(text string) bool {
	if isAsian(text) && (utf8.RuneCountInString(text) > maxAsianTopic || namesForeignWork(text)) {
		return false
	}
	return strings.Count(text, " ") < 3 && !strings.ContainsAny(text, ".@()[]#0123456789") && !isGerund(text)
}

// maxAsianTopic is how long what items are about is in Chinese, in characters.
const maxAsianTopic = 8

func (a *actionReader) isNumbered(it item) bool {
	line := strings.TrimLeft(string(a.text[it.span.Start:min(it.span.End, it.span.Start+maxLead)]), " \t>")
	return line != "" && line[0] >= '0' && line[0] <= '9'
}

// readGroup reads what a heading or a label says of the items under it: a type, a priority, that they are done.
func readGroup(text string) group {
	g := group{text: text, owner: ownerLabel(text)}
	words := strings.ToLower(strings.Trim(strings.Map(narrow, text), " :*_.!#【】"))
	if i := strings.Index(words, " ("); i > 0 { // "Prevention (what would have stopped it)"
		g.kind = actionType(words[:i])
	} else {
		g.kind = actionType(words)
	}
	g.state = groupState(words)
	first, _, _ := strings.Cut(words, " ")
	g.remarks = len(words) <= maxLabel && (isRemark(first) || isRemark(words[strings.LastIndexByte(words, ' ')+1:]) || isJapaneseRemark(words) || isForOthers(words))
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

// isRules reports whether a folded heading is over rules to keep to and no work: "rules of thumb", "guiding principles".
func isRules(folded string) bool {
	switch folded {
	case "rules", "rules of thumb", "ground rules", "house rules", "golden rules", "rules to follow", "rules going forward", "principles", "guiding principles", "reglas", "regras", "regles", "regeln", "grundregeln", "regole":
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
	case "why", "example", "examples", "expected":
		return true
	}
	for _, looksBack := range [...]string{"what would have ", "what could have ", "what should have ", "how could this have ", "how this could have ", "could this have "} {
		if strings.HasPrefix(words, looksBack) {
			return true
		}
	}
	switch words {
	case "before", "after", "current", "today", "for instance":
		return true
	}
	switch words[strings.LastIndexByte(words, ' ')+1:] {
	case "achieved", "gained", "resolution", "criteria", "approvals", "approval", "sign-off", "signoff", "sign-offs", "notes", "track", "glossary", "definitions", "attendees", "participants", "thresholds", "threshold", "examples", "example", "links", "references", "risks", "metrics", "kpis", "rationale", "reasoning", "benefits", "benefit", "assumptions", "background", "context", "caveats", "limitations", "trade-offs", "tradeoffs",
		"warnings", "non-goals", "files", "signals", "symptoms", "causes", "commits", "outcome", "outcomes", "results", "changed", "scope":
		return true
	}
	return false
}

// isJapaneseRemark is isRemark for Japanese and Chinese: "凡例", "カテゴリの説明".
func isJapaneseRemark(words string) bool {
	return namesRemark(words) || namesRemark(simplified(words))
}

func namesRemark(words string) bool {
	for _, word := range [...]string{"凡例", "説明", "注記", "注意事項", "備考", "定義", "基準", "ルール", "書き方", "記入方法", "進め方", "禁止事項", "前提", "前提条件", "用語", "注意事项", "禁止事项", "备注", "说明", "图例", "定义", "术语", "规则", "评级标准", "分级标准", "定级标准", "评定标准", "判定标准", "原则"} {
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
	for _, sign := range [...]string{" – ", " — ", " - ", ": "} { // "follow-ups — done"
		if i := strings.LastIndex(words, sign); i > 0 {
			if st := stateOf(words[i+len(sign):]); st != stateless {
				return st
			}
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
	for _, open := range [...]string{"still ", "working on", "yet to", "not yet", "what we will", "what we'll", "what we plan", "what's next", "what is next", "we will also", "remaining", "upcoming", "outstanding"} {
		if strings.Contains(words, open) {
			return stateOpen
		}
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
		if all.owner == "" {
			all.owner = g.owner
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
	if s < 0 {
		return group{}
	}
	if a.labels == nil {
		a.labels = make([]group, len(a.d.Sections))
	}
	if a.labels[s].text == "" {
		a.labels[s] = readGroup(a.d.Sections[s].Heading)
		a.labels[s].text = " " // it has been read
		if a.d.Sections[s].Name != "" {
			a.labels[s].owner = ""
		}
		if a.d.Sections[s].Name == ActionItems && !a.d.holdsActions(a.d.Sections[s].Parent) {
			a.labels[s].kind = "" // "Prevention" holds all kinds, unless it is a part
		}
	}
	return a.labels[s]
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
	a.marks.over = g.owner
}
