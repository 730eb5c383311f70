package interview

import "strings"

// brackets are the fields at the end of an action item: "Title (detect, P1)", "題名（検知、P1）".
type brackets struct {
	title, inside string // inside is "" where there are none
	wide          bool   // they are those of Japanese
}

// lastBrackets finds the brackets that close at the end of a line.
func lastBrackets(line string) brackets {
	for _, pair := range [...][2]string{{"(", ")"}, {"（", "）"}} {
		if !strings.HasSuffix(line, pair[1]) {
			continue
		}
		depth := 0
		for i := len(line) - 1; i >= 0; i-- {
			switch {
			case strings.HasPrefix(line[i:], pair[1]):
				depth++
			case strings.HasPrefix(line[i:], pair[0]):
				if depth--; depth == 0 {
					return brackets{strings.TrimSpace(line[:i]), line[i+len(pair[0]) : len(line)-len(pair[1])], pair[0] != "("}
				}
			}
		}
	}
	return brackets{title: line}
}

// with is the action item with other fields.
func (b brackets) with(fields string) string {
	switch {
	case fields == "":
		return b.title
	case b.wide:
		return b.title + "（" + fields + "）"
	}
	return b.title + " (" + fields + ")"
}

// both are two fields side by side; either may be "".
func (b brackets) both(first, second string) string {
	switch {
	case first == "" || second == "":
		return first + second
	case b.wide:
		return first + "、" + second
	}
	return first + ", " + second
}

// labelled is a value behind what announces it.
func (b brackets) labelled(label, wide, value string) string {
	if b.wide {
		label = wide
	}
	return label + " " + value
}

// open is what closes the bracket that a line leaves open, "" where it leaves none.
func open(line string) string {
	at := strings.LastIndexAny(line, "(（")
	switch {
	case at < 0 || at < strings.LastIndexAny(line, ")）"):
		return ""
	case line[at] == '(':
		return ")"
	}
	return "）"
}

// fieldSeparator stands between the fields.
var fieldSeparator = lazy(`[,、，]`)
