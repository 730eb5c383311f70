package actions

import (
	"cmp"
	"context"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// StatusOptions are what Status needs besides documents.
type StatusOptions struct {
	Parser document.Parser
	Now    time.Time
	// Targets are the days from the incident in which items of a priority are meant to be done.
	Targets map[string]int
	// Strength grades an item by its title; nil: not graded.
	Strength func(title string) string
	// Live asks GitHub for the state of the items that have issues; nil: the documents know.
	Live *Options
}

// Standing is where one action item stands.
type Standing struct {
	Item     Item
	Document string // the title of the postmortem
	Severity string
	Services []string
	Strength string
	Begun    time.Time // the day of the incident; zero when nobody knows
	Closed   time.Time // when its issue was closed; zero when it is open or unknown
	Overdue  bool      // it is open, and its date has passed
	Late     int       // days since its date; 0 when it isn't overdue
	Left     int       // days until its date; only with an open item that has a date and isn't overdue
	HasDate  bool      // its date was understood
	Note     string    // what else is to be known: "the pull request was closed without being merged"
}

// Age is the number of whole days since the incident, -1 when its day is unknown.
func (s Standing) Age(now time.Time) int {
	if s.Begun.IsZero() {
		return -1
	}
	return days(s.Begun, now)
}

// State is open, done or dropped.
func (s Standing) State() string {
	switch {
	case s.Item.Done:
		return "done"
	case s.Item.Dropped:
		return "dropped"
	}
	return "open"
}

// Count is how many items of a kind there are in each state.
type Count struct {
	Name    string `json:"name"`
	Open    int    `json:"open"`
	Overdue int    `json:"overdue"`
	Done    int    `json:"done"`
	Dropped int    `json:"dropped"`
}

func (c *Count) add(s Standing) {
	switch {
	case s.Item.Done:
		c.Done++
	case s.Item.Dropped:
		c.Dropped++
	default:
		c.Open++
	}
	if s.Overdue {
		c.Overdue++
	}
}

// Completion is how a target was met. Items that were dropped, and open ones whose time has not run out, don't count.
type Completion struct {
	Priority string `json:"priority"`
	Days     int    `json:"days"`
	Met      int    `json:"met"`    // done; where GitHub was asked, in time
	Missed   int    `json:"missed"` // open when the time ran out
}

// Overview is where all action items stand.
type Overview struct {
	Now     time.Time
	Live    bool
	Actions []Standing // in the order of the documents
	Targets []Completion
	// OverdueOnly leaves everything but what is overdue out of Open and of the actions in JSON; the counts are those of all.
	OverdueOnly bool
	// Unread tells of the files that could not be read, as List does.
	Unread []error
}

// Status reads where the action items of documents stand. The error is, with Live, what Plan gives for GitHub; without, nil.
func Status(ctx context.Context, sources []Source, options StatusOptions) (*Overview, error) {
	o := &Overview{Now: options.Now.UTC(), Live: options.Live != nil}
	live := Options{Parser: options.Parser}
	if options.Live != nil {
		live = *options.Live
	}
	files, unread := readFiles(sources, options.Parser)
	o.Unread = unread
	p := passOver(files, live.complete(), true)
	for _, f := range p.files {
		for _, e := range f.entries {
			o.Actions = append(o.Actions, standing(f, e.item, options))
		}
	}
	if options.Live != nil {
		if err := p.askGitHub(ctx, o.Actions); err != nil {
			return nil, err
		}
	}
	for i := range o.Actions {
		o.Actions[i].judge(o.Now)
	}
	o.complete(options.Targets)
	return o, nil
}

func standing(f *file, item Item, options StatusOptions) Standing {
	s := Standing{Item: item, Document: f.doc.Title, Severity: f.doc.Meta.Severity, Services: f.doc.Meta.Services, Begun: f.doc.Meta.Started}
	if s.Document == "" {
		s.Document = path.Base(f.source.Path)
	}
	if s.Begun.IsZero() {
		// The name of the file tells the day.
		if name := path.Base(f.source.Key); len(name) > len(time.DateOnly) {
			s.Begun, _ = time.Parse(time.DateOnly, name[:len(time.DateOnly)])
		}
	}
	if options.Strength != nil {
		s.Strength = options.Strength(item.Title)
	}
	return s
}

// days are the whole days from the day of one moment to that of another, in UTC.
func days(from, to time.Time) int {
	day := func(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }
	return int(day(to).Sub(day(from)).Hours() / 24)
}

// judge compares an item's date with today: the day itself still counts.
func (s *Standing) judge(now time.Time) {
	due, err := time.Parse(time.DateOnly, s.Item.Due)
	if err != nil {
		return
	}
	s.HasDate = true
	left := days(now, due)
	switch {
	case !s.Item.Open():
	case left < 0:
		s.Overdue, s.Late = true, -left
	default:
		s.Left = left
	}
}

// complete counts how the targets were met.
func (o *Overview) complete(targets map[string]int) {
	for _, priority := range slices.Sorted(maps.Keys(targets)) {
		c := Completion{Priority: priority, Days: targets[priority]}
		for _, s := range o.Actions {
			if s.Item.Priority != priority || s.Item.Dropped || s.Begun.IsZero() {
				continue
			}
			end := s.Closed
			if end.IsZero() {
				end = o.Now
			}
			switch inTime := days(s.Begun, end) <= c.Days; {
			case s.Item.Done && (inTime || s.Closed.IsZero()):
				c.Met++
			case s.Item.Done || !inTime:
				c.Missed++
			}
		}
		o.Targets = append(o.Targets, c)
	}
}

// Dimensions are what By counts by.
func Dimensions() []string {
	return []string{"owner", "severity", "service", "strength", "priority", "type", "age"}
}

// By counts the items by one of the Dimensions, the most overdue first, then the most open. An item of several services counts for each.
func (o *Overview) By(dimension string) []Count {
	counts := map[string]*Count{}
	for _, s := range o.Actions {
		var names []string
		switch dimension {
		case "owner":
			names = []string{s.Item.Owner}
		case "severity":
			names = []string{s.Severity}
		case "service":
			names = s.Services
		case "strength":
			names = []string{s.Strength}
		case "priority":
			names = []string{s.Item.Priority}
		case "type":
			names = []string{s.Item.Type}
		case "age":
			names = []string{ageGroup(s.Age(o.Now))}
		}
		if len(names) == 0 {
			names = []string{""}
		}
		for _, name := range names {
			if counts[name] == nil {
				counts[name] = &Count{Name: name}
			}
			counts[name].add(s)
		}
	}
	all := []Count{}
	for _, c := range counts {
		all = append(all, *c)
	}
	slices.SortFunc(all, func(a, b Count) int {
		return cmp.Or(b.Overdue-a.Overdue, b.Open-a.Open, strings.Compare(a.Name, b.Name))
	})
	return all
}

func ageGroup(days int) string {
	switch {
	case days < 0:
		return ""
	case days <= 28:
		return "up to 4 weeks"
	case days <= 84:
		return "4 to 12 weeks"
	}
	return "over 12 weeks"
}

// Total counts all items.
func (o *Overview) Total() Count {
	var c Count
	for _, s := range o.Actions {
		c.add(s)
	}
	return c
}

// Documents is the number of documents that have open items.
func (o *Overview) Documents() int {
	open := map[string]bool{}
	for _, s := range o.Actions {
		if s.Item.Open() {
			open[s.Item.Path] = true
		}
	}
	return len(open)
}

// Open are the open items: the overdue first, the longest above; then those with a date, the nearest above; then the others, as the documents have them.
func (o *Overview) Open() []Standing {
	open := slices.DeleteFunc(slices.Clone(o.Actions), func(s Standing) bool { return !s.Item.Open() || o.OverdueOnly && !s.Overdue })
	rank := func(s Standing) int {
		switch {
		case s.Overdue:
			return -s.Late
		case s.HasDate:
			return s.Left
		}
		return 1 << 30
	}
	slices.SortStableFunc(open, func(a, b Standing) int { return rank(a) - rank(b) })
	return open
}

// askGitHub takes the state of the items from their issues.
func (p *pass) askGitHub(ctx context.Context, standings []Standing) error {
	places, err := p.survey(ctx)
	if err != nil || places == nil {
		return err
	}
	for i, e := range p.entries() {
		at := places.at(p, p.addressOf(e))
		if at == nil {
			continue
		}
		s := &standings[i]
		if s.Note = at.reason; at.reason != "" {
			continue
		}
		state, known, err := p.stateOf(ctx, e, at)
		if err != nil {
			return err
		}
		s.Note, s.Closed = e.result.Reason, at.issue.Closed
		if !known {
			continue
		}
		s.Item.Done, s.Item.Dropped = state == stateDone, state != stateDone && state != stateOpen && state != noIssue
		if s.Item.Dropped || state == noIssue {
			s.Item.Status = state
		}
		if owner := p.ownerOf(e, at); owner != "" {
			s.Item.Owner = owner
		}
	}
	return nil
}
