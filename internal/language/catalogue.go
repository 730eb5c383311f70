package language

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Catalogue is the words that people read, in one language, by key. It is read from a text that a translator can edit: one
// "key = words" a line, lines that begin with # aside. What a message repeats of a document stands in it as {name}, or as {name:quoted} to
// have it in straight quotation marks.
type Catalogue struct{ words map[string]string }

// ReadCatalogue reads the text of a catalogue.
func ReadCatalogue(text string) (*Catalogue, error) {
	c := &Catalogue{words: map[string]string{}}
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		key, words, ok := strings.Cut(line, " = ")
		if !ok {
			return nil, fmt.Errorf("line %d of the catalogue has no \" = \"", number)
		}
		if _, twice := c.words[key]; twice {
			return nil, fmt.Errorf("line %d of the catalogue gives %s a second time", number, key)
		}
		c.words[key] = words
	}
	return c, nil
}

// Text returns the words for a key, with pairs of name and value filled in; "" when the catalogue has none.
func (c *Catalogue) Text(key string, pairs ...string) string {
	if c == nil {
		return ""
	}
	words := c.words[key]
	if len(pairs) == 0 {
		return words
	}
	var out strings.Builder
	for {
		open := strings.IndexByte(words, '{')
		if open < 0 {
			out.WriteString(words)
			return out.String()
		}
		out.WriteString(words[:open])
		value, n := fill(words[open:], pairs)
		out.WriteString(value)
		words = words[open+n:]
	}
}

// fill is what stands for the place that words begin with, and the length of that place; for none the brace itself.
func fill(words string, pairs []string) (value string, n int) {
	for i := 0; i+1 < len(pairs); i += 2 {
		rest, ok := strings.CutPrefix(words[1:], pairs[i])
		switch {
		case !ok:
		case strings.HasPrefix(rest, "}"):
			return pairs[i+1], len("{}") + len(pairs[i])
		case strings.HasPrefix(rest, ":quoted}"):
			return strconv.Quote(pairs[i+1]), len("{:quoted}") + len(pairs[i])
		}
	}
	return words[:1], 1
}

// Keys lists the keys in order.
func (c *Catalogue) Keys() []string { return slices.Sorted(maps.Keys(c.words)) }

// Words are the words of a language, and those of another for what it lacks. The zero Words have none.
type Words struct{ Own, Fallback *Catalogue }

// Text returns the words for a key, with pairs of name and value filled in; "" when neither catalogue has any.
func (w Words) Text(key string, pairs ...string) string {
	if said := w.Own.Text(key, pairs...); said != "" {
		return said
	}
	return w.Fallback.Text(key, pairs...)
}
