package rules

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var placeholder = lint.Rule{
	ID:       "structure/placeholder",
	Summary:  "a placeholder waits to be replaced",
	Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		for i := range p.Doc.Prose {
			b := &p.Doc.Prose[i]
			if b.Kind == document.Heading || b.Kind == document.Quotation {
				continue
			}
			if at := japanesePlaceholder(b.Text); at.Len() > 0 && b.Action < 0 {
				p.Report(unfilled(p, b.Source(at), b.Text[at.Start:at.End]))
				continue
			}
			if !mayHavePlaceholder(b.Text) {
				continue
			}
			for _, m := range placeholderText().FindAllStringSubmatchIndex(b.Text, -1) {
				at := document.Span{Start: max(m[2], m[4]), End: max(m[3], m[5])} // one of the two groups, the other is -1
				inside := func(s document.Span) bool { return s.Contains(at) }
				if slices.ContainsFunc(b.Code, inside) || slices.ContainsFunc(b.Links, inside) || !stands(b, at) {
					continue
				}
				p.Report(unfilled(p, b.Source(at), b.Text[at.Start:at.End]))
			}
		}
		for _, at := range anglePlaceholders(p.Doc) {
			p.Report(unfilled(p, at, string(p.Doc.Source[at.Start:at.End])))
		}
	},
}

func unfilled(p *lint.Pass, at document.Span, text string) lint.Finding {
	return lint.Finding{
		Span: at, Message: p.Say("%q stands where the reader expects the facts.", short(text)),
		Question: p.Say("What is known so far, and what would it take to find out the rest?"),
	}
}

// japanesePlaceholder is the place of a text in Japanese that is nothing but a placeholder, or has circles for what is to be filled in; empty where it has none.
func japanesePlaceholder(text string) document.Span {
	circles := strings.Contains(text, "○○") || strings.Contains(text, "〇〇")
	// What asks to be written says so: 記 or 書.
	if !circles && (len(text) > maxBlank || !strings.Contains(text, "記") && !strings.Contains(text, "書") || !isJapanese(text)) {
		return document.Span{}
	}
	if m := japaneseBlank().FindStringIndex(text); m != nil {
		return document.Span{Start: m[0], End: m[1]}
	}
	return document.Span{}
}

// maxBlank is longer than any text that is nothing but a placeholder in Japanese, in bytes.
const maxBlank = 80

// japaneseBlank needs most of its words to be all of a text: a sentence may speak of them.
var japaneseBlank = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[(（【\[]?(?:未記入|未記載|要記入|要追記|後で(?:書く|記入|追記)|後日(?:記載|追記|記入)(?:予定|します)?|(?:記載|追記|記入)予定|ここに(?:記入|記載|書)[^。]{0,12}|記入してください|記載してください)[)）】\]]?。?$|(?:○○|〇〇)`)
})

// stands tells a placeholder from the same word in use: "TODO" as the status of an action item, or "left a TODO" in a sentence.
func stands(b *document.Block, at document.Span) bool {
	before, after := strings.TrimSpace(b.Text[:at.Start]), strings.TrimSpace(b.Text[at.End:])
	if b.Action >= 0 {
		return b.Kind != document.TableCell && before == "" && strings.Trim(after, ".:") == ""
	}
	if b.Text[at.Start:at.End] != "TODO" {
		return true
	}
	if before == "" && b.Kind == document.TableCell {
		return strings.HasPrefix(after, ":") // else it is more often a state than a gap
	}
	return before == "" || strings.HasPrefix(after, ":") || strings.ContainsRune(".:;!?([|–—-", rune(before[len(before)-1]))
}

// mayHavePlaceholder spares most text the regular expression, which would cost more than parsing it.
func mayHavePlaceholder(text string) bool {
	begins := func(rest string, hints ...string) bool {
		return slices.ContainsFunc(hints, func(hint string) bool { return strings.HasPrefix(rest, hint) })
	}
	for i := range len(text) {
		if !opensPlaceholder[text[i]] {
			continue
		}
		found := false
		switch rest := text[i:]; text[i] {
		case 'T':
			found = begins(rest, "TODO", "TBD", "TBC")
		case 'F':
			found = begins(rest, "FIXME")
		case 'X':
			found = begins(rest, "XXX")
		case '{':
			found = begins(rest, "{{")
		case '[':
			found = begins(rest, "[what ", "[how ", "[which ", "[Which ")
		case 'p', 'P': // of "lorem ipsum"
			found = i > 0 && lower(text[i-1]) == 'i' && begins(rest, "psum", "PSUM")
		}
		if found {
			return true
		}
	}
	return false
}

var opensPlaceholder = [256]bool{'T': true, 'F': true, 'X': true, '{': true, '[': true, 'p': true, 'P': true}

var placeholderText = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[\s(\[|])(TODO|TBD|TBC|FIXME|XXX|\{\{[^{}]*\}\}|(?i:lorem ipsum))(?:$|[\s.,:;!?)\]|])|(\[(?:what|how|[Ww]hich) [^\[\]]*\])`)
})

var angleText = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)<(?:insert|your|add|fill|describe|enter)\s[^<>\n]*>`)
})

// anglePlaceholders finds "<insert the number>". Markdown takes it for an HTML tag and shows nothing, so it is no prose and is looked for in the source.
func anglePlaceholders(d *document.Document) []document.Span {
	if !angleText().Match(d.Source) {
		return nil
	}
	source := bytes.Clone(d.Source)
	hide := func(s document.Span) { copy(source[s.Start:s.End], bytes.Repeat([]byte{' '}, s.Len())) }
	hide(d.Meta.Span)
	for _, c := range d.Comments {
		hide(c.Span)
	}
	var found []document.Span
	fence, at := "", 0
	for line := range bytes.Lines(source) {
		start := at
		at += len(line)
		mark := string(bytes.TrimLeft(line, " \t-*"))
		switch {
		case bytes.HasPrefix(bytes.TrimLeft(line, " "), []byte(">")): // a quotation
			continue
		case fence != "":
			if strings.HasPrefix(mark, fence) {
				fence = ""
			}
			continue
		case strings.HasPrefix(mark, "```"), strings.HasPrefix(mark, "~~~"):
			fence = mark[:3]
			continue
		}
		ticks, from := 0, 0
		for _, m := range angleText().FindAllIndex(line, -1) {
			ticks += bytes.Count(line[from:m[0]], []byte("`"))
			from = m[0]
			if ticks%2 == 0 {
				found = append(found, document.Span{Start: start + m[0], End: start + m[1]})
			}
		}
	}
	return found
}
