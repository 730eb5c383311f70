package document

// Reason is why the instant of an event can't be known. As an error it completes a sentence: "10:42 can't be placed: it has no date".
type Reason int

// The reasons. Known says that there is none.
const (
	Known     Reason = iota
	NoDate           // a time of day, and nothing says on which day
	NoYear           // a day of a month
	NoClock          // a date, and nothing says when on that day
	NoZone           // a time whose zone nothing tells
	ManyZones        // a zone whose name several have: IST is India's, Israel's and Ireland's
	NoStart          // "T+15m", and nothing says when the count starts
	NoSuchDay        // 31 February
	NoTime           // nothing in a column of times, or words such as "soon"
)

// Error is the reason in words, "" when there is none.
func (r Reason) Error() string {
	switch r {
	case NoDate:
		return "it has no date"
	case NoYear:
		return "its date has no year"
	case NoClock:
		return "it has a date but no time of day"
	case NoZone:
		return "it has no time zone"
	case ManyZones:
		return "its time zone is one of several with that name"
	case NoStart:
		return "nothing says what it counts from"
	case NoSuchDay:
		return "there is no such day"
	case NoTime:
		return "it has no time that can be read"
	}
	return ""
}
