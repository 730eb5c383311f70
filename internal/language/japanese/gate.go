package japanese

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// gate tells the texts that something may be said of from those that nothing can: most. It looks for the spellings without which no rule speaks, in
// one pass and without cutting the text into words. A rule that asks for a new word by name has to add it to the cues.
type gate struct {
	spellings byPair[spelling]
	single    runeSet  // the spellings of one rune
	pairs     pairSet  // and the beginnings of the others
	needs     [][]need // by the number of the word that they are filed under
	always    []string // phrases without a word to look for, which keep the gate open
}

// cue is what a spelling tells of the text that it stands in.
type cue uint16

const (
	telling   cue = 1 << iota // something may be said
	personal                  // people may be spoken of
	ambiguous                 // people or programs
	timed                     // a time, which makes people of them: 夜間オペレーター
	ofPeople                  // something may be said where people are spoken of
	denied                    // a denial
	asking                    // why, of what was not done
	undone                    // something is left undone: 確認せず
	careful                   // work that people do with care
	able                      // that something can be done: 検知できた
	ofTraits                  // what people are said to lack
	lacking                   // that it is lacking
)

// open reports whether the cues of a text are enough for something to be said of it.
func (c cue) open() bool {
	for _, enough := range [...]cue{telling, personal | ofPeople, asking | denied, undone | careful, ofTraits | lacking} {
		if c&enough == enough {
			return true
		}
	}
	return false
}

// spelling is one that is looked for.
type spelling struct {
	text   string
	rest   string // behind its first two runes
	alone  bool   // no word where a kanji follows, being one, or a letter stands beside it
	cues   cue
	words  []uint16 // the numbers of the words and classes that it may be
	longer []string // how longer words go on that begin with it and tell nothing: 根本 is a name, 根本原因 is none
}

// need is what must be there for a phrase to match: of each element one option.
type need struct {
	elements [][]option
	people   cue // one of these, if any
}

// option is one way of saying what an element of a phrase asks for: all of it must be there.
type option struct {
	words []uint16
	cues  cue
}

// cueClasses are the classes whose words the rules ask for.
var cueClasses = [...]struct {
	class class
	cues  cue
}{
	{faultVerb | slip | gap | deficit | careless | emotive, telling},
	{honorific | familyName, telling}, // a name
	{person | honorific, personal},
	{either, ambiguous},
	{timely, timed},
	{trait, ofTraits},
	{failingVerb | destroyingVerb | wrong | cause, ofPeople},
	{diligence, careful},
}

// cueWords are the words that the rules ask for by name.
var cueWords = [...]struct {
	cues  cue
	words []string
}{
	{asking, []string{"なぜ", "どうして", "何故", "なんで", "誰も", "誰一人"}},
	{undone, []string{"なし", "無し", "なく"}}, // 確認なしで
	{undone | careful, []string{"未検証", "未確認", "未テスト", "未承認", "未レビュー", "未連絡", "見ることなく", "読むことなく", "確かめることなく"}},
	{lacking, []string{"問題", "疑問", "難", "欠陥", "切る", "切れる", "途切れる", "緩む"}}, // 注意力が切れた
	{telling, []string{"べき"}},
	{telling, []string{"誤って", "あやまって", "間違って", "まちがって", "勝手に", "無断で", "独断で", "うっかり", "無断", "独断", "独自"}},
	{telling, []string{"忘れ", "不足", "漏れ", "ミス", "間違い", "誤り", "遅れ", "抜け", "飛ばし"}},
	{telling, []string{"んだった", "のだった", "んでした", "のでした"}},                                                           // 取っておくんだった
	{telling, []string{"たなら", "だなら", "たのなら", "だのなら", "たんなら", "だんなら"}},                                             // 確認していたのなら
	{telling, []string{"いけなかった", "ならなかった", "はいなかった", "いけませんでした", "なりませんでした", "はいませんでした"}},                         // 開けてはいけなかった
	{ofPeople, []string{"不備", "手落ち", "瑕疵", "落ち度", "手抜かり", "不手際", "に難", "に問題", "不十分", "不適切", "不完全", "不徹底", "不正確"}}, // 点検に不備があった
	{ofPeople, []string{"招く", "引き起こす", "もたらす", "遅らせる", "悪化させる", "長引かせる", "広げる", "深刻化", "発生させ", "遅延させ", "拡大", "悪化", "混乱", "長期化", "せい", "のせい"}},
	{lacking, []string{"甘い", "低い", "薄い", "乏しい", "浅い", "緩い", "ゆるい", "鈍い", "弱い", "欠ける", "欠く", "足りる", "足る"}},
	{lacking, []string{"不足", "欠如", "不十分", "希薄", "散漫", "皆無", "欠落", "低さ", "甘さ", "薄さ", "乏しさ"}},
	{ofPeople, []string{"による", "によって", "により", "によるもの"}},
}

