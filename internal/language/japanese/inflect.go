package japanese

import (
	"strings"
	"unicode/utf8"
)

// form is what the ending of a verb or an adjective says.
type form uint32

const (
	negative  form = 1 << iota
	past           // た
	gerund         // て, and the stem that goes on: 確認し、…
	condition      // ば, たら
	without        // ず, ずに, ないで
	while          // ながら, つつ
	potential      // できる, 防げる; passives that may be meant so too
	passive        // れる, られる
	causative      // させる
	regret         // てしまう
	wish           // てほしい
	volition       // よう
	easy           // やすい, にくい
	ready          // ておく
	ongoing        // ている
	favour         // てもらう, てくれる
	excess         // すぎる
	polite         // ます
	noun           // 甘さ
	obliged        // なければならない
	even           // ても
)

// piece is one link of an ending.
type piece struct {
	text string
	form form
}

// endings are the links of which the endings of verbs are made, in the order in which they are tried: of those that begin alike the longer first.
var endings = byFirst([]piece{
	{"ませんでした", negative | past | polite}, {"ませんでしたら", negative | condition | polite}, {"ません", negative | polite}, {"ました", past | polite}, {"ましたら", condition | polite},
	{"まして", gerund | polite}, {"ましょう", volition | polite}, {"ます", polite}, {"まし", polite}, {"ませ", polite},
	{"なければならな", obliged}, {"なければなりま", obliged}, {"なくてはならな", obliged}, {"なければいけな", obliged}, {"なくてはいけな", obliged},
	{"なかったら", negative | condition}, {"なかった", negative | past}, {"なければ", negative | condition}, {"なくて", negative | gerund}, {"なく", negative | gerund},
	{"ないで", negative | without}, {"ないまま", negative | without}, {"ない", negative}, {"なかろう", negative}, {"なきゃ", negative | condition}, {"ねば", negative | condition},
	{"ずに", negative | without}, {"ずじまい", negative | past}, {"ず", negative | without}, {"ぬまま", negative | without}, {"ぬ", negative},
	{"てしまっ", regret}, {"でしまっ", regret}, {"てしまい", regret | gerund}, {"でしまい", regret | gerund}, {"てしまう", regret}, {"でしまう", regret}, {"てしまわ", regret}, {"ちゃっ", regret}, {"ちゃう", regret},
	{"ている", ongoing}, {"でいる", ongoing}, {"ていれ", ongoing}, {"でいれ", ongoing}, {"てい", ongoing}, {"でい", ongoing}, {"ておら", ongoing}, {"でおら", ongoing}, {"ており", ongoing | gerund}, {"でおり", ongoing | gerund},
	{"ておか", ready}, {"ておき", ready}, {"ておく", ready}, {"ておけ", ready | potential}, {"ておい", ready}, {"ておこ", ready}, {"でおけ", ready | potential}, {"でおい", ready}, {"とい", ready}, {"とけ", ready},
	{"てまいり", 0}, {"てまいる", 0}, {"でまいり", 0}, {"でまいる", 0}, {"ていか", 0}, {"でいか", 0}, {"ていっ", 0}, {"でいっ", 0},
	{"てほし", wish | favour}, {"でほし", wish | favour}, {"てもらいたかった", wish | favour | past}, {"ていただきたかった", wish | favour | past}, {"てもらい", favour}, {"てもらう", favour}, {"てもらっ", favour}, {"てもらえ", favour}, {"ていただ", favour}, {"てくれ", favour}, {"でくれ", favour}, {"てくださ", favour},
	{"い", 0}, {"き", 0}, {"く", 0}, {"かった", past}, {"かっ", 0}, {"け", 0},
	{"ても", even}, {"でも", even}, {"て", gerund}, {"で", gerund},
	{"たら", condition}, {"だら", condition}, {"たり", 0}, {"た", past}, {"だ", past}, {"れば", condition}, {"ば", condition},
	{"られ", passive}, {"れ", passive}, {"させ", causative}, {"せ", causative},
	{"ながら", while}, {"つつ", while}, {"よう", volition}, {"たい", 0}, {"たかった", past}, {"たく", 0}, {"る", 0}, {"ろ", 0}, {"う", volition}, {"すぎ", excess}, {"過ぎ", excess},
	{"やす", easy}, {"にく", easy}, {"がち", easy}, {"そう", 0}, {"まい", negative},
})

