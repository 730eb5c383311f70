package rules

import (
	"slices"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// A silence is worth a question when it is long by the clock and by the measure of the response it stands in.
const (
	longSilence = time.Hour
	silentPart  = 2 // more than one in so many parts of the response
)

var gap = lint.Rule{
	ID:       "timeline/gap",
	Summary:  "the timeline is silent for most of the response",
	Severity: lint.Info,
	Check: func(p *lint.Pass) {
		begin, end := response(p.Doc)
		if begin.IsZero() || !end.After(begin) {
			return
		}
		previous := document.Event{At: begin}
		// What one list leaves out another may tell.
		events := slices.Clone(p.Doc.Timeline.Events)
		slices.SortStableFunc(events, func(a, b document.Event) int { return a.At.Compare(b.At) })
		for _, e := range events {
			if e.At.IsZero() || e.At.Before(previous.At) {
				continue
			}
			if previous.At.Equal(end) {
				return
			}
			until := e.At
			if until.After(end) {
				until = end
			}
			if silence := until.Sub(previous.At); silence >= longSilence && silence*silentPart > end.Sub(begin) {
				p.Report(lint.Finding{
					Span:     e.Time,
					Message:  p.Say("Nothing is told of the %s before this entry, most of the time between detection and its end.", duration(p, silence)),
					Question: p.Say("What was tried or waited for in that time, and what did it look like to those who waited?"),
				})
				return
			}
			if e.At.After(end) {
				return
			}
			previous = e
		}
	},
}

// response is the time in which people worked on the incident, as far as it is marked: before the first sign silence is natural, and after the
// mitigation too.
func response(d *document.Document) (begin, end time.Time) {
	known := func(milestone string) time.Time {
		if t := metaTime(d, milestone); !t.IsZero() {
			return t
		}
		return timelineTime(d, milestone)
	}
	begin = known(document.Detected)
	if begin.IsZero() {
		begin = known(document.Acknowledged)
	}
	end = known(document.Mitigated)
	if end.IsZero() {
		end = known(document.Resolved)
	}
	if end.IsZero() {
		return time.Time{}, time.Time{}
	}
	return begin, end
}

// duration is a time in hours and minutes: "5 h 15 min".
func duration(p *lint.Pass, d time.Duration) string {
	minutes := int(d.Round(time.Minute) / time.Minute)
	var parts []string
	if minutes >= 60 {
		parts = append(parts, p.Say("%d h", minutes/60))
	}
	if minutes%60 > 0 {
		parts = append(parts, p.Say("%d min", minutes%60))
	}
	return strings.Join(parts, " ")
}
