package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// readTitle takes links, marks and fields out of the text; the rest is the title.
func (a *ActionItem) readTitle(b *block) Span {
	title := a.readLinks(b)
	if b.Kind == Heading && title.Start == 0 {
		title.Start = min(numbered(b.Text), title.End)
	}
	sign := leadingSign(b.Text[title.Start:title.End])
	if sign > 0 {
		a.marks.sign = b.Source(Span{title.Start, title.Start + sign})
	}
	if n := actionLabel(b.Text[title.Start+sign : title.End]); n > 0 {
		title.Start += sign + n
	}
	title.Start += openBox(b.Text[title.Start:title.End])
	title.Start += crossLen(b.Text[title.Start:title.End])
	title = a.readState(b, title)
	title = a.readFields(b, title)
	if stated := a.readTrailingState(b, title); stated.End < title.End {
		title = a.readFields(b, a.readLinkBefore(b, stated)) // "– Kim Mori – done"
	}
	title = a.cutLinkAtEnd(b, title)
	a.readInnerState(b, title)
	title = trimText(b.Text, title)
	if title.Len() == 0 && a.Issue != nil {
		title = a.linkTitle(b)
	}
	title = a.readStateBehindStruck(b, title)
	if b.isStruck(title) {
		for _, s := range b.struck {
			a.marks.struck = append(a.marks.struck, b.Source(s))
		}
		a.settle(stateDone)
	}
	if a.Title = oneSpaced(b.Text[title.Start:title.End]); a.Title == "" {
		title.End = title.Start // a form feed
	}
	if a.Status == "" && a.Due == "" && a.marks.box == 0 && isAlreadyDone(a.Title) {
		a.settle(stateDone)
	}
	if a.Issue != nil && strings.HasSuffix(a.Issue.Text, ")") { // "[#7 (done)](…)"
		a.settle(readState(a.Issue.Text[strings.LastIndexByte(a.Issue.Text, '(')+1 : len(a.Issue.Text)-1]))
	}
	a.TitleAt = b.Source(title)
	return title
}

// readStateBehindStruck takes the state that stands behind what is struck through: "~~Revert the rule~~ done".
func (a *ActionItem) readStateBehindStruck(b *block, title Span) Span {
	if len(b.struck) == 0 {
		return title
	}
	last := b.struck[len(b.struck)-1]
	all := Span{title.Start, last.End}
	if last.Start < title.Start || last.End >= title.End || !b.isStruck(all) || readState(b.Text[last.End:title.End]) != stateDone {
		return title
	}
	a.marks.done = append(a.marks.done, b.Source(Span{last.End, title.End}))
	return all
}

// readLinkBefore takes the reference to an issue that stands before the state: "Drop the index (OPS-91), done".
func (a *ActionItem) readLinkBefore(b *block, title Span) Span {
	at, ok := trailingReference(b.Text[:title.End])
	if !ok || a.Issue != nil || at.Start <= title.Start {
		return title
	}
	if link, ok := issueLink(b.text(at), ""); ok {
		link.Span = b.Source(at)
		a.Issue = &link
		title.End = max(title.Start, len(strings.TrimRight(cutLinkLabel(strings.TrimRight(b.Text[:at.Start], " :–—-,;([")), " ,;([")))
	}
	return title
}

// oneSpaced is a text with one space between its words and none around them.
func oneSpaced(text string) string {
	before := ' '
	for _, r := range text {
		if r < ' ' || r == ' ' && before == ' ' || r >= utf8.RuneSelf && r <= '\u3000' && unicode.IsSpace(r) {
			return strings.Join(strings.Fields(text), " ")
		}
		before = r
	}
	return strings.TrimRight(text, " ")
}

// leadingSign is the length of the symbols that a text begins with: "⚠️ ".
func leadingSign(text string) int {
	for i, r := range text {
		if r < 0x80 && r != ' ' || r >= 0x80 && !unicode.In(r, unicode.So, unicode.Mn, unicode.Cf, unicode.Sk) {
			return i
		}
	}
	return len(text)
}

