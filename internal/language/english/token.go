package english

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

type flag uint16

const (
	capital flag = 1 << iota // begins with an upper-case letter
	allCaps
	opaque // inline code, a quotation, an address: the name of a thing, its words not the author's
	muted
	handle
	number
	clock
	technical  // has digits, underscores, dots or inner capitals
	breakAfter // an empty line follows
)

// token is a word, number or mark. Contractions are two tokens: did + n't.
type token struct {
	start, end int
	entry      *entry
	tag        tag
	flags      flag
	mark       rune // of a punctuation mark; 0 for words
}

// means reports whether the word has one of the senses.
func (t *token) means(m sense) bool { return t.entry != nil && t.entry.senses&m != 0 }

func (t *token) is(c class) bool { return t.entry != nil && t.entry.class&c != 0 }

// tokenize cuts a block into tokens. Every token lies on rune boundaries and tokens never overlap.
func (l *lexicon) tokenize(b language.Block, tokens []token) []token {
	text := b.Text
	quotes, i := false, 0
	for _, name := range validRanges(b.Names, len(text)) {
		if name.Start < i {
			continue
		}
		tokens = l.cut(text, i, name.Start, tokens, &quotes)
		tokens = append(tokens, token{start: name.Start, end: name.End, flags: opaque | technical, tag: tagNoun})
		i = name.End
	}
	tokens = l.cut(text, i, len(text), tokens, &quotes)
	mutes := validRanges(b.Muted, len(text))
	for k := 0; k < len(tokens) && len(mutes) > 0; {
		switch {
		case mutes[0].End <= tokens[k].start:
			mutes = mutes[1:]
			continue
		case tokens[k].end > mutes[0].Start:
			tokens[k].flags |= muted
		}
		k++
	}
	if quotes {
		hideQuotations(text, tokens)
	}
	return tokens
}

