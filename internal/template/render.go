package template

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"go.yaml.in/yaml/v3"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// Render fills a template in. Sections that have an answer lose the template's guidance, the others keep it; an answer whose
// section the template lacks is appended as a section of its own, so that no answer is lost.
// The error is of type *Error and about the template: every Answers can be rendered.
func Render(t Template, answers Answers) ([]byte, error) {
	a := page{Answers: answers, style: t.Style}
	if t.Zone != nil {
		a.zone = t.Zone(answers.Started)
	}
	source := []byte(lines(strings.TrimPrefix(string(t.Source), "\ufeff")))
	front, body, err := splitFrontMatter(t, source)
	if err != nil {
		return nil, err
	}
	if err := checkPlaceholders(t, source); err != nil {
		return nil, err
	}
	if !contained(string(body)) {
		return nil, &Error{Path: t.Path, Err: errors.New("a code fence, a comment or an HTML element is never closed"), Remedy: "close it, so that the sections behind it are sections"}
	}
	front = []byte(a.frontMatter(front))
	if err := yaml.Unmarshal(front, &yaml.Node{}); err != nil {
		return nil, &Error{Path: t.Path, Line: 1, Err: fmt.Errorf("the front matter is not valid YAML: %w", err), Remedy: "put quotes around values that contain a colon, @ or #"}
	}
	filled, err := fillSections(t.Parser, a.fillPlaceholders(body), a)
	if err != nil {
		return nil, &Error{Path: t.Path, Err: err}
	}
	var out bytes.Buffer
	out.WriteString("---\n")
	out.Write(front)
	out.WriteString("---\n")
	if len(filled) > 0 && filled[0] != '\n' {
		out.WriteString("\n")
	}
	out.Write(filled)
	return append(bytes.TrimRight(out.Bytes(), "\n"), '\n'), nil
}

// lines makes text of whatever comes in: valid UTF-8, a line feed at the end of a line, no other control characters but tabs.
func lines(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(s, "\ufffd"))
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}

// oneLine makes a text fit for a line: blanks for line breaks, no control characters.
func oneLine(s string) string {
	return strings.TrimSpace(strings.NewReplacer("\n", " ", "\t", " ", "\u2028", " ", "\u2029", " ").Replace(lines(s)))
}

// splitFrontMatter separates a template's metadata, without its fences, from the rest.
func splitFrontMatter(t Template, source []byte) (front, body []byte, err error) {
	doc := document.Parse(t.Path, source)
	span := doc.Meta.Span
	switch {
	case span.Len() == 0 && len(doc.Problems) > 0:
		return nil, nil, &Error{Path: t.Path, Line: 1, Err: errors.New(doc.Problems[0].Message), Remedy: doc.Problems[0].Hint}
	case span.Len() == 0:
		return nil, source, nil
	case !bytes.HasPrefix(source, []byte("---")):
		return nil, nil, &Error{Path: t.Path, Line: 1, Err: errors.New("the front matter is not YAML"), Remedy: "put it between two lines of three dashes"}
	}
	front = source[bytes.IndexByte(source, '\n')+1 : span.End]
	front = front[:bytes.LastIndexByte(front, '\n')+1]
	return front, bytes.TrimPrefix(source[span.End:], []byte("\n")), nil
}

var placeholder = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{\{[ \t]*[A-Za-z_][\w-]*[ \t]*\}\}`) })

func placeholderKey(m string) string { return strings.ToLower(strings.Trim(m, "{} \t")) }

func checkPlaceholders(t Template, source []byte) error {
	for _, at := range placeholder().FindAllIndex(source, -1) {
		key := placeholderKey(string(source[at[0]:at[1]]))
		if slices.Contains(metaKeys, key) || key == "date" {
			continue
		}
		e := &Error{Path: t.Path, Line: bytes.Count(source[:at[0]], []byte("\n")) + 1, Err: fmt.Errorf("nothing is known by the name {{%s}}", key)}
		e.Remedy = "known are " + strings.Join(metaKeys, ", ") + ", date"
		if near := nearest(key, metaKeys); near != "" {
			e.Remedy = fmt.Sprintf("did you mean {{%s}}? %s", near, e.Remedy)
		}
		return e
	}
	return nil
}

// fillPlaceholders puts the values into a template's text, where they must stay text.
func (a page) fillPlaceholders(body []byte) []byte {
	var out bytes.Buffer
	for line := range strings.Lines(string(body)) {
		at := 0
		for _, m := range placeholder().FindAllStringIndex(line, -1) {
			out.WriteString(line[at:m[0]])
			value := oneLine(a.value(placeholderKey(line[m[0]:m[1]])))
			value = strings.NewReplacer("<!--", "&lt;!--", "-->", "--&gt;").Replace(value)
			if strings.Contains(line, "|") {
				value = strings.ReplaceAll(value, "|", `\|`)
			}
			if strings.Trim(line[:m[0]], " \t>*+-0123456789.)") == "" {
				value = blockStart().ReplaceAllString(value, `$1\$2`)
			}
			out.WriteString(value)
			at = m[1]
		}
		out.WriteString(line[at:])
	}
	return out.Bytes()
}

// blockStart is what at the beginning of a line makes more than a paragraph of it; a backslash before the second group prevents that.
var blockStart = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("^([0-9]{0,9})([-+*_=#>.)`~<\\[|])") })

// metaKeys are the keys of the metadata in the order in which they are written.
var metaKeys = []string{"title", "status", "severity", "started", "detected", "mitigated", "resolved", "services", "authors", "factors", "slo"}