// openBox is the length of the sign for an empty box that a text begins with: "☐ Add a probe".
func openBox(text string) int {
	for _, box := range [...]string{"☐", "⬜", "🔲", "◻", "▢"} {
		if rest, ok := strings.CutPrefix(text, box); ok {
			rest = strings.TrimPrefix(rest, "\uFE0F")
			return len(text) - len(strings.TrimLeft(rest, " "))
		}
	}
	return 0
}

// numbered is the length of the number that a heading begins with: "2. ", "3.1 ".
func numbered(text string) int {
	const digits = "0123456789"
	n := len(text) - len(strings.TrimLeft(text, digits))
	if n > 0 && n+1 < len(text) && text[n] == '.' {
		if part := len(text[n+1:]) - len(strings.TrimLeft(text[n+1:], digits)); part > 0 {
			if n += 1 + part; n < len(text) && text[n] == ' ' {
				return n + 1
			}
		}
	}
	if n > 0 && n+1 < len(text) && strings.IndexByte(".):", text[n]) >= 0 && text[n+1] == ' ' {
		return n + 2
	}
	return 0
}

// linkTitle is the text of a link that is all of an item, if it is in words.
func (a *ActionItem) linkTitle(b *block) Span {
	for _, v := range b.Links {
		if b.Source(v) == a.Issue.Span && !isReference(a.Issue.Text) && strings.Contains(a.Issue.Text, " ") {
			return trimText(b.Text, v)
		}
	}
	return Span{len(b.Text), len(b.Text)}
}

// readState takes the mark or the words for a state that open a title: "✅", "[done]", "DONE:", "[WIP]".
func (a *ActionItem) readState(b *block, title Span) Span {
	text := b.Text[title.Start:title.End]
	lead := len(text) - len(strings.TrimLeft(text, " "))
	text = text[lead:]
	if n := leadingMark(text); n > 0 {
		end := n + len(text[n:]) - len(strings.TrimLeft(text[n:], " "))
		a.marks.done = append(a.marks.done, b.Source(Span{title.Start, title.Start + lead + end}))
		a.settle(stateDone)
		title.Start += lead + end
		text, lead = text[end:], 0
	} else if n := leadingSign(text); n < len(text) { // "⏳ **Pending:** get an approval"
		text, lead = text[n:], lead+n
	}
	inner, n := "", 0
	if rest, found := strings.CutPrefix(text, "【"); found {
		if end := strings.Index(rest[:min(len(rest), maxState)], "】"); end > 0 {
			inner, n = rest[:end], len("【")+end+len("】")
		}
	} else if text != "" && (text[0] == '[' || text[0] == '(') {
		if end := strings.IndexAny(text[:min(len(text), maxState)], "])"); end > 0 {
			inner, n = text[1:end], end+1
		}
	} else if end := strings.IndexByte(text[:min(len(text), maxLabel)], ':'); end > 0 {
		inner, n = text[:end], end+1
	} else if end := strings.Index(text[:min(len(text), maxLabel)], "："); end > 0 {
		inner, n = text[:end], end+len("：")
	}
	for _, dash := range [...]string{" - ", " – ", " — ", " -- "} { // "Done – rotate the logs"
		if end := strings.Index(text[:min(len(text), maxLabel)], dash); n == 0 && end > 0 && stateOf(strings.ToLower(text[:end])) != stateless {
			inner, n = text[:end], end+len(dash)-1
		}
	}
	st := readState(inner)
	switch {
	case inner == "x" || inner == "X":
		st = stateDone
	case text != "" && text[0] == '[' && (inner == "-" || inner == "~"): // a box for what was given up
		st = stateDropped
	}
	if st == stateless || a.Status != "" || n < len(text) && text[n] != ' ' && !strings.HasPrefix(text, "【") && !strings.HasSuffix(text[:n], "：") {
		return title
	}
	at := title.Start + lead + strings.Index(text, inner)
	end := title.Start + lead + n + len(text[n:]) - len(strings.TrimLeft(text[n:], " "))
	a.setStatus(inner, st)
	a.mark(b, ActionStatus, Span{at, at + len(inner)}, Span{title.Start, end})
	title.Start = end
	return title
}

