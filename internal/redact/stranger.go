package redact

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// towards are words before which only somebody can stand: "pinged Yuvi".
var towards = set("contact contacts contacted ask asks asked asking tell tells told ping pings pinged pinging page pages paged paging call calls called notify notified notifies thank thanks thanked cc assign assigned email emailed messaged dm'd invited invites met mentioned informed informs")

// humanly are words that follow somebody who speaks, thinks or comes along: "Yuvi noticed".
var humanly = set(`said says noticed notices asked asks thought thinks joined joins suggested suggests realised realized realises realizes wondered replied replies answered answers pinged pings mentioned mentions agreed agrees
	acknowledged acknowledges proposed proposes believed believes remembered remembers recalled decided decides wanted wants helped helps looked looks tried tries knew knows confirmed confirms shared shares posted posts
	investigated investigates volunteered told tells discovered discovers identified identifies escalated escalates
	forgot forgets misread misremembered assumed assumes mistook overlooked hesitated apologised apologized mistyped debugged debugs explained explains spotted chatted wrote writes spoke speaks felt feels`)

// strangers lists names that no list knows where the words around them say that somebody is meant.
func (r *redactor) strangers(all []mention) {
	common := map[string]bool{} // words that are written small elsewhere
	for _, w := range r.words {
		if !w.capital {
			common[w.key] = true
		}
	}
	known := map[int]bool{} // where people are named
	for _, m := range all {
		known[m.start] = !m.decide
	}
	strange := map[string]bool{}
	for i, w := range r.words {
		if w.capital && !strange[w.key] && !common[w.key] && r.properName(w) && r.open(w) && r.amongPeople(i, known) {
			strange[w.key] = true
		}
	}
	for _, w := range r.words {
		if mixed(r.view.text[w.start:w.end]) && r.open(w) {
			r.decide(r.view.source(w.start, w.end), Person, "it mixes letters of several alphabets that look alike")
		}
	}
	for _, w := range r.words { // wherever else they are
		if w.capital && strange[w.key] && r.open(w) {
			r.decide(r.view.source(w.start, w.end), Person, "it may be the name of a person")
		}
	}
}

// open reports whether a word of prose is not settled and no part of an identifier.
func (r *redactor) open(w word) bool {
	text, s := r.view.text, r.view.source(w.start, w.end)
	return !r.claimed[s.Start] && !r.markup.code[s.Start] && !r.options.allowed(string(text[w.start:w.end])) &&
		(w.start == 0 || strings.IndexByte("_-./@#$", text[w.start-1]) < 0) && (w.end == len(text) || strings.IndexByte("_-/(", text[w.end]) < 0)
}

// mixed reports whether a word has letters of alphabets that look alike.
func mixed(word []byte) bool {
	scripts := map[*unicode.RangeTable]bool{}
	for _, c := range string(word) {
		for _, script := range []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek} {
			if c >= utf8.RuneSelf && c != 'µ' && c != 'μ' && unicode.Is(script, c) || c < utf8.RuneSelf && script == unicode.Latin && unicode.IsLetter(c) {
				scripts[script] = true
			}
		}
	}
	return len(scripts) > 1
}

// properName reports whether a word can be a name by its letters, and is nothing that the word lists know.
func (r *redactor) properName(w word) bool {
	const shortest, longest = 3, 20
	if n := w.end - w.start; n < shortest || n > longest {
		return false
	}
	for k, c := range string(r.view.text[w.start:w.end]) {
		if k > 0 && !unicode.IsLower(c) && c != '\'' || k == 0 && !unicode.Is(unicode.Latin, c) {
			return false
		}
	}
	for _, ending := range []string{"ed", "ing", "tion", "ment", "ness", "ly", "able"} {
		if strings.HasSuffix(w.key, ending) {
			return false
		}
	}
	return !r.people.lexicon.Knows(w.key) && !teamWords()[w.key] && !everyday()[w.key] && !months()[w.key]
}

// amongPeople reports whether what stands around a word says that it is a person.
func (r *redactor) amongPeople(i int, known map[int]bool) bool {
	text := r.view.text
	gap := func(a, b int) string { return string(text[r.words[a].end:r.words[b].start]) }
	if i > 0 && gap(i-1, i) == " " && towards()[r.words[i-1].key] {
		return true
	}
	if i+1 < len(r.words) && gap(i, i+1) == " " && humanly()[r.words[i+1].key] {
		return true
	}
	if i+2 < len(r.words) && r.words[i+1].key == "and" && len(gap(i, i+1)) == 1 && (known[r.words[i+2].start] || known[r.words[i+2].start-1]) {
		return true
	}
	return i > 1 && r.words[i-1].key == "and" && gap(i-1, i) == " " && gap(i-2, i-1) == " " && (known[r.words[i-2].start] || known[r.words[i-2].start-1])
}
