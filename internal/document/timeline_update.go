package document

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// findUpdates finds the paragraphs that tell how an incident went on as status pages do, each under the time of its update: "**Update: 13:30** We have
// found the cause", "**13:30 UTC** - We have found the cause". One alone may be about the report.
func (t *timelineReader) findUpdates(sections []bool) {
	var updates, plain []int
	labelled := 0
	for i := range t.blocks {
		b := &t.blocks[i]
		if b.Kind != Paragraph || b.item >= 0 || b.row >= 0 || !t.mayTell(b) {
			continue
		}
		switch {
		case updateLabel(b.text(b.line(0))) > 0:
			labelled++
			updates = append(updates, i)
		case opensWithClock(b):
			updates = append(updates, i)
		case isPlainEntry(b):
			plain = append(plain, i)
		}
	}
	if len(plain) > 2 && areTogether(t.blocks, plain) {
		updates = append(updates, plain...)
		slices.Sort(updates)
	}
	t.acceptApart(t.findApart(sections), labelled, len(updates)-labelled)
	if len(t.apart) == 0 && labelled < 2 && len(updates) < 3 {
		return
	}
	t.updates = updates
	if t.day.IsZero() { // such a page is published when the incident is
		t.day = t.pageDay()
	}
}

// opensWithClock reports whether a paragraph begins with a time of day in bold or in brackets, as no sentence does.
func opensWithClock(b *block) bool {
	first := strings.TrimLeft(b.Text, " *_")
	if first == "" || !isDigit(first[0]) && first[0] != '[' {
		return false
	}
	s, n := readStamp(b.Text)
	if n == 0 || !s.hasClock || n == len(b.Text) || strings.Count(b.Text[n:], " ") < 2 && !startsUpper(b.Text[n:]) {
		return false
	}
	if first[0] == '[' {
		return true
	}
	if len(b.strong) == 0 || b.strong[0].Start > 0 {
		return false
	}
	return b.strong[0].End+1 >= len(strings.TrimRight(b.Text[:n], " -–—:")) && (b.strong[0].End <= n || startsUpper(b.Text[n:]))
}

// isPlainEntry reports whether a paragraph begins with a time of day and, as no sentence goes on behind one, a sign or a capital: "10:42 - Rollback."
func isPlainEntry(b *block) bool {
	if b.Text == "" || !isDigit(b.Text[0]) {
		return false
	}
	s, n := readStamp(b.Text)
	return n > 0 && s.hasClock && n < len(b.Text) && (isSetOff(b.Text, n) || startsUpper(b.Text[n:]))
}

// areTogether reports whether most of some blocks stand one behind the other.
func areTogether(blocks []block, some []int) bool {
	pairs := 0
	for k := 1; k < len(some); k++ {
		if some[k] == some[k-1]+1 && blocks[some[k]].Section == blocks[some[k-1]].Section {
			pairs++
		}
	}
	return 3*(pairs+1) >= 2*len(some)
}

// isUpdate reports whether a block is one that findUpdates found.
func (t *timelineReader) isUpdate(block int) bool {
	_, found := slices.BinarySearch(t.updates, block)
	return found
}

// updateLabel is the length of what status pages write before the time of an update: "Update: ", "Update #2 (", "Resolved - ". It is 0 where no time of day
// follows.
func updateLabel(text string) int {
	c := cursor{text: text[:min(len(text), maxLabel)]}
	c.skip(" *_[(")
	if !isUpdateWord(c.peekWord()) {
		return 0
	}
	c.at += len(c.peekWord())
	word := c.at
	c.skip(" *_:#")
	mark := c.at
	if _, numbered := c.number(1, 2); !numbered || c.at < len(c.text) && strings.IndexByte(" :-–—(,@", c.next()) < 0 || c.next() == ':' && isDigit(c.peek(1)) {
		c.at = mark
	}
	c.skip(" *_:-–—@,|([")
	if c.word("at") || c.word("as") && c.word("of") {
		c.skip(" ")
	}
	if c.at == word {
		return 0
	}
	s, n := readStamp(text[c.at:])
	if n == 0 || !s.hasClock {
		return 0
	}
	// What is nothing but a time, or a remark about it, is a field of the report: "Resolved: 14:02 (after an hour)".
	if said := strings.TrimLeft(text[c.at+n:], " .-–—:*_)]"); strings.Count(said, " ") < 2 || !startsUpper(said) {
		return 0
	}
	return c.at
}

// startsUpper reports whether a text begins like a sentence.
func startsUpper(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(first)
}

// isUpdateWord knows the states that status pages put over their updates.
func isUpdateWord(word string) bool {
	switch strings.ToLower(word) {
	case "update", "edit", "investigating", "identified", "monitoring", "resolved", "mitigated", "fixed", "verifying", "recovering", "recovered":
		return true
	}
	return false
}

// updateText is what an update says, behind its state if that says more than that it is one.
func updateText(label, text string) string {
	const marks = " *_:#-–—@,|([0123456789"
	text = strings.TrimLeft(text, ". ")
	label = strings.Trim(label, marks)
	label = strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(label, " as of"), " at"), marks)
	switch word, _, _ := strings.Cut(strings.ToLower(label), " "); word {
	case "update", "edit":
		return text
	}
	return label + ": " + text
}
