package interview

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

func actionTypes() []string { return []string{"prevent", "mitigate", "detect", "respond", "learn"} }

const todoRemedy = "write it as: Title (prevent, P1, @owner, due 2026-12-15, for F1)"

// todo is what was understood of one line of the action items as it is typed.
type todo struct {
	template.Action
	text  string // the line with what people say written out: "Friday" as a date, "ana" as @ana
	blank bool
	gone  bool // a factor that it named is no longer in the list
	err   error
}

// readTodos reads action items, one for each line of text. People are whom a name may mean, beside the owners of other action items.
func (r *reader) readTodos(text string, people []string) []todo {
	if !slices.Equal(r.people, people) {
		r.todos.forget()
	}
	r.people = people
	list := slices.Clone(r.todos.read(trimmedLines(text), func(line string) todo { return r.readSpoken(line, people) }))
	var owners []string
	for _, t := range list {
		if t.Owner != "" && t.err == nil {
			owners = append(owners, strings.Split(t.Owner, ", ")...)
		}
	}
	owners = distinct(owners)
	for i, t := range list {
		if t.Owner == "" && namesOne(t.text, owners) {
			list[i] = r.readSpoken(t.text, owners)
		}
	}
	return list
}

func (r *reader) readSpoken(line string, people []string) todo {
	now := time.Time{}
	if r.now != nil {
		now = r.now()
	}
	text := writeOut(line, people, now)
	t := readTodo(text)
	t.text = text
	return t
}

// writeTodos writes action items out as they were read.
func writeTodos(text string, todos []todo) string {
	lines := strings.SplitAfter(text, "\n")
	for i := range min(len(lines), len(todos)) {
		if bare := strings.TrimSpace(lines[i]); bare != todos[i].text {
			lines[i] = strings.Replace(lines[i], bare, todos[i].text, 1)
		}
	}
	return strings.Join(lines, "")
}

var boxPattern = lazy(`^(?:[-*+•]\s+)?(?:\[[ xX]?\]\s*)?`)

// readTodo reads an action item in the form in which the document holds it.
func readTodo(line string) todo {
	line = line[len(boxPattern().FindString(line)):]
	if line == "" {
		return todo{blank: true}
	}
	line, gone := withoutGone(line)
	if closing := open(line); closing != "" && isField(lastBrackets(line+closing).inside) {
		line += closing // it is being typed
	}
	read := document.ReadAction(line)
	a := template.Action{
		Title: read.Title, Type: read.Type, Priority: read.Priority, Owner: read.Owner,
		Due: read.Due, Factor: strings.Join(read.Factors, ", "), DoneWhen: read.DoneWhen,
	}
	fields := lastBrackets(line)
	if !strings.Contains(line, a.Title) || a.Title == "" { // it has markup, which the document's reading leaves out
		a.Title = line
		if hasFields(a) && fields.inside != "" {
			a.Title = fields.title
		}
	}
	if read.Issue != nil && read.Issue.URL != "" && !strings.Contains(a.Title, read.Issue.URL) {
		a.Title += fmt.Sprintf(" [%s](%s)", read.Issue.Text, read.Issue.URL)
	}
	t := todo{Action: a, gone: gone}
	switch odd := oddField(fields.inside); {
	case a.Title == "" || fields.title == "":
		t.err = phrased{format: "it doesn't say what is to be done"}
	case a.Due != "":
		if _, err := document.ReadDate(a.Due); err != nil {
			t.err = err
		}
	case gone:
		t.err = errGone
	case odd != "":
		t.err = phrased{"%q is no type, priority, @owner, due date or factor", []any{odd}}
	}
	return t
}

var errGone = phrased{format: "the factor that it named is gone: which one does it answer now?"}

func hasFields(a template.Action) bool {
	return a.Type+a.Priority+a.Owner+a.Due+a.Factor+a.DoneWhen != ""
}

// oddField is the part of a bracket that keeps it from being read although other parts of it are fields.
func oddField(inside string) string {
	if inside == "" || isField(inside) {
		return ""
	}
	odd, fields := "", 0
	for _, part := range fieldSeparator().Split(inside, -1) {
		if isField(part) {
			fields++
		} else if odd == "" {
			odd = strings.TrimSpace(part)
		}
	}
	if fields == 0 {
		return ""
	}
	return odd
}

func isField(inside string) bool {
	a := document.ReadAction("x (" + strings.TrimSpace(inside) + ")")
	return a.Title == "x"
}

// actions folds what was read into action items and lists what could not be read.
func actions(todos []todo) ([]template.Action, Problems) {
	var (
		list []template.Action
		ps   Problems
	)
	for i, t := range todos {
		if t.blank {
			continue
		}
		if t.err != nil {
			remedy := todoRemedy
			if t.gone {
				remedy = "link it to another factor, or take " + goneFactor + " out"
			}
			ps = append(ps, Problem{Key: ActionItems, Item: len(list), Line: i + 1, Message: t.err.Error(), Remedy: remedy, said: t.err})
		}
		list = append(list, t.Action)
	}
	return list, ps
}
