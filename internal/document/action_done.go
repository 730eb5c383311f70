package document

import (
	"strings"
	"unicode"
)

// isAlreadyDone reports whether a title begins by saying that the work is done: "Already added the fix", "We have already rotated the key".
func isAlreadyDone(title string) bool {
	const already = "already "
	done := len(title) > len(already) && strings.EqualFold(title[:len(already)], already) && isParticiple(strings.ToLower(firstWord(title[len(already):min(len(title), maxLabel)])))
	if done || tellsDone(title) || isPerfect(title) || isPassed(title) || commitsTo(title) == hasDone {
		return len(sentences(title)) < 2
	}
	i := strings.Index(title[:min(len(title), maxLabel)], ": ") // "Alerting: Added a probe"
	if i < 0 || strings.ContainsAny(title[:i], ".,;(") {
		return false
	}
	told := title[i+len(": "):]
	return (tellsDone(told) || isPerfect(told) || isPassed(told)) && len(sentences(told)) < 2
}

// isPassed reports whether an item says that its work was done: "A probe was added to the pool", "Audit of all limits completed".
func isPassed(title string) bool {
	if _, rest, _ := strings.Cut(title, " "); len(title) > maxSentence || isImperative(title) && !strings.HasPrefix(rest, "of ") { // "Review of the limits"
		return false
	}
	lower := strings.ToLower(strings.TrimRight(title, " ."))
	at, last := strings.Index(lower, " was "), strings.LastIndexByte(lower, ' ')+1
	if were := strings.Index(lower, " were "); were >= 0 && (at < 0 || were < at) {
		at = were
	}
	switch verb := lower[last:]; {
	case at > 0:
		after := lower[at+strings.IndexByte(lower[at+1:], ' ')+2:]
		if !isWorkDone(strings.TrimRight(firstWord(after), ")")) || namesTicket(after) || namesTicket(lower[:at]) || isTakenBack(after) {
			return false
		}
	case isGerund(title):
		return false
	case verb == "completed" || verb == "implemented" || verb == "deployed" || verb == "finished":
		at = last
	default:
		return false
	}
	if strings.ContainsAny(lower[:at], ",:;(") {
		return false
	}
	for word := range strings.FieldsSeq(lower[:at]) {
		if isSubordinating(word) || word == "be" || word == "is" || word == "are" || word == "no" {
			return false
		}
	}
	return true
}

// isTakenBack reports whether what follows "was" goes on to say that the work was wrong or is to be done: "removed, add it again", "replaced by nothing".
func isTakenBack(after string) bool {
	return strings.ContainsAny(after, ",;") || hasWord(after, "nothing", "nobody", "wrongly", "incorrectly", "accidentally", "mistakenly", "but", "without")
}

// isWorkDone reports whether a word is that of work which is over when a sentence says that it was done, where that of others tells what went wrong.
func isWorkDone(word string) bool {
	switch word {
	case "added", "adjusted", "applied", "automated", "built", "cleaned", "completed", "configured", "corrected", "created", "deployed", "documented", "enabled", "fixed", "hardened", "implemented",
		"improved", "installed", "introduced", "merged", "migrated", "moved", "patched", "published", "refactored", "released", "removed", "replaced", "rewritten", "rolled", "rotated", "shipped",
		"simplified", "split", "tightened", "updated", "upgraded", "written":
		return true
	}
	return false
}

// isSubordinating reports whether what follows a word is not what a sentence tells, or not that it is so.
func isSubordinating(word string) bool {
	switch word {
	case "should", "must", "could", "would", "will", "may", "to", "that", "which", "who", "when", "once", "after", "if", "until", "whether", "where", "what", "as", "because", "since", "not", "how", "why":
		return true
	}
	return false
}

