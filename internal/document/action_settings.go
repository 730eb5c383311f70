package document

import (
	"strings"
	"unicode/utf8"
)

// What a section of action items lists may be settings and commands that an item is about, and nothing that somebody will do by itself.

// isSetting reports whether an item is where a setting is found, or stands in a list that such a one begins: "Settings → Branches → main", "Require a review".
func (a *actionReader) isSetting(b *block) bool {
	list := a.items[b.item].list
	if isMenuPath(strings.TrimSpace(b.Text)) {
		a.settings = list
	}
	return list == a.settings
}

// isMenuPath reports whether a text is no more than the way to a setting.
func isMenuPath(text string) bool {
	if len(text) > maxSentence || !strings.ContainsAny(text, ">→›»＞") {
		return false
	}
	parts := 0
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(">→›»＞", r) }) {
		part = strings.Trim(part, " -=")
		if part == "" || len(part) > maxLabel || strings.ContainsAny(part, ".,:;：，。；") || isImperative(part) || parts == 0 && !namesSettings(part) {
			return false
		}
		parts++
	}
	return parts > 1
}

// namesSettings reports whether the first part of a way is one that settings are under: "Repository settings", "设置".
func namesSettings(part string) bool {
	part = strings.ToLower(part)
	switch part[strings.LastIndexByte(part, ' ')+1:] {
	case "settings", "preferences", "options", "configuration", "console", "admin", "dashboard", "einstellungen", "paramètres", "réglages", "configuración", "ajustes", "configurações", "impostazioni", "instellingen", "настройки", "설정":
		return true
	}
	return strings.HasSuffix(part, "设置") || strings.HasSuffix(part, "設定") || strings.HasSuffix(part, "控制台") || strings.HasSuffix(part, "管理画面")
}

// isCommand reports whether the title of an item is code and nothing else but a remark in brackets, and nobody has it to do: "`git push --force`".
func (a *actionReader) isCommand(x *ActionItem, b *block, title Span) bool {
	if len(b.Code) == 0 || x.Issue != nil || x.Owner != "" || x.Due != "" || x.Status != "" || x.marks.box > 0 {
		return false
	}
	code := b.Code[0]
	if code.Start > title.Start || code.End <= title.Start || b.Source(code).Start == 0 || a.text[b.Source(code).Start-1] != '`' {
		return false // a bare address is no code
	}
	rest := strings.Trim(b.Text[min(code.End, title.End):title.End], " `")
	if rest == "" {
		return true
	}
	first, _ := utf8.DecodeRuneInString(rest)
	last, _ := utf8.DecodeLastRuneInString(rest)
	return narrow(first) == '(' && narrow(last) == ')'
}

// isCommandTable reports whether a table lists commands, and neither who has to do something nor when: "| Command | Risk |".
func (a *actionReader) isCommandTable(table int, t actionTable) bool {
	if t[ActionOwner] >= 0 || t[ActionDue] >= 0 || t[ActionStatus] >= 0 || t[columnIssue] >= 0 {
		return false
	}
	for _, bi := range a.rows[a.headers[table]].blocks {
		if bi < 0 {
			continue
		}
		switch foldHeading(a.blocks[bi].Text) {
		case "command", "commands", "befehl", "befehle", "commande", "commandes", "comando", "comandos", "команда", "命令", "指令", "コマンド", "명령", "명령어":
			return true
		}
	}
	return false
}
