package redact

import (
	"bytes"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// link is a link or an image as it is written.
type link struct {
	all     document.Span // brackets, address and title
	text    document.Span // what the reader sees
	address string        // "" for a reference
	ref     string        // the label of the definition, folded
	image   bool
}

// definition is "[label]: address", with its line ending.
type definition struct {
	all     document.Span
	label   string
	address string
}

// tag is an HTML tag with attributes.
type tag struct {
	all  document.Span
	name string
}

// markup is what of a document's syntax matters here.
type markup struct {
	code        []bool // whether a byte stands in code
	links       []link
	definitions []definition
	tags        []tag
}

var (
	fenceLine      = lazy("^[ \t>]*(?:(?:[-*+]|\\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})(.*)$")
	definitionLine = lazy(`^[ \t>]*\[((?:[^\[\]\\]|\\.){1,300})\]:[ \t]*(<[^<>]*>|[^\s<]\S*)[ \t]*(?:"[^"]*"|'[^']*'|\([^()]*\))?[ \t]*\r?$`)
	tagForm        = lazy(`(?s)<([A-Za-z][A-Za-z0-9-]*)\s[^<>]*>`)
)

// readMarkup scans a source whose comments are blank, from the end of its front matter on.
func readMarkup(source []byte, body int) markup {
	m := markup{code: make([]bool, len(source))}
	fence, start := "", body
	for at := body; at < len(source); {
		end := len(source)
		if i := bytes.IndexByte(source[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		line := bytes.TrimRight(source[at:end], "\r\n")
		f := fenceLine().FindSubmatch(line)
		switch {
		case fence != "":
			m.mark(at, end)
			if f != nil && strings.HasPrefix(string(f[1]), fence) && len(bytes.TrimSpace(f[2])) == 0 {
				fence = ""
			}
			start = end
		case f != nil && (f[1][0] == '~' || !bytes.ContainsRune(f[2], '`')):
			m.paragraph(source, start, at)
			fence, start = string(f[1]), end
			m.mark(at, end)
		case len(bytes.TrimSpace(line)) == 0:
			m.paragraph(source, start, at)
			start = end
		default:
			if d := definitionLine().FindSubmatch(line); d != nil && d[1][0] != '^' {
				m.paragraph(source, start, at)
				start = end
				m.definitions = append(m.definitions, definition{document.Span{Start: at, End: end}, foldLabel(string(d[1])), strings.Trim(string(d[2]), "<>")})
			}
		}
		at = end
	}
	m.paragraph(source, start, len(source))
	for _, t := range tagForm().FindAllSubmatchIndex(source[body:], -1) {
		if all := (document.Span{Start: body + t[0], End: body + t[1]}); !m.code[all.Start] {
			m.tags = append(m.tags, tag{all, strings.ToLower(string(source[body+t[2] : body+t[3]]))})
		}
	}
	return m
}

func foldLabel(label string) string { return folded(strings.Join(strings.Fields(label), " ")) }

func (m *markup) mark(start, end int) {
	for i := start; i < end; i++ {
		m.code[i] = true
	}
}

// paragraph reads the code spans and the links of a run of lines.
func (m *markup) paragraph(source []byte, start, end int) {
	m.codeSpans(source, start, end)
	type bracket struct {
		at    int
		image bool
	}
	const deepest = 1000
	var open []bracket
	for i := start; i < end; i++ {
		switch {
		case m.code[i]:
		case source[i] == '\\':
			i++
		case source[i] == '[' && len(open) < deepest:
			open = append(open, bracket{i, i > start && source[i-1] == '!'})
		case source[i] == ']' && len(open) > 0:
			b := open[len(open)-1]
			open = open[:len(open)-1]
			l := link{all: document.Span{Start: b.at, End: i + 1}, text: document.Span{Start: b.at + 1, End: i}, image: b.image}
			if b.image {
				l.all.Start--
			}
			if n, address, ok := destination(source[i+1 : end]); ok {
				l.all.End, l.address = i+1+n, address
			} else if n, label := reference(source[i+1 : end]); n > 0 {
				l.all.End, l.ref = i+1+n, foldLabel(label)
			}
			if l.address == "" && l.ref == "" {
				const longest = 300
				l.ref = foldLabel(string(source[l.text.Start:min(l.text.End, l.text.Start+longest)]))
			}
			m.links = append(m.links, l)
		}
	}
}

// codeSpans marks what stands between runs of as many backticks.
func (m *markup) codeSpans(source []byte, start, end int) {
	type run struct{ at, n, next int }
	var runs []run
	for i := start; i < end; {
		if source[i] != '`' {
			i++
			continue
		}
		k := i
		for k < end && source[k] == '`' {
			k++
		}
		runs = append(runs, run{at: i, n: k - i, next: -1})
		i = k
	}
	last := map[int]int{}
	for i := len(runs) - 1; i >= 0; i-- {
		if next, ok := last[runs[i].n]; ok {
			runs[i].next = next
		}
		last[runs[i].n] = i
	}
	for i := 0; i < len(runs); i++ {
		r := runs[i]
		if r.next < 0 || r.at > start && source[r.at-1] == '\\' {
			continue
		}
		m.mark(r.at, runs[r.next].at+r.n)
		i = r.next
	}
}

// maxAddress bounds an address, in bytes.
const maxAddress = 4000

// destination reads "(address "title")".
func destination(rest []byte) (n int, address string, ok bool) {
	if len(rest) == 0 || rest[0] != '(' {
		return 0, "", false
	}
	rest = rest[:min(len(rest), maxAddress)]
	i := skipBlank(rest, 1)
	start := i
	if i < len(rest) && rest[i] == '<' {
		end := bytes.IndexAny(rest[i:], ">\n")
		if end < 0 || rest[i+end] != '>' {
			return 0, "", false
		}
		address, i = string(rest[start+1:i+end]), i+end+1
	} else {
		depth := 0
		for ; i < len(rest) && !isSpace(rest[i]); i++ {
			if rest[i] == '\\' && i+1 < len(rest) {
				i++
				continue
			}
			if rest[i] == '(' {
				depth++
			}
			if rest[i] == ')' {
				if depth == 0 {
					break
				}
				depth--
			}
		}
		i = min(i, len(rest))
		address = string(rest[start:i])
	}
	i = skipBlank(rest, i)
	if i < len(rest) && (rest[i] == '"' || rest[i] == '\'' || rest[i] == '(') {
		quote := rest[i]
		if quote == '(' {
			quote = ')'
		}
		end := bytes.IndexByte(rest[i+1:], quote)
		if end < 0 {
			return 0, "", false
		}
		i = skipBlank(rest, i+1+end+1)
	}
	if i >= len(rest) || rest[i] != ')' {
		return 0, "", false
	}
	return i + 1, address, true
}

func skipBlank(rest []byte, i int) int {
	for i < len(rest) && isSpace(rest[i]) {
		i++
	}
	return i
}

// reference reads "[label]" behind the text of a link; "[]" says that the text is the label.
func reference(rest []byte) (n int, label string) {
	const longest = 300
	if len(rest) == 0 || rest[0] != '[' {
		return 0, ""
	}
	end := bytes.IndexByte(rest[:min(len(rest), longest)], ']')
	if end < 0 || bytes.IndexByte(rest[1:end], '[') >= 0 {
		return 0, ""
	}
	return end + 1, string(rest[1:end])
}
