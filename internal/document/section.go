package document

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// section is the innermost open section, -1 before the first heading.
func (r *reader) section() int {
	if len(r.open) == 0 {
		return -1
	}
	return r.open[len(r.open)-1]
}

// touch says that something stands in the open sections.
func (r *reader) touch() {
	for _, i := range r.open {
		r.doc.Sections[i].Empty = false
	}
}

// heading opens a section.
func (r *reader) heading(n *ast.Heading) {
	b := r.inline(n)
	b.Kind, b.item, b.level = Heading, -1, n.Level
	start := n.Pos()
	if lines := n.Lines(); lines.Len() > 0 {
		start = lines.At(0).Start
	}
	line := r.doc.Line(start)
	end := line.End
	if first := strings.TrimLeft(string(r.text[line.Start:line.End]), " "); !strings.HasPrefix(first, "#") {
		// Setext: the underline belongs to the heading.
		last := start
		if lines := n.Lines(); lines.Len() > 0 {
			last = lines.At(lines.Len() - 1).Start
		}
		end = r.doc.lineSpan(min(r.doc.Position(last).Line+1, r.doc.LineCount())).End
	}
	r.region = region{}
	r.openSection(b, n.Level, Span{line.Start, end})
}

// boldHeading takes a paragraph that is nothing but a bold canonical name for the heading it is meant to be, and so a plain one over a list or a
// table when it names what those hold.
func (r *reader) boldHeading(n *ast.Paragraph) bool {
	if n.Lines().Len() > 2 || n.Lines().Len() == 0 || linesSpan(n).Len() > maxHeading {
		return false
	}
	strong, ok := n.FirstChild().(*ast.Emphasis)
	bold := ok && strong.Level == 2
	if ok {
		if next := strong.NextSibling(); next != nil {
			t, isText := next.(*ast.Text)
			ok = isText && next.NextSibling() == nil && strings.Trim(string(t.Value(r.text)), " :") == ""
			bold = bold && ok
		}
	}
	if !bold && (n.Lines().Len() > 1 || !ok && !overList(n) && !r.endsLabel(n)) {
		return false
	}
	comments := len(r.doc.Comments)
	b := r.inline(n)
	// A second line of a bold label is a label under the first: "**Corrective measures", "Tasks:**".
	var under block
	if len(b.breaks) == 1 {
		under = b.cut(b.line(1))
		first := b.cut(b.line(0))
		first.Text = strings.TrimRight(first.Text, " ")
		b = &first
	}
	name := ""
	if len(b.Text) <= maxLabel {
		name = r.names.canonical(b.Text)
	}
	if name == "" || !bold && !r.isPlainLabel(n, b, name) || r.isUpdateState(b.Text) {
		r.doc.Comments = r.doc.Comments[:comments] // they are read again with the paragraph
		return false
	}
	level := r.labelLevel()
	b.Kind, b.item, b.level = Heading, -1, level
	r.openSection(b, level, r.doc.Line(n.Lines().At(0).Start))
	s := &r.doc.Sections[len(r.doc.Sections)-1]
	s.bold, s.plain = true, !bold
	if under.Text != "" {
		under.Kind = Paragraph
		r.add(&under)
	}
	return true
}

// isPlainLabel reports whether a paragraph that is not bold is meant for a heading. Over a list or a table the common names for what those hold
// are, others where they end with a colon or ask; a name for another section only ends one that has such a label.
func (r *reader) isPlainLabel(n *ast.Paragraph, b *block, name string) bool {
	first, _ := utf8.DecodeRuneInString(b.Text)
	if name == "" || unicode.IsLower(first) {
		return false
	}
	common := name == r.names.lookUp(foldHeading(b.Text))
	text := strings.TrimRight(b.Text, " ")
	colon := strings.HasSuffix(text, ":") && strings.Count(text, ":") == 1 || strings.HasSuffix(text, "?")
	switch name {
	case TimelineSection:
		return (common || len(b.strong) == 0 && strings.HasPrefix(foldHeading(b.Text), "timeline")) && overList(n)
	case ActionItems:
		return common && overList(n) || colon && r.doc.SectionName(r.section()) != TimelineSection
	case Response:
		if colon && overList(n) && strings.TrimSuffix(foldHeading(b.Text), "s") == "remediation" && len(r.headed()) == 0 {
			return true
		}
	}
	return colon && r.section() >= 0 && r.doc.Sections[r.section()].plain
}

// endsLabel reports whether a paragraph ends as a label does: "Follow-ups:", "What will we change?"
func (r *reader) endsLabel(n *ast.Paragraph) bool {
	line := n.Lines().At(n.Lines().Len() - 1)
	text := bytes.TrimRight(line.Value(r.text), " \t\r\n*_")
	return len(text) > 0 && (text[len(text)-1] == ':' || text[len(text)-1] == '?')
}

// overList reports whether a list or a table follows a paragraph.
func overList(n *ast.Paragraph) bool {
	switch n.NextSibling().(type) {
	case *ast.List, *extast.Table:
		return true
	}
	return false
}

