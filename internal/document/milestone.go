package document

import (
	"slices"
	"strings"
	"unicode"
)

// cutMilestone takes the tag that marks a milestone out of an entry's text: "[detected]", "(Detected)", "【detected】".
func cutMilestone(text string) (rest, milestone string) {
	text = strings.TrimSpace(text)
	for open := range len(text) {
		switch text[open] {
		default:
			continue // most of a text
		case '[', ']', '(', ')', "【"[0], "（"[0]:
		}
		n := bracketLen(text[open:])
		if n == 0 {
			continue
		}
		w := (&cursor{text: text, at: open + n}).peekWord()
		end := open + n + len(w)
		if len(w) < len("started") || len(w) > len("acknowledged") {
			continue
		}
		closing := bracketLen(text[end:])
		if name := strings.ToLower(w); closing > 0 && slices.Contains(MilestoneNames(), name) {
			before, behind := strings.TrimSpace(text[:open]), strings.TrimSpace(text[end+closing:])
			if before == "" {
				behind = strings.TrimLeft(behind, ": ")
			}
			return strings.TrimSpace(before + " " + behind), name
		}
	}
	return text, ""
}

// bracketLen is the length of the bracket, of either kind and width, that a text begins with; 0 for none.
func bracketLen(text string) int {
	if text == "" {
		return 0
	}
	switch text[0] {
	case '[', ']', '(', ')':
		return 1
	case "【"[0], "（"[0]:
		for _, bracket := range [...]string{"【", "】", "［", "］", "（", "）"} {
			if strings.HasPrefix(text, bracket) {
				return len(bracket)
			}
		}
	}
	return 0
}

// bracketed is what stands in the brackets that open an entry, or in those that are not round and close it: "【復旧】正常", "All is well [resolution]".
func bracketed(text string) string {
	text = strings.TrimSpace(text)
	if n := bracketLen(text); n > 0 {
		text = text[n:]
		for i := range min(len(text), maxLabel) {
			if bracketLen(text[i:]) > 0 {
				return text[:i]
			}
		}
		return ""
	}
	for _, bracket := range [...][2]string{{"[", "]"}, {"【", "】"}, {"［", "］"}} {
		if inner, found := strings.CutSuffix(text, bracket[1]); found {
			if i := strings.LastIndex(inner, bracket[0]); i >= 0 && len(inner)-i <= maxLabel {
				return inner[i+len(bracket[0]):]
			}
		}
	}
	return ""
}

// labelledMilestone is the milestone that a label in brackets names, in other words than those of the tags: "Detection", "Incident resolved", "復旧完了".
func labelledMilestone(label string) string {
	if holdsJapanese(label) {
		return japaneseLabel(label)
	}
	label = strings.Trim(label, " :.!")
	last := max(strings.LastIndexFunc(label, unicode.IsSpace), 0)
	name := ""
	switch strings.ToLower(strings.TrimSpace(label[last:])) {
	case "start", "starts", "started", "begin", "begins", "began", "onset":
		name = Started
	case "detection", "detected":
		name = Detected
	case "ack", "acked", "acknowledged", "acknowledgement", "acknowledgment":
		name = Acknowledged
	case "mitigation", "mitigated", "containment", "contained":
		name = Mitigated
	case "resolution", "resolved", "restored":
		name = Resolved
	}
	if before := strings.ToLower(strings.TrimSpace(label[:last])); name != "" && before != "" && !isTrouble(before) && !isService(before) {
		return ""
	}
	return name
}

