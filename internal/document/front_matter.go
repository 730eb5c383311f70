package document

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// readFrontMatter reads the front matter and returns its entries and the source with it replaced by blanks, so that offsets in what is
// parsed are offsets in the file.
func (d *Document) readFrontMatter() ([]entry, []byte) {
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
		return nil, blank(body, Span{0, start})
	}
	if second := d.lineSpan(min(2, d.LineCount())); len(bytes.TrimSpace(d.Source[second.Start:second.End])) == 0 {
		return nil, blank(body, Span{0, start}) // a thematic break
	}
	for line := 2; line <= d.LineCount(); line++ {
		s := d.lineSpan(line)
		text := strings.TrimRight(string(d.Source[s.Start:s.End]), " \t")
		if text != fence && (fence != "---" || text != "...") {
			continue
		}
		d.Meta.Span = Span{start, s.End}
		var entries []entry
		if s.Start > maxFrontMatter {
			d.problem(first, clause{"the front matter is larger than %d KiB", []any{maxFrontMatter >> 10}}, "keep it to the metadata, and what else it holds in the text")
		} else if fence == "---" {
			entries = d.readYAML(Span{d.LineStart(2), s.Start})
		} else {
			entries = d.readTOML(Span{d.LineStart(2), s.Start})
		}
		for i := range entries {
			entries[i].front = true
			d.Meta.Fields = append(d.Meta.Fields, entries[i].Field)
			d.setInstant(entries[i].Field)
		}
		return entries, blank(body, Span{0, s.End})
	}
	if fence == "---" && d.opensFrontMatter() {
		d.problem(first, clause{format: "the front matter that begins here is never closed"}, "end it with a line of three dashes: ---")
	}
	return nil, blank(body, Span{0, start})
}

// maxFrontMatter bounds what is read as YAML, in bytes.
const maxFrontMatter = 64 << 10

var keyLine = lazy(`^[A-Za-z][\w -]*:(\s|$)`)

// opensFrontMatter reports whether the line behind an opening "---" reads like metadata; otherwise it is a thematic break.
func (d *Document) opensFrontMatter() bool {
	s := d.lineSpan(min(2, d.LineCount()))
	return keyLine.compiled().Match(d.Source[s.Start:s.End])
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

var yamlLine = lazy(`^yaml: (?:line (\d+): )?`)

func (d *Document) readYAML(at Span) []entry {
	firstLine := d.Position(at.Start).Line
	var root yaml.Node
	if err := yaml.Unmarshal(d.Source[at.Start:at.End], &root); err != nil {
		line := firstLine
		if m := yamlLine.compiled().FindStringSubmatch(err.Error()); m != nil && m[1] != "" {
			_, _ = fmt.Sscan(m[1], &line)
			line += firstLine - 1
		}
		message := yamlLine.compiled().ReplaceAllString(err.Error(), "")
		d.problem(d.lineSpan(min(line, d.LineCount())), clause{"the front matter is not valid YAML: %s", []any{message}},
			"check the indentation, and put quotes around values that contain a colon, @ or #")
		return nil
	}
	if len(root.Content) == 0 {
		return nil
	}
	m := root.Content[0]
	if m.Kind != yaml.MappingNode {
		d.problem(d.Meta.Span, clause{format: "the front matter is not a list of keys and values"}, `write it as lines of "key: value"`)
		return nil
	}
	var entries []entry
	for i := 0; i+1 < len(m.Content); i += 2 {
		key, value := m.Content[i], m.Content[i+1]
		values := scalars(value)
		f := Field{Key: key.Value, Value: strings.Join(values, ", "), Span: d.nodeSpan(value, firstLine)}
		if value.Kind == yaml.ScalarNode {
			values = nil
		}
		entries = append(entries, newEntry(f, values))
	}
	return entries
}

// setInstant takes one of our own times, which must be an instant. The other names that a time may have are read with those of the body.
func (d *Document) setInstant(f Field) {
	to, ok := map[string]*time.Time{
		Started: &d.Meta.Started, Detected: &d.Meta.Detected, Mitigated: &d.Meta.Mitigated, Resolved: &d.Meta.Resolved,
	}[strings.ToLower(f.Key)]
	if !ok || f.Value == "" || f.Value == "null" || f.Value == "~" {
		return
	}
	t, err := readTime(f.Value, time.Time{}, d.readStamp)
	if err != nil {
		hint := "write it as 2026-11-20T10:42:00Z, with Z or an offset such as +01:00"
		if errors.Is(err, NoZone) {
			hint = "say in which zone: add Z for UTC or an offset such as +01:00"
		}
		told, ok := errors.AsType[clause](err)
		if !ok {
			told = clause{"%s", []any{err}}
		}
		d.problem(f.Span, told, hint)
		return
	}
	*to = t
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
