package lint

import (
	"bytes"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
)

// suppression is one comment that asks for silence, once for each rule that it names.
type suppression struct {
	Suppression
	areas  []area
	judged bool // every rule it names was on, so that "unused" can be said
}

// Suppression is a comment that asks for silence, as the ledger lists it.
type Suppression struct {
	Span    document.Span
	Rules   []string // the ids and groups it names, sorted; none: all rules
	Reason  string
	Until   string // the last day it holds, as 2026-12-31; "" for good
	Expired bool
	Used    bool // it silences something; what is expired would
}

// Suppressions lists the comments of a document that ask for silence, in their order.
func (l *Linter) Suppressions(doc *document.Document) []Suppression {
	_, list, _ := l.silence(doc, l.check(doc))
	out := make([]Suppression, len(list))
	for i, s := range list {
		out[i] = s.Suppression
	}
	return out
}

// area is the lines in which one id or group is silent.
type area struct {
	name        string // "" is every rule
	first, last int    // 1-based
	ended       bool   // by an "enable"
}

const (
	directive    = "postmortem-"
	disableNext  = "disable-next-line"
	disableLine  = "disable-line"
	disableBlock = "disable"
	enableBlock  = "enable"
)

// suppress drops the findings that a comment silences and adds what is wrong with the comments themselves.
func (l *Linter) suppress(doc *document.Document, findings []Finding) []Finding {
	kept, suppressions, bad := l.silence(doc, findings)
	kept = append(kept, bad...)
	rule, on := l.rule(UnusedSuppression)
	words := sync.OnceValue(func() language.Phrases { return l.messagesFor(doc, l.passages(doc)).For("lint") })
	for _, s := range suppressions {
		if !on || s.Used || !s.judged {
			continue
		}
		f := Finding{
			Rule: rule.ID, Severity: rule.Severity, Span: s.Span,
			Message:     words().Say("This comment silences nothing any more."),
			Suggestions: []Suggestion{{Text: "", Span: removal(doc, s.Span), Safe: true}},
		}
		if slices.ContainsFunc(s.areas, func(a area) bool { return a.ended }) {
			// The comment that ends the block has to go with it, and a suggestion is for one place.
			f.Message, f.Suggestions = words().Say("This comment, up to the one that ends it, silences nothing any more."), nil
		}
		kept = append(kept, f)
	}
	return kept
}

// silence splits off the findings that a comment silences. bad is what is wrong with the comments. Its time grows with the number of findings and of
// comments, not with their product.
func (l *Linter) silence(doc *document.Document, findings []Finding) (kept []Finding, list []suppression, bad []Finding) {
	list, bad = l.suppressions(doc)
	if len(list) == 0 {
		return findings, list, bad
	}
	byRule := map[string]*ruleLines{}
	for _, f := range findings {
		if byRule[f.Rule] == nil {
			byRule[f.Rule] = &ruleLines{}
		}
		byRule[f.Rule].add(linesOf(doc, f.Span))
	}
	for _, r := range byRule {
		r.sort()
	}
	for i := range list {
		s := &list[i]
		for _, a := range s.areas {
			for id, r := range byRule {
				if a.name == "" || (Rule{ID: id}).Matches(a.name) {
					s.Used = s.Used || r.touches(a)
					if !s.Expired {
						r.silent = append(r.silent, a)
					}
				}
			}
		}
	}
	for _, r := range byRule {
		r.merge()
	}
	kept = slices.DeleteFunc(findings, func(f Finding) bool { return byRule[f.Rule].silences(linesOf(doc, f.Span)) })
	return kept, list, bad
}

// removal is what goes when a comment is taken out: its line with it where nothing else stands there, else the blanks that would end the line. The line
// stays, empty, where it keeps the lines around it apart.
func removal(doc *document.Document, comment document.Span) document.Span {
	blank := func(s document.Span) bool { return len(bytes.TrimSpace(doc.Source[s.Start:s.End])) == 0 }
	first, last := lineAt(doc, comment.Start), lineAt(doc, comment.End)
	start, end := doc.Line(doc.LineStart(first)).Start, doc.Line(doc.LineStart(last)).End
	if !blank(document.Span{Start: comment.End, End: end}) {
		return comment
	}
	if !blank(document.Span{Start: start, End: comment.Start}) {
		kept := bytes.TrimRight(doc.Source[start:comment.Start], " \t")
		return document.Span{Start: start + len(kept), End: end}
	}
	apart := func(line int) bool { return line < 1 || line > doc.LineCount() || blank(doc.Line(doc.LineStart(line))) }
	next := func(line int) int {
		if line >= doc.LineCount() {
			return len(doc.Source)
		}
		return doc.LineStart(line + 1)
	}
	switch above, below := apart(first-1), apart(last+1); {
	case above && below:
		return document.Span{Start: start, End: next(min(last+1, doc.LineCount()))}
	case above || below:
		return document.Span{Start: start, End: next(last)}
	}
	return document.Span{Start: start, End: end}
}

