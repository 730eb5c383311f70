package learn

import (
	"path"
	"sort"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// New takes from a document what can be compared with others. grade tells the strength of an action item by its title; it may be nil. Nothing of
// the document stays in memory.
func New(doc *document.Document, grade func(title string) string) *Postmortem {
	p := &Postmortem{
		Path: doc.Path, Title: oneLine(doc.Title), Day: doc.Day(), Metrics: doc.Metrics(),
		Started: moment(doc, document.Started), Detected: moment(doc, document.Detected), Acknowledged: moment(doc, document.Acknowledged),
		Mitigated: moment(doc, document.Mitigated), Resolved: moment(doc, document.Resolved),
		Status: oneLine(doc.Meta.Status), Severity: oneLine(doc.Meta.Severity),
		Services: clones(doc.Meta.Services), Authors: clones(doc.Meta.Authors), Tags: clones(doc.Meta.Factors), Budget: doc.Budget(),
		begun: doc.Meta.Started.UTC(),
	}
	if p.Title == "" {
		p.Title = fileTitle(doc.Path)
	}
	for _, f := range doc.Factors {
		p.Factors = append(p.Factors, oneLine(f.Text))
	}
	for _, a := range doc.Actions {
		p.Actions = append(p.Actions, newAction(doc, a, grade))
	}
	p.Sections = sections(doc)
	p.Summary = strings.Join(p.Text(document.Summary), "\n")
	p.Lessons = p.Text(document.LessonsLearned)
	return p
}

// newHead is as much of a postmortem as a list shows.
func newHead(path string, h document.Head) *Postmortem {
	p := &Postmortem{
		Path: path, Title: oneLine(h.Title), Day: h.Day, Status: oneLine(h.Status), Severity: oneLine(h.Severity), Services: clones(h.Services), begun: h.Started.UTC(), brief: true,
	}
	if p.Title == "" {
		p.Title = fileTitle(path)
	}
	return p
}

// head is the same, of a postmortem that is known whole. It copies, so that the rest needn't be kept.
func (p *Postmortem) head() *Postmortem {
	return newHead(p.Path, document.Head{Title: p.Title, Status: p.Status, Severity: p.Severity, Services: p.Services, Started: p.begun, Day: p.Day})
}

func moment(doc *document.Document, milestone string) time.Time {
	at := doc.MilestoneTime(milestone)
	if at.IsZero() {
		return time.Time{}
	}
	return at.UTC()
}

// oneLine is a text with its blanks folded, as a copy: the parts of a document would keep all of it in memory.
func oneLine(s string) string { return strings.Clone(strings.Join(strings.Fields(s), " ")) }

func clones(list []string) []string {
	var out []string
	for _, s := range list {
		if s = oneLine(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// fileTitle is what to call a document without a title: the name of its file, without the ending.
func fileTitle(file string) string {
	name := path.Base(strings.ReplaceAll(file, `\`, "/"))
	return strings.TrimSuffix(name, path.Ext(name))
}

func newAction(doc *document.Document, a document.ActionItem, grade func(string) string) Action {
	out := Action{
		Title: oneLine(a.Title), Line: doc.Position(a.Span.Start).Line, Type: a.Type, Priority: a.Priority, Owner: oneLine(a.Owner),
		Factor: oneLine(a.Factor), Status: oneLine(a.Status), Done: a.Done, Dropped: a.Dropped,
	}
	if due, err := time.Parse(time.DateOnly, a.Due); err == nil {
		out.Due = due
	}
	if grade != nil {
		out.Strength = grade(a.Title)
	}
	if a.Issue != nil {
		out.Issue, out.IssueURL = oneLine(a.Issue.Text), strings.Clone(a.Issue.URL)
	}
	return out
}

// sections are the whole text of a document: its prose block by block, and what is no prose line by line where it stands between.
func sections(doc *document.Document) []Section {
	all := make([]Section, 1, len(doc.Sections)+1) // the first is what stands before the first heading
	all[0].Line = 1
	for _, s := range doc.Sections {
		all = append(all, Section{Name: s.Name, Heading: oneLine(s.Heading), Level: s.Level, Line: doc.Position(s.Span.Start).Line})
	}
	next := 1
	if doc.Meta.Span.Len() > 0 {
		next = doc.Position(doc.Meta.Span.End).Line + 1
	}
	v := verbatim{doc: doc, next: next}
	for i := range doc.Prose {
		b := &doc.Prose[i]
		line := doc.Position(b.Span.Start).Line
		v.until(line, all)
		v.next = max(v.next, doc.Position(b.Span.End).Line+1)
		if b.Kind == document.Heading {
			continue
		}
		text := oneLine(b.Text)
		if text == "" {
			continue
		}
		s := &all[b.Section+1]
		if last := len(s.Passages) - 1; b.Kind == document.TableCell && last >= 0 && s.Passages[last].Line == line {
			s.Passages[last].Text += " · " + text
			continue
		}
		s.Passages = append(s.Passages, Passage{Line: line, Text: text})
	}
	v.until(doc.LineCount()+1, all)
	if len(all[0].Passages) == 0 {
		return all[1:]
	}
	return all
}

// verbatim collects the lines that are no prose.
type verbatim struct {
	doc     *document.Document
	next    int // the first line that was not looked at
	comment int // of doc.Comments: the first that may end behind next
}

// until takes the lines before one into the sections that they stand in.
func (v *verbatim) until(line int, all []Section) {
	for ; v.next < line; v.next++ {
		start := v.doc.LineStart(v.next)
		span := v.doc.Line(start)
		text := strings.TrimSpace(string(v.doc.Source[span.Start:span.End]))
		if !strings.ContainsFunc(text, isTerm) || v.commented(span) || strings.HasPrefix(text, "```") || strings.HasPrefix(text, "~~~") {
			continue
		}
		// The section is the last that begins before the line: sections nest, and stand in the order of the document.
		k := sort.Search(len(v.doc.Sections), func(k int) bool { return v.doc.Sections[k].Span.Start > span.Start })
		s := &all[k]
		s.Passages = append(s.Passages, Passage{Line: v.next, Text: oneLine(text), Code: true})
	}
}

// commented reports whether a line belongs to a comment.
func (v *verbatim) commented(line document.Span) bool {
	for v.comment < len(v.doc.Comments) && v.doc.Comments[v.comment].Span.End <= line.Start {
		v.comment++
	}
	return v.comment < len(v.doc.Comments) && v.doc.Comments[v.comment].Span.Start < line.End
}
