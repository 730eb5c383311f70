package japanese

import (
	"strings"
	"unicode/utf8"
)

// kind is what a token is.
type kind uint8

const (
	nounToken kind = iota // whatever can be a subject: nouns, names, unknown words
	verbToken
	adjectiveToken
	smallToken // particles, conjunctions, copulas
	markToken
)

// token is a word of folded text.
type token struct {
	start, end int // in the folded text
	lemma      string
	kind       kind
	class      class
	form       form
	opaque     bool // quoted or of technology: no rule looks at it
	latin      bool // a word in Latin letters that no list has
	opens      *opened
}

func (t *token) has(f form) bool { return t.form&f != 0 }

// tokenize cuts folded text from i on and adds what it is cut into to the tokens before it.
func (l *lexicon) tokenize(text string, i int, tokens []token) []token {
	for i < len(text) {
		t := l.next(text, i, tokens)
		if t.lemma != " " {
			t.opens = l.opened[t.lemma]
			tokens = append(tokens, t)
		}
		i = t.end
	}
	return tokens
}

func (l *lexicon) next(text string, i int, before []token) token {
	r, size := utf8.DecodeRuneInString(text[i:])
	rest := text[i:]
	switch {
	case r == thing:
		return token{start: i, end: i + size, lemma: rest[:size], latin: true}
	case r == ' ':
		return token{start: i, end: i + 1, lemma: " ", kind: markToken}
	case isWord(r):
		n := run(rest, isWord)
		name := strings.Trim(rest[:n], ".-'")
		w, ok := l.words[name]
		return token{start: i, end: i + n, lemma: name, class: w.class | handle(name), latin: !ok}
	case isKatakana(r):
		return l.katakana(text, i)
	case !isKanji(r) && !isHiragana(r):
		return token{start: i, end: i + size, lemma: rest[:size], kind: markToken}
	}
	if t, ok := l.listed(text, i, before); ok {
		return t
	}
	if isHiragana(r) {
		return token{start: i, end: i + size, lemma: rest[:size], kind: smallToken}
	}
	return l.unknown(text, i, before)
}

// handle is the class of a word that is somebody's handle.
func handle(name string) class {
	if len(name) > 1 && name[0] == '@' && !strings.ContainsAny(name[1:], "@/.") {
		return person
	}
	return 0
}

// run is how many bytes of text are of the kind.
func run(text string, is func(rune) bool) int {
	for i, r := range text {
		if !is(r) {
			return i
		}
	}
	return len(text)
}

// katakana reads a word in katakana: what is listed is only looked for in the whole word and at its end, so that ミス is not found in ミスマッチ.
func (l *lexicon) katakana(text string, i int) token {
	n := run(text[i:], isKatakana)
	// A listed word may go on in another script: ダブルチェック, クラウド事業者.
	if w, k := l.find(text[i:]); k >= n {
		if t, ok := l.conjugated(text, i, w, k); ok {
			return t
		}
	}
	if w, ok := l.words[text[i:i+n]]; ok && !w.verb {
		return token{start: i, end: i + n, lemma: w.lemma, class: w.class}
	}
	const longestSuffix = 12 * len("ア")
	for k := range text[i : i+n] {
		if k == 0 || n-k > longestSuffix {
			continue
		}
		if utf8.RuneCountInString(text[i+k:i+n]) < 2 {
			break
		}
		if w, ok := l.words[text[i+k:i+n]]; ok && !w.verb && w.class != 0 {
			return token{start: i, end: i + k, lemma: text[i : i+k]}
		}
		if w, m := l.find(text[i+k:]); m >= n-k && !w.verb && w.class != 0 {
			return token{start: i, end: i + k, lemma: text[i : i+k]}
		}
	}
	return token{start: i, end: i + n, lemma: text[i : i+n]}
}

// listed reads a word of the lists.
func (l *lexicon) listed(text string, i int, before []token) (token, bool) {
	w, n := l.find(text[i:])
	if shorter, k := l.aligned(text[i:], n); k > 0 {
		w, n = shorter, k
	}
	for n > 0 {
		if l.fits(text, i, n, w, before) {
			if t, ok := l.conjugated(text, i, w, n); ok {
				return t, true
			}
		}
		// A shorter one may fit.
		_, last := utf8.DecodeLastRuneInString(text[i : i+n])
		w, n = l.find(text[i : i+n-last])
	}
	return token{}, false
}

// aligned is a shorter word that text begins with than that of n bytes, when only it lets another word follow: 運用 and 部門, not 運用部. Most
// often there is none.
func (l *lexicon) aligned(text string, n int) (*word, int) {
	next, size := utf8.DecodeRuneInString(text[n:])
	if n == 0 || !isKanji(next) {
		return nil, 0
	}
	if _, k := l.find(text[n:]); k > size {
		return nil, 0
	}
	for short := n; short > 0; {
		_, last := utf8.DecodeLastRuneInString(text[:short])
		w, k := l.find(text[:short-last])
		if k == 0 || w.verb {
			return nil, 0
		}
		if _, more := l.find(text[k:]); k+more > n+size-1 && more > size {
			return w, k
		}
		short = k
	}
	return nil, 0
}

