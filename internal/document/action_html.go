package document

import (
	"bytes"
	"strings"

	tokens "golang.org/x/net/html"
)

// Where a document has its items in HTML, they are the rows of a table or the items of a list there. They are shown, and not edited.

// htmlCell is a cell or an item as it reads, with where it stands.
type htmlCell struct {
	text    []byte
	at      Span
	links   []Span // in text
	urls    []string
	box     bool
	checked bool
	head    bool // <th>
}

// htmlItems reads the tables and lists of a block of HTML.
func (a *actionReader) htmlItems(c codeBlock) {
	source := a.text[c.span.Start:c.span.End]
	if !bytes.Contains(source, []byte("<td")) && !bytes.Contains(source, []byte("<li")) {
		return
	}
	var header []htmlCell
	var row []htmlCell
	var open *htmlCell // what the text goes to
	z := tokens.NewTokenizer(bytes.NewReader(source))
	at, rowAt := c.span.Start, 0
	for {
		kind := z.Next()
		if kind == tokens.ErrorToken {
			return
		}
		raw := z.Raw()
		from := at
		at += len(raw)
		var name string
		if kind == tokens.StartTagToken || kind == tokens.EndTagToken || kind == tokens.SelfClosingTagToken {
			token := z.Token()
			name = token.Data
			if open != nil && kind != tokens.EndTagToken {
				open.mark(token)
			}
		}
		switch {
		case kind == tokens.TextToken && open != nil:
			open.text = append(open.text, tokens.UnescapeString(string(raw))...)
			open.at.End = at
		case open != nil && kind == tokens.EndTagToken && name == "a":
			open.closeLink()
		case open != nil && (name == "br" || name == "p" || name == "div"):
			open.text = append(open.text, ' ')
		case kind == tokens.StartTagToken && name == "tr":
			row, rowAt, open = nil, from, nil
		case kind == tokens.StartTagToken && (name == "td" || name == "th"):
			row = append(row, htmlCell{at: Span{at, at}, head: name == "th"})
			open = &row[len(row)-1]
		case kind == tokens.StartTagToken && name == "li":
			row = []htmlCell{{at: Span{at, at}}}
			open, rowAt = &row[0], from
		case kind == tokens.EndTagToken && (name == "td" || name == "th"):
			open = nil
		case kind == tokens.EndTagToken && name == "li" && len(row) == 1:
			a.htmlRow(c, nil, row, Span{rowAt, at})
			row, open = nil, nil
		case kind == tokens.EndTagToken && name == "tr":
			if header == nil && namesColumns(row) {
				header = row
			} else if len(row) > 0 {
				a.htmlRow(c, header, row, Span{rowAt, at})
			}
			row, open = nil, nil
		case kind == tokens.EndTagToken && name == "table":
			header = nil
		}
	}
}

// mark takes up what a tag in a cell says: where a link leads, a box.
func (c *htmlCell) mark(token tokens.Token) {
	switch token.Data {
	case "a":
		c.links = append(c.links, Span{len(c.text), len(c.text)})
		c.urls = append(c.urls, attribute(token, "href"))
	case "input":
		if attribute(token, "type") == "checkbox" {
			c.box = true
			for _, attr := range token.Attr {
				c.checked = c.checked || attr.Key == "checked"
			}
		}
	}
}

func (c *htmlCell) closeLink() {
	if n := len(c.links); n > 0 {
		c.links[n-1].End = len(c.text)
	}
}

// block is the cell as a block of text.
func (c *htmlCell) block(section int) *block {
	text, links := string(c.text), []Span(nil)
	lead := len(text) - len(strings.TrimLeft(text, " \t\r\n"))
	text = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r == '\r' {
			return ' '
		}
		return r
	}, strings.Trim(text, " \t\r\n"))
	for _, l := range c.links {
		l = Span{max(0, l.Start-lead), max(0, min(l.End-lead, len(text)))}
		links = append(links, Span{min(l.Start, l.End), l.End})
	}
	b := &block{Block: Block{Kind: Paragraph, Text: text, Span: c.at, Section: section, Links: links, Event: -1, Action: -1}, item: -1, row: -1, linkURLs: c.urls}
	b.offsets = []segment{{source: c.at}}
	return b
}

// htmlRow adds a row of a table, or an item of a list, which has no header.
func (a *actionReader) htmlRow(c codeBlock, header, row []htmlCell, span Span) {
	fields := htmlColumns(header, len(row))
	x := ActionItem{Span: span, marks: &actionMarks{people: a.d.people, told: true}}
	var b, issue *block
	for i := range row {
		cell := row[i].block(c.section)
		switch f := fields[i]; {
		case f == ActionTitle && b == nil:
			b, x.Done = cell, row[i].checked
		case f == columnIssue:
			issue = cell
		case f > ActionTitle && f < actionFields && !isNothing(cell.Text):
			x.cell(f, cell.Text)
		}
	}
	if b == nil || isNothing(b.Text) && len(b.Links) == 0 {
		return
	}
	if title := x.readTitle(b); title.Len() == 0 && x.Issue == nil || x.isQuestion() || x.tellsNoWork() {
		return
	}
	if issue != nil && x.Issue == nil {
		x.readIssueText(issue, Span{0, len(issue.Text)})
	}
	x.place = place{span: Span{b.Span.End, b.Span.End}, before: " "}
	x.join(a.groupOf(b))
	x.marks.lines = []Span{{a.d.Line(span.Start).Start, a.d.Line(span.End - 1).End}}
	a.d.addAction(b, x)
}

// namesColumns reports whether a row is the header of a table: what its cells say, or that they are marked as such.
func namesColumns(row []htmlCell) bool {
	for i := range row {
		if row[i].head || exactColumn(foldHeading(string(row[i].text))) != noColumn {
			return true
		}
	}
	return false
}

// htmlColumns tells what the cells of a table's rows hold.
func htmlColumns(header []htmlCell, n int) []ActionField {
	fields := make([]ActionField, n)
	for i := range fields {
		fields[i] = noColumn
	}
	if len(header) == 0 {
		fields[0] = ActionTitle
		return fields
	}
	taken := map[ActionField]bool{}
	for _, read := range []func(string) ActionField{exactColumn, likelyColumn} {
		for i := range min(n, len(header)) {
			if fields[i] != noColumn {
				continue
			}
			if f := read(foldHeading(string(header[i].text))); f != noColumn && !taken[f] {
				fields[i], taken[f] = f, true
			}
		}
	}
	for i := 0; i < n && !taken[ActionTitle]; i++ {
		if fields[i] == noColumn && (i > 0 || n == 1) {
			fields[i], taken[ActionTitle] = ActionTitle, true
		}
	}
	return fields
}
