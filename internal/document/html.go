package document

import (
	"bufio"
	"bytes"
	"fmt"
	"html"
	"strings"
	"sync"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	rendering "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// HTMLOptions say what becomes of the addresses in a document, and in which words.
type HTMLOptions struct {
	// Link gives the address of the page for a link within the repository, as it is written: "../runbook.md#steps". Where ok is false the text stands
	// alone. nil: none of them leads anywhere. Links to a heading of the document itself, and those to the web and to mailboxes, are not asked for.
	Link func(address string) (href string, ok bool)
	// Image gives the source of an image within the repository. An image of another place is never loaded: it becomes a link.
	Image func(address string) (src string, ok bool)
	// Done and Open are what a ticked and an empty box of a task list are called.
	Done, Open string
}

// HTML is a rendered document: markup that is safe to be put into a page.
type HTML struct {
	Body     string
	Headings []HTMLHeading // in their order, but for the title's
}

// HTMLHeading is a heading of the page.
type HTMLHeading struct {
	ID    string // unique in the body; of letters, digits, "-" and "_", as code hosts make them
	Text  string
	Level int // 2 to 6
}

// HTML renders the document without its front matter and without the heading that is its title: the page has that. Whatever the document holds, the result
// has only the elements and attributes that are written here, no scripts and styles, no address that isn't http, https, mailto or given by the
// options, and no characters that turn the direction of what follows. Of HTML in the document the elements that only mark text up are kept.
func (d *Document) HTML(options HTMLOptions) HTML {
	source := blank(d.Source, Span{0, d.Meta.Span.End})
	if bytes.HasPrefix(source, []byte("\xef\xbb\xbf")) {
		source = blank(source, Span{0, 3})
	}
	source = tame(source)
	root := renderedMarkdown().Parse(text.NewReader(source))
	r := htmlRenderer{source: source, options: options, ids: map[string]bool{}, counts: map[string]int{}, headings: map[ast.Node]HTMLHeading{}}
	r.nameHeadings(root, d.Title)
	r.out = bufio.NewWriterSize(&r.body, 4096)
	r.within(func() { r.children(root) })
	_ = r.out.Flush() // it writes to memory
	return HTML{Body: inert(r.body.String()), Headings: r.named}
}

// renderedMarkdown is the parser of markdown that also takes bare addresses for links.
var renderedMarkdown = sync.OnceValue(func() parser.Parser {
	return newMarkdown(util.Prioritized(extension.NewLinkifyParser(extension.WithLinkifyAllowedProtocols([]string{"http:", "https:"})), 999))
})

// inert replaces what acts on the text around it instead of being read: control characters, and the marks that reorder what follows.
func inert(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r == '\r', r == 0xfeff:
			return -1
		case r < ' ', r == 0x7f, r >= 0x80 && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// htmlRenderer writes a syntax tree as HTML.
type htmlRenderer struct {
	source   []byte
	options  HTMLOptions
	body     strings.Builder
	out      *bufio.Writer
	headings map[ast.Node]HTMLHeading
	named    []HTMLHeading
	ids      map[string]bool
	counts   map[string]int
	title    ast.Node // the heading that is left out
	raw      []string // elements that HTML of the document opened and did not close yet
	floor    int      // how many of them stand outside the element that is being written
	phrasing bool     // within a paragraph, a heading or a cell
	links    int      // how many are open
	cell     bool
}

// nameHeadings gives each heading its level and an id of its own, before the first link to one is written.
func (r *htmlRenderer) nameHeadings(root ast.Node, title string) {
	var all []*ast.Heading
	shift := 0
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		h, ok := n.(*ast.Heading)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		switch {
		case len(all) == 0 && r.title == nil && h.Level == 1 && h.Parent() == root && sameWords(r.plain(h), title):
			r.title = h
		default:
			if all = append(all, h); h.Level == 1 {
				shift = 1
			}
		}
		return ast.WalkSkipChildren, nil
	})
	for _, h := range all {
		words := strings.Join(strings.Fields(inert(r.plain(h))), " ")
		named := HTMLHeading{ID: r.id(words), Text: words, Level: min(max(h.Level+shift, 2), 6)}
		r.headings[h] = named
		r.named = append(r.named, named)
	}
}