// isPerfect reports whether the main clause of an item says what has been done: "Alerts have been added to the pool", "We've moved the switch".
func isPerfect(title string) bool {
	if isImperative(title) {
		return false
	}
	lower := strings.ToLower(strings.ReplaceAll(title[:min(len(title), 2*maxLabel)], "’", "'"))
	before, after, found := lower, "", false
	for _, have := range [...]string{"'ve ", " have ", " has "} { // the first of them
		if b, rest, ok := strings.Cut(lower, have); ok && len(b) < len(before) {
			before, after, found = b, rest, true
		}
	}
	for word := range strings.FieldsSeq(before) {
		if isSubordinating(word) {
			return false
		}
	}
	after = strings.TrimPrefix(strings.TrimPrefix(after, "already "), "now ")
	verb, rest, _ := strings.Cut(strings.TrimPrefix(after, "been "), " ")
	return found && !strings.ContainsAny(before, ",:;(") && isParticiple(strings.TrimRight(verb, ".,;:")) && !namesTicket(rest) && !strings.Contains(rest, "and will ")
}

// tellsDone reports whether a title begins with what was done: "Added a probe", "Improved the alerts". "Improved alerts" may be what is wanted.
func tellsDone(title string) bool {
	word, rest, found := strings.Cut(title, " ")
	if !found || len(word) > maxVerb || len(word) < 3 || !unicode.IsUpper(rune(word[0])) {
		return false
	}
	switch word {
	case "Added", "Moved", "Created", "Removed", "Fixed", "Deployed", "Implemented", "Replaced", "Restarted", "Rolled", "Migrated", "Enabled", "Disabled", "Introduced", "Wrote", "Built", "Switched", "Reverted", "Informed", "Notified", "Contacted", "Upgraded", "Patched", "Installed", "Configured", "Applied", "Merged", "Renamed",
		"Verified", "Blocked", "Raised", "Lowered", "Trained", "Advised", "Rewrote", "Made", "Published", "Shipped",
		"Established", "Evaluated", "Corrected", "Adjusted", "Cleaned", "Completed", "Deleted", "Investigated", "Relocated", "Restored", "Conducted", "Performed", "Refactored", "Rebuilt", "Changed", "Cleared", "Converted", "Dropped",
		"Enhanced", "Excluded", "Extended", "Hardened", "Modified", "Purged", "Pushed", "Rebooted", "Redeployed", "Released", "Resized", "Rotated", "Submitted", "Updated":
		return !isPromise(word, rest)
	}
	stem, past := strings.CutSuffix(strings.ToLower(word), "ed")
	next, _, _ := strings.Cut(rest, " ")
	_, by, measured := strings.Cut(rest, " from ") // "Reduced timeouts from 15 to 5 minutes"
	return past && (isDeterminer(next) || measured && strings.Contains(by, " to ")) && len(stem) > 1 && (isImperative(stem) || isImperative(stem+"e") || isImperative(strings.TrimSuffix(stem, "i")+"y") || stem[len(stem)-1] == stem[len(stem)-2] && isImperative(stem[:len(stem)-1]))
}

// isPromise reports whether what was done is only to have written down the work, "Created a ticket to move the queue", if anything was.
func isPromise(verb, rest string) bool {
	if verb == "Updated" && strings.Count(rest, " ") < 2 { // "Updated runbooks" may be what is wanted
		return true
	}
	return (verb == "Created" || verb == "Raised" || verb == "Added" || verb == "Wrote") && namesTicket(rest)
}

// namesTicket reports whether what a verb is about is where work is written down: "a ticket to move the queue", "an action item on our roadmap".
func namesTicket(object string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(object[:min(len(object), maxLabel)])) {
		switch strings.Trim(word, ".,:;") {
		case "item", "items", "roadmap", "ticket", "tickets", "issue", "issues", "task", "tasks", "story", "stories", "epic", "card", "bug", "jira", "request", "backlog", "todo", "to-do":
			return true
		case "to", "for", "that", "in", "with":
			return false
		}
	}
	return false
}
