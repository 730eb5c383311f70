package document

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// japaneseMilestones are what entries in Japanese tell, in the order in which they are asked for: a stop-gap before the end that it may seem to be.
var japaneseMilestones = sync.OnceValue(func() []hintedPattern {
	return []hintedPattern{
		{Started, hints("発生", "開始"), lazy(`^(?:障害|事象|不具合|問題|インシデント|エラー|異常|影響)(?:が|の|を)?(?:発生|開始)(?:し(?:た|ました))?(?:$|[。、:：（(—–-]|\s)|^(?:障害|インシデント|影響)(?:開始|発生)|(?:^|[、。—–：:\s])障害の?発生$|\((?:障害)?発生\)$`)},
		{Mitigated, hints("復旧", "暫定", "緩和", "影響停止"), lazy(`(?:暫定|一次|仮)(?:的に)?復旧|暫定(?:対応|対処|対策)(?:を|の)?(?:実施|完了|適用)|緩和(?:策)?(?:を)?(?:適用|完了|実施)|影響(?:は|が|を)?緩和|\((?:暫定復旧|緩和|影響停止)\)$`)},
		{Resolved, hints("復旧", "対応により"), lazy(`復旧(?:し(?:た|ました|ている)?|を?確認|を?宣言|完了)?(?:こと|の)?(?:を)?(?:確認|$|[。、）)（(—–]|\s)|(?:復旧|対応)により解消`)},
		{Resolved, hints("解消", "終息", "収束", "解決", "クローズ"), lazy(`(?:障害|事象|影響|エラー|不具合|インシデント|問題|異常|遅延|滞留|輻輳|5xx)\s?(?:は|が|を|の)?(?:すべて|全て|完全に)?(?:解消|終息|収束|解決|クローズ)|(?:^|[、。\s])(?:収束|終息|解消|完了・クローズ|インシデントクローズ)(?:を確認|を宣言|しました|した)?(?:$|[。])`)},
		{Resolved, hints("正常"), lazy(`正常(?:な?(?:稼働|動作|化|性))(?:を|した(?:こと)?を)?確認`)},
		{Detected, hints("アラート", "警報", "アラーム", "監視通知", "エラー通知", "監視メール", "検知メール", "モニター", "ager", "ページャ"), lazy(`(?:アラート|警報|アラーム|監視通知|エラー通知|監視メール|検知メール|モニター|[Pp]ager[Dd]uty|ページャー?)(?:が|を|の|で|から|にて)?[^。、]{0,12}?(?:発報|発生|受信|検知|検出|通知|発火|鳴|着信)|^(?:アラート|警報)(?:$|[。（(\s])`)},
		{Detected, hints("検知", "検出", "発報", "に気"), lazy(`(?:^|[^未誤])検知(?:し(?:た|ました)?)?(?:$|[。、：:（(—–\s])|異常(?:を|の)?(?:検知|検出)|発報|に(?:気づ|気付)|\((?:障害)?検知\)$`)},
		{Detected, hints("問", "申告", "通報", "報告", "連絡"), lazy(`(?:問い?合わ?せ|申告|通報|報告|連絡)(?:を|が|の)?(?:受付|受電|受領|受け|あり|入電|入る|入っ|着信|発生)|(?:問い?合わ?せ|申告|通報|報告|連絡)(?:により|によって|で|から)[^。]{0,12}(?:認知|検知|発覚|判明|把握|認識)`)},
		{Acknowledged, hints("開始", "着手"), lazy(`(?:対応|調査|初動対応|一次対応)(?:を|に)?(?:開始|着手)|\(対応開始\)$`)},
	}
})

// japaneseDoubts are what makes of those words that it did not happen, or not yet: "復旧せず", "復旧見込み", "検知できなかった".
var japaneseDoubts = hintedPattern{
	hints:   hints("ず", "な", "に至ら", "見込", "予定", "作業", "手順", "方針", "目処", "めど", "方法", "未", "待", "試", "中", "できるか", "別", "一部", "部分"),
	pattern: lazy(`(?:復旧|解消|収束|検知|検出|発報|発火|通知|解決)(?:は|が|も|し|を|に|で)?(?:でき(?:ず|な)|せず|しな|され(?:ず|な)|に至ら|見込|予定|作業|手順|方針|目処|めど|方法|未|待|試み|試行|中$|できるか)|別(?:の)?(?:障害|インシデント|件)|(?:一部|部分的に|部分)[^、。]{0,6}(?:復旧|解消)`),
}

// japaneseMilestone is the milestone that an entry in Japanese tells which is not told yet, "" when it tells none.
func japaneseMilestone(text string, told map[string]bool) string {
	end := min(len(text), maxPhrase)
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end--
	}
	if !holdsJapanese(text[:end]) {
		return ""
	}
	text = strings.Map(narrow, text[:end])
	pairs := pairsOf(text)
	patterns := japaneseMilestones()
	for i := range patterns {
		m := &patterns[i]
		switch {
		case !m.matches(text, pairs):
		case !told[m.name] && !japaneseDoubts.matches(text, pairs):
			return m.name
		case !told[m.name], m.name == Mitigated: // "暫定復旧" is no end
			return ""
		}
	}
	return ""
}
