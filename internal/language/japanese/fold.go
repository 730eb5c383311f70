package japanese

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// folded is a text in the one way of writing that the word lists use, and where its bytes come from.
type folded struct {
	text   string
	places []place // in order
}

// place is where a stretch of folded text comes from, up to the next place.
type place struct {
	at         int32 // in the folded text
	start, end int32 // in the original
	copied     bool  // byte for byte as far as runes begin and end; end says nothing
}

// place returns the number of the place that byte i of the folded text belongs to.
func (f *folded) place(i int) int {
	k, found := slices.BinarySearchFunc(f.places, int32(i), func(p place, at int32) int { return cmp.Compare(p.at, at) })
	if !found {
		k--
	}
	return k
}

// startOf is where the rune of the original begins that stands at i in the folded text.
func (f *folded) startOf(i int) int {
	p := &f.places[f.place(i)]
	if p.copied {
		return int(p.start) + i - int(p.at)
	}
	return int(p.start)
}

// endOf is where the rune of the original ends that ends at i in the folded text.
func (f *folded) endOf(i int) int {
	p := &f.places[f.place(i-1)]
	if p.copied {
		return int(p.start) + i - int(p.at)
	}
	return int(p.end)
}

// thing stands for inline code: the name of something.
const thing = '\ue000'

// folder gathers folded text. It may be used again for the next.
type folder struct {
	folded
	variants *variants
	varies   []int32 // where a variant may begin
	bytes    []byte
	last     rune // the one written last
	katakana int  // how many katakana it ends with
}

func (f *folder) reset() {
	f.bytes, f.places, f.last, f.katakana, f.varies = f.bytes[:0], f.places[:0], 0, 0, f.varies[:0]
}

func (f *folder) put(r rune, start, end int) {
	if f.last == 'ー' && !isKatakana(r) && f.katakana > 3 {
		f.dropLong()
	}
	// The sound marks of half-width and of decomposed katakana join what is before them.
	if r == 0x3099 || r == 0x309a {
		if voiced, ok := voice(f.last, r); ok {
			start = f.startOf(len(f.bytes) - utf8.RuneLen(f.last))
			f.pop()
			f.last, _ = utf8.DecodeLastRune(f.bytes)
			r = voiced
		}
	}
	f.mayVary(r, len(f.bytes))
	f.from(start, end, utf8.RuneLen(r) == end-start)
	f.bytes = utf8.AppendRune(f.bytes, r)
	f.last = r
	f.katakana++
	if !isKatakana(r) {
		f.katakana = 0
	}
}

// mayVary notes where a variant may begin with the last rune, which ends before byte at, and the next one.
func (f *folder) mayVary(next rune, at int) {
	if f.variants.pairs.mayHave(f.last, next) && at > 0 {
		f.varies = append(f.varies, int32(at-utf8.RuneLen(f.last)))
	}
}

// from notes where what is written next comes from.
func (f *folder) from(start, end int, copied bool) {
	at := int32(len(f.bytes))
	if n := len(f.places); copied && n > 0 && f.places[n-1].copied && f.places[n-1].start+at-f.places[n-1].at == int32(start) {
		return // it goes on
	}
	f.places = append(f.places, place{at, int32(start), int32(end), copied})
}

// pop takes the last rune away.
func (f *folder) pop() {
	f.bytes = f.bytes[:len(f.bytes)-utf8.RuneLen(f.last)]
	if n := len(f.places) - 1; int(f.places[n].at) == len(f.bytes) {
		f.places = f.places[:n]
	}
	f.katakana = max(0, f.katakana-1)
}

// dropLong forgets the long vowel at the end of a word, which is written or not: オペレーター, オペレータ. The word keeps its place.
func (f *folder) dropLong() {
	end := f.endOf(len(f.bytes))
	f.pop()
	f.last, _ = utf8.DecodeLastRune(f.bytes)
	at := len(f.bytes) - utf8.RuneLen(f.last)
	start := f.startOf(at)
	if n := len(f.places) - 1; int(f.places[n].at) == at {
		f.places = f.places[:n]
	}
	f.places = append(f.places, place{at: int32(at), start: int32(start), end: int32(end)})
}

