package document

import "strings"

// metaPlace is where in a document metadata may stand: near the top, or in a section that is for it. Elsewhere "Date: …" is part of the story.
type metaPlace int

const (
	nowhere   metaPlace = iota
	atTop               // before the first section, or under the title
	inDetails           // a section named for it: "Metadata", "Incident details"
	inSummary           // where some put their key facts
	inField             // a section for one field: "## Authors"
)

var detailsHeading = lazy(`^(?:(?:incident|outage|event|postmortem|post-mortem|report|document|issue|basic|key|general|quick|main) )*(?:metadata|meta|meta data|details?|information|info|facts|overview|data|header|record|at a glance|identification|snapshot|stats|statistics|timestamps)$|^(?:メタデータ|基本情報|インシデント情報|概要)$`)

// namesDetails reports whether a folded heading is a detailsHeading. The last word tells most that are not.
func namesDetails(folded string) bool {
	switch folded[strings.LastIndexByte(folded, ' ')+1:] {
	case "metadata", "meta", "data", "detail", "details", "information", "info", "facts", "overview", "header", "record", "glance", "identification", "snapshot", "stats", "statistics", "timestamps",
		"メタデータ", "基本情報", "インシデント情報", "概要":
		return detailsHeading.compiled().MatchString(folded)
	}
	return false
}

// metaReader collects the entries of the body.
type metaReader struct {
	*reader
	places  []metaPlace
	prose   map[int]int // paragraphs without labels in a section so far
	entries []entry
}

// maxProse is how many paragraphs may stand between the top of a section and its metadata.
const maxProse = 3

// readBodyMetadata finds the metadata in the forms that people use who write no front matter: labelled lines and lists, tables of keys and values, a
// heading for each field.
func (d *Document) readBodyMetadata(r *reader) []entry {
	m := metaReader{reader: r, places: make([]metaPlace, len(d.Sections)), prose: map[int]int{}}
	m.findPlaces()
	for i := 0; i < len(r.blocks); {
		b := &r.blocks[i]
		place := m.place(b)
		switch {
		case place == nowhere:
			i++
		case b.Kind == Heading:
			m.heading(i, place)
			i++
		case b.row >= 0:
			i = m.table(i)
		default:
			i = m.run(i, place)
		}
	}
	return m.entries
}

// findPlaces tells for each section whether metadata may stand in it.
func (m *metaReader) findPlaces() {
	named := false
	ours := false // with our own front matter, a label in the summary is part of the text
	for _, e := range m.front {
		ours = ours || e.kind != metaTitle && e.kind != metaOther && e.kind != noMeta && e.kind != metaDate && e.kind != metaAuthors && e.kind != metaTags
	}
	for i, s := range m.doc.Sections {
		switch {
		case namesDetails(s.folded):
			m.places[i] = inDetails
		case s.runIn:
		case s.Name == Summary && !ours && (s.Parent < 0 || m.doc.Sections[s.Parent].Name == ""):
			m.places[i] = inSummary
		case s.Name != "":
			named = true
		case s.Parent >= 0 && m.places[s.Parent] == inDetails:
			m.places[i] = inDetails
		case s.Level > 1 && (headsField(s.Heading, !named)):
			m.places[i] = inField
		case i <= 1 && !named:
			m.places[i] = atTop
		}
	}
}

// headsField reports whether a heading is a field's: "Authors", "Owner: @kmori". Behind the first section only people are named so.
func headsField(heading string, first bool) bool {
	key, _, _ := strings.Cut(heading, ":")
	kind := metaKindOf(key)
	return kind == metaPeople || first && kind != noMeta
}

func (m *metaReader) place(b *block) metaPlace {
	if b.Section < 0 {
		if m.prose[-1] >= maxProse {
			return nowhere
		}
		return atTop
	}
	if m.prose[b.Section] >= maxProse {
		return nowhere
	}
	return m.places[b.Section]
}

// addField keeps an entry whose value stands in one block.
func (m *metaReader) addField(b *block, key, value Span) {
	if value.Len() > 4*maxHeading {
		return
	}
	f := Field{Key: b.text(key), Value: oneSpaced(b.text(value)), Span: b.Source(value)}
	m.entries = append(m.entries, newEntry(f, nil))
}

