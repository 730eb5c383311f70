package document

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// japaneseLabels are what announces a field of an action item: "担当：田中", "期限 12/15", and in Chinese "负责人：王伟".
var japaneseLabels = lazy(`^(担当者|担当部署|担当チーム|主担当|担当|オーナー|責任者|実施者|期限日|対応期限|完了期限|期限|期日|完了予定日|完了予定|予定日|締め?切り?|納期|目標日|優先度|優先順位|重要度|種別|分類|区分|状態|ステータス|状況|進捗|完了条件|対象要因|対応要因|要因|负责人|负责团队|负责|责任人|跟进人|执行人|截止日期|截止时间|截止|完成时间|完成日期|预计完成|计划完成|优先级|状态|类型|类别|負責人|負責團隊|負責單位|負責|責任人|跟進人|執行人|截止時間|完成時間|預計完成|計劃完成|計畫完成|優先級|優先順序|狀態|類型|類別)(?:案|目安|（仮）|\(仮\))?\s*(?:[:：]|は|\s)\s*`)

// leadingLabel is the label that a text begins with, with what parts it from its value; "" without one. Each begins with one of few characters.
func leadingLabel(text string) string {
	if first, _ := utf8.DecodeRuneInString(text); first < utf8.RuneSelf || !strings.ContainsRune("担主オ責実期対完予締納目優重種分区状ス進要负责跟执截预计优类負責跟執預計優狀類", first) {
		return ""
	}
	return japaneseLabels.compiled().FindString(text)
}

// japaneseField is the field that a label announces.
func japaneseField(label string) ActionField {
	switch label {
	case "担当者", "担当部署", "担当チーム", "主担当", "担当", "オーナー", "責任者", "実施者", "负责人", "负责团队", "负责单位", "负责", "责任人", "跟进人", "执行人":
		return ActionOwner
	case "優先度", "優先順位", "重要度", "优先级", "优先顺序":
		return ActionPriority
	case "種別", "分類", "区分", "类型", "类别":
		return ActionType
	case "状態", "ステータス", "状況", "進捗", "状态":
		return ActionStatus
	case "完了条件":
		return ActionDoneWhen
	case "対象要因", "対応要因", "要因":
		return ActionFactor
	}
	if plain := simplified(label); plain != label { // "負責人"
		return japaneseField(plain)
	}
	return ActionDue
}

// japaneseFieldLabels are what announces each field where one is written.
var japaneseFieldLabels = [actionFields]string{
	ActionType: "種別", ActionPriority: "優先度", ActionOwner: "担当", ActionDue: "期限", ActionFactor: "要因", ActionStatus: "状態", ActionDoneWhen: "完了条件",
}

// japaneseValue is a value as it is written in Japanese: types, and that it is done, have words of their own.
func japaneseValue(field ActionField, value string) string {
	switch {
	case field == ActionStatus && value == "done":
		return "完了"
	case field != ActionType:
		return value
	}
	switch value {
	case "prevent":
		return "予防"
	case "mitigate":
		return "軽減"
	case "detect":
		return "検知"
	case "respond":
		return "対応改善"
	case "learn":
		return "学習"
	}
	return value
}

// japaneseFields takes the fields at the end of a title that are written as in Japanese: "（担当：田中、期限：12/15まで）", "【完了】", "担当：田中　期限：12/15".
func (a *ActionItem) japaneseFields(b *block, title Span) Span {
	for range maxFields {
		text := strings.TrimRight(b.Text[title.Start:title.End], " \u3000。.;")
		open, inner := japaneseBracket(text)
		around := Span{title.Start + open, title.Start + len(text)}
		list := Span{title.Start + inner.Start, title.Start + inner.End}
		if open < 0 {
			if open = trailingLabel(text); open < 0 {
				open = a.trailingWord(text)
			}
			if open < 0 {
				open = trailingList(text)
			}
			if open < 0 {
				return title
			}
			around.Start = title.Start + open
			list = around
		}
		around.Start = title.Start + len(strings.TrimRight(b.Text[title.Start:around.Start], " \u3000、,，—–-"))
		if around.Start == title.Start || !a.readJapanese(b, list, around) {
			return title
		}
		title.End = around.Start
	}
	return title
}

