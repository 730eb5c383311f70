package interview

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean makes text that came from outside safe to keep and to draw: valid UTF-8, line feeds, and no control characters or terminal sequences.
func clean(text string) string {
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "�")
	}
	if !hasControl(text) {
		return text
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	text = sequencePattern().ReplaceAllString(text, "")
	return strings.Map(func(r rune) rune {
		if isControl(r) {
			return -1
		}
		return r
	}, text)
}

// Colours, titles and other terminal sequences that are whole. Of others only the control characters go: what follows may be words.
var sequencePattern = lazy(`(?:\x1b\[|\x{9b})[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)|\x1b[ -/]+[0-~]|\x1b[=>78cDEHMNOZ]`)

// hasControl is strings.ContainsFunc(text, isControl), fast enough for a long text at every keystroke.
func hasControl(text string) bool {
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			if c < ' ' && c != '\n' && c != '\t' || c == '\u007f' {
				return true
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if isControl(r) {
			return true
		}
		i += size
	}
	return false
}

// isControl reports whether r would do something to a terminal, or to the direction of the text around it, instead of standing in it.
func isControl(r rune) bool {
	switch {
	case r == '\n', r == '\t':
		return false
	case r < '\u00a0':
		return r < ' ' || r >= '\u007f'
	case r < '\u2028':
		return false
	}
	return r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// oneLine joins lines with spaces.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// names splits a list at commas, semicolons and line ends.
func names(text string) []string {
	var list []string
	for _, name := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if name = strings.Trim(name, " \t\"'[]"); name != "" {
			list = append(list, name)
		}
	}
	return list
}

// trimmed drops blank lines before and white space after a text.
func trimmed(text string) string {
	for {
		line, rest, ok := strings.Cut(text, "\n")
		if !ok || strings.TrimSpace(line) != "" {
			return strings.TrimRightFunc(text, unicode.IsSpace)
		}
		text = rest
	}
}

var markupPattern = lazy("^(?:[ \t]|[-*+] |\\d+[.)] |#{1,6} |[>|]|```|~~~)")

// points makes a markdown list of a text that has one point a line, with or without empty lines between them. A text with markup
// of its own is taken as it is.
func points(text string) string {
	text = trimmed(text)
	if text == "" {
		return ""
	}
	var list []string
	for line := range strings.Lines(text) {
		line = strings.TrimRightFunc(line, unicode.IsSpace)
		switch {
		case line == "":
		case markupPattern().MatchString(line):
			return text
		default:
			list = append(list, line)
		}
	}
	return bullets(list)
}

// bullets makes a markdown list.
func bullets(list []string) string {
	lines := make([]string, len(list))
	for i, item := range list {
		lines[i] = "- " + strings.ReplaceAll(trimmed(item), "\n", "\n  ") // what goes on stays in its item
	}
	return strings.Join(lines, "\n")
}
