package redact

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// keptKeys are the keys of the metadata that readers outside have a use for. All others go: nobody can know what they hold.
var keptKeys = set("title status severity started detected acknowledged mitigated resolved date services factors tags slo authors author duration")

var metaKey = lazy(`^(?:"([^"]*)"|'([^']*)'|([\w][\w .-]*?))\s*[:=](?:\s|$)`)

// metadata drops the keys that are not kept and puts roles in place of authors.
func (r *redactor) metadata() {
	meta := r.doc.Meta.Span
	if meta.Len() == 0 {
		return
	}
	type entry struct {
		key        string
		start, end int
	}
	var entries []entry
	source := r.doc.Source
	first, last := r.doc.Position(meta.Start).Line+1, r.doc.Position(meta.End).Line
	if source[meta.End-1] == '\n' {
		last--
	}
	for line := first; line < last; line++ {
		at, end := r.doc.LineStart(line), r.doc.LineStart(line+1)
		text := source[at:end]
		if m := metaKey().FindSubmatch(bytes.TrimRight(text, "\r\n")); m != nil {
			entries = append(entries, entry{strings.ToLower(string(slices.Concat(m[1], m[2], m[3]))), at, end})
		} else if n := len(entries); n > 0 && text[0] != '[' && text[0] != '{' && text[0] != '#' && entries[n-1].end == at {
			entries[n-1].end = end
		} else {
			entries = append(entries, entry{"", at, end}) // a comment, a table of TOML, or a whole mapping in braces
		}
	}
	dropped := ""
	for _, e := range entries {
		line := source[e.start:e.end]
		if e.key == "" && line[0] == '[' {
			dropped = "[" // all keys behind the head of a table are its own
		}
		switch {
		case dropped != "" || !keptKeys()[e.key]:
			r.cut(document.Span{Start: e.start, End: e.end}, Metadata, "")
		case e.key == "authors" || e.key == "author":
			r.authors(document.Span{Start: e.start, End: e.end}, e.key)
		}
	}
}

// authors writes the people of a key as their roles.
func (r *redactor) authors(at document.Span, key string) {
	var names []string
	for _, a := range r.doc.Meta.Authors {
		names = append(names, r.called(a)...)
	}
	for i, n := range names { // as many entries may be one person
		if slices.Contains(names[:i], n) {
			names[i] = ""
		}
	}
	names = slices.DeleteFunc(names, func(n string) bool { return n == "" })
	if slices.Equal(names, r.doc.Meta.Authors) {
		return
	}
	list, err := json.Marshal(names) // which is a flow sequence of YAML and an array of TOML
	if err != nil {
		return
	}
	sign := ": "
	if r.doc.Source[r.doc.Meta.Span.Start] == '+' {
		sign = " = "
	}
	text := key + sign + strings.ReplaceAll(string(list), `","`, `", "`)
	end := at.End
	for end > at.Start && (r.doc.Source[end-1] == '\n' || r.doc.Source[end-1] == '\r') {
		end--
	}
	r.cut(document.Span{Start: at.Start, End: end}, Person, text)
}

// called is what stands for an entry of a list of people. Teams and roles stay.
func (r *redactor) called(entry string) (names []string) {
	v := newView([]byte(entry))
	for _, m := range r.people.mentions(v, words(v.text)) {
		names = append(names, plainScalar(r.people.label(m.who)))
	}
	switch {
	case len(names) > 0:
		return names
	case strings.Contains(entry, "@") || !r.people.isTeam(entry) && !r.isRole(entry) && !strings.HasPrefix(entry, somebodyInJapanese):
		return []string{r.people.somebody()}
	}
	return []string{entry}
}

// isRole reports whether a text is what the team calls somebody.
func (r *redactor) isRole(text string) bool {
	for _, role := range r.options.Roles {
		if strings.EqualFold(plainScalar(role), text) {
			return true
		}
	}
	return false
}

// plainScalar takes from a replacement what would mean something in the metadata.
func plainScalar(text string) string {
	return strings.TrimSpace(strings.Map(func(c rune) rune {
		if strings.ContainsRune("[]{},:#\"'&*!|>%@`\\\r\n", c) {
			return -1
		}
		return c
	}, text))
}