// japaneseBracket is where the bracket opens that a text ends with, and what it holds; -1 where it ends with none.
func japaneseBracket(text string) (open int, inner Span) {
	last, size := utf8.DecodeLastRuneInString(text)
	opening, found := map[rune]string{')': "(（", '）': "（(", '】': "【", ']': "[［", '］': "［["}[last]
	if !found {
		return -1, Span{}
	}
	depth := 0
	for i := len(text); i > 0; {
		r, n := utf8.DecodeLastRuneInString(text[:i])
		i -= n
		switch {
		case narrow(r) == narrow(last):
			depth++
		case strings.ContainsRune(opening, r):
			if depth--; depth == 0 {
				return i, Span{i + n, len(text) - size}
			}
		}
		if len(text)-i > maxState*3 {
			break
		}
	}
	return -1, Span{}
}

// trailingLabel is where the last label in a text stands that has no brackets around it, -1 without one.
func trailingLabel(text string) int {
	for i := len(text); i > max(0, len(text)-2*maxState); {
		r, n := utf8.DecodeLastRuneInString(text[:i])
		if (r == ' ' || r == '\u3000' || r == '、' || r == ',' || r == '/' || r == '／') && i < len(text) {
			if m := leadingLabel(text[i:]); m != "" && strings.ContainsAny(m, ":：") && len(m) < len(text)-i {
				return i
			}
		}
		i -= n
	}
	return -1
}

// trailingList is where the fields begin that a text ends with behind a dash, or the date behind its last comma: "压测 —— 王伟，2026-12-15",
// "增加告警，12 月 15 日前完成". -1 without any.
func trailingList(text string) int {
	near := max(0, len(text)-maxTrailing-maxJapaneseName)
	for _, dash := range [...]string{"——", "—", " - ", " – "} {
		if i := lastIndex(text[near:], dash); i >= 0 && near+i > 0 {
			list := strings.TrimLeft(text[near+i+len(dash):], " —")
			if !strings.ContainsAny(list, "，、,;；") && !isJapaneseDate(dueWords(list)) { // a word there may be what the item is about
				return -1
			}
			return len(text) - len(list)
		}
	}
	i := strings.LastIndex(text, "，")
	if i <= 0 {
		return -1
	}
	words := strings.TrimLeft(text[i+len("，"):], " ")
	if date := dueWords(words); date == words || !isJapaneseDate(date) {
		return -1
	}
	return len(text) - len(words)
}

