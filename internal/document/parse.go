package document

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Parser reads documents with a team's own headings. The zero Parser knows the common ones.
type Parser struct {
	// Aliases are further headings for a section, by its canonical name. A name that is not canonical makes a section of its own.
	Aliases map[string][]string
	// Zone is that of times in documents which name none; nil: such times stay unknown.
	Zone *time.Location

	people *people // those that an edited document is read with, see makes
}

// Settings tells one parser from another: those that read alike have the same.
func (p Parser) Settings() string {
	zone := ""
	if p.Zone != nil {
		zone = p.Zone.String() + time.Unix(0, 0).In(p.Zone).Format(" -07:00")
	}
	return fmt.Sprintf("%v %s", p.Aliases, zone) // maps are printed in order
}

// usualZone is the zone where a document names none.
func (p Parser) usualZone() zone {
	if p.Zone == nil {
		return nil
	}
	return func(time.Time) *time.Location { return p.Zone }
}

// Parse reads a document with the zero Parser.
func Parse(path string, source []byte) *Document { return Parser{}.Parse(path, source) }

// Parse reads a document. It does not fail: what can't be understood is in Document.Problems. The source must be UTF-8 and must not be
// changed afterwards.
func (p Parser) Parse(path string, source []byte) *Document {
	d, front, body := p.open(path, source, source)
	r := d.readBlocks(front, body)
	d.readTimeline(&r)
	d.readActions(&r)
	d.readFactors(&r)
	d.collectProse(&r)
	return d
}

// open reads the front matter of what is read of a document. It returns its entries, and the source with it blanked.
func (p Parser) open(path string, source, whole []byte) (d *Document, front []entry, body []byte) {
	d = &Document{Path: path, Source: source, lines: lineStarts(source), parser: p, people: p.people}
	d.dayFirst = sync.OnceValue(func() bool { return dayFirst(path, whole) })
	d.marks = runeMarks(source, d.lines)
	front, body = d.readFrontMatter()
	return d, front, body
}

// readBlocks reads the sections, the title and the metadata.
func (d *Document) readBlocks(front []entry, body []byte) reader {
	body, colons := openColons(openAdmonitions(tame(body)))
	root := markdown().Parse(text.NewReader(body))

	r := reader{doc: d, root: root, names: d.parser.names(), text: body, whole: string(body), front: front, colons: colons}
	r.makeRoom(root)
	r.walk(root)
	r.closeSections(0, len(d.Source))
	d.unnameTitle()
	d.readTitle()
	d.readMetadata(&r)
	d.titleOfReport()
	d.nameRetrospective()
	return r
}

// markdown is the one parser: it holds no state between documents and is built when the first one is read. goldmark's AST transformer for
// tables is left out: what it does (a pipe escaped in code) flattener does, in linear time.
var markdown = sync.OnceValue(func() parser.Parser { return newMarkdown() })

func newMarkdown(more ...util.PrioritizedValue) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(append(append(parser.DefaultInlineParsers(),
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(extension.NewStrikethroughParser(), 500)), more...)...),
		parser.WithParagraphTransformers(util.Prioritized(boundedParagraphs{
			tables: extension.NewTableParagraphTransformer(), references: parser.LinkReferenceParagraphTransformer,
		}, 100)),
	)
}

// block is a Block with what only this package needs to know of it.
type block struct {
	Block
	item     int      // index in reader.items, -1
	row      int      // index in reader.rows, -1
	column   int      // in its row
	level    int      // of a heading
	linkURLs []string // of Links
	struck   []Span   // what is struck through, in Text
	strong   []Span   // what is bold, in Text
	breaks   []int    // where the source lines behind the first begin in Text
	boxed    bool     // the title of a box
	task     bool     // begins with a checkbox
	done     bool     // which is ticked
}

// item is a list item.
type item struct {
	parent   int // the item it is nested in, -1
	depth    int
	span     Span // its lines, nested items included
	children bool // has nested items
	block    int  // its first block, -1
	action   int  // the action item that it is, plus 1; 0 for none
	list     int  // which list it is in
}

// row is one row of a table, cut at its unescaped pipes.
type row struct {
	table  int
	header bool
	span   Span
	cells  []Span // trimmed; empty cells are empty spans
	blocks []int  // block of each cell, -1
}

// reader collects blocks, list items and table rows from the syntax tree in the order of the document.
type reader struct {
	doc     *Document
	names   sectionNames
	text    []byte // the source as the markdown parser saw it: same length, front matter blanked
	whole   string // text, of which the text of most blocks is a part
	front   []entry
	root    ast.Node
	blocks  []block
	items   []item
	rows    []row
	open    []int // indexes of the sections that are open, outermost first
	headers []int // the header row of each table

	headings map[string]bool // see headed
	region   region          // of what is read
	labels   bool            // some sections are labels
	lists    int             // how many there were
	code     []codeBlock
	folded   int // the section that a folded part is, plus 1

	statusPage *bool // see isStatusPage
	colons     map[int]colonBox
	inBoxes    []colonSection

	current  block  // what inline works on
	flat     []byte // its buffers
	segments []segment
	kept     slab[segment]

	lineBreaks []int
	keptBreaks slab[int]
}

