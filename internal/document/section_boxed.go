package document

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// colonBox is what stands between two lines of colons, as Docusaurus and VuePress write boxes.
type colonBox struct {
	title Span // empty where it has none
	end   int  // where the line that closes it begins
}

// openColons makes boxes between lines of colons, "::: info Timeline" and ":::", legible to the markdown parser, which takes such lines for parts of
// paragraphs: the line that opens one becomes a heading, the one that closes it a rule. Every offset stays true. The boxes are found by where they begin.
func openColons(source []byte) ([]byte, map[int]colonBox) {
	if !bytes.HasPrefix(source, []byte(":::")) && !bytes.Contains(source, []byte("\n:::")) {
		return source, nil
	}
	out := bytes.Clone(source)
	boxes := map[int]colonBox{}
	var open []int
	fence := ""
	for at := 0; at < len(source); {
		end, next := len(source), len(source)
		if i := bytes.IndexByte(source[at:], '\n'); i >= 0 {
			end, next = at+i, at+i+1
		}
		line := bytes.TrimRight(source[at:end], " \t\r")
		fence = fenceAfter(fence, line)
		colons := len(line) - len(bytes.TrimLeft(line, ":"))
		switch {
		case fence != "" || colons < len(":::") || len(line) > maxLine:
		case colons < len(line):
			if title, ok := colonTitle(line); ok {
				copy(out[at:], bytes.Repeat([]byte(" "), len(line)))
				copy(out[at+title.Start:], line[title.Start:title.End])
				out[at] = '#'
				boxes[at] = colonBox{Span{at + title.Start, at + title.End}, len(source)}
				open = append(open, at)
			}
		case len(open) > 0:
			last := open[len(open)-1]
			boxes[last] = colonBox{boxes[last].title, at}
			open = open[:len(open)-1]
			copy(out[at:], bytes.Repeat([]byte("*"), len(line)))
		}
		at = next
	}
	return out, boxes
}

// colonTitle is the title in a line that opens a box: "::: info Timeline", ":::note[Timeline]", `:::note{title="Timeline"}`.
func colonTitle(line []byte) (Span, bool) {
	c := cursor{text: string(line)}
	c.skip(":")
	c.skip(" ")
	if !isLetter(c.next()) {
		return Span{}, false
	}
	for isLetter(c.next()) || c.next() == '-' {
		c.at++
	}
	mark := c.at
	title := Span{mark, len(line)}
	switch {
	case c.literal("["):
		title = Span{c.at, c.at + max(strings.LastIndexByte(c.rest(), ']'), 0)}
	case strings.Contains(c.rest(), `title="`):
		title.Start = mark + strings.Index(c.rest(), `title="`) + len(`title="`)
		title.End = title.Start + max(strings.IndexByte(c.text[title.Start:], '"'), 0)
	case c.next() == ' ':
		if i := strings.IndexByte(c.rest(), '{'); i >= 0 {
			title.End = mark + i
		}
	case c.next() != 0:
		return Span{}, c.next() == '{'
	}
	return trimSpan(line, title), true
}

// quotedTitle is the title in a line that opens a box of MkDocs, `!!! note "Timeline"`, or the kind of one without that is shown as such: "!!! summary".
func quotedTitle(line []byte) Span {
	line = bytes.TrimRight(line, " \t\r\n")
	if open := bytes.IndexByte(line, '"'); open >= 0 {
		if end := bytes.LastIndexByte(line, '"'); end > open {
			return trimSpan(line, Span{open + 1, end})
		}
		return Span{}
	}
	i := bytes.IndexByte(line, ' ')
	return trimSpan(line, Span{i, len(line)})
}

// boxHeading takes the line that opens a box for what its title is: the heading of a section, or a paragraph.
func (r *reader) boxHeading(n *ast.Heading) bool {
	line := r.doc.Line(r.startOf(n))
	box, ok := r.colons[line.Start]
	if !ok {
		return false
	}
	if first := len(r.doc.Sections); r.boxSection(box.title, line) {
		r.inBoxes = append(r.inBoxes, colonSection{first, box.end})
	} else if box.title.Len() > 0 {
		before := len(r.blocks)
		if r.prose(n, Paragraph, frame{item: -1}); before < len(r.blocks) {
			r.blocks[before].boxed = true
		}
	}
	return true
}

// colonSection is a box that is open whose title is a section's.
type colonSection struct {
	section int
	end     int
}

// closeColons ends, before a node, the sections of the boxes that are closed above it.
func (r *reader) closeColons(n ast.Node) {
	for len(r.inBoxes) > 0 {
		last := r.inBoxes[len(r.inBoxes)-1]
		if r.startOf(n) < last.end {
			return
		}
		r.inBoxes = r.inBoxes[:len(r.inBoxes)-1]
		r.closeLabelsFrom(last.section, last.end)
	}
}

// admonition takes the line that opens a box of MkDocs for the heading of the section that its title names.
func (r *reader) admonition(n *ast.Paragraph) bool {
	if n.Lines().Len() != 1 {
		return false
	}
	line := n.Lines().At(0)
	if !isAdmonition(line.Value(r.text)) {
		return false
	}
	title := quotedTitle(line.Value(r.text))
	return r.boxSection(Span{line.Start + title.Start, line.Start + title.End}, r.doc.Line(line.Start))
}

// boxSection opens the section that the title of a box names, where no heading does.
func (r *reader) boxSection(title, line Span) bool {
	text := string(r.text[title.Start:title.End])
	name := r.names.canonical(text)
	if name == "" || r.headed()[name] || r.doc.SectionName(r.section()) == name {
		return false
	}
	r.openTitle(text, title, line)
	r.doc.Sections[len(r.doc.Sections)-1].bold = true
	return true
}

// openTitle opens the section of a title that is no paragraph or heading of its own.
func (r *reader) openTitle(text string, title, line Span) {
	level := r.labelLevel()
	head := block{item: -1, row: -1, level: level}
	head.Kind, head.Text, head.Span, head.offsets = Heading, text, title, []segment{{0, title, true}}
	start := line.Start
	if last := len(r.doc.Sections) - 1; last >= 0 {
		start = min(max(start, r.doc.Sections[last].Body.Start), title.Start)
	}
	r.openSection(&head, level, Span{start, line.End})
}
