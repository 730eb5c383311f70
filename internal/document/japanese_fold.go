package document

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// holdsJapanese reports whether a text has kana, kanji or full-width letters and digits.
func holdsJapanese(s string) bool {
	for i := range len(s) {
		switch b := s[i]; {
		case b >= 0xe3 && b <= 0xe9:
			return true
		case b == 0xef && i+1 < len(s) && (s[i+1] == 0xbc || s[i+1] == 0xbd):
			return true
		}
	}
	return false
}

// lowered is strings.ToLower, for a text that may be in Japanese: there is nothing to do for what knows no case.
func lowered(s string) string {
	for i := range len(s) {
		if b := s[i]; b >= 'A' && b <= 'Z' || b >= 0xc0 && (b < 0xe3 || b > 0xe9) {
			return strings.ToLower(s)
		}
	}
	return s
}

// narrow is a full-width letter, digit or sign as one in ASCII, and any other rune as it is.
func narrow(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '\u3000':
		return ' '
	}
	return r
}

// foldedText is a text in which what Japanese writes in ways of its own is written as the grammar of dates and times knows it, with where each of its
// bytes comes from.
type foldedText struct {
	text string
	from []int // by byte of text, and one more for its end
}

// maxFolded is how much of a text is folded, in bytes: a time stands at its beginning.
const maxFolded = 256

// foldTime folds the beginning of a text: "２０２６年１１月２０日（金）午後３時半" is "2026年11月20日 15:30".
func foldTime(text string) foldedText {
	end := min(len(text), maxFolded)
	for end < len(text) && end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	f := foldedText{from: make([]int, 0, end+1)}
	var out strings.Builder
	for i, r := range text[:end] {
		before := out.Len()
		if n := narrow(r); n != r {
			out.WriteRune(n)
		} else {
			_, size := utf8.DecodeRuneInString(text[i:end])
			out.WriteString(text[i : i+size])
		}
		for k := before; k < out.Len(); k++ {
			f.from = append(f.from, i+k-before)
		}
	}
	f.text, f.from = out.String(), append(f.from, end)
	for _, rule := range japaneseTimes() {
		if strings.Contains(f.text, rule.hint) {
			f.replace(rule.pattern.compiled(), rule.write)
		}
	}
	return f
}

// timeEnd is where the time that a text may begin with has ended for sure: behind the first of its kana and kanji that no time is written with.
func timeEnd(text string) int {
	for i, r := range text[:min(len(text), maxFolded)] {
		if r >= 'ぁ' && r <= '龠' && unicode.IsLetter(r) && !strings.ContainsRune(inTimes, r) {
			return i + utf8.RuneLen(r)
		}
	}
	return len(text)
}

// inTimes are the kana and kanji of japaneseTimes, and those that a cursor knows.
const inTimes = "令和平成元年月火水木金土日曜祝午前後時分秒半間頃過翌朝同当約本標準ごろこすぎのそからまで上下晚早凌晨清中傍夜里裡间点點时号號左右整钟鐘次第二天隔当北京台灣湾香港中国"

// timeRule writes what a pattern matches in another way. Rules whose write returns false leave it.
type timeRule struct {
	hint    string
	pattern *pattern
	write   func(groups []string) (string, bool)
}

