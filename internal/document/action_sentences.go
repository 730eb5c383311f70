package document

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What is to be done is often told in running text: "To prevent this we will page on the queue's depth. We are also going to cap the retries." Then
// every sentence that commits to something is an item of its own.

const (
	maxSentences = 64   // that a paragraph is cut into
	maxTold      = 4000 // bytes of a paragraph that is cut
)

// sentences cuts a text behind each full stop, or other closing sign, that an upper-case letter follows.
func sentences(text string) []Span {
	var all []Span
	from := 0
	for i := 0; i+1 < len(text) && len(all) < maxSentences; i++ {
		if c := text[i]; c != '.' && c != '!' && c != '?' || text[i+1] != ' ' {
			continue
		}
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[i+1:], " \"“'`(["))
		word := text[strings.LastIndexByte(text[:i], ' ')+1 : i]
		if !unicode.IsUpper(first) && !unicode.IsDigit(first) && first != '@' || isAbbreviation(word) {
			continue
		}
		all = append(all, trimSpaces(text, Span{from, i + 1}))
		from = i + 1
	}
	if rest := trimSpaces(text, Span{from, len(text)}); rest.Len() > 0 {
		all = append(all, rest)
	}
	return all
}

// isAbbreviation reports whether a word, without the full stop behind it, is short for another.
func isAbbreviation(word string) bool {
	switch strings.ToLower(strings.Trim(word, "(")) {
	case "e.g", "i.e", "etc", "vs", "approx", "mr", "ms", "mrs", "dr", "no", "inc", "ltd", "co", "corp", "st", "jr":
		return true
	}
	return len(word) == 1
}

// paragraphSentences reads the sentences of a paragraph as items where more than one of them commits to something, or all are instructions, and
// reports whether they are.
func (a *actionReader) paragraphSentences(b *block) bool {
	if len(b.Text) > maxTold || a.listed[b.Section] {
		return false
	}
	all := sentences(b.Text)
	if len(all) < 2 {
		return false
	}
	commits := all[:0:0]
	instructions, duties := 0, 0
	for _, s := range all {
		text := b.Text[s.Start:s.End]
		switch {
		case refersBack(text):
			if commitsTo(text) != notCommitted || saysDuty(text) {
				duties++
			}
			continue
		case commitsTo(text) != notCommitted, assignsWork(text):
			commits = append(commits, s)
			duties++
		case namesWork(text), isInfinitive(text):
			instructions++
			duties++
		case saysDuty(text):
			duties++
		}
	}
	if instructions == len(all) || duties == len(all) {
		commits = slices.DeleteFunc(all, func(s Span) bool { return refersBack(b.Text[s.Start:s.End]) })
	}
	if len(commits) < 2 {
		return false
	}
	for _, s := range commits {
		a.sentence(b, s, false)
	}
	return true
}

// enumeration reads the items that a paragraph counts in its running text, "We will (1) add a probe, (2) cap the retries", and reports whether it does.
func (a *actionReader) enumeration(b *block) bool {
	if len(b.Text) > maxTold {
		return false
	}
	parts := counted(b.Text)
	if len(parts) == 0 {
		parts = instructed(b.Text)
	}
	work := 0
	for _, p := range parts {
		text := b.Text[p.Start:p.End]
		if !strings.Contains(text, " ") {
			return false
		}
		if namesWork(text) || isGerund(text) || isNominal(text) || saysDuty(text) || commitsTo(text) != notCommitted {
			work++
		}
	}
	if len(parts) < 2 || 2*work < len(parts) {
		return false
	}
	for _, p := range parts {
		a.sentence(b, p, false)
	}
	return true
}

// instructed are the parts of a text between semicolons where each says what to do: "validate the input; log all errors".
func instructed(text string) []Span {
	var parts []Span
	for at := 0; at < len(text); {
		end := len(text)
		if i := strings.Index(text[at:], "; "); i >= 0 {
			end = at + i
		}
		p := trimSpaces(text, Span{at, end})
		if !namesWork(strings.TrimPrefix(text[p.Start:p.End], "and ")) {
			return nil
		}
		parts = append(parts, p)
		at = end + 1
	}
	return parts
}

