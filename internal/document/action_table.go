package document

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Columns of an action table that are no field, beside those that are.
const (
	columnIssue   ActionField = actionFields + iota
	actionColumns             // how many there are
	noColumn      ActionField = -1
)

// exactColumn tells what a column of an action table holds by its whole header, folded.
func exactColumn(header string) ActionField {
	switch header {
	case "action", "action item", "action items", "item", "items", "task", "tasks", "description", "what", "follow-up", "follow up", "title", "todo", "to do", "remediation", "corrective action", "preventive action",
		"improvement", "measure", "recommendation", "next step", "step", "proposed change", "proposed changes", "proposed action", "proposed fix", "proposed improvement", "suggested action", "suggested improvement", "planned action", "planned change", "required action", "recommended action", "countermeasure", "corrective measure", "preventive measure", "preventative action", "follow-up action", "action to take", "what to do", "what we will do", "what we'll do", "what we will do about it", "what we'll do about it", "what will be done", "to-do", "improvements", "recommendations", "summary", "work item", "details", "fix", "solution", "mitigation", "change", "enhancement", "対応", "対応内容", "アクション", "内容", "タスク", "アクションアイテム", "アクション内容", "アクション項目", "対策", "対策内容", "対策案", "改善策", "改善内容", "改善項目", "再発防止策", "施策", "施策内容", "作業内容", "実施内容", "実施事項", "対応策", "対応項目", "やること", "是正措置", "項目":
		return ActionTitle
	case "type", "category", "kind", "class", "種別", "分類", "区分", "種類", "タイプ", "カテゴリ", "カテゴリー", "対策種別":
		return ActionType
	case "priority", "prio", "severity", "p", "pri", "優先度", "優先順位", "重要度", "緊急度":
		return ActionPriority
	case "owner", "owners", "assignee", "assignees", "assigned to", "assigned", "who", "responsible", "responsible party", "responsible person", "dri", "team", "lead", "champion", "accountable", "by whom", "implementer", "owner/team", "owner(s)", "担当", "担当者", "担当部署", "担当チーム", "主担当", "担当者名", "担当・チーム", "担当者・チーム", "オーナー", "責任者", "実施者", "アサイン":
		return ActionOwner
	case "due", "due date", "due by", "deadline", "eta", "when", "target date", "target", "by", "by when", "when by", "due on", "target sprint", "target quarter", "planned date", "date", "completion date", "target completion", "target completion date", "planned completion", "expected completion", "expected by", "complete by", "completion", "timeline", "timeframe", "期限", "期日", "期限日", "対応期限", "完了期限", "完了予定", "完了予定日", "完了目標", "完了目標日", "予定日", "対応予定日", "実施予定日", "実施予定", "リリース予定日", "目標日", "締切", "締め切り", "納期", "実施時期", "時期", "スケジュール", "いつまで", "いつまでに":
		return ActionDue
	case "factor", "factors", "root cause", "contributing factor", "addresses", "for", "cause", "要因", "対象要因", "原因", "根本原因":
		return ActionFactor
	case "status", "state", "done", "progress", "complete", "completed", "done?", "outcome", "状態", "ステータス", "状況", "進捗", "進捗状況", "対応状況", "実施状況", "完了", "完了状況":
		return ActionStatus
	case "done when", "evaluation criteria", "success criteria", "verification", "criterion", "acceptance criteria", "definition of done", "evidence", "proof", "completion evidence", "closure evidence", "evidence of completion", "closure criteria", "completion criteria", "exit criteria", "expected outcome", "expected result", "success metric", "success metrics", "measure of success", "validation", "完了条件", "完了の定義", "完了基準", "効果測定", "確認方法":
		return ActionDoneWhen
	case "issue", "issues", "ticket", "tickets", "key", "link", "links", "bug", "tracker", "tracking", "jira", "issue/ticket", "github issue", "pr", "reference", "issue link", "url", "チケット", "課題", "チケット番号", "課題番号", "バグ", "リンク", "チケットリンク", "関連チケット", "issue番号", "起票":
		return columnIssue
	}
	if f := foreignColumn(header); f != noColumn {
		return f
	}
	return asianColumn(header)
}