// fits keeps a single kanji from being found in the midst of others, and the forms of する behind what they can't belong to.
func (l *lexicon) fits(text string, i, n int, w *word, before []token) bool {
	r, size := utf8.DecodeRuneInString(text[i:])
	prev, _ := utf8.DecodeLastRuneInString(text[:i])
	next, _ := utf8.DecodeRuneInString(text[i+n:])
	if n == size && isKanji(r) && !w.verb && w.class&adjective == 0 {
		suffix := w.class&(side|honorific|person) != 0
		return (!isKanji(prev) || suffix) && !isKanji(next)
	}
	if w.class&hypothetical != 0 && len(before) > 0 && before[len(before)-1].kind != markToken && isHiragana(r) {
		return false // 確認もしなかった
	}
	if w.lemma == "しかし" && len(before) > 0 && before[len(before)-1].kind != markToken {
		return false // 点検しかしない
	}
	if w.lemma == "いま" && strings.ContainsRune("せすし", next) {
		return false // いません
	}
	if w.verb && w.lemma == "する" && len(before) > 0 {
		last := &before[len(before)-1]
		if last.kind == verbToken && last.form == gerund && len(before) > 1 {
			return before[len(before)-2].lemma == "お" // おかけしました
		}
		return last.kind == nounToken || last.kind == smallToken && last.lemma != "ま"
	}
	return true
}

// conjugated is the token of a listed word, with its ending.
func (l *lexicon) conjugated(text string, i int, w *word, n int) (token, bool) {
	t := token{start: i, end: i + n, lemma: w.lemma, class: w.class}
	switch {
	case w.verb:
		t.kind, t.form = verbToken, w.stem.form
		if w.stem.final {
			return t, true
		}
		k, f := ending(endings, text[i+n:])
		if next, _ := utf8.DecodeRuneInString(text[i+n:]); w.stem.masu && strings.ContainsRune("ただてでっ", next) || w.stem.weak && strings.ContainsRune("だで", next) {
			k, f = 0, 0 // 間違いだ is a noun
		}
		goesOn := w.stem.bare && strings.HasSuffix(text[:i], "を") && strings.HasPrefix(text[i+n:], "、") // 表示を見逃し、…
		if k == 0 && w.noun != "" && !goesOn {
			return l.conjugated(text, i, &word{lemma: w.noun, class: w.named}, n)
		}
		if k == 0 && !w.stem.bare {
			return t, false
		}
		if k == 0 && utf8.RuneCountInString(text[i:i+n]) == 1 && w.lemma != "する" {
			return t, false
		}
		if k == 0 {
			f = gerund
		}
		if f&condition != 0 && f&negative == 0 {
			f &^= potential // 防げば is a condition of 防ぐ
			t.form &^= potential
		}
		t.end += k
		t.form |= f
	case w.class&adjective != 0:
		k, f := ending(adjectiveEndings, text[i+n:])
		if k == 0 {
			return t, false
		}
		t.kind, t.form, t.end = adjectiveToken, f, t.end+k
		if t.lemma == "ない" || t.lemma == "無い" {
			t.form |= negative
		}
		if f&noun != 0 {
			t.kind = nounToken
		}
	case w.class&functional != 0:
		t.kind = smallToken
	}
	return t, true
}

// unknown reads kanji that no list has: a noun, or a verb when an ending follows.
func (l *lexicon) unknown(text string, i int, before []token) token {
	n := 0
	for k, r := range text[i:] {
		if !isKanji(r) {
			break
		}
		if k > 0 {
			if w, m := l.find(text[i+k:]); m > utf8.RuneLen(r) && l.fits(text, i+k, m, w, before) {
				break
			}
			if w, ok := l.words[string(r)]; ok && w.class&(side|honorific|person) != 0 && l.fits(text, i+k, utf8.RuneLen(r), &w, before) {
				break
			}
		}
		n = k + utf8.RuneLen(r)
	}
	t := token{start: i, end: i + n, lemma: text[i : i+n]}
	if strings.HasSuffix(t.lemma, "的") {
		return t // 協力的でない
	}
	// 抜いた, 走らせた: kana of the stem, then an ending that only verbs have.
	rest := text[i+n:]
	if strings.ContainsAny(t.lemma, "一二三四五六七八九十") && runes(t.lemma) == 1 {
		return t // 一つ
	}
	if strings.HasPrefix(rest, "でき") {
		return t // 注文できなかった
	}
	for kana := 0; kana <= 3*len("あ"); kana += len("あ") {
		if kana > 0 {
			if len(rest) < kana {
				break
			}
			r, _ := utf8.DecodeRuneInString(rest[kana-len("あ"):])
			if !isHiragana(r) || strings.ContainsRune("をはのもがにでとへや", r) || kana == len("あ") && (strings.ContainsRune("だなじ", r) || strings.ContainsRune("しすさせ", r) && runes(t.lemma) > 1) {
				break
			}
			// The dictionary form: 調べる.
			if next, _ := utf8.DecodeRuneInString(rest[kana:]); strings.ContainsRune("うくぐすつぬぶむる", r) && (!isHiragana(next) || strings.HasPrefix(rest[kana:], "べき") || strings.HasPrefix(rest[kana:], "こと")) {
				t.end += kana
				t.kind = verbToken
				return t
			}
		}
		k, f := ending(endings, rest[kana:])
		if k == 0 || kana == 0 && k < 2*len("あ") || f&(past|gerund|negative|condition|while) == 0 {
			continue
		}
		if kana == 0 && f&negative == 0 && (f&past == 0 || !strings.HasPrefix(rest, "ました")) {
			continue // 前で is a noun
		}
		t.end += kana + k
		t.kind, t.form = verbToken, f
		return t
	}
	return t
}
