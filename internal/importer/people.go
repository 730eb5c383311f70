package importer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// people are the names of those whom an export names, by the first word of the name.
type people map[string][]string

// responder stands for a name.
const responder = "a responder"

// everybody are mentions that name nobody.
var everybody = map[string]bool{"here": true, "channel": true, "everyone": true, "all": true, "somebody": true}

// with returns the people with one more; the receiver may be nil.
func (p people) with(name string) people {
	name = strings.TrimPrefix(tidy(name), "@")
	if first := firstWord(name); first != "" && !everybody[name] {
		if p == nil {
			p = people{}
		}
		if !slices.Contains(p[first], name) {
			p[first] = append(p[first], name)
		}
	}
	return p
}

// names reports whether a text names somebody, in whole words.
func names(text, who string) bool { return people{}.with(who).replace(text, false) != text }

// anonymous writes "a responder" for every person in a text, for whoever said it and for everybody who is mentioned as @name.
func (p people) anonymous(text, who string) string {
	return p.replace(people{}.with(who).replace(text, false), true)
}

// replace writes "a responder" for the people in a text, and for everybody who is mentioned.
func (p people) replace(text string, mentions bool) string {
	var b strings.Builder
	before := ' '
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		at := i
		if r == '@' {
			at += size
		}
		if !inName(before) && before != '@' {
			n := len(p.find(text[at:], firstWord(text[at:])))
			if n == 0 && mentions && r == '@' && before != '/' {
				n = mention(text[at:])
			}
			if n > 0 {
				b.WriteString(responder)
				i = at + n
				before = 'a'
				continue
			}
		}
		b.WriteString(text[i : i+size])
		before = r
		i += size
	}
	return b.String()
}

// find is the longest of the names that a text begins with, in whole words.
func (p people) find(text, first string) string {
	longest := ""
	for _, name := range p[first] {
		if len(name) <= len(longest) || !strings.HasPrefix(text, name) {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(text[len(name):]); len(text) == len(name) || !inName(next) {
			longest = name
		}
	}
	return longest
}

// mention is the length of the handle that a text begins with; 0 for none, for a group and for the name of a package ("@types/node").
func mention(text string) int {
	n := strings.IndexFunc(text, func(r rune) bool { return !inName(r) && r != '.' && r != '-' })
	if n < 0 {
		n = len(text)
	}
	if strings.HasPrefix(text[n:], "/") {
		return 0
	}
	name := strings.TrimRight(text[:n], ".-")
	if everybody[name] {
		return 0
	}
	return len(name)
}

// firstWord is what a text begins with up to what is no part of a word, or its first character.
func firstWord(text string) string {
	n := strings.IndexFunc(text, func(r rune) bool { return !inName(r) })
	switch {
	case n < 0:
		return text
	case n == 0:
		_, n = utf8.DecodeRuneInString(text)
	}
	return text[:n]
}

func inName(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_'
}
