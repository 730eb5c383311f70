package document

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// readFrontMatter reads the metadata and returns the source with the front matter replaced by blanks, so that offsets in what is
// parsed are offsets in the file.
func (d *Document) readFrontMatter() []byte {
	body := d.Source
	var fence string
	start := 0
	if bytes.HasPrefix(body, []byte("\xef\xbb\xbf")) {
		start = 3
	}
	first := d.lineSpan(1)
	switch strings.TrimRight(string(d.Source[min(start, first.End):first.End]), " \t") {
	case "---", "+++":
		fence = string(d.Source[start : start+3])
	default:
		return blank(body, Span{0, start})
	}
	if second := d.lineSpan(min(2, d.LineCount())); len(bytes.TrimSpace(d.Source[second.Start:second.End])) == 0 {
		return blank(body, Span{0, start}) // a thematic break
	}
	for line := 2; line <= d.LineCount(); line++ {
		s := d.lineSpan(line)
		text := strings.TrimRight(string(d.Source[s.Start:s.End]), " \t")
		if text != fence && (fence != "---" || text != "...") {
			continue
		}
		d.Meta.Span = Span{start, s.End}
		if s.Start > maxFrontMatter {
			d.problem(first, fmt.Sprintf("the front matter is larger than %d KiB", maxFrontMatter>>10), "keep it to the metadata, and what else it holds in the text")
		} else if fence == "---" {
			d.readYAML(Span{d.LineStart(2), s.Start})
		} else {
			d.readTOML(2, line)
		}
		return blank(body, Span{0, s.End})
	}
	if fence == "---" && d.opensFrontMatter() {
		d.problem(first, "the front matter that begins here is never closed", "end it with a line of three dashes: ---")
	}
	return blank(body, Span{0, start})
}

// maxFrontMatter bounds what is read as YAML, in bytes.
const maxFrontMatter = 64 << 10

var keyLine = lazy(`^[A-Za-z][\w -]*:(\s|$)`)

// opensFrontMatter reports whether the line behind an opening "---" reads like metadata; otherwise it is a thematic break.
func (d *Document) opensFrontMatter() bool {
	s := d.lineSpan(min(2, d.LineCount()))
	return keyLine().Match(d.Source[s.Start:s.End])
}

// blank returns source with the bytes of s, line endings aside, replaced by spaces.
func blank(source []byte, s Span) []byte {
	if s.Len() == 0 {
		return source
	}
	out := bytes.Clone(source)
	for i := s.Start; i < s.End; i++ {
		if out[i] != '\n' && out[i] != '\r' {
			out[i] = ' '
		}
	}
	return out
}

func (d *Document) problem(at Span, message, hint string) {
	d.Problems = append(d.Problems, Problem{Message: message, Hint: hint, Span: at})
}

var yamlLine = lazy(`^yaml: (?:line (\d+): )?`)

func (d *Document) readYAML(at Span) {
	firstLine := d.Position(at.Start).Line
	var root yaml.Node
	if err := yaml.Unmarshal(d.Source[at.Start:at.End], &root); err != nil {
		line := firstLine
		if m := yamlLine().FindStringSubmatch(err.Error()); m != nil && m[1] != "" {
			_, _ = fmt.Sscan(m[1], &line)
			line += firstLine - 1
		}
		message := yamlLine().ReplaceAllString(err.Error(), "")
		d.problem(d.lineSpan(min(line, d.LineCount())), "the front matter is not valid YAML: "+message,
			"check the indentation, and put quotes around values that contain a colon, @ or #")
		return
	}
	if len(root.Content) == 0 {
		return
	}
	m := root.Content[0]
	if m.Kind != yaml.MappingNode {
		d.problem(d.Meta.Span, "the front matter is not a list of keys and values", `write it as lines of "key: value"`)
		return
	}
	for i := 0; i+1 < len(m.Content); i += 2 {
		key, value := m.Content[i], m.Content[i+1]
		span := d.nodeSpan(value, firstLine)
		d.Meta.Fields = append(d.Meta.Fields, Field{Key: key.Value, Value: strings.Join(scalars(value), ", "), Span: span})
		d.setField(key.Value, value, span)
	}
	d.checkOrder()
}

var tomlLine = lazy(`^\s*([A-Za-z][\w-]*)\s*=\s*(?:"([^"\\]*)"|'([^']*)')\s*(?:#.*)?$`)

// readTOML keeps the plain strings before the first table of a front matter in TOML, which static sites use. No more of it is understood.
func (d *Document) readTOML(from, to int) {
	for line := from; line < to; line++ {
		at := d.lineSpan(line)
		text := d.Source[at.Start:at.End]
		if bytes.HasPrefix(bytes.TrimSpace(text), []byte("[")) {
			return
		}
		if m := tomlLine().FindSubmatchIndex(text); m != nil {
			value := Span{at.Start + max(m[4], m[6]), at.Start + max(m[5], m[7])}
			d.Meta.Fields = append(d.Meta.Fields, Field{Key: string(text[m[2]:m[3]]), Value: string(d.Source[value.Start:value.End]), Span: value})
		}
	}
}

