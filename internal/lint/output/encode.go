package output

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// EncodeJSON writes a value as all our JSON is written: indented, HTML as it is, and in escapes every character that a terminal could take for a
// command, also those that package json leaves alone, and what the runner of a CI job could. Outside strings JSON has none of them, so that the value is the same.
func EncodeJSON(w io.Writer, v any) error {
	data, err := indented(v, "")
	if err != nil {
		return err
	}
	_, err = w.Write(append(data, '\n'))
	return err
}

// indented is a value in JSON, for a place that is indented itself.
func indented(value any, prefix string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent(prefix, "  ")
	if err := e.Encode(value); err != nil {
		return nil, err
	}
	data := bytes.TrimRight(b.Bytes(), "\n")
	if bytes.Contains(data, []byte("##")) {
		data = runnerCommand.ReplaceAll(data, []byte(`##$1\u005b`))
	}
	if !bytes.ContainsFunc(data, steersTerminal) {
		return data, nil
	}
	escaped := make([]byte, 0, len(data)+64)
	for _, r := range string(data) {
		if steersTerminal(r) {
			escaped = fmt.Appendf(escaped, `\u%04x`, r)
		} else {
			escaped = append(escaped, string(r)...)
		}
	}
	return escaped, nil
}
