package english

import "unicode/utf8"

// longestSentence bounds how many tokens are read as one sentence, which keeps the work linear: nobody writes longer ones.
const longestSentence = 240

// segment returns the end (a token index) of the sentence that begins at token i.
func segment(text string, tokens []token, i int) int {
	for j := i; j < len(tokens); j++ {
		if t := &tokens[j]; t.mark == 0 && t.flags&breakAfter == 0 && j-i < longestSentence {
			continue
		}
		if j-i >= longestSentence || tokens[j].flags&breakAfter != 0 {
			return j + 1
		}
		switch tokens[j].mark {
		case '.', '!', '?', '…', '。', '！', '？':
		default:
			continue
		}
		// Take every closing mark along.
		end := j + 1
		for end < len(tokens) && tokens[end].start == tokens[end-1].end && closing(tokens[end].mark) {
			end++
		}
		if end >= len(tokens) {
			return end
		}
		if tokens[end].start == tokens[end-1].end && tokens[j].mark == '.' && !upperAt(text, tokens[end].start) {
			continue // inside something: ".env"
		}
		if tokens[j].mark == '.' && j > i && tokens[j-1].end == tokens[j].start && abbreviated(text[tokens[j-1].start:tokens[j-1].end], text[tokens[end].start:]) {
			continue
		}
		if tokens[j].mark == '.' && !begins(text, &tokens[end]) {
			continue
		}
		if tokens[j].mark != '.' && tokens[j].flags&opaque != 0 && !begins(text, &tokens[end]) {
			continue
		}
		return end
	}
	return len(tokens)
}

func closing(r rune) bool {
	switch r {
	case '.', '!', '?', '"', '\'', '”', '’', ')', ']', '»', '…', '*', '_':
		return true
	}
	return false
}

// begins reports whether a token can begin a sentence.
func begins(text string, t *token) bool {
	if t.mark != 0 {
		switch t.mark {
		case ',', ';', ')', ']':
			return false
		}
		return true
	}
	c := text[t.start]
	return t.flags&(capital|number|handle|opaque|technical) != 0 || c >= utf8.RuneSelf || c >= '0' && c <= '9'
}

func upperAt(text string, i int) bool { return i < len(text) && 'A' <= text[i] && text[i] <= 'Z' }

// abbreviated reports whether the dot after w belongs to w, given what follows.
func abbreviated(w, rest string) bool {
	if len(w) == 1 && upperAt(w, 0) && w != "I" {
		return true // an initial
	}
	if len(w) > len("approx") {
		return false
	}
	for _, a := range [...]string{"e.g", "i.e", "eg", "ie", "vs", "cf", "dr", "mr", "mrs", "ms", "prof", "st", "fig", "eq", "sec", "approx", "resp", "ca", "incl", "excl", "dept", "ext", "min", "max", "est", "viz", "al"} {
		if foldEqual(w, a) {
			return true
		}
	}
	for _, a := range [...]string{"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "no", "nr", "vol", "art", "p", "pp"} {
		if foldEqual(w, a) {
			return rest != "" && '0' <= rest[0] && rest[0] <= '9'
		}
	}
	for _, a := range [...]string{"u.s", "u.k", "u.n", "e.u", "inc", "ltd", "co", "corp"} {
		if foldEqual(w, a) {
			// "U.S. East" goes on; "in the U.S. The team" ends.
			for _, start := range [...]string{"The ", "We ", "It ", "They ", "This ", "A ", "In ", "At ", "On ", "No ", "He ", "She ", "I "} {
				if len(rest) >= len(start) && rest[:len(start)] == start {
					return false
				}
			}
			return true
		}
	}
	return false
}