func sameWords(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// maxID bounds an id, in code points.
const maxID = 100

// id makes an id of a heading, the way that GitHub does, so that links to it work here and there.
func (r *htmlRenderer) id(heading string) string {
	n := 0
	base := strings.Map(func(c rune) rune {
		if n++; n > maxID {
			return -1
		}
		switch {
		case unicode.IsLetter(c), unicode.IsNumber(c), unicode.IsMark(c), c == '-', c == '_':
			return unicode.ToLower(c)
		case c == ' ':
			return '-'
		}
		return -1
	}, heading)
	if base == "" {
		base = "section"
	}
	id := base
	for r.ids[id] {
		r.counts[base]++
		id = fmt.Sprintf("%s-%d", base, r.counts[base])
	}
	r.ids[id] = true
	return id
}

// plain is the text of a node without markup.
func (r *htmlRenderer) plain(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(unescaped(n.Segment.Value(r.source), n.IsRaw()))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.AutoLink:
			b.Write(n.Label(r.source))
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// unescaped resolves the escapes and entities of a text.
func unescaped(s []byte, raw bool) []byte {
	if raw {
		return s
	}
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(s)))
}

func (r *htmlRenderer) print(parts ...string) {
	for _, s := range parts {
		_, _ = r.out.WriteString(s) // it writes to memory
	}
}

// within writes an element's content. What HTML in it opens ends with it, and cannot end what stands around it.
func (r *htmlRenderer) within(write func()) {
	floor := r.floor
	r.floor = len(r.raw)
	write()
	r.closeRaw(r.floor)
	r.floor = floor
}

// words is within for what holds text and no blocks.
func (r *htmlRenderer) words(n ast.Node) {
	phrasing := r.phrasing
	r.phrasing = true
	r.within(func() { r.children(n) })
	r.phrasing = phrasing
}

func (r *htmlRenderer) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() == ast.TypeInline {
			r.inline(c)
		} else {
			r.block(c)
		}
	}
}

func (r *htmlRenderer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		if n == r.title {
			return
		}
		h := r.headings[n]
		level := fmt.Sprint(max(h.Level, 2))
		r.print("<h", level, ` id="`, html.EscapeString(h.ID), `" dir="auto">`)
		r.words(n)
		r.print("</h", level, ">\n")
	case *ast.Paragraph:
		r.print(`<p dir="auto">`)
		r.words(n)
		r.print("</p>\n")
	case *ast.TextBlock:
		r.words(n)
		r.print("\n")
	case *ast.Blockquote:
		r.element("blockquote", n)
	case *ast.List:
		name := "ul"
		if n.IsOrdered() {
			name = "ol"
			if n.Start != 1 {
				r.print(fmt.Sprintf("<ol start=\"%d\">\n", n.Start))
				r.within(func() { r.children(n) })
				r.print("</ol>\n")
				return
			}
		}
		r.element(name, n)
	case *ast.ListItem:
		r.print(`<li dir="auto"`)
		if first := n.FirstChild(); first != nil && first.FirstChild() != nil && first.FirstChild().Kind() == extast.KindTaskCheckBox {
			r.print(` class="task"`)
		}
		r.print(">")
		r.within(func() { r.children(n) })
		r.print("</li>\n")
	case *ast.CodeBlock:
		r.code(n)
	case *ast.FencedCodeBlock:
		r.code(n)
	case *ast.ThematicBreak:
		r.print("<hr>\n")
	case *ast.HTMLBlock:
		source := linesOf(n, r.source)
		if n.HasClosure() {
			source = append(source, n.ClosureLine.Value(r.source)...)
		}
		r.html(source)
	case *extast.Table:
		r.table(n)
	default: // a definition of a reference
	}
}

func linesOf(n ast.Node, source []byte) []byte {
	var all []byte
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		all = append(all, line.Value(source)...)
	}
	return all
}

func (r *htmlRenderer) element(name string, n ast.Node) {
	r.print("<", name, ">\n")
	r.within(func() { r.children(n) })
	r.print("</", name, ">\n")
}

// code is a box that scrolls by itself, for which it must be possible to go there by keyboard.
func (r *htmlRenderer) code(n ast.Node) {
	r.print(`<pre tabindex="0"><code>`, html.EscapeString(string(linesOf(n, r.source))), "</code></pre>\n")
}

func (r *htmlRenderer) table(n *extast.Table) {
	r.print("<div class=\"scroll\" tabindex=\"0\"><table>\n")
	body := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		_, head := row.(*extast.TableHeader)
		if !head && !body {
			r.print("<tbody>\n")
			body = true
		}
		open, end := "<tr>", "</tr>\n"
		if head {
			open, end = "<thead><tr>", "</tr></thead>\n"
		}
		r.print(open)
		last := row.LastChild()
		for last != nil && !last.HasChildren() { // what a short row leaves out, and what is empty at its end
			last = last.PreviousSibling()
		}
		for c := row.FirstChild(); last != nil && c != last.NextSibling(); c = c.NextSibling() {
			cell, ok := c.(*extast.TableCell)
			if !ok {
				continue
			}
			name, attributes := "td", ""
			if head && cell.HasChildren() { // an empty cell is no head of anything
				name, attributes = "th", ` scope="col"`
			}
			switch cell.Alignment {
			case extast.AlignRight:
				attributes += ` class="right"`
			case extast.AlignCenter:
				attributes += ` class="center"`
			}
			r.print("<", name, attributes, ` dir="auto">`)
			r.cell = true
			r.words(cell)
			r.cell = false
			r.print("</", name, ">")
		}
		r.print(end)
	}
	if body {
		r.print("</tbody>\n")
	}
	r.print("</table></div>\n")
}

