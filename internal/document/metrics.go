package document

import "time"

// Metrics are how long parts of an incident took, each counted from its start. A metric is nil where the document does not say when one of
// its ends was, or puts the later one first.
type Metrics struct {
	TimeToDetect, TimeToAcknowledge, TimeToMitigate, TimeToResolve *time.Duration
}

// Metrics computes them from MilestoneTime.
func (d *Document) Metrics() Metrics {
	started := d.MilestoneTime(Started)
	since := func(milestone string) *time.Duration {
		at := d.MilestoneTime(milestone)
		if started.IsZero() || at.IsZero() || at.Before(started) {
			return nil
		}
		after := at.Sub(started)
		return &after
	}
	return Metrics{
		TimeToDetect: since(Detected), TimeToAcknowledge: since(Acknowledged), TimeToMitigate: since(Mitigated), TimeToResolve: since(Resolved),
	}
}

// MilestoneTime is when a milestone was reached: as the metadata says, else as the timeline does; the zero time where neither can be known. Of several
// entries with the same milestone the first counts, but of those that end something (mitigated, resolved) the last: before it, it was not over.
func (d *Document) MilestoneTime(milestone string) time.Time {
	at := map[string]time.Time{
		Started: d.Meta.Started, Detected: d.Meta.Detected, Mitigated: d.Meta.Mitigated, Resolved: d.Meta.Resolved,
	}[milestone]
	if !at.IsZero() {
		return at
	}
	ends := milestone == Mitigated || milestone == Resolved
	for _, e := range d.Timeline.Events {
		if e.Milestone == milestone && !e.At.IsZero() && (at.IsZero() || e.At.After(at) == ends && !e.At.Equal(at)) {
			at = e.At
		}
	}
	return at
}