// makeRoom allocates at once what the tree will fill.
func (r *reader) makeRoom(root ast.Node) {
	var blocks, items, rows, sections int
	var count func(ast.Node)
	count = func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Paragraph, *ast.TextBlock, *extast.TableCell:
			blocks++
			return
		case *ast.Heading:
			blocks++
			if n.Parent() == root {
				sections++
			}
			return
		case *ast.ListItem:
			items++
		case *extast.TableHeader, *extast.TableRow:
			rows++
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			count(c)
		}
	}
	count(root)
	r.blocks, r.items, r.rows = make([]block, 0, blocks), make([]item, 0, items), make([]row, 0, rows)
	r.doc.Sections = make([]Section, 0, sections)
}

func (r *reader) walk(root ast.Node) {
	boxed := -1 // the first section of the box before n
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if q, ok := n.(*ast.Blockquote); boxed >= 0 && (!ok || !r.isOpened(q)) {
			r.closeBox(boxed, n)
			boxed = -1
		}
		r.closeColons(n)
		switch n := n.(type) {
		case *ast.Heading:
			if !r.boxHeading(n) {
				r.heading(n)
			}
		case *ast.Blockquote:
			if n.Parent() == root && root == r.root && r.isOpened(n) {
				if boxed < 0 {
					boxed = len(r.doc.Sections)
				}
				r.walk(n)
			} else {
				r.container(n, frame{item: -1})
			}
		case *ast.Paragraph:
			r.closeLabels(n)
			if r.admonition(n) {
				boxed = len(r.doc.Sections) - 1
				continue
			}
			if !r.boldHeading(n) && !r.labelSections(n) && !r.plainSections(n) {
				r.container(n, frame{item: -1})
			}
		case *ast.List:
			if !r.outline(n) {
				r.container(n, frame{item: -1})
			}
		default:
			r.container(n, frame{item: -1})
		}
	}
}

// frame is where in the tree a node stands.
type frame struct {
	item  int
	depth int
	list  int
	quote bool
}

// container visits a block node and what is in it. It returns the bytes that they stand in, nothing if there are none.
func (r *reader) container(n ast.Node, f frame) Span {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		kind := Paragraph
		switch {
		case f.quote:
			kind = Quotation
		case f.item >= 0:
			kind = ListItem
		}
		r.prose(n, kind, f)
		return linesSpan(n)
	case *ast.Heading: // inside a quotation or a list item: a title, not a section
		kind := Heading
		if f.quote {
			kind = Quotation
		}
		r.prose(n, kind, f)
		return linesSpan(n)
	case *ast.HTMLBlock:
		top, comments := !f.quote && f.item < 0, len(r.doc.Comments)
		if top {
			r.openFolded(linesSpan(n))
		}
		all := r.htmlBlock(n)
		if top && len(r.doc.Comments) == comments {
			r.code = append(r.code, codeBlock{span: all, section: r.section(), block: len(r.blocks) - 1, html: true})
		}
		if top {
			r.closeFolded(all)
		}
		return all
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		if n.Lines().Len() > 0 {
			r.touch()
			if !f.quote && f.item < 0 {
				_, indented := n.(*ast.CodeBlock)
				r.code = append(r.code, codeBlock{linesSpan(n), r.section(), len(r.blocks) - 1, indented, false})
			}
		}
		return linesSpan(n)
	case *extast.Table:
		return r.table(n, f)
	case *ast.Blockquote:
		f.quote = true
	case *ast.List:
		r.lists++
		f.list = r.lists
	case *ast.ListItem:
		return r.listItem(n, f)
	}
	return r.children(n, f)
}

func (r *reader) children(n ast.Node, f frame) Span {
	var all Span
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		all = all.union(r.container(c, f))
	}
	return all
}

func (r *reader) listItem(n *ast.ListItem, f frame) Span {
	index := len(r.items)
	r.items = append(r.items, item{parent: f.item, depth: f.depth, list: f.list, block: -1})
	if f.item >= 0 {
		r.items[f.item].children = true
	}
	firstBlock := len(r.blocks)
	inside := r.children(n, frame{item: index, depth: f.depth + 1, quote: f.quote})
	at := min(max(n.Pos(), 0), len(r.text)) // behind a tab, the position of an empty item may be too great
	it := &r.items[index]
	it.span = trimSpan(r.text, Span{at, max(at, inside.End)})
	it.span.Start = r.doc.Line(at).Start
	if firstBlock < len(r.blocks) && r.blocks[firstBlock].item == index {
		it.block = firstBlock
	}
	return it.span
}