// addList keeps an entry whose values are blocks.
func (m *metaReader) addList(key string, values []int) {
	first, last := &m.blocks[values[0]], &m.blocks[values[len(values)-1]]
	f := Field{Key: key, Span: Span{first.Span.Start, last.Span.End}}
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = oneSpaced(m.blocks[v].Text)
	}
	f.Value = strings.Join(texts, ", ")
	if len(f.Value) > 4*maxHeading {
		return
	}
	if len(texts) == 1 {
		texts = nil
	}
	m.entries = append(m.entries, newEntry(f, texts))
}

// heading reads a heading that is a field ("## Owner: @kmori"), or the name of one.
func (m *metaReader) heading(i int, place metaPlace) {
	b := &m.blocks[i]
	if b.Section < 0 || m.doc.Sections[b.Section].Level == 1 && place == atTop || m.doc.Sections[b.Section].Title != b.Span {
		return
	}
	for _, l := range b.labels() {
		if l.value.Len() > 0 && isKnown(b, l) {
			m.addField(b, l.key, l.value)
			return
		}
	}
	if place != inField {
		return
	}
	if values := m.values(i+1, b.Section); len(values) > 0 {
		m.addList(strings.TrimRight(b.Text, " :"), values)
	}
}

// values are the blocks from i on that are the value of a key above them: one short paragraph, or the items of a list.
func (m *metaReader) values(i, section int) []int {
	var values []int
	for ; i < len(m.blocks); i++ {
		b := &m.blocks[i]
		switch {
		case b.Section != section, b.Kind == Heading, b.row >= 0, b.Kind == Quotation, len(b.Text) > maxHeading, len(values) > 2*maxWords:
			return values
		case b.item < 0 && (len(values) > 0 || knownLabels(b, b.labels()) > 0):
			return values
		case b.item >= 0 && len(values) > 0 && m.blocks[values[0]].item < 0:
			return values
		case b.item >= 0 && (m.items[b.item].block != i || knownLabels(b, b.labels()) > 0):
			return values
		}
		values = append(values, i)
	}
	return values
}

// labelledBlock is a label and the block it stands in.
type labelledBlock struct {
	label
	block  int
	values []int // blocks below it, where it has no value of its own
}

// run reads the labelled lines and items that follow each other from block i on and returns where they end.
func (m *metaReader) run(i int, place metaPlace) int {
	section := m.blocks[i].Section
	var found []labelledBlock
	bare := 0
	from := i
	for ; i < len(m.blocks); i++ {
		b := &m.blocks[i]
		if b.Section != section || b.Kind == Heading || b.row >= 0 {
			break
		}
		labels := b.labels()
		if b.item >= 0 && m.items[b.item].depth > 0 && knownLabels(b, labels) == 0 {
			labels = nil
		}
		if len(labels) == 0 {
			if n := len(found); n > 0 && found[n-1].value.Len() == 0 && len(found[n-1].values) == 0 && metaKindOf(m.blocks[found[n-1].block].text(found[n-1].key)) != noMeta {
				if values := m.values(i, section); len(values) > 0 {
					found[n-1].values = values
					i = values[len(values)-1]
					continue
				}
			}
			if len(found) == 0 || b.item < 0 || m.blocks[found[len(found)-1].block].item < 0 || len(b.Text) > 2*maxHeading {
				break
			}
			bare++ // an item among labelled ones
			continue
		}
		for _, l := range labels {
			found = append(found, labelledBlock{label: l, block: i})
		}
	}
	if i == from {
		if m.blocks[i].Kind != Quotation && (len(m.blocks[i].Text) > maxLabel || m.blocks[i].item >= 0) {
			m.prose[section]++
		}
		return i + 1
	}
	m.accept(found, bare, place)
	return i
}

