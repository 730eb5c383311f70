package lint

import (
	"slices"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
)

// passage is a part of a block in one language.
type passage struct {
	language.Range
	language language.Language
}

// passages cuts a text by language and appends the parts to out: all of it when one is chosen or no other than the first claims any, otherwise sentence by
// sentence. What no language reads is left out.
func (l *Linter) passages(out []passage, text string) []passage {
	whole := language.Range{Start: 0, End: len(text)}
	if lang, chosen := l.chosen(); lang != nil {
		return append(out, passage{whole, lang})
	} else if chosen || len(l.languages) == 0 {
		return out
	}
	if !l.mixed(text) {
		return append(out, passage{whole, l.languages[0]})
	}
	for start := 0; start < len(text); {
		end := start + sentenceEnd(text[start:])
		lang := l.best(text[start:end])
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

// chosen is the language that all documents are read in, if one is; nil where none has its code.
func (l *Linter) chosen() (lang language.Language, ok bool) {
	code := l.options.Language
	if code == "" || code == "auto" {
		return nil, false
	}
	i := slices.IndexFunc(l.languages, func(lang language.Language) bool { return lang.Code() == code })
	if i < 0 {
		return nil, true
	}
	return l.languages[i], true
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

// best is the language that a text fits best, the first of those that it fits alike; nil when it fits none.
func (l *Linter) best(text string) language.Language {
	var best language.Language
	most := 0.0
	for _, lang := range l.languages {
		if fits := lang.Fits(text); fits > most {
			best, most = lang, fits
		}
	}
	return best
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

// messages are the words of a language.
func (l *Linter) messages(lang language.Language) language.Words {
	return language.Words{Own: lang.Messages(), Fallback: l.languages[0].Messages()}
}

// messagesFor are the words for a document as a whole: of the language that is chosen, or of the one that most of its prose is in.
func (l *Linter) messagesFor(doc *document.Document) language.Words {
	if len(l.languages) == 0 {
		return language.Words{}
	}
	if _, chosen := l.chosen(); !chosen && !slices.ContainsFunc(doc.Prose, func(b document.Block) bool { return l.mixed(b.Text) }) {
		return l.messages(l.languages[0])
	}
	size := map[string]int{} // by code
	var most language.Language
	var passages []passage
	for i := range doc.Prose {
		text := doc.Prose[i].Text
		passages = l.passages(passages[:0], text)
		for _, p := range passages {
			size[p.language.Code()] += utf8.RuneCountInString(text[p.Start:p.End])
			if most == nil || size[p.language.Code()] > size[most.Code()] {
				most = p.language
			}
		}
	}
	if most == nil {
		most = l.languages[0]
	}
	return l.messages(most)
}
