package interview

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
	"go.yaml.in/yaml/v3"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

// MaxAnswersSize is the largest answers file that is read, in bytes.
const MaxAnswersSize = 1 << 20

// ReadAnswers reads an answers file, YAML or JSON. Name is what errors call it; title, unless empty, stands for the file's own; severities
// is the scale (empty: anything goes). The error is of type Problems and tells everything that is wrong with the file, in the order of its lines.
func ReadAnswers(name string, source []byte, title string, severities []string) (template.Answers, error) {
	r := answersReader{name: name, title: title, severities: severities, values: map[Key]*yaml.Node{}}
	if root := r.parse(source); root != nil {
		r.collect(root)
		r.metadata()
		r.sections()
		r.timeline()
		r.actions()
		for _, p := range finish(&r.answers) {
			at := r.values[p.Key]
			if at == nil {
				at = r.values[Timeline] // a milestone said it
			}
			r.add(at, p)
		}
	}
	if len(r.problems) > 0 {
		slices.SortStableFunc(r.problems, func(a, b Problem) int { return a.Line - b.Line })
		return template.Answers{}, r.problems
	}
	return r.answers, nil
}

type answersReader struct {
	name       string
	title      string
	severities []string
	values     map[Key]*yaml.Node
	answers    template.Answers
	problems   Problems
}

// add files a problem with the line of the node that it is about; nil means the whole file.
func (r *answersReader) add(at *yaml.Node, p Problem) {
	p.Path = r.name
	if at != nil {
		p.Line = at.Line
	}
	r.problems = append(r.problems, p)
}

func (r *answersReader) addf(at *yaml.Node, remedy, format string, args ...any) {
	r.add(at, Problem{Item: -1, Message: fmt.Sprintf(format, args...), Remedy: remedy})
}

const skeletonRemedy = "postmortem new --answers-skeleton prints a file to fill in"

// parse returns the mapping at the root, or nil when there is none.
func (r *answersReader) parse(source []byte) *yaml.Node {
	if len(source) > MaxAnswersSize {
		r.addf(nil, "keep logs and exports in files of their own and link to them", "is larger than %d MiB", MaxAnswersSize>>20)
		return nil
	}
	source = bytes.TrimPrefix(source, []byte("\ufeff"))
	if !utf8.Valid(source) {
		valid := bytes.ToValidUTF8(source, nil)
		at := 0
		for at < len(valid) && source[at] == valid[at] {
			at++
		}
		r.addf(&yaml.Node{Line: 1 + bytes.Count(source[:at], []byte("\n"))}, "save the file as UTF-8", "byte %d is not UTF-8 text", at)
		return nil
	}
	root, err := readJSON(source)
	if errors.Is(err, errNotJSON) {
		root, err = readYAML(source)
	}
	if err != nil {
		line, message := splitLine(err)
		remedy := `quote a text that holds ": " or begins with one of @ * & ! % [ {; write a long text below "key: |", indented`
		if strings.Contains(message, "cannot start any token") && bytes.Contains(source, []byte("\t")) {
			remedy = "indent with blanks: YAML takes no tabs there"
		}
		if strings.Contains(message, "document") {
			remedy = "keep the answers to one incident in one file"
		}
		r.addf(&yaml.Node{Line: line}, remedy, "%s", message)
		return nil
	}
	switch {
	case root == nil || isNull(root):
		r.addf(nil, skeletonRemedy, "holds no answers")
		return nil
	case root.Kind != yaml.MappingNode:
		r.addf(root, skeletonRemedy, "has to be a mapping of keys to answers and is %s", describe(root))
		return nil
	}
	return root
}

