package interview

import (
	"regexp"
	"strings"
	"sync"
	"time"
)

// saying is how people say a day or a span in Japanese, and the English that means the same.
type saying struct {
	pattern func() *regexp.Regexp
	english string
}

var (
	widthFolder = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9", "：", ":", "／", "/", "　", " ")

	momentSayings = sync.OnceValue(func() []saying {
		return []saying{
			{lazy(`^(\d{1,3})時間(?:(\d{1,2})分)?前$`), "${1}h ${2}m ago"},
			{lazy(`^(\d{1,4})分前$`), "${1}m ago"},
			{lazy(`^(?:今|いま|現在)$`), "now"},
			{lazy(`^(?:今日|本日|きょう|今朝|今夜)の?[ 、]*`), "today "},
			{lazy(`^(?:昨日|きのう)の?[ 、]*`), "yesterday "},
			{lazy(`^(?:昨夜|昨晩|ゆうべ)の?[ 、]*`), "last night "},
			{lazy(`^(?:一昨日|おととい)の?[ 、]*`), "2 days ago "},
			{lazy(`^(\d{1,3})日前の?[ 、]*`), "$1 days ago "},
			{lazy(`^月曜日?の?[ 、]*`), "Mon "}, {lazy(`^火曜日?の?[ 、]*`), "Tue "}, {lazy(`^水曜日?の?[ 、]*`), "Wed "}, {lazy(`^木曜日?の?[ 、]*`), "Thu "},
			{lazy(`^金曜日?の?[ 、]*`), "Fri "}, {lazy(`^土曜日?の?[ 、]*`), "Sat "}, {lazy(`^日曜日?の?[ 、]*`), "Sun "},
		}
	})
	dueSayings = sync.OnceValue(func() []saying {
		return []saying{
			{lazy(`^(?:今日|本日|きょう)(?:中)?$`), "today"},
			{lazy(`^(?:明日|あした)(?:中)?$`), "tomorrow"},
			{lazy(`^(?:明後日|あさって)(?:中)?$`), "2 days"},
			{lazy(`^来週$`), "next week"}, {lazy(`^来月$`), "next month"},
			{lazy(`^(?:今週末|今週中|週末)$`), "end of week"}, {lazy(`^(?:今月末|今月中|月末)$`), "end of month"}, {lazy(`^(?:来月末|来月中)$`), "end of next month"},
			{lazy(`^(?:年末|年内)$`), "end of year"},
			{lazy(`^(\d{1,3})日(?:後|以内)$`), "$1 days"}, {lazy(`^(\d{1,3})週間?(?:後|以内)$`), "$1 weeks"}, {lazy(`^(\d{1,3})(?:か|ヶ|カ|ヵ)月(?:後|以内)$`), "$1 months"},
		}
	})
	dueEndSaying     = lazy(`[ ]*(?:まで|迄)に?$`)
	dueWeekdaySaying = lazy(`^(今週|来週)?の?([月火水木金土日])曜日?$`)
)

// holdsJapanese reports whether a text has characters that only Japanese and its neighbours write, full-width digits too.
func holdsJapanese(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r >= 0x3000 })
}

// inEnglish says in English what is said in Japanese; other text stays as it is.
func inEnglish(text string, sayings []saying) string {
	if !holdsJapanese(text) {
		return text
	}
	text = strings.TrimSpace(widthFolder.Replace(text))
	for _, s := range sayings {
		if m := s.pattern().FindStringSubmatchIndex(text); m != nil {
			said := string(s.pattern().ExpandString(nil, s.english, text, m)) + text[m[1]:]
			return strings.TrimSpace(strings.Replace(said, " m ago", " ago", 1)) // no minutes
		}
	}
	return text
}

// dueInEnglish is inEnglish for a due date. A day of next week is one of the week that begins on Monday, as a date.
func dueInEnglish(text string, today time.Time) string {
	text = inEnglish(text, nil)
	text = text[:len(text)-len(dueEndSaying().FindString(text))]
	m := dueWeekdaySaying().FindStringSubmatch(text)
	if m == nil {
		return inEnglish(text, dueSayings())
	}
	day := strings.Index("月火水木金土日", m[2]) / len("月")
	monday := today.AddDate(0, 0, -(int(today.Weekday())+6)%7)
	due := monday.AddDate(0, 0, day)
	if m[1] == "来週" || m[1] == "" && !due.After(today) {
		due = due.AddDate(0, 0, 7)
	}
	return due.Format(time.DateOnly)
}
