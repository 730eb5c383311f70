package lint

import (
	"bytes"
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
)

// readProse asks the language of every sentence of prose about it.
func (l *Linter) readProse(doc *document.Document, passages []passage) []Remark {
	vocabulary := l.vocabulary(doc)
	var remarks []Remark
	for _, p := range passages {
		b := &doc.Prose[p.block]
		if b.Kind == document.Quotation {
			continue
		}
		for _, r := range p.language.Read(part(languageBlock(b), p.Range), vocabulary) {
			if r.Likely && l.options.CertainOnly {
				continue
			}
			r.Range, r.Sentence = shifted(r.Range, p.Start), shifted(r.Sentence, p.Start)
			remarks = append(remarks, Remark{Remark: r, Block: b, source: doc.Source, messages: p.language.Messages()})
		}
	}
	return remarks
}

// part is the part of a block in a range.
func part(b language.Block, r language.Range) language.Block {
	if r.Start == 0 && r.End == len(b.Text) {
		return b
	}
	cut := func(list []language.Range) []language.Range {
		var out []language.Range
		for _, in := range list {
			if in.Start < r.End && in.End > r.Start {
				out = append(out, language.Range{Start: max(in.Start, r.Start) - r.Start, End: min(in.End, r.End) - r.Start})
			}
		}
		return out
	}
	return language.Block{Text: b.Text[r.Start:r.End], Form: b.Form, Names: cut(b.Names), Muted: cut(b.Muted)}
}

func shifted(r language.Range, by int) language.Range {
	return language.Range{Start: r.Start + by, End: r.End + by}
}

// vocabulary adds what the document teaches to what the team configured: the people whom its metadata names, and its services, which are systems.
func (l *Linter) vocabulary(doc *document.Document) *language.Vocabulary {
	v := l.options.Vocabulary
	v.People = append(slices.Clone(v.People), doc.Meta.People...)
	v.Systems = append(slices.Clone(v.Systems), doc.Meta.Services...)
	return &v
}

func languageBlock(b *document.Block) language.Block {
	out := language.Block{Text: withoutLabel(b.Text), Form: language.Paragraph, Names: ranges(b.Code), Muted: ranges(b.Links)}
	switch {
	case b.Action >= 0:
		out.Form = language.Action
	case b.Event >= 0 && b.Kind != document.Paragraph:
		out.Form = language.Event
	case b.Kind == document.Heading:
		out.Form = language.Heading
	case b.Kind == document.ListItem:
		out.Form = language.ListItem
	case b.Kind == document.TableCell:
		out.Form = language.TableCell
	}
	return out
}

