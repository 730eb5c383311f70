package interview

import (
	"encoding/json"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// The fields of one entry of a list in an answers file.
func eventFields() []string { return []string{"at", "what", "milestone", "source"} }

func todoFields() []string {
	return []string{"title", "type", "priority", "owner", "due", "factor", "done_when"}
}

func budgetFields() []string { return []string{"objective", "window", "unavailable"} }

func priorities() []string { return []string{"P0", "P1", "P2", "P3", "P4"} }

// Schema is a JSON Schema (draft 2020-12) of answers files, for editors and for programs that write them. Severities is the scale (empty:
// anything goes).
func Schema(severities []string) []byte {
	type object = map[string]any
	text := func() object { return object{"type": []string{"string", "number", "boolean", "null"}} }
	choice := func(values []string) object { return object{"enum": append(anyOf(values), nil)} }
	entry := func(required []string, fields object) object {
		return object{"type": []string{"object", "null"}, "required": required, "additionalProperties": false, "properties": fields}
	}
	list := func(item object) object { return object{"type": []string{"array", "null"}, "items": item} }
	texts := func(kinds ...string) object {
		kinds = append(kinds, "string", "number", "boolean", "null", "array")
		return object{"type": kinds, "items": text()}
	}
	properties := object{}
	for _, q := range Questions() {
		var p object
		switch q.Kind {
		case Moment:
			p = text()
			p["description"] = "RFC 3339, or a time of day on the day of " + string(Started)
		case List, Points, Text:
			p = texts()
		case Voices:
			p = texts("object")
			p["additionalProperties"] = text()
		case Budget:
			fields := object{}
			for _, name := range budgetFields() {
				fields[name] = text()
			}
			p = entry([]string{"objective"}, fields)
		case Events:
			fields := object{}
			for _, name := range eventFields() {
				fields[name] = text()
			}
			fields["milestone"] = choice(document.MilestoneNames())
			p = list(entry([]string{"at", "what"}, fields))
		case Todos:
			fields := object{}
			for _, name := range todoFields() {
				fields[name] = text()
			}
			for name, values := range map[string][]string{"type": actionTypes(), "priority": priorities()} {
				fields[name] = object{"anyOf": []object{choice(values), {"type": "string", "pattern": "[^ -~]"}}} // in Japanese, which the reader knows
			}
			p = list(entry([]string{"title"}, fields))
		default:
			p = text()
			if q.Kind == Choice && len(severities) > 0 {
				p["examples"] = severities // case and punctuation don't matter, so it is no enum
			}
		}
		p["title"] = q.Label
		about := []string{q.Prompt, strings.ToUpper(q.Why[:1]) + q.Why[1:] + "."}
		if d, ok := p["description"].(string); ok {
			about = append(about, d+".")
		}
		p["description"] = strings.Join(about, " ")
		if p["examples"] == nil && p["type"] != nil && q.Kind < Events && q.Kind != Budget {
			p["examples"] = []string{q.Example}
		}
		properties[string(q.Key)] = p
	}
	source, err := json.MarshalIndent(object{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   "Answers for postmortem new --answers",
		"type":    "object", "additionalProperties": false, "properties": properties,
	}, "", "  ")
	if err != nil {
		panic(err) // it is made of strings
	}
	return append(source, '\n')
}

func anyOf(values []string) []any {
	list := make([]any, len(values))
	for i, v := range values {
		list[i] = v
	}
	return list
}