// readYAML reads one document.
func readYAML(source []byte) (*yaml.Node, error) {
	d := yaml.NewDecoder(bytes.NewReader(source))
	var doc, more yaml.Node
	if err := d.Decode(&doc); errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	if err := d.Decode(&more); err == nil {
		return nil, fmt.Errorf("line %d: a second document begins", more.Line)
	} else if !errors.Is(err, io.EOF) {
		return nil, err
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	return doc.Content[0], nil
}

var linePattern = lazy(`^(?:yaml: )?(?:line (\d+): )?`)

// splitLine takes the line off the message of a parser.
func splitLine(err error) (int, string) {
	text := err.Error()
	m := linePattern().FindStringSubmatch(text)
	line, _ := strconv.Atoi(m[1])
	return line, clean(text[len(m[0]):])
}

// collect files the values by key.
func (r *answersReader) collect(root *yaml.Node) {
	var keys []string
	for _, q := range Questions() {
		keys = append(keys, string(q.Key))
	}
	for key, value := range r.pairs(root, "", keys) {
		r.values[Key(key)] = value
	}
}

// pairs returns the values of a mapping by key, without those that are empty. Keys that are not known or repeated are problems.
func (r *answersReader) pairs(n *yaml.Node, of string, known []string) map[string]*yaml.Node {
	pairs, seen := map[string]*yaml.Node{}, map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch first, repeated := seen[key.Value]; {
		case key.Kind != yaml.ScalarNode:
			r.addf(key, "keys are plain words", "a key%s is %s", of, describe(key))
			continue
		case !slices.Contains(known, key.Value):
			r.addf(key, nearest(key.Value, known), "unknown key %s%s", shown(key.Value), of)
			continue
		case repeated:
			r.addf(key, "keep one of the two", "%q%s is there twice, first in line %d", key.Value, of, first)
			continue
		}
		seen[key.Value] = key.Line
		if value.Kind == yaml.AliasNode {
			r.addf(value, "write the value out", "%q%s is an alias of another value", key.Value, of)
			continue
		}
		if !isNull(value) {
			pairs[key.Value] = value
		}
	}
	return pairs
}

// nearest suggests the known word that was probably meant.
func nearest(word string, known []string) string {
	low := strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(clean(word)))
	best, distance := "", 1<<20
	if len(low) <= 64 {
		for _, k := range known {
			d := levenshtein.ComputeDistance(low, k)
			if strings.Contains(low, k) || len(low) > 3 && strings.Contains(k, low) {
				d = min(d, 1)
			}
			if d < distance {
				best, distance = k, d
			}
		}
	}
	if best == "" || distance > max(2, len(best)/3) {
		return "the keys are " + strings.Join(known, ", ")
	}
	return fmt.Sprintf("did you mean %q?", best)
}

func isNull(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && (n.Tag == "!!null" || n.Value == "" && n.Style == 0)
}

// describe names the kind of a value.
func describe(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "an alias of another value"
	}
	return "a single value"
}

// scalar returns the text of a value as it is written: "2026-11-20" and "no" are texts here, whatever YAML makes of them.
func (r *answersReader) scalar(n *yaml.Node, name string) (string, bool) {
	if n == nil {
		return "", false
	}
	if n.Kind != yaml.ScalarNode {
		remedy := ""
		if n.Kind == yaml.MappingNode {
			remedy = `quote a text that holds ": "`
		}
		r.addf(n, remedy, "%s has to be a single value and is %s", name, describe(n))
		return "", false
	}
	return clean(n.Value), true
}

func (r *answersReader) line(key Key) string {
	text, _ := r.scalar(r.values[key], strconv.Quote(string(key)))
	return oneLine(text)
}

// list reads a list of texts, or a single value in their place.
func (r *answersReader) list(key Key) ([]string, bool) {
	n := r.values[key]
	if n == nil || n.Kind != yaml.SequenceNode {
		return nil, false
	}
	var list []string
	for i, item := range n.Content {
		if isNull(item) {
			continue
		}
		if text, ok := r.scalar(item, fmt.Sprintf("entry %d of %q", i+1, key)); ok && strings.TrimSpace(text) != "" {
			list = append(list, text)
		}
	}
	return list, true
}

func (r *answersReader) names(key Key) []string {
	list, ok := r.list(key)
	if !ok {
		text, _ := r.scalar(r.values[key], strconv.Quote(string(key)))
		return names(text)
	}
	for i := range list {
		list[i] = oneLine(list[i])
	}
	return list
}

