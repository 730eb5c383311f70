package document

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// plainSections splits a paragraph at the lines that name the action items, in a document whose labels are lines like all others: "Tasks:", "Corrective
// and preventative measures". It reports whether there are any.
func (r *reader) plainSections(n *ast.Paragraph) bool {
	if r.inNamedSection() && !r.doc.Sections[r.section()].plain {
		return false
	}
	if r.markedSections(n) {
		return true
	}
	if r.plainRunIn(n) {
		return true
	}
	found := false
	for k := 0; n.Lines().Len() > 1 && k < n.Lines().Len() && !found; k++ {
		found = r.isPlainLine(n, k)
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
			r.add(&rest)
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
		from = line.End
		r.openPlain(b, trimSpaces(b.Text, line), r.doc.Line(n.Lines().At(k).Start))
	}
	put(len(b.Text))
	return true
}

// markedSections splits a paragraph at the lines that a sign makes headings, as plain text in Japanese has them: "■概要", "【影響】約3割の会員". It reports whether
// there are any that name a section.
func (r *reader) markedSections(n *ast.Paragraph) bool {
	found := false
	for k := 0; k < n.Lines().Len() && !found; k++ {
		line := n.Lines().At(k)
		text := strings.TrimLeft(string(r.text[line.Start:min(line.Stop, line.Start+maxLine)]), " \u3000")
		if mark, _ := headMark(text); mark > 0 {
			found = r.markedName(strings.TrimRight(text, " \r\n")).Len() > 0
		}
	}
	if !found {
		return false
	}
	b := r.inline(n)
	b.Kind = Paragraph
	from, split := 0, 0
	put := func(end int) {
		if rest := b.cut(trimSpaces(b.Text, Span{from, end})); rest.Text != "" {
			r.add(&rest)
			r.touch()
		}
	}
	for _, line := range b.lines() {
		line = trimSpaces(b.Text, line)
		name := r.markedName(b.text(line))
		if split == maxMarked || name.Len() == 0 {
			continue
		}
		split++
		put(line.Start)
		name = Span{line.Start + name.Start, line.Start + name.End}
		at := r.doc.Line(b.Source(name).Start)
		from = line.End
		if behind := strings.TrimLeft(b.Text[name.End:line.End], "】〉》］:： \u3000"); behind != "" && !strings.HasPrefix(behind, "(") && !strings.HasPrefix(behind, "（") {
			from = line.End - len(behind)
			at.End = b.Source(Span{from, from}).Start
		}
		r.openPlain(b, name, at)
	}
	put(len(b.Text))
	return split > 0
}

// maxMarked is how many headings of a paragraph are looked for: each costs as much as the paragraph is long.
const maxMarked = 32

// markedName is where a line that a sign marks names a section or a field of the metadata, with nothing behind it but in brackets; empty where it does not.
func (r *reader) markedName(line string) Span {
	n, closed := headMark(line)
	if n == 0 || len(line) > maxLine {
		return Span{}
	}
	name := Span{n, len(line)}
	switch {
	case closed > 0:
		name.End = closed
	case strings.ContainsAny(line[n:], ":："): // "■影響：約3割"
		name.End = n + strings.IndexAny(line[n:], ":：")
	case len(line) > 2*maxLabel:
		return Span{}
	}
	words := line[name.Start:name.End]
	if r.names.canonical(words) != "" || name.End == len(line) && metaKindOf(words) != noMeta {
		return name
	}
	return Span{}
}

// openPlain opens the section that a part of a paragraph names.
func (r *reader) openPlain(b *block, text, at Span) {
	head := b.cut(text)
	level := r.labelLevel()
	head.Kind, head.item, head.level = Heading, -1, level
	r.openSection(&head, level, at)
	s := &r.doc.Sections[len(r.doc.Sections)-1]
	s.bold, s.plain = true, true
}

// plainRunIn takes the name of the action items that a paragraph begins with for a heading, in a document without headings: "Preventive measures:
// we will test the switch every month." A label for one item ("Action: test it") is none.
func (r *reader) plainRunIn(n *ast.Paragraph) bool {
	if n.Lines().Len() == 0 {
		return false
	}
	first := n.Lines().At(0)
	line := r.text[first.Start:min(first.Stop, first.Start+maxLabel+1)]
	i := bytes.Index(line, []byte(": "))
	if i < 0 || !unicode.IsUpper(rune(line[0])) || !hasPlainWord(string(line[:i])) || actionLabel(string(line)) > 0 ||
		r.names.canonical(string(line[:i])) != ActionItems || len(r.headed()) > 0 {
		return false
	}
	b := r.inline(n)
	b.Kind = Paragraph
	if !strings.HasPrefix(b.Text, string(line[:i+1])) {
		return false
	}
	at := r.doc.Line(first.Start)
	r.openPlain(b, Span{0, i}, Span{at.Start, first.Start + i + 1})
	if rest := b.cut(trimSpaces(b.Text, Span{i + 1, len(b.Text)})); rest.Text != "" {
		r.add(&rest)
		r.touch()
	}
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
		strings.Contains(text, ": ") || !hasPlainWord(text) {
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
var plainWords = hints("action", "measure", "step", "improvement", "prevent", "follow", "task", "recommend", "to do", "to-do", "todo", "future", "remedia", "tickets")

func hasPlainWord(text string) bool {
	text = strings.ToLower(text)
	return plainWords.in(text, pairsOf(text))
}
