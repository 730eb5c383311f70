package document

import "time"

// Day is the day of the incident at midnight UTC, as the document says it of itself: that of the first moment that the metadata tells, in UTC, else the date
// that the metadata, the title or the name of the file holds; where none does, that of the start in the timeline. The zero time: nothing says it.
func (d *Document) Day() time.Time {
	midnight := func(at time.Time) time.Time { return at.UTC().Truncate(24 * time.Hour) }
	for _, at := range []time.Time{d.Meta.Started, d.Meta.Detected, d.Meta.Mitigated, d.Meta.Resolved} {
		if !at.IsZero() {
			return midnight(at)
		}
	}
	if d.date().IsZero() {
		return midnight(d.MilestoneTime(Started))
	}
	year, month, day := d.date().Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}
