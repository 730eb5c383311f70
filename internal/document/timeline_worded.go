package document

import "strings"

// wordedTime is the length of a time that an entry tells in words, with the sign that sets it off: "Before the incident:", "Early morning, 12 July –". 0 without one.
func wordedTime(text string) int {
	label, sign := len(text), 0
	for _, s := range [...]string{": ", "：", " - ", " – ", " — "} {
		if i := strings.Index(text[:min(len(text), maxLabel)], s); i > 0 && i < label {
			label, sign = i, len(s)
		}
	}
	if sign == 0 || !tellsTimeInWords(strings.Trim(text[:label], " *_~()")) {
		return 0
	}
	return label + sign
}

// tellsTimeInWords reports whether a text is nothing but a time that no clock and no date tells.
func tellsTimeInWords(text string) bool {
	lower := withoutAccents(strings.ToLower(text))
	if isAsian(lower) {
		return isAsianPhase(lower) || isAsianPhase(simplified(lower))
	}
	words := strings.FieldsFunc(lower, func(r rune) bool { return r == ' ' || r == ',' || r == '\'' || r == '’' })
	if len(words) == 0 || len(words) > 7 {
		return false
	}
	if len(words) == 1 && isYearMonth(words[0]) {
		return true
	}
	told, named, year := false, false, false
	for i, word := range words {
		c := cursor{text: word}
		_, month := c.monthName()
		switch {
		case isTimeWord(word):
			told = true
		case word == "before" || word == "after" || word == "prior" || word == "during" || word == "late" || word == "early" || word == "next" || word == "same" || word == "following" || word == "previous":
			told = told || len(words) > 1 && i+1 < len(words)
		case month && c.at == len(word):
			named = true
		case isDigit(word[0]) && len(word) <= len("2026"):
			year = year || len(word) == len("2026") && isDigits(word)
		case isWeekday(word), isTimeJoint(word):
		default:
			return false
		}
	}
	return told || named && year // "October 2026"
}

// isYearMonth reports whether a word is a month by its number: "2026-10".
func isYearMonth(word string) bool {
	if len(word) != len("2026-10") || word[4] != '-' || !isDigits(word[:4]) || !isDigits(word[5:]) || word[:2] != "20" && word[:2] != "19" {
		return false
	}
	return word[5:] >= "01" && word[5:] <= "12"
}

// tellsYear reports whether a time in words is in a year that it names: "2026-10", "October 2026".
func tellsYear(text string) bool {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(" ,:*_()–—", r) }) {
		if len(word) == len("2026") && isDigits(word) || isYearMonth(word) {
			return true
		}
	}
	return false
}

// isTimeWord reports whether a word tells a time by itself.
func isTimeWord(word string) bool {
	switch word {
	case "morning", "midday", "afternoon", "evening", "night", "overnight", "later", "earlier", "afterwards", "afterward", "thereafter", "subsequently", "meanwhile", "previously", "shortly", "eventually",
		"vormittag", "morgen", "nachmittag", "abend", "nacht", "nachts", "spater", "zuvor", "danach", "anschliessend", "vor", "nach",
		"matin", "matinee", "apres-midi", "soir", "soiree", "nuit", "avant", "ensuite", "auparavant",
		"manana", "madrugada", "tarde", "noche", "antes", "despues", "posteriormente", "luego",
		"manha", "noite", "depois":
		return true
	}
	return false
}

// isTimeJoint reports whether a word only joins those that tell a time.
func isTimeJoint(word string) bool {
	switch word {
	case "the", "a", "an", "in", "on", "of", "at", "to", "that", "this", "few", "some", "several", "around", "approximately", "immediately", "soon", "very", "incident", "outage", "event", "day", "days", "week", "weeks", "weekend", "month", "months", "year", "years", "hour", "hours", "minute", "minutes", "moments", "time",
		"dem", "der", "den", "am", "im", "vorfall", "ausfall", "tag", "folgenden", "kurz", "tage", "stunden", "minuten",
		"le", "la", "l", "les", "dans", "du", "de", "d", "plus", "tard", "jour", "lendemain", "panne", "meme", "quelques",
		"el", "del", "los", "las", "por", "mas", "dia", "dias", "mismo", "siguiente", "incidente", "caida", "poco",
		"o", "do", "da", "na", "no", "mesmo", "seguinte", "mais", "queda":
		return true
	}
	return false
}

// isAsianPhase reports whether a text is a time of that kind in Japanese, Chinese or Korean: "翌朝", "事故前", "当日晚上".
func isAsianPhase(text string) bool {
	switch text {
	case "事前", "事後", "障害前", "障害発生前", "発生前", "前日", "翌日", "翌朝", "翌週", "早朝", "午前中", "昼頃", "夕方", "夜", "深夜", "未明", "同日夕方", "同日夜", "その後", "直後", "復旧後", "後日", "数分後", "数時間後",
		"事故前", "事前准备", "故障前", "前一天", "第二天", "次日", "次日上午", "当日晚上", "当晚", "凌晨", "早上", "上午", "中午", "下午", "傍晚", "晚上", "随后", "之后", "此前", "几分钟后", "数小时后", "恢复后",
		"사고 전", "다음 날", "새벽", "오전", "오후", "저녁", "이후", "직후":
		return true
	}
	return false
}
