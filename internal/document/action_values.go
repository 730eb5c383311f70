package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// handles reads several handles that no comma parts: "@kmori/@ann", "@kmori and @ann". It returns them as a list, "" when there is anything else.
func handles(text string) string {
	if strings.Count(text, "@") < 2 {
		return ""
	}
	var list []string
	for _, word := range strings.FieldsFunc(strings.ReplaceAll(text, "/@", " @"), func(r rune) bool { return r == ' ' || r == '&' || r == '+' }) {
		switch {
		case isHandle(word):
			list = append(list, word)
		case word != "and" || len(list) == 0:
			return ""
		}
	}
	return strings.Join(list, ", ")
}

// isPriority reports whether a word is one of P0 to P4.
func isPriority(word string) bool {
	return len(word) == 2 && word[0]|0x20 == 'p' && word[1] >= '0' && word[1] <= '4'
}

// isPriorityWord reports whether a text is a priority in words: "high", "medium priority".
func isPriorityWord(text string) bool {
	switch strings.TrimSuffix(strings.ToLower(text), " priority") {
	case "critical", "high", "medium", "low":
		return true
	}
	return false
}

// readPriority reads a priority, from words too; "" when it is none.
func readPriority(text string) string {
	word := strings.TrimLeft(text, " [(*")
	if i := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); i >= 0 {
		word = word[:i]
	}
	if isPriority(word) {
		return strings.ToUpper(word)
	}
	switch strings.ToLower(word) {
	case "critical", "urgent", "blocker", "highest", "緊急", "最優先", "最高", "至急":
		return "P0"
	case "high", "高", "高い", "大":
		return "P1"
	case "medium", "moderate", "normal", "med", "中", "中程度", "普通", "通常":
		return "P2"
	case "low", "minor", "低", "低い", "小":
		return "P3"
	case "lowest", "trivial":
		return "P4"
	}
	return ""
}

// isCapitalised reports whether a text can be the name of a person or a team: up to three words that begin with capitals.
func isCapitalised(text string) bool {
	words := strings.Fields(text)
	for _, w := range words {
		first, n := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) || n == len(w) || strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '.' }) {
			if !strings.EqualFold(w, "team") {
				return false
			}
		}
	}
	return len(words) > 0 && len(words) <= 3
}

// isTeam reports whether a name says that it is a team's.
func isTeam(name string) bool {
	if len(name) > maxValue {
		return false
	}
	first, _, found := strings.Cut(name, " ")
	if !found || strings.Count(name, " ") > 3 || strings.ContainsAny(name, ".:()[]@#\"`") {
		return false
	}
	switch strings.ToLower(name[strings.LastIndexByte(name, ' ')+1:]) {
	case "team", "guild", "squad", "crew", "tribe":
		return true
	}
	switch strings.ToLower(first) {
	case "team", "équipe", "equipe", "equipo":
		return true
	}
	return false
}

// isFactorID reports whether a word is the id of a contributing factor: "F2".
func isFactorID(word string) bool {
	if len(word) < 2 || len(word) > 4 || word[0]|0x20 != 'f' {
		return false
	}
	return strings.Trim(word[1:], "0123456789") == ""
}

func isHandle(word string) bool { return word != "" && handleLen(word) == len(word) }

// handleLen is the length of the handle that a text begins with: "@kmori", "@org/team", "@jane.doe".
func handleLen(text string) int {
	if text == "" || text[0] != '@' {
		return 0
	}
	i, slashes := 1, 0
	for i < len(text) {
		switch c := text[i]; {
		case isWordByte(c) || c == '-':
			i++
		case (c == '.' || c == '/' && slashes == 0) && i > 1 && i+1 < len(text) && isWordByte(text[i+1]):
			if c == '/' {
				slashes++
			}
			i++
		default:
			if i == 1 {
				return 0
			}
			return i
		}
	}
	if i == 1 {
		return 0
	}
	return i
}

func isWordByte(c byte) bool { return isLetter(c) || c >= '0' && c <= '9' || c == '_' }

// actionType reads a type by the words teams use for it; "" when it is none.
func actionType(s string) string {
	word := strings.ToLower(strings.Trim(s, " :*"))
	switch word {
	case "prevent", "prevention", "preventive", "preventative", "preventing", "予防", "防止", "再発防止", "再発防止策", "予防策", "予防措置", "恒久対応", "恒久対策", "恒久":
		return "prevent"
	case "mitigate", "mitigation", "mitigative", "repair", "fix", "corrective", "correction", "緩和", "緩和策", "軽減", "影響軽減", "暫定対応", "暫定対策", "暫定", "応急対応", "応急処置":
		return "mitigate"
	case "detect", "detection", "detective", "monitoring", "検知", "検出", "監視", "早期検知", "検知改善", "監視強化", "検知強化":
		return "detect"
	case "respond", "response", "process", "プロセス", "プロセス改善", "対応プロセス", "対応改善", "体制", "運用", "運用改善":
		return "respond"
	case "learn", "learning", "documentation", "investigate", "学習", "調査", "文書化", "ドキュメント", "ナレッジ":
		return "learn"
	}
	return foreignType(word)
}
