package document

import (
	"iter"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// wordsOf are the runs of letters of a text.
func wordsOf(s string) iter.Seq[string] {
	return strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) })
}

// maxWords is the longest value, in bytes, that is taken for a few words rather than for prose.
const maxWords = 60

// firstClause is what a value says before it explains: the "SEV-2" of "SEV-2 (customers could not pay)". It is "" for what is no answer, or a choice that
// nobody made yet: "P1 / P2 / P3".
func firstClause(value string) string {
	value = strings.ReplaceAll(shortcode.compiled().ReplaceAllString(value, " "), nonBreakingHyphen, "-")
	end := len(value)
	for _, mark := range []string{"(", "（", ",", ";", "。", "、", ". ", " - ", " – ", " — ", ": ", "·"} {
		if i := strings.Index(value, mark); i > 0 {
			end = min(end, i)
		}
	}
	if value = value[:end]; strings.Count(value, "/") > 1 || strings.Contains(value, " / ") || strings.Contains(value, "|") {
		return ""
	}
	value = strings.TrimFunc(value, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '[' && r != '<' && r != '{'
	})
	if isUnsaid(value) || len(value) > maxWords {
		return ""
	}
	return value
}

// nonBreakingHyphen is what word processors make of the hyphens in "SEV-1" and "2026-11-20".
const nonBreakingHyphen = "\u2011"

// isUnsaid reports whether a value only says that there is none, or waits to be replaced.
func isUnsaid(s string) bool {
	s = strings.ToLower(strings.Trim(s, " .?_*`"))
	if first, _ := utf8.DecodeRuneInString(s); s == "" || strings.ContainsRune("[<{", first) {
		return true
	}
	switch s {
	case "-", "–", "—", "n/a", "na", "tbd", "tbc", "todo", "none", "nobody", "unknown", "unassigned", "unclear", "pending", "null", "nil", "nan", "不明", "なし", "未割当", "未定":
		return true
	}
	return false
}

// isList reports whether an entry is a list in front matter, whose items are what they are.
func (e entry) isList() bool { return e.front && e.values != nil }

// listed are the values of an entry: its items, or what stands between commas.
func (e entry) listed(separators string) []string {
	values := e.values
	if values == nil {
		if len(e.Value) > 4*maxWords {
			return nil
		}
		values = []string{e.Value}
	} else if e.isList() {
		return slices.Clone(values)
	}
	var out []string
	for _, v := range values {
		for part := range strings.FieldsFuncSeq(withoutBrackets(v), func(r rune) bool { return strings.ContainsRune(separators, r) }) {
			if part = strings.Trim(part, " \t\"'`*.:"); !isUnsaid(part) && len(part) <= maxWords {
				out = append(out, part)
			}
		}
	}
	return out
}

// withoutBrackets leaves out what stands in brackets, as far as they close.
func withoutBrackets(s string) string {
	var out strings.Builder
	for {
		open := strings.IndexAny(s, "(（<")
		if open < 0 {
			break
		}
		end := strings.IndexAny(s[open:], ")）>")
		if end < 0 {
			break
		}
		out.WriteString(s[:open])
		_, n := utf8.DecodeRuneInString(s[open+end:])
		s = s[open+end+n:]
	}
	return out.String() + s
}

// services are the names of systems; a value that is a sentence names none.
func services(e entry) []string {
	return slices.DeleteFunc(e.listed(",;、，/·\n"), func(s string) bool { return !e.isList() && (strings.Count(s, " ") > 4 || strings.Contains(s, ". ")) })
}

// tags are the factors that an entry names; what kind of document this is says nothing of why it was written.
func tags(e entry) []string {
	return slices.DeleteFunc(e.listed(",;、，·#\n"), func(s string) bool {
		return !e.isList() && strings.Count(s, " ") > 3 || e.kind == metaTags && namesDocument(s)
	})
}

// namesDocument reports whether a tag only says what a postmortem is called.
func namesDocument(tag string) bool {
	switch strings.ToLower(tag) {
	case "postmortem", "postmortems", "post-mortem", "post mortem", "incident", "incidents", "incident-report", "incident report", "outage", "rca", "retrospective":
		return true
	}
	return false
}

// conjunctions stand between names as a comma does.
var conjunctions = strings.NewReplacer(" and ", ",", " & ", ",", " + ", ",", " @", ",@")

// names are the people of an entry.
func names(e entry) []string {
	if e.values == nil {
		e.Value = conjunctions.Replace(e.Value)
	}
	found := e.listed(",;、，/|·\n")
	if e.isList() {
		return found
	}
	for i, s := range found {
		if unit, name, ok := strings.Cut(strings.Map(narrow, s), " "); ok && isJapaneseTeam(unit) { // "システム部　渡辺"
			found[i] = strings.TrimSpace(name)
		}
	}
	team := slices.ContainsFunc(found, namesTeam)
	for i, s := range found {
		found[i] = strings.Join(slices.DeleteFunc(strings.Fields(s), func(w string) bool { return strings.Index(w, "@") > 0 }), " ") // an address beside the name
		if role, name, ok := strings.Cut(s, ": "); ok && metaKindOf(role) != noMeta {                                                // "IC: Mina"
			found[i] = strings.TrimSpace(name)
		}
	}
	// "platform / recap / payments team": single words beside a team's name are teams too.
	return slices.DeleteFunc(found, func(s string) bool {
		return !isName(s) || team && !strings.HasPrefix(s, "@") && !strings.Contains(s, " ")
	})
}

// namesTeam reports whether a name is a team's or a role's rather than a person's.
func namesTeam(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if _, ok := teamWords()[strings.ToLower(w)]; ok {
			return true
		}
	}
	return slices.ContainsFunc([]string{"チーム", "担当", "対応", "部", "班", "グループ"}, func(suffix string) bool { return strings.Contains(s, suffix) })
}

// isName reports whether a text may be what a person is called: a handle, a few capitalised words, or one word in any case. What names a team or
// a line of work is none.
func isName(s string) bool {
	if strings.HasPrefix(s, "@") {
		return !strings.Contains(s, " ")
	}
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 4 || strings.ContainsAny(s, "0123456789:!?\"=/") || namesTeam(s) {
		return false
	}
	for i, w := range words {
		if first, _ := utf8.DecodeRuneInString(w); unicode.IsLower(first) && len(words) > 1 && (i == 0 || len(w) > 3) {
			return false
		}
	}
	return strings.ContainsFunc(s, func(r rune) bool { return !unicode.In(r, unicode.Katakana) && r != 'ー' })
}

// teamWords are in the names of teams and of roles, not of people.
var teamWords = sync.OnceValue(func() map[string]struct{} {
	return map[string]struct{}{
		"team": {}, "teams": {}, "squad": {}, "group": {}, "crew": {}, "department": {}, "engineering": {}, "engineer": {}, "engineers": {}, "ops": {}, "operations": {}, "devops": {}, "sre": {}, "sres": {}, "platform": {},
		"infra": {}, "infrastructure": {}, "security": {}, "support": {}, "backend": {}, "frontend": {}, "data": {}, "network": {}, "networking": {}, "on-call": {}, "oncall": {}, "everyone": {}, "all": {}, "staff": {}, "and": {}, "various": {}, "multiple": {},
		"waived": {}, "yes": {}, "no": {}, "the": {}, "bot": {},
	}
})