// inferMilestones reads milestones from the wording where no entry carries a tag: of each the first entry that tells it. Beside tags only labels in
// brackets count, and the participles that open an entry: "Detected by the probe", "Mitigated and resolved".
func (d *Document) inferMilestones() {
	events := d.Timeline.Events
	told := make(map[string]bool, len(MilestoneNames()))
	labels := make([]string, len(events))
	labelled := map[string]bool{} // a label counts for more than what other entries tell in passing
	for i := range events {
		if events[i].Milestone != "" {
			told[events[i].Milestone] = true
		} else if labels[i] = labelOf(events[i].Text); labels[i] != "" {
			labelled[labels[i]] = true
		}
	}
	var p phrase
	if len(told) > 0 {
		for i := range events {
			e := &events[i]
			if name := labelledMilestone(bracketed(e.Text)); name != "" {
				e.tell(told, name) // "[mitigated] [resolved]"
			} else if e.Milestone == "" {
				p.read(e.Text)
				if names := p.together(p.milestone(told)); names[0] == reached(p.at(0)) {
					e.tell(told, names...)
				}
			}
		}
		return
	}
	for i := range events {
		p.read(events[i].Text)
		p.label = labels[i]
		name := p.milestone(told)
		if name == "" {
			if name = japaneseMilestone(events[i].Text, told); labelled[name] {
				name = ""
			}
		}
		if name == "" {
			continue
		}
		events[i].tell(told, p.together(name)...)
		switch {
		case told[Resolved]: // what begins behind the end is another story
			return
		case told[Mitigated]:
			told[Started], told[Detected], told[Acknowledged] = true, true, true
		}
	}
}

// tell gives the event those of the milestones that no other has told.
func (e *Event) tell(told map[string]bool, milestones ...string) {
	for _, name := range milestones {
		switch {
		case name == "" || told[name]:
			continue
		case e.Milestone == "":
			e.Milestone = name
		default:
			e.Also = append(e.Also, name)
		}
		told[name] = true
	}
}

// Reaches reports whether the event tells of a milestone.
func (e Event) Reaches(milestone string) bool {
	return e.Milestone == milestone || slices.Contains(e.Also, milestone)
}

// together are the milestones that are told in one breath with one of them, in the order of the text, itself among them: "detected and acknowledged".
func (p *phrase) together(name string) []string {
	for i := 0; i < len(p.words); i++ {
		var names []string
		first := i
		for next := i; reached(p.at(next)) != ""; {
			names, i = append(names, reached(p.words[next])), next
			if next++; p.at(next) == "and" || p.at(next) == "then" {
				next++
			}
		}
		if slices.Contains(names, name) && !p.doubtful(first) && !p.doubtful(i) {
			return names
		}
	}
	return []string{name}
}

// reached is the milestone that a participle says to be reached.
func reached(word string) string {
	switch word {
	case "detected":
		return Detected
	case "acknowledged", "acked":
		return Acknowledged
	case "mitigated":
		return Mitigated
	case "resolved":
		return Resolved
	}
	return ""
}

// phrase is the beginning of an entry in words.
type phrase struct {
	words  []string
	breaks []bool // whether a clause ends behind the word
	label  string // the milestone that a label names
}

// maxPhrase is how much of an entry is looked at, in bytes: what it is stands at its beginning, what led to it and what follows further on.
const maxPhrase = 160

func (p *phrase) read(text string) {
	p.words, p.breaks = p.words[:0], p.breaks[:0]
	text = strings.ToLower(text[:min(len(text), maxPhrase)])
	for at := 0; at < len(text); {
		if !isWord(text[at]) {
			if n := len(p.breaks); n > 0 && strings.IndexByte(".,;:!?()-|", text[at]) >= 0 || n > 0 && text[at] >= 0x80 {
				// "on-call" and "couldn't" are words.
				if text[at] != '-' || at > 0 && text[at-1] == ' ' {
					p.breaks[n-1] = true
				}
			}
			at++
			continue
		}
		end := at
		for end < len(text) && (isWord(text[end]) || (text[end] == '\'' || text[end] == '-') && end+1 < len(text) && isWord(text[end+1])) {
			end++
		}
		p.words, p.breaks = append(p.words, text[at:end]), append(p.breaks, false)
		at = end
	}
}

