package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// plainSections splits a paragraph at the lines that name the action items, in a document whose labels are lines like all others: "Tasks:", "Corrective
// and preventative measures". It reports whether there are any.
func (r *reader) plainSections(n *ast.Paragraph) bool {
	if n.Lines().Len() < 2 || r.inNamedSection() && !r.doc.Sections[r.section()].plain {
		return false
	}
	found := false
	for k := range n.Lines().Len() {
		if r.isPlainLine(n, k) {
			found = true
			break
		}
	}
	if !found {
		return false
	}
	b := r.inline(n)
	b.Kind = Paragraph
	if len(b.breaks)+1 != n.Lines().Len() {
		return false
	}
	from := 0
	put := func(end int) {
		if rest := b.cut(trimSpaces(b.Text, Span{from, end})); rest.Text != "" {
			r.add(rest)
			r.touch()
		}
	}
	split := 0
	for k := range n.Lines().Len() {
		if split == maxPlainLabels || !r.isPlainLine(n, k) {
			continue
		}
		split++
		line := b.line(k)
		put(line.Start)
		head := b.cut(trimSpaces(b.Text, line))
		from = line.End
		level := r.labelLevel()
		head.Kind, head.item, head.level = Heading, -1, level
		r.openSection(head, level, r.doc.Line(n.Lines().At(k).Start))
		s := &r.doc.Sections[len(r.doc.Sections)-1]
		s.bold, s.plain = true, true
	}
	put(len(b.Text))
	return true
}

// maxPlainLabels is how many labels of a paragraph are looked for: each costs as much as the paragraph is long.
const maxPlainLabels = 8

// isPlainLine reports whether a line of a paragraph is nothing but a name of the action items: it begins behind a sentence or another label, and
// what follows begins anew.
func (r *reader) isPlainLine(n *ast.Paragraph, k int) bool {
	at := func(k int) string {
		line := n.Lines().At(k)
		return strings.TrimSpace(string(r.text[line.Start:min(line.Stop, line.Start+maxLine)]))
	}
	line := n.Lines().At(k)
	if line.Len() > 2*maxLabel {
		return false
	}
	text := at(k)
	if first, _ := utf8.DecodeRuneInString(text); text == "" || len(text) > maxLabel || !unicode.IsUpper(first) || strings.ContainsAny(text[len(text)-1:], ".,;!)") ||
		strings.Contains(text, ": ") || !holdsAny(strings.ToLower(text), plainWords) {
		return false
	}
	if k+1 < n.Lines().Len() {
		if next, _ := utf8.DecodeRuneInString(at(k + 1)); unicode.IsLower(next) {
			return false
		}
	} else if text[len(text)-1] != ':' && !overList(n) {
		return false
	}
	if k > 0 {
		line := n.Lines().At(k - 1)
		before := strings.TrimRight(string(r.text[max(line.Start, line.Stop-maxLine):line.Stop]), " \t\r\n\\")
		if before != "" && !strings.ContainsAny(before[len(before)-1:], ".!?:)") {
			return false
		}
	}
	return r.names.canonical(text) == ActionItems
}

// plainWords are those one of which a line needs that isPlainLine takes: looking for them costs less than all the names.
var plainWords = []string{"action", "measure", "step", "improvement", "prevent", "follow", "task", "recommend", "to do", "to-do", "todo", "future", "remedia", "tickets"}
