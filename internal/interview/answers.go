package interview

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

// MaxAnswersSize is the largest answers file that is read, in bytes.
const MaxAnswersSize = 1 << 20

// ReadAnswers reads an answers file, YAML or JSON. Name is what errors call it; title, unless empty, stands for the file's own; severities
// is the scale (empty: anything goes); zone is the one of dates without an offset, nil: they are problems. The error is of type Problems and tells
// everything that is wrong with the file, in the order of its lines.
func ReadAnswers(name string, source []byte, title string, severities []string, zone *time.Location) (template.Answers, error) {
	r := answersReader{name: name, title: title, severities: severities, zone: zone, values: map[Key]*yaml.Node{}}
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
	zone       *time.Location
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

// moment reads one of the four times. Without a date it is on the day of started.
func (r *answersReader) moment(key Key) time.Time {
	text, ok := r.scalar(r.values[key], strconv.Quote(string(key)))
	if !ok {
		return time.Time{}
	}
	started := r.answers.Started
	at, bare, err := readWritten(text, started, r.zone)
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

func (r *answersReader) timeline() {
	c := course{day: r.answers.Started}
	for _, it := range r.items(Timeline, "{at: 2026-11-20T10:42:00Z, what: rollback started}", eventFields()) {
		e := template.Event{
			What: r.field(it, "what"), Source: r.field(it, "source"),
			Milestone: r.oneOf(it, "milestone", document.MilestoneNames(), nil),
		}
		for _, name := range []string{"at", "what"} {
			if it.fields[name] == nil {
				r.addf(it.node, "an event needs at and what", "%s has no %q", it.name, name)
			}
		}
		if text := r.field(it, "at"); text != "" {
			at, bare, err := readWritten(text, c.day, r.zone)
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
			Type:     r.oneOf(it, "type", actionTypes(), func(text string) string { return document.ReadAction("x (種別: " + text + ")").Type }),
			Priority: r.oneOf(it, "priority", priorities(), func(text string) string { return document.ReadAction("x (優先度: " + text + ")").Priority }),
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
