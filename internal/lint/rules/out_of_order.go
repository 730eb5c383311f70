package rules

import (
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var outOfOrder = lint.Rule{
	ID:       "timeline/out-of-order",
	Summary:  "an entry is earlier than the one above it",
	Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		begins := trackStarts(p.Doc)
		var pairs, backward int
		var findings []lint.Finding
		last := map[int]document.Event{} // of each telling
		for i, e := range p.Doc.Timeline.Events {
			if e.At.IsZero() {
				continue
			}
			previous := last[e.Telling]
			if !previous.At.IsZero() && (!begins[i] || !sameDay(e.At, previous.At)) {
				pairs++
				if e.At.Before(previous.At) && !e.At.Equal(previous.At.Truncate(time.Minute)) { // 23:28 behind 23:28:45 may be any second of it
					backward++
					findings = append(findings, lint.Finding{
						Span:     e.Time,
						Message:  p.Say("%s comes before %s, the entry above it.", clock(e.At, previous.At), clock(previous.At, e.At)),
						Question: p.Say("In what order did people see this? If a new day or another zone begins here, what says so?"),
					})
				}
			}
			last[e.Telling] = e
		}
		// A timeline that runs newest first as a whole is one matter, not one for each entry.
		if backward > 1 && backward*4 >= pairs*3 {
			findings = findings[:1]
			findings[0].Message = p.Say("The timeline runs from the newest entry to the oldest; readers follow what people knew in the order they learned it.")
			findings[0].Question = p.Say("What was known first?")
		}
		for _, f := range findings {
			p.Report(f)
		}
	},
}

// trackStarts are the events that begin a track of their own: behind a heading that is no event, or where a table gives way to a list. The
// day's clock may begin again there.
func trackStarts(d *document.Document) map[int]bool {
	starts := map[int]bool{}
	last, table, heading := -1, false, false
	for _, b := range d.Prose {
		if b.Event < 0 {
			heading = heading || b.Kind == document.Heading
			continue
		}
		if b.Event != last {
			if inTable := b.Kind == document.TableCell; last >= 0 && (heading || inTable != table) {
				starts[b.Event] = true
			}
			last, table, heading = b.Event, b.Kind == document.TableCell, false
		}
	}
	return starts
}

func sameDay(a, b time.Time) bool {
	return a.UTC().Format(time.DateOnly) == b.UTC().Format(time.DateOnly)
}

// clock is a time in UTC, with its day where that differs from the other's, and its seconds where nothing else does.
func clock(t, other time.Time) string {
	if t.Truncate(time.Minute).Equal(other.Truncate(time.Minute)) {
		return t.UTC().Format("15:04:05 UTC")
	}
	if !sameDay(t, other) {
		return t.UTC().Format("2006-01-02 15:04 UTC")
	}
	return t.UTC().Format("15:04 UTC")
}