// readTrailingState takes the mark or the words for a state that close a title: "✅", "[done]", "– done", "DONE".
func (a *ActionItem) readTrailingState(b *block, title Span) Span {
	tail := lastBytes(b.Text, title, 64)
	text := strings.TrimRight(b.Text[tail.Start:tail.End], " .")
	if n := trailingMarkLen(text); n > 0 {
		start := tail.Start + len(strings.TrimRight(text[:len(text)-n], " "))
		a.marks.done = append(a.marks.done, b.Source(Span{start, tail.Start + len(text)}))
		a.settle(stateDone)
		if title.End = start; title.Len() > 0 && n < len(text) { // "– done ✅"
			return a.readTrailingState(b, title)
		}
		return title
	}
	from, inner := markedDate(text)
	marked := from >= 0
	switch {
	case marked:
	case strings.HasSuffix(text, "]"):
		if from = strings.LastIndexByte(text, '['); from >= 0 {
			inner = text[from+1 : len(text)-1]
		}
	default:
		for _, dash := range [...]string{" - ", " – ", " — ", " -- "} {
			if i := lastIndex(text, dash); i > from {
				from, inner = i, text[i+len(dash):]
			}
		}
		if i := lastIndex(text, ". "); inner == "" && i > 0 && (readState(text[i+len(". "):]) == stateDone || isDatedState(text[i+len(". "):])) {
			from, inner = i, text[i+len(". "):] // "Alert on the queue. Implemented in alerts.yml."
		}
		if i := lastIndex(text, ", "); inner == "" && i > 0 && (isShortState(text[i+len(", "):]) || isDatedState(text[i+len(", "):])) {
			from, inner = i, text[i+len(", "):]
		}
		if last := strings.LastIndexByte(text, ' '); inner == "" && last > 0 && strings.ToUpper(text[last+1:]) == text[last+1:] {
			from, inner = last, text[last+1:]
		}
	}
	st := readState(inner)
	if marked || isDatedState(inner) {
		st = stateDone
	}
	if st == stateless || from < 0 || a.Status != "" || tail.Start+from <= title.Start {
		return title
	}
	at := tail.Start + strings.LastIndex(text, inner)
	a.setStatus(inner, st)
	start := tail.Start + len(strings.TrimRight(text[:from], " "))
	a.mark(b, ActionStatus, Span{at, at + len(inner)}, Span{start, tail.Start + len(text)})
	title.End = start
	return title
}

// isDatedState reports whether a text is no more than that something is done, and when: "Completed 2 July", "done: 2026-07-02", "live since May 2026".
func isDatedState(text string) bool {
	text = strings.TrimRight(text, " .!")
	for _, live := range [...]string{"live since ", "in place since ", "in production since ", "live on ", "live as of "} {
		if len(text) > len(live) && strings.EqualFold(text[:len(live)], live) {
			return isWhen(text[len(live):])
		}
	}
	end := 0
	for range 2 { // "rolled out"
		end += len(text[end:]) - len(strings.TrimLeft(text[end:], " "))
		for end < len(text) && isLetter(text[end]) {
			end++
		}
		if end < len(text) && stateOf(strings.ToLower(text[:end])) == stateDone {
			return isWhen(strings.TrimPrefix(strings.TrimLeft(text[end:], " :–—-"), "on "))
		}
	}
	return false
}

// markedDate finds the mark for done at the end of a text, with the date behind it: "✅ 2026-07-02"; from is -1 where there is none.
func markedDate(text string) (from int, inner string) {
	if text == "" || !isDigit(text[len(text)-1]) {
		return -1, ""
	}
	for _, mark := range doneMarks() {
		if i := lastIndex(text, mark); i > 0 && isWhen(strings.TrimLeft(text[i+len(mark):], " \uFE0F")) {
			return i, text[i:]
		}
	}
	return -1, ""
}

