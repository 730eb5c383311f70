package config

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// SchemaURL is where the schema of the configuration is published; editors fetch it from there.
const SchemaURL = "https://raw.githubusercontent.com/blameless-postmortem/postmortem/main/docs/schemas/config.json"

// Schema is a JSON Schema (draft 7, which every editor knows) of the configuration, made from what Parse reads by. It accepts whatever Parse accepts, but for booleans in
// quotes; what a path or a branch may look like only Parse can tell.
func Schema(known Known) []byte {
	c := Default()
	r := reader{known: known}
	schema := r.config(&c).schema
	schema["$schema"] = "http://json-schema.org/draft-07/schema#"
	schema["$id"] = SchemaURL
	schema["title"] = FileName + " of postmortem"
	source, err := json.MarshalIndent(schema, "", "  ")
	if err != nil {
		panic(err) // it is made of strings and numbers
	}
	return append(source, '\n')
}

// object is a JSON Schema, or a part of one.
type object = map[string]any

// about adds what the value is for.
func (v value) about(text string) value {
	v.schema["description"] = text
	return v
}

// scalarTypes are what stands for a text: YAML takes 2026 for a number and yes for a boolean. A key without a value is null and keeps its default.
func scalarTypes() []string { return []string{"string", "number", "boolean", "null"} }

func mappingSchema(known keys) object {
	properties := object{}
	for name, v := range known {
		properties[name] = v.schema
	}
	return object{"type": []string{"object", "null"}, "additionalProperties": false, "properties": properties}
}

func textSchema(byDefault string) object {
	schema := object{"type": scalarTypes()}
	if byDefault != "" {
		schema["default"] = byDefault
	}
	return schema
}

func flagSchema(byDefault bool) object {
	return object{"type": []string{"boolean", "null"}, "default": byDefault}
}

func choiceSchema(byDefault string, options []string) object {
	return object{"enum": append(anyOf(options), nil), "default": byDefault}
}

// textsSchema is a text or a list of texts: of the options or, when it is open, of others as well.
func textsSchema(byDefault, options []string, open bool) object {
	item := object{"type": scalarTypes()}
	switch {
	case len(options) > 0 && open:
		item = object{"anyOf": []object{{"enum": anyOf(options)}, item}}
	case len(options) > 0:
		item = object{"enum": anyOf(options)}
	}
	schema := object{"anyOf": []object{item, {"type": []string{"array", "null"}, "items": item}}}
	if len(byDefault) > 0 {
		schema["default"] = byDefault
	}
	return schema
}

func aliasesSchema(sections []string) object {
	headings := textsSchema(nil, nil, true)
	properties := object{}
	for _, name := range sections {
		properties[name] = headings
	}
	return object{"type": []string{"object", "null"}, "properties": properties, "additionalProperties": headings}
}

func rulesSchema(rules, levels []string) object {
	severity := object{"enum": append(anyOf(levels), false)} // false is what YAML 1.1 makes of a bare off
	return object{"type": []string{"object", "null"}, "propertyNames": object{"enum": anyOf(rules)}, "additionalProperties": severity}
}

func substitutesSchema() object {
	return object{"type": []string{"object", "null"}, "additionalProperties": object{"type": scalarTypes()}}
}

func targetsSchema(byDefault map[string]int) object {
	example := object{}
	for _, priority := range slices.Sorted(maps.Keys(byDefault)) {
		example[priority] = fmt.Sprintf("%dw", byDefault[priority]/7)
	}
	return object{
		"type": []string{"object", "null"}, "default": example, "additionalProperties": false,
		"patternProperties": object{"^[Pp][0-4]$": object{"type": "string", "pattern": "^[0-9]+[dw]$"}},
	}
}

func anyOf(values []string) []any {
	list := make([]any, len(values))
	for i, v := range values {
		list[i] = v
	}
	return list
}
