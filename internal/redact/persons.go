package redact

import (
	"bytes"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// persons puts roles in place of names.
func (r *redactor) persons(all []mention) {
	text := r.view.text
	for i, m := range all {
		s := r.view.source(m.start, m.end)
		if r.claimed[s.Start] || r.claimed[s.End-1] {
			continue
		}
		if m.decide {
			if !r.options.allowed(string(text[m.start:m.end])) {
				r.decide(s, Person, "it may be the name of a person who is named here")
			}
			continue
		}
		start, end := m.start, m.end
		// Once is enough where a name and a handle follow each other.
		for i+1 < len(all) && all[i+1].who == m.who && end < all[i+1].start {
			between := text[end:all[i+1].start]
			if bytes.ContainsAny(between, "\r\n") && len(bytes.TrimSpace(between)) == 0 {
				break
			}
			gap, after := strings.TrimSpace(string(text[end:all[i+1].start])), all[i+1].end
			if gap != "(" && gap != "<" && gap != "" || gap != "" && (after == len(text) || text[after] != ')' && text[after] != '>') || len(gap)+8 < all[i+1].start-end || all[i+1].decide {
				break
			}
			if i++; gap != "" {
				after++
			}
			end = after
		}
		label := r.people.label(m.who)
		if r.opens(start) {
			label = capitalised(label)
		}
		r.replace(start, end, Person, label)
	}
}

// opens reports whether what stands for bytes of the view is to have a capital.
func (r *redactor) opens(start int) bool {
	text, at := r.view.text, int(r.view.from[start])
	if at < r.doc.Meta.Span.End { // a title
		before := bytes.TrimRight(lineBefore(text, start), " \"'")
		return bytes.Equal(before, []byte("title:")) || bytes.Equal(before, []byte("title =")) || bytes.HasSuffix(before, []byte(" title:"))
	}
	return !r.markup.code[at] && opensSentence(text, start)
}

func capitalised(s string) string {
	first := firstOf(s)
	return strings.ToUpper(first) + s[len(first):]
}

// groupCalls are mentions of everybody at once, which name nobody.
var groupCalls = set("here channel everyone all team")

var anyHandle = lazy(`@([A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*)(/[A-Za-z0-9][\w.-]*)?`)

// isHandle reports whether a match of anyHandle calls somebody.
func (r *redactor) isHandle(m []int) bool {
	text := r.view.text
	before := m[0] == 0 || !isAlnum(text[m[0]-1]) && strings.IndexByte("_./:@-+", text[m[0]-1]) < 0
	name := strings.ToLower(string(text[m[2]:m[3]]))
	return before && !groupCalls()[name] && (!isDigit(name[0]) || strings.ContainsAny(name, "abcdefghijklmnopqrstuvwxyz") && !strings.Contains(name, "."))
}

// handles replaces what follows an @, whoever it is.
func (r *redactor) handles() {
	text := r.view.text
	for _, m := range anyHandle().FindAllSubmatchIndex(text, -1) {
		start, end := m[0], m[1]
		name := string(text[m[2]:m[3]])
		s := r.view.source(start, end)
		if !r.isHandle(m) || r.claimed[s.Start] {
			continue
		}
		switch code := r.markup.code[s.Start]; {
		case code && (m[4] >= 0 || end < len(text) && text[end] == '(' || name[0] < 'a' || name[0] > 'z' || strings.Contains(name, "_")):
			// A package, an annotation, a variable of a template.
		case code:
			if !r.options.allowed(name) && !r.options.allowed("@"+name) {
				r.decide(s, Person, "it may be a handle")
			}
		case m[4] >= 0, r.people.isTeam(name):
			r.replace(start, end, Team, "[team]")
		default:
			if !r.options.allowed(name) {
				who := r.people.handle(name)
				label := r.people.label(who)
				if r.opens(start) {
					label = capitalised(label)
				}
				r.replace(start, end, Person, label)
			}
		}
	}
}

// perhaps lists the words that may be names of people nobody told of.
func (r *redactor) perhaps(all []mention) {
	text := r.view.text
	for i, w := range r.words {
		given, only := r.people.lexicon.GivenName(w.key)
		if !given || !w.capital || w.end-w.start < 3 || allCapitals(text[w.start:w.end]) {
			continue
		}
		end := w.end
		if i+1 < len(r.words) && string(text[w.end:r.words[i+1].start]) == " " && r.words[i+1].capital {
			end = r.words[i+1].end
		}
		if !only || everyday()[w.key] { // "Will Smith", but not "Will it"
			if end == w.end || r.people.lexicon.Knows(r.words[i+1].key) || teamWords()[r.words[i+1].key] || allCapitals(text[r.words[i+1].start:end]) {
				continue
			}
		}
		s := r.view.source(w.start, w.end)
		switch {
		case r.claimed[s.Start], r.markup.code[s.Start]:
		case r.options.allowed(string(text[w.start:w.end])), r.options.allowed(string(text[w.start:end])):
		case w.start > 0 && strings.IndexByte("_-./", text[w.start-1]) >= 0, w.end < len(text) && strings.IndexByte("_-/", text[w.end]) >= 0: // in an identifier
		default:
			r.decide(s, Person, "it may be the name of a person")
		}
	}
	r.strangers(all)
}

// openComments lists comments that the parser saw none in.
func (r *redactor) openComments() {
	for i := 0; ; {
		k := bytes.Index(r.doc.Source[i:], []byte("<!--"))
		if k < 0 {
			break
		}
		i += k
		if !r.markup.code[i] && !r.claimed[i] {
			r.decide(document.Span{Start: i, End: i + len("<!--")}, Comment, "a comment that could not be taken out")
		}
		i += len("<!--")
	}
}