// linesSpan is the span of a node's lines, empty when it has none.
func linesSpan(n ast.Node) Span {
	lines := n.Lines()
	if lines.Len() == 0 {
		return Span{}
	}
	return Span{lines.At(0).Start, lines.At(lines.Len() - 1).Stop}
}

// union is the smallest span that holds both; an empty one counts for nothing.
func (s Span) union(t Span) Span {
	switch {
	case s.Len() == 0:
		return t
	case t.Len() == 0:
		return s
	}
	return Span{min(s.Start, t.Start), max(s.End, t.End)}
}

// prose makes a block of a node with inline children.
func (r *reader) prose(n ast.Node, kind BlockKind, f frame) {
	b := r.inline(n)
	b.Kind, b.item = kind, f.item
	if strings.TrimSpace(b.Text) == "" && len(b.linkURLs) == 0 {
		return
	}
	r.add(b)
	r.touch()
}

func (r *reader) add(b *block) int {
	b.Section = r.section()
	b.Event, b.Action = -1, -1
	r.blocks = append(r.blocks, *b)
	return len(r.blocks) - 1
}

// table reads the rows from the source lines: the tree leaves out cells that a row lacks or has too many of.
func (r *reader) table(n *extast.Table, f frame) Span {
	var all Span
	table := len(r.headers)
	r.headers = append(r.headers, len(r.rows))
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		_, header := c.(*extast.TableHeader)
		pos := c.Pos()
		if pos < 0 || pos > len(r.text) {
			continue
		}
		line := r.doc.Line(pos)
		all = all.union(line)
		rw := row{table: table, header: header, span: line, cells: splitRow(r.text, Span{pos, line.End})}
		rw.blocks = make([]int, 0, len(rw.cells))
		index := len(r.rows)
		column := 0
		for cell := c.FirstChild(); cell != nil && column < len(rw.cells); cell = cell.NextSibling() {
			b := r.inline(cell)
			b.Kind, b.item, b.row, b.column = TableCell, -1, index, column
			at := -1
			if strings.TrimSpace(b.Text) != "" {
				if f.quote {
					b.Kind = Quotation
				}
				at = r.add(b)
				if !header {
					r.touch()
				}
			}
			rw.blocks = append(rw.blocks, at)
			column++
		}
		r.rows = append(r.rows, rw)
	}
	return all
}

// splitRow cuts a table row at its unescaped pipes, as GFM does, and trims the cells.
func splitRow(source []byte, line Span) []Span {
	s := trimSpan(source, line)
	if s.Start < s.End && source[s.Start] == '|' {
		s.Start++
	}
	if s.Start < s.End && source[s.End-1] == '|' && (s.End-2 < s.Start || source[s.End-2] != '\\') {
		s.End--
	}
	cells := make([]Span, 0, bytes.Count(source[s.Start:s.End], []byte{'|'})+1)
	from := s.Start
	for i := s.Start; i <= s.End; i++ {
		if i < s.End && (source[i] != '|' || i > s.Start && source[i-1] == '\\') {
			continue
		}
		cells = append(cells, trimSpan(source, Span{from, i}))
		from = i + 1
	}
	return cells
}

// trimSpan drops blanks at both ends; a span of blanks shrinks to its start.
func trimSpan(source []byte, s Span) Span {
	for s.End > s.Start && isBlank(source[s.End-1]) {
		s.End--
	}
	for s.Start < s.End && isBlank(source[s.Start]) {
		s.Start++
	}
	return s
}

func isBlank(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }

// htmlBlock keeps comments; what else it shows counts as content.
func (r *reader) htmlBlock(n *ast.HTMLBlock) Span {
	all := linesSpan(n)
	if n.HasClosure() {
		all = all.union(Span{n.ClosureLine.Start, n.ClosureLine.Stop})
	}
	if r.comments(all) {
		r.touch()
	}
	return all
}

// comments collects the HTML comments of a span and reports whether anything else stands in it.
func (r *reader) comments(s Span) bool {
	raw := r.doc.Source[s.Start:s.End]
	others := false
	for at := 0; ; {
		open := bytes.Index(raw[at:], []byte("<!--"))
		if open < 0 {
			return others || len(bytes.TrimSpace(raw[at:])) > 0
		}
		open += at
		others = others || len(bytes.TrimSpace(raw[at:open])) > 0
		inner := open + len("<!--")
		end, next := len(raw), len(raw)
		if i := bytes.Index(raw[inner:], []byte("-->")); i >= 0 {
			end, next = inner+i, inner+i+len("-->")
		}
		r.doc.Comments = append(r.doc.Comments, Comment{
			Text: strings.TrimSpace(string(raw[inner:end])), Span: Span{s.Start + open, s.Start + next},
		})
		at = next
	}
}
