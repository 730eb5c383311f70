package redact

import (
	"unicode"
	"unicode/utf8"
)

// word is a run of letters and digits of a view; every ideograph is a word by itself, for nothing parts them.
type word struct {
	start, end int
	key        string // folded
	capital    bool
}

// words cuts a text.
func words(text []byte) []word {
	var all []word
	start := -1
	end := func(i int) {
		if start >= 0 {
			all = append(all, newWord(text, start, i))
			start = -1
		}
	}
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(text[i:])
		}
		switch {
		case unicode.Is(unicode.Han, r):
			end(i)
			all = append(all, newWord(text, i, i+n))
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.Mn, r), r == 'ー':
			if start >= 0 && isKana(r) != isKana(runeAt(text, start)) {
				end(i)
			}
			if start < 0 {
				start = i
			}
		default:
			end(i)
		}
		i += n
	}
	end(len(text))
	return all
}

func newWord(text []byte, start, end int) word {
	return word{start, end, folded(string(text[start:end])), unicode.IsUpper(runeAt(text, start))}
}

func runeAt(text []byte, i int) rune {
	r, _ := utf8.DecodeRune(text[i:])
	return r
}

func isKana(r rune) bool { return r >= 0x3041 && r <= 0x30ff }
func isHan(r rune) bool  { return unicode.Is(unicode.Han, r) }
