package document

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Many write a postmortem without headings, as labels in bold: paragraphs that begin with one ("**Impact**: 3,100 checkouts failed"), or a list whose items
// do, with everything nested in them. Such a label names a section where no heading does: not inside a section that has a name already, and not
// for a section that has its heading elsewhere.

// region is what a stretch of the document between two headings has been found to be.
type region struct {
	known   bool
	outline bool // its lists are sections
}

// labelSections splits a paragraph at the labels that name sections and reports whether there are any.
func (r *reader) labelSections(n *ast.Paragraph) bool {
	if !hasBold(n) || r.inNamedSection() {
		return false
	}
	comments := len(r.doc.Comments)
	b := r.inline(n)
	b.Kind = Paragraph
	from, first, found := 0, true, false
	put := func(end int) {
		if rest := b.cut(trimText(b.Text, Span{from, end})); strings.TrimSpace(rest.Text) != "" {
			r.add(&rest)
			r.touch()
		}
	}
	labels := b.labels()
	for k, l := range labels {
		if !l.bold || !l.first || beginsWithTime(b.text(l.key)) {
			continue
		}
		names := r.namesSection(b, l)
		if !names && !r.inRunIn() {
			continue
		}
		if (names || !first) && from < l.key.Start {
			put(l.key.Start)
		}
		if names {
			head := l.key
			from = behindKey(b, l)
			// "**Timeline**: 20 November (all times UTC)" over a list is all heading.
			if k == len(labels)-1 && len(b.Text)-from <= maxLabel && overList(n) && r.names.canonical(b.text(l.key)) == TimelineSection {
				head.End, from = len(b.Text), len(b.Text)
			}
			r.openLabel(b, head)
			found = true
		} else {
			r.closeRunIn(r.doc.Line(b.Source(l.key).Start).Start)
			from = l.key.Start
		}
		first = false
	}
	if !found {
		r.doc.Comments = r.doc.Comments[:comments] // they are read again with the paragraph
		return false
	}
	put(len(b.Text))
	return true
}

// outline reads the items of a top-level list that begin with the name of a section as sections, with what is nested in them. It reports whether the list
// has any.
func (r *reader) outline(list *ast.List) bool {
	if r.inNamedSection() {
		return false
	}
	if !r.region.known {
		r.region = region{known: true, outline: r.isOutline(list)}
	}
	if !r.region.outline {
		return false
	}
	r.lists++
	f := frame{item: -1, list: r.lists}
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		item, ok := n.(*ast.ListItem)
		if !ok {
			continue
		}
		first := item.FirstChild()
		if first == nil || !hasBold(first) {
			r.listItem(item, f)
			continue
		}
		b := r.inline(first)
		labels := b.labels()
		if len(labels) == 0 || !labels[0].bold || !labels[0].first {
			r.listItem(item, f)
			continue
		}
		if !r.namesSection(b, labels[0]) {
			if !beginsWithTime(b.text(labels[0].key)) {
				r.closeRunIn(r.doc.Line(b.Span.Start).Start)
			}
			r.listItem(item, f)
			continue
		}
		r.openLabel(b, labels[0].key)
		rest := b.cut(trimText(b.Text, Span{behindKey(b, labels[0]), len(b.Text)}))
		if rest.Kind = Paragraph; strings.TrimSpace(rest.Text) != "" {
			r.add(&rest)
			r.touch()
		}
		for c := first.NextSibling(); c != nil; c = c.NextSibling() {
			r.container(c, frame{item: -1})
		}
	}
	return true
}

// isOutline reports whether at least two items of the lists from here to the next heading begin with names of different sections.
func (r *reader) isOutline(list *ast.List) bool {
	if before, ok := list.PreviousSibling().(*ast.Paragraph); ok && before.Lines().Len() > 0 {
		last := before.Lines().At(before.Lines().Len() - 1)
		if bytes.HasSuffix(bytes.TrimSpace(last.Value(r.text)), []byte(":")) {
			return false // the list belongs to a sentence
		}
	}
	comments := len(r.doc.Comments)
	defer func() { r.doc.Comments = r.doc.Comments[:comments] }()
	found := ""
	for n := ast.Node(list); n != nil; n = n.NextSibling() {
		if _, heading := n.(*ast.Heading); heading {
			break
		}
		if _, ok := n.(*ast.List); !ok {
			continue
		}
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			first := item.FirstChild()
			if first == nil || !hasBold(first) {
				continue
			}
			b := r.inline(first)
			if labels := b.labels(); len(labels) > 0 && labels[0].bold && labels[0].first && r.namesSection(b, labels[0]) {
				if name := r.names.canonical(b.text(labels[0].key)); found == "" {
					found = name
				} else if name != found {
					return true
				}
			}
		}
	}
	return false
}