// counted are the parts of a text behind "(1)" and "(2)", "1." and "2.", "a)" and "b)", in their order from the first; none where there is only one.
func counted(text string) []Span {
	for _, form := range [...][3]string{{"(", "1", ") "}, {"", "1", ") "}, {"", "1", ". "}, {"(", "a", ") "}, {"(", "i", ") "}, {"", "a", ") "}} {
		var parts []Span
		at := 0
		for k := range 20 {
			number := form[0] + strconv.Itoa(k+1) + form[2]
			switch form[1] {
			case "a":
				number = form[0] + string(rune('a'+k)) + form[2]
			case "i":
				if k >= 5 {
					number = "\x00"
				} else {
					number = form[0] + [...]string{"i", "ii", "iii", "iv", "v"}[k] + form[2]
				}
			}
			i := strings.Index(text[at:], number)
			if i < 0 || at+i > 0 && text[at+i-1] != ' ' {
				break
			}
			if at += i; len(parts) > 0 {
				parts[len(parts)-1].End = at
			}
			at += len(number)
			parts = append(parts, Span{at, len(text)})
		}
		if len(parts) < 2 {
			continue
		}
		for i, p := range parts {
			words := strings.TrimRight(text[p.Start:p.End], " ,;")
			words = strings.TrimRight(strings.TrimSuffix(words, " and"), " ,;")
			parts[i] = trimSpaces(text, Span{p.Start, p.Start + len(words)})
		}
		return parts
	}
	return nil
}

// sentence adds one sentence of a paragraph as an item. The link to its issue goes before its full stop.
func (a *actionReader) sentence(b *block, s Span, told bool) {
	part := b.cut(s)
	x := ActionItem{Span: part.Span, marks: &actionMarks{people: a.d.people, told: told}}
	if title := x.readTitle(&part); title.Len() == 0 || x.tellsNoWork() {
		return
	}
	if commitsTo(part.Text) == hasDone && x.Status == "" {
		x.settle(stateDone)
	}
	a.add(&part, x)
	if b.Action < 0 {
		b.Action = part.Action
	}
	y := &a.d.Actions[len(a.d.Actions)-1]
	if end := len(part.Text); part.Text[end-1] == '.' {
		at := part.Source(Span{end - 1, end}).Start
		y.place = place{span: Span{at, at}, before: " (", after: ")"}
	}
	a.titled = 0
}

// commitment is whether a sentence tells of work, and of which.
type commitment int

const (
	notCommitted commitment = iota
	willDo
	hasDone // and the work is done
)

// commitsTo reads what a sentence in the first person or of a team commits to: "Going forward, we will also add an alert", "We have already capped
// the retries". What only promises care ("we will continue to monitor") is none.
func commitsTo(sentence string) commitment {
	if !opensCommitment(sentence) {
		return notCommitted
	}
	return readCommitment(sentence)
}

