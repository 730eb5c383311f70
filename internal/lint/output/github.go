package output

import (
	"bufio"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// githubWriter writes workflow commands, which GitHub Actions turns into annotations on the lines of a pull request.
// See https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
type githubWriter struct{ w *bufio.Writer }

func newGitHub(w io.Writer) *githubWriter { return &githubWriter{bufio.NewWriter(w)} }

var githubCommand = map[lint.Severity]string{lint.Error: "error", lint.Warning: "warning", lint.Info: "notice"}

func (g *githubWriter) Document(d *document.Document, findings []lint.Finding) error {
	_, findings = lint.Redact(d, findings)
	file := escapeProperty(inert(cleanPath(d.Path)))
	for _, f := range findings {
		start, end := d.Position(f.Span.Start), d.Position(f.Span.End)
		fmt.Fprintf(g.w, "::%s file=%s,line=%d,endLine=%d", githubCommand[f.Severity], file, start.Line, end.Line)
		if start.Line == end.Line { // GitHub refuses columns over several lines
			fmt.Fprintf(g.w, ",col=%d,endColumn=%d", start.Column, end.Column)
		}
		fmt.Fprintf(g.w, ",title=%s::%s\n", escapeProperty(f.Rule), escapeData(paragraphs(f)))
	}
	return g.w.Flush()
}

func (g *githubWriter) Close() error { return g.w.Flush() }

// paragraphs are what there is to say of a finding, a line each.
func paragraphs(f lint.Finding) string {
	lines := []string{Printable(f.Message)}
	if f.Question != "" {
		lines = append(lines, "Ask: "+Printable(f.Question))
	}
	for _, s := range f.Suggestions {
		if s.Text != "" {
			lines = append(lines, "Try: "+Printable(s.Text))
		}
	}
	return strings.Join(lines, "\n")
}

// inert is a path whose control characters, in a log that somebody reads, do nothing. Line breaks are escaped later.
func inert(path string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\r' || steersTerminal(r) {
			return '�'
		}
		return r
	}, path)
}

// escapeData makes a text fit for the end of a workflow command, which a line break would end.
func escapeData(s string) string { return dataEscapes.Replace(s) }

// escapeProperty makes a text fit for a property of a workflow command, which a comma or two colons would end besides.
func escapeProperty(s string) string { return propertyEscapes.Replace(s) }

var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// cleanPath is a path as GitHub and editors compare it: slash-separated, without "./" before it.
func cleanPath(path string) string { return filepath.ToSlash(filepath.Clean(path)) }
