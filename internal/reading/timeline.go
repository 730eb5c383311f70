package reading

import (
	"sort"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint/output"
)

// tellsEvent reports whether the time of an event stands in a block.
func (r *reading) tellsEvent(b *document.Block) bool {
	i := sort.SearchInts(r.times, b.Span.Start)
	return i < len(r.times) && r.times[i] < b.Span.End
}

// events writes the events that begin before an offset.
func (r *reading) events(offset int) {
	for ; r.event < len(r.doc.Timeline.Events) && r.doc.Timeline.Events[r.event].Span.Start <= offset; r.event++ {
		e := r.doc.Timeline.Events[r.event]
		line := r.doc.Position(e.Time.Start).Line
		r.verbatim(line)
		r.shownTo = max(r.shownTo, line)
		when, since := e.Written, ""
		if !e.At.IsZero() {
			at := e.At.In(r.zone)
			if day := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, r.zone); !day.Equal(r.day) {
				if !r.names(r.heading, day) {
					r.gap()
					r.text("  ", "  ", at.Format("2006-01-02 ")+document.ZoneName(at), faintStyle)
					r.joined = true
				}
				r.day = day
			}
			when = at.Format("15:04")
			if at.Second() != 0 {
				when = at.Format("15:04:05")
			}
			if !r.started.IsZero() && at.After(r.started) {
				since = "+" + r.short(at.Sub(r.started))
			}
		}
		text := e.Text
		if e.Milestone != "" {
			text = "[" + e.Milestone + "] " + text
		}
		lead := "  " + padded(output.Printable(when), 8) + " " + padded(since, r.sinceWidth()) + " "
		if output.Width(lead) > r.width/2 {
			text, lead = when+" "+text, "  "
		}
		r.text(lead, strings.Repeat(" ", min(output.Width(lead), r.width/2)), text, "")
	}
}

// sinceWidth is how wide the column of the time since the start is: it holds a hundred days.
func (r *reading) sinceWidth() int {
	return output.Width("+" + r.short(100*24*time.Hour-time.Hour))
}

// padded is a text with blanks behind it, as wide as a column.
func padded(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-output.Width(text)))
}

// short is a duration as people say it: 8m, 2h17m, 3d4h.
func (r *reading) short(d time.Duration) string {
	d = d.Truncate(time.Second)
	days, hours, minutes, seconds := d/(24*time.Hour), d/time.Hour%24, d/time.Minute%60, d/time.Second%60
	switch {
	case days > 0 && hours > 0:
		return r.say.Say("%dd%dh", days, hours)
	case days > 0:
		return r.say.Say("%dd", days)
	case hours > 0 && minutes > 0:
		return r.say.Say("%dh%dm", hours, minutes)
	case hours > 0:
		return r.say.Say("%dh", hours)
	case seconds > 0 && minutes == 0:
		return r.say.Say("%ds", seconds)
	case seconds > 0 && minutes < 10:
		return r.say.Say("%dm%ds", minutes, seconds)
	}
	return r.say.Say("%dm", minutes)
}