// moment reads one of the four times. Without a date it is on the day of started.
func (r *answersReader) moment(key Key) time.Time {
	text, ok := r.scalar(r.values[key], strconv.Quote(string(key)))
	if !ok {
		return time.Time{}
	}
	started := r.answers.Started
	at, bare, err := readWritten(text, started)
	if err != nil {
		r.add(r.values[key], momentProblem(key, err, zoneRemedy))
		return time.Time{}
	}
	return after(at, started, bare)
}

func (r *answersReader) metadata() {
	a := &r.answers
	if a.Title = r.line(Title); r.title != "" {
		a.Title = oneLine(clean(r.title))
	}
	if a.Title == "" {
		if n := r.values[Title]; n == nil || n.Kind == yaml.ScalarNode {
			r.add(n, noTitle())
		}
	}
	var err error
	if a.Severity, err = readSeverity(r.line(Severity), r.severities); err != nil {
		r.addf(r.values[Severity], scaleRemedy(r.severities), "%q: %v", Severity, err)
	}
	a.Started = r.moment(Started)
	a.Detected, a.Mitigated, a.Resolved = r.moment(Detected), r.moment(Mitigated), r.moment(Resolved)
	a.Services, a.Authors, a.Factors = r.names(Services), r.names(Authors), r.names(Factors)
	a.SLO = r.budget()
}

func (r *answersReader) budget() *template.SLO {
	n := r.values[SLO]
	if n == nil {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		r.addf(n, "write it as: slo: {objective: 99.9, window: 30d, unavailable: 35m}", "%q has to be a mapping and is %s", SLO, describe(n))
		return nil
	}
	pairs := r.pairs(n, ` of "slo"`, budgetFields())
	slo := &template.SLO{}
	if text, ok := r.scalar(pairs["objective"], `"objective"`); ok {
		v, err := readObjective(text)
		if err != nil {
			r.addf(pairs["objective"], "for example 99.9", `"objective": %v`, err)
		}
		slo.Objective = v
	} else if pairs["objective"] == nil {
		r.addf(n, "for example objective: 99.9", `"slo" has no "objective"`)
	}
	for name, field := range map[string]*string{"window": &slo.Window, "unavailable": &slo.Unavailable} {
		if text, ok := r.scalar(pairs[name], strconv.Quote(name)); ok {
			if err := checkSpan(text); err != nil {
				r.addf(pairs[name], "write a number and a unit: 30d, 35m, 1h20m", "%q: %v", name, err)
			}
			*field = text
		}
	}
	return slo
}

func (r *answersReader) sections() {
	r.answers.Sections = map[string]string{}
	for _, q := range Questions() {
		if q.Kind != Text && q.Kind != Points && q.Kind != Voices {
			continue
		}
		text := ""
		if q.Kind == Voices {
			text = perspectives(r.views(q.Key))
		} else if list, ok := r.list(q.Key); ok {
			text = bullets(list)
		} else if r.values[q.Key] != nil {
			text, _ = r.scalar(r.values[q.Key], strconv.Quote(string(q.Key)))
			text = trimmed(text)
		}
		if text != "" {
			r.answers.Sections[q.Section] = text
		}
	}
}

// views reads perspectives: text, a list of views, or a mapping of where each is from to what was seen there.
func (r *answersReader) views(key Key) string {
	n := r.values[key]
	if n == nil {
		return ""
	}
	if list, ok := r.list(key); ok {
		if joined := strings.Join(list, "\n\n"); voices(joined) != nil {
			return joined
		}
		return bullets(list)
	}
	if n.Kind != yaml.MappingNode {
		text, _ := r.scalar(n, strconv.Quote(string(key)))
		return text
	}
	var parts []string
	for i := 0; i+1 < len(n.Content); i += 2 {
		who, _ := r.scalar(n.Content[i], fmt.Sprintf("a key of %q", key))
		if isNull(n.Content[i+1]) {
			continue
		}
		text, _ := r.scalar(n.Content[i+1], fmt.Sprintf("%s of %q", shown(who), key))
		parts = append(parts, oneLine(who)+": "+trimmed(text))
	}
	return strings.Join(parts, "\n\n")
}

