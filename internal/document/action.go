package document

import (
	"strconv"
	"strings"
	"unicode/utf8"
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
	a := ActionItem{Span: r.items[b.item].span, Done: b.done}
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
	a.Done = a.Done || b.isStruck(title)
	a.Title = strings.Join(strings.Fields(b.Text[title.Start:title.End]), " ")
	a.TitleAt = b.Source(title)
	return title
}

var (
	leadingDone  = lazy(`(?i)^\s*(?:[✅☑✔]\x{FE0F}?|:(?:heavy_|white_|ballot_box_with_)?check(?:_mark|ed)?:|[\[(](?:done|completed|fixed|x)[\])]|(?:done|completed|fixed):)\s*`)
	trailingDone = lazy(`(?i)\s*(?:[✅☑✔]\x{FE0F}?|:(?:heavy_|white_)?check_mark:|[\[(](?:done|completed|fixed)[\])])[\s.]*$`)
)

// readDone takes the words and marks for done that stand at either end of a title.
func (a *ActionItem) readDone(b *block, title Span) Span {
	if m := leadingDone().FindStringIndex(b.Text[title.Start:title.End]); m != nil {
		a.Done = true
		title.Start += m[1]
	}
	tail := lastBytes(b.Text, title, 64)
	if m := trailingDone().FindStringIndex(b.Text[tail.Start:tail.End]); m != nil {
		a.Done = true
		title.End = tail.Start + m[0]
	}
	return title
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
		a.Done = a.Done || isDone(text[len(label)+1:])
	case "issue":
		if a.Issue == nil {
			a.readLinks(b)
		}
	default:
		a.field(text)
	}
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

// readLinks takes the link to a tracker out of the text: the last one, or a reference at either end. Where nothing follows or precedes it, it is no
// part of the title, whose place is returned.
func (a *ActionItem) readLinks(b *block) Span {
	title := Span{0, len(b.Text)}
	for k := len(b.Links) - 1; k >= 0; k-- {
		if link, ok := issueLink(b.Text[b.Links[k].Start:b.Links[k].End], b.linkURLs[k]); ok {
			return a.setIssue(b, link, b.Links[k])
		}
	}
	for k := len(b.Code) - 1; k >= 0; k-- {
		text := b.Text[b.Code[k].Start:b.Code[k].End]
		if link, ok := issueLink(text, text); ok && strings.Contains(text, "://") {
			return a.setIssue(b, link, b.Code[k])
		}
	}
	tail := lastBytes(b.Text, title, 256)
	if m := trailingReference().FindStringSubmatchIndex(b.Text[tail.Start:]); m != nil {
		at := Span{tail.Start + m[2], tail.Start + m[3]}
		if link, ok := issueLink(b.Text[at.Start:at.End], ""); ok {
			return a.setIssue(b, link, at)
		}
	}
	if m := leadingReference().FindStringSubmatchIndex(b.Text); m != nil {
		if link, ok := issueLink(b.Text[m[2]:m[3]], ""); ok {
			return a.setIssue(b, link, Span{m[2], m[3]})
		}
	}
	return title
}

func (a *ActionItem) setIssue(b *block, link IssueLink, at Span) Span {
	link.Span = b.Source(at)
	a.Issue = &link
	before, after := strings.TrimRight(b.Text[:at.Start], " "), b.Text[at.End:]
	for open, closed := range map[string]string{"(": ")", "[": "]", "<": ">"} {
		if strings.HasSuffix(before, open) && strings.HasPrefix(after, closed) {
			before, after = before[:len(before)-1], after[1:]
			break
		}
	}
	title := Span{0, len(b.Text)}
	switch {
	case strings.Trim(after, " .;,") == "":
		title.End = len(strings.TrimRight(before, " :–—-"))
	case before == "":
		title.Start = len(b.Text) - len(strings.TrimLeft(after, " :–—-"))
	}
	return title
}

