package redact

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// Kind is what was found.
type Kind string

// The kinds.
const (
	Person   Kind = "person"
	Team     Kind = "team"
	Email    Kind = "e-mail"
	Host     Kind = "host"
	Address  Kind = "address" // of a network
	Link     Kind = "link"
	Ticket   Kind = "ticket"
	Channel  Kind = "channel"
	ID       Kind = "id"
	Secret   Kind = "secret"
	Number   Kind = "number" // a phone, card or account number
	Term     Kind = "term"   // one that the team named
	Metadata Kind = "metadata"
	Comment  Kind = "comment"
)

// Found is something that a detector handed in has found in a document.
type Found struct {
	Kind Kind // Person, Secret or Number
	Span document.Span
}

// Lexicon knows the words of a language, in lower case.
type Lexicon interface {
	GivenName(word string) (name, only bool) // whether it is a given name, and nothing else
	Knows(word string) bool
}

// Options are what a team chose, and who knows about language.
type Options struct {
	Roles         map[string]string // what people are called, by name or handle
	Terms         map[string]string // words and what stands for them; "": nothing
	InternalHosts []string          // patterns: "*.corp.example.com"
	Allow         []string          // hosts, addresses and words that may stay
	People        []string          // who works here, as far as is known: handles and names
	Lexicon       Lexicon
	FamilyName    func(string) string              // the Japanese family name that a text begins with, "" for none; nil: none is known
	Japanese      bool                             // the document is in Japanese, and people are called so
	Detect        func(*document.Document) []Found // further eyes; nil: none
}

// Replacement is something that does not stand in the result as it did.
type Replacement struct {
	Span document.Span // in the source
	Kind Kind
	Text string // what stands for it, "" for nothing
}

// Left is something that the author has to decide.
type Left struct {
	Span document.Span // in the source
	Kind Kind
	Why  string
}

// Result is the edition for outside. It is fit to be published only when nothing is left.
type Result struct {
	Source       []byte
	Replacements []Replacement // in their order
	Left         []Left        // in their order
	Kept         []string      // hosts that links still lead to, sorted
}

// passes bounds how often the result is looked at again: what was hidden in what has gone may show.
const passes = 3

// Redact makes the edition of a document for readers outside. Its time is linear in the size of the document.
func Redact(doc *document.Document, o Options) Result {
	people := newPeople(o)
	var result Result
	var trail []edits
	numbers := map[string]int{}
	hosts := map[string]string{}
	for pass := range passes {
		r := &redactor{doc: doc, options: o, people: people, numbers: numbers, hosts: hosts, kept: map[string]bool{}}
		if pass == 0 {
			r.configuredPeople()
		}
		r.run(pass == 0)
		made := r.edits
		for _, l := range r.left {
			l.Span = back(trail, l.Span)
			result.Left = append(result.Left, l)
		}
		if len(made) == 0 {
			result.Kept = slices.Sorted(maps.Keys(r.kept))
			break
		}
		for _, e := range made {
			at := back(trail, e.Span)
			if pass == passes-1 {
				result.Left = append(result.Left, Left{at, e.kind, "it shows again behind what was replaced"})
				continue
			}
			result.Replacements = append(result.Replacements, Replacement{at, e.kind, e.Text})
		}
		plain := make([]document.Edit, len(made))
		for i, e := range made {
			plain[i] = e.Edit
		}
		next, err := document.Apply(doc.Source, plain...)
		if err != nil { // edits that overlap: none do
			result.Left = append(result.Left, Left{made[0].Span, made[0].kind, err.Error()})
			break
		}
		trail = append(trail, made)
		doc = document.Parse(doc.Path, next)
	}
	result.Source = doc.Source
	order := func(a, b document.Span) int { return cmp.Or(a.Start-b.Start, a.End-b.End) }
	slices.SortStableFunc(result.Replacements, func(a, b Replacement) int { return order(a.Span, b.Span) })
	slices.SortStableFunc(result.Left, func(a, b Left) int { return order(a.Span, b.Span) })
	result.Left = slices.CompactFunc(result.Left, func(a, b Left) bool { return a.Span == b.Span })
	return result
}

// edit is an edit and why it is made.
type edit struct {
	document.Edit
	kind  Kind
	value string // what Text counts, where it has a number
}

// edits are those of one pass, in their order, none overlapping another.
type edits []edit

// back maps a span of the result of passes to the source of the first.
func back(trail []edits, s document.Span) document.Span {
	for _, made := range slices.Backward(trail) {
		s = document.Span{Start: made.back(s.Start, false), End: made.back(s.End, true)}
	}
	return s
}

func (es edits) back(at int, end bool) int {
	shift := 0 // how much longer the result is, up to here
	for _, e := range es {
		from := e.Span.Start + shift
		to := from + len(e.Text)
		if at < from || at == from && end {
			break
		}
		if at < to || at == to && end {
			if end {
				return e.Span.End
			}
			return e.Span.Start
		}
		shift += len(e.Text) - e.Span.Len()
	}
	return at - shift
}

