package output

import (
	"bytes"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"slices"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// What the machine-readable formats call us.
const (
	toolName = "postmortem"
	toolURL  = "https://github.com/blameless-postmortem/postmortem"
)

// PageURL is where the page of a rule is on the web, in a language that has one, else in English. A nil language is English.
func PageURL(l language.Language, rule string) string {
	folder := toolURL + "/blob/main/docs/rules/"
	if l != nil && l.Page(rule) != "" {
		folder += l.Code() + "/"
	}
	return folder + rule + ".md"
}

// sarifWriter writes one log in the Static Analysis Results Interchange Format 2.1.0 when it is closed.
// See https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. What a suppression silences is not in it.
type sarifWriter struct {
	w       io.Writer
	o       Options
	results []sarifResult
}

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool       sarifTool     `json:"tool"`
	Language   string        `json:"language,omitempty"` // en-US where it isn't said
	ColumnKind string        `json:"columnKind"`
	Results    []sarifResult `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name           string      `json:"name"`
	Version        string      `json:"version,omitempty"`
	InformationURI string      `json:"informationUri"`
	Rules          []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID            string       `json:"id"`
	HelpURI       string       `json:"helpUri"`
	Short         sarifText    `json:"shortDescription"`
	Help          *sarifText   `json:"help,omitempty"`
	Configuration sarifDefault `json:"defaultConfiguration"`
	Properties    sarifTags    `json:"properties"`
}

type sarifText struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type sarifDefault struct {
	Enabled bool   `json:"enabled"`
	Level   string `json:"level"`
}

type sarifTags struct {
	Tags []string `json:"tags"`
}

type sarifResult struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    *int              `json:"ruleIndex,omitempty"`
	Level        string            `json:"level"`
	Message      sarifText         `json:"message"`
	Locations    []sarifLocation   `json:"locations"`
	Fingerprints map[string]string `json:"partialFingerprints"`
	Fixes        []sarifFix        `json:"fixes,omitempty"`
}

type sarifLocation struct {
	Physical sarifPhysical `json:"physicalLocation"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   sarifRegion   `json:"region"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

// sarifRegion counts from 1, columns in code points, and ends before its end.
type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`
}

type sarifFix struct {
	Description sarifText     `json:"description"`
	Changes     []sarifChange `json:"artifactChanges"`
	Properties  sarifSafety   `json:"properties"`
}

type sarifSafety struct {
	Safe bool `json:"safe"`
}

type sarifChange struct {
	Artifact     sarifArtifact      `json:"artifactLocation"`
	Replacements []sarifReplacement `json:"replacements"`
}

type sarifReplacement struct {
	Deleted  sarifRegion `json:"deletedRegion"`
	Inserted sarifText   `json:"insertedContent"`
}

var sarifLevel = map[lint.Severity]string{lint.Off: "none", lint.Error: "error", lint.Warning: "warning", lint.Info: "note"}

// fingerprintKey names what a fingerprint is made of. A change of that gets a new number.
const fingerprintKey = "ruleAndSentence/v1"

func newSARIF(w io.Writer, o Options) *sarifWriter {
	return &sarifWriter{w: w, o: o, results: []sarifResult{}}
}

func (s *sarifWriter) Document(d *document.Document, findings []lint.Finding) error {
	source, findings := lint.Redact(d, findings)
	artifact := sarifArtifact{URI: uri(d.Path)}
	say := s.o.phrases("output")
	seen := map[string]int{}
	for _, f := range findings {
		same := lint.Fingerprint(d, source, f)
		seen[same]++ // the same sentence twice is two findings
		out := sarifResult{
			RuleID: f.Rule, Level: sarifLevel[f.Severity], Message: sarifText{Text: f.Message},
			Locations:    []sarifLocation{{sarifPhysical{artifact, region(d, f.Span)}}},
			Fingerprints: map[string]string{fingerprintKey: fmt.Sprintf("%s:%d", same, seen[same])},
		}
		if i := slices.IndexFunc(s.o.Rules, func(r lint.Rule) bool { return r.ID == f.Rule }); i >= 0 {
			out.RuleIndex = &i
		}
		if f.Question != "" {
			out.Message.Text += "\n" + f.Question
		}
		for _, suggestion := range f.Suggestions {
			description := say.Say("Write: %s", suggestion.Text)
			if suggestion.Text == "" {
				description = say.Say("Remove it")
			}
			out.Fixes = append(out.Fixes, sarifFix{
				Description: sarifText{Text: description}, Properties: sarifSafety{suggestion.Safe},
				Changes: []sarifChange{{artifact, []sarifReplacement{{region(d, suggestion.Span), sarifText{Text: suggestion.Text}}}}},
			})
		}
		s.results = append(s.results, out)
	}
	return nil
}

// region is where a span stands. Who reads SARIF takes a byte order mark off the first line before counting.
func region(d *document.Document, span document.Span) sarifRegion {
	at := func(offset int) (line, column int) {
		p := d.Position(offset)
		if p.Line == 1 && offset > 0 && bytes.HasPrefix(d.Source, []byte("\ufeff")) {
			p.Column--
		}
		return p.Line, p.Column
	}
	var r sarifRegion
	r.StartLine, r.StartColumn = at(span.Start)
	r.EndLine, r.EndColumn = at(span.End)
	return r
}

// uri is a reference to a file: relative where its path is, percent-encoded.
func uri(path string) string {
	u := url.URL{Path: cleanPath(path)}
	if filepath.IsAbs(path) {
		u.Scheme = "file"
		if filepath.VolumeName(path) != "" {
			u.Path = "/" + u.Path
		}
	}
	return u.String()
}

func (s *sarifWriter) Close() error {
	rules := []sarifRule{}
	summaries, code := s.o.phrases("rules"), ""
	if s.o.Speaks != nil && s.o.Speaks.Messages() != nil {
		code = s.o.Speaks.Code()
	}
	for _, r := range s.o.Rules {
		rule := sarifRule{
			ID: r.ID, HelpURI: PageURL(s.o.Speaks, r.ID), Short: sarifText{Text: summaries.Say(r.Summary)},
			Configuration: sarifDefault{Enabled: !r.Optional, Level: sarifLevel[r.Severity]},
			Properties:    sarifTags{[]string{r.Group()}},
		}
		if s.o.Page != nil {
			if page := s.o.Page(s.o.Speaks, r.ID); page != "" {
				rule.Help = &sarifText{Text: page, Markdown: page}
			}
		}
		rules = append(rules, rule)
	}
	return EncodeJSON(s.w, sarifLog{
		Schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", Version: "2.1.0",
		Runs: []sarifRun{{
			Tool:       sarifTool{sarifDriver{Name: toolName, Version: s.o.Version, InformationURI: toolURL, Rules: rules}},
			Language:   code,
			ColumnKind: "unicodeCodePoints", Results: s.results,
		}},
	})
}
