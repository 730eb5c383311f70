package interview_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/blameless-postmortem/postmortem/internal/interview"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	source, err := jsonschema.UnmarshalJSON(bytes.NewReader(interview.Schema(scale)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("answers.json", source); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("answers.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// asJSON turns an answers file into what a validator takes.
func asJSON(t *testing.T, source string) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal([]byte(source), &v); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	out, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The schema and the reader agree on what an answers file may hold.
func TestSchemaAgreesWithTheReader(t *testing.T) {
	schema := compiled(t)
	filled := regexp.MustCompile(`(?m)^(\w+:) # `).ReplaceAllString(string(interview.Skeleton(nil)), "$1 ")
	filled = regexp.MustCompile(`(?m)^#(  )`).ReplaceAllString(filled, "$1")
	for name, test := range map[string]struct {
		source string
		ok     bool
	}{
		"skeleton":          {strings.Replace(string(interview.Skeleton(nil)), "title:", "title: x", 1), true},
		"skeleton, filled":  {filled, true},
		"texts and lists":   {"title: x\nsummary: [a, b]\nservices: a, b\nfactors: [a]\nperspectives: [a]", true},
		"views":             {"title: x\nperspectives: {Support: a}", true},
		"numbers, booleans": {"title: 7\nsummary: yes\nslo: {objective: 99.9}", true},
		"unknown key":       {"title: x\nimpacts: y", false},
		"unknown field":     {"title: x\ntimeline: [{at: 2026-11-20T10:42:00Z, what: a, who: b}]", false},
		"unknown milestone": {"title: x\ntimeline: [{at: 2026-11-20T10:42:00Z, what: a, milestone: done}]", false},
		"event of no time":  {"title: x\ntimeline: [{what: a}]", false},
		"action as text":    {"title: x\nactions: [a]", false},
		"unknown type":      {"title: x\nactions: [{title: a, type: fix}]", false},
		"type in Japanese":  {"title: x\nactions: [{title: a, type: 予防, priority: 高}]", true},
		"list for a title":  {"title: [x]", false},
		"objective missing": {"title: x\nslo: {window: 30d}", false},
		"list for impact":   {"title: x\nimpact: {a: b}", false},
	} {
		_, errRead := interview.ReadAnswers("a.yaml", []byte(test.source), "", scale, nil)
		errSchema := schema.Validate(asJSON(t, test.source))
		if (errRead == nil) != test.ok || (errSchema == nil) != test.ok {
			t.Errorf("%s: the reader says %v, the schema %v", name, errRead, errSchema)
		}
	}
}
