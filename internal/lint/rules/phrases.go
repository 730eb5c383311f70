package rules

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// phrases are sequences of words to look for in the title of an action item, by their first word.
type phrases map[string][]phrase

type phrase struct {
	words []string
	verb  string // the first word as it is listed
	first bool   // only at the start of the item
}

// readPhrases reads one phrase a line; a line that begins with # is a comment, one with ^ a phrase for the start of an item.
func readPhrases(list string) phrases {
	out := phrases{}
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		text, first := strings.CutPrefix(line, "^")
		ph := phrase{first: first}
		for _, w := range wordsOf(text) {
			ph.words = append(ph.words, w.stem)
			ph.verb = cmp.Or(ph.verb, w.text)
		}
		out[ph.words[0]] = append(out[ph.words[0]], ph)
	}
	return out
}

// word is a word of a title: what it is compared by, and where it stands.
type word struct {
	text       string // in lower case
	stem       string
	start, end int
}

// wordsOf are the words of a text, at most as many as decide what an item is about.
func wordsOf(text string) []word {
	const most = 60
	words := make([]word, 0, min(most, len(text)/6+2))
	start := -1
	var size int
	for i := 0; i <= len(text); i += size {
		r := ' ' // behind the text
		size = 1
		if i < len(text) {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		letter := isAlnum(byte(r)) || r == '\''
		if r >= utf8.RuneSelf {
			letter = unicode.IsLetter(r) || unicode.IsDigit(r) || r == '’'
		}
		switch {
		case letter && start < 0:
			start = i
		case !letter && start >= 0:
			lower := strings.ReplaceAll(strings.ToLower(text[start:i]), "’", "'")
			words = append(words, word{lower, stem(lower), start, i})
			if start = -1; len(words) == most {
				return words
			}
		}
	}
	return words
}

// stem folds the forms of an English word, "adding", "adds" and "added", well enough to compare verbs of a list.
func stem(s string) string {
	for _, ending := range []string{"ing", "ed", "es", "s"} {
		if cut, ok := strings.CutSuffix(s, ending); ok && len(cut) >= 3 {
			s = cut
			break
		}
	}
	if n := len(s); n > 3 && s[n-1] == s[n-2] {
		s = s[:n-1] // "dropping"
	}
	if n := len(s); n > 3 && s[n-1] == 'y' {
		s = s[:n-1] + "i"
	}
	return strings.TrimSuffix(s, "e")
}

// beginning skips what may stand before the verb: "We should", "TODO:".
func beginning(words []word) []word {
	for len(words) > 1 {
		switch words[0].text {
		case "we", "i", "let's", "let", "us", "please", "should", "need", "needs", "must", "will", "could", "want", "to", "also", "todo", "then", "and", "high", "medium", "low":
			words = words[1:]
		default:
			return words
		}
	}
	return words
}

// find returns where the first of the phrases stands in the title with the given words; an empty place when none does.
func (p phrases) find(words []word) (start, end int) {
	verb := beginning(words)
	for i, w := range words {
		atStart := len(words)-i == len(verb)
		for _, ph := range p[w.stem] {
			// "Improved runbooks" is not what somebody is asked to do.
			noun := strings.HasSuffix(w.text, "ed") && w.text != ph.verb
			if ph.first && (!atStart || noun) || len(words)-i < len(ph.words) {
				continue
			}
			k := 1
			for k < len(ph.words) && words[i+k].stem == ph.words[k] {
				k++
			}
			if k == len(ph.words) && words[i+k-1].end > end {
				start, end = w.start, words[i+k-1].end // the longest of those that begin here
			}
		}
		if end > 0 {
			return start, end
		}
	}
	return 0, 0
}

// has reports whether any of the phrases stands in the title.
func (p phrases) has(words []word) bool {
	_, end := p.find(words)
	return end > 0
}
