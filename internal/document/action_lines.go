package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Many write their items one a line, without the marks of a list or with some that markdown doesn't know ("• Add an alert"), or have them in a block
// of code, where an indentation or a fence around a section puts them.

// lineItem is a line that may be an item.
type lineItem struct {
	text     Span // without what marks it, and with the lines that go on with it
	bulleted bool
	box      int // offset of its checkbox, -1
	done     bool
}

// lineItems takes the lines of a text for items: those that have a bullet, or all of them where most say what to do and none goes on with
// the one before it. It returns nothing for what reads like prose. Labels ("Tasks:") are not among them.
func lineItems(text string, lines []Span) []lineItem {
	var items []lineItem
	bulleted, asking := 0, 0
	var before string
	for _, at := range lines {
		at = trimSpaces(text, at)
		line := text[at.Start:at.End]
		if line == "" || isFence(line) {
			before = ""
			continue
		}
		if before == "" && strings.HasPrefix(line, "#") || tellsOfItems(line) {
			continue
		}
		x := lineItem{text: at, box: -1}
		if n := lineBullet(line); n > 0 {
			x.bulleted = true
			x.text.Start += n
			if body := text[x.text.Start:at.End]; len(body) > 4 && body[0] == '[' && body[2] == ']' && strings.IndexByte(" xX", body[1]) >= 0 {
				x.box, x.done = x.text.Start, body[1] != ' '
				x.text.Start += 4
			}
		}
		x.bulleted = x.bulleted || openBox(line) > 0 || leadingMark(line) > 0
		first, _ := utf8.DecodeRuneInString(text[x.text.Start:])
		switch {
		case (strings.HasSuffix(line, ":") || strings.HasSuffix(line, "：")) && len(line) <= maxLabel:
			before = line
			continue
		case !x.bulleted && unicode.IsLower(first), !x.bulleted && bulleted > 0 && !namesWork(line):
			if len(items) == 0 {
				return nil
			}
			items[len(items)-1].text.End = at.End
			before = line
			if bulleted == 0 {
				return nil
			}
			continue
		case !x.bulleted && bulleted == 0 && before != "" && !endsSentence(before) && !namesWork(line) && !isGerund(line) && !isNominal(line):
			return nil
		}
		if x.bulleted {
			bulleted++
		}
		if words := text[x.text.Start:x.text.End]; namesWork(words) || isGerund(words) || isNominal(words) {
			asking++
		}
		items = append(items, x)
		before = line
	}
	if bulleted < len(items) && 2*asking < len(items) {
		return nil
	}
	return items
}

// namesWork reports whether a text begins with what to do, behind a name for it perhaps: "Monitoring: add an alert".
func namesWork(text string) bool {
	if isImperative(text) {
		return true
	}
	i := strings.Index(text[:min(len(text), maxLabel)], ": ")
	return i > 0 && isImperative(text[i+2:])
}

// tellsOfItems reports whether a line says something of all the items over or under it: "By doing so we will see it earlier".
func tellsOfItems(line string) bool {
	first, _, _ := strings.Cut(line, " ")
	switch first {
	case "By", "These", "This", "Those", "In", "Overall", "Together", "Thus", "We", "We're", "We’re", "Finally,", "With":
		return true
	}
	return false
}

// isGerund reports whether a text begins with a verb that isImperative knows, as in "Implementing a second probe".
func isGerund(text string) bool {
	word, _, _ := strings.Cut(text, " ")
	stem, found := strings.CutSuffix(word, "ing")
	if !found || len(stem) < 3 {
		return false
	}
	doubled := stem[len(stem)-1] == stem[len(stem)-2] // "running"
	return isImperative(stem) || isImperative(stem+"e") || doubled && isImperative(stem[:len(stem)-1])
}

// isNominal reports whether a text begins with what to do as a noun: "Introduction of a second probe".
func isNominal(text string) bool {
	noun, rest, _ := strings.Cut(text, " of ")
	if rest == "" || strings.Contains(noun, " ") {
		return false
	}
	switch noun {
	case "Addition", "Adoption", "Automation", "Creation", "Deployment", "Development", "Enhancement", "Establishment", "Expansion", "Extension", "Implementation", "Improvement", "Installation",
		"Integration", "Introduction", "Migration", "Optimisation", "Optimization", "Procurement", "Provision", "Reduction", "Removal", "Replacement", "Review", "Rotation", "Separation", "Simplification":
		return true
	}
	return false
}

