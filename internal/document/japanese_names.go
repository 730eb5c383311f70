package document

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// Japanese composes its headings ("障害の発生原因", "再発防止に向けた取り組み"), so that they are known by their last words. A clause ("設定が原因") names nothing:
// what stands before those words holds no particle but の.

// lead is what may stand before the words that name a section.
const lead = `[^がはをでに、。]{0,12}`

// japaneseSections are asked in this order.
var japaneseSections = sync.OnceValue(func() []hintedPattern {
	return []hintedPattern{
		{ActionItems, hints("再発防止"), lazy(`^` + lead + `再発防止(?:策|対策|案|に向け(?:て|た.{0,8})|のため.{0,8})?$`)},
		{ActionItems, hints("アクション", "フォローアップ"), lazy(`^` + lead + `(?:アクション(?:アイテム|プラン|リスト)?|フォローアップ(?:項目)?|フォローアップアクション)$`)},
		{ActionItems, hints("対策", "改善", "措置", "恒久対応", "防止策", "取り組み"), lazy(`^(?:今後|恒久|是正|予防|改善|追加|短期|中長?期|長期|実施)?(?:的な?|の|に向けた)?(?:対策|改善策|改善案|改善項目|改善アクション|是正措置|予防措置|恒久対応|恒久対策|防止策|取り組み)(?:案|一覧|内容)?$`)},
		{ActionItems, hints("対応策"), lazy(`^(?:今後の|恒久的?な?|再発防止の?)?対応策$`)},
		{ActionItems, hints("今後の", "次の", "やること", "todo", "残", "対応予定", "タスク", "宿題", "積み残し"), lazy(`^(?:今後の(?:対応|予定|方針|アクション|タスク|対応予定|対応方針)|次の(?:ステップ|アクション)|やること(?:リスト)?|todo(?:リスト)?|残課題|残作業|残タスク|宿題(?:事項)?|積み残し|対応予定|タスク(?:一覧)?)$`)},
		{TimelineSection, hints("タイムライン", "時系列"), lazy(`^` + lead + `(?:タイムライン|時系列)(?:[でに]?の?(?:経緯|経過|まとめ|流れ|整理|記録|詳細|対応|対応経緯))?$`)},
		{TimelineSection, hints("経緯", "経過", "履歴", "ログ", "時系列", "流れ", "推移"), lazy(`^(?:対応|発生|障害|事象|復旧|事案|インシデント|復旧まで|発生から復旧まで)?(?:の)?(?:対応)?(?:経緯|経過|履歴|ログ|時系列|流れ|推移)$`)},
		{Impact, hints("影響", "被害"), lazy(`^` + lead + `(?:影響|被害)(?:範囲|度|内容|状況|規模|ユーザー?|顧客)?$`)},
		{Summary, hints("概要", "概略", "サマリ", "要約", "あらまし"), lazy(`^` + lead + `(?:概要|概略|サマリー?|要約|あらまし)$`)},
		{Summary, hints("事象", "不具合", "障害", "インシデント", "事案", "事故", "何が", "起き", "起こ"), lazy(`^(?:発生(?:した)?)?(?:の)?(?:事象|不具合)(?:の)?(?:内容)?$|^(?:発生(?:した)?(?:の)?)(?:障害|インシデント|事案)$|^(?:障害|インシデント|事案|事故)の?内容$|^(?:何が(?:起き|起こっ|あっ)[^(]{0,8}|起き(?:て?い?)た(?:こと|事象)|起こったこと)$`)},
		{Detection, hints("検知", "検出", "発見", "発覚", "気づ", "気付"), lazy(`^(?:障害|異常|インシデント|事象)?(?:の)?(?:検知|検出|発見|発覚)(?:の)?(?:方法|経緯|状況|手段|契機|きっかけ)?$|^どう(?:やって|のように)?(?:検知|気づ|気付|発見)`)},
		{Response, hints("対応", "復旧", "解決", "緩和", "処置", "対処", "措置", "解消", "対策"), lazy(`^(?:障害|インシデント|初動|暫定|応急|一次|緊急|当日|実施(?:した)?|行った)?(?:の)?(?:対応|復旧|解決|緩和|処置|対処|措置|解消)(?:の)?(?:内容|方法|手順|作業|策|対応|対策|処置|措置|状況|詳細)?$|^(?:暫定|応急)対策$|^どう(?:やって|のように)?(?:対応|解決|復旧)`)},
		{ContributingFactors, hints("原因", "要因", "なぜ", "トリガー", "誘因", "引き金"), lazy(`^` + lead + `(?:原因|要因)(?:の)?(?:分析|究明|調査|調査結果|詳細|深掘り|特定)?$|^なぜ(?:起き|発生|起こ|この).{0,12}$|^(?:5つ?の|5回の)?なぜ(?:なぜ)?(?:分析)?$|^なぜなぜ分析$|^(?:トリガー|誘因|引き金)$`)},
		{WentWell, hints("うまく", "上手く", "よく", "良く", "かった", "keep", "続ける"), lazy(`^(?:今回)?(?:うまく|上手く|よく|良く)(?:いった|できた|行った|機能した)(?:こと|点|ところ|もの)?$|^(?:良|よ)かった(?:こと|点|ところ)?$|^(?:keep|続けること)$`)},
		{WasDifficult, hints("うまく", "上手く", "かった", "困った", "した", "だった", "改善", "反省", "問題", "課題"), lazy(`^(?:うまく|上手く)(?:いかなかった|行かなかった|できなかった)(?:こと|点|ところ)?$|^(?:悪かった|良くなかった|よくなかった|難しかった|困った|苦労した|まずかった|つらかった|辛かった|しんどかった|大変だった|もやもやした)(?:こと|点|ところ)?$|^(?:改善点|改善すべき(?:こと|点)|改善が必要な(?:こと|点)|反省点|問題点|課題点?|問題点・課題)$`)},
		{GotLucky, hints("運", "ラッキー", "幸", "助かった"), lazy(`^(?:運|幸運)(?:が|に)?(?:良かった|よかった|だった|恵まれた)(?:こと|点|ところ)?$|^(?:ラッキーだった|幸いだった|助かった)(?:こと|点)?$|^幸運(?:な(?:こと|点))?$`)},
		{LessonsLearned, hints("教訓", "学び", "学んだ", "知見", "気づき", "気付き", "振り返り", "ふりかえり", "所感", "考察"), lazy(`^` + lead + `(?:教訓|学び|学んだこと|得られた知見|知見|気づき|気付き)$|^(?:全体の)?(?:振り返り|ふりかえり|所感|考察)$`)},
		{Supporting, hints("参考", "補足", "関連", "添付", "付録", "備考", "用語", "リンク"), lazy(`^(?:参考|補足|関連|添付|付録)(?:の)?(?:資料|情報|リンク|文献|url|チケット|ドキュメント|文書|データ|issue|pr)?$|^(?:付録|備考|用語集?|リンク集?)$`)},
		{Perspectives, hints("視点"), lazy(`^(?:関係者|担当者|それぞれ|各自)の視点$`)},
	}
})