// readCommitment is commitsTo for a sentence that may open so.
func readCommitment(sentence string) commitment {
	lower := strings.ToLower(strings.ReplaceAll(sentence[:min(len(sentence), maxDuty)], "’", "'"))
	rest, found := "", false
	for _, who := range [...]string{"we", "the team", "our team", "our engineers", "the engineering team", "our engineering team", "i"} {
		if rest, found = behindSubject(lower, who); found {
			break
		}
	}
	if !found || strings.HasSuffix(lower, "?") {
		return notCommitted
	}
	for _, begin := range [...]string{"'ve ", " have ", " has "} {
		if after, ok := strings.CutPrefix(rest, begin); ok {
			word := firstWord(after)
			already := word == "already" || word == "since"
			if already {
				after = strings.TrimPrefix(after[len(word):], " ")
			}
			if (already || looksAhead(lower)) && isParticiple(firstWord(after)) {
				if strings.Contains(after, " and will ") { // "already improved, and will continue to improve, our alerts"
					return willDo
				}
				return hasDone
			}
			return notCommitted
		}
	}
	rest = withoutAdverbs(rest)
	for _, begin := range [...]string{" will ", "'ll ", " are going to ", "'re going to ", " is going to ", " plan to ", " plans to ", " are planning to ", "'re planning to ", " is planning to ",
		" intend to ", " intends to ", " are planning on ", "'re planning on ", " are ", "'re ", " is ", "'m "} {
		after, ok := strings.CutPrefix(rest, begin)
		if !ok {
			continue
		}
		present := strings.HasSuffix(begin, " are ") || begin == "'re " || begin == " is " || begin == "'m " || strings.HasSuffix(begin, " on ")
		word, after := firstVerb(after)
		if word == "be" {
			word, after = firstVerb(after)
			present = true
		}
		if isCare(word, after) || present && isWatching(word, after) {
			return notCommitted
		}
		if begun, _ := firstVerb(after); (word == "begin" || word == "start" || word == "beginning" || word == "starting") && isGerund(begun) {
			return willDo
		}
		if present && (isGerund(word) || word == "looking") || !present && isImperative(word) {
			return willDo
		}
		return notCommitted
	}
	return notCommitted
}

// tellsLastingWork reports whether a sentence tells of work that stays when the incident is over: "We've added an alert", but not "We've restarted it".
func tellsLastingWork(sentence string) bool {
	if !opensCommitment(sentence) {
		return false
	}
	rest, found := behindSubject(strings.ToLower(strings.ReplaceAll(sentence[:min(len(sentence), maxDuty)], "’", "'")), "we")
	if !found {
		return false
	}
	for _, have := range [...]string{"'ve ", " have "} {
		after, ok := strings.CutPrefix(rest, have)
		if !ok {
			continue
		}
		verb, what := firstVerb(after)
		switch verb {
		case "added", "implemented", "introduced", "improved", "strengthened", "hardened", "tightened", "automated", "documented", "built", "established":
			return !namesTicket(what)
		case "set":
			return strings.HasPrefix(what, "up ")
		case "put":
			return strings.Contains(what, " in place")
		}
	}
	return false
}

// opensCommitment is quick to say no to what begins with none of the subjects that commitsTo knows, and with nothing that may stand before one.
func opensCommitment(sentence string) bool {
	s := strings.TrimLeft(sentence, " ,*_")
	if s == "" || s[0] >= utf8.RuneSelf {
		return s != ""
	}
	for _, opening := range commitmentOpenings {
		if s[0]|0x20 == opening[0] && len(s) >= len(opening) && strings.EqualFold(s[:len(opening)], opening) {
			return true
		}
	}
	return false
}

// commitmentOpenings are what commitsTo, opensClause and opensWithoutComma know, each by its beginning.
var commitmentOpenings = [...]string{
	"we", "the", "our", "i", "to", "additionally", "also", "and", "going", "moving", "as", "over", "next", "finally", "lastly", "further", "moreover", "first", "second", "third",
	"for", "beyond", "long", "short", "from", "meanwhile", "by", "during", "after", "besides", "based", "given", "hence", "so", "because", "since", "this", "within",
}

// looksAhead reports whether a sentence in lower case is about what comes after the incident.
func looksAhead(lower string) bool {
	for _, words := range [...]string{"going forward", "moving forward", "in the future", "in future", "happening again", "recurrence", "from recurring", "similar incident", "similar issue", "similar event", "similar outage"} {
		if strings.Contains(lower, words) {
			return true
		}
	}
	return false
}

// withoutAdverbs is what follows a subject without the adverbs about its verb: " are also going to".
func withoutAdverbs(rest string) string {
	verb, after, found := strings.Cut(strings.TrimLeft(rest, " "), " ")
	if !found {
		return rest
	}
	space := rest[:len(rest)-len(strings.TrimLeft(rest, " "))]
	for range 3 {
		word, more, _ := strings.Cut(after, " ")
		if !isAdverb(word) {
			break
		}
		after = more
	}
	if isAdverb(verb) { // "we also plan to"
		return " " + after
	}
	return space + verb + " " + after
}

