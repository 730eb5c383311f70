package output

import (
	"io"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// rdjsonWriter writes the Reviewdog Diagnostic Format as the findings come.
// See https://github.com/reviewdog/reviewdog/tree/master/proto/rdf.
type rdjsonWriter struct {
	out   *jsonStream
	begun bool
}

type rdSource struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

type rdDiagnostic struct {
	Message     string         `json:"message"`
	Location    rdLocation     `json:"location"`
	Severity    string         `json:"severity"`
	Code        rdCode         `json:"code"`
	Suggestions []rdSuggestion `json:"suggestions,omitempty"`
}

type rdLocation struct {
	Path  string  `json:"path"`
	Range rdRange `json:"range"`
}

type rdCode struct {
	Value string `json:"value"`
}

type rdSuggestion struct {
	Range rdRange `json:"range"`
	Text  string  `json:"text"`
}

// rdRange ends before its end.
type rdRange struct {
	Start rdPosition `json:"start"`
	End   rdPosition `json:"end"`
}

// rdPosition counts from 1, columns in bytes of UTF-8.
type rdPosition struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

var rdSeverity = map[lint.Severity]string{lint.Error: "ERROR", lint.Warning: "WARNING", lint.Info: "INFO"}

func newRDJSON(w io.Writer) *rdjsonWriter {
	return &rdjsonWriter{out: newJSONStream(w)}
}

func (r *rdjsonWriter) begin() error {
	if r.begun {
		return nil
	}
	r.begun = true
	if err := r.out.field("source", rdSource{Name: toolName, URL: toolURL}); err != nil {
		return err
	}
	return r.out.open("diagnostics")
}

func (r *rdjsonWriter) Document(d *document.Document, findings []lint.Finding) error {
	if err := r.begin(); err != nil {
		return err
	}
	_, findings = lint.Redact(d, findings)
	for _, f := range findings {
		out := rdDiagnostic{
			Message:  f.Message,
			Location: rdLocation{Path: cleanPath(d.Path), Range: rdRangeOf(d, f.Span)},
			Severity: rdSeverity[f.Severity], Code: rdCode{Value: f.Rule},
		}
		if f.Question != "" {
			out.Message += "\n" + f.Question
		}
		for _, s := range f.Suggestions {
			out.Suggestions = append(out.Suggestions, rdSuggestion{Range: rdRangeOf(d, s.Span), Text: s.Text})
		}
		if err := r.out.element(out); err != nil {
			return err
		}
	}
	return nil
}

func rdRangeOf(d *document.Document, s document.Span) rdRange {
	at := func(offset int) rdPosition {
		line := d.Position(offset).Line
		return rdPosition{Line: line, Column: offset - d.LineStart(line) + 1}
	}
	return rdRange{Start: at(s.Start), End: at(s.End)}
}

func (r *rdjsonWriter) Close() error {
	if err := r.begin(); err != nil {
		return err
	}
	if err := r.out.end(); err != nil {
		return err
	}
	return r.out.close()
}
