package rules

import (
	"regexp"
	"sync"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// isNoDay reports whether a date is written in full and is none: 2026-13-45.
func isNoDay(due string) bool {
	_, err := time.Parse(time.DateOnly, due)
	return err != nil && fullDate().MatchString(due)
}

var fullDate = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d{4}-\d\d-\d\d$`) })

var noDueDate = lint.Rule{
	ID:       "action/no-due-date",
	Summary:  "an open action item has no date",
	Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		// An item with an issue is planned there.
		reportLacking(p,
			"The item has no date, so nobody can tell when it is late.",
			"None of the %d open items has a date, so nobody can tell when they are late.",
			"By when would this have to be in place to help? Write it behind the item: (due 2026-12-15).",
			func(a document.ActionItem) bool { return a.Due == "" && a.Issue == nil })
		for _, a := range p.Doc.Actions {
			if a.Open() && isNoDay(a.Due) {
				p.Report(lint.Finding{
					Span:     a.TitleAt,
					Message:  p.Say("%q is no day of the calendar, so nobody can tell when the item is late.", a.Due),
					Question: p.Say("By when would this have to be in place to help? Write it behind the item: (due 2026-12-15)."),
				})
			}
		}
	},
}
