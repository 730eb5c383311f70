package interview

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// parse returns the mapping at the root, or nil when there is none.
func (r *answersReader) parse(source []byte) *yaml.Node {
	if len(source) > MaxAnswersSize {
		r.addf(nil, "keep logs and exports in files of their own and link to them", "is larger than %d MiB", MaxAnswersSize>>20)
		return nil
	}
	source = bytes.TrimPrefix(source, []byte("\ufeff"))
	if !utf8.Valid(source) {
		valid := bytes.ToValidUTF8(source, nil)
		at := 0
		for at < len(valid) && source[at] == valid[at] {
			at++
		}
		r.addf(&yaml.Node{Line: 1 + bytes.Count(source[:at], []byte("\n"))}, "save the file as UTF-8", "byte %d is not UTF-8 text", at)
		return nil
	}
	root, err := readJSON(source)
	if errors.Is(err, errNotJSON) {
		root, err = readYAML(source)
	}
	if err != nil {
		line, message := splitLine(err)
		remedy := `quote a text that holds ": " or begins with one of @ * & ! % [ {; write a long text below "key: |", indented`
		if strings.Contains(message, "cannot start any token") && bytes.Contains(source, []byte("\t")) {
			remedy = "indent with blanks: YAML takes no tabs there"
		}
		if strings.Contains(message, "document") {
			remedy = "keep the answers to one incident in one file"
		}
		r.addf(&yaml.Node{Line: line}, remedy, "%s", message)
		return nil
	}
	switch {
	case root == nil || isNull(root):
		r.addf(nil, skeletonRemedy, "holds no answers")
		return nil
	case root.Kind != yaml.MappingNode:
		r.addf(root, skeletonRemedy, "has to be a mapping of keys to answers and is %s", describe(root))
		return nil
	}
	return root
}

// readYAML reads one document.
func readYAML(source []byte) (*yaml.Node, error) {
	d := yaml.NewDecoder(bytes.NewReader(source))
	var doc, more yaml.Node
	if err := d.Decode(&doc); errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	if err := d.Decode(&more); err == nil {
		return nil, fmt.Errorf("line %d: a second document begins", more.Line)
	} else if !errors.Is(err, io.EOF) {
		return nil, err
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	return doc.Content[0], nil
}

var linePattern = lazy(`^(?:yaml: )?(?:line (\d+): )?`)

// splitLine takes the line off the message of a parser.
func splitLine(err error) (int, string) {
	text := err.Error()
	m := linePattern().FindStringSubmatch(text)
	line, _ := strconv.Atoi(m[1])
	return line, clean(text[len(m[0]):])
}
