package learn

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// A term is what is searched for and counted: a word in lower case, or where a script has no blanks between words, each pair of
// neighbouring characters. Full-width letters are the same as others, and the plural of a word is the word.

// isTerm reports whether a character is part of terms.
func isTerm(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// unspaced reports whether a character belongs to a script that is written without blanks.
func unspaced(r rune) bool {
	return r >= 0x0e00 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) || r == 'ー')
}

// fold makes characters that are the same to a reader equal.
func fold(r rune) rune {
	if r < utf8.RuneSelf {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	if r >= 0xff00 && r <= 0xffef {
		if folded := width.LookupRune(r).Folded(); folded != 0 {
			r = folded
		}
	}
	return unicode.ToLower(r)
}

// term is one term of a text: its folded bytes, and where it stands in the text. The bytes hold until the next one.
type term struct {
	text       []byte
	start, end int
}

// eachTerm calls found with the terms of a text in their order. buffer is room to work in, to be used again; it returns it.
func eachTerm(text string, buffer []byte, found func(term)) []byte {
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case !isTerm(r):
			i += n
		case unspaced(fold(r)):
			i = pairs(text, i, &buffer, found)
		default:
			start := i
			buffer = buffer[:0]
			for i < len(text) {
				r, n := rune(text[i]), 1
				if r >= utf8.RuneSelf {
					r, n = utf8.DecodeRuneInString(text[i:])
				}
				if !isTerm(r) || unspaced(r) {
					break
				}
				buffer = utf8.AppendRune(buffer, fold(r))
				i += n
			}
			found(term{singular(buffer), start, i})
		}
	}
	return buffer
}

// pairs are the terms of a run of unspaced characters: each with its neighbour, or a single one alone. It returns where the run ends.
func pairs(text string, i int, buffer *[]byte, found func(term)) int {
	previous, from, paired := rune(0), i, false
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		r = fold(r)
		if !unspaced(r) {
			break
		}
		if previous != 0 {
			*buffer = utf8.AppendRune(utf8.AppendRune((*buffer)[:0], previous), r)
			found(term{*buffer, from, i + n})
			from = i
			paired = true
		} else {
			from = i
		}
		previous = r
		i += n
	}
	if !paired {
		*buffer = utf8.AppendRune((*buffer)[:0], previous)
		found(term{*buffer, from, i})
	}
	return i
}

// singular drops the s of a plural.
func singular(word []byte) []byte {
	if n := len(word); n > 3 && word[n-1] == 's' && word[n-2] != 's' && word[n-2] != 'u' && word[n-2] != 'i' {
		return word[:n-1]
	}
	return word
}

// terms are the terms of a text.
func terms(text string) []string {
	var all []string
	eachTerm(text, nil, func(t term) { all = append(all, string(t.text)) })
	return all
}

// countWords counts the terms of a postmortem.
func (p *Postmortem) countWords() int {
	n := 0
	count := func(term) { n++ }
	var buffer []byte
	for _, s := range p.Sections {
		buffer = eachTerm(s.Heading, buffer, count)
		for _, passage := range s.Passages {
			buffer = eachTerm(passage.Text, buffer, count)
		}
	}
	return n
}

// equalFold reports whether two texts are the same but for case, width and what stands around them.
func equalFold(a, b string) bool { return foldText(a) == foldText(b) }

func foldText(s string) string { return strings.Map(fold, strings.TrimSpace(s)) }