func isAdverb(word string) bool {
	switch word {
	case "also", "then", "now", "soon", "shortly", "further", "additionally", "still", "first", "therefore", "next", "instead", "all", "both":
		return true
	}
	return len(word) > 4 && strings.HasSuffix(word, "ly")
}

// behindSubject is what follows a subject that opens a sentence, or its main clause: "going forward, we".
func behindSubject(lower, who string) (string, bool) {
	for at := 0; at < len(lower); {
		i := strings.Index(lower[at:], who)
		if i < 0 {
			return "", false
		}
		i += at
		before, after := lower[:i], lower[i+len(who):]
		at = i + len(who)
		if after == "" || after[0] != ' ' && after[0] != '\'' {
			continue
		}
		before = strings.TrimRight(before, " ")
		if before == "" || strings.HasSuffix(before, ",") && opensClause(before) {
			return after, true
		}
		if opensWithoutComma(before) {
			return after, true
		}
		return "", false
	}
	return "", false
}

// opensClause reports whether what stands before the comma only says when or what for: "to prevent this,", "additionally,", "over the next weeks,".
func opensClause(before string) bool {
	if len(before) > maxSentence {
		return false
	}
	first := strings.Trim(firstWord(before), ",*_")
	switch first {
	case "to", "in", "additionally", "also", "going", "moving", "as", "over", "next", "finally", "lastly", "furthermore", "further", "moreover", "first", "firstly", "second", "secondly", "secondarily", "third", "thirdly", "then",
		"for", "beyond", "longer", "long-term", "short-term", "long", "short", "from", "meanwhile", "by", "within", "during", "after", "besides", "based", "given", "therefore", "hence", "so", "instead", "because", "since", "this":
		return true
	}
	return false
}

// opensWithoutComma reports whether what stands before a subject is one of the openings that need no comma.
func opensWithoutComma(before string) bool {
	switch before {
	case "next", "next time", "next year", "lastly", "finally", "to prevent this", "going forward", "in the future", "in future", "moving forward", "additionally", "also", "and", "then", "so", "from now on", "therefore":
		return true
	}
	switch firstWord(before) {
	case "over", "during", "within", "in": // "over the next weeks"
		return strings.Count(before, " ") < 6 && !strings.Contains(before, ",")
	}
	return false
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(strings.TrimLeft(s, " "), " ")
	return strings.TrimRight(word, ".,;:")
}

// firstVerb is the first word behind adverbs, and what follows it: "also shortly be adding".
func firstVerb(s string) (word, after string) {
	for range 4 {
		word, after, _ = strings.Cut(strings.TrimLeft(s, " "), " ")
		if !isAdverb(word) {
			return strings.TrimRight(word, ".,;:"), after
		}
		s = after
	}
	return word, after
}

// isCare reports whether a verb promises care and no work of its own, or is about the report: "we will continue to monitor", "we will post an update".
func isCare(verb, after string) bool {
	switch strings.TrimSuffix(verb, "ing") {
	case "ask", "continue", "continu", "keep", "share", "shar", "post", "publish", "communicate", "communicat", "commit", "committ", "do", "have", "hav", "discuss", "understand", "remain", "look", "follow", "report", "talk", "plan", "decide", "decid",
		"consider", "provide", "provid", "make", "mak", "work", "monitor", "give", "giv", "take", "tak":
		return !isWorkOn(verb, after)
	case "update", "updat", "write", "writ", "expand", "record", "document":
		return strings.Contains(after, "this post") || strings.Contains(after, "this page") || strings.Contains(after, "this report") || strings.Contains(after, "blog") || strings.Contains(after, "this incident") ||
			strings.Contains(after, "as we learn") || strings.HasPrefix(after, "you ") || strings.Contains(after, "customers") || strings.Contains(after, "status page")
	}
	return false
}