var (
	trailingReference = lazy(`(?:^|[ (\[:–-])((?:[\w.-]+/[\w.-]+)?#\d+|[A-Z][A-Z0-9]{1,9}-\d+)[)\]. ]*$`)
	leadingReference  = lazy(`^[ (\[]*((?:[\w.-]+/[\w.-]+)?#\d+|[A-Z][A-Z0-9]{1,9}-\d+)[)\]]*(?:[:–—-]| |$)`)
	githubURL         = lazy(`^https?://[^/\s]+/([\w.-]+)/([\w.-]+)/(?:issues|pull)/(\d+)(?:[#?]\S*)?$`)
	shortReference    = lazy(`^(?:([\w.-]+)/([\w.-]+))?#(\d+)$`)
	trackerKey        = lazy(`^[A-Z][A-Z0-9]{1,9}-\d+$`)
	trackerURL        = lazy(`^https?://\S+?(?:/browse/[A-Z][A-Z0-9]+-\d+|/-/(?:issues|work_items|merge_requests)/\d+|/issue/\S+|/issues/\d+|bug\S*[?/=]\d+|/T\d+|/show_bug\.cgi\S*|/c/\w+|/story/\d+)`)
)

// issueLink tells a link to a tracker from any other link.
func issueLink(text, url string) (IssueLink, bool) {
	text = strings.TrimSpace(text)
	link := IssueLink{Text: text, URL: url}
	if m := githubURL().FindStringSubmatch(url); m != nil {
		link.Owner, link.Repo = m[1], m[2]
		link.Number, _ = strconv.Atoi(m[3])
		return link, link.Number > 0
	}
	if trackerURL().MatchString(url) {
		return link, true
	}
	if m := shortReference().FindStringSubmatch(text); m != nil {
		link.Owner, link.Repo = m[1], m[2]
		link.Number, _ = strconv.Atoi(m[3])
		return link, link.Number > 0
	}
	return link, trackerKey().MatchString(text) && !looksLikeTerm(text)
}

// looksLikeTerm keeps names of standards and priorities from being taken for tracker keys.
func looksLikeTerm(key string) bool {
	prefix, _, _ := strings.Cut(key, "-")
	switch prefix {
	case "SEV", "UTF", "SHA", "AES", "RSA", "TLS", "HTTP", "IPV", "ISO", "RFC", "CVE", "P", "US", "EU", "AP":
		return true
	}
	return false
}

// readFields takes the fields out of the brackets at the end of the title, and owners and dates that are labelled in words. A bracket that holds
// no field, or one that is known already, is part of the title.
func (a *ActionItem) readFields(b *block, title Span) Span {
	for range maxFields {
		text := strings.TrimRight(b.Text[title.Start:title.End], " .;")
		if !strings.HasSuffix(text, ")") {
			break
		}
		open := matchingBracket(text)
		if open < 0 || !a.fields(text[open+1:len(text)-1]) {
			break
		}
		title.End = title.Start + len(strings.TrimRight(text[:open], " "))
	}
	for again, n := true, 0; again && n < maxFields; n++ {
		again = false
		for _, p := range []pattern{trailingMark, trailingField} {
			tail := lastBytes(b.Text, title, 256)
			text := b.Text[tail.Start:tail.End]
			if !strings.ContainsAny(text, "@0123456789:") && !strings.Contains(text, "by ") && !strings.Contains(text, " due ") && !strings.Contains(text, "igned to ") {
				break // neither handle nor priority, date or label
			}
			if m := p().FindStringSubmatchIndex(text); m != nil && a.fields(text[m[2]:m[3]]) {
				title.End, again = tail.Start+m[0], true
			}
		}
	}
	for _, p := range []pattern{leadingPriority, leadingOwner} {
		text := b.Text[title.Start:title.End]
		if m := p().FindStringSubmatchIndex(text); m != nil && a.field(text[m[2]:m[3]]) {
			title.Start += m[1]
		}
	}
	return title
}

// maxFields is how many marks and brackets are read at the end of a title; there are fewer fields.
const maxFields = 12