// openSection closes the sections of this level and below and opens one for the heading b, whose lines are at.
func (r *reader) openSection(b *block, level int, at Span) {
	r.closeSections(level, at.Start)
	index := len(r.doc.Sections)
	title := b.Span
	if title.Len() == 0 {
		title = Span{at.End, at.End}
	}
	s := Section{
		Heading: strings.TrimSpace(b.Text), Level: level, Parent: r.section(),
		Span: Span{at.Start, at.End}, Title: title, Body: Span{at.End, at.End}, Empty: true, folded: foldHeading(b.Text),
	}
	if len(b.Text) <= maxHeading {
		if s.Name = r.names.canonicalFolded(s.folded); s.Name == Detection && r.isUpdateState(b.Text) {
			s.Name = ""
		}
	}
	if index > 0 { // a label over labels of its own: "**Corrective measures**" over "**Improvements:**"
		if over := &r.doc.Sections[index-1]; over.bold && over.Empty && over.Level == level && over.Name == s.Name {
			over.Empty = false
		}
	}
	r.doc.Sections = append(r.doc.Sections, s)
	r.open = append(r.open, index)
	if b.Text != "" {
		r.add(b)
	}
}

func (r *reader) closeSections(level, at int) {
	for len(r.open) > 0 {
		s := &r.doc.Sections[r.open[len(r.open)-1]]
		if s.Level < level {
			return
		}
		s.Span.End, s.Body.End = max(at, s.Span.End), max(at, s.Body.End)
		r.open = r.open[:len(r.open)-1]
	}
}

// Section returns the section with the canonical name: the outermost when several have it, and of those the first.
func (d *Document) Section(name string) (Section, bool) {
	found := -1
	for i, s := range d.Sections {
		if s.Name == name && (found < 0 || s.Level < d.Sections[found].Level) {
			found = i
		}
	}
	if found < 0 {
		return Section{}, false
	}
	return d.Sections[found], true
}

// SectionName is the canonical name of section i or, where it has none, of the section around it; "" outside them all.
func (d *Document) SectionName(i int) string {
	for ; i >= 0; i = d.Sections[i].Parent {
		if d.Sections[i].Name != "" {
			return d.Sections[i].Name
		}
	}
	return ""
}

// inSection reports whether section i is of the given name or nested in one that is.
func (d *Document) inSection(i int, name string) bool {
	for ; i >= 0; i = d.Sections[i].Parent {
		if d.Sections[i].Name == name {
			return true
		}
	}
	return false
}

// unnameTitle takes the one level-1 heading over named sections for the document's title, whatever it says: "Root cause analysis: checkout". Where
// the front matter has the title, one that is nothing but the name of a section is that section's.
func (d *Document) unnameTitle() {
	named := false
	for i, s := range d.Sections {
		if i > 0 && s.Level == 1 {
			return
		}
		named = named || i > 0 && s.Name != ""
	}
	if named && d.Sections[0].Level == 1 && !d.beginsWithSummary() && (!d.isTitled() || d.Sections[0].folded != d.Sections[0].Name) {
		d.Sections[0].Name = ""
	}
}

// beginsWithSummary reports whether the first heading is over the summary and names nothing else: "# Executive summary".
func (d *Document) beginsWithSummary() bool {
	first := d.Sections[0]
	switch first.folded {
	case "summary", "executive summary", "tl;dr", "tldr", "abstract":
		return len(bytes.TrimSpace(d.Source[first.Body.Start:max(first.Body.Start, d.Sections[1].Span.Start)])) > 0
	}
	return false
}

// isTitled reports whether the metadata names the title.
func (d *Document) isTitled() bool {
	return slices.ContainsFunc(d.Meta.Fields, func(f Field) bool { return strings.EqualFold(f.Key, "title") && f.Value != "" })
}

// readTitle takes the title from the metadata or else from the first level-1 heading that is not a section's.
func (d *Document) readTitle() {
	for _, f := range d.Meta.Fields {
		if strings.EqualFold(f.Key, "title") || f.Key == "タイトル" || f.Key == "件名" {
			d.Title = f.Value
		}
	}
	named := 0 // level-1 headings that are sections
	for _, s := range d.Sections {
		if s.Level == 1 && s.Name != "" {
			named++
		}
	}
	for i, s := range d.Sections {
		if d.Title != "" || s.Level != 1 || s.Name != "" || named > 1 && i > 0 || namesDetails(s.folded) {
			continue
		}
		d.Title = s.Heading
		if key, rest, found := strings.Cut(s.Heading, ":"); found && strings.EqualFold(key, "title") {
			if d.Title = strings.TrimSpace(rest); d.Title == "" && i+1 < len(d.Sections) && d.Sections[i+1].Parent == i {
				d.Title = d.Sections[i+1].Heading
			}
		}
	}
}

// SectionAt is the canonical name of the section that an offset stands in, as SectionName gives it.
func (d *Document) SectionAt(offset int) string {
	i, found := slices.BinarySearchFunc(d.Sections, offset, func(s Section, at int) int { return s.Span.Start - at })
	if !found {
		i--
	}
	for i >= 0 && offset >= d.Sections[i].Span.End && offset < len(d.Source) { // behind the section of a label
		i = d.Sections[i].Parent
	}
	return d.SectionName(i)
}
