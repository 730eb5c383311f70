package document

import "time"

// Metrics are how long parts of an incident took, each counted from its start. A metric is nil where the document does not say when one of
// its ends was, or puts the later one first.
type Metrics struct {
	TimeToDetect, TimeToAcknowledge, TimeToMitigate, TimeToResolve *time.Duration
}

// Metrics computes them from MilestoneTime, or from a timeline that counts from a start which nothing tells ("T+15m"): they are differences.
func (d *Document) Metrics() Metrics {
	started := d.MilestoneTime(Started)
	begun := time.Duration(0)
	if b := d.elapsed(Started); b != nil {
		begun = *b
	}
	since := func(milestone string) *time.Duration {
		var after time.Duration
		switch at := d.MilestoneTime(milestone); {
		case !started.IsZero() && !at.IsZero():
			after = at.Sub(started)
		case started.IsZero() && at.IsZero() && d.elapsed(milestone) != nil:
			after = *d.elapsed(milestone) - begun
		default:
			return nil
		}
		if after < 0 {
			return nil
		}
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
		if e.Reaches(milestone) && !e.At.IsZero() && (at.IsZero() || e.At.After(at) == ends && !e.At.Equal(at)) {
			at = e.At
		}
	}
	return at
}

// elapsed is how long after the start that the timeline counts from a milestone was reached, of several as MilestoneTime chooses; nil where the timeline
// does not count so.
func (d *Document) elapsed(milestone string) *time.Duration {
	var at *time.Duration
	ends := milestone == Mitigated || milestone == Resolved
	for i := range d.Timeline.Events {
		e := &d.Timeline.Events[i]
		if e.Reaches(milestone) && e.Why == NoStart && e.counted && (at == nil || e.after > *at == ends && e.after != *at) {
			at = &e.after
		}
	}
	return at
}
