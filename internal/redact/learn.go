package redact

import (
	"slices"
	"strings"
)

var (
	nameWithHandle = lazy(`(\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){1,3}) ?[(\[<]{1,2}(@[\w.-]+|[\w.+-]+@[\w.-]+)[)\]>]`)
	nameWithPage   = lazy(`\[@?([^\[\]\n]{2,60})\]\(https?://(?:www\.)?(?:github|gitlab)\.com/([\w-]+)/?\)`)
)

// learn finds out who is named.
func (r *redactor) learn(found []Found) {
	p := r.people
	for _, list := range [][]string{r.doc.Meta.Authors, r.doc.Meta.People} {
		for _, entry := range list {
			p.entry(entry, true)
		}
	}
	for i := range r.doc.Actions {
		p.entry(r.doc.Actions[i].Owner, false)
	}
	text := r.view.text
	for _, m := range nameWithHandle().FindAllSubmatch(text, -1) {
		p.entry(string(m[1])+" "+string(m[2]), true)
	}
	for _, m := range nameWithPage().FindAllSubmatch(text, -1) {
		if !p.isTeam(string(m[2])) && p.isName(string(m[1]), true) {
			p.unite([]*person{p.full(string(m[1])), p.handle(string(m[2]))})
		}
	}
	for _, m := range mailForm().FindAllSubmatchIndex(text, -1) {
		if isMail(r, text, m[0], m[1]) {
			p.mailbox(string(text[m[2]:m[3]]))
		}
	}
	for _, m := range anyHandle().FindAllSubmatchIndex(text, -1) {
		if r.isHandle(m) && m[4] < 0 && !r.markup.code[r.view.from[m[0]]] && !p.isTeam(string(text[m[2]:m[3]])) && !r.options.allowed(string(text[m[2]:m[3]])) {
			p.handle(string(text[m[2]:m[3]]))
		}
	}
	for i, w := range r.words { // Priya Raman
		given, only := p.lexicon.GivenName(w.key)
		if !given || !w.capital || i+1 == len(r.words) {
			continue
		}
		next := r.words[i+1]
		surname := next.capital && string(text[w.end:next.start]) == " " && p.surname(next.key) && !teamWords()[next.key] && next.end-next.start > 2 && !allCapitals(text[next.start:next.end])
		if surname && (only || !everyday()[w.key]) && !r.options.allowed(string(text[w.start:next.end])) {
			p.full(string(text[w.start:next.end]))
		}
	}
	slices.SortStableFunc(found, func(a, b Found) int { return b.Span.Len() - a.Span.Len() }) // whole names before their parts
	for _, f := range found {
		if f.Kind == Person {
			name := strings.TrimPrefix(string(newView(r.doc.Source[f.Span.Start:f.Span.End]).text), "@")
			name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
			if p.isName(name, true) && !r.options.allowed(name) {
				p.full(name)
			}
		}
	}
	for _, m := range japaneseNames().FindAllSubmatch(text, -1) {
		if name := string(slices.Concat(m[1], m[2])); !isCalling(name) {
			p.full(name)
		}
	}
}
