package redact

import (
	"strings"
	"unicode"
)

// mention is a place where a person is named.
type mention struct {
	start, end int // in the view
	who        *person
	decide     bool // it may be an ordinary word
	handle     bool // with an @
}

// mentions finds everybody who is known.
func (p *people) mentions(v view, ws []word) []mention {
	var all []mention
	for i := 0; i < len(ws); {
		at, last, who, weak := &p.root, -1, (*person)(nil), false
		for k := i; k < len(ws) && k < i+3*maxName; k++ {
			if k > i && !joins(v.text[ws[k-1].end:ws[k].start]) {
				break
			}
			if at = at.next[ws[k].key]; at == nil {
				break
			}
			if at.who != nil {
				last, who, weak = k, at.who.self(), at.weak
			}
		}
		if who == nil {
			i++
			continue
		}
		m := mention{start: ws[i].start, end: ws[last].end, who: who}
		m.handle = m.start > 0 && v.text[m.start-1] == '@' && (m.start == 1 || !isAlnum(v.text[m.start-2]))
		keep := true
		switch {
		case m.handle:
			m.start--
		case last == i && p.handles[ws[i].key]:
			keep = false // an ordinary word
		case weak:
			keep, m.decide = p.weakly(v, ws, i)
		case last == i && len(ws[i].key) <= 3 && !ws[i].capital && p.ordinary(ws[i].key):
			keep = false
		}
		if keep {
			m.end = honorific(v.text, m.end)
			all = append(all, m)
		}
		i = last + 1
	}
	return all
}

// joins reports whether two words with this between them can be parts of one name.
func joins(gap []byte) bool {
	const longest = 8
	if len(gap) > longest {
		return false
	}
	for _, b := range gap {
		if strings.IndexByte(" ._-+*`~\"',", b) < 0 {
			return false
		}
	}
	return !strings.Contains(string(gap), ". ") || len(gap) == len(". ")
}

// weakly decides whether a name that is a word as well is one here: keep says that it may be, decide that only the author can tell.
func (p *people) weakly(v view, ws []word, i int) (keep, decide bool) {
	w := ws[i]
	if !w.capital {
		return false, false
	}
	if months()[w.key] {
		if i+1 < len(ws) && unicode.IsDigit(runeAt(v.text, ws[i+1].start)) || i > 0 && (unicode.IsDigit(runeAt(v.text, ws[i-1].start)) || datePrepositions()[ws[i-1].key]) {
			return false, false
		}
	}
	if rest := string(v.text[w.end:min(len(v.text), w.end+4)]); strings.HasPrefix(rest, "'s") || strings.HasPrefix(rest, "’s") {
		return true, false
	}
	return true, opensSentence(v.text, w.start)
}

var (
	months           = set("january march april may june july august")
	datePrepositions = set("in since until till by during of on before after from to through late early mid last next this")
)

// opensSentence reports whether what begins at i begins a sentence, an item or a cell.
func opensSentence(text []byte, i int) bool {
	k := i - 1
	for k >= 0 && strings.IndexByte(" \t*_>\"'([~", text[k]) >= 0 {
		k--
	}
	if k < 0 {
		return true
	}
	switch b := text[k]; {
	case strings.IndexByte("\n.!?|", b) >= 0:
		return true
	case b == '-' || b == '+' || b == '#':
		return onlyMarks(text, k)
	case b == ']':
		return tagBefore().Match(lineBefore(text, i))
	case isDigit(b) || b == ':' || b == 'Z' || b == 'C' || b == 'm' || b == 'M' || b >= 0x80:
		return clockBefore().Match(lineBefore(text, i))
	}
	return false
}

// clockBefore is the time that an entry of a timeline opens with.
var clockBefore = lazy(`^[\s>|*+#_-]*` + entryClock + `[\s:*_–—|-]*$|^[\s>*+-]*\d+[.)]\s*$`)

// tagBefore is a tag that an entry opens with, behind its time: "10:42 UTC [detected]".
var tagBefore = lazy(`^[\s>|*+#_-]*(?:` + entryClock + `)?[\s:*_–—|-]*(?:\*{0,2}\[[ \w-]{1,20}\]\*{0,2}[\s:*_–—|-]*)+$`)

const entryClock = `(?:\d{4}-\d\d-\d\d)?[T ]?\d{1,2}:\d\d(?::\d\d)?\s*(?:(?:-|–|—|to)\s*\d{1,2}:\d\d(?::\d\d)?\s*)?(?:Z|[A-Z]{3,4}|[AaPp][Mm]|[+-]\d\d:?\d\d)?`

func onlyMarks(text []byte, k int) bool {
	for ; k >= 0 && text[k] != '\n'; k-- {
		if strings.IndexByte(" \t->*+#", text[k]) < 0 {
			return false
		}
	}
	return true
}

