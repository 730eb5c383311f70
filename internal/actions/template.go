package actions

import (
	_ "embed" // the default template
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Template is the text of an issue with fields such as {{what}} in it. A paragraph or list entry whose fields all have nothing to say is left out, and so
// is a heading that is left with nothing under it. No code runs in it.
type Template struct{ lines []string }

// maxTemplate bounds a template, in bytes: with every field at its longest the body stays below what GitHub takes.
const maxTemplate = 16 << 10

// templateFields are the names that a template may use.
var templateFields = []string{"what", "why", "done-when", "due", "owner", "priority", "type", "postmortem", "incident", "severity", "date", "services"}

//go:embed issue.md
var defaultTemplate string

// field is one field in a template.
var field = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{\{\s*([^{}]*?)\s*\}\}`) })

// TemplateError says what is wrong with a template.
type TemplateError struct {
	Path    string
	Line    int // 1-based, 0 for the whole file
	Message string
}

// Error tells the place and the fault.
func (e *TemplateError) Error() string {
	if e.Line == 0 {
		return e.Path + ": " + e.Message
	}
	return fmt.Sprintf("%s:%d: %s", e.Path, e.Line, e.Message)
}

// Hint lists what a template may hold.
func (e *TemplateError) Hint() string {
	return "a template for issues is markdown of up to 16 KiB; its fields are {{" + strings.Join(templateFields, "}}, {{") + "}}"
}

// ParseTemplate reads a template; path is what errors (*TemplateError) call it.
func ParseTemplate(path, source string) (*Template, error) {
	if len(source) > maxTemplate {
		return nil, &TemplateError{Path: path, Message: "is longer than 16 KiB"}
	}
	t := &Template{lines: strings.Split(strings.ReplaceAll(strings.TrimPrefix(source, "\ufeff"), "\r\n", "\n"), "\n")}
	found := false
	for i, line := range t.lines {
		for _, m := range field().FindAllStringSubmatch(line, -1) {
			if !slices.Contains(templateFields, m[1]) {
				return nil, &TemplateError{Path: path, Line: i + 1, Message: fmt.Sprintf("there is no field {{%s}}", oneLine(m[1]))}
			}
			found = true
		}
	}
	if !found {
		return nil, &TemplateError{Path: path, Message: "has no field, so that every issue would say the same"}
	}
	return t, nil
}

// builtIn is the template of teams that have none of their own.
var builtIn = sync.OnceValue(func() *Template {
	t, err := ParseTemplate("issue.md", defaultTemplate)
	if err != nil {
		panic(err) // it is part of the program
	}
	return t
})

// render fills the fields in. What is empty takes its line, its paragraph or its heading with it.
func (t *Template) render(values map[string]string) string {
	var blocks [][]string // paragraphs: lines between blank ones
	var block []string
	said, empty := false, false // whether the block has anything to say, whether a field in it is empty
	end := func() {
		if len(block) > 0 && (said || !empty) {
			blocks = append(blocks, block)
		}
		block, said, empty = nil, false, false
	}
	for _, line := range t.lines {
		if strings.TrimSpace(line) == "" {
			end()
			continue
		}
		filled, fields := 0, 0
		line = field().ReplaceAllStringFunc(line, func(f string) string {
			value := values[field().FindStringSubmatch(f)[1]]
			fields++
			if value != "" {
				filled++
			}
			return value
		})
		if fields > 0 && filled == 0 {
			empty = true
			continue
		}
		said = said || filled > 0
		block = append(block, strings.TrimRight(strings.ReplaceAll(line, " ()", ""), " \t"))
	}
	end()
	var kept []string
	for i, b := range blocks {
		if level := headingLevel(b); level > 0 && (i+1 == len(blocks) || headingLevel(blocks[i+1]) > 0 && headingLevel(blocks[i+1]) <= level) {
			continue // nothing stands under it
		}
		kept = append(kept, strings.Join(b, "\n"))
	}
	return strings.Join(kept, "\n\n")
}

// headingLevel is the level of a paragraph that is an ATX heading, 0 for any other.
func headingLevel(block []string) int {
	if len(block) != 1 {
		return 0
	}
	level := len(block[0]) - len(strings.TrimLeft(block[0], "#"))
	if level > 6 || !strings.HasPrefix(block[0][level:], " ") {
		return 0
	}
	return level
}
