package rules

import (
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var vague = lint.Rule{
	ID:       "action/vague",
	Summary:  "an open action item has no end that anybody could see",
	Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		for _, a := range p.Doc.Actions {
			// An item with an issue is spelled out there.
			if !a.Open() || a.Issue != nil || a.DoneWhen != "" {
				continue
			}
			start, end := vagueWords(a)
			if end == 0 || isForeign(a.Title) {
				continue
			}
			p.Report(lint.Finding{
				Span:     a.TitleAt,
				Message:  p.Say("%q names no end, so nobody can tell when the item is done.", a.Title[start:end]),
				Question: p.Say("What will be different in the system, and how would one see it? Name the change, or write behind the item: (done when …)."),
			})
		}
	},
}

// vagueWords is where the words stand that leave the end of an item open; an empty place when the rest of the title names one.
func vagueWords(a document.ActionItem) (start, end int) {
	words := wordsOf(a.Title)
	switch in := strengthPhrases().lists(words); {
	case in&endless != 0:
		start, end = strengthPhrases().find(words, endless)
	case in&study != 0:
		start, end = strengthPhrases().find(words, study)
	}
	if end == 0 && isJapanese(a.Title) && !saysEndInJapanese(a.Title) {
		return findJapanese(a.Title, endless|study)
	}
	if end == 0 || strings.ContainsAny(a.Title[end:], "0123456789") {
		return 0, 0
	}
	rest := " " + strings.ToLower(a.Title[end:]) + " "
	if slices.ContainsFunc(endMarkers, func(marker string) bool { return strings.Contains(rest, marker) }) {
		return 0, 0
	}
	if _, second, ok := cutAny(rest, " — ", " – ", " -- ", "; "); ok && slices.ContainsFunc(visibleEnds, func(verb string) bool { return strings.HasPrefix(second, verb) }) {
		return 0, 0 // "Review the limits — add a note to the checklist"
	}
	return start, end
}

// cutAny cuts s around the first of the separators that stands in it.
func cutAny(s string, separators ...string) (before, after string, ok bool) {
	for _, sep := range separators {
		if before, after, ok = strings.Cut(s, sep); ok {
			return before, after, true
		}
	}
	return s, "", false
}

// visibleEnds begin a second half that can be seen to be done.
var visibleEnds = []string{"fix ", "add ", "remove ", "delete ", "write ", "document ", "decide ", "set ", "create ", "replace ", "move ", "block ", "alert ", "enable ", "disable "}

// endMarkers announce what an item leads to.
var endMarkers = []string{
	" so that ", " so we ", " until ", " when ", " whenever ", " by ", " instead of ", " rather than ", " at least ", " within ", " to prevent ", " to make sure ",
	" and fix ", " and decide ", " and document ", " and remove ", " and write ", " and add ",
}