// lines are the first and the last line of a finding.
type lines struct{ first, last int }

func linesOf(doc *document.Document, s document.Span) lines {
	return lines{lineAt(doc, s.Start), lineAt(doc, max(s.End-1, s.Start))}
}

// lineAt is the 1-based line of an offset. Unlike Document.Position it doesn't count columns, which in one endless line would cost its length each time.
func lineAt(doc *document.Document, offset int) int {
	return max(sort.Search(doc.LineCount(), func(i int) bool { return doc.LineStart(i+1) > offset }), 1)
}

// ruleLines are where one rule speaks and where it is silent.
type ruleLines struct {
	spoken []lines
	reach  []int // the last line of any of spoken[:i+1]
	silent []area
}

func (r *ruleLines) add(l lines) { r.spoken = append(r.spoken, l) }

func (r *ruleLines) sort() {
	slices.SortFunc(r.spoken, func(a, b lines) int { return a.first - b.first })
	reach := 0
	for _, l := range r.spoken {
		reach = max(reach, l.last)
		r.reach = append(r.reach, reach)
	}
}

// touches reports whether the rule speaks in an area.
func (r *ruleLines) touches(a area) bool {
	n := sort.Search(len(r.spoken), func(i int) bool { return r.spoken[i].first > a.last })
	return n > 0 && r.reach[n-1] >= a.first
}

// merge makes the silent areas ordered and apart from each other.
func (r *ruleLines) merge() {
	slices.SortFunc(r.silent, func(a, b area) int { return a.first - b.first })
	merged := r.silent[:0]
	for _, a := range r.silent {
		if n := len(merged); n > 0 && a.first <= merged[n-1].last {
			merged[n-1].last = max(merged[n-1].last, a.last)
			continue
		}
		merged = append(merged, a)
	}
	r.silent = merged
}

// silences reports whether lines meet a silent area, once they are merged.
func (r *ruleLines) silences(l lines) bool {
	n := sort.Search(len(r.silent), func(i int) bool { return r.silent[i].first > l.last })
	return n > 0 && r.silent[n-1].last >= l.first
}

// order is a comment of ours, taken apart.
type order struct {
	verb   string
	rules  []string // sorted
	dated  bool     // it says until when
	until  string   // the day, as it is written
	reason string
}

// orderIn reads the text of a comment, if it is one of ours.
func orderIn(comment string) (order, bool) {
	text, ok := strings.CutPrefix(comment, directive)
	if !ok {
		return order{}, false
	}
	text, reason, _ := strings.Cut(text, "--")
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' || r == '\r' })
	if len(words) == 0 {
		return order{}, false
	}
	o := order{verb: words[0], reason: strings.Join(strings.Fields(reason), " ")}
	words = words[1:]
	if i := slices.Index(words, "until"); i >= 0 {
		o.dated, o.until = true, strings.Join(words[i+1:], " ")
		words = words[:i]
	}
	o.rules = slices.Compact(slices.Sorted(slices.Values(words)))
	return o, true
}

