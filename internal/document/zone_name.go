package document

import "time"

// ZoneName is the name of a moment's zone where ReadTime reads it as what it is, else the offset: IST is three zones.
func ZoneName(at time.Time) string {
	name, _ := at.Zone()
	if read, err := ReadTime(at.Format("2006-01-02 15:04 ")+name, time.Time{}); err == nil && name != "" && read.Equal(at.Truncate(time.Minute)) {
		return name
	}
	return at.Format("-07:00")
}
