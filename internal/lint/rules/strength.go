package rules

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Strength is how far an action item reaches, after the action hierarchy of RCA² (Root Cause Analyses and Actions, NPSF 2015).
type Strength int

// The classes of the hierarchy. Ungraded items are those whose wording tells too little: most repairs of software are.
const (
	Ungraded     Strength = iota
	Weaker                // asks people to know, remember or decide better
	Intermediate          // catches or contains a slip
	Stronger              // holds whether or not anybody thinks of it
)

func (s Strength) String() string {
	return [...]string{"ungraded", "weaker", "intermediate", "stronger"}[s]
}

// Grade returns the strength of an action item by the words of its title, in English or Japanese. What is as strong as its strongest part gets that
// class, so that "weaker" can be relied on and "ungraded" is an answer.
func Grade(title string) Strength {
	in := strengthPhrases().lists(wordsOf(title)) | listsJapanese(title)
	switch {
	case in&study != 0 && !goesOn(title):
		return Weaker
	case in&doubleCheck != 0:
		return Weaker
	case in&attention != 0 && in&simulation != 0:
		return Intermediate
	case in&attention != 0 && in&stronger == 0:
		return Weaker
	case in&stronger != 0:
		return Stronger
	case in&weaker != 0:
		return Weaker
	case in&intermediate != 0:
		return Intermediate
	}
	return Ungraded
}

// goesOn reports whether an item does not end with what is found out: "Investigate and fix the leak".
func goesOn(title string) bool {
	title = strings.ToLower(title)
	return slices.ContainsFunc([]string{" and fix ", " and remove ", " and add "}, func(more string) bool { return strings.Contains(title, more) })
}

//go:embed strength/*.txt strength/ja/*.txt
var strengthFiles embed.FS

// lists is a set of word lists.
type lists uint8

const (
	attention lists = 1 << iota
	doubleCheck
	simulation
	study
	endless
	weaker
	intermediate
	stronger
)

// strengthLists are the names of the lists, in the order of their constants.
var strengthLists = [...]string{"attention", "double-check", "simulation", "study", "vague", "weaker", "intermediate", "stronger"}

// strengthPhrases are the phrases of the word lists.
var strengthPhrases = sync.OnceValue(func() *phrases {
	all := &phrases{byWord: map[string][]phrase{}}
	for i, name := range strengthLists {
		text, err := strengthFiles.ReadFile("strength/" + name + ".txt")
		if err != nil {
			panic(fmt.Sprintf("the embedded list %s is missing: %v", name, err))
		}
		all.read(string(text), 1<<i)
	}
	return all
})
