package document

import "time"

// Day is the day of the incident at midnight UTC: that of its start, or else of the first moment that the metadata tells, in UTC; else the date
// that the metadata, the title or the name of the file holds. The zero time: nothing says it.
func (d *Document) Day() time.Time {
	for _, at := range []time.Time{d.MilestoneTime(Started), d.Meta.Detected, d.Meta.Mitigated, d.Meta.Resolved} {
		if !at.IsZero() {
			return at.UTC().Truncate(24 * time.Hour)
		}
	}
	year, month, day := d.date().Date()
	if d.date().IsZero() {
		return time.Time{}
	}
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}
