package rules

import (
	"slices"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var conflictingTimes = lint.Rule{
	ID:       "timeline/conflicting-times",
	Summary:  "the timeline and the metadata give a milestone different times",
	Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		for _, milestone := range document.MilestoneNames() {
			written := metaTime(p.Doc, milestone)
			if written.IsZero() {
				continue
			}
			var marked []document.Event
			for _, e := range p.Doc.Timeline.Events {
				if !e.At.IsZero() && isTagged(p.Doc, e, milestone) {
					marked = append(marked, e)
				}
			}
			// Timelines are told to the minute, metadata often to the second.
			agrees := func(e document.Event) bool {
				return e.At.Truncate(time.Minute).Equal(written.Truncate(time.Minute))
			}
			if len(marked) == 0 || slices.ContainsFunc(marked, agrees) {
				continue
			}
			e := marked[0]
			f := lint.Finding{
				Span:     e.Time,
				Message:  p.Say("This entry marks %s at %s, and the metadata says %s.", milestone, clock(e.At, written), clock(written, e.At)),
				Question: p.Say("Which of the two do the logs show? If both are right, are they in the same zone?"),
			}
			if span, ok := metaField(p.Doc, milestone); ok {
				f.Suggestions = []lint.Suggestion{{Text: e.At.In(written.Location()).Format(time.RFC3339), Span: span}}
			}
			p.Report(f)
		}
	},
}

// metaField is where a metadata value stands, when it stands there as it reads: other words in place of quotes would break them.
func metaField(d *document.Document, key string) (document.Span, bool) {
	for _, f := range d.Meta.Fields {
		if strings.EqualFold(f.Key, key) {
			return f.Span, f.Value != "" && string(d.Source[f.Span.Start:f.Span.End]) == f.Value
		}
	}
	return document.Span{}, false
}
