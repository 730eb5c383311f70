package japanese

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// folded is a text in the one way of writing that the word lists use, and where its bytes come from.
type folded struct {
	text       string
	start, end []int32 // for each byte of text, the range of the original that it stands for
}

// thing stands for inline code: the name of something.
const thing = '\ue000'

// folder gathers folded text.
type folder struct {
	text       []byte
	start, end []int32
	last       rune // the one written last
	katakana   int  // how many katakana it ends with
}

func (f *folder) put(r rune, start, end int) {
	if f.last == 'ー' && !isKatakana(r) && f.katakana > 3 {
		f.dropLong()
	}
	// The sound marks of half-width and of decomposed katakana join what is before them.
	if r == 0x3099 || r == 0x309a {
		if voiced, ok := voice(f.last, r); ok {
			f.pop()
			start = int(f.start[len(f.text)])
			f.start, f.end = f.start[:len(f.text)], f.end[:len(f.text)]
			r = voiced
		}
	}
	n := len(f.text)
	f.text = utf8.AppendRune(f.text, r)
	for range f.text[n:] {
		f.start, f.end = append(f.start, int32(start)), append(f.end, int32(end))
	}
	f.last = r
	f.katakana++
	if !isKatakana(r) {
		f.katakana = 0
	}
}

// pop takes the last rune away, but not yet its places.
func (f *folder) pop() {
	f.text = f.text[:len(f.text)-utf8.RuneLen(f.last)]
	f.katakana = max(0, f.katakana-1)
}

// dropLong forgets the long vowel at the end of a word, which is written or not: オペレーター, オペレータ. The word keeps its place.
func (f *folder) dropLong() {
	end := f.end[len(f.end)-1]
	f.pop()
	f.start, f.end = f.start[:len(f.text)], f.end[:len(f.text)]
	for i := len(f.text) - 1; i >= 0; i-- {
		f.end[i] = end
		if utf8.RuneStart(f.text[i]) {
			break
		}
	}
	f.last, _ = utf8.DecodeLastRune(f.text)
}

// fold rewrites a text: full-width letters and half-width katakana in their usual width, letters in lower case, what has no width and blanks
// between Japanese letters left out, names as one rune.
func fold(text string, names []language.Range, variants map[rune][]variant) folded {
	f := folder{text: make([]byte, 0, len(text)), start: make([]int32, 0, len(text)), end: make([]int32, 0, len(text))}
	names = slices.Clone(names)
	slices.SortFunc(names, func(a, b language.Range) int { return a.Start - b.Start })
	blank := -1
	for i := 0; i < len(text); {
		if len(names) > 0 && names[0].Start <= i {
			n := names[0]
			names = names[1:]
			if n.End > i {
				blank = -1
				f.put(thing, i, min(n.End, len(text)))
				i = n.End
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		at := i
		i += size
		switch {
		case r >= 0x3041 && r <= 0x9fff: // kana and ideographs are written in one way
		case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == 0x3000 || r == 0xa0:
			if blank < 0 {
				blank = at
			}
			continue
		case isInvisible(r) || r == utf8.RuneError:
			continue
		default:
			r = foldRune(r)
		}
		if blank >= 0 && len(f.text) > 0 && !isWide(r) && !isWide(f.last) {
			f.put(' ', blank, at)
		}
		blank = -1
		f.put(r, at, i)
	}
	if f.last == 'ー' && f.katakana > 3 {
		f.dropLong()
	}
	return vary(folded{string(f.text), f.start, f.end}, variants)
}

func foldRune(r rune) rune {
	if r >= 0xff01 && r <= 0xffef {
		if folded := width.LookupRune(r).Folded(); folded != 0 {
			r = folded
		}
	}
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r == thing:
		return '?'
	case r == '．', r == '｡':
		return '。'
	case r == '，', r == '､':
		return '、'
	case r == '“', r == '”':
		return '"'
	case r == '’':
		return '\''
	}
	return r
}

// isInvisible reports whether a rune has no width or only turns the direction of others.
func isInvisible(r rune) bool {
	return r == 0xad || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x2069 || r == 0xfeff || r >= 0xfe00 && r <= 0xfe0f
}

func isKatakana(r rune) bool { return r >= 0x30a1 && r <= 0x30fa || r == 'ー' }
func isHiragana(r rune) bool { return r >= 0x3041 && r <= 0x309f }
func isKanji(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 0x3400 && r <= 0x4dbf || r == '々' || r == '〆' || r >= 0xf900 && r <= 0xfaff || r >= 0x20000 && r <= 0x3ffff
}

// isWide reports whether no blank is written around a rune, or it means nothing.
func isWide(r rune) bool { return r >= 0x2e80 && r != thing || r == '、' || r == '。' }

// isWord reports whether a rune is a Latin letter, a digit or a mark inside of names.
func isWord(r rune) bool {
	switch r {
	case '_', '-', '@', '#', '/', '+', '.', '\'':
		return true
	case '…', '–', '—', '→', '※', '•', '―':
		return false
	}
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 0xc0 && r < 0x2e80
}

// voice adds a sound mark to a kana: カ and ゙ make ガ.
func voice(r, mark rune) (rune, bool) {
	base := r
	if isHiragana(r) {
		base += 0x60
	}
	switch {
	case mark == 0x3099 && base == 'ウ':
		return 'ヴ', true
	case mark == 0x3099 && base >= 'カ' && base <= 'ト' && strings.ContainsRune("カキクケコサシスセソタチツテト", base):
		return r + 1, true
	case strings.ContainsRune("ハヒフヘホ", base):
		return r + 1 + (mark - 0x3099), true
	}
	return r, false
}

// variant is one way of writing for another.
type variant struct{ from, to string }

// vary reads the variants of what people write as one.
func vary(f folded, variants map[rune][]variant) folded {
	var out folded
	copied := 0 // how much of f is in out
	var text strings.Builder
	take := func(to int) {
		text.WriteString(f.text[copied:to])
		out.start, out.end = append(out.start, f.start[copied:to]...), append(out.end, f.end[copied:to]...)
		copied = to
	}
	for i, r := range f.text {
		if i < copied || r < utf8.RuneSelf {
			continue // no variant begins with an ASCII letter
		}
		for _, v := range variants[r] {
			if prev, _ := utf8.DecodeLastRuneInString(f.text[:i]); isKanji(prev) && isKanji(r) {
				break // the end of another word: 仕事は
			}
			if !strings.HasPrefix(f.text[i:], v.from) {
				continue
			}
			if copied == 0 {
				text.Grow(len(f.text))
				out.start, out.end = make([]int32, 0, len(f.text)), make([]int32, 0, len(f.text))
			}
			take(i)
			text.WriteString(v.to)
			last := i + len(v.from)
			for range len(v.to) {
				out.start, out.end = append(out.start, f.start[i]), append(out.end, f.end[last-1])
			}
			copied = last
			break
		}
	}
	if copied == 0 {
		return f
	}
	take(len(f.text))
	out.text = text.String()
	return out
}