// japaneseName is the canonical name of a folded heading in Japanese, "" when it is none.
func japaneseName(folded string) string {
	folded = strings.ReplaceAll(folded, " ", "")
	if utf8.RuneCountInString(folded) > maxJapaneseHeading {
		return ""
	}
	for _, about := range [...]string{"について", "に関して", "のまとめ", "の詳細", "詳細"} {
		if head, found := strings.CutSuffix(folded, about); found && head != "" {
			folded = head
			break
		}
	}
	if name := knownNames()[folded]; name != "" {
		return name
	}
	pairs := pairsOf(folded)
	patterns := japaneseSections()
	for i := range patterns {
		if p := &patterns[i]; p.matches(folded, pairs) {
			return p.name
		}
	}
	// "問題点と課題", "原因及び対策": both halves have a name.
	name := ""
	for _, joint := range [...]string{"及び", "および", "ならびに", "と", "、"} {
		first, second, found := strings.Cut(folded, joint)
		if !found || first == "" || second == "" {
			continue
		}
		a, b := japaneseName(first), japaneseName(second)
		switch {
		case a == "" || b == "":
		case b == TimelineSection || b == ActionItems:
			name = b
		default:
			name = a
		}
		break
	}
	return name
}

// maxJapaneseHeading is the longest heading in Japanese, in characters, that is looked up: longer ones are sentences.
const maxJapaneseHeading = 24

