package document

import (
	"strconv"
	"strings"
)

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
	a := ActionItem{Span: rw.span, marks: &actionMarks{table: rw.table + 1}}
	for f, c := range fieldColumns {
		if at, ok := column[c.name]; ok {
			a.marks.fields[f] = cellMark(rw, at)
		}
	}
	a.Owner = text("owner")
	a.Type = actionType(text("type"))
	a.Due = dueDate(text("due"))
	a.DoneWhen = text("done when")
	if status := text("status"); status != "" {
		a.setStatus(status, readStatus(status))
	}
	if p := leadingPriority().FindStringSubmatch(text("priority") + " "); p != nil {
		a.Priority = strings.ToUpper(p[1])
	}
	a.readFactorCell(text("factor"))
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

// readFactorCell reads the ids of a cell, or takes what it says in words.
func (a *ActionItem) readFactorCell(text string) {
	for word := range strings.FieldsFuncSeq(text, isListBreak) {
		if factorID().MatchString(word) {
			a.addFactor(word)
		}
	}
	if a.Factor == "" {
		a.Factor = text
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

// cellMark is where a field of a column is written, or would be.
func cellMark(rw row, c int) mark {
	if c < len(rw.cells) {
		return mark{value: rw.cells[c], set: true}
	}
	end := rw.cells[len(rw.cells)-1].End
	return mark{value: Span{end, end}, pipes: strings.Repeat(" |", c-len(rw.cells)+1) + " ", set: true}
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
