package document

import "strings"

// isQuestion reports whether an item asks for an answer, as those of a reviewer's list do, and of nobody. "Can we alert on it?" suggests work.
func (a *ActionItem) isQuestion() bool {
	if a.Issue != nil || a.Owner != "" || a.Due != "" || a.Status != "" {
		return false
	}
	text, marked := strings.CutSuffix(a.Title, "?")
	if !marked {
		text, marked = strings.CutSuffix(a.Title, "？")
	}
	text = strings.TrimRight(text, " ")
	if isAsian(text) || holdsJapanese(text) {
		return asksInChinese(text, marked) || asksInJapanese(text, marked) || marked && asksInKorean(text)
	}
	if !marked {
		return false
	}
	first, rest, _ := strings.Cut(text, " ")
	if next := firstWord(rest); strings.HasPrefix(next, "pod") || strings.HasPrefix(next, "pued") || strings.HasPrefix(next, "deb") { // "¿Se podría …?"
		return false
	}
	switch strings.ToLower(strings.TrimPrefix(first, "¿")) {
	case "is", "are", "was", "were", "does", "do", "did", "has", "have", "had", "who", "what", "when", "where", "why", "which", "how", "will",
		"ist", "sind", "war", "waren", "wurde", "wurden", "hat", "haben", "gibt", "wer", "wann", "wo", "warum", "wie", "welche", "welcher", "welches",
		"est-ce", "est-il", "est-elle", "a-t-on", "avons-nous", "avez-vous", "qui", "quand", "pourquoi", "comment", "où",
		"se", "está", "están", "hay", "existe", "existen", "fue", "fueron", "ha", "han", "hemos", "tenemos", "quién", "qué", "cuándo", "dónde", "cuál", "cómo", "por",
		"foi", "foram", "há", "existem", "estão", "temos", "quem", "quando", "onde", "qual", "quais", "como":
		return true
	}
	for _, inverted := range [...]string{"-il ", "-elle ", "-ils ", "-elles ", "-t-on "} { // "Les sauvegardes sont-elles testées"
		if strings.Contains(text+" ", inverted) {
			return !strings.Contains(text, "eut-") && !strings.Contains(text, "euvent-")
		}
	}
	return false
}

// asksInChinese reports whether a text asks whether or why something is so, and not whether it should be.
func asksInChinese(text string, marked bool) bool {
	text = simplified(text)
	for _, should := range [...]string{"需要", "应该", "应当", "可以", "可否", "能否", "能不能", "考虑", "必要", "要不要", "是否要", "是否应", "是否能"} {
		if strings.Contains(text, should) {
			return false
		}
	}
	if strings.HasPrefix(text, "是否") || marked && (strings.Contains(text, "是否") || strings.Contains(text, "有没有") || strings.HasSuffix(text, "吗")) {
		return true
	}
	for _, why := range [...]string{"谁", "为什么", "为何", "什么", "哪", "何时", "怎么", "如何"} {
		if strings.HasPrefix(text, why) {
			return marked
		}
	}
	return false
}

// asksInJapanese reports whether a text asks whether something was done or is so: "取得したか", "最新ですか". "できないか" suggests work.
func asksInJapanese(text string, marked bool) bool {
	for _, end := range [...]string{"したか", "れたか", "いるか", "てあるか", "ましたか", "ていますか", "ありますか", "済みか", "済か", "ですか", "正しいか"} {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	for _, who := range [...]string{"誰", "なぜ", "何故", "いつ", "どこ", "どの", "どう", "何が", "何を"} {
		if strings.HasPrefix(text, who) {
			return marked
		}
	}
	return marked && strings.HasSuffix(text, "済み")
}

// asksInKorean is asksInJapanese for Korean: "완료했는가".
func asksInKorean(text string) bool {
	for _, end := range [...]string{"는가", "나요", "습니까", "인가", "됐나", "했나"} {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}
