package rules

import (
	"strings"
	"unicode"
)

// isForeign reports whether a text reads like a language that the word lists are not for, though words of theirs stand in it: "Review des Timeouts". It knows
// them by their letters, or by small words where English ones are missing.
func isForeign(text string) bool {
	if strings.ContainsFunc(text, isForeignLetter) {
		return true
	}
	foreign := false
	for word := range strings.FieldsSeq(text) {
		switch strings.Trim(word, ".,;:()") { // "LA" and "MIT" are names
		case "the", "of", "and", "to", "for", "a", "an", "with", "on", "in", "our", "we", "from", "by", "at", "that", "is", "are":
			return false
		case "de", "del", "la", "las", "los", "el", "un", "una", "en", "para", "por", "con", "sobre", // Spanish
			"da", "do", "dos", "das", "ao", "uma", "em", "com", // Portuguese
			"le", "les", "du", "des", "et", "une", "dans", "avec", "aux", // French
			"der", "dem", "den", "und", "im", "zum", "zur", "für", "von", "vom", "mit", "auf", // German
			"il", "di", "della", "delle", "dei", "gli", // Italian
			"het", "een", "voor", // Dutch
			"och", "att", "för", "av", "og", "til", "på": // Swedish, Norwegian, Danish
			foreign = true
		}
	}
	return foreign
}

// isForeignLetter reports whether a letter is of none of the scripts of English and Japanese.
func isForeignLetter(r rune) bool {
	return r > unicode.MaxLatin1 && unicode.In(r, unicode.Cyrillic, unicode.Hangul, unicode.Greek, unicode.Arabic, unicode.Hebrew, unicode.Thai, unicode.Devanagari)
}