// likelyColumn tells what a column holds by the words in its header, where those say no more than one thing.
func likelyColumn(header string) ActionField {
	found := noColumn
	for word := range strings.FieldsFuncSeq(header, func(r rune) bool { return strings.ContainsRune(" /_-()#", r) }) {
		switch word {
		case "id", "no", "number", "nr", "ref":
			return noColumn
		}
		column := exactColumn(word)
		switch word {
		case "date", "target", "completion":
			column = ActionDue
		case "key", "outcome":
			continue
		case "by", "for", "step", "link", "team", "done":
			if found != noColumn || word == "by" && !strings.HasPrefix(header, word) { // "Triggered by"
				continue
			}
		}
		if column == noColumn {
			continue
		}
		// A ticket for the verification is a ticket; the description of an action item is what is to be done.
		if found == noColumn || found == ActionTitle || column == columnIssue {
			found = column
		}
	}
	return found
}

// actionTable is where the columns of a table are, by what they hold; -1 for one that it has not.
type actionTable [actionColumns]int

// readColumns reads the header of a table.
func (r *reader) readColumns(header row) actionTable {
	var t actionTable
	for c := range t {
		t[c] = -1
	}
	for _, read := range []func(string) ActionField{exactColumn, likelyColumn} {
		for c, bi := range header.blocks {
			if bi < 0 || t.holds(c) {
				continue
			}
			if f := read(foldHeading(r.blocks[bi].Text)); f != noColumn && (t[f] < 0 || f == ActionTitle && r.betterTitle(header, c, t[f])) {
				t[f] = c
			}
		}
	}
	if c := t[ActionDue]; c >= 0 && r.isAim(header, c) {
		t[ActionDue] = -1
	}
	if t[ActionStatus] < 0 {
		t[ActionStatus] = r.ticked(header, t)
	}
	if t[ActionTitle] < 0 && r.tellsItem(header, t[columnIssue]) {
		t[ActionTitle], t[columnIssue] = t[columnIssue], -1
	}
	if t[ActionTitle] < 0 {
		t[ActionTitle] = r.firstFree(header, t)
	}
	return t
}

// isAim reports whether a column whose header may mean either holds what the work is on and not when it is due: none of its cells tells a time.
func (r *reader) isAim(header row, column int) bool {
	switch foldHeading(r.blocks[header.blocks[column]].Text) {
	case "target", "completion", "timeline":
	default:
		return false
	}
	told := false
	for i := r.headers[header.table] + 1; i < len(r.rows) && r.rows[i].table == header.table; i++ {
		cells := r.rows[i].blocks
		if column >= len(cells) || cells[column] < 0 || isNothing(r.blocks[cells[column]].Text) {
			continue
		}
		if told = true; mayTellTime(r.blocks[cells[column]].Text) {
			return false
		}
	}
	return told
}

// mayTellTime reports whether a cell may say when something is due, or how it went: "2 weeks", "ASAP", "after the release".
func mayTellTime(text string) bool {
	text = strings.TrimSpace(text)
	if len(text) > maxState || isDate(text) || isVagueDate(text) || readState(text) != stateless {
		return len(text) <= maxState
	}
	if dueInStatus(text) != "" || isDigits(text) {
		return true
	}
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		c := cursor{text: word}
		if _, month := c.monthName(); month && c.at == len(word) || isWeekday(word) || isPeriod(strings.TrimSuffix(word, "s")) || isTimeWord(word) {
			return true
		}
		switch word {
		case "asap", "immediate", "immediately", "now", "today", "tomorrow", "ongoing", "continuous", "day", "days", "hour", "hours", "daily", "weekly", "monthly", "quarterly", "soon", "later", "term", "eow", "eom", "eoq", "eoy", "before", "after", "until", "by", "next", "q1", "q2", "q3", "q4", "h1", "h2", "24h", "48h", "72h":
			return true
		}
		if len(word) > 1 && isDigit(word[0]) && strings.Trim(word, "0123456789") != "" && strings.Contains("dwhmy", strings.Trim(word, "0123456789")) { // "2w"
			return true
		}
	}
	return false
}

// tellsItem reports whether the column of issues says in words what is to be done, as its first cell shows: "#41 — alert on failed backups".
func (r *reader) tellsItem(header row, column int) bool {
	next := 1 + r.headers[header.table]
	if column < 0 || next >= len(r.rows) || r.rows[next].table != header.table || column >= len(r.rows[next].blocks) || r.rows[next].blocks[column] < 0 {
		return false
	}
	var a ActionItem
	b := &r.blocks[r.rows[next].blocks[column]]
	a.marks = &actionMarks{}
	a.readTitle(b)
	return strings.Count(a.Title, " ") > 1
}

