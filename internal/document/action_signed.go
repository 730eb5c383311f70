package document

import "strings"

// Where an editor makes no lists, each item stands in a paragraph of its own behind a sign: "☐ Add an alert", "☑ Rotate the key", "[ ] Move the cron".

// itemSign is the length of the sign that makes a paragraph an item; box tells whether it is one to tick, as nothing but items has.
func itemSign(text string) (n int, box bool) {
	if n = openBox(text); n > 0 {
		return n, true
	}
	if len(text) > 4 && text[0] == '[' && strings.IndexByte(" xX", text[1]) >= 0 && text[2] == ']' && text[3] == ' ' {
		return 4, true
	}
	if n = leadingMark(text); n == 0 {
		n = crossLen(text)
	}
	if n == 0 || n == len(text) || text[n] != ' ' {
		return 0, false
	}
	return n + len(text[n:]) - len(strings.TrimLeft(text[n:], " ")), strings.HasPrefix(text, "☑")
}

// crossLen is the length of the cross that a text begins with, for what is not done.
func crossLen(text string) int {
	for _, mark := range [...]string{"❌", "✗", "✘", "❎", "☒"} {
		if rest, found := strings.CutPrefix(text, mark); found {
			return len(text) - len(strings.TrimPrefix(rest, "\uFE0F"))
		}
	}
	return 0
}

// isSigned reports whether a paragraph is an item by its sign. One that others than boxes have must stand beside another: "✅ All is done" may be a remark.
func (a *actionReader) isSigned(i int) bool {
	b := &a.blocks[i]
	text := strings.TrimSpace(b.Text)
	n, box := itemSign(text)
	if n == 0 || n == len(text) || strings.HasSuffix(text, ":") || strings.ContainsAny(text[n:n+1], "=–—-:|") {
		return false
	}
	if !box && (a.signed[b.Section] < 2 || readGroup(text[n:]).state != stateless) {
		return false
	}
	return box || i+1 >= len(a.blocks) || a.blocks[i+1].item < 0 || a.blocks[i+1].Section != b.Section
}

// signedParagraph takes a paragraph for an item whose sign tells whether it is done.
func (a *actionReader) signedParagraph(b *block) {
	from := len(b.Text) - len(strings.TrimLeft(b.Text, " "))
	if b.Text[from] != '[' {
		a.readParagraph(b)
		return
	}
	part := b.cut(Span{from + len("[ ] "), len(b.Text)})
	x := ActionItem{Span: b.Span, Done: b.Text[from+1] != ' ', marks: a.newMarks()}
	x.marks.box = b.Source(Span{from + 1, from + 2}).Start
	if title := x.readTitle(&part); title.Len() > 0 && !x.tellsNoWork() {
		a.add(&part, x)
		b.Action, a.titled = part.Action, 0
	}
}

// turnSign are the edits that turn the sign of an item over.
func (a ActionItem) turnSign(source []byte, done bool) []Edit {
	signs := [][2]string{{"☐", "☑"}, {"❌", "✅"}, {"⬜", "☑"}, {"🔲", "☑"}, {"◻", "☑"}, {"▢", "☑"}, {"☒", "☑"}} // a tick need not be an item where it stands alone
	if !done {
		signs = [][2]string{{"☑", "☐"}, {"✅", "⬜"}, {"✔", "☐"}, {"✓", "☐"}}
	}
	at := a.marks.sign
	if at.Len() == 0 {
		return nil
	}
	for _, pair := range signs {
		if strings.HasPrefix(string(source[at.Start:at.End]), pair[0]) {
			return []Edit{{Span: Span{at.Start, at.Start + len(pair[0])}, Text: pair[1]}}
		}
	}
	return nil
}