func endsSentence(line string) bool {
	return strings.HasSuffix(line, ".") || strings.HasSuffix(line, "!") || strings.HasSuffix(line, ";") || strings.HasSuffix(line, ":") || strings.HasSuffix(line, ")")
}

func isFence(line string) bool {
	return strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~")
}

// letteredNumber is the length of what numbers a line behind letters: "R1. ", "AI-2: ". What has the form of a priority or of a factor is none.
func letteredNumber(line string) int {
	c := cursor{text: line}
	letters := c.peekWord()
	if len(letters) == 0 || len(letters) > 2 || strings.ToUpper(letters) != letters || letters == "P" || letters == "F" {
		return 0
	}
	c.at += len(letters)
	c.literal("-")
	if _, ok := c.number(1, 2); !ok || !c.anyOf(". ", ") ", ": ") {
		return 0
	}
	return c.at
}

// decimalNumber is the length of the number within a numbered section that a line begins with: "5.1 Add a probe". "1.5 GB" is none.
func decimalNumber(line string) int {
	n := numbered(line)
	if n == 0 || !strings.Contains(strings.TrimRight(line[:n], ". "), ".") {
		return 0
	}
	rest := strings.TrimLeft(line[n:], " ")
	first, size := utf8.DecodeRuneInString(rest)
	second, _ := utf8.DecodeRuneInString(rest[size:])
	if !unicode.IsUpper(first) || unicode.IsUpper(second) {
		return 0
	}
	return len(line) - len(rest)
}

// lineBullet is the length of the bullet or the number that a line begins with: "• ", "- ", "2) ".
func lineBullet(line string) int {
	var n int
	if r, size := utf8.DecodeRuneInString(line); strings.ContainsRune("・●○■□◆◇▪‣※", r) || r >= '①' && r <= '⑳' {
		if rest := strings.TrimLeft(line[size:], " \u3000"); rest != "" && (r != '※' && holdsJapanese(rest)) {
			return len(line) - len(rest)
		}
	}
	if rest, ok := bracketedNumber(line); ok {
		return len(line) - len(rest)
	}
	if r, size := utf8.DecodeRuneInString(line); strings.ContainsRune("-*+•‣◦●○▪■·–—→➤►➡👉▶⇒⁃❖", r) {
		n = size + len(line[size:]) - len(strings.TrimPrefix(line[size:], "\uFE0F"))
	} else if n = max(letteredNumber(line), decimalNumber(line)); n > 0 {
		return n
	} else {
		for n < len(line) && n < 3 && line[n] >= '0' && line[n] <= '9' {
			n++
		}
		if n == 0 || n == len(line) || line[n] != '.' && line[n] != ')' {
			return 0
		}
		n++
	}
	rest := strings.TrimLeft(line[n:], " \t\u00a0")
	if len(rest) == len(line)-n || rest == "" {
		return 0
	}
	return len(line) - len(rest)
}

// bracketedNumber is what stands behind a number in brackets that a line in Japanese begins with: "（１）…".
func bracketedNumber(line string) (rest string, ok bool) {
	if !strings.HasPrefix(line, "（") && !strings.HasPrefix(line, "(") {
		return "", false
	}
	_, size := utf8.DecodeRuneInString(line)
	rest = strings.TrimLeft(line[size:], "0123456789０１２３４５６７８９")
	if n := len(line) - size - len(rest); n == 0 || n > len("１０") {
		return "", false
	}
	for _, closing := range [...]string{"）", ")"} {
		if behind, found := strings.CutPrefix(rest, closing); found {
			behind = strings.TrimLeft(behind, " \u3000")
			return behind, behind != "" && holdsJapanese(behind)
		}
	}
	return "", false
}

// trimSpaces drops blanks at both ends of a part of a text.
func trimSpaces(text string, s Span) Span {
	rest := strings.TrimLeft(text[s.Start:s.End], " \t\r\n\u00a0\u3000")
	s.Start = s.End - len(rest)
	s.End = s.Start + len(strings.TrimRight(rest, " \t\r\n\u00a0\u3000"))
	return s
}

