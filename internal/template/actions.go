package template

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// actions writes the items as a task list in the form that document reads.
func (a page) actions() string {
	items := make([]string, 0, len(a.Actions))
	for _, x := range a.Actions {
		if line := x.line(a.style); line != "" {
			items = append(items, "- [ ] "+line)
		}
	}
	return strings.Join(items, "\n")
}

// line is the item with its fields in brackets, as they are answered or, where markup in one would hide another, as plain text.
func (x Action) line(style document.ActionStyle) string {
	line, want := x.compose(style, oneLine)
	if got := fieldsOf(document.ReadAction(line)); want.in(got) {
		return line
	}
	line, _ = x.compose(style, func(s string) string { return markup.Replace(oneLine(s)) })
	return line
}

var markup = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "~", `\~`, "<", `\<`, "[", `\[`, "]", `\]`, "&", `\&`)

// compose writes the item in a style, with its values as text makes them, and tells which fields it should have. A value that would not be read back as its field
// ("for the EU") stands in words before them.
func (x Action) compose(style document.ActionStyle, text func(string) string) (line string, all fields) {
	var words, list []string
	if title := text(x.Title); title != "" {
		words = append(words, title)
	}
	for i, f := range [...]struct {
		field document.ActionField
		value string
	}{
		{document.ActionType, x.Type}, {document.ActionPriority, x.Priority}, {document.ActionOwner, x.Owner}, {document.ActionDue, x.Due},
		{document.ActionFactor, x.Factor}, {document.ActionDoneWhen, x.DoneWhen},
	} {
		value := text(f.value)
		if value == "" {
			continue
		}
		written := style.Field(f.field, value)
		read := document.ReadAction("x" + style.List(written))
		only := fields{}
		only[i] = fieldsOf(read)[i]
		if read.Title == "x" && only[i] != "" && fieldsOf(read) == only {
			list = append(list, written)
			all[i] = only[i]
		} else {
			words = append(words, "– "+written)
		}
	}
	line = strings.Join(words, " ")
	if len(list) > 0 {
		line = strings.TrimSpace(line + style.List(list...))
	}
	return line, all
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