// isWhen reports whether a text is nothing but a date, or a month or a quarter.
func isWhen(text string) bool {
	c := cursor{text: text}
	return c.date(&stamp{}) && c.at == len(text) || tellsDue(text)
}

// isShortState reports whether a word behind a comma can only be the state of the item before it.
func isShortState(word string) bool {
	switch strings.ToLower(word) {
	case "done", "already done", "completed", "in progress", "wip", "not started", "erledigt", "hecho", "concluído", "已完成":
		return true
	}
	return false
}

// readInnerState reads the state that stands between what an item is called and what is told of it: "**Fix the backups** — ✅ DONE 2026-06-16. The disk
// was full."
func (a *ActionItem) readInnerState(b *block, title Span) {
	text := b.Text[title.Start:title.End]
	if a.Status == "" {
		a.readBracketInside(b, title)
	}
	from, behind := len(text), 0
	for _, dash := range [...]string{" - ", " – ", " — ", " -- "} {
		if i := strings.Index(text[:min(len(text), 2*maxLabel)], dash); i > 0 && i < from {
			from, behind = i, i+len(dash)
		}
	}
	if behind == 0 || a.Status != "" {
		return
	}
	text = text[behind:]
	n, st := leadingMark(text), stateless
	if n > 0 {
		st = stateDone
	}
	word := n + len(text[n:]) - len(strings.TrimLeft(text[n:], " "))
	end := word + strings.IndexAny(text[word:min(len(text), word+maxLabel)]+".", ".:;,(0123456789")
	if words := strings.TrimRight(text[word:min(end, len(text))], " "); stateOf(strings.ToLower(words)) != stateless {
		n = word + len(words)
		st = max(st, stateOf(strings.ToLower(words)))
	}
	if st == stateless {
		return
	}
	a.setStatus(text[:n], st)
	at := title.Start + behind
	a.mark(b, ActionStatus, Span{at, at + n}, Span{title.Start + from, at + n})
}

// readBracketInside reads the state in brackets that end what an item is called, before what is told of it: "**Fix the backups (done 2026-06-16)** — the
// disk was full".
func (a *ActionItem) readBracketInside(b *block, title Span) {
	text := b.Text[title.Start:min(title.End, title.Start+2*maxLabel)]
	end := len(text)
	for _, sign := range [...]string{") - ", ") – ", ") — ", "): ", "). ", "）: ", "）： ", "） - ", "） – ", "） — ", "）：", "）。"} {
		if i := strings.Index(text, sign); i > 0 && i < end {
			end = i
		}
	}
	if len(b.strong) > 0 && b.strong[0].Start <= title.Start && b.strong[0].End < title.End && strings.HasSuffix(b.Text[:b.strong[0].End], ")") {
		end = min(end, b.strong[0].End-1-title.Start)
	}
	if end <= 0 || end == len(text) {
		return
	}
	open := strings.LastIndexAny(text[:end], "(（")
	if open <= 0 {
		return
	}
	_, width := utf8.DecodeRuneInString(text[open:])
	inner := text[open+width : end]
	st := readState(inner)
	if isDatedState(inner) || isStateBehindDate(inner) {
		st = stateDone
	}
	if st == stateless {
		return
	}
	_, closing := utf8.DecodeRuneInString(text[end:])
	a.setStatus(inner, st)
	a.mark(b, ActionStatus, Span{title.Start + open + width, title.Start + end}, Span{title.Start + len(strings.TrimRight(text[:open], " ")), title.Start + end + closing})
}

// isStateBehindDate reports whether a text is no more than when something was done, and that it was: "2026-07-02 done", "2026年7月2日 対応済み".
func isStateBehindDate(text string) bool {
	i := strings.LastIndexByte(text, ' ') + 1
	if behind := strings.TrimLeft(text, "0123456789/-.年月日 "); i == 0 && strings.Contains(behind, "済") { // "7/2対応済"
		i = len(text) - len(behind)
	}
	if i == 0 || len(text) > maxState || stateOf(strings.ToLower(text[i:])) != stateDone {
		return false
	}
	date := strings.TrimRight(text[:i], " ,:–—-")
	_, err := ReadDate(date)
	return err == nil || isJapaneseDate(date)
}

