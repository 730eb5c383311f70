package redact

import (
	"slices"
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
		if keep && isHan(firstRune(ws[i].key)) {
			keep, m.decide, m.end = withinIdeographs(v.text, m.start, m.end)
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

// part is what somebody had to do in the incident.
type part struct {
	labels            string // words before whoever had it, folded, parted by commas
	english, japanese string // what to call them
}

// parts are in the order in which a label of somebody who had several is chosen.
var parts = []part{
	{"incident commander,incident_commander,インシデントコマンダー,指揮者", "the incident commander", "インシデントコマンダー"},
	{"incident lead", "the incident lead", "インシデントリード"},
	{"incident manager,インシデントマネージャー", "the incident manager", "インシデントマネージャー"},
	{"incident coordinator", "the incident coordinator", "調整役"},
	{"incident owner", "the incident owner", "インシデントオーナー"},
	{"communications lead,comms lead,広報担当,連絡担当", "the communications lead", "連絡担当"},
	{"operations lead,ops lead", "the operations lead", "運用リード"},
	{"technical lead,tech lead,テックリード", "the technical lead", "テックリード"},
	{"scribe,書記", "the scribe", "書記"},
	{"secondary on-call", "the secondary on-call engineer", "副オンコール担当"},
	{"on-call engineer,primary on-call,on-call,oncall,オンコール,オンコール担当", "the on-call engineer", "オンコール担当"},
	{"facilitator,進行役,ファシリテーター", "the facilitator", "進行役"},
	{"customer liaison", "the customer liaison", "お客様窓口"},
	{"subject matter expert", "the subject matter expert", "専門担当"},
}

// labelled reads the label of a field, cell or item that a mention fills: "- **Incident commander:** @kmori". It is the index in parts, or -1.
func labelled(before []byte) int {
	label := folded(strings.Trim(string(before), " \t*_|>-+:：=@\"'[(`"))
	if i := strings.LastIndexAny(label, "|,;"); i >= 0 {
		label = strings.Trim(label[i+1:], " *_\"'")
	}
	return slices.IndexFunc(parts, func(part part) bool {
		return slices.Contains(strings.Split(part.labels, ","), label)
	})
}

// assignRoles gives people the parts that the document itself says they had; a part that several had is nobody's name.
func (p *people) assignRoles(v view, all []mention) {
	held := make([][]*person, len(parts))
	for _, m := range all {
		before := lineBefore(v.text, m.start)
		if len(before) == 0 || strings.IndexByte(" |:\"'[(\t@", before[len(before)-1]) < 0 {
			continue
		}
		if i := labelled(before); i >= 0 && strings.ContainsAny(string(before), ":|：") {
			if hs := held[i]; len(hs) == 0 || hs[len(hs)-1] != m.who {
				held[i] = append(hs, m.who)
			}
		}
	}
	for i, hs := range held {
		if len(hs) == 1 && hs[0].role == "" && !hs[0].shared {
			hs[0].role = parts[i].english
			if p.japanese {
				hs[0].role = parts[i].japanese
			}
		}
	}
}

// label is what a person is called from their first mention on, in the language of the document.
func (p *people) label(who *person) string {
	switch {
	case who.role != "":
	case who.shared:
		return p.somebody()
	case p.japanese:
		who.role = somebodyInJapanese + letters(p.labels)
		p.labels++
	default:
		who.role = "responder " + letters(p.labels)
		p.labels++
	}
	return who.role
}

// somebody is what a person is called of whom it can't be told who they are.
func (p *people) somebody() string {
	if p.japanese {
		return somebodyInJapanese
	}
	return "a responder"
}

const somebodyInJapanese = "担当者"

// letters counts A … Z, AA, AB …
func letters(n int) string {
	if n < 26 {
		return string(rune('A' + n))
	}
	return letters(n/26-1) + string(rune('A'+n%26))
}
