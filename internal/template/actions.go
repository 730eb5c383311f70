package template

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// actions writes the items as a task list in the form that document reads.
func (a Answers) actions() string {
	items := make([]string, 0, len(a.Actions))
	for _, x := range a.Actions {
		if line := x.line(); line != "" {
			items = append(items, "- [ ] "+line)
		}
	}
	return strings.Join(items, "\n")
}

// line is the item with its fields in brackets, as they are answered or, where markup in one would hide another, as plain text.
func (x Action) line() string {
	line, want := x.compose(oneLine)
	if got := fieldsOf(document.ReadAction(line)); want.in(got) {
		return line
	}
	line, _ = x.compose(func(s string) string { return markup.Replace(oneLine(s)) })
	return line
}

var markup = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "~", `\~`, "<", `\<`, "[", `\[`, "]", `\]`, "&", `\&`)

// compose writes the item with its values as text makes them, and tells which fields it should have. A value that would not be read back as its field
// ("for the EU") stands in words before them.
func (x Action) compose(text func(string) string) (line string, all fields) {
	var words, list []string
	if title := text(x.Title); title != "" {
		words = append(words, title)
	}
	for i, f := range [...]struct{ label, value string }{
		{"", x.Type}, {"", x.Priority}, {ownerLabel(x.Owner), x.Owner}, {"due ", x.Due}, {"for ", x.Factor}, {"done when ", x.DoneWhen},
	} {
		value := text(f.value)
		if value == "" {
			continue
		}
		read := document.ReadAction("x (" + f.label + value + ")")
		only := fields{}
		only[i] = fieldsOf(read)[i]
		if read.Title == "x" && only[i] != "" && fieldsOf(read) == only {
			list = append(list, f.label+value)
			all[i] = only[i]
		} else {
			words = append(words, "– "+f.label+value)
		}
	}
	if len(list) > 0 {
		words = append(words, "("+strings.Join(list, ", ")+")")
	}
	return strings.Join(words, " "), all
}

func ownerLabel(owner string) string {
	if strings.HasPrefix(owner, "@") {
		return ""
	}
	return "owner "
}

// fields are those of an action item in the order in which they are written.
type fields [6]string

// in reports whether those of f that say something are in g as well.
func (f fields) in(g fields) bool {
	for i := range f {
		if f[i] != "" && f[i] != g[i] {
			return false
		}
	}
	return true
}

func fieldsOf(a document.ActionItem) fields {
	return fields{a.Type, a.Priority, a.Owner, a.Due, a.Factor, a.DoneWhen}
}
