package document

import "strings"

// nameByWhen finds the action items where no section is named for them: under a heading whose sections tell when things are done or how far they
// are, some of them to come ("Short-term", "In progress").
func (d *Document) nameByWhen() {
	type division struct{ parts, toCome int }
	var divisions map[int]division
	for _, s := range d.Sections {
		if s.Name == ActionItems {
			return
		}
		if s.Parent < 0 || s.Name != "" || d.Sections[s.Parent].Name != "" && d.Sections[s.Parent].Name != Response {
			continue
		}
		if is, toCome := tellsWhen(s.Heading); is {
			if divisions == nil {
				divisions = map[int]division{}
			}
			v := divisions[s.Parent]
			if v.parts++; toCome {
				v.toCome++
			}
			divisions[s.Parent] = v
		}
	}
	for section, v := range divisions {
		if v.parts > 1 && v.toCome > 0 && d.Sections[section].Level > 1 {
			d.Sections[section].Name = ActionItems
		}
	}
}

// tellsWhen reports whether a heading says of what stands under it when it is done or how far it is, and nothing else; and whether some of it is
// to come.
func tellsWhen(heading string) (is, toCome bool) {
	if len(heading) > maxLabel {
		return false, false
	}
	words := strings.ToLower(heading)
	if i := strings.IndexAny(words, "([:"); i >= 0 {
		words = words[:i]
	}
	words = strings.Trim(words, " *_.-–—")
	switch words {
	case "immediate", "immediately", "now":
		return true, false
	case "short-term", "short term", "medium-term", "medium term", "mid-term", "mid term", "near-term", "near term", "long-term", "long term", "next", "later",
		"future", "this week", "this month", "this quarter", "this sprint", "next week", "next month", "next quarter", "next sprint":
		return true, true
	}
	st := stateOf(words)
	return st != stateless, st == stateOpen
}
