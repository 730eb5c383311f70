package output

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// textWriter writes findings for people, document by document as they come.
type textWriter struct {
	language.Phrases
	wrap    bool // long messages are broken
	w       *bufio.Writer
	o       Options
	files   int
	touched int // files with findings
	count   count
	rules   map[string]int
}

// manyFindings is from where on a count for each rule helps to see the wood.
const manyFindings = 20

func newText(w io.Writer, o Options) *textWriter {
	wrap := o.Width > 0 // what is piped stays on its line
	if o.Width <= 0 {
		o.Width = 80
	}
	return &textWriter{Phrases: o.phrases("output"), wrap: wrap, w: bufio.NewWriter(w), o: o, rules: map[string]int{}}
}

func (t *textWriter) Document(d *document.Document, findings []lint.Finding) error {
	t.files++
	if len(findings) == 0 {
		return nil
	}
	t.touched++
	source, findings := lint.Redact(d, findings)
	fmt.Fprintln(t.w, t.style(bold, Inert(Printable(filepath.ToSlash(d.Path)))))
	for i, f := range findings {
		t.count.add(f.Severity)
		t.rules[f.Rule]++
		// What is said of the same words twice shows them once.
		t.finding(d, source, f, i == 0 || findings[i-1].Span != f.Span)
	}
	return t.w.Flush()
}

const indent = "        "

func (t *textWriter) finding(d *document.Document, source []byte, f lint.Finding, show bool) {
	p := d.Position(f.Span.Start)
	severity := t.style(severityStyle[f.Severity], padded(f.Severity.String(), len("warning")))
	place := padded("  "+strconv.Itoa(p.Line)+":"+strconv.Itoa(p.Column), len("  12:34")) + "  "
	message := Inert(Printable(f.Message))
	if hang := len(place) + len("warning  "); t.wrap && hang+Width(message)+4+len(f.Rule) > t.o.Width {
		// The id gets a line of its own, whole: it is what people copy.
		pad := "\n" + strings.Repeat(" ", hang)
		message = strings.Join(WholeWords(message, max(20, t.o.Width-hang)), pad)
		t.line(place, severity, "  ", message, pad, t.style(faint, f.Rule))
	} else {
		t.line(place, severity, "  ", message, "    ", t.style(faint, f.Rule))
	}
	if before, marked, after := t.excerpt(source, d.Line(f.Span.Start), f.Span); show && marked != "" {
		t.line(indent, Inert(before+marked+after))
		t.line(indent, strings.Repeat(" ", Width(before)), t.style(severityStyle[f.Severity], strings.Repeat("^", max(1, Width(marked)))))
	}
	t.labelled(t.Say("ask"), f.Question)
	for _, s := range f.Suggestions {
		text := s.Text
		if text == "" {
			text = t.Say("(remove it)")
		}
		t.labelled(t.Say("try"), text)
	}
	t.line()
}

// line writes a line of several parts.
func (t *textWriter) line(parts ...string) {
	for _, part := range parts {
		_, _ = t.w.WriteString(part) // an error stays with the writer, and Flush returns it
	}
	_ = t.w.WriteByte('\n')
}

// padded fills a text up to so many columns.
func padded(text string, columns int) string {
	return text + strings.Repeat(" ", max(0, columns-len(text)))
}

// labelled writes a text behind a label, wrapped to the terminal.
func (t *textWriter) labelled(label, text string) {
	if text == "" {
		return
	}
	hang := indent + strings.Repeat(" ", Width(label)+3)
	lines := WholeWords(Printable(text), max(20, t.o.Width-len(hang)))
	t.line(indent, t.style(faint, label), "   ", Inert(lines[0]))
	for _, line := range lines[1:] {
		t.line(hang, Inert(line))
	}
}

// excerpt is the part of a line around a span that fits the terminal, in three parts; of a span over several lines, its first.
func (t *textWriter) excerpt(source []byte, line, s document.Span) (before, marked, after string) {
	end := min(s.End, line.End)
	if end <= s.Start {
		return "", "", ""
	}
	room := max(20, t.o.Width-len(indent))
	line, end = near(source, line, s, end, 16*room)
	before = strings.TrimLeft(Printable(string(source[line.Start:s.Start])), " ")
	marked = Printable(string(source[s.Start:end]))
	after = Printable(strings.TrimRight(string(source[end:line.End]), " \t"))
	if Width(before)+Width(marked)+Width(after) <= room {
		return before, marked, after
	}
	marked = head(marked, room)
	left := room - Width(marked)
	before = tail(before, max(left/2, left-Width(after)))
	return before, marked, head(after, room-Width(before)-Width(marked))
}

