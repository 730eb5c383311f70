package learn

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Query is what to search for.
type Query struct {
	Filter Filter // what "severity:SEV-1", "since:2026" and the like ask for

	wanted   []unit
	unwanted []unit
	terms    []queryTerm // of both
}

// queryTerm is a term that is looked for.
type queryTerm struct {
	text   string
	bytes  []byte // the same
	prefix bool   // every term that begins so
}

// unit is one term, or several that follow one another: indexes of Query.terms.
type unit []int

// Empty reports whether a query asks for no words at all.
func (q Query) Empty() bool { return len(q.wanted) == 0 }

// ParseQuery reads a query: words; "words that follow one another"; begin* for every word that begins so; -word for what must not be there; and field:value for the
// fields of a filter (severity, service, factor, status, owner, since, until). A word of several parts (payments-api) is found where they follow one another.
// now is what since:30d counts from. The error is that of Since.
func ParseQuery(text string, now time.Time) (Query, error) {
	var q Query
	for rest := strings.TrimSpace(text); rest != ""; rest = strings.TrimLeftFunc(rest, unicode.IsSpace) {
		not := false
		if strings.HasPrefix(rest, "-") && len(rest) > 1 {
			not, rest = true, rest[1:]
		}
		field, value, isField := cutField(rest)
		if isField {
			rest = value
		}
		word, after, quoted := cutWord(rest)
		rest = after
		switch {
		case isField && !not:
			if err := q.filter(field, word, now); err != nil {
				return q, err
			}
		case isField:
			q.add(field+":"+word, true, true)
		default:
			q.add(word, quoted, not)
		}
	}
	return q, nil
}

// cutField reads "severity:" at the beginning of a text.
func cutField(text string) (field, rest string, ok bool) {
	name, rest, found := strings.Cut(text, ":")
	name = strings.ToLower(name)
	if !found || rest == "" || unicode.IsSpace(firstRune(rest)) {
		return "", text, false
	}
	if name == "since" || name == "until" {
		return name, rest, true
	}
	for _, f := range fields() {
		if f.name == name {
			return name, rest, true
		}
	}
	return "", text, false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// cutWord cuts a word, or what is in quotes, from the beginning of a text. A quote that is never closed reaches to the end.
func cutWord(text string) (word, rest string, quoted bool) {
	closing := map[rune]string{'"': `"`, '“': "”", '「': "」", '『': "』"}[firstRune(text)]
	if closing != "" {
		text = text[utf8.RuneLen(firstRune(text)):]
		word, rest, _ = strings.Cut(text, closing)
		return word, rest, true
	}
	end := strings.IndexFunc(text, unicode.IsSpace)
	if end < 0 {
		return text, "", false
	}
	return text[:end], text[end:], false
}

func (q *Query) filter(name, value string, now time.Time) (err error) {
	switch name {
	case "since":
		q.Filter.Since, err = Since(value, now)
		return err
	case "until":
		q.Filter.Until, err = Until(value, now)
		return err
	}
	for _, f := range fields() {
		if f.name == name {
			list := f.wanted(&q.Filter)
			*list = append(*list, value)
		}
	}
	return nil
}

// add takes a word or a phrase.
func (q *Query) add(text string, quoted, not bool) {
	prefix := !quoted && strings.HasSuffix(text, "*")
	var u unit
	pair := false
	text = strings.TrimSuffix(text, "*")
	words := tokenizer{text: text}
	for t, ok := words.next(); ok; t, ok = words.next() {
		pair = pair || unspaced(fold(firstRune(text[t.start:])))
		u = append(u, q.term(string(t.text), false))
	}
	if len(u) == 0 {
		return
	}
	if last := len(u) - 1; prefix {
		// The plural of what is only a beginning is no plural.
		words := strings.FieldsFunc(text, func(r rune) bool { return !isTerm(r) })
		if end := words[len(words)-1]; !unspaced(fold(firstRune(end))) {
			u[last] = q.term(strings.Map(fold, end), true)
		}
	}
	into := &q.wanted
	if not {
		into = &q.unwanted
	}
	if pair && !quoted && !not { // a sentence without blanks: each of its pairs counts for itself
		for _, t := range u {
			*into = append(*into, unit{t})
		}
		return
	}
	*into = append(*into, u)
}

// term is the index of a term, which it adds where it is new.
func (q *Query) term(text string, prefix bool) int {
	if i := slices.IndexFunc(q.terms, func(t queryTerm) bool { return t.text == text && t.prefix == prefix }); i >= 0 {
		return i
	}
	q.terms = append(q.terms, queryTerm{text, []byte(text), prefix})
	return len(q.terms) - 1
}
