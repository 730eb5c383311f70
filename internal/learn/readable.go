package learn

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readable are terms of the subject as people write them: a word as it stands there most often, and pairs of characters that follow one another as the words that
// they are of, in place of the rarest of them.
func (l *likeness) readable(terms []string) []string {
	type shown struct {
		text string
		rank int
	}
	rank := map[string]int{}
	for i, term := range terms {
		rank[term] = i
	}
	var all []shown
	written := map[string]map[string]int{} // how often a word stands there in which form
	text := l.subject.words()
	start, end, best := 0, 0, 0 // the run of pairs
	endRun := func() {
		for _, word := range wordsOfRun(text[start:end]) {
			all = append(all, shown{word, best})
		}
	}
	cut := tokenizer{text: text}
	for t, ok := cut.next(); ok; t, ok = cut.next() {
		r, shared := rank[string(t.text)]
		switch {
		case !shared:
		case !unspaced(fold(firstRune(text[t.start:]))):
			if written[string(t.text)] == nil {
				written[string(t.text)] = map[string]int{}
			}
			written[string(t.text)][text[t.start:t.end]]++
		case t.start < end:
			end, best = t.end, min(best, r)
		default:
			endRun()
			start, end, best = t.start, t.end, r
		}
	}
	endRun()
	for term, forms := range written {
		all = append(all, shown{mostOften(forms, term), rank[term]})
	}
	slices.SortStableFunc(all, func(a, b shown) int { return a.rank - b.rank })
	var out []string
	for _, w := range all {
		if len(out) < mostShared && !slices.Contains(out, w.text) {
			out = append(out, w.text)
		}
	}
	return out
}

// mostOften is the form that a word has most often; of those that it has as often, the one that is its term, else one in small letters.
func mostOften(forms map[string]int, term string) string {
	best := ""
	for form, n := range forms {
		if best == "" || n > forms[best] || n == forms[best] && best != term && (form == term || form > best) {
			best = form
		}
	}
	return best
}

const (
	// between are hiragana that part words from one another; behind a word they are none of it.
	between = "がをはのにとでもへや"
	// endings are hiragana that a verb or an adjective has behind its stem, and sahen what a noun has that is used as a verb.
	endings = "たてなだっ"
	sahen   = "しさすせ"
)

// wordsOfRun are the words of a run of characters that no blanks part: 決済 and 失敗 of 決済が失敗し. What is left of a word in hiragana alone tells nothing.
func wordsOfRun(run string) []string {
	var words []string
	for _, word := range strings.FieldsFunc(run, func(r rune) bool { return strings.ContainsRune(between, r) }) {
		word = strings.TrimRight(strings.TrimLeftFunc(word, isHiragana), endings)
		if noun := strings.TrimRight(word, sahen); utf8.RuneCountInString(noun) > 1 && !strings.ContainsFunc(noun, isHiragana) {
			word = noun
		}
		if utf8.RuneCountInString(word) > 1 && !commonWords()[word] {
			words = append(words, word)
		}
	}
	return words
}

func isHiragana(r rune) bool { return unicode.Is(unicode.Hiragana, r) }