// withoutLabel blanks the number that a list item or a factor begins with ("F2 Raj forgot it", "AI-3 …", "[RC1] …"): next to a name it would pass for a part
// of it. "S3 failed" keeps its subject.
func withoutLabel(text string) string {
	end, numbered := 0, false
	for end < len(text) && end < len("[ABC-123]") && text[end] != ' ' {
		numbered = numbered || text[end] >= '0' && text[end] <= '9'
		end++
	}
	if !numbered {
		return text
	}
	label := strings.Trim(text[:end], "[](){}:.")
	letters := strings.TrimRight(label, "0123456789")
	digits := len(label) - len(letters)
	letters = strings.TrimSuffix(letters, "-")
	capitals := len(letters) > 0 && len(letters) <= 3 && strings.Trim(letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
	if digits == 0 || digits > 3 || !capitals {
		return text
	}
	next := strings.TrimLeft(text[end:], " ")
	if next == "" || next[0] < 'A' || next[0] > 'Z' {
		return text
	}
	return strings.Repeat(" ", end) + text[end:]
}

func ranges(spans []document.Span) []language.Range {
	if len(spans) == 0 {
		return nil
	}
	out := make([]language.Range, len(spans))
	for i, s := range spans {
		out[i] = language.Range{Start: s.Start, End: s.End}
	}
	return out
}

// Finding turns a remark into a finding with its place in the source; the rule adds the message.
func (r Remark) Finding() Finding {
	f := Finding{
		Span:     r.Block.Source(document.Span{Start: r.Range.Start, End: r.Range.End}),
		Question: r.Question,
		Likely:   r.Likely,
	}
	if r.Rewrite == "" {
		return f
	}
	text, ok := withMarkup(r.source, r.Block, r.Sentence, r.Rewrite)
	span, whole := sentenceSpan(r.source, r.Block, r.Sentence)
	if ok && whole {
		f.Suggestions = []Suggestion{{Text: text, Span: span}}
	}
	return f
}

// withMarkup gives the code and the links of a sentence back to its rewrite, which is plain text. It is not ok when one of them has no
// place in the rewrite: taking the words would lose it.
func withMarkup(source []byte, b *document.Block, sentence language.Range, rewrite string) (string, bool) {
	in := document.Span{Start: sentence.Start, End: sentence.End}
	for _, s := range slices.Concat(b.Code, b.Links) {
		if !in.Contains(s) || s.Len() == 0 {
			continue
		}
		plain := b.Text[s.Start:s.End]
		if strings.Count(rewrite, plain) != 1 {
			return "", false
		}
		m := marked(source, b.Source(s))
		rewrite = strings.Replace(rewrite, plain, string(source[m.Start:m.End]), 1)
	}
	return rewrite, true
}

// marked widens the span of code or of a link's text to the marks around it.
func marked(source []byte, s document.Span) document.Span {
	before, after := source[:s.Start], source[s.End:]
	switch {
	case bytes.HasSuffix(before, []byte("`")):
		ticks := len(before) - len(bytes.TrimRight(before, "`"))
		return document.Span{Start: s.Start - ticks, End: min(s.End+ticks, len(source))}
	case bytes.HasSuffix(before, []byte("[")) && bytes.HasPrefix(after, []byte("](")):
		if end := bytes.IndexByte(after, ')'); end >= 0 {
			return document.Span{Start: s.Start - 1, End: s.End + end + 1}
		}
	}
	return s
}

// sentenceSpan is a sentence's place in the source without blanks at its ends and with the marks of what begins or ends it. It is not
// whole when emphasis reaches into it from outside: other words in its place would leave half of the marks behind.
func sentenceSpan(source []byte, b *document.Block, r language.Range) (document.Span, bool) {
	text := b.Text[r.Start:r.End]
	start := r.Start + len(text) - len(strings.TrimLeft(text, " "))
	in := document.Span{Start: start, End: start + len(strings.TrimSpace(text))}
	span := b.Source(in)
	for _, s := range slices.Concat(b.Code, b.Links) {
		if s.Start == in.Start && s.Len() > 0 {
			span.Start = min(span.Start, marked(source, b.Source(s)).Start)
		}
		if s.End == in.End && s.Len() > 0 {
			span.End = max(span.End, marked(source, b.Source(s)).End)
		}
	}
	const marks = "*_~"
	wide := document.Span{
		Start: len(bytes.TrimRight(source[:span.Start], marks)),
		End:   len(source) - len(bytes.TrimLeft(source[span.End:], marks)),
	}
	for _, s := range []document.Span{span, {Start: wide.Start, End: span.End}, {Start: span.Start, End: wide.End}, wide} {
		if balanced(source[s.Start:s.End]) {
			return s, true
		}
	}
	return span, false
}

// balanced reports whether as much emphasis ends in text as begins in it, as far as counting marks can tell.
func balanced(text []byte) bool {
	var count [256]int
	code := false
	at := func(i int) byte {
		if i < 0 || i >= len(text) {
			return ' '
		}
		return text[i]
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '\\':
			i++
		case '`':
			code = !code
		case '*', '_', '~':
			from := i
			for at(i+1) == c {
				i++
			}
			before, after := at(from-1), at(i+1)
			inWord := c == '_' && isWord(before) && isWord(after)
			if !code && !inWord && (before != ' ' || after != ' ') {
				count[c]++ // a run of marks is one
			}
		}
	}
	return count['*']%2 == 0 && count['_']%2 == 0 && count['~']%2 == 0
}

func isWord(b byte) bool {
	return b >= 0x80 || b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z'
}
