package output_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/golden"
	"github.com/blameless-postmortem/postmortem/internal/lint"
	"github.com/blameless-postmortem/postmortem/internal/lint/output"
)

// awkward has what positions stumble over: a byte order mark, CRLF, wide and combining characters, a long line, control characters.
var awkward = "\ufeff# Ausfall\r\n\r\nÉlan 日本語 🙂 forgot it.\r\n\r\n" + strings.Repeat("word ", 40) + "here the end " + strings.Repeat("more ", 40) +
	"\r\n\r\n\tbad \x1b[31m\u202etext\x07 here\r\n"

func findings(t *testing.T, d *document.Document) []lint.Finding {
	t.Helper()
	at := func(text string) document.Span {
		i := bytes.Index(d.Source, []byte(text))
		if i < 0 {
			t.Fatalf("%q is not in the document", text)
		}
		return document.Span{Start: i, End: i + len(text)}
	}
	return []lint.Finding{
		{Rule: "blame/x", Severity: lint.Error, Span: at("🙂 forgot"), Message: "One.", Question: strings.Repeat("What is long? ", 12), Suggestions: []lint.Suggestion{{Text: "It was not done.", Span: at("🙂 forgot it.")}}},
		{Rule: "blame/y", Severity: lint.Warning, Span: at("🙂 forgot"), Message: "Two, of the same words."},
		{Rule: "blame/x", Severity: lint.Info, Span: at("here the end"), Message: "In the middle of a long line."},
		{Rule: "structure/z", Severity: lint.Info, Span: at("bad \x1b[31m\u202etext\x07 here"), Message: "Hostile \x1b[2J text.", Suggestions: []lint.Suggestion{{Text: "", Safe: true, Span: at("bad")}}},
		{Rule: "structure/z", Severity: lint.Info, Span: document.Span{Start: at("Ausfall").Start, End: at("Élan").End}, Message: "Over several lines."},
	}
}

func TestGolden(t *testing.T) {
	d := document.Parse(filepath.Join("a", "x.md"), []byte(awkward))
	for _, test := range []struct {
		name, format string
		options      output.Options
	}{
		{"text", "text", output.Options{}},
		{"narrow", "text", output.Options{Width: 40}},
		{"color", "text", output.Options{Color: true}},
		{"json", "json", output.Options{}},
		{"sarif", "sarif", someRules},
		{"github", "github", output.Options{}},
		{"rdjson", "rdjson", output.Options{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			w, err := output.New(test.format, &out, test.options)
			if err != nil {
				t.Fatal(err)
			}
			if err := w.Document(d, findings(t, d)); err != nil {
				t.Fatal(err)
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			golden.Equal(t, filepath.Join("testdata", test.name+".golden"), out.String())
			if !test.options.Color && strings.ContainsAny(out.String(), "\x1b\x07\u202e") && test.format == "text" {
				t.Error("a control character reaches the terminal")
			}
		})
	}
}

// Lines and columns are code points, offsets bytes, and together they name the excerpt.
func TestJSONPositions(t *testing.T) {
	d := document.Parse("x.md", []byte(awkward))
	var out bytes.Buffer
	w, _ := output.New("json", &out, output.Options{})
	if err := w.Document(d, findings(t, d)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var report struct {
		Findings []struct {
			Excerpt    string
			Start, End struct{ Line, Column, Offset int }
		}
		Summary map[string]int
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(awkward, "\n")
	for _, f := range report.Findings {
		if got := awkward[f.Start.Offset:f.End.Offset]; got != f.Excerpt {
			t.Errorf("offsets name %q, the excerpt is %q", got, f.Excerpt)
		}
		rest := string([]rune(lines[f.Start.Line-1])[f.Start.Column-1:])
		first, _, _ := strings.Cut(f.Excerpt, "\r\n")
		if !strings.HasPrefix(rest, first) {
			t.Errorf("%d:%d names %q, the excerpt is %q", f.Start.Line, f.Start.Column, rest, f.Excerpt)
		}
	}
	if diff := cmp.Diff(map[string]int{"error": 1, "warning": 1, "info": 3}, report.Summary); diff != "" {
		t.Error(diff)
	}
}

func TestCleanAndMany(t *testing.T) {
	d := document.Parse("x.md", []byte("# One\n"))
	for _, test := range []struct {
		findings int
		quiet    bool
		want     string
	}{
		{0, false, "1 file, no findings\n"},
		{0, true, ""},
		{25, false, "    25  a/b\n\n25 findings in 1 file (25 warnings). postmortem explain RULE tells more.\n"},
	} {
		var out bytes.Buffer
		w, _ := output.New("text", &out, output.Options{Quiet: test.quiet})
		var list []lint.Finding
		for i := range test.findings {
			list = append(list, lint.Finding{Rule: "a/b", Severity: lint.Warning, Span: document.Span{Start: 2, End: 5}, Message: fmt.Sprint(i)})
		}
		if err := w.Document(d, list); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(out.String(), test.want) || test.findings == 0 && out.String() != test.want {
			t.Errorf("%d findings:\n%s\nshould end in\n%s", test.findings, out.String(), test.want)
		}
	}
}

func TestEmptyJSON(t *testing.T) {
	var out bytes.Buffer
	w, _ := output.New("json", &out, output.Options{})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	want := "{\n  \"version\": 1,\n  \"findings\": [],\n  \"files\": 0,\n  \"summary\": {\n    \"error\": 0,\n    \"warning\": 0,\n    \"info\": 0\n  }\n}\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}

func TestUnknownFormat(t *testing.T) {
	if _, err := output.New("xml", nil, output.Options{}); err == nil {
		t.Error("no error")
	}
}