// trailingWord is where the last word of a text begins when it is a due date or an owner as notes have them: "… @tanaka 11/1まで", "… @kaz 9/5". -1 when it is neither.
func (a *ActionItem) trailingWord(text string) int {
	i := strings.LastIndexAny(text, " \u3000")
	if i <= 0 {
		return -1
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	word := text[i+size:]
	if a.Due != "" {
		if isHandle(word) && a.Owner == "" {
			return i + size
		}
		return -1
	}
	words := dueWords(word)
	if words == "" || len(words) > maxState || !isJapaneseDate(words) {
		return -1
	}
	before := strings.TrimRight(text[:i], " \u3000")
	if words != word || isHandle(before[strings.LastIndexAny(before, " \u3000")+1:]) {
		return i + size
	}
	return -1
}

// readJapanese reads a list of fields and reports whether it was that: all of its parts are fields that were not known yet.
func (a *ActionItem) readJapanese(b *block, list, around Span) bool {
	read := *a
	var parts []part
	var bare *part // what may be the name of an owner
	links := 0
	for _, at := range japaneseParts(b.Text, list) {
		text := b.Text[at.Start:at.End]
		if n := issueLabel(text); n > 0 && read.Issue == nil && read.linkPart(b, Span{at.Start + n, at.End}) {
			parts = append(parts, part{noColumn, at, at})
			links++
			continue
		}
		f, value, ok := read.japanesePart(text)
		p := part{f, at, Span{at.Start + value.Start, at.Start + value.End}}
		switch words := text[value.Start:value.End]; {
		case ok && read.set(f, fieldValue(f, words)):
			parts = append(parts, p)
		case !ok && bare == nil && read.Owner == "" && isBareName(text):
			p = part{ActionOwner, at, at}
			parts = append(parts, p)
			bare = &p
		case len(parts) > 0 && parts[len(parts)-1].field == ActionOwner && (isBareName(text) || isHandle(text)): // a second owner
			last := &parts[len(parts)-1]
			read.Owner += ", " + text
			last.at.End, last.value.End = at.End, at.End
		case len(parts) > 0 && parts[len(parts)-1].field == ActionFactor && isFactorID(text): // a second factor
			last := &parts[len(parts)-1]
			read.addFactor(text)
			last.at.End, last.value.End = at.End, at.End
		default:
			return false
		}
	}
	if len(parts) == links || bare != nil && (len(parts) == 1 && !isJapaneseTeam(b.text(bare.value)) || read.Owner != "") {
		return false
	}
	if bare != nil {
		read.Owner = b.text(bare.value)
	}
	*a = read
	a.markParts(b, parts, list, around)
	return true
}

// issueLabel is the length of the label for an issue that a part of a list of fields begins with: "起票：#12", "工单 OPS-7".
func issueLabel(text string) int {
	if text == "" || text[0] < 0x80 {
		return 0
	}
	i := strings.IndexAny(text[:min(len(text), maxAsianColumn)], ":： ")
	if i < 0 || exactColumn(foldHeading(text[:i])) != columnIssue {
		return 0
	}
	return len(text) - len(strings.TrimLeft(text[i:], ":： "))
}

// markParts notes where the fields of a list are written. What goes with the last of them is around.
func (a *ActionItem) markParts(b *block, parts []part, list, around Span) {
	for i, p := range parts {
		drop := around
		switch {
		case i > 0:
			drop = Span{parts[i-1].at.End, p.at.End}
		case len(parts) > 1:
			drop = Span{p.at.Start, parts[1].at.Start}
		}
		if p.field != noColumn {
			a.mark(b, p.field, p.value, drop)
		}
		if p.field != ActionDoneWhen && a.marks != nil && around.End > list.End {
			a.marks.list = b.Source(p.at).End
		}
	}
}

// japaneseParts are the parts of a list of fields, without the blanks around them. A blank parts them where a label follows.
func japaneseParts(text string, list Span) []Span {
	var parts []Span
	from := list.Start
	put := func(end int) {
		if at := trimWide(text, Span{from, end}); at.Len() > 0 {
			parts = append(parts, at)
		}
	}
	for i := list.Start; i < list.End; {
		r, n := utf8.DecodeRuneInString(text[i:list.End])
		openEnded := strings.HasPrefix(strings.TrimLeft(text[from:list.End], " \u3000"), "完了条件")
		if openEnded && leadingLabel(strings.TrimLeft(text[i+n:list.End], " \u3000")) == "" {
			i += n
			continue // 完了条件: …、… may hold what parts fields elsewhere
		}
		blank := r == ' ' || r == '\u3000'
		inName := i > list.Start && i+n < list.End && isLetter(text[i-1]) && isLetter(text[i+n]) // owner/name
		slash := (r == '/' || r == '／') && (i == list.Start || !isDigit(text[i-1]) || leadingLabel(text[i+n:list.End]) != "" || issueLabel(text[i+n:list.End]) > 0) && !inName
		if strings.ContainsRune("、，,;；|・", r) || slash || blank && leadingLabel(text[i+n:list.End]) != "" {
			put(i)
			from = i + n
		}
		i += n
	}
	put(list.End)
	return parts
}

// trimWide drops blanks of either width at both ends of a part of a text.
func trimWide(text string, s Span) Span {
	rest := strings.TrimLeft(text[s.Start:s.End], " \t\u3000")
	s.Start = s.End - len(rest)
	s.End = s.Start + len(strings.TrimRight(rest, " \t\u3000"))
	return s
}

// japanesePart reads one part of a list of fields: the field, and where its value stands.
func (a *ActionItem) japanesePart(text string) (f ActionField, value Span, ok bool) {
	all := Span{0, len(text)}
	if m := japaneseLabels.compiled().FindStringSubmatch(text); m != nil && len(m[0]) < len(text) {
		f, value = japaneseField(m[1]), Span{len(m[0]), len(text)}
		words := text[value.Start:]
		switch f {
		case ActionType:
			return f, value, actionType(words) != ""
		case ActionPriority:
			return f, value, readPriority(words) != ""
		case ActionDue:
			value.End = value.Start + len(dueWords(words))
		}
		return f, value, true
	}
	if isHandle(text) || isJapanesePerson(text) {
		return ActionOwner, all, true
	}
	if isPriority(text) {
		return ActionPriority, all, true
	}
	if isStateBehindDate(text) {
		return ActionStatus, all, true
	}
	if words := dueWords(text); isJapaneseDate(words) {
		return ActionDue, Span{len(text) - len(strings.TrimLeft(text, "〜～~ ")), len(words)}, true
	}
	if actionType(text) != "" {
		return ActionType, all, true
	}
	if readState(text) != stateless {
		return ActionStatus, all, true
	}
	if f, value, ok := a.readField(text); ok && !holdsJapanese(text) {
		return f, Span{len(text) - len(written(text, f)), len(text)}, value != ""
	}
	return 0, all, false
}

// fieldValue is the value of a field as it is kept.
func fieldValue(f ActionField, words string) string {
	switch f {
	case ActionType:
		return actionType(words)
	case ActionPriority:
		return readPriority(words)
	case ActionDue:
		return dueDate(strings.TrimLeft(words, "〜～~ "))
	}
	return words
}

// dueWords is a date without the words behind it that make it a due date: "12/15まで", "12月末完了予定".
func dueWords(text string) string {
	for _, word := range [...]string{"までに", "まで", "迄", "完了予定", "対応予定", "実施予定", "リリース予定", "予定", "期限", "目処", "めど", "目標", "完了", "前完成", "前上线", "之前", "前"} {
		if head, found := strings.CutSuffix(text, word); found && head != "" && (!strings.Contains(word, "前") || isJapaneseDate(head)) { // but "リリース前"
			return strings.TrimRight(head, " \u3000にを")
		}
	}
	return text
}

// isJapaneseDate reports whether a text is a day or a vaguer date: "12/15", "12月末", "来週金曜", "2027年3月", "次のスプリント".
func isJapaneseDate(text string) bool {
	text = strings.TrimLeft(text, "〜～~ ")
	if _, err := ReadDate(text); err == nil {
		return true
	}
	return japaneseDate.compiled().MatchString(strings.TrimSpace(foldTime(text).text))
}

var japaneseDate = lazy(`^(?:\d{1,2}/\d{1,2}|(?:\d{4}年(?:度)?\s?)?(?:\d{1,2}月)?(?:\d{1,2}日|[上中下]旬|末|中|頭|初)|\d{4}年\d{1,2}月|\d{4}/\d{1,2}|\d{1,2}月|(?:今|来|再来|次)(?:日|週|月|期|年|年度|四半期|の?スプリント|回リリース)(?:の?[月火水木金土日](?:曜日?)?|末|中|頭|初め|[上中下]旬)?|(?:年|年度|月|週|期|四半期)(?:末|内|明け)|本日|明日|明後日|即日|随時|(?:20\d\d)?\s?[1-4]?Q[1-4]?末?|次回(?:リリース|定例)?)$`)

// isJapanesePerson reports whether a text is a person or a team by what follows the name: "田中さん", "SREチーム".
func isJapanesePerson(text string) bool {
	if utf8.RuneCountInString(text) > maxJapaneseName || strings.ContainsAny(text, "。：:") {
		return false
	}
	for _, title := range [...]string{"さん", "氏", "様"} {
		if head, found := strings.CutSuffix(text, title); found && head != "" {
			return true
		}
	}
	return isJapaneseTeam(text) || isJapaneseRole(text)
}

// isJapaneseRole reports whether a text is what somebody is there for: "監視担当", "テックリード".
func isJapaneseRole(text string) bool {
	for _, role := range [...]string{"担当", "担当者", "責任者", "オーナー", "リーダー", "リード", "マネージャー", "管理者"} {
		if head, found := strings.CutSuffix(text, role); found && head != "" {
			return !strings.ContainsFunc(head, func(r rune) bool { return unicode.Is(unicode.Hiragana, r) })
		}
	}
	return false
}

// isJapaneseTeam reports whether a name says that it is a team's.
func isJapaneseTeam(text string) bool {
	text = strings.TrimSpace(strings.Map(narrow, text))
	return len(text) > len("チーム") && slices.ContainsFunc([]string{"チーム", "グループ", "本部", "部", "課", "班", "室", "センター", "ベンダー"}, func(kind string) bool {
		return strings.HasSuffix(text, kind)
	}) && !strings.ContainsFunc(strings.TrimSuffix(text, "チーム"), func(r rune) bool { return unicode.Is(unicode.Hiragana, r) })
}

// isBareName reports whether a text may be a name: a few letters, and no kana that words are joined with.
func isBareName(text string) bool {
	n := utf8.RuneCountInString(text)
	return n > 0 && n <= maxJapaneseName && holdsJapanese(text) && !strings.ContainsFunc(text, func(r rune) bool {
		return unicode.Is(unicode.Hiragana, r) || unicode.IsDigit(r) || !unicode.IsLetter(r) && r != ' ' && r != '\u3000' && r != 'ー'
	})
}

// maxJapaneseName is how long a name is taken for one, in characters.
const maxJapaneseName = 12