// redactor is one pass over a document.
type redactor struct {
	doc     *document.Document
	options Options
	people  *people
	view    view
	words   []word
	markup  markup
	claimed []bool // bytes of the source that are settled
	edits   edits
	left    []Left
	kept    map[string]bool
	numbers map[string]int
	hosts   map[string]string // whole names of hosts by their first labels
}

// run finds everything and collects the edits.
func (r *redactor) run(first bool) {
	source := r.doc.Source
	r.claimed = make([]bool, len(source))
	r.comments()
	blanked := blank(source, r.edits)
	r.markup = readMarkup(blanked, r.doc.Meta.Span.End)
	r.view = newView(blanked)
	r.words = words(r.view.text)
	found := r.detected(blanked)
	if first {
		r.learn(found)
	}
	all := r.people.mentions(r.view, r.words)
	if first {
		r.people.assignRoles(r.view, all)
	}
	r.metadata()
	r.issues()
	r.links()
	r.known(found)
	r.forms()
	r.shortHosts()
	r.persons(all)
	r.handles()
	r.terms()
	r.number()
	r.perhaps(all)
	r.openComments()
}

// blank is the source with spaces in place of what goes.
func blank(source []byte, gone edits) []byte {
	out := bytes.Clone(source)
	for _, e := range gone {
		for i := e.Span.Start; i < e.Span.End; i++ {
			if out[i] != '\n' && out[i] != '\r' {
				out[i] = ' '
			}
		}
	}
	return out
}

// cut replaces a span unless part of it is settled already.
func (r *redactor) cut(s document.Span, kind Kind, text string) bool {
	if !r.claim(s) {
		return false
	}
	r.edits = append(r.edits, edit{Edit: document.Edit{Span: s, Text: text}, kind: kind})
	return true
}

// claim settles a span; false where part of it is settled.
func (r *redactor) claim(s document.Span) bool {
	for i := s.Start; i < s.End; i++ {
		if r.claimed[i] {
			return false
		}
	}
	for i := s.Start; i < s.End; i++ {
		r.claimed[i] = true
	}
	return true
}

func (r *redactor) decide(s document.Span, kind Kind, why string) {
	if r.claim(s) {
		r.left = append(r.left, Left{s, kind, why})
	}
}

// replace puts text in place of bytes of the view.
func (r *redactor) replace(start, end int, kind Kind, text string) {
	if s, ok := r.place(start, end, kind); ok {
		r.cut(s, kind, r.inPlace(s, text))
	}
}

// place is where in the source bytes of the view stand, if they are to be replaced.
func (r *redactor) place(start, end int, kind Kind) (s document.Span, ok bool) {
	if start >= end || r.options.allowed(string(r.view.text[start:end])) {
		return s, false
	}
	s = r.balanced(r.view.source(start, end))
	if source := r.doc.Source; (kind == Link || kind == Email) && s.Start > 0 && s.End < len(source) && source[s.Start-1] == '<' && source[s.End] == '>' {
		s.Start--
		s.End++
	}
	return s, true
}

// balanced widens a span so that it holds both or none of the marks of an emphasis.
func (r *redactor) balanced(s document.Span) document.Span {
	source := r.doc.Source
	for _, mark := range []string{"**", "~~", "*", "_", "`"} {
		if bytes.Count(source[s.Start:s.End], []byte(mark))%2 == 0 {
			continue
		}
		switch {
		case bytes.HasSuffix(source[:s.Start], []byte(mark)):
			s.Start -= len(mark)
		case bytes.HasPrefix(source[s.End:], []byte(mark)):
			s.End += len(mark)
		}
	}
	return s
}

// comments goes through what no reader sees; suppressions are comments, too.
func (r *redactor) comments() {
	for _, c := range r.doc.Comments {
		s := c.Span
		line := r.doc.Line(s.Start)
		if s.Start == line.Start && s.End >= line.End && s.End < len(r.doc.Source) { // with its line
			s.End = r.doc.LineStart(r.doc.Position(s.End-1).Line + 1)
		}
		r.cut(s, Comment, "")
	}
}

// detected asks the detectors of the linter, which a suppression must not silence.
func (r *redactor) detected(blanked []byte) []Found {
	if r.options.Detect == nil {
		return nil
	}
	return r.options.Detect(document.Parse(r.doc.Path, blanked))
}

// configuredPeople learns whom the configuration names.
func (r *redactor) configuredPeople() {
	for _, name := range slices.Sorted(maps.Keys(r.options.Roles)) {
		var who *person
		if handle, ok := strings.CutPrefix(name, "@"); ok {
			who = r.people.handle(handle)
		} else {
			who = r.people.full(name)
		}
		if who != nil && who.role == "" && !who.shared {
			who.role = r.options.Roles[name]
		}
	}
}

