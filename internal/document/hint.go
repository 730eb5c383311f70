package document

import "strings"

// hintedPattern gives a name to what a pattern matches, behind what is cheaper to look for.
type hintedPattern struct {
	name    string
	hints   []hint // one of them is in every text that matches
	pattern *pattern
}

// matches reports whether the pattern matches a text of these pairs.
func (p *hintedPattern) matches(text string, pairs pairSet) bool {
	return holdsAny(text, pairs, p.hints) && p.pattern.compiled().MatchString(text)
}

// hint is a part of a text, with its pairs: a text without them needs no search.
type hint struct {
	text  string
	pairs pairSet
}

func hints(parts ...string) []hint {
	all := make([]hint, len(parts))
	for i, part := range parts {
		all[i] = hint{part, pairsOf(part)}
	}
	return all
}

// pairSet tells which bytes stand next to each other in a text: a hash of each pair is in the set.
type pairSet uint64

// allPairs are those of a text that is not worth going through for one question.
const allPairs = ^pairSet(0)

func pairsOf(s string) pairSet {
	set := pairSet(0)
	for i := 1; i < len(s); i++ {
		set |= 1 << ((37*s[i-1] + s[i]) % 64)
	}
	return set
}

// holdsAny reports whether one of the hints is in a text of these pairs.
func holdsAny(text string, pairs pairSet, parts []hint) bool {
	for i := range parts {
		if p := &parts[i]; p.pairs&^pairs == 0 && strings.Contains(text, p.text) {
			return true
		}
	}
	return false
}
