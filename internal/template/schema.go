package template

import "encoding/json"

// SchemaURL is where the schema of the front matter is published.
const SchemaURL = "https://raw.githubusercontent.com/blameless-postmortem/postmortem/main/docs/schemas/front-matter.json"

// Schema is a JSON Schema (draft 7, which every editor knows) of a postmortem's front matter as Render writes it. It is for new documents: those that are read may say the
// same in other ways. Severities is the scale (empty: anything goes). Keys of a team's own are welcome.
func Schema(severities []string) []byte {
	type object = map[string]any
	text := func(about string) object {
		return object{"type": []string{"string", "number", "null"}, "description": about}
	}
	moment := func(about string) object {
		return object{
			"type": []string{"string", "null"}, "format": "date-time", "description": about + ", in RFC 3339 with Z or an offset.",
			"pattern":  `^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)? ?([Zz]|[+-]\d{2}:\d{2})$`,
			"examples": []string{"2026-11-20T09:58:00Z", "2026-11-20T10:58:00+01:00"},
		}
	}
	texts := func(about string, examples ...string) object {
		return object{"type": []string{"string", "array", "null"}, "items": object{"type": []string{"string", "number"}}, "description": about, "examples": [][]string{examples}}
	}
	duration := func(about, example string) object {
		return object{"type": []string{"string", "null"}, "description": about, "examples": []string{example}}
	}
	severity := text("How grave the incident was, on the team's scale.")
	if len(severities) > 0 {
		severity["examples"] = severities // case and punctuation don't matter, so it is no enum
	}
	properties := object{
		"title":     text("What happened, in a line."),
		"status":    object{"enum": []any{"draft", "in-review", "final", nil}, "description": "How far the document is."},
		"severity":  severity,
		"started":   moment("When the impact began"),
		"detected":  moment("When somebody or something noticed"),
		"mitigated": moment("When the impact ended for those who felt it"),
		"resolved":  moment("When nothing was left to do"),
		"services":  texts("The services that took part.", "checkout", "payments-api"),
		"authors":   texts("Who wrote the document.", "@kmori"),
		"factors":   texts("Free tags of what contributed, for trends over many postmortems.", "configuration", "missing-guardrail"),
		"slo": object{
			"type": []string{"object", "null"}, "required": []string{"objective"}, "additionalProperties": false,
			"description": "The objective that the incident spent error budget from.",
			"properties": object{
				"objective":   object{"type": "number", "exclusiveMinimum": 0, "maximum": 100, "description": "In percent.", "examples": []float64{99.9}},
				"window":      duration("The time that the objective is for.", "30d"),
				"unavailable": duration("How long the service was not there.", "35m"),
			},
		},
	}
	source, err := json.MarshalIndent(object{
		"$schema": "http://json-schema.org/draft-07/schema#", "$id": SchemaURL,
		"title": "Front matter of a postmortem", "type": "object", "properties": properties,
	}, "", "  ")
	if err != nil {
		panic(err) // it is made of strings and numbers
	}
	return append(source, '\n')
}