// tellingForms are the forms that a text is read for.
const tellingForms = condition | wish | obliged

// cues of an ending's form, beside those of what it is told as the reason of: …したため.
func (p piece) cues() (c cue) {
	if p.form&tellingForms != 0 {
		c |= telling
	}
	if p.form&(negative|regret|easy|excess) != 0 {
		c |= ofPeople
	}
	if p.form&negative != 0 {
		c |= denied
	}
	if p.form&without != 0 {
		c |= undone
	}
	if p.form&potential != 0 {
		c |= able
	}
	return c
}

// held is what a text holds, for the gate.
type held struct {
	cues  cue
	words []uint64 // a set of numbers
}

// open reports whether something may be said of a folded text. People are the names that count as people in it.
func (g *gate) open(text string, people []string, h *held) bool {
	if g.always != nil {
		return true
	}
	if h.words == nil {
		h.words = make([]uint64, len(g.needs)/64+1)
	}
	clear(h.words)
	h.cues = 0
	before, at := rune(0), 0
	for i := 0; i < len(text); {
		r, size := runeAt(text, i)
		if g.pairs.mayHave(before, r) {
			g.look(h, text, at, i+size, before, r)
		}
		if g.single.mayHave(r) {
			g.look(h, text, i, i+size, r, 0)
		}
		if h.cues&telling != 0 {
			return true
		}
		before, at = r, i
		i += size
	}
	if slices.ContainsFunc(people, func(name string) bool { return strings.Contains(text, name) }) {
		h.cues |= personal
	}
	if h.cues&(ambiguous|timed) == ambiguous|timed {
		h.cues |= personal
	}
	if h.cues.open() {
		return true
	}
	for i, set := range h.words {
		for ; set != 0; set &= set - 1 {
			if slices.ContainsFunc(g.needs[64*i+bits.TrailingZeros64(set)], h.meets) {
				return true
			}
		}
	}
	return false
}

// look adds what the spellings that begin with two runes tell, which stand in text from i up to rest, as far as the rest of them stands there.
func (g *gate) look(h *held, text string, i, rest int, first, second rune) {
	list := g.spellings.find(first, second)
	for k := range list {
		s := &list[k]
		if s.rest != "" && !strings.HasPrefix(text[rest:], s.rest) || s.alone && !isAlone(text, i, i+len(s.text)) || s.longer != nil && s.continued(text[i+len(s.text):]) {
			continue
		}
		h.cues |= s.cues
		for _, w := range s.words {
			h.words[w/64] |= 1 << (w % 64)
		}
	}
}

// continued reports whether a spelling is the beginning of a longer word that tells nothing, and that no other word begins in.
func (s *spelling) continued(behind string) bool {
	for _, rest := range s.longer {
		if strings.HasPrefix(behind, rest) {
			next, _ := utf8.DecodeRuneInString(behind[len(rest):])
			return !isKanji(next)
		}
	}
	return false
}

// isAlone reports whether what stands from start to end, a kanji or Latin letters, may be a word of its own.
func isAlone(text string, start, end int) bool {
	next, _ := utf8.DecodeRuneInString(text[end:])
	if first, _ := utf8.DecodeRuneInString(text[start:]); isKanji(first) {
		return !isKanji(next)
	}
	prev, _ := utf8.DecodeLastRuneInString(text[:start])
	joins := func(r rune) bool { return isWord(r) && !strings.ContainsRune(".-'", r) }
	return !joins(prev) && !joins(next)
}

func (h *held) has(w uint16) bool { return h.words[w/64]&(1<<(w%64)) != 0 }

func (h *held) meets(n need) bool {
	if n.people != 0 && h.cues&n.people == 0 {
		return false
	}
	met := func(o option) bool {
		return h.cues&o.cues == o.cues && !slices.ContainsFunc(o.words, func(w uint16) bool { return !h.has(w) })
	}
	return !slices.ContainsFunc(n.elements, func(options []option) bool { return !slices.ContainsFunc(options, met) })
}