// value is a key of the metadata as text for people; "" when it is unknown.
func (a page) value(key string) string {
	switch key {
	case "title":
		return a.Title
	case "status":
		return a.status()
	case "severity":
		return a.Severity
	case "date":
		return a.day()
	case "services":
		return strings.Join(a.Services, ", ")
	case "authors":
		return strings.Join(a.Authors, ", ")
	case "factors":
		return strings.Join(a.Factors, ", ")
	case "slo":
		if a.SLO == nil {
			return ""
		}
		return fmt.Sprintf("%v %% over %s", a.SLO.Objective, a.SLO.Window)
	}
	if t := a.time(key); !t.IsZero() {
		if a.zone != nil {
			t = t.In(a.zone)
		}
		return t.Format(time.RFC3339)
	}
	return ""
}

func (a page) status() string {
	if a.Status == "" {
		return "draft"
	}
	return a.Status
}

func (a page) time(key string) time.Time {
	switch key {
	case document.Started:
		return a.Started
	case document.Detected:
		return a.Detected
	case document.Mitigated:
		return a.Mitigated
	case document.Resolved:
		return a.Resolved
	}
	return time.Time{}
}

// page is what is written: answers, and the form in which they are.
type page struct {
	Answers
	style document.ActionStyle
	zone  *time.Location // nil: UTC
}

// local is a moment as the document shows it.
func (a page) local(at time.Time) time.Time {
	if a.zone == nil {
		return at.UTC()
	}
	return at.In(a.zone)
}

// day is the day of the incident where the document's clocks are; "" when nothing says when it started.
func (a page) day() string {
	if a.Started.IsZero() {
		return ""
	}
	return a.local(a.Started).Format(time.DateOnly)
}

// Day is the day of the incident in UTC as an ISO date; "" when nothing says when it started.
func Day(a Answers) string {
	if a.Started.IsZero() {
		return ""
	}
	return a.Started.UTC().Format(time.DateOnly)
}

// yamlValue is a key of the metadata as YAML on one line; "" when it is unknown.
func (a page) yamlValue(key string) string {
	switch key {
	case "services":
		return yamlList(a.Services)
	case "authors":
		return yamlList(a.Authors)
	case "factors":
		return yamlList(a.Factors)
	case "slo":
		if a.SLO == nil {
			return ""
		}
		return fmt.Sprintf("{objective: %v, window: %s, unavailable: %s}", a.SLO.Objective, yamlScalar(a.SLO.Window), yamlScalar(a.SLO.Unavailable))
	case "started", "detected", "mitigated", "resolved":
		return a.value(key)
	}
	if v := oneLine(a.value(key)); v != "" {
		return yamlScalar(v)
	}
	return ""
}

func yamlScalar(s string) string {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: oneLine(s)}
	return yamlLine(n)
}

func yamlList(items []string) string {
	if len(items) == 0 {
		return ""
	}
	n := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, s := range items {
		n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: oneLine(s)})
	}
	return yamlLine(n)
}

func yamlLine(n *yaml.Node) string {
	out, err := yaml.Marshal(n)
	if err != nil {
		return `""` // cannot happen: scalars always marshal
	}
	return strings.TrimSuffix(string(out), "\n")
}

var (
	frontKey  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([A-Za-z][\w-]*)[ \t]*:`) })
	frontLine = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(\s*(?:- +)?(?:[\w-]+[ \t]*:[ \t]+)?)(.*?)((?:[ \t]+#.*)?\n?)$`)
	})
)

// frontMatter sets the known keys in a template's metadata and adds those it lacks; other lines stay as they are.
func (a page) frontMatter(front []byte) string {
	var out strings.Builder
	written := map[string]bool{}
	skipping := false // in the continuation lines of a value that was replaced
	for line := range strings.Lines(string(front)) {
		m := frontKey().FindStringSubmatch(line)
		if m == nil && skipping && strings.ContainsAny(line[:1], " \t-") {
			continue
		}
		skipping = false
		if m == nil || !slices.Contains(metaKeys, strings.ToLower(m[1])) {
			out.WriteString(a.fillFrontLine(line))
			continue
		}
		key := strings.ToLower(m[1])
		written[key] = true
		value := a.yamlValue(key)
		if key == "status" && a.Status == "" && !strings.Contains(line, "{{") {
			value = "" // the template's own first status
		}
		rest := strings.TrimRight(line[len(m[0]):], "\n")
		comment := ""
		if i := strings.Index(rest, " #"); i >= 0 {
			comment = rest[i:]
		}
		switch {
		case value != "":
			out.WriteString(m[1] + ": " + value + comment + "\n")
			skipping = true
		case strings.Contains(rest, "{{"):
			out.WriteString(m[1] + ":" + comment + "\n")
		default:
			out.WriteString(line)
		}
	}
	for _, key := range metaKeys {
		if value := a.yamlValue(key); value != "" && !written[key] {
			out.WriteString(key + ": " + value + "\n")
		}
	}
	return out.String()
}

// fillFrontLine fills the placeholders in a line of the template's own: one that is all of a value becomes what the key would be, one in a longer
// value part of its text.
func (a page) fillFrontLine(line string) string {
	if !placeholder().MatchString(line) {
		return line
	}
	plain := func(m string) string { return oneLine(a.value(placeholderKey(m))) }
	if strings.HasPrefix(strings.TrimSpace(line), "#") {
		return placeholder().ReplaceAllStringFunc(line, plain)
	}
	m := frontLine().FindStringSubmatch(line)
	value := strings.Trim(m[2], `"'`)
	if placeholder().FindString(value) == value {
		value = a.yamlValue(placeholderKey(value))
	} else {
		value = yamlScalar(placeholder().ReplaceAllStringFunc(value, plain))
	}
	return m[1] + value + placeholder().ReplaceAllStringFunc(m[3], plain)
}