// items returns the mappings of a list, each with its fields by name.
func (r *answersReader) items(key Key, example string, fields []string) []item {
	n := r.values[key]
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		r.addf(n, "write it as a list of "+example, "%q has to be a list and is %s", key, describe(n))
		return nil
	}
	var items []item
	for i, c := range n.Content {
		name := fmt.Sprintf("entry %d of %q", i+1, key)
		switch {
		case isNull(c):
		case c.Kind != yaml.MappingNode:
			r.addf(c, "write it as "+example, "%s has to be a mapping and is %s", name, describe(c))
		default:
			items = append(items, item{c, name, r.pairs(c, " of "+name, fields)})
		}
	}
	return items
}

type item struct {
	node   *yaml.Node
	name   string // "entry 2 of "timeline""
	fields map[string]*yaml.Node
}

func (r *answersReader) field(it item, name string) string {
	text, _ := r.scalar(it.fields[name], fmt.Sprintf("%q of %s", name, it.name))
	return oneLine(text)
}

// oneOf reads a field that has one of some values.
func (r *answersReader) oneOf(it item, name string, values []string) string {
	text := r.field(it, name)
	for _, v := range values {
		if strings.EqualFold(v, text) {
			return v
		}
	}
	if text != "" {
		remedy := nearest(text, values)
		if strings.HasPrefix(remedy, "the keys") {
			remedy = "use one of " + strings.Join(values, ", ")
		}
		r.addf(it.fields[name], remedy, "%q: %s is none of %s", name, shown(text), strings.Join(values, ", "))
	}
	return ""
}

func (r *answersReader) timeline() {
	c := course{day: r.answers.Started}
	for _, it := range r.items(Timeline, "{at: 2026-11-20T10:42:00Z, what: rollback started}", eventFields()) {
		e := template.Event{
			What: r.field(it, "what"), Source: r.field(it, "source"),
			Milestone: r.oneOf(it, "milestone", document.MilestoneNames()),
		}
		for _, name := range []string{"at", "what"} {
			if it.fields[name] == nil {
				r.addf(it.node, "an event needs at and what", "%s has no %q", it.name, name)
			}
		}
		if text := r.field(it, "at"); text != "" {
			at, bare, err := readWritten(text, c.day)
			if err != nil {
				remedy := zoneRemedy
				if c.day.IsZero() {
					remedy += `; with "started" given, a time of day is enough`
				}
				r.addf(it.fields["at"], remedy, `"at": %v`, err)
			} else {
				e.At = c.place(at, bare)
			}
		}
		r.answers.Timeline = append(r.answers.Timeline, e)
	}
}

var factorIDPattern = lazy(`^[Ff]\d{1,3}$`)

func (r *answersReader) actions() {
	const example = "{title: Alert on queue depth, type: detect, priority: P1, owner: \"@kmori\", due: 2026-12-15}"
	for _, it := range r.items(ActionItems, example, todoFields()) {
		a := template.Action{
			Title: r.field(it, "title"), Owner: r.field(it, "owner"), DoneWhen: r.field(it, "done_when"), Factor: strings.ToUpper(r.field(it, "factor")),
			Type:     r.oneOf(it, "type", actionTypes()),
			Priority: r.oneOf(it, "priority", priorities()),
		}
		if a.Title == "" && (it.fields["title"] == nil || it.fields["title"].Kind == yaml.ScalarNode) {
			r.addf(it.node, "say what is to be done", `%s has no "title"`, it.name)
		}
		if a.Factor != "" && !factorIDPattern().MatchString(a.Factor) {
			r.addf(it.fields["factor"], "contributing factors are numbered F1, F2, … in their order", `"factor": %s is no factor id`, shown(a.Factor))
		}
		if due := r.field(it, "due"); due != "" {
			iso, err := document.ReadDate(due)
			if err != nil {
				r.addf(it.fields["due"], "write a date, for example 2026-12-15", `"due": %v`, err)
			}
			a.Due = iso
		}
		r.answers.Actions = append(r.answers.Actions, a)
	}
}
