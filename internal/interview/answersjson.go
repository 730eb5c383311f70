package interview

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"
)

// errNotJSON says that a file is to be read as YAML.
var errNotJSON = errors.New("not JSON")

// readJSON reads a JSON object into the nodes that YAML would make of it. YAML reads most JSON too, but neither all of its escapes nor
// its tabs.
func readJSON(source []byte) (*yaml.Node, error) {
	if !bytes.HasPrefix(bytes.TrimLeft(source, " \t\r\n"), []byte("{")) || !json.Valid(source) {
		return nil, errNotJSON
	}
	j := jsonReader{source: source, line: 1, decoder: json.NewDecoder(bytes.NewReader(source))}
	j.decoder.UseNumber()
	return j.value()
}

type jsonReader struct {
	source  []byte
	decoder *json.Decoder
	offset  int // up to which lines are counted
	line    int
}

// value reads the next value; nil at the end of an object or a list.
func (j *jsonReader) value() (*yaml.Node, error) {
	token, err := j.decoder.Token()
	if err != nil {
		return nil, err
	}
	end := int(j.decoder.InputOffset())
	j.line += bytes.Count(j.source[j.offset:end], []byte("\n"))
	j.offset = end
	n := &yaml.Node{Kind: yaml.ScalarNode, Line: j.line, Style: yaml.DoubleQuotedStyle}
	switch v := token.(type) {
	case json.Delim:
		switch v {
		case '{':
			n.Kind = yaml.MappingNode
		case '[':
			n.Kind = yaml.SequenceNode
		default:
			return nil, nil
		}
		for {
			child, err := j.value()
			if errors.Is(err, io.EOF) {
				return nil, io.ErrUnexpectedEOF
			}
			if err != nil {
				return nil, err
			}
			if child == nil {
				return n, nil
			}
			n.Content = append(n.Content, child)
		}
	case nil:
		n.Tag = "!!null"
	default:
		n.Value = fmt.Sprint(v)
	}
	return n, nil
}