// headMark is the length of the sign that makes a line of a paragraph a heading in plain text: "■概要", "（４）原因", "【影響】". closed is where the bracket that it
// opens ends, 0 without one.
func headMark(line string) (n, closed int) {
	r, size := utf8.DecodeRuneInString(line)
	switch {
	case r < utf8.RuneSelf && r != '(' && !isDigit(byte(r)):
	case strings.ContainsRune("■□◆◇●○▼▽▶★☆◎", r):
		rest := strings.TrimLeft(line[size:], " \u3000")
		return len(line) - len(rest), 0
	case isDigit(byte(narrow(r)&0x7f)) && narrow(r) < 0x80:
		rest := strings.TrimLeft(line, "0123456789０１２３４５６７８９")
		for _, behind := range [...]string{"．", "\u3000", ". ", "）", "、"} {
			if title, found := strings.CutPrefix(rest, behind); found && len(line)-len(rest) <= len("１０") {
				return len(line) - len(strings.TrimLeft(title, " \u3000")), 0
			}
		}
	case r == '【' || r == '〈' || r == '《' || r == '［':
		end := strings.IndexAny(line, "】〉》］")
		if end > size {
			return size, end
		}
	case r == '(' || r == '（':
		rest := strings.TrimLeft(strings.Map(narrow, line[size:min(len(line), size+12)]), " ")
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		if digits > 0 && digits < 3 && strings.HasPrefix(rest[digits:], ")") {
			if end := strings.IndexAny(line, ")）"); end > 0 {
				_, size := utf8.DecodeRuneInString(line[end:])
				return end + size, 0
			}
		}
	}
	return 0, 0
}

// nameRetrospective names the sections of a retrospective in the three words Keep, Problem and Try, which mean nothing alone.
func (d *Document) nameRetrospective() {
	found := map[string]bool{}
	for i := range d.Sections {
		if name, key := d.Sections[i].retrospective(); name != "" {
			found[key] = true
		}
	}
	if len(found) < 3 { // one of them is missing
		return
	}
	for i := range d.Sections {
		if name, _ := d.Sections[i].retrospective(); name != "" {
			d.Sections[i].Name = name
		}
	}
}

// retrospective is the name of a section that is headed by one of the three words, and the word. What explains it does not count: "Keep（良かったこと）".
func (s *Section) retrospective() (name, key string) {
	if s.Level == 1 || len(s.Heading) > maxLabel {
		return "", ""
	}
	key, _, _ = strings.Cut(s.folded, "(")
	switch key = strings.TrimSpace(key); key {
	case "keep":
		name = WentWell
	case "problem":
		name = WasDifficult
	case "try":
		name = ActionItems
	}
	return name, key
}

// titleOfReport takes the title from a field where the heading of a report only says that it is one: "障害報告書" over "件名：決済の遅延".
func (d *Document) titleOfReport() {
	if !holdsJapanese(d.Title) || !reportHeading.compiled().MatchString(strings.ReplaceAll(foldHeading(d.Title), " ", "")) {
		return
	}
	for _, f := range d.Meta.Fields {
		if metaKindOf(f.Key) == metaTitle && f.Value != "" {
			d.Title = f.Value
			return
		}
	}
}

var reportHeading = lazy(`^(?:システム|重大)?(?:障害|インシデント|事故|トラブル)?(?:対応)?(?:報告書?|レポート|記録|ポストモーテム|事後分析|振り返り)(?:書|レポート)?(?:\([^)]*\))?$`)