func (d *Document) setField(key string, value *yaml.Node, span Span) {
	text := value.Value
	switch strings.ToLower(key) {
	case "status":
		d.Meta.Status = text
	case "severity":
		d.Meta.Severity = text
	case Started:
		d.Meta.Started = d.readMetaTime(text, span)
	case Detected:
		d.Meta.Detected = d.readMetaTime(text, span)
	case Mitigated:
		d.Meta.Mitigated = d.readMetaTime(text, span)
	case Resolved:
		d.Meta.Resolved = d.readMetaTime(text, span)
	case "services":
		d.Meta.Services = scalars(value)
	case "authors":
		d.Meta.Authors = scalars(value)
	case "factors":
		d.Meta.Factors = scalars(value)
	}
}

func (d *Document) readMetaTime(text string, span Span) time.Time {
	if text == "" || text == "null" || text == "~" {
		return time.Time{}
	}
	t, err := ReadTime(text, time.Time{})
	if err == nil {
		return t
	}
	hint := "write it as 2026-11-20T10:42:00Z, with Z or an offset such as +01:00"
	if errors.Is(err, NoZone) {
		hint = "say in which zone: add Z for UTC or an offset such as +01:00"
	}
	d.problem(span, err.Error(), hint)
	return time.Time{}
}

// checkOrder reports metadata in which an incident ends before it starts.
func (d *Document) checkOrder() {
	times := []struct {
		key string
		at  time.Time
	}{{Started, d.Meta.Started}, {Detected, d.Meta.Detected}, {Mitigated, d.Meta.Mitigated}, {Resolved, d.Meta.Resolved}}
	if times[0].at.IsZero() {
		return
	}
	for _, t := range times[1:] {
		if !t.at.IsZero() && t.at.Before(times[0].at) {
			d.problem(d.field(t.key), fmt.Sprintf("%q (%s) is before %q (%s)", t.key, t.at.Format("2006-01-02 15:04Z07:00"), Started, times[0].at.Format("2006-01-02 15:04Z07:00")),
				"are both in the same zone? write an offset, for example 2026-11-20T10:58:00+01:00")
		}
	}
}

// field is the span of a metadata value, or of all of the metadata when there is no such key.
func (d *Document) field(key string) Span {
	for _, f := range d.Meta.Fields {
		if strings.EqualFold(f.Key, key) {
			return f.Span
		}
	}
	return d.Meta.Span
}

// nodeSpan is where a YAML value stands: its text, or the rest of its line when quoting or folding changes the text.
func (d *Document) nodeSpan(n *yaml.Node, firstLine int) Span {
	line := d.lineSpan(min(n.Line+firstLine-1, d.LineCount()))
	start := line.Start
	for column := 1; column < n.Column && start < line.End; column++ {
		start++
		for start < line.End && d.Source[start]&0xC0 == 0x80 {
			start++
		}
	}
	if n.Kind == yaml.ScalarNode && n.Style == 0 && bytes.HasPrefix(d.Source[start:line.End], []byte(n.Value)) {
		return Span{start, start + len(n.Value)}
	}
	return trimSpan(d.Source, Span{start, line.End})
}

// scalars are the values of a scalar or of a flat list; what is nested deeper is left out, aliases are not followed.
func scalars(n *yaml.Node) []string {
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Value == "" || n.Tag == "!!null" {
			return nil
		}
		return []string{n.Value}
	case yaml.SequenceNode:
		var out []string
		for _, c := range n.Content {
			if c.Kind == yaml.ScalarNode && c.Value != "" {
				out = append(out, c.Value)
			}
		}
		return out
	}
	return nil
}

// day is the day that bare times fall on, and the zone they are in as far as the metadata says: the start of the incident, an instant;
// else a date in the title or the file name, which leaves the zone open.
func (d *Document) day() (day time.Time, z zone) {
	for _, t := range []time.Time{d.Meta.Started, d.Meta.Detected, d.Meta.Mitigated, d.Meta.Resolved} {
		if !t.IsZero() {
			return t, func(time.Time) *time.Location { return t.Location() }
		}
	}
	for _, s := range []string{d.Title, filepath.Base(d.Path)} {
		if t, end := findDate(s, 0); end >= 0 {
			return t, nil
		}
	}
	return time.Time{}, nil
}

// findDate finds the first date with a year behind an offset of a text, as far as titles go, and returns where it ends, -1 if there is none.
func findDate(text string, from int) (time.Time, int) {
	text = text[:min(len(text), 2*maxHeading)]
	if from > len(text) || !strings.Contains(text[from:], "20") && !strings.Contains(text[from:], "19") {
		return time.Time{}, -1
	}
	for i := from; i < len(text); i++ {
		if i > 0 && isWord(text[i-1]) || !isWord(text[i]) {
			continue
		}
		var s stamp
		if c := (cursor{text: text, at: i}); c.date(&s) && s.year != 0 {
			return time.Date(s.year, time.Month(s.month), s.day, 0, 0, 0, 0, time.UTC), c.at
		}
	}
	return time.Time{}, -1
}

func isWord(b byte) bool { return isLetter(b) || b >= '0' && b <= '9' }