// paragraphLines reads a paragraph whose lines are items and reports whether they are.
func (a *actionReader) paragraphLines(b *block) bool {
	lines := b.lines()
	if text := strings.TrimSpace(b.Text); len(lines) == 1 && (lineBullet(text) == 0 || text[0] <= '9' && text[0] >= '0' && decimalNumber(text) == 0) || len(lines) > maxLineItems {
		return false
	}
	items := lineItems(b.Text, lines)
	if len(items) == 0 || a.listed[b.Section] && !items[0].bulleted {
		return false
	}
	for _, item := range items {
		part := b.cut(item.text)
		if a.line(&part, item) && b.Action < 0 {
			b.Action = part.Action
		}
	}
	return true
}

// letteredLines reads the lines within a list item that letters count, "a. …" and "b. …", which are no list in markdown, and reports whether there are any.
func (a *actionReader) letteredLines(b *block) bool {
	if len(b.breaks) == 0 || len(b.breaks) > 20 || b.task {
		return false
	}
	for k := 1; k <= len(b.breaks); k++ {
		line := strings.TrimLeft(b.text(b.line(k)), " ")
		if len(line) < 4 || line[0] != 'a'+byte(k-1) || line[1] != '.' && line[1] != ')' || line[2] != ' ' {
			return false
		}
	}
	over := strings.TrimSpace(b.text(b.line(0)))
	if isImperative(over) && !strings.HasSuffix(over, ":") {
		return false
	}
	g := readGroup(over)
	for k := 1; k <= len(b.breaks); k++ {
		at := trimSpaces(b.Text, b.line(k))
		part := b.cut(Span{at.Start + len("a. "), at.End})
		x := ActionItem{Span: part.Span, marks: &actionMarks{people: a.d.people, told: true}}
		if title := x.readTitle(&part); title.Len() == 0 {
			continue
		}
		a.add(&part, x)
		a.d.Actions[len(a.d.Actions)-1].join(group{kind: g.kind, priority: g.priority, state: g.state})
		if b.Action < 0 {
			b.Action = part.Action
		}
	}
	return true
}

// maxLineItems is how many lines of a paragraph are taken for items.
const maxLineItems = 256

// line adds one line as an item.
func (a *actionReader) line(b *block, item lineItem) bool {
	x := ActionItem{Span: b.Span, Done: item.done, marks: a.newMarks()}
	if title := x.readTitle(b); title.Len() == 0 && x.Issue == nil || x.isQuestion() || x.tellsNoWork() {
		return false
	}
	a.add(b, x)
	a.titled = 0
	return true
}

// codeLines reads the items of a block of code, where the section has none elsewhere.
func (a *actionReader) codeLines(c codeBlock) {
	if c.section < 0 || !a.d.holdsActions(c.section) || c.section == a.section && (a.whole || a.group.remarks || a.group.aside) {
		return
	}
	if a.listed == nil {
		a.findLists()
	}
	first := trimSpan(a.text, c.span)
	if a.listed[c.section] || first.Len() == 0 {
		return
	}
	if a.text[first.Start] == '<' {
		if c.html {
			a.htmlItems(c)
		}
		return
	}
	text := string(a.text[c.span.Start:c.span.End])
	var lines []Span
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text) - at
		}
		lines = append(lines, Span{at, at + end})
		at += end + 1
	}
	items := lineItems(text, lines)
	for _, item := range items {
		words := text[item.text.Start:item.text.End]
		first, _ := utf8.DecodeRuneInString(words)
		if unicode.IsLower(first) && item.box < 0 || strings.Count(words, " ") < 2 {
			return // a command, a configuration
		}
	}
	for _, item := range items {
		at := Span{c.span.Start + item.text.Start, c.span.Start + item.text.End}
		b := block{Block: Block{Kind: Paragraph, Text: text[item.text.Start:item.text.End], Span: at, Section: c.section, Event: -1, Action: -1}, item: -1, row: -1}
		b.offsets = []segment{{source: at, same: true}}
		a.line(&b, item)
	}
}
