package document

import (
	"strings"
)

// readFactors finds the contributing factors: the items, sub-headings and paragraphs of their section, with the ids that they begin with.
func (d *Document) readFactors(r *reader) {
	for i := range r.blocks {
		b := &r.blocks[i]
		if b.Kind == Quotation || b.row >= 0 || !d.inSection(b.Section, ContributingFactors) {
			continue
		}
		own := d.Sections[b.Section].Name == ContributingFactors
		id, text := cutFactorID(b.Text)
		switch {
		case b.Kind == Heading && own:
		case b.Kind == Heading, id != "":
			d.Factors = append(d.Factors, Factor{ID: id, Text: text, Span: b.Span})
		case b.item >= 0 && r.items[b.item].depth == 0 && r.items[b.item].block == i && own:
			d.Factors = append(d.Factors, Factor{Text: text, Span: b.Span})
		}
	}
}

var leadingFactorID = lazy(`(?i)^\s*[\[(]?(F\d{1,3})[\])]?[\s:.–—-]+`)

func cutFactorID(text string) (id, rest string) {
	m := leadingFactorID.compiled().FindStringSubmatchIndex(text)
	if m == nil {
		return "", strings.TrimSpace(text)
	}
	return strings.ToUpper(text[m[2]:m[3]]), strings.TrimSpace(text[m[1]:])
}