// adjectiveEndings are those of adjectives in -い.
var adjectiveEndings = byFirst([]piece{
	{"かったら", condition}, {"かった", past}, {"くなかった", negative | past}, {"くありませんでした", negative | past}, {"くありません", negative}, {"くない", negative}, {"くなく", negative | gerund}, {"くなければ", negative | condition},
	{"くて", gerund}, {"く", gerund}, {"い", 0}, {"さ", noun}, {"み", noun}, {"すぎ", excess}, {"過ぎ", excess}, {"ければ", condition}, {"そう", 0}, {"げ", 0}, {"る", 0}, {"た", past},
})

func byFirst(list []piece) map[rune][]piece {
	out := map[rune][]piece{}
	for _, p := range list {
		r, _ := utf8.DecodeRuneInString(p.text)
		out[r] = append(out[r], p)
	}
	for _, pieces := range out { // the longest first; there are a handful
		for i := range pieces {
			for k := i; k > 0 && len(pieces[k].text) > len(pieces[k-1].text); k-- {
				pieces[k], pieces[k-1] = pieces[k-1], pieces[k]
			}
		}
	}
	return out
}

// ending reads as many links as there are, at most eight.
func ending(table map[rune][]piece, text string) (length int, f form) {
	for range 8 {
		r, _ := utf8.DecodeRuneInString(text[length:])
		found := false
		for _, p := range table[r] {
			if strings.HasPrefix(text[length:], p.text) && (p.form != even || !strings.HasPrefix(text[length+len(p.text):], "の")) { // 呆れて もの
				length += len(p.text)
				f |= p.form
				found = true
				break
			}
		}
		if !found {
			break
		}
		if last := text[:length]; strings.HasSuffix(last, "る") || strings.HasSuffix(last, "ない") || strings.HasSuffix(last, "ます") || strings.HasSuffix(last, "ず") || strings.HasSuffix(last, "ずに") || strings.HasSuffix(last, "よう") {
			break // whole: what comes after it is another word
		}
		if f&past != 0 && f&(wish|easy) == 0 || f&condition != 0 {
			break // nothing comes after it
		}
	}
	return length, f
}

// rows are the forms of a verb whose stem ends in a consonant, by the last kana of the dictionary form: before ない, before ます, before ば, before う; the
// last is what stands before て and た.
var rows = map[rune][5]string{
	'う': {"わ", "い", "え", "お", "っ"}, 'く': {"か", "き", "け", "こ", "い"}, 'ぐ': {"が", "ぎ", "げ", "ご", "い"}, 'す': {"さ", "し", "せ", "そ", "し"},
	'つ': {"た", "ち", "て", "と", "っ"}, 'ぬ': {"な", "に", "ね", "の", "ん"}, 'ぶ': {"ば", "び", "べ", "ぼ", "ん"}, 'む': {"ま", "み", "め", "も", "ん"}, 'る': {"ら", "り", "れ", "ろ", "っ"},
}

// stemForm is one spelling of a verb before its ending.
type stemForm struct {
	text  string
	form  form
	final bool // a whole form: it needs no ending
	bare  bool // may end the clause by itself: 確認し、
	masu  bool // another form stands before て and た
	weak  bool // た and て follow, never だ and で
}

// stems returns the spellings before the endings, of a dictionary form as the lists write it, and the dictionary form itself.
func stems(word string) (lemma string, list []stemForm) {
	if stem, ok := strings.CutSuffix(word, "す|る"); ok {
		return stem + "する", []stemForm{
			{text: stem + "する", final: true}, {text: stem + "すれ"}, {text: stem + "し", bare: true}, {text: stem + "さ"}, {text: stem + "せ"}, {text: stem + "でき", form: potential, bare: true},
		}
	}
	if stem, ok := strings.CutSuffix(word, "|る"); ok {
		return stem + "る", []stemForm{{text: stem + "る", final: true}, {text: stem, bare: true, weak: true}}
	}
	word = strings.Replace(word, "|", "", 1)
	last, size := utf8.DecodeLastRuneInString(word)
	row, ok := rows[last]
	if !ok {
		return word, []stemForm{{text: word, final: true}}
	}
	stem := word[:len(word)-size]
	list = []stemForm{
		{text: word, final: true}, {text: stem + row[0]}, {text: stem + row[1], bare: true, masu: row[4] != row[1], weak: true}, {text: stem + row[2], form: potential}, {text: stem + row[3]},
	}
	if row[4] != row[1] {
		list = append(list, stemForm{text: stem + row[4]})
	}
	return word, list
}
