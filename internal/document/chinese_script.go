package document

import (
	"strings"
	"sync"
)

// simplified is a text with the characters of the mainland for those of Taiwan and Hong Kong, as far as headings, labels and states have them: "負責人"
// is "负责人".
func simplified(s string) string {
	i := 0
	for i < len(s) && s[i] < 0xe4 {
		i++
	}
	if i == len(s) {
		return s
	}
	plain := simplifiedRunes()
	return strings.Map(func(r rune) rune {
		if to, ok := plain[r]; ok {
			return to
		}
		return r
	}, s)
}

var simplifiedRunes = sync.OnceValue(func() map[rune]rune {
	const (
		written = `時間軸線經過歷響圍評後續動項計畫劃預負責標狀態優級順進開處辦議檢驗學習訓總結問題應對決復複盤類別單號連鏈關聯執實際業務員團隊達測試監報設發佈變審確認備補強擴遷轉換導紀錄記說註則準險緩術層組織溝訊統啟啓閉網絡資庫據現產環調詳細節參嗎誰為麼還沒該會讓與針們這點內週當隨緊災損壞護維構編寫規劑條較縮減僅練覆盡證觸顯圖異錯誤階終長協給讀權憑驅無雲將從於並個種義徹檔滿亂傳輸鎖鑰離額願齊慮採約擔製遲晝夠儀樣舊區數壓積攔擬擊範`
		plain   = `时间轴线经过历响围评后续动项计划划预负责标状态优级顺进开处办议检验学习训总结问题应对决复复盘类别单号连链关联执实际业务员团队达测试监报设发布变审确认备补强扩迁转换导纪录记说注则准险缓术层组织沟讯统启启闭网络资库据现产环调详细节参吗谁为么还没该会让与针们这点内周当随紧灾损坏护维构编写规剂条较缩减仅练复尽证触显图异错误阶终长协给读权凭驱无云将从于并个种义彻档满乱传输锁钥离额愿齐虑采约担制迟昼够仪样旧区数压积拦拟击范`
	)
	all, to := map[rune]rune{}, []rune(plain)
	for i, r := range []rune(written) {
		all[r] = to[i]
	}
	return all
})