// lineBefore is what stands in the line before i, at most as much as a label needs.
func lineBefore(text []byte, i int) []byte {
	const longest = 80
	from := max(0, i-longest)
	for k := i - 1; k >= from; k-- {
		if text[k] == '\n' {
			return text[k+1 : i]
		}
	}
	return text[from:i]
}

// honorifics follow a name in Japanese.
var honorifics = []string{"さん", "氏", "様", "くん", "君", "ちゃん", "先生"}

func honorific(text []byte, i int) int {
	rest := string(text[i:min(len(text), i+16)])
	for _, h := range honorifics {
		if after, ok := strings.CutPrefix(rest, h); ok && (h != "氏" && h != "様" && h != "君" || !isHan(firstRune(after))) {
			return i + len(h)
		}
	}
	return i
}

// japaneseNames finds names by the honorific behind them: 田中さん.
var japaneseNames = lazy(`(\p{Han}{1,4}|\p{Katakana}[\p{Katakana}ー・]{1,9})(?:さん|くん|ちゃん)|(\p{Han}{2,4})(?:氏|様|君)(?:\P{Han}|$)`)

// callings are words that take an honorific without being names.
var callings = []string{"皆", "客", "者", "業", "社", "店", "員", "ユーザー", "ユーザ", "オーナー", "エンジニア", "メンバー", "各", "同", "仕", "多", "模", "異", "一", "有", "両", "顧", "係", "長", "チーム", "サポート", "ベンダー", "他"}

func isCalling(name string) bool {
	for _, c := range callings {
		if strings.HasSuffix(name, c) || name == c {
			return true
		}
	}
	return false
}

// roleLabels are words before a person that say which part they had, as patterns over the folded text.
var roleLabels = []struct{ label, role string }{
	{"incident commander", "the incident commander"}, {"incident_commander", "the incident commander"}, {"incident lead", "the incident lead"}, {"incident manager", "the incident manager"},
	{"incident coordinator", "the incident coordinator"}, {"incident owner", "the incident owner"}, {"communications lead", "the communications lead"}, {"comms lead", "the communications lead"},
	{"operations lead", "the operations lead"}, {"ops lead", "the operations lead"}, {"technical lead", "the technical lead"}, {"tech lead", "the technical lead"}, {"scribe", "the scribe"},
	{"secondary on-call", "the secondary on-call engineer"}, {"on-call engineer", "the on-call engineer"}, {"primary on-call", "the on-call engineer"}, {"on-call", "the on-call engineer"}, {"oncall", "the on-call engineer"},
	{"facilitator", "the facilitator"}, {"customer liaison", "the customer liaison"}, {"subject matter expert", "the subject matter expert"}, {"インシデントコマンダー", "インシデントコマンダー"}, {"書記", "書記"},
}

// labelRole reads the label of a field, cell or item that a mention fills: "- **Incident commander:** @kmori".
func labelRole(before []byte) string {
	label := folded(strings.Trim(string(before), " \t*_|>-+:：=@\"'[(`"))
	if i := strings.LastIndexAny(label, "|,;"); i >= 0 {
		label = strings.Trim(label[i+1:], " *_\"'")
	}
	for _, r := range roleLabels {
		if label == r.label {
			return r.role
		}
	}
	return ""
}

// assignRoles gives people the parts that the document itself says they had; a part that several had is nobody's name.
func (p *people) assignRoles(v view, all []mention) {
	held := map[string][]*person{}
	for _, m := range all {
		before := lineBefore(v.text, m.start)
		if len(before) == 0 || strings.IndexByte(" |:\"'[(\t@", before[len(before)-1]) < 0 {
			continue
		}
		if role := labelRole(before); role != "" && strings.ContainsAny(string(before), ":|：") {
			if hs := held[role]; len(hs) == 0 || hs[len(hs)-1] != m.who {
				held[role] = append(hs, m.who)
			}
		}
	}
	for _, r := range roleLabels {
		if hs := held[r.role]; len(hs) == 1 && hs[0].role == "" && !hs[0].shared {
			hs[0].role = r.role
		}
	}
}

// label is what a person is called from their first mention on.
func (p *people) label(who *person) string {
	if who.role == "" {
		kind, word := 0, "responder "
		if who.japanese {
			kind, word = 1, "担当者"
		}
		who.role = word + letters(p.labels[kind])
		p.labels[kind]++
	}
	return who.role
}

// letters counts A … Z, AA, AB …
func letters(n int) string {
	if n < 26 {
		return string(rune('A' + n))
	}
	return letters(n/26-1) + string(rune('A'+n%26))
}
