package redact

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// honorifics follow a name in Japanese.
var honorifics = []string{"さん", "氏", "様", "くん", "君", "ちゃん", "先生"}

func honorific(text []byte, i int) int {
	rest := string(text[i:min(len(text), i+16)])
	for _, h := range honorifics {
		if after, ok := strings.CutPrefix(rest, h); ok && (h != "氏" && h != "様" && h != "君" || !isHan(firstRune(after))) {
			return i + len(h)
		}
	}
	return i
}

// japaneseNames finds names by the honorific behind them: 田中さん.
var japaneseNames = lazy(`(\p{Han}{1,4}|\p{Katakana}[\p{Katakana}ー・]{1,9})(?:さん|くん|ちゃん)|(\p{Han}{2,4})(?:氏|様|君)(?:\P{Han}|$)`)

// callings are words that take an honorific without being names.
var callings = []string{"皆", "客", "者", "業", "社", "店", "員", "ユーザー", "ユーザ", "オーナー", "エンジニア", "メンバー", "各", "同", "仕", "多", "模", "異", "一", "有", "両", "顧", "係", "長", "チーム", "サポート", "ベンダー", "他"}

func isCalling(name string) bool {
	for _, c := range callings {
		if strings.HasSuffix(name, c) || name == c {
			return true
		}
	}
	return false
}

// behindNames are words that follow a name without a blank and are no part of it: titles, and what its bearer did.
var behindNames = []string{
	"部長", "課長", "係長", "主任", "室長", "社長", "次長", "本部長", "店長", "班長", "所長", "会長", "専務", "常務", "執行役員", "取締役", "先輩", "先生", "本人", "自身", "側", "経由", "宛", "案", "作",
	"担当", "以外", "含", "不在", "同", "単独", "名義", "判断", "対応", "確認", "指示", "承認", "実施", "報告", "発見", "連絡", "主導", "殿", "達", "等", "他", "両", "氏", "様", "君", "休暇", "当番", "宅",
}

// withinIdeographs decides what a name in ideographs is where others stand beside it, from which no blank parts it: 森 is no person in 森林, and behind 田中 a given
// name may follow. keep says that it is a name here, decide that only the author can tell; end is where that ends.
func withinIdeographs(text []byte, start, end int) (keep, decide bool, to int) {
	before, _ := utf8.DecodeLastRune(text[:start])
	short := utf8.RuneCount(text[start:end]) == 1
	rest := string(text[end:min(len(text), end+4*utf8.UTFMax)])
	switch {
	case short && isHan(before):
		return false, false, end
	case !isHan(firstRune(rest)), honorific(text, end) > end,
		slices.ContainsFunc(behindNames, func(word string) bool { return strings.HasPrefix(rest, word) }):
		return true, false, end
	case short:
		return false, false, end
	}
	const longest = 3 // ideographs of a given name
	for range longest {
		r, n := utf8.DecodeRune(text[end:])
		if !isHan(r) {
			break
		}
		end += n
	}
	return true, true, end
}

// fullJapanese learns a name whose parts no blank needs to part: 山田次郎, who is also 山田さん.
func (p *people) fullJapanese(text string) *person {
	for _, h := range honorifics {
		text = strings.TrimSuffix(text, h)
	}
	keys := keysOf(text)
	if who := p.lookup(keys); who != nil { // a family name by which somebody is known
		return who
	}
	family := ""
	if first, rest, ok := strings.Cut(strings.ReplaceAll(text, "\u3000", " "), " "); ok && strings.TrimSpace(rest) != "" {
		family = first
	} else if p.familyName != nil {
		family = p.familyName(text)
	}
	who := &person{full: family != "" && len(family) < len(text)}
	p.name(who, false, keys...)
	if !who.full {
		return who
	}
	short := keysOf(family)
	if known := p.lookup(short); known != nil && !known.full && !known.shared {
		p.unite([]*person{who, known})
	} else {
		p.name(who, false, short...)
	}
	return who
}
