package template

import "time"

// Answers is what is known of an incident: the content of a postmortem without its form.
// Times are instants; a zero time is unknown. Texts are markdown.
type Answers struct {
	Title, Status, Severity                string
	Started, Detected, Mitigated, Resolved time.Time
	Services, Authors, Factors             []string
	SLO                                    *SLO
	Sections                               map[string]string // canonical section name (document.Summary …) to text; no timeline, no actions
	Timeline                               []Event
	Actions                                []Action
}

// SLO is the objective that the incident spent error budget from.
type SLO struct {
	Objective           float64 // percent, for example 99.9
	Window, Unavailable string  // durations: "30d", "35m"
}

// Event is one entry of the timeline.
type Event struct {
	At        time.Time
	What      string
	Milestone string // started, detected, acknowledged, mitigated, resolved or ""
	Source    string // a link or the name of where it was seen, or ""
}

// Action is one action item.
type Action struct {
	Title, Type, Priority, Owner string
	Due                          string // ISO date or ""
	Factor, DoneWhen             string
}