// labelOf is the milestone that a label names which opens an entry, or stands in brackets at one of its ends; its end behind a dash or a comma, too:
// "All regions are well — resolved".
func labelOf(text string) string {
	if name := japaneseLabel(text); name != "" {
		return name
	}
	if name := labelledMilestone(bracketed(text)); name != "" {
		return name
	}
	if end := lastBytes(text, Span{0, len(text)}, maxLabel); !holdsJapanese(text[end.Start:]) {
		if from := behindSeparator(text[end.Start:]); from > 0 {
			if name := labelledMilestone(text[end.Start+from:]); name == Mitigated || name == Resolved {
				return name
			}
		}
	}
	return ""
}

// japaneseLabel is the milestone that an entry begins with: "検知 — …", "復旧: …".
func japaneseLabel(text string) string {
	if text = strings.TrimLeft(text, "【［[ "); text == "" || text[0] < 0xe3 {
		return ""
	}
	word := text
	if end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }); end >= 0 {
		word = text[:end]
	}
	switch word {
	case "発生", "障害発生", "事象発生", "インシデント発生", "障害開始", "影響開始":
		return Started
	case "検知", "障害検知", "異常検知", "アラート検知", "検出":
		return Detected
	case "対応開始", "初動", "初動対応", "初動開始", "調査開始":
		return Acknowledged
	case "緩和", "緩和策適用", "緩和完了", "暫定復旧", "暫定対応", "暫定対処", "一次復旧":
		return Mitigated
	case "復旧", "復旧確認", "復旧完了", "完全復旧", "全面復旧", "障害復旧", "解決", "収束", "収束確認", "終息", "解消":
		return Resolved
	}
	return ""
}

// milestone is the milestone that the phrase tells of, "" when it tells of none or of one that is told already.
func (p *phrase) milestone(told map[string]bool) string {
	if p.label != "" && !told[p.label] {
		return p.label
	}
	for i, w := range p.words {
		name := ""
		switch w {
		case "start", "starts", "started", "begin", "begins", "began", "occurs", "occurred", "beginning":
			if p.subject(i, isTrouble) || p.isLabel(i) || p.at(i+1) == "of" && (isTrouble(p.at(i+2)) || p.at(i+2) == "the" && isTrouble(p.at(i+3))) && p.opens(i) {
				name = Started
			}
		case "detected", "detects", "noticed", "discovered":
			if p.subject(i, isTrouble) || p.subject(i, isMonitor) || i > 1 && isMonitor(p.words[0]) || p.before(i, "first") || p.isLabel(i) || i == 0 && p.follows(i, "by", "via", "through", "from") {
				name = Detected
			}
		case "report", "reported", "reports", "alert", "page":
			if p.before(i, "first") || w == "alert" && p.before(i, "monitoring") {
				name = Detected
			}
		case "fires", "fired", "fire", "triggers", "triggered", "trigger", "fires-off":
			if p.subject(i, isAlarm) {
				name = Detected
			}
		case "paged", "alerted":
			if p.before(i, "was", "were", "is", "are", "got", "on-call", "oncall", "team", "engineer") {
				name = Detected
			}
		case "aware":
			if p.before(i, "team") {
				name = Detected
			}
		case "acknowledged", "acknowledges", "acked", "acks":
			name = Acknowledged
		case "mitigated", "repaired":
			if i == 0 || p.subject(i, isTrouble) || p.before(i, "is", "was", "fully", "been") {
				name = Mitigated
			}
		case "mitigation":
			if p.isLabel(i) || p.follows(i, "applied", "complete", "completed", "deployed", "effective", "confirmed") {
				name = Mitigated
			}
		case "restored":
			if p.before(i, "fully") {
				name = Resolved
			} else if p.subject(i, isService) {
				name = Mitigated
			}
		case "end":
			if i == 1 && p.subject(i, isTrouble) && p.breaks[i] || p.opens(i) && p.at(i+1) == "of" && (isTrouble(p.at(i+2)) || p.at(i+2) == "the" && isTrouble(p.at(i+3))) {
				name = Resolved
			}
		case "detection":
			if p.isLabel(i) {
				name = Detected
			}
		case "resolution":
			if p.isLabel(i) {
				name = Resolved
			}
		case "resolved", "closed", "over", "ends", "ended":
			if p.subject(i, func(w string) bool { return isTrouble(w) && (w != "impact" || p.words[i] == "resolved") }) || w == "resolved" && (p.isLabel(i) || p.before(i, "fully")) {
				name = Resolved
			} else if p.subject(i, func(w string) bool { return w == "impact" }) {
				name = Mitigated
			}
		case "recovered":
			if p.before(i, "fully") {
				name = Resolved
			}
		case "clear":
			if p.before(i, "all") && (i == 1 || slices.Contains([]string{"the", "declared", "given", "gives", "sent"}, p.words[i-2])) {
				name = Resolved
			}
		}
		if name != "" && !told[name] && !p.doubtful(i) {
			return name
		}
	}
	return ""
}

