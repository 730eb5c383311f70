package document

import (
	"slices"
	"strings"
)

var milestoneTag = lazy(`(?i)[\[(](started|detected|acknowledged|mitigated|resolved)[\])]`)

// cutMilestone takes the tag that marks a milestone out of an entry's text.
func cutMilestone(text string) (rest, milestone string) {
	text = strings.TrimSpace(text)
	if !strings.ContainsAny(text, "[(") {
		return text, ""
	}
	m := milestoneTag().FindStringSubmatchIndex(text)
	if m == nil {
		return text, ""
	}
	rest = strings.TrimSpace(text[:m[0]]) + " " + strings.TrimSpace(text[m[1]:])
	return strings.TrimSpace(rest), strings.ToLower(text[m[2]:m[3]])
}

// milestoneWords mark milestones in documents without tags; the first entry that matches counts. The patterns are for text in lower case, and are
// tried on what holds one of the words.
var milestoneWords = map[string]struct {
	words   []string
	pattern pattern
}{
	Started:      {[]string{"start", "beg"}, lazy(`\b(?:incident|outage|impact|issue|errors?|disruption) (?:start|began|begin)|^started?\b`)},
	Detected:     {[]string{"detect", "first ", "alert", "paged"}, lazy(`\b(?:detected|first (?:report|noticed|alert)|alert(?:s|ed)? (?:fire|trigger)|(?:was|were|is|got) (?:paged|alerted))`)},
	Acknowledged: {[]string{"ack"}, lazy(`\back(?:nowledge[ds]?|ed)\b`)},
	Mitigated:    {[]string{"mitigated"}, lazy(`\b(?:is|was|fully|impact|incident|issue) mitigated\b|^mitigated\b`)},
	Resolved: {[]string{"incident", "issue", "outage", "fully", "all clear", "resolved"},
		lazy(`\b(?:(?:incident|issue|outage) (?:is |was |declared |marked )*(?:resolved|over|ends|ended|closed)|fully (?:resolved|recovered)|all clear)\b|^resolved\b`)},
}

// inferMilestones reads milestones from the wording where no entry carries a tag.
func (d *Document) inferMilestones() {
	events := d.Timeline.Events
	if slices.ContainsFunc(events, func(e Event) bool { return e.Milestone != "" }) {
		return
	}
	lower := make([]string, len(events))
	for i, e := range events {
		lower[i] = strings.ToLower(e.Text)
	}
	for _, name := range MilestoneNames() {
		m := milestoneWords[name]
		for i := range events {
			has := func(word string) bool { return strings.Contains(lower[i], word) }
			if events[i].Milestone == "" && slices.ContainsFunc(m.words, has) && m.pattern().MatchString(lower[i]) {
				events[i].Milestone = name
				break
			}
		}
	}
}
