package document

import "strings"

// steps are the entries of a timeline that has lists and no times: what happened, in its order. A field of the report, a remark and a place to be filled in
// are no steps, and one step is no story.
func steps(untimed []untimed) []Event {
	var found []Event
	flat := false
	for _, u := range untimed {
		flat = flat || !u.over
	}
	if !flat { // headings of a kind: "- Before the deploy", over lists of their own
		return nil
	}
	for _, u := range untimed {
		if u.in < 0 || strings.Count(strings.TrimSpace(u.text), " ") < 2 || measures(u.text) || !isStep(u.text) && (!u.over || !strings.Contains(u.text, ". ") || !isStep(strings.TrimRight(u.text, ": "))) {
			continue
		}
		e := Event{Why: NoTime, Span: u.span, Time: Span{u.span.Start, u.span.Start}}
		e.Text, e.Milestone = cutMilestone(u.text)
		found = append(found, e)
	}
	if len(found) < 2 || 2*len(found) < len(untimed) {
		return nil
	}
	return found
}

// isStep tells what happened from what only stands beside it.
func isStep(text string) bool {
	text = strings.ToLower(strings.TrimSpace(text))
	if strings.HasSuffix(text, "?") || strings.HasSuffix(text, ":") || strings.HasPrefix(text, "hh:mm") || strings.HasPrefix(text, "[hh:mm") || strings.ContainsAny(text[:1], "<{[") || saysAllTimes(text) {
		return false
	}
	for _, open := range [...]string{"tbd", "to be ", "see the ", "todo"} {
		if strings.HasPrefix(text, open) {
			return false
		}
	}
	label, _, found := strings.Cut(text, ":")
	switch label = strings.Trim(label, " *_"); label {
	case "note", "notes", "date", "time", "severity", "status", "owner", "author", "authors", "impact", "start", "end", "see", "link", "links", "source", "time zone", "timezone", "services", "affected":
		return !found
	}
	return true
}
