package document

import (
	"bytes"
	"time"
)

// Span is a half-open range of bytes in Document.Source.
type Span struct{ Start, End int }

// Len is the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Document is one parsed postmortem. It is read-only; edits make new bytes (see Apply).
type Document struct {
	Path   string
	Source []byte

	Title    string // from the metadata, else the first level-1 heading, else ""
	Meta     Meta
	Sections []Section // in the order of the document
	Timeline Timeline
	Actions  []ActionItem
	Factors  []Factor
	Prose    []Block // every paragraph, list item, table cell and heading
	Comments []Comment
	Problems []Problem // what could not be understood
	lines    []int     // where each begins
	marks    []int     // see runeMarks
	parser   Parser
	people   *people     // who owns items without being announced, nil: nobody
	storyDay time.Time   // the day on which the timeline begins, its zone left open; zero when nothing says it
	dotted   bool        // the clocks of the timeline have dots: "10.42 fixed"
	metaDay  time.Time   // the day that the metadata names, its zone left open; zero when it names none
	zoneless bool        // a time of the metadata has no zone of its own
	dayFirst func() bool // how 03/04/2026 is meant, found out when it is first asked
}

// Meta is what the document says of itself.
type Meta struct {
	Fields                                 []Field // as written, in order
	Status, Severity                       string
	Started, Detected, Mitigated, Resolved time.Time // zero: not given or not understood
	Services, Authors, Factors             []string
	People                                 []string // everyone whom it names: authors, owner, incident commander, responders
	Span                                   Span     // the front matter with its fences; empty when there is none
}

// Field is one key of the metadata.
type Field struct {
	Key   string // as written
	Value string // scalars only; lists are joined with ", "
	Span  Span   // the value
}

// Section is a heading and what stands under it until the next heading of its level or above.
type Section struct {
	Name    string // canonical name in lower case ("contributing factors"), "" when it is none of them
	Heading string // as written, without markup
	Level   int    // 1 to 6
	Parent  int    // index of the section it is nested in, -1 at the top
	Span    Span   // from the heading to the end of the section, nested sections included
	Title   Span   // the heading's text
	Body    Span   // from the end of the heading line to the end of Span
	Empty   bool   // nothing but blanks, comments and nested headings stands in it
	folded  string // Heading as foldHeading leaves it
	bold    bool   // a bold paragraph that serves as a heading, or a label
	runIn   bool   // a label with text behind it
	plain   bool   // a label that is not bold
}

// Timeline is every dated or clocked entry of the document.
type Timeline struct {
	Events  []Event
	Untimed []Span  // entries of the timeline's lists and tables that carry no time
	Steps   []Event // where no entry has a time: those of the timeline's lists, in their order
}

// Event is one entry of the timeline.
type Event struct {
	At        time.Time // zero when the instant can't be known
	Why       Reason    // why At is zero
	Written   string    // the time as written: "10:42", "2026-11-20 10:42 UTC"
	Text      string
	Milestone string        // started, detected, acknowledged, mitigated, resolved or ""
	Also      []string      // the milestones that it tells of beside the first: "mitigated and resolved"
	Span      Span          // the whole entry
	Time      Span          // the time in it
	Telling   int           // 0 for the timeline; a list of its own beside it, told from its own beginning, has a number of its own
	after     time.Duration // since the start, as long as Why is NoStart
	counted   bool          // after counts from the "T" of "T+15m"
}

// ActionItem is one thing to be done, from a task list, a list or a table.
type ActionItem struct {
	Title    string
	Type     string   // prevent, mitigate, detect, respond, learn or ""
	Priority string   // P0 to P4 or ""
	Owner    string   // "@kmori", a name or a team, or ""
	Due      string   // as an ISO date where it was understood, otherwise as written
	Factor   string   // the first factor it is for: "F2", what a table says in words, or ""
	Factors  []string // all the ids it names, Factor first
	DoneWhen string
	Status   string // the state as written: "in progress", "not planned", "moved to owner/repo#7", or ""
	Done     bool
	Dropped  bool       // it will not be done here: not planned, cancelled, moved; never together with Done
	Issue    *IssueLink // nil when nothing tracks it
	Span     Span       // the whole item: its lines, or its table row
	TitleAt  Span       // Title in the source
	place    place
	marks    *actionMarks
}

// Open reports whether the item is still to be done here.
func (a ActionItem) Open() bool { return !a.Done && !a.Dropped }

// IssueLink is the tracker entry that an action item names.
type IssueLink struct {
	Text   string // as written: "#123", "owner/repo#7", "OPS-12"
	URL    string // "" when only a short form is written
	Owner  string // of a GitHub repository, when named
	Repo   string
	Number int // 0 when it is no GitHub issue
	Span   Span
}

// Factor is one contributing factor with the id that action items name.
type Factor struct {
	ID   string // "F2", or "" when it has none
	Text string
	Span Span
}

// BlockKind is what a block of prose is.
type BlockKind int

// The kinds of prose.
const (
	Paragraph BlockKind = iota
	Heading
	ListItem
	TableCell
	Quotation
)

// Block is a run of prose as a reader sees it: no markup, no HTML, soft line breaks as spaces.
type Block struct {
	Text    string
	Kind    BlockKind
	Section int    // index of the innermost section, -1 before the first heading
	Code    []Span // inline code and bare addresses, as bytes of Text in their order
	Links   []Span // link texts, as bytes of Text in their order
	Span    Span   // in the source
	Event   int    // index of the timeline event that it tells, -1
	Action  int    // index of the action item that it titles, -1
	offsets []segment
}

// IsBlank reports whether there is nothing in the document at all.
func (d *Document) IsBlank() bool {
	return len(bytes.TrimSpace(bytes.TrimPrefix(d.Source, []byte("\xef\xbb\xbf")))) == 0
}

// Comment is an HTML comment, where suppressions live.
type Comment struct {
	Text string // without the delimiters, trimmed
	Span Span
}
