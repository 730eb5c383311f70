package document

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A sketch of a document is what stands before its first section, all of its headings, and the text of those sections in which metadata may stand. Its head is
// that of the document, and parsing it costs a fraction. Sketches are made of documents whose headings can be told line by line; of all others, in which a
// heading might be hidden in code or HTML, or be a label, there is none.

// sketcher goes through a document line by line.
type sketcher struct {
	names  sectionNames
	out    []byte
	fence  byte // that a block of code began with, 0 outside of one
	kept   bool // the text here is
	within int  // the level of the heading whose subsections may hold metadata, 0 for none
	named  bool // a section with a name has begun
	above  string
}

// sketch makes the sketch of a document, false where it can't.
func (p Parser) sketch(source []byte) ([]byte, bool) {
	start := 0
	if mayOpenFront(source) {
		d, _, _ := p.open("", source, source)
		start = d.Meta.Span.End
	}
	s := sketcher{names: p.names(), out: append(make([]byte, 0, start+2048), source[:start]...), kept: true}
	rest := string(source[start:])
	if strings.Count(rest, "\r") != strings.Count(rest, "\r\n") {
		return nil, false
	}
	for line := range strings.Lines(rest) {
		if !s.line(strings.TrimRight(line, "\r\n")) {
			return nil, false
		}
		if s.kept {
			s.out = append(s.out, line...)
		}
	}
	return s.out, s.fence == 0
}

// line reads a line and decides whether it is kept. It reports whether it is understood.
func (s *sketcher) line(line string) bool {
	above := s.above
	s.above = line
	text := strings.TrimLeft(line, " \t")
	indent := line[:len(line)-len(text)]
	if s.fence != 0 {
		if text != "" && text[0] == s.fence && len(indent) <= 3 && strings.HasPrefix(text, strings.Repeat(text[:1], 3)) && strings.Trim(text, text[:1]+" \t") == "" {
			s.fence = 0
			return !strings.Contains(indent, "\t")
		}
		return true
	}
	if text == "" {
		return true
	}
	switch text[0] {
	case '`', '~':
		mark := text[:1]
		if run := len(text) - len(strings.TrimLeft(text, mark)); run >= 3 {
			s.fence = text[0]
			return run == 3 && indent == "" && !strings.Contains(text[3:], mark)
		}
	case '<':
		return indent == "" && strings.HasPrefix(text, "<!--") && strings.HasSuffix(text, "-->") && strings.Count(text, "<!--") == 1 && strings.Count(text, "-->") == 1
	case '#':
		if level := len(text) - len(strings.TrimLeft(text, "#")); level <= 6 && (level == len(text) || text[level] == ' ' || text[level] == '\t') {
			if indent != "" {
				return false
			}
			s.heading(level, text)
			return true
		}
	}
	return s.kept || s.isPlain(text, above)
}

// heading keeps a heading, and the text under it where metadata may stand there.
func (s *sketcher) heading(level int, line string) {
	title := strings.Trim(line, "# \t")
	folded, name := foldHeading(title), s.names.canonical(title)
	s.named = s.named || level == 2 && name != "" && name != Summary
	if s.within >= level {
		s.within = 0
	}
	if namesDetails(folded) && s.within == 0 {
		s.within = level
	}
	marked := strings.ContainsAny(title, "*_`[]<>&\\~!")
	s.kept = !s.named || s.within > 0 || marked || name == Summary || headsField(title, true)
	if !s.kept {
		s.out = append(append(s.out, line...), '\n')
	}
}

// isPlain reports whether a line of text that is left out is no heading of any kind, and is not needed to understand what is kept.
func (s *sketcher) isPlain(text, above string) bool {
	switch {
	case strings.Trim(text, "= \t") == "", strings.Trim(text, "- \t") == "" && strings.TrimSpace(above) != "" && !strings.HasPrefix(above, "|"): // it underlines one
		return false
	case len(text) >= maxMarkup && (len(text) >= maxText || countMarkup([]byte(text)) >= maxMarkup): // it is cut into several
		return false
	case text[0] == '[' && strings.Contains(text, "]:"), strings.Contains(text, "<!--"):
		return false
	case strings.HasPrefix(text, ":::"), isAdmonition([]byte(text)): // its title may be a section's
		return false
	}
	for _, mark := range []string{"**", "__"} { // whichever of them open and close
		if parts := strings.Split(text, mark); slices.ContainsFunc(parts[1:], s.mayName) {
			return false
		}
	}
	first, size := utf8.DecodeRuneInString(text)
	item := strings.ContainsRune("-+*", first) && len(text) > size && isBlank(text[size])
	if item || first == '>' || unicode.IsLower(first) || first == '|' && strings.Count(text, "|") > 2 {
		return true
	}
	if n, _ := headMark(text); n > 0 {
		return false
	}
	return !s.mayName(text)
}

// mayName reports whether a text may be the name of a section, once its markup is gone.
func (s *sketcher) mayName(text string) bool {
	if strings.ContainsAny(text, "<&\\") {
		return len(text) <= maxHeading
	}
	if strings.Contains(text, "[") {
		shown := 0
		for i, part := range strings.Split(text, "](") {
			if _, behind, found := strings.Cut(part, ")"); found && i > 0 {
				part = behind
			}
			shown += len(part)
		}
		return shown <= maxLabel+2
	}
	if strings.ContainsAny(text, "*_`~") {
		text = strings.Map(func(r rune) rune {
			if strings.ContainsRune("*_`~", r) {
				return -1
			}
			return r
		}, text)
	}
	return len(text) <= maxLabel && s.names.canonical(text) != ""
}
