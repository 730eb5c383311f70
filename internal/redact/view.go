package redact

import (
	"bytes"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// view is text as a reader or a browser takes it: encodings resolved, invisible characters and markup within words gone, lines of a paragraph joined. It
// knows which bytes of the source each of its bytes stands for.
type view struct {
	text     []byte
	from, to []int32
}

// foldings bounds how often text is decoded: "%2540" is an @ to who follows the link.
const foldings = 3

// newView folds a source until nothing changes.
func newView(source []byte) view {
	v := view{text: source, from: make([]int32, len(source)), to: make([]int32, len(source))}
	for i := range source {
		v.from[i], v.to[i] = int32(i), int32(i+1)
	}
	for range foldings {
		next := v.fold()
		if bytes.Equal(next.text, v.text) {
			break
		}
		v = next
	}
	return v
}

// source is the span of the source that bytes of the view stand for.
func (v view) source(start, end int) document.Span {
	return document.Span{Start: int(v.from[start]), End: int(v.to[end-1])}
}

func (v view) fold() view {
	out := view{text: make([]byte, 0, len(v.text)), from: make([]int32, 0, len(v.text)), to: make([]int32, 0, len(v.text))}
	put := func(text string, i, n int) {
		for k := range len(text) {
			out.text = append(out.text, text[k])
			out.from, out.to = append(out.from, v.from[i]), append(out.to, v.to[i+n-1])
		}
	}
	for i := 0; i < len(v.text); {
		if text, n := v.decoded(i); n > 0 {
			put(text, i, n)
			i += n
			continue
		}
		n := 1
		if v.text[i] >= utf8.RuneSelf {
			_, n = utf8.DecodeRune(v.text[i:])
		}
		for k := i; k < i+n; k++ {
			out.text = append(out.text, v.text[k])
			out.from, out.to = append(out.from, v.from[i]), append(out.to, v.to[i+n-1])
		}
		i += n
	}
	return out
}

// maxEntity is the length of the longest entity of HTML.
const maxEntity = 33

// decoded is what the bytes at i are to a reader, and how many they are; 0 where they are what they look like.
func (v view) decoded(i int) (text string, n int) {
	rest := v.text[i:]
	switch b := rest[0]; {
	case b == '%':
		if len(rest) > 2 && isHex(rest[1]) && isHex(rest[2]) {
			if c := unhex(rest[1])<<4 | unhex(rest[2]); c > ' ' && c != 0x7f {
				return string([]byte{c}), 3
			}
		}
	case b == '&':
		if end := bytes.IndexByte(rest[:min(len(rest), maxEntity)], ';'); end > 1 {
			if entity := string(rest[:end+1]); html.UnescapeString(entity) != entity {
				return html.UnescapeString(entity), end + 1
			}
		}
	case b == '\\' && len(rest) > 1:
		if isPunct(rest[1]) {
			return string(rest[1]), 2
		}
		if rest[1] == 'u' && len(rest) > 5 && isHex(rest[2]) && isHex(rest[3]) && isHex(rest[4]) && isHex(rest[5]) {
			return string(rune(unhex(rest[2]))<<12 | rune(unhex(rest[3]))<<8 | rune(unhex(rest[4]))<<4 | rune(unhex(rest[5]))), 6
		}
	case b == '*':
		n := 1
		for n < len(rest) && rest[n] == '*' {
			n++
		}
		if i > 0 && i+n < len(v.text) && !isSpace(v.text[i-1]) && !isSpace(rest[n]) {
			return "", n
		}
	case b == '[', b == '(', b == ' ':
		for _, d := range disguises {
			if bytes.HasPrefix(rest, []byte(d.written)) {
				return d.meant, len(d.written)
			}
		}
	case b == '<':
		return bareTag(rest)
	case b == '\r':
		return "", 1
	case b == '\n':
		if v.endsProse(i) {
			return softBreak(rest)
		}
	case b >= utf8.RuneSelf:
		r, n := utf8.DecodeRune(rest)
		switch {
		case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r), r == 0x115f, r == 0x3164:
			return "", n
		case unicode.Is(unicode.Zs, r):
			return " ", n
		case r == '。' && i > 0 && isAlnum(v.text[i-1]) && n < len(rest) && isAlnum(rest[n]):
			return ".", n
		case r >= 0xff01 && r <= 0xff5e:
			return string(r - 0xfee0), n
		case r >= 0x1d400 && r <= 0x1d7ff, r >= 0x2460 && r <= 0x24ff: // letters and digits in other dress
			if plain := norm.NFKC.String(string(r)); plain != string(r) {
				return plain, n
			}
		}
	}
	return "", 0
}

