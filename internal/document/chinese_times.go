package document

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// chineseTimes are what Chinese writes in ways of its own: "2026 年 8 月 2 日", "下午 3:20", "晚上 8 点半", "次日 10:00".
func chineseTimes() []timeRule {
	half := lazy(`(凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|当晚|當晚|晚间|晚間|夜里|夜裡)\s*(\d{1,2})\s*(?:[:时時点點]\s*(\d{1,2})\s*分?|[点點时時](半|整|钟|鐘)?)`)
	monthDay := lazy(`(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]`)
	var rules []timeRule
	for _, hint := range [...]string{" 月", "月 ", " 日", "号", "號"} {
		rules = append(rules, timeRule{hint, monthDay, func(g []string) (string, bool) { return g[1] + "月" + g[2] + "日", true }})
	}
	for _, hint := range [...]string{" 年", "年 "} {
		rules = append(rules, timeRule{hint, lazy(`(\d{4})\s*年\s*(\d)`), func(g []string) (string, bool) { return g[1] + "年" + g[2], true }})
	}
	for _, hint := range [...]string{"次日", "第二天", "隔天"} {
		rules = append(rules, timeRule{hint, lazy(`^([\s(*]*)(?:次日|第二天|隔天)`), func(g []string) (string, bool) { return g[1] + "next day ", true }})
	}
	for _, hint := range [...]string{"午", "晚", "晨", "早上", "夜"} {
		rules = append(rules, timeRule{hint, half, chineseClock})
	}
	for _, hint := range [...]string{"点", "點"} {
		rules = append(rules, timeRule{hint, lazy(`(\d{1,2})\s*[点點](?:\s*(\d{1,2})\s*分|(半|整|钟|鐘))`), func(g []string) (string, bool) { return chineseClock([]string{"", "", g[1], g[2], g[3]}) }})
	}
	for _, hint := range [...]string{"北京", "台北", "台灣", "台湾", "香港", "中国"} {
		rules = append(rules, timeRule{hint, lazy(`(?:北京|台北|台灣|台湾|香港|中国)(?:标准)?(?:时间|時間)`), func([]string) (string, bool) { return "UTC+8", true }})
	}
	return append(rules,
		timeRule{"时", lazy(`(\d{1,2})\s*时(?:\s*(\d{1,2})\s*分?)?`), func(g []string) (string, bool) { return chineseClock([]string{"", "", g[1], g[2], ""}) }},
		timeRule{"左右", lazy(`(\d:\d\d)\s*左右`), func(g []string) (string, bool) { return g[1], true }})
}

// chineseClock writes a time of day in 24 hours: the part of the day, the hour, the minutes, and whether half an hour is meant.
func chineseClock(g []string) (string, bool) {
	hour, _ := strconv.Atoi(g[2])
	if g[4] == "半" {
		g[3] = "30"
	}
	switch g[1] {
	case "凌晨":
		hour %= 12
	case "下午", "傍晚":
		if hour < 12 {
			hour += 12
		}
	case "中午":
		if hour < 6 {
			hour += 12
		}
	case "晚上", "当晚", "當晚", "晚间", "晚間", "夜里", "夜裡":
		if hour > 5 && hour <= 12 {
			hour += 12
		}
	}
	return clockOfDay("", strconv.Itoa(hour), g[3])
}

// fromKorean writes the dates and times of Korean as Japanese does, each with as many bytes: "8월 2일 오전 10시 5분" is "8月 2日 午前 10時 5分".
func fromKorean(text string) string {
	if !strings.ContainsAny(text, "월시분오년") {
		return text
	}
	out := []byte(text)
	digit := false // before the rune, blanks aside
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		rest := text[i+size:]
		if to := koreanUnit(r); to != 0 && digit && !strings.HasPrefix(rest, "간") && !strings.HasPrefix(rest, "차") { // but "3시간", for how long
			utf8.EncodeRune(out[i:], to)
		}
		switch half := text[i:min(len(text), i+len("오전 "))]; half {
		case "오전 ":
			copy(out[i:], "午前")
		case "오후 ":
			copy(out[i:], "午後")
		}
		digit = r >= '0' && r <= '9' || r == ' ' && digit
		i += size
	}
	return string(out)
}

// koreanUnit is what Japanese writes for a part of a date or a time of day in Korean, 0 for anything else.
func koreanUnit(r rune) rune {
	switch r {
	case '년':
		return '年'
	case '월':
		return '月'
	case '일':
		return '日'
	case '시':
		return '時'
	case '분':
		return '分'
	}
	return 0
}

// holdsKorean reports whether a text has Korean syllables.
func holdsKorean(text string) bool {
	for i := range len(text) {
		if text[i] >= 0xea && text[i] <= 0xed {
			return true
		}
	}
	return false
}