// accept keeps the labels of a run that are metadata.
func (m *metaReader) accept(found []labelledBlock, bare int, place metaPlace) {
	known, named, bold := 0, 0, 0
	for _, l := range found {
		b := &m.blocks[l.block]
		switch {
		case isKnown(b, l.label):
			known++
		case m.names.canonical(b.text(l.key)) != "":
			named++
		}
		if l.bold {
			bold++
		}
	}
	switch {
	case known == 0, bare > len(found):
		return
	case (known+named)*2 < len(found) && known < 3 && place != inDetails: // two facts among remarks
		if place == inSummary || known < 2 && bold < len(found) {
			return
		}
	case bold == 0 && known+named == 1 && (place == inSummary || len(found) == 1 && len(m.blocks[found[0].block].Text) > 2*maxWords):
		return
	}
	dense := (known+named)*2 >= len(found) || known >= 3 || place == inDetails
	for _, l := range found {
		b := &m.blocks[l.block]
		key := b.text(l.key)
		kind := metaKindOf(key)
		switch {
		case len(l.values) > 0:
			m.addList(key, l.values)
		case l.value.Len() == 0:
		case kind == noMeta && (!dense || l.value.Len() > maxHeading || !l.bold):
		case kind.isMoment() && !isKnown(b, l.label) && (!l.bold || m.names.canonical(key) != ""):
		case l.value.Len() > maxHeading && m.names.canonical(key) != "": // a section without a heading
		default:
			m.addField(b, l.key, l.value)
		}
	}
}

var pairHeader = lazy(`^(?:|field|fields|key|item|property|attribute|metadata|name|detail|details|label|category|info|information|parameter|section|what|question|aspect|element|data|metric|#|項目|キー|フィールド|项目|属性|字段|항목)$`)

// table reads a table of keys and values, or one that has its keys in the header and one row of values, and returns the first block behind it.
func (m *metaReader) table(i int) int {
	table := m.rows[m.blocks[i].row].table
	header := m.headers[table]
	var rows []row
	for k := header; k < len(m.rows) && m.rows[k].table == table; k++ {
		rows = append(rows, m.rows[k])
	}
	end := i
	for end < len(m.blocks) && m.blocks[end].row >= 0 && m.rows[m.blocks[end].row].table == table {
		end++
	}
	if !m.pairs(rows) {
		m.wide(rows)
	}
	return end
}

// cell is the block of a cell, nil when it is empty.
func (m *metaReader) cell(rw row, column int) *block {
	if column >= len(rw.blocks) || rw.blocks[column] < 0 {
		return nil
	}
	return &m.blocks[rw.blocks[column]]
}

func cellKey(b *block) string {
	if b == nil {
		return ""
	}
	return strings.TrimSpace(strings.TrimRight(b.Text, " :："))
}

// pairs reads a table of two columns whose first holds keys.
func (m *metaReader) pairs(rows []row) bool {
	known, filled := 0, 0
	for k, rw := range rows {
		key := cellKey(m.cell(rw, 0))
		if len(rw.cells) > 2 && m.cell(rw, 2) != nil || len(rw.blocks) > 2 {
			return false
		}
		if key == "" || k == 0 && pairHeader.compiled().MatchString(strings.ToLower(key)) {
			continue
		}
		filled++
		if metaKindOf(key) != noMeta {
			known++
		}
	}
	if known == 0 || known < 2 && filled > 2 || known*3 < filled {
		return false
	}
	for k, rw := range rows {
		key, value := m.cell(rw, 0), m.cell(rw, 1)
		if key == nil || value == nil || k == 0 && (pairHeader.compiled().MatchString(strings.ToLower(cellKey(key))) || metaKindOf(key.Text) == noMeta) {
			continue
		}
		m.pair(key, value)
	}
	return true
}

func (m *metaReader) pair(key, value *block) {
	if len(value.Text) > 4*maxHeading {
		return
	}
	text := value.trimValue(Span{0, len(value.Text)})
	m.entries = append(m.entries, newEntry(Field{Key: cellKey(key), Value: oneSpaced(value.text(text)), Span: value.Source(text)}, nil))
}

// wide reads a table with a key over each of its columns and one row of values.
func (m *metaReader) wide(rows []row) {
	if len(rows) != 2 || !rows[0].header {
		return
	}
	known := 0
	for c := range rows[0].blocks {
		if metaKindOf(cellKey(m.cell(rows[0], c))) != noMeta {
			known++
		}
	}
	if known < 2 || known*2 < len(rows[0].blocks) {
		return
	}
	for c := range rows[0].blocks {
		if key, value := m.cell(rows[0], c), m.cell(rows[1], c); key != nil && value != nil {
			m.pair(key, value)
		}
	}
}