// near narrows a line to what can be shown around a span: a line may be megabytes long and have thousands of findings. n is in bytes
// on each side, far more than fits.
func near(source []byte, line, s document.Span, end, n int) (document.Span, int) {
	start := max(line.Start, s.Start-n)
	for start < s.Start && !utf8.RuneStart(source[start]) {
		start++
	}
	cut := func(at int) int {
		for at > s.Start && at < len(source) && !utf8.RuneStart(source[at]) {
			at--
		}
		return at
	}
	end = cut(min(end, s.Start+n))
	return document.Span{Start: start, End: max(end, cut(min(line.End, end+n)))}, end
}

// Close writes the summary.
func (t *textWriter) Close() error {
	n := t.count.total()
	switch {
	case n == 0 && !t.o.Quiet:
		files := t.Count(t.files, "file")
		line := t.Say("%s, no findings", files)
		if t.o.Diff {
			line = t.Say("%s, no findings on new lines", files)
		}
		fmt.Fprintln(t.w, line)
	case n > 0:
		if n > manyFindings {
			for _, rule := range slices.SortedFunc(maps.Keys(t.rules), func(a, b string) int {
				return cmp.Or(t.rules[b]-t.rules[a], strings.Compare(a, b))
			}) {
				fmt.Fprintf(t.w, "%6d  %s\n", t.rules[rule], rule)
			}
			fmt.Fprintln(t.w)
		}
		const blank, unbroken = " ", "\u00a0" // a command stays in one piece
		explain := strings.ReplaceAll("postmortem explain RULE", blank, unbroken)
		line := t.Say("%s in %s (%s). %s tells more.", t.Count(n, "finding"), t.Count(t.touched, "file"), t.severities(), t.style(bold, explain))
		if t.wrap {
			line = strings.Join(WholeWords(line, t.o.Width), "\n")
		}
		fmt.Fprintln(t.w, strings.ReplaceAll(line, unbroken, blank))
	}
	return t.w.Flush()
}

// severities tells how many findings of each severity there are.
func (t *textWriter) severities() string {
	c := t.count
	var parts []string
	if c.Error > 0 {
		parts = append(parts, t.Count(c.Error, "error"))
	}
	if c.Warning > 0 {
		parts = append(parts, t.Count(c.Warning, "warning"))
	}
	if c.Info > 0 {
		parts = append(parts, t.Say("%d info", c.Info))
	}
	return strings.Join(parts, ", ")
}

// The styles are few and never the only carrier of a meaning.
const (
	bold  = "1"
	faint = "2"
)

var severityStyle = map[lint.Severity]string{lint.Error: "31", lint.Warning: "33", lint.Info: "36"}

func (t *textWriter) style(code, s string) string {
	if !t.o.Color {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// Inert keeps a line from being a command of the CI job whose log it lands in: GitHub Actions takes "::" at the start of a line, blanks of any kind aside, and "##["
// anywhere for one, others "##name[". A space without width in between breaks them and is not seen.
func Inert(line string) string {
	if blanks := len(line) - len(strings.TrimLeftFunc(line, isBlank)); strings.HasPrefix(line[blanks:], "::") {
		line = line[:blanks] + "\u200b" + line[blanks:]
	}
	if strings.Contains(line, "##") {
		line = runnerCommand.ReplaceAllString(line, "##$1\u200b[")
	}
	return line
}

var runnerCommand = regexp.MustCompile(`##([A-Za-z]*)\[`)

// isBlank reports what is not seen at the start of a line.
func isBlank(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }

// Printable makes a text safe for a terminal and fit for a line: line breaks and tabs become blanks, control characters and marks
// that reorder text become a visible sign.
func Printable(s string) string {
	if isPlain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t', r == '\r':
			return ' '
		case r == 0xfeff: // a byte order mark has no width
			return -1
		case r < ' ', steersTerminal(r):
			return '�'
		}
		return r
	}, s)
}

// isPlain reports whether a text is nothing but printable ASCII, as most is.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// steersTerminal reports whether a terminal takes a character beyond the C0 controls for more than text.
func steersTerminal(r rune) bool {
	return r >= 0x7f && r < 0xa0 || // DEL, C1
		r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f || r == 0x061c // bidirectional overrides
}
