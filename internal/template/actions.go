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

// line is the item with its fields in brackets, as they are answered or, where markup in them would hide a field, as plain text.
func (x Action) line() string {
	line, fields := x.compose(oneLine)
	if fields == "" || sameFields(document.ReadAction(line), document.ReadAction("x "+fields)) {
		return line
	}
	line, _ = x.compose(func(s string) string { return markup.Replace(oneLine(s)) })
	return line
}

var markup = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "~", `\~`, "<", `\<`, "[", `\[`, "]", `\]`, "&", `\&`)

// compose writes the item with its values as text makes them, and its fields in their brackets. A value that would not be read back as its field
// ("for the EU") stands in words before them.
func (x Action) compose(text func(string) string) (line, fields string) {
	var words, list []string
	if title := text(x.Title); title != "" {
		words = append(words, title)
	}
	add := func(label, value string) {
		value = text(value)
		if value == "" {
			return
		}
		if field := label + value; document.ReadAction("x ("+field+")").Title == "x" {
			list = append(list, field)
		} else {
			words = append(words, "– "+field)
		}
	}
	add("", x.Type)
	add("", x.Priority)
	if strings.HasPrefix(x.Owner, "@") {
		add("", x.Owner)
	} else {
		add("owner ", x.Owner)
	}
	add("due ", x.Due)
	add("for ", x.Factor)
	add("done when ", x.DoneWhen)
	if len(list) > 0 {
		fields = "(" + strings.Join(list, ", ") + ")"
		words = append(words, fields)
	}
	return strings.Join(words, " "), fields
}

func sameFields(a, b document.ActionItem) bool {
	return a.Type == b.Type && a.Priority == b.Priority && a.Owner == b.Owner && a.Due == b.Due && a.Factor == b.Factor && a.DoneWhen == b.DoneWhen
}
