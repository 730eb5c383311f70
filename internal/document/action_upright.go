package document

import "strings"

// Some give each item a table of its own, with the fields in its first column: "| Action | Add a probe |", "| Owner | Kim |".

// isUpright reports whether a table is one of those: two columns, and in the first of them nothing but fields.
func (a *actionReader) isUpright(table int) bool {
	is, known := a.upright[table]
	if known {
		return is
	}
	if a.upright == nil {
		a.upright = map[int]bool{}
	}
	rows := 0
	for _, rw := range a.rows[a.headers[table]:] {
		if rw.table != table {
			break
		}
		if len(rw.blocks) != 2 {
			rows = 0
			break
		}
		label := a.cellText(rw, 0)
		f := exactColumn(foldHeading(label))
		if rw.header {
			if label != "" && f == noColumn && !strings.EqualFold(label, "field") || isFieldName(foldHeading(a.cellText(rw, 1))) {
				rows = 0
				break
			}
			continue
		}
		if f == noColumn || len(label) > maxLabel {
			rows = 0
			break
		}
		rows++
	}
	a.upright[table] = rows > 1 || rows == 1 && a.d.Sections[a.section].Name == ""
	return a.upright[table]
}

func (a *actionReader) cellText(rw row, column int) string {
	if rw.blocks[column] < 0 {
		return ""
	}
	return strings.Trim(a.blocks[rw.blocks[column]].Text, " *_:：")
}

// uprightTable reads such a table, from its first row on: an item of its own, or the fields of the one that the heading over it is.
func (a *actionReader) uprightTable(table int) {
	first := a.headers[table]
	if a.rows[first].span.Start < a.uprightEnd {
		return
	}
	var x *ActionItem
	var b *block
	read := ActionItem{Span: a.rows[first].span, marks: &actionMarks{people: a.d.people, told: true}}
	last := first
	for i := first; i < len(a.rows) && a.rows[i].table == table; i++ {
		rw := a.rows[i]
		last = i
		if exactColumn(foldHeading(a.cellText(rw, 0))) == ActionTitle && rw.blocks[1] >= 0 && b == nil {
			b = &a.blocks[rw.blocks[1]]
			read.readTitle(b)
		}
	}
	a.uprightEnd = a.rows[last].span.End
	if x = &read; b == nil {
		for _, bi := range a.rows[last].blocks {
			if bi >= 0 && b == nil {
				b = &a.blocks[bi]
			}
		}
		if b == nil {
			return
		}
		if x = a.owner(b); x == nil {
			return
		}
	} else {
		x.Span.End = a.uprightEnd
	}
	for i := first; i <= last; i++ {
		rw := a.rows[i]
		if rw.blocks[1] < 0 {
			continue
		}
		value := &a.blocks[rw.blocks[1]]
		switch f := exactColumn(foldHeading(a.cellText(rw, 0))); f {
		case noColumn, ActionTitle:
		case columnIssue:
			if x.Issue == nil {
				x.readIssueText(value, Span{0, len(value.Text)})
			}
		default:
			if text := strings.TrimSpace(value.Text); !isNothing(text) && *x.field(f) == "" {
				x.cell(f, text)
				at := trimSpaces(value.Text, Span{0, len(value.Text)})
				x.mark(value, f, at, Span{at.End, at.End})
				x.marks.fields[f].detail = true
			}
		}
	}
	if x == &read && (x.Title != "" || x.Issue != nil) {
		a.add(b, *x)
	}
}