// lastIndex is strings.LastIndex for what is seldom there: to look from the front costs less.
func lastIndex(text, part string) int {
	if !strings.Contains(text, part) {
		return -1
	}
	return strings.LastIndex(text, part)
}

// leadingMark is the length of the mark for done that a text begins with.
func leadingMark(text string) int {
	if text == "" || text[0] != ':' && text[0] < 0x80 {
		return 0
	}
	for _, mark := range doneMarks() {
		if strings.HasPrefix(text, mark) {
			n := len(mark)
			return n + len(text[n:]) - len(strings.TrimPrefix(text[n:], "\uFE0F"))
		}
	}
	return 0
}

// trailingMarkLen is the length of the mark for done that a text ends with.
func trailingMarkLen(text string) int {
	if text == "" || text[len(text)-1] != ':' && text[len(text)-1] < 0x80 {
		return 0
	}
	s := strings.TrimSuffix(text, "\uFE0F")
	for _, mark := range doneMarks() {
		if strings.HasSuffix(s, mark) {
			return len(mark) + len(text) - len(s)
		}
	}
	return 0
}

// doneMarks are the marks that stand for done.
func doneMarks() [9]string {
	return [...]string{"✅", "☑", "✔", "✓", ":white_check_mark:", ":heavy_check_mark:", ":ballot_box_with_check:", ":check:", ":check_mark:"}
}

// lastBytes is the end of a part of a text: marks and fields are looked for no farther from it.
func lastBytes(text string, s Span, most int) Span {
	if s.Len() > most {
		s.Start = s.End - most
		for s.Start < s.End && text[s.Start]&0xC0 == 0x80 {
			s.Start++
		}
	}
	return s
}

// trimText shrinks a span of text by the blanks and separators at its ends.
func trimText(text string, s Span) Span {
	for s.Start < s.End && (isBlank(text[s.Start]) || text[s.Start] == '|') {
		s.Start++
	}
	s.End = s.Start + len(strings.TrimRight(text[s.Start:s.End], " \t\n|;:–—-→"))
	return s
}

