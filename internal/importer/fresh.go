package importer

import (
	"index/suffixarray"
	"strings"
	"unicode"
)

// Fresh returns the events that are not among those that are there already, and how many are. The same minute and the same words are the
// same event, and so is the same second and a link that no other of the events has then; words that an event there says among more are
// there. Within the events themselves only what is equal in all is one: an export says nothing twice.
func Fresh(events, there []Event) ([]Event, int) {
	known := index(there)
	links := map[link]int{}
	seen := map[seenAs]bool{}
	var list []Event
	for _, e := range events {
		as := seenAs{linkOf(e), e.Text, e.Who}
		if seen[as] {
			continue
		}
		seen[as] = true
		links[as.link]++
		list = append(list, e)
	}
	absent := make([]bool, len(list))
	for i, e := range list {
		said := known.minutes[minuteOf(e)].says(e)
		seen := isLink(e.Source) && links[linkOf(e)] == 1 && known.links[linkOf(e)]
		absent[i] = !said && !seen
	}
	var fresh []Event
	for i, e := range list {
		if absent[i] && !known.minutes[minuteOf(e)].mentions(e) {
			fresh = append(fresh, e)
		}
	}
	return fresh, len(events) - len(fresh)
}

type (
	// link is where and when an event was seen.
	link struct {
		source string
		second int64
	}
	seenAs struct {
		link
		text, who string
	}
)

func linkOf(e Event) link { return link{e.Source, e.At.Unix()} }

func minuteOf(e Event) int64 { return e.At.Unix() / 60 }

// presence is what is there, to be looked up.
type presence struct {
	minutes map[int64]*minute
	links   map[link]bool
}

// minute is what events say that happened in one. A nil minute says nothing.
type minute struct {
	words map[string]bool // of each event; true when it is one of those that are looked for
	more  *suffixarray.Index
}

func index(there []Event) presence {
	p := presence{map[int64]*minute{}, map[link]bool{}}
	for _, e := range there {
		m := p.minutes[minuteOf(e)]
		if m == nil {
			m = &minute{words: map[string]bool{}}
			p.minutes[minuteOf(e)] = m
		}
		m.words[wordsOf(e.Text)] = false
		p.links[linkOf(e)] = true
	}
	return p
}

// says reports whether an event of the minute says the same, with the name of whoever said it or without.
func (m *minute) says(e Event) bool {
	if m == nil {
		return false
	}
	found := false
	for _, text := range []string{e.Text, e.Line(true), e.Line(false)} {
		words := wordsOf(text)
		if _, ok := m.words[words]; ok {
			m.words[words], found = true, true
		}
	}
	return found
}

// enoughToTell is how long the words of one event must be to be recognised among more words.
const enoughToTell = 12

// mentions reports whether an event of the minute has these words among its own and is not another event of the export. Call it when all have been
// looked for with says.
func (m *minute) mentions(e Event) bool {
	words := wordsOf(e.Text)
	if m == nil || len(words) < enoughToTell {
		return false
	}
	if m.more == nil {
		var b strings.Builder
		for other, taken := range m.words {
			if !taken {
				b.WriteString(other)
				b.WriteByte('\n') // words have none
			}
		}
		m.more = suffixarray.New([]byte(b.String()))
	}
	return len(m.more.Lookup([]byte(words), 1)) > 0
}

// wordsOf is what tells an event from others whatever the punctuation and the case: its letters, digits and emoji. A text that has none of
// these is its own.
func wordsOf(text string) string {
	words := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.So, r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
	if words == "" {
		return strings.Join(strings.Fields(text), "")
	}
	return words
}
