package template_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

func frontMatterSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	source, err := jsonschema.UnmarshalJSON(bytes.NewReader(template.Schema([]string{"SEV-1", "SEV-2"})))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(template.SchemaURL, source); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(template.SchemaURL)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// frontMatter is the front matter of a document as a validator takes it.
func frontMatter(t *testing.T, source []byte) any {
	t.Helper()
	span := document.Parse("x.md", source).Meta.Span
	if span.Len() == 0 {
		t.Fatal("no front matter")
	}
	fields := map[string]any{}
	if err := yaml.Unmarshal(bytes.Trim(source[span.Start:span.End], "-\r\n"), &fields); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func TestSchemaFitsWhatIsWritten(t *testing.T) {
	schema := frontMatterSchema(t)
	at := time.Date(2026, 11, 20, 9, 58, 0, 0, time.FixedZone("", 3600))
	whole := template.Answers{
		Title: "2026", Status: "in-review", Severity: "SEV-2", Started: at, Detected: at, Mitigated: at.UTC(), Resolved: at,
		Services: []string{"checkout", "7"}, Authors: []string{"@kmori"}, Factors: []string{"yes"},
		SLO: &template.SLO{Objective: 99.9, Window: "30d", Unavailable: "35m"},
	}
	for name, answers := range map[string]template.Answers{"whole": whole, "nothing": {}} {
		for _, name2 := range template.Names() {
			found, err := template.Find(t.TempDir(), name2, "")
			if err != nil {
				t.Fatal(err)
			}
			source, err := template.Render(found, answers)
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(frontMatter(t, source)); err != nil {
				t.Errorf("%s in %s: %v", name, name2, err)
			}
		}
	}
	files, err := filepath.Glob("../../postmortems/2*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no example documents: %v", err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(frontMatter(t, source)); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// What the schema refuses, the linter or the reader of documents has something to say about as well.
func TestSchemaRefuses(t *testing.T) {
	schema := frontMatterSchema(t)
	for _, line := range []string{
		"status: done", "started: 10:42", `started: "2026-11-20 10:42"`, `resolved: "2026-11-20"`, "title: [a, b]", "services: {a: b}",
		"slo: 99.9", "slo: {window: 30d}", "slo: {objective: 101}", "slo: {objective: 99.9, windows: 30d}",
	} {
		if schema.Validate(frontMatter(t, []byte("---\n"+line+"\n---\n"))) == nil {
			t.Errorf("accepts %s", line)
		}
	}
}

// A key that documents are written with is described, and nothing else is.
func TestSchemaKnowsEveryKey(t *testing.T) {
	var schema struct{ Properties map[string]any }
	if err := json.Unmarshal(template.Schema(nil), &schema); err != nil {
		t.Fatal(err)
	}
	_, err := template.Render(template.Template{Source: []byte("{{nope}}\n")}, template.Answers{})
	var unknown *template.Error
	if !errors.As(err, &unknown) {
		t.Fatalf("%v", err)
	}
	known := strings.Split(strings.TrimPrefix(unknown.Remedy[strings.Index(unknown.Remedy, "known are "):], "known are "), ", ")
	known = slices.DeleteFunc(known, func(s string) bool { return s == "date" }) // a placeholder, not a key
	slices.Sort(known)
	if got := slices.Sorted(maps.Keys(schema.Properties)); !slices.Equal(got, known) {
		t.Errorf("the schema has %v, documents %v", got, known)
	}
}
