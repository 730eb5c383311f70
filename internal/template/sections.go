package template

import (
	"fmt"
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// fillSections puts each answer into the section of its name and appends the sections that are missing.
func fillSections(parser document.Parser, body []byte, a page) ([]byte, error) {
	doc := parser.Parse("", body)
	level := 0 // of the template's own sections
	for _, s := range doc.Sections {
		if s.Name != "" && (level == 0 || s.Level < level) {
			level = s.Level
		}
	}
	if level == 0 {
		level = 2
	}
	var edits []document.Edit
	var missing strings.Builder
	for _, name := range document.SectionNames() {
		s, ok := doc.Section(name)
		if !ok {
			if text := a.section(name, level); text != "" {
				fmt.Fprintf(&missing, "\n%s %s\n\n%s\n", strings.Repeat("#", level), strings.ToUpper(name[:1])+name[1:], text)
			}
			continue
		}
		if text := a.section(name, s.Level); text != "" {
			end := s.Body.End
			if i := slices.IndexFunc(doc.Sections, func(n document.Section) bool { return n.Span.Start > s.Span.Start }); i >= 0 {
				end = min(end, doc.Sections[i].Span.Start)
			}
			edits = append(edits, document.Edit{Span: document.Span{Start: s.Body.Start, End: end}, Text: "\n\n" + text + "\n\n"})
		}
	}
	filled, err := document.Apply(body, edits...)
	if err != nil {
		return nil, err
	}
	if missing.Len() > 0 {
		filled = append([]byte(strings.TrimRight(string(filled), "\n")+"\n"), missing.String()...)
	}
	return filled, nil
}

// section is the markdown of a section whose heading has the given level; "" when there is no answer.
func (a page) section(name string, level int) string {
	switch name {
	case document.TimelineSection:
		return a.timeline(level)
	case document.ActionItems:
		return a.actions()
	}
	text := strings.Trim(lines(a.Sections[name]), "\n")
	if strings.TrimSpace(text) == "" {
		return ""
	}
	text = contain(text, level)
	if name == document.ContributingFactors {
		text = a.numberFactors(text, level)
	}
	return text
}

// contain makes a text stay in its section: headings in it go below the section's own, and what it leaves open (a code fence, a
// comment) is closed, so that it can't swallow the sections behind it.
func contain(text string, level int) string {
	text = lowerHeadings("\n"+text, level)[1:] // the line before keeps dashes at the top from being read as front matter
	if contained(text) {
		return text
	}
	fence := func(b byte) string { return strings.Repeat(string(b), max(3, longestRun(text, b))) }
	for _, closer := range []string{fence('`'), fence('~'), "-->", "</script>", "</pre>", "</style>", "</textarea>", "?>", "]]>", ">"} {
		if contained(text + "\n" + closer) {
			return text + "\n" + closer
		}
	}
	// Whatever else it is, as a quotation it ends where it ends.
	return "> " + strings.ReplaceAll(text, "\n", "\n> ")
}

// lowerHeadings moves the headings of a text below a section of the given level, if one of them is not.
func lowerHeadings(text string, level int) string {
	sections := document.Parse("", []byte(text)).Sections
	shallowest := 7
	for _, s := range sections {
		shallowest = min(shallowest, s.Level)
	}
	if shallowest > level {
		return text
	}
	var edits []document.Edit
	for _, s := range sections {
		heading := text[s.Span.Start:s.Body.Start]
		if first := strings.TrimLeft(heading, " "); !strings.HasPrefix(first, "#") && !strings.Contains(heading, "\n") {
			continue // a bold line: no heading of its own
		}
		words := strings.Join(strings.Fields(text[s.Title.Start:s.Title.End]), " ")
		if depth := s.Level - shallowest + level + 1; level < 6 {
			words = strings.Repeat("#", min(depth, 6)) + " " + words
		}
		edits = append(edits, document.Edit{Span: document.Span{Start: s.Span.Start, End: s.Body.Start}, Text: words})
	}
	out, err := document.Apply([]byte(text), edits...)
	if err != nil { // cannot happen: headings don't overlap
		return text
	}
	return string(out)
}

// contained reports whether a heading behind text would be one.
func contained(text string) bool {
	const sentinel = "sentinel"
	doc := document.Parse("", []byte("\n"+text+"\n\n# "+sentinel+"\n"))
	return len(doc.Sections) > 0 && doc.Sections[len(doc.Sections)-1].Heading == sentinel
}

func longestRun(s string, b byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] == b {
			run++
			longest = max(longest, run)
		} else {
			run = 0
		}
	}
	return longest
}

// numberFactors gives the factors of a plain list their ids when an action names one.
func (a page) numberFactors(text string, level int) string {
	if !slices.ContainsFunc(a.Actions, func(x Action) bool { return x.Factor != "" }) {
		return text
	}
	heading := strings.Repeat("#", level) + " Contributing factors\n\n"
	var edits []document.Edit
	for i, f := range document.Parse("", []byte("\n"+heading+text)).Factors {
		if f.ID != "" {
			return text
		}
		at := f.Span.Start - len(heading) - 1
		edits = append(edits, document.Edit{Span: document.Span{Start: at, End: at}, Text: fmt.Sprintf("**F%d** ", i+1)})
	}
	out, err := document.Apply([]byte(text), edits...)
	if err != nil { // cannot happen: factors don't overlap
		return text
	}
	return string(out)
}
