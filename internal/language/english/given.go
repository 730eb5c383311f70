package english

// GivenName reports whether a word in lower case is a given name, and whether it is nothing else that the word lists know: "priya", not "mark".
func (e *English) GivenName(word string) (name, only bool) {
	entry := e.lex().words.get(word)
	if entry == nil || entry.class&givenName == 0 {
		return false, false
	}
	return true, entry.class == givenName
}

// Knows reports whether the word lists have a word in lower case.
func (e *English) Knows(word string) bool { return e.lex().words.get(word) != nil }
