package document

import (
	"regexp"
	"slices"
)

// ThisHost is how this machine is called in the names of temporary files.
func ThisHost() string { return thisHost() }

// TempName is a name that a process of a machine gives a temporary file.
func TempName(host string, pid int) string { return tempName(host, pid) }

// Hinted is a pattern with the hints that are looked for in its place.
type Hinted struct {
	Hints   []string
	Pattern *regexp.Regexp
}

// HintedPatterns are all of them.
func HintedPatterns() []Hinted {
	all := []Hinted{made(allHints, allTimes), made(clockHints, allTimes), made(japaneseDoubts.hints, japaneseDoubts.pattern), made(actionWords, actionHeading)}
	for _, p := range slices.Concat(headPatterns().patterns, japaneseSections(), japaneseMilestones()) {
		all = append(all, made(p.hints, p.pattern))
	}
	for _, p := range metaPatterns() {
		all = append(all, made(p.hints, p.pattern))
	}
	return all
}

func made(hints hintSet, p *pattern) Hinted {
	h := Hinted{Pattern: p.compiled()}
	for _, hint := range hints.parts {
		h.Hints = append(h.Hints, hint.text)
	}
	return h
}

// StampLengths are how much of a text its time takes, as it is read and as the grammar reads it that is asked of what may begin with one.
func StampLengths(text string) (read, asked int) {
	_, read = readStamp(text)
	f := foldTime(text)
	_, n := readFolded(f.text, true)
	return read, f.from[n]
}

// Commitments are what a sentence commits to, as it is read and as the grammar reads it that is asked of what may open so.
func Commitments(sentence string) (read, asked int) {
	return int(commitsTo(sentence)), int(readCommitment(sentence))
}
