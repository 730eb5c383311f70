package lint

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
)

// passage is a part of a block in one language.
type passage struct {
	language.Range
	block    int // index in Document.Prose
	language language.Language
}

// passages cuts the prose of a document by language: a block is one passage when a language is chosen or no other than the first claims any of it,
// otherwise it is cut sentence by sentence. What no language reads is left out.
func (l *Linter) passages(doc *document.Document) []passage {
	lang, chosen := l.chosen()
	if len(l.languages) == 0 || chosen && lang == nil {
		return nil
	}
	out := make([]passage, 0, len(doc.Prose))
	for i := range doc.Prose {
		text := doc.Prose[i].Text
		switch whole := (language.Range{Start: 0, End: len(text)}); {
		case chosen:
			out = append(out, passage{whole, i, lang})
		case !l.mixed(text):
			out = append(out, passage{whole, i, l.languages[0]})
		default:
			out = l.sentences(out, i, text)
		}
	}
	return out
}

// sentences appends the passages of a block in which there may be several languages.
func (l *Linter) sentences(out []passage, block int, text string) []passage {
	for start := 0; start < len(text); {
		end := start + sentenceEnd(text[start:])
		lang := language.Best(l.languages, text[start:end])
		switch n := len(out); {
		case lang == nil:
		case n > 0 && out[n-1].block == block && out[n-1].language == lang && out[n-1].End == start:
			out[n-1].End = end
		default:
			out = append(out, passage{language.Range{Start: start, End: end}, block, lang})
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

// sentenceEnd is where the first sentence of a text ends, as far as any script marks it, with the blanks behind it. Quotation marks and brackets stay with what they
// close.
func sentenceEnd(text string) int {
	ended := false
	for i := 0; i < len(text); {
		if !ended && !mayEnd(text, i) { // most of a text; no byte inside of a rune may end a sentence
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
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
		i += size
	}
	return len(text)
}

// mayEnd reports whether what begins with the byte at i may end a sentence.
func mayEnd(text string, i int) bool {
	switch text[i] {
	case '.', '!', '?', "！"[0]:
		return true
	case "。"[0]:
		return i+1 < len(text) && text[i+1] == "。"[1] // no kana
	}
	return false
}

// Language is that of a document as a whole: the one that is chosen, or the one that most of its prose is in; the first where it has none. It is nil for a linter without
// languages.
func (l *Linter) Language(doc *document.Document) language.Language {
	return l.languageOf(doc, l.passages(doc))
}

func (l *Linter) languageOf(doc *document.Document, passages []passage) language.Language {
	if len(passages) == 0 {
		if len(l.languages) == 0 {
			return nil
		}
		return l.languages[0]
	}
	most := passages[0].language
	if !slices.ContainsFunc(passages, func(p passage) bool { return p.language.Code() != most.Code() }) {
		return most
	}
	size := map[string]int{} // by code
	for _, p := range passages {
		size[p.language.Code()] += utf8.RuneCountInString(doc.Prose[p.block].Text[p.Start:p.End])
		if size[p.language.Code()] > size[most.Code()] {
			most = p.language
		}
	}
	return most
}

// Unread reports whether a document is in a language that nobody here reads: that its sentences draw no remark says nothing of them. Where the language is chosen, or
// no rule asks what sentences say, there is nothing to report.
func (l *Linter) Unread(doc *document.Document) bool {
	if _, chosen := l.chosen(); chosen || !slices.ContainsFunc(l.rules, func(r Rule) bool { return r.Group() == "blame" }) {
		return false
	}
	const enough = 4000 // bytes
	var text strings.Builder
	for i := range doc.Prose {
		if text.Len() > enough {
			break
		}
		text.WriteString(doc.Prose[i].Text)
		text.WriteByte('\n')
	}
	best := language.Best(l.languages, text.String())
	return best != nil && best.Fits(text.String()) < language.Doubtful
}

// messagesFor are the words for a document as a whole.
func (l *Linter) messagesFor(doc *document.Document, passages []passage) *language.Catalogue {
	if spoken := l.languageOf(doc, passages); spoken != nil {
		return spoken.Messages()
	}
	return nil
}
