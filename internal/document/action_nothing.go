package document

import (
	"slices"
	"strings"
)

// tellsNoWork reports whether an item says that there is nothing to do, or that nobody knows what: "None", "No fixes were necessary", "It is unclear what we can
// do about it". Who has it on a list with an owner or a box means more by it.
func (a *ActionItem) tellsNoWork() bool {
	if a.Issue != nil || a.Owner != "" || a.Due != "" || a.Status != "" || a.marks.box > 0 || len(a.Title) > maxSentence {
		return false
	}
	text := strings.ToLower(strings.ReplaceAll(strings.Trim(a.Title, " *_.!()"), "’", "'"))
	switch text {
	case "none", "n/a", "not applicable", "nothing", "none identified", "none needed", "none required", "none planned", "none at this time", "none yet", "none so far", "none for now", "nothing yet", "nothing so far", "tbd", "to be determined", "to be defined", "to be decided",
		"keine", "aucune", "ninguna", "ninguno", "nenhuma", "nessuna":
		return true
	}
	if isMeasured(text) && !isWork(a.Title) {
		return true
	}
	if len(sentences(a.Title)) > 1 {
		return false
	}
	first, rest, _ := strings.Cut(text, " ")
	switch first {
	case "no":
		return isNeeded(rest)
	case "nothing":
		word := firstWord(rest)
		return word == "to" || word == "we" || word == "further" || word == "more" || word == "else" || isNeeded(rest)
	case "none", "there":
		return strings.HasPrefix(rest, "of these need") || isNothingThere(rest)
	case "it", "it's":
		return isUnclear(strings.TrimPrefix(rest, "is "))
	case "we":
		return knowsOfNone(rest)
	}
	return false
}

// measured is a result of work that was done: "build time: 3 min", "p95 fell from 2 s to 200 ms", "memory use is 30% lower".
var measured = lazy(`^[^.:]{1,40}: ?[~<>≤≥≈]? ?\d[\d.,]* ?(?:%|ms|s|sec|seconds|min|minutes|hours|h|x|[kmgt]i?b|req/s|rps)?(?: ?(?:→|->|to) ?[~<>≤≥≈]? ?\d[\d.,]* ?(?:%|ms|s|sec|seconds|min|minutes|hours|h|x|[kmgt]i?b|req/s|rps)?)?(?: \([^)]*\))?$` +
	`|\b(?:fell|dropped|rose|went|decreased|increased|improved|grew|shrank|reduced|down|up) (?:from [~≈]?\d|by [~≈]?\d)|\b(?:is|are|was|were) (?:now )?[~≈]?\d[\d.,]* ?(?:%|x|times) (?:lower|higher|faster|slower|smaller|larger|less|more|better)\b`)

func isMeasured(text string) bool {
	return strings.ContainsAny(text, "0123456789") && measured.compiled().MatchString(text)
}

// isNeeded reports whether what follows "no" ends in a word for what is wanted: "further action is required at this time".
func isNeeded(text string) bool {
	words := strings.Fields(text)
	for i, word := range words[:min(len(words), 9)] {
		switch strings.Trim(word, ".,;:") {
		case "needed", "required", "necessary", "planned", "identified", "taken", "made", "warranted", "expected", "proposed", "scheduled":
			if i == 0 || i+1 == len(words) {
				return i > 0
			}
			switch words[i+1] { // but "no change made without a review", "nothing needed for the upgrade yet: ask"
			case "at", "yet", "now", "so", "currently", "here", "or", "and":
				return true
			}
			return false
		case "longer", "more", "one", "that", "which", "should", "must", "until", "without", "to", "so":
			return false
		}
	}
	return false
}

// isNothingThere reports whether what follows "there" is that there is nothing: "is nothing we can do", "are no action items".
func isNothingThere(rest string) bool {
	for _, be := range [...]string{"is ", "are ", "was ", "were "} {
		if after, ok := strings.CutPrefix(rest, be); ok {
			after = strings.TrimPrefix(strings.TrimPrefix(after, "currently "), "really ")
			word, what, _ := strings.Cut(after, " ")
			switch what = strings.TrimPrefix(strings.TrimPrefix(what, "further "), "other "); word {
			case "nothing", "little", "not":
				return hasWord(what, "do", "done", "change", "changed", "improve", "improved")
			case "no":
				switch strings.Trim(firstWord(what), ".,") {
				case "action", "actions", "plans", "fix", "fixes", "changes", "follow-up", "follow-ups", "improvements":
					return true
				}
			}
		}
	}
	return false
}

// isUnclear reports whether what follows "it is" says that nobody knows what to do: "unclear what we can do", "not clear whether this can be prevented".
func isUnclear(rest string) bool {
	for _, adverb := range [...]string{"still ", "currently ", "as yet ", "at present ", "yet "} {
		rest = strings.TrimPrefix(rest, adverb)
	}
	for _, what := range [...]string{"unclear", "not clear", "not yet clear", "unknown", "not known", "hard to say", "difficult to say", "unlikely"} {
		if after, ok := strings.CutPrefix(rest, what); ok {
			return hasWord(after, "do", "done", "prevent", "prevented", "avoid", "avoided", "change", "fix", "fixed", "improve", "improved", "happen") && !hasWord(after, "who")
		}
	}
	return false
}

// knowsOfNone reports whether what follows "we" is that they plan or know of nothing: "don't plan to change anything", "could not identify any improvements".
func knowsOfNone(rest string) bool {
	negated := false
	for _, not := range [...]string{"do not ", "don't ", "did not ", "didn't ", "could not ", "couldn't ", "cannot ", "can't ", "have not ", "haven't ", "are not ", "aren't "} {
		if after, ok := strings.CutPrefix(rest, not); ok {
			rest, negated = after, true
			break
		}
	}
	if !negated {
		return false
	}
	switch firstWord(strings.TrimPrefix(rest, "currently ")) {
	case "plan", "planning", "intend", "foresee", "anticipate", "propose", "identify", "identified", "see", "believe", "think", "know", "find", "found":
		if hasWord(rest, "any") {
			return hasWord(rest, "action", "actions", "change", "changes", "improvement", "improvements", "fix", "fixes", "follow-up", "follow-ups", "work", "measures", "need")
		}
		return hasWord(rest, "need") || hasWord(rest, "anything") && hasWord(rest, "do", "change", "improve", "fix") || strings.Contains(rest, "what to do") || strings.Contains(rest, "to change") || strings.Contains(rest, "to make")
	}
	return false
}

// hasWord reports whether a text has one of the words.
func hasWord(text string, words ...string) bool {
	for word := range strings.FieldsSeq(text) {
		if slices.Contains(words, strings.Trim(word, ".,;:()")) {
			return true
		}
	}
	return false
}
