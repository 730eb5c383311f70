package output

import (
	"io"
	"path/filepath"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// jsonWriter writes one object: version, findings, files and summary. The fields are a contract: add, never change. What is known at the end only
// stands behind the findings, which are written as they come.
type jsonWriter struct {
	out     *jsonStream
	begun   bool
	files   int
	summary jsonSummary
}

type jsonSummary struct {
	Error   int `json:"error"`
	Warning int `json:"warning"`
	Info    int `json:"info"`
}

type jsonFinding struct {
	Path        string           `json:"path"`
	Rule        string           `json:"rule"`
	Severity    string           `json:"severity"`
	Message     string           `json:"message"`
	Question    string           `json:"question,omitempty"`
	Start       jsonPosition     `json:"start"`
	End         jsonPosition     `json:"end"`
	Excerpt     string           `json:"excerpt"`
	Suggestions []jsonSuggestion `json:"suggestions"`
}

// jsonPosition counts lines and columns from 1, columns in code points, and bytes from 0.
type jsonPosition struct {
	Line   int `json:"line"`
	Column int `json:"column"`
	Offset int `json:"offset"`
}

// jsonSuggestion replaces what stands from Start to End.
type jsonSuggestion struct {
	Text  string       `json:"text"`
	Safe  bool         `json:"safe"`
	Start jsonPosition `json:"start"`
	End   jsonPosition `json:"end"`
}

func newJSON(w io.Writer) *jsonWriter { return &jsonWriter{out: newJSONStream(w)} }

func (j *jsonWriter) begin() error {
	if j.begun {
		return nil
	}
	j.begun = true
	if err := j.out.field("version", 1); err != nil {
		return err
	}
	return j.out.open("findings")
}

func (j *jsonWriter) Document(d *document.Document, findings []lint.Finding) error {
	if err := j.begin(); err != nil {
		return err
	}
	j.files++
	source, findings := lint.Redact(d, findings)
	var n count
	for _, f := range findings {
		n.add(f.Severity)
		out := jsonFinding{
			Path: filepath.ToSlash(d.Path), Rule: f.Rule, Severity: f.Severity.String(), Message: f.Message, Question: f.Question,
			Start: position(d, f.Span.Start), End: position(d, f.Span.End),
			Excerpt: string(source[f.Span.Start:f.Span.End]), Suggestions: []jsonSuggestion{},
		}
		for _, s := range f.Suggestions {
			out.Suggestions = append(out.Suggestions, jsonSuggestion{
				Text: s.Text, Safe: s.Safe, Start: position(d, s.Span.Start), End: position(d, s.Span.End),
			})
		}
		if err := j.out.element(out); err != nil {
			return err
		}
	}
	j.summary.Error += n.Error
	j.summary.Warning += n.Warning
	j.summary.Info += n.Info
	return nil
}

func position(d *document.Document, offset int) jsonPosition {
	p := d.Position(offset)
	return jsonPosition{Line: p.Line, Column: p.Column, Offset: offset}
}

func (j *jsonWriter) Close() error {
	if err := j.begin(); err != nil {
		return err
	}
	if err := j.out.end(); err != nil {
		return err
	}
	if err := j.out.field("files", j.files); err != nil {
		return err
	}
	if err := j.out.field("summary", j.summary); err != nil {
		return err
	}
	return j.out.close()
}
