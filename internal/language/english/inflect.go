package english

import "strings"

// conjugate returns the -s, past, participle and -ing forms of a regular verb.
func conjugate(base string) (s, past, done, ing string) {
	head, tail := base, ""
	if i := strings.IndexByte(base, '-'); i > 0 && (strings.HasPrefix(base[i:], "-up") || strings.HasPrefix(base[i:], "-out")) {
		head, tail = base[:i], base[i:]
	}
	s = plural(head) + tail
	n := len(head)
	switch {
	case strings.HasSuffix(head, "e"):
		past = head + "d"
		switch {
		case strings.HasSuffix(head, "ie"):
			ing = head[:n-2] + "ying"
		case strings.HasSuffix(head, "ee"), strings.HasSuffix(head, "ye"), strings.HasSuffix(head, "oe"):
			ing = head + "ing"
		default:
			ing = head[:n-1] + "ing"
		}
	case n > 1 && head[n-1] == 'y' && !vowel(head[n-2]):
		past, ing = head[:n-1]+"ied", head+"ing"
	case doubles(head):
		past, ing = head+head[n-1:]+"ed", head+head[n-1:]+"ing"
	default:
		past, ing = head+"ed", head+"ing"
	}
	past, ing = past+tail, ing+tail
	return s, past, past, ing
}

// plural returns the regular plural of a noun, which is the -s form of a verb too.
func plural(w string) string {
	n := len(w)
	switch {
	case n == 0:
		return w
	case w[n-1] == 's', w[n-1] == 'x', w[n-1] == 'z', strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"), strings.HasSuffix(w, "go"), strings.HasSuffix(w, "ho"):
		return w + "es"
	case n > 1 && w[n-1] == 'y' && !vowel(w[n-2]):
		return w[:n-1] + "ies"
	}
	return w + "s"
}

// doubles reports whether the last consonant is doubled before -ed: one vowel, one consonant, stress at the end.
func doubles(w string) bool {
	n := len(w)
	if n < 3 || vowel(w[n-1]) || !vowel(w[n-2]) || vowel(w[n-3]) && !strings.HasSuffix(w[:n-2], "qu") || strings.IndexByte("wxy", w[n-1]) >= 0 {
		return false
	}
	vowels := 0
	for i := range n {
		if vowel(w[i]) && (i == 0 || !vowel(w[i-1])) {
			vowels++
		}
	}
	if vowels == 1 {
		return true
	}
	for _, prefix := range [...]string{"un", "re", "mis", "over", "under", "out"} {
		if root, ok := strings.CutPrefix(w, prefix); ok && doubles(root) {
			return true
		}
	}
	for _, end := range []string{"mit", "fer", "cur", "pel", "trol", "get", "set", "put", "cut", "run", "slip", "skip", "plan", "drop", "stop", "cel", "lag", "log", "tag", "map"} {
		if strings.HasSuffix(w, end) {
			return w != "budget" && w != "target" && w != "cancel" && w != "offer" && w != "buffer" && w != "suffer" && w != "differ" && w != "limit" && w != "vomit"
		}
	}
	return false
}

// british reports whether a verb doubles its l before -ed on one side of the Atlantic only: cancelled and canceled.
func british(w string) bool {
	n := len(w)
	if n < 4 || w[n-1] != 'l' || !vowel(w[n-2]) {
		return false
	}
	return !vowel(w[n-3]) || strings.HasSuffix(w, "ial") || strings.HasSuffix(w, "uel") || strings.HasSuffix(w, "ual")
}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

// adverbOf returns the adverb in -ly of an adjective.
func adverbOf(w string) string {
	switch n := len(w); {
	case w[n-1] == 'y':
		return w[:n-1] + "ily"
	case strings.HasSuffix(w, "le"):
		return w[:n-1] + "y"
	case strings.HasSuffix(w, "ic"):
		return w + "ally"
	}
	return w + "ly"
}

// nessOf returns the noun in -ness of an adjective.
func nessOf(w string) string {
	if n := len(w); w[n-1] == 'y' {
		return w[:n-1] + "iness"
	}
	return w + "ness"
}