// disguises are ways to write an address so that programs don't take it for one.
var disguises = [...]struct{ written, meant string }{
	{"[.]", "."}, {"[dot]", "."}, {"(dot)", "."}, {" [dot] ", "."}, {"[at]", "@"}, {"(at)", "@"}, {" [at] ", "@"}, {" (at) ", "@"}, {"[:]", ":"},
}

// bareTag reads a tag without attributes: it only dresses text up.
func bareTag(rest []byte) (text string, n int) {
	const longest = 16
	end := bytes.IndexByte(rest[:min(len(rest), longest)], '>')
	if end < 2 {
		return "", 0
	}
	name := strings.ToLower(strings.Trim(string(rest[1:end]), "/ "))
	if name == "" || strings.ContainsFunc(name, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
		return "", 0
	}
	switch name {
	case "b", "i", "u", "s", "em", "strong", "span", "del", "ins", "mark", "small", "sub", "sup", "code", "kbd", "tt", "a", "wbr", "font", "abbr", "q":
		return "", end + 1
	case "br":
		return " ", end + 1
	}
	return "", 0
}

// endsProse reports whether the line that ends at i is one of a paragraph.
func (v view) endsProse(i int) bool {
	line := bytes.TrimLeft(v.text[bytes.LastIndexByte(v.text[:i], '\n')+1:i], " \t>\r")
	return len(line) > 0 && line[0] != '#' && line[0] != '|' && !bytes.HasPrefix(line, []byte("```")) && !bytes.HasPrefix(line, []byte("~~~"))
}

// softBreak joins a line with the next one where both belong to one paragraph.
func softBreak(rest []byte) (text string, n int) {
	n = 1
	for n < len(rest) && strings.IndexByte(" \t>\r", rest[n]) >= 0 {
		n++
	}
	if n == len(rest) {
		return "", 0
	}
	switch b := rest[n]; {
	case b == '\n', b == '|', b == '#', b == '`', b == '~', b == '<', b == ':', b == '=':
		return "", 0
	case (b == '-' || b == '+' || b == '*') && (n+1 == len(rest) || isSpace(rest[n+1]) || rest[n+1] == b):
		return "", 0
	case isDigit(b):
		k := n
		for k < len(rest) && isDigit(rest[k]) {
			k++
		}
		if k < len(rest) && strings.IndexByte(".):", rest[k]) >= 0 { // an item, or a time
			return "", 0
		}
	}
	return " ", n
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }
func isDigit(b byte) bool { return b >= '0' && b <= '9' }
func isHex(b byte) bool   { return isDigit(b) || b|0x20 >= 'a' && b|0x20 <= 'f' }
func isAlnum(b byte) bool { return isDigit(b) || b|0x20 >= 'a' && b|0x20 <= 'z' }
func isPunct(b byte) bool {
	return b >= '!' && b <= '/' || b >= ':' && b <= '@' || b >= '[' && b <= '`' || b >= '{' && b <= '~'
}

func unhex(b byte) byte {
	if isDigit(b) {
		return b - '0'
	}
	return b | 0x20 - 'a' + 10
}

// folded is a word as words are compared: without case, accents and width.
func folded(word string) string {
	ascii := true
	for i := range len(word) {
		ascii = ascii && word[i] < utf8.RuneSelf
	}
	if ascii {
		return strings.ToLower(word)
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(word))
}