var (
	trailingMark    = lazy(`(?i)(?:\s*[-–—,;|:]\s*|\s+)(@[\w-]+(?:/[\w-]+)?|\[p[0-4]\]|p[0-4])[\s.]*$`)
	trailingField   = lazy(`(?i)(?:\s*[-–—,;|.]\s*|\s+)((?:(?:owners?|assignees?|dri)\s*:|(?:owned by|assigned to|due|by|eta|deadline|type|priority)\b:?)\s[^,;|–—]{1,40})[\s.]*$`)
	leadingPriority = lazy(`(?i)^\s*[\[(]?(p[0-4])[\])]?[:\s]\s*`)
	leadingOwner    = lazy(`^\s*(@[\w-]+(?:/[\w-]+)?)\s*[:–—-]\s*`)
)

// matchingBracket is the offset of the bracket that the last byte of text closes.
func matchingBracket(text string) int {
	depth := 0
	for i := len(text) - 1; i >= 0; i-- {
		switch text[i] {
		case ')':
			depth++
		case '(':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// fields reads "detect, P1, @kmori, due 2026-12-15, for F2, done when …" and reports whether it was that: every part is a field that was not
// known yet. Words behind "done when" may hold commas.
func (a *ActionItem) fields(list string) bool {
	read, doneWhen, understood := *a, -1, false
	for at := 0; at < len(list); {
		from, end := at, len(list)
		if i := strings.IndexAny(list[at:], ",;|·"); i >= 0 {
			end = at + i
		}
		_, width := utf8.DecodeRuneInString(list[end:])
		at = end + width
		part := strings.TrimSpace(list[from:end])
		switch {
		case part == "":
		case read.field(part):
			understood = true
			if doneWhen < 0 && read.DoneWhen != a.DoneWhen {
				doneWhen = from + len(strings.TrimRight(list[from:end], " ")) - len(read.DoneWhen)
			}
		case a.Owner == "" && ownerHandle().MatchString(part): // a second owner
			read.Owner += ", " + part
		case read.Due != a.Due && read.dueYear(part): // "due Dec 15, 2026"
		case doneWhen >= 0:
			read.DoneWhen = strings.TrimSpace(list[doneWhen:end])
		default:
			return false
		}
	}
	if understood {
		*a = read
	}
	return understood
}

// dueYear adds the year to a date that was cut at its comma.
func (a *ActionItem) dueYear(part string) bool {
	iso, err := ReadDate(a.Due + " " + part)
	if len(part) != len("2026") || err != nil {
		return false
	}
	a.Due = iso
	return true
}

// field sets what one part of a list of fields says and reports whether it says anything that is not known yet.
func (a *ActionItem) field(part string) bool {
	label, value := cutLabel(part)
	switch label {
	case "owner", "owners", "owned by", "assignee", "assignees", "assigned to", "responsible", "dri":
		return set(&a.Owner, value)
	case "due", "due date", "due by", "deadline", "eta":
		return set(&a.Due, dueDate(value))
	case "by", "until", "target":
		return isDate(value) && set(&a.Due, dueDate(value))
	case "for", "factor", "addresses":
		return factorID().MatchString(value) && set(&a.Factor, strings.ToUpper(value))
	case "done when", "done if", "verify":
		return set(&a.DoneWhen, value)
	case "type":
		return set(&a.Type, actionType(value))
	case "priority":
		part = value
	}
	part = strings.TrimSuffix(strings.TrimPrefix(part, "["), "]")
	switch {
	case ownerHandle().MatchString(part):
		return set(&a.Owner, part)
	case len(part) == 2 && (part[0] == 'P' || part[0] == 'p') && part[1] >= '0' && part[1] <= '4':
		return set(&a.Priority, strings.ToUpper(part))
	case !strings.Contains(part, " ") && actionType(part) != "":
		return set(&a.Type, actionType(part))
	case factorID().MatchString(part):
		return set(&a.Factor, strings.ToUpper(part))
	}
	iso, err := ReadDate(part)
	return err == nil && set(&a.Due, iso)
}

// set fills a field in that is empty. A dash or "TBD" is understood and says nothing.
func set(field *string, value string) bool {
	if *field != "" || value == "" {
		return false
	}
	if !isNothing(value) {
		*field = value
	}
	return true
}

var (
	factorID    = lazy(`(?i)^F\d{1,3}$`)
	ownerHandle = lazy(`^@[\w-]+(?:/[\w-]+)?$`)
	fieldLabel  = lazy(`(?i)^(owners?|owned by|assignees?|assigned to|responsible|dri|due date|due by|due|by|eta|deadline|until|target|for|factor|addresses|done when|done if|verify|type|priority)\b\s*:?\s*`)
)

func cutLabel(part string) (label, value string) {
	m := fieldLabel().FindStringSubmatchIndex(part)
	if m == nil {
		return "", part
	}
	return strings.ToLower(part[m[2]:m[3]]), strings.TrimSpace(part[m[1]:])
}

// dueDate is a date as an ISO date where it can be read as one, and otherwise as written; "" for what is none ("due to load").
func dueDate(value string) string {
	if iso, err := ReadDate(value); err == nil {
		return iso
	}
	if first, _, _ := strings.Cut(value, " "); strings.EqualFold(first, "to") {
		return ""
	}
	return value
}

// isDate reports whether a value is a date or begins like one ("end of Q1", "Dec 15").
func isDate(value string) bool {
	c := cursor{text: value}
	return c.date(&stamp{}) || vagueDate().MatchString(value)
}

var vagueDate = lazy(`(?i)^(?:end of|q[1-4]\b|next (?:week|month|quarter|sprint|release)|this (?:week|month|quarter|sprint)|[a-z]+ 20\d\d\b)`)

// actionType reads a type by the words teams use for it; "" when it is none.
func actionType(s string) string {
	switch strings.ToLower(strings.Trim(s, " :*")) {
	case "prevent", "prevention", "preventive", "preventative", "preventing":
		return "prevent"
	case "mitigate", "mitigation", "mitigative", "repair", "fix":
		return "mitigate"
	case "detect", "detection", "detective", "monitoring":
		return "detect"
	case "respond", "response", "process":
		return "respond"
	case "learn", "learning", "documentation", "investigate":
		return "learn"
	}
	return ""
}

// trimText shrinks a span of text by the blanks and separators at its ends.
func trimText(text string, s Span) Span {
	for s.Start < s.End && (isBlank(text[s.Start]) || text[s.Start] == '|') {
		s.Start++
	}
	s.End = s.Start + len(strings.TrimRight(text[s.Start:s.End], " \t\n|;:–—-"))
	return s
}

// actionColumns names what a column of an action table holds, by its header.
var actionColumns = map[string]string{
	"action": "title", "action item": "title", "item": "title", "task": "title", "description": "title", "what": "title", "follow-up": "title", "title": "title",
	"todo": "title", "remediation": "title", "corrective action": "title", "improvement": "title",
	"type": "type", "category": "type", "kind": "type", "priority": "priority", "prio": "priority", "severity": "priority",
	"owner": "owner", "assignee": "owner", "who": "owner", "responsible": "owner", "dri": "owner", "team": "owner",
	"due": "due", "due date": "due", "due by": "due", "deadline": "due", "eta": "due", "when": "due", "target date": "due", "by": "due",
	"factor": "factor", "root cause": "factor", "addresses": "factor",
	"issue": "issue", "ticket": "issue", "link": "issue", "bug": "issue", "tracker": "issue", "tracking": "issue", "jira": "issue", "issue/ticket": "issue", "github issue": "issue", "pr": "issue", "reference": "issue",
	"status": "status", "state": "status", "done": "status", "progress": "status",
	"done when": "done when", "evaluation criteria": "done when", "success criteria": "done when", "verification": "done when", "criterion": "done when",
}

func (d *Document) actionRow(r *reader, index int) {
	rw := r.rows[index]
	header := r.rows[r.headers[rw.table]]
	column := map[string]int{}
	for c, bi := range header.blocks {
		if bi < 0 {
			continue
		}
		if name, ok := actionColumns[foldHeading(r.blocks[bi].Text)]; ok {
			if _, taken := column[name]; !taken {
				column[name] = c
			}
		}
	}
	if _, ok := column["title"]; !ok {
		column["title"] = firstFree(column, len(header.blocks))
	}
	cell := func(name string) *block {
		if c, ok := column[name]; ok && c < len(rw.blocks) && rw.blocks[c] >= 0 {
			return &r.blocks[rw.blocks[c]]
		}
		return nil
	}
	text := func(name string) string {
		if b := cell(name); b != nil && !isNothing(b.Text) {
			return strings.TrimSpace(b.Text)
		}
		return ""
	}
	b := cell("title")
	if b == nil {
		return
	}
	a := ActionItem{Span: rw.span, Done: isDone(text("status"))}
	a.Owner = text("owner")
	a.Type = actionType(text("type"))
	a.Due = dueDate(text("due"))
	a.DoneWhen = text("done when")
	if p := leadingPriority().FindStringSubmatch(text("priority") + " "); p != nil {
		a.Priority = strings.ToUpper(p[1])
	}
	if a.Factor = text("factor"); factorID().MatchString(a.Factor) {
		a.Factor = strings.ToUpper(a.Factor)
	}
	a.readTitle(b)
	if ib := cell("issue"); ib != nil {
		a.readIssueCell(ib)
	}
	a.place = placeInRow(rw, column, cell("issue"))
	d.addAction(b, a)
	for _, bi := range rw.blocks {
		if bi >= 0 {
			r.blocks[bi].Action = b.Action
		}
	}
}

var issueNumber = lazy(`^(?:GH-)?(\d{1,9})$`)

// readIssueCell reads the column for issues, where any link and a bare number will do. It counts for more than a link in the title.
func (a *ActionItem) readIssueCell(b *block) {
	inTitle := a.Issue
	a.Issue = nil
	if a.readLinks(b); a.Issue != nil {
		return
	}
	text := strings.TrimSpace(b.Text)
	m := issueNumber().FindStringSubmatch(text)
	switch {
	case m != nil:
		number, _ := strconv.Atoi(m[1])
		a.Issue = &IssueLink{Text: text, Number: number, Span: b.Span}
	case len(b.Links) > 0:
		at := b.Links[0]
		a.Issue = &IssueLink{Text: b.Text[at.Start:at.End], URL: b.linkURLs[0], Span: b.Source(at)}
	case strings.Contains(text, "://"):
		a.Issue = &IssueLink{Text: text, URL: text, Span: b.Span}
	default:
		a.Issue = inTitle
	}
}

// placeInRow finds the place for a link: the issue column's cell, a cell to add when the row is too short, or the end of the title.
func placeInRow(rw row, column map[string]int, issue *block) place {
	c, ok := column["issue"]
	if !ok {
		c = min(column["title"], len(rw.cells)-1)
	}
	if c >= len(rw.cells) {
		end := rw.cells[len(rw.cells)-1].End
		return place{span: Span{end, end}, before: strings.Repeat(" |", c-len(rw.cells)+1) + " "}
	}
	switch cell := rw.cells[c]; {
	case cell.Len() == 0:
		return place{span: cell, before: " ", after: " "}
	case ok && (issue == nil || isNothing(issue.Text)):
		return place{span: cell}
	default:
		return place{span: Span{cell.End, cell.End}, before: " "}
	}
}

// firstFree is the first column that no name has taken.
func firstFree(column map[string]int, n int) int {
	for c := range n {
		free := true
		for _, taken := range column {
			free = free && taken != c
		}
		if free {
			return c
		}
	}
	return 0
}

// isNothing reports whether a cell holds only what people write for "nothing".
func isNothing(s string) bool {
	switch strings.ToLower(strings.Trim(s, " .?")) {
	case "", "-", "–", "—", "n/a", "na", "tbd", "todo", "none", "unassigned", "...", "…":
		return true
	}
	return false
}

func isDone(status string) bool {
	s := strings.ToLower(strings.TrimSpace(status))
	if s == "x" {
		return true
	}
	for _, done := range []string{"done", "complete", "closed", "fixed", "resolved", "shipped", "merged", "deployed", "finished", "yes", "✓", "✅", "☑", "[x]", ":white_check_mark:", ":heavy_check_mark:"} {
		if strings.HasPrefix(s, done) {
			return true
		}
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