// fold makes f a text rewritten: full-width letters and half-width katakana in their usual width, letters in lower case, what has no width and blanks
// between Japanese letters left out, names as one rune.
func (f *folder) fold(text string, names []language.Range) {
	f.reset()
	if !slices.IsSortedFunc(names, byStart) {
		names = slices.SortedFunc(slices.Values(names), byStart)
	}
	blank := -1
	for i := 0; i < len(text); {
		limit := len(text)
		if len(names) > 0 {
			limit = names[0].Start
		}
		if limit <= i {
			n := names[0]
			names = names[1:]
			if n.End > i {
				blank = -1
				f.put(thing, i, min(n.End, len(text)))
				i = n.End
			}
			continue
		}
		if n := f.plain(text, i, min(limit, len(text))); n > i {
			blank, i = -1, n
			continue
		}
		if c := text[i]; c > ' ' && c < 0x7f {
			if blank >= 0 && len(f.bytes) > 0 && !isWide(f.last) {
				f.put(' ', blank, i)
			}
			blank, i = -1, f.latin(text, i, min(limit, len(text)))
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
		if blank >= 0 && len(f.bytes) > 0 && !isWide(r) && !isWide(f.last) {
			f.put(' ', blank, at)
		}
		blank = -1
		f.put(r, at, i)
	}
	if f.last == 'ー' && f.katakana > 3 {
		f.dropLong()
	}
}

func byStart(a, b language.Range) int { return a.Start - b.Start }

// plain takes what most of a text is, kana, ideographs and Japanese marks that stay as they are, from i on, and returns where that ends.
func (f *folder) plain(text string, i, limit int) int {
	from := i
	for i+3 <= limit {
		b0, b1, b2 := text[i], text[i+1], text[i+2]
		if b0 < 0xe3 || b0 > 0xe9 || b1&0xc0 != 0x80 || b2&0xc0 != 0x80 {
			break
		}
		r := rune(b0&0x0f)<<12 | rune(b1&0x3f)<<6 | rune(b2&0x3f)
		if isKatakana(r) {
			f.katakana++
		} else if r <= 0x3000 || r > 0x3096 && r < 0x4e00 {
			break
		} else if f.katakana > 0 {
			if f.last == 'ー' && f.katakana > 3 {
				f.copy(text, from, i)
				from = i
				f.dropLong()
			}
			f.katakana = 0
		}
		if f.variants.pairs.mayHave(f.last, r) {
			f.mayVary(r, len(f.bytes)+i-from)
		}
		f.last = r
		i += 3
	}
	f.copy(text, from, i)
	return i
}

// latin takes ASCII letters, digits and marks from i on in lower case, and returns where they end.
func (f *folder) latin(text string, i, limit int) int {
	if f.last == 'ー' && f.katakana > 3 {
		f.dropLong()
	}
	f.from(i, limit, true)
	f.katakana = 0
	for ; i < limit && text[i] > ' ' && text[i] < 0x7f; i++ {
		c := lowered(text[i])
		f.mayVary(rune(c), len(f.bytes))
		f.bytes, f.last = append(f.bytes, c), rune(c)
	}
	return i
}

func lowered(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// copy takes a text from start to end as it is.
func (f *folder) copy(text string, start, end int) {
	if start < end {
		f.from(start, end, true)
		f.bytes = append(f.bytes, text[start:end]...)
	}
}

// folding is the room that one text is folded in. What it returns lasts until the next.
type folding struct{ plain, varied folder }

// fold rewrites a text in the one way of writing; its places are those in the text.
func (f *folding) fold(text string, names []language.Range, v *variants) folded {
	f.plain.variants = v
	f.plain.fold(text, names)
	of := &f.plain
	if len(of.varies) > 0 {
		f.varied.vary(of, v)
		of = &f.varied
	}
	out := of.folded
	out.text = string(of.bytes)
	return out
}

// runeAt decodes the rune at i of a folded text, which is always well formed.
func runeAt(text string, i int) (r rune, size int) {
	if c := text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	} else if c >= 0xe0 && c < 0xf0 {
		return rune(c&0x0f)<<12 | rune(text[i+1]&0x3f)<<6 | rune(text[i+2]&0x3f), 3
	}
	return utf8.DecodeRuneInString(text[i:])
}

// runeLength is the length of a rune in bytes, by the first of them.
func runeLength(first byte) int {
	switch {
	case first < utf8.RuneSelf:
		return 1
	case first < 0xe0:
		return 2
	case first < 0xf0:
		return 3
	}
	return 4
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

// variants are the ways of writing that are read as another, by their first rune.
type variants struct {
	by    map[rune][]variant
	pairs pairSet // the runes that they begin with
}

// add adds a way of writing of two runes or more.
func (v *variants) add(from, to string) {
	r, size := utf8.DecodeRuneInString(from)
	next, _ := utf8.DecodeRuneInString(from[size:])
	v.by[r] = append(v.by[r], variant{from, to})
	v.pairs.add(r, next)
}

// vary makes f what another folder has, with one way of writing for all.
func (f *folder) vary(from *folder, v *variants) {
	f.reset()
	text := from.bytes
	copied, place := 0, 0 // how much of it is in f, and the place of what comes next
	take := func(to int) {
		for copied < to {
			for place+1 < len(from.places) && int(from.places[place+1].at) <= copied {
				place++
			}
			p, end := from.places[place], to
			if place+1 < len(from.places) {
				end = min(end, int(from.places[place+1].at))
			}
			if p.copied {
				p.start += int32(copied) - p.at
			}
			f.from(int(p.start), int(p.end), p.copied)
			f.bytes = append(f.bytes, text[copied:end]...)
			copied = end
		}
	}
	for _, at := range from.varies {
		i := int(at)
		r, _ := utf8.DecodeRune(text[i:])
		before, _ := utf8.DecodeLastRune(text[:i])
		if i < copied || isKanji(before) && isKanji(r) { // the end of another word: 仕事は
			continue
		}
		for _, w := range v.by[r] {
			if len(text)-i < len(w.from) || string(text[i:i+len(w.from)]) != w.from {
				continue
			}
			take(i)
			last := i + len(w.from)
			f.from(from.startOf(i), from.endOf(last), false)
			f.bytes = append(f.bytes, w.to...)
			copied = last
			break
		}
	}
	take(len(text))
}