// hasBold reports whether there is bold text in a block of text, before anything is read of it.
func hasBold(n ast.Node) bool {
	switch n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
	default:
		return false
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if e, ok := c.(*ast.Emphasis); ok && e.Level == 2 {
			return true
		}
	}
	return false
}

// namesSection reports whether a label stands for the heading of a section: it has its name, and is no key of the metadata ("**Resolution**: 10:42 UTC").
func (r *reader) namesSection(b *block, l label) bool {
	name := r.names.canonical(b.text(l.key))
	if name == "" || r.headed()[name] {
		return false
	}
	if r.isUpdateState(b.Text[l.key.Start:]) {
		return false
	}
	kind := metaKindOf(b.text(l.key))
	return kind == noMeta || kind.isMoment() && !beginsWithTime(b.text(l.value))
}

// headed are the sections that have a heading somewhere in the document.
func (r *reader) headed() map[string]bool {
	if r.headings == nil {
		r.headings = map[string]bool{}
		for n := r.root.FirstChild(); n != nil; n = n.NextSibling() {
			if h, ok := n.(*ast.Heading); ok && h.Lines().Len() > 0 && (h.Level > 1 || n.PreviousSibling() != nil) {
				line := h.Lines().At(0)
				if _, box := r.colons[r.doc.Line(line.Start).Start]; box {
					continue
				}
				if name := r.names.canonical(strings.Trim(string(line.Value(r.text)), " \t\r\n*_#`")); name != "" {
					r.headings[name] = true
				}
			}
		}
	}
	return r.headings
}

// inNamedSection reports whether a heading with a section's name is above what is read. Bold headings don't count in a document that has labels.
func (r *reader) inNamedSection() bool {
	for k, i := range r.open {
		s := r.doc.Sections[i]
		title := k == 0 && s.Level == 1 && i == 0
		label := s.runIn || s.bold && r.labels
		if s.Name != "" && !title && !label {
			return true
		}
	}
	return false
}

func (r *reader) inRunIn() bool {
	return len(r.open) > 0 && r.doc.Sections[r.open[len(r.open)-1]].runIn
}

// closeRunIn ends the section of a label where another label begins.
func (r *reader) closeRunIn(at int) {
	if r.inRunIn() {
		last := &r.doc.Sections[r.open[len(r.open)-1]]
		if last.Name != "" && last.Empty && at == last.Body.Start {
			last.Empty = false // "**Summary**" over "**Duration:** …"
		}
		r.closeSections(last.Level, at)
	}
}

// behindKey is where what a label stands for begins.
func behindKey(b *block, l label) int {
	return len(b.Text) - len(strings.TrimLeft(b.Text[l.key.End:], " :：-–—="))
}

// openLabel opens the section that a part of b names.
func (r *reader) openLabel(b *block, text Span) {
	head := b.cut(text)
	head.Span = b.Source(text)
	line := r.doc.Line(head.Span.Start)
	end := min(line.End, head.Span.End+len("**:"))
	for end > head.Span.End && !strings.ContainsRune("*_:", rune(r.text[end-1])) {
		end--
	}
	start := line.Start
	if last := len(r.doc.Sections) - 1; last >= 0 {
		start = max(start, r.doc.Sections[last].Body.Start)
	}
	start = min(start, head.Span.Start)
	r.closeRunIn(start)
	level := r.labelLevel()
	head.Kind, head.item, head.level = Heading, -1, level
	r.openSection(&head, level, Span{start, end})
	s := &r.doc.Sections[len(r.doc.Sections)-1]
	s.bold, s.runIn, r.labels = true, true, true
}

// labelLevel is the level of a section that a label names: below the heading it stands under.
func (r *reader) labelLevel() int {
	level := 2
	for _, i := range r.open {
		if s := r.doc.Sections[i]; !s.bold {
			level = min(s.Level+1, 6)
		}
	}
	return level
}