// at is the ith word, "" beyond the last.
func (p *phrase) at(i int) string {
	if i < 0 || i >= len(p.words) {
		return ""
	}
	return p.words[i]
}

// before reports whether one of the words stands right before the ith.
func (p *phrase) before(i int, words ...string) bool {
	return i > 0 && !p.breaks[i-1] && slices.Contains(words, p.words[i-1])
}

// follows reports whether one of the words stands right behind the ith.
func (p *phrase) follows(i int, words ...string) bool {
	return i+1 < len(p.words) && !p.breaks[i] && slices.Contains(words, p.words[i+1])
}

// opens reports whether the ith word begins a sentence or stands behind a mark: "It works. End of the outage".
func (p *phrase) opens(i int) bool { return i == 0 || p.breaks[i-1] }

// isLabel reports whether the ith word stands for the whole entry: "Resolved: the queue is empty".
func (p *phrase) isLabel(i int) bool {
	return i == 0 && (len(p.words) == 1 || p.breaks[0])
}

// subject reports whether the ith word is said of one of those: "the incident was declared resolved".
func (p *phrase) subject(i int, of func(string) bool) bool {
	for i--; i >= 0 && !p.breaks[i]; i-- {
		switch w := p.words[i]; w {
		case "is", "was", "were", "are", "has", "been", "being", "officially", "formally", "declared", "marked", "as", "now", "fully", "considered", "first", "successfully":
		default:
			return of(w)
		}
	}
	return false
}

// doubtful reports whether what the ith word says did not happen, was only tried or holds in part: "was not resolved", "to be resolved", "resolved for some".
func (p *phrase) doubtful(i int) bool {
	if p.follows(i, "partially", "temporarily") || p.follows(i, "for", "in") && slices.Contains([]string{"some", "most", "half", "part", "many", "several"}, p.at(i+2)) {
		return true
	}
	for j := i - 1; j >= 0 && !p.breaks[j]; j-- {
		w := p.words[j]
		switch w {
		case "not", "never", "no", "nobody", "cannot", "without", "will", "would", "should", "could", "might", "may", "must", "can", "if", "until", "till", "unless", "once",
			"before", "whether", "when", "after", "unable", "failed", "fails", "partially", "partly", "temporarily", "believed", "thought", "assumed", "expected", "supposed",
			"attempt", "attempts", "attempted", "attempting", "try", "tried", "tries", "trying", "prematurely", "falsely", "wrongly", "yet", "waiting", "wait", "how", "why":
			return true
		case "be":
			return true
		}
		if strings.HasSuffix(w, "n't") {
			return true
		}
	}
	return false
}

func isTrouble(w string) bool {
	switch w {
	case "incident", "outage", "impact", "issue", "issues", "problem", "problems", "error", "errors", "disruption", "degradation", "downtime", "failure", "failures", "fault",
		"symptoms", "anomaly":
		return true
	}
	return false
}

func isMonitor(w string) bool {
	switch w {
	case "monitoring", "monitor", "monitors", "probe", "probes", "monitoring-system":
		return true
	}
	return false
}

func isAlarm(w string) bool {
	switch w {
	case "alert", "alerts", "alarm", "alarms", "page", "pages", "pager", "pagerduty":
		return true
	}
	return false
}

func isService(w string) bool { return w == "service" || w == "services" || w == "functionality" }