// ticked is the column without a header that has boxes or marks for done, as its first cell shows; -1 where there is none.
func (r *reader) ticked(header row, t actionTable) int {
	next := 1 + r.headers[header.table]
	if next >= len(r.rows) || r.rows[next].table != header.table {
		return -1
	}
	for c, bi := range header.blocks {
		if bi >= 0 || t.holds(c) || c >= len(r.rows[next].blocks) || r.rows[next].blocks[c] < 0 {
			continue
		}
		text := strings.TrimSpace(r.blocks[r.rows[next].blocks[c]].Text)
		if n := max(leadingMark(text), openBox(text), crossLen(text)); n > 0 && n == len(text) || text == "[x]" || text == "[ ]" || text == "[X]" {
			return c
		}
	}
	return -1
}

// betterTitle reports whether a column is rather the title than another one: "Action" beside "Description" or "Item".
func (r *reader) betterTitle(header row, c, than int) bool {
	rank := func(c int) int {
		switch h := foldHeading(r.blocks[header.blocks[c]].Text); {
		case strings.HasPrefix(h, "action") || strings.HasSuffix(h, "内容") && h != "内容" || strings.HasPrefix(h, "アクション"):
			return 2
		case h == "item" || h == "details" || h == "summary" || h == "description" || h == "what" || h == "内容" || h == "項目" || h == "対応" || strings.HasPrefix(h, "desc") || h == "beschreibung":
			return 0
		}
		return 1
	}
	return rank(c) > rank(than)
}

func (t actionTable) holds(c int) bool {
	for _, taken := range t {
		if taken == c {
			return true
		}
	}
	return false
}

// firstFree is the first column that holds nothing that we know, the number of the row aside.
func (r *reader) firstFree(header row, t actionTable) int {
	if !slices.ContainsFunc(header.blocks, func(bi int) bool { return bi >= 0 }) {
		return 0 // a table without a header
	}
	for c, bi := range header.blocks {
		if t.holds(c) {
			continue
		}
		if bi >= 0 {
			switch foldHeading(r.blocks[bi].Text) {
			case "", "id", "no", "nr", "number", "item id", "ref", "項番", "番号", "連番":
				continue
			}
		} else if c == 0 && len(header.blocks) > 1 {
			continue
		}
		return c
	}
	return 0
}

// tableRow reads a row of a table.
func (a *actionReader) tableRow(index int, g group) {
	rw := a.rows[index]
	t, ok := a.tables[rw.table]
	if !ok {
		t = a.readColumns(a.rows[a.headers[rw.table]])
		if a.tables == nil {
			a.tables = map[int]actionTable{}
		}
		a.tables[rw.table] = t
	}
	cell := func(column ActionField) *block {
		if c := t[column]; c >= 0 && c < len(rw.blocks) && rw.blocks[c] >= 0 {
			return &a.blocks[rw.blocks[c]]
		}
		return nil
	}
	if a.isLegendTable(rw.table, t) || a.isCommandTable(rw.table, t) {
		return
	}
	b := cell(ActionTitle)
	if b != nil && len(b.Links) == 0 && isDigits(strings.TrimSpace(b.Text)) { // the number of the row: the header is not that of the cells under it
		b = nil
		for _, f := range [...]ActionField{ActionPriority, ActionType} {
			if c := cell(f); c != nil && isImperative(c.Text) {
				b, t[ActionTitle], t[f] = c, t[f], -1
				a.tables[rw.table] = t
				break
			}
		}
		if c := a.firstFree(a.rows[a.headers[rw.table]], t); b == nil && !t.holds(c) { // "| Step | Change |"
			t[ActionTitle] = c
			a.tables[rw.table] = t
			b = cell(ActionTitle)
		}
	}
	if b == nil || isNothing(b.Text) || a.isRowOfGroup(rw) {
		return
	}
	x := ActionItem{Span: rw.span, marks: &actionMarks{table: rw.table + 1, lines: []Span{a.headerLines(rw), rw.span}}}
	for f := ActionTitle + 1; f < actionFields; f++ {
		if t[f] < 0 {
			continue
		}
		x.marks.fields[f] = cellMark(rw, t[f])
		if b := cell(f); b != nil && !isNothing(b.Text) {
			x.cell(f, strings.TrimSpace(b.Text))
		}
	}
	x.readTitle(b)
	if ib := cell(columnIssue); ib != nil {
		x.readIssueText(ib, Span{0, len(ib.Text)})
	}
	if tb := cell(ActionType); tb != nil && x.Issue == nil && x.Type == "" { // some say there in which change it is done
		x.findLink(tb, standsAlone)
	}
	if sb := cell(ActionStatus); sb != nil && x.Issue == nil && t[columnIssue] < 0 && linksBehindState(sb) {
		x.findLink(sb, standsAlone)
	}
	if x.Title == "" && x.Issue == nil {
		return
	}
	x.place = placeInRow(rw, t, cell(columnIssue))
	x.join(g)
	a.d.addAction(b, x)
	for _, bi := range rw.blocks {
		if bi >= 0 {
			a.blocks[bi].Action = b.Action
		}
	}
}

