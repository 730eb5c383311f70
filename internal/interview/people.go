package interview

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

var handlePattern = lazy(`(?:^|[\s(,;:])(@[A-Za-z0-9](?:[\w./-]*\w)?)`)

// setPeople tells who was there before.
func (s *Session) setPeople(people []string) {
	s.people, s.read = distinct(people), nil
}

// known lists the people who may be meant at a question, the likeliest first: who writes this, who is named elsewhere in it, and who was there
// before.
func (s *Session) known(at Key) []string {
	var list []string
	if at != Authors {
		list = names(s.texts[Authors])
	}
	for _, q := range s.questions {
		if q.Key != at {
			list = append(list, handles(s.texts[q.Key])...)
		}
	}
	return distinct(append(list, s.people...))
}

// handles are the @names in a text.
func handles(text string) []string {
	var list []string
	for _, m := range handlePattern().FindAllStringSubmatch(text, -1) {
		list = append(list, m[1])
	}
	return list
}

func distinct(list []string) []string {
	seen := map[string]bool{}
	var kept []string
	for _, name := range list {
		if key := strings.ToLower(name); name != "" && !seen[key] {
			seen[key] = true
			kept = append(kept, name)
		}
	}
	return kept
}

// personIn finds whom a name means: in whatever case, with or without @, or one of the names of a single person; "" when that is nobody or not clear.
func personIn(people []string, name string) string {
	bare := strings.TrimPrefix(strings.TrimSpace(name), "@")
	if len(bare) < 2 {
		return ""
	}
	part := ""
	for _, p := range people {
		if strings.EqualFold(strings.TrimPrefix(p, "@"), bare) {
			return p
		}
		if words := strings.Fields(p); len(words) > 1 && slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, bare) }) {
			if part != "" {
				part = "?"
			} else {
				part = p
			}
		}
	}
	if part == "?" {
		return ""
	}
	return part
}

// asOwner writes a person as the owner of an action item.
func asOwner(person string) string {
	if strings.HasPrefix(person, "@") {
		return person
	}
	return "owner " + person
}

// completions are the names that begin as word does, or of which a later word does, in their order.
func completions(word string, names []string) []string {
	want := strings.ToLower(strings.TrimPrefix(word, "@"))
	var first, later []string
	for _, name := range names {
		low := strings.ToLower(strings.TrimPrefix(name, "@"))
		switch {
		case strings.EqualFold(word, name):
			return nil // it is whole
		case strings.HasPrefix(low, want):
			first = append(first, name)
		case want != "" && strings.Contains(low, " "+want):
			later = append(later, name)
		}
	}
	return append(first, later...)
}

var ownerLabelPattern = lazy(`(?i)^(?:owners?|owned by|assignees?|assigned to|dri|responsible)(?:: *| +)|^(?:主?担当者?|責任者|実施者)(?:[:：は]| )\s*`)

// offerPerson offers the rest of a name at the cursor: of an author, or behind a bracket or a comma of an action item, of its owner.
func (m *screen) offerPerson(q Question) *offer {
	line := m.edit.lines[m.edit.line].text[:m.edit.col]
	between := ",;、，"
	if q.Kind == Todos {
		between += "(（"
	}
	at := 0
	if i := strings.LastIndexAny(line, between); i >= 0 {
		_, size := utf8.DecodeRuneInString(line[i:])
		at = i + size
	}
	at += len(line[at:]) - len(strings.TrimLeft(line[at:], " \t"))
	if q.Kind == Todos {
		at += len(ownerLabelPattern().FindString(line[at:]))
		if i := strings.LastIndex(line, " @"); i >= at {
			at = i + 1 // in the middle of the words
		}
		if open(line) == "" && !strings.HasPrefix(line[at:], "@") {
			return nil // not in brackets: a word of the title
		}
	}
	word := line[at:]
	if word == "" || q.Kind == Todos && len(word) < 2 && word != "@" {
		return nil
	}
	start := m.edit.offset() - len(line)
	text := m.edit.text()
	besides := text[:start+at] + text[start+len(line):] // what is being typed is no name yet
	named := handles(besides)
	if q.Key == Authors {
		named = nil
	}
	present := names(besides)
	people := slices.DeleteFunc(distinct(append(named, m.known...)), func(p string) bool { return q.Key == Authors && slices.Contains(present, p) })
	found := completions(word, people)
	if len(found) == 0 {
		return nil
	}
	return &offer{
		edit: document.Edit{Span: document.Span{Start: start + at, End: start + len(line)}, Text: found[0]},
		also: found[1:min(len(found), 4)],
	}
}
