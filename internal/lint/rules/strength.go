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

// Grade returns the strength of an action item by the words of its title, in English. What is as strong as its strongest part gets that
// class, so that "weaker" can be relied on and "ungraded" is an answer.
func Grade(title string) Strength {
	words := wordsOf(title)
	lists := strengthPhrases()
	switch {
	case lists["study"].has(words) && !goesOn(title):
		return Weaker
	case lists["double-check"].has(words):
		return Weaker
	case lists["attention"].has(words) && lists["simulation"].has(words):
		return Intermediate
	case lists["attention"].has(words) && !lists["stronger"].has(words):
		return Weaker
	case lists["stronger"].has(words):
		return Stronger
	case lists["weaker"].has(words):
		return Weaker
	case lists["intermediate"].has(words):
		return Intermediate
	}
	return Ungraded
}

// goesOn reports whether an item does not end with what is found out: "Investigate and fix the leak".
func goesOn(title string) bool {
	title = strings.ToLower(title)
	return slices.ContainsFunc([]string{" and fix ", " and remove ", " and add "}, func(more string) bool { return strings.Contains(title, more) })
}

//go:embed strength/*.txt
var strengthFiles embed.FS

// strengthPhrases are the word lists by the names of their files.
var strengthPhrases = sync.OnceValue(func() map[string]phrases {
	lists := map[string]phrases{}
	for _, name := range []string{"attention", "double-check", "simulation", "study", "vague", "weaker", "intermediate", "stronger"} {
		text, err := strengthFiles.ReadFile("strength/" + name + ".txt")
		if err != nil {
			panic(fmt.Sprintf("the embedded list %s is missing: %v", name, err))
		}
		lists[name] = readPhrases(string(text))
	}
	return lists
})