// isRowOfGroup reports whether a row holds nothing but a label over those below it: "| **Short term** | | |".
func (a *actionReader) isRowOfGroup(rw row) bool {
	var only *block
	for _, bi := range rw.blocks {
		if bi < 0 {
			continue
		}
		if only != nil {
			return false
		}
		only = &a.blocks[bi]
	}
	if only == nil || len(rw.blocks) < 3 || len(only.Links) > 0 || !a.isFilled(rw.table) {
		return false
	}
	text := strings.TrimSpace(only.Text)
	is, _ := tellsWhen(text)
	g := readGroup(text)
	bold := len(only.strong) == 1 && only.strong[0].Len() >= len(text)
	return is || g.kind != "" || g.priority != "" || g.state != stateless || bold && !isWork(text) && strings.Count(text, " ") < 4
}

// isFilled reports whether a table has rows with more than one cell that says something.
func (a *actionReader) isFilled(table int) bool {
	if is, known := a.filled[table]; known {
		return is
	}
	is := false
	for i := a.headers[table] + 1; i < len(a.rows) && a.rows[i].table == table && !is; i++ {
		cells := 0
		for _, bi := range a.rows[i].blocks {
			if bi >= 0 {
				cells++
			}
		}
		is = cells > 1
	}
	if a.filled == nil {
		a.filled = map[int]bool{}
	}
	a.filled[table] = is
	return is
}

// isLegendTable reports whether a table explains the types or priorities of items, "| Priority | Meaning |", or compares.
func (a *actionReader) isLegendTable(table int, t actionTable) bool {
	header := a.rows[a.headers[table]]
	before := false
	for _, bi := range header.blocks {
		if bi < 0 {
			continue
		}
		switch text := a.blocks[bi].Text; {
		case strings.EqualFold(text, "before"):
			before = true
		case before && strings.EqualFold(text, "after"): // what has become of it
			return true
		}
	}
	c := t[ActionTitle]
	if len(header.blocks) > 3 || t[ActionPriority] < 0 && t[ActionType] < 0 || c < 0 || c >= len(header.blocks) || header.blocks[c] < 0 {
		return false
	}
	switch foldHeading(a.blocks[header.blocks[c]].Text) {
	case "meaning", "definition", "explanation", "criteria":
		return true
	}
	return false
}

// linksBehindState reports whether a status names the issue behind the state and nothing else: "Open (#53)", but not "Blocked by #7".
func linksBehindState(b *block) bool {
	at, ok := trailingReference(b.Text)
	if n := len(b.Links); n > 0 {
		at, ok = b.Links[n-1], true
	}
	words := strings.Trim(strings.ToLower(b.Text[:at.Start]), " ([–—-:,;")
	st := stateOf(words)
	return ok && len(words) <= maxState && (st == stateOpen || st == stateDone)
}

// headerLines are the header of a row's table and the line under it.
func (a *actionReader) headerLines(rw row) Span {
	header := a.rows[a.headers[rw.table]].span
	return Span{header.Start, a.d.Line(min(header.End+len("\r\n"), rw.span.Start)).End}
}

// cell sets a field to what a cell says; "TBD" says nothing.
func (a *ActionItem) cell(f ActionField, text string) {
	if isNothing(text) {
		return
	}
	switch f {
	case ActionType:
		first, _, _ := strings.Cut(text, " ")
		if a.Type = actionType(text); a.Type == "" {
			a.Type = actionType(first) // "Preventative (Code)"
		}
	case ActionPriority:
		first, _, _ := strings.Cut(text, " ")
		if a.Priority = readPriority(text); a.Priority == "" {
			a.Priority = foreignPriority(strings.ToLower(strings.Trim(first, "*_.,")))
		}
	case ActionDue:
		if st := readState(text); st == stateDone || st == stateDropped { // "| ETA | … | Done |"
			a.settle(st)
			return
		}
		a.Due = dueDate(text)
	case ActionFactor:
		a.readFactorCell(text)
	case ActionOwner:
		if st := readState(text); st == stateDone || st == stateDropped { // in a row that lacks a cell
			a.settle(st)
			return
		}
		a.Owner = text
	case ActionStatus:
		a.setStatus(text, readStatus(text))
		if due := dueInStatus(text); a.Due == "" {
			a.Due = due
		}
	default:
		*a.field(f) = text
	}
}

