package rules

import (
	"cmp"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// phrases are sequences of words to look for in the title of an action item.
type phrases struct {
	byWord map[string][]phrase // by the stem of their first word
	begin  [1 << 15]bool       // the first three letters that those have: most words of a title have others
}

type phrase struct {
	words []string
	verb  string // the first word as it is listed
	first bool   // only at the start of the item
	list  lists  // the one that it is from
}

// read reads a list of one phrase a line; a line that begins with # is a comment, one with ^ a phrase for the start of an item.
func (p *phrases) read(text string, list lists) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		text, first := strings.CutPrefix(line, "^")
		ph := phrase{first: first, list: list}
		for _, w := range wordsOf(text) {
			ph.words = append(ph.words, stem(w.text))
			ph.verb = cmp.Or(ph.verb, w.text)
		}
		p.byWord[ph.words[0]] = append(p.byWord[ph.words[0]], ph)
		for _, form := range []string{ph.words[0], ph.words[0] + "e", ph.words[0] + "es"} { // the stem of "does" is "do"
			p.begin[firstLetters(form)] = true
		}
	}
}

// firstLetters are the first three letters of a word, which its stem has too where it has as many, folded into fifteen bits.
func firstLetters(word string) (letters int) {
	for i := range min(len(word), 3) {
		letters |= int(word[i]&31) << (5 * i)
	}
	return letters
}

// starting are the phrases whose first word is a form of the given one.
func (p *phrases) starting(word string) []phrase {
	if !p.begin[firstLetters(word)] {
		return nil
	}
	return p.byWord[stem(word)]
}

// word is a word of a title, in lower case, and where it stands.
type word struct {
	text       string
	start, end int
}

// wordsOf are the words of a text, at most as many as decide what an item is about.
func wordsOf(text string) []word {
	const most = 60
	words := make([]word, 0, min(most, len(text)/6+2))
	lower, plain := strings.ToLower(text), true
	start := -1
	for i := 0; i <= len(text); {
		at, size := i, 1
		b := byte(' ') // behind the text
		if i < len(text) {
			b = text[i]
		}
		letter := isAlnum(b) || b == '\''
		if b >= utf8.RuneSelf {
			var r rune
			r, size = utf8.DecodeRuneInString(text[i:])
			letter = unicode.IsLetter(r) || unicode.IsDigit(r) || r == '’'
			plain = false
		}
		i += size
		switch {
		case letter && start < 0:
			start = at
		case !letter && start >= 0:
			var w string
			if plain {
				w = lower[start:at]
			} else {
				w = strings.ReplaceAll(strings.ToLower(text[start:at]), "’", "'")
			}
			words = append(words, word{w, start, at})
			if start = -1; len(words) == most {
				return words
			}
		}
	}
	return words
}

// stem folds the forms of an English word, "adding", "adds" and "added", well enough to compare verbs of a list.
func stem(s string) string {
	if n := len(s); n > 3 && strings.IndexByte("gds", s[n-1]) >= 0 { // most words end otherwise
		for _, ending := range []string{"ing", "ed", "es", "s"} {
			if cut, ok := strings.CutSuffix(s, ending); ok && len(cut) >= 3 {
				s = cut
				break
			}
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

// find returns where the first of the phrases of a list stands in the title with the given words; an empty place when none does.
func (p *phrases) find(words []word, list lists) (start, end int) {
	for ph, i := range p.in(words) {
		if end > 0 && words[i].start > start {
			break
		}
		if last := words[i+len(ph.words)-1]; ph.list == list && last.end > end {
			start, end = words[i].start, last.end // the longest of those that begin here
		}
	}
	return start, end
}

// lists returns those that have a phrase which stands in the title with the given words.
func (p *phrases) lists(words []word) (found lists) {
	for ph := range p.in(words) {
		found |= ph.list
	}
	return found
}

// in yields the phrases that stand in a title, with the place of their first words.
func (p *phrases) in(words []word) iter.Seq2[*phrase, int] {
	return func(yield func(*phrase, int) bool) {
		verb := len(words) - len(beginning(words))
		for i, w := range words {
			list := p.starting(w.text)
			for k := range list {
				if list[k].stands(words[i:], i == verb) && !yield(&list[k], i) {
					return
				}
			}
		}
	}
}

// stands reports whether a phrase is what the words begin with.
func (ph *phrase) stands(words []word, atStart bool) bool {
	// "Improved runbooks" is not what somebody is asked to do.
	noun := strings.HasSuffix(words[0].text, "ed") && words[0].text != ph.verb
	if ph.first && (!atStart || noun) || len(words) < len(ph.words) {
		return false
	}
	for k := 1; k < len(ph.words); k++ {
		if stem(words[k].text) != ph.words[k] {
			return false
		}
	}
	return true
}