// cut adds the tokens of a text from i up to limit, where a name begins, and sets quotes when one of them may open a quotation.
func (l *lexicon) cut(text string, i, limit int, tokens []token, quotes *bool) []token {
	for i < limit {
		if text[i] == ' ' {
			i++
			continue
		}
		if asciiLetter(text[i]) {
			if t := l.plainWord(text[:limit], i); t.end > i {
				tokens, i = append(tokens, t), t.end
				if i < limit && text[i] == ' ' {
					i++
				}
			} else {
				tokens, i = l.word(text[:limit], i, tokens)
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '.' && i+1 < limit && alphanumeric(rune(text[i+1])) && (i == 0 || text[i-1] == ' '): // .env, .NET
			n := len(tokens)
			tokens, i = l.word(text[:limit], i+1, tokens)
			tokens[n].start, tokens[n].entry = tokens[n].start-1, nil
			tokens[n].flags |= technical
		case r == ',' || r == '.' || r == ')' || r == '(' || r == ':':
			tokens = append(tokens, token{start: i, end: i + 1, mark: r})
			i++
		case r == '\n':
			if n := len(tokens); n > 0 && blankLine(text[i:]) {
				tokens[n-1].flags |= breakAfter
			}
			i++
		case unicode.IsSpace(r) || invisible(r):
			i += size
		case r == '@' && i+1 < limit && alphanumeric(rune(text[i+1])):
			j := i + 1
			for j < limit && (alphanumeric(rune(text[j])) || (text[j] == '-' || text[j] == '.' || text[j] == '_' || text[j] == '/') && j+1 < limit && alphanumeric(rune(text[j+1]))) {
				j++
			}
			tokens = append(tokens, token{start: i, end: j, flags: handle, tag: tagName})
			i = j
		case (r < '‐' || r >= '\u2070') && (unicode.IsLetter(r) || unicode.IsDigit(r)) || r == '_': // none of the marks between
			tokens, i = l.word(text[:limit], i, tokens)
		case apostrophe(r) && len(tokens) > 0 && tokens[len(tokens)-1].end == i && tokens[len(tokens)-1].entry == nil && tokens[len(tokens)-1].flags&opaque != 0:
			// A possessive on inline code: `deploy`'s.
			tokens, i = l.clitic(text[:limit], i, tokens)
		default:
			*quotes = *quotes || quotation(r) != 0
			tokens = append(tokens, token{start: i, end: i + size, mark: r})
			i += size
		}
	}
	return tokens
}

// plainWord reads the commonest kind of word, ASCII letters of which at most the first is a capital, where what follows can't belong to it. It returns the
// zero token for others.
func (l *lexicon) plainWord(text string, i int) (t token) {
	var eight uint64
	if i+8 <= len(text) {
		eight = eightOf(text[i : i+8])
	} else {
		eight = eightBytes(text, i)
	}
	letters := asciiLetters(eight)
	length := lettersInRow(letters)
	word := ^uint64(0) // the bits of the letters in a row
	if length < 8 {
		word = 1<<(8*length&63) - 1
	}
	var k key
	k.add((eight | letters>>2) & word)
	capitals := ^eight & (letters >> 2) & word
	first, inner := capitals&0xff != 0, capitals&^0xff
	j := i + int(length)
	for length == 8 {
		eight = eightBytes(text, j)
		letters = asciiLetters(eight)
		if length = lettersInRow(letters); length > 0 {
			word = ^uint64(0) >> ((64 - 8*length) & 63)
			k.add((eight | letters>>2) & word)
			inner |= ^eight & (letters >> 2) & word
			j += int(length)
		}
	}
	if inner != 0 || j < len(text) && !endsWord(text, j) {
		return token{}
	}
	if first {
		t.flags = capital
	}
	e := l.words.find(k, text[i:j])
	if e == nil && strings.HasSuffix(text[i:j], "nt") || e == l.cannot {
		return token{}
	}
	if e == nil {
		e = l.byEnding(text[i:j])
	}
	t.start, t.end, t.entry = i, j, e
	return t
}

// lettersInRow is how many of eight bytes are letters before one that is none.
func lettersInRow(letters uint64) uint {
	if others := ^letters & highBits; others != 0 {
		return uint(bits.TrailingZeros64(others)) / 8
	}
	return 8
}

// endsWord reports whether the byte at j, which is no ASCII letter, can't be part of a word that began before it.
func endsWord(text string, j int) bool {
	switch c := text[j]; c {
	case ' ', ',', '\n', ')', ';', '/', '?', '!', '"':
		return true
	case '.':
		return j+1 == len(text) || text[j+1] == ' ' || text[j+1] == '\n'
	case ':':
		return j+1 == len(text) || text[j+1] == ' '
	}
	return false
}

// word reads one word that is not plain, or a contraction, beginning at i.
func (l *lexicon) word(text string, i int, tokens []token) ([]token, int) {
	j := i
	var f flag
	letters, digits, uppers, inner := 0, 0, 0, 0
	prev := rune(0)
scan:
	for j < len(text) {
		switch c := text[j]; {
		case asciiLetter(c):
			letters++
			if c < 'a' {
				uppers++
				if j > i && unicode.IsLower(prev) {
					f |= technical
				}
			}
			prev = rune(c)
			j++
			continue
		case digit(c):
			digits++
			prev = rune(c)
			j++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[j:])
		next := func() rune {
			if j+size >= len(text) {
				return 0
			}
			n, _ := utf8.DecodeRuneInString(text[j+size:])
			return n
		}
		switch {
		case unicode.IsLetter(r), r >= 0x300 && unicode.Is(unicode.Mn, r):
			letters++
			if unicode.IsUpper(r) {
				uppers++
				if j > i && unicode.IsLower(prev) {
					f |= technical
				}
			}
		case unicode.IsDigit(r):
			digits++
		case r == '_':
			f |= technical
		case invisible(r):
		case r == '-' || r == '\u2011':
			if n := next(); !unicode.IsLetter(n) && !unicode.IsDigit(n) {
				break scan
			}
		case r == '.':
			n := next()
			if !unicode.IsLetter(n) && !unicode.IsDigit(n) || unicode.IsUpper(n) && unicode.IsLower(prev) && sentenceLike(text[i:j]) {
				break scan
			}
			inner++
		case r == ',' && digits > 0 && letters == 0:
			if !unicode.IsDigit(next()) {
				break scan
			}
		case r == ':' && digits > 0 && letters == 0:
			if !unicode.IsDigit(next()) {
				break scan
			}
			f |= clock
		case r == ':' && (text[i:j] == "http" || text[i:j] == "https" || text[i:j] == "ssh" || text[i:j] == "ftp"):
			if next() != '/' {
				break scan
			}
			for j < len(text) {
				if r, size = utf8.DecodeRuneInString(text[j:]); unicode.IsSpace(r) || r == ')' || r == '>' || r == ']' || r == '"' {
					break
				}
				j += size
			}
			for strings.ContainsRune(".,;:!?", rune(text[j-1])) {
				j-- // the sentence's mark, not the address's
			}
			return append(tokens, token{start: i, end: j, flags: opaque | technical, tag: tagNoun}), j
		case r == '@':
			if n := next(); !unicode.IsLetter(n) && !unicode.IsDigit(n) { // dylan@ is a handle
				j += size
				return append(tokens, token{start: i, end: j, flags: handle, tag: tagName}), j
			}
			f |= technical
		case apostrophe(r):
			if n := next(); !unicode.IsLetter(n) {
				break scan
			}
			if contraction(text[j+size:]) {
				break scan
			}
		default:
			break scan
		}
		prev = r
		j += size
	}
	if letters == 0 && digits > 0 {
		f |= number
		if f&clock == 0 && inner == 0 && digits == j-i && digits <= 2 && j < len(text) && text[j] == 'h' {
			f |= clock
		}
	}
	if letters > 1 && (digits > 0 && !plainCode(text[i:j]) || inner > 0 && !abbreviationLike(text[i:j])) {
		f |= technical
	}
	if r, _ := utf8.DecodeRuneInString(text[i:]); unicode.IsUpper(r) {
		f |= capital
		if uppers == letters && letters > 1 {
			f |= allCaps
		}
	}
	w := text[i:j]
	// A negative contraction: the n belongs to n't.
	if j < len(text) {
		if r, size := utf8.DecodeRuneInString(text[j:]); apostrophe(r) {
			if k := j + size; k < len(text) && (text[k] == 't' || text[k] == 'T') && len(w) > 2 && (w[len(w)-1] == 'n' || w[len(w)-1] == 'N') && !letterAt(text, k+1) {
				head := w[:len(w)-1]
				e := l.lookup(head)
				switch {
				case foldEqual(head, "ca"):
					e = l.words.get("can")
				case foldEqual(head, "wo"):
					e = l.words.get("will")
				case foldEqual(head, "ai"):
					e = l.words.get("is")
				}
				tokens = append(tokens, token{start: i, end: j - 1, entry: e, flags: f}, token{start: j - 1, end: k + 1, entry: l.words.get("not")})
				return tokens, k + 1
			}
			tokens = append(tokens, token{start: i, end: j, entry: l.lookup(w), flags: f})
			return l.clitic(text, j, tokens)
		}
	}
	e := l.lookup(w)
	switch {
	case foldEqual(w, "cannot"):
		tokens = append(tokens, token{start: i, end: i + 3, entry: l.words.get("can"), flags: f}, token{start: i + 3, end: j, entry: l.words.get("not")})
		return tokens, j
	case e == nil && len(w) > 4 && len(w) < 9 && foldEqual(w[len(w)-2:], "nt"):
		// didnt, shouldnt
		if h := l.lookup(w[:len(w)-2]); h.is(auxiliary | modal) {
			tokens = append(tokens, token{start: i, end: j - 2, entry: h, flags: f}, token{start: j - 2, end: j, entry: l.words.get("not")})
			return tokens, j
		}
	case e == nil && len(w) > 5 && len(w) < 9 && foldEqual(w[len(w)-2:], "ve"):
		// shouldve
		if h := l.lookup(w[:len(w)-2]); h.is(modal) {
			tokens = append(tokens, token{start: i, end: j - 2, entry: h, flags: f}, token{start: j - 2, end: j, entry: l.words.get("have")})
			return tokens, j
		}
	}
	return append(tokens, token{start: i, end: j, entry: e, flags: f}), j
}

// clitic reads an apostrophe and what hangs on it: 's, 've, 'd, or the bare apostrophe of a plural possessive.
func (l *lexicon) clitic(text string, j int, tokens []token) ([]token, int) {
	_, size := utf8.DecodeRuneInString(text[j:])
	k := j + size
	for k < len(text) && asciiLetter(text[k]) {
		k++
	}
	var e *entry
	switch tail := text[j+size : k]; {
	case foldEqual(tail, "ve"):
		e = l.words.get("have")
	case foldEqual(tail, "ll"):
		e = l.words.get("will")
	case foldEqual(tail, "re"):
		e = l.words.get("are")
	case foldEqual(tail, "m"):
		e = l.words.get("am")
	case foldEqual(tail, "d"):
		e = l.words.get("'d")
	case foldEqual(tail, "s"):
		e = l.words.get("'s")
	case tail == "":
		if text[j-1]|0x20 != 's' {
			n := mark(&tokens, text, j)
			return tokens, j + n
		}
		e = l.words.get("'")
	default:
		n := mark(&tokens, text, j)
		return tokens, j + n
	}
	return append(tokens, token{start: j, end: k, entry: e}), k
}

// mark appends the mark at j as a token of its own and returns its length.
func mark(tokens *[]token, text string, j int) int {
	r, size := utf8.DecodeRuneInString(text[j:])
	*tokens = append(*tokens, token{start: j, end: j + size, mark: r})
	return size
}

// lookup finds a word in the lexicon without regard to case, apostrophes and invisible characters, and without allocating.
func (l *lexicon) lookup(w string) *entry {
	var k key
	for i := 0; i < len(w); i += 8 {
		eight := eightBytes(w, i)
		if eight&highBits != 0 {
			return l.lookupFolded(w)
		}
		k.add(eight | asciiLetters(eight)>>2)
	}
	if e := l.words.find(k, w); e != nil {
		return e
	}
	return l.compound(w)
}

// lookupFolded finds a word that is not all ASCII.
func (l *lexicon) lookupFolded(w string) *entry {
	var buf [32]byte // longer than any word of the lists
	n := 0
	for i := 0; i < len(w); {
		r, size := utf8.DecodeRuneInString(w[i:])
		i += size
		if invisible(r) {
			continue
		}
		if apostrophe(r) {
			r = '\''
		}
		if r == '\u2011' {
			r = '-'
		}
		r = unicode.ToLower(r)
		if n+utf8.RuneLen(r) > len(buf) || r == utf8.RuneError {
			return nil
		}
		n += utf8.EncodeRune(buf[n:], r)
	}
	if e := l.words.get(string(buf[:n])); e != nil {
		return e
	}
	return l.compound(string(buf[:n]))
}

// quotation returns the mark that ends a quotation which r opens, 0 when it opens none.
func quotation(r rune) rune {
	switch r {
	case '"', '\'', '`':
		return r
	case '“', '„':
		return '”'
	case '«':
		return '»'
	case '‘':
		return '’'
	}
	return 0
}

// hideQuotations makes every word between quotation marks opaque: what others said is not the author's.
func hideQuotations(text string, tokens []token) {
	const longest = 120 // tokens; beyond it an odd mark is likelier than a quotation
	for i := 0; i < len(tokens); i++ {
		end := quotation(tokens[i].mark)
		if end == 0 {
			continue
		}
		if next := tokens[i].end; next >= len(text) || text[next] == ' ' {
			continue
		}
		if tokens[i].mark == '\'' && i > 0 && tokens[i-1].end == tokens[i].start {
			continue
		}
		for j := i + 1; j < len(tokens) && j < i+longest; j++ {
			closes := tokens[j].mark == end || end == '”' && tokens[j].mark == '"' || (end == '\'' || end == '’') && tokens[j].entry != nil && tokens[j].entry.word == "'"
			if !closes || (end == '\'' || end == '’') && letterAt(text, tokens[j].end) {
				continue
			}
			for k := i; k <= j; k++ {
				tokens[k].flags |= opaque
				tokens[k].entry = nil
			}
			i = j
			break
		}
	}
}

func validRanges(rs []language.Range, n int) []language.Range {
	for i, r := range rs {
		if r.Start < 0 || r.End > n || r.Start >= r.End || i > 0 && r.Start < rs[i-1].End {
			return sorted(rs, n)
		}
	}
	return rs
}

func blankLine(s string) bool {
	for _, c := range []byte(s[1:]) {
		switch c {
		case '\n':
			return true
		case ' ', '\t', '\r':
		default:
			return false
		}
	}
	return false
}

func invisible(r rune) bool {
	return r >= '\u200b' && r <= '\u200f' || r >= '\u202a' && r <= '\u202e' || r >= '\u2060' && r <= '\u2069' || r == '\ufeff' || r == '\u00ad' || r == '\u180e'
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == '\u02bc' || r == '\uff07' }

func alphanumeric(r rune) bool {
	return r < utf8.RuneSelf && (asciiLetter(byte(r)) || r >= '0' && r <= '9')
}

func asciiLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func digit(c byte) bool { return '0' <= c && c <= '9' }

func letterAt(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(r)
}

// contraction reports whether s, what follows an apostrophe, is the rest of a contraction.
func contraction(s string) bool {
	n := 0
	for n < len(s) && asciiLetter(s[n]) {
		n++
	}
	if n < len(s) && s[n] >= utf8.RuneSelf && letterAt(s, n) {
		return false
	}
	for _, c := range []string{"s", "t", "d", "m", "ve", "ll", "re"} {
		if foldEqual(s[:n], c) {
			return true
		}
	}
	return false
}

// plainCode reports whether a word of letters and digits is ordinary: SEV2, P1, 10k, 3rd, 2am.
func plainCode(w string) bool { return len(w) <= 5 }

// abbreviationLike reports whether a word with inner dots is single letters: e.g, U.S.
func abbreviationLike(w string) bool {
	run := 0
	for i := range len(w) {
		if w[i] == '.' {
			run = 0
		} else if run++; run > 1 {
			return false
		}
	}
	return true
}

// sentenceLike reports whether a word before a dot ends a sentence although no space follows: "prod.Then".
func sentenceLike(w string) bool {
	for i := range len(w) {
		if !asciiLetter(w[i]) || i > 0 && w[i] < 'a' {
			return false
		}
	}
	return len(w) > 2
}

func foldEqual(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		x, y := a[i], b[i]
		if 'A' <= x && x <= 'Z' {
			x += 'a' - 'A'
		}
		if 'A' <= y && y <= 'Z' {
			y += 'a' - 'A'
		}
		if x != y {
			return false
		}
	}
	return true
}