// isImperative reports whether a text begins with one of the verbs that tell what to do, in English.
func isImperative(text string) bool {
	word := strings.TrimLeft(text, " *_`\"'")
	if i := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }); i >= 0 {
		word = word[:i]
	}
	if len(word) > maxVerb || !utf8.ValidString(word) {
		return false
	}
	if strings.HasSuffix(word, "ly") { // "Regularly test the switch"
		_, rest, _ := strings.Cut(text, " ")
		first, _, _ := strings.Cut(rest, " ")
		return !strings.HasSuffix(first, "ly") && isImperative(first)
	}
	if i := strings.LastIndexByte(word, '-'); i > 1 && i+1 < len(word) { // "rate-limit", "re-run", "load-test"
		return isImperative(word[i+1:])
	}
	switch strings.ToLower(word) {
	case "acquire", "activate", "adapt", "add", "address", "adjust", "adopt", "agree", "alert", "align", "allocate", "allow", "allowlist", "amend",
		"analyse", "analyze", "annotate", "apply", "approve", "archive", "arrange", "ask", "assess", "assign", "attach", "audit", "authenticate",
		"automate", "avoid", "backfill", "backup", "benchmark", "block", "boost", "bring", "broaden", "build", "bump", "buy", "cache", "calculate", "calibrate",
		"call", "cap", "capture", "centralise", "centralize", "change", "check", "clarify", "clean", "cleanup", "codify", "collect", "communicate", "compare",
		"conduct", "configure", "confirm", "connect", "consider", "consolidate", "consult", "contact", "continue", "convert", "coordinate", "copy", "correct", "create",
		"debug", "decide", "decommission", "decouple", "dedicate", "deduplicate", "define", "delay", "delete", "deploy", "deprecate", "describe",
		"design", "detach", "detect", "determine", "develop", "diagnose", "disable", "disallow", "discuss", "display", "distribute", "document", "draft", "drop",
		"educate", "eliminate", "embed", "emit", "emphasise", "emphasize", "enable", "encode", "encourage", "encrypt", "enforce", "engage", "enhance",
		"ensure", "escalate", "establish", "evaluate", "examine", "exclude", "exempt", "expand", "explore", "export", "expose", "extract", "extend", "figure", "finalise",
		"finalize", "find", "finish", "fix", "flag", "follow", "forbid", "formalise", "formalize", "freeze", "gather", "generate", "get", "give",
		"grant", "guarantee", "guard", "handle", "harden", "have", "hide", "hire", "identify", "implement", "import", "improve", "include", "increase", "inform", "inject",
		"insert", "inspect", "install", "instrument", "insulate", "integrate", "introduce", "invalidate", "inventory", "invest", "investigate", "invite",
		"isolate", "iterate", "keep", "launch", "leverage", "limit", "link", "lock", "log", "look", "loosen", "lower", "maintain", "make", "mandate", "map", "mark", "maximise", "maximize",
		"measure", "merge", "migrate", "minimise", "minimize", "mirror", "mitigate", "mock", "modify", "monitor", "move", "narrow", "negotiate",
		"normalize", "notify", "obtain", "offload", "onboard", "optimise", "optimize", "organise", "organize", "overhaul", "override", "page", "parallelise", "parallelize", "pause", "patch",
		"perform", "persist", "pin", "plan", "practice", "practise", "pre-provision", "prepare", "preserve", "prevent", "prioritise", "prioritize", "procure",
		"promote", "propagate", "propose", "protect", "provide", "provision", "prune", "publish", "pull", "purchase", "purge", "put", "quantify", "quarantine",
		"raise", "re-architect", "reach", "realign", "reassess", "reassign", "rebalance", "rebuild",
		"recommend", "reconcile", "reconfigure", "reconsider", "record", "recover", "recreate", "redact", "redeploy", "redesign", "redo", "reduce", "reevaluate", "refactor",
		"refine", "refuse", "regenerate", "rehearse", "reinforce", "reinstall", "reject", "release", "relocate", "remediate", "remind", "remove",
		"rename", "renew", "reorganize", "repair", "repeat", "replace", "replicate", "report", "request", "require", "research", "reserve", "reset",
		"resize", "resolve", "respond", "restore", "restrict", "restructure", "retain", "retest", "rethink", "retire", "retrain", "retry", "reuse",
		"revamp", "revert", "review", "revise", "revisit", "revoke", "rework", "rewrite", "roll", "rotate", "route", "run", "sanitise", "sanitize", "scale",
		"scan", "schedule", "secure", "seed", "select", "send", "separate", "set", "setup", "shard", "share", "ship", "shorten", "shrink", "sign",
		"silence", "simplify", "simulate", "snapshot", "socialise", "socialize", "solve", "specify", "speed", "split", "stabilise", "stabilize", "staff",
		"stagger", "standardise", "standardize", "stop", "store", "streamline", "strengthen", "strip", "study", "submit", "subscribe", "summarise",
		"suppress", "survey", "suspend", "swap", "switch", "sync", "synchronise", "synchronize", "take", "talk", "teach", "test", "throttle", "tighten", "trace", "track",
		"train", "transfer", "transition", "translate", "treat", "trigger", "trim", "try", "tune", "turn", "unblock", "understand", "unify", "uninstall", "unlock", "update",
		"upgrade", "upload", "upskill", "use", "utilise", "utilize", "validate", "verify", "vet", "visualise", "visualize", "watch", "whitelist", "widen", "wire",
		"withdraw", "work", "wrap", "write":
		return true
	}
	return false
}

// maxVerb is the length of the longest verb that isImperative knows.
const maxVerb = 16
