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

// term is one term of a text: its folded bytes, which hold until the next one, and where it stands.
type term struct {
	text       []byte
	start, end int
}

// plain holds for each ASCII character what it is within a term, 0 for those that are not.
const plain = "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" +
	"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x000123456789\x00\x00\x00\x00\x00\x00" +
	"\x00abcdefghijklmnopqrstuvwxyz\x00\x00\x00\x00\x00" + "\x00abcdefghijklmnopqrstuvwxyz\x00\x00\x00\x00\x00"

// tokenizer cuts a text into its terms.
type tokenizer struct {
	text   string
	at     int
	buffer []byte
	// previous is the last character of a run without blanks and from where it stands; 0 outside of one.
	previous rune
	from     int
	paired   bool // a pair of this run was given
}

// reset begins another text with the same room to work in.
func (t *tokenizer) reset(text string) { *t = tokenizer{text: text, buffer: t.buffer} }

// next gives the terms in their order, then false.
func (t *tokenizer) next() (term, bool) {
	for t.at < len(t.text) {
		if c := t.text[t.at]; c < utf8.RuneSelf && plain[c] == 0 {
			if found, ok := t.endRun(); ok {
				return found, true
			}
			t.at++
			continue
		}
		r, n := t.rune()
		switch {
		case !isTerm(r):
			if found, ok := t.endRun(); ok {
				return found, true
			}
			t.at += n
		case unspaced(r):
			previous, from := t.previous, t.from
			t.previous, t.from = r, t.at
			t.at += n
			if previous != 0 {
				t.paired = true
				t.buffer = utf8.AppendRune(utf8.AppendRune(t.buffer[:0], previous), r)
				return term{t.buffer, from, t.at}, true
			}
		default:
			if found, ok := t.endRun(); ok {
				return found, true
			}
			return t.word(), true
		}
	}
	return t.endRun()
}

// rune is the next character, folded, and its length.
func (t *tokenizer) rune() (rune, int) {
	if c := t.text[t.at]; c < utf8.RuneSelf {
		return rune(plain[c]), 1
	}
	r, n := utf8.DecodeRuneInString(t.text[t.at:])
	return fold(r), n
}

// word is the word that begins here.
func (t *tokenizer) word() term {
	start := t.at
	t.buffer = t.buffer[:0]
	for t.at < len(t.text) {
		if c := t.text[t.at]; c < utf8.RuneSelf {
			if plain[c] == 0 {
				break
			}
			t.buffer = append(t.buffer, plain[c])
			t.at++
			continue
		}
		r, n := t.rune()
		if !isTerm(r) || unspaced(r) {
			break
		}
		t.buffer = utf8.AppendRune(t.buffer, r)
		t.at += n
	}
	return term{singular(t.buffer), start, t.at}
}

// endRun ends a run of characters without blanks. It gives the only one of the run, which has no neighbour.
func (t *tokenizer) endRun() (term, bool) {
	alone := t.previous != 0 && !t.paired
	if alone {
		t.buffer = utf8.AppendRune(t.buffer[:0], t.previous)
	}
	t.previous, t.paired = 0, false
	return term{t.buffer, t.from, t.at}, alone
}

// singular drops the s of a plural.
func singular(word []byte) []byte {
	if n := len(word); n > 3 && word[n-1] == 's' && word[n-2] != 's' && word[n-2] != 'u' && word[n-2] != 'i' {
		return word[:n-1]
	}
	return word
}

// foldText makes texts equal that differ in case, width and what stands around them only.
func foldText(s string) string { return strings.Map(fold, strings.TrimSpace(s)) }
