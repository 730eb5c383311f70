package document

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// The markdown parser's time and memory grow with the square of what these bound, so that a few kilobytes of hostile text could keep it
// busy for minutes. No document that a person wrote comes near them.
const (
	maxLead   = 128      // bytes of indentation, list markers and ">" that open a line
	maxBlank  = 8        // blank lines in a row
	maxMarkup = 256      // bytes of inline markup in one paragraph
	maxText   = 16 << 10 // bytes in one paragraph
	maxCells  = 16 << 10 // cells that a table's rows leave out and its header asks for
)

// tame returns source without what the markdown parser can't read in linear time. What it takes out becomes blanks and line breaks, one
// byte for one, so that every offset stays true; an ordinary document comes back as it is.
func tame(source []byte) []byte {
	t := tamer{source: source, out: source}
	blanks, lastBreak := 0, -1
	for at := 0; at < len(source); {
		end, next := len(source), len(source)
		if i := bytes.IndexByte(source[at:], '\n'); i >= 0 {
			end, next = at+i, at+i+1
		}
		switch {
		case isBlankLine(source[at:end]):
			if blanks++; blanks > maxBlank {
				t.set(lastBreak, ' ')
			}
		case end-at > maxLead:
			t.line(at, end)
			fallthrough
		default:
			blanks = 0
		}
		lastBreak = end
		at = next
	}
	return t.out
}

// tamer copies the source when the first byte of it has to change.
type tamer struct {
	source, out []byte
	copied      bool
}

func (t *tamer) set(at int, b byte) {
	if !t.copied {
		t.out, t.copied = bytes.Clone(t.source), true
	}
	t.out[at] = b
}

// line bounds how deep a line nests and how much markup stands in it, by cutting it into several.
func (t *tamer) line(start, end int) {
	for start < end {
		start = t.piece(start, end)
	}
}

// piece bounds what stands from start on up to a cut, and returns where the next piece begins.
func (t *tamer) piece(start, end int) int {
	at := start
	for ; at < end && isLead(t.source[at]); at++ {
		if at-start >= maxLead && !isBlank(t.source[at]) {
			t.set(at, ' ')
		}
	}
	if end-at < maxMarkup || end-at < maxText && countMarkup(t.source[at:end]) < maxMarkup {
		return end
	}
	markup, from := 0, at
	for ; at < end; at++ {
		b := t.source[at]
		if isMarkup(b) {
			markup++
		}
		over := max(markup/maxMarkup, (at-from)/maxText)
		// Between words a line break changes nothing; twice over the bound it goes wherever it can.
		if over >= 1 && isBlank(b) && at+1 < end && isLetter(t.source[at+1]) || over >= 2 && b < 0x80 {
			t.set(at, '\n')
			return at + 1
		}
	}
	return end
}

func isBlankLine(line []byte) bool {
	for _, b := range line {
		if b != ' ' && b != '\t' && b != '\r' {
			return false
		}
	}
	return true
}

// isLead reports whether a byte may open a line without being text: indentation, the markers of lists and of quotations.
func isLead(b byte) bool {
	return b >= '0' && b <= '9' || b == ' ' || b == '\t' || b == '>' || b == '-' || b == '+' || b == '*' || b == '.' || b == ')'
}

func countMarkup(text []byte) int {
	n := 0
	for _, b := range text {
		if isMarkup(b) {
			n++
		}
	}
	return n
}

func isMarkup(b byte) bool { return markup[b] }

var markup = [256]bool{'[': true, ']': true, '<': true, '*': true, '_': true, '`': true, '!': true, '&': true, '~': true, '\\': true}

// boundedParagraphs finishes paragraphs as goldmark's own transformers do, and cuts long ones at their line breaks.
type boundedParagraphs struct {
	tables, references parser.ParagraphTransformer
}

// Transform implements parser.ParagraphTransformer.
func (p boundedParagraphs) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	// Tables first: every cell is parsed by itself, so that a long table is no long paragraph.
	if missingCells(node, reader.Source()) <= maxCells {
		p.tables.Transform(node, reader, pc)
		if node.Parent() == nil {
			return
		}
	}
	pieces := []*ast.Paragraph{node}
	if lines := node.Lines(); lines.Len() > 1 && lines.At(lines.Len()-1).Stop-lines.At(0).Start > maxMarkup {
		pieces = cutParagraph(node, reader.Source())
	}
	for _, piece := range pieces {
		if mayDefine(piece, reader.Source()) {
			p.references.Transform(piece, reader, pc)
		}
	}
}

// mayDefine reports whether a paragraph may begin with the definition of a link: "[runbook]: https://…".
func mayDefine(node *ast.Paragraph, source []byte) bool {
	for _, line := range node.Lines().Sliced(0, node.Lines().Len()) {
		if text := bytes.TrimLeft(line.Value(source), " \t\r\n\v\f"); len(text) > 0 {
			return text[0] == '['
		}
	}
	return true
}

// missingCells is how many cells short rows would be filled up with, if the paragraph is a table.
func missingCells(node *ast.Paragraph, source []byte) int {
	lines, missing := node.Lines(), 0
	if lines.Len() < 2 {
		return 0
	}
	pipes := func(i int) int {
		line := lines.At(i)
		return bytes.Count(line.Value(source), []byte("|"))
	}
	columns := pipes(1)
	if columns*lines.Len() <= maxCells {
		return 0
	}
	for i := range lines.Len() {
		missing += max(columns-pipes(i), 0)
	}
	return missing
}

// cutParagraph moves all but the last of what the bounds allow into paragraphs before node, and returns them and node. The last part stays: it may
// be about to become a heading.
func cutParagraph(node *ast.Paragraph, source []byte) []*ast.Paragraph {
	all := node.Lines().Sliced(0, node.Lines().Len())
	var pieces []*ast.Paragraph
	markup, size, from := 0, 0, 0
	for i, line := range all {
		m := countMarkup(line.Value(source))
		if i > from && (markup+m > maxMarkup || size+line.Len() > maxText) {
			piece := ast.NewParagraph()
			piece.SetBlankPreviousLines(from == 0 && node.HasBlankPreviousLines())
			for _, l := range all[from:i] {
				piece.Lines().Append(l.TrimLeftSpace(source))
			}
			last := piece.Lines().At(i - from - 1)
			piece.Lines().Set(i-from-1, last.TrimRightSpace(source))
			node.Parent().InsertBefore(node.Parent(), node, piece)
			pieces = append(pieces, piece)
			markup, size, from = 0, 0, i
		}
		markup, size = markup+m, size+line.Len()
	}
	if from > 0 {
		node.Lines().SetSliced(from, len(all))
		node.SetBlankPreviousLines(false)
	}
	return append(pieces, node)
}
