package document

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// openAdmonitions makes what MkDocs writes in boxes, indented under a line such as `!!! success "Resolved"`, legible to the markdown parser, which would take
// it for code: the last blank of each indentation becomes the mark of a quotation, which walk looks through. Every offset stays true.
func openAdmonitions(source []byte) []byte {
	const indentation = "    "
	if !bytes.Contains(source, []byte("!!! ")) && !bytes.Contains(source, []byte("??? ")) && !bytes.Contains(source, []byte("???+ ")) && !bytes.Contains(source, []byte("=== \"")) {
		return source
	}
	out := bytes.Clone(source)
	open, fence := false, ""
	for at := 0; at < len(source); {
		end, next := len(source), len(source)
		if i := bytes.IndexByte(source[at:], '\n'); i >= 0 {
			end, next = at+i, at+i+1
		}
		switch line := source[at:end]; {
		case isBlankLine(line):
		case open && bytes.HasPrefix(line, []byte(indentation)):
			out[at+len(indentation)-1] = '>'
		default:
			fence = fenceAfter(fence, line)
			open = fence == "" && isAdmonition(line)
		}
		at = next
	}
	return out
}

// fenceAfter is the fence of the block of code that a line behind those of another stands in, "" for none: one is closed by as many of its marks or more.
func fenceAfter(fence string, line []byte) string {
	text := bytes.TrimLeft(line, " ")
	if len(line)-len(text) > 3 || len(text) == 0 || text[0] != '`' && text[0] != '~' {
		return fence
	}
	n := len(text) - len(bytes.TrimLeft(text, string(text[:1])))
	rest := bytes.TrimSpace(text[n:])
	switch {
	case n < 3:
	case fence == "" && (text[0] == '~' || !bytes.ContainsRune(rest, '`')):
		return string(text[:n])
	case fence != "" && text[0] == fence[0] && n >= len(fence) && len(rest) == 0:
		return ""
	}
	return fence
}

// isAdmonition reports whether a line opens a box: `!!! note`, `???+ warning "Outage"`.
func isAdmonition(line []byte) bool {
	for _, mark := range [...]string{"!!! ", "??? ", "???+ ", "=== "} {
		if kind, ok := bytes.CutPrefix(line, []byte(mark)); ok && len(kind) > 0 && (isLetter(kind[0]) || mark == "=== " && kind[0] == '"') {
			return true
		}
	}
	return false
}

// isOpened reports whether a quotation is what openAdmonitions made of an indentation.
func (r *reader) isOpened(n *ast.Blockquote) bool {
	for c := n.FirstChild(); c != nil; c = c.FirstChild() {
		if c.Type() == ast.TypeInline {
			return false
		}
		at := c.Pos()
		if lines := c.Lines(); lines != nil && lines.Len() > 0 {
			at = lines.At(0).Start
		}
		if at >= 0 && at < len(r.text) {
			mark := r.doc.Line(at).Start + len("    ") - 1
			return mark < len(r.text) && r.text[mark] == '>' && r.doc.Source[mark] == ' '
		}
	}
	return false
}

// closeBox ends, before a node, the sections of labels in the box that stands before it, of which first is the first.
func (r *reader) closeBox(first int, n ast.Node) {
	r.closeLabelsFrom(first, r.doc.Line(r.startOf(n)).Start)
}

// closeLabelsFrom ends the sections of labels of which one is the first.
func (r *reader) closeLabelsFrom(first, at int) {
	for _, i := range r.open {
		if i >= first && r.doc.Sections[i].bold {
			r.closeSections(r.doc.Sections[i].Level, at)
			return
		}
	}
}

// startOf is where the first line of a node or of what is in it stands.
func (r *reader) startOf(n ast.Node) int {
	for ; n != nil; n = n.FirstChild() {
		if n.Type() == ast.TypeInline {
			break
		}
		if lines := n.Lines(); lines != nil && lines.Len() > 0 {
			return lines.At(0).Start
		}
		if at := n.Pos(); at >= 0 {
			return min(at, len(r.text))
		}
	}
	return len(r.text)
}

// closeLabels ends the sections of labels where another box begins.
func (r *reader) closeLabels(n *ast.Paragraph) {
	if n.Lines().Len() == 0 {
		return
	}
	first := n.Lines().At(0)
	if !isAdmonition(first.Value(r.text)) {
		return
	}
	r.closeLabelsFrom(0, r.doc.Line(first.Start).Start)
}