// readFactorCell reads the ids of a cell, or takes what it says in words.
func (a *ActionItem) readFactorCell(text string) {
	for word := range strings.FieldsFuncSeq(text, isListBreak) {
		if isFactorID(word) {
			a.addFactor(word)
		}
	}
	if a.Factor == "" {
		a.Factor = text
	}
}

// readIssueText reads a column or a field for issues, where any link, a bare number and a key among words will do. It counts for more than a link in
// the title. Some teams write the state there.
func (a *ActionItem) readIssueText(b *block, at Span) {
	inTitle := a.Issue
	a.Issue = nil
	text := strings.TrimSpace(b.Text[at.Start:at.End])
	if a.findLink(b, func(string, Span) bool { return true }); a.Issue != nil {
		if _, rest, _ := strings.Cut(text, a.Issue.Text); rest != "" {
			a.readStateBeside(rest)
		}
		if readState(a.Issue.Text) != stateless { // "[Done](…)", where it was
			a.readStateBeside(a.Issue.Text)
			if a.Issue.Number == 0 {
				a.Issue = inTitle
			}
		}
		return
	}
	number := strings.TrimPrefix(text, "GH-")
	key, rest := keyAmongWords(text)
	switch {
	case isDigits(number) && len(number) < 10:
		n, _ := strconv.Atoi(number)
		a.Issue = &IssueLink{Text: text, Number: n, Span: b.Source(at)}
	case len(b.Links) > 0 && readState(b.text(b.Links[0])) != stateless:
		a.Issue, rest = inTitle, b.text(b.Links[0])
	case len(b.Links) > 0:
		at := b.Links[0]
		a.Issue = &IssueLink{Text: b.Text[at.Start:at.End], URL: b.linkURLs[0], Span: b.Source(at)}
	case strings.Contains(text, "://"):
		a.Issue = &IssueLink{Text: text, URL: text, Span: b.Source(at)}
	case key.Len() > 0:
		link, _ := issueLink(text[key.Start:key.End], "")
		from := at.Start + strings.Index(b.Text[at.Start:], text)
		link.Span = b.Source(Span{from + key.Start, from + key.End})
		a.Issue = &link
	default:
		a.Issue, rest = inTitle, text
		if none, state, _ := strings.Cut(text, " "); state != "" && isNothing(none) { // "n/a DONE"
			rest = state
		}
	}
	a.readStateBeside(rest)
}

// readStateBeside reads the state that some write beside the issue.
func (a *ActionItem) readStateBeside(text string) {
	text = strings.Trim(text, " ()[]:–-")
	if st := readState(text); st != stateless && text != "未定" && a.Status == "" && !a.marks.fields[ActionStatus].set {
		a.setStatus(text, st)
	}
}

// keyAmongWords is the first reference in a text, and what stands behind it.
func keyAmongWords(text string) (key Span, rest string) {
	for at := 0; at < len(text); {
		start := at
		for at < len(text) && isReferenceByte(text[at]) {
			at++
		}
		if word := text[start:at]; len(word) <= maxReference && isReference(word) && !looksLikeTerm(word) {
			return Span{start, at}, text[at:]
		}
		at++
	}
	return Span{}, ""
}

// cellMark is where a field of a column is written, or would be.
func cellMark(rw row, c int) mark {
	if c < len(rw.cells) {
		return mark{value: rw.cells[c], set: true}
	}
	end := rw.cells[len(rw.cells)-1].End
	return mark{value: Span{end, end}, pipes: strings.Repeat(" |", c-len(rw.cells)+1) + " ", set: true}
}

// placeInRow finds the place for a link: the issue column's cell, a cell to add when the row is too short, or the end of the title.
func placeInRow(rw row, t actionTable, issue *block) place {
	c := t[columnIssue]
	inColumn := c >= 0
	if !inColumn {
		c = min(t[ActionTitle], len(rw.cells)-1)
	}
	if c >= len(rw.cells) {
		end := rw.cells[len(rw.cells)-1].End
		return place{span: Span{end, end}, before: strings.Repeat(" |", c-len(rw.cells)+1) + " "}
	}
	switch cell := rw.cells[c]; {
	case cell.Len() == 0:
		return place{span: cell, before: " ", after: " "}
	case inColumn && (issue == nil || isNothing(issue.Text)):
		return place{span: cell}
	default:
		return place{span: Span{cell.End, cell.End}, before: " "}
	}
}