// isWatching reports whether a verb says what people do while an incident lasts: "we are tracking an issue", "we're investigating reports of errors".
func isWatching(verb, after string) bool {
	switch verb {
	case "running", "using", "having", "storing", "sending", "getting", "relying", "serving":
		return true
	case "tracking", "investigating", "experiencing", "seeing", "looking", "analyzing", "analysing", "examining", "triaging", "troubleshooting", "diagnosing", "addressing", "resolving", "fixing":
	default:
		return false
	}
	if strings.Contains(after, " by ") { // "fixing this by splitting the queue"
		return false
	}
	words := strings.Fields(after)
	for _, word := range words[:min(len(words), 5)] {
		switch strings.Trim(word, ".,:;") {
		case "issue", "issues", "problem", "problems", "reports", "incident", "outage", "disruption", "errors", "situation", "degradation", "cause", "this", "it":
			return true
		case "how", "whether", "ways", "options", "that", "to", "why":
			return false
		}
	}
	return false
}

// isWorkOn reports whether a verb that mostly promises care names work with what follows: "we will work to separate the paths".
func isWorkOn(verb, after string) bool {
	switch strings.TrimSuffix(verb, "ing") {
	case "work":
		rest, ok := strings.CutPrefix(after, "to ")
		if !ok {
			if rest, ok = strings.CutPrefix(after, "on "); ok {
				word, _ := firstVerb(rest)
				return isGerund(word)
			}
			return false
		}
		word, more := firstVerb(strings.TrimPrefix(strings.TrimPrefix(rest, "better "), "further "))
		return isImperative(word) && !isCare(word, more)
	case "look":
		if rest, ok := strings.CutPrefix(after, "into "); ok {
			word, _ := firstVerb(rest)
			return strings.HasSuffix(word, "ing")
		}
	}
	return false
}

// isParticiple reports whether a word is that of a verb whose work is over: "added", "set".
func isParticiple(word string) bool {
	switch word {
	case "planned", "scheduled", "started", "proposed", "considered", "resolved", "restored", "recovered", "apologized", "learned", "opened", "filed", "created", "discussed", "agreed", "seen", "noticed", "identified", "received", "experienced":
		return false
	case "run", "set", "built", "made", "put", "written", "cut", "split", "taken", "rolled":
		return true
	}
	return strings.HasSuffix(word, "ed") && len(word) > 4
}

// readTold finds what a block says is to be done where no section holds it: what it marks, and where none is named for it, what running text commits to.
// Such items are shown, and not edited but for boxes.
func (a *actionReader) readTold(i int, open, named bool) {
	b := &a.blocks[i]
	if a.mayMark(b) && a.readNoted(i, open) || named || b.Kind != Paragraph || b.item >= 0 || b.row >= 0 || b.Event >= 0 || b.Action >= 0 || len(b.Text) > maxTold || !mayTell(b.Text) {
		return
	}
	switch a.d.SectionName(b.Section) {
	case "", LessonsLearned, Response, WasDifficult, Summary:
	default:
		return
	}
	for _, s := range sentences(b.Text) {
		if text := b.Text[s.Start:s.End]; !strings.HasSuffix(text, ":") && (commitsTo(text) != notCommitted || tellsLastingWork(text)) && !refersBack(text) {
			a.sentence(b, s, true)
		}
	}
}

// refersBack reports whether a sentence only tells more of the work before it: "These will be run at night", "It will be scoped to a few hosts".
func refersBack(sentence string) bool {
	switch first, rest, _ := strings.Cut(sentence, " "); first {
	case "This", "These", "That", "Those", "They", "Both", "Doing", "Such":
		return true
	case "It":
		next := firstWord(rest)
		return next == "will" || next == "would" || next == "should"
	}
	return false
}

// mayTell reports whether a sentence that commits to something may be in a text: asking costs less than cutting it.
func mayTell(text string) bool {
	for _, words := range [...]string{" is ", " are ", " will ", "'ll ", "’ll ", "going to ", "plan", "intend", "'re ", "’re ", "e have ", "e've ", "e’ve "} {
		if strings.Contains(text, words) {
			return true
		}
	}
	return false
}