func (r *htmlRenderer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		value := n.Segment.Value(r.source)
		if n.IsRaw() {
			rendering.DefaultWriter.RawWrite(r.out, value)
		} else {
			rendering.DefaultWriter.Write(r.out, value)
		}
		switch {
		case n.HardLineBreak():
			r.print("<br>\n")
		case n.SoftLineBreak():
			r.print("\n")
		}
	case *ast.String:
		r.print(html.EscapeString(string(n.Value)))
	case *ast.CodeSpan:
		r.print("<code>", html.EscapeString(r.codeText(n)), "</code>")
	case *ast.Emphasis:
		name := "em"
		if n.Level == 2 {
			name = "strong"
		}
		r.mark(name, n)
	case *extast.Strikethrough:
		r.mark("del", n)
	case *ast.Link:
		end := r.openLink(string(unescaped(n.Destination, false)))
		r.words(n)
		end()
	case *ast.AutoLink:
		address := string(n.URL(r.source))
		if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(address), "mailto:") {
			address = "mailto:" + address
		}
		end := r.openLink(address, ` class="address"`) // which on paper need not be told again
		r.print(html.EscapeString(string(n.Label(r.source))))
		end()
	case *ast.Image:
		r.image(string(unescaped(n.Destination, false)), r.plain(n))
	case *ast.RawHTML:
		var all []byte
		for i := range n.Segments.Len() {
			s := n.Segments.At(i)
			all = append(all, s.Value(r.source)...)
		}
		r.html(all)
	case *extast.TaskCheckBox:
		label, checked := r.options.Open, ""
		if n.IsChecked {
			label, checked = r.options.Done, " checked"
		}
		r.print(`<input type="checkbox" disabled`, checked, ` aria-label="`, html.EscapeString(label), `"> `)
	}
}

func (r *htmlRenderer) mark(name string, n ast.Node) {
	r.print("<", name, ">")
	r.words(n)
	r.print("</", name, ">")
}

// codeText is what stands in a code span. In a cell of a table, a pipe in it is escaped.
func (r *htmlRenderer) codeText(n *ast.CodeSpan) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			value := t.Segment.Value(r.source)
			if bytes.HasSuffix(value, []byte("\n")) {
				value = append(bytes.Clone(value[:len(value)-1]), ' ')
			}
			b.Write(value)
		}
	}
	if r.cell {
		return strings.ReplaceAll(b.String(), `\|`, "|")
	}
	return b.String()
}

// openLink begins a link, if there is somewhere to go and none is open, and returns what ends it.
func (r *htmlRenderer) openLink(address string, attributes ...string) (end func()) {
	href, external, ok := r.href(address)
	if !ok || r.links > 0 {
		return func() {}
	}
	r.links++
	r.print(`<a href="`, html.EscapeString(href), `"`)
	r.print(attributes...)
	if external {
		r.print(` rel="noopener noreferrer"`)
	}
	r.print(">")
	return func() {
		r.print("</a>")
		r.links--
	}
}

// href is what a link with a written address leads to.
func (r *htmlRenderer) href(address string) (href string, external, ok bool) {
	address, scheme := readAddress(address)
	switch {
	case scheme == "http", scheme == "https", scheme == "mailto":
		return escapedAddress(address), true, len(address) > len(scheme)+len(":") // "https:" leads nowhere
	case scheme != "" || address == "":
		return "", false, false
	case address[0] == '#':
		return escapedAddress(address), false, r.ids[address[1:]] || r.ids[decoded(address[1:])]
	case r.options.Link == nil:
		return "", false, false
	}
	href, ok = r.options.Link(address)
	return href, false, ok
}

// image writes an image of the repository; any other is a link to where it is.
func (r *htmlRenderer) image(address, alt string) {
	address, scheme := readAddress(address)
	if scheme == "" && address != "" && r.options.Image != nil {
		if src, ok := r.options.Image(address); ok {
			r.print(`<img src="`, html.EscapeString(src), `" alt="`, html.EscapeString(alt), `" loading="lazy">`)
			return
		}
	}
	if alt == "" && (scheme == "http" || scheme == "https") {
		alt = address
	}
	end := func() {}
	if scheme == "http" || scheme == "https" {
		end = r.openLink(address)
	}
	r.print(html.EscapeString(alt))
	end()
}