var japaneseTimes = sync.OnceValue(func() []timeRule {
	return append(chineseTimes(), []timeRule{
		{"年", lazy(`(令和|平成)\s?(元|\d{1,2})\s?年`), func(g []string) (string, bool) {
			n, _ := strconv.Atoi(strings.Replace(g[2], "元", "1", 1))
			return fmt.Sprintf("%d年", map[string]int{"令和": 2018, "平成": 1988}[g[1]]+n), true
		}},
		{"(", lazy(`\s?\([月火水木金土日](?:曜日?)?(?:[・/]?祝日?)?\)`), func([]string) (string, bool) { return " ", true }},
		{"曜", lazy(`\s?[月火水木金土日]曜日?`), func([]string) (string, bool) { return " ", true }},
		{"+", lazy(`\+\s?(\d{1,4})\s?(分|時間)(?:\s?(\d{1,2})分|(半))?(?:経過)?後?`), func(g []string) (string, bool) {
			n, _ := strconv.Atoi(g[1])
			more, _ := strconv.Atoi(g[3])
			if g[4] != "" {
				more = 30
			}
			if g[2] == "時間" {
				n *= 60
			}
			return fmt.Sprintf("+%d minutes ", n+more), true
		}},
		{"時", lazy(`(午前|午後)?\s?(\d{1,3})時(?:\s?(\d{1,2})分|(半))?(?:\s?\d{1,2}秒)?(間|頃|ごろ|ころ|過ぎ|すぎ)?`), func(g []string) (string, bool) {
			if g[5] == "間" { // how long, not when
				return "", false
			}
			if g[4] != "" {
				g[3] = "30"
			}
			return clockOfDay(g[1], g[2], g[3])
		}},
		{"午", lazy(`(午前|午後)\s?(\d{1,2}):(\d{2})`), func(g []string) (string, bool) { return clockOfDay(g[1], g[2], g[3]) }},
		{"翌", lazy(`^([\s(・*\p{So}①-⑳-]*)翌\s?(\d)`), func(g []string) (string, bool) { return g[1] + "next day " + g[2], true }},
		{"翌", lazy(`^([\s(・*\p{So}①-⑳-]*)翌[日朝]の?`), func(g []string) (string, bool) { return g[1] + "next day ", true }},
		{"日", lazy(`^([\s(・*\p{So}①-⑳-]*)[同当]日の?[、,]?`), func(g []string) (string, bool) { return g[1], true }},
		{"後", lazy(`^([\s(・*\p{So}①-⑳-]*)(?:約|その)?\s?(\d{1,3})\s?(分|時間|日)(?:\s?(\d{1,2})分)?(半)?後`), func(g []string) (string, bool) {
			n, _ := strconv.Atoi(g[2])
			unit := map[string]string{"分": "minutes", "時間": "hours", "日": "days"}[g[3]]
			if more, _ := strconv.Atoi(g[4]); unit == "hours" && (more > 0 || g[5] != "") {
				if g[5] != "" {
					more = 30
				}
				n, unit = 60*n+more, "minutes"
			}
			return fmt.Sprintf("%s%d %s later ", g[1], n, unit), true
		}},
		{"から", lazy(`(\d)\s?から\s?(\d)`), func(g []string) (string, bool) { return g[1] + "〜" + g[2], true }},
		{"まで", lazy(`(\d:\d\d|\d日)\s?まで`), func(g []string) (string, bool) { return g[1], true }},
		{"日本", lazy(`日本(?:標準)?時間?`), func([]string) (string, bool) { return "JST", true }},
	}...)
})

// clockOfDay writes a time of day in 24 hours; hours beyond belong to the night that follows.
func clockOfDay(half, hour, minute string) (string, bool) {
	h, _ := strconv.Atoi(hour)
	m, _ := strconv.Atoi(minute)
	if h > lastHour || m > 59 {
		return "", false
	}
	switch {
	case h > 12:
	case half == "午前":
		h %= 12
	case half == "午後":
		h = h%12 + 12
	}
	return fmt.Sprintf("%02d:%02d", h, m), true
}

// lastHour is the last hour of a day that goes on behind midnight: 29:00 is 5 in the morning.
const lastHour = 29

// replace writes the matches of a pattern anew. What is written comes from where the match begins, up to its end.
func (f *foldedText) replace(re *regexp.Regexp, write func([]string) (string, bool)) {
	var text strings.Builder
	var from []int
	at := 0
	for _, m := range re.FindAllStringSubmatchIndex(f.text, -1) {
		groups := make([]string, len(m)/2)
		for i := range groups {
			if m[2*i] >= 0 {
				groups[i] = f.text[m[2*i]:m[2*i+1]]
			}
		}
		words, ok := write(groups)
		if !ok {
			continue
		}
		text.WriteString(f.text[at:m[0]])
		from = append(from, f.from[at:m[0]]...)
		text.WriteString(words)
		for i := range len(words) {
			if i == 0 {
				from = append(from, f.from[m[0]])
			} else {
				from = append(from, f.from[m[1]])
			}
		}
		at = m[1]
	}
	if at == 0 {
		return
	}
	text.WriteString(f.text[at:])
	f.text, f.from = text.String(), append(from, f.from[at:]...)
}