func allCapitals(word []byte) bool { return bytes.Equal(bytes.ToUpper(word), word) }

// known replaces what the detectors found, but for people.
func (r *redactor) known(found []Found) {
	for _, f := range found {
		switch f.Kind {
		case Secret:
			r.cut(f.Span, Secret, r.inPlace(f.Span, "[secret]"))
		case Number:
			kind, text := Number, "[number]"
			if bytes.IndexByte(r.doc.Source[f.Span.Start:f.Span.End], '@') >= 0 {
				kind, text = Email, "[e-mail]"
			}
			r.cut(f.Span, kind, r.inPlace(f.Span, text))
		}
	}
}

func (r *redactor) inPlace(s document.Span, text string) string {
	if r.doc.Meta.Span.Contains(s) {
		return plainScalar(text)
	}
	return text
}

// forms replaces what is known by how it is written. What may stay is settled, so that its parts are not taken for something else.
func (r *redactor) forms() {
	text := r.view.text
	for _, f := range forms() {
		for _, m := range f.expr.FindAllSubmatchIndex(text, -1) {
			start, end := m[2*f.group], m[2*f.group+1]
			if f.kind == Link {
				end = start + len(trimURL(text[start:end]))
			}
			if start >= end {
				continue
			}
			s := r.view.source(start, end)
			if f.prose && r.markup.code[s.Start] || f.is != nil && !f.is(r, text, start, end) {
				if f.kind == Link && !r.markup.code[s.Start] || f.kind == Link && f.is != nil && r.isPublic(string(text[start:end])) {
					if r.claim(s) {
						r.keep(string(text[start:end]))
					}
				}
				continue
			}
			value := folded(string(text[start:end]))
			if f.kind == Host {
				first, _, _ := strings.Cut(value, ".")
				r.hosts[first] = value
			}
			r.count(start, end, f.kind, cmp.Or(f.text, r.people.somebody()), value)
		}
	}
}

// shortHosts replaces the first labels of hosts that the document names in full: "db1" of "db1.corp".
func (r *redactor) shortHosts() {
	for _, m := range shortHost().FindAllIndex(r.view.text, -1) {
		if host := r.hosts[folded(string(r.view.text[m[0]:m[1]]))]; host != "" {
			r.count(m[0], m[1], Host, "[host #]", host)
		}
	}
}

// shortHost is a name with a number, which no common word has.
var shortHost = lazy(`[A-Za-z][A-Za-z0-9-]*\d[A-Za-z0-9-]*`)

// count is replace for what gets a number: equal things have equal ones, so that the story can still be followed.
func (r *redactor) count(start, end int, kind Kind, text, value string) {
	if s, ok := r.place(start, end, kind); ok && r.cut(s, kind, text) {
		r.edits[len(r.edits)-1].value = value
	}
}

// number puts the edits in order and counts them in it.
func (r *redactor) number() {
	slices.SortFunc(r.edits, func(a, b edit) int { return cmp.Or(a.Span.Start-b.Span.Start, a.Span.End-b.Span.End) })
	for i := range r.edits {
		e := &r.edits[i]
		if e.value == "" {
			continue
		}
		before, after, counted := strings.Cut(e.Text, "#")
		if !counted {
			e.Text = r.inPlace(e.Span, e.Text)
			continue
		}
		key := e.Text + "\x00" + e.value
		if r.numbers[key] == 0 {
			r.numbers[e.Text]++
			r.numbers[key] = r.numbers[e.Text]
		}
		e.Text = r.inPlace(e.Span, before+fmt.Sprint(r.numbers[key])+after)
	}
}

// termMatch is a term in a view.
type termMatch struct {
	start, end int
	text       string
}

// termsIn finds the terms that the team named, as whole words.
func (r *redactor) termsIn(v view) []termMatch {
	var all []termMatch
	lower := bytes.ToLower(v.text)
	if len(lower) != len(v.text) {
		lower = v.text // letters whose cases differ in length
	}
	for _, term := range slices.Sorted(maps.Keys(r.options.Terms)) {
		want := []byte(strings.ToLower(term))
		if len(want) == 0 {
			continue
		}
		for at := 0; ; {
			i := bytes.Index(lower[at:], want)
			if i < 0 {
				break
			}
			start, end := at+i, at+i+len(want)
			at = end
			if isAlnum(want[0]) && start > 0 && isAlnum(lower[start-1]) || isAlnum(want[len(want)-1]) && end < len(lower) && isAlnum(lower[end]) {
				continue
			}
			all = append(all, termMatch{start, end, r.options.Terms[term]})
		}
	}
	return all
}

func (r *redactor) terms() {
	for _, m := range r.termsIn(r.view) {
		text, end := m.text, m.end
		if text == "" {
			text = "[removed]"
		} else if r.opens(m.start) {
			text = capitalised(text)
		}
		r.replace(m.start, end, Term, text)
	}
}
