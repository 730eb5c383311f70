package language

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Catalogue is the words that people read, in one language. What the program says stands in its code in English; a catalogue says it in another language, and
// what it lacks stays English. A nil *Catalogue is English.
//
// It is read from a text that a translator can edit: one "key = words" a line, lines that begin with # aside. The key is the name of the Go package that says it,
// a slash, and the English text as it stands in the code, with \n for a line end. Verbs such as %s and %d are filled in; %[2]s is the second of them,
// where the order is another.
type Catalogue struct{ words map[string]string }

// lineEnds are written so that a key and its words fit on a line.
var (
	lineEndsOut = strings.NewReplacer("\n", `\n`)
	lineEndsIn  = strings.NewReplacer(`\n`, "\n")
)

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
		key = lineEndsIn.Replace(key)
		if _, twice := c.words[key]; twice {
			return nil, fmt.Errorf("line %d of the catalogue gives %s a second time", number, lineEndsOut.Replace(key))
		}
		c.words[key] = lineEndsIn.Replace(words)
	}
	return c, nil
}

// Keys lists the keys in order.
func (c *Catalogue) Keys() []string {
	if c == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(c.words))
}

// For are the phrases of the Go package with a name.
func (c *Catalogue) For(name string) Phrases { return Phrases{c, name + "/"} }

// Phrases are what one package says, in the language of a catalogue. The zero Phrases speak English.
type Phrases struct {
	catalogue *Catalogue
	scope     string
}

// Say returns what stands in the code in English, in the language of the phrases, with its verbs filled in as fmt does. Without arguments nothing is filled in, and % stays.
func (p Phrases) Say(english string, args ...any) string {
	said, _ := p.lookup(english)
	if len(args) == 0 {
		return said
	}
	return fmt.Sprintf(said, args...)
}

// Count agrees a noun with its number: "1 item", "3 items". Its key is the plural with its verb: "%d items".
func (p Phrases) Count(n int, noun string) string {
	said, ok := p.lookup("%d " + noun + "s")
	if !ok {
		return Plural(n, noun)
	}
	return fmt.Sprintf(said, n)
}

func (p Phrases) lookup(english string) (said string, ok bool) {
	if p.catalogue != nil {
		if said, ok = p.catalogue.words[p.scope+english]; ok {
			return said, true
		}
	}
	return english, false
}
