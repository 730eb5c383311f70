package config

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

// validate checks a configuration against the schema.
func validate(t *testing.T, source string) error {
	t.Helper()
	read, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema(known)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(SchemaURL, read); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(SchemaURL)
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := yaml.Unmarshal([]byte(source), &v); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(value)
}

// The schema and Parse agree.
func TestSchemaAgreesWithParse(t *testing.T) {
	for source, ok := range map[string]bool{
		"{}":                        true,
		"directory: docs/incidents": true,
		"directory: 2026":           true,
		"language: ja":              true,
		"language:":                 true,
		"severities: [critical, 2]": true,
		"severities: critical":      true,
		"sections: {required: [Our own, impact]}":                              true,
		"sections: {aliases: {summary: [tldr, 5], Our own: theirs}}":           true,
		"lint: {fail-on: never}":                                               true,
		"lint: {rules: {blame: off, blame/hindsight: warning, action: false}}": true,
		"lint: {words: {systems: [hermes], people: }}":                         true,
		"github: {labels: [], label-by: type, assign: false, milestone: 7}":    true,
		"actions: {targets: {p0: 2w, P3: 90d}}":                                true,
		"git: {branch: \"{{.Date}}\", commit: false}":                          true,

		"directry: x":                            false,
		"directory: [x]":                         false,
		"language: fr":                           false,
		"severities: {a: b}":                     false,
		"severities: [[a]]":                      false,
		"sections: [summary]":                    false,
		"sections: {aliases: [summary]}":         false,
		"lint: {fail-on: loud}":                  false,
		"lint: {rules: {blame: loud}}":           false,
		"lint: {rules: {blame/nothing: error}}":  false,
		"lint: {rules: [blame]}":                 false,
		"lint: {words: [hermes]}":                false,
		"github: {label-by: [colour]}":           false,
		"github: {assign: maybe}":                false,
		"actions: {targets: {P5: 4w}}":           false,
		"actions: {targets: {P1: 28}}":           false,
		"actions: {targets: [P1]}":               false,
		"git: {commit: sometimes}":               false,
		"git: {commit: false, pull_request: no}": false,
	} {
		_, parseErr := Parse("c.yaml", []byte(source), known)
		schemaErr := validate(t, source)
		if (parseErr == nil) != ok || (schemaErr == nil) != ok {
			t.Errorf("%s\nParse says %v, the schema %v", source, parseErr, schemaErr)
		}
	}
}

// Every key says what it is for, and the defaults are those of Default.
func TestSchemaDescribesEveryKey(t *testing.T) {
	var schema map[string]any
	if err := json.Unmarshal(Schema(known), &schema); err != nil {
		t.Fatal(err)
	}
	count := 0
	var walk func(name string, schema map[string]any)
	walk = func(name string, schema map[string]any) {
		if name != "" {
			count++
			if schema["description"] == nil {
				t.Errorf("%s: nothing says what it is for", name)
			}
		}
		if schema["additionalProperties"] != false {
			return
		}
		properties, _ := schema["properties"].(map[string]any)
		for key, value := range properties {
			walk(name+"."+key, value.(map[string]any))
		}
	}
	walk("", schema)
	if count < 20 {
		t.Errorf("only %d keys were walked", count)
	}
	lint := schema["properties"].(map[string]any)["lint"].(map[string]any)["properties"].(map[string]any)
	if got := lint["fail-on"].(map[string]any)["default"]; got != Default().Lint.FailOn {
		t.Errorf("the default of lint.fail-on is %v", got)
	}
}
