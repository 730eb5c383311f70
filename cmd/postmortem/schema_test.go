package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/blameless-postmortem/postmortem/internal/golden"
)

// schemaFolder is where the schemas are published.
var schemaFolder = filepath.Join("..", "..", "docs", "schemas")

// The published schemas are those that the program prints. UPDATE=1 rewrites them.
func TestPublishedSchemasAreFresh(t *testing.T) {
	for _, name := range []string{"config", "front-matter", "answers"} {
		golden.Equal(t, filepath.Join(schemaFolder, name+".json"), string(run(t, "--dir", t.TempDir(), "schema", name)))
	}
}

// The examples of files that people find in the repository are what the published schemas accept.
func TestExamplesFitThePublishedSchemas(t *testing.T) {
	repository := filepath.Join("..", "..")
	starter := read(t, filepath.Join(repository, "templates", "init", "postmortem.yaml"))
	var schema struct {
		ID string `json:"$id"`
	}
	if err := json.Unmarshal([]byte(read(t, filepath.Join(schemaFolder, "config.json"))), &schema); err != nil {
		t.Fatal(err)
	}
	modeline := "# yaml-language-server: $schema=" + schema.ID + "\n"
	starter, found := strings.CutPrefix(starter, modeline)
	if !found {
		t.Errorf("the configuration that init writes doesn't begin with %s", modeline)
	}
	fits(t, "config", "what init writes", starter)
	uncommented := uncomment(starter)
	fits(t, "config", "what init writes, uncommented", uncommented)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, ".postmortem.yaml"), []byte(uncommented), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "postmortems"), 0o755); err != nil {
		t.Fatal(err)
	}
	run(t, "--dir", dir, "lint")
	fits(t, "answers", "docs/answers.yaml", read(t, filepath.Join(repository, "docs", "answers.yaml")))
	fits(t, "answers", "--answers-skeleton", string(run(t, "new", "--answers-skeleton")))
}

// uncomment takes the comments off the keys of a configuration.
func uncomment(source string) string {
	return regexp.MustCompile(`(?m)^# ?( *[a-z-]+:.*)$`).ReplaceAllString(source, "$1")
}

// fits checks that a schema accepts a YAML file.
func fits(t *testing.T, schema, name, source string) {
	t.Helper()
	var v any
	if err := yaml.Unmarshal([]byte(source), &v); err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if err := published(t, schema).Validate(value); err != nil {
		t.Errorf("%s: %v", name, err)
	}
}

// published compiles a schema from docs/schemas.
func published(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	file := filepath.Join(schemaFolder, name+".json")
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(read(t, file)))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(file, value); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// run runs the program and returns what it prints.
func run(t *testing.T, args ...string) []byte {
	t.Helper()
	var stderr bytes.Buffer
	cmd := exec.Command("postmortem", args...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("postmortem %s: %v\n%s", strings.Join(args, " "), err, &stderr)
	}
	return out
}

func read(t *testing.T, file string) string {
	t.Helper()
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(source)
}
