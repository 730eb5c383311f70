package document

import "time"

// Day is the day of the incident at midnight UTC, as the document says it of itself: that of the first moment that the metadata tells, in UTC, else the date
// that the metadata, the title or the name of the file holds; where none does, that of the start or the detection in the timeline, or else of its
// first event. The zero time: nothing says it.
func (d *Document) Day() time.Time {
	midnight := func(at time.Time) time.Time { return at.UTC().Truncate(24 * time.Hour) }
	for _, at := range []time.Time{d.Meta.Started, d.Meta.Detected, d.Meta.Mitigated, d.Meta.Resolved} {
		if !at.IsZero() {
			return midnight(at)
		}
	}
	if day := d.date(); !day.IsZero() {
		return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
	}
	for _, milestone := range [...]string{Started, Detected} {
		if at := d.MilestoneTime(milestone); !at.IsZero() {
			return midnight(at)
		}
	}
	var first time.Time
	for _, e := range d.Timeline.Events {
		if !e.At.IsZero() && (first.IsZero() || e.At.Before(first)) {
			first = e.At
		}
	}
	if first.IsZero() && len(d.Timeline.Events) > 0 && d.storyDay.Year() > 1 { // its clocks tell no instants
		return time.Date(d.storyDay.Year(), d.storyDay.Month(), d.storyDay.Day(), 0, 0, 0, 0, time.UTC)
	}
	return midnight(first)
}
