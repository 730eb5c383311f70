package learn

import (
	"crypto/sha256"
	"slices"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// Postmortem is what one document says, as far as it can be compared with others. What the document does not say is the zero value.
type Postmortem struct {
	Path  string // as it was named to Read, slash-separated
	Title string // the name of the file when the document has none

	Day time.Time // of the incident: midnight UTC; zero when nothing says it
	// The milestones, in UTC; zero when they are not known.
	Started, Detected, Acknowledged, Mitigated, Resolved time.Time
	// Metrics are the times from the start to each milestone; nil when one of the two is not known.
	Metrics document.Metrics

	Status   string // as written: "draft", "in-review", "final", "Complete"
	Severity string // as written: "SEV-2"
	Services []string
	Authors  []string
	Tags     []string // the free words of the front matter's "factors"

	Summary string   // the text of the summary, paragraphs apart by a line break
	Factors []string // the contributing factors in words
	Lessons []string // the points and paragraphs of "lessons learned"
	Budget  *Budget  // what the incident took from an error budget, nil when it is not said
	Actions []Action

	Sections []Section // the whole text, in the order of the document

	// Content stands for the name of the file and all that it held when Read read it: two that differ have different ones. Zero where New made the value.
	Content [sha256.Size]byte

	begun time.Time // the start as the metadata tells it
	brief bool      // nothing is known but what Reader.Heads tells
}

// Budget is the error budget that an incident took from.
type Budget = document.Budget

// Action is one action item.
type Action struct {
	Title    string
	Line     int       // in the document, 1-based
	Type     string    // prevent, mitigate, detect, respond, learn or ""
	Priority string    // P0 to P4 or ""
	Owner    string    // "@kmori", a name or a team
	Due      time.Time // the day at midnight UTC; zero when there is none, or none that was understood
	Factor   string    // what it is for: "F2"
	Status   string    // the state as written, where one is
	Done     bool
	Dropped  bool   // it will not be done; never together with Done
	Strength string // as Reader.Grade has it: "weaker", "intermediate", "stronger", "ungraded"; "" without a Grade
	Issue    string // the text of the link to its issue: "#123"; "" when nothing tracks it
	IssueURL string // "" when only a short form is written
}

// Open reports whether the item is still to be done.
func (a Action) Open() bool { return !a.Done && !a.Dropped }

// Late is by how many whole days an open item is past its date; 0 when it isn't. The day itself still counts.
func (a Action) Late(now time.Time) int {
	if !a.Open() || a.Due.IsZero() {
		return 0
	}
	return max(0, days(a.Due, now))
}

// days are the whole days from the day of one moment to that of another, in UTC.
func days(from, to time.Time) int { return int(dayOf(to).Sub(dayOf(from)) / (24 * time.Hour)) }

// dayOf is the midnight that begins the UTC day of a moment.
func dayOf(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }

// Section is a heading and what stands directly under it.
type Section struct {
	Name     string // the canonical name ("contributing factors"), "" when it is none of document.SectionNames
	Heading  string // as written; "" for what stands before the first one
	Level    int    // 1 to 6; 0 for what stands before the first heading
	Line     int    // of the heading, 1-based
	Passages []Passage
}

// Passage is a paragraph, a point of a list, a row of a table or a line of code.
type Passage struct {
	Line int    // where it begins, 1-based
	Text string // without markup, in one line
	Code bool   // it is code, a log, or whatever else is no prose
}

// Text is the prose in the sections of a canonical name, a passage an element.
func (p *Postmortem) Text(section string) []string {
	var texts []string
	for _, s := range p.Sections {
		if s.Name != section {
			continue
		}
		for _, passage := range s.Passages {
			if !passage.Code {
				texts = append(texts, passage.Text)
			}
		}
	}
	return texts
}

// Owners are the people and teams of the postmortem: who wrote it and who owns its action items, none twice.
func (p *Postmortem) Owners() []string {
	owners := slices.Clone(p.Authors)
	for _, a := range p.Actions {
		if a.Owner != "" && !slices.Contains(owners, a.Owner) {
			owners = append(owners, a.Owner)
		}
	}
	return owners
}

// Owners are those who own action items and write postmortems, who does most first.
func Owners(postmortems []*Postmortem) []string {
	count := map[string]int{}
	var names []string
	add := func(name string) {
		if name = strings.TrimSpace(name); name == "" {
			return
		}
		if count[name] == 0 {
			names = append(names, name)
		}
		count[name]++
	}
	for _, p := range postmortems {
		for _, a := range p.Actions {
			add(a.Owner)
		}
		for _, author := range p.Authors {
			add(author)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return count[b] - count[a] })
	return names
}

// OpenActions counts the items that are still to be done, and those of them whose date has passed.
func (p *Postmortem) OpenActions(now time.Time) (open, overdue int) {
	for _, a := range p.Actions {
		if a.Open() {
			open++
		}
		if a.Late(now) > 0 {
			overdue++
		}
	}
	return open, overdue
}

// before orders postmortems: the latest first, those without a day last, those of one day by their start as the metadata tells it, and then their path.
func before(a, b *Postmortem) int {
	if a.Day.IsZero() != b.Day.IsZero() {
		if a.Day.IsZero() {
			return 1
		}
		return -1
	}
	if c := b.Day.Compare(a.Day); c != 0 {
		return c
	}
	if c := b.begun.Compare(a.begun); c != 0 && !a.begun.IsZero() && !b.begun.IsZero() {
		return c
	}
	return strings.Compare(a.Path, b.Path)
}
