package interview

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"
	"go.yaml.in/yaml/v3"
)

// collect files the values by key.
func (r *answersReader) collect(root *yaml.Node) {
	var keys []string
	for _, q := range Questions() {
		keys = append(keys, string(q.Key))
	}
	for key, value := range r.pairs(root, "", keys) {
		r.values[Key(key)] = value
	}
}

// pairs returns the values of a mapping by key, without those that are empty. Keys that are not known or repeated are problems.
func (r *answersReader) pairs(n *yaml.Node, of string, known []string) map[string]*yaml.Node {
	pairs, seen := map[string]*yaml.Node{}, map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch first, repeated := seen[key.Value]; {
		case key.Kind != yaml.ScalarNode:
			r.addf(key, "keys are plain words", "a key%s is %s", of, describe(key))
			continue
		case !slices.Contains(known, key.Value):
			r.addf(key, nearest(key.Value, known), "unknown key %s%s", shown(key.Value), of)
			continue
		case repeated:
			r.addf(key, "keep one of the two", "%q%s is there twice, first in line %d", key.Value, of, first)
			continue
		}
		seen[key.Value] = key.Line
		if value.Kind == yaml.AliasNode {
			r.addf(value, "write the value out", "%q%s is an alias of another value", key.Value, of)
			continue
		}
		if !isNull(value) {
			pairs[key.Value] = value
		}
	}
	return pairs
}

// nearest suggests the known word that was probably meant.
func nearest(word string, known []string) string {
	low := strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(clean(word)))
	best, distance := "", 1<<20
	if len(low) <= 64 {
		for _, k := range known {
			d := levenshtein.ComputeDistance(low, k)
			if strings.Contains(low, k) || len(low) > 3 && strings.Contains(k, low) {
				d = min(d, 1)
			}
			if d < distance {
				best, distance = k, d
			}
		}
	}
	if best == "" || distance > max(2, len(best)/3) {
		return "the keys are " + strings.Join(known, ", ")
	}
	return fmt.Sprintf("did you mean %q?", best)
}

func isNull(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && (n.Tag == "!!null" || n.Value == "" && n.Style == 0)
}

// describe names the kind of a value.
func describe(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "an alias of another value"
	}
	return "a single value"
}

// scalar returns the text of a value as it is written: "2026-11-20" and "no" are texts here, whatever YAML makes of them.
func (r *answersReader) scalar(n *yaml.Node, name string) (string, bool) {
	if n == nil {
		return "", false
	}
	if n.Kind != yaml.ScalarNode {
		remedy := ""
		if n.Kind == yaml.MappingNode {
			remedy = `quote a text that holds ": "`
		}
		r.addf(n, remedy, "%s has to be a single value and is %s", name, describe(n))
		return "", false
	}
	return clean(n.Value), true
}

func (r *answersReader) line(key Key) string {
	text, _ := r.scalar(r.values[key], strconv.Quote(string(key)))
	return oneLine(text)
}

// list reads a list of texts, or a single value in their place.
func (r *answersReader) list(key Key) ([]string, bool) {
	n := r.values[key]
	if n == nil || n.Kind != yaml.SequenceNode {
		return nil, false
	}
	var list []string
	for i, item := range n.Content {
		if isNull(item) {
			continue
		}
		if text, ok := r.scalar(item, fmt.Sprintf("entry %d of %q", i+1, key)); ok && strings.TrimSpace(text) != "" {
			list = append(list, text)
		}
	}
	return list, true
}

func (r *answersReader) names(key Key) []string {
	list, ok := r.list(key)
	if !ok {
		text, _ := r.scalar(r.values[key], strconv.Quote(string(key)))
		return names(text)
	}
	for i := range list {
		list[i] = oneLine(list[i])
	}
	return list
}

// items returns the mappings of a list, each with its fields by name.
func (r *answersReader) items(key Key, example string, fields []string) []item {
	n := r.values[key]
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		r.addf(n, "write it as a list of "+example, "%q has to be a list and is %s", key, describe(n))
		return nil
	}
	var items []item
	for i, c := range n.Content {
		name := fmt.Sprintf("entry %d of %q", i+1, key)
		switch {
		case isNull(c):
		case c.Kind != yaml.MappingNode:
			r.addf(c, "write it as "+example, "%s has to be a mapping and is %s", name, describe(c))
		default:
			items = append(items, item{c, name, r.pairs(c, " of "+name, fields)})
		}
	}
	return items
}

type item struct {
	node   *yaml.Node
	name   string // "entry 2 of "timeline""
	fields map[string]*yaml.Node
}

func (r *answersReader) field(it item, name string) string {
	text, _ := r.scalar(it.fields[name], fmt.Sprintf("%q of %s", name, it.name))
	return oneLine(text)
}

// oneOf reads a field that has one of some values, or says one of them in another language, in words of a document that meaning knows.
func (r *answersReader) oneOf(it item, name string, values []string, meaning func(string) string) string {
	text := r.field(it, name)
	said := ""
	if meaning != nil && holdsJapanese(text) {
		said = meaning(text)
	}
	for _, v := range values {
		if strings.EqualFold(v, text) || v == said {
			return v
		}
	}
	if text != "" {
		remedy := nearest(text, values)
		if strings.HasPrefix(remedy, "the keys") {
			remedy = "use one of " + strings.Join(values, ", ")
		}
		r.addf(it.fields[name], remedy, "%q: %s is none of %s", name, shown(text), strings.Join(values, ", "))
	}
	return ""
}