// suppressions reads the comments; what is wrong with them is returned as findings.
func (l *Linter) suppressions(doc *document.Document) (list []suppression, bad []Finding) {
	rule, on := l.rule(BadSuppression)
	say := sync.OnceValue(func() language.Phrases { return l.messagesFor(doc, l.passages(doc)).For("lint") })
	complain := func(c document.Comment, message, ask string) {
		if on {
			bad = append(bad, Finding{
				Rule: rule.ID, Severity: rule.Severity, Span: c.Span,
				Message: message, Question: ask,
			})
		}
	}
	open := map[string][]*area{} // by name: what "enable" ends
	nextLines := sync.OnceValue(func() []int { return nextTextLines(doc) })
	for _, c := range doc.Comments {
		o, ok := orderIn(c.Text)
		if !ok {
			continue
		}
		line, endLine := lineAt(doc, c.Span.Start), lineAt(doc, c.Span.End)
		first, last := line, endLine
		switch o.verb {
		case disableNext:
			first = nextLines()[endLine]
			last = first
		case disableLine:
		case disableBlock:
			last = doc.LineCount()
		case enableBlock:
			if !closeAreas(open, o.rules, line) {
				complain(c, say().Say("Nothing that this comment could enable again is disabled above it."), say().Say("Which comment does it belong to, and does that one name the same rules?"))
			}
			continue
		default:
			complain(c, say().Say("%q is none of disable-next-line, disable-line, disable and enable.", short(o.verb)), say().Say("Which lines are to be silent?"))
			continue
		}
		s := suppression{Suppression: Suppression{Span: c.Span, Rules: o.rules, Reason: o.reason}, judged: l.allOn("")}
		if day, err := document.ReadDate(o.until); err == nil {
			s.Until = day
			s.Expired = !l.options.Today.IsZero() && day < l.options.Today.Format(time.DateOnly)
		} else if o.dated {
			complain(c, say().Say("The day behind until can't be read, so this comment holds for good."), say().Say("Until when does it hold? Write the day as until 2026-12-31, before the two dashes."))
		}
		if s.Expired {
			complain(c, say().Say("This comment held until %s and silences nothing since.", s.Until), say().Say("What was to be different by then, and is it?"))
		}
		for _, name := range o.rules {
			if !slices.ContainsFunc(l.known, func(r Rule) bool { return r.Matches(name) }) {
				complain(c, say().Say("There is no rule %q, so this comment does not silence it.", short(name)), say().Say("What is the id at the end of the finding's line?"))
				continue
			}
			s.areas = append(s.areas, area{name: name, first: first, last: last})
		}
		if len(o.rules) == 0 {
			s.areas = []area{{first: first, last: last}}
		} else {
			s.judged = len(s.areas) > 0 && !slices.ContainsFunc(s.areas, func(a area) bool { return !l.allOn(a.name) })
		}
		if s.Reason == "" {
			complain(c, say().Say("The next reader can't tell why this is silenced."), say().Say("What makes the wording right here? Write it behind two dashes: <!-- %s RULE -- reason -->", directive+o.verb))
		}
		list = append(list, s)
		if o.verb == disableBlock {
			for i := range s.areas {
				open[s.areas[i].name] = append(open[s.areas[i].name], &s.areas[i])
			}
		}
	}
	return list, bad
}

// closeAreas ends the open areas of the names (of all, without any) at a line and reports whether there were some.
func closeAreas(open map[string][]*area, names []string, line int) bool {
	if len(names) == 0 {
		for name := range open {
			names = append(names, name)
		}
	}
	closed := false
	for _, name := range names {
		for _, a := range open[name] {
			a.last, a.ended = line, true
			closed = true
		}
		delete(open, name)
	}
	return closed
}

// allOn reports whether every rule that a suppression's name stands for was on; optional rules count only by their own id.
func (l *Linter) allOn(name string) bool {
	for _, r := range l.known {
		named := r.ID == name || !r.Optional && (name == "" || r.Matches(name))
		if !named {
			continue
		}
		if _, on := l.rule(r.ID); !on {
			return false
		}
	}
	return true
}

// nextTextLines tells for each 1-based line which line behind it is the first that holds more than blanks and directives; the line itself when none
// does. It is made in one pass, so that stacked comments cost no more than their lines.
func nextTextLines(doc *document.Document) []int {
	next := make([]int, doc.LineCount()+1)
	text := 0
	for n := doc.LineCount(); n > 0; n-- {
		next[n] = text
		if text == 0 {
			next[n] = n
		}
		s := doc.Line(doc.LineStart(n))
		if line := bytes.TrimSpace(doc.Source[s.Start:s.End]); len(line) > 0 && !isDirective(line) {
			text = n
		}
	}
	return next
}

// isDirective reports whether a line is one comment that speaks to the linter.
func isDirective(line []byte) bool {
	inner, ok := bytes.CutPrefix(line, []byte("<!--"))
	return ok && bytes.HasPrefix(bytes.TrimSpace(inner), []byte(directive)) && bytes.Index(inner, []byte("-->")) == len(inner)-len("-->")
}

// short keeps what a document says from filling a message.
func short(s string) string {
	const limit = 40
	if runes := []rune(s); len(runes) > limit {
		return string(runes[:limit]) + "…"
	}
	return s
}
