package rules

import (
	"bytes"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// metaTime is what the metadata says of a milestone; zero when it says nothing.
func metaTime(d *document.Document, milestone string) time.Time {
	switch milestone {
	case document.Started:
		return d.Meta.Started
	case document.Detected:
		return d.Meta.Detected
	case document.Mitigated:
		return d.Meta.Mitigated
	case document.Resolved:
		return d.Meta.Resolved
	}
	return time.Time{}
}

// isTagged reports whether an event carries a milestone as a tag, "[detected]", rather than in its wording, which may mean another moment.
func isTagged(d *document.Document, e document.Event, milestone string) bool {
	if milestone == "" || !e.Reaches(milestone) {
		return false
	}
	entry := bytes.ToLower(d.Source[e.Span.Start:e.Span.End])
	return bytes.Contains(entry, []byte("["+milestone+"]")) || bytes.Contains(entry, []byte("("+milestone+")"))
}

// timelineTime is when the timeline first marks a milestone; zero when it does not, or not at a moment that can be known.
func timelineTime(d *document.Document, milestone string) time.Time {
	for _, e := range d.Timeline.Events {
		if e.Reaches(milestone) && !e.At.IsZero() {
			return e.At
		}
	}
	return time.Time{}
}
