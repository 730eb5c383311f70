package learn

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// A search goes through documents as they are written: parsing ten thousand takes seconds, reading them tenths of one. What is told apart here is what a line
// shows by itself. Left out are what nobody reads (the keys of the front matter, comments, the targets of links, fences) and nothing else.

// rank is how much the words of a part of a document say.
type rank int

const (
	inText rank = iota
	inHeading
	inTitle
)

// eachText calls found with the parts of a document's text, none of which reaches over the end of a paragraph, an item or a row, with the heading above it.
func eachText(path, source string, found func(text, heading string, r rank)) {
	w := writing{source: source, found: found}
	w.frontMatter()
	for w.at < len(source) {
		end := len(source)
		if i := strings.IndexByte(source[w.at:], '\n'); i >= 0 {
			end = w.at + i + 1
		}
		if i := strings.Index(source[w.at:end], "<!--"); i >= 0 && !w.code && !w.unclosed {
			if n := strings.Index(source[w.at+i:], "-->"); n >= 0 {
				w.line(w.at + i)
				w.end()
				w.at += n + len("-->")
				w.part = w.at
				continue
			}
			w.unclosed = true // and so is every one behind it
		}
		w.line(end)
	}
	w.end()
	if w.title == "" {
		found(fileTitle(path), "", inTitle)
	}
}

// writing is where in a document its text is being read.
type writing struct {
	source   string
	at       int // where the next line begins
	part     int // where the part begins that is being read
	found    func(text, heading string, r rank)
	title    string
	heading  string // the last one
	code     bool
	unclosed bool // a comment is never closed
}

// frontMatter reads the values of the front matter.
func (w *writing) frontMatter() {
	rest := strings.TrimPrefix(w.source, "\xef\xbb\xbf")
	first, rest, _ := strings.Cut(rest, "\n")
	fence := strings.TrimRight(first, " \t\r")
	if fence != "---" && fence != "+++" {
		return
	}
	var lines []string
	for rest != "" {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		line = strings.TrimRight(line, " \t\r")
		switch {
		case line == fence, line == "..." && fence == "---":
			for _, line := range lines {
				w.field(line)
			}
			w.at = len(w.source) - len(rest)
			w.part = w.at
			return
		case line == "" && len(lines) == 0:
			return // a thematic break
		}
		lines = append(lines, line)
	}
}

// field reads a line of the front matter.
func (w *writing) field(line string) {
	r := inText
	if i := strings.IndexAny(line, ":="); i >= 0 && !strings.ContainsAny(line[:i], `"'[{,/`) {
		key := strings.TrimSpace(line[:i])
		if line = line[i+1:]; strings.EqualFold(key, "title") || key == "タイトル" || key == "件名" {
			r, w.title = inTitle, bare(line)
		}
	}
	w.found(line, "", r)
}

// bare is a title without what may stand around it.
func bare(s string) string { return strings.Trim(s, " \t\r\n\"'#*_`") }

// line reads up to the end of a line, or to a comment on it.
func (w *writing) line(end int) {
	line := w.source[w.at:end]
	text := strings.TrimLeft(line, " \t>")
	switch {
	case strings.HasPrefix(text, "```"), strings.HasPrefix(text, "~~~"):
		w.end()
		w.code = !w.code
		w.part = end
	case strings.TrimSpace(text) == "":
		w.end()
		w.part = end
	case w.code:
		w.end()
		w.found(line, w.heading, inText)
		w.part = end
	case strings.HasPrefix(text, "#") && strings.HasPrefix(strings.TrimLeft(text, "#"), " "):
		w.end()
		w.headed(text)
		w.part = end
	case beginsPart(text):
		w.end()
	}
	w.at = end
}

// headed reads a heading. The first of level 1 is the title, or says it again.
func (w *writing) headed(text string) {
	w.heading = bare(text)
	r := inHeading
	if !strings.HasPrefix(text, "##") {
		if w.title == w.heading {
			return
		}
		if w.title == "" {
			r, w.title = inTitle, w.heading
		}
	}
	w.found(text, w.heading, r)
}

// beginsPart reports whether a line begins an item of a list or a row of a table.
func beginsPart(text string) bool {
	switch text[0] {
	case '|':
		return true
	case '-', '*', '+':
		return len(text) > 1 && text[1] == ' '
	}
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	return digits > 0 && digits < 10 && (strings.HasPrefix(text[digits:], ". ") || strings.HasPrefix(text[digits:], ") "))
}

// end ends a part before what is being read.
func (w *writing) end() {
	if w.part < w.at {
		w.found(withoutTargets(w.source[w.part:w.at]), w.heading, inText)
		w.part = w.at
	}
}

// withoutTargets is a text without the targets of its links.
func withoutTargets(text string) string {
	if !strings.Contains(text, "](") {
		return text
	}
	var b strings.Builder
	for {
		shown, target, found := strings.Cut(text, "](")
		b.WriteString(shown)
		if !found {
			return b.String()
		}
		b.WriteByte(']')
		end, depth := -1, 1
		for i := 0; i < len(target) && target[i] != '\n' && end < 0; i++ {
			switch target[i] {
			case '(':
				depth++
			case ')':
				if depth--; depth == 0 {
					end = i
				}
			}
		}
		if end < 0 {
			line, rest, more := strings.Cut(target, "\n")
			b.WriteString("(" + line)
			if !more {
				return b.String()
			}
			text = "\n" + rest
			continue
		}
		text = target[end+1:]
	}
}

// sectionWeight is how much more the words of a section say than others.
func sectionWeight(name string) float64 {
	switch name {
	case document.Summary:
		return 2
	case document.ContributingFactors, document.LessonsLearned:
		return 1.5
	}
	return 1
}
