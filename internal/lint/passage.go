package lint

import (
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
)

// passage is a part of a block in one language.
type passage struct {
	language.Range
	language language.Language
}

// passages cuts a text by language: all of it when one is chosen or no other than the first claims any, otherwise sentence by sentence. What no language
// reads is left out.
func (l *Linter) passages(text string) []passage {
	whole := language.Range{Start: 0, End: len(text)}
	if code := l.options.Language; code != "" && code != "auto" {
		for _, lang := range l.languages {
			if lang.Code() == code {
				return []passage{{whole, lang}}
			}
		}
		return nil
	}
	if len(l.languages) == 0 {
		return nil
	}
	if !l.mixed(text) {
		return []passage{{whole, l.languages[0]}}
	}
	var out []passage
	for start := 0; start < len(text); {
		end := start + sentenceEnd(text[start:])
		lang := language.Best(l.languages, text[start:end])
		switch n := len(out); {
		case lang == nil:
		case n > 0 && out[n-1].language == lang && out[n-1].End == start:
			out[n-1].End = end
		default:
			out = append(out, passage{language.Range{Start: start, End: end}, lang})
		}
		start = end
	}
	return out
}

// mixed reports whether another language than the first claims any of a text.
func (l *Linter) mixed(text string) bool {
	for _, lang := range l.languages[1:] {
		if lang.Fits(text) > 0 {
			return true
		}
	}
	return false
}

// sentenceEnd is where the first sentence of a text ends, as far as any script marks it, with the blanks behind it. Quotation marks and brackets stay with what they
// close.
func sentenceEnd(text string) int {
	ended := false
	for i, r := range text {
		switch r {
		case '。', '！', '？', '｡':
			ended = true
		case '.', '!', '?':
			next, _ := utf8.DecodeRuneInString(text[i+1:])
			ended = next == ' ' || next >= 0x2e80
		case '」', '』', '）', ')', '"', '”', '’', ' ':
		default:
			if ended {
				return i
			}
		}
	}
	return len(text)
}

// Language is that of a document as a whole: the one that is chosen, or the one that most of its prose is in; the first where it has none. It is nil for a linter without
// languages.
func (l *Linter) Language(doc *document.Document) language.Language {
	size := map[string]int{} // by code
	var most language.Language
	for i := range doc.Prose {
		for _, p := range l.passages(doc.Prose[i].Text) {
			size[p.language.Code()] += utf8.RuneCountInString(doc.Prose[i].Text[p.Start:p.End])
			if most == nil || size[p.language.Code()] > size[most.Code()] {
				most = p.language
			}
		}
	}
	if most == nil && len(l.languages) > 0 {
		return l.languages[0]
	}
	return most
}

// messagesFor are the words for a document as a whole.
func (l *Linter) messagesFor(doc *document.Document) *language.Catalogue {
	if spoken := l.Language(doc); spoken != nil {
		return spoken.Messages()
	}
	return nil
}
