package review

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxQuote bounds what is quoted from a document in one place, in characters.
const maxQuote = 120

// code shows words of a document as they are, in a code span: nothing in it is a mention, a link or a comment.
func code(s string) string {
	s = short(visible(s), maxQuote)
	if s == "" {
		return ""
	}
	fence := strings.Repeat("`", longestRun(s, '`')+1)
	if s[0] == '`' || s[len(s)-1] == '`' {
		s = " " + s + " "
	}
	return fence + s + fence
}

// cell is code for a table, whose bars would end the cell even in a code span.
func cell(s string) string { return strings.ReplaceAll(code(s), "|", `\|`) }

// plain shows words as words: no markup, no HTML, no mention, no reference to an issue, no link.
func plain(s string) string { return asWords.Replace(visible(s)) }

// asWords takes a character's meaning away, and keeps "@", "#", "://" and "www." apart from what follows.
var asWords = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "~", `\~`, "|", `\|`, "$", `\$`, "<", "&lt;", ">", "&gt;", "&", "&amp;",
	"@", "@"+apart, "#", "#"+apart, "://", ":"+apart+"//", "www.", "www"+apart+".", "GH-", "GH-"+apart, "gh-", "gh-"+apart,
)

// inHTML is plain for text inside a block of HTML, where markdown means nothing.
func inHTML(s string) string { return asText.Replace(visible(s)) }

var asText = strings.NewReplacer("<", "&lt;", ">", "&gt;", "&", "&amp;", `"`, "&quot;", "`", "&#96;", "@", "@"+apart, "#", "#"+apart, "://", ":"+apart+"//", "www.", "www"+apart+".")

// apart has no width.
const apart = "\u200b"

// visible is s in one line, without characters that steer or hide.
func visible(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == utf8.RuneError, unicode.IsControl(r), unicode.Is(unicode.Cf, r) && r != '\u200d' && r != '\u200c': // joiners shape letters and emoji
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

func short(s string, limit int) string {
	n := 0
	for i := range s {
		if n == limit {
			return strings.TrimSpace(s[:i]) + "…"
		}
		n++
	}
	return s
}

// fenced is a code block that nothing in the text can end.
func fenced(info, text string) string {
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	fence := strings.Repeat("`", max(3, longestRun(text, '`')+1))
	return fence + info + "\n" + text + fence
}

func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != c {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}
